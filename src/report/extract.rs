//! The result of a reader: blocks in reading order with their roles, warnings, and numbers of what was left out.

use serde::{Deserialize, Serialize};

use super::Sent;
use crate::message::Message;

/// A document's content as a person reads it. Sent from the extracting process to the parent, so it holds values only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// Paragraphs, table rows and notes in reading order.
    pub blocks: Vec<Block>,
    /// Remarks for the user on how the report was read, each once.
    pub warnings: Vec<Warning>,
    /// Numbers of parts that the reader cannot convert to text.
    pub not_read: NotRead,
    /// Comments that readers of the document made, in its order.
    pub comments: Vec<Comment>,
    /// Comments that this program exported with the document.
    pub sent: Vec<Sent>,
    /// What a program read from pictures of pages, if anything.
    pub recognized: Option<Recognized>,
}

/// Text that a program read from pictures of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognized {
    /// The pages that were read so.
    pub pages: Vec<RecognizedPage>,
    /// Number of characters on them.
    pub characters: usize,
    /// Mean confidence in these characters, in thousandths.
    pub confidence: u16,
    /// Their lines that are in the text, page by page from top to bottom.
    pub lines: Vec<RecognizedLine>,
}

/// A page that was read from its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognizedPage {
    /// Its number, from 1.
    pub page: u32,
    /// Quarter turns clockwise that put its picture upright, 0 to 3.
    pub quarters: u8,
    /// Angle at which its lines ran after those turns, in ten-thousandths of a radian, clockwise.
    pub skew: i16,
}

/// A line that was read from a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognizedLine {
    /// Number of its page.
    pub page: u32,
    /// Where it stands in the blocks.
    pub place: Place,
    /// Left, top, right and bottom of its box, in ten-thousandths of the upright page's width and height.
    pub area: [u16; 4],
    /// Mean confidence in its characters, in thousandths.
    pub confidence: u16,
    /// Its characters whose confidence is low.
    pub doubts: Vec<Doubt>,
}

/// A character that was read with little confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Its place in the blocks.
    pub place: Place,
    /// Confidence in it, in thousandths.
    pub confidence: u16,
}

/// A comment in a document. It is not part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Name of its author; empty if the document has none.
    pub author: String,
    /// When it was made, as the document writes it (ISO 8601); empty if it does not say.
    pub at: String,
    /// Its text, with line ends between paragraphs.
    pub text: String,
    /// Whether it is marked as done.
    pub resolved: bool,
    /// Answers to it in their order.
    pub replies: Vec<Reply>,
    /// Where it stands; `None` if the document does not say.
    pub place: Option<Place>,
}

/// An answer to a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Name of its author.
    pub author: String,
    /// When it was made.
    pub at: String,
    /// Its text.
    pub text: String,
}

/// The place of a comment: index of the block, and position in its text in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its start.
    pub start: (usize, usize),
    /// Its end, not before its start.
    pub end: (usize, usize),
}

/// Numbers of parts of a document that its own program shows and that are not in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NotRead {
    /// `SmartArt` graphics whose text could not be found.
    pub smart_art: u32,
    /// Charts of spreadsheets and slides.
    pub charts: u32,
    /// Embedded objects, such as a worksheet.
    pub objects: u32,
    /// Equations that are kept as objects or pictures.
    pub equations: u32,
    /// Imported parts in a format that is not read.
    pub parts: u32,
    /// Characters of symbol fonts without an equivalent.
    pub symbols: u32,
    /// Form fields whose value could not be found.
    pub fields: u32,
    /// Hidden sheets of a workbook.
    pub sheets: u32,
    /// Hidden rows and columns of sheets that have text.
    pub rows: u32,
}

impl NotRead {
    /// Number of all parts.
    #[must_use]
    pub fn total(self) -> u32 {
        let Self { smart_art, charts, objects, equations, parts, symbols, fields, sheets, rows } = self;
        [smart_art, charts, objects, equations, parts, symbols, fields, sheets, rows]
            .into_iter()
            .fold(0, u32::saturating_add)
    }

    /// Adds the numbers of another part of the same document.
    pub(super) fn add(&mut self, other: Self) {
        for (own, other) in [
            (&mut self.smart_art, other.smart_art),
            (&mut self.charts, other.charts),
            (&mut self.objects, other.objects),
            (&mut self.equations, other.equations),
            (&mut self.parts, other.parts),
            (&mut self.symbols, other.symbols),
            (&mut self.fields, other.fields),
            (&mut self.sheets, other.sheets),
            (&mut self.rows, other.rows),
        ] {
            *own = own.saturating_add(other);
        }
    }
}

/// A paragraph, a row of a table or a footnote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its text with automatic numbers written out. Not empty, without line ends and without white space at the end;
    /// leading spaces are kept.
    pub text: String,
    /// Its role as stated by the format.
    pub role: Role,
    /// Number of the page on which it begins, from 1, if the format has pages.
    pub page: Option<u32>,
}

/// The role of a block as stated by the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Running text.
    Paragraph,
    /// The document's title, where the format names one.
    Title,
    /// A heading, by its level from 1.
    Heading(u8),
    /// A row of a table, cells separated by tabs.
    Row,
    /// A footnote or an endnote.
    Footnote,
    /// Belongs to the page and not to the report: navigation, running heads, page numbers.
    Furniture,
}

/// A remark for the user on how a report was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Warning {
    /// Tracked changes were read as if accepted.
    TrackedChanges,
    /// Comments of the file are not in the text.
    Comments,
    /// Some characters of a PDF have no Unicode value.
    MissingCharacters,
    /// Some pages are pictures without text.
    PagesWithoutText,
    /// Pages were read from their pictures by the program: their number, and the mean confidence in thousandths.
    ReadByMachine {
        /// Number of pages.
        pages: u32,
        /// Mean confidence in their characters, in thousandths.
        confidence: u16,
    },
    /// The text of scanned pages was put behind their pictures by another program; the number of these pages.
    HiddenText(u32),
    /// The text that another program put behind pictures hardly reads like language.
    UnlikelyText,
    /// The end of the file is missing or damaged; what precedes it was read.
    Damaged,
    /// An OFD does not define the fonts of its text.
    FontsMissing,
    /// Parts of the document are not in the text.
    NotRead(NotRead),
}

impl Warning {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::TrackedChanges => "tracked-changes",
            Self::Comments => "comments",
            Self::MissingCharacters => "missing-characters",
            Self::PagesWithoutText => "pages-without-text",
            Self::ReadByMachine { .. } => "read-by-machine",
            Self::HiddenText(_) => "hidden-text",
            Self::UnlikelyText => "unlikely-text",
            Self::Damaged => "damaged",
            Self::FontsMissing => "fonts-missing",
            Self::NotRead(_) => "not-read",
        }
    }

    /// Message for the user.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::TrackedChanges => Message::new("read-warning-tracked-changes"),
            Self::Comments => Message::new("read-warning-comments"),
            Self::MissingCharacters => Message::new("read-warning-missing-characters"),
            Self::PagesWithoutText => Message::new("read-warning-pages-without-text"),
            Self::ReadByMachine { pages, confidence } => Message::new("read-warning-by-machine")
                .with("pages", pages as usize)
                .with("confidence", percent(confidence)),
            Self::HiddenText(pages) => Message::new("read-warning-hidden-text").with("pages", pages as usize),
            Self::UnlikelyText => Message::new("read-warning-unlikely-text"),
            Self::Damaged => Message::new("read-warning-damaged"),
            Self::FontsMissing => Message::new("read-warning-fonts-missing"),
            Self::NotRead(numbers) => {
                let number = |number: u32| number as usize;
                Message::new("read-warning-not-read")
                    .with("count", number(numbers.total()))
                    .with("smartart", number(numbers.smart_art))
                    .with("charts", number(numbers.charts))
                    .with("objects", number(numbers.objects))
                    .with("equations", number(numbers.equations))
                    .with("parts", number(numbers.parts))
                    .with("symbols", number(numbers.symbols))
                    .with("fields", number(numbers.fields))
                    .with("sheets", number(numbers.sheets))
                    .with("rows", number(numbers.rows))
            }
        }
    }
}

/// A number of thousandths in per cent, such as `98.7`.
#[must_use]
pub fn percent(thousandths: u16) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

impl Block {
    /// Running text without a page.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: Role::Paragraph, page: None }
    }
}
