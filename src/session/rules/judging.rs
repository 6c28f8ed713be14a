//! Verdicts on findings and cases, and rules that exclude findings. Each command is one step of undo.

use crate::message::Message;
use crate::review::{Edit, Excluded, Exclusion, JUDGED_PLACES, JudgedPlace, Judgement, Resolver};
use crate::session::Session;
use crate::session::analysis::Place;
use crate::session::context::Context;
use crate::session::shell::notices::{NoticeKind, Topic};
use crate::session::work::Rung;
use crate::text::Span;

impl Session {
    /// Judges a finding, or reopens it.
    pub(in crate::session) fn judge(
        &mut self,
        finding: usize,
        judgement: Option<Judgement>,
        reason: Option<&str>,
        cx: &mut Context,
    ) {
        if finding < self.analysis.findings().list.len() {
            self.judge_all(&[finding], judgement, reason, cx);
        }
    }

    /// Judges the selected parts and the open parts of selected cases; the same judgement again reopens them.
    pub(in crate::session) fn judge_chosen(&mut self, judgement: Judgement, cx: &mut Context) {
        let targets = self.targets();
        let is_so = !targets.is_empty() && self.work.all_are(&targets, judgement);
        self.judge_all(&targets, (!is_so).then_some(judgement), None, cx);
    }

    /// Judges findings, or reopens them, in one edit.
    fn judge_all(
        &mut self,
        findings: &[usize],
        judgement: Option<Judgement>,
        reason: Option<&str>,
        cx: &mut Context,
    ) {
        let list = &self.analysis.findings().list;
        // Two findings may have one key: it has one verdict.
        let mut once: Vec<usize> = findings.to_vec();
        once.sort_by_key(|&finding| &list[finding].key);
        once.dedup_by_key(|finding| &list[*finding].key);
        let reviewer = self.reviewer().to_owned();
        let edits = once.iter().filter_map(|&finding| {
            let places = self.judged_places(finding);
            let key = &list[finding].key;
            self.review.judge(key, judgement, reason.map(str::to_owned), &reviewer, places)
        });
        let mut edits: Vec<Edit> = edits.collect();
        let mut added = 0;
        for edit in &mut edits {
            if let Edit::AddVerdict { index, .. } = edit {
                *index += added;
                added += 1;
            }
        }
        if edits.is_empty() {
            return;
        }
        let edit = if edits.len() == 1 { edits.remove(0) } else { Edit::All(edits) };
        let name = if judgement.is_some() { "edit-judge" } else { "edit-reopen" };
        if self.make_edit(edit, name, cx) {
            let twins: Vec<usize> =
                if findings.len() == 1 { self.twins(findings[0]) } else { findings.to_vec() };
            self.findings_judged(&twins);
        }
    }

    /// The places that a verdict on a finding keeps.
    fn judged_places(&self, finding: usize) -> Vec<JudgedPlace> {
        let places = self.analysis.findings().list[finding].places.iter().take(JUDGED_PLACES);
        let judged = places.filter_map(|place| {
            let key = self.review.binding().key(place.report)?.clone();
            let text = self.library.document(place.report)?.text().slice(place.span);
            Some(JudgedPlace::new(key, place.span.start, text))
        });
        judged.collect()
    }

    /// The verdicts on findings that the analysis no longer reports, by their index in the review; none before there is
    /// an analysis. Linear in the verdicts.
    #[must_use]
    pub fn lost_verdicts(&self) -> Vec<usize> {
        if self.analysis.result().is_none() {
            return Vec::new();
        }
        let findings = self.analysis.findings();
        let verdicts = self.review.review().verdicts.iter().enumerate();
        let checks = self.settings.get().checks();
        let lost = verdicts.filter(|(_, verdict)| {
            // Neither a report that is not open nor a check that is off has findings.
            let is_open = |place: &JudgedPlace| self.review.binding().report(&place.report).is_some();
            findings.with_key(&verdict.finding).is_empty()
                && verdict.places.iter().all(is_open)
                && verdict.check().is_none_or(|check| checks.is_on(check))
        });
        lost.map(|(index, _)| index).collect()
    }

    /// Tells the reviewer of verdicts that lost their finding since the last analysis.
    pub(in crate::session) fn say_lost_verdicts(&mut self, cx: &mut Context) {
        let count = self.lost_verdicts().len();
        if self.returning.told_of_lost(count) {
            cx.notices().withdraw(Topic::LostVerdicts);
            let message = Message::new("lost-verdicts").with("count", count);
            cx.notices().add(NoticeKind::Info, message, Some(Topic::LostVerdicts));
        } else if count == 0 {
            cx.notices().withdraw(Topic::LostVerdicts);
        }
    }

    /// Shows the places of a verdict where they are now, or where they were.
    pub(in crate::session) fn go_to_verdict(&mut self, index: usize, cx: &mut Context) {
        let Some(verdict) = self.review.review().verdicts.get(index) else { return };
        let places = verdict.places.iter().filter_map(|place| {
            let report = self.review.binding().report(&place.report)?;
            let document = self.library.document(report)?;
            let known = self.review.review().report(&place.report);
            let found =
                Resolver::new(&document.report, &document.outline, known).resolve(&place.target()).span;
            let last = document.text().characters().saturating_sub(1);
            let start = place.start.min(last);
            Some(Place { report, span: found.unwrap_or(Span::new(start, start + 1)) })
        });
        let places: Vec<Place> = places.collect();
        match *places.as_slice() {
            [] => cx.inform(Message::new("note-text-not-open")),
            [only] => self.panes.go_to(only, &self.library),
            [first, second, ..] => self.panes.reveal_pair([first, second]),
        }
    }

    /// Takes back the verdict with this index.
    pub(in crate::session) fn remove_verdict(&mut self, index: usize, cx: &mut Context) {
        let Some(verdict) = self.review.review().verdicts.get(index) else { return };
        if self.make_edit(Edit::RemoveVerdict(verdict.finding.clone()), "edit-reopen", cx) {
            self.verdicts_changed();
        }
    }

    /// The findings with the key of this one.
    fn twins(&self, finding: usize) -> Vec<usize> {
        let findings = self.analysis.findings();
        findings.with_key(&findings.list[finding].key).to_vec()
    }

    /// What a rung of the ladder excludes for the selected finding; `None` where it does not apply.
    #[must_use]
    pub fn excluded_by_rung(&self, rung: Rung) -> Option<Excluded> {
        let chosen = self.chosen()?;
        let finding = self.analysis.findings().list.get(chosen.finding)?;
        let check = finding.check.as_ref().map(|check| check.id.to_owned());
        let key = |place: usize| self.review.binding().key(finding.places[place].report).cloned();
        match rung {
            Rung::Place => None,
            Rung::Pair => {
                let [one, other] = chosen.places;
                (!chosen.is_alone()).then_some(())?;
                Some(Excluded::Pair(key(one)?, key(other)?))
            }
            Rung::Text => {
                let place = finding.places[0];
                let text = self.library.document(place.report)?.text().slice(place.span).to_owned();
                Some(Excluded::Text { text, check })
            }
            Rung::CheckInReport => Some(Excluded::CheckIn(check?, key(0)?)),
            Rung::Check => Some(Excluded::Check(check?)),
        }
    }

    /// Excludes the selected finding, or makes the rule of a rung.
    pub(in crate::session) fn exclude(&mut self, rung: Rung, reason: &str, cx: &mut Context) {
        if rung == Rung::Place {
            let targets = self.targets();
            self.work.remember_reason(reason);
            return self.judge_all(&targets, Some(Judgement::Dismissed), Some(reason), cx);
        }
        let Some(chosen) = self.chosen() else { return };
        for place in self.analysis.findings().list[chosen.finding].places.clone() {
            self.bind(place.report);
        }
        let Some(what) = self.excluded_by_rung(rung) else { return };
        let exclusion = Exclusion::new(what, reason, self.reviewer());
        self.work.remember_reason(reason);
        let rules = &self.review.review().exclusions;
        if rules.iter().any(|rule| rule.id == exclusion.id) {
            return;
        }
        let edit = Edit::AddExclusion { index: rules.len(), exclusion };
        if self.make(edit, cx) {
            self.verdicts_changed();
            let last = self.review.review().exclusions.len();
            let count = self.work.listing().excluded_counts(last).last().copied().unwrap_or_default();
            cx.notices().withdraw(Topic::Excluded);
            let message = Message::new("excluded-by-rule").with("count", count);
            cx.notices().add(NoticeKind::Info, message, Some(Topic::Excluded));
        }
    }

    /// Takes back a rule.
    pub(in crate::session) fn remove_rule(&mut self, index: usize, cx: &mut Context) {
        let Some(rule) = self.review.review().exclusions.get(index) else { return };
        if self.make(Edit::RemoveExclusion(rule.id.clone()), cx) {
            self.verdicts_changed();
        }
    }
}
