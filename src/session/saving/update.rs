//! Writing the review's file, and leaving the review without losing work.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::journal::File;
use super::messages::{Answer, SavingEffect, Write};
use super::model::{Destination, Question, Saving, SavingState, stem_of};
use crate::message::Message;
use crate::review::journal::LeftOver;
use crate::review::store::{Fingerprint, Loaded};
use crate::review::{Review, Revision, Time};
use crate::session::context::Context;
use crate::session::review::ReviewState;
use crate::session::settings::Settings;
use crate::session::shell::messages::ShellEffect;
use crate::session::shell::notices::Topic;

/// A write of a review or a file that is no longer open.
#[derive(Debug)]
pub(in crate::session) struct OtherFile;

/// Next step for the caller, outside of saving.
#[derive(Debug)]
pub(in crate::session) enum Next {
    /// Nothing.
    Nothing,
    /// Save to this file.
    Save(Destination),
    /// Open this review; nothing is lost.
    Open(PathBuf, Box<Loaded>),
}

impl SavingState {
    /// Sends unsaved work to the journal, and requests a reminder to save.
    pub(in crate::session) fn log(
        &mut self,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) {
        let (path, fingerprint, is_saving) = (self.path.as_deref(), self.fingerprint, self.saving.is_some());
        self.journal.log(review, File { path, fingerprint, is_saving }, cx);
        let is_due = self.saves_itself(settings) && review.history().is_dirty() && !is_saving;
        if is_due && !self.is_reminded {
            self.is_reminded = true;
            cx.push(SavingEffect::Remind(Duration::from_secs(settings.autosave_seconds.max(5).into())));
        }
    }

    /// Writes the review in its present state. Writes run one at a time, since each needs the fingerprint left by the
    /// previous one; a second request waits for the first.
    pub(in crate::session) fn write(
        &mut self,
        to: Destination,
        automatic: bool,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) {
        let Destination { path, replace } = to;
        let expected = if self.path.as_ref() == Some(&path) { self.fingerprint } else { None };
        review.name_after(&stem_of(&path));
        let mut content = review.review().clone();
        content.reports.retain(|report| review.is_listed(report));
        content.modified = Time::now();
        // Sent first, so that the journal can drop these entries once the file is written.
        self.log(review, settings, cx);
        let (content, revision) = (Arc::new(content), review.history().revision());
        self.saving = Some(Saving { review: self.serial, revision, content: Arc::clone(&content) });
        let journalled = self.journal.sent();
        cx.push(SavingEffect::Write(Write {
            path,
            review: content,
            revision,
            expected,
            replace,
            journalled,
            automatic,
        }));
    }

    /// Queues a write to this file after the write under way; returns whether there is one.
    pub(in crate::session) fn write_later(&mut self, to: &Destination) -> bool {
        let is_saving = self.is_saving();
        if is_saving {
            self.next = Some(to.clone());
        }
        is_saving
    }

    /// Writes the review to its own file, without closing the editor.
    pub(in crate::session) fn write_own(
        &mut self,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) {
        if let Some(path) = self.path.clone() {
            self.write(Destination::own(path), true, review, settings, cx);
        }
    }

    /// The time to save automatically has come.
    pub(in crate::session) fn time_to_save(
        &mut self,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) {
        self.is_reminded = false;
        if self.saves_itself(settings) && review.history().is_dirty() && !self.is_saving() {
            self.write_own(review, settings, cx);
        }
    }

    /// A write has ended.
    pub(in crate::session) fn saved(
        &mut self,
        path: PathBuf,
        revision: Revision,
        result: Result<Fingerprint, Message>,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) -> Next {
        let saving = self.saving.take().filter(|saving| saving.review == self.serial);
        let next = self.next.take();
        match (result, saving) {
            (Ok(fingerprint), Some(saving)) => {
                self.journal.saved(saving.content);
                self.path = Some(path);
                self.fingerprint = Some(fingerprint);
                self.read_only = None;
                self.saved_at = Some(Time::now());
                self.has_failed = false;
                review.mark_saved(revision);
                cx.notices().withdraw(Topic::Save);
                let is_needed =
                    |next: &Destination| review.has_unsaved_work() || self.path.as_ref() != Some(&next.path);
                match next.filter(is_needed) {
                    Some(next) => Next::Save(next),
                    None => self.resume(review, settings, cx),
                }
            }
            // A write of a review that is no longer open.
            (Ok(_), None) => next.map_or(Next::Nothing, Next::Save),
            (Err(message), _) => {
                self.journal.doubt_reports();
                self.has_failed = true;
                cx.fail_about(Topic::Save, message);
                match next {
                    Some(next) => Next::Save(next),
                    None => self.stay_after_failure(review, settings, cx),
                }
            }
        }
    }

    /// The file was changed by others, who wrote `theirs`. Returns the review that both started from, which may be unknown;
    /// an error if the write was of another review or file.
    pub(in crate::session) fn changed_by_others(
        &mut self,
        path: &Path,
        theirs: &Loaded,
    ) -> Result<Option<Arc<Review>>, OtherFile> {
        let is_of_this = self.saving.as_ref().is_some_and(|saving| saving.review == self.serial);
        if !is_of_this || self.path.as_deref() != Some(path) {
            return Err(OtherFile);
        }
        self.saving = None;
        let base = self.journal.base().cloned();
        self.fingerprint = Some(theirs.fingerprint);
        self.journal.rebase(Arc::new(theirs.review.clone()));
        Ok(base)
    }

    /// Closes the window, unless that would lose work.
    pub(in crate::session) fn quit(
        &mut self,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) -> Next {
        let has_unsaved = review.has_unsaved_work();
        if !has_unsaved && !self.is_saving() {
            self.end_journal(review, cx);
            cx.push(ShellEffect::Close);
            return Next::Nothing;
        }
        let question = Question::Close { saving: true };
        if let Some(next) = self.leave_quietly(&question, review, settings, cx) {
            return next;
        }
        // There is nothing to ask while everything is being written.
        let revision = review.history().revision();
        let is_written = self.saving.as_ref().is_some_and(|saving| saving.revision == revision);
        let saving = !has_unsaved || is_written && !review.has_unsaved_draft();
        self.question.get_or_insert(Question::Close { saving });
        Next::Nothing
    }

    /// Leaves the review without a question if it is saved automatically: saves it and waits for the journal. `None` if
    /// that is impossible.
    fn leave_quietly(
        &mut self,
        question: &Question,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) -> Option<Next> {
        let saves = self.saves_itself(settings) && !self.has_failed;
        let is_safe = !review.has_unsaved_draft() || self.journal.is_working();
        if !(saves && is_safe) || self.question.is_some() {
            return None;
        }
        self.question = Some(question.clone().with_saving(true));
        if review.history().is_dirty() && !self.is_saving() {
            self.write_own(review, settings, cx);
            return Some(Next::Nothing);
        }
        Some(self.resume(review, settings, cx))
    }

    /// Takes the question to answer it.
    pub(in crate::session) fn take_question(&mut self) -> Option<Question> {
        self.question.take()
    }

    /// The answer to a question was to save.
    pub(in crate::session) fn wait_for_save(&mut self, question: Question) {
        self.question = Some(question.with_saving(true));
    }

    /// The answer to a question was to discard the work or to cancel.
    pub(in crate::session) fn answer(
        &mut self,
        question: &Question,
        answer: Answer,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) -> Next {
        match answer {
            Answer::Stay => self.stay(question, review, settings, cx),
            Answer::Save => self.proceed(question, cx),
            Answer::Discard => {
                review.take_unlogged();
                review.drop_draft();
                self.journal.discard(cx);
                match (question, self.arrived.take()) {
                    (Question::Close { .. }, _) => cx.push(ShellEffect::Close),
                    (Question::Replace { .. }, Some((path, loaded))) => return Next::Open(path, loaded),
                    (Question::Replace { path, .. }, None) => cx.push(SavingEffect::Load(path.clone())),
                }
                Next::Nothing
            }
        }
    }

    /// Performs the step that a question has delayed, now that it loses nothing. A review is read again, since it may
    /// be the file just written.
    fn proceed(&mut self, question: &Question, cx: &mut Context) -> Next {
        match question {
            Question::Close { .. } => cx.push(ShellEffect::Close),
            Question::Replace { path, .. } => {
                self.arrived = None;
                cx.push(SavingEffect::Load(path.clone()));
            }
        }
        Next::Nothing
    }

    /// Performs the step that waited for a save or a write of the journal. Asks again if there is new work.
    pub(in crate::session) fn resume(
        &mut self,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) -> Next {
        if self.is_saving() {
            return Next::Nothing;
        }
        match self.question.take_if(|question| question.is_waiting()) {
            Some(question) if !self.may_leave(review, settings) => {
                self.question = Some(question.with_saving(false));
                Next::Nothing
            }
            Some(question) if self.waits_for_journal(review) => {
                self.question = Some(question);
                Next::Nothing
            }
            Some(question) => {
                self.end_journal(review, cx);
                self.proceed(&question, cx)
            }
            None => self.open_arrived(review, settings, cx),
        }
    }

    /// Cancels the question that waits for a save, because the save failed or was cancelled.
    pub(in crate::session) fn stay_after_failure(
        &mut self,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) -> Next {
        match self.question.take_if(|question| question.is_waiting()) {
            Some(question) => self.stay(&question, review, settings, cx),
            None => Next::Nothing,
        }
    }

    fn stay(
        &mut self,
        question: &Question,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) -> Next {
        if matches!(question, Question::Replace { .. }) {
            self.arrived = None;
            self.hold_own_lock(cx);
        }
        self.open_arrived(review, settings, cx)
    }

    /// A review was read: opens it when that is possible.
    pub(in crate::session) fn arrive(&mut self, path: PathBuf, loaded: Box<Loaded>) {
        self.arrived = Some((path, loaded));
    }

    /// Opens the review that was read; asks first if that would lose work. Waits for a write under way and for an open
    /// question.
    pub(in crate::session) fn open_arrived(
        &mut self,
        review: &mut ReviewState,
        settings: &Settings,
        cx: &mut Context,
    ) -> Next {
        if self.is_saving() || self.question.is_some() {
            return Next::Nothing;
        }
        let is_unsafe = !self.may_leave(review, settings) || self.waits_for_journal(review);
        match self.arrived.take() {
            Some((path, loaded)) if is_unsafe => {
                let question = Question::Replace { path: path.clone(), saving: true };
                if let Some(next) = self.leave_quietly(&question, review, settings, cx) {
                    return next;
                }
                self.question = Some(Question::Replace { path: path.clone(), saving: false });
                self.arrived = Some((path, loaded));
                Next::Nothing
            }
            Some((path, loaded)) => {
                self.end_journal(review, cx);
                Next::Open(path, loaded)
            }
            None => Next::Nothing,
        }
    }

    /// Deletes the journal of a review that is left without unsaved work. Undoing all edits since the last save leaves
    /// their steps in it, which the next start would offer to restore.
    fn end_journal(&mut self, review: &mut ReviewState, cx: &mut Context) {
        if !review.has_unsaved_work() {
            review.take_unlogged();
            self.journal.discard(cx);
        }
    }

    /// Another review is opened: its file replaces the present one.
    pub(in crate::session) fn replace(
        &mut self,
        review: &Review,
        path: Option<PathBuf>,
        fingerprint: Option<Fingerprint>,
        read_only: Option<Message>,
        cx: &mut Context,
    ) {
        self.journal.leave(Arc::new(review.clone()), cx);
        self.fingerprint = fingerprint;
        self.read_only = read_only;
        self.path = path;
        self.serial += 1;
        self.saved_at = None;
        self.next = None;
    }

    /// Holds the lock of the open review only, of all that were read.
    pub(in crate::session) fn hold_own_lock(&self, cx: &mut Context) {
        cx.push(SavingEffect::HoldLock(self.path.clone().filter(|_| self.read_only.is_none())));
    }

    /// All journal entries up to this number are on disk.
    pub(in crate::session) fn journalled(&mut self, number: u64, cx: &mut Context) {
        self.journal.written(number);
        cx.notices().withdraw(Topic::Journal);
    }

    /// The journal cannot be written.
    pub(in crate::session) fn not_journalled(&mut self, message: Message, cx: &mut Context) {
        self.journal.failed();
        cx.fail_about(Topic::Journal, message);
    }

    /// Stores the journals that another run left behind. Returns the one of the open review, if it contains nothing but
    /// a note that was in the editor: that is restored without asking. It stays among the offered journals until it is
    /// restored, since an edit or a failure may prevent that.
    pub(in crate::session) fn found_left_over(
        &mut self,
        found: Vec<LeftOver>,
        review: &ReviewState,
    ) -> Option<PathBuf> {
        let is_own_draft = |left: &&LeftOver| {
            left.steps == 0 && left.has_draft && left.review.is_some() && left.review == self.path
        };
        let may_type = review.draft().is_none() && self.read_only.is_none() && !review.history().is_dirty();
        let own = found.iter().find(|left| may_type && is_own_draft(left)).map(|left| left.journal.clone());
        self.left_over = found;
        own
    }

    /// A journal is no longer offered.
    pub(in crate::session) fn forget_left_over(&mut self, journal: &Path) {
        self.left_over.retain(|left| left.journal != journal);
    }

    /// Whether the open review is the one with this path and fingerprint.
    pub(in crate::session) fn is_open(&self, path: &Path, fingerprint: Fingerprint) -> bool {
        self.path.as_deref() == Some(path) && self.fingerprint == Some(fingerprint)
    }

    /// The review was restored from the journal of another run, which is deleted once this one's journal holds its work.
    pub(in crate::session) fn restored_from(&mut self, journal: PathBuf) {
        self.journal.restored_from(journal);
    }
}
