//! The symbols of all reports in one array. A *position* counts symbols of the whole.

use std::ops::Range;

use super::bits::Bits;
use super::grams::{BREAK, Grams};
use super::sketch::Sketch;

/// Positions stay below 2³¹, so that a bit is free beside them: some 200,000 reports of 10,000 characters.
const MAX_POSITIONS: usize = 1 << 31;

/// The collection is full: this report was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the collection is full")]
pub struct Full;

/// All texts. Every report begins at a multiple of 64, has a break before and behind it, and more up to the next one.
#[derive(Debug)]
pub(super) struct Texts {
    symbols: Vec<u16>,
    /// Position of each report's first symbol.
    starts: Vec<u32>,
    /// Symbols of each report.
    lengths: Vec<u32>,
    /// Symbols of each report that are no breaks.
    bodies: Vec<u32>,
    /// Where fingerprints begin.
    seeds: Bits,
}

impl Texts {
    pub(super) fn new() -> Self {
        Self {
            symbols: vec![BREAK; 64],
            starts: Vec::new(),
            lengths: Vec::new(),
            bodies: Vec::new(),
            seeds: Bits::new(64),
        }
    }

    /// Takes a report's symbols in; its index. Amortised linear in the report.
    pub(super) fn push(&mut self, sketch: &Sketch, grams: &Grams) -> Result<usize, Full> {
        let start = self.symbols.len();
        let end = (start + sketch.symbols.len() + 1).next_multiple_of(64);
        if end > MAX_POSITIONS {
            return Err(Full);
        }
        self.symbols.extend_from_slice(&sketch.symbols);
        self.symbols.resize(end, BREAK);
        self.seeds.extend(sketch.seeds_for(grams).words());
        self.seeds.grow(end);
        self.starts.push(start as u32);
        self.lengths.push(sketch.symbols.len() as u32);
        self.bodies.push(sketch.symbols.iter().filter(|&&symbol| symbol != BREAK).count() as u32);
        Ok(self.starts.len() - 1)
    }

    /// How many reports there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// One more than the last position.
    pub(super) fn end(&self) -> usize {
        self.symbols.len()
    }

    pub(super) fn symbols(&self) -> &[u16] {
        &self.symbols
    }

    pub(super) fn seeds(&self) -> &Bits {
        &self.seeds
    }

    /// The positions of a report.
    pub(super) fn range(&self, report: usize) -> Range<usize> {
        let start = self.starts[report] as usize;
        start..start + self.lengths[report] as usize
    }

    /// The same with the breaks behind it: whole words of bits.
    pub(super) fn padded(&self, report: usize) -> Range<usize> {
        let end = self.starts.get(report + 1).map_or(self.symbols.len(), |&next| next as usize);
        self.starts[report] as usize..end
    }

    /// The symbols of a report, furniture not counted.
    pub(super) fn body(&self, report: usize) -> usize {
        self.bodies[report] as usize
    }

    /// The report that a position lies in.
    pub(super) fn report_at(&self, position: u32) -> usize {
        self.starts.partition_point(|&start| start <= position) - 1
    }

    /// The symbols of a report.
    pub(super) fn text(&self, report: usize) -> &[u16] {
        &self.symbols[self.range(report)]
    }

    /// How many symbols two places have in common from their first one on; no break is equal to another.
    pub(super) fn common_after(&self, left: usize, right: usize) -> usize {
        let pairs = self.symbols[left..].iter().zip(&self.symbols[right..]);
        pairs.take_while(|(left, right)| left == right && **left != BREAK).count()
    }
}
