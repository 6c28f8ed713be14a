//! Pairs and families: the passages of a set of reports, gathered into the units that a reviewer decides on.
//!
//! A reviewer does not think "finding 17 of 329" but "this report took that from there". So passages are gathered by
//! the two reports that hold them, and each such *pair* has one kind:
//!
//! * `same-text`: the two are one text, to the last paragraph or nearly.
//! * `year-copy`: one is an edition of the other; most of its paragraphs have a counterpart there. The paragraphs are
//!   aligned by `compare`, which also gives the share taken over; the passages are parts of that one finding.
//! * `shared-passages`: both hold some passages that are findings.
//! * `scattered`: both hold only passages that two authors may well have written independently.
//!
//! Text that three reports or more hold is a *family*, reported once and not for each pair of its reports. Families
//! with the same reports are merged. A report paired with itself (`left == right`) repeats passages inside it.
//!
//! # Number of comparisons
//!
//! Aligning two reports takes milliseconds, and n reports have n²/2 pairs. Only pairs whose passages cover
//! `LIKELY_COPY` of the shorter report are aligned, and only up to `LONGEST_ALIGNED` characters; for all others the
//! shares are those that the passages cover.

mod cases;
mod cover;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use self::cases::{Case, CaseKind, Cases, Part, cases};
use self::cover::Cover;
pub use self::cover::Taken;
use crate::compare::{self, Statistics};
use crate::duplicates::{Duplicates, Group, Input};
use crate::finding::{Finding, Severity};
use crate::task::{Cancel, Cancelled};

/// Minimum share of the shorter report that passages must cover for a pair to be aligned.
const LIKELY_COPY: f32 = 0.25;

/// Maximum length of two reports together, in characters, for them to be aligned.
const LONGEST_ALIGNED: usize = 2_000_000;

/// Minimum length in characters of both reports for one to be an edition of the other: two lines are no edition.
const SHORTEST_COPY: usize = 200;

/// Minimum number of reports that hold a text for it to be reported as a family.
const FAMILY: usize = 3;

/// Maximum number of reports that hold a passage for it to be evidence that two of them are copies.
const MOST_HOLDERS: usize = 16;

/// Minimum share of a report's paragraphs that have a counterpart in a copy of it.
const COPY: f32 = 0.5;

/// Minimum share of a report's characters that are unchanged in a copy of it: paragraphs that are merely similar do not
/// make a copy.
const COPY_UNCHANGED: f32 = 0.4;

/// Minimum for both of these shares if the two reports are one text.
const SAME_TEXT: f32 = 0.98;

/// Kind of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairKind {
    /// The two are one text, apart from white space and a line or two.
    SameText,
    /// One is an edition of the other.
    YearCopy,
    /// Both hold some passages that are findings.
    SharedPassages,
    /// Both hold only passages that are no findings.
    Scattered,
}

impl PairKind {
    /// Name of this value in the JSON of the headless program.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::SameText => "same-text",
            Self::YearCopy => "year-copy",
            Self::SharedPassages => "shared-passages",
            Self::Scattered => "scattered",
        }
    }

    /// Whether the pair as a whole is the finding, and its passages are parts of it.
    #[must_use]
    pub fn is_whole(self) -> bool {
        matches!(self, Self::SameText | Self::YearCopy)
    }
}

/// Two reports and what they share, or one report and what it repeats.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The older report if both years are known, else the one given first. Index in the input.
    pub left: usize,
    /// The other report; equal to `left` for repetitions inside one report.
    pub right: usize,
    /// Kind of the pair.
    pub kind: PairKind,
    /// Worth of the pair, in characters: the length of its passages outside set phrases, each weighted by the
    /// similarity of the places, plus ten, five or one for each of its findings by severity; for a copy, at least the
    /// number of characters taken over.
    pub worth: f32,
    /// Share of the left report's characters that the right one holds, from 0 to 1, without set phrases unless the pair
    /// was aligned.
    pub shared_left: f32,
    /// Share of the right report's characters that the left one holds.
    pub shared_right: f32,
    /// Indices of groups, in the order of the right report. Passages of a family are listed in each of its pairs that
    /// has something else to report.
    pub passages: Vec<usize>,
    /// Indices of findings about both reports.
    pub findings: Vec<usize>,
}

/// Text that three reports or more hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// Reports that hold it: indices in the input, rising.
    pub reports: Vec<usize>,
    /// Indices of groups, by worth, the greatest first.
    pub passages: Vec<usize>,
    /// Worth, computed as for a pair.
    pub worth: f32,
}

/// Pairs and families of a set of reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    /// Pairs by worth, scattered ones last.
    pub pairs: Vec<Pair>,
    /// Families by worth. Families of passages that are no findings are left out.
    pub families: Vec<Family>,
    /// For each group, whether it is folded away: it is no finding, and lies in scattered pairs or beside findings.
    pub folded: Vec<bool>,
    /// For each group, whether it is part of a pair that is reported as a whole, and so is shown under it.
    pub told: Vec<bool>,
    /// Share of each report that each other one holds, families included.
    pub taken: Taken,
}

/// Gathers the passages found in `inputs` by pair and family. Linear in the passages except for aligning likely copies.
///
/// # Errors
/// [`Cancelled`] if the computation was cancelled.
pub fn pairs(
    inputs: &[Input<'_>],
    found: &Duplicates,
    findings: &[Finding],
    cancel: &Cancel,
) -> Result<Pairs, Cancelled> {
    let cover = Cover::new(inputs, &found.groups);
    let mut by_pair: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut by_family: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (index, group) in found.groups.iter().enumerate().filter(|(_, group)| !group.boilerplate) {
        match holders(group)[..] {
            [only] => by_pair.entry((only, only)).or_default().push(index),
            [one, other] => by_pair.entry((one, other)).or_default().push(index),
            ref all if all.len() >= FAMILY => by_family.entry(all.to_vec()).or_default().push(index),
            _ => {}
        }
    }
    for &(one, other) in cover.pairs() {
        by_pair.entry((one, other)).or_default();
    }
    let aligned: Result<Vec<Pair>, Cancelled> = by_pair
        .into_par_iter()
        .map(|(ends, passages)| {
            cancel.check()?;
            pair(inputs, &found.groups, &cover, ends, passages, cancel)
        })
        .collect();
    let mut pairs: Vec<Pair> = aligned?;
    pairs.retain(|pair| !pair.passages.is_empty() || pair.kind.is_whole());
    add_findings(&mut pairs, findings);
    let told = told(&found.groups, &pairs);
    let folded = found.groups.iter().map(|group| !group.is_finding()).collect();
    let families = families(&found.groups, by_family, &pairs);
    add_references(&mut pairs, &families, &found.groups);
    pairs.sort_by(|x, y| {
        let rank = |pair: &Pair| (pair.kind == PairKind::Scattered, pair.left, pair.right);
        let (x_rank, y_rank) = (rank(x), rank(y));
        x_rank.0.cmp(&y_rank.0).then(y.worth.total_cmp(&x.worth)).then(x_rank.cmp(&y_rank))
    });
    let taken = cover.taken.with(&pairs);
    Ok(Pairs { pairs, families, folded, told, taken })
}

/// The reports that hold a passage, rising.
fn holders(group: &Group) -> Vec<usize> {
    let mut reports: Vec<usize> = group.occurrences.iter().map(|place| place.report).collect();
    reports.dedup();
    reports
}

/// Contribution of one passage to the worth of a pair: none below a similarity of 0.3, its full length at 1. Clauses that
/// stand in another order count as shared.
fn passage_worth(group: &Group) -> f32 {
    let in_any_order = group.surprise.shared[0].min(group.surprise.shared[1]);
    let alike = ((group.similarity.max(in_any_order) - 0.3) / 0.7).clamp(0.0, 1.0);
    group.surprise.content as f32 * alike
}

fn severity_worth(severity: Severity) -> f32 {
    match severity {
        Severity::Error => 10.0,
        Severity::Warning => 5.0,
        Severity::Hint => 1.0,
    }
}

/// One pair with its passages, aligned if it looks like a copy.
fn pair(
    inputs: &[Input<'_>],
    groups: &[Group],
    cover: &Cover,
    (one, other): (usize, usize),
    mut passages: Vec<usize>,
    cancel: &Cancel,
) -> Result<Pair, Cancelled> {
    let (left, right) = in_order(inputs, one, other);
    let position = |index: &usize| {
        let places = &groups[*index].occurrences;
        places.iter().rfind(|place| place.report == right).map_or(0, |place| place.span.start)
    };
    passages.sort_by_key(position);
    let worth = passages.iter().map(|&index| passage_worth(&groups[index])).sum();
    let shares = [cover.taken.share(left, right), cover.taken.share(right, left)];
    let kind = if passages.iter().any(|&index| groups[index].is_finding()) {
        PairKind::SharedPassages
    } else {
        PairKind::Scattered
    };
    let mut pair = Pair {
        left,
        right,
        kind,
        worth,
        shared_left: shares[0],
        shared_right: shares[1],
        passages,
        findings: Vec::new(),
    };
    let length = |report: usize| inputs[report].report.text.characters();
    let is_likely = left != right && cover.is_likely_copy(left, right);
    let is_long_enough = length(left).min(length(right)) >= SHORTEST_COPY;
    if is_likely && is_long_enough && length(left) + length(right) <= LONGEST_ALIGNED {
        let side =
            |report: usize| compare::Input { report: inputs[report].report, outline: inputs[report].outline };
        let comparison = compare::compare(side(left), side(right), cancel)?;
        judge_alignment(&mut pair, &comparison.statistics);
    }
    Ok(pair)
}

/// Sets the kind, shares and worth of a pair that looks like a copy from its alignment.
fn judge_alignment(pair: &mut Pair, counted: &Statistics) {
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    pair.shared_left = 1.0 - share(counted.removed, counted.left);
    pair.shared_right = 1.0 - share(counted.added, counted.right);
    let unchanged_left = share(counted.equal + counted.moved_left, counted.left);
    let unchanged_right = share(counted.equal + counted.moved_right, counted.right);
    if unchanged_left.min(unchanged_right) >= SAME_TEXT {
        pair.kind = PairKind::SameText;
    } else if pair.shared_right >= COPY && unchanged_right >= COPY_UNCHANGED
        || pair.shared_left >= COPY && unchanged_left >= COPY_UNCHANGED
    {
        pair.kind = PairKind::YearCopy;
    }
    if pair.kind.is_whole() {
        let taken = (counted.right - counted.added.min(counted.right)) as f32;
        pair.worth = pair.worth.max(taken);
    }
}

/// The older report first where both have a year.
fn in_order(inputs: &[Input<'_>], one: usize, other: usize) -> (usize, usize) {
    match (year(&inputs[one]), year(&inputs[other])) {
        (Some(first), Some(second)) if second < first => (other, one),
        _ => (one, other),
    }
}

/// Year that a report is about: the first of its title, else the first of its file name.
#[must_use]
pub fn year(input: &Input<'_>) -> Option<u32> {
    let title = input.outline.title.map(|title| input.report.text.slice(title).to_owned());
    let name = input.report.path.file_stem().map(|name| name.to_string_lossy().into_owned());
    title.as_deref().and_then(first_year).or_else(|| name.as_deref().and_then(first_year))
}

fn first_year(words: &str) -> Option<u32> {
    let figures = words.split(|character: char| !character.is_ascii_digit());
    figures
        .filter(|figure| figure.len() == 4)
        .find_map(|figure| figure.parse().ok().filter(|year| (1949..2100).contains(year)))
}

/// Adds to each pair the findings that compare one of its reports with the other.
fn add_findings(pairs: &mut [Pair], findings: &[Finding]) {
    let mut of: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        let here = finding.place.report;
        let mut others: Vec<usize> = finding.others.iter().map(|place| place.report).collect();
        others.sort_unstable();
        others.dedup();
        for other in others.into_iter().filter(|&other| other != here) {
            of.entry((here.min(other), here.max(other))).or_default().push(index);
        }
    }
    for pair in pairs {
        let ends = (pair.left.min(pair.right), pair.left.max(pair.right));
        pair.findings = of.remove(&ends).unwrap_or_default();
        pair.worth +=
            pair.findings.iter().map(|&index| severity_worth(findings[index].severity)).sum::<f32>();
    }
}

/// For each group, whether it is part of a pair that is reported as a whole.
fn told(groups: &[Group], pairs: &[Pair]) -> Vec<bool> {
    let mut told = vec![false; groups.len()];
    for pair in pairs.iter().filter(|pair| pair.kind.is_whole()) {
        for &index in &pair.passages {
            told[index] = true;
        }
    }
    told
}

/// Families of findings. If all reports of a family are copies of each other, their pairs report it instead.
fn families(groups: &[Group], by_family: BTreeMap<Vec<usize>, Vec<usize>>, pairs: &[Pair]) -> Vec<Family> {
    let whole: std::collections::BTreeSet<(usize, usize)> = pairs
        .iter()
        .filter(|pair| pair.kind.is_whole())
        .map(|pair| (pair.left.min(pair.right), pair.left.max(pair.right)))
        .collect();
    let is_told = |reports: &[usize]| {
        reports.len() <= MOST_HOLDERS && reports.windows(2).all(|two| whole.contains(&(two[0], two[1])))
    };
    let mut families: Vec<Family> = by_family
        .into_iter()
        .filter(|(reports, _)| !is_told(reports))
        .filter_map(|(reports, passages)| {
            let passages: Vec<usize> =
                passages.into_iter().filter(|&index| groups[index].is_finding()).collect();
            let worth = passages.iter().map(|&index| passage_worth(&groups[index])).sum();
            (!passages.is_empty()).then_some(Family { reports, passages, worth })
        })
        .collect();
    families.sort_by(|x, y| y.worth.total_cmp(&x.worth).then_with(|| x.reports.cmp(&y.reports)));
    families
}

/// Adds to each pair that has something else to report the passages of families that both reports hold.
fn add_references(pairs: &mut [Pair], families: &[Family], groups: &[Group]) {
    let mut families_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, family) in families.iter().enumerate() {
        for &report in &family.reports {
            families_of.entry(report).or_default().push(index);
        }
    }
    for pair in pairs.iter_mut().filter(|pair| pair.kind != PairKind::Scattered && pair.left != pair.right) {
        let (left, right) = (pair.left, pair.right);
        let shared = families_of.get(&left).into_iter().flatten();
        for &family in shared.filter(|&&family| families[family].reports.binary_search(&right).is_ok()) {
            pair.passages.extend(&families[family].passages);
        }
        pair.passages.sort_by_key(|&index| {
            let places = &groups[index].occurrences;
            places.iter().find(|place| place.report == right).map_or(0, |place| place.span.start)
        });
    }
}
