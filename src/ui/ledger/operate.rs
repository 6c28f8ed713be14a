//! Pointer and keys over the grid of the ledger: choosing cells, marking rows, commands on them.

use egui::{EventFilter, Key, Modifiers, Response, Ui};

use super::geometry::{Grid, ROW};
use super::list::{List, Marking, subjects};
use super::menu::{hide, join_missing, rename};
use crate::figures::Figure;
use crate::message::Message;
use crate::session::{LedgerCommand, LedgerTable, PaneCommand, Place, ReviewCommand};
use crate::ui::context::UiCtx;

/// The cell under the pointer: position in the list, and column; no column over the indicators.
type Pointed = Option<(usize, Option<usize>)>;

pub(super) fn handle_pointer(
    ui: &Ui,
    cx: &mut UiCtx<'_>,
    grid: &Grid<'_>,
    response: &Response,
    pointed: Pointed,
) {
    let Some((at, column)) = pointed else { return };
    let row = &grid.table.rows[cx.view.slot::<List>().rows[at]];
    let modifiers = ui.input(|input| input.modifiers);
    match column {
        Some(column) => {
            let cells = grid.table.cells(row, column);
            if let Some(first) = cells.first() {
                let around: Vec<String> =
                    cells.iter().take(6).map(|figure| around(cx, grid.table, column, figure)).collect();
                response.clone().on_hover_text_at_pointer(around.join("\n"));
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                if response.clicked() && modifiers.is_none() {
                    let report = grid.table.columns[column].report;
                    cx.push(PaneCommand::GoTo { report, span: first.span });
                }
            }
        }
        None => {
            response.clone().on_hover_text_at_pointer(about_row(cx, row));
        }
    }
    if !response.clicked() && !response.secondary_clicked() {
        return;
    }
    response.request_focus();
    let list = cx.view.slot::<List>();
    let is_marked = list.rows.get(at).is_some_and(|row| list.marked.contains(row));
    if response.secondary_clicked() {
        if !is_marked {
            list.mark(at, Marking::Only);
        }
    } else if modifiers.command {
        list.mark(at, Marking::Toggle);
    } else if modifiers.shift {
        list.mark(at, Marking::UpTo);
    } else if column.is_none() {
        list.mark(at, Marking::Only);
    } else {
        list.marked.clear();
    }
    let column = column.or(list.chosen.map(|(_, column)| column)).unwrap_or(0);
    if !modifiers.shift || list.chosen.is_none() {
        list.chosen = Some((at, column));
    }
}

/// What the tooltip of an indicator says: certainty, and the wordings that were joined.
fn about_row(cx: &UiCtx<'_>, row: &crate::figures::Row) -> String {
    let percent = (row.certainty * 100.0).round();
    let message = Message::new("ledger-view-row")
        .with("indicator", row.indicator.as_str())
        .with("certainty", percent as usize)
        .with("count", row.reports());
    let mut words = cx.words.words(&message);
    let others = row.subjects.iter().map(|subject| subject.words.as_str());
    let others: Vec<&str> = others.filter(|words| *words != row.indicator).take(8).collect();
    if !others.is_empty() {
        let said = Message::new("ledger-view-wordings").with("words", others.join(", "));
        words.push('\n');
        words.push_str(&cx.words.words(&said));
    }
    words
}

/// The sentence that a figure stands in.
fn around(cx: &UiCtx<'_>, table: &LedgerTable, column: usize, figure: &Figure) -> String {
    let Some(document) = cx.session.document(table.columns[column].report) else { return String::new() };
    let sentence = document.sentence_at(figure.span.start);
    document.text().slice(sentence).chars().take(160).collect()
}

/// Arrows move the chosen cell, with Shift they mark rows; Space shows its place, Enter begins a note on it; F2 renames, `-`
/// hides, Ctrl+Space marks, `=` joins.
pub(super) fn handle_keys(ui: &Ui, cx: &mut UiCtx<'_>, grid: &Grid<'_>, response: &Response) {
    if !response.has_focus() || cx.is_covered(ui.ctx()) {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    move_by_keys(ui, cx, grid);
    let pressed = |modifiers: Modifiers, key: Key| {
        ui.input(|input| input.modifiers.matches_exact(modifiers) && input.key_pressed(key))
    };
    let table = grid.table;
    let targets = cx.view.slot::<List>().targets();
    if pressed(Modifiers::COMMAND, Key::Space)
        && let Some((at, _)) = cx.view.slot::<List>().chosen
    {
        cx.view.slot::<List>().mark(at, Marking::Toggle);
    }
    let joins = pressed(Modifiers::NONE, Key::Equals) || pressed(Modifiers::NONE, Key::Plus);
    if joins && join_missing(cx, table, &targets).is_none() {
        cx.push(LedgerCommand::Join(subjects(table, &targets)));
    }
    if pressed(Modifiers::NONE, Key::F2) {
        rename(cx, table, &targets);
    }
    if pressed(Modifiers::NONE, Key::Minus) && !targets.is_empty() {
        hide(cx, table, &targets);
    }
    let (note, show) = (pressed(Modifiers::NONE, Key::Enter), pressed(Modifiers::NONE, Key::Space));
    let list = cx.view.slot::<List>();
    let Some((at, column)) = list.chosen.filter(|_| note || show) else { return };
    let Some(row) = list.rows.get(at).and_then(|&row| table.rows.get(row)) else { return };
    let places: Vec<Place> = table.places(row, column);
    let Some(first) = places.first().copied() else { return };
    if show {
        cx.push(PaneCommand::GoTo { report: first.report, span: first.span });
    } else {
        cx.push(ReviewCommand::BeginNoteOn(places));
    }
}

fn move_by_keys(ui: &Ui, cx: &mut UiCtx<'_>, grid: &Grid<'_>) {
    let list = cx.view.slot::<List>();
    let page = ((grid.values().height() / ROW) as isize - 1).max(1);
    let all = list.rows.len().cast_signed();
    let steps = [
        (Key::ArrowDown, (1, 0)),
        (Key::ArrowUp, (-1, 0)),
        (Key::ArrowRight, (0, 1)),
        (Key::ArrowLeft, (0, -1)),
        (Key::PageDown, (page, 0)),
        (Key::PageUp, (-page, 0)),
        (Key::Home, (-all, 0)),
        (Key::End, (all, 0)),
    ];
    let last = (list.rows.len().saturating_sub(1), grid.table.columns.len().saturating_sub(1));
    for (key, (down, right)) in steps {
        let (alone, shift) = ui.input(|input| {
            let pressed = input.key_pressed(key);
            (pressed && input.modifiers.is_none(), pressed && input.modifiers.shift_only())
        });
        let extends = shift && down != 0;
        if !alone && !extends {
            continue;
        }
        let Some((at, column)) = list.chosen else {
            list.chosen = Some((0, 0));
            list.reveal = true;
            continue;
        };
        let moved =
            (at.saturating_add_signed(down).min(last.0), column.saturating_add_signed(right).min(last.1));
        if shift {
            list.mark(at, Marking::UpTo);
            list.mark(moved.0, Marking::UpTo);
        }
        list.chosen = Some(moved);
        list.reveal = true;
    }
}
