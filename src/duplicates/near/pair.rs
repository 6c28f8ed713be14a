//! A pair of similar places.

use std::ops::Range;

/// A pair of places in the folded corpus.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub left: Range<u32>,
    pub right: Range<u32>,
    pub weight: u32,
}

/// Whether at least half of one range lies in another.
pub(super) fn is_half_inside(inner: &Range<u32>, outer: &Range<u32>) -> bool {
    let shared = inner.end.min(outer.end).saturating_sub(inner.start.max(outer.start));
    2 * shared >= inner.end - inner.start
}
