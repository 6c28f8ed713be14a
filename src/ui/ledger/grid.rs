//! The grid of the ledger. Only cells in view are drawn; the head and the indicators stay in view. Visible cells are in
//! the accessibility tree.

use egui::{Align2, Color32, Id, Painter, Rect, Response, ScrollArea, Sense, Ui, pos2, vec2};

use super::geometry::{COLUMN, Grid, HEAD, ROW};
use super::list::List;
use super::menu::row_menu_ui;
use super::operate::{handle_keys, handle_pointer};
use crate::figures::{Figure, Period, Row};
use crate::session::LedgerTable;
use crate::ui::context::UiCtx;
use crate::ui::theme::{BODY, CAPTION, regular};
use crate::ui::widgets::{cut_middle, line};

/// Width of the column of indicators: share of the view, and limits in points.
const NAMES: (f32, f32, f32) = (0.34, 150.0, 340.0);

pub(super) fn grid_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, table: &LedgerTable) {
    let names = (ui.available_width() * NAMES.0).clamp(NAMES.1, NAMES.2);
    let rows = cx.view.slot::<List>().rows.len();
    let size = vec2(names + COLUMN * table.columns.len() as f32, HEAD + ROW * rows as f32);
    ScrollArea::both().id_salt("ledger").auto_shrink(false).show_viewport(ui, |ui, viewport| {
        let (area, _) = ui.allocate_exact_size(size.max(ui.available_size()), Sense::hover());
        let view =
            ui.clip_rect().intersect(Rect::from_min_size(area.min + viewport.min.to_vec2(), viewport.size()));
        let grid = Grid { table, origin: area.min + vec2(names, HEAD), view, names };
        let response = ui.interact(view, Id::unique("ledger-grid"), Sense::click());
        let name = cx.tr("ledger-title");
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(egui::accesskit::Role::Table);
            node.set_label(name);
            node.set_row_count(rows);
            node.set_column_count(table.columns.len() + 1);
        });
        let seen = |from: f32, to: f32, side: f32, count: usize| {
            let first = ((from / side).floor().max(0.0) as usize).min(count);
            first..((to / side).ceil().max(0.0) as usize).min(count)
        };
        let values = grid.values();
        let (left, top) = (values.left() - grid.origin.x, values.top() - grid.origin.y);
        let lines = seen(top, top + values.height().max(0.0), ROW, rows);
        let columns = seen(left, left + values.width().max(0.0), COLUMN, table.columns.len());
        let pointed = pointed(ui, &grid, &response, rows);
        for at in lines.clone() {
            row_ui(ui, cx, &grid, at, columns.clone(), pointed);
        }
        heads_ui(ui, cx, &grid, columns);
        handle_pointer(ui, cx, &grid, &response, pointed);
        handle_keys(ui, cx, &grid, &response);
        response.context_menu(|ui| row_menu_ui(ui, cx, table));
        if std::mem::take(&mut cx.view.slot::<List>().reveal)
            && let Some((at, column)) = cx.view.slot::<List>().chosen
        {
            let cell = grid.cell(at, column);
            // Not under the head and the indicators.
            ui.scroll_to_rect(Rect::from_min_max(cell.min - vec2(names, HEAD), cell.max), None);
        }
    });
}

/// The cell under the pointer: position in the list, and column; no column over the indicators.
fn pointed(ui: &Ui, grid: &Grid<'_>, response: &Response, rows: usize) -> Option<(usize, Option<usize>)> {
    let at =
        ui.ctx().pointer_latest_pos().filter(|at| response.contains_pointer() && grid.view.contains(*at))?;
    if at.y < grid.view.top() + HEAD {
        return None;
    }
    let line = ((at.y - grid.origin.y) / ROW) as usize;
    let column = (at.x >= grid.view.left() + grid.names).then(|| ((at.x - grid.origin.x) / COLUMN) as usize);
    (line < rows).then_some((line, column.filter(|&column| column < grid.table.columns.len())))
}

fn row_ui(
    ui: &Ui,
    cx: &mut UiCtx<'_>,
    grid: &Grid<'_>,
    at: usize,
    columns: std::ops::Range<usize>,
    pointed: Option<(usize, Option<usize>)>,
) {
    let (index, chosen, marked) = {
        let list = cx.view.slot::<List>();
        (list.rows[at], list.chosen, list.marked.contains(&list.rows[at]))
    };
    let row = &grid.table.rows[index];
    let largest = grid.table.largest(row);
    let top = grid.origin.y + ROW * at as f32;
    let whole = Rect::from_min_max(pos2(grid.view.left(), top), pos2(grid.view.right(), top + ROW));
    let below = Rect::from_min_max(grid.view.min + vec2(0.0, HEAD), grid.view.max);
    if marked {
        ui.painter().with_clip_rect(below).rect_filled(whole, 0.0, cx.palette.chosen());
    } else if pointed.is_some_and(|(line, _)| line == at) {
        ui.painter().with_clip_rect(below).rect_filled(whole, 0.0, cx.palette.hover());
    }
    let painter = ui.painter().with_clip_rect(grid.values().intersect(ui.clip_rect()));
    for column in columns {
        cell_ui(ui, cx, grid, &painter, (row, largest), (at, column), chosen == Some((at, column)));
    }
    let painter = ui.painter().with_clip_rect(below.intersect(ui.clip_rect()));
    let rect = Rect::from_min_size(pos2(grid.view.left(), top), vec2(grid.names, ROW));
    let doubtful = grid.table.is_doubtful(row);
    let unit = if row.unit.is_empty() { String::new() } else { format!(" ({})", row.unit) };
    let mut words = format!("{}{unit}", row.indicator);
    let period = match row.period {
        Period::Years => Some("ledger-period-years"),
        Period::Yearly => Some("ledger-period-yearly"),
        Period::Year | Period::Other => None,
    };
    let remarks = [row.planned.then_some("ledger-planned"), period, row.hidden.then_some("ledger-is-hidden")];
    for remark in remarks.into_iter().flatten() {
        words.push_str(" · ");
        words.push_str(cx.tr(remark));
    }
    if doubtful {
        words.insert_str(0, "? ");
    }
    let color = match (doubtful, row.hidden) {
        (_, true) => cx.palette.disabled,
        (true, false) => cx.palette.warning,
        (false, false) => cx.palette.text,
    };
    let shown = cut_middle(ui.ctx(), &words, &regular(BODY), grid.names - 16.0);
    line(&painter, rect.shrink2(vec2(4.0, 0.0)), &shown, regular(BODY), color);
    painter.hline(whole.x_range(), whole.bottom(), (1.0, cx.palette.border.gamma_multiply(0.4)));
    ui.ctx().accesskit_node_builder(Id::unique(("ledger-row", at)), |node| {
        node.set_role(egui::accesskit::Role::RowHeader);
        node.set_label(words);
        node.set_bounds(bounds(rect));
        node.set_row_index(at);
        node.set_selected(marked);
    });
}

fn cell_ui(
    ui: &Ui,
    cx: &UiCtx<'_>,
    grid: &Grid<'_>,
    painter: &Painter,
    (row, largest): (&Row, f64),
    (at, column): (usize, usize),
    chosen: bool,
) {
    let cells = grid.table.cells(row, column);
    let rect = grid.cell(at, column).shrink2(vec2(3.0, 2.0));
    if chosen {
        painter.rect_stroke(rect, 3.0, (2.0, cx.palette.accent), egui::StrokeKind::Inside);
    }
    let Some(first) = cells.first() else { return };
    let share = if largest > 0.0 { (first.value.to_f64().abs() / largest) as f32 } else { 0.0 };
    let bar = Rect::from_min_size(
        pos2(rect.left() + 2.0, rect.bottom() - 3.0),
        vec2((rect.width() - 4.0) * share, 2.0),
    );
    painter.rect_filled(bar, 1.0, cx.palette.accent.gamma_multiply(0.45));
    let (value, change) = cell_words(cx, grid.table, row, column, &cells);
    let color = if cells.iter().any(|figure| figure.value != first.value) {
        cx.palette.warning
    } else {
        cx.palette.text
    };
    let galley = painter.layout_no_wrap(value.clone(), regular(BODY), color);
    let right = rect.right() - 4.0;
    let wide = galley.size().x;
    painter.galley(pos2(right - wide, rect.center().y - galley.size().y * 0.5), galley, Color32::PLACEHOLDER);
    if let Some(change) = &change
        && wide + 56.0 < rect.width()
    {
        let at = pos2(rect.left() + 4.0, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, change, regular(CAPTION), cx.palette.secondary);
    }
    let title = cx.session.name(grid.table.columns[column].report);
    let spoken = format!("{}, {title}: {value} {}", row.indicator, change.unwrap_or_default());
    ui.ctx().accesskit_node_builder(Id::unique(("ledger-cell", at, column)), |node| {
        node.set_role(egui::accesskit::Role::Cell);
        node.set_bounds(bounds(rect));
        node.set_label(spoken.trim_end());
        node.set_row_index(at);
        node.set_column_index(column + 1);
        node.set_selected(chosen);
    });
}

/// Where a cell is, for assistive technology.
fn bounds(rect: Rect) -> egui::accesskit::Rect {
    let [left, top, right, bottom] = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from);
    egui::accesskit::Rect { x0: left, y0: top, x1: right, y1: bottom }
}

/// The figure as written, with the number of others in the report, and the change from the year before.
fn cell_words(
    cx: &UiCtx<'_>,
    table: &LedgerTable,
    row: &Row,
    column: usize,
    cells: &[&Figure],
) -> (String, Option<String>) {
    let first = cells[0];
    let document = cx.session.document(table.columns[column].report);
    let written = document.map_or_else(
        || first.value.to_string(),
        |document| document.text().slice(first.span).split_whitespace().collect(),
    );
    let more = cells.iter().filter(|figure| figure.value != first.value).count();
    let value = if more > 0 { format!("{written} +{more}") } else { written };
    let change = table.change(row, column).map(|change| format!("{:+.1}%", change * 100.0));
    (value, change)
}

/// The head: the reports' titles, over the rows.
fn heads_ui(ui: &Ui, cx: &UiCtx<'_>, grid: &Grid<'_>, columns: std::ops::Range<usize>) {
    let head = Rect::from_min_size(grid.view.min, vec2(grid.view.width(), HEAD));
    ui.painter().rect_filled(head, 0.0, cx.palette.window);
    ui.painter().hline(head.x_range(), head.bottom(), (1.0, cx.palette.border));
    let corner = Rect::from_min_size(head.min, vec2(grid.names, HEAD)).shrink2(vec2(4.0, 0.0));
    line(ui.painter(), corner, cx.tr("ledger-indicator"), regular(CAPTION), cx.palette.secondary);
    let right = Rect::from_min_max(pos2(grid.values().left(), head.top()), head.max);
    let painter = ui.painter().with_clip_rect(right.intersect(ui.clip_rect()));
    for column in columns {
        let one = &grid.table.columns[column];
        let left = grid.origin.x + column as f32 * COLUMN;
        let rect = Rect::from_min_size(pos2(left, head.top()), vec2(COLUMN, HEAD)).shrink2(vec2(4.0, 2.0));
        let year = one.year.map_or_else(String::new, |year| year.to_string());
        let half = rect.height() * 0.5;
        let upper = Rect::from_min_size(rect.min, vec2(rect.width(), half));
        // The year has a line of its own.
        let name = cx.session.name(one.report);
        let unit = name.strip_suffix(year.as_str()).map_or(name, str::trim_end);
        let name = if unit.is_empty() { name } else { unit };
        let title = cut_middle(ui.ctx(), name, &regular(CAPTION), rect.width());
        // Over the last digits of the values.
        let (at, below) = (upper.right_center(), upper.translate(vec2(0.0, half)).right_center());
        painter.text(at, Align2::RIGHT_CENTER, title, regular(CAPTION), cx.palette.text);
        painter.text(below, Align2::RIGHT_CENTER, &year, regular(CAPTION), cx.palette.secondary);
        ui.ctx().accesskit_node_builder(Id::unique(("ledger-head", column)), |node| {
            node.set_role(egui::accesskit::Role::ColumnHeader);
            node.set_bounds(bounds(rect));
            node.set_label(cx.session.name(one.report));
            node.set_column_index(column + 1);
        });
    }
}
