//! A review handed on: its notes, findings and verdicts as a document for other people and other programs. Everything
//! is gathered once into a [`Sheet`], and every writer renders that; which findings there are is decided elsewhere.
//!
//! ```text
//! sheet      the review and its reports as they are now, neutral of any format
//! options    what of the review goes in
//! gather     how a sheet is made
//! marks      what stands on a text, as stretches that do not overlap
//! wording    the words that all formats share
//! escape     what is harmless in each format
//! markdown, csv, xlsx, html, jsonld, docx      one writer a format
//! file       a file written whole or not at all
//! ```

mod csv;
pub mod docx;
mod escape;
mod file;
mod gather;
mod html;
mod jsonld;
mod markdown;
mod marks;
mod options;
mod sheet;
mod wording;
mod xlsx;

pub use escape::{harmless, html as html_escaped};
pub use file::{is_folder, is_taken, make_folder, original, save};
pub use gather::{Material, sheet};
pub use options::{Options, Which};
pub use sheet::{
    FindingRow, Line, LineKind, NoteRow, Pair, Passage, Place, ReportSheet, Sheet, Source, Totals,
};

use std::io::{self, Write};

use crate::message::Message;

/// What a sheet can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// Text that people read as it is.
    Markdown,
    /// One page for a browser.
    Html,
    /// One table, a line for each note and each finding.
    Csv,
    /// A workbook with several tables.
    Xlsx,
    /// The reports' texts for a word processor, the notes as its comments.
    Docx,
    /// W3C Web Annotations.
    JsonLd,
}

impl Format {
    /// All, in the order of help and menus.
    pub const ALL: [Self; 6] = [Self::Markdown, Self::Html, Self::Csv, Self::Xlsx, Self::Docx, Self::JsonLd];

    /// The ending of its files' names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::JsonLd => "jsonld",
        }
    }

    /// Whether a terminal can show it.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx | Self::Docx)
    }
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output took no more.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// There is a file already and nobody agreed to replace it.
    #[error("the file exists")]
    Exists,
    /// The format has no room for it, or its writer gave up.
    #[error("{0}")]
    Format(String),
}

impl ExportError {
    /// What to tell the user; `file` is where it was to be written.
    #[must_use]
    pub fn message(&self, file: &str) -> Message {
        match self {
            Self::Exists => Message::new("export-error-exists").with("file", file),
            Self::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => Message::new("export-error-folder-missing").with("file", file),
                io::ErrorKind::PermissionDenied => Message::new("export-error-denied").with("file", file),
                io::ErrorKind::StorageFull => Message::new("export-error-full").with("file", file),
                _ => Message::new("export-error-system").with("file", file).with("words", error.to_string()),
            },
            Self::Format(words) => {
                Message::new("export-error-system").with("file", file).with("words", words.as_str())
            }
        }
    }
}

/// Writes a sheet, in time linear in its notes, findings and texts. As DOCX all its reports stand one after the other in
/// one document; [`docx::of_report`] makes one for each.
pub fn write(format: Format, sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    match format {
        Format::Markdown => markdown::write(sheet, out)?,
        Format::Html => html::write(sheet, out)?,
        Format::Csv => csv::write(sheet, out)?,
        Format::Xlsx => xlsx::write(sheet, out)?,
        Format::Docx => docx::write(sheet, out)?,
        Format::JsonLd => jsonld::write(sheet, out)?,
    }
    out.flush()?;
    Ok(())
}
