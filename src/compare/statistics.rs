//! Counts over the rows of a comparison: how many paragraphs and how many characters stayed, changed, moved, came and
//! went. Page furniture is not counted.

use super::row::{Hunk, HunkKind, Row, RowKind};
use crate::text::{Normalized, Span};

/// How much is equal and how much is not. Characters are counted without white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Of the left report: `equal + changed_left + moved_left + removed`.
    pub left: usize,
    /// Of the right report: `equal + changed_right + moved_right + added`.
    pub right: usize,
    /// In paired paragraphs, outside of what changed.
    pub equal: usize,
    /// Changed characters on the left: in hunks of paired paragraphs.
    pub changed_left: usize,
    /// Changed characters on the right.
    pub changed_right: usize,
    /// In paragraphs that stand elsewhere on the right.
    pub moved_left: usize,
    /// In paragraphs that stood elsewhere on the left.
    pub moved_right: usize,
    /// In paragraphs that stand on the left only.
    pub removed: usize,
    /// In paragraphs that stand on the right only.
    pub added: usize,
    /// Rows of each kind, furniture left out.
    pub rows: RowCounts,
}

/// Rows of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Equal ones, variants included.
    pub equal: usize,
    /// Equal but for white space, widths and variants of punctuation.
    pub variants: usize,
    /// Changed ones.
    pub changed: usize,
    /// Changed ones, and moved ones counted once, in which nothing but years is different.
    pub years_only: usize,
    /// Moved ones; each counts once though it has two rows.
    pub moved: usize,
    /// On the left only.
    pub removed: usize,
    /// On the right only.
    pub added: usize,
}

impl Statistics {
    /// Characters of both reports that are equal or moved as they were, as a share of all, from 0 to 1; 1 for two empty
    /// reports.
    #[must_use]
    pub fn similarity(&self) -> f32 {
        let all = self.left + self.right;
        if all == 0 { 1.0 } else { (2 * self.equal + self.moved_left + self.moved_right) as f32 / all as f32 }
    }

    pub(super) fn of(rows: &[Row], left: &Normalized, right: &Normalized) -> Self {
        let mut counts = Self::default();
        for row in rows.iter().filter(|row| !row.is_furniture()) {
            counts.add(row, left, right);
        }
        counts
    }

    fn add(&mut self, row: &Row, left: &Normalized, right: &Normalized) {
        let length = |text: &Normalized, span: Span| text.range_from_source(span).len();
        let l = row.left.map_or(0, |cell| length(left, cell.span));
        let r = row.right.map_or(0, |cell| length(right, cell.span));
        self.left += l;
        self.right += r;
        let rows = &mut self.rows;
        match row.kind {
            RowKind::Equal => {
                rows.equal += 1;
                rows.variants += usize::from(row.is_variant());
                self.equal += l;
            }
            RowKind::Changed => {
                let real = |hunk: &&Hunk| hunk.kind != HunkKind::Variant;
                let changed_l: usize =
                    row.hunks.iter().filter(real).map(|hunk| length(left, hunk.left)).sum();
                let changed_r: usize =
                    row.hunks.iter().filter(real).map(|hunk| length(right, hunk.right)).sum();
                rows.changed += 1;
                rows.years_only += usize::from(row.is_years_only());
                self.changed_left += changed_l;
                self.changed_right += changed_r;
                self.equal += l - changed_l;
            }
            RowKind::Moved => {
                rows.moved += usize::from(row.left.is_some());
                rows.years_only += usize::from(row.left.is_some() && row.is_years_only());
                self.moved_left += l;
                self.moved_right += r;
            }
            RowKind::OnlyLeft => {
                rows.removed += 1;
                self.removed += l;
            }
            RowKind::OnlyRight => {
                rows.added += 1;
                self.added += r;
            }
        }
    }

    pub(super) fn mirrored(self) -> Self {
        let rows = RowCounts { removed: self.rows.added, added: self.rows.removed, ..self.rows };
        Self {
            left: self.right,
            right: self.left,
            changed_left: self.changed_right,
            changed_right: self.changed_left,
            moved_left: self.moved_right,
            moved_right: self.moved_left,
            removed: self.added,
            added: self.removed,
            equal: self.equal,
            rows,
        }
    }
}
