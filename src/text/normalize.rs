//! The copy of a text for matching passages, quotes and searches: white space and invisible characters dropped,
//! look-alikes and variants of punctuation folded, each symbol with its source position. Digits are kept. Look-alikes
//! are in [`han`](super::han).

use std::ops::Range;

use super::Span;
use super::han::{fold, is_ignored};

/// A text for matching. Positions in it index `symbols`; each symbol comes from one code point of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normalized {
    /// The folded characters.
    pub symbols: Vec<char>,
    /// `source_from_normalized[i]` is the source position of `symbols[i]`, in code points; strictly increasing.
    pub source_from_normalized: Vec<u32>,
}

impl Normalized {
    /// Number of symbols.
    #[must_use]
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Whether there are no symbols.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }

    /// The source span from the first to the last symbol of a range, without the white space around it. An empty range
    /// gives an empty span at its position.
    #[must_use]
    pub fn span_in_source(&self, range: Range<usize>) -> Span {
        if range.is_empty() {
            let at = self.source_from_normalized.get(range.start).or(self.source_from_normalized.last());
            let at = at.map_or(0, |&at| at as usize);
            return Span::new(at, at);
        }
        let start = self.source_from_normalized[range.start] as usize;
        let end = self.source_from_normalized[range.end - 1] as usize + 1;
        Span::new(start, end)
    }

    /// The range of the symbols from a source span.
    #[must_use]
    pub fn range_from_source(&self, span: Span) -> Range<usize> {
        let at =
            |position: usize| self.source_from_normalized.partition_point(|&from| (from as usize) < position);
        at(span.start)..at(span.end)
    }
}

/// The symbol for a character: look-alikes folded, then variants of a punctuation mark.
fn symbol(character: char) -> char {
    if matches!(character, '\u{4e00}'..='\u{9fff}' | ' '..='~') {
        return character;
    }
    match fold(character) {
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '〝' | '〞' => '"',
        '‘' | '’' | '‚' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '−' => '-',
        '•' | '・' | '‧' | '∙' => '·',
        '〜' | '∼' => '~',
        '【' => '[',
        '】' => ']',
        '〈' => '<',
        '〉' => '>',
        other => other,
    }
}

/// Normalises a text for matching. Linear in its length.
///
/// ```
/// use jiaokan::text::{Span, normalize};
///
/// // Width and white space make no difference, and each symbol leads back to the source.
/// let found = normalize("全年　办结１２３件");
/// assert_eq!(found.symbols, normalize("全年办结123件").symbols);
/// assert_eq!(found.span_in_source(2..4), Span::new(3, 5));
/// ```
#[must_use]
pub fn normalize(text: &str) -> Normalized {
    let mut out = Normalized {
        symbols: Vec::with_capacity(text.len() / 3),
        source_from_normalized: Vec::with_capacity(text.len() / 3),
    };
    for (position, character) in text.chars().enumerate() {
        if !is_ignored(character) {
            out.symbols.push(symbol(character));
            out.source_from_normalized.push(position as u32);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_spaces_and_punctuation_are_equal() {
        let left = normalize("（一）坚持“依法　行政”，Ａ１—２");
        let right = normalize("(一) 坚持\"依法行政\",A1-2");
        assert_eq!(left.symbols, right.symbols);
        assert_ne!(normalize("12项").symbols, normalize("13项").symbols, "digits are kept");
    }

    #[test]
    fn look_alikes_and_what_draws_nothing_are_equal() {
        let left = normalize("⼈⼤代表二○二四年〔2024〕5号\u{fe00}，“⾯”");
        let right = normalize("人大代表二〇二四年[2024]5号,\u{2066}「面」\u{2069}");
        assert_eq!(left.symbols, right.symbols);
        assert_eq!(left.span_in_source(0..2), Span::new(0, 2));
    }

    #[test]
    fn a_range_maps_to_the_source_without_the_space_around_it() {
        let text = normalize(" 甲 乙\u{3000}丙 ");
        assert_eq!(text.span_in_source(1..3), Span::new(3, 6));
        assert_eq!(text.range_from_source(Span::new(2, 6)), 1..3);
    }

    proptest! {
        #[test]
        fn every_symbol_maps_to_its_source(s in "([一-龥]|[ \u{3000}\u{a0}\n]|[！-～]|[“”（）,.0-9]|\\PC){0,200}") {
            let chars: Vec<char> = s.chars().collect();
            let n = normalize(&s);
            prop_assert_eq!(n.symbols.len(), n.source_from_normalized.len());
            prop_assert!(n.source_from_normalized.windows(2).all(|w| w[0] < w[1]));
            for (i, &symbol) in n.symbols.iter().enumerate() {
                let from = n.source_from_normalized[i] as usize;
                prop_assert_eq!(super::symbol(chars[from]), symbol);
                let span = n.span_in_source(i..i + 1);
                prop_assert_eq!(span, Span::new(from, from + 1));
                prop_assert_eq!(n.range_from_source(span), i..i + 1);
            }
            let dropped = chars.iter().filter(|&&c| is_ignored(c)).count();
            prop_assert_eq!(dropped + n.symbols.len(), chars.len());
        }

        #[test]
        fn normalising_twice_changes_nothing(s in "\\PC{0,200}") {
            let once: String = normalize(&s).symbols.iter().collect();
            let twice: String = normalize(&once).symbols.iter().collect();
            prop_assert_eq!(once, twice);
        }
    }
}
