//! DOCX: the text of each report with the notes as comments. A report that is a DOCX is copied and gets the comments;
//! any other is built from its text. `sent` adds the record by which they are recognised when
//! they come back; packages and XML are in the other submodules.

mod align;
mod annotate;
mod comments;
mod dialect;
mod divide;
mod package;
mod parts;
mod rebuilt;
mod redline;
mod scan;
mod sent;
mod template;

pub use self::redline::{Tracked, redline, redline_in};
pub(super) use self::template::{Template, run_text};

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::remark::remarks;
use super::sheet::{FindingRow, Place, Sheet};
use super::wording::Wording;
use super::{ExportError, Format};
use crate::files::is_forbidden;
use crate::review::Judgement;
use crate::text::SourceText;

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
    /// A copy of the original file as it is, since there is no comment.
    Unchanged,
    /// The same as [`Origin::Kept`] of a file with a signature, which covers the original only.
    Signed,
    /// Built from the text, since the original is not a DOCX.
    Rebuilt,
    /// Built from the text, since nothing of it was found in the original, or the original must not be changed.
    NotKept,
}

/// The document of the report with this index in [`Sheet::reports`]. `original` are the bytes of the report's file if
/// that is a DOCX.
pub fn of_report(sheet: &Sheet, report: usize, original: Option<&[u8]>) -> Result<Document, ExportError> {
    let w = Wording::new(sheet);
    if let Some(original) = original {
        let remarks = remarks(&w, report, true);
        let nearby = w.text("export-nearby-comment");
        if let Some(bytes) = annotate::annotated(original, (sheet, report), &remarks, nearby) {
            let origin = if remarks.is_empty() { Origin::Unchanged } else { Origin::Kept };
            return Ok(Document { bytes, origin });
        }
    }
    let origin = if original.is_some() { Origin::NotKept } else { Origin::Rebuilt };
    Ok(Document { bytes: rebuilt::document(&w, &[report])?, origin })
}

/// Whether comments can be added to a copy of a DOCX with this text.
#[must_use]
pub fn can_annotate(original: &[u8], text: &SourceText) -> bool {
    annotate::is_possible(original, text).is_some()
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
/// name with `ending`, made unique. A copy of a document with macros, or of a template, keeps the extension of its kind.
pub fn file_names<'a>(
    format: Format,
    reports: impl IntoIterator<Item = (&'a Path, &'a str)>,
    ending: &str,
) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let name = |(path, key): (&Path, &str)| {
        let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
        let stem: String = stem.chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect();
        let own = path.extension().map(|own| own.to_string_lossy().to_lowercase());
        let own = own.filter(|own| format == Format::Docx && KINDS.contains(&own.as_str()));
        let kind = own.unwrap_or_else(|| format.extension().to_owned());
        let mut name = format!("{stem}{ending}.{kind}");
        let mut number = 1;
        // Lower case, since some file systems ignore case.
        while !taken.insert(name.to_lowercase()) {
            let apart = if number == 1 { key.to_owned() } else { format!("{key}, {number}") };
            name = format!("{stem} ({apart}){ending}.{kind}");
            number += 1;
        }
        name
    };
    reports.into_iter().map(name).collect()
}

impl Document {
    /// The file to write this document to: one that was built from the text is neither a template nor has it macros.
    #[must_use]
    pub fn file(&self, file: &Path) -> PathBuf {
        let extension = file.extension().map(|own| own.to_string_lossy().to_lowercase());
        let is_kind = extension.is_some_and(|own| KINDS.contains(&own.as_str()));
        if is_kind && matches!(self.origin, Origin::Rebuilt | Origin::NotKept) {
            file.with_extension("docx")
        } else {
            file.to_owned()
        }
    }
}

/// Extensions of documents with macros and of templates, whose kind is written in the file.
const KINDS: [&str; 3] = ["docm", "dotx", "dotm"];

/// One document with the text of every exported report.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let w = Wording::new(sheet);
    let reports = sheet.reports.iter().enumerate().filter(|(_, report)| report.is_shown);
    let reports: Vec<usize> = reports.map(|(index, _)| index).collect();
    Ok(out.write_all(&rebuilt::document(&w, &reports)?)?)
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
        let names = file_names(Format::Docx, reports.map(|(path, key)| (Path::new(path), key)), "");
        assert_eq!(names, ["报告.docx", "报告 (r2).docx", "报告 (r2) (r3).docx", "A.docx", "a (r5).docx"]);
        assert_eq!(file_names(Format::Docx, [(Path::new("a/b.docx"), "r1")], "-批注"), ["b-批注.docx"]);
        assert_eq!(file_names(Format::Pdf, [(Path::new("a/b.PDF"), "r1")], "-批注"), ["b-批注.pdf"]);
        assert_eq!(file_names(Format::Docx, [(Path::new("a/b.DOCM"), "r1")], "-批注"), ["b-批注.docm"]);
        let made = |origin| Document { bytes: Vec::new(), origin }.file(Path::new("a/b-批注.docm"));
        assert_eq!(made(Origin::Kept), Path::new("a/b-批注.docm"));
        assert_eq!(made(Origin::NotKept), Path::new("a/b-批注.docx"));
    }
}
