//! Workbooks that Excel 2003 saved as XML (`SpreadsheetML`), also under the name `.xls`, as many systems export lists.

use super::{MAX_CELLS, MAX_COLUMNS, Sheet};
use crate::report::readers::xml::{Element, Step, Xml};
use crate::report::{NotRead, Reason};

/// The visible sheets, numbers of what is hidden, and whether the end of the file is missing.
pub(super) fn read(text: &str) -> Result<(Vec<Sheet>, NotRead, bool), Reason> {
    let mut book = Book::default();
    let ended = book.walk(&mut Xml::new(text));
    book.end_sheet();
    match ended {
        Err(Reason::Damaged) if !book.sheets.is_empty() => Ok((book.sheets, book.not_read, true)),
        Err(reason) => Err(reason),
        Ok(()) => Ok((book.sheets, book.not_read, book.cells >= MAX_CELLS)),
    }
}

#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    not_read: NotRead,
    sheet: Option<Open>,
    /// Number of cells taken.
    cells: usize,
}

/// The sheet that is being read, and the place of the next cell.
#[derive(Default)]
struct Open {
    sheet: Sheet,
    is_hidden: bool,
    row: u32,
    column: u32,
    row_is_hidden: bool,
    /// Number of hidden rows that have text.
    left_out: u32,
    row_is_counted: bool,
}

impl Book {
    fn walk(&mut self, xml: &mut Xml<'_>) -> Result<(), Reason> {
        loop {
            match xml.next()? {
                Step::Open(element) => match (element.local(), &mut self.sheet) {
                    ("Worksheet", _) => {
                        self.end_sheet();
                        let name = element.attribute("Name").unwrap_or_default();
                        let sheet = Sheet { name, ..Sheet::default() };
                        self.sheet = Some(Open { sheet, ..Open::default() });
                    }
                    ("Row", Some(sheet)) => sheet.begin_row(&element),
                    ("Cell", Some(sheet)) if self.cells < MAX_CELLS => {
                        self.cells = self.cells.saturating_add(1);
                        sheet.cell(&element, xml)?;
                    }
                    ("Visible", Some(sheet)) => {
                        let text = characters(xml, "Visible")?;
                        sheet.is_hidden = matches!(text.as_str(), "SheetHidden" | "SheetVeryHidden");
                    }
                    ("Styles" | "DocumentProperties", _) => xml.skip()?,
                    _ => {}
                },
                Step::Close | Step::Text(_) => {}
                Step::End => return Ok(()),
            }
        }
    }

    fn end_sheet(&mut self) {
        let Some(open) = self.sheet.take() else { return };
        if open.is_hidden {
            self.not_read.sheets = self.not_read.sheets.saturating_add(1);
        } else {
            self.not_read.rows = self.not_read.rows.saturating_add(open.left_out);
            self.sheets.push(open.sheet);
        }
    }
}

impl Open {
    fn begin_row(&mut self, element: &Element<'_>) {
        let index = place(element);
        self.row = index.unwrap_or_else(|| self.row.saturating_add(1));
        self.column = 0;
        self.row_is_hidden = element.attribute("Hidden").as_deref() == Some("1");
        self.row_is_counted = false;
    }

    fn cell(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Reason> {
        self.column = place(element).unwrap_or_else(|| self.column.saturating_add(1));
        let column = self.column;
        let across = element.number("MergeAcross").and_then(|across| u32::try_from(across).ok());
        self.column = column.saturating_add(across.unwrap_or(0));
        let text = shown(&characters(xml, "Data")?);
        if text.trim().is_empty() || column > MAX_COLUMNS {
            return Ok(());
        }
        if self.row_is_hidden {
            self.left_out = self.left_out.saturating_add(u32::from(!self.row_is_counted));
            self.row_is_counted = true;
        } else {
            self.sheet.cells.push((self.row, column, text));
        }
        Ok(())
    }
}

/// The place that an element states, from 1.
fn place(element: &Element<'_>) -> Option<u32> {
    element.number("Index").and_then(|index| u32::try_from(index).ok()).filter(|index| *index > 0)
}

/// The characters of the element that was opened last, or of those of that name in it; reads to its end.
fn characters(xml: &mut Xml<'_>, name: &str) -> Result<String, Reason> {
    let outside = xml.depth().saturating_sub(1);
    let mut text = String::new();
    // Depth of the element whose characters count.
    let mut inside = (name == "Visible").then_some(xml.depth());
    while xml.depth() > outside {
        match xml.next()? {
            Step::Open(element) if element.local() == name => inside = inside.or(Some(xml.depth())),
            Step::Open(element) if element.local() == "Comment" => xml.skip()?,
            Step::Text(characters) if inside.is_some() => text.push_str(&characters),
            Step::Open(_) | Step::Text(_) => {}
            Step::Close => inside = inside.filter(|inside| xml.depth() >= *inside),
            Step::End => break,
        }
    }
    Ok(text)
}

/// A value as it is shown: a day without the hour of midnight that the file adds.
fn shown(value: &str) -> String {
    value.strip_suffix("T00:00:00.000").filter(|day| day.len() == 10).unwrap_or(value).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(sheets: &str) -> Result<(Vec<Sheet>, NotRead, bool), Reason> {
        read(&format!(
            "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' \
             xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>{sheets}</Workbook>"
        ))
    }

    #[test]
    fn cells_stand_at_their_places() {
        let (sheets, not_read, damaged) = book(
            "<Worksheet ss:Name='一'><Table><Row><Cell ss:MergeAcross='1'><Data ss:Type='String'>项 目</Data></Cell>\
             <Cell><Data ss:Type='String'>件数</Data><Comment><Data>批注</Data></Comment></Cell></Row><Row ss:Index='4'>\
             <Cell ss:Index='3'><Data ss:Type='Number'>31</Data></Cell><Cell><Data ss:Type='DateTime'>2024-03-01T00:00:00.000\
             </Data></Cell></Row><Row ss:Hidden='1'><Cell><Data>藏</Data></Cell><Cell><Data>藏</Data></Cell></Row></Table></Worksheet>\
             <Worksheet ss:Name='二'><Table><Row><Cell><Data>乙</Data></Cell></Row></Table><WorksheetOptions>\
             <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>",
        )
        .unwrap();
        let cells = |cells: &[(u32, u32, &str)]| -> Vec<(u32, u32, String)> {
            cells.iter().map(|(row, column, text)| (*row, *column, (*text).to_owned())).collect()
        };
        assert_eq!(sheets.len(), 1);
        assert_eq!(sheets[0].name, "一");
        let expected = [(1, 1, "项 目"), (1, 3, "件数"), (4, 3, "31"), (4, 4, "2024-03-01")];
        assert_eq!(sheets[0].cells, cells(&expected));
        assert_eq!(not_read, NotRead { sheets: 1, rows: 1, ..NotRead::default() });
        assert!(!damaged);
    }

    #[test]
    fn broken_files_end() {
        assert!(
            book("<Worksheet><Table><Row ss:Index='-1'><Cell ss:Index='99999999999'><Data>甲</Data></Cell>")
                .is_ok()
        );
        assert!(read("<Workbook>").is_err());
    }
}
