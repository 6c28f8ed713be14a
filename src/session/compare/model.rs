//! The comparison of two reports row by row, and the comparison of two selections.

use std::sync::Arc;

use super::passages::Passages;
use crate::compare::{self, Comparison, Row};
use crate::session::analysis::Place;
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
    /// The current row, which is in view: keys act on it.
    pub at: Option<usize>,
    /// Incremented with each request to show a row.
    pub serial: u64,
    /// Positions of the left and of the right text to begin at once the rows are computed.
    pub(super) begin: [Option<usize>; 2],
    pub(super) rows: Request<Arc<Comparison>>,
}

impl Compared {
    /// The rows, once they are computed.
    #[must_use]
    pub fn result(&self) -> Option<&Arc<Comparison>> {
        self.rows.result()
    }

    /// The current row, once the rows are computed.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.result()?.rows.get(self.at?)
    }

    /// The places of a row, on the left and on the right; a moved paragraph has its counterpart on the other side.
    #[must_use]
    pub fn places(&self, row: usize) -> [Option<Place>; 2] {
        let Some(rows) = self.result() else { return [None; 2] };
        let Some(entry) = rows.rows.get(row) else { return [None; 2] };
        let beside = entry.counterpart.and_then(|other| rows.rows.get(other));
        let left = entry.left.or(beside.and_then(|row| row.left));
        let right = entry.right.or(beside.and_then(|row| row.right));
        [
            left.map(|cell| Place { report: self.left, span: cell.span }),
            right.map(|cell| Place { report: self.right, span: cell.span }),
        ]
    }

    /// The row that holds a place of one of the two reports. O(rows).
    #[must_use]
    pub fn row_of(&self, place: Place) -> Option<usize> {
        let rows = self.result()?;
        if place.report == self.right {
            rows.row_from_right(place.span.start)
        } else if place.report == self.left {
            rows.row_from_left(place.span.start)
        } else {
            None
        }
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
