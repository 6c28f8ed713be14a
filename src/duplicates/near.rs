//! Near passages: text that occurs twice with changes. Years and figures, names, words, clauses dropped, inserted or moved.
//!
//! The method is seed, chain, extend, as in sequence alignment (BLAST; Altschul and others 1990), on characters.
//!
//! 1. **Fold.** Every run of digits becomes one symbol, so that last year's figures cost nothing.
//! 2. **Seeds.** Strings of five symbols at 2 to 50 places; each pair of places grows into a maximal *run* of equal symbols.
//!    At one edit in five characters a run of five comes every dozen characters, so edited text still has seeds, and
//!    the suffix order that exact passages need lists them without a further index.
//! 3. **Chains.** Runs of two reports that lie close together *on both sides, in whatever order*, form a cluster, so that
//!    moved clauses stay in one passage. Along each side a cluster is split into maximal scoring segments (Ruzzo and
//!    Tompa 1999): equal content symbols score, gaps cost a quarter of their length. Weak ends fall off and weak
//!    middles split.
//! 4. **Fill.** Inside a cluster, strings of three near their predicted position count as well: there, coincidence is
//!    rare.
//! 5. **Ends.** From the outermost runs an alignment extends outwards until it falls too far below its best (X-drop).
//! 6. **Floors** on length, on content symbols and on density drop what is similar by chance.
//! 7. **Unite.** Pairs of places that share a place are one passage with many places.
//!
//! `passages` finds the exact passages. Time is linear in the corpus and in the number of runs; every step that could
//! be more is bounded by a number in `parameters`.
//!
//! ```text
//! fold     the corpus with every figure as one symbol, and the class of each symbol
//! seeds    short equal strings, extended as far as they are equal: runs
//! chain    runs that lie close together on both sides, weak ends cut: pairs of places
//! fill     short strings between and around the runs of a chain
//! extend   reach of a pair beyond its outermost runs
//! body     a body that occurs twice in one report
//! unite    pairs → passages, one with many places
//! ```

mod body;
mod chain;
mod extend;
mod fill;
mod fold;
mod pair;
mod parameters;
mod seeds;
mod unite;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

pub(super) use self::unite::{Near, unite};

use self::fold::Folded;
use self::parameters::{HITS_ALWAYS, SYMBOLS_A_HIT};
use self::seeds::Run;
use super::corpus::Corpus;
use super::suffix::Suffixes;
use super::worth::Marks;
use crate::task::{Cancel, Cancelled};

/// Two similar places, the earlier one first, in positions of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The earlier place.
    pub left: Range<u32>,
    /// The later place.
    pub right: Range<u32>,
    /// Number of letters outside set phrases that are equal in both.
    pub weight: u32,
}

/// Pairs of similar places.
pub(super) struct Hits {
    /// By weight, the heaviest first.
    pub hits: Vec<Hit>,
    /// Number of pairs left out because of a bound.
    pub cut: usize,
}

/// Finds all pairs of similar places that do not overlap, by weight. Linear in the corpus and in the number of runs,
/// which is bounded by the corpus.
pub(super) fn hits(
    corpus: &Corpus,
    suffixes: &Suffixes,
    marks: &[Marks],
    min_length: usize,
    cancel: &Cancel,
) -> Result<Hits, Cancelled> {
    let folded = Folded::new(corpus, marks);
    let runs = seeds::runs(corpus, &folded, suffixes, cancel)?;
    let mut by_pair: BTreeMap<(usize, usize), Vec<Run>> = BTreeMap::new();
    for run in runs {
        by_pair.entry((folded.report(run.left), folded.report(run.right))).or_default().push(run);
    }
    let bodies: Vec<usize> = marks.iter().map(Marks::body_length).collect();
    let found: Result<Vec<Hits>, Cancelled> = by_pair
        .into_par_iter()
        .map(|((left, right), runs)| {
            cancel.check()?;
            Ok(chain::hits_of_pair(&folded, runs, left == right, bodies[left], min_length))
        })
        .collect();
    let found = found?;
    let mut cut = found.iter().map(|of_pair| of_pair.cut).sum();
    let mut hits: Vec<Hit> = found.into_iter().flat_map(|of_pair| of_pair.hits).collect();
    hits.sort_unstable_by(|x, y| {
        y.weight
            .cmp(&x.weight)
            .then_with(|| (x.left.start, x.right.start).cmp(&(y.left.start, y.right.start)))
    });
    let bound = HITS_ALWAYS.max(corpus.symbols.len() / SYMBOLS_A_HIT);
    cut += hits.len().saturating_sub(bound);
    hits.truncate(bound);
    Ok(Hits { hits, cut })
}
