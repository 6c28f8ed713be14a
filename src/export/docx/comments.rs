//! The comments part, and the marks that attach a comment to a range of text.

use std::fmt::Write as _;

use super::Remark;
use crate::export::escape::{harmless, html};
use crate::review::Time;

/// The word processing namespace of Office Open XML (transitional).
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Maximum length of an author's name in characters, as in Word.
const AUTHOR: usize = 54;

/// The `w:comment` elements, numbered from `first`.
pub(super) fn comments(remarks: &[Remark], first: usize) -> String {
    let mut xml = String::new();
    for (index, remark) in remarks.iter().enumerate() {
        let author: String = remark.author.chars().map(harmless).take(AUTHOR).collect();
        let author = if author.trim().is_empty() { "校勘" } else { author.trim() };
        let initials: String = author.chars().take(2).collect();
        let _ = write!(
            xml,
            "<w:comment w:id=\"{}\" w:author=\"{}\"{} w:initials=\"{}\">",
            first + index,
            html(author),
            date(&remark.at),
            html(&initials)
        );
        for line in &remark.lines {
            let _ = write!(xml, "<w:p><w:r>{}</w:r></w:p>", text(line));
        }
        xml += "</w:comment>";
    }
    xml
}

/// The whole comments part.
pub(super) fn part(namespace: &str, comments: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\">{comments}</w:comments>"
    )
}

/// The start of a comment's range.
pub(super) fn begin(id: usize) -> String {
    format!("<w:commentRangeStart w:id=\"{id}\"/>")
}

/// The end of a comment's range, and the run that refers to it.
pub(super) fn end(id: usize) -> String {
    format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>")
}

/// The content of a run.
pub(super) fn text(text: &str) -> String {
    text_as("w:t", text)
}

/// The content of a run with its words in elements `tag`.
pub(super) fn text_as(tag: &str, text: &str) -> String {
    let mut xml = String::new();
    for (index, piece) in text.split('\t').enumerate() {
        if index > 0 {
            xml += "<w:tab/>";
        }
        if !piece.is_empty() {
            let _ = write!(xml, "<{tag} xml:space=\"preserve\">{}</{tag}>", html(piece));
        }
    }
    xml
}

/// Attribute with the time of a comment or a change: the author's local time, since Word shows the digits unchanged and ignores the zone.
pub(super) fn date(at: &Time) -> String {
    match at.as_str().get(..19) {
        Some(clock) if at.instant().is_some() => format!(" w:date=\"{}Z\"", html(&clock.replace(' ', "T"))),
        _ => String::new(),
    }
}
