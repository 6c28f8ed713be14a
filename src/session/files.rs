//! Opening and closing files: reports, folders of them, reviews.

use std::path::{Path, PathBuf};

use super::{Effect, EntryState, Findings, NoticeKind, Parts, ReportId, Session, Task};
use crate::message::Message;
use crate::report::Encoding;

impl Session {
    /// Review files are opened as such; everything else is reports or folders of them.
    pub(super) fn open(&mut self, paths: Vec<PathBuf>) -> Vec<Effect> {
        let (reviews, reports): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| is_review(path));
        let mut effects = Vec::new();
        if !reports.is_empty() {
            self.collecting += 1;
            effects.push(Effect::Collect(reports));
        }
        if reviews.len() > 1 {
            self.notify(NoticeKind::Info, Message::new("one-review-at-a-time"));
        }
        if let Some(path) = reviews.into_iter().next() {
            // Read first: whether anything would be lost is asked once it can be opened at all.
            effects.push(Effect::LoadReview(path));
        }
        effects
    }

    pub(super) fn reread(&mut self, id: ReportId, encoding: Option<Encoding>) -> Vec<Effect> {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else {
            return Vec::new();
        };
        entry.encoding = encoding;
        entry.state = EntryState::Reading;
        entry.changed = false;
        let options = entry.options();
        let path = entry.path.clone();
        // What was found, and where notes stand, points into the text as it was.
        self.drop_findings();
        self.forget_visits(id);
        self.drop_comparison(id);
        self.refresh_note_marks();
        vec![Effect::Read { id, path, options }]
    }

    /// Takes what belongs to the page into a report's text, or leaves it out again.
    pub(super) fn show_whole_page(&mut self, id: ReportId, whole_page: bool) -> Vec<Effect> {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else { return Vec::new() };
        entry.whole_page = whole_page;
        let encoding = entry.encoding;
        self.reread(id, encoding)
    }

    /// Reads every report again whose file has changed.
    pub(super) fn reread_changed(&mut self) -> Vec<Effect> {
        let changed: Vec<_> = self.entries.iter().filter(|e| e.changed).map(|e| (e.id, e.encoding)).collect();
        changed.into_iter().flat_map(|(id, encoding)| self.reread(id, encoding)).collect()
    }

    /// Files of reports may have changed: offers to read them again.
    pub(super) fn files_changed(&mut self, paths: &[PathBuf]) {
        for entry in self.entries.iter_mut().filter(|entry| !entry.is_reading()) {
            entry.changed |= paths.iter().any(|path| entry.is_at(path));
        }
        self.marks_revision += 1;
    }

    /// The files to be told of when they change.
    pub(super) fn watch(&self) -> Effect {
        Effect::Watch(self.entries.iter().map(|entry| entry.path.clone()).collect())
    }

    /// Gives up what is not read yet: those files leave the library.
    pub(super) fn stop_reading(&mut self) -> Vec<Effect> {
        let before = self.entries.len();
        self.entries.retain(|entry| !entry.is_reading());
        let left = before - self.entries.len();
        if left == 0 {
            return Vec::new();
        }
        self.notify(NoticeKind::Info, Message::new("reading-stopped").with("count", left));
        let mut effects = vec![Effect::StopReading];
        effects.extend(self.after_reading());
        effects
    }

    /// Gives up the comparison under way.
    pub(super) fn stop_analysing(&mut self) -> Vec<Effect> {
        if !self.analysing {
            return Vec::new();
        }
        self.drop_findings();
        self.notify(NoticeKind::Info, Message::new("analysis-stopped"));
        vec![Effect::StopAnalysing]
    }

    pub(super) fn close_report(&mut self, id: ReportId) -> Vec<Effect> {
        let Some(index) = self.entries.iter().position(|entry| entry.id == id) else {
            return Vec::new();
        };
        let was_read = self.entries.remove(index).document().is_some();
        self.panes.forget(id);
        self.forget_visits(id);
        self.drop_comparison(id);
        self.unbind(id);
        if !was_read {
            return vec![self.watch()];
        }
        let mut effects = self.analyse();
        effects.push(self.watch());
        effects.extend(self.look_again());
        effects
    }

    /// Compares all reports that are read. What is shown of the last comparison no longer holds and goes at once.
    pub(super) fn analyse(&mut self) -> Vec<Effect> {
        self.drop_findings();
        let task = self.analysis_task();
        self.analysing = !task.documents.is_empty();
        if task.documents.is_empty() {
            return Vec::new();
        }
        vec![Effect::Analyse { generation: self.awaited, task }]
    }

    /// All reports that are read, to be analysed as the settings say.
    pub(super) fn analysis_task(&self) -> Task {
        let entries = self.entries.iter();
        let read = entries.filter_map(|entry| entry.document().map(|document| (entry.id, document.clone())));
        Task {
            documents: read.collect(),
            min_length: self.settings.min_length,
            phrases: self.settings.phrases(),
            checks: self.settings.checks(),
            profile: self.settings.profile(),
        }
    }

    /// Forgets what was found, and what a comparison under way will find.
    fn drop_findings(&mut self) {
        self.generation += 1;
        self.awaited = self.generation;
        self.analysing = false;
        self.findings = Findings::default();
        self.analysis = None;
        self.findings_revision += 1;
        self.parts = Parts::default();
        self.matrix = std::sync::Arc::default();
        self.chosen = None;
        self.relist();
    }
}

/// Whether a path names a review file.
pub(super) fn is_review(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}
