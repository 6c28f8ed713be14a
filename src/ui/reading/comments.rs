//! The comments that a report's file holds, at their words: a dotted line under the words, and a marker beside the row
//! where a comment begins, with a menu of its text. A row where a note begins has that note's marker instead.

use egui::containers::menu::MenuButton;
use egui::{
    Align2, Button, Label, Painter, Pos2, Rect, Response, ScrollArea, Shape, StrokeKind, Ui, UiBuilder,
};
use egui::{pos2, vec2};

use super::Page;
use super::blocks::Block;
use super::marks::{LaidNote, rects_of};
use crate::message::Message;
use crate::session::ReviewCommand;
use crate::ui::context::UiCtx;
use crate::ui::notes::comment_words;
use crate::ui::theme::{CAPTION, regular};

/// Width of a marker in narrow and in other views, and its height, in points.
const WIDTH: (f32, f32) = (16.0, 20.0);
const HEIGHT: f32 = 15.0;
/// Side of a marker's clickable area, in points.
const TARGET: f32 = 24.0;
/// Width and greatest height of the menu, in points.
const MENU: (f32, f32) = (280.0, 320.0);

/// A comment in one block.
pub(super) struct LaidComment {
    /// Its index in the report.
    comment: usize,
    /// One rectangle per row, relative to the galley.
    rects: Vec<Rect>,
    /// Whether it begins in this block.
    begins: bool,
}

/// The comments whose words are in a block.
pub(super) fn lay_comments(
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    block: &Block,
    galley: &egui::Galley,
) -> Vec<LaidComment> {
    let comments = cx.session.comments(page.report).iter().enumerate();
    comments
        .filter_map(|(comment, placed)| {
            let span = placed.span?;
            let begins = block.span.contains(span.start);
            (begins || span.overlaps(block.span)).then(|| LaidComment {
                comment,
                rects: rects_of(galley, block, span),
                begins,
            })
        })
        .collect()
}

/// A dotted line under each row of the comments, in another colour than that of notes.
pub(super) fn paint_comments(painter: &Painter, cx: &UiCtx<'_>, origin: Pos2, comments: &[LaidComment]) {
    for rect in comments.iter().flat_map(|comment| &comment.rects) {
        let row = rect.translate(origin.to_vec2());
        let points = [pos2(row.left(), row.bottom()), pos2(row.right(), row.bottom())];
        painter.extend(Shape::dotted_line(&points, cx.palette.secondary, 3.0, 1.0));
    }
}

/// The markers of the comments that begin in a block.
pub(super) fn comment_markers_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    page: &Page<'_>,
    origin: Pos2,
    comments: &[LaidComment],
    notes: &[LaidNote],
) {
    let mut taken: Vec<f32> =
        notes.iter().filter(|note| note.begins).filter_map(|note| Some(note.rects.first()?.top())).collect();
    for comment in comments.iter().filter(|comment| comment.begins) {
        let Some(first) = comment.rects.first() else { continue };
        if taken.iter().any(|top| (top - first.top()).abs() < 1.0) {
            continue;
        }
        taken.push(first.top());
        let beside: Vec<usize> = comments
            .iter()
            .filter(|other| other.begins)
            .filter(|other| other.rects.first().is_some_and(|rect| (rect.top() - first.top()).abs() < 1.0))
            .map(|other| other.comment)
            .collect();
        let width = if page.is_narrow { WIDTH.0 } else { WIDTH.1 };
        let center = pos2(origin.x + page.text_width + 4.0 + width * 0.5, origin.y + first.center().y);
        marker_ui(ui, cx, page, Rect::from_center_size(center, vec2(width, HEIGHT)), &beside);
    }
}

/// A marker with a menu of the comments that begin in its row.
fn marker_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, rect: Rect, comments: &[usize]) {
    let Some(&first) = comments.first() else { return };
    let id = egui::Id::unique(("comment", page.pane, page.report, first));
    let target = Rect::from_center_size(rect.center(), vec2(TARGET, TARGET));
    let all = cx.session.comments(page.report);
    let author = all.get(first).map(|placed| placed.comment.author.clone()).unwrap_or_default();
    let mut taken = None;
    ui.scope_builder(UiBuilder::new().id_salt(id).max_rect(target), |ui| {
        ui.spacing_mut().interact_size.y = target.height();
        ui.spacing_mut().button_padding = vec2(0.0, 0.0);
        let button = Button::new("").frame(false).min_size(target.size());
        let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_max_width(MENU.0);
            ScrollArea::vertical().max_height(MENU.1).show(ui, |ui| {
                for &comment in comments {
                    let Some(placed) = all.get(comment) else { continue };
                    ui.add(Label::new(comment_words(cx, placed)).wrap());
                    let is_open = cx.session.note_of_comment(page.report, comment).is_none();
                    let name = cx.tr(if is_open { "comments-take" } else { "comments-taken" });
                    if ui.add_enabled(is_open, Button::new(name)).clicked() {
                        taken = Some(comment);
                        ui.close();
                    }
                }
            });
        });
        let name = cx.words.words(&Message::new("comment-marker").with("author", author.as_str()));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        paint_marker(ui, cx, rect, &response);
        response.on_hover_text(name);
    });
    if let Some(comment) = taken {
        cx.push(ReviewCommand::TakeComments(page.report, vec![comment]));
    }
}

fn paint_marker(ui: &Ui, cx: &UiCtx<'_>, rect: Rect, response: &Response) {
    let hot = response.hovered() || response.has_focus();
    let color = if hot { cx.palette.accent } else { cx.palette.secondary };
    ui.painter().rect_stroke(rect, 4.0, (1.0, color), StrokeKind::Inside);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, "…", regular(CAPTION), color);
}
