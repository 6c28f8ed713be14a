//! Workbooks, XLSX, XLS, ET and ODS: each visible sheet as a table, cells as they are shown. `calamine` reads XLSX and
//! XLS, `formats` writes numbers and dates, `xlsx` and `records` find what is hidden or merged, `ods` reads ODS.

mod builtin;
mod formats;
mod layout;
mod ods;
mod records;
mod spreadsheet_ml;
mod xlsx;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

use crate::report::{Block, Extracted, NotRead, Reason, Role, Warning};
use formats::{date, number};

/// Maximum number of cells that are read of a workbook.
const MAX_CELLS: usize = 2_000_000;
/// Maximum number of columns of a sheet that are read: those behind it are reached by single stray cells.
const MAX_COLUMNS: u32 = 1000;

/// Maximum number of columns of a table that comes back.
const MAX_TABLE_COLUMNS: u32 = 64;

/// A cell with its row, its column and its text.
type Shown = (u32, u32, String);

/// A visible sheet.
#[derive(Debug, Default)]
struct Sheet {
    name: String,
    cells: Vec<Shown>,
}

/// Reads a workbook. Hidden sheets, rows and columns are counted.
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    let found = match calm(|| open(bytes))? {
        Some(book) => sheets(book),
        None => ods::read(bytes)?,
    };
    extracted(found)
}

/// Reads an ODS that is one XML file.
pub(super) fn read_flat(text: &str) -> Result<Extracted, Reason> {
    extracted(ods::read_content(text)?)
}

/// Reads a workbook that Excel 2003 saved as XML.
pub(super) fn read_2003(text: &str) -> Result<Extracted, Reason> {
    extracted(spreadsheet_ml::read(text)?)
}

/// The visible sheets as blocks.
fn extracted((sheets, not_read, damaged): (Vec<Sheet>, NotRead, bool)) -> Result<Extracted, Reason> {
    let mut extracted = Extracted { not_read, ..Extracted::default() };
    if damaged {
        extracted.warnings.push(Warning::Damaged);
    }
    let several = sheets.len() > 1;
    for sheet in sheets {
        let rows = rows(sheet.cells);
        if !rows.is_empty() && several {
            extracted.blocks.push(Block { text: sheet.name, role: Role::Heading(1), page: None });
        }
        extracted.blocks.extend(rows);
    }
    if extracted.blocks.is_empty() {
        return Err(if extracted.warnings.is_empty() { Reason::Empty } else { Reason::Damaged });
    }
    Ok(extracted)
}

/// Calls `calamine`, which panics on places and numbers that no program writes: such a file is damaged.
fn calm<T>(call: impl FnOnce() -> Result<T, Reason>) -> Result<T, Reason> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(call)).unwrap_or(Err(Reason::Damaged))
}

/// The visible sheets as rows of cells. Cells keep their line ends.
pub(in crate::report) fn tables(bytes: &[u8]) -> Result<Vec<Vec<Vec<String>>>, Reason> {
    let (sheets, ..) = match calm(|| open(bytes))? {
        Some(book) => sheets(book),
        None => ods::read(bytes)?,
    };
    let row = |row: &[Shown]| {
        let mut texts = Vec::new();
        for (_, column, text) in row.iter().filter(|(_, column, _)| *column < MAX_TABLE_COLUMNS) {
            texts.resize(*column as usize, String::new());
            texts.push(text.clone());
        }
        texts
    };
    let table = |mut sheet: Sheet| {
        sheet.cells.sort_by_key(|(row, column, _)| (*row, *column));
        sheet.cells.chunk_by(|a, b| a.0 == b.0).map(row).collect()
    };
    Ok(sheets.into_iter().map(table).collect())
}

type File<'a> = Cursor<&'a [u8]>;

/// A workbook of Excel.
enum Book<'a> {
    Xlsx(Box<Xlsx<File<'a>>>, xlsx::Layouts<'a>),
    Xls(Box<Xls<File<'a>>>, records::Records),
}

/// Opens a workbook of Excel; `None` for a package that is none.
fn open(bytes: &[u8]) -> Result<Option<Book<'_>>, Reason> {
    let file = || Cursor::new(bytes);
    if bytes.starts_with(b"PK") {
        return match Xlsx::new(file()) {
            Ok(book) => Ok(Some(Book::Xlsx(Box::new(book), xlsx::Layouts::new(bytes)))),
            Err(XlsxError::Password) => Err(Reason::Encrypted),
            Err(_) => Ok(None),
        };
    }
    match Xls::new(file()) {
        Ok(book) => Ok(Some(Book::Xls(Box::new(book), records::Records::read(bytes)))),
        Err(XlsError::Password) => Err(Reason::Encrypted),
        // An XLSX with a password is kept in a compound file.
        Err(_) if matches!(Xlsx::new(file()), Err(XlsxError::Password)) => Err(Reason::Encrypted),
        Err(_) => Err(Reason::Damaged),
    }
}

/// The visible sheets, numbers of what is hidden, and whether a part is missing.
fn sheets(mut book: Book<'_>) -> (Vec<Sheet>, NotRead, bool) {
    let all = match &book {
        Book::Xlsx(book, _) => book.sheets_metadata().to_vec(),
        Book::Xls(book, _) => book.sheets_metadata().to_vec(),
    };
    let mut not_read = NotRead::default();
    let (mut found, mut damaged, mut room) = (Vec::new(), false, MAX_CELLS);
    for (index, sheet) in all.into_iter().enumerate() {
        let counted = match (sheet.typ, sheet.visible) {
            (SheetType::WorkSheet, SheetVisible::Visible) => {
                let mut cells = Cells { room: &mut room, shown: Vec::new(), left_out: BTreeSet::new() };
                damaged |= calm(|| cells.read(&mut book, index, &sheet.name)).is_err() || *cells.room == 0;
                let hidden = u32::try_from(cells.left_out.len()).unwrap_or(u32::MAX);
                not_read.rows = not_read.rows.saturating_add(hidden);
                found.push(Sheet { name: sheet.name, cells: cells.shown });
                continue;
            }
            (SheetType::WorkSheet, _) => &mut not_read.sheets,
            (SheetType::ChartSheet, SheetVisible::Visible) => &mut not_read.charts,
            _ => continue,
        };
        *counted = counted.saturating_add(1);
    }
    (found, not_read, damaged)
}

/// The cells of a sheet that are shown and not empty.
struct Cells<'a> {
    /// Number of cells that are still taken.
    room: &'a mut usize,
    shown: Vec<Shown>,
    /// Hidden rows (`true`) and columns that have text.
    left_out: BTreeSet<(bool, u32)>,
}

impl Cells<'_> {
    /// Adds the cells of a sheet. After an error those before it stay.
    fn read(&mut self, book: &mut Book<'_>, index: usize, name: &str) -> Result<(), Reason> {
        match book {
            Book::Xlsx(book, layouts) => {
                let layout = layouts.of(name);
                let mut reader = book.worksheet_cells_reader(name).map_err(|_| Reason::Damaged)?;
                while let Some((cell, style)) =
                    reader.next_cell_with_style_id().map_err(|_| Reason::Damaged)?
                {
                    let style = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
                    let builtin = style.and_then(|format| format.format_id).filter(|id| *id < 164);
                    let stated = style.map(|format| format.format_code.as_str());
                    let format = match builtin.and_then(builtin::format) {
                        Some(usual) if stated.is_none_or(builtin::is_american) => usual,
                        _ => stated.unwrap_or("General"),
                    };
                    let text = match cell.get_value() {
                        DataRef::SharedString(text) => (*text).to_owned(),
                        value => text(&Data::from(value.clone()), format),
                    };
                    if !self.keep(&layout, cell.get_position(), text) {
                        break;
                    }
                }
            }
            Book::Xls(book, records) => {
                let mut layout = records.sheets.get_mut(index).map(std::mem::take).unwrap_or_default();
                for merged in book.merge_cells_by_sheet_name(name).unwrap_or_default() {
                    layout.merge(merged.start, merged.end);
                }
                let range = book.worksheet_range(name).map_err(|_| Reason::Damaged)?;
                let (top, left) = range.start().unwrap_or_default();
                let at =
                    |start: u32, index: usize| start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
                for (row, column, value) in range.used_cells() {
                    let place = (at(top, row), at(left, column));
                    let text = text(value, records.format(&layout, place));
                    if !self.keep(&layout, place, text) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds a cell; returns whether there is room for more.
    fn keep(&mut self, layout: &layout::Layout, (row, column): (u32, u32), text: String) -> bool {
        if column >= MAX_COLUMNS || text.trim().is_empty() {
            return true;
        }
        match layout.shown(row, column) {
            layout::Shown::Yes if *self.room > 0 => {
                *self.room = self.room.saturating_sub(1);
                self.shown.push((row, column, text));
            }
            layout::Shown::Hidden if layout.hidden_rows.contains(&row) => {
                self.left_out.insert((true, row));
            }
            layout::Shown::Hidden => {
                self.left_out.insert((false, column));
            }
            _ => {}
        }
        *self.room > 0
    }
}

/// A value as its format shows it.
fn text(value: &Data, format: &str) -> String {
    match value {
        Data::Int(value) => number(*value as f64, format),
        Data::Float(value) => number(*value, format),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(time) => date(time, format),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// The rows of a sheet. The columns begin with the first that has a cell; a row of one cell is a paragraph.
fn rows(mut cells: Vec<Shown>) -> Vec<Block> {
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    let first = cells.iter().map(|(_, column, _)| *column).min().unwrap_or(0);
    let row = |row: &[Shown]| {
        let mut text = String::new();
        let mut at = first;
        for (_, column, cell) in row {
            while at < *column {
                text.push('\t');
                at = at.saturating_add(1);
            }
            text.extend(
                cell.trim().chars().map(|character| if character.is_control() { ' ' } else { character }),
            );
        }
        let lone = row.len() == 1;
        let text = if lone { text.trim().to_owned() } else { text };
        Block { text, role: if lone { Role::Paragraph } else { Role::Row }, page: None }
    };
    cells.chunk_by(|a, b| a.0 == b.0).map(row).collect()
}

#[cfg(test)]
mod tests;
