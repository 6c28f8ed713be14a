//! Going to findings, notes and hits: updates the selection and the contents of the panes.

use crate::message::Message;
use crate::review::{Judgement, NoteId};
use crate::session::Session;
use crate::session::analysis::{MarkKind, Place};
use crate::session::compare::messages::CompareCommand;
use crate::session::context::Context;
use crate::session::library::ReportId;
use crate::session::panes::messages::PaneCommand;
use crate::session::panes::{Pane, View};
use crate::session::search::messages::SearchCommand;
use crate::session::work::messages::{Spot, WorkCommand};
use crate::session::work::{Chosen, Sources, corresponding};

/// The sources of the list of findings, borrowed apart from the list itself.
macro_rules! sources {
    ($session:ident) => {
        Sources {
            findings: $session.analysis.findings(),
            library: &$session.library,
            review: &$session.review,
            settings: $session.settings.get(),
        }
    };
}

impl Session {
    /// Carries out a command about the panes.
    pub(in crate::session) fn apply_panes(&mut self, command: PaneCommand, cx: &mut Context) {
        match command {
            PaneCommand::SetView(view) => self.set_view(view, cx),
            PaneCommand::ShowPair(left, right) => self.show_pair(left, right),
            command => self.panes.apply(command, &self.library, cx),
        }
    }

    /// Switches to a view, or back to the panes if it is shown already.
    fn set_view(&mut self, view: View, cx: &mut Context) {
        let view = if self.panes.view() == view { View::Panes } else { view };
        if view != View::Compare {
            self.panes.set_view(view);
        } else if let Some((left, right)) = self.pair_to_compare() {
            self.apply_compare(CompareCommand::Reports(left, right), cx);
        }
    }

    /// The reports in the pane with the focus and in the next one; if only one is shown, it and the first other one.
    pub(in crate::session) fn pair_to_compare(&self) -> Option<(ReportId, ReportId)> {
        let shown = |pane: &Pane| pane.report.filter(|id| self.library.document(*id).is_some());
        let panes: Vec<ReportId> = self.panes.panes().list.iter().filter_map(shown).collect();
        let focused = self.panes.focused_report().filter(|id| panes.contains(id));
        let left = focused.or(panes.first().copied())?;
        let beside = panes.iter().copied().find(|&id| id != left);
        let readable = || self.library.documents().map(|(id, _)| id).find(|&id| id != left);
        let right = beside.or_else(readable)?;
        // From left to right as in the window.
        let place = |id: ReportId| panes.iter().position(|&shown| shown == id).unwrap_or(usize::MAX);
        Some(if place(left) <= place(right) { (left, right) } else { (right, left) })
    }

    /// Carries out a command about comparisons.
    pub(in crate::session) fn apply_compare(&mut self, command: CompareCommand, cx: &mut Context) {
        if let CompareCommand::Reports(left, right) = command
            && self.library.document(left).is_some()
            && self.library.document(right).is_some()
        {
            self.panes.set_view(View::Compare);
        }
        self.compare.apply(command, self.panes.selections(), &self.library, cx);
    }

    /// Carries out a command about the search.
    pub(in crate::session) fn apply_search(&mut self, command: SearchCommand, cx: &mut Context) {
        let seen = (self.panes.focused_report(), self.panes.selected_text(&self.library));
        if let Some(place) = self.search.apply(command, &self.library, seen, cx) {
            self.panes.go_to(place, &self.library);
        }
    }

    /// Carries out a command about findings.
    pub(in crate::session) fn apply_work(&mut self, command: WorkCommand, cx: &mut Context) {
        match command {
            WorkCommand::Step(by) => {
                if let Some(finding) = self.work.step(by) {
                    self.choose_finding(finding);
                }
            }
            WorkCommand::Choose(finding) => self.choose_finding(finding),
            WorkCommand::ChoosePlace { finding, place, pane, at } => {
                self.choose_place(finding, place, pane, at);
            }
            WorkCommand::OtherPlace => {
                if let Some(chosen) = self.work.other_place(self.analysis.findings()) {
                    self.show_places(chosen);
                }
            }
            WorkCommand::ClearChoice => {
                self.work.deselect();
                self.panes.deselect();
                self.review.choose_no_note();
            }
            WorkCommand::Filter(words) => {
                let sources = sources!(self);
                self.work.filter(words, sources);
            }
            WorkCommand::Judge { finding, judgement, reason } => self.judge(finding, judgement, reason, cx),
            WorkCommand::JudgeChosen(judgement) => {
                if let Some(Chosen { finding, .. }) = self.work.chosen() {
                    let is_so = self.verdict(finding).is_some_and(|verdict| verdict.verdict == judgement);
                    self.judge(finding, (!is_so).then_some(judgement), None, cx);
                }
            }
        }
    }

    fn choose_finding(&mut self, finding: usize) {
        if let Some(found) = self.analysis.findings().list.get(finding) {
            let last = found.places.len() - 1;
            self.show_places(Chosen { finding, places: [0, last.min(1)] });
        }
    }

    /// Selects a finding and shows two of its places, or the only one.
    fn show_places(&mut self, chosen: Chosen) {
        let finding = &self.analysis.findings().list[chosen.finding];
        let places = chosen.places.map(|place| finding.places[place]);
        self.panes.show_places(places);
        self.choose(chosen);
    }

    fn choose(&mut self, chosen: Chosen) {
        self.work.choose(chosen);
        self.panes.deselect();
    }

    /// Selects a finding by a place that a pane shows, and shows another place at the same height in another pane.
    fn choose_place(&mut self, finding: usize, place: usize, pane: usize, at: Spot) {
        let Some(found) = self.analysis.findings().list.get(finding) else { return };
        let count = found.places.len();
        if place >= count || pane >= self.panes.panes().list.len() {
            return;
        }
        if count == 1 {
            self.panes.focus(pane);
            return self.choose(Chosen { finding, places: [place; 2] });
        }
        let other = self.work.counterpart(finding, place, count);
        let beside = corresponding(found.places[place].span, found.places[other], at);
        let target = self.panes.reveal_beside(pane, beside, at.height);
        let places = if pane < target { [place, other] } else { [other, place] };
        self.choose(Chosen { finding, places });
    }

    /// Shows two reports side by side, at the first listed finding with a place in both; one report at a passage that is
    /// repeated in it.
    pub(in crate::session) fn show_pair(&mut self, left: ReportId, right: ReportId) {
        self.panes.set_view(View::Panes);
        match self.work.shared(self.analysis.findings(), left, right) {
            Some(chosen) => self.show_places(chosen),
            None => self.panes.show_reports(left, right, &self.library),
        }
    }

    /// Judges a finding, or reopens it.
    fn judge(
        &mut self,
        finding: usize,
        judgement: Option<Judgement>,
        reason: Option<String>,
        cx: &mut Context,
    ) {
        let Some(found) = self.analysis.findings().list.get(finding) else { return };
        let edit = self.review.judge(&found.key, judgement, reason, self.reviewer());
        if let Some(edit) = edit {
            let name = edit.name();
            if self.make_edit(edit, name, cx) {
                let sources = sources!(self);
                self.work.judged(finding, sources);
            }
        }
    }

    /// Composes the list of findings.
    pub(in crate::session) fn relist(&mut self) {
        let sources = sources!(self);
        self.work.relist(sources);
    }

    /// Notes or their places have changed: composes the list of findings again, if it depends on them.
    pub(in crate::session) fn notes_changed(&mut self) {
        let sources = sources!(self);
        self.work.notes_changed(sources);
    }

    /// Verdicts have changed: composes the list of findings again, if it depends on them.
    pub(in crate::session) fn verdicts_changed(&mut self) {
        let sources = sources!(self);
        self.work.verdicts_changed(sources);
    }

    /// Shows the places of a note: one, or two side by side.
    pub(in crate::session) fn go_to_note(&mut self, id: &NoteId, cx: &mut Context) {
        match *self.review.open_places(id).as_slice() {
            [] => {
                if self.review.note(id).is_some_and(|note| !note.targets.is_empty()) {
                    cx.inform(Message::new("note-text-not-open"));
                }
            }
            [only] => self.panes.go_to(only, &self.library),
            [first, second, ..] => self.panes.reveal_pair([first, second]),
        }
    }

    /// Whether the text at a place is part of a repeated passage.
    pub(in crate::session) fn is_repeated(&self, place: Place) -> bool {
        let findings = self.analysis.findings();
        findings.marks_in(place.report, place.span).any(|mark| {
            !matches!(mark.kind, MarkKind::Phrase | MarkKind::Check)
                && findings.place(mark).span.covers(place.span)
        })
    }
}
