//! Classes of reports that are nearly equal, each counted once when set phrases are learnt: a body copied by fifty
//! offices is no set phrase.

use std::collections::HashMap;

use super::grams::Grams;
use super::texts::Texts;

/// Number of values of a signature.
const VALUES: usize = 16;

/// Number of equal values from which on two reports are of one class.
const ENOUGH: usize = 8;

/// The least fingerprint of each bin of a report (one-permutation `MinHash`, Li, Owen and Zhang 2012): the share of
/// equal values estimates the share of common fingerprints.
type Signature = [u32; VALUES];

/// Class of each of these reports, and the number of classes. Linear apart from sorting.
pub(super) fn classes(texts: &Texts, reports: &[usize], grams: &Grams) -> (Vec<usize>, usize) {
    let signatures: Vec<Signature> = reports.iter().map(|&report| signature(texts, report, grams)).collect();
    let mut parent: Vec<usize> = (0..reports.len()).collect();
    for bin in 0..VALUES {
        let mut order: Vec<usize> =
            (0..reports.len()).filter(|&at| signatures[at][bin] != u32::MAX).collect();
        order.sort_by_key(|&at| signatures[at][bin]);
        for equal in order.chunk_by(|&left, &right| signatures[left][bin] == signatures[right][bin]) {
            for pair in equal.windows(2) {
                for (left, right) in [(equal[0], pair[1]), (pair[0], pair[1])] {
                    if agree(&signatures[left], &signatures[right]) {
                        let (left, right) = (root(&mut parent, left), root(&mut parent, right));
                        parent[left.max(right)] = left.min(right);
                    }
                }
            }
        }
    }
    let mut numbers = HashMap::new();
    let classes = (0..reports.len()).map(|at| {
        let next = numbers.len();
        *numbers.entry(root(&mut parent, at)).or_insert(next)
    });
    let classes = classes.collect();
    (classes, numbers.len())
}

fn signature(texts: &Texts, report: usize, grams: &Grams) -> Signature {
    let mut signature = [u32::MAX; VALUES];
    for at in texts.seeds().ones(texts.padded(report)) {
        let hash = grams.hash(&texts.symbols()[at..]);
        let value = &mut signature[hash as usize % VALUES];
        *value = (*value).min((hash >> 32) as u32);
    }
    signature
}

fn agree(left: &Signature, right: &Signature) -> bool {
    let equal = left.iter().zip(right).filter(|(left, right)| left == right && **left != u32::MAX);
    equal.count() >= ENOUGH
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
