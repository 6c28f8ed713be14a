//! Two units that may stand side by side, and what that is worth.

/// A unit of the left and one of the right that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) left: usize,
    pub(super) right: usize,
    /// From 0 to 1; 1 only for equal units.
    pub(super) likeness: f32,
    /// What it is worth to have the two side by side: likeness in characters.
    pub(super) weight: f64,
}

impl Pair {
    pub(super) fn new(left: usize, right: usize, likeness: f32, shorter: usize) -> Self {
        Self { left, right, likeness, weight: f64::from(likeness) * (shorter + 8) as f64 }
    }
}
