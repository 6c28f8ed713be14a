//! Commands, effects and outcomes about comparisons of two reports and of two selections.

use std::sync::Arc;

use super::passages::Passages;
use crate::compare::Comparison;
use crate::session::library::{Document, ReportId};
use crate::session::panes::Selection;
use crate::session::request::Ticket;

/// Commands about comparisons.
#[derive(Clone, Copy, Debug)]
pub enum CompareCommand {
    /// Compare two reports row by row.
    Reports(ReportId, ReportId),
    /// Go this many stops forward, or back: rows that differ and are not folded.
    StepDifference(isize),
    /// Go to a row of the comparison, which becomes the current one.
    GoToRow(usize),
    /// The rows were scrolled: this one is current now.
    RowInView(usize),
    /// Compare the selected text with the one selected before in another pane.
    Selections,
    /// Close the comparison of two selections.
    CloseSelections,
}

/// Work that comparisons ask for. Each request supersedes the previous one of its kind.
#[derive(Clone, Debug)]
pub enum CompareEffect {
    /// Compare two reports row by row.
    Reports {
        /// Returned with the result.
        ticket: Ticket,
        /// The left and the right report.
        documents: [Arc<Document>; 2],
    },
    /// Find the differences of two selections.
    Selections {
        /// Returned with the result.
        ticket: Ticket,
        /// The left and the right selection.
        selections: [Selection; 2],
        /// Their texts.
        texts: [String; 2],
    },
}

/// Results of comparisons.
#[derive(Debug)]
pub enum CompareOutcome {
    /// Two reports row by row.
    Reports {
        /// The ticket of the request.
        ticket: Ticket,
        /// The rows.
        rows: Arc<Comparison>,
    },
    /// Two selections.
    Selections {
        /// The ticket of the request.
        ticket: Ticket,
        /// Their texts with the differences.
        passages: Passages,
    },
}
