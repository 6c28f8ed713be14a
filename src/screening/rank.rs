//! Ranks of reports and of pairs of reports, computed from their runs.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::PairRank;
use super::runs::{Run, Runs};
use super::texts::Texts;

/// Pairs of reports with a run in common, in no particular order. Sorts the runs and drops duplicates.
pub(super) fn pairs(texts: &Texts, runs: &mut Vec<Run>) -> Vec<PairRank> {
    runs.par_sort_unstable();
    runs.dedup();
    // Runs are sorted by their left place, so those of one left report are adjacent.
    let lefts = runs.par_chunk_by_mut(|one, next| texts.report_at(one.left) == texts.report_at(next.left));
    lefts
        .flat_map_iter(|of_left| {
            of_left.sort_unstable_by_key(|run| (run.right, run.left, run.length));
            let rights =
                of_left.chunk_by_mut(|one, next| texts.report_at(one.right) == texts.report_at(next.right));
            rights.map(|of_pair| pair(texts, of_pair)).collect::<Vec<_>>()
        })
        .collect()
}

/// Rank of one pair from all its runs.
fn pair(texts: &Texts, runs: &mut [Run]) -> PairRank {
    let (left, right) = (texts.report_at(runs[0].left), texts.report_at(runs[0].right));
    // A run of which at least half lies inside longer ones on both sides adds nothing.
    runs.sort_unstable_by_key(|run| (Reverse(run.length), run.left, run.right));
    let (mut on_left, mut on_right) = (Stretches::default(), Stretches::default());
    let mut passages = 0;
    for run in &*runs {
        let inside = on_left.add(run.left, run.length).min(on_right.add(run.right, run.length));
        passages += usize::from(inside * 2 < run.length);
    }
    PairRank {
        left,
        right,
        worth: on_left.total.max(on_right.total) as usize,
        shared_left: share(on_left.total as usize, texts.body(left)),
        shared_right: share(on_right.total as usize, texts.body(right)),
        longest: runs[0].length as usize,
        passages,
    }
}

/// Repeated shares of a report: within it, and shared with others.
pub(super) fn shares(texts: &Texts, runs: &Runs, report: usize) -> (f32, f32) {
    let range: Range<usize> = texts.range(report);
    let body = texts.body(report);
    (share(runs.within.count(range.clone()), body), share(runs.shared.count(range), body))
}

fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// Ranges of a text that do not touch, start to end.
#[derive(Default)]
struct Stretches {
    ends: BTreeMap<u32, u32>,
    total: u32,
}

impl Stretches {
    /// Adds a range and returns how much of it was already covered. Amortised logarithmic.
    fn add(&mut self, start: u32, length: u32) -> u32 {
        let (mut first, mut last, mut inside) = (start, start + length, 0);
        while let Some((&begin, &end)) = self.ends.range(..=start + length).next_back() {
            if end < start {
                break;
            }
            inside += end.min(start + length).saturating_sub(begin.max(start));
            (first, last) = (first.min(begin), last.max(end));
            self.ends.remove(&begin);
        }
        self.ends.insert(first, last);
        self.total += length - inside;
        inside
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn stretches_count_what_is_new(all in prop::collection::vec((0u32..60, 1u32..12), 0..20)) {
            let mut stretches = Stretches::default();
            let mut plain = [false; 80];
            for (start, length) in all {
                let place = &mut plain[start as usize..(start + length) as usize];
                prop_assert_eq!(stretches.add(start, length) as usize, place.iter().filter(|&&set| set).count());
                place.fill(true);
            }
            prop_assert_eq!(stretches.total as usize, plain.iter().filter(|&&set| set).count());
        }
    }
}
