//! Composing the list of findings, and selecting in it.

use std::collections::{BTreeMap, HashSet};

use super::filter::{Candidate, Query, Wanted};
use super::messages::Spot;
use super::model::{Chosen, Common, ListRow, WorkList};
use crate::session::analysis::{Finding, Findings, MarkKind, Place};
use crate::session::library::{Library, ReportId};
use crate::session::review::ReviewState;
use crate::session::settings::{Grouping, Settings};
use crate::text::Span;

/// Sources of the list of findings.
#[derive(Clone, Copy)]
pub(in crate::session) struct Sources<'a> {
    pub(in crate::session) findings: &'a Findings,
    pub(in crate::session) library: &'a Library,
    pub(in crate::session) review: &'a ReviewState,
    pub(in crate::session) settings: &'a Settings,
}

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
        self.relist(sources);
    }

    /// Matches all findings against the filter and composes the list.
    pub(in crate::session) fn relist(&mut self, sources: Sources<'_>) {
        let noted = if self.asks_for_notes() { noted_findings(sources) } else { HashSet::new() };
        let findings = sources.findings.list.iter().enumerate();
        let matching = if self.listing.query.is_empty() {
            vec![true; sources.findings.list.len()]
        } else {
            self.visited += sources.findings.list.len() as u64;
            findings.map(|(index, _)| self.matches(index, noted.contains(&index), sources)).collect()
        };
        self.listing.matching = matching;
        self.compose(sources);
    }

    /// A judgement has changed: matches that finding against the filter again.
    pub(in crate::session) fn judged(&mut self, finding: usize, sources: Sources<'_>) {
        self.revision += 1;
        if !self.listing.query.asks_for(|wanted| matches!(wanted, Wanted::Verdict(_))) {
            return;
        }
        if self.asks_for_notes() {
            return self.relist(sources);
        }
        self.visited += 1;
        let matches = self.matches(finding, false, sources);
        if self.listing.matching.get(finding) != Some(&matches) {
            self.listing.matching[finding] = matches;
            self.compose(sources);
        }
    }

    /// Notes have changed: matches all findings again, if the filter tests for notes.
    pub(in crate::session) fn notes_changed(&mut self, sources: Sources<'_>) {
        self.revision += 1;
        if self.asks_for_notes() {
            self.relist(sources);
        }
    }

    /// Any number of verdicts have changed: matches all findings again, if the filter tests verdicts.
    pub(in crate::session) fn verdicts_changed(&mut self, sources: Sources<'_>) {
        self.revision += 1;
        if self.listing.query.asks_for(|wanted| matches!(wanted, Wanted::Verdict(_))) {
            self.relist(sources);
        }
    }

    fn asks_for_notes(&self) -> bool {
        self.listing.query.asks_for(|wanted| matches!(wanted, Wanted::Note(_)))
    }

    /// Composes the rows from the findings that match the filter. Linear in the findings, without looking at any text.
    fn compose(&mut self, sources: Sources<'_>) {
        let listing = &mut self.listing;
        let names_phrases = listing.query.requires(|wanted| *wanted == Wanted::Kind(MarkKind::Phrase));
        let with_phrases = sources.settings.show_phrases || names_phrases;
        let list = &sources.findings.list;
        let candidates = (0..list.len()).filter(|&at| with_phrases || list[at].kind != MarkKind::Phrase);
        listing.unfiltered = candidates.clone().count();
        let order: Vec<usize> = candidates.filter(|&at| listing.matching[at]).collect();
        listing.rows = match sources.settings.grouping {
            Grouping::None => order.iter().copied().map(ListRow::Finding).collect(),
            grouping => grouped(list, grouping, &order),
        };
        let listed = listing.rows.iter().filter_map(|row| match row {
            ListRow::Finding(finding) => Some(*finding),
            ListRow::Heading(..) => None,
        });
        listing.order = listed.collect();
        listing.positions = vec![None; list.len()];
        for (position, &finding) in listing.order.iter().enumerate() {
            listing.positions[finding] = Some(position);
        }
        self.revision += 1;
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
            verdict: sources.review.verdict(&finding.key).map(|verdict| verdict.verdict),
            noted,
            reports: &reports,
            text,
        })
    }

    /// The finding this many rows from the selected one; the first or the last if none is selected.
    pub(in crate::session) fn step(&self, by: isize) -> Option<usize> {
        let listed = self.listing.findings();
        let last = listed.len().checked_sub(1)?;
        let row = match self.chosen.map(|chosen| self.listing.position(chosen.finding)) {
            Some(Some(row)) => row.saturating_add_signed(by).min(last),
            _ if by >= 0 => 0,
            _ => last,
        };
        Some(listed[row])
    }

    /// Selects a finding with two of its places.
    pub(in crate::session) fn choose(&mut self, chosen: Chosen) {
        self.chosen = Some(chosen);
        self.revision += 1;
    }

    /// Deselects the finding.
    pub(in crate::session) fn deselect(&mut self) {
        if self.chosen.take().is_some() {
            self.revision += 1;
        }
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
        if self.chosen.is_some_and(|chosen| !is_valid(&chosen)) {
            self.deselect();
        }
    }

    /// The selected finding with its next other place; `None` if it has only one.
    pub(in crate::session) fn other_place(&self, findings: &Findings) -> Option<Chosen> {
        let chosen = self.chosen.filter(|chosen| !chosen.is_alone())?;
        let count = findings.list[chosen.finding].places.len();
        let [first, second] = chosen.places;
        let next = (1..count).map(|step| (second + step) % count).find(|&place| place != first);
        let places = next.map_or([second, first], |next| [first, next]);
        Some(Chosen { places, ..chosen })
    }

    /// The place to show beside one of a finding's places: that of the pair already shown, or else the next one.
    pub(in crate::session) fn counterpart(&self, finding: usize, place: usize, count: usize) -> usize {
        match self.chosen {
            Some(chosen) if chosen.finding == finding && chosen.places.contains(&place) => {
                chosen.places[usize::from(chosen.places[0] == place)]
            }
            _ => (place + 1) % count,
        }
    }

    /// The first listed finding with a place in each of two reports, or with two places in one.
    pub(in crate::session) fn shared(
        &self,
        findings: &Findings,
        left: ReportId,
        right: ReportId,
    ) -> Option<Chosen> {
        let place_in = |finding: usize, report: ReportId, from: usize| {
            let places = &findings.list[finding].places;
            (from..places.len()).find(|&place| places[place].report == report)
        };
        self.listing.findings().iter().find_map(|&finding| {
            let first = place_in(finding, left, 0)?;
            let second = place_in(finding, right, if left == right { first + 1 } else { 0 })?;
            Some(Chosen { finding, places: [first, second] })
        })
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

/// Puts findings under headings. Groups are ordered by their first finding.
fn grouped(list: &[Finding], grouping: Grouping, order: &[usize]) -> Vec<ListRow> {
    let common = |finding: &Finding| match grouping {
        Grouping::Kind => match &finding.check {
            Some(checked) => Common::Check(checked.name),
            None => Common::Kind(finding.kind),
        },
        Grouping::None | Grouping::Reports => {
            let mut reports: Vec<ReportId> = finding.places.iter().map(|place| place.report).collect();
            reports.sort_unstable();
            reports.dedup();
            match reports.as_slice() {
                [one] => Common::Report(*one),
                [left, right] => Common::Pair(*left, *right),
                _ => Common::Several,
            }
        }
    };
    let mut groups: BTreeMap<Common, Vec<usize>> = BTreeMap::new();
    for &finding in order {
        groups.entry(common(&list[finding])).or_default().push(finding);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, findings)| findings[0]);
    let rows = groups.into_iter().flat_map(|(common, findings)| {
        let heading = ListRow::Heading(common, findings.len());
        std::iter::once(heading).chain(findings.into_iter().map(ListRow::Finding))
    });
    rows.collect()
}
