//! Hunks of one pair of paragraphs: changes of normalised text mapped back to the source, with the variants, where the
//! source differs by the letter though its normalised text does not. Outside the hunks the sources are equal.

use std::ops::Range;

use super::changes::{Budget, changes};
use super::row::{Hunk, HunkKind};
use super::tidy::{self, Texts};
use super::tokens::Interner;
use super::units::Side;
use crate::text::Span;

/// Hunks of a pair and its similarity.
pub(super) struct Difference {
    pub(super) hunks: Vec<Hunk>,
    /// 1 − changed / the longer side's symbols.
    pub(super) similarity: f32,
    /// Whether the normalised texts are equal.
    pub(super) is_equal: bool,
}

/// A pair to compare: ranges of normalised symbols of the two sides.
pub(super) struct Paired<'a> {
    pub(super) left: &'a Side<'a>,
    pub(super) right: &'a Side<'a>,
    pub(super) left_symbols: Range<usize>,
    pub(super) right_symbols: Range<usize>,
    /// The labels of two headings.
    pub(super) labels: Option<(Span, Span)>,
}

/// Finds the hunks of a pair.
pub(super) fn difference(pair: &Paired<'_>, budget: &mut Budget) -> Difference {
    let left = &pair.left.text.symbols[pair.left_symbols.clone()];
    let right = &pair.right.text.symbols[pair.right_symbols.clone()];
    let changed = if left == right { Vec::new() } else { changed_symbols(left, right, budget) };
    let edits: usize = changed.iter().map(|(l, r)| l.len().max(r.len())).sum();
    let longer = left.len().max(right.len()).max(1);
    Difference {
        is_equal: changed.is_empty(),
        similarity: 1.0 - edits.min(longer) as f32 / longer as f32,
        hunks: Sources::new(pair).hunks(&changed),
    }
}

/// Ranges of symbols that changed, in order; equal outside of them.
fn changed_symbols(left: &[char], right: &[char], budget: &mut Budget) -> Vec<(Range<usize>, Range<usize>)> {
    let mut interner = Interner::default();
    let (l, r) = (interner.tokens(left), interner.tokens(right));
    let found = changes(&l.ids, &r.ids, budget);
    let texts = Texts { left, right, left_tokens: &l, right_tokens: &r };
    let tidied = tidy::tidy(found, &texts);
    tidied.into_iter().map(|change| (l.symbols(change.left), r.symbols(change.right))).collect()
}

/// Walks both sources side by side.
struct Sources<'a> {
    pair: &'a Paired<'a>,
    /// Positions in the sources before which everything is compared.
    at: (usize, usize),
    hunks: Vec<Hunk>,
}

impl<'a> Sources<'a> {
    fn new(pair: &'a Paired<'a>) -> Self {
        let at = (place(pair.left, pair.left_symbols.start), place(pair.right, pair.right_symbols.start));
        Self { pair, at, hunks: Vec::new() }
    }

    fn hunks(mut self, changed: &[(Range<usize>, Range<usize>)]) -> Vec<Hunk> {
        let (mut l, mut r) = (0, 0);
        for (left, right) in changed {
            self.equal(l..left.start, r);
            self.change(left, right);
            (l, r) = (left.end, right.end);
        }
        self.equal(l..self.pair.left_symbols.len(), r);
        self.hunks
    }

    /// Compares symbols that are equal after normalisation, from `left` and from `right` on: equal by the letter, or a
    /// variant.
    fn equal(&mut self, left: Range<usize>, right: usize) {
        for (offset, l) in left.enumerate() {
            let to = (
                place(self.pair.left, self.pair.left_symbols.start + l),
                place(self.pair.right, self.pair.right_symbols.start + right + offset),
            );
            // The white space before the symbol, then the symbol.
            self.variant(to);
            self.variant((to.0 + 1, to.1 + 1));
        }
    }

    fn change(&mut self, left: &Range<usize>, right: &Range<usize>) {
        let side = |side: &Side<'_>, base: usize, range: &Range<usize>, at: usize| {
            if range.is_empty() {
                (at, at)
            } else {
                (place(side, base + range.start), place(side, base + range.end - 1) + 1)
            }
        };
        let (from_l, to_l) = side(self.pair.left, self.pair.left_symbols.start, left, self.at.0);
        let (from_r, to_r) = side(self.pair.right, self.pair.right_symbols.start, right, self.at.1);
        self.variant((from_l, from_r));
        let kind = self.kind(left, right, Span::new(from_l, to_l), Span::new(from_r, to_r));
        self.push(kind, (to_l, to_r));
    }

    fn kind(&self, left: &Range<usize>, right: &Range<usize>, span_l: Span, span_r: Span) -> HunkKind {
        if self.pair.labels.is_some_and(|(l, r)| l.covers(span_l) && r.covers(span_r)) {
            return HunkKind::Label;
        }
        let symbols = |side: &'a Side<'a>, all: &Range<usize>, range: &Range<usize>| {
            (
                &side.text.symbols[all.start + range.start..all.start + range.end],
                side.text.symbols.get(all.start + range.end),
            )
        };
        let (l, after_l) = symbols(self.pair.left, &self.pair.left_symbols, left);
        let (r, after_r) = symbols(self.pair.right, &self.pair.right_symbols, right);
        if is_year(l, after_l) && is_year(r, after_r) {
            HunkKind::Year
        } else if tidy::is_figure(l) && tidy::is_figure(r) {
            HunkKind::Figure
        } else {
            HunkKind::Words
        }
    }

    /// Compares the sources up to `to`, where the normalised texts are equal: a variant if the letters differ.
    fn variant(&mut self, to: (usize, usize)) {
        let (l, r) = (self.at.0..to.0, self.at.1..to.1);
        if self.pair.left.chars[l] == self.pair.right.chars[r] {
            self.at = to;
        } else {
            self.push(HunkKind::Variant, to);
        }
    }

    fn push(&mut self, kind: HunkKind, to: (usize, usize)) {
        let (left, right) = (Span::new(self.at.0, to.0), Span::new(self.at.1, to.1));
        match self.hunks.last_mut() {
            Some(last) if last.left.end == left.start && last.right.end == right.start => {
                last.left.end = left.end;
                last.right.end = right.end;
                // A change with white space beside it keeps its kind; two merged changes are words.
                last.kind = match (last.kind, kind) {
                    (HunkKind::Variant, other) | (other, HunkKind::Variant) => other,
                    (one, other) if one == other => one,
                    _ => HunkKind::Words,
                };
            }
            _ => self.hunks.push(Hunk { kind, left, right }),
        }
        self.at = to;
    }
}

/// Position of a symbol in its source.
fn place(side: &Side<'_>, symbol: usize) -> usize {
    side.text.source_from_normalized[symbol] as usize
}

/// Whether symbols are a year: `2024` before `年` or another word that follows a year; `二〇二四` before `年`.
fn is_year(symbols: &[char], after: Option<&char>) -> bool {
    let digits = symbols.len() == 4
        && (symbols.starts_with(&['1', '9']) || symbols.starts_with(&['2', '0']))
        && symbols.iter().all(char::is_ascii_digit);
    let written =
        symbols.len() == 4 && matches!(symbols[0], '一' | '二') && matches!(symbols[1], '九' | '〇' | '零');
    let follows = |marks: &str| after.is_some_and(|&c| marks.contains(c));
    digits && follows("年]-~至、/.") || written && follows("年-至")
}
