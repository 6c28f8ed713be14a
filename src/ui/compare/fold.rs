//! The scrolled list of a comparison: its rows, and in place of folded ones a line that unfolds them.

use std::collections::HashSet;

use crate::compare::{Comparison, Folded, Folding};

/// Number of equal rows kept beside a row that is shown when the others are folded.
const KEPT_AROUND: usize = 1;

/// An entry of the scrolled list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Row(usize),
    /// Folded rows.
    Fold {
        first: usize,
        count: usize,
        /// How many of them differ in years.
        years: usize,
    },
}

impl Item {
    /// The first row that it covers.
    pub(super) fn first(self) -> usize {
        match self {
            Self::Row(row) | Self::Fold { first: row, .. } => row,
        }
    }

    /// Whether it stands for a row that is folded.
    pub(super) fn hides(self, row: usize) -> bool {
        matches!(self, Self::Fold { first, count, .. } if (first..first + count).contains(&row))
    }
}

/// The list; folds whose first row is in `opened` are unfolded. Linear in the rows.
pub(super) fn items(rows: &Comparison, folding: Folding, opened: &HashSet<usize>) -> Vec<Item> {
    let mut items = Vec::new();
    let all = rows.rows.len();
    let mut row = 0;
    while row < all {
        let Some(_) = folding.folds(rows, row) else {
            items.push(Item::Row(row));
            row += 1;
            continue;
        };
        let end = (row..all).find(|&at| folding.folds(rows, at).is_none()).unwrap_or(all);
        // An equal row beside one that is shown says where that one stands.
        let equal = |at: usize| folding.folds(rows, at) == Some(Folded::Equal);
        let first = row + usize::from(row > 0 && equal(row)) * KEPT_AROUND;
        let last = end - usize::from(end < all && equal(end - 1)) * KEPT_AROUND;
        let single = last <= first || last - first == 1 && equal(first);
        if single || opened.contains(&first) {
            items.extend((row..end).map(Item::Row));
        } else {
            items.extend((row..first).map(Item::Row));
            let years = (first..last).filter(|&at| !equal(at)).count();
            items.push(Item::Fold { first, count: last - first, years });
            items.extend((last..end).map(Item::Row));
        }
        row = end;
    }
    items
}

/// Index of the item that holds a row.
pub(super) fn item_of(items: &[Item], row: usize) -> usize {
    items.partition_point(|item| item.first() <= row).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Input, compare};
    use crate::report::Report;
    use crate::structure::outline;
    use crate::task::Cancel;

    fn compared(left: &str, right: &str) -> Comparison {
        let (left, right) = (Report::from_text("a", left), Report::from_text("b", right));
        let outlines = [outline(&left), outline(&right)];
        let side = |report, outline| Input { report, outline };
        compare(side(&left, &outlines[0]), side(&right, &outlines[1]), &Cancel::default()).unwrap()
    }

    #[test]
    fn rows_in_which_only_years_differ_are_folded_and_every_row_is_in_one_item() {
        let left = "2023年，全县扎实推进依法行政。\n召开会议研究部署。\n2023年底前完成整改。\n各乡镇均已落实。\n办结案件47件。\n";
        let right = "2024年，全县扎实推进依法行政。\n召开会议研究部署。\n2024年底前完成整改。\n各乡镇均已落实。\n办结案件52件。\n";
        let rows = compared(left, right);
        for equal in [false, true] {
            let folding = Folding { equal, years: true, unchanged: true };
            let list = items(&rows, folding, &HashSet::new());
            let covered: usize = list
                .iter()
                .map(|item| match item {
                    Item::Row(_) => 1,
                    Item::Fold { count, .. } => *count,
                })
                .sum();
            assert_eq!(covered, rows.rows.len(), "{list:?}");
            assert!(list.iter().any(|item| matches!(item, Item::Fold { years: 1.., .. })), "{list:?}");
            assert_eq!(folding.stops(&rows), [4], "only the changed figure is a stop");
            let Some(fold) = list.iter().find(|item| matches!(item, Item::Fold { .. })) else { panic!() };
            let opened = items(&rows, folding, &HashSet::from([fold.first()]));
            assert!(opened.contains(&Item::Row(fold.first())));
        }
        let all = Folding { equal: false, years: false, unchanged: true };
        assert_eq!(items(&rows, all, &HashSet::new()).len(), rows.rows.len());
    }
}
