//! What is written between two savings: a journal of every change and of the note that is being typed, so that nothing
//! is lost with the program. A journal is a file of its own in a folder of the user's state; it begins with the review as
//! it was last on disk and is done with once that file holds everything. Lines and checksums are in `record`, the open
//! file in `writer`, what is left of another run in `recover`. When to write is for the caller.

mod first_version;
mod lines;
mod paths;
mod record;
mod recover;
mod writer;

pub use lines::parse;
pub use record::{Parsed, Record};
pub use recover::{LeftOver, Recovered, Standing, discard, left_over, recover};
pub use writer::Journal;

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::store::Fingerprint;
use super::{Edit, Note, ReportEntry, Review};

/// How the names of journals end.
pub const EXTENSION: &str = "journal";

/// How the name of one ends that is not whole yet.
const UNFINISHED: &str = "new";

/// Something to be kept.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Another review from here on. What the journal of the one before still holds stays on disk.
    Begin {
        /// Its file, if it has one.
        path: Option<PathBuf>,
        /// What that file holds.
        on_disk: Option<Fingerprint>,
        /// The review as it is there, or as it was begun.
        review: Arc<Review>,
        /// A journal of another run that everything is taken from: it is done with as soon as this one is on disk.
        from: Option<PathBuf>,
    },
    /// Changes, in order; all of them hold or none.
    Step(Step),
    /// The note that is being typed, as it is now; `None` once it is kept or given up.
    Draft(Option<Unfinished>),
    /// The present review is left. What its journal still holds stays on disk, to be found when it is opened again.
    Leave,
    /// The present review is given up with all that was kept of it.
    Forget,
}

/// Changes that were made together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The changes.
    pub edits: Vec<Edit>,
    /// All reports of the review after them, where these are others than before: which report is which is found out
    /// while reading and is no edit.
    #[serde(default)]
    pub reports: Option<Vec<ReportEntry>>,
}

impl Step {
    /// Makes the changes. On an error the review is as it was.
    pub fn apply(self, review: &mut Review) -> Result<(), super::EditError> {
        Edit::All(self.edits).apply(review)?;
        if let Some(reports) = self.reports {
            review.reports = reports;
        }
        Ok(())
    }
}

/// A note that is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// What the editor holds.
    pub note: Note,
    /// Whether the review has no such note yet.
    pub is_new: bool,
}

/// A journal that could not be read. It is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Its first line is not that of a journal, or nothing whole follows it.
    #[error("not a journal")]
    NotAJournal,
    /// A later version wrote it; which.
    #[error("version {0} of the journal is not known")]
    Newer(u32),
    /// The system's own words.
    #[error("{0}")]
    System(String),
}
