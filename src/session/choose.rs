//! Going about: which report stands in which pane, which finding is walked on, where the panes are asked to go.

use std::sync::Arc;

use super::{Chosen, Effect, Entry, Link, Mark, ReportId, Session, Spot, View};
use crate::text::Span;

impl Session {
    pub(super) fn show(&mut self, report: ReportId, pane: Option<usize>) -> Vec<Effect> {
        let pane = pane.unwrap_or(self.panes.focus);
        if pane < self.panes.list.len() && self.entry(report).is_some() {
            self.view = View::Panes;
            self.panes.show(pane, report);
            self.panes.focus = pane;
        }
        Vec::new()
    }

    pub(super) fn go_to(&mut self, report: ReportId, span: Span) -> Vec<Effect> {
        if self.entry(report).is_some() {
            self.reveal_in_focus(report, span);
            self.visited(report, span);
        }
        Vec::new()
    }

    /// Shows a place in the pane with the focus, or in one that shows its report already.
    pub(super) fn reveal_in_focus(&mut self, report: ReportId, span: Span) {
        self.view = View::Panes;
        let focus = self.panes.focus;
        let holds = |pane: usize| self.panes.list[pane].report == Some(report);
        let pane = if holds(focus) {
            focus
        } else {
            (0..self.panes.list.len()).find(|&p| holds(p)).unwrap_or(focus)
        };
        self.panes.reveal(pane, report, span, None);
        self.panes.focus = pane;
    }

    /// Goes to a line of the report that is read, counted from 1; to the last one where there are fewer.
    pub(super) fn go_to_line(&mut self, line: usize) -> Vec<Effect> {
        let Some(report) = self.panes.focused_report() else { return Vec::new() };
        let Some(text) = self.document(report).map(|document| document.text()) else { return Vec::new() };
        let span = text.line_span(line.clamp(1, text.line_count().max(1)) - 1);
        self.go_to(report, span)
    }

    /// Goes to the section after the one that was gone to last, or so many back.
    pub(super) fn step_section(&mut self, by: isize) -> Vec<Effect> {
        let focus = self.panes.focus;
        let Some(report) = self.panes.focused_report() else { return Vec::new() };
        let Some(document) = self.document(report) else { return Vec::new() };
        let sections = &document.outline.sections;
        let from = self.panes.list[focus].reveal.map_or(0, |reveal| reveal.span.start);
        let before = sections.partition_point(|section| section.heading.start <= from);
        let stands_on = before > 0 && sections[before - 1].heading.start == from;
        let next = if by > 0 {
            before.saturating_add_signed(by - 1)
        } else {
            before.saturating_sub(usize::from(stands_on)).saturating_add_signed(by)
        };
        match sections.get(next.min(sections.len().saturating_sub(1))).map(|section| section.heading) {
            Some(heading) => self.go_to(report, heading),
            None => Vec::new(),
        }
    }

    /// Makes the links of neighbouring panes anew where they show other reports than before.
    pub(super) fn relink(&mut self) {
        let shown: Vec<Option<ReportId>> = self.panes.list.iter().map(|pane| pane.report).collect();
        let key = (shown, self.findings_revision);
        if self.linked == key {
            return;
        }
        let side = |id: Option<ReportId>| id.and_then(|id| Some((id, self.document(id)?.as_ref())));
        let pair = |pair: &[Option<ReportId>]| {
            let (left, right) = (side(pair[0])?, side(pair[1])?);
            Some(Arc::new(Link::new(&self.findings, left, right)))
        };
        self.links = key.0.windows(2).map(pair).collect();
        self.linked = key;
    }

    pub(super) fn focus_pane(&mut self, pane: usize) -> Vec<Effect> {
        self.panes.focus = pane.min(self.panes.list.len() - 1);
        Vec::new()
    }

    pub(super) fn set_pane_count(&mut self, count: usize) -> Vec<Effect> {
        self.panes.set_count(count);
        self.panes.counted_by_hand = true;
        self.fill_panes();
        Vec::new()
    }

    pub(super) fn move_pane(&mut self, from: usize, to: usize) -> Vec<Effect> {
        let count = self.panes.list.len();
        if from < count && to < count && from != to {
            self.panes.reorder(from, to);
            (self.selection, self.beside) = (None, None);
        }
        Vec::new()
    }

    pub(super) fn close_pane(&mut self, pane: usize) -> Vec<Effect> {
        if pane < self.panes.list.len() {
            self.panes.close(pane);
            self.panes.counted_by_hand = true;
            // The panes to the right have other numbers now.
            (self.selection, self.beside) = (None, None);
        }
        Vec::new()
    }

    /// The reports before the first one that is still being read: what is shown of them stays when the rest arrives.
    pub(super) fn settled(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().take_while(|entry| !entry.is_reading())
    }

    /// Gives each empty pane the first report that no pane shows.
    pub(super) fn fill_panes(&mut self) {
        for pane in 0..self.panes.list.len() {
            if self.panes.list[pane].report.is_none() {
                let shown = |id: ReportId| self.panes.list.iter().any(|pane| pane.report == Some(id));
                let free = self.settled().find(|e| e.document().is_some() && !shown(e.id)).map(|e| e.id);
                if let Some(report) = free {
                    self.panes.show(pane, report);
                }
            }
        }
    }

    pub(super) fn step_finding(&mut self, by: isize) -> Vec<Effect> {
        let listed = self.listing.findings();
        let Some(last) = listed.len().checked_sub(1) else { return Vec::new() };
        let row = match self.chosen.map(|chosen| self.listing.position(chosen.finding)) {
            Some(Some(row)) => row.saturating_add_signed(by).min(last),
            _ if by >= 0 => 0,
            _ => last,
        };
        let finding = listed[row];
        self.choose_finding(finding)
    }

    pub(super) fn choose_finding(&mut self, finding: usize) -> Vec<Effect> {
        if finding < self.findings.list.len() {
            let last = self.findings.list[finding].places.len() - 1;
            self.show_places(Chosen { finding, places: [0, last.min(1)] });
        }
        Vec::new()
    }

    /// Brings both chosen places into view, or the only one there is.
    pub(super) fn show_places(&mut self, chosen: Chosen) {
        self.view = View::Panes;
        let finding = &self.findings.list[chosen.finding];
        let places = chosen.places.map(|place| finding.places[place]);
        if chosen.is_alone() {
            self.reveal_in_focus(places[0].report, places[0].span);
        } else {
            let panes = self.panes.pair_for(places);
            for (pane, place) in panes.into_iter().zip(places) {
                self.panes.reveal(pane, place.report, place.span, None);
            }
        }
        self.visited(places[0].report, places[0].span);
        self.choose(chosen);
    }

    /// Chooses a finding by a place that is in view in `pane`, which stays where it is; its other place comes to the
    /// same height in another pane.
    pub(super) fn choose_place(
        &mut self,
        finding: usize,
        place: usize,
        pane: usize,
        at: Spot,
    ) -> Vec<Effect> {
        let Some(places) = self.findings.list.get(finding).map(|finding| &finding.places) else {
            return Vec::new();
        };
        if place >= places.len() || pane >= self.panes.list.len() {
            return Vec::new();
        }
        if places.len() == 1 {
            self.panes.focus = pane;
            self.choose(Chosen { finding, places: [place; 2] });
            return Vec::new();
        }
        if self.panes.list.len() < 2 {
            self.panes.set_count(2);
        }
        // The place beside it, if the pair is shown already; else the next one in the list.
        let other = match self.chosen {
            Some(chosen) if chosen.finding == finding && chosen.places.contains(&place) => {
                chosen.places[usize::from(chosen.places[0] == place)]
            }
            _ => (place + 1) % places.len(),
        };
        let shows = |pane: usize| self.panes.list[pane].report == Some(places[other].report);
        let panes = || (0..self.panes.list.len()).filter(|&candidate| candidate != pane);
        let target =
            panes().find(|&pane| shows(pane)).or_else(|| panes().next()).expect("there are two panes");
        let (here, there) = (places[place].span, places[other]);
        // The point that corresponds to the one pointed at, by its share of the passage.
        let share = at.position.clamp(here.start, here.end) - here.start;
        let start = there.span.start + share * there.span.len() / here.len().max(1);
        let beside = Span::new(start.min(there.span.end.saturating_sub(1)), there.span.end);
        self.panes.reveal(target, there.report, beside, Some(at.height));
        self.panes.focus = pane;
        let pair = if pane < target { [place, other] } else { [other, place] };
        self.choose(Chosen { finding, places: pair });
        Vec::new()
    }

    /// Keeps the first place and shows the next one beside it; does nothing where there is no other.
    pub(super) fn other_place(&mut self) -> Vec<Effect> {
        if let Some(chosen) = self.chosen.filter(|chosen| !chosen.is_alone()) {
            let count = self.findings.list[chosen.finding].places.len();
            let [first, second] = chosen.places;
            let next = (1..count).map(|step| (second + step) % count).find(|&place| place != first);
            match next {
                Some(next) => self.show_places(Chosen { places: [first, next], ..chosen }),
                None => self.show_places(Chosen { places: [second, first], ..chosen }),
            }
        }
        Vec::new()
    }

    /// Whether a mark is shown: its kind is, or it is one of the finding that is walked on.
    #[must_use]
    pub fn shows(&self, mark: &Mark) -> bool {
        self.settings.shows_marks(mark.kind)
            || self.chosen.is_some_and(|chosen| chosen.finding == mark.finding)
    }

    pub(super) fn clear_choice(&mut self) -> Vec<Effect> {
        if self.chosen.take().is_some() {
            self.marks_revision += 1;
        }
        (self.selection, self.beside) = (None, None);
        self.choose_no_note();
        Vec::new()
    }

    fn choose(&mut self, chosen: Chosen) {
        self.chosen = Some(chosen);
        (self.selection, self.beside) = (None, None);
        self.marks_revision += 1;
    }
}
