//! The open reports: what was asked for, what is being read, what came of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::message::Message;
use crate::report::{Encoding, ReadOptions, Report};
use crate::structure::Outline;
use crate::text::{SourceText, Span};

/// A report in this session. Never used twice, so that a late result cannot reach another report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub u32);

/// A report with what is known of its structure.
#[derive(Debug)]
pub struct Document {
    /// The report as read.
    pub report: Report,
    /// How it is built.
    pub outline: Outline,
    /// Its title, or its file's name without extension where it has none.
    pub title: String,
    /// Visible characters, as a reader counts them.
    pub characters: usize,
}

/// One line of the library.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its identity.
    pub id: ReportId,
    /// Where it is.
    pub path: PathBuf,
    /// The encoding that was chosen by hand, if any.
    pub encoding: Option<Encoding>,
    /// Whether its text takes in what belongs to the page and not to the report.
    pub whole_page: bool,
    /// Whether its file has changed on disk since it was read.
    pub changed: bool,
    /// How far it is.
    pub state: EntryState,
    /// Other paths that are known to lead to the same file.
    pub(super) other_paths: Vec<PathBuf>,
}

/// How far a report is.
#[derive(Clone, Debug)]
pub enum EntryState {
    /// On its way.
    Reading,
    /// Read.
    Ready(Arc<Document>),
    /// Not readable, and why; it stays listed.
    Failed(Message),
}

impl Document {
    /// Puts a report and its outline together.
    #[must_use]
    pub fn new(report: Report, outline: Outline) -> Self {
        let title = match outline.title {
            Some(span) => one_line(report.text.slice(span)),
            None => file_stem(&report.path),
        };
        let characters = report.text.visible_characters();
        Self { report, outline, title, characters }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &SourceText {
        &self.report.text
    }

    /// Indices of the sections that hold `position`, outermost first.
    pub fn sections_at(&self, position: usize) -> impl Iterator<Item = usize> {
        let inside =
            move |s: &crate::structure::Section| s.heading.start <= position && position < s.body_end;
        self.outline.sections.iter().enumerate().filter(move |(_, s)| inside(s)).map(|(i, _)| i)
    }

    /// The heading of a section on one line, label included.
    #[must_use]
    pub fn heading(&self, section: usize) -> String {
        one_line(self.text().slice(self.outline.sections[section].heading))
    }

    /// The headings that lead to `position`, outermost first.
    #[must_use]
    pub fn section_path(&self, position: usize) -> Vec<String> {
        self.sections_at(position).map(|section| self.heading(section)).collect()
    }

    /// The sentence around `position`: from the last full stop, question or exclamation mark, semicolon or line end
    /// before it to the next one after it, mark included, indent left out.
    #[must_use]
    pub fn sentence_at(&self, position: usize) -> Span {
        let text = self.text();
        let line = text.line_span(text.line_from_position(position.min(text.characters())));
        let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';');
        let (mut start, mut end) = (line.start, line.end);
        for (offset, character) in text.slice(line).chars().enumerate() {
            let at = line.start + offset;
            if ends(character) {
                if at < position {
                    start = at + 1;
                } else {
                    end = at + 1;
                    break;
                }
            }
        }
        let indent = text.slice(Span::new(start, end)).chars().take_while(|c| c.is_whitespace()).count();
        Span::new((start + indent).min(end), end)
    }
}

impl Entry {
    /// How its file is read.
    #[must_use]
    pub fn options(&self) -> ReadOptions {
        ReadOptions { encoding: self.encoding, whole_page: self.whole_page }
    }

    /// The report, once it is read.
    #[must_use]
    pub fn document(&self) -> Option<&Arc<Document>> {
        match &self.state {
            EntryState::Ready(document) => Some(document),
            _ => None,
        }
    }

    /// Whether this path is known to lead to its file.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        self.path == path || self.other_paths.iter().any(|other| other == path)
    }

    /// Whether it is on its way.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        matches!(self.state, EntryState::Reading)
    }

    /// Whether it was tried to read and could not be.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        matches!(self.state, EntryState::Failed(_))
    }

    /// What to call it in a list: its title, or its file's name.
    #[must_use]
    pub fn title(&self) -> String {
        self.document().map_or_else(|| self.file_name(), |document| document.title.clone())
    }

    /// Its file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }
}

fn file_stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Text on one line: line ends and runs of space become one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_mark_and_begins_after_the_indent() {
        let text = "\u{3000}\u{3000}一是建章立制。二是抓好落实；三是见效\n下一行";
        let document = Document::new(Report::from_text("a.txt", text), Outline::default());
        let at = |position| document.text().slice(document.sentence_at(position)).to_owned();
        assert_eq!(at(4), "一是建章立制。");
        assert_eq!(at(9), "二是抓好落实；");
        assert_eq!(at(18), "三是见效");
        assert_eq!(at(24), "下一行");
    }

    #[test]
    fn a_report_without_a_title_goes_by_its_file() {
        let document = Document::new(Report::from_text("dir/云溪-2024.txt", "正文"), Outline::default());
        assert_eq!(document.title, "云溪-2024");
    }
}
