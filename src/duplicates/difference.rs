//! Where two places of one passage differ by the letter: spaces, widths, variants of punctuation.

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};

use crate::text::Span;

/// How long the search for a small difference may take; after it, what is left counts as different as a whole.
const DEADLINE: Duration = Duration::from_millis(200);

/// A stretch on the left that stands differently on the right. One of the two may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differing {
    /// In code points of the left text.
    pub left: Span,
    /// In code points of the right text.
    pub right: Span,
}

/// The stretches in which two texts differ, in order and not touching; none where they are equal by the letter.
/// Outside of them the texts are equal. Myers' algorithm, quadratic only in the number of differences, and stopped
/// after a fifth of a second.
#[must_use]
pub fn difference(left: &str, right: &str) -> Vec<Differing> {
    if left == right {
        return Vec::new();
    }
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let deadline = Some(Instant::now() + DEADLINE);
    let mut found: Vec<Differing> = Vec::new();
    for step in capture_diff_slices_deadline(Algorithm::Myers, &left, &right, deadline) {
        if step.tag() == DiffTag::Equal {
            continue;
        }
        let (old, new) = (step.old_range(), step.new_range());
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

#[cfg(test)]
mod tests {
    use super::*;
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
    fn unlike_texts_take_no_longer_than_allowed() {
        let left: String = (0..60_000u32).filter_map(|i| char::from_u32(0x4e00 + i * 7 % 9000)).collect();
        let right: String = (0..60_000u32).filter_map(|i| char::from_u32(0x4e00 + i * 11 % 9001)).collect();
        let start = Instant::now();
        assert!(!difference(&left, &right).is_empty());
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }

    proptest! {
        #[test]
        fn outside_the_differences_the_texts_are_equal(left in "[甲乙,， ]{0,40}", right in "[甲乙,， ]{0,40}") {
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
