//! The differences of two selections.

use crate::duplicates::difference;
use crate::session::panes::Selection;
use crate::text::Span;

/// Maximum length of a selection in characters; longer texts are compared row by row.
pub(super) const MAX_CHARACTERS: usize = 4_000;

/// Two passages with their differences.
#[derive(Clone, Debug, PartialEq)]
pub struct Passages {
    /// From left to right, as in the panes.
    pub sides: [Passage; 2],
    /// Number of differences.
    pub differences: usize,
}

/// One of two compared passages.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The selection.
    pub selection: Selection,
    /// Its text.
    pub text: String,
    /// Spans that differ from the other passage, in characters of `text`.
    pub changed: Vec<Span>,
    /// Share of its characters that the other passage has in the same order, from 0 to 1.
    pub kept: f32,
}

impl Passages {
    /// Compares two selections with these texts.
    #[must_use]
    pub fn new(selections: [Selection; 2], texts: [String; 2]) -> Self {
        let [left, right] = texts;
        let differing = difference(&left, &right);
        let side = |selection: Selection, text: String, changed: Vec<Span>| {
            let lost: usize = changed.iter().map(|span| span.len()).sum();
            let kept = 1.0 - lost as f32 / selection.span.len().max(1) as f32;
            let changed = changed.into_iter().filter(|span| !span.is_empty()).collect();
            Passage { selection, text, changed, kept }
        };
        let [first, second] = selections;
        let sides = [
            side(first, left, differing.iter().map(|differing| differing.left).collect()),
            side(second, right, differing.iter().map(|differing| differing.right).collect()),
        ];
        Self { sides, differences: differing.len() }
    }
}
