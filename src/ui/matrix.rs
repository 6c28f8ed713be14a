//! The matrix: the share of each report that is also in each other report, as shades, similar reports side by side. A click
//! opens the pair.

use egui::{Align2, Color32, Frame, Margin, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::context::UiCtx;
use super::format::percent;
use super::icons;
use super::theme::{BODY, CAPTION, bold, regular};
use super::widgets::{cut_middle, empty_ui, icon_button};
use crate::message::Message;
use crate::session::{MATRIX_REPORTS, Matrix, PaneCommand, ReportId, View};

/// Maximum and minimum side of a cell, in points.
const CELL: (f32, f32) = (44.0, 14.0);
/// Room for the reports' names left of the cells, in points.
const NAMES: f32 = 230.0;
/// Room for the reports' numbers above the cells, in points.
const NUMBERS: f32 = 26.0;

pub(super) fn matrix_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let matrix = cx.session.matrix().clone();
    Frame::new().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(cx.tr("matrix")).font(bold(BODY)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, cx.tr("matrix-close")).clicked() {
                    cx.push(PaneCommand::SetView(View::Panes));
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let what = cx.tr("matrix-what");
                    let words = RichText::new(what).font(regular(CAPTION)).color(cx.palette.secondary);
                    ui.add(egui::Label::new(words).truncate()).on_hover_text(what);
                });
            });
        });
        if matrix.reports.is_empty() {
            empty_ui(ui, cx.palette, cx.tr("matrix-empty"));
            return;
        }
        if matrix.reports.len() == MATRIX_REPORTS {
            let words = Message::new("matrix-cut").with("count", MATRIX_REPORTS);
            ui.label(RichText::new(cx.words.words(&words)).font(regular(CAPTION)).color(cx.palette.warning));
        }
        cells_ui(ui, cx, &matrix);
    });
}

fn cells_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, matrix: &Matrix) {
    let count = matrix.reports.len();
    let room = ui.available_size() - vec2(NAMES, NUMBERS);
    let side = (room.x.min(room.y) / count as f32).clamp(CELL.1, CELL.0).floor();
    ScrollArea::both().id_salt("matrix").auto_shrink(false).show_viewport(ui, |ui, viewport| {
        let size = vec2(NAMES + side * count as f32, NUMBERS + side * count as f32);
        let (area, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, cx.tr("matrix")));
        let origin = area.min + vec2(NAMES, NUMBERS);
        let seen = |from: f32, to: f32| {
            let first = ((from / side).floor().max(0.0)) as usize;
            first.min(count)..(((to / side).ceil().max(0.0)) as usize).min(count)
        };
        let rows = seen(viewport.top() - NUMBERS, viewport.bottom() - NUMBERS);
        let columns = seen(viewport.left() - NAMES, viewport.right() - NAMES);
        let pointed = ui.ctx().pointer_latest_pos().filter(|_| response.hovered()).and_then(|at| {
            let at = (at - origin) / side;
            let inside = at.x >= 0.0 && at.y >= 0.0 && at.x < count as f32 && at.y < count as f32;
            inside.then_some((at.y as usize, at.x as usize))
        });
        for row in rows {
            name_ui(ui, cx, matrix.reports[row], row, pos2(area.left(), origin.y + side * row as f32), side);
            for column in columns.clone() {
                let corner = origin + vec2(side * column as f32, side * row as f32);
                let rect = Rect::from_min_size(corner, vec2(side, side)).shrink(1.0);
                cell_ui(ui, cx, matrix, (row, column), rect, pointed == Some((row, column)));
            }
        }
        for column in columns {
            let at = pos2(origin.x + side * (column as f32 + 0.5), area.top() + NUMBERS * 0.5);
            let color = if pointed.is_some_and(|(_, c)| c == column) {
                cx.palette.accent
            } else {
                cx.palette.secondary
            };
            ui.painter().text(at, Align2::CENTER_CENTER, column + 1, regular(CAPTION), color);
        }
        if let Some((row, column)) = pointed {
            let words = cell_words(cx, matrix, row, column);
            response.clone().on_hover_text_at_pointer(words);
            if response.clicked() {
                cx.push(PaneCommand::ShowPair(matrix.reports[row], matrix.reports[column]));
            }
        }
    });
}

fn name_ui(ui: &Ui, cx: &UiCtx<'_>, report: ReportId, row: usize, at: egui::Pos2, side: f32) {
    let title = cx.session.entry(report).map(crate::session::Entry::title).unwrap_or_default();
    let font = regular(CAPTION);
    let words = format!("{}  {}", row + 1, cut_middle(ui.ctx(), &title, &font, NAMES - 40.0));
    ui.painter().text(pos2(at.x, at.y + side * 0.5), Align2::LEFT_CENTER, words, font, cx.palette.text);
}

fn cell_ui(
    ui: &Ui,
    cx: &UiCtx<'_>,
    matrix: &Matrix,
    (row, column): (usize, usize),
    rect: Rect,
    pointed: bool,
) {
    let share = matrix.share(row, column);
    let fill = shade(cx, share, row == column);
    ui.painter().rect_filled(rect, 2.0, fill);
    if share >= 0.005 && rect.width() >= 30.0 {
        let color = if is_dark(fill) { Color32::WHITE } else { Color32::BLACK };
        let words = percent(share);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, regular(11.0), color);
    }
    if pointed {
        ui.painter().rect_stroke(rect, 2.0, (2.0, cx.palette.accent), egui::StrokeKind::Outside);
    }
    // Cells with a share are in the accessibility tree.
    if share > 0.0 {
        let id = egui::Id::unique(("matrix-cell", row, column));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::Role::Cell);
            node.set_label(cell_words(cx, matrix, row, column));
        });
    }
}

fn is_dark(color: Color32) -> bool {
    let [r, g, b, _] = egui::Rgba::from(color).to_array();
    0.2126 * r + 0.7152 * g + 0.0722 * b < 0.18
}

/// The colour of a share, from the background to the mark's colour; the diagonal has the colour of repeats.
fn shade(cx: &UiCtx<'_>, share: f32, own: bool) -> Color32 {
    let kind = if own { crate::session::MarkKind::Within } else { crate::session::MarkKind::Same };
    let strong = cx.palette.mark(kind);
    // The smallest share is visible, and the square root separates small shares.
    cx.palette.window.lerp_to_gamma(strong, if share > 0.0 { 0.08 + 0.92 * share.sqrt() } else { 0.0 })
}

fn cell_words(cx: &UiCtx<'_>, matrix: &Matrix, row: usize, column: usize) -> String {
    let title =
        |report: ReportId| cx.session.entry(report).map(crate::session::Entry::title).unwrap_or_default();
    let (left, right) = (title(matrix.reports[row]), title(matrix.reports[column]));
    let id = if row == column { "matrix-own" } else { "matrix-cell" };
    let share = percent(matrix.share(row, column));
    let back = percent(matrix.share(column, row));
    let message = Message::new(id).with("left", left).with("share", share);
    let message = if row == column { message } else { message.with("right", right).with("back", back) };
    cx.words.words(&message)
}
