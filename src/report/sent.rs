//! What this program recorded in a Word document or a PDF about the comments that it exported, by which they are
//! recognised when it comes back. Written by `export/remark.rs`.

use serde::{Deserialize, Serialize};

use super::hash::sha256;
use crate::text::is_ignored;

/// Namespace of the record.
pub const SENT_NAMESPACE: &str = "urn:jiaokan:notes:1";

/// Key of annotations of a PDF that leads to the record.
pub const PDF_RECORD: &str = "JIAO_Notes";

/// Author of exported comments of notes without one.
pub const NO_AUTHOR: &str = "校勘";

/// A comment as it was exported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// When the review was created.
    pub review: String,
    /// Key of the report in the review.
    pub report: String,
    /// SHA-256 of the report's file.
    pub report_sha256: String,
    /// Id of the note; empty for a finding.
    pub note: String,
    /// Index of the note's target; `None` for a note on the whole review, and for a reply.
    pub target: Option<usize>,
    /// Index of the reply, if it is one.
    pub reply: Option<usize>,
    /// Name of its author as shown in the document.
    pub author: String,
    /// Its time on the author's clock, to the second, as `2026-01-05T09:00:00`; empty if unknown.
    pub at: String,
    /// Whether it was marked as done.
    pub done: bool,
    /// [`text_digest`] of all of its text.
    pub text: String,
    /// [`text_digest`] of the author's own lines.
    pub body: String,
    /// Lines before the author's own.
    pub head: Vec<String>,
    /// Lines after the author's own.
    pub tail: Vec<String>,
}

/// SHA-256 of the visible characters of a text, as 64 lower-case hexadecimal digits. Programs change white space when
/// they save a document.
#[must_use]
pub fn text_digest(text: &str) -> String {
    let visible: String = text.chars().filter(|&character| !is_ignored(character)).collect();
    sha256(visible.as_bytes())
}
