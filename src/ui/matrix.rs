//! The matrix: the share of each report that is also in each other report, as shades. Its order, its threshold, its numbers
//! and its size can be chosen; the cells are in `matrix/grid.rs`, all of them at once in `matrix/overview.rs`.

mod grid;
mod overview;

use std::sync::Arc;

use egui::{ComboBox, Frame, Label, Margin, Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use super::context::UiCtx;
use super::format::percent;
use super::icons;
use super::theme::{BODY, CAPTION, bold, regular};
use super::widgets::{checkbox, empty_ui, icon_button};
use crate::message::Message;
use crate::session::{MATRIX_REPORTS, Matrix, PaneCommand, View};

/// Order of the rows and columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// By the worth of pairs, as the list of cases.
    #[default]
    Worth,
    /// Similar reports next to each other.
    Alike,
    /// As in the library.
    Library,
}

/// The orders, with the ids of their names.
const ORDERS: [(Order, &str); 3] = [
    (Order::Worth, "matrix-order-worth"),
    (Order::Alike, "matrix-order-alike"),
    (Order::Library, "matrix-order-library"),
];

/// Shares from which a report is listed.
const LEAST: [f32; 5] = [0.0, 0.1, 0.3, 0.5, 0.8];

/// What the reviewer chose, and the rows that follow from it.
#[derive(Default)]
struct State {
    order: Order,
    /// Minimum share of a cell; reports without such a cell are left out.
    least: f32,
    /// Whether cells show numbers; `None` while the room decides.
    numbers: Option<bool>,
    /// Whether all cells are shown at once, however small.
    whole: bool,
    /// The matrix that the rows are of, with the choices they depend on.
    of: Option<(usize, Order, u32)>,
    /// The reports listed, as indices in the matrix.
    rows: Vec<usize>,
    /// Width of the longest of their names, in points.
    longest: f32,
    cursor: grid::Cursor,
}

pub(super) fn matrix_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let matrix = cx.session.matrix().clone();
    let mut state = std::mem::take(cx.view.slot::<State>());
    state.refresh(&matrix, cx);
    Frame::new().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        title_ui(ui, cx);
        if matrix.reports.is_empty() {
            empty_ui(ui, cx.palette, cx.tr("matrix-empty"));
            return;
        }
        state.longest = grid::longest(ui, cx, &matrix, &state.rows);
        choices_ui(ui, cx, &mut state);
        state.refresh(&matrix, cx);
        if matrix.reports.len() == MATRIX_REPORTS {
            let words = Message::new("matrix-cut").with("count", MATRIX_REPORTS);
            ui.label(RichText::new(cx.words.words(&words)).font(regular(CAPTION)).color(cx.palette.warning));
        }
        if state.rows.is_empty() {
            empty_ui(ui, cx.palette, cx.tr("matrix-none"));
            return;
        }
        ui.add_space(4.0);
        let shown = grid::Grid {
            matrix: &matrix,
            rows: &state.rows,
            least: state.least,
            numbers: state.numbers,
            longest: state.longest,
        };
        if state.whole && !grid::all_fit(ui, state.rows.len(), state.longest) {
            state.whole = !shown.overview_ui(ui, cx, &mut state.cursor);
        } else {
            shown.show(ui, cx, &mut state.cursor);
        }
    });
    *cx.view.slot() = state;
}

impl State {
    /// Lists the rows again if the matrix or the choices have changed.
    fn refresh(&mut self, matrix: &Arc<Matrix>, cx: &UiCtx<'_>) {
        let key = (Arc::as_ptr(matrix) as usize, self.order, self.least.to_bits());
        if self.of.replace(key) == Some(key) {
            return;
        }
        let count = matrix.reports.len();
        let mut rows: Vec<usize> = match self.order {
            Order::Worth => matrix.by_worth().to_vec(),
            Order::Alike | Order::Library => (0..count).collect(),
        };
        if self.order == Order::Library {
            rows.sort_by_key(|&row| cx.session.number(matrix.reports[row]));
        }
        let reaches = |row: usize, column: usize| {
            matrix.share(row, column).max(matrix.share(column, row)) >= self.least
        };
        rows.retain(|&row| self.least <= 0.0 || (0..count).any(|column| reaches(row, column)));
        self.rows = rows;
    }
}

fn title_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    ui.horizontal(|ui| {
        let title = ui.label(RichText::new(cx.tr("matrix")).font(bold(BODY)));
        title.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, cx.tr("matrix")));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::X, cx.tr("matrix-close")).clicked() {
                cx.push(PaneCommand::SetView(View::Panes));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let what = cx.tr("matrix-what");
                let words = RichText::new(what).font(regular(CAPTION)).color(cx.palette.secondary);
                ui.add(Label::new(words).truncate()).on_hover_text(what);
            });
        });
    });
}

/// Order, threshold, numbers, and the key of colours.
fn choices_ui(ui: &mut Ui, cx: &UiCtx<'_>, state: &mut State) {
    ui.horizontal_wrapped(|ui| {
        let label = |ui: &mut Ui, id| {
            let words = RichText::new(cx.tr(id)).font(regular(CAPTION)).color(cx.palette.secondary);
            ui.label(words).id
        };
        let named = label(ui, "matrix-order");
        let name_of =
            |order| ORDERS.into_iter().find(|(one, _)| *one == order).map_or("", |(_, id)| cx.tr(id));
        let combo = ComboBox::from_id_salt("matrix-order").selected_text(name_of(state.order));
        let shown = combo.show_ui(ui, |ui| {
            for (order, id) in ORDERS {
                ui.selectable_value(&mut state.order, order, cx.tr(id));
            }
        });
        shown.response.labelled_by(named);
        let named = label(ui, "matrix-least");
        let words = |least: f32| {
            if least <= 0.0 {
                cx.tr("matrix-least-all").to_owned()
            } else {
                format!("≥ {}", percent(least))
            }
        };
        let combo = ComboBox::from_id_salt("matrix-least").selected_text(words(state.least)).width(72.0);
        let shown = combo.show_ui(ui, |ui| {
            for least in LEAST {
                ui.selectable_value(&mut state.least, least, words(least));
            }
        });
        shown.response.labelled_by(named);
        let on = state.numbers.unwrap_or(grid::fit(ui, state.rows.len(), state.longest));
        let mut shown = on;
        if checkbox(ui, cx.palette, &mut shown, cx.tr("matrix-numbers")).changed() {
            (state.numbers, state.whole) = (Some(shown), state.whole && !shown);
        }
        if !grid::all_fit(ui, state.rows.len(), state.longest)
            && checkbox(ui, cx.palette, &mut state.whole, cx.tr("matrix-whole")).changed()
            && state.whole
        {
            state.numbers = None;
        }
        key_ui(ui, cx);
    });
}

/// The key of colours: a swatch for each of some shares, and one for text repeated inside a report.
fn key_ui(ui: &mut Ui, cx: &UiCtx<'_>) {
    const SHARES: [f32; 6] = [0.0, 0.1, 0.3, 0.5, 0.8, 1.0];
    const SIDE: f32 = 14.0;
    let font = regular(CAPTION);
    let words: Vec<String> =
        SHARES.iter().map(|share| percent(*share)).chain([cx.tr("matrix-key-own").to_owned()]).collect();
    let color = cx.palette.secondary;
    let galleys: Vec<_> =
        words.iter().map(|words| ui.painter().layout_no_wrap(words.clone(), font.clone(), color)).collect();
    let width: f32 = galleys.iter().map(|galley| galley.size().x + SIDE + 14.0).sum();
    let (rect, response) = ui.allocate_exact_size(vec2(width, ui.spacing().interact_size.y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, cx.tr("matrix-key")));
    response.on_hover_text(cx.tr("matrix-key"));
    let mut left = rect.left();
    for (index, galley) in galleys.into_iter().enumerate() {
        let own = index == SHARES.len();
        let fill = grid::shade(cx, SHARES.get(index).copied().unwrap_or(0.3), own);
        let swatch = Rect::from_min_size(pos2(left, rect.center().y - SIDE * 0.5), vec2(SIDE, SIDE));
        ui.painter().rect(swatch, 2.0, fill, (1.0, cx.palette.border), egui::StrokeKind::Inside);
        let at = pos2(swatch.right() + 4.0, rect.center().y - galley.size().y * 0.5);
        left = at.x + galley.size().x + 10.0;
        ui.painter().galley(at, galley, cx.palette.secondary);
    }
}
