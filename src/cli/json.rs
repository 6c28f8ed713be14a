//! What `inspect --format json` prints: schema `jiaokan.inspection/1`. Names and values never depend on the language;
//! only the reasons in `unreadable` are words.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::inspect::Inspection;
use crate::duplicates::Group;
use crate::i18n::Catalogue;
use crate::structure::Outline;
use crate::text::Span;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    reports: Vec<ReportEntry<'a>>,
    duplicates: Vec<GroupEntry>,
    /// Checks are not part of this version: always empty.
    findings: [(); 0],
    unreadable: Vec<UnreadableEntry<'a>>,
}

#[derive(Serialize)]
struct ReportEntry<'a> {
    report: usize,
    path: Cow<'a, str>,
    format: &'static str,
    encoding: &'static str,
    sha256: &'a str,
    characters: usize,
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    sections: Vec<SectionEntry<'a>>,
    items: Vec<ItemEntry<'a>>,
    furniture: Vec<FurnitureEntry>,
    /// Profiles are not part of this version: always empty.
    parts: [(); 0],
    duplication: Duplication,
}

#[derive(Serialize)]
struct SectionEntry<'a> {
    level: u8,
    label: &'a str,
    heading: &'a str,
    placement: &'static str,
    #[serde(flatten)]
    span: Span,
    body_end: usize,
    line: usize,
    parent: Option<usize>,
}

#[derive(Serialize)]
struct ItemEntry<'a> {
    label: &'a str,
    #[serde(flatten)]
    span: Span,
}

#[derive(Serialize)]
struct FurnitureEntry {
    kind: &'static str,
    #[serde(flatten)]
    span: Span,
}

#[derive(Serialize)]
struct Duplication {
    within: f64,
    shared: f64,
}

#[derive(Serialize)]
struct GroupEntry {
    group: usize,
    kind: &'static str,
    characters: usize,
    similarity: f64,
    kept: [f64; 2],
    figures_only: bool,
    boilerplate: bool,
    scope: &'static str,
    occurrences: Vec<OccurrenceEntry>,
}

#[derive(Serialize)]
struct OccurrenceEntry {
    report: usize,
    #[serde(flatten)]
    span: Span,
    line: usize,
}

#[derive(Serialize)]
struct UnreadableEntry<'a> {
    path: Cow<'a, str>,
    reason: String,
}

/// Writes an inspection, followed by a line end.
pub(super) fn write(
    out: &mut dyn Write,
    found: &Inspection,
    with_text: bool,
    words: &Catalogue,
) -> io::Result<()> {
    let groups = found.duplicates.groups.iter().enumerate();
    let unreadable = found.unreadable.iter().map(|error| UnreadableEntry {
        path: error.path.to_string_lossy(),
        reason: words.words(&error.reason.message()),
    });
    let document = Document {
        schema: "jiaokan.inspection/1",
        reports: (0..found.reports.len()).map(|report| report_entry(found, report, with_text)).collect(),
        duplicates: groups.map(|(index, group)| group_entry(found, index, group)).collect(),
        findings: [],
        unreadable: unreadable.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn report_entry(found: &Inspection, index: usize, with_text: bool) -> ReportEntry<'_> {
    let report = &found.reports[index];
    let outline = &found.outlines[index];
    let shares = found.duplicates.shares[index];
    ReportEntry {
        report: index,
        path: report.path.to_string_lossy(),
        format: report.format.id(),
        encoding: report.encoding.name(),
        sha256: &report.sha256,
        characters: report.text.characters(),
        title: found.title(index),
        text: with_text.then(|| report.text.as_str()),
        sections: sections(found, index, outline),
        items: outline
            .items
            .iter()
            .map(|item| ItemEntry { label: report.text.slice(item.label), span: item.label })
            .collect(),
        furniture: outline
            .furniture
            .iter()
            .map(|furniture| FurnitureEntry { kind: furniture.kind.id(), span: furniture.span })
            .collect(),
        parts: [],
        duplication: Duplication { within: rounded(shares.within), shared: rounded(shares.shared) },
    }
}

fn sections<'a>(found: &'a Inspection, index: usize, outline: &Outline) -> Vec<SectionEntry<'a>> {
    let text = &found.reports[index].text;
    let entry = |section: &crate::structure::Section| SectionEntry {
        level: section.level,
        label: text.slice(section.label),
        heading: text.slice(section.words()).trim(),
        placement: section.placement.id(),
        span: section.heading,
        body_end: section.body_end,
        line: found.line(index, section.heading.start),
        parent: section.parent,
    };
    outline.sections.iter().map(entry).collect()
}

fn group_entry(found: &Inspection, index: usize, group: &Group) -> GroupEntry {
    let occurrence = |place: &crate::duplicates::Occurrence| OccurrenceEntry {
        report: place.report,
        span: place.span,
        line: found.line(place.report, place.span.start),
    };
    GroupEntry {
        group: index,
        kind: group.kind.id(),
        characters: group.characters,
        similarity: rounded(group.similarity),
        kept: group.kept.map(rounded),
        figures_only: group.figures_only,
        boilerplate: group.boilerplate,
        scope: group.scope.id(),
        occurrences: group.occurrences.iter().map(occurrence).collect(),
    }
}

/// To four digits, without what single precision adds behind them.
fn rounded(share: f32) -> f64 {
    (f64::from(share) * 10_000.0).round() / 10_000.0
}
