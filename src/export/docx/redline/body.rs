//! The paragraphs, runs and rows of a document part by their byte positions, where tracked changes are put in.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

/// Maximum nesting depth of elements.
const MAX_DEPTH: usize = 512;

/// The structure of a document part.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// In the order of their start tags.
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) rows: Vec<Row>,
    /// Where a paragraph can be added behind all others.
    pub(super) end: usize,
}

/// A `w:p`.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) open: Range<usize>,
    /// Its properties; empty if it has none.
    pub(super) properties: Range<usize>,
    pub(super) close: Range<usize>,
    /// Its runs, without those inside a run.
    pub(super) runs: Vec<Range<usize>>,
    /// Index of the row that it is in.
    pub(super) row: Option<usize>,
}

/// A `w:tr`.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) open: Range<usize>,
    /// End of its exceptions to the table's properties, or of its start tag.
    pub(super) head: usize,
    /// Its properties; empty if it has none.
    pub(super) properties: Range<usize>,
    /// Start of its table, which is in no other.
    pub(super) table: usize,
}

/// Reads the structure. `None` if the part has tracked changes already, a table in a table, or a paragraph in a run.
pub(super) fn body(xml: &str) -> Option<Body> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk::default();
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().ok()?;
        let bytes = from..reader.buffer_position() as usize;
        match event {
            Event::Start(element) => walk.open(element.name().as_ref(), bytes)?,
            Event::Empty(element) => {
                walk.open(element.name().as_ref(), bytes.clone())?;
                walk.close(element.name().as_ref(), bytes);
            }
            Event::End(element) => walk.close(element.name().as_ref(), bytes),
            Event::Eof => break,
            _ => {}
        }
    }
    (walk.body.end > 0).then_some(walk.body)
}

#[derive(Default)]
struct Walk {
    body: Body,
    /// Start of each open element.
    starts: Vec<usize>,
    /// Indices of the open paragraph, row, and start of the open table and run.
    paragraph: Option<usize>,
    row: Option<usize>,
    table: Option<usize>,
    run: Option<usize>,
}

impl Walk {
    fn open(&mut self, name: &str, bytes: Range<usize>) -> Option<()> {
        if self.starts.len() >= MAX_DEPTH {
            return None;
        }
        self.starts.push(bytes.start);
        match name {
            "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" | "w:pPrChange" | "w:rPrChange" => return None,
            "w:tbl" if self.table.is_some() || self.paragraph.is_some() => return None,
            "w:tbl" => self.table = Some(bytes.start),
            "w:tr" => {
                let head = bytes.end;
                let row = Row { open: bytes, head, properties: head..head, table: self.table? };
                self.row = Some(self.body.rows.len());
                self.body.rows.push(row);
            }
            "w:p" if self.paragraph.is_some() => return None,
            "w:p" => {
                let end = bytes.end;
                self.paragraph = Some(self.body.paragraphs.len());
                self.body.paragraphs.push(Paragraph {
                    open: bytes,
                    properties: end..end,
                    row: self.row,
                    ..Paragraph::default()
                });
            }
            "w:r" if self.run.is_none() => self.run = Some(bytes.start),
            // The last section's properties end the body.
            "w:sectPr" if self.paragraph.is_none() => self.body.end = bytes.start,
            _ => {}
        }
        Some(())
    }

    fn close(&mut self, name: &str, bytes: Range<usize>) {
        let start = self.starts.pop().unwrap_or(bytes.start);
        let paragraph = self.paragraph.and_then(|at| self.body.paragraphs.get_mut(at));
        let row = self.row.and_then(|at| self.body.rows.get_mut(at));
        match (name, paragraph, row) {
            ("w:p", Some(paragraph), _) => {
                paragraph.close = bytes;
                self.paragraph = None;
            }
            ("w:pPr", Some(paragraph), _) if paragraph.runs.is_empty() => {
                paragraph.properties = start..bytes.end;
            }
            ("w:r", Some(paragraph), _) if self.run == Some(start) => {
                paragraph.runs.push(start..bytes.end);
                self.run = None;
            }
            ("w:trPr", None, Some(row)) => row.properties = start..bytes.end,
            ("w:tblPrEx", None, Some(row)) => row.head = bytes.end,
            ("w:tr", ..) => self.row = None,
            ("w:tbl", ..) => self.table = None,
            ("w:body", ..) if self.body.end == 0 => self.body.end = bytes.start,
            _ => {}
        }
    }
}
