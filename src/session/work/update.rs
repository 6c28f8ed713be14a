//! Keeping the work list up to date with findings, filter, verdicts and notes.

use std::collections::HashSet;

use super::compose::{is_aside, reports_of};
use super::exclusions::exclusions;
use super::filter::{Candidate, Query, Wanted};
use super::messages::Spot;
use super::model::{Chosen, WorkList};
use super::sources::Sources;
use crate::review::Judgement;
use crate::session::analysis::{Findings, MarkKind, Place};
use crate::session::settings::Settings;
use crate::text::Span;

impl WorkList {
    /// Filters the list. With an invalid filter the list stays as it is.
    pub(in crate::session) fn filter(&mut self, words: String, sources: Sources<'_>) {
        match Query::parse(&words) {
            Ok(query) => {
                self.listing.query = query;
                self.listing.error = None;
            }
            Err(error) => self.listing.error = Some(error),
        }
        self.listing.filter = words;
        self.rematch(sources);
    }

    /// Matches all findings against the filter and composes the list.
    pub(in crate::session) fn relist(&mut self, sources: Sources<'_>) {
        let count = sources.findings.list.len();
        self.listing.excluded = exclusions(sources);
        let rules = &self.listing.excluded;
        let judgement = |at: usize| {
            let own = sources.review.verdict(&sources.findings.list[at].key).map(|verdict| verdict.verdict);
            own.or_else(|| rules[at].map(|_| Judgement::Dismissed))
        };
        self.listing.judgements = (0..count).map(judgement).collect();
        self.rematch(sources);
    }

    /// Matches all findings against the filter anew and composes the list.
    fn rematch(&mut self, sources: Sources<'_>) {
        let noted = if self.asks_for_notes() { noted_findings(sources) } else { HashSet::new() };
        let count = sources.findings.list.len();
        self.listing.matching = if self.listing.query.is_empty() {
            vec![true; count]
        } else {
            self.visited += count as u64;
            (0..count).map(|index| self.matches(index, noted.contains(&index), sources)).collect()
        };
        self.compose(sources);
    }

    /// Judgements have changed: updates those findings and the numbers of the rows above them.
    pub(in crate::session) fn judged(&mut self, findings: &[usize], sources: Sources<'_>) {
        self.revision += 1;
        let tree = &sources.findings.tree;
        for &finding in findings {
            let own = sources.review.verdict(&sources.findings.list[finding].key);
            let by_rule = self.listing.excluded[finding].map(|_| Judgement::Dismissed);
            let after = own.map(|verdict| verdict.verdict).or(by_rule);
            let before = std::mem::replace(&mut self.listing.judgements[finding], after);
            let Some(home) = tree.home(finding).filter(|&at| self.listing.tallies[at].parts > 0) else {
                continue;
            };
            for at in std::iter::once(home).chain(tree.ancestors(home)) {
                self.listing.tallies[at].replace(before, after);
            }
            if !is_aside(&tree.nodes[tree.root(home)]) {
                let progress = &mut self.listing.progress;
                progress.judged =
                    progress.judged + usize::from(after.is_some()) - usize::from(before.is_some());
                for report in reports_of(sources, finding) {
                    let progress = self.listing.by_report.entry(report).or_default();
                    progress.judged =
                        progress.judged + usize::from(after.is_some()) - usize::from(before.is_some());
                }
            }
        }
        if !self.listing.query.asks_for(|wanted| matches!(wanted, Wanted::Verdict(_))) {
            return;
        }
        if self.asks_for_notes() || findings.len() > 64 {
            return self.rematch(sources);
        }
        self.visited += findings.len() as u64;
        let changed = findings.iter().filter(|&&finding| {
            let matches = self.matches(finding, false, sources);
            std::mem::replace(&mut self.listing.matching[finding], matches) != matches
        });
        if changed.count() > 0 {
            self.compose(sources);
        }
    }

    /// Notes have changed: matches all findings again, if the filter tests for notes.
    pub(in crate::session) fn notes_changed(&mut self, sources: Sources<'_>) {
        self.revision += 1;
        if self.asks_for_notes() {
            self.rematch(sources);
        }
    }

    /// Any number of verdicts or rules have changed: computes all judgements again.
    pub(in crate::session) fn verdicts_changed(&mut self, sources: Sources<'_>) {
        self.relist(sources);
    }

    /// Composes the list without matching findings against the filter again.
    pub(in crate::session) fn recompose(&mut self, sources: Sources<'_>) {
        self.compose(sources);
    }

    fn asks_for_notes(&self) -> bool {
        self.listing.query.asks_for(|wanted| matches!(wanted, Wanted::Note(_)))
    }

    fn matches(&self, index: usize, noted: bool, sources: Sources<'_>) -> bool {
        let finding = &sources.findings.list[index];
        let mut reports: Vec<(usize, &str, String)> = Vec::new();
        let mut text = "";
        for (order, place) in finding.places.iter().enumerate() {
            let Some(at) = sources.library.position(place.report) else { continue };
            let entry = &sources.library.entries()[at];
            let Some(document) = entry.document() else { continue };
            if order == 0 {
                text = document.text().slice(place.span);
            }
            if !reports.iter().any(|(number, ..)| *number == at + 1) {
                reports.push((at + 1, &document.title, entry.file_name()));
            }
        }
        self.listing.query.matches(&Candidate {
            kind: finding.kind,
            check: finding.check.as_ref().map(|checked| (checked.id, checked.severity)),
            characters: finding.characters,
            verdict: self.listing.judgements[index],
            noted,
            reports: &reports,
            text,
        })
    }

    /// Deselects a finding that is no longer listed or has fewer places, so that no command acts on a hidden finding.
    pub(in crate::session) fn refresh(&mut self, findings: &Findings, settings: &Settings) {
        let is_valid = |chosen: &Chosen| {
            findings.list.get(chosen.finding).is_some_and(|finding| {
                chosen.places.iter().all(|&place| place < finding.places.len())
                    && (finding.kind != MarkKind::Phrase
                        || settings.show_phrases
                        || self.listing.position(chosen.finding).is_some())
            })
        };
        let is_row = |node: &usize| *node < findings.tree.nodes.len();
        if self.chosen.is_some_and(|chosen| !is_valid(&chosen)) || !self.cursor.iter().all(is_row) {
            self.deselect();
        }
    }

    /// The selected finding with its next other place; `None` if it has only one.
    pub(in crate::session) fn other_place(&self, findings: &Findings) -> Option<Chosen> {
        let chosen = self.chosen?;
        let count = findings.list[chosen.finding].places.len();
        if count < 2 {
            return None;
        }
        let [first, second] = chosen.places;
        let next = (1..count).map(|step| (second + step) % count).find(|&place| place != first);
        let places = next.map_or([second, first], |next| [first, next]);
        Some(Chosen { places, ..chosen })
    }
}

/// The part of another place that corresponds to a spot in one place, by its share of the length.
pub(in crate::session) fn corresponding(here: Span, there: Place, at: Spot) -> Place {
    let share = at.position.clamp(here.start, here.end) - here.start;
    let start = there.span.start + share * there.span.len() / here.len().max(1);
    let span = Span::new(start.min(there.span.end.saturating_sub(1)), there.span.end);
    Place { span, ..there }
}

/// The findings with a note on one of their places.
fn noted_findings(sources: Sources<'_>) -> HashSet<usize> {
    let mut noted = HashSet::new();
    for (report, marks) in sources.review.all_marks() {
        for mark in marks {
            let touched = sources.findings.marks_in(report, mark.span);
            noted.extend(touched.map(|mark| mark.finding));
        }
    }
    noted
}
