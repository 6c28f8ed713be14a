//! Exports a review: its notes, findings and verdicts as a document for other people and other programs. The content is
//! gathered once into a [`Sheet`], which every writer renders; the findings come from the analysis.
//!
//! ```text
//! sheet      the review and its reports as they are now, independent of any format
//! options    which notes, findings and reports are exported
//! gather     builds the sheet
//! marks      notes and findings on a text, cut into stretches that do not overlap
//! wording    words and formatting shared by all formats
//! escape     escaping for each format
//! links      paths of reports as seen from an export
//! print      sets text on pages as a PDF
//! summary    the whole review as one document, for Word, as a page and as a PDF
//! remark     comments of a report's own file, and the record of them
//! markdown, csv, xlsx, html, jsonld, docx, pdf      one writer per format
//! comparison two reports row by row as a page or with tracked changes
//! ledger     the ledger of figures as a table and a workbook
//! returned   what cells and fields mean when they come back
//! file       writes a file completely or not at all
//! ```

mod comparison;
mod csv;
pub mod docx;
mod escape;
mod file;
mod gather;
mod html;
mod jsonld;
mod ledger;
mod links;
mod markdown;
mod marks;
mod options;
pub mod pdf;
mod print;
mod remark;
mod returned;
mod sheet;
mod summary;
mod wording;
mod xlsx;

pub use comparison::{ComparedReports, Side, row_sign};
pub use escape::{harmless, html as html_escaped, json as json_escaped};
pub use file::{can_be_copied, is_folder, is_taken, make_folder, report_document, save};
pub use gather::{Material, sheet};
pub use ledger::{Ledger, LedgerReport, column_name};
pub use options::{Options, Which};
pub use returned::{CameBack, entries};
pub use sheet::{
    FindingRow, Line, LineKind, NoteRow, Pair, Passage, Place, ReportSheet, Sheet, Source, Totals,
};
pub use summary::{TEMPLATE, summary, summary_as, summary_page, summary_pdf};

pub use wording::{losing_verdict, rule_words, verdict_subject};

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::files::is_held;
use crate::message::Message;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// Plain text for people.
    Markdown,
    /// A single page for a browser.
    Html,
    /// A table with a line for each note and each finding.
    Csv,
    /// A workbook with several tables.
    Xlsx,
    /// The texts of the reports for a word processor, with the notes as comments.
    Docx,
    /// Copies of PDF reports with the notes as annotations.
    Pdf,
    /// The whole review as one document for a word processor.
    Summary,
    /// W3C Web Annotations.
    JsonLd,
}

impl Format {
    /// All formats in the order of help and menus.
    pub const ALL: [Self; 8] = [
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Xlsx,
        Self::Docx,
        Self::Pdf,
        Self::Summary,
        Self::JsonLd,
    ];

    /// File extension.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx | Self::Summary => "docx",
            Self::Pdf => "pdf",
            Self::JsonLd => "jsonld",
        }
    }

    /// Whether the output can be shown in a terminal.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx | Self::Docx | Self::Pdf | Self::Summary)
    }
}

impl Format {
    /// The path with the format's extension, if it has no extension at all.
    #[must_use]
    pub fn completed(self, path: &Path) -> PathBuf {
        if path.extension().is_some() { path.to_owned() } else { path.with_extension(self.extension()) }
    }
}

/// Reason why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file is a report or a review.
    #[error("the file is a report or a review")]
    Protected,
    /// The file exists and may not be replaced.
    #[error("the file exists")]
    Exists,
    /// The path is a device, a pipe or a socket.
    #[error("not a file")]
    NotAFile,
    /// Not every system can have a file of this name.
    #[error("not a name on every system")]
    Name,
    /// The format has no place for this report.
    #[error("the format has no place for the report")]
    Refused(Message),
    /// The format cannot hold the content, or its writer failed.
    #[error("{0}")]
    Format(String),
}

impl ExportError {
    /// The message for the user; `file` is the intended path.
    #[must_use]
    pub fn message(&self, file: &str) -> Message {
        match self {
            Self::Refused(message) => message.clone().with("file", file),
            Self::Protected => Message::new("export-error-own").with("file", file),
            Self::Exists => Message::new("export-error-exists").with("file", file),
            Self::Name => Message::new("export-error-name").with("file", file),
            Self::NotAFile => Message::new("export-error-not-a-file").with("file", file),
            Self::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => Message::new("export-error-folder-missing").with("file", file),
                io::ErrorKind::PermissionDenied => Message::new("export-error-denied").with("file", file),
                io::ErrorKind::StorageFull => Message::new("export-error-full").with("file", file),
                io::ErrorKind::ReadOnlyFilesystem => {
                    Message::new("export-error-read-only").with("file", file)
                }
                _ if is_held(error) => Message::new("export-error-held").with("file", file),
                _ => Message::new("export-error-system").with("file", file).with("words", error.to_string()),
            },
            Self::Format(words) => {
                Message::new("export-error-system").with("file", file).with("words", words.as_str())
            }
        }
    }
}

/// Writes a sheet, in time linear in its notes, findings and texts. As DOCX, all reports form one document;
/// [`docx::of_report`] makes one for each.
///
/// ```
/// use jiaokan::duplicates::Duplicates;
/// use jiaokan::export::{Format, Material, Options, sheet, write};
/// use jiaokan::i18n::Language;
/// use jiaokan::pairs::{Cases, Pairs};
/// use jiaokan::review::{Category, Note, Review};
///
/// let mut review = Review::new("年度审阅");
/// review.notes.push(Note::new(Vec::new(), Category::Wording, "林校", "语句重复，请删去一处。"));
/// let material = Material {
///     review: &review,
///     inputs: &[],
///     keys: &[],
///     unreadable: &[],
///     duplicates: &Duplicates::default(),
///     findings: &[],
///     pairs: &Pairs::default(),
///     cases: &Cases::default(),
/// };
/// let sheet = sheet(material, &Options::default(), Language::Chinese);
/// let mut out = Vec::new();
/// write(Format::Markdown, &sheet, &mut out)?;
/// assert!(String::from_utf8_lossy(&out).contains("语句重复，请删去一处。"));
/// # Ok::<(), jiaokan::export::ExportError>(())
/// ```
pub fn write(format: Format, sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    match format {
        Format::Markdown => markdown::write(sheet, out)?,
        Format::Html => html::write(sheet, out)?,
        Format::Csv => csv::write(sheet, out)?,
        Format::Xlsx => xlsx::write(sheet, out)?,
        Format::Docx => docx::write(sheet, out)?,
        // A copy of one report's file: there is none of several.
        Format::Pdf => return Err(ExportError::Refused(Message::new("export-pdf-folder"))),
        Format::Summary => summary(sheet, TEMPLATE, out)?,
        Format::JsonLd => jsonld::write(sheet, out)?,
    }
    out.flush()?;
    Ok(())
}
