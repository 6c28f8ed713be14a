//! Two reports compared row by row, for other people: a page, or a document with tracked changes. The words of a row that
//! every output has.

mod html;

use std::io::{self, Write};

use super::docx::{self, Tracked};
use super::escape::harmless;
use super::{ExportError, Format};
use crate::compare::{Comparison, Row, RowKind};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{Format as ReportFormat, Report, bytes_of};
use crate::review::Time;
use crate::review::store::sha256;
use crate::structure::Outline;
use crate::text::Span;

/// One of the two reports.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its outline.
    pub outline: &'a Outline,
}

/// Two reports and their comparison.
#[derive(Clone, Copy)]
pub struct ComparedReports<'a> {
    /// The report on the left.
    pub left: Side<'a>,
    /// The report on the right.
    pub right: Side<'a>,
    /// The comparison of the left with the right one.
    pub comparison: &'a Comparison,
}

impl<'a> Side<'a> {
    /// The text of a span.
    #[must_use]
    pub fn slice(self, span: Span) -> &'a str {
        self.report.text.slice(span)
    }

    /// The title, if there is one.
    #[must_use]
    pub fn title(self) -> Option<&'a str> {
        Some(self.slice(self.outline.title?).trim()).filter(|title| !title.is_empty())
    }

    /// The file name, with harmless characters only.
    #[must_use]
    pub fn name(self) -> String {
        let path = &self.report.path;
        shown(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
    }

    /// The path, with harmless characters only.
    #[must_use]
    pub fn path(self) -> String {
        shown(&self.report.path.to_string_lossy())
    }
}

/// A path with `?` for characters that are invisible or that a terminal would interpret.
fn shown(path: &str) -> String {
    let is_harmless = |character: char| !character.is_control() && harmless(character) == character;
    path.chars().map(|character| if is_harmless(character) { character } else { '?' }).collect()
}

impl ComparedReports<'_> {
    /// Both names, as a title.
    #[must_use]
    pub fn page_title(&self) -> Message {
        Message::new("compare-page-title").with("left", self.left.name()).with("right", self.right.name())
    }

    /// For a moved row, a sentence with the line of its other side.
    #[must_use]
    pub fn whereabouts(&self, row: usize, words: &Catalogue) -> Option<String> {
        let row = &self.comparison.rows[row];
        let other = &self.comparison.rows[row.counterpart?];
        let message = match (other.left, other.right) {
            (_, Some(cell)) => Message::new("compare-moved-to").with("line", cell.line + 1),
            (Some(cell), None) => Message::new("compare-moved-from").with("line", cell.line + 1),
            (None, None) => return None,
        };
        Some(words.words(&message))
    }

    /// A remark on a row: only years changed, only white space or width changed, or it is page furniture.
    #[must_use]
    pub fn remark(&self, row: usize, words: &Catalogue) -> Option<String> {
        let row = &self.comparison.rows[row];
        let id = if row.is_furniture() {
            words.text("compare-furniture")
        } else if row.is_years_only() {
            words.text("compare-years-only")
        } else if row.is_variant() {
            words.text("compare-variants")
        } else {
            return None;
        };
        Some(id.to_owned())
    }

    /// Writes the page. Linear in both texts.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write_page(&self, out: &mut dyn Write, words: &Catalogue) -> io::Result<()> {
        html::write(out, self, words)
    }

    /// Writes the document with tracked changes, in a copy of the right report's file where that is a DOCX and has not changed
    /// since it was read. Linear in both texts.
    ///
    /// # Errors
    /// [`ExportError::Format`] if the package could not be written, and those of the output.
    pub fn write_tracked(
        &self,
        out: &mut dyn Write,
        tracked: Tracked,
        words: &Catalogue,
    ) -> Result<(), ExportError> {
        let texts = (&self.left.report.text, &self.right.report.text);
        let in_copy = own_file(self.right.report)
            .and_then(|file| docx::redline_in(&file, texts, self.comparison, tracked, &Time::now()));
        if let Some(copy) = in_copy {
            return Ok(out.write_all(&copy)?);
        }
        let title = words.words(&self.page_title());
        Ok(out.write_all(&docx::redline(texts, self.comparison, tracked, &title, &Time::now())?)?)
    }

    /// Writes the comparison as [`Format::Docx`], or as a page.
    ///
    /// # Errors
    /// As of [`write_page`](Self::write_page) and [`write_tracked`](Self::write_tracked).
    pub fn write(&self, format: Format, out: &mut dyn Write, words: &Catalogue) -> Result<(), ExportError> {
        match format {
            Format::Docx => self.write_tracked(out, Tracked::default(), words),
            _ => Ok(self.write_page(out, words)?),
        }
    }
}

/// The bytes of a report's file if it is a DOCX and unchanged since it was read.
fn own_file(report: &Report) -> Option<Vec<u8>> {
    if report.format != ReportFormat::Docx {
        return None;
    }
    bytes_of(&report.path).ok().filter(|bytes| sha256(bytes) == report.sha256)
}

/// The sign between the sides of a row.
#[must_use]
pub fn row_sign(row: &Row) -> &'static str {
    match row.kind {
        RowKind::Equal if row.is_variant() => "≈",
        RowKind::Equal => " ",
        RowKind::Changed => "~",
        RowKind::Moved => "»",
        RowKind::OnlyLeft => "−",
        RowKind::OnlyRight => "+",
    }
}
