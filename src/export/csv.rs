//! CSV: one table with a line for each note, each finding, and each report of which something was not read. UTF-8 with a BOM and CRLF, which spreadsheet programs
//! open without an import dialog; no cell is a formula.

use std::io::{self, Write};

use super::escape::{cell, cut};
use super::sheet::Sheet;
use super::wording::{Wording, section_path, tag_list, time};

/// Maximum length of a quote in characters; longer ones are cut in the middle, as spreadsheets cut long cells.
const MAX_QUOTE: usize = 30_000;

/// Message ids of the column names.
pub(super) const COLUMNS: [&str; 17] = [
    "export-number",
    "export-type",
    "category",
    "export-severity",
    "export-status",
    "export-note",
    "export-quote",
    "export-report",
    "export-section",
    "export-line",
    "export-page",
    "export-state",
    "export-other-places",
    "export-tags",
    "export-author",
    "export-time",
    "export-replies",
];

/// Writes the sheet.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let w = Wording::new(sheet);
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS.map(|id| w.text(id)))?;
    for note in &sheet.notes {
        let place = note.places.first();
        let number = |number: Option<usize>| number.map_or_else(String::new, |number| number.to_string());
        record(
            &mut table,
            &[
                &note.number.to_string(),
                w.text("export-note"),
                w.category(&note.category),
                w.severity(note.severity),
                w.status(note.status),
                &note.body,
                &place.map_or_else(String::new, |place| cut(w.quote(place), MAX_QUOTE / 2, MAX_QUOTE / 2)),
                place.map_or("", |place| w.report_name(place.report)),
                &place.map_or_else(String::new, |place| section_path(&place.section)),
                &number(place.and_then(|place| place.line)),
                &number(place.and_then(|place| place.page).map(|page| page as usize)),
                place.map_or("", |place| w.state(place.state)),
                &w.other_places(note),
                &tag_list(note),
                &note.author,
                &time(&note.modified),
                &w.replies(note).join("\n"),
            ],
        )?;
    }
    for row in &sheet.findings {
        let place = row.places.first();
        let mut sentence = w.sentence(row);
        if !row.reason.is_empty() {
            sentence = format!("{sentence}\n{}", row.reason);
        }
        record(
            &mut table,
            &[
                &format!("F{}", row.number),
                w.text("export-finding"),
                &w.kind(row),
                w.grade(row),
                w.judgement(row.judgement),
                &sentence,
                place.map_or("", |place| sheet.quote(place)),
                place.map_or("", |place| &sheet.reports[place.report].short),
                &place.map_or_else(String::new, |place| section_path(&place.section)),
                &place.map_or_else(String::new, |place| place.line.to_string()),
                &place.and_then(|place| place.page).map_or_else(String::new, |page| page.to_string()),
                "",
                &w.other_passages(row),
                "",
                &row.author,
                &time(&row.at),
                "",
            ],
        )?;
    }
    for (index, report) in sheet.reports.iter().enumerate() {
        let Some(missing) = w.missing(report) else { continue };
        let number = format!("R{}", index.saturating_add(1));
        let mut cells = [""; COLUMNS.len()];
        [cells[0], cells[1], cells[5], cells[7]] =
            [&number, w.text("export-report"), &missing, report.short.as_str()];
        record(&mut table, &cells)?;
    }
    table.flush()
}

fn record<W: Write>(table: &mut csv::Writer<W>, cells: &[&str; COLUMNS.len()]) -> io::Result<()> {
    table.write_record(cells.map(cell))?;
    Ok(())
}
