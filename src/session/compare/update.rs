//! Starting comparisons, and moving through the rows.

use super::messages::{CompareCommand, CompareEffect, CompareOutcome};
use super::model::{CompareState, Compared};
use super::passages::MAX_CHARACTERS;
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
        library: &Library,
        cx: &mut Context,
    ) {
        match command {
            CompareCommand::Reports(left, right) => self.start(left, right, library, cx),
            CompareCommand::StepDifference(by) => self.step_difference(by),
            CompareCommand::GoToRow(row) => self.go_to_row(row),
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
                if let Some(compared) = &mut self.reports {
                    compared.rows.receive(ticket, rows);
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

    fn start(&mut self, left: ReportId, right: ReportId, library: &Library, cx: &mut Context) {
        let (Some(one), Some(other)) = (library.document(left), library.document(right)) else { return };
        let documents = [one.clone(), other.clone()];
        let before = self.reports.take().map(|compared| compared.rows);
        let mut rows = before.unwrap_or_else(|| std::mem::take(&mut self.closed));
        cx.push(CompareEffect::Reports { ticket: rows.start(), documents });
        self.reports = Some(Compared { left, right, at: None, serial: 0, rows });
    }

    fn step_difference(&mut self, by: isize) {
        let Some(compared) = &self.reports else { return };
        let Some(rows) = compared.result() else { return };
        let next =
            if by > 0 { rows.next_difference(compared.at) } else { rows.previous_difference(compared.at) };
        if let Some(row) = next {
            self.go_to_row(row);
        }
    }

    fn go_to_row(&mut self, row: usize) {
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
        state.apply(start, None, &library, &mut cx);
        let late = state.reports().unwrap().ticket();
        assert!(state.close_report(ids[1]) && !state.close_report(ids[1]));
        state.apply(start, None, &library, &mut cx);
        state.receive(CompareOutcome::Reports { ticket: late, rows: Arc::new(Comparison::default()) });
        assert!(state.reports().unwrap().result().is_none());
        let ticket = state.reports().unwrap().ticket();
        state.receive(CompareOutcome::Reports { ticket, rows: Arc::new(Comparison::default()) });
        assert!(state.reports().unwrap().result().is_some());
    }
}
