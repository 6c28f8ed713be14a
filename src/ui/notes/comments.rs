//! The comments that the file of the report in the focused pane holds: read-only, below the notes. Each can be taken over
//! as a note.

use egui::{Frame, Panel, Rect, ScrollArea, Ui, pos2, vec2};

use crate::message::Message;
use crate::report::PlacedComment;
use crate::review::Time;
use crate::session::{PaneCommand, ReportId, ReviewCommand, one_line};
use crate::ui::context::UiCtx;
use crate::ui::icons;
use crate::ui::list::{self, List};
use crate::ui::theme::{BODY, CAPTION, CONTROL_HEIGHT, bold, panel_margin, regular};
use crate::ui::widgets::{icon_button, line, panel_title_with_buttons_ui};

/// Height of a comment's row in points: author and time, text, quote.
const ROW: f32 = 62.0;
/// Room between two rows in points.
const GAP: f32 = 2.0;
/// Maximum number of characters of a text or quote in a row.
const SHOWN: usize = 160;

/// The comment chosen last, with its report.
#[derive(Default)]
pub(in crate::ui) struct Chosen(Option<(ReportId, usize)>);

/// The report in the focused pane, if its file has comments.
fn commented(cx: &UiCtx<'_>) -> Option<ReportId> {
    let report = cx.session.panes().focused_report()?;
    (!cx.session.comments(report).is_empty()).then_some(report)
}

/// Draws the list at the bottom of the panel, or nothing for a report without comments.
pub(super) fn comments_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let Some(report) = commented(cx) else { return };
    let count = cx.session.comments(report).len();
    let whole = 2.0 * CONTROL_HEIGHT + (ROW + GAP) * count.min(3) as f32;
    // Without notes the panel has no more than its title and a sentence to show.
    let has_notes = !cx.session.review().notes.is_empty();
    let kept = if has_notes { ui.available_height() * 0.5 } else { 2.0 * CONTROL_HEIGHT };
    let most = (ui.available_height() - kept).max(2.0 * CONTROL_HEIGHT);
    let panel = Panel::bottom("comments").resizable(false).exact_size(whole.min(most));
    panel.frame(Frame::new().inner_margin(panel_margin())).show(ui, |ui| {
        let chosen = cx.view.slot::<Chosen>().0.filter(|(of, _)| *of == report).map(|(_, comment)| comment);
        title_ui(ui, cx, report, count, chosen);
        ui.spacing_mut().item_spacing.y = GAP;
        let scroll = ScrollArea::vertical().id_salt("comments").auto_shrink(false).min_scrolled_height(0.0);
        let list = List::begin(ui, "comments", count, chosen);
        list.show_rows(ui, scroll, cx.tr("comments"), ROW, |ui, list, index| {
            comment_ui(ui, cx, list, report, index, chosen == Some(index));
        });
    });
}

fn title_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, report: ReportId, count: usize, chosen: Option<usize>) {
    let mut taken = None;
    panel_title_with_buttons_ui(ui, cx.palette, cx.tr("comments"), &count.to_string(), |ui| {
        if icon_button(ui, icons::FILES, cx.tr("comments-take-all")).clicked() {
            taken = Some((0..count).collect());
        }
        let one = chosen.filter(|comment| cx.session.note_of_comment(report, *comment).is_none());
        ui.add_enabled_ui(one.is_some(), |ui| {
            if icon_button(ui, icons::NOTE_PENCIL, cx.tr("comments-take")).clicked() {
                taken = one.map(|comment| vec![comment]);
            }
        });
    });
    if let Some(comments) = taken {
        cx.push(ReviewCommand::TakeComments(report, comments));
    }
}

/// Draws the comment at an index of the file.
fn comment_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    list: &mut List,
    report: ReportId,
    index: usize,
    chosen: bool,
) {
    let Some(placed) = cx.session.comments(report).get(index) else { return };
    let taken = cx.session.note_of_comment(report, index).is_some();
    let head = head(cx, placed, taken);
    let body: String = one_line(&placed.comment.text).chars().take(SHOWN).collect();
    let quote = quote(cx, report, placed);
    let name = format!("{head}, {body}, {quote}");
    let row = list::Row { index, height: ROW, chosen, name: &name, ..Default::default() };
    let palette = cx.palette;
    let response = list.row_ui(ui, palette, row, |painter, rect| {
        let part = |top: f32| {
            let top = rect.top() + top;
            Rect::from_min_size(pos2(rect.left() + 8.0, top), vec2(rect.width() - 16.0, 18.0))
        };
        line(painter, part(4.0), &head, bold(CAPTION), palette.secondary);
        line(painter, part(22.0), &body, regular(BODY), palette.text);
        line(painter, part(42.0), &quote, regular(CAPTION), palette.secondary);
    });
    let response = response.on_hover_ui(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.label(whole(cx, placed));
    });
    let span = placed.span;
    if response.clicked() {
        cx.view.slot::<Chosen>().0 = Some((report, index));
        if let Some(span) = span {
            cx.push(PaneCommand::GoTo { report, span });
        }
    }
    response.context_menu(|ui| {
        let is_open = !taken && span.is_some();
        if ui.add_enabled(is_open, egui::Button::new(cx.tr("comments-take"))).clicked() {
            cx.push(ReviewCommand::TakeComments(report, vec![index]));
            ui.close();
        }
    });
}

/// Author, time, and what has become of the comment.
fn head(cx: &UiCtx<'_>, placed: &PlacedComment, taken: bool) -> String {
    let mut parts = vec![author(cx, &placed.comment.author)];
    if !placed.comment.at.is_empty() {
        parts.push(Time::from(placed.comment.at.as_str()).shown().replace('T', " "));
    }
    if placed.comment.resolved {
        parts.push(cx.tr("comments-resolved").to_owned());
    }
    let replies = placed.comment.replies.len();
    if replies > 0 {
        parts.push(cx.words.words(&Message::new("comments-replies").with("count", replies)));
    }
    if taken {
        parts.push(cx.tr("comments-taken").to_owned());
    }
    parts.join(" · ")
}

fn author(cx: &UiCtx<'_>, name: &str) -> String {
    let name = name.trim();
    if name.is_empty() { cx.tr("comments-without-author").to_owned() } else { name.to_owned() }
}

/// The words that a comment is about.
fn quote(cx: &UiCtx<'_>, report: ReportId, placed: &PlacedComment) -> String {
    let text = cx.session.document(report).map(|document| document.text());
    match (placed.span, text) {
        (Some(span), Some(text)) => {
            let words: String = one_line(text.slice(span)).chars().take(SHOWN).collect();
            if words.is_empty() { String::new() } else { format!("「{words}」") }
        }
        _ => cx.tr("comments-no-place").to_owned(),
    }
}

/// The whole comment with its replies, for the tooltip.
pub(in crate::ui) fn whole(cx: &UiCtx<'_>, placed: &PlacedComment) -> String {
    let mut text = format!("{}\n{}", head(cx, placed, false), placed.comment.text);
    for reply in &placed.comment.replies {
        text.extend(["\n\n", &author(cx, &reply.author), "：", &reply.text]);
    }
    text
}
