//! What a reader of a document format yields: paragraphs in reading order, with what the format knows of them.
//! How a format is read, and how blocks become a report's text, is not here.

use serde::{Deserialize, Serialize};

use crate::message::Message;

/// A document's content as a person reads it. Crosses the border between the process that extracts and the one that
/// asked for it, so it holds nothing but values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// Paragraphs, table rows and notes in reading order.
    pub blocks: Vec<Block>,
    /// What the reader of the report should know about how it was read, each once.
    pub warnings: Vec<Warning>,
}

/// One paragraph, one row of a table, one footnote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its text, automatic numbers rendered into it. Never empty, no line break, no white space at the end; leading
    /// spaces are kept where the source has them.
    pub text: String,
    /// What the format says it is.
    pub role: Role,
    /// The page it begins on, from 1, where the format has pages.
    pub page: Option<u32>,
}

/// What a format says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Running text.
    Paragraph,
    /// The document's title, where the format names one.
    Title,
    /// A heading, by its level from 1.
    Heading(u8),
    /// A row of a table, its cells parted by tabs.
    Row,
    /// A footnote or an endnote.
    Footnote,
    /// Belongs to the page and not to the report: navigation, running heads, page numbers.
    Furniture,
}

/// What a reader left out, took in or could not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Warning {
    /// Tracked changes were read as if accepted.
    TrackedChanges,
    /// Comments of the file are not part of the text.
    Comments,
    /// Some characters of a PDF have no text behind them.
    MissingCharacters,
    /// Some pages are pictures without text.
    PagesWithoutText,
    /// The end of the file is missing or damaged; what stands before it was read.
    Damaged,
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
            Self::Damaged => "damaged",
        }
    }

    /// What to tell the reader of the report.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::TrackedChanges => Message::new("read-warning-tracked-changes"),
            Self::Comments => Message::new("read-warning-comments"),
            Self::MissingCharacters => Message::new("read-warning-missing-characters"),
            Self::PagesWithoutText => Message::new("read-warning-pages-without-text"),
            Self::Damaged => Message::new("read-warning-damaged"),
        }
    }
}

impl Block {
    /// Running text without a page.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: Role::Paragraph, page: None }
    }
}
