//! Tokens, the units of a change: a figure, a year, a numeral in characters, a Latin word; any other character is a
//! token of its own.

use std::collections::HashMap;
use std::ops::Range;

/// A range of normalised text cut into tokens.
pub(super) struct Tokens {
    /// Identity of each token; equal tokens of both sides have the same number.
    pub(super) ids: Vec<u32>,
    /// Start of each token, and the end of the last: one element more than there are tokens.
    pub(super) starts: Vec<usize>,
}

/// Assigns the numbers of tokens: one character is its own number, longer tokens are numbered after the last character.
#[derive(Default)]
pub(super) struct Interner<'a> {
    numbers: HashMap<&'a [char], u32>,
}

impl Tokens {
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Range of symbols of a range of tokens.
    pub(super) fn symbols(&self, tokens: Range<usize>) -> Range<usize> {
        self.starts[tokens.start]..self.starts[tokens.end]
    }

    /// Number of symbols in a range of tokens.
    pub(super) fn length(&self, tokens: Range<usize>) -> usize {
        self.starts[tokens.end] - self.starts[tokens.start]
    }
}

impl<'a> Interner<'a> {
    /// Cuts normalised symbols. Linear.
    pub(super) fn tokens(&mut self, symbols: &'a [char]) -> Tokens {
        let mut tokens = Tokens { ids: Vec::with_capacity(symbols.len()), starts: Vec::new() };
        let mut at = 0;
        while at < symbols.len() {
            let length = token_length(&symbols[at..]);
            tokens.starts.push(at);
            tokens.ids.push(self.number(&symbols[at..at + length]));
            at += length;
        }
        tokens.starts.push(at);
        tokens
    }

    fn number(&mut self, token: &'a [char]) -> u32 {
        if let [one] = token {
            return *one as u32;
        }
        let next = char::MAX as u32 + 1 + self.numbers.len() as u32;
        *self.numbers.entry(token).or_insert(next)
    }
}

/// Length of the token at the start; `symbols` is not empty.
fn token_length(symbols: &[char]) -> usize {
    let run = |of: fn(char) -> bool| symbols.iter().take_while(|&&c| of(c)).count();
    match symbols[0] {
        c if c.is_ascii_digit() => figure_length(symbols),
        c if c.is_ascii_alphabetic() => run(|c| c.is_ascii_alphabetic()),
        c if is_numeral(c) => run(is_numeral),
        _ => 1,
    }
}

/// Length of a figure: digits, with a point between two of them: `98.21`.
fn figure_length(symbols: &[char]) -> usize {
    let mut length = 0;
    while length < symbols.len() {
        let point = symbols[length] == '.' && symbols.get(length + 1).is_some_and(char::is_ascii_digit);
        if !symbols[length].is_ascii_digit() && !point {
            break;
        }
        length += 1;
    }
    length
}

/// Whether a character is a numeral.
pub(super) fn is_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百千万亿两".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let symbols: Vec<char> = text.chars().collect();
        let tokens = Interner::default().tokens(&symbols);
        (0..tokens.len()).map(|at| symbols[tokens.symbols(at..at + 1)].iter().collect()).collect()
    }

    #[test]
    fn figures_numerals_and_words_stay_whole() {
        assert_eq!(cut("2024年办98.21%"), ["2024", "年", "办", "98.21", "%"]);
        assert_eq!(cut("二十二件.3"), ["二十二", "件", ".", "3"]);
        assert_eq!(cut("OFD版5."), ["OFD", "版", "5", "."]);
    }

    #[test]
    fn equal_tokens_have_one_number_on_both_sides() {
        let (left, right): (Vec<char>, Vec<char>) = ("12和3和12".chars().collect(), "和12".chars().collect());
        let mut interner = Interner::default();
        let (left, right) = (interner.tokens(&left).ids, interner.tokens(&right).ids);
        assert_eq!((left[0], left[4], left[1]), (right[1], right[1], right[0]));
        assert_ne!(left[0], left[2]);
    }
}
