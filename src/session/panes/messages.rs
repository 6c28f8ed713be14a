//! Commands, effects and outcomes about the panes in the middle of the window.

use std::sync::Arc;

use super::differences::{PairDifference, PlacePair, ToDiffer};
use super::model::{Selection, View};
use super::pairing::SectionPair;
use crate::session::analysis::Place;
use crate::session::library::{Document, ReportId};
use crate::session::request::Ticket;
use crate::text::Span;

/// Commands about the panes.
#[derive(Clone, Debug)]
pub enum PaneCommand {
    /// Show a report in a pane, or in the one with the focus.
    Show {
        /// The report.
        report: ReportId,
        /// The pane, from 0.
        pane: Option<usize>,
    },
    /// Show a place of a report in the pane with the focus, or in one that already shows the report.
    GoTo {
        /// The report.
        report: ReportId,
        /// The place.
        span: Span,
    },
    /// Move the focus to a pane.
    Focus(usize),
    /// Show this many panes, from 1 to [`MAX_PANES`](super::MAX_PANES).
    SetCount(usize),
    /// Move a pane to another position; the panes between close the gap.
    Move {
        /// Its position, from 0.
        from: usize,
        /// Its new position, from 0.
        to: usize,
    },
    /// Close a pane.
    Close(usize),
    /// Select text, or nothing.
    Select(Option<Selection>),
    /// Select the whole report in the pane with the focus.
    SelectAll,
    /// Copy the selected text to the clipboard.
    CopySelection,
    /// Copy the selected text with its report, section and line.
    CopyWithSource,
    /// Keep the selected text, to be compared with the text that is selected next.
    HoldSelection,
    /// Switch the middle of the window to a view; back to the panes if it is shown already.
    SetView(View),
    /// Show two reports side by side, at the highest-ranked passage that both have.
    ShowPair(ReportId, ReportId),
    /// Show places in the panes: one, or two side by side.
    ShowBeside(Vec<Place>),
    /// Close the innermost thing that is open: the selection, a view over the panes, the selected notes, the selected
    /// finding.
    Escape,
    /// What the panes show, from left to right: the position at reading height and the span in view. Sent along with other
    /// commands, so that these act on what is in view.
    InView(Vec<Option<(usize, Span)>>),
    /// Go to a line of the report in the pane with the focus, from 1.
    GoToLine(usize),
    /// Go back (negative) or forward in the jump list.
    StepJump(isize),
    /// Go this many sections forward, or back, in the report in the pane with the focus.
    StepSection(isize),
}

/// Work that the panes ask for.
#[derive(Clone, Debug)]
pub enum PaneEffect {
    /// Find corresponding sections of two reports. Supersedes the request before.
    PairSections {
        /// Returned with the result.
        ticket: Ticket,
        /// The left and the right report.
        documents: [Arc<Document>; 2],
    },
    /// Find the differences of pairs of places. Supersedes the request before.
    Differ {
        /// Returned with the result.
        ticket: Ticket,
        /// The pairs.
        wanted: Vec<ToDiffer>,
    },
}

/// Results for the panes.
#[derive(Debug)]
pub enum PaneOutcome {
    /// Corresponding sections of two reports.
    SectionsPaired {
        /// The ticket of the request.
        ticket: Ticket,
        /// The pairs in the order of both reports.
        pairs: Vec<SectionPair>,
    },
    /// Differences of pairs of places.
    Differed {
        /// The ticket of the request.
        ticket: Ticket,
        /// The differences of each pair.
        found: Vec<(PlacePair, PairDifference)>,
    },
}
