//! The comments part, the part of Word 2013 that says which comments are answers and which are done, and the marks that
//! attach a comment to a range of text.

use std::collections::HashSet;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::export::escape::html;
use crate::export::remark::{Remark, author, clock};
use crate::review::Time;

/// Namespace of the ids of paragraphs.
pub(super) const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
/// Namespace of the part that says which comments are answers.
const WORD_2012: &str = "http://schemas.microsoft.com/office/word/2012/wordml";

/// The `w:comment` elements, numbered from `first`. `declared` are declarations that the root element lacks. `ids` are
/// the ids of their last paragraphs.
pub(super) fn comments(remarks: &[Remark], first: usize, declared: &str, ids: &[String]) -> String {
    let mut xml = String::new();
    for (index, remark) in remarks.iter().enumerate() {
        let author = author(remark);
        let initials: String = author.chars().take(2).collect();
        let _ = write!(
            xml,
            "<w:comment{declared} w:id=\"{}\" w:author=\"{}\"{} w:initials=\"{}\">",
            first + index,
            html(&author),
            date(&remark.at),
            html(&initials)
        );
        let lines = remark.lines();
        let last = lines.len().saturating_sub(1);
        for (line, words) in lines.iter().enumerate() {
            let id = ids.get(index).filter(|_| line == last);
            let id = id.map_or_else(String::new, |id| format!(" w14:paraId=\"{id}\""));
            let _ = write!(xml, "<w:p{id}><w:r>{}</w:r></w:p>", text(words));
        }
        xml += "</w:comment>";
    }
    xml
}

/// An id for the last paragraph of each comment, 8 hexadecimal digits below 80000000, that `present` does not contain.
pub(super) fn paragraph_ids(remarks: &[Remark], present: &str) -> Vec<String> {
    let mut taken = HashSet::new();
    let id = |(index, remark): (usize, &Remark)| {
        let digest = Sha256::digest(format!("{index} {} {:?}", remark.author, remark.lines()));
        let mut number = u32::from_be_bytes(*digest.first_chunk::<4>().expect("a SHA-256 is longer"));
        loop {
            let id = format!("{:08X}", (number & 0x7fff_ffff).max(1));
            if !present.contains(&id) && taken.insert(id.clone()) {
                return id;
            }
            number = number.wrapping_add(1);
        }
    };
    remarks.iter().enumerate().map(id).collect()
}

/// Whether the second part is needed: for answers, and for comments that are done.
pub(super) fn needs_extended(remarks: &[Remark]) -> bool {
    remarks.iter().any(|remark| remark.is_done || remark.answers.is_some())
}

/// The entries of the second part for these comments.
pub(super) fn extended_entries(remarks: &[Remark], ids: &[String], declared: &str) -> String {
    let mut xml = String::new();
    for (remark, id) in remarks.iter().zip(ids) {
        let parent = remark.answers.and_then(|parent| ids.get(parent));
        let parent = parent.map_or_else(String::new, |id| format!(" w15:paraIdParent=\"{id}\""));
        let done = u8::from(remark.is_done);
        let _ = write!(xml, "<w15:commentEx{declared} w15:paraId=\"{id}\"{parent} w15:done=\"{done}\"/>");
    }
    xml
}

/// The declaration of the second part's namespace.
pub(super) fn declared_2012() -> String {
    format!(" xmlns:w15=\"{WORD_2012}\"")
}

/// The whole second part.
pub(super) fn extended_part(entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w15:commentsEx{}>{entries}</w15:commentsEx>",
        declared_2012()
    )
}

/// The whole comments part.
pub(super) fn part(namespace: &str, comments: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\" xmlns:w14=\"{WORD_2010}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable=\"w14\">{comments}</w:comments>"
    )
}

/// The start of a comment's range. `declared`: the declaration of the prefix, if the document has another one.
pub(super) fn begin(id: usize, declared: &str) -> String {
    format!("<w:commentRangeStart{declared} w:id=\"{id}\"/>")
}

/// The end of a comment's range, and the run that refers to it.
pub(super) fn end(id: usize, declared: &str) -> String {
    format!(
        "<w:commentRangeEnd{declared} w:id=\"{id}\"/><w:r{declared}><w:commentReference w:id=\"{id}\"/></w:r>"
    )
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

/// Attribute with the time of a comment or a change: the author's local time, since Word shows the digits unchanged and
/// ignores the zone.
pub(super) fn date(at: &Time) -> String {
    clock(at).map_or_else(String::new, |clock| format!(" w:date=\"{}Z\"", html(&clock)))
}
