//! Differences between two places of one passage: by the letter (spaces, widths, variants of punctuation) and, in a
//! near passage, by words and figures; and the similarity that follows from them.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text::Span;

/// Maximum number of pairs of characters, over all stretches between landmarks, among which a small difference is
/// sought; a stretch beyond it counts as one difference. Two texts of 1 MB with a landmark in every 500 characters have
/// half as many pairs. A bound on time would make the result depend on the speed of the machine.
const WORK: usize = 1 << 28;

/// Total length of two texts in characters above which they are first cut at landmarks, strings that occur once in
/// each.
const AT_ONCE: usize = 2_000;

/// Length of a landmark in characters.
const LANDMARK: usize = 12;

/// Maximum product of the lengths of two places for which the edit distance is computed exactly; for longer ones it is
/// the sum of the differences, which may be slightly larger.
const CELLS: usize = 10_000;

/// A range of the left text that is replaced by one of the right. One of the two may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Range in code points of the left text.
    pub left: Span,
    /// Range in code points of the right text.
    pub right: Span,
}

/// The ranges in which two texts differ, in order and not touching; none if the texts are equal by the letter. Outside
/// of them the texts are equal. A figure that differs does so as a whole: `2023` and `2024`, not `3` and `4`. Myers'
/// algorithm between landmarks, so linear in texts that have some similarity.
///
/// ```
/// use jiaokan::duplicates::difference;
/// use jiaokan::text::Span;
///
/// let found = difference("2023年办结47件", "2024年办结47件次");
/// assert_eq!((found[0].left, found[0].right), (Span::new(0, 4), Span::new(0, 4)));
/// assert_eq!((found[1].left, found[1].right), (Span::new(10, 10), Span::new(10, 11)));
/// ```
#[must_use]
pub fn difference(left: &str, right: &str) -> Vec<Differing> {
    if left == right {
        return Vec::new();
    }
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let changes = changes(&left, &right);
    let mut found: Vec<Differing> = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        // Equal digits beside a changed one are added to the figure, up to the next change.
        let before = found.last().map_or((0, 0), |last| (last.left.end, last.right.end));
        let after =
            changes.get(index + 1).map_or((left.len(), right.len()), |next| (next.0.start, next.1.start));
        let (old, new) = whole_figures(&left, &right, change.clone(), before, after);
        match found.last_mut() {
            Some(last) if last.left.end == old.start && last.right.end == new.start => {
                last.left.end = old.end;
                last.right.end = new.end;
            }
            _ => found.push(Differing {
                left: Span::new(old.start, old.end),
                right: Span::new(new.start, new.end),
            }),
        }
    }
    found
}

/// Similarity of two texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Likeness {
    /// 1 − edit distance / length of the longer.
    pub similarity: f32,
    /// Share of the left characters that the right text has in the same order, and vice versa.
    pub kept: [f32; 2],
}

impl Likeness {
    /// Similarity of equal texts.
    pub(super) const EQUAL: Self = Self { similarity: 1.0, kept: [1.0; 2] };

    /// The lesser of two, separately for each number.
    pub(super) fn least(self, other: Self) -> Self {
        Self {
            similarity: self.similarity.min(other.similarity),
            kept: [self.kept[0].min(other.kept[0]), self.kept[1].min(other.kept[1])],
        }
    }
}

/// Similarity of two normalised texts.
pub(super) fn likeness(left: &[char], right: &[char]) -> Likeness {
    let (mut changed, mut old, mut new) = (0, 0, 0);
    for (left, right) in changes(left, right) {
        changed += left.len().max(right.len());
        old += left.len();
        new += right.len();
    }
    let longer = left.len().max(right.len());
    let is_small = left.len() * right.len() <= CELLS;
    let distance = if is_small { edit_distance(left, right) } else { changed.min(longer) };
    let share = |part: usize, whole: usize| 1.0 - part as f32 / whole.max(1) as f32;
    Likeness { similarity: share(distance, longer), kept: [share(old, left.len()), share(new, right.len())] }
}

/// Levenshtein distance, computed row by row.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, x) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, y) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

/// A change: the range on the left and the range on the right that replaces it.
type Change = (Range<usize>, Range<usize>);

/// The changes between two texts, in order and not touching.
fn changes(left: &[char], right: &[char]) -> Vec<Change> {
    let mut work = WORK;
    let mut found = Vec::new();
    if left.len() + right.len() <= AT_ONCE {
        between(left, right, 0..left.len(), 0..right.len(), &mut work, &mut found);
        return found;
    }
    let (mut at_left, mut at_right) = (0, 0);
    let landmarks = landmarks(left, right);
    // The texts' common start is a landmark of its own.
    for (l, r) in std::iter::once((0, 0)).chain(landmarks) {
        if l < at_left || r < at_right {
            continue;
        }
        between(left, right, at_left..l, at_right..r, &mut work, &mut found);
        let equal = left[l..].iter().zip(&right[r..]).take_while(|(x, y)| x == y).count();
        (at_left, at_right) = (l + equal, r + equal);
    }
    between(left, right, at_left..left.len(), at_right..right.len(), &mut work, &mut found);
    found
}

/// Strings that occur once in each text, as a longest chain in the same order in both.
fn landmarks(left: &[char], right: &[char]) -> Vec<(usize, usize)> {
    let mut once: HashMap<&[char], (usize, Option<usize>)> = HashMap::with_capacity(left.len());
    for (at, words) in left.windows(LANDMARK).enumerate() {
        once.entry(words).and_modify(|place| place.0 = usize::MAX).or_insert((at, None));
    }
    for (at, words) in right.windows(LANDMARK).enumerate() {
        if let Some(place) = once.get_mut(words) {
            place.1 = Some(if place.1.is_some() { usize::MAX } else { at });
        }
    }
    let mut pairs: Vec<(usize, usize)> = once
        .into_values()
        .filter_map(|(l, r)| r.map(|r| (l, r)))
        .filter(|&(l, r)| l != usize::MAX && r != usize::MAX)
        .collect();
    pairs.sort_unstable();
    longest_rising(&pairs)
}

/// A longest subsequence of the pairs, rising on the left, that rises on the right too.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, &(_, right)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < right);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |&at| before[at]).map(|at| pairs[at]).collect();
    chain.reverse();
    chain
}

/// Appends the changes between two landmarks.
fn between(
    left: &[char],
    right: &[char],
    old: Range<usize>,
    new: Range<usize>,
    work: &mut usize,
    found: &mut Vec<Change>,
) {
    let mut add = |old: Range<usize>, new: Range<usize>| match found.last_mut() {
        Some(last) if last.0.end == old.start && last.1.end == new.start => {
            last.0.end = old.end;
            last.1.end = new.end;
        }
        _ => found.push((old, new)),
    };
    if old.is_empty() && new.is_empty() {
        return;
    }
    let pairs = old.len() * new.len();
    if pairs == 0 || old.len() + new.len() > AT_ONCE || pairs > *work {
        add(old, new);
        return;
    }
    *work -= pairs;
    let (start, other) = (old.start, new.start);
    for step in capture_diff_slices(Algorithm::Myers, &left[old], &right[new]) {
        if step.tag() != DiffTag::Equal {
            let (old, new) = (step.old_range(), step.new_range());
            add(start + old.start..start + old.end, other + new.start..other + new.end);
        }
    }
}

/// Extends a change of digits to the bounds of its figure, no further than the changes before and after it.
fn whole_figures(
    left: &[char],
    right: &[char],
    (mut old, mut new): Change,
    before: (usize, usize),
    after: (usize, usize),
) -> Change {
    let is_figure = left[old.clone()].iter().chain(&right[new.clone()]).all(char::is_ascii_digit);
    if is_figure {
        // Between two changes the texts are equal, so checking the left one is enough.
        while old.start > before.0 && new.start > before.1 && left[old.start - 1].is_ascii_digit() {
            (old.start, new.start) = (old.start - 1, new.start - 1);
        }
        while old.end < after.0 && new.end < after.1 && left[old.end].is_ascii_digit() {
            (old.end, new.end) = (old.end + 1, new.end + 1);
        }
    }
    (old, new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use crate::cpu_time::ThreadClock;
    use proptest::prelude::*;

    #[test]
    fn spaces_and_widths_are_named_by_place() {
        assert_eq!(difference("坚持依法行政", "坚持依法行政"), []);
        let found = difference("坚持，依法行政", "坚持,依法 行政");
        let places: Vec<_> =
            found.iter().map(|d| (d.left.start, d.left.end, d.right.start, d.right.end)).collect();
        assert_eq!(places, [(2, 3, 2, 3), (5, 5, 5, 6)]);
        assert_eq!(difference("", "甲").len(), 1);
    }

    #[test]
    fn a_figure_differs_as_a_whole() {
        let found = difference("2023年办结128件，通过率98.6%", "2024年办结138件，通过率98.6%");
        let places: Vec<_> = found.iter().map(|d| (d.left.start, d.left.end, d.right.end)).collect();
        assert_eq!(places, [(0, 4, 4), (7, 10, 10)]);
        let found = difference("办结28件", "办结1284件");
        assert_eq!(found, [Differing { left: Span::new(2, 4), right: Span::new(2, 6) }]);
    }

    #[test]
    fn long_texts_are_compared_between_landmarks() {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from_u32(0x4e00 + (state >> 33) as u32 % 3000).unwrap()
        };
        let left: Vec<char> = (0..40_000).map(|_| next()).collect();
        let mut right = left.clone();
        for at in (100..40_000).step_by(500) {
            right[at] = '改';
        }
        right.drain(20_000..20_030);
        let likeness = likeness(&left, &right);
        assert!((likeness.similarity - (1.0 - 110.0 / 40_000.0)).abs() < 0.0005, "{likeness:?}");
        assert!(likeness.kept[1] > likeness.kept[0], "{likeness:?}");
    }

    #[test]
    fn unlike_texts_take_no_longer_than_allowed() {
        let left: String = (0..60_000u32).filter_map(|i| char::from_u32(0x4e00 + i * 7 % 9000)).collect();
        let right: String = (0..60_000u32).filter_map(|i| char::from_u32(0x4e00 + i * 11 % 9001)).collect();
        let start = ThreadClock::now();
        assert!(!difference(&left, &right).is_empty());
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }

    proptest! {
        #[test]
        fn outside_the_differences_the_texts_are_equal(left in "[甲乙,12 ]{0,40}", right in "[甲乙,，12 ]{0,40}") {
            let found = difference(&left, &right);
            let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
            let (mut l, mut r) = (0, 0);
            for d in &found {
                prop_assert_eq!(&left[l..d.left.start], &right[r..d.right.start]);
                prop_assert!(!d.left.is_empty() || !d.right.is_empty());
                (l, r) = (d.left.end, d.right.end);
            }
            prop_assert_eq!(&left[l..], &right[r..]);
        }
    }
}
