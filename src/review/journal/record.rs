//! The records of a journal.

use serde::{Deserialize, Serialize};

use super::{Step, Unfinished};
use crate::review::{Review, Time};

/// A record of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// Identity of the review. Written twice, before and after [`Record::Base`], so that damage at one place in the
    /// file cannot lose it.
    Begin {
        /// Path of the review's file, as paths are stored in a review file; `None` if it was never saved.
        #[serde(default)]
        path: Option<String>,
        /// SHA-256 of that file in hexadecimal digits; empty without a file.
        #[serde(default)]
        on_disk: String,
        /// Name of another journal in the folder that this one replaces.
        #[serde(default)]
        instead_of: String,
        /// Time of writing.
        #[serde(default)]
        at: Time,
    },
    /// The review as it was in its file, or as it was created.
    Base(Box<Review>),
    /// Changes.
    Step(Step),
    /// The note being typed, as of now.
    Draft(Option<Unfinished>),
}

/// The readable records of a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// In the order in which they were written.
    pub records: Vec<Record>,
    /// Number of records that cannot be read, judged by the gaps in the numbering.
    pub lost: usize,
    /// Whether the file ends inside a record, as after a kill during a write. The record was never acknowledged, so
    /// nothing is lost.
    pub is_torn: bool,
}
