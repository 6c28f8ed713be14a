//! The table of the ledger: a column for each report, a row for each indicator.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::figures::{Figure, Kind, Row, Synonyms, figures, rows};
use crate::session::analysis::Place;
use crate::session::library::{Document, ReportId};
use crate::task::{Cancel, Cancelled};

/// Certainty from which on a row is not doubtful.
const SURE: f32 = 0.75;

/// The figures of the open reports.
#[derive(Debug, Default)]
pub struct LedgerTable {
    /// The reports, sorted by name without year, then by year.
    pub columns: Vec<LedgerColumn>,
    /// The figures of each column's report.
    pub figures: Vec<Vec<Figure>>,
    /// The rows; [`Cell::report`](crate::figures::Cell::report) is the index of a column.
    pub rows: Vec<Row>,
}

/// A report of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerColumn {
    /// The report.
    pub report: ReportId,
    /// Its title.
    pub title: String,
    /// The year in its title.
    pub year: Option<u32>,
    /// Whether the column before it is the same unit's report of an earlier year.
    pub follows: bool,
}

impl LedgerTable {
    /// The figures of a row in a column.
    #[must_use]
    pub fn cells(&self, row: &Row, column: usize) -> Vec<&Figure> {
        let start = row.cells.partition_point(|cell| cell.report < column);
        let cells = row.cells[start..].iter().take_while(|cell| cell.report == column);
        cells.map(|cell| &self.figures[column][cell.figure]).collect()
    }

    /// Places of the figures of a row in a column.
    #[must_use]
    pub fn places(&self, row: &Row, column: usize) -> Vec<Place> {
        let report = self.columns[column].report;
        self.cells(row, column).into_iter().map(|figure| Place { report, span: figure.span }).collect()
    }

    /// The change from the column before, as a share of its value; `None` unless both have one value and the column before
    /// is the same unit's earlier report. Rates change by percentage points, which are not a share.
    #[must_use]
    pub fn change(&self, row: &Row, column: usize) -> Option<f64> {
        if !self.columns[column].follows || matches!(row.kind, Kind::Rate | Kind::Change | Kind::Rank) {
            return None;
        }
        let (now, before) = (self.value(row, column)?, self.value(row, column - 1)?);
        (before != 0.0).then(|| now / before - 1.0)
    }

    /// The value of a row in a column, if it has one value.
    #[must_use]
    pub fn value(&self, row: &Row, column: usize) -> Option<f64> {
        let cells = self.cells(row, column);
        let first = cells.first()?;
        cells.iter().all(|figure| figure.value == first.value).then(|| first.value.to_f64())
    }

    /// Whether the values of a row differ between the years of one unit.
    #[must_use]
    pub fn is_changed(&self, row: &Row) -> bool {
        row.cells.chunk_by(|left, right| left.report == right.report).any(|of_column| {
            let column = of_column[0].report;
            self.columns[column].follows
                && self
                    .value(row, column)
                    .zip(self.value(row, column - 1))
                    .is_some_and(|(now, before)| now.total_cmp(&before) != Ordering::Equal)
        })
    }

    /// Whether it is doubtful that the figures of a row count one thing: it joins several reports and is not sure, or a
    /// report has two values.
    #[must_use]
    pub fn is_doubtful(&self, row: &Row) -> bool {
        let twice = row.cells.windows(2).any(|pair| {
            let figure = |at: usize| &self.figures[pair[at].report][pair[at].figure];
            pair[0].report == pair[1].report && figure(0).value != figure(1).value
        });
        twice || row.reports() > 1 && row.certainty < SURE
    }

    /// The largest value of a row without its sign, for the length of bars.
    #[must_use]
    pub fn largest(&self, row: &Row) -> f64 {
        let values = row.cells.iter().map(|cell| self.figures[cell.report][cell.figure].value.to_f64().abs());
        values.fold(0.0, f64::max)
    }
}

/// Extracts and joins the figures of reports. Linear in their texts; see [`rows`](crate::figures::rows) for the rows.
///
/// # Errors
/// The token was cancelled.
pub fn ledger_table(
    documents: &[(ReportId, Arc<Document>)],
    cancel: &Cancel,
) -> Result<LedgerTable, Cancelled> {
    let mut order: Vec<(String, Option<u32>, usize)> = documents
        .iter()
        .enumerate()
        .map(|(at, (_, document))| {
            let (name, year) = name_and_year(&document.title);
            (name, year, at)
        })
        .collect();
    order.sort();
    let mut table = LedgerTable::default();
    for (at, (name, year, document)) in order.iter().enumerate() {
        cancel.check()?;
        let (report, document) = &documents[*document];
        let before = at.checked_sub(1).map(|before| &order[before]);
        let follows =
            before.is_some_and(|(other, earlier, _)| other == name && earlier.is_some() && earlier < year);
        table.columns.push(LedgerColumn {
            report: *report,
            title: document.title.clone(),
            year: *year,
            follows,
        });
        table.figures.push(figures(&document.report, &document.outline));
    }
    cancel.check()?;
    let slices: Vec<&[Figure]> = table.figures.iter().map(Vec::as_slice).collect();
    table.rows = rows(&slices, &Synonyms::built_in());
    Ok(table)
}

/// A title without its year, and the year: `青云县2024年法治政府建设年度报告`.
fn name_and_year(title: &str) -> (String, Option<u32>) {
    let bytes = title.as_bytes();
    let digits = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let at = (0..bytes.len().saturating_sub(3)).find(|&at| {
        let alone = at.checked_sub(1).is_none_or(|before| !digits(before)) && !digits(at + 4);
        alone
            && (bytes[at..].starts_with(b"20") || bytes[at..].starts_with(b"19"))
            && digits(at + 2)
            && digits(at + 3)
    });
    let Some(at) = at else { return (title.to_owned(), None) };
    let name = format!("{}{}", &title[..at], &title[at + 4..]);
    (name, title[at..at + 4].parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::structure::outline;

    fn table(texts: &[&str]) -> LedgerTable {
        let documents: Vec<(ReportId, Arc<Document>)> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                let report = Report::from_text(format!("/{at}.txt"), text);
                let outline = outline(&report);
                (ReportId(at as u32), Arc::new(Document::new(report, outline)))
            })
            .collect();
        ledger_table(&documents, &Cancel::default()).unwrap()
    }

    #[test]
    fn years_of_a_unit_are_beside_each_other_with_their_change() {
        let found = table(&[
            "青云县2024年法治政府建设年度报告\n\n受理行政复议案件150件，罚款3万元。\n",
            "白水县2024年法治政府建设年度报告\n\n受理行政复议案件90件。\n",
            "青云县2023年法治政府建设年度报告\n\n受理行政复议案件120件，罚款3万元。\n",
        ]);
        let order: Vec<(u32, bool)> = found.columns.iter().map(|one| (one.report.0, one.follows)).collect();
        assert_eq!(order, [(1, false), (2, false), (0, true)]);
        let taken = &found.rows[0];
        assert_eq!(found.change(taken, 2), Some(0.25));
        assert_eq!(found.change(taken, 1), None, "another unit's report is before it");
        assert!(found.is_changed(taken) && !found.is_doubtful(taken));
        assert!((found.largest(taken) - 150.0).abs() < f64::EPSILON);
        let fine = found.rows.iter().find(|row| row.indicator == "罚款").unwrap();
        assert!(!found.is_changed(fine), "{fine:?}");
    }

    #[test]
    fn two_values_in_one_report_are_doubtful() {
        let found = table(&["受理行政复议案件150件。\n另报：受理行政复议案件151件。\n"]);
        assert!(found.is_doubtful(&found.rows[0]));
    }

    #[test]
    fn the_year_is_four_digits_of_their_own() {
        assert_eq!(name_and_year("青云县2024年报告"), ("青云县年报告".to_owned(), Some(2024)));
        assert_eq!(name_and_year("12345热线20241201"), ("12345热线20241201".to_owned(), None));
        assert_eq!(name_and_year("报告"), ("报告".to_owned(), None));
    }
}
