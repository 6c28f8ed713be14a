//! Minimal changes between two sequences of tokens, bounded: Myers' algorithm on short ranges, and on long ones only
//! between anchors, runs of tokens that occur once on each side. `tidy` makes them readable.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Maximum number of cells (left × right tokens) of a range that is compared at once.
const AT_ONCE: usize = 1 << 16;
/// Maximum number of cells of a range without an anchor that is compared.
const AT_MOST: usize = 1 << 20;
/// Number of tokens of an anchor.
const ANCHOR: usize = 4;
/// Maximum recursion depth of anchoring within gaps: a run that is common in the whole may be rare in a gap.
const DEPTH: usize = 4;

/// Tokens of the left that are replaced on the right. One of the ranges may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
}

/// Number of cells that may still be compared, over all pairs of paragraphs; once they are used up, each range between
/// anchors counts as changed as a whole. Counted, not timed, so that one input always has one result.
pub(super) struct Budget {
    pub(super) cells: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: 150_000_000 }
    }
}

/// The changes in order, not touching; the tokens between, before and after them are equal.
pub(super) fn changes(left: &[u32], right: &[u32], budget: &mut Budget) -> Vec<Change> {
    let mut found = Vec::new();
    Search { left, right, budget, found: &mut found }.between(0..left.len(), 0..right.len(), DEPTH);
    found
}

struct Search<'a> {
    left: &'a [u32],
    right: &'a [u32],
    budget: &'a mut Budget,
    found: &'a mut Vec<Change>,
}

impl Search<'_> {
    fn between(&mut self, mut l: Range<usize>, mut r: Range<usize>, depth: usize) {
        let same =
            self.left[l.clone()].iter().zip(&self.right[r.clone()]).take_while(|(a, b)| a == b).count();
        (l.start, r.start) = (l.start + same, r.start + same);
        let ends = self.left[l.clone()].iter().rev().zip(self.right[r.clone()].iter().rev());
        let same = ends.take_while(|(a, b)| a == b).count();
        (l.end, r.end) = (l.end - same, r.end - same);
        if l.is_empty() || r.is_empty() {
            return self.push(l, r);
        }
        let cells = l.len().saturating_mul(r.len());
        if cells <= AT_ONCE {
            return self.myers(l, r, cells);
        }
        let anchors = if depth == 0 { Vec::new() } else { self.anchors(&l, &r) };
        if anchors.is_empty() {
            return self.myers(l, r, cells);
        }
        let (mut at_l, mut at_r) = (l.start, r.start);
        for (anchor_l, anchor_r) in anchors {
            // An anchor that overlaps the one before it continues where that one ended, alike on both sides.
            let past = at_l.saturating_sub(anchor_l).max(at_r.saturating_sub(anchor_r));
            if past >= ANCHOR {
                continue;
            }
            self.between(at_l..anchor_l + past, at_r..anchor_r + past, depth - 1);
            (at_l, at_r) = (anchor_l + ANCHOR, anchor_r + ANCHOR);
        }
        self.between(at_l..l.end, at_r..r.end, depth - 1);
    }

    fn myers(&mut self, l: Range<usize>, r: Range<usize>, cells: usize) {
        if cells > AT_MOST || cells > self.budget.cells {
            return self.push(l, r);
        }
        self.budget.cells -= cells;
        for step in capture_diff_slices(Algorithm::Myers, &self.left[l.clone()], &self.right[r.clone()]) {
            if step.tag() != DiffTag::Equal {
                let (old, new) = (step.old_range(), step.new_range());
                self.push(l.start + old.start..l.start + old.end, r.start + new.start..r.start + new.end);
            }
        }
    }

    fn push(&mut self, left: Range<usize>, right: Range<usize>) {
        if left.is_empty() && right.is_empty() {
            return;
        }
        match self.found.last_mut() {
            Some(last) if last.left.end == left.start && last.right.end == right.start => {
                last.left.end = left.end;
                last.right.end = right.end;
            }
            _ => self.found.push(Change { left, right }),
        }
    }

    /// Runs of tokens that occur once in each range, as a chain that rises on both sides. Near-linear.
    fn anchors(&self, l: &Range<usize>, r: &Range<usize>) -> Vec<(usize, usize)> {
        /// Occurrence of a run in one range.
        #[derive(Clone, Copy)]
        enum Seen {
            Once(usize),
            Often,
        }
        let seen = |ids: &[u32], range: &Range<usize>| {
            let mut seen: HashMap<[u32; ANCHOR], Seen> = HashMap::with_capacity(range.len());
            for (at, run) in ids[range.clone()].windows(ANCHOR).enumerate() {
                let run = [run[0], run[1], run[2], run[3]];
                seen.entry(run)
                    .and_modify(|seen| *seen = Seen::Often)
                    .or_insert(Seen::Once(range.start + at));
            }
            seen
        };
        let rights = seen(self.right, r);
        let lefts = seen(self.left, l);
        let mut both: Vec<(usize, usize)> = lefts
            .iter()
            .filter_map(|(run, &at)| match (at, rights.get(run)) {
                (Seen::Once(l), Some(&Seen::Once(r))) => Some((l, r)),
                _ => None,
            })
            .collect();
        both.sort_unstable();
        longest_rising(&both)
    }
}

/// The longest subsequence that rises on the right (patience sorting). O(n log n); the left side rises already.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, pair) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|&top| pairs[top].1 < pair.1);
        before[index] = pile.checked_sub(1).map(|pile| piles[pile]);
        if pile == piles.len() {
            piles.push(index);
        } else {
            piles[pile] = index;
        }
    }
    let mut chain = Vec::with_capacity(piles.len());
    let mut at = piles.last().copied();
    while let Some(index) = at {
        chain.push(pairs[index]);
        at = before[index];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn patched(changes: &[Change], left: &[u32], right: &[u32]) -> Vec<u32> {
        let (mut out, mut at) = (Vec::new(), 0);
        for change in changes {
            out.extend(&left[at..change.left.start]);
            out.extend(&right[change.right.clone()]);
            at = change.left.end;
        }
        out.extend(&left[at..]);
        out
    }

    /// Long enough that anchors are used; the small alphabet makes many of them wrong.
    fn long() -> impl Strategy<Value = Vec<u32>> {
        proptest::collection::vec(0..12u32, 300..900)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn changes_turn_left_into_right(left in long(), right in long(), cells in 0..100_000usize) {
            for (left, right) in [(&left, &right), (&left, &[&left[..200], &right[..], &left[200..]].concat())] {
                let mut budget = Budget { cells };
                let found = changes(left, right, &mut budget);
                prop_assert_eq!(&patched(&found, left, right), right);
                prop_assert!(found.windows(2).all(|w| w[0].left.end < w[1].left.start || w[0].right.end < w[1].right.start));
            }
        }
    }

    #[test]
    fn a_long_insertion_is_one_change() {
        let left: Vec<u32> = (0..2_000).collect();
        let right = [&left[..700], &[9_999; 500], &left[700..]].concat();
        let found = changes(&left, &right, &mut Budget::default());
        assert_eq!(found, [Change { left: 700..700, right: 700..1_200 }]);
    }
}
