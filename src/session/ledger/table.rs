//! The table of the ledger: a column for each report, a row for each indicator.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::figures::{Decisions, Figure, Kind, Row, Synonyms, rows};
use crate::report::{Named, Series, file_stem, series};
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
    pub figures: Vec<Arc<Vec<Figure>>>,
    /// The words that were taken for one thing.
    pub synonyms: Synonyms,
    /// The rows; [`Cell::report`](crate::figures::Cell::report) is the index of a column.
    pub rows: Vec<Row>,
}

/// A report of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerColumn {
    /// The report.
    pub report: ReportId,
    /// Unit and subject: equal for the reports of one unit over the years.
    pub series: String,
    /// Its year, if its title or file name has one.
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

/// Extracts and joins the figures of reports. `decisions` is given the index of each column's document. Linear in the
/// texts; see [`rows`](crate::figures::rows) for the rows.
///
/// # Errors
/// The token was cancelled.
pub fn ledger_table(
    documents: &[(ReportId, Arc<Document>)],
    decisions: impl Fn(&[usize]) -> Decisions,
    cancel: &Cancel,
) -> Result<LedgerTable, Cancelled> {
    let stems: Vec<String> = documents.iter().map(|(_, document)| file_stem(&document.report.path)).collect();
    let named = documents.iter().zip(&stems).map(|((_, document), stem)| {
        let title = if document.outline.title.is_some() { document.title.as_str() } else { "" };
        Named { title, stem }
    });
    let mut order: Vec<(Series, usize)> =
        series(&named.collect::<Vec<_>>()).into_iter().zip(0..documents.len()).collect();
    order.sort();
    let mut table = LedgerTable::default();
    documents.par_iter().for_each(|(_, document)| {
        if cancel.check().is_ok() {
            let _ = document.figures();
        }
    });
    for (at, (one, document)) in order.iter().enumerate() {
        cancel.check()?;
        let (report, document) = &documents[*document];
        let before = at.checked_sub(1).map(|before| &order[before].0);
        let follows = before
            .is_some_and(|before| before.name == one.name && before.year.is_some() && before.year < one.year);
        table.columns.push(LedgerColumn {
            report: *report,
            series: one.name.clone(),
            year: one.year,
            follows,
        });
        table.figures.push(Arc::clone(document.figures()));
    }
    cancel.check()?;
    let slices: Vec<&[Figure]> = table.figures.iter().map(|figures| figures.as_slice()).collect();
    let columns: Vec<usize> = order.iter().map(|(_, document)| *document).collect();
    let decisions = decisions(&columns);
    table.rows = rows(&slices, &decisions);
    table.synonyms = decisions.synonyms;
    Ok(table)
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
        ledger_table(&documents, |_| Decisions::default(), &Cancel::default()).unwrap()
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
}
