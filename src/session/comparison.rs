//! What stands in the middle of the window: the panes, two reports row by row, or the matrix of all. And the comparison
//! under way or shown.

use std::sync::Arc;

use super::{Chosen, Document, Effect, Pane, Place, ReportId, Session};
use crate::compare::{self, Comparison};
use crate::task::{Cancel, Cancelled};

/// What stands in the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Reports side by side, each as it is.
    #[default]
    Panes,
    /// Two reports row by row.
    Compare,
    /// How much each report shares with each other.
    Matrix,
    /// A folder ranked.
    Ranking,
}

/// Two reports row by row.
#[derive(Debug)]
pub struct Compared {
    /// The report on the left.
    pub left: ReportId,
    /// The report on the right.
    pub right: ReportId,
    /// The rows, once they are there.
    pub result: Option<Arc<Comparison>>,
    /// The row that was gone to last.
    pub at: Option<usize>,
    /// Rises with each wish to bring a row into view.
    pub serial: u64,
    /// Tells one comparison from another.
    pub generation: u64,
}

/// Compares two reports row by row. Not for the thread that draws.
pub fn compare_rows(left: &Document, right: &Document, cancel: &Cancel) -> Result<Comparison, Cancelled> {
    let side = |document| {
        let Document { report, outline, .. }: &Document = document;
        compare::Input { report, outline }
    };
    compare::compare(side(left), side(right), cancel)
}

impl Session {
    /// Shows the panes, the comparison or the matrix; asking for what is shown goes back to the panes.
    pub(super) fn set_view(&mut self, view: View) -> Vec<Effect> {
        let view = if self.view == view { View::Panes } else { view };
        match view {
            View::Compare => match self.pair_to_compare() {
                Some((left, right)) => self.compare(left, right),
                None => Vec::new(),
            },
            View::Panes | View::Matrix | View::Ranking => {
                self.view = view;
                Vec::new()
            }
        }
    }

    /// The reports of the pane with the focus and of the one beside it; the first two of the library where only one
    /// is shown.
    fn pair_to_compare(&self) -> Option<(ReportId, ReportId)> {
        let shown = |pane: &Pane| pane.report.filter(|id| self.document(*id).is_some());
        let panes: Vec<ReportId> = self.panes.list.iter().filter_map(shown).collect();
        let left = self.panes.focused_report().filter(|id| panes.contains(id)).or(panes.first().copied())?;
        let beside = panes.iter().copied().find(|&id| id != left);
        let readable = self.entries.iter().filter(|entry| entry.document().is_some()).map(|entry| entry.id);
        let right = beside.or_else(|| readable.into_iter().find(|&id| id != left))?;
        // As they stand in the window, from left to right.
        let place = |id: ReportId| panes.iter().position(|&shown| shown == id).unwrap_or(usize::MAX);
        Some(if place(left) <= place(right) { (left, right) } else { (right, left) })
    }

    /// Whether there are two reports to compare.
    #[must_use]
    pub fn can_compare(&self) -> bool {
        self.pair_to_compare().is_some()
    }

    pub(super) fn compare(&mut self, left: ReportId, right: ReportId) -> Vec<Effect> {
        let (Some(one), Some(other)) = (self.document(left), self.document(right)) else { return Vec::new() };
        let documents = [one.clone(), other.clone()];
        self.view = View::Compare;
        self.generation += 1;
        let generation = self.generation;
        self.compared = Some(Compared { left, right, result: None, at: None, serial: 0, generation });
        vec![Effect::Compare { generation, documents }]
    }

    /// Takes in the rows; those of an earlier wish are dropped.
    pub(super) fn rows_compared(&mut self, generation: u64, rows: Arc<Comparison>) {
        if let Some(compared) = self.compared.as_mut().filter(|compared| compared.generation == generation) {
            compared.result = Some(rows);
        }
    }

    /// Goes to the next row that differs, or so many back.
    pub(super) fn step_difference(&mut self, by: isize) -> Vec<Effect> {
        let Some(compared) = &self.compared else { return Vec::new() };
        let Some(rows) = &compared.result else { return Vec::new() };
        let next =
            if by > 0 { rows.next_difference(compared.at) } else { rows.previous_difference(compared.at) };
        next.map_or_else(Vec::new, |row| self.go_to_row(row))
    }

    pub(super) fn go_to_row(&mut self, row: usize) -> Vec<Effect> {
        if let Some(compared) = &mut self.compared {
            compared.at = Some(row);
            compared.serial += 1;
        }
        Vec::new()
    }

    /// Shows places in the panes: one, or two side by side.
    pub(super) fn show_beside(&mut self, places: &[Place]) -> Vec<Effect> {
        self.view = View::Panes;
        match *places {
            [first, second, ..] => {
                let panes = self.panes.pair_for([first, second]);
                for (pane, place) in panes.into_iter().zip([first, second]) {
                    self.panes.reveal(pane, place.report, place.span, None);
                }
                self.visited(first.report, first.span);
                Vec::new()
            }
            [only] => self.go_to(only.report, only.span),
            [] => Vec::new(),
        }
    }

    /// Shows two reports side by side, at the weightiest finding that has a place in both; one report at what stands
    /// twice in it.
    pub(super) fn show_pair(&mut self, left: ReportId, right: ReportId) -> Vec<Effect> {
        self.view = View::Panes;
        let place_in = |finding: usize, report: ReportId, from: usize| {
            let places = &self.findings.list[finding].places;
            (from..places.len()).find(|&place| places[place].report == report)
        };
        let shared = self.listing.findings().iter().find_map(|&finding| {
            let first = place_in(finding, left, 0)?;
            let second = place_in(finding, right, if left == right { first + 1 } else { 0 })?;
            Some(Chosen { finding, places: [first, second] })
        });
        if let Some(chosen) = shared {
            self.show_places(chosen);
        } else if self.entry(left).is_some() && self.entry(right).is_some() {
            if self.panes.list.len() < 2 {
                self.panes.set_count(2);
            }
            self.panes.show(0, left);
            self.panes.show(1, right);
        }
        Vec::new()
    }

    /// A comparison of a report that is closed or read anew is no more.
    pub(super) fn drop_comparison(&mut self, report: ReportId) {
        if self.compared.take_if(|c| c.left == report || c.right == report).is_some()
            && self.view == View::Compare
        {
            self.view = View::Panes;
        }
    }
}
