//! The exports under way.

use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::snapshot::Export;
use crate::export::Format;

/// The exports under way, and those that wait for an answer.
#[derive(Debug, Default)]
pub(in crate::session) struct ExportState {
    pub(super) running: VecDeque<Running>,
    /// Exports that wait for an answer, with the existing files.
    pub(super) asked: VecDeque<(Box<Export>, Vec<PathBuf>)>,
    /// SHA-256 of files that cannot be copied with comments, as far as that was tried.
    pub(super) impossible: HashSet<String>,
    /// Number of the last export.
    pub(super) last: u64,
}

/// Progress of an export.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) number: u64,
    pub(super) done: usize,
    pub(super) all: usize,
    /// Whether the page is only opened, to be printed.
    pub(super) is_print: bool,
}

impl ExportState {
    /// Number of files written and of all files of the export under way.
    pub(in crate::session) fn progress(&self) -> Option<(usize, usize)> {
        self.running.front().map(|running| (running.done, running.all))
    }

    /// SHA-256 of files that cannot be copied with comments.
    pub(in crate::session) fn impossible(&self) -> &HashSet<String> {
        &self.impossible
    }

    /// Existing files that an export would replace, if it waits for an answer.
    pub(in crate::session) fn in_the_way(&self) -> Option<&[PathBuf]> {
        self.asked.front().map(|(_, files)| files.as_slice())
    }
}

/// The path with the ending of the format's files, and whether it had one.
pub(in crate::session) fn with_extension(path: &Path, format: Format) -> (PathBuf, bool) {
    let also: &[&str] = match format {
        Format::Html => &["htm"],
        Format::Markdown => &["markdown"],
        Format::JsonLd => &["json"],
        Format::Csv => &["txt"],
        Format::Summary => &["pdf", "html", "htm"],
        Format::Xlsx | Format::Docx | Format::Pdf => &[],
    };
    let has = |extension: &OsStr| {
        let is = |known: &str| extension.eq_ignore_ascii_case(known);
        is(format.extension()) || also.iter().any(|known| is(known))
    };
    if path.extension().is_some_and(has) {
        return (path.to_owned(), true);
    }
    let mut name = path.file_name().map(OsStr::to_owned).unwrap_or_default();
    name.push(format!(".{}", format.extension()));
    (path.with_file_name(name), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_ending_of_its_format() {
        let of = |path: &str, format| with_extension(Path::new(path), format);
        assert_eq!(of("a/审阅.html", Format::Html), ("a/审阅.html".into(), true));
        assert_eq!(of("a/审阅.HTM", Format::Html), ("a/审阅.HTM".into(), true));
        assert_eq!(of("a/2024.12", Format::Xlsx), ("a/2024.12.xlsx".into(), false));
        assert_eq!(of("a/意见.PDF", Format::Summary), ("a/意见.PDF".into(), true));
        assert_eq!(of("a/b.docx", Format::Markdown), ("a/b.docx.md".into(), false));
    }
}
