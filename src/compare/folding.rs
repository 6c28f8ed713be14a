//! Rows of a comparison that are folded away, and those that a reader looking for differences stops at.

use super::{Comparison, RowKind};

/// Rows that are folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folding {
    /// Equal rows.
    pub equal: bool,
    /// Rows in which only years differ.
    pub years: bool,
    /// Whether figures that two editions have in common are marked; a row that has some is not folded.
    pub unchanged: bool,
}

/// The reason why a row is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Both sides are equal.
    Equal,
    /// Only years differ.
    Years,
}

impl Folding {
    /// The reason why a row is folded away, if it is. Constant time, apart from the row's hunks.
    #[must_use]
    pub fn folds(self, rows: &Comparison, row: usize) -> Option<Folded> {
        if self.unchanged && rows.unchanged.contains_key(&row) {
            return None;
        }
        let entry = &rows.rows[row];
        match entry.kind {
            RowKind::Equal if self.equal => Some(Folded::Equal),
            RowKind::Changed if self.years && entry.is_years_only() => Some(Folded::Years),
            _ => None,
        }
    }

    /// Whether a reader looking for differences stops at a row: one that differs, or that keeps last year's figures.
    #[must_use]
    pub fn stops_at(self, rows: &Comparison, row: usize) -> bool {
        let keeps = self.unchanged && rows.unchanged.contains_key(&row);
        keeps || rows.rows[row].is_difference() && self.folds(rows, row).is_none()
    }

    /// The rows that a reader looking for differences stops at, rising.
    #[must_use]
    pub fn stops(self, rows: &Comparison) -> Vec<usize> {
        (0..rows.rows.len()).filter(|&row| self.stops_at(rows, row)).collect()
    }
}
