//! The walk over a part's text: paragraphs, table rows, text boxes and notes in reading order, tracked changes as
//! accepted. The effect of each element is in `open`; styles and lists are in `styles` and `numbering`.

mod open;

use std::collections::{HashMap, HashSet};

use super::imported::Imported;
use super::numbering::{Counted, Numbering};
use super::properties::Properties;
use super::styles::{Styles, role_from_outline};
use crate::report::readers::fields::Fields;
use crate::report::readers::lists::{Gap, labelled};
use crate::report::readers::paragraph::Text;
use crate::report::readers::symbols::SymbolFont;
use crate::report::readers::table::{Cell, row_blocks};
use crate::report::readers::xml::{Ns, Step, Xml};
use crate::report::{Block, Extracted, NotRead, Reason, Role, Warning};

/// Footnotes and endnotes by their ids; each is output once.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) footnotes: HashMap<i64, Vec<Block>>,
    pub(super) endnotes: HashMap<i64, Vec<Block>>,
}

/// Role of an open element in the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    /// No effect of its own.
    Plain,
    Paragraph,
    Run,
    /// Its characters are text.
    Characters,
    /// Its characters are a field's instruction.
    Instruction,
    TextBox,
    /// A note inside its paragraph, and whether it belongs at the end of the document.
    Note(bool),
    Table,
    Row,
    Cell,
    /// Alternatives, and whether one was used.
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

/// State of the walk over a part or a note.
pub(super) struct Story<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    notes: Notes,
    counted: Counted,
    frames: Vec<Frame>,
    /// Destinations of finished blocks: the story, then a list for each open cell and text box.
    outputs: Vec<Vec<Block>>,
    paragraphs: Vec<Paragraph>,
    rows: Vec<Row>,
    /// Text of paragraphs whose mark was deleted, and the number of outputs open at that point.
    carried: Option<(usize, Text)>,
    fields: Fields,
    /// Whether the open run is hidden; `font` is its font if that is a symbol font.
    hidden: bool,
    font: Option<SymbolFont>,
    /// Blocks of parts that the text refers to, by the id of their relation.
    imported: Imported,
    not_read: NotRead,
    /// Blocks that follow the open paragraph: those of its text boxes and footnotes.
    behind: Vec<Block>,
    at_the_end: Vec<Block>,
    warnings: Vec<Warning>,
    /// Marks of comments outside of paragraphs, and the numbers of comments that have one.
    marks: String,
    marked: HashSet<usize>,
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
            font: None,
            imported: Imported::default(),
            not_read: NotRead::default(),
            behind: Vec::new(),
            at_the_end: Vec::new(),
            warnings: Vec::new(),
            marks: String::new(),
            marked: HashSet::new(),
        }
    }

    /// Sets the parts that the text refers to.
    pub(super) fn with_imported(mut self, imported: Imported) -> Self {
        self.imported = imported;
        self
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
                Step::Text(characters) => match self.frames.last() {
                    Some(Frame::Characters) => self.write_run(&characters),
                    Some(Frame::Instruction) if !self.hidden => self.fields.instruct(&characters),
                    _ => {}
                },
                Step::End => return Ok(()),
            }
        }
    }

    /// The blocks, with every open element closed, and the warnings, each once.
    pub(super) fn finish(mut self) -> Extracted {
        while let Some(frame) = self.frames.pop() {
            self.close(frame);
        }
        self.flush_carried();
        let mut blocks = self.outputs.pop().unwrap_or_default();
        blocks.append(&mut self.at_the_end);
        Extracted { blocks, warnings: self.warnings, not_read: self.not_read, ..Extracted::default() }
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
            Frame::Note(at_the_end) => {
                self.flush_carried();
                let mut blocks = self.outputs.pop().unwrap_or_default();
                for block in &mut blocks {
                    block.role = Role::Footnote;
                    block.text = block.text.trim_start().to_owned();
                }
                if at_the_end { &mut self.at_the_end } else { &mut self.behind }.append(&mut blocks);
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
            Frame::Plain
            | Frame::Run
            | Frame::Characters
            | Frame::Instruction
            | Frame::Table
            | Frame::Alternatives(_) => {}
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
        let counted = self.numbering.label(&mut self.counted, list.0, list.1, self.styles.list(style));
        let label = paragraph.properties.label.take().map(|label| (label, Gap::Tab)).or(counted);
        if let Some((label, gap)) = label {
            paragraph.text.rewrite_start(|text| labelled(&label, gap, text));
        }
        let blocks = paragraph.text.into_blocks(role);
        self.output().extend(blocks);
        self.flush_behind();
    }

    /// Outputs the text of paragraphs whose mark was deleted if no paragraph followed to continue it.
    fn flush_carried(&mut self) {
        if let Some((depth, text)) = self.carried.take_if(|(depth, _)| *depth == self.outputs.len()) {
            debug_assert_eq!(depth, self.outputs.len());
            let blocks = text.into_blocks(Role::Paragraph);
            self.output().extend(blocks);
        }
    }

    /// Outputs text boxes and notes; they follow the outermost paragraph or row that contains their mark.
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

    fn writes(&mut self, text: &str) -> Frame {
        self.write(text);
        Frame::Plain
    }

    /// Writes characters of the open run as its font draws them.
    fn write_run(&mut self, characters: &str) {
        let Some(font) = self.font else { return self.write(characters) };
        let mut drawn = String::new();
        for character in characters.chars() {
            self.draw(font, character as u32, &mut drawn);
        }
        self.write(&drawn);
    }

    /// Appends the character that a font draws for a code; counts it if there is no equivalent.
    fn draw(&mut self, font: SymbolFont, code: u32, drawn: &mut String) {
        match font.character(code) {
            Some(character) => drawn.push(character),
            None if self.is_shown() => self.not_read.symbols = self.not_read.symbols.saturating_add(1),
            None => {}
        }
    }

    fn write(&mut self, characters: &str) {
        if self.is_shown()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.text.push(characters);
        }
    }

    /// Length of the open paragraph in bytes.
    fn length(&self) -> usize {
        self.paragraphs.last().map_or(0, |paragraph| paragraph.text.length())
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
