//! ODS: the text of each cell as the program that saved it showed it, which stands beside the value.

use std::collections::HashSet;

use super::{MAX_CELLS, MAX_COLUMNS, Sheet};
use crate::report::readers::odt;
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Element, Ns, Step, Xml};
use crate::report::{NotRead, Reason};

/// Maximum number of rows that one element repeats, and of columns.
const MAX_REPEATED: u32 = 1_000_000;

/// The visible sheets, numbers of what is hidden, and whether the end of the file is missing.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Sheet>, NotRead, bool), Reason> {
    let mut package = Package::open(bytes)?;
    if odt::is_encrypted_package(&mut package)? {
        return Err(Reason::Encrypted);
    }
    read_content(&package.part("content.xml")?.ok_or(Reason::Damaged)?)
}

/// The same of the XML that holds the sheets.
pub(super) fn read_content(content: &str) -> Result<(Vec<Sheet>, NotRead, bool), Reason> {
    let mut book = Book { room: MAX_CELLS, ..Book::default() };
    let ended = book.walk(&mut Xml::new(content));
    book.end_sheet();
    match ended {
        Err(Reason::Damaged) if !book.sheets.is_empty() => Ok((book.sheets, book.not_read, true)),
        Err(reason) => Err(reason),
        Ok(()) => Ok((book.sheets, book.not_read, book.room == 0)),
    }
}

#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    not_read: NotRead,
    /// Styles of tables that are not displayed.
    hidden_styles: HashSet<String>,
    /// Name of the style that is being read.
    style: String,
    sheet: Option<Open>,
    /// Number of cells that are still taken.
    room: usize,
}

/// The sheet that is being read.
#[derive(Default)]
struct Open {
    sheet: Sheet,
    is_hidden: bool,
    /// Place of the next cell.
    row: u32,
    column: u32,
    /// Place of the next column that is declared.
    declared: u32,
    hidden_columns: HashSet<u32>,
    /// Number of equal rows that the open row stands for, and whether it is hidden.
    rows: u32,
    row_is_hidden: bool,
    /// Columns and rows that are hidden and have text.
    left_out: HashSet<(bool, u32)>,
}

impl Book {
    fn walk(&mut self, xml: &mut Xml<'_>) -> Result<(), Reason> {
        loop {
            match xml.next()? {
                Step::Open(element) => match (element.ns, element.local()) {
                    (Ns::Style, "style") => self.style = element.attribute("name").unwrap_or_default(),
                    (Ns::Style, "table-properties")
                        if element.attribute("display").as_deref() == Some("false") =>
                    {
                        self.hidden_styles.insert(self.style.clone());
                    }
                    (Ns::Table, "table") => self.begin_sheet(&element),
                    (Ns::Table, "table-column") => self.columns(&element),
                    (Ns::Table, "table-row") => self.begin_row(&element),
                    (Ns::Table, "table-cell" | "covered-table-cell") => self.cell(&element, xml)?,
                    // Shapes in front of a sheet may hold tables of their own.
                    (Ns::Table, "shapes" | "tracked-changes") => xml.skip()?,
                    _ => {}
                },
                Step::Close | Step::Text(_) => {}
                Step::End => return Ok(()),
            }
            if self.room == 0 {
                return Ok(());
            }
        }
    }

    fn begin_sheet(&mut self, element: &Element<'_>) {
        self.end_sheet();
        let style = element.attribute("style-name").unwrap_or_default();
        let sheet = Sheet { name: element.attribute("name").unwrap_or_default(), cells: Vec::new() };
        self.sheet = Some(Open { sheet, is_hidden: self.hidden_styles.contains(&style), ..Open::default() });
    }

    fn end_sheet(&mut self) {
        let Some(open) = self.sheet.take() else { return };
        if open.is_hidden {
            self.not_read.sheets = self.not_read.sheets.saturating_add(1);
        } else {
            let hidden = u32::try_from(open.left_out.len()).unwrap_or(u32::MAX);
            self.not_read.rows = self.not_read.rows.saturating_add(hidden);
            self.sheets.push(open.sheet);
        }
    }

    fn columns(&mut self, element: &Element<'_>) {
        let Some(open) = self.sheet.as_mut() else { return };
        let end = open.declared.saturating_add(repeated(element, "number-columns-repeated"));
        if is_hidden(element) {
            open.hidden_columns.extend(open.declared..end.min(MAX_COLUMNS));
        }
        open.declared = end;
    }

    fn begin_row(&mut self, element: &Element<'_>) {
        let Some(open) = self.sheet.as_mut() else { return };
        open.row = open.row.saturating_add(open.rows);
        open.rows = repeated(element, "number-rows-repeated");
        open.row_is_hidden = is_hidden(element);
        open.column = 0;
    }

    /// Reads a cell to its end. One that stands for several equal ones is as many.
    fn cell(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Reason> {
        let covered = element.local() == "covered-table-cell";
        let columns = repeated(element, "number-columns-repeated");
        let text = cell_text(xml, &mut self.not_read)?;
        let Some(open) = self.sheet.as_mut() else { return Ok(()) };
        let first = open.column;
        open.column = first.saturating_add(columns);
        if covered || text.trim().is_empty() {
            return Ok(());
        }
        for row in open.row..open.row.saturating_add(open.rows) {
            for column in first..open.column.min(MAX_COLUMNS) {
                if open.row_is_hidden || open.hidden_columns.contains(&column) {
                    open.left_out.insert((open.row_is_hidden, if open.row_is_hidden { row } else { column }));
                    continue;
                }
                if self.room == 0 {
                    return Ok(());
                }
                self.room = self.room.saturating_sub(1);
                open.sheet.cells.push((row, column, text.clone()));
            }
        }
        Ok(())
    }
}

/// The paragraphs of a cell, to its end. Comments and drawings are not part of it; objects are counted.
fn cell_text(xml: &mut Xml<'_>, not_read: &mut NotRead) -> Result<String, Reason> {
    let outside = xml.depth().saturating_sub(1);
    let mut text = String::new();
    loop {
        match xml.next()? {
            Step::Open(element) => match (element.ns, element.local()) {
                (Ns::Office, "annotation") | (Ns::Text, "ruby-text") | (Ns::Draw, "text-box" | "image") => {
                    xml.skip()?;
                }
                (Ns::Draw, "object" | "object-ole") => {
                    not_read.objects = not_read.objects.saturating_add(1);
                }
                (Ns::Text, "p") if !text.is_empty() => text.push(' '),
                (Ns::Text, "s" | "tab" | "line-break") => text.push(' '),
                _ => {}
            },
            Step::Text(more) => {
                text.extend(more.chars().filter(|character| !matches!(character, '\n' | '\r')));
            }
            Step::Close if xml.depth() <= outside => return Ok(text.trim().to_owned()),
            Step::Close => {}
            Step::End => return Err(Reason::Damaged),
        }
    }
}

fn repeated(element: &Element<'_>, attribute: &str) -> u32 {
    let number = element.number(attribute).unwrap_or(1).max(1);
    u32::try_from(number).unwrap_or(u32::MAX).min(MAX_REPEATED)
}

fn is_hidden(element: &Element<'_>) -> bool {
    matches!(element.attribute("visibility").as_deref(), Some("collapse" | "filter"))
}
