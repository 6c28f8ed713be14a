//! What was left behind or came apart, put together again: journals of another run, a file that others changed, the
//! reviews of several reviewers, reports that were moved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Draft, Effect, Entry, NoticeKind, Restored, Session};
use crate::message::Message;
use crate::review::journal::{LeftOver, Step};
use crate::review::merge::{Merged, merge};
use crate::review::store::Loaded;
use crate::review::{Content, Edit, Review, Revision};

impl Session {
    /// What other runs left behind. A note that was being typed when this very review was closed comes back by itself;
    /// everything else is offered.
    pub(super) fn take_left_over(&mut self, found: Vec<LeftOver>, unreadable: Vec<Message>) -> Vec<Effect> {
        for message in unreadable {
            self.notify(NoticeKind::Failure, message);
        }
        let is_own_draft = |left: &LeftOver| {
            left.steps == 0 && left.has_draft && left.review.is_some() && left.review == self.review_path
        };
        let may_type = self.draft.is_none() && self.read_only.is_none() && !self.history.is_dirty();
        let own = found.iter().find(|left| may_type && is_own_draft(left)).map(|left| left.journal.clone());
        // That one too is offered until it is back: something may come in between.
        self.left_over = found;
        own.map(Effect::ReadJournal).into_iter().collect()
    }

    /// Reads a journal that was offered, unless something else would be lost by it.
    pub(super) fn restore(&mut self, journal: PathBuf) -> Vec<Effect> {
        if self.has_unsaved_work() || self.saving.is_some() {
            self.notify(NoticeKind::Info, Message::new("restore-save-first"));
            return Vec::new();
        }
        vec![Effect::ReadJournal(journal)]
    }

    /// Gives up a journal that was offered.
    pub(super) fn discard_journal(&mut self, journal: PathBuf) -> Vec<Effect> {
        self.left_over.retain(|left| left.journal != journal);
        vec![Effect::DiscardJournal(journal)]
    }

    /// Opens the review of a journal and does again what was done to it. The journal is given up once the present one
    /// holds all of it.
    pub(super) fn restored(
        &mut self,
        journal: PathBuf,
        result: Result<Box<Restored>, Message>,
    ) -> Vec<Effect> {
        let Restored { recovered, standing, loaded } = match result {
            Ok(restored) => *restored,
            Err(message) => {
                self.notify(NoticeKind::Failure, message);
                return Vec::new();
            }
        };
        if self.has_unsaved_work() || self.saving.is_some() {
            self.notify(NoticeKind::Info, Message::new("restore-save-first"));
            return self.hold_own_lock();
        }
        if let Some(reason) = loaded.as_ref().and_then(|loaded| loaded.read_only.as_ref()) {
            let message = reason.message();
            self.notify(NoticeKind::Failure, message);
            return self.hold_own_lock();
        }
        let is_open = recovered.path.is_some() && recovered.path == self.review_path;
        let mut effects = match (recovered.path, loaded) {
            (Some(_), Some(loaded))
                if is_open && self.fingerprint == Some(loaded.fingerprint) && standing.steps.is_empty() =>
            {
                Vec::new()
            }
            (Some(path), Some(loaded)) => self.open_review(path, *loaded),
            _ => self.open_unnamed(standing.review),
        };
        let count = standing.steps.iter().map(|step| step.edits.len()).sum::<usize>();
        for Step { edits, reports } in standing.steps {
            for edit in edits {
                if let Err(error) = self.history.apply(&mut self.review, edit) {
                    self.notify(NoticeKind::Failure, error.message());
                    return effects;
                }
            }
            if let Some(reports) = reports {
                self.review.reports = reports;
            }
        }
        if let Some(unfinished) = recovered.draft {
            self.next_draft += 1;
            let (note, is_new) = (unfinished.note, unfinished.is_new);
            self.draft = Some(Draft { note, is_new, touched: true, serial: self.next_draft });
        }
        self.left_over.retain(|left| left.journal != journal);
        effects.extend(self.collect_missing());
        self.bind_all();
        let id = match (standing.merged, count) {
            (true, _) => "restored-merged",
            (false, 0) => "restored-draft",
            (false, _) => "restored",
        };
        self.notify(NoticeKind::Info, Message::new(id).with("count", count));
        self.keeping.from = Some(journal.clone());
        effects.extend(self.keep());
        effects.push(Effect::DiscardJournal(journal));
        effects
    }

    /// The file was changed by others: what they wrote is taken in, and then everything is saved.
    pub(super) fn changed_on_disk(
        &mut self,
        path: PathBuf,
        revision: Revision,
        theirs: Loaded,
    ) -> Vec<Effect> {
        let is_of_this_review = self.saving.is_some_and(|saving| saving.is_of(self.review_serial));
        if !is_of_this_review || self.review_path.as_ref() != Some(&path) {
            let message = Message::new("review-error-changed").with("file", path.display().to_string());
            return self.saved(path, revision, Err(message));
        }
        self.saving = None;
        let base = self.keeping.base.clone();
        let merged = merge(base.as_deref(), &self.review, &theirs.review);
        self.fingerprint = Some(theirs.fingerprint);
        self.keeping.base = Some(Arc::new(theirs.review));
        self.doubt_reports();
        let mut effects = self.take_merged(merged, &path);
        effects.extend(self.keep());
        // Even where nothing of theirs was new: the file is still without what is.
        effects.extend(self.save_by_itself());
        effects
    }

    /// Takes another reviewer's review in, as one step that can be taken back.
    pub(super) fn merge_with(&mut self, path: &Path, result: Result<Box<Loaded>, Message>) -> Vec<Effect> {
        if let Some(reason) = self.read_only.clone() {
            self.notify(NoticeKind::Failure, reason);
            return Vec::new();
        }
        match result {
            Ok(loaded) if loaded.read_only.is_none() => {
                let merged = merge(None, &self.review, &loaded.review);
                self.take_merged(merged, path)
            }
            Ok(loaded) => {
                // Part of it would be left out in silence.
                let reason = loaded.read_only.map(|reason| reason.message());
                self.notices_of(reason)
            }
            Err(message) => self.notices_of(Some(message)),
        }
    }

    fn notices_of(&mut self, message: Option<Message>) -> Vec<Effect> {
        if let Some(message) = message {
            self.notify(NoticeKind::Failure, message);
        }
        Vec::new()
    }

    fn take_merged(&mut self, merged: Merged, path: &Path) -> Vec<Effect> {
        let Merged { review, conflicts, taken } = merged;
        let changes_reports = review.reports != self.review.reports;
        if taken > 0 || changes_reports || review.title != self.review.title {
            let edit = Edit::SetContent(Box::new(Content::from(review)));
            self.history.apply(&mut self.review, edit).expect("content fits any review");
        }
        let id = if conflicts.is_empty() { "review-merged" } else { "review-merged-conflicts" };
        let message = Message::new(id)
            .with("file", path.display().to_string())
            .with("taken", taken)
            .with("conflicts", conflicts.len());
        self.notify(NoticeKind::Info, message);
        let effects = self.collect_missing();
        self.bind_all();
        effects
    }

    /// Looks in a folder for the files of reports that are not where they were, by their content.
    pub(super) fn locate(&mut self, folder: PathBuf) -> Vec<Effect> {
        let is_missing = |path: &Path| {
            self.entries.iter().any(|entry| entry.is_at(path) && entry.is_failed())
                || !self.entries.iter().any(|entry| entry.is_at(path))
        };
        let wanted: Vec<String> = self
            .review
            .reports
            .iter()
            .filter(|report| !report.sha256.is_empty() && is_missing(&report.path))
            .map(|report| report.sha256.clone())
            .collect();
        if wanted.is_empty() {
            self.notify(NoticeKind::Info, Message::new("locate-nothing-missing"));
            return Vec::new();
        }
        self.collecting += 1;
        vec![Effect::Locate { folder, wanted }]
    }

    pub(super) fn located(&mut self, found: Vec<PathBuf>) -> Vec<Effect> {
        self.collecting = self.collecting.saturating_sub(1);
        let id = if found.is_empty() { "locate-none" } else { "locate-found" };
        self.notify(NoticeKind::Info, Message::new(id).with("count", found.len()));
        if found.is_empty() { Vec::new() } else { self.open(found) }
    }

    /// Asks for the reports of the review that are not open.
    pub(super) fn collect_missing(&mut self) -> Vec<Effect> {
        let is_open = |path: &PathBuf| self.entries.iter().any(|e: &Entry| e.is_at(path) && !e.is_failed());
        let reports = self.review.reports.iter().filter(|report| !self.closed.contains(&report.id));
        let missing: Vec<PathBuf> =
            reports.map(|report| report.path.clone()).filter(|path| !is_open(path)).collect();
        if missing.is_empty() {
            return Vec::new();
        }
        self.collecting += 1;
        vec![Effect::Collect(missing)]
    }

    /// A review without a file, with nothing of it on disk.
    fn open_unnamed(&mut self, review: Review) -> Vec<Effect> {
        self.replace_review(review, None, None, None)
    }

    /// Of all the reviews that were looked at only the open one is kept from others.
    pub(super) fn hold_own_lock(&self) -> Vec<Effect> {
        let own = self.review_path.clone().filter(|_| self.read_only.is_none());
        vec![Effect::HoldLock(own)]
    }
}
