//! Adding, reading and dropping reports.

use std::path::PathBuf;
use std::sync::Arc;

use super::document::{Document, ReportId};
use super::entry::{Entry, EntryState};
use super::messages::LibraryEffect;
use super::model::Library;
use crate::message::Message;
use crate::report::{Encoding, Pages, ReadError, ReadOptions};
use crate::session::context::Context;

impl Library {
    /// Requests the files that paths refer to.
    pub(in crate::session) fn collect(&mut self, effect: LibraryEffect, cx: &mut Context) {
        self.collecting += 1;
        cx.push(effect);
    }

    /// Offers to open the pictures of a folder as one report, or no longer.
    pub(in crate::session) fn offer_album(&mut self, album: Option<(PathBuf, usize)>) {
        self.album = album;
    }

    /// A request for files was answered.
    pub(in crate::session) fn collected(&mut self) {
        self.collecting = self.collecting.saturating_sub(1);
    }

    /// Adds the file at a path and reads it. A known file is not added again, and read again only if that failed.
    /// Returns the report and whether it was known.
    pub(in crate::session) fn add_file(
        &mut self,
        path: PathBuf,
        identity: PathBuf,
        cx: &mut Context,
    ) -> (ReportId, bool) {
        let Some(entry) = self.at(&path).or_else(|| self.at(&identity)) else {
            let id = self.add(path.clone(), EntryState::Reading, vec![identity]);
            cx.push(LibraryEffect::Read { id, path, options: ReadOptions::default() });
            return (id, false);
        };
        let (id, is_failed, options) = (entry.id, entry.is_failed(), entry.options());
        self.add_path(id, &path);
        if is_failed {
            self.set_state(id, EntryState::Reading);
            cx.push(LibraryEffect::Read { id, path, options });
        }
        (id, true)
    }

    /// Puts a closed report back to its index, under its id, and reads its file again: it may have changed meanwhile.
    pub(in crate::session) fn put_back(&mut self, mut entry: Entry, at: usize, cx: &mut Context) -> ReportId {
        let (id, path, options) = (entry.id, entry.path.clone(), entry.options());
        entry.state = EntryState::Reading;
        self.insert(entry, at);
        cx.push(LibraryEffect::Read { id, path, options });
        id
    }

    /// Adds a report in this state; for tests.
    #[cfg(test)]
    pub(in crate::session) fn add_ready(&mut self, path: PathBuf, state: EntryState) -> ReportId {
        self.add(path, state, Vec::new())
    }

    /// Lists a path that could not be read.
    pub(in crate::session) fn add_unreadable(&mut self, error: ReadError) {
        if self.at(&error.path).is_none() {
            self.add(error.path, EntryState::Failed(error.reason.message()), Vec::new());
        }
    }

    /// Reads a report again with this encoding; returns whether there is such a report.
    pub(in crate::session) fn reread(
        &mut self,
        id: ReportId,
        encoding: Option<Encoding>,
        cx: &mut Context,
    ) -> bool {
        let Some(entry) = self.entry_mut(id) else { return false };
        entry.encoding = encoding;
        entry.changed = false;
        let (path, options) = (entry.path.clone(), entry.options());
        self.set_state(id, EntryState::Reading);
        cx.push(LibraryEffect::Read { id, path, options });
        true
    }

    /// Includes page furniture in a report's text, or leaves it out; takes effect when the report is read again.
    pub(in crate::session) fn set_whole_page(&mut self, id: ReportId, whole_page: bool) {
        if let Some(entry) = self.entry_mut(id) {
            entry.whole_page = whole_page;
        }
    }

    /// Reads a report from its pictures, in place of the text that another program put behind them. Returns whether there
    /// is such a report.
    pub(in crate::session) fn read_anew(&mut self, id: ReportId, cx: &mut Context) -> bool {
        let Some(entry) = self.entry_mut(id) else { return false };
        entry.pages = Pages::WithHiddenText;
        let encoding = entry.encoding;
        self.reread(id, encoding, cx)
    }

    /// Begins to read a report as a scan; returns `false` if the read that found it to be one was superseded.
    pub(in crate::session) fn scan(&mut self, id: ReportId, options: ReadOptions, cx: &mut Context) -> bool {
        let is_awaited = self.received(id, options, EntryState::Scanning { done: 0, total: 0, so_far: None });
        if let Some(entry) = self.entry(id).filter(|_| is_awaited) {
            cx.push(LibraryEffect::ReadScan { id, path: entry.path.clone(), options });
        }
        is_awaited
    }

    /// Pages of a scan were read.
    pub(in crate::session) fn scanned(&mut self, id: ReportId, done: usize, total: usize) {
        if let Some(EntryState::Scanning { so_far, .. }) = self.entry(id).map(|entry| entry.state.clone()) {
            self.set_state(id, EntryState::Scanning { done, total, so_far });
        }
    }

    /// Shows the pages of a scan that are read. Returns `false` if it is no longer being read, or with other options.
    pub(in crate::session) fn read_so_far(
        &mut self,
        id: ReportId,
        options: ReadOptions,
        document: Arc<Document>,
    ) -> bool {
        let entry = self.entry(id).filter(|entry| entry.options() == options);
        let Some(&EntryState::Scanning { done, total, .. }) = entry.map(|entry| &entry.state) else {
            return false;
        };
        self.set_state(id, EntryState::Scanning { done, total, so_far: Some(document) });
        true
    }

    /// Stores the result of a read; returns `false` if the read was superseded or the report closed.
    pub(in crate::session) fn received(
        &mut self,
        id: ReportId,
        options: ReadOptions,
        state: EntryState,
    ) -> bool {
        let is_awaited = self.entry(id).is_some_and(|entry| entry.options() == options);
        if is_awaited {
            self.set_state(id, state);
        }
        is_awaited
    }

    /// Marks the reports whose files have changed.
    pub(in crate::session) fn mark_changed(&mut self, paths: &[PathBuf]) {
        for path in paths {
            let id = self.at(path).filter(|entry| !entry.is_reading()).map(|entry| entry.id);
            if let Some(entry) = id.and_then(|id| self.entry_mut(id)) {
                entry.changed = true;
            }
        }
        self.revision += 1;
    }

    /// Drops the reports that are not read yet.
    pub(in crate::session) fn stop_reading(&mut self, cx: &mut Context) -> Vec<Entry> {
        let dropped = self.take(|entry| entry.is_reading() || entry.is_scanning());
        if !dropped.is_empty() {
            cx.inform(Message::new("reading-stopped").with("count", dropped.len()));
            cx.push(LibraryEffect::StopReading);
        }
        dropped
    }

    /// Watches the files of all entries.
    pub(in crate::session) fn watch(&self, cx: &mut Context) {
        cx.push(LibraryEffect::Watch(self.entries().iter().map(|entry| entry.path.clone()).collect()));
    }

    /// Removes the entries for which `leaves` holds.
    pub(in crate::session) fn remove(&mut self, leaves: impl FnMut(&Entry) -> bool) -> Vec<Entry> {
        self.take(leaves)
    }

    /// Remembers files to show side by side once they are read.
    pub(in crate::session) fn show_later(&mut self, paths: Vec<PathBuf>) {
        self.wanted = paths;
    }

    /// Takes the files to show side by side: the reports that are open by now.
    pub(in crate::session) fn take_wanted(&mut self) -> Vec<ReportId> {
        let paths = std::mem::take(&mut self.wanted);
        paths.iter().filter_map(|path| self.at(path)).map(|entry| entry.id).collect()
    }
}
