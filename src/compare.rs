//! Two reports side by side: last year's and this year's. Corresponding sections and paragraphs share a row, moved ones
//! are linked, and paired ones are compared character by character. The result is neutral data: the window, the
//! headless program and the snapshots show the same rows. Whether a change is a fault is for the reviewer to decide.
//!
//! ```text
//! units        title lines, headings, paragraphs, page furniture         grams, candidates  likely pairs of units
//! sections     similarity of two units, including the text below their headings
//! chain, align anchors in order, gaps between them, moves, splits and joins
//! tokens, changes, tidy, hunks   changed characters inside a pair, tidied for a reader, in spans of the source
//! row, statistics                the result
//! ```
//!
//! Nothing is quadratic in the length of a report: steps that could be are bounded by counts (not by the clock, so that
//! one input always has one result), and beyond a bound the result is coarser.

mod align;
mod candidates;
mod chain;
mod changes;
mod figures;
mod folding;
mod grams;
mod hunks;
mod pair;
mod row;
mod sections;
mod statistics;
mod tidy;
mod tokens;
mod units;

#[cfg(test)]
mod tests;

pub use folding::{Folded, Folding};
pub use row::{Cell, Hunk, HunkKind, Piece, Role, Row, RowKind};
pub use statistics::{RowCounts, Statistics};

use std::collections::HashMap;

use self::align::Draft;
use self::changes::Budget;
use self::hunks::{Paired, difference};
use self::units::{Side, Unit};
use crate::report::Report;
use crate::structure::Outline;
use crate::task::{Cancel, Cancelled};
use crate::text::Span;

/// One of the two reports.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its text.
    pub report: &'a Report,
    /// Outline of the report.
    pub outline: &'a Outline,
}

/// Two reports row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Rows in the order of both reports. The left cells, and the right ones, contain each report exactly once and in
    /// order, with only white space between two cells of a side.
    pub rows: Vec<Row>,
    /// Counts over the rows.
    pub statistics: Statistics,
    /// Indices of the rows that a reader looking for differences stops at, rising.
    pub differences: Vec<usize>,
    /// Figures that two editions have in common, by row: the spans on the left and on the right. Empty unless the reports
    /// are of two years.
    pub unchanged: HashMap<usize, Vec<[Span; 2]>>,
}

/// Compares two reports. Near-linear in their lengths; steps that are not are bounded.
///
/// # Errors
/// [`Cancelled`] if the comparison was cancelled.
///
/// ```
/// use jiaokan::compare::{Input, RowKind, compare};
/// use jiaokan::report::Report;
/// use jiaokan::structure::outline;
/// use jiaokan::task::Cancel;
///
/// let last = Report::from_text("2023.txt", "一、工作\n全年办结四十七件，群众满意。\n");
/// let this = Report::from_text("2024.txt", "一、工作\n全年办结五十二件，群众满意。\n二、问题\n");
/// let (last_outline, this_outline) = (outline(&last), outline(&this));
/// let found = compare(
///     Input { report: &last, outline: &last_outline },
///     Input { report: &this, outline: &this_outline },
///     &Cancel::default(),
/// )?;
/// let kinds: Vec<RowKind> = found.rows.iter().map(|row| row.kind).collect();
/// assert_eq!(kinds, [RowKind::Equal, RowKind::Changed, RowKind::OnlyRight]);
/// # Ok::<(), jiaokan::task::Cancelled>(())
/// ```
pub fn compare(left: Input<'_>, right: Input<'_>, cancel: &Cancel) -> Result<Comparison, Cancelled> {
    let texts = [&left.report.text, &right.report.text];
    let left = Side::new(left);
    let right = Side::new(right);
    cancel.check()?;
    let drafts = align::align(&left, &right, cancel)?;
    let rows = rows(&left, &right, &drafts, cancel)?;
    let statistics = Statistics::of(&rows, &left.text, &right.text);
    let differences = differences(&rows);
    let unchanged = figures::unchanged(&rows, texts[0], texts[1]);
    Ok(Comparison { rows, statistics, differences, unchanged })
}

impl Comparison {
    /// The first difference after a row, or the first of all.
    #[must_use]
    pub fn next_difference(&self, after: Option<usize>) -> Option<usize> {
        let from = after.map_or(0, |row| self.differences.partition_point(|&at| at <= row));
        self.differences.get(from).copied()
    }

    /// The last difference before a row, or the last of all.
    #[must_use]
    pub fn previous_difference(&self, before: Option<usize>) -> Option<usize> {
        let to =
            before.map_or(self.differences.len(), |row| self.differences.partition_point(|&at| at < row));
        to.checked_sub(1).map(|at| self.differences[at])
    }

    /// The row that contains a position of the left text, or the last one that begins before it. O(rows).
    #[must_use]
    pub fn row_from_left(&self, position: usize) -> Option<usize> {
        self.rows.iter().rposition(|row| row.left.is_some_and(|cell| cell.span.start <= position))
    }

    /// The row that contains a position of the right text, or the last one that begins before it. O(rows).
    #[must_use]
    pub fn row_from_right(&self, position: usize) -> Option<usize> {
        self.rows.iter().rposition(|row| row.right.is_some_and(|cell| cell.span.start <= position))
    }

    /// The same comparison with left and right exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self {
            rows: self.rows.iter().map(Row::mirrored).collect(),
            statistics: self.statistics.mirrored(),
            differences: self.differences.clone(),
            unchanged: self.mirrored_figures(),
        }
    }

    fn mirrored_figures(&self) -> HashMap<usize, Vec<[Span; 2]>> {
        let turned = |list: &Vec<[Span; 2]>| list.iter().map(|&[left, right]| [right, left]).collect();
        self.unchanged.iter().map(|(&row, list)| (row, turned(list))).collect()
    }
}

fn differences(rows: &[Row]) -> Vec<usize> {
    rows.iter().enumerate().filter(|(_, row)| row.is_difference()).map(|(index, _)| index).collect()
}

fn rows(left: &Side<'_>, right: &Side<'_>, drafts: &[Draft], cancel: &Cancel) -> Result<Vec<Row>, Cancelled> {
    let mut budget = Budget::default();
    let moved_right: HashMap<usize, usize> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.moved.is_some() && !draft.right.is_empty())
        .map(|(row, draft)| (draft.right.start, row))
        .collect();
    let mut rows: Vec<Row> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        cancel.check()?;
        rows.push(row(left, right, draft, &mut budget));
    }
    // The two rows of a moved paragraph are linked, and share their hunks, once both exist.
    for (index, draft) in drafts.iter().enumerate() {
        let Some(partner) = draft.moved.filter(|_| !draft.left.is_empty()) else { continue };
        cancel.check()?;
        let other = moved_right[&partner];
        let pair = Draft { left: draft.left.clone(), right: partner..partner + 1, moved: None };
        let found = difference(&paired(left, right, &pair), &mut budget);
        for (row, counterpart) in [(index, other), (other, index)] {
            rows[row].counterpart = Some(counterpart);
            rows[row].hunks.clone_from(&found.hunks);
            rows[row].similarity = found.similarity;
        }
    }
    Ok(rows)
}

fn row(left: &Side<'_>, right: &Side<'_>, draft: &Draft, budget: &mut Budget) -> Row {
    let (cell_l, cell_r) = (cell(&left.units[draft.left.clone()]), cell(&right.units[draft.right.clone()]));
    let kind = match (draft.moved, cell_l, cell_r) {
        (Some(_), ..) => RowKind::Moved,
        (None, Some(_), None) => RowKind::OnlyLeft,
        (None, None, _) => RowKind::OnlyRight,
        (None, Some(_), Some(_)) => {
            let found = difference(&paired(left, right, draft), budget);
            let kind = if found.is_equal { RowKind::Equal } else { RowKind::Changed };
            let (hunks, similarity) = (found.hunks, found.similarity);
            return Row { kind, left: cell_l, right: cell_r, counterpart: None, hunks, similarity };
        }
    };
    Row { kind, left: cell_l, right: cell_r, counterpart: None, hunks: Vec::new(), similarity: 0.0 }
}

/// Adjacent units as one cell, which has the role of the longest one.
fn cell(units: &[Unit]) -> Option<Cell> {
    let (first, last) = (units.first()?, units.last()?);
    let longest = units.iter().max_by_key(|unit| unit.len())?;
    let span = Span::new(first.cell.span.start, last.cell.span.end);
    Some(Cell { span, line: first.cell.line, ..longest.cell })
}

fn paired<'a>(left: &'a Side<'a>, right: &'a Side<'a>, draft: &Draft) -> Paired<'a> {
    let (l, r) = (&left.units[draft.left.clone()], &right.units[draft.right.clone()]);
    Paired {
        left,
        right,
        left_symbols: l[0].symbols.start..l[l.len() - 1].symbols.end,
        right_symbols: r[0].symbols.start..r[r.len() - 1].symbols.end,
        labels: l[0].label.zip(r[0].label),
    }
}
