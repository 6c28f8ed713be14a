//! Runs of equal text at two positions, and the symbols that they cover.

use std::cmp::Reverse;

use super::bits::Bits;
use super::texts::Texts;

/// Maximum number of runs between reports kept to rank pairs, the longest first (12 bytes each). All runs count for the
/// coverage.
const MAX_RUNS: usize = 12 << 20;

/// Equal text at two positions, of maximal length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    /// Earlier position.
    pub left: u32,
    /// Later position.
    pub right: u32,
    /// Length in symbols.
    pub length: u32,
}

/// Runs found by one parallel task.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Runs with both places in one report.
    pub within: Vec<Run>,
    /// Runs between two reports.
    pub across: Vec<Run>,
}

impl Found {
    pub(super) fn add(&mut self, texts: &Texts, run: Run) {
        let within = texts.report_at(run.left) == texts.report_at(run.right);
        if within { self.within.push(run) } else { self.across.push(run) }
    }

    pub(super) fn append(mut self, mut other: Self) -> Self {
        self.within.append(&mut other.within);
        self.across.append(&mut other.across);
        self
    }
}

/// Runs and coverage found so far.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// Symbols that occur again in their own report.
    pub within: Bits,
    /// Symbols that occur in another report too.
    pub shared: Bits,
    /// Runs between reports; some may be listed twice.
    pub across: Vec<Run>,
}

impl Runs {
    /// Adds runs; `rank` orders reports independently of the order of the input.
    pub(super) fn absorb(&mut self, texts: &Texts, rank: &[u32], found: Found) {
        self.reach(texts);
        for (runs, covered) in [(&found.within, &mut self.within), (&found.across, &mut self.shared)] {
            for run in runs {
                for start in [run.left as usize, run.right as usize] {
                    covered.set_range(start..start + run.length as usize);
                }
            }
        }
        self.across.extend(found.across);
        if self.across.len() > MAX_RUNS + MAX_RUNS / 4 {
            self.keep_longest(texts, rank, MAX_RUNS);
        }
    }

    /// Extends the bits to the length of the texts.
    pub(super) fn reach(&mut self, texts: &Texts) {
        self.within.grow(texts.end());
        self.shared.grow(texts.end());
    }

    /// Keeps the `limit` longest runs. The result depends only on the set of all runs: an earlier cut never drops a run
    /// that a later one would keep.
    fn keep_longest(&mut self, texts: &Texts, rank: &[u32], limit: usize) {
        self.across.sort_unstable();
        self.across.dedup();
        if self.across.len() > limit {
            let place = |position: u32| {
                let report = texts.report_at(position);
                (rank[report], position - texts.range(report).start as u32)
            };
            let key = |run: &Run| {
                let (left, right) = (place(run.left), place(run.right));
                (Reverse(run.length), left.min(right), left.max(right))
            };
            self.across.select_nth_unstable_by_key(limit, key);
            self.across.truncate(limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::grams::Grams;
    use crate::screening::sketch::Sketch;

    #[test]
    fn the_longest_are_kept_and_everything_is_covered() {
        let mut texts = Texts::new();
        for name in ["a", "b"] {
            texts.push(&Sketch::of_text(name, &"文".repeat(60)), &Grams::for_length(20)).unwrap();
        }
        let mut runs = Runs::default();
        let run = |left, right, length| Run { left, right, length };
        let across = vec![run(64, 128, 5), run(70, 140, 9), run(64, 128, 5), run(90, 128, 7)];
        runs.absorb(&texts, &[0, 1], Found { within: vec![run(64, 100, 3)], across });
        assert_eq!((runs.within.count(64..128), runs.shared.count(64..128)), (6, 5 + 9 + 7));
        runs.keep_longest(&texts, &[0, 1], 2);
        runs.across.sort_unstable();
        assert_eq!(runs.across, [run(70, 140, 9), run(90, 128, 7)]);
    }
}
