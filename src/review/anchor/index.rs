//! A report's text made ready for finding quotes in it: normalised symbols, and where every run of [`GRAM`] of them
//! stands. Built once a report and shared by all its notes. Which places fit a quote is not decided here.

use std::ops::Range;

use crate::text::{Normalized, SourceText, Span, is_ignored, normalize};

/// Length of the runs that are looked up, in symbols. A text of ten symbols or more of which one in ten was changed
/// still has a run of five that was not.
pub(super) const GRAM: usize = 4;

/// A normalised text with the places of its grams: 4 bytes a symbol for the places, 4 or 8 for their heads.
pub(super) struct Index {
    text: Normalized,
    /// `heads[b]..heads[b + 1]` are the `places` of all grams with the hash `b`.
    heads: Vec<u32>,
    /// Positions of grams, rising within each hash.
    places: Vec<u32>,
    shift: u32,
}

/// The symbols that a text is compared by: those of [`normalize`], and the full stop in full and half width alike.
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
    /// Two passes over the text: linear in its length.
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

    /// Places that may hold this gram, rising: all that do, and some that share its hash.
    pub(super) fn places(&self, gram: &[char]) -> &[u32] {
        if self.places.is_empty() {
            return &[];
        }
        let bucket = hash(gram, self.shift);
        &self.places[self.heads[bucket] as usize..self.heads[bucket + 1] as usize]
    }

    /// Whether these symbols stand at this position.
    pub(super) fn holds(&self, position: usize, symbols: &[char]) -> bool {
        self.text.symbols.get(position..position + symbols.len()) == Some(symbols)
    }

    /// The symbol that a position of the source has become, or the next one after it.
    pub(super) fn symbol_from_source(&self, position: usize) -> usize {
        self.text.range_from_source(Span::new(0, position)).end
    }

    /// A range of symbols in the source, with up to as much white space before and after it as the quote had.
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

/// How many characters in a row are none for matching.
pub(super) fn ignored(characters: impl Iterator<Item = char>) -> usize {
    characters.take_while(|&character| is_ignored(character)).count()
}

/// Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4) of each symbol in turn.
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
