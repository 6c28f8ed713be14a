//! Reports and their states, and the list of open reports with its indexes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::word;
use crate::figures::{self, Figure};
use crate::message::Message;
use crate::report::{Encoding, Named, Pages, ReadOptions, Report, short_names};
use crate::structure::Outline;
use crate::text::{SourceText, Span};

/// Identifies a report in this session. Never reused, so that a late result cannot reach another report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub u32);

/// A report with its outline.
#[derive(Debug)]
pub struct Document {
    /// The report as read.
    pub report: Report,
    /// Title, sections and page furniture.
    pub outline: Outline,
    /// The title, or the file name without extension where there is none.
    pub title: String,
    /// Number of visible characters.
    pub characters: usize,
    /// Its figures, once they were asked for.
    figures: OnceLock<Arc<Vec<Figure>>>,
}

/// A report in the library.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its identifier.
    pub id: ReportId,
    /// Its file.
    pub path: PathBuf,
    /// The encoding chosen by the user; detected where there is none.
    pub encoding: Option<Encoding>,
    /// Whether its text includes page furniture.
    pub whole_page: bool,
    /// Which of its pages are read from their pictures.
    pub pages: Pages,
    /// Whether its file has changed on disk since it was read.
    pub changed: bool,
    /// Whether it is read.
    pub state: EntryState,
    /// The report as it was read, before corrections.
    as_read: Option<Arc<Document>>,
    /// Other paths that are known to lead to the same file.
    other_paths: Vec<PathBuf>,
}

/// Whether a report is read.
#[derive(Clone, Debug)]
pub enum EntryState {
    /// Being read.
    Reading,
    /// Being read as a scan, which takes seconds a page and holds no other report up.
    Scanning {
        /// Number of pages that are read.
        done: usize,
        /// Number of pages to read; 0 until it is known.
        total: usize,
        /// The pages that are read, once there are any.
        so_far: Option<Arc<Document>>,
    },
    /// Read.
    Ready(Arc<Document>),
    /// Not readable, with the reason; stays listed.
    Failed(Message),
}

impl Document {
    /// A report with its outline.
    #[must_use]
    pub fn new(report: Report, outline: Outline) -> Self {
        let title = match outline.title {
            Some(span) => one_line(report.text.slice(span)),
            None => file_stem(&report.path),
        };
        let characters = report.text.visible_characters();
        Self { report, outline, title, characters, figures: OnceLock::new() }
    }

    /// Its figures. The first call extracts them, in time linear in the text; for workers.
    #[must_use]
    pub fn figures(&self) -> &Arc<Vec<Figure>> {
        self.figures.get_or_init(|| Arc::new(figures::figures(&self.report, &self.outline)))
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &SourceText {
        &self.report.text
    }

    /// Indices of the sections that hold `position`, outermost first. Logarithmic in the sections: those that hold it are
    /// the last one that begins before it and those around that one.
    pub fn sections_at(&self, position: usize) -> impl Iterator<Item = usize> + use<> {
        let sections = &self.outline.sections;
        let last = sections.partition_point(|section| section.heading.start <= position).checked_sub(1);
        let around = std::iter::successors(last, |&section| sections[section].parent);
        let mut holding: Vec<usize> = around.filter(|&at| position < sections[at].body_end).collect();
        holding.reverse();
        holding.into_iter()
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

    /// What a double click at `position` selects: a number with its unit, a Latin word, or the Chinese clause between
    /// two punctuation marks.
    #[must_use]
    pub fn word_at(&self, position: usize) -> Span {
        let text = self.text();
        let line = text.line_span(text.line_from_position(position.min(text.characters())));
        let characters: Vec<char> = text.slice(line).chars().collect();
        let (start, end) = word::around(&characters, position.saturating_sub(line.start));
        Span::new(line.start + start, line.start + end)
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
    /// Options that its file is read with.
    #[must_use]
    pub fn options(&self) -> ReadOptions {
        ReadOptions { encoding: self.encoding, whole_page: self.whole_page, pages: self.pages }
    }

    /// The report, once it is read; of a scan that is being read, the pages that are read.
    #[must_use]
    pub fn document(&self) -> Option<&Arc<Document>> {
        match &self.state {
            EntryState::Ready(document) | EntryState::Scanning { so_far: Some(document), .. } => {
                Some(document)
            }
            _ => None,
        }
    }

    /// The report as it was read, before corrections, once it is read.
    #[must_use]
    pub fn as_read(&self) -> Option<&Arc<Document>> {
        self.as_read.as_ref()
    }

    /// All paths that are known to lead to its file.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(self.path.as_path()).chain(self.other_paths.iter().map(PathBuf::as_path))
    }

    /// Whether this path is known to lead to its file.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        self.path == path || self.other_paths.iter().any(|other| other == path)
    }

    /// Whether it is being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        matches!(self.state, EntryState::Reading)
    }

    /// Whether it is being read as a scan.
    #[must_use]
    pub fn is_scanning(&self) -> bool {
        matches!(self.state, EntryState::Scanning { .. })
    }

    /// Whether reading it failed.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        matches!(self.state, EntryState::Failed(_))
    }

    /// Its title, or its file name until it is read.
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

pub(in crate::session) fn file_stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Text on one line: line ends and runs of space become one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file that a path referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path as it was given, made absolute.
    pub path: PathBuf,
    /// Its path without symbolic links: equal for two spellings of one file.
    pub identity: PathBuf,
}

impl From<PathBuf> for Found {
    fn from(path: PathBuf) -> Self {
        Self { identity: path.clone(), path }
    }
}

/// The open reports, in the order of opening. Looking one up by id or by path takes constant time.
#[derive(Debug, Default)]
pub(in crate::session) struct Library {
    entries: Vec<Entry>,
    positions: HashMap<ReportId, usize>,
    by_path: HashMap<PathBuf, ReportId>,
    /// Number of entries that are being read.
    reading: usize,
    /// Number of requests for files that are not answered yet.
    pub(super) collecting: usize,
    next: u32,
    /// Files to show side by side once they are read.
    pub(super) wanted: Vec<PathBuf>,
    /// A folder whose pictures may be the pages of one report, and their number.
    pub(super) album: Option<(PathBuf, usize)>,
    /// Short name of each report that was open when they were last made.
    names: HashMap<ReportId, String>,
    /// Incremented when the state shown for an entry changes without an analysis.
    pub(super) revision: u64,
}

impl Library {
    /// All entries, in the order of opening.
    pub(in crate::session) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a report.
    pub(in crate::session) fn entry(&self, id: ReportId) -> Option<&Entry> {
        self.position(id).map(|at| &self.entries[at])
    }

    /// Index of a report among the entries.
    pub(in crate::session) fn position(&self, id: ReportId) -> Option<usize> {
        self.positions.get(&id).copied()
    }

    /// A report, if it is read.
    pub(in crate::session) fn document(&self, id: ReportId) -> Option<&Arc<Document>> {
        self.entry(id).and_then(Entry::document)
    }

    /// The entry whose file is at this path.
    pub(in crate::session) fn at(&self, path: &Path) -> Option<&Entry> {
        self.by_path.get(path).and_then(|id| self.entry(*id))
    }

    /// Short name of a report: place, year, and what else tells it from the others; its file name until all are read.
    pub(in crate::session) fn name(&self, id: ReportId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    /// Makes the short names anew, which depend on all open reports. Linear in the reports.
    pub(in crate::session) fn name_reports(&mut self) {
        let stems: Vec<String> = self.entries.iter().map(|entry| file_stem(&entry.path)).collect();
        let named = self.entries.iter().zip(&stems).map(|(entry, stem)| {
            let title = entry.document().filter(|document| document.outline.title.is_some());
            Named { title: title.map_or("", |document| &document.title), stem }
        });
        let named: Vec<Named<'_>> = named.collect();
        let names = short_names(&named);
        self.names = self.entries.iter().map(|entry| entry.id).zip(names).collect();
        self.revision += 1;
    }

    /// Number of entries that are being read.
    pub(in crate::session) fn reading(&self) -> usize {
        self.reading
    }

    /// A folder whose pictures may be the pages of one report, and their number.
    pub(in crate::session) fn album(&self) -> Option<(&Path, usize)> {
        self.album.as_ref().map(|(folder, count)| (folder.as_path(), *count))
    }

    /// Whether files are being searched for.
    pub(in crate::session) fn is_collecting(&self) -> bool {
        self.collecting > 0
    }

    /// Whether files are still to be found or read.
    pub(in crate::session) fn is_busy(&self) -> bool {
        self.is_collecting() || self.reading > 0
    }

    /// Numbers of pages of scans that are read, and of all; `None` if no scan is being read.
    pub(in crate::session) fn scanning(&self) -> Option<(usize, usize)> {
        let scans = self.entries.iter().filter_map(|entry| match entry.state {
            EntryState::Scanning { done, total, .. } => Some((done, total)),
            _ => None,
        });
        scans.reduce(|sum, scan| (sum.0 + scan.0, sum.1 + scan.1))
    }

    /// The entries before the first one that is being read: their order is final.
    pub(in crate::session) fn settled(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().take_while(|entry| !entry.is_reading())
    }

    /// The reports that are read as a whole, in order.
    pub(in crate::session) fn documents(&self) -> impl Iterator<Item = (ReportId, &Arc<Document>)> {
        self.entries
            .iter()
            .filter(|entry| !entry.is_scanning())
            .filter_map(|entry| entry.document().map(|document| (entry.id, document)))
    }

    /// Incremented when the state shown for an entry changes without an analysis.
    pub(in crate::session) fn revision(&self) -> u64 {
        self.revision
    }

    /// Adds an entry at the end.
    pub(super) fn add(&mut self, path: PathBuf, state: EntryState, other_paths: Vec<PathBuf>) -> ReportId {
        let id = ReportId(self.next);
        self.names.insert(id, file_stem(&path));
        self.next += 1;
        self.positions.insert(id, self.entries.len());
        for path in other_paths.iter().chain([&path]) {
            self.by_path.entry(path.clone()).or_insert(id);
        }
        self.reading += usize::from(matches!(state, EntryState::Reading));
        let (encoding, whole_page, changed) = (None, false, false);
        let pages = Pages::default();
        let as_read = match &state {
            EntryState::Ready(document) => Some(Arc::clone(document)),
            _ => None,
        };
        self.entries.push(Entry {
            id,
            path,
            encoding,
            whole_page,
            pages,
            changed,
            state,
            as_read,
            other_paths,
        });
        id
    }

    /// Records another path to the file of an entry.
    pub(super) fn add_path(&mut self, id: ReportId, path: &Path) {
        if let Some(&at) = self.positions.get(&id)
            && !self.entries[at].is_at(path)
        {
            self.entries[at].other_paths.push(path.to_owned());
            self.by_path.entry(path.to_owned()).or_insert(id);
        }
    }

    /// Replaces the state of an entry.
    pub(super) fn set_state(&mut self, id: ReportId, state: EntryState) {
        if let Some(&at) = self.positions.get(&id) {
            let entry = &mut self.entries[at];
            self.reading += usize::from(matches!(state, EntryState::Reading));
            self.reading -= usize::from(entry.is_reading());
            entry.as_read = match &state {
                EntryState::Ready(document) => Some(Arc::clone(document)),
                _ => None,
            };
            entry.state = state;
        }
    }

    /// Shows another text of a report that is read: with corrections, or as it was read.
    pub(in crate::session) fn show_text(&mut self, id: ReportId, document: Arc<Document>) {
        if let Some(entry) = self.entry_mut(id).filter(|entry| entry.document().is_some()) {
            entry.state = EntryState::Ready(document);
        }
    }

    /// Changes an entry, apart from its state and its paths.
    pub(super) fn entry_mut(&mut self, id: ReportId) -> Option<&mut Entry> {
        self.positions.get(&id).map(|&at| &mut self.entries[at])
    }

    /// Removes the entries for which `leaves` holds and returns them. Linear in all entries.
    pub(super) fn take(&mut self, mut leaves: impl FnMut(&Entry) -> bool) -> Vec<Entry> {
        let taken: Vec<Entry> = self.entries.extract_if(.., |entry| leaves(entry)).collect();
        if taken.is_empty() {
            return taken;
        }
        for entry in &taken {
            self.reading -= usize::from(entry.is_reading());
            for path in entry.other_paths.iter().chain([&entry.path]) {
                if self.by_path.get(path) == Some(&entry.id) {
                    self.by_path.remove(path);
                }
            }
        }
        self.positions = self.entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        taken
    }
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
    fn the_sections_that_hold_a_place_are_the_last_one_begun_and_those_around_it() {
        let mut texts = vec![
            "第一章 总则\n（一）甲。正文。\n1.乙\n正文。\n二、丙\n正文\n第二章 附则\n正文。\n".to_owned(),
        ];
        let samples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_reports")).unwrap();
        texts.extend(samples.filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok()));
        let mut held = 0;
        for text in &texts {
            let report = Report::from_text("a.txt", text);
            let outline = crate::structure::outline(&report);
            let document = Document::new(report, outline);
            for position in 0..document.text().characters() {
                let sections = document.outline.sections.iter().enumerate();
                let holds = sections.filter(|(_, s)| s.heading.start <= position && position < s.body_end);
                let all: Vec<usize> = holds.map(|(index, _)| index).collect();
                assert!(document.sections_at(position).eq(all.iter().copied()), "{position}: {all:?}");
                held = held.max(all.len());
            }
        }
        assert!(held >= 2, "at most {held} sections hold a place");
    }

    #[test]
    fn a_report_without_a_title_goes_by_its_file() {
        let document = Document::new(Report::from_text("dir/云溪-2024.txt", "正文"), Outline::default());
        assert_eq!(document.title, "云溪-2024");
    }

    #[test]
    fn entries_are_found_by_id_and_by_every_path_until_they_are_taken_out() {
        let mut library = Library::default();
        let ids: Vec<ReportId> = ["/a.txt", "/b.txt", "/c.txt"]
            .map(|path| library.add(path.into(), EntryState::Reading, vec![format!("/real{path}").into()]))
            .to_vec();
        library.add_path(ids[2], Path::new("/link.txt"));
        assert_eq!(library.at(Path::new("/real/b.txt")).map(|entry| entry.id), Some(ids[1]));
        assert_eq!(library.at(Path::new("/link.txt")).map(|entry| entry.id), Some(ids[2]));
        assert_eq!((library.reading(), library.settled().count()), (3, 0));
        library.set_state(ids[0], EntryState::Failed(Message::new("job-failed")));
        assert_eq!((library.reading(), library.settled().count()), (2, 1));
        let taken = library.take(|entry| entry.id == ids[1]);
        assert_eq!((taken.len(), library.reading(), library.position(ids[2])), (1, 1, Some(1)));
        assert!(library.entry(ids[1]).is_none() && library.at(Path::new("/b.txt")).is_none());
        assert_ne!(library.add("/b.txt".into(), EntryState::Reading, Vec::new()), ids[1], "never reused");
    }
}
