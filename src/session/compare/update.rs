//! Starting comparisons, and moving through the rows.

use super::messages::{CompareCommand, CompareEffect, CompareOutcome};
use super::model::{CompareState, Compared};
use super::passages::MAX_CHARACTERS;
use crate::compare::Folding;
use crate::message::Message;
use crate::session::context::Context;
use crate::session::library::{Library, ReportId};
use crate::session::panes::Selection;

impl CompareState {
    /// Carries out a command; `selections` are the two that can be compared.
    pub(in crate::session) fn apply(
        &mut self,
        command: CompareCommand,
        selections: Option<[Selection; 2]>,
        folding: Folding,
        library: &Library,
        cx: &mut Context,
    ) {
        match command {
            CompareCommand::Reports(left, right) => self.start(left, right, library, cx),
            CompareCommand::StepDifference(by) => self.step_difference(by, folding),
            CompareCommand::GoToRow(row) => self.go_to_row(row),
            CompareCommand::RowInView(row) => {
                if let Some(compared) = &mut self.reports {
                    compared.at = Some(row);
                }
            }
            CompareCommand::Selections => {
                if let Some(selections) = selections {
                    self.start_selections(selections, library, cx);
                }
            }
            CompareCommand::CloseSelections => self.selections.reset(),
        }
    }

    /// Stores a result, if it is still waited for.
    pub(in crate::session) fn receive(&mut self, outcome: CompareOutcome) {
        match outcome {
            CompareOutcome::Reports { ticket, rows } => {
                if let Some(compared) = &mut self.reports
                    && compared.rows.receive(ticket, rows)
                {
                    self.begin_at_place();
                }
            }
            CompareOutcome::Selections { ticket, passages } => {
                self.selections.receive(ticket, passages);
            }
        }
    }

    /// Closes the comparison of a report that is closed or read again; returns whether there was one.
    pub(in crate::session) fn close_report(&mut self, report: ReportId) -> bool {
        let closed = self.reports.take_if(|compared| compared.left == report || compared.right == report);
        let is_closed = closed.is_some();
        if let Some(Compared { mut rows, .. }) = closed {
            rows.reset();
            self.closed = rows;
        }
        is_closed
    }

    /// Begins at these positions of the left and of the right text: at once, or as soon as the rows are computed.
    pub(in crate::session) fn begin_at(&mut self, positions: [Option<usize>; 2]) {
        if let Some(compared) = &mut self.reports {
            compared.begin = positions;
            if compared.result().is_some() {
                self.begin_at_place();
            }
        }
    }

    fn begin_at_place(&mut self) {
        let Some(compared) = &mut self.reports else { return };
        let Some(rows) = compared.rows.result() else { return };
        let [left, right] = std::mem::take(&mut compared.begin);
        let row = right.and_then(|position| rows.row_from_right(position));
        if let Some(row) = row.or_else(|| rows.row_from_left(left?)) {
            self.go_to_row(row);
        }
    }

    /// Starts a comparison, unless that of the same texts is at hand.
    fn start(&mut self, left: ReportId, right: ReportId, library: &Library, cx: &mut Context) {
        let (Some(one), Some(other)) = (library.document(left), library.document(right)) else { return };
        if self.reports.as_ref().is_some_and(|compared| (compared.left, compared.right) == (left, right)) {
            return;
        }
        let documents = [one.clone(), other.clone()];
        let before = self.reports.take().map(|compared| compared.rows);
        let mut rows = before.unwrap_or_else(|| std::mem::take(&mut self.closed));
        cx.push(CompareEffect::Reports { ticket: rows.start(), documents });
        self.reports = Some(Compared { left, right, at: None, serial: 0, begin: [None; 2], rows });
    }

    fn step_difference(&mut self, by: isize, folding: Folding) {
        let Some(compared) = &self.reports else { return };
        let Some(rows) = compared.result() else { return };
        let is_stop = |row: &usize| folding.stops_at(rows, *row);
        let next = if by > 0 {
            (compared.at.map_or(0, |at| at + 1)..rows.rows.len()).find(is_stop)
        } else {
            (0..compared.at.unwrap_or(rows.rows.len())).rev().find(is_stop)
        };
        if let Some(row) = next {
            self.go_to_row(row);
        }
    }

    /// Makes a row current and shows it.
    pub(in crate::session) fn go_to_row(&mut self, row: usize) {
        if let Some(compared) = &mut self.reports {
            compared.at = Some(row);
            compared.serial += 1;
        }
    }

    fn start_selections(&mut self, selections: [Selection; 2], library: &Library, cx: &mut Context) {
        if selections.iter().any(|selection| selection.span.len() > MAX_CHARACTERS) {
            cx.inform(Message::new("passages-too-long").with("most", MAX_CHARACTERS));
            return;
        }
        let text = |selection: Selection| {
            let document = library.document(selection.report)?;
            Some(document.text().slice(selection.span).to_owned())
        };
        let [Some(left), Some(right)] = selections.map(text) else { return };
        let ticket = self.selections.start();
        cx.push(CompareEffect::Selections { ticket, selections, texts: [left, right] });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::compare::Comparison;
    use crate::report::Report;
    use crate::session::library::{Document, EntryState};
    use crate::structure::Outline;

    #[test]
    fn a_comparison_that_was_closed_gets_no_late_rows() {
        let mut library = Library::default();
        let ids = ["/a.txt", "/b.txt"].map(|path| {
            let document = Document::new(Report::from_text(path, "甲乙丙"), Outline::default());
            library.add_ready(path.into(), EntryState::Ready(Arc::new(document)))
        });
        let (mut state, mut cx) = (CompareState::default(), Context::default());
        let start = CompareCommand::Reports(ids[0], ids[1]);
        let folding = Folding { equal: false, years: true, unchanged: true };
        state.apply(start, None, folding, &library, &mut cx);
        let late = state.reports().unwrap().ticket();
        assert!(state.close_report(ids[1]) && !state.close_report(ids[1]));
        state.apply(start, None, folding, &library, &mut cx);
        state.receive(CompareOutcome::Reports { ticket: late, rows: Arc::new(Comparison::default()) });
        assert!(state.reports().unwrap().result().is_none());
        let ticket = state.reports().unwrap().ticket();
        state.receive(CompareOutcome::Reports { ticket, rows: Arc::new(Comparison::default()) });
        assert!(state.reports().unwrap().result().is_some());
    }
}
