//! Set phrases that nobody listed, learnt from the collection itself: short strings that many of its reports share.
//! A longer passage is never a set phrase, in however many reports it stands.

use std::ops::Range;

use super::corpus::Corpus;
use super::suffix::Suffixes;

/// Strings of so many characters are counted.
const STRING: u32 = 8;

/// From so many reports on a small share of them is enough to tell a phrase from a copy.
const COLLECTION: usize = 30;

/// Fewer reports than this teach nothing.
const LEAST_REPORTS: usize = 8;

/// A phrase stands in so many reports at the least.
const LEAST_HOLDERS: usize = 4;

/// In a collection it stands in so many hundredths of the reports …
const OF_COLLECTION: usize = 3;
/// … in fewer reports in so many.
const OF_FEW: usize = 33;

/// A string that is equal in another report over so many characters is a passage. The longest formula seen in two
/// unrelated reports has 34; the long ones of the shipped list need no learning.
const PASSAGE: u32 = 60;

/// Of a report of which more than so many hundredths are learnt phrases, none is: it is one of many copies.
const TEMPLATE: usize = 50;

/// What was learnt.
pub(super) struct Learnt {
    /// For each symbol of the corpus, whether it is part of a phrase; empty where nothing could be learnt.
    mask: Vec<bool>,
}

impl Learnt {
    /// The phrases of one report.
    pub(super) fn of(&self, corpus: &Corpus, report: usize) -> Option<&[bool]> {
        let range = corpus.start(report) as usize..(corpus.start(report + 1) as usize).checked_sub(1)?;
        self.mask.get(range)
    }
}

/// In how many reports a string must stand.
fn holders(reports: usize) -> Option<usize> {
    let share = match reports {
        0..LEAST_REPORTS => return None,
        LEAST_REPORTS..COLLECTION => OF_FEW,
        _ => OF_COLLECTION,
    };
    Some((reports * share).div_ceil(100).max(LEAST_HOLDERS))
}

/// Learns the set phrases of a collection. Linear in its text.
pub(super) fn learnt(corpus: &Corpus, suffixes: &Suffixes) -> Learnt {
    let mut learnt = Learnt { mask: Vec::new() };
    let Some(holders) = holders(corpus.reports()) else { return learnt };
    learnt.mask = vec![false; corpus.symbols.len()];
    let in_passage = in_passages(suffixes);
    let mut seen_in = vec![usize::MAX; corpus.reports()];
    for (number, group) in suffixes.groups(STRING).enumerate() {
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
            for &at in group.iter().filter(|&&at| !in_passage[at as usize]) {
                learnt.mask[at as usize..(at + STRING) as usize].fill(true);
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
        left = if *inside { PASSAGE - STRING + 1 } else { left };
        *inside = left > 0;
        left = left.saturating_sub(1);
    }
    inside
}
