//! Conditions of actions, each with the sentence shown while it is not met.

use crate::session::{EntryState, ReportId, Session, View};
use crate::text::Span;

/// A condition on the session.
#[derive(Clone, Copy)]
pub(super) struct When {
    pub(super) holds: fn(&Session) -> bool,
    /// Id of the sentence in a disabled button's tooltip.
    pub(super) needs: &'static str,
}

const fn when(holds: fn(&Session) -> bool, needs: &'static str) -> When {
    When { holds, needs }
}

pub(super) const ALWAYS: When = when(|_| true, "");

/// A report is open, read or not.
pub(super) const REPORTS: When = when(|session| !session.entries().is_empty(), "needs-reports");

/// A report was read.
pub(super) const READ_REPORT: When =
    when(|session| session.entries().iter().any(|entry| entry.document().is_some()), "needs-reports");

/// A report whose pages can be shown is read, or pages are shown already.
pub(super) const PAGE_PICTURES: When = when(
    |session| {
        let has = |document: &crate::session::Document| document.report.has_page_pictures();
        session.settings().show_pages
            || session.entries().iter().filter_map(|entry| entry.document()).any(|document| has(document))
    },
    "needs-page-pictures",
);

/// The focused pane shows a report.
pub(super) const SHOWN_REPORT: When =
    when(|session| session.panes().focused_report().is_some(), "needs-shown-report");

pub(super) const TWO_REPORTS: When = when(Session::can_compare, "needs-two-reports");

/// Two open reports share something, or the matrix is shown already.
pub(super) const SHARED_TEXT: When = when(
    |session| session.view() == View::Matrix || !session.matrix().reports.is_empty(),
    "needs-two-reports",
);

pub(super) const UNSAVED: When = when(
    |session| session.has_unsaved_work() || session.review_path().is_none() && can_save(session),
    "needs-unsaved-work",
);

/// There is something that a review file could hold.
pub(super) const REVIEW: When = when(can_save, "needs-reports");

/// The review names a report.
pub(super) const REVIEWED_REPORTS: When =
    when(|session| !session.review().reports.is_empty(), "needs-reports");

pub(super) const UNDO: When = when(|session| session.undo_name().is_some(), "needs-undo");

pub(super) const REDO: When = when(|session| session.redo_name().is_some(), "needs-redo");

pub(super) const SELECTION: When = when(|session| session.selection().is_some(), "needs-selection");

/// Maximum length of text that is corrected at once, in characters.
const MAX_CORRECTED: usize = 200;

/// The selection, if it is text that a program read from a picture and lies in one paragraph.
pub(in crate::ui) fn correctable(session: &Session) -> Option<(ReportId, Span)> {
    let selection = session.selection()?;
    let report = &session.entry(selection.report)?.as_read().and(session.document(selection.report))?.report;
    let block = report.block_from_position(selection.span.start)?;
    let is_one = block.span.covers(selection.span) && selection.span.len() <= MAX_CORRECTED;
    (report.may_be_corrected_at(selection.span) && is_one).then_some((selection.report, selection.span))
}

pub(super) const CORRECTABLE: When = when(|session| correctable(session).is_some(), "needs-correctable");

pub(super) const TWO_SELECTIONS: When =
    when(|session| session.selections_to_compare().is_some(), "needs-two-selections");

pub(super) const FINDING: When = when(|session| session.chosen().is_some(), "needs-finding");

pub(super) const SELECTION_OR_FINDING: When = when(can_note, "needs-selection-or-finding");

pub(super) const ANYTHING_CHOSEN: When = when(
    |session| {
        session.selection().is_some()
            || session.chosen().is_some()
            || session.notes().chosen_count() > 0
            || session.view() != View::Panes
    },
    "needs-choice",
);

/// There are findings to move through, or differences while two reports are compared.
pub(super) const FINDINGS: When = when(
    |session| session.view() == View::Compare || !session.listing().findings().is_empty(),
    "needs-findings",
);

/// There are findings, whether the filter lists them or not.
pub(super) const FINDINGS_TO_FILTER: When =
    when(|session| session.listing().unfiltered > 0, "needs-findings");

pub(super) const NOTES: When = when(|session| !session.notes().listed.is_empty(), "needs-notes");

pub(super) const ONE_NOTE: When =
    when(|session| session.draft().is_none() && session.notes().only_chosen().is_some(), "needs-one-note");

pub(super) const CHOSEN_NOTES: When =
    when(|session| session.draft().is_none() && session.notes().chosen_count() > 0, "needs-chosen-notes");

/// A note is being written, or notes are chosen.
pub(super) const NOTE_WITH_SEVERITY: When =
    when(|session| session.draft().is_some() || session.notes().chosen_count() > 0, "needs-chosen-notes");

pub(super) const HITS: When =
    when(|session| session.search().as_ref().is_some_and(|search| !search.hits().is_empty()), "needs-hits");

pub(super) const COMPARISON: When = when(|session| session.view() == View::Compare, "needs-comparison");

pub(super) const SCREENING: When = when(|session| session.screening().is_some(), "needs-screening");

/// The panes are in the middle of the window, with a report open.
pub(super) const PANES_SHOWN: When =
    when(|session| session.view() == View::Panes && !session.entries().is_empty(), "needs-panes");

pub(super) const TWO_PANES: When = when(|session| session.panes().list.len() > 1, "needs-two-panes");

pub(super) const PANE_ON_THE_LEFT: When = when(|session| session.panes().focus > 0, "needs-pane-on-the-left");

pub(super) const PANE_ON_THE_RIGHT: When =
    when(|session| session.panes().focus + 1 < session.panes().list.len(), "needs-pane-on-the-right");

pub(super) const EARLIER_PLACE: When =
    when(|session| session.jump_list().can_go_back(), "needs-earlier-place");

pub(super) const LATER_PLACE: When =
    when(|session| session.jump_list().can_go_forward(), "needs-later-place");

/// Text or a finding is chosen, or a row of the comparison is in view.
fn can_note(session: &Session) -> bool {
    let row = session.compared().filter(|_| session.view() == View::Compare).and_then(|rows| rows.row());
    session.selection().is_some() || session.chosen().is_some() || row.is_some()
}

fn can_save(session: &Session) -> bool {
    let is_read = |state: &EntryState| matches!(state, EntryState::Ready(_));
    session.entries().iter().any(|entry| is_read(&entry.state)) || !session.review().notes.is_empty()
}
