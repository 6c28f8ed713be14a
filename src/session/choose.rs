//! Going about: which report stands in which pane, which finding is walked on, where the panes are asked to go.

use super::{Chosen, Effect, ReportId, Session, Spot};
use crate::text::Span;

impl Session {
    pub(super) fn show(&mut self, report: ReportId, pane: Option<usize>) -> Vec<Effect> {
        let pane = pane.unwrap_or(self.panes.focus);
        if pane < self.panes.list.len() && self.entry(report).is_some() {
            self.panes.show(pane, report);
            self.panes.focus = pane;
        }
        Vec::new()
    }

    pub(super) fn go_to(&mut self, report: ReportId, span: Span) -> Vec<Effect> {
        if self.entry(report).is_none() {
            return Vec::new();
        }
        let focus = self.panes.focus;
        let holds = |pane: usize| self.panes.list[pane].report == Some(report);
        let pane = if holds(focus) {
            focus
        } else {
            (0..self.panes.list.len()).find(|&p| holds(p)).unwrap_or(focus)
        };
        self.panes.reveal(pane, report, span, None);
        self.panes.focus = pane;
        Vec::new()
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

    pub(super) fn close_pane(&mut self, pane: usize) -> Vec<Effect> {
        if pane < self.panes.list.len() {
            self.panes.close(pane);
            self.panes.counted_by_hand = true;
            // The panes to the right have other numbers now.
            self.selection = None;
        }
        Vec::new()
    }

    /// Gives each empty pane the first report that no pane shows.
    pub(super) fn fill_panes(&mut self) {
        for pane in 0..self.panes.list.len() {
            if self.panes.list[pane].report.is_none() {
                let shown = |id: ReportId| self.panes.list.iter().any(|pane| pane.report == Some(id));
                let free = self.entries.iter().find(|e| e.document().is_some() && !shown(e.id)).map(|e| e.id);
                if let Some(report) = free {
                    self.panes.show(pane, report);
                }
            }
        }
    }

    pub(super) fn step_finding(&mut self, by: isize) -> Vec<Effect> {
        let visible: Vec<usize> = self.findings.visible(self.settings.show_phrases).collect();
        if visible.is_empty() {
            return Vec::new();
        }
        let row = match self.chosen {
            None if by >= 0 => 0,
            None => visible.len() - 1,
            Some(chosen) => {
                let row = visible.partition_point(|&finding| finding < chosen.finding);
                row.saturating_add_signed(by).min(visible.len() - 1)
            }
        };
        self.choose_finding(visible[row])
    }

    pub(super) fn choose_finding(&mut self, finding: usize) -> Vec<Effect> {
        if finding < self.findings.list.len() {
            self.show_places(Chosen { finding, places: [0, 1] });
        }
        Vec::new()
    }

    /// Brings both chosen places into view.
    fn show_places(&mut self, chosen: Chosen) {
        let finding = &self.findings.list[chosen.finding];
        let panes = self.panes.pair_for(finding, chosen.places);
        for (pane, place) in panes.into_iter().zip(chosen.places) {
            let place = finding.places[place];
            self.panes.reveal(pane, place.report, place.span, None);
        }
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

    /// Keeps the first place and shows the next one beside it.
    pub(super) fn other_place(&mut self) -> Vec<Effect> {
        if let Some(chosen) = self.chosen {
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

    pub(super) fn clear_choice(&mut self) -> Vec<Effect> {
        if self.chosen.take().is_some() {
            self.marks_revision += 1;
        }
        self.selection = None;
        Vec::new()
    }

    fn choose(&mut self, chosen: Chosen) {
        self.chosen = Some(chosen);
        self.selection = None;
        self.marks_revision += 1;
    }
}
