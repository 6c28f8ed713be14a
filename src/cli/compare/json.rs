//! Output of `compare --format json`: schema `jiaokan.comparison/1`, described in `docs/compare.md`. It does not depend on
//! the language.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::super::print::{rounded, write_value};
use crate::compare::{Cell, Hunk, Role, Row, Statistics};
use crate::export::{ComparedReports, Side};
use crate::structure::Section;
use crate::text::Span;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    left: ReportEntry<'a>,
    right: ReportEntry<'a>,
    statistics: StatisticsEntry,
    rows: Vec<RowEntry>,
    differences: &'a [usize],
}

#[derive(Serialize)]
struct ReportEntry<'a> {
    path: Cow<'a, str>,
    format: &'static str,
    encoding: &'static str,
    sha256: &'a str,
    characters: usize,
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    sections: Vec<SectionEntry<'a>>,
}

#[derive(Serialize)]
struct SectionEntry<'a> {
    level: u8,
    label: &'a str,
    heading: &'a str,
    #[serde(flatten)]
    span: Span,
    body_end: usize,
    parent: Option<usize>,
}

#[derive(Serialize)]
struct StatisticsEntry {
    similarity: f64,
    left: usize,
    right: usize,
    equal: usize,
    changed_left: usize,
    changed_right: usize,
    moved_left: usize,
    moved_right: usize,
    removed: usize,
    added: usize,
    rows: RowCountsEntry,
}

#[derive(Serialize)]
struct RowCountsEntry {
    equal: usize,
    variants: usize,
    changed: usize,
    years_only: usize,
    moved: usize,
    removed: usize,
    added: usize,
}

#[derive(Serialize)]
struct RowEntry {
    row: usize,
    kind: &'static str,
    role: &'static str,
    left: Option<CellEntry>,
    right: Option<CellEntry>,
    counterpart: Option<usize>,
    similarity: f64,
    variant: bool,
    years_only: bool,
    hunks: Vec<HunkEntry>,
}

#[derive(Serialize)]
struct CellEntry {
    #[serde(flatten)]
    span: Span,
    line: usize,
    section: Option<usize>,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
}

#[derive(Serialize)]
struct HunkEntry {
    kind: &'static str,
    left: Span,
    right: Span,
}

/// Writes a comparison as one JSON document.
pub(super) fn write(out: &mut dyn Write, found: &ComparedReports<'_>, with_text: bool) -> io::Result<()> {
    let comparison = &found.comparison;
    let document = Document {
        schema: "jiaokan.comparison/1",
        left: report_entry(found.left, with_text),
        right: report_entry(found.right, with_text),
        statistics: statistics_entry(&comparison.statistics),
        rows: comparison.rows.iter().enumerate().map(|(index, row)| row_entry(index, row)).collect(),
        differences: &comparison.differences,
    };
    write_value(out, &document)
}

fn report_entry(part: Side<'_>, with_text: bool) -> ReportEntry<'_> {
    let report = &part.report;
    let section = |section: &Section| SectionEntry {
        level: section.level,
        label: part.slice(section.label),
        heading: part.slice(section.words()).trim(),
        span: section.heading,
        body_end: section.body_end,
        parent: section.parent,
    };
    ReportEntry {
        path: report.path.to_string_lossy(),
        format: report.format.id(),
        encoding: report.encoding.name(),
        sha256: &report.sha256,
        characters: report.text.characters(),
        title: part.title(),
        text: with_text.then(|| report.text.as_str()),
        sections: part.outline.sections.iter().map(section).collect(),
    }
}

fn statistics_entry(s: &Statistics) -> StatisticsEntry {
    let rows = RowCountsEntry {
        equal: s.rows.equal,
        variants: s.rows.variants,
        changed: s.rows.changed,
        years_only: s.rows.years_only,
        moved: s.rows.moved,
        removed: s.rows.removed,
        added: s.rows.added,
    };
    StatisticsEntry {
        similarity: rounded(s.similarity()),
        left: s.left,
        right: s.right,
        equal: s.equal,
        changed_left: s.changed_left,
        changed_right: s.changed_right,
        moved_left: s.moved_left,
        moved_right: s.moved_right,
        removed: s.removed,
        added: s.added,
        rows,
    }
}

fn row_entry(index: usize, row: &Row) -> RowEntry {
    let hunk = |hunk: &Hunk| HunkEntry { kind: hunk.kind.id(), left: hunk.left, right: hunk.right };
    RowEntry {
        row: index,
        kind: row.kind.id(),
        role: row.role().id(),
        left: row.left.map(cell_entry),
        right: row.right.map(cell_entry),
        counterpart: row.counterpart,
        similarity: rounded(row.similarity),
        variant: row.is_variant(),
        years_only: row.is_years_only(),
        hunks: row.hunks.iter().map(hunk).collect(),
    }
}

fn cell_entry(cell: Cell) -> CellEntry {
    let level = if let Role::Heading(level) = cell.role { Some(level) } else { None };
    CellEntry { span: cell.span, line: cell.line + 1, section: cell.section, role: cell.role.id(), level }
}
