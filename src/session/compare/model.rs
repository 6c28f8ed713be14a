//! The comparison of two reports row by row, and the comparison of two selections.

use std::sync::Arc;

use super::passages::Passages;
use crate::compare::{self, Comparison};
use crate::session::library::{Document, ReportId};
use crate::session::request::{Request, Ticket};
use crate::task::{Cancel, Cancelled};

/// Two reports row by row.
#[derive(Debug)]
pub struct Compared {
    /// The report on the left.
    pub left: ReportId,
    /// The report on the right.
    pub right: ReportId,
    /// The row that was visited last.
    pub at: Option<usize>,
    /// Incremented with each request to show a row.
    pub serial: u64,
    pub(super) rows: Request<Arc<Comparison>>,
}

impl Compared {
    /// The rows, once they are computed.
    #[must_use]
    pub fn result(&self) -> Option<&Arc<Comparison>> {
        self.rows.result()
    }

    /// Identifies the comparison among all of the session.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        self.rows.ticket()
    }
}

/// Compares two reports row by row. Takes seconds on long reports: call it on a worker.
pub fn compare_rows(left: &Document, right: &Document, cancel: &Cancel) -> Result<Comparison, Cancelled> {
    let side = |document| {
        let Document { report, outline, .. }: &Document = document;
        compare::Input { report, outline }
    };
    compare::compare(side(left), side(right), cancel)
}

/// The comparisons under way or shown.
#[derive(Debug, Default)]
pub(in crate::session) struct CompareState {
    pub(super) reports: Option<Compared>,
    /// The request of the comparison that was closed last, so that tickets are not reused.
    pub(super) closed: Request<Arc<Comparison>>,
    pub(super) selections: Request<Passages>,
}

impl CompareState {
    /// The comparison of two reports.
    pub(in crate::session) fn reports(&self) -> Option<&Compared> {
        self.reports.as_ref()
    }

    /// The comparison of two selections.
    pub(in crate::session) fn selections(&self) -> Option<&Passages> {
        self.selections.result()
    }
}
