//! The review's file: path, fingerprint, the write under way, the question about unsaved work.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journal::Journal;
use super::safety::Safety;
use crate::message::Message;
use crate::review::journal::LeftOver;
use crate::review::store::{Fingerprint, Loaded};
use crate::review::{Review, Revision, Time};
use crate::session::review::ReviewState;
use crate::session::settings::Settings;

/// Ending of a review file's name.
const REVIEW_SUFFIX: &str = ".review.ron";

/// A question about unsaved work, asked before it would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Before the window closes.
    Close {
        /// The answer was to save; the window closes after that.
        saving: bool,
    },
    /// Before another review is opened.
    Replace {
        /// The review to open.
        path: PathBuf,
        /// The answer was to save; the review is opened after that.
        saving: bool,
    },
}

impl Question {
    /// Whether it is answered and waits for a save.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(self, Self::Close { saving: true } | Self::Replace { saving: true, .. })
    }

    /// This question, marked as answered by a save or as open.
    pub(in crate::session) fn with_saving(self, saving: bool) -> Self {
        match self {
            Self::Close { .. } => Self::Close { saving },
            Self::Replace { path, .. } => Self::Replace { path, saving },
        }
    }
}

/// A write under way.
#[derive(Debug)]
pub(super) struct Saving {
    /// Serial of the review.
    pub(super) review: u64,
    /// The revision that is written.
    pub(super) revision: Revision,
    /// The content that is written.
    pub(super) content: Arc<Review>,
}

/// A file to write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::session) struct Destination {
    pub(super) path: PathBuf,
    /// Whether the user agreed to replace another review there.
    pub(super) replace: bool,
}

impl Destination {
    /// The review's own file.
    pub(in crate::session) fn own(path: PathBuf) -> Self {
        Self { path, replace: false }
    }

    /// A chosen path, with the ending of review files. If the ending had to be added, the user has not agreed to
    /// replace a file of that name.
    pub(in crate::session) fn chosen(path: &Path, confirmed: bool) -> Self {
        if is_review(path) {
            return Self { path: path.to_owned(), replace: confirmed };
        }
        let mut name = path.file_name().map(OsStr::to_owned).unwrap_or_default();
        name.push(REVIEW_SUFFIX);
        Self { path: path.with_file_name(name), replace: false }
    }
}

/// Whether a path names a review file.
pub(in crate::session) fn is_review(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

/// Name of a review file without its ending.
pub(in crate::session) fn stem_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = [REVIEW_SUFFIX, ".ron"].iter().find_map(|end| name.strip_suffix(end));
    stem.unwrap_or(&name).to_owned()
}

/// Proposed name of a review's file.
pub(in crate::session) fn file_name(stem: Option<&str>) -> String {
    format!("{}{REVIEW_SUFFIX}", stem.unwrap_or("jiaokan"))
}

/// The state of the review's file.
#[derive(Debug, Default)]
pub(in crate::session) struct SavingState {
    pub(super) path: Option<PathBuf>,
    pub(super) read_only: Option<Message>,
    pub(super) saved_at: Option<Time>,
    pub(super) fingerprint: Option<Fingerprint>,
    /// Incremented with each review that is opened.
    pub(super) serial: u64,
    pub(super) saving: Option<Saving>,
    /// The write that follows the one under way.
    pub(super) next: Option<Destination>,
    /// Whether the last write failed.
    pub(super) has_failed: bool,
    pub(super) question: Option<Question>,
    /// A review that was read and waits until it can be opened without losing anything.
    pub(super) arrived: Option<(PathBuf, Box<Loaded>)>,
    pub(super) left_over: Vec<LeftOver>,
    pub(super) journal: Journal,
    /// Whether a reminder to save was requested.
    pub(super) is_reminded: bool,
}

impl SavingState {
    /// File of the review.
    pub(in crate::session) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The reason why the review must not be written.
    pub(in crate::session) fn read_only(&self) -> Option<&Message> {
        self.read_only.as_ref()
    }

    /// Time of the last save in this session.
    pub(in crate::session) fn saved_at(&self) -> Option<&Time> {
        self.saved_at.as_ref()
    }

    /// The question about unsaved work.
    pub(in crate::session) fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// Journals that another run left behind.
    pub(in crate::session) fn left_over(&self) -> &[LeftOver] {
        &self.left_over
    }

    /// Whether a write is under way.
    pub(in crate::session) fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// Whether the review may be saved without asking.
    pub(in crate::session) fn saves_itself(&self, settings: &Settings) -> bool {
        settings.autosave && self.path.is_some() && self.read_only.is_none()
    }

    /// Whether the review can be left without a question: it is saved, and the journal holds the note in the editor until
    /// the review is opened again.
    pub(super) fn may_leave(&self, review: &ReviewState, settings: &Settings) -> bool {
        let is_draft_safe = self.saves_itself(settings) && self.journal.is_working();
        !review.history().is_dirty() && (!review.has_unsaved_draft() || is_draft_safe)
    }

    /// Whether the note in the editor is still on its way to the journal.
    pub(super) fn waits_for_journal(&self, review: &ReviewState) -> bool {
        review.has_unsaved_draft() && !self.journal.is_on_disk()
    }

    /// Safety of the work.
    pub(in crate::session) fn safety(&self, review: &ReviewState) -> Safety {
        if review.has_unsaved_work() { self.journal.safety() } else { Safety::Saved(self.saved_at.clone()) }
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
