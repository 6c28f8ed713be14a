//! Two reports as one document with tracked changes: accepting all of them gives the right text, rejecting all of them
//! the left one, letter for letter in each paragraph. Blank lines are left out.
//!
//! The rows of a comparison contain both texts once and in order ([`crate::compare`]). `stream` turns them into one
//! sequence of characters and paragraph ends, each of which belongs to both texts, to the left one (deleted), or to the
//! right one (inserted); a paragraph found elsewhere belongs to a move. A paragraph end is tracked like a character, so
//! that split and joined paragraphs need no rule of their own. `write` sets the sequence in the markup of
//! ECMA-376 part 1, 17.13.5; lines with tabs become rows of a table, which are inserted and deleted as a whole. `copy` puts
//! it into a copy of the right report's own file, whose structure `body` finds.

mod body;
mod copy;
mod stream;
mod write;

use super::parts;
use crate::compare::Comparison;
use crate::export::ExportError;
use crate::export::escape::{html, one_line};
use crate::review::Time;
use crate::text::SourceText;

/// Choices for a document with tracked changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// Whether a year replaced by another is tracked. If not, the document has the right year.
    pub years: bool,
}

impl Default for Tracked {
    fn default() -> Self {
        Self { years: true }
    }
}

/// The same in a copy of the right report's own file, whose looks stay; `original` are its bytes, a DOCX. `None` if that is
/// impossible: [`redline`] sets the document anew.
#[must_use]
pub fn redline_in(
    original: &[u8],
    (left, right): (&SourceText, &SourceText),
    comparison: &Comparison,
    tracked: Tracked,
    at: &Time,
) -> Option<Vec<u8>> {
    copy::copied(original, right, &stream::paragraphs(left, right, comparison, tracked), at)
}

/// The document with the changes from the left text to the right one. `title` is shown in its properties, `at` is the
/// time of every change. Linear in both texts.
///
/// # Errors
/// [`ExportError::Format`] if the package could not be written.
pub fn redline(
    (left, right): (&SourceText, &SourceText),
    comparison: &Comparison,
    tracked: Tracked,
    title: &str,
    at: &Time,
) -> Result<Vec<u8>, ExportError> {
    let paragraphs = stream::paragraphs(left, right, comparison, tracked);
    parts::package(&html(&one_line(title)), &write::body(&paragraphs, at), &parts::Comments::default())
}
