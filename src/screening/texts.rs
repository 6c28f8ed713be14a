//! The symbols of all reports in one array. A *position* counts symbols of the whole.

use std::ops::Range;

use super::bits::Bits;
use super::grams::{BREAK, Grams};
use super::sketch::Sketch;

/// Upper bound of positions, so that one bit of 32 is free: some 200,000 reports of 10,000 characters.
const MAX_POSITIONS: usize = 1 << 31;

/// Error: the collection is full, and the report was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the collection is full")]
pub struct Full;

/// All texts. Every report begins at a multiple of 64, with a break before it and breaks after it up to the next one.
#[derive(Debug)]
pub(super) struct Texts {
    symbols: Vec<u16>,
    /// Position of each report's first symbol.
    starts: Vec<u32>,
    /// Length of each report in symbols.
    lengths: Vec<u32>,
    /// Number of symbols of each report that are no breaks.
    bodies: Vec<u32>,
    /// Starts of fingerprints.
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

    /// Appends a report's symbols and returns its index. Amortised linear in the report.
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

    /// Number of reports.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The last position plus one.
    pub(super) fn end(&self) -> usize {
        self.symbols.len()
    }

    pub(super) fn symbols(&self) -> &[u16] {
        &self.symbols
    }

    pub(super) fn seeds(&self) -> &Bits {
        &self.seeds
    }

    /// Positions of a report.
    pub(super) fn range(&self, report: usize) -> Range<usize> {
        let start = self.starts[report] as usize;
        start..start + self.lengths[report] as usize
    }

    /// Positions of a report and the breaks after it: whole words of bits.
    pub(super) fn padded(&self, report: usize) -> Range<usize> {
        let end = self.starts.get(report + 1).map_or(self.symbols.len(), |&next| next as usize);
        self.starts[report] as usize..end
    }

    /// Number of symbols of a report without furniture.
    pub(super) fn body(&self, report: usize) -> usize {
        self.bodies[report] as usize
    }

    /// The report that contains a position.
    pub(super) fn report_at(&self, position: u32) -> usize {
        self.starts.partition_point(|&start| start <= position) - 1
    }

    /// The symbols of a report.
    pub(super) fn text(&self, report: usize) -> &[u16] {
        &self.symbols[self.range(report)]
    }

    /// Number of equal symbols at two places from their starts on; no break is equal to another.
    pub(super) fn common_after(&self, left: usize, right: usize) -> usize {
        let pairs = self.symbols[left..].iter().zip(&self.symbols[right..]);
        pairs.take_while(|(left, right)| left == right && **left != BREAK).count()
    }
}
