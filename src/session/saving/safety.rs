//! Safety of the work: whether it is in the review's file, in the journal or in memory only.

use crate::review::Time;

/// Safety of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Everything is in the review's file; with the time of the last save in this session.
    Saved(Option<Time>),
    /// Unsaved work is in the journal; with the time of its last write.
    Journalled(Option<Time>),
    /// The journal is being written, or there is no place for one.
    InMemory,
    /// The journal cannot be written.
    Failing,
}
