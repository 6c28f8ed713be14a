//! Two units that may share a row, and the weight of pairing them.

/// A similar unit of the left and of the right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) left: usize,
    pub(super) right: usize,
    /// Similarity from 0 to 1; 1 only for equal units.
    pub(super) likeness: f32,
    /// Weight of the pair: similarity in characters.
    pub(super) weight: f64,
}

impl Pair {
    pub(super) fn new(left: usize, right: usize, likeness: f32, shorter: usize) -> Self {
        Self { left, right, likeness, weight: f64::from(likeness) * (shorter + 8) as f64 }
    }
}
