//! Set phrases learnt from the collection itself: short strings that many of its reports share.
//!
//! A string of [`policy::STRING`] characters that enough reports hold is part of a set phrase. Inside a passage of more
//! than [`PASSAGE`] characters that is equal in two reports it is not: that is a copy. But a string that
//! [`policy::everyone`] holds is a set phrase however long, since no reviewer asks who wrote it first. A report that
//! would be mostly set phrases has none: it is one of many copies of a template.

use std::ops::Range;

use super::corpus::Corpus;
use super::policy;
use super::suffix::Suffixes;

/// Minimum length in characters of a repeat that is a passage. The longest formula seen in two unrelated reports has
/// 34; longer ones of the built-in list need no learning.
const PASSAGE: u32 = 60;

/// Maximum percentage of a report that learnt phrases may cover; above it the report is one of many copies.
const TEMPLATE: usize = 50;

/// Set phrases learnt from a collection.
pub(super) struct Learnt {
    /// For each symbol of the corpus, whether it is part of a phrase; empty where the collection is too small to learn
    /// from.
    mask: Vec<bool>,
}

impl Learnt {
    /// For each symbol of one report, whether it is part of a learnt phrase.
    pub(super) fn of(&self, corpus: &Corpus, report: usize) -> Option<&[bool]> {
        let range = corpus.start(report) as usize..(corpus.start(report + 1) as usize).checked_sub(1)?;
        self.mask.get(range)
    }
}

/// Learns the set phrases of a collection. Linear in its text.
pub(super) fn learnt(corpus: &Corpus, suffixes: &Suffixes) -> Learnt {
    let mut learnt = Learnt { mask: Vec::new() };
    let Some(holders) = policy::least_holders(corpus.reports()) else { return learnt };
    let everyone = policy::everyone(corpus.reports());
    learnt.mask = vec![false; corpus.symbols.len()];
    let in_passage = in_passages(suffixes);
    let mut seen_in = vec![usize::MAX; corpus.reports()];
    for (number, group) in suffixes.groups(policy::STRING).enumerate() {
        if group.len() < holders {
            continue;
        }
        let mut count = 0;
        for &at in group {
            let last = &mut seen_in[corpus.report(at)];
            count += usize::from(*last != number);
            *last = number;
        }
        if count >= holders {
            let is_said_by_all = everyone.is_some_and(|everyone| count >= everyone);
            for &at in group.iter().filter(|&&at| is_said_by_all || !in_passage[at as usize]) {
                learnt.mask[at as usize..(at + policy::STRING) as usize].fill(true);
            }
        }
    }
    for report in 0..corpus.reports() {
        let range: Range<usize> = corpus.start(report) as usize..corpus.start(report + 1) as usize;
        let phrases = learnt.mask[range.clone()].iter().filter(|&&inside| inside).count();
        if phrases * 100 > range.len() * TEMPLATE {
            learnt.mask[range].fill(false);
        }
    }
    learnt
}

/// For each symbol whether a string that begins there lies inside a long repeat.
fn in_passages(suffixes: &Suffixes) -> Vec<bool> {
    let mut inside = vec![false; suffixes.sorted.len()];
    for group in suffixes.groups(PASSAGE) {
        for &at in group {
            inside[at as usize] = true;
        }
    }
    let mut left = 0;
    for inside in &mut inside {
        left = if *inside { PASSAGE - policy::STRING + 1 } else { left };
        *inside = left > 0;
        left = left.saturating_sub(1);
    }
    inside
}
