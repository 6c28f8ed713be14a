//! All maximal repeats of a corpus: each distinct string that cannot be extended at all its places at once. `passages`
//! chooses the repeats and places to show.

use super::corpus::Corpus;
use super::suffix::Suffixes;
use crate::task::{Cancel, Cancelled};

/// Positions listed for each symbol of the corpus; beyond this budget only the first and last position of a repeat are.
/// Ordinary text stays far below one; only text that repeats one short pattern comes near.
const POSITIONS_A_SYMBOL: usize = 4;

/// Number of positions up to which a repeat has all of them listed whatever the budget says.
const ALWAYS_LISTED: usize = 16;

/// Sentinel: the positions of a repeat have different symbols before them.
const DIVERSE: u32 = u32::MAX;

/// A repeated string and its positions. The positions may overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    /// Its length in symbols.
    pub length: u32,
    /// Positions, rising; two or more.
    pub positions: Vec<u32>,
    /// Whether all positions are listed; if not, the repeat overlaps itself and only the first and the last are.
    pub is_listed: bool,
}

impl Repeat {
    /// Whether some of its places overlap each other.
    pub(super) fn overlaps(&self) -> bool {
        !self.is_listed || self.positions.windows(2).any(|pair| pair[1] - pair[0] < self.length)
    }
}

/// An interval of the suffix array whose suffixes share their first `length` symbols.
#[derive(Clone, Copy)]
struct Interval {
    length: u32,
    first: u32,
    seen: Seen,
}

/// Summary of the positions inside an interval.
#[derive(Clone, Copy)]
struct Seen {
    /// The one symbol before all of them, or [`DIVERSE`].
    before: u32,
    least: u32,
    greatest: u32,
}

impl Seen {
    fn merge(&mut self, other: Self) {
        if self.before != other.before {
            self.before = DIVERSE;
        }
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }
}

/// All maximal repeats of at least `min_length` symbols (and at least one), longest first; equally long ones by first
/// position. Linear in the corpus apart from sorting the result. The repeats are the inner nodes of the suffix tree
/// with different symbols before their leaves (Gusfield, *Algorithms on Strings, Trees and Sequences*, 1997, section
/// 7.12), enumerated on suffix array and common prefixes (Abouelhoda, Kurtz and Ohlebusch, 2004).
pub(super) fn maximal_repeats(
    corpus: &Corpus,
    suffixes: Suffixes,
    min_length: usize,
    cancel: &Cancel,
) -> Result<Vec<Repeat>, Cancelled> {
    let Suffixes { sorted, shared } = suffixes;
    let mut nodes = nodes(corpus, &sorted, &shared, u32::try_from(min_length.max(1)).unwrap_or(u32::MAX));
    drop(shared);
    cancel.check()?;
    nodes.sort_unstable_by_key(|(node, _)| (std::cmp::Reverse(node.length), node.seen.least));
    let mut budget = POSITIONS_A_SYMBOL * corpus.symbols.len();
    let mut repeats = Vec::with_capacity(nodes.len());
    for (index, (node, last)) in nodes.into_iter().enumerate() {
        if index % 4096 == 0 {
            cancel.check()?;
        }
        let inside = &sorted[node.first as usize..=last as usize];
        // More positions than fit without overlap: the repeat overlaps itself, and positions between the ends add
        // nothing.
        let fits = inside.len() * node.length as usize <= corpus.symbols.len() && inside.len() <= budget;
        let length = node.length;
        repeats.push(if fits || inside.len() <= ALWAYS_LISTED {
            budget = budget.saturating_sub(inside.len());
            let mut positions = inside.to_vec();
            positions.sort_unstable();
            Repeat { length, positions, is_listed: true }
        } else {
            Repeat { length, positions: vec![node.seen.least, node.seen.greatest], is_listed: false }
        });
    }
    Ok(repeats)
}

/// The maximal intervals with different symbols before their suffixes, each with its last index.
fn nodes(corpus: &Corpus, sorted: &[u32], shared: &[u32], min_length: u32) -> Vec<(Interval, u32)> {
    let leaf = |index: usize| {
        let at = sorted[index];
        Seen { before: corpus.before(at), least: at, greatest: at }
    };
    let mut found = Vec::new();
    let mut open: Vec<Interval> = Vec::new();
    for index in 0..sorted.len() {
        // Shorter prefixes do not matter: treating them as empty keeps the stack small.
        let next = shared.get(index + 1).copied().filter(|&next| next >= min_length).unwrap_or(0);
        let mut first = index as u32;
        let mut carried = leaf(index);
        while let Some(mut top) = open.pop_if(|top| top.length > next) {
            top.seen.merge(carried);
            if top.seen.before == DIVERSE {
                found.push((top, index as u32));
            }
            first = top.first;
            carried = top.seen;
        }
        match open.last_mut() {
            Some(top) if top.length == next => top.seen.merge(carried),
            _ if next > 0 => open.push(Interval { length: next, first, seen: carried }),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn repeats(texts: &[&str], min_length: usize) -> Vec<(String, Vec<u32>)> {
        let normalized: Vec<_> = texts.iter().map(|text| normalize(text)).collect();
        let corpus = Corpus::new(&normalized);
        let cancel = Cancel::default();
        let suffixes = Suffixes::new(&corpus.symbols, corpus.upper, &cancel).unwrap();
        let found = maximal_repeats(&corpus, suffixes, min_length, &cancel).unwrap();
        let words = |repeat: &Repeat| {
            let (report, range) = corpus.place(repeat.positions[0], repeat.length);
            normalized[report].symbols[range].iter().collect()
        };
        found.into_iter().map(|repeat| (words(&repeat), repeat.positions)).collect()
    }

    #[test]
    fn the_longest_comes_first_and_no_repeat_crosses_reports() {
        assert_eq!(
            repeats(&["甲乙丙丁戊", "乙丙丁己", "甲乙"], 2),
            [("乙丙丁".to_owned(), vec![1, 6]), ("甲乙".to_owned(), vec![0, 11])]
        );
        assert_eq!(repeats(&["甲乙", "丙甲", "乙丙"], 2), []);
        assert_eq!(repeats(&[], 2), []);
        assert_eq!(repeats(&["", ""], 0), []);
    }

    /// Maximal repeats by definition: the places of the string do not all have the same neighbour on either side.
    fn by_definition(texts: &[String], min_length: usize) -> BTreeSet<(String, usize)> {
        let texts: Vec<Vec<char>> = texts.iter().map(|text| text.chars().collect()).collect();
        let mut places: BTreeMap<&[char], Vec<(usize, usize)>> = BTreeMap::new();
        for (report, text) in texts.iter().enumerate() {
            for start in 0..text.len() {
                for end in start + min_length..=text.len() {
                    places.entry(&text[start..end]).or_default().push((report, start));
                }
            }
        }
        let many = |symbols: BTreeSet<(Option<char>, usize)>| symbols.len() > 1;
        // The bounds of two reports are different symbols.
        let of = |symbol: Option<&char>, report: usize| {
            (symbol.copied(), if symbol.is_some() { 0 } else { report })
        };
        places
            .into_iter()
            .filter(|(word, at)| {
                let before = at.iter().map(|&(r, s)| of(s.checked_sub(1).and_then(|s| texts[r].get(s)), r));
                let after = at.iter().map(|&(r, s)| of(texts[r].get(s + word.len()), r));
                at.len() > 1 && many(before.collect()) && many(after.collect())
            })
            .map(|(word, at)| (word.iter().collect(), at.len()))
            .collect()
    }

    proptest! {
        #[test]
        fn they_are_those_of_the_definition(texts in prop::collection::vec("[甲乙丙]{0,25}", 1..4)) {
            let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = repeats(&borrowed, 2);
            prop_assert!(found.windows(2).all(|w| w[0].0.len() >= w[1].0.len()));
            let expected = by_definition(&texts, 2);
            let words: BTreeSet<String> = found.iter().map(|(word, _)| word.clone()).collect();
            prop_assert_eq!(words, expected.iter().map(|(word, _)| word.clone()).collect());
            for (word, count) in expected.iter().filter(|(_, count)| *count <= ALWAYS_LISTED) {
                let positions = &found.iter().find(|(found, _)| found == word).unwrap().1;
                prop_assert_eq!(positions.len(), *count);
            }
        }
    }
}
