//! The journal of unsaved work: every edit and the note in the editor are sent to it as they are made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::messages::SavingEffect;
use super::safety::Safety;
use crate::review::journal::{Entry, Step, Unfinished};
use crate::review::store::Fingerprint;
use crate::review::{ReportEntry, Review, Time};
use crate::session::context::Context;
use crate::session::review::ReviewState;

/// State of the journal: entries sent to it, and entries on disk.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// The review as it is on disk, or as it was begun: the base of the journal's edits.
    base: Option<Arc<Review>>,
    /// Whether the journal of this review is begun.
    is_begun: bool,
    /// The journal of another run that the review was restored from.
    from: Option<PathBuf>,
    /// The note in the editor as it was sent last.
    draft: Option<Unfinished>,
    /// The reports as they were sent last; `None` if that is uncertain.
    reports: Option<Vec<ReportEntry>>,
    /// Number of the last entries that were sent.
    sent: u64,
    /// Number of the last entries on disk.
    on_disk: u64,
    on_disk_at: Option<Time>,
    /// Whether the journal has ever been written; without a place for it, it never is.
    has_place: bool,
    has_failed: bool,
}

/// Identity of the review's file in the journal.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) path: Option<&'a Path>,
    pub(super) fingerprint: Option<Fingerprint>,
    /// Whether the review's file is being written. Until the write ends, the list of reports in the journal is
    /// uncertain.
    pub(super) is_saving: bool,
}

impl Journal {
    /// Sends the edits and the change of the note in the editor since the last call. Binding reports alone sends nothing.
    pub(super) fn log(&mut self, review: &mut ReviewState, file: File<'_>, cx: &mut Context) {
        let draft = review.draft().filter(|_| review.has_unsaved_draft());
        let draft_changed = draft.map(|draft| &draft.note) != self.draft.as_ref().map(|sent| &sent.note);
        if !draft_changed && !review.has_unlogged() {
            return;
        }
        let mut entries = Vec::new();
        if !self.is_begun {
            self.is_begun = true;
            let base = self.base.get_or_insert_with(|| Arc::new(Review::new(""))).clone();
            self.reports = Some(base.reports.clone());
            let (path, from) = (file.path.map(Path::to_owned), self.from.take());
            entries.push(Entry::Begin { path, on_disk: file.fingerprint, review: base, from });
        }
        let edits = review.take_unlogged();
        let sent = self.reports.as_ref().filter(|_| !file.is_saving);
        let reports = &review.review().reports;
        let reports = (sent != Some(reports)).then(|| reports.clone());
        if reports.is_some() {
            self.reports.clone_from(&reports);
        }
        if !edits.is_empty() || reports.is_some() {
            entries.push(Entry::Step(Step { edits, reports }));
        }
        if draft_changed {
            let draft = review.draft().filter(|_| review.has_unsaved_draft());
            self.draft = draft.map(|draft| Unfinished { note: draft.note.clone(), is_new: draft.is_new });
            entries.push(Entry::Draft(self.draft.clone()));
        }
        self.send(entries, cx);
    }

    fn send(&mut self, entries: Vec<Entry>, cx: &mut Context) {
        self.sent += 1;
        cx.push(SavingEffect::Journal(self.sent, entries));
    }

    /// Another review is opened. The journal of the previous one is left unchanged.
    pub(super) fn leave(&mut self, review: Arc<Review>, cx: &mut Context) {
        self.base = Some(review);
        self.draft = None;
        self.reports = None;
        self.from = None;
        if std::mem::take(&mut self.is_begun) {
            self.send(vec![Entry::Leave], cx);
        }
    }

    /// The user discards the journal's entries of this review.
    pub(super) fn discard(&mut self, cx: &mut Context) {
        self.draft = None;
        if std::mem::take(&mut self.is_begun) {
            self.send(vec![Entry::Forget], cx);
        }
    }

    /// The review's file now has this content; the worker that wrote it has informed the journal.
    pub(super) fn saved(&mut self, content: Arc<Review>) {
        self.reports = Some(content.reports.clone());
        self.base = Some(content);
    }

    /// The file now has the content that others wrote.
    pub(super) fn rebase(&mut self, theirs: Arc<Review>) {
        self.base = Some(theirs);
        self.reports = None;
    }

    /// A write failed that was to leave reports out: the list of reports last sent is uncertain.
    pub(super) fn doubt_reports(&mut self) {
        self.reports = None;
    }

    /// The review was restored from the journal of another run.
    pub(super) fn restored_from(&mut self, journal: PathBuf) {
        self.from = Some(journal);
    }

    /// All entries up to this number are on disk.
    pub(super) fn written(&mut self, number: u64) {
        self.on_disk = number;
        self.on_disk_at = Some(Time::now());
        self.has_place = true;
        self.has_failed = false;
    }

    /// The journal cannot be written.
    pub(super) fn failed(&mut self) {
        self.has_failed = true;
    }

    /// The review as it is on disk, or as it was begun.
    pub(super) fn base(&self) -> Option<&Arc<Review>> {
        self.base.as_ref()
    }

    /// Number of the last entries that were sent.
    pub(super) fn sent(&self) -> u64 {
        self.sent
    }

    /// Whether all entries are on disk.
    pub(super) fn is_on_disk(&self) -> bool {
        self.on_disk == self.sent
    }

    /// Whether entries reach the disk.
    pub(super) fn is_working(&self) -> bool {
        self.has_place && !self.has_failed
    }

    /// Safety of work that is not in the review's file.
    pub(super) fn safety(&self) -> Safety {
        if self.has_failed {
            Safety::Failing
        } else if self.has_place && self.is_on_disk() {
            Safety::Journalled(self.on_disk_at.clone())
        } else {
            Safety::InMemory
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Edit;
    use crate::session::library::Library;

    const NO_FILE: File<'static> = File { path: None, fingerprint: None, is_saving: false };

    #[test]
    fn edits_are_sent_once_and_their_safety_follows_the_disk() {
        let (mut journal, mut review) = (Journal::default(), ReviewState::default());
        let mut cx = Context::default();
        journal.log(&mut review, NO_FILE, &mut cx);
        assert!(cx.is_empty(), "nothing to send");
        review.make(Edit::SetTitle("甲".into()), "edit-title", &Library::default()).unwrap();
        journal.log(&mut review, NO_FILE, &mut cx);
        journal.log(&mut review, NO_FILE, &mut cx);
        assert_eq!((cx.finish().0.len(), journal.sent()), (1, 1));
        assert_eq!(journal.safety(), Safety::InMemory);
        journal.written(1);
        assert!(matches!(journal.safety(), Safety::Journalled(Some(_))) && journal.is_working());
        journal.failed();
        assert_eq!(journal.safety(), Safety::Failing);
    }
}
