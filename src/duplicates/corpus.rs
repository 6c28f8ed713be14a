//! The normalised texts of all reports as one sequence of symbols, each report closed by a separator of its own, so
//! that no repeat can run from one report into the next.

use std::borrow::Borrow;
use std::ops::Range;

use crate::text::Normalized;

/// Placeholder for a character without a symbol yet.
const UNSEEN: u32 = u32::MAX;

/// All texts in one. A *position* counts symbols of the whole, separators included.
pub(super) struct Corpus {
    /// The symbols: ranks of characters in order of appearance, then one separator a report.
    pub symbols: Vec<u32>,
    /// The largest symbol.
    pub upper: u32,
    /// Position of each report's first symbol, and one more for the end.
    starts: Vec<u32>,
    /// For each symbol, whether it is a digit; separators are beyond the end.
    digits: Vec<bool>,
    /// For each symbol, whether it is a mark that ends a clause.
    clause_ends: Vec<bool>,
    /// For each position, whether the source has white space before the symbol.
    spaced: Vec<bool>,
}

/// Marks that end a clause, in their normalised form.
const CLAUSE_ENDS: &str = "。,;!?:、…";

impl Corpus {
    /// Concatenates the texts. Together they must have fewer than 2³² symbols.
    pub(super) fn new<T: Borrow<Normalized>>(texts: &[T]) -> Self {
        let total: usize = texts.iter().map(|text| text.borrow().len() + 1).sum();
        assert!(u32::try_from(total).is_ok_and(|total| total < UNSEEN), "positions fit 32 bits");
        let mut symbol_of = vec![UNSEEN; char::MAX as usize + 1];
        let mut symbols = Vec::with_capacity(total);
        let mut starts = Vec::with_capacity(texts.len() + 1);
        let mut spaced = Vec::with_capacity(total);
        let mut count = 0;
        for text in texts.iter().map(Borrow::borrow) {
            starts.push(symbols.len() as u32);
            for &character in &text.symbols {
                let symbol = &mut symbol_of[character as usize];
                if *symbol == UNSEEN {
                    *symbol = count;
                    count += 1;
                }
                symbols.push(*symbol);
            }
            let sources = &text.source_from_normalized;
            spaced.extend((0..sources.len()).map(|at| at == 0 || sources[at] > sources[at - 1] + 1));
            symbols.push(UNSEEN);
            spaced.push(true);
        }
        starts.push(symbols.len() as u32);
        for (report, &next) in starts[1..].iter().enumerate() {
            symbols[next as usize - 1] = count + report as u32;
        }
        let table = |characters: &mut dyn Iterator<Item = char>| {
            let mut table = vec![false; count as usize];
            for character in characters {
                if let Some(is_one) = table.get_mut(symbol_of[character as usize] as usize) {
                    *is_one = true;
                }
            }
            table
        };
        let digits = table(&mut ('0'..='9'));
        let clause_ends = table(&mut CLAUSE_ENDS.chars());
        Self { symbols, upper: count + texts.len() as u32, starts, digits, clause_ends, spaced }
    }

    /// Position of a report's first symbol.
    pub(super) fn start(&self, report: usize) -> u32 {
        self.starts[report]
    }

    /// Whether a symbol is a digit.
    pub(super) fn is_digit(&self, symbol: u32) -> bool {
        self.digits.get(symbol as usize).is_some_and(|&is_digit| is_digit)
    }

    /// The symbols of a range with each run of digits as one symbol.
    pub(super) fn without_figures(&self, range: &Range<u32>) -> Vec<u32> {
        let symbols = &self.symbols[range.start as usize..range.end as usize];
        let folded = symbols.chunk_by(|left, right| self.is_digit(*left) && self.is_digit(*right));
        folded.map(|run| if self.is_digit(run[0]) { UNSEEN } else { run[0] }).collect()
    }

    /// Whether the symbol at a position is a mark that ends a clause or the separator of a report.
    pub(super) fn ends_clause(&self, position: u32) -> bool {
        let symbol = self.symbols[position as usize] as usize;
        self.clause_ends.get(symbol).copied().unwrap_or(true)
    }

    /// Whether the source has white space before the symbol at a position, as between paragraphs.
    pub(super) fn is_spaced(&self, position: u32) -> bool {
        self.spaced[position as usize]
    }

    /// Number of reports.
    pub(super) fn reports(&self) -> usize {
        self.starts.len() - 1
    }

    /// The report that the symbol at `position` belongs to.
    pub(super) fn report(&self, position: u32) -> usize {
        self.starts.partition_point(|&start| start <= position) - 1
    }

    /// Whether the symbols of two ranges are equal.
    pub(super) fn are_equal(&self, left: &Range<u32>, right: &Range<u32>) -> bool {
        self.symbols[left.start as usize..left.end as usize]
            == self.symbols[right.start as usize..right.end as usize]
    }

    /// The report of a place and its range in that report's normalised text.
    pub(super) fn place(&self, position: u32, length: u32) -> (usize, Range<usize>) {
        let report = self.report(position);
        let start = (position - self.starts[report]) as usize;
        (report, start..start + length as usize)
    }

    /// The symbol before a position; a separator for the first position of a report, including the very first report.
    pub(super) fn before(&self, position: u32) -> u32 {
        position.checked_sub(1).map_or(self.upper + 1, |before| self.symbols[before as usize])
    }

    /// The symbol after a place: at least the separator of its report.
    pub(super) fn after(&self, position: u32, length: u32) -> u32 {
        self.symbols[(position + length) as usize]
    }
}
