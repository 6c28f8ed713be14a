//! Where the review is kept: saving, and what must be asked before unsaved notes would be lost.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::is_review;
use super::{Answer, Effect, NoticeKind, Picker, Session, Write};
use crate::message::Message;
use crate::review::store::Fingerprint;
use crate::review::{Revision, Time};

/// How a review file's name ends.
const REVIEW_SUFFIX: &str = ".review.ron";

/// A question about unsaved notes, asked before something would drop them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Before the window closes.
    Close {
        /// The answer was to save; the window closes once that is done.
        saving: bool,
    },
    /// Before another review is opened.
    Replace {
        /// The review to open.
        path: PathBuf,
        /// The answer was to save; the review opens once that is done.
        saving: bool,
    },
}

impl Question {
    /// Whether it is answered and waits for a save.
    fn is_waiting(&self) -> bool {
        matches!(self, Self::Close { saving: true } | Self::Replace { saving: true, .. })
    }

    pub(super) fn with_saving(self, saving: bool) -> Self {
        match self {
            Self::Close { .. } => Self::Close { saving },
            Self::Replace { path, .. } => Self::Replace { path, saving },
        }
    }
}

/// A write under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Saving {
    /// Of which review.
    review: u64,
    /// Of which state of it.
    revision: Revision,
}

impl Saving {
    pub(super) fn is_of(self, review: u64) -> bool {
        self.review == review
    }
}

/// Where to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Destination {
    path: PathBuf,
    /// Whether the user agreed to replace another review there.
    replace: bool,
}

impl Destination {
    /// The review's own file.
    pub(super) fn own(path: PathBuf) -> Self {
        Self { path, replace: false }
    }

    /// A path that was chosen, with the ending of review files. Where that had to be added, nobody has agreed to
    /// replace the file of that name.
    pub(super) fn chosen(path: &Path, confirmed: bool) -> Self {
        if is_review(path) {
            return Self { path: path.to_owned(), replace: confirmed };
        }
        let mut name = path.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
        name.push(REVIEW_SUFFIX);
        Self { path: path.with_file_name(name), replace: false }
    }
}

/// A review file's name without what all of them end with.
pub(super) fn stem_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = [REVIEW_SUFFIX, ".ron"].iter().find_map(|end| name.strip_suffix(end));
    stem.unwrap_or(&name).to_owned()
}

impl Session {
    /// Whether closing now would lose something.
    #[must_use]
    pub fn has_unsaved_work(&self) -> bool {
        self.history.is_dirty() || self.has_unsaved_draft()
    }

    /// Whether the editor holds words that are not in the review.
    pub(super) fn has_unsaved_draft(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| {
            let before = self.review.note(&draft.note.id);
            draft.touched
                && !draft.note.body.trim().is_empty()
                && !before.is_some_and(|before| draft.note.says_the_same(before))
        })
    }

    pub(super) fn save(&mut self) -> Vec<Effect> {
        match self.review_path.clone() {
            Some(path) if self.read_only.is_none() => self.save_to(Destination::own(path)),
            _ => vec![self.pick_save_path()],
        }
    }

    /// Asks where to write: beside the reports, under the review's name.
    pub(super) fn pick_save_path(&self) -> Effect {
        let beside = self.review_path.as_ref().or_else(|| self.entries.first().map(|entry| &entry.path));
        let folder = beside.and_then(|path| path.parent()).map(Path::to_owned);
        let named = self.review_path.as_deref().or(folder.as_deref()).and_then(Path::file_name);
        let stem = named.map(|name| stem_of(Path::new(name))).filter(|stem| !stem.is_empty());
        let name = format!("{}{REVIEW_SUFFIX}", stem.as_deref().unwrap_or("jiaokan"));
        Effect::Pick(Picker::SaveReview { name, folder })
    }

    /// Writes the review, with the note that is being written. One write at a time, since each must know what the one
    /// before it left on disk.
    pub(super) fn save_to(&mut self, to: Destination) -> Vec<Effect> {
        if self.saving.is_some() {
            self.save_next = Some(to);
            return Vec::new();
        }
        if self.has_unsaved_draft() {
            self.commit_note();
        }
        self.write(to, false)
    }

    /// Writes the review as it is.
    pub(super) fn write(&mut self, to: Destination, by_itself: bool) -> Vec<Effect> {
        let Destination { path, replace } = to;
        let same_file = self.review_path.as_ref() == Some(&path);
        let expected = if same_file { self.fingerprint } else { None };
        if self.review.title.is_empty() {
            // No edit: nobody would want to undo that a file has a name.
            self.review.title = stem_of(&path);
        }
        let mut review = self.review.clone();
        review.reports.retain(|report| self.is_listed(report));
        review.modified = Time::now();
        // The journal is told first what the file will hold, so that it knows what to drop once that is written.
        let mut effects = self.keep();
        let revision = self.history.revision();
        let review = Arc::new(review);
        self.saving = Some(Saving { review: self.review_serial, revision });
        self.written = Some(Arc::clone(&review));
        let kept = self.told();
        effects.push(Effect::SaveReview(Write {
            path,
            review,
            revision,
            expected,
            replace,
            kept,
            by_itself,
        }));
        effects
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        revision: Revision,
        result: Result<Fingerprint, Message>,
    ) -> Vec<Effect> {
        let is_of_this_review = self.saving.take().is_some_and(|saving| saving.review == self.review_serial);
        let next = self.save_next.take();
        let written = self.written.take();
        match result {
            Ok(fingerprint) if is_of_this_review => {
                if let Some(written) = written {
                    self.kept_in_file(written);
                }
                self.review_path = Some(path);
                self.fingerprint = Some(fingerprint);
                self.read_only = None;
                self.saved_at = Some(Time::now());
                self.history.mark_saved(revision);
                if let Some(notice) = self.failed_save.take() {
                    self.dismiss(notice);
                }
                let goes_elsewhere = |next: &Destination| {
                    self.has_unsaved_work() || self.review_path.as_ref() != Some(&next.path)
                };
                match next.filter(goes_elsewhere) {
                    Some(next) => self.save_to(next),
                    None => self.resume_after_save(),
                }
            }
            // Of a review that was given up meanwhile.
            Ok(_) => next.map_or_else(Vec::new, |next| self.save_to(next)),
            Err(message) => {
                self.doubt_reports();
                self.failed_save = Some(self.notify(NoticeKind::Failure, message));
                match next {
                    Some(next) => self.save_to(next),
                    None => self.stay_after_failed_save(),
                }
            }
        }
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let unsaved = self.has_unsaved_work();
        if !unsaved && self.saving.is_none() {
            return vec![Effect::Close];
        }
        if let Some(effects) = self.leave_quietly(&Question::Close { saving: true }) {
            return effects;
        }
        // Nothing to ask where all there is to save is being written.
        let revision = self.history.revision();
        let is_being_saved =
            !self.has_unsaved_draft() && self.saving.is_some_and(|saving| saving.revision == revision);
        self.question.get_or_insert(Question::Close { saving: is_being_saved || !unsaved });
        Vec::new()
    }

    pub(super) fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(question) = self.question.take() else {
            return Vec::new();
        };
        match answer {
            Answer::Stay => self.stay(&question),
            Answer::Discard => {
                let mut effects = self.forget_kept();
                effects.extend(match (question, self.arrived.take()) {
                    (Question::Close { .. }, _) => vec![Effect::Close],
                    (Question::Replace { .. }, Some((path, loaded))) => self.open_review(path, *loaded),
                    (Question::Replace { path, .. }, None) => vec![Effect::LoadReview(path)],
                });
                effects
            }
            Answer::Save if self.has_unsaved_work() => {
                self.question = Some(question.with_saving(true));
                self.save()
            }
            Answer::Save => self.go_on(question),
        }
    }

    /// Does what a question held up, now that nothing is lost by it. A review is read again: it may be the very file
    /// that was just written.
    fn go_on(&mut self, question: Question) -> Vec<Effect> {
        match question {
            Question::Close { .. } => vec![Effect::Close],
            Question::Replace { path, .. } => {
                self.arrived = None;
                vec![Effect::LoadReview(path)]
            }
        }
    }

    /// Goes on after a save with what waited for it. Asks again where something was written meanwhile.
    pub(super) fn resume_after_save(&mut self) -> Vec<Effect> {
        if self.saving.is_some() {
            return Vec::new();
        }
        match self.question.take_if(|question| question.is_waiting()) {
            Some(question) if !self.may_leave() => {
                self.question = Some(question.with_saving(false));
                Vec::new()
            }
            Some(question) if self.waits_for_journal() => {
                self.question = Some(question);
                Vec::new()
            }
            Some(question) => self.go_on(question),
            None => self.open_arrived(),
        }
    }

    /// Stays, because the save that a question asked for did not come about.
    pub(super) fn stay_after_failed_save(&mut self) -> Vec<Effect> {
        match self.question.take_if(|question| question.is_waiting()) {
            Some(question) => self.stay(&question),
            None => Vec::new(),
        }
    }

    fn stay(&mut self, question: &Question) -> Vec<Effect> {
        let mut effects = Vec::new();
        if matches!(question, Question::Replace { .. }) {
            self.arrived = None;
            effects = self.hold_own_lock();
        }
        effects.extend(self.open_arrived());
        effects
    }

    /// Opens the review that was read, unless something would be lost by it: that is asked first. A write under way and
    /// a question that is open are waited for.
    pub(super) fn open_arrived(&mut self) -> Vec<Effect> {
        if self.saving.is_some() || self.question.is_some() {
            return Vec::new();
        }
        let unsaved = !self.may_leave() || self.waits_for_journal();
        match self.arrived.take() {
            Some((path, loaded)) if unsaved => {
                let question = Question::Replace { path: path.clone(), saving: true };
                if let Some(effects) = self.leave_quietly(&question) {
                    return effects;
                }
                self.question = Some(Question::Replace { path: path.clone(), saving: false });
                self.arrived = Some((path, loaded));
                Vec::new()
            }
            Some((path, loaded)) => self.open_review(path, *loaded),
            None => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_is_known_by_its_name_and_gets_one() {
        assert!(is_review(Path::new("a/审阅.review.ron")) && !is_review(Path::new("a.txt")));
        let chosen = |path: &str| Destination::chosen(Path::new(path), true);
        assert_eq!(chosen("a/b.ron"), Destination { path: "a/b.ron".into(), replace: true });
        let added = Destination { path: "a/审阅.review.ron".into(), replace: false };
        assert_eq!(chosen("a/审阅"), added, "the dialog asked about another name");
    }
}
