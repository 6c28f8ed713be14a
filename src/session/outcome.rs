//! What came of the effects. A session takes it in where it is still asked for.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Analysis, Displaced, Document, ExportOutcome, Hits, Passages, Picker, Ranked, ReportId};
use crate::compare::Comparison;
use crate::message::Message;
use crate::report::{ReadError, ReadOptions};
use crate::review::journal::{LeftOver, Recovered, Standing};
use crate::review::store::{Fingerprint, Loaded};
use crate::review::{Placement, Revision};
use crate::task::Step;

/// What came of an [`Effect`].
#[derive(Debug)]
pub enum Outcome {
    /// Paths were chosen; none where the user changed their mind.
    Picked(Picker, Vec<PathBuf>),
    /// The system offers no file dialog to ask with.
    NoDialog(Picker),
    /// The files that paths meant.
    Collected {
        /// Report files in order.
        files: Vec<Found>,
        /// What could not be looked at.
        unreadable: Vec<ReadError>,
    },
    /// A report was read, or not.
    Read {
        /// Which.
        id: ReportId,
        /// How it was asked for.
        options: ReadOptions,
        /// The report or the reason.
        result: Result<Arc<Document>, ReadError>,
    },
    /// Reports were compared.
    Analysed {
        /// Which comparison.
        generation: u64,
        /// What was found.
        analysis: Analysis,
    },
    /// These files, of those that are watched, may have changed.
    ChangedOnDisk(Vec<PathBuf>),
    /// Two reports were compared row by row.
    Compared {
        /// Which comparison.
        generation: u64,
        /// The rows.
        rows: Arc<Comparison>,
    },
    /// A folder is being ranked.
    RankingAt {
        /// Which ranking.
        generation: u64,
        /// How far it is.
        step: Step,
    },
    /// A folder was ranked.
    Ranked {
        /// Which ranking.
        generation: u64,
        /// What was found.
        ranked: Arc<Ranked>,
    },
    /// Sections of two reports were paired.
    SectionsPaired {
        /// Which wish.
        generation: u64,
        /// The pairs.
        pairs: Vec<super::SectionPair>,
    },
    /// Two selections were compared.
    PassagesCompared {
        /// Which wish.
        generation: u64,
        /// What differs.
        passages: Passages,
    },
    /// The text of notes was looked for.
    Placed {
        /// What was to be found.
        displaced: Displaced,
        /// Where each of the targets stands, in their order.
        found: Vec<Placement>,
    },
    /// Words were looked for.
    Searched {
        /// Which search.
        generation: u64,
        /// Where they stand, or what is wrong with the expression.
        result: Result<Hits, Message>,
    },
    /// A review was read, or not.
    Loaded {
        /// Its file.
        path: PathBuf,
        /// The review or the reason.
        result: Result<Box<Loaded>, Message>,
    },
    /// A review was written, or not.
    Saved {
        /// Its file.
        path: PathBuf,
        /// Which state was written.
        revision: Revision,
        /// What is on disk now, or the reason.
        result: Result<Fingerprint, Message>,
    },
    /// A review was not written, because others had changed its file.
    Changed {
        /// Its file.
        path: PathBuf,
        /// Which state was to be written.
        revision: Revision,
        /// What is there now.
        theirs: Box<Loaded>,
    },
    /// Everything up to this number is in the journal, on disk.
    Kept(u64),
    /// The journal could not be written. It is tried again by itself.
    NotKept(Message),
    /// It is time to save.
    TimeToSave,
    /// Journals that another run left behind, and what is to be said of those that cannot be read.
    LeftOver(Vec<LeftOver>, Vec<Message>),
    /// A journal was read, or not.
    Restored {
        /// Its file.
        journal: PathBuf,
        /// What it holds, or the reason.
        result: Result<Box<Restored>, Message>,
    },
    /// A review to be taken into the open one was read, or not.
    ToMerge {
        /// Its file.
        path: PathBuf,
        /// The review or the reason.
        result: Result<Box<Loaded>, Message>,
    },
    /// What a report of a fault should say.
    Diagnosed(String),
    /// What draws the window, for people.
    Renderer(String),
    /// The files that were looked for.
    Located(Vec<PathBuf>),
    /// How an export goes.
    Export(ExportOutcome),
    /// Something else failed.
    Failed(Message),
}

/// A journal that was read, and the review it belongs to.
#[derive(Debug)]
pub struct Restored {
    /// The journal.
    pub recovered: Recovered,
    /// What it comes to beside that review.
    pub standing: Standing,
    /// That review as it is now, if it can be read.
    pub loaded: Option<Box<Loaded>>,
}

/// A file that a path meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path as it was given, made absolute.
    pub path: PathBuf,
    /// Its path without links: two spellings of one file have the same.
    pub identity: PathBuf,
}

impl From<PathBuf> for Found {
    fn from(path: PathBuf) -> Self {
        Self { identity: path.clone(), path }
    }
}
