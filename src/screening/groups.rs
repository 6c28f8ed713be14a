//! Groups of equal fingerprints: sorted by hash, those that occur only once left out.

use rayon::prelude::*;

use super::bits::Bits;
use super::grams::Grams;
use super::texts::Texts;
use crate::task::{Cancel, Cancelled, Progress};

/// Bit that marks the first position of a group; positions are below 2³¹.
const FIRST: u32 = 1 << 31;

/// Number of fingerprints sorted at a time: bounds the memory beside the texts (16 bytes each while sorting).
const ROUND: usize = 20 << 20;

/// Number of parts that a round is sorted in, in parallel. A power of two.
const BUCKETS: usize = 64;

/// Positions of equal fingerprints, in groups of two or more: an array without gaps, 4 bytes a position.
#[derive(Debug, Default)]
pub(super) struct Groups(Vec<u32>);

impl Groups {
    /// Groups of all fingerprints that do not lie wholly inside set phrases. If `table` is given, it receives all of
    /// the fingerprints, sorted: hash in the upper, position in the lower half.
    pub(super) fn new(
        texts: &Texts,
        mask: &Bits,
        grams: &Grams,
        mut table: Option<&mut Vec<u64>>,
        cancel: &Cancel,
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let seeds: usize = texts.seeds().words().par_iter().map(|word| word.count_ones() as usize).sum();
        let rounds = seeds.div_ceil(ROUND).max(1);
        let mut groups = Vec::new();
        for round in 0..rounds {
            progress.say("screen-stage-sorting", round, rounds);
            for (sorted, found) in
                sorted_buckets(texts, mask, grams, (round, rounds), table.is_some(), cancel)?
            {
                groups.extend_from_slice(&found);
                if let Some(table) = &mut table {
                    table.extend_from_slice(&sorted);
                }
            }
        }
        progress.say("screen-stage-sorting", rounds, rounds);
        Ok(Self(groups))
    }

    /// Blocks of whole groups with about `size` positions each.
    pub(super) fn blocks(&self, size: usize) -> impl Iterator<Item = &[u32]> {
        let mut rest = self.0.as_slice();
        std::iter::from_fn(move || {
            let mut end = size.min(rest.len());
            while end < rest.len() && rest[end] & FIRST == 0 {
                end += 1;
            }
            let (block, behind) = rest.split_at(end);
            rest = behind;
            (!block.is_empty()).then_some(block)
        })
    }

    /// Total number of positions.
    pub(super) fn positions(&self) -> usize {
        self.0.len()
    }
}

/// Groups of a block, in parallel. Positions still have the mark; [`position`] removes it.
pub(super) fn groups_of(block: &[u32]) -> impl ParallelIterator<Item = &[u32]> {
    block.par_chunk_by(|_, next| next & FIRST == 0)
}

/// Groups of a block, one after the other. Positions still have the mark; [`position`] removes it.
pub(super) fn in_turn(block: &[u32]) -> impl Iterator<Item = &[u32]> {
    block.chunk_by(|_, next| next & FIRST == 0)
}

/// The position without the mark of a group's first one.
pub(super) fn position(marked: u32) -> u32 {
    marked & !FIRST
}

type Sorted = (Vec<u64>, Vec<u32>);

/// Fingerprints of one round by bucket: sorted, with their groups.
fn sorted_buckets(
    texts: &Texts,
    mask: &Bits,
    grams: &Grams,
    (round, rounds): (usize, usize),
    keep: bool,
    cancel: &Cancel,
) -> Result<Vec<Sorted>, Cancelled> {
    let reports = texts.count();
    let pieces = (rayon::current_num_threads() * 2).min(reports).max(1);
    let scatter = |piece: usize| {
        let mut buckets: Vec<Vec<u64>> = vec![Vec::new(); BUCKETS];
        for report in piece * reports / pieces..(piece + 1) * reports / pieces {
            cancel.check()?;
            for at in active(texts, mask, grams, report) {
                let hash = grams.hash(&texts.symbols()[at..]) >> 32;
                // Rounds and buckets are ranges of hashes, so that the result is sorted as a whole.
                let slice = ((hash * (rounds * BUCKETS) as u64) >> 32) as usize;
                if slice / BUCKETS == round {
                    buckets[slice % BUCKETS].push(hash << 32 | at as u64);
                }
            }
        }
        Ok(buckets)
    };
    let scattered: Vec<Vec<Vec<u64>>> = (0..pieces).into_par_iter().map(scatter).collect::<Result<_, _>>()?;
    let sort = |bucket: usize| {
        cancel.check()?;
        let mut all = Vec::with_capacity(scattered.iter().map(|piece| piece[bucket].len()).sum());
        for piece in &scattered {
            all.extend_from_slice(&piece[bucket]);
        }
        all.sort_unstable();
        let found = groups(&all);
        Ok(if keep { (all, found) } else { (Vec::new(), found) })
    };
    (0..BUCKETS).into_par_iter().map(sort).collect()
}

/// Starts of the fingerprints of a report that do not lie wholly inside set phrases.
pub(super) fn active(
    texts: &Texts,
    mask: &Bits,
    grams: &Grams,
    report: usize,
) -> impl Iterator<Item = usize> {
    texts.seeds().ones(texts.padded(report)).filter(|&at| mask.count(at..at + grams.k) < grams.k)
}

fn groups(sorted: &[u64]) -> Vec<u32> {
    let mut found = Vec::new();
    for group in sorted.chunk_by(|left, right| left >> 32 == right >> 32).filter(|group| group.len() > 1) {
        found.push(group[0] as u32 | FIRST);
        found.extend(group[1..].iter().map(|&one| one as u32));
    }
    found
}
