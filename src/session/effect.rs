//! What must be done outside of the session: read, compare, write, ask for a path. What comes of it is an `Outcome`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{Displaced, Document, ExportEffect, ExportPlace, ReportId, Selection, Settings, Task, Wanted};
use crate::report::ReadOptions;
use crate::review::journal;
use crate::review::store::Fingerprint;
use crate::review::{Review, Revision};

/// Something to do outside of the session. `jobs` does it and brings an [`Outcome`] back.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask for paths.
    Pick(Picker),
    /// Find the files that these paths mean.
    Collect(Vec<PathBuf>),
    /// Lay out the sample reports and find them.
    UnpackSamples,
    /// Read one report.
    Read {
        /// To know it again by.
        id: ReportId,
        /// Its file.
        path: PathBuf,
        /// How.
        options: ReadOptions,
    },
    /// Analyse these reports. A later one supersedes an earlier one.
    Analyse {
        /// Rises with each comparison; results of earlier ones are dropped.
        generation: u64,
        /// What, and how.
        task: Task,
    },
    /// Tell when one of these files changes, and of no others.
    Watch(Vec<PathBuf>),
    /// Do not read what was not begun yet.
    StopReading,
    /// Stop the comparison under way.
    StopAnalysing,
    /// Compare two reports row by row. A later one supersedes an earlier one.
    Compare {
        /// To know it again by.
        generation: u64,
        /// The left one and the right one.
        documents: [Arc<Document>; 2],
    },
    /// Rank the reports of a folder. A later one supersedes an earlier one.
    Rank {
        /// To know it again by.
        generation: u64,
        /// The folder.
        folder: PathBuf,
        /// Least length of a passage in normalised characters.
        min_length: usize,
    },
    /// Stop the ranking under way.
    StopRanking,
    /// Find which sections of two reports belong together. A later wish supersedes an earlier one.
    PairSections {
        /// To know it again by.
        generation: u64,
        /// The left one and the right one.
        documents: [Arc<Document>; 2],
    },
    /// Find what differs between two selections. A later wish supersedes an earlier one.
    ComparePassages {
        /// To know it again by.
        generation: u64,
        /// The left one and the right one.
        selections: [Selection; 2],
        /// What they hold.
        texts: [String; 2],
    },
    /// Find the text of notes again in a report that is not as it was when they were made.
    Place(Displaced),
    /// Look for words in these reports. A later one supersedes an earlier one.
    Search {
        /// To know it again by.
        generation: u64,
        /// The reports, in the order of the library.
        documents: Vec<(ReportId, Arc<Document>)>,
        /// What for.
        wanted: Wanted,
    },
    /// Read a review file.
    LoadReview(PathBuf),
    /// Write a review file.
    SaveReview(Write),
    /// Keep this in the journal; the number rises with each.
    Keep(u64, Vec<journal::Entry>),
    /// Say after this time that it is time to save. A later one supersedes an earlier one.
    Remind(Duration),
    /// Of the reviews that were read, keep others from writing this one only.
    HoldLock(Option<PathBuf>),
    /// Look for journals that another run left behind.
    FindJournals,
    /// Read a journal and the review that it belongs to.
    ReadJournal(PathBuf),
    /// Delete a journal, once everything that was to be kept before this is on disk.
    DiscardJournal(PathBuf),
    /// Read a review to take it into the open one.
    LoadToMerge(PathBuf),
    /// Find files of these contents (SHA-256) in a folder.
    Locate {
        /// The folder.
        folder: PathBuf,
        /// The contents.
        wanted: Vec<String>,
    },
    /// Write an export, and what goes with that.
    Export(ExportEffect),
    /// Gather what a report of a fault should say.
    Diagnose {
        /// What draws the window.
        renderer: String,
        /// The user's choices.
        settings: Settings,
    },
    /// Put text on the clipboard.
    Copy(String),
    /// Keep the user's choices.
    KeepSettings(Settings),
    /// Close the window now.
    Close,
}

/// A review to be written over the file with the fingerprint, or where there is none.
#[derive(Clone, Debug)]
pub struct Write {
    /// Where to.
    pub path: PathBuf,
    /// What.
    pub review: Arc<Review>,
    /// Which state of it that is.
    pub revision: Revision,
    /// What is on disk as far as this session knows.
    pub expected: Option<Fingerprint>,
    /// Whether the user agreed to put it in the place of another review, where one is there.
    pub replace: bool,
    /// Number of what was last given to the journal: the file will hold all of that.
    pub kept: u64,
    /// Whether nobody asked for it.
    pub by_itself: bool,
}

/// Which paths to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picker {
    /// Report files, several.
    Reports,
    /// A folder.
    Folder,
    /// A folder to rank.
    RankFolder,
    /// A review file to open.
    Review,
    /// A review file to take into the open one.
    Merge,
    /// A folder to look in for reports that were moved.
    Missing,
    /// A profile of parts.
    Profile,
    /// A place to write the review to.
    SaveReview {
        /// Name to begin with.
        name: String,
        /// Folder to begin in.
        folder: Option<PathBuf>,
    },
    /// A place to export to.
    Export(ExportPlace),
}
