//! Counts over the rows of a comparison: numbers of paragraphs and characters that are equal, changed, moved, added and
//! removed. Page furniture is not counted.

use super::row::{Hunk, HunkKind, Row, RowKind};
use crate::text::{Normalized, Span};

/// Numbers of characters by their relation, without white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Characters of the left report: `equal + changed_left + moved_left + removed`.
    pub left: usize,
    /// Characters of the right report: `equal + changed_right + moved_right + added`.
    pub right: usize,
    /// Characters in paired paragraphs outside of changes.
    pub equal: usize,
    /// Changed characters on the left: in hunks of paired paragraphs.
    pub changed_left: usize,
    /// Changed characters on the right.
    pub changed_right: usize,
    /// Characters of the left in paragraphs that are at another position on the right.
    pub moved_left: usize,
    /// Characters of the right in paragraphs that were at another position on the left.
    pub moved_right: usize,
    /// Characters in paragraphs of the left only.
    pub removed: usize,
    /// Characters in paragraphs of the right only.
    pub added: usize,
    /// Rows of each kind, furniture left out.
    pub rows: RowCounts,
}

/// Number of rows of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Equal rows, variants included.
    pub equal: usize,
    /// Rows that are equal except for white space, widths and variants of punctuation.
    pub variants: usize,
    /// Changed rows.
    pub changed: usize,
    /// Changed rows, and moved paragraphs counted once, in which only years differ.
    pub years_only: usize,
    /// Moved paragraphs; each counts once though it has two rows.
    pub moved: usize,
    /// Rows on the left only.
    pub removed: usize,
    /// Rows on the right only.
    pub added: usize,
}

impl Statistics {
    /// Share of the characters of both reports that are equal or moved unchanged, from 0 to 1; 1 for two empty reports.
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
