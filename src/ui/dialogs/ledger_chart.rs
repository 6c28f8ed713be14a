//! The chart of rows of the ledger, with its numbers as text; copied or saved as a picture.

use std::fmt::Write as _;
use std::sync::Arc;

use egui::{Context, Label, RichText, ScrollArea, Sense, vec2};

use super::{Choice, Tone, buttons_ui, modal_ui, title_ui};
use crate::figures::{Row, Subject};
use crate::message::Message;
use crate::session::{LedgerTable, Picture, ShellCommand};
use crate::ui::context::UiCtx;
use crate::ui::ledger::{Chart, Edited, picture};
use crate::ui::theme::{CAPTION, regular};

/// Greatest width of the chart, and that of its picture, in points.
const WIDEST: f32 = 760.0;
/// Most of the chart's height that is shown without scrolling, in points.
const TALLEST: f32 = 360.0;

/// What is done with the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Copy,
    Save,
}

/// The chart that is shown.
#[derive(Default)]
struct State {
    /// The table and rows that it was made of.
    of: Option<(Arc<LedgerTable>, Vec<Vec<Subject>>)>,
    chart: Chart,
    /// The chart's numbers in words, a line for each of its lines or bars.
    lines: Vec<String>,
}

pub(super) fn chart_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    super::begins(cx);
    let Some(table) = cx.session.ledger().cloned() else {
        cx.view.dialog = None;
        return;
    };
    refresh(cx, &table);
    let title = cx.tr("ledger-chart").trim_end_matches('…');
    let state = std::mem::take(cx.view.slot::<State>());
    let (mut closed, mut wanted) = (false, None);
    let shown = modal_ui(ctx, cx.palette, "ledger-chart", title, |ui| {
        let width = (ui.ctx().content_rect().width() - 120.0).clamp(320.0, WIDEST);
        ui.set_width(width);
        title_ui(ui, title);
        ui.add_space(4.0);
        if state.chart.series.is_empty() {
            ui.label(RichText::new(cx.tr("ledger-chart-empty")).color(cx.palette.secondary));
        } else {
            paint_ui(ui, cx, &state, width);
            let words = state.lines.join("\n");
            let height = 72.0;
            ScrollArea::vertical().id_salt("ledger-numbers").max_height(height).show(ui, |ui| {
                let words = RichText::new(words).font(regular(CAPTION)).color(cx.palette.secondary);
                ui.add(Label::new(words).wrap().selectable(true));
            });
        }
        ui.add_space(12.0);
        let some = !state.chart.series.is_empty();
        let missing = cx.tr("ledger-chart-empty");
        let choices = [
            Choice::new(cx.tr("close"), Tone::Primary),
            Choice::new(cx.tr("ledger-chart-save"), Tone::Plain).when(some, missing),
            Choice::new(cx.tr("ledger-chart-copy"), Tone::Plain).when(some, missing),
            Choice::new(cx.tr("ledger-chart-numbers"), Tone::Plain).when(some, missing),
        ];
        match buttons_ui(ui, cx.palette, &choices, false) {
            Some(0) => closed = true,
            Some(1) => wanted = Some(Use::Save),
            Some(2) => wanted = Some(Use::Copy),
            Some(_) => cx.push(ShellCommand::Copy(table_text(&state.chart))),
            None => {}
        }
    });
    if let Some(wanted) = wanted {
        take_picture(ctx, cx, &state.chart, wanted);
    }
    *cx.view.slot::<State>() = state;
    if closed || shown.should_close() {
        cx.view.dialog = None;
    }
}

/// Makes the chart of the chosen rows, if they are others than before.
fn refresh(cx: &mut UiCtx<'_>, table: &Arc<LedgerTable>) {
    let wanted = cx.view.slot::<Edited>().charted.clone();
    let made_of = &cx.view.slot::<State>().of;
    if made_of.as_ref().is_some_and(|(known, chosen)| Arc::ptr_eq(known, table) && *chosen == wanted) {
        return;
    }
    let rows = found(table, &wanted);
    let chosen: Vec<_> = rows.iter().filter_map(|&row| table.rows.get(row)).collect();
    let session = cx.session;
    let name = |column: usize| session.name(table.columns[column].report).to_owned();
    let written = |column: usize, row: &Row| {
        let figures = table.cells(row, column);
        let document = session.document(table.columns[column].report);
        let words =
            figures.first().zip(document).map(|(figure, document)| document.text().slice(figure.span));
        words.unwrap_or_default().split_whitespace().collect()
    };
    let chart = Chart::new(table, &chosen, name, written);
    let (of, lines) = (Some((Arc::clone(table), wanted)), lines(&chart));
    *cx.view.slot::<State>() = State { of, chart, lines };
}

/// The rows of a table that have a wording of the rows that were chosen, in the order of their choice.
fn found(table: &LedgerTable, chosen: &[Vec<Subject>]) -> Vec<usize> {
    let mut rows: Vec<usize> = Vec::new();
    for wordings in chosen {
        let has = |row: &Row| row.subjects.iter().any(|subject| wordings.contains(subject));
        rows.extend(table.rows.iter().position(has).filter(|row| !rows.contains(row)));
    }
    rows
}

fn paint_ui(ui: &mut egui::Ui, cx: &UiCtx<'_>, state: &State, width: f32) {
    let height = state.chart.height();
    let room = (ui.ctx().content_rect().height() - 320.0).clamp(120.0, TALLEST.max(height.min(420.0)));
    ScrollArea::vertical().id_salt("ledger-chart").max_height(room).show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(width - 12.0, height), Sense::hover());
        state.chart.paint(&ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), rect, cx.palette);
        let spoken = format!("{}. {}", state.chart.title, state.lines.join("; "));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(egui::accesskit::Role::Image);
            node.set_label(spoken);
        });
    });
    ui.add_space(6.0);
}

/// Each series in a line of words: its values, and the change from the first to the last.
fn lines(chart: &Chart) -> Vec<String> {
    let line = |one: &crate::ui::ledger::Series| {
        let values = one.points.iter().map(|(year, _, written)| {
            if chart.over_years { format!("{year} {written}") } else { written.clone() }
        });
        let values: Vec<String> = values.collect();
        let change = match (one.points.first(), one.points.last()) {
            (Some(first), Some(last)) if one.points.len() > 1 && first.1 != 0.0 => {
                format!(" ({:+.1}%)", (last.1 / first.1 - 1.0) * 100.0)
            }
            _ => String::new(),
        };
        format!("{}: {}{change}", one.name, values.join(", "))
    };
    chart.series.iter().map(line).collect()
}

/// The numbers as a table for a spreadsheet: a line for each value, cells separated by tabs.
fn table_text(chart: &Chart) -> String {
    let mut text = String::new();
    for one in &chart.series {
        for (year, value, written) in &one.points {
            let year = if *year > 0 { year.to_string() } else { String::new() };
            let _ = writeln!(text, "{}\t{year}\t{value}\t{written}", one.name);
        }
    }
    text
}

/// Copies or saves a picture of the whole chart, also of what the dialog scrolls.
fn take_picture(ctx: &Context, cx: &mut UiCtx<'_>, chart: &Chart, wanted: Use) {
    let palette = cx.palette;
    let size = vec2(WIDEST, chart.height());
    let image = picture(ctx, size, |painter, rect| chart.paint(painter, rect, palette));
    match wanted {
        Use::Copy => ctx.copy_image(image),
        Use::Save => {
            let pixels: Vec<u8> = image.pixels.iter().flat_map(egui::Color32::to_array).collect();
            let name = Message::new("ledger-chart-file").with("name", file_words(&chart.title));
            cx.push(ShellCommand::SavePicture(Picture {
                name: cx.words.words(&name),
                size: image.size.map(|side| side as u32),
                pixels: pixels.into(),
            }));
        }
    }
}

/// Words as a part of a file's name.
fn file_words(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Decisions;
    use crate::report::Report;
    use crate::session::{Document, ReportId, ledger_table};
    use crate::structure::Outline;
    use crate::task::Cancel;

    fn table(text: &str) -> LedgerTable {
        let report = Report::from_text("/a.txt", text);
        let document = Arc::new(Document::new(report, Outline::default()));
        ledger_table(&[(ReportId(0), document)], |_| Decisions::default(), &Cancel::default()).unwrap()
    }

    #[test]
    fn a_row_is_found_again_in_a_table_that_was_made_anew() {
        let before = table("发放材料300份。受理行政复议案件120件。");
        let row = before.rows.iter().find(|row| row.indicator.contains("复议")).unwrap();
        let chosen = [row.subjects.clone()];
        let after = table("走访企业30家。招聘辅警12名。受理行政复议案件150件。发放材料300份。");
        let found = found(&after, &chosen);
        assert_eq!(found.len(), 1);
        assert!(after.rows[found[0]].indicator.contains("复议"));
        assert!(super::found(&table("走访企业30家。"), &chosen).is_empty());
    }
}
