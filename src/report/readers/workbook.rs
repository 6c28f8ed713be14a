//! Workbooks, XLSX, XLS, ET and ODS: each visible sheet as a table, cells as they are shown. `calamine` reads the files,
//! `formats` writes numbers and dates.

mod formats;

use std::io::Cursor;

use calamine::{
    Data, DataRef, Ods, Reader as _, SheetType, SheetVisible, Sheets, Xls, XlsError, Xlsx, XlsxError,
};

use crate::report::{Block, Extracted, NotRead, Reason, Role, Warning};
use formats::{date, number};

/// Maximum number of cells that are read of a workbook.
const MAX_CELLS: usize = 2_000_000;
/// Maximum number of columns of a sheet that are read: those behind it are reached by single stray cells.
const MAX_COLUMNS: u32 = 1000;

/// A cell with its row, its column and its text.
type Shown = (u32, u32, String);

/// Reads a workbook. Hidden sheets are counted.
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    let mut book = open(bytes)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut extracted = Extracted::default();
    let shown = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let tables = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let hidden = tables.clone().filter(|sheet| !shown(sheet)).count();
    let charts = sheets.iter().filter(shown).filter(|sheet| sheet.typ == SheetType::ChartSheet).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    extracted.not_read = NotRead { sheets: count(hidden), charts: count(charts), ..NotRead::default() };
    let tables: Vec<_> = tables.filter(shown).collect();
    let mut room = MAX_CELLS;
    for sheet in &tables {
        let mut cells = Vec::new();
        let whole = cells_of(&mut book, &sheet.name, &mut room, &mut cells);
        if whole.is_err() || room == 0 {
            extracted.warnings.push(Warning::Damaged);
        }
        let rows = rows(cells);
        if !rows.is_empty() && tables.len() > 1 {
            extracted.blocks.push(Block { text: sheet.name.clone(), role: Role::Heading(1), page: None });
        }
        extracted.blocks.extend(rows);
    }
    if extracted.blocks.is_empty() {
        return Err(if extracted.warnings.is_empty() { Reason::Empty } else { Reason::Damaged });
    }
    Ok(extracted)
}

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

fn open(bytes: &[u8]) -> Result<Book<'_>, Reason> {
    let file = || Cursor::new(bytes);
    if bytes.starts_with(b"PK") {
        return match Xlsx::new(file()) {
            Ok(book) => Ok(Sheets::Xlsx(book)),
            Err(XlsxError::Password) => Err(Reason::Encrypted),
            Err(_) => Ods::new(file()).map(Sheets::Ods).map_err(|_| Reason::Damaged),
        };
    }
    Xls::new(file()).map(Sheets::Xls).map_err(|error| match error {
        XlsError::Password => Reason::Encrypted,
        // An XLSX with a password is kept in a compound file.
        _ if matches!(Xlsx::new(file()), Err(XlsxError::Password)) => Reason::Encrypted,
        _ => Reason::Damaged,
    })
}

/// Adds the cells of a sheet that are not empty. After an error those before it stay.
fn cells_of(book: &mut Book<'_>, name: &str, room: &mut usize, cells: &mut Vec<Shown>) -> Result<(), Reason> {
    let mut keep = |row: u32, column: u32, text: String| {
        if *room > 0 && column < MAX_COLUMNS && !text.trim().is_empty() {
            *room = room.saturating_sub(1);
            cells.push((row, column, text));
        }
        *room > 0
    };
    match book {
        Sheets::Xlsx(book) => {
            let mut reader = book.worksheet_cells_reader(name).map_err(|_| Reason::Damaged)?;
            while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| Reason::Damaged)? {
                let style = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
                let format = style.map_or("General", |format| format.format_code.as_str());
                let (row, column) = cell.get_position();
                let text = match cell.get_value() {
                    DataRef::SharedString(text) => (*text).to_owned(),
                    value => text(&Data::from(value.clone()), format),
                };
                if !keep(row, column, text) {
                    break;
                }
            }
        }
        book => {
            let range = book.worksheet_range(name).map_err(|_| Reason::Damaged)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let at =
                    |start: u32, index: usize| start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
                if !keep(at(top, row), at(left, column), text(value, "General")) {
                    break;
                }
            }
        }
    }
    Ok(())
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
