//! What came of the effects, taken in. A result that is no longer asked for is dropped.

use std::path::PathBuf;

use super::notices::NoticeKind;
use super::{Effect, Entry, EntryState, Findings, Outcome, Picker, ReportId, Session};
use crate::message::Message;
use crate::report::ReadError;
use crate::review::store::Loaded;
use crate::review::{History, Time};

impl Session {
    /// Takes in what came of an effect; what is to be done next comes back.
    pub fn absorb(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Picked(picker, paths) => self.picked(&picker, paths),
            Outcome::NoDialog(picker) => {
                self.path_prompt = Some(picker);
                Vec::new()
            }
            Outcome::Collected { files, unreadable } => self.collected(files, unreadable),
            Outcome::Read { id, result } => {
                let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else {
                    return Vec::new();
                };
                entry.state = match result {
                    Ok(document) => EntryState::Ready(document),
                    Err(error) => EntryState::Failed(error.reason.message()),
                };
                self.bind_report(id);
                self.after_reading()
            }
            Outcome::Analysed { generation, reports, found } => {
                if generation == self.generation {
                    self.analysing = false;
                    self.findings = Findings::new(&reports, &found);
                    self.marks_revision += 1;
                }
                Vec::new()
            }
            Outcome::Loaded { path, result } => self.loaded(path, result),
            Outcome::Saved { path, revision, result } => {
                self.saving = false;
                match result {
                    Ok(fingerprint) => {
                        self.review_path = Some(path);
                        self.fingerprint = Some(fingerprint);
                        self.read_only = None;
                        self.saved_at = Some(Time::now());
                        self.history.mark_saved(revision);
                        self.notices.retain(|notice| !notice.message.id.starts_with("store-"));
                        self.resume_after_save()
                    }
                    Err(message) => {
                        self.stay_after_failed_save();
                        self.notify(NoticeKind::Failure, message);
                        Vec::new()
                    }
                }
            }
            Outcome::Failed(message) => {
                self.notify(NoticeKind::Failure, message);
                Vec::new()
            }
        }
    }

    pub(super) fn path_typed(&mut self, path: Option<PathBuf>) -> Vec<Effect> {
        match self.path_prompt.take() {
            Some(picker) => self.picked(&picker, path.into_iter().collect()),
            None => Vec::new(),
        }
    }

    fn picked(&mut self, picker: &Picker, paths: Vec<PathBuf>) -> Vec<Effect> {
        let Some(first) = paths.first().cloned() else {
            self.stay_after_failed_save();
            return Vec::new();
        };
        match picker {
            Picker::Reports | Picker::Folder | Picker::Review => self.open(paths),
            Picker::SaveReview { .. } => self.save_to(first),
        }
    }

    fn collected(&mut self, files: Vec<PathBuf>, unreadable: Vec<ReadError>) -> Vec<Effect> {
        self.collecting = self.collecting.saturating_sub(1);
        let mut effects = Vec::new();
        let mut known_before = None;
        for path in files {
            if let Some(entry) = self.entries.iter().find(|entry| entry.path == path) {
                known_before = Some(entry.id);
                continue;
            }
            let id = self.add_entry(path.clone(), EntryState::Reading);
            effects.push(Effect::Read { id, path, encoding: None });
        }
        for error in unreadable {
            if !self.entries.iter().any(|entry| entry.path == error.path) {
                self.add_entry(error.path, EntryState::Failed(error.reason.message()));
            }
        }
        if let (true, Some(id)) = (effects.is_empty(), known_before) {
            self.show(id, None);
        }
        effects
    }

    fn add_entry(&mut self, path: PathBuf, state: EntryState) -> ReportId {
        let id = ReportId(self.next_report);
        self.next_report += 1;
        self.entries.push(Entry { id, path, encoding: None, state });
        id
    }

    /// Shows what can be shown, and compares once nothing is being read any more.
    fn after_reading(&mut self) -> Vec<Effect> {
        if self.entries.iter().any(|entry| matches!(entry.state, EntryState::Reading)) {
            return Vec::new();
        }
        let readable = self.entries.iter().filter(|entry| entry.document().is_some()).count();
        let untouched = self.panes.list.iter().all(|pane| pane.report.is_none());
        if untouched && readable > 1 {
            self.panes.set_count(2);
        }
        self.fill_panes();
        self.analyse()
    }

    fn loaded(&mut self, path: PathBuf, result: Result<Box<Loaded>, Message>) -> Vec<Effect> {
        let loaded = match result {
            Ok(loaded) => loaded,
            Err(message) => {
                self.notify(NoticeKind::Failure, message);
                return Vec::new();
            }
        };
        self.review = loaded.review;
        self.history = History::new();
        self.fingerprint = Some(loaded.fingerprint);
        self.read_only = loaded.read_only.map(|reason| reason.message());
        self.review_path = Some(path);
        self.saved_at = None;
        self.draft = None;
        self.keys.clear();
        let missing: Vec<PathBuf> = self
            .review
            .reports
            .iter()
            .map(|report| report.path.clone())
            .filter(|path| !self.entries.iter().any(|entry| entry.path == *path))
            .collect();
        let open: Vec<ReportId> = self.entries.iter().map(|entry| entry.id).collect();
        for id in open {
            self.bind_report(id);
        }
        self.refresh_note_marks();
        if missing.is_empty() {
            return Vec::new();
        }
        self.collecting += 1;
        vec![Effect::Collect(missing)]
    }
}
