//! What came of the effects, taken in. A result that is no longer asked for is dropped.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::notices::NoticeKind;
use super::saving::Destination;
use super::{
    Effect, Entry, EntryState, Findings, Found, Outcome, Parts, Picker, ReportId, Session, Settings,
};
use crate::message::Message;
use crate::report::{ReadError, ReadOptions};
use crate::review::store::{Fingerprint, Loaded};
use crate::review::{History, Review};

impl Session {
    #[expect(clippy::too_many_lines, reason = "one arm an outcome; to be split")]
    pub(super) fn take_in(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Picked(picker, paths) => self.picked(&picker, paths, true),
            Outcome::NoDialog(picker) => {
                self.path_prompt = Some(picker);
                Vec::new()
            }
            Outcome::Collected { files, unreadable } => self.collected(files, unreadable),
            Outcome::Read { id, options, result } => {
                let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else {
                    return Vec::new();
                };
                if entry.options() != options {
                    return Vec::new();
                }
                entry.state = match result {
                    Ok(document) => EntryState::Ready(document),
                    Err(error) => EntryState::Failed(error.reason.message()),
                };
                self.bind_by_path(id);
                self.after_reading()
            }
            Outcome::Analysed { generation, analysis } => {
                if generation == self.awaited {
                    self.analysing = false;
                    self.findings = Findings::new(&analysis, |id| self.document(id).cloned());
                    self.take_parts(Parts::new(&analysis));
                    self.findings_revision += 1;
                    self.matrix = analysis.matrix.clone();
                    self.analysis = Some(Arc::new(analysis));
                    self.relist();
                }
                Vec::new()
            }
            Outcome::ChangedOnDisk(paths) => {
                self.files_changed(&paths);
                Vec::new()
            }
            Outcome::Compared { generation, rows } => {
                self.rows_compared(generation, rows);
                Vec::new()
            }
            Outcome::RankingAt { generation, step } => {
                self.ranking_at(generation, step);
                Vec::new()
            }
            Outcome::Ranked { generation, ranked } => {
                self.ranked(generation, ranked);
                Vec::new()
            }
            Outcome::PassagesCompared { generation, passages } => {
                self.passages_compared(generation, passages);
                Vec::new()
            }
            Outcome::Placed { displaced, found } => {
                self.placed(displaced, found);
                Vec::new()
            }
            Outcome::SectionsPaired { generation, pairs } => {
                self.sections_paired(generation, pairs);
                Vec::new()
            }
            Outcome::Searched { generation, result } => {
                self.searched(generation, result);
                Vec::new()
            }
            Outcome::Loaded { path, result } => match result {
                Ok(loaded) => {
                    self.arrived = Some((path, loaded));
                    self.open_arrived()
                }
                Err(message) => {
                    self.notify(NoticeKind::Failure, message);
                    Vec::new()
                }
            },
            Outcome::Saved { path, revision, result } => {
                let mut effects = if result.is_ok() { self.remember(&path) } else { Vec::new() };
                effects.extend(self.saved(path, revision, result));
                effects
            }
            Outcome::Changed { path, revision, theirs } => self.changed_on_disk(path, revision, *theirs),
            Outcome::Kept(number) => self.kept(number),
            Outcome::NotKept(message) => self.not_kept(message),
            Outcome::TimeToSave => self.time_to_save(),
            Outcome::LeftOver(found, unreadable) => self.take_left_over(found, unreadable),
            Outcome::Restored { journal, result } => self.restored(journal, result),
            Outcome::ToMerge { path, result } => self.merge_with(&path, result),
            Outcome::Diagnosed(text) => {
                self.notify(NoticeKind::Info, Message::new("diagnostics-copied"));
                vec![Effect::Copy(text)]
            }
            Outcome::Renderer(name) => {
                self.renderer = name;
                Vec::new()
            }
            Outcome::Located(found) => self.located(found),
            Outcome::Export(outcome) => {
                self.exported(outcome);
                Vec::new()
            }
            Outcome::Failed(message) => {
                self.notify(NoticeKind::Failure, message);
                Vec::new()
            }
        }
    }

    /// What was typed was not held against what is on disk, as the system's dialog does.
    pub(super) fn path_typed(&mut self, path: Option<PathBuf>) -> Vec<Effect> {
        match self.path_prompt.take() {
            Some(picker) => self.picked(&picker, path.into_iter().collect(), false),
            None => Vec::new(),
        }
    }

    /// `confirmed`: the user was asked before a file that is there was chosen to write to.
    fn picked(&mut self, picker: &Picker, paths: Vec<PathBuf>, confirmed: bool) -> Vec<Effect> {
        match (picker, paths.first()) {
            (Picker::SaveReview { .. }, Some(path)) => self.save_to(Destination::chosen(path, confirmed)),
            (Picker::SaveReview { .. }, None) => self.stay_after_failed_save(),
            (Picker::RankFolder, Some(folder)) => self.rank_folder(folder.clone()),
            (Picker::Merge, Some(path)) => vec![Effect::LoadToMerge(path.clone())],
            (Picker::Missing, Some(folder)) => self.locate(folder.clone()),
            (Picker::Profile, Some(path)) => {
                self.set(Settings { parts_profile: Some(path.clone()), ..self.settings.clone() })
            }
            (Picker::Export(place), Some(path)) => self.export_to(place, path, confirmed),
            (_, None) => Vec::new(),
            _ => self.open(paths),
        }
    }

    /// What is wrong with the user's profile stands there until it is mended.
    fn take_parts(&mut self, parts: Parts) {
        let before = self.parts_fault.take();
        self.notices.retain(|notice| Some(notice.id) != before);
        if let Some(fault) = parts.fault().cloned() {
            self.parts_fault = Some(self.notify(NoticeKind::Failure, fault));
        }
        self.parts = parts;
    }

    fn collected(&mut self, files: Vec<Found>, unreadable: Vec<ReadError>) -> Vec<Effect> {
        self.collecting = self.collecting.saturating_sub(1);
        let mut effects = Vec::new();
        let mut known_before = None;
        for Found { path, identity } in files {
            let known = self.entries.iter_mut().find(|entry| entry.is_at(&path) || entry.is_at(&identity));
            let Some(entry) = known else {
                let id = self.add_entry(path.clone(), EntryState::Reading, vec![identity]);
                effects.push(Effect::Read { id, path, options: ReadOptions::default() });
                continue;
            };
            if !entry.is_at(&path) {
                entry.other_paths.push(path.clone());
            }
            let id = entry.id;
            // What could not be read is tried again.
            if entry.is_failed() {
                entry.state = EntryState::Reading;
                effects.push(Effect::Read { id, path, options: entry.options() });
            }
            self.bind_by_path(id);
            known_before = Some(id);
        }
        for error in unreadable {
            if !self.entries.iter().any(|entry| entry.is_at(&error.path)) {
                self.add_entry(error.path, EntryState::Failed(error.reason.message()), Vec::new());
            }
        }
        if let (true, Some(id)) = (effects.is_empty(), known_before) {
            self.show(id, None);
        }
        self.bind_others();
        effects.push(self.watch());
        effects
    }

    fn add_entry(&mut self, path: PathBuf, state: EntryState, other_paths: Vec<PathBuf>) -> ReportId {
        let id = ReportId(self.next_report);
        self.next_report += 1;
        self.entries.push(Entry {
            id,
            path,
            encoding: None,
            whole_page: false,
            changed: false,
            state,
            other_paths,
        });
        id
    }

    /// Whether files are still to be found or read.
    pub(super) fn is_reading(&self) -> bool {
        self.collecting > 0 || self.entries.iter().any(Entry::is_reading)
    }

    /// Shows what can be shown, and compares once nothing is being read any more.
    pub(super) fn after_reading(&mut self) -> Vec<Effect> {
        let readable = self.settled().filter(|entry| entry.document().is_some()).count();
        if !self.panes.counted_by_hand && readable > 1 && self.panes.list.len() == 1 {
            self.panes.set_count(2);
        }
        self.fill_panes();
        if self.entries.iter().any(Entry::is_reading) {
            return Vec::new();
        }
        self.bind_others();
        let mut effects = self.show_wanted();
        effects.extend(self.analyse());
        effects.extend(self.look_again());
        effects
    }

    /// Keeps a review among the recent ones.
    fn remember(&mut self, review: &Path) -> Vec<Effect> {
        let before = self.settings.recent.clone();
        self.settings.remember(review);
        let changed = self.settings.recent != before;
        changed.then(|| Effect::KeepSettings(self.settings.clone())).into_iter().collect()
    }

    /// Puts a review that was read in the place of the present one. Nothing of that is to be saved any more.
    pub(super) fn open_review(&mut self, path: PathBuf, loaded: Loaded) -> Vec<Effect> {
        let read_only = loaded.read_only.map(|reason| reason.message());
        self.replace_review(loaded.review, Some(path), Some(loaded.fingerprint), read_only)
    }

    pub(super) fn replace_review(
        &mut self,
        review: Review,
        path: Option<PathBuf>,
        fingerprint: Option<Fingerprint>,
        read_only: Option<Message>,
    ) -> Vec<Effect> {
        let left = if self.review_path.is_some() { std::mem::take(&mut self.keys) } else { HashMap::new() };
        let mut effects = self.keep_another(review.clone());
        self.review = review;
        self.history = History::new();
        self.fingerprint = fingerprint;
        self.read_only = read_only;
        if let Some(path) = &path {
            effects.extend(self.remember(path));
        }
        self.review_path = path;
        self.review_serial += 1;
        self.saved_at = None;
        self.save_next = None;
        self.draft = None;
        self.keys.clear();
        self.closed.clear();
        self.settings.export = self.settings.export.clone().for_any_review();
        effects.extend(self.hold_own_lock());
        // The reports of a review leave with it; those that were opened by hand before there was one stay.
        let listed = |entry: &Entry| self.review.reports.iter().any(|report| entry.is_at(&report.path));
        let (stay, leave): (Vec<Entry>, Vec<Entry>) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|entry| !left.contains_key(&entry.id) || listed(entry));
        self.entries = stay;
        if !leave.is_empty() {
            for entry in &leave {
                self.panes.forget(entry.id);
            }
            self.fill_panes();
            effects.extend(self.analyse());
        }
        effects.extend(self.collect_missing());
        self.bind_all();
        effects
    }
}
