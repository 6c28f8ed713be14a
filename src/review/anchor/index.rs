//! A report prepared for finding quotes: its normalised symbols, and the positions of every run of [`GRAM`] symbols.
//! Built once per report and shared by all its notes.

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "positions of symbols in memory, counted here"
    )
)]

use std::ops::Range;

use crate::text::{Normalized, SourceText, Span, is_ignored, normalize};

/// Length of an indexed run, in symbols. Of ten or more symbols with one in ten changed, at least five consecutive
/// ones are intact.
pub(super) const GRAM: usize = 4;

/// A normalised text with the positions of its grams. Memory: 4 bytes a symbol for positions, 4 to 8 for buckets.
pub(super) struct Index {
    text: Normalized,
    /// `places[heads[b]..heads[b + 1]]` are the positions of all grams with hash `b`.
    heads: Vec<u32>,
    /// Positions of grams, ascending within each hash.
    places: Vec<u32>,
    shift: u32,
}

/// The symbols used for comparison: those of [`normalize`], with the full-width full stop folded to the half-width
/// one.
pub(super) fn normalized(text: &str) -> Normalized {
    with_full_stops_folded(normalize(text))
}

fn with_full_stops_folded(mut normalized: Normalized) -> Normalized {
    for symbol in &mut normalized.symbols {
        if *symbol == '。' {
            *symbol = '.';
        }
    }
    normalized
}

impl Index {
    /// Counting sort of the grams by hash: two passes, linear time.
    pub(super) fn new(text: &SourceText) -> Self {
        let text = with_full_stops_folded(Normalized::clone(text.normalized()));
        let grams = (text.len() + 1).saturating_sub(GRAM);
        let bits = grams.next_power_of_two().trailing_zeros().clamp(8, 24);
        let shift = 64 - bits;
        let mut heads = vec![0u32; (1 << bits) + 1];
        for gram in text.symbols.windows(GRAM) {
            heads[hash(gram, shift) + 1] += 1;
        }
        for bucket in 1..heads.len() {
            heads[bucket] += heads[bucket - 1];
        }
        let mut next = heads.clone();
        let mut places = vec![0; grams];
        for (position, gram) in text.symbols.windows(GRAM).enumerate() {
            let slot = &mut next[hash(gram, shift)];
            places[*slot as usize] = position as u32;
            *slot += 1;
        }
        Self { text, heads, places, shift }
    }

    pub(super) fn symbols(&self) -> &[char] {
        &self.text.symbols
    }

    /// Possible positions of this gram, ascending: all its occurrences and some of grams with the same hash.
    pub(super) fn places(&self, gram: &[char]) -> &[u32] {
        if self.places.is_empty() {
            return &[];
        }
        let bucket = hash(gram, self.shift);
        &self.places[self.heads[bucket] as usize..self.heads[bucket + 1] as usize]
    }

    /// Whether these symbols are at this position.
    pub(super) fn holds(&self, position: usize, symbols: &[char]) -> bool {
        self.text.symbols.get(position..position + symbols.len()) == Some(symbols)
    }

    /// The symbol at a source position, or the next one after it.
    pub(super) fn symbol_from_source(&self, position: usize) -> usize {
        self.text.range_from_source(Span::new(0, position)).end
    }

    /// A range of symbols as a span of the source, extended by up to the given amounts of white space on both sides.
    pub(super) fn span_in_source(
        &self,
        range: Range<usize>,
        space: (usize, usize),
        text: &SourceText,
    ) -> Span {
        let Span { start, end } = self.text.span_in_source(range);
        let before = text.slice(Span::new(start.saturating_sub(space.0), start));
        let after = text.slice(Span::new(end, end + space.1));
        Span::new(start - ignored(before.chars().rev()), end + ignored(after.chars()))
    }
}

/// Number of leading characters that normalisation drops.
pub(super) fn ignored(characters: impl Iterator<Item = char>) -> usize {
    characters.take_while(|&character| is_ignored(character)).count()
}

/// Multiplicative hashing of each symbol in turn (Knuth, *The Art of Computer Programming* 3, 6.4).
fn hash(gram: &[char], shift: u32) -> usize {
    let mixed = gram.iter().fold(0u64, |hash, &symbol| {
        (hash.rotate_left(21) ^ u64::from(u32::from(symbol))).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (mixed >> shift) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gram_is_found_where_it_stands() {
        let text = "全县共办理案件，全县共\n办结案件。".repeat(30);
        let index = Index::new(&SourceText::new(&text));
        let symbols = index.symbols();
        for (position, gram) in symbols.windows(GRAM).enumerate() {
            let places = index.places(gram);
            assert!(places.is_sorted() && places.contains(&(position as u32)));
            assert_eq!(
                places.iter().filter(|&&place| index.holds(place as usize, gram)).count(),
                symbols.windows(GRAM).filter(|other| *other == gram).count()
            );
        }
    }

    #[test]
    fn a_text_too_short_for_a_gram_has_none() {
        let index = Index::new(&SourceText::new("甲乙 丙"));
        assert!(index.places(&['甲', '乙', '丙', '丁']).is_empty());
        assert!(index.holds(1, &['乙', '丙']) && !index.holds(2, &['丙', '丁']));
    }

    #[test]
    fn a_place_takes_in_the_white_space_that_the_quote_had() {
        let text = SourceText::new("甲。\n\n　　乙丙\n丁");
        let index = Index::new(&text);
        assert_eq!(index.span_in_source(2..4, (0, 0), &text), Span::new(6, 8));
        assert_eq!(index.span_in_source(2..4, (2, 1), &text), Span::new(4, 9));
        assert_eq!(index.span_in_source(2..4, (9, 9), &text), Span::new(2, 9));
    }
}
