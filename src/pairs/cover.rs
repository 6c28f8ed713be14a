//! Cover: the share of each report that its passages shared with another report cover.

use std::collections::BTreeMap;

use super::{LIKELY_COPY, MOST_HOLDERS, holders};
use crate::duplicates::{Group, Input};
use crate::text::{Span, union_length};

/// Shares of reports that other reports hold.
pub(super) struct Cover {
    /// For a pair of reports, the number of characters of the first that the second holds.
    covered: BTreeMap<(usize, usize), usize>,
    /// Length of each report in characters.
    lengths: Vec<usize>,
    /// Pairs in which the shared text covers enough of one report for it to be a copy, the lesser index first.
    likely: Vec<(usize, usize)>,
}

impl Cover {
    /// Counts all passages, set phrases too: in many editions of one text the set phrases are what all share.
    pub(super) fn new(inputs: &[Input<'_>], groups: &[Group]) -> Self {
        let mut spans: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
        for group in groups {
            let reports = holders(group);
            if reports.len() > MOST_HOLDERS {
                continue;
            }
            for place in &group.occurrences {
                // Within a report, only a passage with all its places there is a repetition.
                let others = reports.iter().filter(|&&other| other != place.report || reports.len() == 1);
                for &other in others {
                    spans.entry((place.report, other)).or_default().push(place.span);
                }
            }
        }
        let covered: BTreeMap<(usize, usize), usize> =
            spans.into_iter().map(|(ends, spans)| (ends, union_length(spans))).collect();
        let lengths = inputs.iter().map(|input| input.report.text.characters()).collect();
        let mut cover = Self { covered, lengths, likely: Vec::new() };
        let pairs = cover.covered.keys().filter(|(one, other)| one < other);
        cover.likely = pairs
            .copied()
            .filter(|&(one, other)| cover.share_of_shorter(one, other) >= LIKELY_COPY)
            .collect();
        cover
    }

    /// Pairs that look like copies.
    pub(super) fn pairs(&self) -> &[(usize, usize)] {
        &self.likely
    }

    /// Share of `report` that `other` holds, from 0 to 1.
    pub(super) fn share(&self, report: usize, other: usize) -> f32 {
        let covered = self.covered.get(&(report, other)).copied().unwrap_or(0);
        (covered as f32 / self.lengths[report].max(1) as f32).min(1.0)
    }

    /// The greater of both shares: that of the shorter report.
    pub(super) fn share_of_shorter(&self, one: usize, other: usize) -> f32 {
        self.share(one, other).max(self.share(other, one))
    }
}
