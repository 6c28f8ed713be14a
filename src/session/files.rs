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
        let path = entry.path.clone();
        // What was found, and where notes stand, points into the text as it was.
        self.drop_findings();
        self.forget_visits(id);
        self.drop_comparison(id);
        self.refresh_note_marks();
        vec![Effect::Read { id, path, encoding }]
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
            return Vec::new();
        }
        let mut effects = self.analyse();
        effects.extend(self.look_again());
        effects
    }

    /// Compares all reports that are read. What is shown of the last comparison no longer holds and goes at once.
    pub(super) fn analyse(&mut self) -> Vec<Effect> {
        self.drop_findings();
        let documents: Vec<_> = self
            .entries
            .iter()
            .filter_map(|e| e.document().map(|document| (e.id, document.clone())))
            .collect();
        self.analysing = !documents.is_empty();
        if documents.is_empty() {
            return Vec::new();
        }
        let task = Task {
            documents,
            min_length: self.settings.min_length,
            checks: self.settings.checks(),
            profile: self.settings.profile(),
        };
        vec![Effect::Analyse { generation: self.awaited, task }]
    }

    /// Forgets what was found, and what a comparison under way will find.
    fn drop_findings(&mut self) {
        self.generation += 1;
        self.awaited = self.generation;
        self.analysing = false;
        self.findings = Findings::default();
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
