//! What a sheet states about its rows, columns and cells besides their values: which are hidden, which are covered by
//! a merged cell, and the formats of the cells of old workbooks.

use std::collections::{BTreeSet, HashMap};

use super::MAX_COLUMNS;

/// Maximum number of rows of all merged cells together.
const MAX_MERGED: u32 = 1_000_000;

/// The layout of a sheet. Rows and columns count from 0.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Rows that are not shown.
    pub(super) hidden_rows: BTreeSet<u32>,
    /// Columns that are not shown.
    pub(super) hidden_columns: BTreeSet<u32>,
    /// For each row the first and last columns that are covered by a merged cell.
    covered: HashMap<u32, Vec<(u32, u32)>>,
    /// Number of rows in `covered`, each merged cell by itself.
    merged: u32,
    /// Index of the format of each cell.
    pub(super) formats: HashMap<(u32, u32), u16>,
}

/// Whether a cell is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// It is.
    Yes,
    /// It is covered by a merged cell.
    Covered,
    /// It is in a hidden row or column, which is said.
    Hidden,
}

impl Layout {
    /// Hides the columns from `first` to `last`.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.extend(first..=last.min(MAX_COLUMNS));
    }

    /// Adds a merged cell by its first and last row and column. Only the first of its cells is shown.
    pub(super) fn merge(&mut self, (top, left): (u32, u32), (bottom, right): (u32, u32)) {
        for row in top..=bottom.min(top.saturating_add(MAX_MERGED.saturating_sub(self.merged))) {
            let first = if row == top { left.saturating_add(1) } else { left };
            if first <= right {
                self.covered.entry(row).or_default().push((first, right));
            }
            self.merged = self.merged.saturating_add(1);
        }
    }

    pub(super) fn shown(&self, row: u32, column: u32) -> Shown {
        let covers = |(first, last): &(u32, u32)| (*first..=*last).contains(&column);
        if self.covered.get(&row).is_some_and(|spans| spans.iter().any(covers)) {
            Shown::Covered
        } else if self.hidden_rows.contains(&row) || self.hidden_columns.contains(&column) {
            Shown::Hidden
        } else {
            Shown::Yes
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_cell_covers_all_but_its_first() {
        let mut layout = Layout::default();
        layout.merge((1, 1), (2, 2));
        layout.hide_columns(5, u32::MAX);
        let shown = |row, column| layout.shown(row, column);
        assert_eq!([shown(1, 1), shown(0, 1), shown(3, 2)], [Shown::Yes; 3]);
        assert_eq!([shown(1, 2), shown(2, 1), shown(2, 2)], [Shown::Covered; 3]);
        assert_eq!((shown(1, 5), shown(9, 999), shown(9, 4)), (Shown::Hidden, Shown::Hidden, Shown::Yes));
    }

    #[test]
    fn merged_cells_without_end_are_bounded() {
        let mut layout = Layout::default();
        for _ in 0..10 {
            layout.merge((0, 0), (u32::MAX, u32::MAX));
        }
        assert!(layout.merged <= MAX_MERGED + 10);
        layout.merge((5, 5), (2, 2));
    }
}
