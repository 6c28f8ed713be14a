//! Keeps unsaved changes on disk: every edit and the note being typed, so that a crash loses nothing. A journal is a
//! file in a folder of the user's state. It starts with the review as it was last on disk and ends once the review's
//! file holds everything. A large review is added after the first changes, since writing it takes seconds; until then
//! recovery applies the changes to the review's file. `lines` defines the file format, `writer` appends to an open journal, `recover` reads what
//! another run left behind. The caller decides when to write.

mod first_version;
mod lines;
#[cfg(test)]
mod mandatory_locks;
mod paths;
mod record;
mod recover;
mod writer;

pub use lines::parse;
pub use record::{Parsed, Record};
pub use recover::{LeftOver, Recovered, Standing, discard, kept_path, left_over, recover};
pub use writer::{Journal, Preparation, Prepared};

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::store::Fingerprint;
use super::{Edit, Note, ReportEntry, Review};

/// Extension of journals.
pub const EXTENSION: &str = "journal";

/// Extension of a journal that is still being created.
const UNFINISHED: &str = "new";

/// An entry to be stored.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Starts another review. The journal of the previous one stays on disk if it holds changes.
    Begin {
        /// The review's file, if it has one.
        path: Option<PathBuf>,
        /// Content of that file.
        on_disk: Option<Fingerprint>,
        /// The review as in its file, or as created.
        review: Arc<Review>,
        /// A journal of another run that was restored into this review. It is obsolete once this one is on disk.
        from: Option<PathBuf>,
    },
    /// Changes, in order; they apply together or not at all.
    Step(Step),
    /// The note being typed; `None` once it is added or discarded.
    Draft(Option<Unfinished>),
    /// The review is closed. Its journal stays on disk if it holds changes, and is found when the review is opened
    /// again.
    Leave,
    /// The review is discarded together with its journal.
    Forget,
}

/// Changes made together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Edits, in order.
    pub edits: Vec<Edit>,
    /// All reports of the review after the edits, if they differ from those before. Matching reports with files
    /// happens while reading and is not an edit.
    #[serde(default)]
    pub reports: Option<Vec<ReportEntry>>,
}

impl Step {
    /// Applies the changes. On an error the review is unchanged.
    pub fn apply(self, review: &mut Review) -> Result<(), super::EditError> {
        Edit::All(self.edits).apply(review)?;
        if let Some(reports) = self.reports {
            review.reports = reports;
        }
        Ok(())
    }
}

/// A note being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// Content of the editor.
    pub note: Note,
    /// Whether the review does not have this note yet.
    pub is_new: bool,
}

/// Reason why a journal could not be read. The file is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// The file is not a journal, or none of its records can be read.
    #[error("not a journal")]
    NotAJournal,
    /// Written by a later version; its number.
    #[error("version {0} of the journal is not known")]
    Newer(u32),
    /// A system error; its message.
    #[error("{0}")]
    System(String),
}
