//! The parts that a report should have, as text and as a short list: icon, name, state. A click goes to the part.

use egui::{Align2, CollapsingHeader, Rect, RichText, Ui, pos2, vec2};

use super::context::UiCtx;
use super::icons;
use super::list::{self, List};
use super::theme::{BODY, CAPTION, ROW_HEIGHT, bold, regular};
use super::widgets::line;
use crate::message::Message;
use crate::session::{Command, PaneCommand, PartState, PartStatus, ReportId};

/// Height of a row in points.
const ROW: f32 = ROW_HEIGHT - 6.0;

/// Icon of a part's state.
fn part_icon(status: PartStatus) -> &'static str {
    match status {
        PartStatus::Present => icons::CHECK_CIRCLE,
        PartStatus::Unheaded => icons::CHECK,
        PartStatus::Embedded => icons::ARROW_RIGHT,
        PartStatus::Mentioned => icons::DOT_OUTLINE,
        PartStatus::Absent => icons::MINUS,
    }
}

/// The parts of a report, one a line, with their places.
pub(super) fn parts_words(cx: &UiCtx<'_>, report: ReportId) -> String {
    let parts = cx.session.parts().of(report).iter();
    parts.map(|part| part_words(cx, report, part)).collect::<Vec<_>>().join("\n")
}

fn part_words(cx: &UiCtx<'_>, report: ReportId, part: &PartState) -> String {
    let line = part.span.zip(cx.session.document(report));
    let line = line.map(|(span, document)| document.text().line_from_position(span.start) + 1);
    let name = cx.session.parts().name(part, cx.words.language());
    let message = Message::new(if line.is_some() { "part-at" } else { "part-nowhere" });
    let message = message.with("part", name).with("state", cx.tr(part.status.name()));
    cx.words.words(&line.into_iter().fold(message, |message, line| message.with("line", line)))
}

/// The list of a report's parts under a heading that folds it. Draws nothing if there are none.
pub(super) fn parts_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, report: ReportId) {
    let parts = cx.session.parts().of(report);
    if parts.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let title = RichText::new(cx.tr("parts")).font(bold(BODY));
    CollapsingHeader::new(title).id_salt("parts").default_open(true).show_unindented(ui, |ui| {
        let mut list = List::begin(ui, "parts", parts.len(), None);
        list.name_ui(ui, cx.tr("parts"));
        for (index, part) in parts.iter().enumerate() {
            part_ui(ui, cx, &mut list, report, (index, part));
        }
        list.end(ui);
    });
}

fn part_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    list: &mut List,
    report: ReportId,
    (index, part): (usize, &PartState),
) {
    let palette = cx.palette;
    let name = part_words(cx, report, part);
    let absent = part.status == PartStatus::Absent;
    let row = list::Row { index, height: ROW, name: &name, ..Default::default() };
    let response = list.row_ui(ui, palette, row, |painter, rect| {
        let color = match part.status {
            PartStatus::Present | PartStatus::Unheaded => palette.success,
            PartStatus::Embedded | PartStatus::Mentioned => palette.secondary,
            PartStatus::Absent => palette.warning,
        };
        let at = pos2(rect.left() + 16.0, rect.center().y);
        painter.text(at, Align2::CENTER_CENTER, part_icon(part.status), regular(15.0), color);
        let at = pos2(rect.right() - 8.0, rect.center().y);
        let color = if absent { palette.warning } else { palette.secondary };
        let mut right = at.x;
        // The name comes first: where both have no room, the state is shown by its icon alone.
        let words = cx.session.parts().name(part, cx.words.language());
        let state = painter.layout_no_wrap(cx.tr(part.status.name()).to_owned(), regular(CAPTION), color);
        let name = painter.layout_no_wrap(words.to_owned(), regular(BODY), palette.text).size().x;
        if rect.left() + 30.0 + name + 8.0 + state.size().x <= at.x {
            right = at.x - state.size().x;
            painter.galley(pos2(right, at.y - state.size().y * 0.5), state, color);
            right -= 8.0;
        }
        let room = vec2((right - rect.left() - 30.0).max(0.0), rect.height());
        let inner = Rect::from_min_size(pos2(rect.left() + 30.0, rect.top()), room);
        line(painter, inner, words, regular(BODY), palette.text);
    });
    let clicked = response.clicked();
    if response.has_focus() && response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_text(&name);
    if let (true, Some(span)) = (clicked, part.span) {
        cx.push(PaneCommand::GoTo { report, span });
    }
}

/// The parts as entries of a menu; one that has a place goes there.
pub(super) fn parts_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, report: ReportId) {
    for part in cx.session.parts().of(report) {
        let words = part_words(cx, report, part);
        let button = egui::Button::new(format!("{} {words}", part_icon(part.status)));
        if ui.add_enabled(part.span.is_some(), button).clicked() {
            cx.commands.extend(part.span.map(|span| Command::Panes(PaneCommand::GoTo { report, span })));
            ui.close();
        }
    }
}
