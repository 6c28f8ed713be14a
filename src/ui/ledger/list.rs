//! Which rows of the ledger are listed, and in which order. Computed again only when the table or a choice changes.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::figures::{Cell, Subject};
use crate::session::LedgerTable;

/// Order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// As their first figures stand.
    #[default]
    Text,
    /// Indicators that most reports have first.
    Reports,
    /// By the indicator.
    Indicator,
    /// The largest change of a value between two years first.
    Change,
    /// Doubtful rows first.
    Certainty,
}

impl Order {
    pub(super) const ALL: [Self; 5] =
        [Self::Text, Self::Reports, Self::Indicator, Self::Change, Self::Certainty];

    /// Message id of its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "ledger-order-text",
            Self::Reports => "ledger-order-reports",
            Self::Indicator => "ledger-order-indicator",
            Self::Change => "ledger-order-change",
            Self::Certainty => "ledger-order-certainty",
        }
    }
}

/// The user's choices.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four check boxes of the view, independent of each other")]
pub(super) struct Wanted {
    /// Words that an indicator or its unit must have, all of them.
    pub(super) words: String,
    /// Minimum number of reports.
    pub(super) reports: usize,
    /// Only rows whose value changed between two years.
    pub(super) changed: bool,
    /// Only doubtful rows.
    pub(super) doubtful: bool,
    /// Whether planned figures are listed.
    pub(super) plans: bool,
    /// Whether rows that the reviewer hides are listed.
    pub(super) hidden: bool,
    pub(super) order: Order,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            words: String::new(),
            reports: 2,
            changed: false,
            doubtful: false,
            plans: false,
            hidden: false,
            order: Order::Text,
        }
    }
}

/// The listed rows, and the cell that keys act on.
#[derive(Default)]
pub(super) struct List {
    pub(super) wanted: Wanted,
    /// Indices of the listed rows.
    pub(super) rows: Vec<usize>,
    /// Position in `rows` and column of the chosen cell.
    pub(super) chosen: Option<(usize, usize)>,
    /// Indices of the rows that were chosen for a command.
    pub(super) marked: BTreeSet<usize>,
    /// The chosen cell is to be scrolled into view.
    pub(super) reveal: bool,
    key: Option<(Arc<LedgerTable>, Wanted)>,
}

impl List {
    /// Filters and sorts again if the table or a choice has changed. The chosen cell and rows stay on their figures.
    pub(super) fn refresh(&mut self, table: &Arc<LedgerTable>) {
        let same_table = self.key.as_ref().is_some_and(|(other, _)| Arc::ptr_eq(other, table));
        // A single report has no row in two.
        if !same_table && table.columns.len() < 2 {
            self.wanted.reports = 1;
        }
        if same_table && self.key.as_ref().is_some_and(|(_, wanted)| *wanted == self.wanted) {
            return;
        }
        let chosen = self.chosen.and_then(|(at, column)| Some((*self.rows.get(at)?, column)));
        let before = self.key.as_ref().map(|(before, _)| before).filter(|_| !same_table);
        let moved = |row: usize| before.map_or(Some(row), |before| moved(before, table, row));
        let chosen = chosen.and_then(|(row, column)| Some((moved(row)?, column)));
        self.marked = self.marked.iter().filter_map(|&row| moved(row)).collect();
        self.rows = listed(table, &self.wanted);
        let position = |row: usize| self.rows.iter().position(|&other| other == row);
        let last = table.columns.len().saturating_sub(1);
        self.chosen = chosen.and_then(|(row, column)| Some((position(row)?, column.min(last))));
        let shown: BTreeSet<usize> = self.rows.iter().copied().collect();
        self.marked.retain(|row| shown.contains(row));
        self.key = Some((Arc::clone(table), self.wanted.clone()));
    }

    /// The rows that a command is about: the marked ones, or else that of the chosen cell.
    pub(super) fn targets(&self) -> Vec<usize> {
        if self.marked.is_empty() {
            return self.chosen.and_then(|(at, _)| self.rows.get(at)).copied().into_iter().collect();
        }
        self.marked.iter().copied().collect()
    }

    /// Marks a row alone, one more or one less, or all rows from the chosen one on.
    pub(super) fn mark(&mut self, at: usize, how: Marking) {
        let Some(&row) = self.rows.get(at) else { return };
        match how {
            Marking::Only => self.marked = BTreeSet::from([row]),
            Marking::Toggle => {
                if !self.marked.remove(&row) {
                    self.marked.insert(row);
                }
            }
            Marking::UpTo => {
                let from = self.chosen.map_or(at, |(from, _)| from);
                let range = self.rows.get(from.min(at)..=from.max(at)).unwrap_or_default();
                self.marked.extend(range);
            }
        }
    }
}

/// How a row is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    Only,
    Toggle,
    UpTo,
}

/// The row of a new table that has the first figure of a row of the table before.
fn moved(before: &LedgerTable, now: &LedgerTable, row: usize) -> Option<usize> {
    let cell = *before.rows.get(row)?.cells.first()?;
    let report = before.columns.get(cell.report)?.report;
    let column = now.columns.iter().position(|column| column.report == report)?;
    let cell = Cell { report: column, figure: cell.figure };
    now.rows.iter().position(|row| row.cells.binary_search(&cell).is_ok())
}

/// The wordings of rows, each row's in one list.
pub(super) fn subjects(table: &LedgerTable, rows: &[usize]) -> Vec<Vec<Subject>> {
    rows.iter().filter_map(|&row| table.rows.get(row)).map(|row| row.subjects.clone()).collect()
}

fn listed(table: &LedgerTable, wanted: &Wanted) -> Vec<usize> {
    let words: Vec<String> = wanted.words.split_whitespace().map(str::to_lowercase).collect();
    let mut rows: Vec<usize> = (0..table.rows.len())
        .filter(|&at| {
            let row = &table.rows[at];
            let named = || {
                let mut text = format!("{} {}", row.indicator, row.unit);
                for subject in &row.subjects {
                    text.push(' ');
                    text.push_str(&subject.words);
                }
                let text = text.to_lowercase();
                words.iter().all(|word| text.contains(word))
            };
            (wanted.plans || !row.planned)
                && (wanted.hidden || !row.hidden)
                && row.reports() >= wanted.reports
                && (!wanted.changed || table.is_changed(row))
                && (!wanted.doubtful || table.is_doubtful(row))
                && (words.is_empty() || named())
        })
        .collect();
    let row = |at: usize| &table.rows[at];
    match wanted.order {
        Order::Text => {}
        Order::Reports => rows.sort_by_key(|&at| Reverse(row(at).reports())),
        Order::Indicator => rows.sort_by(|&left, &right| row(left).indicator.cmp(&row(right).indicator)),
        Order::Change => {
            let change = |at: usize| {
                let changes = (0..table.columns.len()).filter_map(|column| table.change(row(at), column));
                changes.map(f64::abs).fold(-1.0, f64::max)
            };
            rows.sort_by(|&left, &right| change(right).total_cmp(&change(left)));
        }
        Order::Certainty => rows.sort_by(|&left, &right| {
            let sure = |at: usize| (!table.is_doubtful(row(at)), row(at).certainty);
            let (left, right) = (sure(left), sure(right));
            left.0.cmp(&right.0).then(left.1.total_cmp(&right.1))
        }),
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Decisions;
    use crate::report::Report;
    use crate::session::{Document, ReportId, ledger_table};
    use crate::structure::Outline;
    use crate::task::Cancel;

    fn table() -> Arc<LedgerTable> {
        let texts = [
            ("a", "受理行政复议案件120件。发放材料300份。招聘辅警12名。计划培训人员50名。"),
            ("b", "受理行政复议案件150件。发放材料300份。计划培训人员60名。"),
        ];
        let document = |(name, text): &(&str, &str)| {
            Arc::new(Document::new(Report::from_text(format!("/{name}.txt"), text), Outline::default()))
        };
        let documents: Vec<_> =
            texts.iter().enumerate().map(|(at, one)| (ReportId(at as u32), document(one))).collect();
        Arc::new(ledger_table(&documents, |_| Decisions::default(), &Cancel::default()).unwrap())
    }

    fn names(table: &LedgerTable, wanted: &Wanted) -> Vec<String> {
        listed(table, wanted).into_iter().map(|row| table.rows[row].indicator.clone()).collect()
    }

    #[test]
    fn choices_keep_rows_and_order_them() {
        let table = table();
        let wanted = Wanted::default();
        assert_eq!(names(&table, &wanted), ["受理行政复议案件", "发放材料"]);
        assert_eq!(
            names(&table, &Wanted { words: "复议 件".into(), ..wanted.clone() }),
            ["受理行政复议案件"]
        );
        assert_eq!(names(&table, &Wanted { reports: 1, ..wanted.clone() }).len(), 3);
        assert_eq!(names(&table, &Wanted { plans: true, ..wanted.clone() }).len(), 3);
        assert_eq!(names(&table, &Wanted { doubtful: true, ..wanted.clone() }), [""; 0]);
        let sorted = names(&table, &Wanted { order: Order::Indicator, ..wanted });
        assert!(sorted.is_sorted(), "{sorted:?}");
    }

    #[test]
    fn the_chosen_cell_stays_on_its_row() {
        let table = table();
        let mut list = List::default();
        list.refresh(&table);
        list.chosen = Some((1, 0));
        list.wanted.words = "材料".to_owned();
        list.refresh(&table);
        assert_eq!(list.chosen, Some((0, 0)));
        list.wanted.words = "复议".to_owned();
        list.refresh(&table);
        assert_eq!(list.chosen, None);
    }

    #[test]
    fn rows_are_marked_one_by_one_or_in_a_range() {
        let table = table();
        let mut list = List::default();
        list.wanted.reports = 1;
        list.refresh(&table);
        list.mark(0, Marking::Only);
        list.mark(2, Marking::Toggle);
        assert_eq!(list.targets().len(), 2);
        list.mark(2, Marking::Toggle);
        list.chosen = Some((0, 0));
        list.mark(2, Marking::UpTo);
        assert_eq!(list.targets().len(), 3);
        list.wanted.words = "材料".to_owned();
        list.refresh(&table);
        assert_eq!(list.targets().len(), 1, "a row that is not listed is not marked");
    }
}
