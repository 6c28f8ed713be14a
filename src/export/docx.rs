//! DOCX: the text of each report with the notes as comments. A report that is a DOCX is copied and gets the comments;
//! any other is built from its text. This module composes the comments; packages and XML are in its submodules.

mod align;
mod annotate;
mod comments;
mod divide;
mod parts;
mod rebuilt;
mod redline;
mod scan;

pub use self::redline::{Tracked, redline};

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use super::ExportError;
use super::escape::{cut, one_line};
use super::sheet::{FindingRow, NoteRow, Place, Sheet};
use super::wording::{Wording, tag_list};
use crate::files::is_forbidden;
use crate::message::Message;
use crate::review::{Judgement, State, Time};
use crate::text::Span;

/// Number of characters shown from each end of a quote in a comment.
const QUOTE: usize = 60;

/// The document of one report.
#[derive(Clone, Debug)]
pub struct Document {
    /// Content of the file.
    pub bytes: Vec<u8>,
    /// Whether the original was kept.
    pub origin: Origin,
}

/// Whether a document is a copy of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A copy of the original file with comments added.
    Kept,
    /// Built from the text, since the original is not a DOCX.
    Rebuilt,
    /// Built from the text, since nothing of it was found in the original, or the original must not be changed.
    NotKept,
}

/// A comment of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// Position of its text; `None` attaches it to the top.
    span: Option<Span>,
    author: String,
    at: Time,
    /// Lines of the comment.
    lines: Vec<String>,
}

/// The document of the report with this index in [`Sheet::reports`]. `original` are the bytes of the report's file if
/// that is a DOCX.
pub fn of_report(sheet: &Sheet, report: usize, original: Option<&[u8]>) -> Result<Document, ExportError> {
    let w = Wording::new(sheet);
    if let Some(original) = original {
        let remarks = remarks(&w, report, true);
        let (text, lines) = (&sheet.reports[report].text, &sheet.reports[report].lines);
        if let Some(bytes) =
            annotate::annotated(original, text, lines, &remarks, w.text("export-nearby-comment"))
        {
            return Ok(Document { bytes, origin: Origin::Kept });
        }
    }
    let origin = if original.is_some() { Origin::NotKept } else { Origin::Rebuilt };
    Ok(Document { bytes: rebuilt::document(&w, &[report])?, origin })
}

/// Whether the document of this report would carry a comment: one of its notes, or a confirmed finding. A report that
/// could not be read has no text to comment on.
#[must_use]
pub fn has_comments(sheet: &Sheet, report: usize) -> bool {
    let is_here = |place: &Place| place.report == Some(report);
    let is_confirmed = |row: &&FindingRow| row.judgement == Some(Judgement::Confirmed);
    sheet.reports.get(report).is_some_and(|report| report.unreadable.is_none())
        && (sheet.notes.iter().any(|note| note.places.iter().any(is_here))
            || sheet
                .findings
                .iter()
                .filter(is_confirmed)
                .any(|row| row.places.iter().any(|place| place.report == report)))
}

/// File names for the documents of several reports, each given by its path and its key in the review: the report's
/// name with `ending`, made unique.
pub fn file_names<'a>(reports: impl IntoIterator<Item = (&'a Path, &'a str)>, ending: &str) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let name = |(path, key): (&Path, &str)| {
        let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
        let stem: String = stem.chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect();
        let mut name = format!("{stem}{ending}.docx");
        let mut number = 1;
        // Lower case, since some file systems ignore case.
        while !taken.insert(name.to_lowercase()) {
            let apart = if number == 1 { key.to_owned() } else { format!("{key}, {number}") };
            name = format!("{stem} ({apart}){ending}.docx");
            number += 1;
        }
        name
    };
    reports.into_iter().map(name).collect()
}

/// One document with the text of every exported report.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let w = Wording::new(sheet);
    let reports = sheet.reports.iter().enumerate().filter(|(_, report)| report.is_shown);
    let reports: Vec<usize> = reports.map(|(index, _)| index).collect();
    Ok(out.write_all(&rebuilt::document(&w, &reports)?)?)
}

/// All remarks about a report: its notes and confirmed findings; with `whole`, also the notes on the whole review.
fn remarks(w: &Wording<'_>, report: usize, whole: bool) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for note in &w.sheet.notes {
        for (number, place) in
            note.places.iter().enumerate().filter(|(_, place)| place.report == Some(report))
        {
            remarks.push(of_note(w, note, Some((number, place))));
        }
        if note.places.is_empty() && whole {
            remarks.push(of_note(w, note, None));
        }
    }
    for row in w.sheet.findings.iter().filter(|row| row.judgement == Some(Judgement::Confirmed)) {
        for (number, place) in row.places.iter().enumerate().filter(|(_, place)| place.report == report) {
            let mut lines = vec![format!("{} · {}", w.kind(row), w.sentence(row)), w.verdict_line(row)];
            lines.extend(also(w, row.places.iter().map(|place| w.passage(place)), number));
            let (author, at) = (row.author.clone(), row.at.clone());
            remarks.push(Remark { span: Some(place.span), author, at, lines });
        }
    }
    remarks
}

fn of_note(w: &Wording<'_>, note: &NoteRow, place: Option<(usize, &Place)>) -> Remark {
    let mut lines = vec![format!(
        "[{} · {} · {}]",
        one_line(w.category(&note.category)),
        w.severity(note.severity),
        w.status(note.status)
    )];
    match place.map(|(_, place)| place.state) {
        Some(State::Orphan) => {
            let quote = place.map_or("", |(_, place)| &place.quote);
            let quote = cut(&one_line(quote), QUOTE, QUOTE);
            lines.push(w.words.words(&Message::new("export-orphan-comment").with("quote", quote)));
        }
        Some(State::Uncertain) => lines.push(w.text("export-uncertain-comment").to_owned()),
        Some(State::Anchored | State::Moved) | None => {}
    }
    lines.extend(note.body.lines().map(str::to_owned));
    if let Some((number, _)) = place {
        lines.extend(also(w, note.places.iter().map(|place| w.place(place)), number));
    }
    if !note.tags.is_empty() {
        lines.push(format!("{}: {}", w.text("export-tags"), one_line(&tag_list(note))));
    }
    Remark {
        span: place.and_then(|(_, place)| place.span),
        author: note.author.clone(),
        at: note.modified.clone(),
        lines,
    }
}

/// Up to five of the other places.
fn also(w: &Wording<'_>, places: impl Iterator<Item = String>, this: usize) -> Vec<String> {
    let others = places.enumerate().filter(|(number, _)| *number != this).take(5);
    others.map(|(_, place)| format!("{}: {place}", w.text("export-also"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_have_names_of_their_own() {
        let reports = [
            ("a/报告.txt", "r1"),
            ("b/报告.pdf", "r2"),
            ("c/报告 (r2).doc", "r3"),
            ("A.md", "r4"),
            ("a", "r5"),
        ];
        let names = file_names(reports.map(|(path, key)| (Path::new(path), key)), "");
        assert_eq!(names, ["报告.docx", "报告 (r2).docx", "报告 (r2) (r3).docx", "A.docx", "a (r5).docx"]);
        assert_eq!(file_names([(Path::new("a/b.docx"), "r1")], "-批注"), ["b-批注.docx"]);
    }
}
