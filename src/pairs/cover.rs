//! Cover: how much of each report its passages shared with another report cover. One count for the rows of pairs and for
//! the matrix, so that both say the same.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{LIKELY_COPY, MOST_HOLDERS, Pair};
use crate::duplicates::{Group, Input, Occurrence};
use crate::text::{Span, union_length};

/// Share of each report that each other one holds, from 0 to 1, without set phrases; as aligned where a pair was aligned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    shares: HashMap<(usize, usize), f32>,
}

impl Taken {
    /// Share of `report` that `other` holds; of a report with itself, the share that it repeats.
    #[must_use]
    pub fn share(&self, report: usize, other: usize) -> f32 {
        self.shares.get(&(report, other)).copied().unwrap_or(0.0)
    }

    /// The shares above 0, each with the report and the other one, in no order.
    pub fn shares(&self) -> impl Iterator<Item = ((usize, usize), f32)> {
        self.shares.iter().map(|(ends, share)| (*ends, *share))
    }

    /// Takes over the shares of pairs, of which some were aligned.
    pub(super) fn with(mut self, pairs: &[Pair]) -> Self {
        for pair in pairs {
            self.shares.insert((pair.left, pair.right), pair.shared_left);
            self.shares.insert((pair.right, pair.left), pair.shared_right);
        }
        self.shares.retain(|_, share| *share > 0.0);
        self
    }
}

/// Shares of reports that other reports hold, before any pair is aligned.
pub(super) struct Cover {
    /// Shares without set phrases.
    pub taken: Taken,
    /// Shares with set phrases: in many editions of one text they are what all share.
    whole: HashMap<(usize, usize), f32>,
    /// Pairs in which the shared text covers enough of one report for it to be a copy, the lesser index first, rising.
    likely: Vec<(usize, usize)>,
}

/// The places of a group, which are sorted by report, report by report.
fn places_by_report(group: &Group) -> impl Iterator<Item = &[Occurrence]> {
    group.occurrences.chunk_by(|one, next| one.report == next.report)
}

/// For each pair of reports the number of characters of the first that the second holds as well. Row by row, so that
/// the spans of one report at a time are in memory: those of all pairs are some hundred megabytes for 1,000 editions.
fn covered<'a>(groups: impl Iterator<Item = &'a Group>, count: usize) -> HashMap<(usize, usize), usize> {
    let mut groups_of: Vec<Vec<&Group>> = vec![Vec::new(); count];
    for group in groups {
        for places in places_by_report(group) {
            groups_of[places[0].report].push(group);
        }
    }
    let rows = groups_of.par_iter().enumerate().flat_map_iter(|(row, groups)| {
        let mut shared: HashMap<usize, Vec<Span>> = HashMap::new();
        for group in groups {
            let own: Vec<Span> = group
                .occurrences
                .iter()
                .filter(|place| place.report == row)
                .map(|place| place.span)
                .collect();
            for places in places_by_report(group) {
                // A report shares with itself only text that it contains more than once.
                if places[0].report != row || own.len() > 1 {
                    shared.entry(places[0].report).or_default().extend(&own);
                }
            }
        }
        shared.into_iter().map(move |(column, spans)| ((row, column), union_length(spans)))
    });
    rows.collect()
}

impl Cover {
    /// Counts all passages. Linear in the passages times the square of the reports that hold one.
    pub(super) fn new(inputs: &[Input<'_>], groups: &[Group]) -> Self {
        let lengths: Vec<usize> = inputs.iter().map(|input| input.report.text.characters()).collect();
        let share = |(ends, covered): ((usize, usize), usize)| {
            (ends, (covered as f32 / lengths[ends.0].max(1) as f32).min(1.0))
        };
        let few = |group: &&Group| places_by_report(group).count() <= MOST_HOLDERS;
        let taken = covered(groups.iter().filter(|group| !group.boilerplate), inputs.len());
        let whole = covered(groups.iter().filter(few), inputs.len());
        let taken = Taken { shares: taken.into_iter().map(share).collect() };
        let mut cover = Self { taken, whole: whole.into_iter().map(share).collect(), likely: Vec::new() };
        let pairs = cover.whole.keys().filter(|(one, other)| one < other);
        cover.likely = pairs.copied().filter(|&(one, other)| cover.is_likely_copy(one, other)).collect();
        cover.likely.sort_unstable();
        cover
    }

    /// Pairs that look like copies.
    pub(super) fn pairs(&self) -> &[(usize, usize)] {
        &self.likely
    }

    /// Whether the shared text, set phrases too, covers enough of the shorter report.
    pub(super) fn is_likely_copy(&self, one: usize, other: usize) -> bool {
        let share = |ends| self.whole.get(&ends).copied().unwrap_or(0.0);
        share((one, other)).max(share((other, one))) >= LIKELY_COPY
    }
}
