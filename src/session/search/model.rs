//! The open search.

use super::find::{Hits, Wanted};
use crate::message::Message;
use crate::session::analysis::Place;
use crate::session::library::ReportId;
use crate::session::request::Request;

/// A search with its hits.
#[derive(Debug, Default)]
pub struct Search {
    /// Query of the last search.
    pub wanted: Wanted,
    /// Index of the hit that was visited last.
    pub at: Option<usize>,
    pub(super) request: Request<Result<Hits, Message>>,
}

impl Search {
    /// The hits by report, then by position.
    #[must_use]
    pub fn hits(&self) -> &[Place] {
        self.request.result().and_then(|result| result.as_ref().ok()).map_or(&[], |hits| &hits.places)
    }

    /// Whether there are more hits than are listed.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.request.result().is_some_and(|result| result.as_ref().is_ok_and(|hits| hits.more))
    }

    /// The fault of the regular expression.
    #[must_use]
    pub fn error(&self) -> Option<&Message> {
        self.request.result().and_then(|result| result.as_ref().err())
    }

    /// Whether the search is under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.request.is_waiting()
    }

    /// The hits in a report, and the index of the first of them. Linear in all hits, of which there are at most
    /// [`MAX_HITS`](super::MAX_HITS).
    #[must_use]
    pub fn hits_in(&self, report: ReportId) -> (usize, &[Place]) {
        let hits = self.hits();
        let Some(first) = hits.iter().position(|hit| hit.report == report) else { return (0, &[]) };
        let count = hits[first..].iter().take_while(|hit| hit.report == report).count();
        (first, &hits[first..first + count])
    }
}

/// The search, open or closed.
#[derive(Debug, Default)]
pub(in crate::session) struct SearchState {
    pub(super) is_open: bool,
    pub(super) search: Search,
    pub(super) revision: u64,
}

impl SearchState {
    /// The search, if it is open.
    pub(in crate::session) fn open(&self) -> Option<&Search> {
        self.is_open.then_some(&self.search)
    }

    /// Incremented whenever the hits or the visited hit change.
    pub(in crate::session) fn revision(&self) -> u64 {
        self.revision
    }
}
