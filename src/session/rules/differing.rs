//! Which two places of a finding are in view together, and their differences.

use std::sync::Arc;

use crate::session::Session;
use crate::session::analysis::{Finding, Mark, MarkKind};
use crate::session::context::Context;
use crate::session::library::ReportId;
use crate::session::panes::messages::PaneEffect;
use crate::session::panes::{PairDifference, ToDiffer, View, place_pair};

impl Session {
    /// The place that is in view together with a mark of a pane's report: the other one of the selected finding, else the
    /// nearest place of the finding that another pane shows. `None` if no other pane shows one.
    #[must_use]
    pub fn counterpart(&self, pane: usize, mark: &Mark) -> Option<usize> {
        let places = &self.analysis.findings().list[mark.finding].places;
        let panes = &self.panes.panes().list;
        let here = places[mark.place].report;
        if let Some(chosen) = self.work.chosen().filter(|chosen| chosen.finding == mark.finding)
            && let Some(side) = chosen.places.iter().position(|&place| place == mark.place)
        {
            let other = chosen.places[1 - side];
            let is_shown = |report: ReportId| {
                let mut beside = panes.iter().enumerate().filter(|(at, _)| *at != pane);
                beside.any(|(_, shown)| shown.report == Some(report))
            };
            return (other != mark.place && is_shown(places[other].report)).then_some(other);
        }
        let mut beside: Vec<usize> = (0..panes.len()).filter(|&other| other != pane).collect();
        beside.sort_by_key(|other| other.abs_diff(pane));
        // The first place in one report belongs to the first in the other, and so on.
        let order = (0..mark.place).filter(|&at| places[at].report == here).count();
        beside.into_iter().filter_map(|other| panes[other].report).find_map(|report| {
            let mut held = (0..places.len()).filter(|&at| places[at].report == report && at != mark.place);
            if report == here {
                return held.min_by_key(|&at| at.abs_diff(mark.place));
            }
            held.clone().nth(order).or_else(|| held.next_back())
        })
    }

    /// Spans of a mark's place that differ from the place in view with it, in order; none without such a place.
    #[must_use]
    pub fn changed(&self, pane: usize, mark: &Mark) -> &[crate::text::Span] {
        let finding = &self.analysis.findings().list[mark.finding];
        if finding.kind != MarkKind::Near {
            return &[];
        }
        let Some(other) = self.counterpart(pane, mark) else { return &[] };
        if finding.places.len() == 2 {
            return finding.changed.get(mark.place).map_or(&[], Vec::as_slice);
        }
        let found = self.panes.differences().of(place_pair(mark.finding, mark.place, other));
        found.map_or(&[], |found| &found.changed[usize::from(mark.place > other)])
    }

    /// The differences of the two places of the selected finding that are shown; `None` for a single place, and until
    /// they are computed.
    #[must_use]
    pub fn shown_difference(&self) -> Option<PairDifference> {
        let chosen = self.work.chosen().filter(|chosen| !chosen.is_alone())?;
        let finding = &self.analysis.findings().list[chosen.finding];
        if finding.places.len() == 2 || finding.kind != MarkKind::Near {
            return Some(of_finding(finding));
        }
        let [one, other] = chosen.places;
        let mut found = self.panes.differences().of(place_pair(chosen.finding, one, other))?.clone();
        if one > other {
            found.changed.swap(0, 1);
            found.kept.swap(0, 1);
        }
        Some(found)
    }

    /// The differences of a finding's places: of those shown if it is selected, of the only two if there are two; `None`
    /// where no two places stand for the others.
    #[must_use]
    pub fn difference_of(&self, finding: usize) -> Option<PairDifference> {
        if self.work.chosen().is_some_and(|chosen| chosen.finding == finding) {
            return self.shown_difference();
        }
        let finding = &self.analysis.findings().list[finding];
        (finding.places.len() == 2).then(|| of_finding(finding))
    }

    /// Requests the differences of the places in view, if others are than before.
    pub(in crate::session) fn request_differences(&mut self, cx: &mut Context) {
        let reports = self.panes.panes().list.iter().map(|pane| pane.report).collect();
        let chosen = self.work.chosen().map(|chosen| (chosen.finding, chosen.places));
        let revision = self.analysis.revision();
        if !self.panes.differences_mut().shows_others((reports, chosen, revision)) {
            return;
        }
        let wanted = self.places_in_view();
        if let Some((ticket, wanted)) = self.panes.differences_mut().request(wanted) {
            cx.push(PaneEffect::Differ { ticket, wanted });
        }
    }

    /// Pairs of places of near passages with three places or more that panes show together. Linear in the marks of the
    /// reports shown.
    fn places_in_view(&self) -> Vec<ToDiffer> {
        if self.panes.view() != View::Panes {
            return Vec::new();
        }
        let findings = self.analysis.findings();
        let mut wanted: Vec<ToDiffer> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (pane, shown) in self.panes.panes().list.iter().enumerate() {
            let Some(report) = shown.report else { continue };
            for mark in findings.marks(report).iter().filter(|mark| mark.kind == MarkKind::Near) {
                let places = &findings.list[mark.finding].places;
                if places.len() < 3 {
                    continue;
                }
                let Some(other) = self.counterpart(pane, mark) else { continue };
                let pair = place_pair(mark.finding, mark.place, other);
                if seen.insert(pair) {
                    let document = |id| self.library.document(id).map(Arc::clone);
                    wanted.extend(ToDiffer::new(pair, pair.1.map(|place| places[place]), document));
                }
            }
        }
        wanted
    }
}

/// The differences of a finding with two places, which the analysis knows.
fn of_finding(finding: &Finding) -> PairDifference {
    let changed = |place: usize| finding.changed.get(place).cloned().unwrap_or_default();
    PairDifference {
        changed: [changed(0), changed(1)],
        count: finding.variants,
        figures_only: finding.figures_only,
        kept: finding.kept,
        similarity: finding.similarity,
    }
}
