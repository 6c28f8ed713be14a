//! The walk over a part's text: paragraphs, table rows, text boxes and notes in reading order, tracked changes as
//! accepted. What styles and lists mean is in `styles` and `numbering`.

use std::collections::HashMap;

use super::numbering::{Counted, Numbering};
use super::properties::Properties;
use super::styles::{Styles, role_from_outline};
use crate::report::readers::fields::Fields;
use crate::report::readers::lists::labelled;
use crate::report::readers::paragraph::Text;
use crate::report::readers::table::{Cell, row_blocks};
use crate::report::readers::xml::{Element, Ns, Step, Xml};
use crate::report::{Block, Reason, Role, Warning};

/// Footnotes and endnotes by their ids; each stands in the text once.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) footnotes: HashMap<i64, Vec<Block>>,
    pub(super) endnotes: HashMap<i64, Vec<Block>>,
}

/// What an open element is to the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    /// Nothing by itself.
    Plain,
    Paragraph,
    Run,
    /// Its characters are text.
    Characters,
    TextBox,
    Table,
    Row,
    Cell,
    /// Alternatives, and whether one was taken.
    Alternatives(bool),
}

#[derive(Debug, Default)]
struct Paragraph {
    properties: Properties,
    text: Text,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Cell>,
    span: i64,
    deleted: bool,
    cell_deleted: bool,
}

/// One walk over a part or over one note.
pub(super) struct Story<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    notes: Notes,
    counted: Counted,
    frames: Vec<Frame>,
    /// Where finished blocks go: the story, then a list for each open cell and text box.
    outputs: Vec<Vec<Block>>,
    paragraphs: Vec<Paragraph>,
    rows: Vec<Row>,
    /// Text of paragraphs whose end was deleted, and how many outputs were open there.
    carried: Option<(usize, Text)>,
    fields: Fields,
    hidden: bool,
    /// Blocks that stand behind the open paragraph: of its text boxes and footnotes.
    behind: Vec<Block>,
    at_the_end: Vec<Block>,
    warnings: Vec<Warning>,
}

impl<'a> Story<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering, notes: Notes) -> Self {
        Self {
            styles,
            numbering,
            notes,
            counted: Counted::default(),
            frames: Vec::new(),
            outputs: vec![Vec::new()],
            paragraphs: Vec::new(),
            rows: Vec::new(),
            carried: None,
            fields: Fields::default(),
            hidden: false,
            behind: Vec::new(),
            at_the_end: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Walks to the end of the element that was opened last, or of the part. After an error, what was read stays.
    pub(super) fn walk(&mut self, xml: &mut Xml<'_>) -> Result<(), Reason> {
        loop {
            match xml.next()? {
                Step::Open(element) => {
                    if let Some(frame) = self.open(&element, xml)? {
                        self.frames.push(frame);
                    }
                }
                Step::Close => match self.frames.pop() {
                    Some(frame) => self.close(frame),
                    None => return Ok(()),
                },
                Step::Text(characters) => {
                    if self.frames.last() == Some(&Frame::Characters) {
                        self.write(&characters);
                    }
                }
                Step::End => return Ok(()),
            }
        }
    }

    /// The blocks, each open element closed, and the warnings, each once.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Warning>) {
        while let Some(frame) = self.frames.pop() {
            self.close(frame);
        }
        self.flush_carried();
        let mut blocks = self.outputs.pop().unwrap_or_default();
        blocks.append(&mut self.at_the_end);
        (blocks, self.warnings)
    }

    /// What the element is to the walk; `None` where it was read to its end.
    fn open(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<Option<Frame>, Reason> {
        match (element.ns, element.local()) {
            (Ns::Word, name) => self.open_word(name, element, xml),
            (Ns::Math, "t") => Ok(Some(Frame::Characters)),
            (Ns::Compatibility, "AlternateContent") => Ok(Some(Frame::Alternatives(false))),
            (Ns::Compatibility, "Choice" | "Fallback") => match self.frames.last_mut() {
                Some(Frame::Alternatives(taken)) if *taken => skipped(xml),
                Some(Frame::Alternatives(taken)) => {
                    *taken = true;
                    Ok(Some(Frame::Plain))
                }
                _ => Ok(Some(Frame::Plain)),
            },
            _ => Ok(Some(Frame::Plain)),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm an element; to be split")]
    fn open_word(
        &mut self,
        name: &str,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
    ) -> Result<Option<Frame>, Reason> {
        Ok(Some(match name {
            "p" => {
                let text = match self.carried.take() {
                    Some((depth, text)) if depth == self.outputs.len() => text,
                    other => {
                        self.carried = other;
                        Text::default()
                    }
                };
                self.paragraphs.push(Paragraph { text, ..Paragraph::default() });
                Frame::Paragraph
            }
            "pPr" => {
                let properties = Properties::read(xml)?;
                if properties.tracked {
                    self.warn(Warning::TrackedChanges);
                }
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties = properties;
                }
                return Ok(None);
            }
            "r" => {
                self.hidden = false;
                Frame::Run
            }
            "rPr" => {
                self.hidden |= is_hidden(xml)?;
                return Ok(None);
            }
            "t" => Frame::Characters,
            "tab" | "ptab" => self.marked("\t"),
            "noBreakHyphen" => self.marked("-"),
            "sym" => {
                let symbol = symbol(element);
                self.marked(&symbol)
            }
            "br" | "cr" => {
                if self.is_shown()
                    && let Some(paragraph) = self.paragraphs.last_mut()
                {
                    paragraph.text.break_line();
                }
                Frame::Plain
            }
            "del" | "moveFrom" => {
                self.warn(Warning::TrackedChanges);
                return skipped(xml);
            }
            "ins" | "moveTo" => {
                self.warn(Warning::TrackedChanges);
                Frame::Plain
            }
            "fldChar" => {
                match element.attribute("fldCharType").as_deref() {
                    Some("begin") => self.fields.begin(),
                    Some("separate") => self.fields.separate(),
                    Some("end") => self.fields.end(),
                    _ => {}
                }
                return skipped(xml);
            }
            "footnoteReference" | "endnoteReference" => {
                self.refer(name, element.number("id").unwrap_or(-1));
                Frame::Plain
            }
            "commentRangeStart" | "commentReference" => {
                self.warn(Warning::Comments);
                Frame::Plain
            }
            "tbl" => Frame::Table,
            "tr" => {
                self.rows.push(Row::default());
                Frame::Row
            }
            "tc" => {
                self.outputs.push(Vec::new());
                if let Some(row) = self.rows.last_mut() {
                    (row.span, row.cell_deleted) = (1, false);
                }
                Frame::Cell
            }
            "trPr" | "tcPr" => {
                self.read_row_or_cell(xml)?;
                return Ok(None);
            }
            "txbxContent" => {
                self.outputs.push(Vec::new());
                Frame::TextBox
            }
            "delText" | "instrText" | "delInstrText" | "rt" | "sectPr" | "tblPr" | "tblGrid" | "tblPrEx"
            | "sdtPr" | "rubyPr" => return skipped(xml),
            _ => Frame::Plain,
        }))
    }

    fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.end_paragraph(paragraph);
                }
            }
            Frame::TextBox => {
                self.flush_carried();
                let blocks = self.outputs.pop().unwrap_or_default();
                self.behind.extend(blocks);
                self.flush_behind();
            }
            Frame::Cell => {
                self.flush_carried();
                let blocks = self.outputs.pop().unwrap_or_default();
                if let Some(row) = self.rows.last_mut()
                    && !row.cell_deleted
                {
                    row.cells.push(Cell { blocks, span: row.span });
                }
            }
            Frame::Row => {
                if let Some(row) = self.rows.pop()
                    && !row.deleted
                {
                    self.output().extend(row_blocks(row.cells));
                }
                self.flush_behind();
            }
            Frame::Plain | Frame::Run | Frame::Characters | Frame::Table | Frame::Alternatives(_) => {}
        }
    }

    fn end_paragraph(&mut self, mut paragraph: Paragraph) {
        self.fields.end_paragraph();
        if paragraph.properties.end_deleted {
            self.carried = Some((self.outputs.len(), paragraph.text));
            return;
        }
        let style = paragraph.properties.style.as_deref();
        let role = match (self.styles.role(style), paragraph.properties.outline) {
            (Role::Furniture, _) => Role::Furniture,
            (_, Some(outline)) => role_from_outline(outline),
            (role, None) => role,
        };
        let list = (paragraph.properties.list, paragraph.properties.level);
        let label = self.numbering.label(&mut self.counted, list.0, list.1, self.styles.list(style));
        if let Some((label, gap)) = label {
            paragraph.text.rewrite_start(|text| labelled(&label, gap, text));
        }
        let blocks = paragraph.text.into_blocks(role);
        self.output().extend(blocks);
        self.flush_behind();
    }

    /// Sends what was carried on behind paragraphs with a deleted end where no paragraph came to take it.
    fn flush_carried(&mut self) {
        if let Some((depth, text)) = self.carried.take_if(|(depth, _)| *depth == self.outputs.len()) {
            debug_assert_eq!(depth, self.outputs.len());
            let blocks = text.into_blocks(Role::Paragraph);
            self.output().extend(blocks);
        }
    }

    /// Text boxes and notes stand behind the outermost paragraph or the row that they belong to.
    fn flush_behind(&mut self) {
        if self.paragraphs.is_empty() && self.outputs.len() == 1 {
            let mut behind = std::mem::take(&mut self.behind);
            self.output().append(&mut behind);
        }
    }

    fn refer(&mut self, name: &str, id: i64) {
        if name == "footnoteReference" {
            self.behind.extend(self.notes.footnotes.remove(&id).unwrap_or_default());
        } else {
            self.at_the_end.extend(self.notes.endnotes.remove(&id).unwrap_or_default());
        }
    }

    fn read_row_or_cell(&mut self, xml: &mut Xml<'_>) -> Result<(), Reason> {
        let inside = xml.depth();
        loop {
            match xml.next()? {
                Step::Open(element) if element.ns == Ns::Word => {
                    let name = element.local();
                    if matches!(name, "del" | "ins" | "cellDel" | "cellIns") {
                        self.warn(Warning::TrackedChanges);
                    }
                    let row = self.rows.last_mut();
                    match (name, row) {
                        ("del", Some(row)) => row.deleted = true,
                        ("cellDel", Some(row)) => row.cell_deleted = true,
                        ("gridSpan", Some(row)) => row.span = element.number("val").unwrap_or(1),
                        ("tcPrChange" | "trPrChange", _) => xml.skip()?,
                        _ => {}
                    }
                }
                Step::Close if xml.depth() < inside => return Ok(()),
                Step::End => return Ok(()),
                _ => {}
            }
        }
    }

    fn marked(&mut self, text: &str) -> Frame {
        self.write(text);
        Frame::Plain
    }

    fn write(&mut self, characters: &str) {
        if self.is_shown()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.text.push(characters);
        }
    }

    fn is_shown(&self) -> bool {
        !self.hidden && self.fields.are_shown()
    }

    fn output(&mut self) -> &mut Vec<Block> {
        if self.outputs.is_empty() {
            self.outputs.push(Vec::new());
        }
        self.outputs.last_mut().expect("there is always one")
    }

    fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

fn skipped(xml: &mut Xml<'_>) -> Result<Option<Frame>, Reason> {
    xml.skip()?;
    Ok(None)
}

/// Whether run properties hide their run; reads them to their end.
fn is_hidden(xml: &mut Xml<'_>) -> Result<bool, Reason> {
    let inside = xml.depth();
    let mut hidden = false;
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Word => match element.local() {
                "vanish" => {
                    hidden = element.attribute("val").is_none_or(|value| value != "0" && value != "false");
                }
                "rPrChange" => xml.skip()?,
                _ => {}
            },
            Step::Close if xml.depth() < inside => return Ok(hidden),
            Step::End => return Ok(hidden),
            _ => {}
        }
    }
}

/// The character of a `w:sym`. Symbol fonts keep theirs in the private area; the marks that forms use are translated,
/// others are no text.
fn symbol(element: &Element<'_>) -> String {
    let code =
        element.attribute("char").and_then(|digits| u32::from_str_radix(&digits, 16).ok()).unwrap_or(0);
    let wingdings = element.attribute("font").is_some_and(|font| font.starts_with("Wingdings"));
    let translated = match code & 0xff {
        _ if !(0xf000..=0xf0ff).contains(&code) => char::from_u32(code).filter(|_| code > 31),
        0xb7 if !wingdings => Some('•'),
        0x6c if wingdings => Some('●'),
        0x6e if wingdings => Some('■'),
        0x6f | 0xa8 if wingdings => Some('□'),
        0xfc if wingdings => Some('✓'),
        0xfb if wingdings => Some('✗'),
        0x52 | 0xfe if wingdings => Some('☑'),
        _ => None,
    };
    translated.map(String::from).unwrap_or_default()
}
