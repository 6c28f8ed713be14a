//! A target prepared for comparison: its quote and context in symbols, and the agreement of each with a candidate
//! position.

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "positions of symbols in memory; context and quote are bounded"
    )
)]

use std::cell::OnceCell;
use std::ops::Range;

use super::CONTEXT;
use super::distance::{Begin, Pattern};
use super::index::{Index, ignored, normalized};
use crate::review::Target;

/// Alignment ends that cost at most this much more than the best are also tried, in case the context agrees better
/// beside them.
const NEAR: usize = 2;

/// Maximum number of alignment ends tried.
const ENDS: usize = 12;

/// A target's text in symbols.
pub(super) struct Quote {
    /// Context before, quote and context after, concatenated.
    window: Vec<char>,
    exact: Range<usize>,
    /// White space at both ends of the quote, in code points; it is not among the symbols.
    pub(super) space: (usize, usize),
    before: Pattern,
    after: Pattern,
    whole: OnceCell<[Pattern; 2]>,
}

/// A candidate position of the quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// In symbols of the report.
    pub(super) range: Range<usize>,
    /// Edit distance between the quote and the text at the position; an estimate for very long quotes.
    pub(super) distance: usize,
    /// Number of symbols of the context before that are still there.
    pub(super) left: usize,
    /// Number of symbols of the context after that are still there.
    pub(super) right: usize,
}

impl Quote {
    pub(super) fn new(target: &Target) -> Self {
        // Another program may store more context; the time to compare it grows with the square of its length.
        let prefix = last(&target.prefix, CONTEXT);
        let suffix =
            target.suffix.char_indices().nth(CONTEXT).map_or(&*target.suffix, |(at, _)| &target.suffix[..at]);
        let [prefix, exact, suffix] = [prefix, &target.exact, suffix].map(|text| normalized(text).symbols);
        let space = (ignored(target.exact.chars()), ignored(target.exact.chars().rev()));
        let range = prefix.len()..prefix.len() + exact.len();
        let before = Pattern::new(prefix.iter().rev().copied());
        let after = Pattern::new(suffix.iter().copied());
        let window = [prefix, exact, suffix].concat();
        Self { window, exact: range, space, before, after, whole: OnceCell::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.exact.len()
    }

    pub(super) fn exact(&self) -> &[char] {
        &self.window[self.exact.clone()]
    }

    pub(super) fn prefix(&self) -> &[char] {
        &self.window[..self.exact.start]
    }

    pub(super) fn suffix(&self) -> &[char] {
        &self.window[self.exact.end..]
    }

    /// Context before, quote and context after.
    pub(super) fn window(&self) -> &[char] {
        &self.window
    }

    /// Number of symbols of quote and context together.
    pub(super) fn total(&self) -> usize {
        self.window.len()
    }

    /// Number of symbols of the context before that match the text directly before this position.
    pub(super) fn left_at(&self, index: &Index, position: usize) -> usize {
        let reach = self.before.length() + self.before.length() / 2;
        let before = index.symbols()[..position].iter().rev().take(reach).copied();
        self.before.length() - self.before.to_beginning(before)
    }

    /// Number of symbols of the context after that match the text directly after this position.
    pub(super) fn right_at(&self, index: &Index, position: usize) -> usize {
        let reach = self.after.length() + self.after.length() / 2;
        let after = index.symbols()[position..].iter().take(reach).copied();
        self.after.length() - self.after.to_beginning(after)
    }

    pub(super) fn candidate(&self, index: &Index, range: Range<usize>, distance: usize) -> Candidate {
        let (left, right) = (self.left_at(index, range.start), self.right_at(index, range.end));
        Candidate { range, distance, left, right }
    }

    /// The range inside `window` most similar to the quote, with its ends where the context agrees best.
    pub(super) fn located_in(&self, index: &Index, window: Range<usize>) -> Candidate {
        let [forward, backward] = self.whole.get_or_init(|| patterns(self.exact()));
        let text = &index.symbols()[window.clone()];
        let expected = window.len().midpoint(self.len());
        let ends = best_ends(forward, text.iter().copied(), Begin::Anywhere, expected);
        let cost = |&&(end, distance): &&(usize, usize)| {
            distance + self.after.length() - self.right_at(index, window.start + end)
        };
        let end = ends.iter().min_by_key(cost).map_or(0, |&(end, _)| end);
        let before = text[..end].iter().rev().copied();
        let starts = best_ends(backward, before, Begin::Here, self.len());
        let end = window.start + end;
        let cost = |&&(length, distance): &&(usize, usize)| {
            distance + self.before.length() - self.left_at(index, end - length)
        };
        let (length, distance) = starts.iter().min_by_key(cost).copied().unwrap_or((0, self.len()));
        self.candidate(index, end - length..end, distance)
    }
}

impl Candidate {
    /// Number of symbols of quote and context that are still there: the rank of a candidate.
    pub(super) fn agreement(&self, quote: &Quote) -> usize {
        quote.len().saturating_sub(self.distance) + self.left + self.right
    }

    /// 1 − distance / longer length.
    pub(super) fn similarity(&self, quote: &Quote) -> f32 {
        let longer = self.range.len().max(quote.len()).max(1);
        1.0 - self.distance.min(longer) as f32 / longer as f32
    }

    /// Whether two candidates overlap so much that they are one place.
    pub(super) fn is_same_place(&self, other: &Self) -> bool {
        let shared =
            self.range.end.min(other.range.end).saturating_sub(self.range.start.max(other.range.start));
        2 * shared > self.range.len().min(other.range.len()) || self.range == other.range
    }
}

/// The last characters of a text.
fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last();
    start.map_or("", |(at, _)| &text[at..])
}

/// A pattern in both directions.
pub(super) fn patterns(symbols: &[char]) -> [Pattern; 2] {
    [Pattern::new(symbols.iter().copied()), Pattern::new(symbols.iter().rev().copied())]
}

/// Text lengths at which the pattern ends with a distance within [`NEAR`] of the smallest, as (length, distance):
/// smallest distance first, then nearest to the expected length.
pub(super) fn best_ends(
    pattern: &Pattern,
    text: impl Iterator<Item = char>,
    begin: Begin,
    expected: usize,
) -> Vec<(usize, usize)> {
    let mut ends = Vec::new();
    pattern.scan(text, begin, |length, distance| ends.push((length, distance)));
    let least = ends.iter().map(|&(_, distance)| distance).min().unwrap_or(0);
    ends.retain(|&(_, distance)| distance <= least + NEAR);
    ends.sort_by_key(|&(length, distance)| (distance, length.abs_diff(expected)));
    ends.truncate(ENDS);
    ends
}
