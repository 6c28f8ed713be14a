//! The comparison as the other face of the pair in view: turning to it and back at the same place, and the part of the
//! work that the current row belongs to.

use crate::duplicates::Input;
use crate::pairs;
use crate::session::Session;
use crate::session::analysis::{Mark, MarkKind, Place, Subject};
use crate::session::compare::messages::{CompareCommand, CompareOutcome};
use crate::session::context::Context;
use crate::session::library::ReportId;
use crate::session::panes::{Pane, View};
use crate::session::work::Chosen;

/// Maximum number of parts of one row; keys act on the selected one of them.
const MOST_PARTS: usize = 8;

impl Session {
    /// Switches to a view, or back to the panes if it is shown already.
    pub(in crate::session) fn set_view(&mut self, view: View, cx: &mut Context) {
        let before = self.panes.view();
        let view = if before == view { View::Panes } else { view };
        if before == View::Compare && view == View::Panes {
            return self.turn_to_reading();
        }
        if view != View::Compare {
            self.panes.set_view(view);
        } else if let Some((left, right)) = self.pair_to_compare() {
            let begin = self.positions_of(left, right);
            self.apply_compare(CompareCommand::Reports(left, right), cx);
            if !self.is_row_still_in_view() {
                self.compare.begin_at(begin);
            }
            self.choose_part_of_row(true);
        }
    }

    /// The reports in the pane with the focus and in the next one; if only one is shown, it and the first other one. The
    /// older one first if both years are known, otherwise in the order of the panes.
    pub(in crate::session) fn pair_to_compare(&self) -> Option<(ReportId, ReportId)> {
        let shown = |pane: &Pane| pane.report.filter(|id| self.library.document(*id).is_some());
        let panes: Vec<ReportId> = self.panes.panes().list.iter().filter_map(shown).collect();
        let focused = self.panes.focused_report().filter(|id| panes.contains(id));
        let left = focused.or(panes.first().copied())?;
        let beside = panes.iter().copied().find(|&id| id != left);
        let readable = || self.library.documents().map(|(id, _)| id).find(|&id| id != left);
        let right = beside.or_else(readable)?;
        let is_turned = match (self.year_of(left), self.year_of(right)) {
            (Some(one), Some(other)) if one != other => one > other,
            _ => {
                let place = |id: ReportId| panes.iter().position(|&shown| shown == id).unwrap_or(usize::MAX);
                place(left) > place(right)
            }
        };
        Some(if is_turned { (right, left) } else { (left, right) })
    }

    /// Whether the panes still show the row that the comparison was left at, with the same finding selected.
    fn is_row_still_in_view(&self) -> bool {
        let Some((compared, row)) = self.compare.reports().and_then(|rows| Some((rows, rows.at?))) else {
            return false;
        };
        let parts = self.parts_of_row(row);
        let chosen = self.work.chosen();
        let is_of_row = chosen.is_none_or(|chosen| parts.iter().any(|part| part.finding == chosen.finding));
        let is_shown = |place: Place| {
            self.panes.in_view(place.report).is_some_and(|(_, span)| span.overlaps(place.span))
        };
        is_of_row && compared.places(row).into_iter().flatten().any(is_shown)
    }

    /// The year that a report is about.
    pub(in crate::session) fn year_of(&self, report: ReportId) -> Option<u32> {
        let document = self.library.document(report)?;
        pairs::year(&Input { report: &document.report, outline: &document.outline })
    }

    /// The positions of two reports that are in view: of the selected finding, else those at which the panes stand.
    fn positions_of(&self, left: ReportId, right: ReportId) -> [Option<usize>; 2] {
        let chosen = self.work.chosen().map(|chosen| {
            let places = &self.analysis.findings().list[chosen.finding].places;
            chosen.places.map(|place| places[place])
        });
        let focused = self.panes.focused_report();
        [left, right].map(|report| {
            let of_finding = chosen.and_then(|places| places.into_iter().find(|at| at.report == report));
            let in_view = || self.panes.in_view(report).map(|(at, _)| at).filter(|_| focused == Some(report));
            of_finding.map(|place| place.span.start).or_else(in_view)
        })
    }

    /// Carries out a command about comparisons.
    pub(in crate::session) fn apply_compare(&mut self, command: CompareCommand, cx: &mut Context) {
        if let CompareCommand::Reports(left, right) = command
            && self.library.document(left).is_some()
            && self.library.document(right).is_some()
        {
            self.panes.hold_pair(left, right, &self.library);
            self.panes.set_view(View::Compare);
        }
        let before = self.compare.reports().and_then(|rows| rows.at);
        let folding = self.settings.get().folding();
        self.compare.apply(command, self.panes.selections(), folding, &self.library, cx);
        let row = self.compare.reports().and_then(|rows| rows.at);
        if row != before {
            self.choose_part_of_row(false);
        }
    }

    /// Handles the rows of a comparison.
    pub(in crate::session) fn handle_compare(&mut self, outcome: CompareOutcome) {
        self.compare.receive(outcome);
        if self.panes.view() == View::Compare {
            self.choose_part_of_row(true);
        }
    }

    /// Shows the places of the current row in the panes.
    fn turn_to_reading(&mut self) {
        let places = self.row_places(None);
        self.panes.set_view(View::Panes);
        match places.as_slice() {
            [first, second] => self.panes.reveal_pair([*first, *second]),
            [only] => self.panes.reveal(*only),
            _ => {}
        }
    }

    /// The places of a row of the comparison, or of the current one, from left to right.
    pub(in crate::session) fn row_places(&self, row: Option<usize>) -> Vec<Place> {
        let Some(compared) = self.compare.reports() else { return Vec::new() };
        let row = row.or(compared.at);
        row.map_or_else(Vec::new, |row| compared.places(row).into_iter().flatten().collect())
    }

    /// Goes to the row of two places, if the comparison is shown and is of their reports. Returns whether it did.
    pub(in crate::session) fn show_in_comparison(&mut self, places: [Place; 2]) -> bool {
        if self.panes.view() != View::Compare {
            return false;
        }
        let Some(compared) = self.compare.reports() else { return false };
        let sides = [compared.left, compared.right];
        let is_of_both = sides.iter().all(|side| places.iter().any(|place| place.report == *side))
            || places[0] == places[1] && sides.contains(&places[0].report);
        let later = places.iter().find(|place| place.report == compared.right).unwrap_or(&places[0]);
        let here = compared.at.map_or([None; 2], |row| compared.places(row));
        let is_here = |at: &Place| at.report == later.report && at.span.overlaps(later.span);
        if is_of_both && here.iter().flatten().any(is_here) {
            return true;
        }
        match compared.row_of(*later).filter(|_| is_of_both) {
            Some(row) => {
                self.compare.go_to_row(row);
                true
            }
            None => false,
        }
    }

    /// The parts of the work that a row belongs to: findings with a place in each side of it, those that reach less far
    /// first, then findings of one side. At most eight. Costs what is marked in the row.
    #[must_use]
    pub fn parts_of_row(&self, row: usize) -> Vec<Chosen> {
        let Some(compared) = self.compare.reports() else { return Vec::new() };
        let findings = self.analysis.findings();
        let [left, right] = compared.places(row);
        let mut parts: Vec<(bool, usize, Chosen)> = Vec::new();
        let listed = |mark: &&Mark| mark.kind != MarkKind::Phrase;
        for (here, there) in [(left, right), (right, left)] {
            let Some(here) = here else { continue };
            for mark in findings.marks_in(here.report, here.span).filter(listed) {
                if parts.iter().any(|(.., part)| part.finding == mark.finding) {
                    continue;
                }
                let places = &findings.list[mark.finding].places;
                let beside = there.and_then(|there| {
                    places.iter().position(|at| at.report == there.report && at.span.overlaps(there.span))
                });
                let (alone, shown) = match beside.filter(|&beside| beside != mark.place) {
                    Some(beside) if left == Some(here) => (false, [mark.place, beside]),
                    Some(beside) => (false, [beside, mark.place]),
                    None if places.len() == 1 => (true, [mark.place; 2]),
                    None => continue,
                };
                parts.push((alone, mark.span.len(), Chosen { finding: mark.finding, places: shown }));
            }
        }
        parts.sort_by_key(|(alone, length, part)| (*alone, *length, part.finding));
        parts.into_iter().take(MOST_PARTS).map(|(.., part)| part).collect()
    }

    /// Selects the finding that the current row belongs to: that which reaches least far, or the one selected before if it
    /// is among them and is to be kept; none if there is none.
    fn choose_part_of_row(&mut self, keep: bool) {
        let Some(row) = self.compare.reports().filter(|rows| rows.result().is_some()).and_then(|r| r.at)
        else {
            return;
        };
        let parts = self.parts_of_row(row);
        let before = self.work.chosen().filter(|_| keep).map(|chosen| chosen.finding);
        let part = parts.iter().find(|part| Some(part.finding) == before).or(parts.first()).copied();
        let tree = &self.analysis.findings().tree;
        let is_case = |at: usize| !matches!(tree.nodes[at].subject, Subject::Part { .. });
        // A verdict goes to the row in view, and not to a case that was selected before the comparison.
        if part == self.work.chosen() && !self.work.cursor().is_some_and(is_case) {
            return;
        }
        match part {
            Some(part) => self.work.choose(part, &self.analysis.findings().tree),
            None => self.work.deselect(),
        }
    }

    /// Closes the innermost thing that is open, and only that: the selection, the search, the comparison or another view,
    /// the selected notes, the selected finding.
    pub(in crate::session) fn escape(&mut self) {
        if self.panes.selection().is_some() || self.panes.beside().is_some() {
            self.panes.deselect();
        } else if self.search.open().is_some() {
            self.search.close();
        } else if self.panes.view() == View::Compare {
            self.turn_to_reading();
        } else if self.panes.view() != View::Panes {
            self.panes.set_view(View::Panes);
        } else if self.review.list().chosen_count() > 0 {
            self.review.choose_no_note();
        } else {
            self.work.deselect();
        }
    }
}
