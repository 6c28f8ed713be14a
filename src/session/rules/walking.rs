//! Going to findings, notes and hits: updates the selection and the contents of the panes.

use crate::i18n::Catalogue;
use crate::message::Message;
use crate::review::NoteId;
use crate::session::Session;
use crate::session::analysis::{Mark, MarkKind, Place, Subject};
use crate::session::context::Context;
use crate::session::library::ReportId;
use crate::session::panes::View;
use crate::session::panes::messages::PaneCommand;
use crate::session::review::Choose;
use crate::session::search::messages::SearchCommand;
use crate::session::shell::messages::ShellEffect;
use crate::session::work::messages::{Spot, WorkCommand};
use crate::session::work::{Chosen, Sources, corresponding, places_at};

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
            PaneCommand::Escape => self.escape(),
            PaneCommand::CopyWithSource => self.copy_with_source(cx),
            PaneCommand::ShowPair(left, right) => self.show_pair(left, right),
            command => self.panes.apply(command, &self.library, cx),
        }
    }

    /// Copies the selected text with its source.
    fn copy_with_source(&self, cx: &mut Context) {
        let selection = self.panes.selection();
        let quoted = selection.and_then(|s| self.with_source(Place { report: s.report, span: s.span }));
        if let Some(words) = quoted {
            cx.push(ShellEffect::Copy(words));
        }
    }

    /// The text of a place with its report, section and line, so that it can be quoted elsewhere.
    #[must_use]
    pub fn with_source(&self, place: Place) -> Option<String> {
        let document = self.library.document(place.report)?;
        let line = document.text().line_from_position(place.span.start) + 1;
        let section = document.section_path(place.span.start).join(" / ");
        let id = if section.is_empty() { "copied-with-line" } else { "copied-with-source" };
        let mut message = Message { id, arguments: Vec::new() }
            .with("text", document.text().slice(place.span).trim())
            .with("title", self.library.name(place.report))
            .with("line", line);
        if !section.is_empty() {
            message = message.with("section", section);
        }
        Some(Catalogue::new(self.settings.get().language).words(&message))
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
            WorkCommand::Step(by) => self.step(by),
            WorkCommand::StepCase(by) => {
                if let Some(row) = self.work.step_case(by, &self.analysis.findings().tree) {
                    self.choose_row(row, Choose::Only);
                }
            }
            WorkCommand::Choose(finding) => self.choose_finding(finding),
            WorkCommand::ChooseRow(row, how) => self.choose_row(row, how),
            WorkCommand::Fold { row, open } => self.fold(row, open),
            WorkCommand::FoldChosen(open) => self.fold_chosen(open),
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
            WorkCommand::Filter(words) => self.filter_findings(words),
            WorkCommand::Judge { finding, judgement, reason } => {
                self.judge(finding, judgement, reason.as_deref(), cx);
            }
            WorkCommand::JudgeChosen(judgement) => self.judge_chosen(judgement, cx),
            WorkCommand::Exclude(rung, reason) => self.exclude(rung, &reason, cx),
            WorkCommand::RemoveRule(index) => self.remove_rule(index, cx),
            WorkCommand::GoToVerdict(index) => self.go_to_verdict(index, cx),
            WorkCommand::RemoveVerdict(index) => self.remove_verdict(index, cx),
        }
    }

    /// Selects the part this many parts down or up: of the reports that are held together, as long as there is one.
    fn step(&mut self, by: isize) {
        let skip = self.settings.get().skip_judged;
        let findings = self.analysis.findings();
        if let Some((row, chosen)) = self.work.step_in_held(by, findings, skip) {
            self.work.select(row, Choose::Only, &findings.tree);
            return self.show_part(chosen);
        }
        if let Some(row) = self.work.step(by, &findings.tree, skip) {
            self.choose_row(row, Choose::Only);
        }
    }

    /// Selects a row. The part of it that is shown is the row itself, or its first open part.
    fn choose_row(&mut self, row: usize, how: Choose) {
        self.work.hold(None);
        let findings = self.analysis.findings();
        if row >= findings.tree.nodes.len() {
            return;
        }
        self.work.select(row, how, &findings.tree);
        let Some(part) = self.work.first_part(row, &findings.tree) else { return };
        let Subject::Part { finding, .. } = findings.tree.nodes[part].subject else { return };
        self.show_part(places_at(part, finding, findings));
    }

    /// Shows two places of a finding, without changing the selected rows.
    fn show_part(&mut self, chosen: Chosen) {
        let list = &self.analysis.findings().list;
        let places = chosen.places.map(|place| list[chosen.finding].places[place]);
        if !self.show_in_comparison(places) {
            let once = self.is_one_paragraph(places);
            self.panes.show_places(if once { [places[0]; 2] } else { places });
        }
        self.work.show(chosen);
        self.panes.deselect();
    }

    fn fold(&mut self, row: usize, open: bool) {
        let tree = &self.analysis.findings().tree;
        if row < tree.nodes.len() {
            self.work.fold(row, open, tree);
            // Scattered passages are walked only while they are unfolded.
            if tree.nodes[row].subject == Subject::Scattered {
                self.recompose();
            }
        }
    }

    /// Unfolds the selected row, or folds it; a row with nothing to fold gives the choice to the row above it.
    fn fold_chosen(&mut self, open: bool) {
        let Some(row) = self.work.cursor() else { return };
        let tree = &self.analysis.findings().tree;
        let has_rows = tree.nodes[row].end > row + 1;
        let is_open =
            self.work.listing().rows.iter().any(|shown| shown.node == row && shown.is_open == Some(true));
        match (open, has_rows && is_open) {
            (true, false) if has_rows => self.fold(row, true),
            (true, true) => self.choose_row(row + 1, Choose::Only),
            (false, true) => self.fold(row, false),
            (false, false) => {
                if let Some(parent) = tree.nodes[row].parent {
                    self.fold(parent, false);
                    self.choose_row(parent, Choose::Only);
                }
            }
            (true, false) => {}
        }
    }

    /// Filters the list of findings.
    pub(in crate::session) fn filter_findings(&mut self, words: String) {
        let sources = sources!(self);
        self.work.filter(words, sources);
    }

    fn choose_finding(&mut self, finding: usize) {
        let findings = self.analysis.findings();
        if finding >= findings.list.len() {
            return;
        }
        if let Some(row) = findings.tree.home(finding) {
            self.choose_row(row, Choose::Only);
        } else {
            let last = findings.list[finding].places.len() - 1;
            self.show_places(Chosen { finding, places: [0, last.min(1)] });
        }
    }

    /// Shows two places of the selected finding, or the only one.
    fn show_places(&mut self, chosen: Chosen) {
        self.show_part(chosen);
        self.choose(chosen);
    }

    pub(in crate::session) fn choose(&mut self, chosen: Chosen) {
        self.work.hold(None);
        self.work.choose(chosen, &self.analysis.findings().tree);
        self.panes.deselect();
    }

    /// Selects a finding by a place that a pane shows, and shows another place at the same height in another pane that shows
    /// its report; no pane gets another report.
    fn choose_place(&mut self, finding: usize, place: usize, pane: usize, at: Spot) {
        let Some(found) = self.analysis.findings().list.get(finding) else { return };
        let count = found.places.len();
        if place >= count || pane >= self.panes.panes().list.len() {
            return;
        }
        let mark = Mark { span: found.places[place].span, kind: found.kind, finding, place };
        let panes = &self.panes.panes().list;
        let has_room = panes.len() == 1 || panes.iter().any(|shown| shown.report.is_none());
        let other = self.counterpart(pane, &mark);
        let other = other.or_else(|| (has_room && count > 1).then(|| (place + 1) % count));
        let in_one_paragraph =
            |other: usize| self.is_one_paragraph([found.places[place], found.places[other]]);
        let Some(other) = other.filter(|&other| !in_one_paragraph(other)) else {
            // No report is put in place of the one that another pane shows.
            self.panes.focus(pane);
            return self.choose(Chosen { finding, places: [place; 2] });
        };
        let beside = corresponding(found.places[place].span, found.places[other], at);
        let target = self.panes.reveal_beside(pane, beside, at.height);
        let places = if pane < target { [place, other] } else { [other, place] };
        self.choose(Chosen { finding, places });
    }

    /// Whether two places are in one paragraph, so that one pane shows both.
    fn is_one_paragraph(&self, places: [Place; 2]) -> bool {
        let [one, other] = places;
        one.report == other.report
            && self.library.document(one.report).is_some_and(|document| {
                let line = |place: Place| document.text().line_from_position(place.span.start);
                line(one) == line(other)
            })
    }

    /// Shows two reports side by side: selects their pair, or shows them at the first listed finding with a place in
    /// both, and steps go on among such findings; one report at a passage that is repeated in it.
    pub(in crate::session) fn show_pair(&mut self, left: ReportId, right: ReportId) {
        self.panes.set_view(View::Panes);
        let findings = self.analysis.findings();
        if let Some(row) = findings.tree.pair_row(left, right)
            && self.work.first_part(row, &findings.tree).is_some()
        {
            // A step from a row under a folded one would leave the pair.
            let folded: Vec<usize> = std::iter::once(row).chain(findings.tree.ancestors(row)).collect();
            for row in folded {
                self.fold(row, true);
            }
            return self.choose_row(row, Choose::Only);
        }
        match self.work.shared(self.analysis.findings(), left, right) {
            Some(chosen) => {
                self.show_places(chosen);
                self.work.hold(Some([left, right]));
            }
            None => self.panes.show_reports(left, right, &self.library),
        }
    }

    /// Composes the list of findings.
    pub(in crate::session) fn relist(&mut self) {
        let sources = sources!(self);
        self.work.relist(sources);
    }

    /// Composes the list of findings without matching them against the filter again.
    pub(in crate::session) fn recompose(&mut self) {
        let sources = sources!(self);
        self.work.recompose(sources);
    }

    /// Judgements of these findings have changed.
    pub(in crate::session) fn findings_judged(&mut self, findings: &[usize]) {
        let sources = sources!(self);
        self.work.judged(findings, sources);
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
