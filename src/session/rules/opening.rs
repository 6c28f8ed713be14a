//! Opening, reading and closing reports.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::message::Message;
use crate::report::{Encoding, ReadError, ReadOptions};
use crate::review::store::reaches_elsewhere;
use crate::session::Session;
use crate::session::analysis::Task;
use crate::session::analysis::messages::AnalysisEffect;
use crate::session::context::Context;
use crate::session::library::messages::{LibraryCommand, LibraryEffect, LibraryOutcome};
use crate::session::library::{Entry, EntryState, Found, ReportId};
use crate::session::panes::View;
use crate::session::saving::is_review;
use crate::session::saving::messages::SavingEffect;
use crate::session::settings::Changed;
use crate::session::shell::messages::{Picker, ShellEffect};

impl Session {
    /// Carries out a command about the open reports.
    pub(in crate::session) fn apply_library(&mut self, command: LibraryCommand, cx: &mut Context) {
        match command {
            LibraryCommand::OpenFilesDialog => cx.push(ShellEffect::Pick(Picker::Reports)),
            LibraryCommand::OpenFolderDialog => cx.push(ShellEffect::Pick(Picker::Folder)),
            LibraryCommand::LocateDialog => cx.push(ShellEffect::Pick(Picker::Missing)),
            LibraryCommand::Open(paths) => self.open(paths, cx),
            LibraryCommand::OpenBeside(paths) => self.open_beside(paths, cx),
            LibraryCommand::OpenAsOne(folder) => self.open_as_one(folder, cx),
            LibraryCommand::LeaveApart => self.library.offer_album(None),
            LibraryCommand::OpenSamples => self.library.collect(LibraryEffect::UnpackSamples, cx),
            LibraryCommand::Paste(text) => self.paste(text, cx),
            LibraryCommand::Reread(id, encoding) => self.reread(id, encoding, cx),
            LibraryCommand::ShowWholePage(id, whole_page) => {
                self.library.set_whole_page(id, whole_page);
                let encoding = self.library.entry(id).and_then(|entry| entry.encoding);
                self.reread(id, encoding, cx);
            }
            LibraryCommand::ReadAnew(id) => {
                if self.library.read_anew(id, cx) {
                    self.text_dropped(id);
                }
            }
            LibraryCommand::RereadChanged => {
                let changed = self.library.entries().iter().filter(|entry| entry.changed);
                let changed: Vec<_> = changed.map(|entry| (entry.id, entry.encoding)).collect();
                for (id, encoding) in changed {
                    self.reread(id, encoding, cx);
                }
            }
            LibraryCommand::StopReading => {
                if !self.library.stop_reading(cx).is_empty() {
                    self.after_reading(cx);
                }
            }
            LibraryCommand::Close(id) => self.close_report(id, cx),
            LibraryCommand::Locate(folder) => self.locate(folder, cx),
        }
    }

    /// Handles the result of work on files.
    pub(in crate::session) fn handle_library(&mut self, outcome: LibraryOutcome, cx: &mut Context) {
        match outcome {
            LibraryOutcome::Collected { files, unreadable } => self.collected(files, unreadable, cx),
            LibraryOutcome::Album(folder, count) => {
                if self.library.at(&folder).is_none() {
                    self.library.offer_album(Some((folder, count)));
                }
            }
            LibraryOutcome::Pasted(path) => {
                let shown = path.to_string_lossy().into_owned();
                cx.inform(Message::new("pasted-kept").with("path", shown));
            }
            LibraryOutcome::Read { id, options, result } => {
                let state = match result {
                    Ok(document) => EntryState::Ready(document),
                    Err(error) => EntryState::Failed(error.reason.message()),
                };
                self.read(id, options, state, cx);
            }
            LibraryOutcome::IsScan { id, options } => {
                if self.library.scan(id, options, cx) {
                    self.after_reading(cx);
                }
            }
            LibraryOutcome::Corrected { id, read, corrections, document } => {
                self.receive_corrected(id, &read, &corrections, document, cx);
            }
            LibraryOutcome::SoFar { id, options, document } => {
                if self.library.read_so_far(id, options, document) {
                    self.review.bind_by_path(id, &self.library);
                    self.panes.text_changed(id);
                    self.panes.reports_read(&self.library);
                    self.review.place_report(id, &self.library);
                    self.notes_changed();
                }
            }
            LibraryOutcome::Scanned { id, done, total } => self.library.scanned(id, done, total),
            LibraryOutcome::ChangedOnDisk(paths) => self.library.mark_changed(&paths),
            LibraryOutcome::Located(found) => {
                self.library.collected();
                let id = if found.is_empty() { "locate-none" } else { "locate-found" };
                cx.inform(Message::new(id).with("count", found.len()));
                if !found.is_empty() {
                    self.open(found, cx);
                }
            }
        }
    }

    /// Opens review files as reviews, and other files and folders as reports.
    pub(in crate::session) fn open(&mut self, paths: Vec<PathBuf>, cx: &mut Context) {
        let (reviews, reports): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| is_review(path));
        if !reports.is_empty() {
            self.library.collect(LibraryEffect::Collect(reports), cx);
        }
        if reviews.len() > 1 {
            cx.inform(Message::new("one-review-at-a-time"));
        }
        if let Some(path) = reviews.into_iter().next() {
            // Read first: unsaved work is asked about only if the review can be opened at all.
            cx.push(SavingEffect::Load(path));
        }
    }

    /// Opens a folder of pictures as one report, and closes the reports that its pictures were.
    fn open_as_one(&mut self, folder: PathBuf, cx: &mut Context) {
        self.library.offer_album(None);
        for entry in self.library.remove(|entry| entry.path.parent() == Some(folder.as_path())) {
            if entry.is_scanning() {
                cx.push(LibraryEffect::StopScan(entry.id));
            }
            self.panes.close_report(entry.id);
            self.pages.forget(entry.id);
            self.close_comparison(entry.id);
            self.review.unbind(entry.id, &self.library);
        }
        self.review.library_changed(&self.library);
        self.library.add_file(folder.clone(), folder, cx);
        self.notes_changed();
        self.library.watch(cx);
    }

    /// Shows one or two files side by side, and opens those that are not open yet.
    fn open_beside(&mut self, paths: Vec<PathBuf>, cx: &mut Context) {
        let is_missing = paths.iter().any(|path| self.library.at(path).is_none());
        self.library.show_later(paths.clone());
        if is_missing {
            self.panes.set_view(View::Panes);
            return self.open(paths, cx);
        }
        self.show_wanted();
    }

    /// Shows the files that were to be shown once they are read.
    fn show_wanted(&mut self) {
        match *self.library.take_wanted().as_slice() {
            [] => {}
            [one] => {
                self.panes.set_view(View::Panes);
                self.panes.show(one, None, &self.library);
            }
            [left, right, ..] => self.show_pair(left, right),
        }
    }

    fn reread(&mut self, id: ReportId, encoding: Option<Encoding>, cx: &mut Context) {
        if self.library.reread(id, encoding, cx) {
            self.text_dropped(id);
        }
    }

    /// The text of a report that is being read again is no longer valid.
    pub(in crate::session) fn text_dropped(&mut self, id: ReportId) {
        // Findings, notes and places refer to the text as it was.
        self.clear_analysis();
        self.panes.text_changed(id);
        self.close_comparison(id);
        self.review.place_report(id, &self.library);
        self.notes_changed();
    }

    /// Keeps a pasted text as a report beside the review's file.
    fn paste(&mut self, text: String, cx: &mut Context) {
        if text.trim().is_empty() {
            cx.inform(Message::new("pasted-empty"));
            return;
        }
        let folder = self.saving.path().and_then(Path::parent).map(Path::to_owned);
        self.library.collect(LibraryEffect::KeepPasted { text, folder }, cx);
    }

    fn collected(&mut self, files: Vec<Found>, unreadable: Vec<ReadError>, cx: &mut Context) {
        self.library.collected();
        let begins_empty = cx.is_empty();
        let mut last_known = None;
        for Found { path, identity } in files {
            let (id, is_known) = self.library.add_file(path, identity, cx);
            if is_known {
                self.review.bind_by_path(id, &self.library);
                last_known = Some(id);
            }
        }
        for error in unreadable {
            if error.reason.is_remark() {
                cx.inform(error.reason.message());
            } else {
                self.library.add_unreadable(error);
            }
        }
        if let (true, true, Some(id)) = (begins_empty, cx.is_empty(), last_known) {
            self.panes.show(id, None, &self.library);
        }
        self.bind_all();
        self.library.watch(cx);
    }

    fn read(&mut self, id: ReportId, options: ReadOptions, state: EntryState, cx: &mut Context) {
        let was_shown = self.library.document(id).is_some();
        if self.library.received(id, options, state) {
            self.forget_corrections(id);
            self.review.bind_by_path(id, &self.library);
            if was_shown {
                // Notes made while later pages were being read.
                self.panes.text_changed(id);
                self.review.place_report(id, &self.library);
            }
            self.after_reading(cx);
        }
    }

    /// Shows the reports that are read, and analyses all once none is being read any more.
    pub(in crate::session) fn after_reading(&mut self, cx: &mut Context) {
        self.panes.reports_read(&self.library);
        if self.library.reading() > 0 {
            return self.notes_changed();
        }
        self.library.name_reports();
        self.bind_all();
        self.return_panes();
        self.show_wanted();
        self.analyse(cx);
        self.search.repeat(&self.library, self.panes.focused_report(), cx);
    }

    pub(in crate::session) fn close_report(&mut self, id: ReportId, cx: &mut Context) {
        self.report_closes(id, cx);
        let closed = self.library.remove(|entry| entry.id == id);
        let Some(entry) = closed.first() else { return };
        if entry.is_scanning() {
            cx.push(LibraryEffect::StopScan(id));
        }
        self.library.name_reports();
        self.panes.close_report(id);
        self.pages.forget(id);
        self.close_comparison(id);
        self.review.unbind(id, &self.library);
        self.review.library_changed(&self.library);
        self.notes_changed();
        if entry.document().is_some() {
            self.analyse(cx);
        }
        self.library.watch(cx);
        if entry.document().is_some() {
            self.search.repeat(&self.library, self.panes.focused_report(), cx);
        }
    }

    /// Closes the comparison of a report that is closed or read again.
    fn close_comparison(&mut self, id: ReportId) {
        if self.compare.close_report(id) && self.panes.view() == View::Compare {
            self.panes.set_view(View::Panes);
        }
    }

    /// Gives all open reports their keys in the review, once none is being read that may have an older claim to a key.
    pub(in crate::session) fn bind_all(&mut self) {
        if !self.library.is_busy() {
            let ids: Vec<ReportId> = self.library.entries().iter().map(|entry| entry.id).collect();
            for id in ids {
                self.bind(id);
            }
        }
        self.review.library_changed(&self.library);
        self.notes_changed();
    }

    /// Gives a report its key in the review. The entry of a file that was not found where the report used to be is removed.
    pub(in crate::session) fn bind(&mut self, id: ReportId) {
        let is_bound = self.review.binding().key(id).is_some();
        let Some((_, moved_from)) = self.review.bind(id, &self.library) else { return };
        if let Some(path) = moved_from {
            self.remove_missing(&path);
        }
        if !is_bound {
            self.review.place_report(id, &self.library);
        }
    }

    fn remove_missing(&mut self, path: &Path) {
        for entry in self.library.remove(|entry| entry.is_failed() && entry.is_at(path)) {
            self.panes.empty(entry.id);
        }
    }

    /// Analyses all reports that are read. The findings of the last analysis are no longer valid and are dropped at once.
    pub(in crate::session) fn analyse(&mut self, cx: &mut Context) {
        self.clear_analysis();
        self.analysis.start(self.analysis_task(), cx);
    }

    /// Stops the analysis under way.
    pub(in crate::session) fn stop_analysis(&mut self, cx: &mut Context) {
        if self.analysis.is_running() {
            self.clear_analysis();
            cx.inform(Message::new("analysis-stopped"));
            cx.push(AnalysisEffect::Stop);
        }
    }

    /// All reports that are read, with the options of the settings.
    pub(in crate::session) fn analysis_task(&self) -> Task {
        let settings = self.settings.get();
        Task {
            documents: self.library.documents().map(|(id, document)| (id, document.clone())).collect(),
            min_length: settings.min_length,
            phrases: settings.phrases(),
            excluded: self.review.review().set_phrases().map(str::to_owned).collect(),
            checks: settings.checks(),
            profile: settings.profile(),
        }
    }

    /// Analyses again if the last analysis took a text for a set phrase whose rule is gone: no verdict brings back what
    /// it did not report.
    pub(in crate::session) fn follow_set_phrases(&mut self, cx: &mut Context) {
        let taken = self.analysis.excluded_texts();
        if taken.is_empty() || self.library.reading() > 0 {
            return;
        }
        let ruled: HashSet<&str> = self.review.review().set_phrases().collect();
        if !taken.iter().all(|text| ruled.contains(text.as_str())) {
            self.analyse(cx);
        }
    }

    fn clear_analysis(&mut self) {
        self.keep_choice();
        self.analysis.clear();
        self.work.deselect();
        self.relist();
    }

    /// The consequence of a changed setting.
    pub(in crate::session) fn settings_changed(&mut self, changed: Changed, cx: &mut Context) {
        match changed {
            Changed::Nothing => {}
            Changed::Looks => self.relist(),
            Changed::Analysis => self.analyse(cx),
        }
    }

    /// Searches a folder for the files of reports that are not where they were, by their content.
    pub(in crate::session) fn locate(&mut self, folder: PathBuf, cx: &mut Context) {
        let is_missing = |path: &Path| self.library.at(path).is_none_or(Entry::is_failed);
        let reports = self.review.review().reports.iter();
        let missing = reports.filter(|report| !report.sha256.is_empty() && is_missing(&report.path));
        let wanted: Vec<String> = missing.map(|report| report.sha256.clone()).collect();
        if wanted.is_empty() {
            return cx.inform(Message::new("locate-nothing-missing"));
        }
        self.library.collect(LibraryEffect::Locate { folder, wanted }, cx);
    }

    /// Requests the reports of the review that are not open.
    pub(in crate::session) fn collect_missing(&mut self, cx: &mut Context) {
        let is_open = |path: &Path| self.library.at(path).is_some_and(|entry| !entry.is_failed());
        let missing = self.review.wanted_paths().filter(|path| !is_open(path));
        let review = self.saving.path();
        let (elsewhere, missing): (Vec<PathBuf>, Vec<PathBuf>) =
            missing.map(Path::to_owned).partition(|path| reaches_elsewhere(path, review));
        if let [first, ..] = elsewhere.as_slice() {
            let message = Message::new("reports-elsewhere").with("count", elsewhere.len());
            cx.inform(message.with("file", first.display().to_string()));
        }
        if !missing.is_empty() {
            self.library.collect(LibraryEffect::CollectReports(missing), cx);
        }
    }
}
