//! The ledger of figures as a table for spreadsheets: CSV with a line for each row and a column for each report, and a
//! workbook with a second table of all figures and their places.

use std::io::{self, Write};
use std::path::Path;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};

use super::ExportError;
use super::escape::{cell, harmless};
use crate::figures::{Cell, Figure, Row};
use crate::i18n::Catalogue;
use crate::report::file_stem;
use crate::text::{SourceText, Span};

/// Maximum number of links in a table; the format allows 65,530.
const MAX_LINKS: usize = 60_000;
/// Maximum number of reports, each with a column; the format allows 16,384 columns.
const MAX_REPORTS: usize = 10_000;
/// Number of characters of the text before a figure and behind it.
const CONTEXT: usize = 30;

/// Maximum number of rows of a table in a document.
const MAX_SUMMARY: usize = 100;
/// Maximum number of reports with a column each in a table in a document.
const MAX_COLUMNS: usize = 6;
/// Certainty from which on a row is in a table in a document.
const SURE: f32 = 0.75;

/// A table for a document.
pub(super) struct Summary {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A ledger of figures.
pub struct Ledger<'a> {
    /// The reports, in the order of their columns.
    pub reports: Vec<LedgerReport<'a>>,
    /// The rows.
    pub rows: &'a [Row],
}

/// A report with its figures.
pub struct LedgerReport<'a> {
    /// The head of its column.
    pub name: String,
    /// Its text, for the words around a figure and the lines.
    pub text: &'a SourceText,
    /// Its figures.
    pub figures: &'a [Figure],
}

impl Ledger<'_> {
    /// Writes the rows as CSV: UTF-8 with a BOM and CRLF, values as plain decimals.
    ///
    /// # Errors
    /// Writing failed.
    pub fn csv(&self, words: &Catalogue, out: &mut dyn Write) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let heads = ["ledger-indicator", "ledger-unit", "ledger-kind", "ledger-certainty"];
        let heads = heads.iter().map(|id| words.text(id).to_owned());
        table.write_record(heads.chain(self.reports.iter().map(|report| cell(&report.name))))?;
        for row in self.rows {
            let mut record = vec![
                cell(&row.indicator),
                cell(&row.unit),
                kind(row, words),
                format!("{:.2}", row.certainty),
            ];
            record.extend((0..self.reports.len()).map(|report| self.values(row, report)));
            table.write_record(record)?;
        }
        table.flush()
    }

    /// The values of a row in a report, each once.
    fn values(&self, row: &Row, report: usize) -> String {
        let mut values: Vec<String> = Vec::new();
        for cell in row.cells.iter().filter(|cell| cell.report == report) {
            let value = self.reports[report].figures[cell.figure].value.to_string();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values.join("; ")
    }

    /// The head and the rows of a table for a document: rows that several reports have and that are sure, the first
    /// [`MAX_SUMMARY`]; of more than [`MAX_COLUMNS`] reports only their number and the extremes. `None` without such rows.
    pub(super) fn summary(&self, words: &Catalogue) -> Option<Summary> {
        let shown: Vec<&Row> = self
            .rows
            .iter()
            .filter(|row| row.reports() > 1 && row.certainty >= SURE && !row.planned)
            .take(MAX_SUMMARY)
            .collect();
        if shown.is_empty() {
            return None;
        }
        let reports: Vec<usize> =
            (0..self.reports.len()).filter(|&at| !self.reports[at].figures.is_empty()).collect();
        let each = reports.len() <= MAX_COLUMNS;
        let mut head = vec![words.text("ledger-indicator").to_owned()];
        if each {
            head.extend(reports.iter().map(|&at| self.reports[at].name.clone()));
        } else {
            head.extend(
                ["ledger-reports", "ledger-least", "ledger-most"].map(|id| words.text(id).to_owned()),
            );
        }
        let row = |row: &&Row| {
            let mut cells = vec![row.indicator.clone()];
            if each {
                cells.extend(reports.iter().map(|&report| self.written(row, report)));
                return cells;
            }
            let value = |cell: &&Cell| self.reports[cell.report].figures[cell.figure].value;
            let written = |cell: Option<&Cell>| cell.map_or_else(String::new, |cell| self.words_of(*cell));
            cells.push(row.reports().to_string());
            cells.push(written(row.cells.iter().min_by_key(value)));
            cells.push(written(row.cells.iter().max_by_key(value)));
            cells
        };
        Some(Summary { rows: shown.iter().map(row).collect(), head })
    }

    /// The figures of a row in a report as they are written, each value once.
    fn written(&self, row: &Row, report: usize) -> String {
        let mut words: Vec<String> = Vec::new();
        for cell in row.cells.iter().filter(|cell| cell.report == report) {
            let written = self.words_of(*cell);
            if !words.contains(&written) {
                words.push(written);
            }
        }
        words.join(", ")
    }

    /// A figure as it is written.
    fn words_of(&self, cell: Cell) -> String {
        let report = &self.reports[cell.report];
        report.text.slice(report.figures[cell.figure].span).split_whitespace().collect()
    }

    /// Writes a workbook: the rows, with numbers as numbers and a link from each to its place, and all figures with the
    /// words around them.
    ///
    /// # Errors
    /// The format cannot hold the ledger, or writing failed.
    pub fn xlsx(&self, words: &Catalogue, out: &mut dyn Write) -> Result<(), ExportError> {
        let fail = |error: XlsxError| ExportError::Format(error.to_string());
        let mut book = Workbook::new();
        self.add_to(&mut book, words).map_err(fail)?;
        let bytes = book.save_to_buffer().map_err(fail)?;
        Ok(out.write_all(&bytes)?)
    }

    /// Adds the two tables to a workbook.
    pub(super) fn add_to(&self, book: &mut Workbook, words: &Catalogue) -> Result<(), XlsxError> {
        let looks = Looks::new();
        let name = words.text("ledger-figures").to_owned();
        let page = book.add_worksheet().set_name(words.text("ledger-title"))?;
        self.rows_page(page, &name, words, &looks)?;
        let page = book.add_worksheet().set_name(name)?;
        self.figures_page(page, words, &looks)
    }

    fn rows_page(
        &self,
        page: &mut Worksheet,
        figures: &str,
        words: &Catalogue,
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        let heads =
            ["ledger-indicator", "ledger-unit", "ledger-kind", "ledger-certainty"].map(|id| words.text(id));
        let names = self.reports.iter().take(MAX_REPORTS).map(|report| report.name.as_str());
        for (column, head) in (0u16..).zip(heads.into_iter().chain(names)) {
            page.set_column_width(
                column,
                [40.0, 10.0, 8.0, 8.0].get(column as usize).copied().unwrap_or(18.0),
            )?;
            page.write_string_with_format(0, column, shown(head), &looks.head)?;
        }
        page.set_freeze_panes(1, 1)?;
        let firsts = self.first_lines();
        let mut links = 0;
        for (line, row) in (1u32..).zip(self.rows) {
            page.write_string_with_format(line, 0, shown(&row.indicator), &looks.text)?;
            page.write_string_with_format(line, 1, shown(&row.unit), &looks.text)?;
            page.write_string_with_format(line, 2, kind(row, words), &looks.text)?;
            page.write_number_with_format(line, 3, f64::from(row.certainty), &looks.share)?;
            for of_report in row.cells.chunk_by(|left, right| left.report == right.report) {
                let cell = of_report[0];
                if cell.report >= MAX_REPORTS {
                    break;
                }
                let figure = &self.reports[cell.report].figures[cell.figure];
                let column = 4 + cell.report as u16;
                let format = if links < MAX_LINKS { looks.linked(figure) } else { looks.number(figure) };
                if links < MAX_LINKS {
                    let target = firsts[cell.report] + cell.figure + 2;
                    let address = format!("internal:'{figures}'!A{target}");
                    page.write_url_with_format(line, column, Url::new(address), format)?;
                    links += 1;
                }
                page.write_number_with_format(line, column, figure.value.to_f64(), format)?;
            }
        }
        let last = 3 + self.reports.len().min(MAX_REPORTS) as u16;
        page.autofilter(0, 0, (self.rows.len() as u32).max(1), last)?;
        Ok(())
    }

    /// Number of figures in the reports before each.
    fn first_lines(&self) -> Vec<usize> {
        let mut firsts = Vec::with_capacity(self.reports.len());
        let mut next = 0;
        for report in &self.reports {
            firsts.push(next);
            next += report.figures.len();
        }
        firsts
    }

    fn figures_page(&self, page: &mut Worksheet, words: &Catalogue, looks: &Looks) -> Result<(), XlsxError> {
        const HEADS: [(&str, f64); 9] = [
            ("ledger-report", 28.0),
            ("ledger-line", 7.0),
            ("ledger-indicator", 36.0),
            ("ledger-value", 16.0),
            ("ledger-unit", 10.0),
            ("ledger-kind", 8.0),
            ("ledger-text", 14.0),
            ("ledger-marks", 14.0),
            ("ledger-context", 70.0),
        ];
        for (column, (id, width)) in (0u16..).zip(HEADS) {
            page.set_column_width(column, width)?;
            page.write_string_with_format(0, column, words.text(id), &looks.head)?;
        }
        page.set_freeze_panes(1, 0)?;
        let mut line = 0;
        for report in &self.reports {
            for figure in report.figures {
                line += 1;
                let text = report.text;
                let at = text.line_from_position(figure.span.start) + 1;
                page.write_string_with_format(line, 0, shown(&report.name), &looks.text)?;
                page.write_number_with_format(line, 1, at as f64, &looks.whole)?;
                page.write_string_with_format(line, 2, shown(&figure.indicator), &looks.text)?;
                page.write_number_with_format(line, 3, figure.value.to_f64(), looks.number(figure))?;
                page.write_string_with_format(line, 4, shown(&figure.unit), &looks.text)?;
                page.write_string_with_format(line, 5, words.text(kind_id(figure.kind)), &looks.text)?;
                page.write_string_with_format(line, 6, shown(text.slice(figure.span)), &looks.text)?;
                page.write_string_with_format(line, 7, marks(figure, words), &looks.text)?;
                page.write_string_with_format(line, 8, shown(&around(text, figure.span)), &looks.text)?;
            }
        }
        page.autofilter(0, 0, line.max(1), HEADS.len() as u16 - 1)?;
        Ok(())
    }
}

/// The words around a figure, on one line.
fn around(text: &SourceText, span: Span) -> String {
    let start = span.start.saturating_sub(CONTEXT);
    let end = (span.end + CONTEXT).min(text.characters());
    text.slice(Span::new(start, end)).replace(['\n', '\t'], " ").trim().to_owned()
}

/// What is to be known of a figure besides its value: planned, approximate, of last year, a part.
fn marks(figure: &Figure, words: &Catalogue) -> String {
    let marks = [
        (figure.planned, "ledger-planned"),
        (figure.approximate.is_some(), "ledger-approximate"),
        (figure.earlier.is_some(), "ledger-earlier"),
        (figure.part_of.is_some(), "ledger-of-part"),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, id)| words.text(id)).collect();
    marks.join(" ")
}

fn kind(row: &Row, words: &Catalogue) -> String {
    let kind = words.text(kind_id(row.kind)).to_owned();
    if row.planned { format!("{kind} {}", words.text("ledger-planned")) } else { kind }
}

/// Message id of the name of a kind.
fn kind_id(kind: crate::figures::Kind) -> &'static str {
    use crate::figures::Kind;
    match kind {
        Kind::Count => "ledger-kind-count",
        Kind::Rate => "ledger-kind-rate",
        Kind::Money => "ledger-kind-money",
        Kind::Change => "ledger-kind-change",
        Kind::Rank => "ledger-kind-rank",
        Kind::Mean => "ledger-kind-mean",
    }
}

/// Text without characters that a spreadsheet would interpret.
fn shown(text: &str) -> String {
    text.chars().map(harmless).take(2_000).collect()
}

/// Cell formats.
struct Looks {
    head: Format,
    text: Format,
    share: Format,
    whole: Format,
    /// Numbers with 0, 1, 2 and more decimals, plain and as links.
    numbers: [Format; 4],
    links: [Format; 4],
}

impl Looks {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let numbers =
            ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000"].map(|form| top.clone().set_num_format(form));
        Self {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E8_EEF5))
                .set_border_bottom(FormatBorder::Thin),
            text: top.clone().set_text_wrap(),
            share: top.clone().set_num_format("0%"),
            whole: top.set_num_format("0"),
            links: numbers.clone().map(|format| format.set_font_color(Color::RGB(0x001E_66A8))),
            numbers,
        }
    }

    fn number(&self, figure: &Figure) -> &Format {
        &self.numbers[(figure.value.decimals() as usize).min(3)]
    }

    fn linked(&self, figure: &Figure) -> &Format {
        &self.links[(figure.value.decimals() as usize).min(3)]
    }
}

/// The head of a report's column: its title, or the name of its file.
#[must_use]
pub fn column_name(title: Option<&str>, path: &Path) -> String {
    let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| file_stem(path))
}
