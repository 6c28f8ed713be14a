//! The list of open reports with its indexes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::{Document, ReportId};
use super::entry::{Entry, EntryState};
use crate::report::{Named, Pages, file_stem, short_names};

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
        let as_read = state.whole().map(Arc::clone);
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

    /// Puts an entry that was removed back to its index. Linear in all entries.
    pub(super) fn insert(&mut self, entry: Entry, at: usize) {
        self.names.insert(entry.id, file_stem(&entry.path));
        for path in entry.other_paths.iter().chain([&entry.path]) {
            self.by_path.entry(path.clone()).or_insert(entry.id);
        }
        self.reading += usize::from(entry.is_reading());
        self.entries.insert(at.min(self.entries.len()), entry);
        self.positions = self.entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        self.revision += 1;
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
            entry.as_read = state.whole().map(Arc::clone);
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
    use crate::message::Message;

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
