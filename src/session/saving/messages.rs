//! Commands, effects and outcomes about the review's file, its journal and other reviewers' files.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::returned::TakeBack;
use crate::message::Message;
use crate::review::journal::{self, LeftOver, Recovered, Standing};
use crate::review::returned::Returned;
use crate::review::store::{Fingerprint, Loaded};
use crate::review::{Review, Revision};

/// Commands about the review's file.
#[derive(Clone, Debug)]
pub enum SavingCommand {
    /// Choose a review file in a dialog.
    OpenDialog,
    /// Write the review to its file; asks for one if it has none.
    Save,
    /// Ask for a file and write the review to it.
    SaveAs,
    /// Close the window; asks first if there is unsaved work.
    Quit,
    /// Answer the question about unsaved work.
    Answer(Answer),
    /// The program has started: look for journals that another run left behind.
    LookForJournals,
    /// Open the review of a journal that was left behind, with all its edits.
    Restore(PathBuf),
    /// Delete a journal that was left behind.
    DiscardJournal(PathBuf),
    /// Choose another reviewer's review, or an exported file that came back, in a dialog, to be merged.
    MergeDialog,
    /// Merge another reviewer's review, or an exported file that came back, into this one.
    Merge(PathBuf),
}

/// The answer to a question about unsaved work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Save it, then continue.
    Save,
    /// Continue without it.
    Discard,
    /// Cancel.
    Stay,
}

/// Work on files that saving asks for.
#[derive(Clone, Debug)]
pub enum SavingEffect {
    /// Read a review file.
    Load(PathBuf),
    /// Write a review file.
    Write(Write),
    /// Append entries to the journal; the number rises by one each time.
    Journal(u64, Vec<journal::Entry>),
    /// Send [`SavingOutcome::TimeToSave`] after this time. Supersedes the request before.
    Remind(Duration),
    /// Hold the lock of this review only, of all that were read.
    HoldLock(Option<PathBuf>),
    /// Look for journals that another run left behind.
    FindJournals,
    /// Read a journal and the review that it belongs to.
    ReadJournal(PathBuf),
    /// Delete a journal, once all entries sent before are on disk.
    DiscardJournal(PathBuf),
    /// Read a review that is to be merged.
    LoadToMerge(PathBuf),
    /// Read a file that colleagues wrote into, and take it into a copy of the review.
    TakeBack(Box<TakeBack>),
}

/// Results of work on files.
#[derive(Debug)]
pub enum SavingOutcome {
    /// Result of reading a review.
    Loaded {
        /// Its file.
        path: PathBuf,
        /// The review or the reason.
        result: Result<Box<Loaded>, Message>,
    },
    /// Result of writing a review.
    Saved {
        /// Its file.
        path: PathBuf,
        /// The revision that was written.
        revision: Revision,
        /// Fingerprint of the file, or the reason.
        result: Result<Fingerprint, Message>,
    },
    /// A review was not written, because others had changed its file.
    Changed {
        /// Its file.
        path: PathBuf,
        /// The revision that was to be written.
        revision: Revision,
        /// The present content of the file.
        theirs: Box<Loaded>,
    },
    /// All journal entries up to this number are on disk.
    Journalled(u64),
    /// The journal could not be written. The writer tries again by itself.
    NotJournalled(Message),
    /// The time set by [`SavingEffect::Remind`] is over.
    TimeToSave,
    /// Journals that another run left behind, and messages about those that cannot be read.
    LeftOver(Vec<LeftOver>, Vec<Message>),
    /// Result of reading a journal.
    Restored {
        /// Its file.
        journal: PathBuf,
        /// Its content, or the reason.
        result: Result<Box<Restored>, Message>,
    },
    /// Result of reading a review to be merged.
    ToMerge {
        /// Its file.
        path: PathBuf,
        /// The review or the reason.
        result: Result<Box<Loaded>, Message>,
    },
    /// Result of taking a file back.
    TakenBack {
        /// The file.
        path: PathBuf,
        /// The revision of the review that it was taken into.
        revision: Revision,
        /// The review with what the file brings, or the reason.
        result: Result<Box<(Review, Returned)>, Message>,
    },
}

/// A review to be written.
#[derive(Clone, Debug)]
pub struct Write {
    /// The file.
    pub path: PathBuf,
    /// The content.
    pub review: Arc<Review>,
    /// The revision of the content.
    pub revision: Revision,
    /// The file is replaced only if it has this fingerprint; `None` expects no file.
    pub expected: Option<Fingerprint>,
    /// Whether the user agreed to replace another review at this path.
    pub replace: bool,
    /// Number of the last journal entry that the content includes.
    pub journalled: u64,
    /// Whether the save is automatic.
    pub automatic: bool,
}

/// A journal that was read, and the review that it belongs to.
#[derive(Debug)]
pub struct Restored {
    /// The journal.
    pub recovered: Recovered,
    /// The result of replaying it on that review.
    pub standing: Standing,
    /// The review on disk, if it can be read.
    pub loaded: Option<Box<Loaded>>,
}
