//! The corpus folded for near passages: every run of digits is one symbol, equal to every other, so that figures may
//! differ freely; with the class of each symbol.

use std::ops::Range;

use super::super::corpus::Corpus;
use super::super::worth::Marks;

/// Symbol of every figure; no rank of a character and no separator has this value.
const FIGURE: u32 = u32::MAX;

/// Class of a symbol, which decides its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter or ideograph that is neither set phrase nor page furniture.
    Content,
    /// A figure or a mark of punctuation, equal by chance more often than not.
    Weak,
    /// Part of a set phrase or of page furniture: counts for nothing.
    Masked,
}

/// The folded corpus. Its positions count folded symbols.
pub(super) struct Folded<'a> {
    corpus: &'a Corpus,
    pub symbols: Vec<u32>,
    /// Position in the corpus where each symbol begins, and one more for the end.
    back: Vec<u32>,
    /// Number of content symbols before each position.
    content: Vec<u32>,
    /// Number of masked symbols before each position.
    masked: Vec<u32>,
    /// Each report's first symbol, and one more for the end.
    starts: Vec<u32>,
}

impl<'a> Folded<'a> {
    pub(super) fn new(corpus: &'a Corpus, marks: &[Marks]) -> Self {
        let size = corpus.symbols.len();
        let mut out = Self {
            corpus,
            symbols: Vec::with_capacity(size),
            back: Vec::with_capacity(size + 1),
            content: Vec::with_capacity(size + 1),
            masked: Vec::with_capacity(size + 1),
            starts: Vec::with_capacity(marks.len() + 1),
        };
        let (mut content, mut masked) = (0, 0);
        for (report, marks) in marks.iter().enumerate() {
            out.starts.push(out.symbols.len() as u32);
            let range = corpus.start(report) as usize..corpus.start(report + 1) as usize;
            let mut after_digit = false;
            for (at, &symbol) in corpus.symbols[range.clone()].iter().enumerate() {
                let is_digit = corpus.is_digit(symbol);
                if is_digit && after_digit {
                    continue;
                }
                after_digit = is_digit;
                out.symbols.push(if is_digit { FIGURE } else { symbol });
                out.back.push((range.start + at) as u32);
                out.content.push(content);
                out.masked.push(masked);
                // The last symbol of a report is its separator.
                if range.start + at + 1 < range.end {
                    content += u32::from(!is_digit && marks.is_word(at));
                    masked += u32::from(marks.is_masked(at));
                }
            }
        }
        out.starts.push(out.symbols.len() as u32);
        out.back.push(size as u32);
        out.content.push(content);
        out.masked.push(masked);
        out
    }

    /// For each position of the corpus, the folded position that contains it.
    pub(super) fn folded_positions(&self) -> Vec<u32> {
        let mut from = Vec::with_capacity(self.back.last().map_or(0, |&end| end as usize));
        for (at, pair) in self.back.windows(2).enumerate() {
            from.resize(pair[1] as usize, at as u32);
        }
        from
    }

    /// The report that a symbol belongs to.
    pub(super) fn report(&self, position: u32) -> usize {
        self.starts.partition_point(|&start| start <= position) - 1
    }

    /// Folded range of the report at a position, without its separator.
    pub(super) fn bounds(&self, position: u32) -> Range<u32> {
        let report = self.report(position);
        self.starts[report]..self.starts[report + 1] - 1
    }

    /// The range in positions of the corpus.
    pub(super) fn in_corpus(&self, range: &Range<u32>) -> Range<u32> {
        self.back[range.start as usize]..self.back[range.end as usize]
    }

    /// Number of content symbols in a range.
    pub(super) fn content(&self, start: u32, end: u32) -> u32 {
        self.content[end as usize] - self.content[start as usize]
    }

    /// Number of symbols in a range that are not masked.
    pub(super) fn unmasked(&self, range: &Range<u32>) -> u32 {
        range.end - range.start - (self.masked[range.end as usize] - self.masked[range.start as usize])
    }

    /// Whether a symbol is a figure.
    pub(super) fn is_figure(&self, at: u32) -> bool {
        self.symbols[at as usize] == FIGURE
    }

    /// Whether two figures are written with the same digits.
    pub(super) fn same_figure(&self, left: u32, right: u32) -> bool {
        self.corpus.are_equal(&self.in_corpus(&(left..left + 1)), &self.in_corpus(&(right..right + 1)))
    }

    pub(super) fn class(&self, at: u32) -> Class {
        let at = at as usize;
        if self.content[at + 1] > self.content[at] {
            Class::Content
        } else if self.masked[at + 1] > self.masked[at] {
            Class::Masked
        } else {
            Class::Weak
        }
    }
}
