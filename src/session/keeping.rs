//! What is kept before it is saved: every change goes into the journal as it is made, the note that is being typed too,
//! and from time to time the review saves itself. How safe the work is at the moment is said here.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::saving::Destination;
use super::{Effect, NoticeKind, Question, Session};
use crate::message::Message;
use crate::review::journal::{Entry, Step, Unfinished};
use crate::review::{ReportEntry, Review, Time};

/// What the journal has been told.
#[derive(Default)]
pub(super) struct Keeping {
    /// The review as it is on disk, or as it was begun.
    pub(super) base: Option<Arc<Review>>,
    /// Whether the journal knows of this review.
    begun: bool,
    /// The journal of another run that the review was restored from.
    pub(super) from: Option<PathBuf>,
    /// The note being typed, as it was last told.
    draft: Option<Unfinished>,
    /// The reports, as they were last told; `None` where that is not certain.
    reports: Option<Vec<ReportEntry>>,
    /// Number of what was told last, and of what is on disk.
    told: u64,
    on_disk: u64,
    on_disk_at: Option<Time>,
    /// Whether the journal has ever been written: without a place for it there is none.
    works: bool,
    /// The notice that it could not be written.
    failed: Option<u64>,
    /// Whether it was asked to say when it is time to save.
    reminded: bool,
}

/// How safe the work is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Safety {
    /// The review's file holds everything. When it was written, if that was in this session.
    Saved(Option<Time>),
    /// What is not yet in the review's file is in the journal; since when.
    Journalled(Option<Time>),
    /// It is being written to the journal, or there is no place for one.
    InMemory,
    /// The journal cannot be written: it is in memory only until the review is saved.
    Failing,
}

impl Session {
    /// How safe the work is at the moment.
    #[must_use]
    pub fn safety(&self) -> Safety {
        if !self.has_unsaved_work() {
            Safety::Saved(self.saved_at.clone())
        } else if self.keeping.failed.is_some() {
            Safety::Failing
        } else if self.keeping.works && self.keeping.on_disk == self.keeping.told {
            Safety::Journalled(self.keeping.on_disk_at.clone())
        } else {
            Safety::InMemory
        }
    }

    /// What there is to be kept since the last call, and the wish to be told when to save. Reading reports alone is
    /// nothing to keep.
    pub(super) fn keep(&mut self) -> Vec<Effect> {
        let edits = self.history.take_log();
        let draft_changed = {
            let now = self.draft.as_ref().filter(|_| self.has_unsaved_draft());
            let told = self.keeping.draft.as_ref();
            now.map(|draft| &draft.note) != told.map(|told| &told.note)
        };
        let mut effects = Vec::new();
        if !edits.is_empty() || draft_changed {
            let entries = self.entries_to_keep(edits, draft_changed);
            self.keeping.told += 1;
            effects.push(Effect::Keep(self.keeping.told, entries));
        }
        if self.saves_itself() && self.history.is_dirty() && !self.keeping.reminded && self.saving.is_none() {
            self.keeping.reminded = true;
            effects.push(Effect::Remind(Duration::from_secs(self.settings.autosave_seconds.max(5).into())));
        }
        effects
    }

    fn entries_to_keep(&mut self, edits: Vec<crate::review::Edit>, draft_changed: bool) -> Vec<Entry> {
        let mut entries = Vec::new();
        if !self.keeping.begun {
            self.keeping.begun = true;
            let review = self.keeping.base.get_or_insert_with(|| Arc::new(Review::new(""))).clone();
            self.keeping.reports = Some(review.reports.clone());
            let (path, on_disk) = (self.review_path.clone(), self.fingerprint);
            let from = self.keeping.from.take();
            entries.push(Entry::Begin { path, on_disk, review, from });
        }
        // While a write is under way it is not certain which reports the journal goes on with.
        let told = self.keeping.reports.as_ref().filter(|_| self.saving.is_none());
        let reports = (told != Some(&self.review.reports)).then(|| self.review.reports.clone());
        if reports.is_some() {
            self.keeping.reports.clone_from(&reports);
        }
        if !edits.is_empty() || reports.is_some() {
            entries.push(Entry::Step(Step { edits, reports }));
        }
        if draft_changed {
            let draft = self.draft.as_ref().filter(|_| self.has_unsaved_draft());
            self.keeping.draft =
                draft.map(|draft| Unfinished { note: draft.note.clone(), is_new: draft.is_new });
            entries.push(Entry::Draft(self.keeping.draft.clone()));
        }
        entries
    }

    /// Everything up to this number is on disk.
    pub(super) fn kept(&mut self, number: u64) -> Vec<Effect> {
        self.keeping.on_disk = number;
        self.keeping.on_disk_at = Some(Time::now());
        self.keeping.works = true;
        if let Some(notice) = self.keeping.failed.take() {
            self.dismiss(notice);
        }
        self.resume_after_save()
    }

    /// The journal cannot be written. It is tried again by itself.
    pub(super) fn not_kept(&mut self, message: Message) -> Vec<Effect> {
        self.keeping.failed = Some(self.notify(NoticeKind::Failure, message));
        self.resume_after_save()
    }

    /// Another review is there, as it is on disk or as it was begun. What the journal holds of the one before stays.
    pub(super) fn keep_another(&mut self, review: Review) -> Vec<Effect> {
        // Edits of the review that was left, which nobody asked for yet, are in its own journal or given up.
        let _ = self.history.take_log();
        self.keeping.base = Some(Arc::new(review));
        self.keeping.draft = None;
        self.keeping.reports = None;
        self.keeping.from = None;
        if !std::mem::take(&mut self.keeping.begun) {
            return Vec::new();
        }
        self.keeping.told += 1;
        vec![Effect::Keep(self.keeping.told, vec![Entry::Leave])]
    }

    /// The review's file holds this; the journal was told so by whoever wrote it.
    pub(super) fn kept_in_file(&mut self, review: Arc<Review>) {
        self.keeping.reports = Some(review.reports.clone());
        self.keeping.base = Some(review);
    }

    /// What was told of reports may not hold: a write failed that was to leave some out.
    pub(super) fn doubt_reports(&mut self) {
        self.keeping.reports = None;
    }

    /// The number of what was told last.
    pub(super) fn told(&self) -> u64 {
        self.keeping.told
    }

    /// Gives up what the journal holds of this review, because the user said so.
    pub(super) fn forget_kept(&mut self) -> Vec<Effect> {
        let _ = self.history.take_log();
        self.draft = None;
        self.keeping.draft = None;
        if !std::mem::take(&mut self.keeping.begun) {
            return Vec::new();
        }
        self.keeping.told += 1;
        vec![Effect::Keep(self.keeping.told, vec![Entry::Forget])]
    }

    /// Whether the review is one that may be saved without asking.
    pub(super) fn saves_itself(&self) -> bool {
        self.settings.autosave && self.review_path.is_some() && self.read_only.is_none()
    }

    /// Whether leaving the review needs no question: it saves itself, or was saved, and the journal holds what is being
    /// typed until it is opened again.
    pub(super) fn may_leave(&self) -> bool {
        let draft_is_safe = self.saves_itself() && self.keeping.works && self.keeping.failed.is_none();
        !self.history.is_dirty() && (!self.has_unsaved_draft() || draft_is_safe)
    }

    /// Whether the note being typed is still on its way to the journal.
    pub(super) fn waits_for_journal(&self) -> bool {
        self.has_unsaved_draft() && self.keeping.on_disk != self.keeping.told
    }

    /// Leaves the review by itself, if it can: saves it first and waits for the journal. `None` if it has to be asked.
    pub(super) fn leave_quietly(&mut self, question: &Question) -> Option<Vec<Effect>> {
        let saves = self.saves_itself() && self.failed_save.is_none();
        let is_safe = !self.has_unsaved_draft() || (self.keeping.works && self.keeping.failed.is_none());
        if !(saves && is_safe) || self.question.is_some() {
            return None;
        }
        self.question = Some(question.clone().with_saving(true));
        if self.history.is_dirty() && self.saving.is_none() {
            return Some(self.save_by_itself());
        }
        Some(self.resume_after_save())
    }

    /// It is time to save.
    pub(super) fn time_to_save(&mut self) -> Vec<Effect> {
        self.keeping.reminded = false;
        let is_due = self.saves_itself() && self.history.is_dirty() && self.saving.is_none();
        if is_due { self.save_by_itself() } else { Vec::new() }
    }

    /// Saves without taking the note out of the editor that is being typed.
    pub(super) fn save_by_itself(&mut self) -> Vec<Effect> {
        match self.review_path.clone() {
            Some(path) => self.write(Destination::own(path), true),
            None => Vec::new(),
        }
    }
}
