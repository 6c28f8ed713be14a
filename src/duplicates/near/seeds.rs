//! Seeds: short strings with several places. Each pair of places is extended to a maximal run of equal symbols; `chain`
//! decides which runs belong together.

use super::super::corpus::Corpus;
use super::super::suffix::Suffixes;
use super::fold::Folded;
use super::parameters::{SEED, SEED_CONTENT, SEED_PAIRS_ALWAYS, SEED_PLACES, SYMBOLS_A_SEED_PAIR};
use crate::task::{Cancel, Cancelled};

/// Two equal ranges of the folded corpus. They do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    pub left: u32,
    pub right: u32,
    pub length: u32,
}

impl Run {
    pub(super) fn left_end(&self) -> u32 {
        self.left + self.length
    }

    pub(super) fn right_end(&self) -> u32 {
        self.right + self.length
    }

    /// Number of content symbols in the run, the lesser of both places: a set phrase at one place counts as one at
    /// both.
    pub(super) fn weight(&self, folded: &Folded) -> u32 {
        folded.content(self.left, self.left_end()).min(folded.content(self.right, self.right_end()))
    }
}

/// All runs that contain a seed, by position.
pub(super) fn runs(
    corpus: &Corpus,
    folded: &Folded,
    suffixes: &Suffixes,
    cancel: &Cancel,
) -> Result<Vec<Run>, Cancelled> {
    let pairs = pairs(corpus, folded, suffixes, cancel)?;
    let mut runs = Vec::new();
    let (mut diagonal, mut done) = (u32::MAX, 0);
    for (index, pair) in pairs.into_iter().enumerate() {
        if index % 65_536 == 0 {
            cancel.check()?;
        }
        let (distance, at) = ((pair >> 32) as u32, pair as u32);
        if distance != diagonal {
            (diagonal, done) = (distance, 0);
        }
        if at < done {
            continue;
        }
        let run = run_at(&folded.symbols, at, at + distance, done);
        done = run.left_end().max(at + 1);
        let own = folded.report(run.left) == folded.report(run.right);
        let run = Run { length: if own { run.length.min(distance) } else { run.length }, ..run };
        if run.weight(folded) >= SEED_CONTENT {
            runs.push(run);
        }
    }
    runs.sort_unstable();
    Ok(runs)
}

/// The longest run through two positions that starts no earlier than `from`. A report's separator ends it.
fn run_at(symbols: &[u32], left: u32, right: u32, from: u32) -> Run {
    let (left, right) = (left as usize, right as usize);
    let before = symbols[from as usize..left].iter().rev().zip(symbols[..right].iter().rev());
    let before = before.take_while(|(x, y)| x == y).count();
    let after = symbols[left..].iter().zip(&symbols[right..]).take_while(|(x, y)| x == y).count();
    Run { left: (left - before) as u32, right: (right - before) as u32, length: (before + after) as u32 }
}

/// Pairs of folded positions where the same seed begins, each as distance and first position in one number, sorted.
fn pairs(
    corpus: &Corpus,
    folded: &Folded,
    suffixes: &Suffixes,
    cancel: &Cancel,
) -> Result<Vec<u64>, Cancelled> {
    let from_corpus = folded.folded_positions();
    let most = most_places(suffixes, corpus.symbols.len());
    let mut pairs = Vec::new();
    let mut places: Vec<(u32, u32)> = Vec::new();
    for (index, group) in suffixes.groups(SEED).enumerate() {
        if index % 65_536 == 0 {
            cancel.check()?;
        }
        if group.len() > most {
            continue;
        }
        places.clear();
        places.extend(group.iter().filter_map(|&at| {
            let (start, end) = (from_corpus[at as usize], from_corpus[(at + SEED) as usize]);
            (folded.content(start, end) >= SEED_CONTENT).then(|| (start, corpus.before(at)))
        }));
        places.sort_unstable();
        for (index, &(left, before)) in places.iter().enumerate() {
            for &(right, other) in &places[index + 1..] {
                // If the symbols before are equal, the preceding seed yields the same run.
                if before != other && right > left {
                    pairs.push(u64::from(right - left) << 32 | u64::from(left));
                }
            }
        }
    }
    drop(from_corpus);
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

/// Largest number of places per seed for which the pairs of all seeds together stay within the bound.
fn most_places(suffixes: &Suffixes, symbols: usize) -> usize {
    let mut groups_of = [0usize; SEED_PLACES + 1];
    for group in suffixes.groups(SEED) {
        if let Some(count) = groups_of.get_mut(group.len()) {
            *count += 1;
        }
    }
    let mut left = SEED_PAIRS_ALWAYS + symbols / SYMBOLS_A_SEED_PAIR;
    let mut most = 2;
    for (places, count) in groups_of.iter().enumerate().skip(2) {
        let cost = count * places * (places - 1) / 2;
        if cost > left && places > 2 {
            break;
        }
        left = left.saturating_sub(cost);
        most = places;
    }
    most
}
