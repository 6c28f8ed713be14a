//! The small buttons left of the text, one where each mark begins: a sign for its kind, a name for a screen reader. A click
//! chooses the finding.

use egui::{Align2, Color32, Pos2, Rect, Sense, Ui, pos2, vec2};

use super::Page;
use super::marks::{LaidMark, is_chosen};
use crate::message::Message;
use crate::session::{Mark, MarkKind, Spot, WorkCommand};
use crate::ui::context::UiCtx;
use crate::ui::format::pane_letter;
use crate::ui::theme::regular;
use crate::ui::words::{finding_name, finding_summary, mark_glyph};

/// Side of a button's clickable area, in points; the square that is painted is smaller.
const TARGET: f32 = 24.0;

/// A small button at the row where each mark begins. Several marks of one kind in one row share one.
pub(super) fn glyphs_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, origin: Pos2, marks: &[LaidMark]) {
    let most = if page.is_narrow { 1 } else { 2 };
    let mut placed: Vec<(f32, Vec<MarkKind>)> = Vec::new();
    for laid in marks.iter().filter(|laid| laid.begins) {
        let Some(first) = laid.rects.first() else { continue };
        if placed.last().is_none_or(|(y, _)| (*y - first.top()).abs() > 1.0) {
            // Marks are sorted by start, so each row is visited once.
            placed.push((first.top(), Vec::new()));
        }
        let row = placed.len() - 1;
        let kinds = &mut placed[row].1;
        if kinds.contains(&laid.mark.kind) || kinds.len() == most {
            continue;
        }
        let center = pos2(origin.x - 27.0 - TARGET * kinds.len() as f32, origin.y + first.center().y);
        kinds.push(laid.mark.kind);
        let rect = Rect::from_center_size(center, vec2(TARGET, TARGET));
        glyph_ui(ui, cx, page, rect, &laid.mark);
    }
}

/// Accessible name of a mark: `近似，第 4 条：约 124 字近似，共 2 处；对应乙第 27 行`.
fn mark_words(cx: &UiCtx<'_>, page: &Page<'_>, mark: &Mark) -> String {
    let finding = &cx.session.findings().list[mark.finding];
    let what = cx.words.words(&finding_summary(cx.session, mark.finding));
    let number = cx.session.listing().position(mark.finding).map_or(0, |at| at + 1);
    let name = Message::new("mark-name").with("kind", cx.tr(finding_name(finding)));
    let mut words = cx.words.words(&name.with("what", what).with("number", number));
    let count = finding.places.len();
    let other = (1..count).map(|step| (mark.place + step) % count).next();
    let other = other.and_then(|other| {
        let place = finding.places[other];
        Some((place, cx.session.document(place.report)?))
    });
    if let Some((place, document)) = other {
        let mut panes = cx.session.panes().list.iter().enumerate();
        let pane = panes.find(|(pane, shown)| *pane != page.pane && shown.report == Some(place.report));
        let there = pane.map_or(cx.session.name(place.report), |(pane, _)| pane_letter(pane));
        let line = document.text().line_from_position(place.span.start) + 1;
        words += &cx.words.words(&Message::new("mark-other").with("there", there).with("line", line));
    }
    words
}

fn glyph_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, rect: Rect, mark: &Mark) {
    let id = egui::Id::unique(("glyph", page.pane, mark.finding, mark.place));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, mark_words(cx, page, mark)));
    let color = cx.palette.sign(mark.kind);
    let hot = response.hovered() || response.has_focus();
    let (ground, color) = match (is_chosen(cx, mark), hot) {
        (true, _) => (color, cx.palette.panel),
        (false, true) => (cx.palette.mark_fill(mark.kind), color),
        (false, false) => (Color32::TRANSPARENT, color),
    };
    ui.painter().rect_filled(rect.shrink(3.0), 4.0, ground);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, mark_glyph(mark.kind), regular(13.0), color);
    if response.clicked() {
        let &Mark { finding, place, span, .. } = mark;
        let at = Spot { position: span.start, height: rect.center().y - page.view.top() };
        cx.push(WorkCommand::ChoosePlace { finding, place, pane: page.pane, at });
    }
}
