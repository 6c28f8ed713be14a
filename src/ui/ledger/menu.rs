//! Commands on rows of the ledger: the context menu of the grid, which the button over it opens as well.

use egui::Ui;

use super::edited::Edited;
use super::list::{List, subjects};
use crate::figures::{Row, Subject};
use crate::message::Message;
use crate::session::{LedgerCommand, LedgerTable, PaneCommand, ReviewCommand};
use crate::ui::context::{Dialog, UiCtx};
use crate::ui::widgets::explain;

/// Longest wording that an entry shows, in characters.
const LONGEST: usize = 24;

/// An entry; disabled with a reason if `missing` is given.
fn entry(ui: &mut Ui, words: &str, missing: Option<&str>) -> bool {
    let response = ui.add_enabled(missing.is_none(), egui::Button::new(words));
    let clicked = explain(response, missing).clicked();
    if clicked {
        ui.close();
    }
    clicked
}

/// The commands on the chosen rows.
pub(super) fn row_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, table: &LedgerTable) {
    let list = cx.view.slot::<List>();
    let (targets, chosen) = (list.targets(), list.chosen);
    let cell = chosen.and_then(|(at, column)| Some((*list.rows.get(at)?, column)));
    let none = targets.is_empty().then(|| cx.tr("ledger-needs-row"));
    let one = none.or((targets.len() > 1).then(|| cx.tr("ledger-needs-one-row")));
    place_entries_ui(ui, cx, table, cell);
    let chart = entry(ui, cx.tr("ledger-chart"), none);
    if chart {
        cx.view.slot::<Edited>().charted = subjects(table, &targets);
        cx.view.dialog = Some(Dialog::LedgerChart);
    }
    ui.separator();
    let missing = join_missing(cx, table, &targets);
    if entry(ui, cx.tr("ledger-join"), missing) {
        cx.push(LedgerCommand::Join(subjects(table, &targets)));
    }
    part_entries_ui(ui, cx, table, (&targets, one), cell);
    ui.separator();
    if entry(ui, cx.tr("ledger-rename"), one) {
        rename(cx, table, &targets);
    }
    if entry(ui, cx.tr("ledger-synonyms"), none) {
        let rows = subjects(table, &targets);
        let mut words: Vec<String> = Vec::new();
        for subject in rows.into_iter().flatten().filter(|one| !one.words.is_empty()) {
            if !words.contains(&subject.words) {
                words.push(subject.words);
            }
        }
        cx.view.slot::<Edited>().words = words.join("\n");
        cx.view.dialog = Some(Dialog::LedgerWords);
    }
    hide_entry_ui(ui, cx, table, &targets, none);
}

/// The place of the chosen cell, and a note on it.
fn place_entries_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, table: &LedgerTable, cell: Option<(usize, usize)>) {
    let places = cell
        .and_then(|(row, column)| Some((table.rows.get(row)?, column)))
        .map(|(row, column)| table.places(row, column))
        .unwrap_or_default();
    let Some(first) = places.first().copied() else { return };
    if entry(ui, cx.tr("ledger-show-place"), None) {
        cx.push(PaneCommand::GoTo { report: first.report, span: first.span });
    }
    if entry(ui, cx.tr("ledger-note"), None) {
        cx.push(ReviewCommand::BeginNoteOn(places));
    }
}

/// Why the chosen rows cannot be joined.
pub(super) fn join_missing<'a>(cx: &UiCtx<'a>, table: &LedgerTable, targets: &[usize]) -> Option<&'a str> {
    if targets.len() < 2 {
        return Some(cx.tr("ledger-needs-rows"));
    }
    let rows: Vec<&Row> = targets.iter().filter_map(|&row| table.rows.get(row)).collect();
    let kind = |row: &Row| (row.kind, row.planned);
    let alike = rows.windows(2).all(|pair| kind(pair[0]) == kind(pair[1]));
    (!alike).then(|| cx.tr("ledger-needs-kind"))
}

/// Takes a wording, or the figure of the chosen cell's report, out of its row.
fn part_entries_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    table: &LedgerTable,
    (targets, missing): (&[usize], Option<&str>),
    cell: Option<(usize, usize)>,
) {
    let row = targets.first().filter(|_| missing.is_none()).and_then(|&row| table.rows.get(row));
    let Some(row) = row.filter(|row| row.reports() > 1 || row.subjects.len() > 1) else {
        let missing = missing.unwrap_or_else(|| cx.tr("ledger-needs-joined"));
        entry(ui, cx.tr("ledger-part"), Some(missing));
        return;
    };
    let mut parted: Option<Vec<Subject>> = None;
    ui.menu_button(cx.tr("ledger-part"), |ui| {
        if row.subjects.len() > 1 {
            for subject in &row.subjects {
                let words: String = subject.words.chars().take(LONGEST).collect();
                let said = Message::new("ledger-part-words").with("words", words);
                if entry(ui, &cx.words.words(&said), None) {
                    parted = Some(vec![subject.clone()]);
                }
            }
            if entry(ui, cx.tr("ledger-part-all"), None) {
                parted = Some(row.subjects.clone());
            }
            ui.separator();
        }
        let column = cell.filter(|(of, _)| targets == [*of]).map(|(_, column)| column);
        let of_report = column.map(|column| of_column(table, row, column)).unwrap_or_default();
        let missing = of_report.is_empty().then(|| cx.tr("ledger-needs-cell"));
        let name = column.and_then(|column| table.columns.get(column));
        let name = name.map_or("", |column| cx.session.name(column.report));
        let said = Message::new("ledger-part-report").with("report", name);
        if entry(ui, &cx.words.words(&said), missing) {
            parted = Some(of_report);
        }
    });
    if let Some(subjects) = parted {
        ui.close();
        cx.push(LedgerCommand::Part(subjects));
    }
}

/// The wordings of a row in one report, as figures of this report alone.
fn of_column(table: &LedgerTable, row: &Row, column: usize) -> Vec<Subject> {
    let mut found: Vec<Subject> = Vec::new();
    for figure in table.cells(row, column) {
        let subject = Subject { report: Some(column), ..Subject::of(figure) };
        if !found.contains(&subject) {
            found.push(subject);
        }
    }
    found
}

/// Opens the dialog for the name of a row.
pub(super) fn rename(cx: &mut UiCtx<'_>, table: &LedgerTable, targets: &[usize]) {
    let [row] = targets else { return };
    let Some(row) = table.rows.get(*row) else { return };
    let edited = cx.view.slot::<Edited>();
    edited.name.clone_from(&row.indicator);
    edited.subjects.clone_from(&row.subjects);
    cx.view.dialog = Some(Dialog::LedgerName);
}

fn hide_entry_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    table: &LedgerTable,
    targets: &[usize],
    missing: Option<&str>,
) {
    let words = if all_hidden(table, targets) { "ledger-show" } else { "ledger-hide" };
    if entry(ui, cx.tr(words), missing) {
        hide(cx, table, targets);
    }
}

fn all_hidden(table: &LedgerTable, targets: &[usize]) -> bool {
    !targets.is_empty() && targets.iter().all(|&row| table.rows.get(row).is_some_and(|row| row.hidden))
}

/// Hides rows, or shows them again if all are hidden.
pub(super) fn hide(cx: &mut UiCtx<'_>, table: &LedgerTable, targets: &[usize]) {
    let subjects = subjects(table, targets);
    if all_hidden(table, targets) {
        cx.push(LedgerCommand::Show(subjects.into_iter().flatten().collect()));
    } else {
        // One wording is enough to find the row again.
        let firsts = subjects.into_iter().filter_map(|one| one.into_iter().next());
        cx.push(LedgerCommand::Hide(firsts.collect()));
    }
}
