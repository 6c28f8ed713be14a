//! The findings of the sheet with their verdicts and the rules that exclude them, case by case, and the pairs of reports.

use std::collections::{HashMap, HashSet};

use super::Gatherer;
use crate::duplicates::Group;
use crate::export::sheet::{FindingRow, Pair, Source};
use crate::finding::Finding;
use crate::pairs::Part;
use crate::report::Report;
use crate::review::{Exclusion, JudgedPlace, Judgement, ReportKey, Rules, Subject, Time, Verdict};
use crate::text::{Span, is_ignored};

/// Maximum number of exported places per finding, first ones first.
const MAX_PLACES: usize = 50;

/// What the review says of a finding.
#[derive(Clone, Copy)]
enum Said<'a> {
    Nothing,
    ByVerdict(&'a Verdict),
    ByRule(&'a Exclusion),
}

impl Said<'_> {
    fn judgement(self) -> Option<Judgement> {
        match self {
            Self::Nothing => None,
            Self::ByVerdict(verdict) => Some(verdict.verdict),
            Self::ByRule(_) => Some(Judgement::Dismissed),
        }
    }

    fn author(&self) -> Option<&str> {
        match self {
            Self::Nothing => None,
            Self::ByVerdict(verdict) => Some(&verdict.author),
            Self::ByRule(rule) => Some(&rule.author),
        }
    }

    fn reason(&self) -> &str {
        match self {
            Self::Nothing => "",
            Self::ByVerdict(verdict) => &verdict.reason,
            Self::ByRule(rule) => &rule.reason,
        }
    }

    fn at(self) -> Time {
        match self {
            Self::Nothing => Time::default(),
            Self::ByVerdict(verdict) => verdict.at.clone(),
            Self::ByRule(rule) => rule.at.clone(),
        }
    }
}

/// The findings listed so far.
struct Listed<'a> {
    rules: Rules<'a>,
    verdicts: HashMap<&'a str, &'a Verdict>,
    reports: Vec<&'a Report>,
    /// Keys of all findings of the analysis.
    keys: HashSet<String>,
    rows: Vec<FindingRow>,
    /// Number of findings that rules exclude, listed or not.
    excluded: usize,
}

impl<'a> Gatherer<'a> {
    /// The findings in the order of the cases, then set phrases that were judged, then verdicts whose finding no longer
    /// exists. The number is that of findings which rules exclude.
    pub(super) fn findings(&self) -> (Vec<FindingRow>, usize) {
        let review = self.material.review;
        let mut verdicts: HashMap<&str, &Verdict> = HashMap::new();
        for verdict in &review.verdicts {
            verdicts.entry(&verdict.finding).or_insert(verdict);
        }
        let mut listed = Listed {
            rules: Rules::new(&review.exclusions),
            verdicts,
            reports: self.material.inputs.iter().map(|input| input.report).collect(),
            keys: HashSet::new(),
            rows: Vec::new(),
            excluded: 0,
        };
        let groups = &self.material.duplicates.groups;
        let mut left: HashSet<usize> = (0..groups.len()).collect();
        for part in self.material.cases.order() {
            match part {
                Part::Passage(at) => {
                    left.remove(&at);
                    self.add_passage(&mut listed, &groups[at]);
                }
                Part::Finding(at) => self.add_check(&mut listed, &self.material.findings[at]),
            }
        }
        for (at, group) in groups.iter().enumerate() {
            if left.contains(&at) {
                self.add_passage(&mut listed, group);
            }
        }
        for verdict in &review.verdicts {
            if listed.keys.insert(verdict.finding.clone()) {
                let key = verdict.finding.clone();
                self.add(&mut listed, key, self.gone(verdict), Vec::new(), Said::ByVerdict(verdict));
            }
        }
        (listed.rows, listed.excluded)
    }

    /// A verdict whose finding is no longer reported.
    fn gone(&self, verdict: &Verdict) -> Source {
        let place = |place: &JudgedPlace| (self.index.get(&place.report).copied(), place.quote.clone());
        let places = verdict.places.iter().map(place).collect();
        Source::Gone { check: verdict.check().map(str::to_owned), places }
    }

    fn add_passage(&self, listed: &mut Listed<'a>, group: &Group) {
        let places: Vec<(usize, Span)> =
            group.occurrences.iter().map(|place| (place.report, place.span)).collect();
        let key = group.key(self.material.inputs);
        let said = self.said(listed, &key, None, &places);
        listed.keys.insert(key.clone());
        // Set phrases and common prose are listed only where a reviewer judged them.
        if group.is_finding() || matches!(said, Said::ByVerdict(_)) {
            self.add(listed, key, duplicate(group), places, said);
        }
    }

    fn add_check(&self, listed: &mut Listed<'a>, finding: &Finding) {
        let places = std::iter::once(&finding.place).chain(&finding.others);
        let places: Vec<(usize, Span)> = places.map(|place| (place.report, place.span)).collect();
        let key = finding.key(&listed.reports);
        let said = self.said(listed, &key, Some(finding.check), &places);
        listed.keys.insert(key.clone());
        let source = Source::Check {
            check: finding.check.to_owned(),
            grade: finding.severity,
            message: finding.message.clone(),
        };
        self.add(listed, key, source, places, said);
    }

    /// The verdict on a finding, or else the rule that excludes it.
    fn said(
        &self,
        listed: &mut Listed<'a>,
        key: &str,
        check: Option<&str>,
        places: &[(usize, Span)],
    ) -> Said<'a> {
        let rule = if listed.rules.is_empty() {
            None
        } else {
            let keys: Vec<Option<&ReportKey>> =
                places.iter().map(|(input, _)| self.material.keys.get(*input)).collect();
            let text = |place: usize| {
                let (input, span) = places[place];
                Some(listed.reports[input].text.slice(span))
            };
            listed.rules.first(Subject { check, reports: &keys }, text).map(|(_, rule)| rule)
        };
        listed.excluded += usize::from(rule.is_some());
        match (listed.verdicts.get(key), rule) {
            (Some(verdict), _) => Said::ByVerdict(verdict),
            (None, Some(rule)) => Said::ByRule(rule),
            (None, None) => Said::Nothing,
        }
    }

    /// Adds a finding unless the options exclude it.
    fn add(
        &self,
        listed: &mut Listed<'a>,
        key: String,
        source: Source,
        mut places: Vec<(usize, Span)>,
        said: Said<'_>,
    ) {
        places.retain(|place| self.of_input[place.0].is_some());
        let keys = self.material.keys;
        if said.author().is_some_and(|author| !self.options.is_by(author)) {
            return;
        }
        if !self.options.admits_finding(said.judgement(), places.iter().map(|place| &keys[place.0])) {
            return;
        }
        if self.options.reports.is_some() {
            // Places in the requested reports come first, so that none of them is cut off.
            places.sort_by_key(|place| !self.options.admits_report(&keys[place.0]));
        }
        places.truncate(MAX_PLACES);
        listed.rows.push(FindingRow {
            number: listed.rows.len() + 1,
            key,
            source,
            places: places.into_iter().map(|(input, span)| self.passage(input, span)).collect(),
            judgement: said.judgement(),
            by_rule: matches!(said, Said::ByRule(_)),
            reason: said.reason().to_owned(),
            author: said.author().unwrap_or_default().to_owned(),
            at: said.at(),
        });
    }

    /// Passages shared by pairs of reports, as counts and shares, those of the greatest worth first.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let mut spans: HashMap<(usize, usize), (Vec<Span>, usize, usize)> = HashMap::new();
        for group in self.material.duplicates.groups.iter().filter(|group| !group.boilerplate) {
            let mut of_report: HashMap<usize, Vec<Span>> = HashMap::new();
            for place in &group.occurrences {
                if let Some(report) = self.of_input[place.report] {
                    of_report.entry(report).or_default().push(place.span);
                }
            }
            for (&one, places) in &of_report {
                for &other in of_report.keys().filter(|&&other| other != one) {
                    let entry = spans.entry((one, other)).or_default();
                    entry.0.extend(places);
                    entry.1 += 1;
                    entry.2 = entry.2.max(group.characters);
                }
            }
        }
        let share = |report: usize, spans: &[Span]| {
            let text = self.input_of[report].map(|input| &self.material.inputs[input].report.text);
            text.map_or(0.0, |text| {
                let covered: usize = united(spans).iter().map(|&span| visible(text.slice(span))).sum();
                (covered as f32 / visible(text.as_str()).max(1) as f32).min(1.0)
            })
        };
        let shown = |report: usize| self.options.admits_report(&self.material.review.reports[report].id);
        let worth = self.worth();
        let mut pairs: Vec<Pair> = spans
            .iter()
            .filter(|((left, right), _)| left < right && (shown(*left) || shown(*right)))
            .map(|(&(left, right), (spans_left, passages, longest))| Pair {
                left,
                right,
                worth: worth.get(&(left, right)).copied().unwrap_or_default(),
                passages: *passages,
                left_share: share(left, spans_left),
                right_share: share(right, &spans[&(right, left)].0),
                longest: *longest,
            })
            .collect();
        let most = |pair: &Pair| pair.left_share.max(pair.right_share);
        pairs.sort_by(|a, b| {
            let by_worth = b.worth.total_cmp(&a.worth).then(most(b).total_cmp(&most(a)));
            by_worth.then((a.left, a.right).cmp(&(b.left, b.right)))
        });
        pairs
    }

    /// The worth of the pairs that are cases or stand in one, by their reports in the review.
    fn worth(&self) -> HashMap<(usize, usize), f32> {
        let pairs = self.material.pairs.pairs.iter();
        let listed = pairs.filter_map(|pair| {
            let (left, right) = (self.of_input[pair.left]?, self.of_input[pair.right]?);
            Some(((left.min(right), left.max(right)), pair.worth))
        });
        listed.collect()
    }
}

fn duplicate(group: &Group) -> Source {
    Source::Duplicate {
        kind: group.kind,
        scope: group.scope,
        characters: group.characters,
        similarity: group.similarity,
    }
}

fn visible(text: &str) -> usize {
    text.chars().filter(|&c| !is_ignored(c)).count()
}

/// Sorted spans with overlapping ones merged.
fn united(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}
