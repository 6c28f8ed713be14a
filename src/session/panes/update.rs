//! Changing the panes: their contents, the focus, the selection.

use std::sync::Arc;

use super::link::Link;
use super::messages::{PaneCommand, PaneOutcome};
use super::model::{Selection, View};
use super::state::PanesState;
use crate::message::Message;
use crate::session::analysis::{Findings, Place};
use crate::session::context::Context;
use crate::session::library::{Document, Library, ReportId};
use crate::session::shell::messages::ShellEffect;
use crate::text::Span;

impl PanesState {
    /// Carries out a command that concerns the panes alone.
    pub(in crate::session) fn apply(&mut self, command: PaneCommand, library: &Library, cx: &mut Context) {
        match command {
            PaneCommand::Show { report, pane } => self.show(report, pane, library),
            PaneCommand::GoTo { report, span } => self.go_to(Place { report, span }, library),
            PaneCommand::Focus(pane) => self.panes.focus = pane.min(self.panes.list.len() - 1),
            PaneCommand::SetCount(count) => {
                self.panes.set_count(count);
                self.panes.counted_by_hand = true;
                self.fill(library);
            }
            PaneCommand::Move { from, to } => self.move_pane(from, to),
            PaneCommand::Close(pane) => self.close(pane),
            PaneCommand::Select(selection) => self.select(selection, library),
            PaneCommand::SelectAll => {
                let pane = self.panes.focus;
                if let Some(report) = self.focused_report() {
                    self.select(Some(Selection { pane, report, span: Span::new(0, usize::MAX) }), library);
                }
            }
            PaneCommand::CopySelection => {
                if let Some(text) = self.selected_text(library) {
                    cx.push(ShellEffect::Copy(text));
                }
            }
            // Rules between components.
            PaneCommand::Escape | PaneCommand::CopyWithSource => {}
            PaneCommand::HoldSelection => {
                if let Some(selection) = self.selection.take() {
                    self.beside = Some(selection);
                    self.is_held = true;
                    cx.inform(Message::new("selection-held"));
                }
            }
            PaneCommand::InView(shown) => {
                let panes = self.panes.list.iter().zip(shown);
                self.in_view = panes.filter_map(|(pane, shown)| Some((pane.report?, shown?))).collect();
            }
            PaneCommand::SetView(view) => self.view = view,
            PaneCommand::ShowPair(left, right) => self.show_reports(left, right, library),
            PaneCommand::ShowBeside(places) => self.show_beside(&places, library),
            PaneCommand::GoToLine(line) => self.go_to_line(line, library),
            PaneCommand::StepJump(by) => {
                if let Some(place) = self.jump_list.step(by) {
                    self.reveal(place);
                }
            }
            PaneCommand::StepSection(by) => self.step_section(by, library),
        }
    }

    /// Stores the result of a request.
    pub(in crate::session) fn receive(&mut self, outcome: PaneOutcome) {
        match outcome {
            PaneOutcome::SectionsPaired { ticket, pairs } => self.section_pairs.receive(ticket, pairs),
            PaneOutcome::Differed { ticket, found } => self.differences.receive(ticket, found),
        }
    }

    /// Shows a report in a pane, or in the one with the focus.
    pub(in crate::session) fn show(&mut self, report: ReportId, pane: Option<usize>, library: &Library) {
        let pane = pane.unwrap_or(self.panes.focus);
        if pane < self.panes.list.len() && library.entry(report).is_some() {
            self.view = View::Panes;
            self.panes.show(pane, report);
            self.panes.focus = pane;
        }
    }

    /// Goes to a place and adds it to the jump list.
    pub(in crate::session) fn go_to(&mut self, place: Place, library: &Library) {
        if library.entry(place.report).is_some() {
            self.reveal(place);
            self.panes.lead(self.panes.focus);
            self.jump_list.record(place);
        }
    }

    /// Shows a place in the pane with the focus, or in one that shows its report already.
    pub(in crate::session) fn reveal(&mut self, place: Place) {
        self.view = View::Panes;
        let focus = self.panes.focus;
        let holds = |pane: usize| self.panes.list[pane].report == Some(place.report);
        let pane = if holds(focus) {
            focus
        } else {
            (0..self.panes.list.len()).find(|&pane| holds(pane)).unwrap_or(focus)
        };
        self.panes.reveal(pane, place.report, place.span, None);
        self.panes.focus = pane;
    }

    /// Shows two places side by side.
    pub(in crate::session) fn reveal_pair(&mut self, places: [Place; 2]) {
        let panes = self.panes.pair_for(places);
        for (pane, place) in panes.into_iter().zip(places) {
            self.panes.reveal(pane, place.report, place.span, None);
        }
    }

    /// Shows places in the panes: one, or two side by side.
    fn show_beside(&mut self, places: &[Place], library: &Library) {
        self.view = View::Panes;
        match *places {
            [first, second, ..] => {
                self.reveal_pair([first, second]);
                self.jump_list.record(first);
            }
            [only] => self.go_to(only, library),
            [] => {}
        }
    }

    /// Shows the places of a finding and adds the first to the jump list.
    pub(in crate::session) fn show_places(&mut self, places: [Place; 2]) {
        self.view = View::Panes;
        if places[0] == places[1] {
            self.reveal(places[0]);
        } else {
            self.reveal_pair(places);
        }
        self.jump_list.record(places[0]);
    }

    /// Shows a place at a height in another pane than `pane`, which gets the focus. Returns the other pane.
    pub(in crate::session) fn reveal_beside(&mut self, pane: usize, place: Place, height: f32) -> usize {
        if self.panes.list.len() < 2 {
            self.panes.set_count(2);
        }
        let shows = |pane: usize| self.panes.list[pane].report == Some(place.report);
        let panes = || (0..self.panes.list.len()).filter(|&candidate| candidate != pane);
        let target = panes()
            .find(|&pane| shows(pane))
            .or_else(|| panes().find(|&pane| self.panes.list[pane].report.is_none()));
        let target = target.or_else(|| panes().next()).expect("there are two panes");
        self.panes.reveal(target, place.report, place.span, Some(height));
        self.panes.focus = pane;
        target
    }

    /// Shows reports at positions, one in each pane from left to right.
    pub(in crate::session) fn stand_at(&mut self, shown: &[Option<(ReportId, usize)>], focus: usize) {
        self.view = View::Panes;
        self.panes.set_count(shown.len());
        self.panes.counted_by_hand = true;
        for (pane, shown) in shown.iter().enumerate().take(self.panes.list.len()) {
            if let Some((report, position)) = *shown {
                self.panes.reveal(pane, report, Span::new(position, position + 1), None);
            }
        }
        self.panes.focus = focus.min(self.panes.list.len() - 1);
    }

    /// Shows a report at a position in the pane with this id, if the pane is empty.
    pub(in crate::session) fn show_again(&mut self, pane: u64, report: ReportId, position: usize) {
        let pane = self.panes.list.iter().position(|other| other.id == pane && other.report.is_none());
        if let Some(pane) = pane {
            self.panes.reveal(pane, report, Span::new(position, position + 1), None);
        }
    }

    /// Shows two places in the first two panes, from left to right.
    pub(in crate::session) fn open_at(&mut self, places: [Place; 2]) {
        if self.panes.list.len() < 2 {
            self.panes.set_count(2);
        }
        for (pane, place) in places.into_iter().enumerate() {
            self.panes.reveal(pane, place.report, place.span, None);
        }
    }

    /// Whether the number of panes is as the program chose it.
    pub(in crate::session) fn is_as_opened(&self) -> bool {
        !self.panes.counted_by_hand && self.selection.is_none()
    }

    /// Moves the focus to a pane that exists.
    pub(in crate::session) fn focus(&mut self, pane: usize) {
        self.panes.focus = pane;
    }

    /// Shows two reports in two panes, unless two panes show them already.
    pub(in crate::session) fn hold_pair(&mut self, left: ReportId, right: ReportId, library: &Library) {
        let shown = |report: ReportId| self.panes.list.iter().any(|pane| pane.report == Some(report));
        if !(shown(left) && shown(right)) {
            self.show_reports(left, right, library);
        }
    }

    /// Shows two reports from their beginning in the first two panes.
    pub(in crate::session) fn show_reports(&mut self, left: ReportId, right: ReportId, library: &Library) {
        if library.entry(left).is_some() && library.entry(right).is_some() {
            if self.panes.list.len() < 2 {
                self.panes.set_count(2);
            }
            self.panes.show(0, left);
            self.panes.show(1, right);
        }
    }

    /// Switches to a view.
    pub(in crate::session) fn set_view(&mut self, view: View) {
        self.view = view;
    }

    /// Goes to a line of the report in the pane with the focus, counted from 1; to the last one if there are fewer.
    fn go_to_line(&mut self, line: usize, library: &Library) {
        let Some(report) = self.focused_report() else { return };
        let Some(text) = library.document(report).map(|document| document.text()) else { return };
        let span = text.line_span(line.clamp(1, text.line_count().max(1)) - 1);
        self.go_to(Place { report, span }, library);
    }

    /// Goes this many sections forward, or back, from the place that was shown last. Logarithmic in the sections.
    fn step_section(&mut self, by: isize, library: &Library) {
        let focus = self.panes.focus;
        let Some(report) = self.focused_report() else { return };
        let Some(document) = library.document(report) else { return };
        let sections = &document.outline.sections;
        let from = self.panes.list[focus].reveal.map_or(0, |reveal| reveal.span.start);
        let before = sections.partition_point(|section| section.heading.start <= from);
        let is_at_heading = before > 0 && sections[before - 1].heading.start == from;
        let next = if by > 0 {
            before.saturating_add_signed(by - 1)
        } else {
            before.saturating_sub(usize::from(is_at_heading)).saturating_add_signed(by)
        };
        let heading = sections.get(next.min(sections.len().saturating_sub(1))).map(|section| section.heading);
        if let Some(span) = heading {
            self.go_to(Place { report, span }, library);
        }
    }

    fn move_pane(&mut self, from: usize, to: usize) {
        let count = self.panes.list.len();
        if from < count && to < count && from != to {
            self.panes.reorder(from, to);
            self.deselect();
        }
    }

    fn close(&mut self, pane: usize) {
        if pane < self.panes.list.len() {
            self.panes.close(pane);
            self.panes.counted_by_hand = true;
            // The panes to the right have other numbers now.
            self.deselect();
        }
    }

    fn select(&mut self, selection: Option<Selection>, library: &Library) {
        // A selection in another pane keeps the previous one, so that both can be compared.
        self.beside = match (&selection, self.selection) {
            _ if self.is_held => self.beside,
            (None, _) => None,
            (Some(next), Some(before)) if next.pane != before.pane => Some(before),
            (Some(next), _) => self.beside.filter(|beside| beside.pane != next.pane),
        };
        self.selection = selection.and_then(|selection| {
            let end = library.document(selection.report)?.text().characters();
            let span = Span::new(selection.span.start.min(end), selection.span.end.min(end));
            (!span.is_empty()).then_some(Selection { span, ..selection })
        });
    }

    /// Selects no text.
    pub(in crate::session) fn deselect(&mut self) {
        (self.selection, self.beside) = (None, None);
        self.is_held = false;
    }

    /// Drops the present selection and keeps the one made before it.
    pub(in crate::session) fn drop_selection(&mut self) {
        self.selection = None;
    }

    /// Shows the first report that no pane shows in each empty pane.
    pub(in crate::session) fn fill(&mut self, library: &Library) {
        for pane in 0..self.panes.list.len() {
            if self.panes.list[pane].report.is_none() {
                let shown = |id: ReportId| self.panes.list.iter().any(|pane| pane.report == Some(id));
                let mut settled = library.settled();
                let free = settled.find(|entry| entry.document().is_some() && !shown(entry.id));
                if let Some(report) = free.map(|entry| entry.id) {
                    self.panes.show(pane, report);
                }
            }
        }
    }

    /// Reports were read: opens a second pane for the second one, and fills empty panes.
    pub(in crate::session) fn reports_read(&mut self, library: &Library) {
        if !self.panes.counted_by_hand && self.panes.list.len() == 1 {
            let readable = library.settled().filter(|entry| entry.document().is_some()).take(2).count();
            if readable > 1 {
                self.panes.set_count(2);
            }
        }
        self.fill(library);
    }

    /// Empties the panes that show a closed report and drops its places from the jump list.
    pub(in crate::session) fn close_report(&mut self, report: ReportId) {
        self.panes.forget(report);
        self.jump_list.forget(report);
    }

    /// Empties the panes that show a report; its places stay in the jump list.
    pub(in crate::session) fn empty(&mut self, report: ReportId) {
        self.panes.forget(report);
    }

    /// The text of a report is being read again: its places are no longer valid.
    pub(in crate::session) fn text_changed(&mut self, report: ReportId) {
        self.jump_list.forget(report);
    }

    /// Drops selections whose text is no longer shown, and computes the links of neighbouring panes if they show other
    /// reports or the findings have changed.
    pub(in crate::session) fn refresh(&mut self, library: &Library, findings: &Findings, revision: u64) {
        let is_shown = |selection: &Selection| {
            let pane = self.panes.list.get(selection.pane);
            let text = library.document(selection.report).map(|document| document.text());
            pane.is_some_and(|pane| pane.report == Some(selection.report))
                && text.is_some_and(|text| selection.span.end <= text.characters())
        };
        let kept = (self.selection.filter(is_shown), self.beside.filter(is_shown));
        (self.selection, self.beside) = kept;
        let shown = self.panes.list.iter().map(|pane| pane.report);
        if self.linked.1 == revision && shown.clone().eq(self.linked.0.iter().copied()) {
            return;
        }
        let shown: Vec<Option<ReportId>> = shown.collect();
        let side = |id: Option<ReportId>| -> Option<(ReportId, &Document)> {
            id.and_then(|id| Some((id, library.document(id)?.as_ref())))
        };
        let pair = |pair: &[Option<ReportId>]| {
            let (left, right) = (side(pair[0])?, side(pair[1])?);
            Some(Arc::new(Link::new(findings, left, right)))
        };
        self.links = shown.windows(2).map(pair).collect();
        self.linked = (shown, revision);
    }

    /// Requests the corresponding sections of two reports, if the reports shown by two panes have changed.
    pub(in crate::session) fn pair_sections(&mut self, library: &Library, cx: &mut Context) {
        let shown: Vec<ReportId> = self.shown().collect();
        self.section_pairs.update(&shown, library, cx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::session::library::EntryState;
    use crate::structure::Outline;

    fn library(texts: &[&str]) -> (Library, Vec<ReportId>) {
        let mut library = Library::default();
        let ids = texts.iter().enumerate().map(|(at, text)| {
            let path = format!("/{at}.txt");
            let document = Document::new(Report::from_text(path.as_str(), text), Outline::default());
            library.add_ready(path.into(), EntryState::Ready(Arc::new(document)))
        });
        let ids = ids.collect();
        (library, ids)
    }

    #[test]
    fn a_second_selection_is_compared_with_the_first_only_across_panes() {
        let (library, ids) = library(&["甲乙丙丁", "甲乙丙丁"]);
        let (mut panes, mut cx) = (PanesState::default(), Context::default());
        panes.reports_read(&library);
        let select = |pane: usize, start| {
            let span = Span::new(start, start + 2);
            PaneCommand::Select(Some(Selection { pane, report: ids[pane], span }))
        };
        panes.apply(select(1, 0), &library, &mut cx);
        panes.apply(select(0, 1), &library, &mut cx);
        let [left, right] = panes.selections().unwrap();
        assert_eq!((left.pane, right.pane), (0, 1), "from left to right");
        panes.apply(select(1, 1), &library, &mut cx);
        panes.apply(select(1, 2), &library, &mut cx);
        assert_eq!(panes.selections().unwrap()[1].span, Span::new(2, 4));
        panes.apply(PaneCommand::Select(None), &library, &mut cx);
        assert!(panes.selections().is_none());
    }

    #[test]
    fn links_are_computed_again_only_for_other_reports_or_findings() {
        let (library, _) = library(&["甲乙丙丁", "甲乙丙丁"]);
        let mut panes = PanesState::default();
        panes.reports_read(&library);
        panes.refresh(&library, &Findings::default(), 1);
        let link = panes.links()[0].clone().unwrap();
        panes.refresh(&library, &Findings::default(), 1);
        assert!(Arc::ptr_eq(&link, panes.links()[0].as_ref().unwrap()));
        panes.refresh(&library, &Findings::default(), 2);
        assert!(!Arc::ptr_eq(&link, panes.links()[0].as_ref().unwrap()));
    }
}
