//! XLSX: a workbook with tables of notes, findings, reports and pairs. Columns are typed, the header stays in view,
//! every table has filters. All text is written as strings, so nothing is a formula.

use std::io::Write;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook,
    Worksheet, XlsxError,
};

use super::ExportError;
use super::escape::harmless;
use super::links::{common_folder, relative};
use super::sheet::{ReportSheet, Sheet};
use super::wording::{Wording, section_path, tag_list, time};
use crate::review::{Category, Judgement, Severity, Status, Time};

/// Maximum length of a cell in UTF-16 units; the format allows 32,767.
const MAX_CELL: usize = 32_000;
/// Maximum number of links per table; the format allows 65,530.
const MAX_LINKS: usize = 60_000;
/// Number of columns that are printed of notes and findings; the others are for programs and for filters.
const PRINTED: u16 = 8;
/// Number of rows below a table that offer values to choose from.
const ADDED: u32 = 500;
/// Maximum length of a link in bytes; the format allows 2,080 characters.
const MAX_LINK: usize = 2_000;

/// Cell formats.
struct Looks {
    head: Format,
    text: Format,
    number: Format,
    share: Format,
    time: Format,
    link: Format,
}

/// Content of a cell.
enum Cell<'a> {
    Text(&'a str),
    Owned(String),
    Number(Option<f64>),
    Share(f32),
    Time(&'a Time),
    /// A report's title, linked to its file.
    Report(Option<usize>),
}

/// A column: message id of its heading and width in characters.
type Column = (&'static str, f64);

/// Writes the sheet.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut book = book(sheet).map_err(|error| ExportError::Format(error.to_string()))?;
    let bytes = book.save_to_buffer().map_err(|error| ExportError::Format(error.to_string()))?;
    Ok(out.write_all(&bytes)?)
}

fn book(sheet: &Sheet) -> Result<Workbook, XlsxError> {
    let w = Wording::new(sheet);
    let looks = Looks::new();
    let mut book = Workbook::new();
    let title: String = w.title().chars().map(harmless).take(200).collect();
    book.set_properties(&DocProperties::new().set_title(title));
    notes(&mut book, &w, &looks)?;
    findings(&mut book, &w, &looks)?;
    reports(&mut book, &w, &looks)?;
    pairs(&mut book, &w, &looks)?;
    if sheet.figures.iter().any(|figures| !figures.is_empty()) {
        sheet.ledger().add_to(&mut book, &w.words)?;
    }
    Ok(book)
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        let text = cell.clone().set_text_wrap();
        Self {
            head: Format::new()
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E8_EEF5))
                .set_border_bottom(FormatBorder::Thin),
            number: cell.clone().set_num_format("#,##0"),
            share: cell.clone().set_num_format("0.0%"),
            time: cell.set_num_format("yyyy-mm-dd hh:mm"),
            link: text.clone().set_font_color(Color::RGB(0x001E_66A8)),
            text,
        }
    }
}

/// A table being written.
struct Table<'a> {
    page: &'a mut Worksheet,
    looks: &'a Looks,
    sheet: &'a Sheet,
    row: u32,
    links: usize,
}

impl<'a> Table<'a> {
    fn new(
        book: &'a mut Workbook,
        name: &'static str,
        columns: &[Column],
        w: &'a Wording<'_>,
        looks: &'a Looks,
    ) -> Result<Self, XlsxError> {
        let page = book.add_worksheet().set_name(w.text(name))?;
        page.set_freeze_panes(1, 0)?.set_row_height(0, 24)?.set_landscape().set_print_fit_to_pages(1, 0);
        page.set_repeat_rows(0, 0)?;
        for (column, (id, width)) in (0u16..).zip(columns) {
            page.set_column_width(column, *width)?;
            page.write_string_with_format(0, column, w.text(id), &looks.head)?;
        }
        Ok(Self { page, looks, sheet: w.sheet, row: 0, links: 0 })
    }

    fn add(&mut self, cells: Vec<Cell<'_>>) -> Result<(), XlsxError> {
        self.row += 1;
        for (column, cell) in (0u16..).zip(cells) {
            self.write(column, &cell)?;
        }
        Ok(())
    }

    fn write(&mut self, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let (row, looks) = (self.row, self.looks);
        match cell {
            Cell::Text(text) => self.text(column, text)?,
            Cell::Owned(text) => self.text(column, text)?,
            Cell::Number(Some(number)) => {
                self.page.write_number_with_format(row, column, *number, &looks.number)?;
            }
            Cell::Number(None) | Cell::Report(None) => {}
            Cell::Share(share) => {
                self.page.write_number_with_format(row, column, f64::from(*share), &looks.share)?;
            }
            Cell::Time(at) => {
                match at.as_str().get(..19).and_then(|at| ExcelDateTime::parse_from_str(at).ok()) {
                    Some(parsed) if at.instant().is_some() => {
                        self.page.write_datetime_with_format(row, column, &parsed, &looks.time)?;
                    }
                    _ => self.text(column, &time(at))?,
                }
            }
            Cell::Report(Some(report)) => self.report(column, &self.sheet.reports[*report])?,
        }
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        if !text.is_empty() {
            self.page.write_string_with_format(self.row, column, fitting(text), &self.looks.text)?;
        }
        Ok(())
    }

    /// Writes a report's short name as a link to its file, as long as the format has room for links.
    fn report(&mut self, column: u16, report: &ReportSheet) -> Result<(), XlsxError> {
        let folder = self.sheet.folder.as_deref().filter(|_| self.links < MAX_LINKS);
        let path = folder.and_then(|folder| relative(&report.path, folder));
        // These characters have a special meaning in the format.
        let path = path.filter(|path| path.len() <= MAX_LINK && !path.contains(['#', '\\', '"', '\n']));
        let Some(address) = path.map(|path| format!("file:///{path}")) else {
            return self.text(column, &report.short);
        };
        self.links += 1;
        let link = Url::new(address).set_text(fitting(&report.short));
        self.page.write_url_with_format(self.row, column, link, &self.looks.link)?;
        Ok(())
    }

    /// Offers values to choose from in a column. Others are refused if `only` is set.
    fn offer(&mut self, column: u16, values: &[&str], only: bool) -> Result<(), XlsxError> {
        let list = DataValidation::new().allow_list_strings(values)?;
        let list = if only { list } else { list.show_error_message(false) };
        // Rows that are added below are offered the values too.
        self.page.add_data_validation(1, column, self.row.saturating_add(ADDED), column, &list)?;
        Ok(())
    }

    /// Prints the first columns only, so that a page stays readable.
    fn print_to(&mut self, columns: u16) -> Result<(), XlsxError> {
        self.page.set_print_area(0, 0, self.row.max(1), columns.saturating_sub(1))?;
        Ok(())
    }

    fn finish(self, columns: &[Column]) -> Result<(), XlsxError> {
        self.page.autofilter(0, 0, self.row.max(1), columns.len() as u16 - 1)?;
        Ok(())
    }
}

/// Neutralised text, cut to the maximum length of a cell.
fn fitting(text: &str) -> String {
    let mut units = 0;
    let mut out = String::with_capacity(text.len());
    for character in text.chars().map(harmless) {
        units += character.len_utf16();
        if units > MAX_CELL {
            out.push('…');
            break;
        }
        out.push(character);
    }
    out
}

fn count(number: usize) -> Cell<'static> {
    Cell::Number(Some(number as f64))
}

fn notes(book: &mut Workbook, w: &Wording<'_>, looks: &Looks) -> Result<(), XlsxError> {
    const COLUMNS: [Column; 18] = [
        ("export-number", 6.0),
        ("category", 10.0),
        ("export-severity", 8.0),
        ("export-status", 9.0),
        ("export-note", 50.0),
        ("export-quote", 50.0),
        ("export-report", 30.0),
        ("export-section", 30.0),
        ("export-line", 7.0),
        ("export-page", 7.0),
        ("export-state", 14.0),
        ("export-other-places", 36.0),
        ("export-replies", 36.0),
        ("export-tags", 14.0),
        ("export-author", 12.0),
        ("export-created", 17.0),
        ("export-modified", 17.0),
        ("export-id", 38.0),
    ];
    let mut table = Table::new(book, "export-notes", &COLUMNS, w, looks)?;
    for note in &w.sheet.notes {
        let place = note.places.first();
        let line = place.and_then(|place| place.line).map(|line| line as f64);
        table.add(vec![
            count(note.number),
            Cell::Text(w.category(&note.category)),
            Cell::Text(w.severity(note.severity)),
            Cell::Text(w.status(note.status)),
            Cell::Text(&note.body),
            Cell::Text(place.map_or("", |place| w.quote(place))),
            Cell::Report(place.and_then(|place| place.report)),
            Cell::Owned(place.map_or_else(String::new, |place| section_path(&place.section))),
            Cell::Number(line),
            Cell::Number(place.and_then(|place| place.page).map(f64::from)),
            Cell::Text(place.map_or("", |place| w.state(place.state))),
            Cell::Owned(w.other_places(note)),
            Cell::Owned(w.replies(note).join("\n")),
            Cell::Owned(tag_list(note)),
            Cell::Text(&note.author),
            Cell::Time(&note.created),
            Cell::Time(&note.modified),
            Cell::Text(&note.id),
        ])?;
    }
    let categories = Category::SHIPPED;
    table.offer(1, &categories.iter().map(|category| w.category(category)).collect::<Vec<_>>(), false)?;
    table.offer(2, &Severity::ALL.map(|severity| w.severity(severity)), true)?;
    table.offer(3, &[Status::Open, Status::Resolved].map(|status| w.status(status)), true)?;
    table.print_to(PRINTED)?;
    table.finish(&COLUMNS)
}

fn findings(book: &mut Workbook, w: &Wording<'_>, looks: &Looks) -> Result<(), XlsxError> {
    const COLUMNS: [Column; 14] = [
        ("export-number", 6.0),
        ("export-type", 18.0),
        ("export-severity", 9.0),
        ("export-finding", 50.0),
        ("export-quote", 60.0),
        ("export-report", 30.0),
        ("export-section", 30.0),
        ("export-line", 7.0),
        ("export-other-places", 40.0),
        ("export-verdict", 10.0),
        ("export-reason", 30.0),
        ("export-author", 12.0),
        ("export-time", 17.0),
        ("export-id", 44.0),
    ];
    let mut table = Table::new(book, "export-findings", &COLUMNS, w, looks)?;
    for row in &w.sheet.findings {
        let place = row.places.first();
        table.add(vec![
            count(row.number),
            Cell::Owned(w.kind(row)),
            Cell::Text(w.grade(row)),
            Cell::Owned(w.sentence(row)),
            Cell::Text(place.map_or("", |place| w.sheet.quote(place))),
            Cell::Report(place.map(|place| place.report)),
            Cell::Owned(place.map_or_else(String::new, |place| section_path(&place.section))),
            Cell::Number(place.map(|place| place.line as f64)),
            Cell::Owned(w.other_passages(row)),
            Cell::Text(w.judgement(row.judgement)),
            Cell::Text(&row.reason),
            Cell::Text(&row.author),
            Cell::Time(&row.at),
            Cell::Text(&row.key),
        ])?;
    }
    let verdicts = [None, Some(Judgement::Confirmed), Some(Judgement::Dismissed)];
    table.offer(9, &verdicts.map(|verdict| w.judgement(verdict)), true)?;
    table.print_to(PRINTED)?;
    table.finish(&COLUMNS)
}

fn reports(book: &mut Workbook, w: &Wording<'_>, looks: &Looks) -> Result<(), XlsxError> {
    const COLUMNS: [Column; 11] = [
        ("export-report", 24.0),
        ("export-report-title", 44.0),
        ("export-file", 40.0),
        ("export-format", 18.0),
        ("export-characters", 10.0),
        ("mark-within", 10.0),
        ("export-shared", 12.0),
        ("export-notes", 8.0),
        ("export-findings", 8.0),
        ("export-state", 40.0),
        ("export-sha256", 66.0),
    ];
    let folder = common_folder(w.sheet.reports.iter().map(|report| report.path.as_path()));
    let file = |report: &ReportSheet| {
        let path = folder.as_deref().and_then(|folder| relative(&report.path, folder));
        path.unwrap_or_else(|| report.file_name())
    };
    let mut table = Table::new(book, "export-reports", &COLUMNS, w, looks)?;
    for (index, report) in w.sheet.reports.iter().enumerate() {
        table.add(vec![
            Cell::Report(Some(index)),
            Cell::Text(&report.title),
            Cell::Owned(file(report)),
            Cell::Text(&report.format),
            count(report.characters),
            Cell::Share(report.within),
            Cell::Share(report.shared),
            count(report.notes),
            count(report.findings),
            Cell::Owned(w.missing(report).unwrap_or_default()),
            Cell::Text(&report.sha256),
        ])?;
    }
    table.finish(&COLUMNS)
}

fn pairs(book: &mut Workbook, w: &Wording<'_>, looks: &Looks) -> Result<(), XlsxError> {
    const COLUMNS: [Column; 7] = [
        ("export-left", 24.0),
        ("export-right", 24.0),
        ("export-worth", 10.0),
        ("export-left-share", 14.0),
        ("export-right-share", 14.0),
        ("export-passages", 10.0),
        ("export-longest", 14.0),
    ];
    let mut table = Table::new(book, "export-pairs", &COLUMNS, w, looks)?;
    for pair in &w.sheet.pairs {
        table.add(vec![
            Cell::Report(Some(pair.left)),
            Cell::Report(Some(pair.right)),
            Cell::Number(Some(f64::from(pair.worth.round()))),
            Cell::Share(pair.left_share),
            Cell::Share(pair.right_share),
            count(pair.passages),
            count(pair.longest),
        ])?;
    }
    table.finish(&COLUMNS)
}
