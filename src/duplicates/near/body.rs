//! A report whose whole body occurs twice in it with changes: its pairs of places in one order are merged into one
//! pair, and similar text inside the copies is not reported again for each copy.

use super::pair::{Pair, is_half_inside};
use super::parameters::WHOLE_BODY;

/// The pairs of one report, by weight, with those that make up its whole body merged into one. `body` is the report's
/// length without furniture. Figures count as one symbol in the pairs, so their coverage is underestimated.
pub(super) fn as_one(mut pairs: Vec<Pair>, body: usize) -> Vec<Pair> {
    let Some(heaviest) = pairs.first() else { return pairs };
    let mut whole = heaviest.clone();
    let mut size = whole.left.len() + whole.right.len();
    let mut order: Vec<&Pair> = pairs[1..].iter().collect();
    order.sort_unstable_by_key(|pair| (pair.left.start, pair.right.start));
    for pair in order.iter().filter(|pair| pair.left.start >= heaviest.left.end) {
        if pair.left.start >= whole.left.end
            && pair.right.start >= whole.right.end
            && pair.left.end <= whole.right.start
        {
            whole.left.end = pair.left.end;
            whole.right.end = pair.right.end;
            whole.weight += pair.weight;
            size += pair.left.len() + pair.right.len();
        }
    }
    for pair in order.iter().rev().filter(|pair| pair.left.end <= heaviest.left.start) {
        if pair.left.end <= whole.left.start
            && pair.right.end <= whole.right.start
            && pair.right.start >= whole.left.end
        {
            whole.left.start = pair.left.start;
            whole.right.start = pair.right.start;
            whole.weight += pair.weight;
            size += pair.left.len() + pair.right.len();
        }
    }
    if size * 100 < body * WHOLE_BODY {
        return pairs;
    }
    // Between the copies only the body itself is reported; passages inside the first copy are kept.
    let copy = whole.right.clone();
    pairs.retain(|pair| !(is_half_inside(&pair.left, &copy) || is_half_inside(&pair.right, &copy)));
    pairs.insert(0, whole);
    pairs
}
