//! Cases: what a reviewer decides on as one, each passage and finding in exactly one of them.
//!
//! * A *pair* holds the passages of two reports, or of one report with itself, in the order of the later report's text,
//!   and the findings that compare the two.
//! * *Editions* are three reports or more that are copies of each other: a list of all their pairs would grow with the
//!   square of their number. Their pairs stand inside the case.
//! * A *family* is text that three reports or more hold. Editions of one text count as one holder when families are
//!   told apart, so that a passage taken over by some editions and reworded by others makes one family and not several.
//! * A *report* holds the findings that are about it alone.
//!
//! Linear in passages, findings and pairs, apart from sorting.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pair, PairKind, Pairs, holders, passage_worth, severity_worth};
use crate::duplicates::Group;
use crate::finding::Finding;

/// Maximum number of references in the pairs of one set of editions, those of the greatest worth first: all of them grow
/// with the square of the number of editions.
const MOST_REFERENCES: usize = 20_000;

/// What a case is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseKind {
    /// A pair, by its index in [`Pairs::pairs`].
    Pair(usize),
    /// Copies of one text: three reports or more, rising.
    Editions(Vec<usize>),
    /// Reports with text in common: three or more, rising.
    Family(Vec<usize>),
    /// Findings about one report.
    Report(usize),
}

/// A passage or a finding in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Index of a group of passages.
    Passage(usize),
    /// Index of a finding of a check.
    Finding(usize),
}

/// A unit of decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What it is about.
    pub kind: CaseKind,
    /// Worth as of a pair (see [`Pair::worth`]); of editions, that of the greatest pair.
    pub worth: f32,
    /// Its own parts, in the order of the later report's text.
    pub parts: Vec<Part>,
    /// Parts of another case that both reports of a pair hold as well, in the same order: shown here, counted there.
    pub references: Vec<Part>,
    /// Cases inside it: the pairs of editions.
    pub inner: Vec<Case>,
}

/// The cases of a set of reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cases {
    /// Cases by worth, the greatest first.
    pub list: Vec<Case>,
    /// Cases of passages only that two authors may well have written independently.
    pub scattered: Vec<Case>,
}

impl Cases {
    /// All parts, each once, in the order in which a reviewer meets them: case by case by worth, inside a case in the order
    /// of the text, scattered passages last. Set phrases are in no case.
    #[must_use]
    pub fn order(&self) -> Vec<Part> {
        fn add(case: &Case, order: &mut Vec<Part>) {
            for inner in &case.inner {
                add(inner, order);
            }
            order.extend(&case.parts);
        }
        let mut order = Vec::new();
        for case in self.list.iter().chain(&self.scattered) {
            add(case, &mut order);
        }
        order
    }
}

/// Arranges passages, findings and pairs into cases. `count` is the number of reports.
#[must_use]
pub fn cases(count: usize, groups: &[Group], findings: &[Finding], pairs: &Pairs) -> Cases {
    let sets = Sets::new(count, pairs);
    let mut builder = Builder {
        groups,
        findings,
        sets,
        editions: BTreeMap::new(),
        families: [BTreeMap::new(), BTreeMap::new()],
    };
    builder.add_families();
    let mut placed = vec![false; findings.len()];
    let mut list = Vec::new();
    let mut scattered = Vec::new();
    for (index, pair) in pairs.pairs.iter().enumerate() {
        builder.add_pair(index, pair, &mut placed, &mut list, &mut scattered);
    }
    list.extend(builder.editions_cases(&pairs.pairs));
    let [families, weak] = std::mem::take(&mut builder.families);
    list.extend(families.into_values().map(|family| builder.family(family)));
    scattered.extend(weak.into_values().map(|family| builder.family(family)));
    list.extend(builder.report_cases(count, &placed));
    for cases in [&mut list, &mut scattered] {
        cases.sort_by(|one, other| other.worth.total_cmp(&one.worth));
    }
    Cases { list, scattered }
}

/// The sets of reports that are copies of each other.
struct Sets {
    /// The set of each report: the least report in it.
    of: Vec<usize>,
    sizes: BTreeMap<usize, usize>,
}

impl Sets {
    fn new(count: usize, pairs: &Pairs) -> Self {
        let mut of: Vec<usize> = (0..count).collect();
        for pair in pairs.pairs.iter().filter(|pair| pair.kind.is_whole()) {
            let (one, other) = (root(&of, pair.left), root(&of, pair.right));
            of[one.max(other)] = one.min(other);
        }
        for at in 0..count {
            of[at] = root(&of, at);
        }
        let mut sizes = BTreeMap::new();
        for &set in &of {
            *sizes.entry(set).or_default() += 1;
        }
        Self { of, sizes }
    }

    /// Whether a report has at least two copies.
    fn is_edition(&self, report: usize) -> bool {
        self.sizes[&self.of[report]] >= 3
    }

    /// The sets of reports, rising, each once; a report without copies is a set of its own.
    fn of_reports(&self, reports: &[usize]) -> Vec<usize> {
        let sets: BTreeSet<usize> = reports.iter().map(|&report| self.of[report]).collect();
        sets.into_iter().collect()
    }
}

/// The representative of a report's set, while sets are merged.
fn root(of: &[usize], mut at: usize) -> usize {
    while of[at] != at {
        at = of[at];
    }
    at
}

/// Reports and passages of a family under construction.
#[derive(Default)]
struct Family {
    reports: BTreeSet<usize>,
    passages: Vec<usize>,
}

struct Builder<'a> {
    groups: &'a [Group],
    findings: &'a [Finding],
    sets: Sets,
    /// For each set of editions, its own passages and the pairs inside it.
    editions: BTreeMap<usize, (Vec<usize>, Vec<Case>)>,
    /// Families by their sets of reports: those of findings, and those of other passages.
    families: [BTreeMap<Vec<usize>, Family>; 2],
}

impl Builder<'_> {
    /// Passages that three reports or more hold.
    fn add_families(&mut self) {
        for (index, group) in self.groups.iter().enumerate().filter(|(_, group)| !group.boilerplate) {
            let reports = holders(group);
            if reports.len() < 3 {
                continue;
            }
            let sets = self.sets.of_reports(&reports);
            if sets.len() == 1 && self.sets.is_edition(reports[0]) {
                self.editions.entry(sets[0]).or_default().0.push(index);
            } else {
                self.add_to_family(sets, &reports, index);
            }
        }
    }

    fn add_to_family(&mut self, sets: Vec<usize>, reports: &[usize], passage: usize) {
        let weak = usize::from(!self.groups[passage].is_finding());
        let family = self.families[weak].entry(sets).or_default();
        family.reports.extend(reports);
        family.passages.push(passage);
    }

    /// Adds a pair as a case of its own, to its editions, or to the family of its sets.
    fn add_pair(
        &mut self,
        index: usize,
        pair: &Pair,
        placed: &mut [bool],
        list: &mut Vec<Case>,
        scattered: &mut Vec<Case>,
    ) {
        let ends = [pair.left, pair.right];
        let (own, references): (Vec<usize>, Vec<usize>) =
            pair.passages.iter().copied().partition(|&passage| holders(&self.groups[passage]).len() < 3);
        let sets = self.sets.of_reports(&ends);
        let is_between = sets.len() == 2 && ends.iter().any(|&report| self.sets.is_edition(report));
        if is_between {
            for passage in own {
                self.add_to_family(sets.clone(), &ends, passage);
            }
            return;
        }
        let mut case = Case {
            kind: CaseKind::Pair(index),
            worth: pair.worth,
            parts: own.into_iter().map(Part::Passage).collect(),
            references: references.into_iter().map(Part::Passage).collect(),
            inner: Vec::new(),
        };
        if pair.kind == PairKind::Scattered {
            return scattered.push(case);
        }
        for &finding in &pair.findings {
            if std::mem::replace(&mut placed[finding], true) {
                case.references.push(Part::Finding(finding));
            } else {
                case.parts.push(Part::Finding(finding));
            }
        }
        self.sort(&mut case.parts, Some(pair.right));
        self.sort(&mut case.references, Some(pair.right));
        if self.sets.is_edition(pair.left) && sets.len() == 1 {
            self.editions.entry(sets[0]).or_default().1.push(case);
        } else {
            list.push(case);
        }
    }

    /// The case of each set of editions. Passages of all of them are also shown in the pairs that hold them.
    fn editions_cases(&mut self, pairs: &[Pair]) -> Vec<Case> {
        let editions = std::mem::take(&mut self.editions);
        let mut cases = Vec::with_capacity(editions.len());
        for (set, (passages, mut inner)) in editions {
            inner.sort_by(|one, other| other.worth.total_cmp(&one.worth));
            self.add_references(&mut inner, &passages, pairs);
            inner.retain(|case| !case.parts.is_empty() || !case.references.is_empty());
            let reports: Vec<usize> = (0..self.sets.of.len()).filter(|&at| self.sets.of[at] == set).collect();
            let own: f32 = passages.iter().map(|&passage| passage_worth(&self.groups[passage])).sum();
            let mut parts: Vec<Part> = passages.into_iter().map(Part::Passage).collect();
            self.sort(&mut parts, None);
            let worth = inner.iter().map(|case| case.worth).fold(own, f32::max);
            let kind = if reports.len() < 3 { continue } else { CaseKind::Editions(reports) };
            cases.push(Case { kind, worth, parts, references: Vec::new(), inner });
        }
        cases
    }

    /// Adds to the pairs of a set of editions the passages that both reports hold and a third one as well.
    fn add_references(&self, inner: &mut [Case], passages: &[usize], pairs: &[Pair]) {
        let mut of_report: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &passage in passages {
            for report in holders(&self.groups[passage]) {
                of_report.entry(report).or_default().insert(passage);
            }
        }
        let mut left = MOST_REFERENCES;
        for case in inner {
            let CaseKind::Pair(index) = case.kind else { continue };
            let pair = &pairs[index];
            let held = of_report.get(&pair.left).zip(of_report.get(&pair.right));
            let Some((one, other)) = held.filter(|_| pair.left != pair.right && left > 0) else { continue };
            let shared = one.intersection(other).take(left).map(|&passage| Part::Passage(passage));
            let before = case.references.len();
            case.references.extend(shared);
            left -= case.references.len() - before;
            self.sort(&mut case.references, Some(pair.right));
            case.references.dedup();
        }
    }

    fn family(&self, family: Family) -> Case {
        let worth = family.passages.iter().map(|&passage| passage_worth(&self.groups[passage])).sum();
        let mut parts: Vec<Part> = family.passages.into_iter().map(Part::Passage).collect();
        self.sort(&mut parts, None);
        let reports = family.reports.into_iter().collect();
        Case { kind: CaseKind::Family(reports), worth, parts, references: Vec::new(), inner: Vec::new() }
    }

    /// Findings that no pair holds, by report.
    fn report_cases(&self, count: usize, placed: &[bool]) -> Vec<Case> {
        let mut of: Vec<Vec<Part>> = vec![Vec::new(); count];
        for (index, finding) in self.findings.iter().enumerate().filter(|(index, _)| !placed[*index]) {
            of[finding.place.report].push(Part::Finding(index));
        }
        let with_findings = of.into_iter().enumerate().filter(|(_, parts)| !parts.is_empty());
        with_findings
            .map(|(report, mut parts)| {
                self.sort(&mut parts, Some(report));
                let worth = parts.iter().map(|part| self.part_worth(*part)).sum();
                Case {
                    kind: CaseKind::Report(report),
                    worth,
                    parts,
                    references: Vec::new(),
                    inner: Vec::new(),
                }
            })
            .collect()
    }

    fn part_worth(&self, part: Part) -> f32 {
        match part {
            Part::Passage(passage) => passage_worth(&self.groups[passage]),
            Part::Finding(finding) => severity_worth(self.findings[finding].severity),
        }
    }

    /// Sorts parts by their position in a report, or in the first report that holds them.
    fn sort(&self, parts: &mut [Part], report: Option<usize>) {
        parts.sort_by_key(|part| match *part {
            Part::Passage(passage) => {
                let places = &self.groups[passage].occurrences;
                // The second place of a passage repeated inside a report is where it is repeated.
                let is_there = |place: &&crate::duplicates::Occurrence| Some(place.report) == report;
                let place = places.iter().rfind(is_there).unwrap_or(&places[0]);
                (usize::from(report.is_none()) * place.report, place.span.start, *part)
            }
            Part::Finding(finding) => {
                let finding = &self.findings[finding];
                let all = std::iter::once(&finding.place).chain(&finding.others);
                let place = all.clone().find(|place| Some(place.report) == report).unwrap_or(&finding.place);
                (usize::from(report.is_none()) * place.report, place.span.start, *part)
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::{Kind, Occurrence, Scope, Surprise};
    use crate::finding::{Place, Severity};
    use crate::message::Message;
    use crate::text::Span;

    fn group(places: &[(usize, usize)], rare: bool) -> Group {
        let occurrences =
            places.iter().map(|&(report, start)| Occurrence { report, span: Span::new(start, start + 9) });
        Group {
            kind: Kind::Exact,
            scope: Scope::Across,
            characters: 9,
            similarity: 1.0,
            kept: [1.0; 2],
            figures_only: false,
            variants: 0,
            boilerplate: false,
            surprise: Surprise { score: if rare { 1e6 } else { 0.0 }, content: 9, ..Surprise::default() },
            occurrences: occurrences.collect(),
        }
    }

    fn pair(left: usize, right: usize, kind: PairKind, passages: &[usize], findings: &[usize]) -> Pair {
        let (passages, findings) = (passages.to_vec(), findings.to_vec());
        Pair { left, right, kind, worth: 10.0, shared_left: 0.9, shared_right: 0.9, passages, findings }
    }

    fn finding(report: usize, other: Option<usize>) -> Finding {
        let place = |report| Place { report, span: Span::new(3, 5) };
        let others = other.map(place).into_iter().collect();
        Finding {
            check: "sum",
            severity: Severity::Warning,
            place: place(report),
            others,
            message: Message::new("finding-sum"),
        }
    }

    /// Number of times that each part is counted, over all cases.
    fn counted(cases: &Cases) -> BTreeMap<Part, usize> {
        fn add(case: &Case, counts: &mut BTreeMap<Part, usize>) {
            for part in &case.parts {
                *counts.entry(*part).or_default() += 1;
            }
            case.inner.iter().for_each(|inner| add(inner, counts));
        }
        let mut counts = BTreeMap::new();
        cases.list.iter().chain(&cases.scattered).for_each(|case| add(case, &mut counts));
        counts
    }

    #[test]
    fn every_part_is_counted_in_one_case() {
        let groups = [
            group(&[(0, 50), (1, 90)], true),
            group(&[(0, 10), (1, 20)], true),
            group(&[(0, 0), (1, 60), (2, 0)], true),
            group(&[(1, 0), (2, 0), (3, 0)], false),
            group(&[(2, 40), (2, 70)], true),
        ];
        let findings = [finding(1, Some(0)), finding(3, None), finding(3, Some(2))];
        let pairs = Pairs {
            pairs: vec![
                pair(0, 1, PairKind::SharedPassages, &[1, 2, 0], &[0]),
                pair(2, 2, PairKind::SharedPassages, &[4], &[]),
            ],
            ..Pairs::default()
        };
        let cases = cases(4, &groups, &findings, &pairs);
        let counts = counted(&cases);
        assert_eq!(counts.len(), groups.len() + findings.len());
        assert!(counts.values().all(|&count| count == 1), "{counts:?}");
        let first = &cases.list[0];
        assert_eq!(
            first.parts,
            [Part::Finding(0), Part::Passage(1), Part::Passage(0)],
            "in the order of the text"
        );
        assert_eq!(first.references, [Part::Passage(2)]);
        let mut order = cases.order();
        assert_eq!(order[..3], first.parts, "the case of the greatest worth first");
        order.sort_unstable();
        order.dedup();
        assert_eq!(order.len(), groups.len() + findings.len());
        let report = cases.list.iter().find(|case| case.kind == CaseKind::Report(3)).unwrap();
        assert_eq!(report.parts.len(), 2, "no pair of 2 and 3 is listed");
    }

    #[test]
    fn three_copies_are_one_case() {
        let groups = [
            group(&[(0, 0), (1, 0), (2, 0)], true),
            group(&[(0, 20), (1, 20)], true),
            group(&[(2, 5), (3, 5)], true),
        ];
        let pairs = Pairs {
            pairs: vec![
                pair(0, 1, PairKind::YearCopy, &[1], &[]),
                pair(1, 2, PairKind::SameText, &[], &[]),
                pair(2, 3, PairKind::SharedPassages, &[2], &[]),
            ],
            ..Pairs::default()
        };
        let cases = cases(4, &groups, &[], &pairs);
        assert_eq!(cases.list.len(), 2, "{:?}", cases.list);
        let editions = cases.list.iter().find(|case| case.kind == CaseKind::Editions(vec![0, 1, 2])).unwrap();
        assert_eq!((editions.parts.as_slice(), editions.inner.len()), ([Part::Passage(0)].as_slice(), 2));
        assert_eq!(editions.inner[1].references, [Part::Passage(0)], "shown in each pair, counted once");
        assert!(counted(&cases).values().all(|&count| count == 1));
    }
}
