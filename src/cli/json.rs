//! Output of `inspect --format json`: schema `jiaokan.inspection/1`, described in `docs/cli.md`. Names and values do not
//! depend on the language; only the reasons in `unreadable` are in words.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::inspection::Inspection;
use super::print::{rounded, write_value};
use crate::checks::{PartState, Status};
use crate::duplicates::Group;
use crate::finding::Finding;
use crate::i18n::Catalogue;
use crate::message::Argument;
use crate::pairs::{Family, Pair};
use crate::report::{Comment, NotRead, PlacedComment, PlacedRecognized, Reply, Report};
use crate::structure::Outline;
use crate::text::Span;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    reports: Vec<ReportEntry<'a>>,
    duplicates: Vec<GroupEntry<'a>>,
    /// Number of passages that a bound left out.
    passages_cut: usize,
    pairs: Vec<PairEntry<'a>>,
    families: Vec<FamilyEntry<'a>>,
    findings: Vec<FindingEntry<'a>>,
    unreadable: Vec<UnreadableEntry<'a>>,
}

#[derive(Serialize)]
struct ReportEntry<'a> {
    report: usize,
    path: Cow<'a, str>,
    /// Short name: what tells it from the other reports of the call.
    name: &'a str,
    format: &'static str,
    encoding: &'static str,
    sha256: &'a str,
    /// Number of pages; null if the format has none.
    pages: Option<u32>,
    /// Ids of the warnings of its reader.
    warnings: Vec<&'static str>,
    /// What a program read from pictures of pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_by: Option<ReadBy>,
    /// Numbers of parts that are not in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_read: Option<NotRead>,
    characters: usize,
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    sections: Vec<SectionEntry<'a>>,
    items: Vec<ItemEntry<'a>>,
    furniture: Vec<FurnitureEntry>,
    /// Comments of the document, which are not in the text.
    comments: Vec<CommentEntry<'a>>,
    parts: Vec<PartEntry<'a>>,
    duplication: Duplication,
}

/// Pages that were read by a program, and the lines of them that are doubtful.
#[derive(Serialize)]
struct ReadBy {
    reader: &'static str,
    pages: Vec<u32>,
    /// Mean confidence in their characters, from 0 to 1.
    confidence: f64,
    /// Lines and characters with a confidence of less than 0.9.
    doubtful: Vec<DoubtfulLine>,
}

#[derive(Serialize)]
struct DoubtfulLine {
    page: u32,
    #[serde(flatten)]
    span: Span,
    confidence: f64,
    characters: Vec<DoubtfulCharacter>,
}

#[derive(Serialize)]
struct DoubtfulCharacter {
    at: usize,
    confidence: f64,
}

/// A comment; start and end are null where its words are not in the text.
#[derive(Serialize)]
struct CommentEntry<'a> {
    author: &'a str,
    at: &'a str,
    text: &'a str,
    resolved: bool,
    replies: Vec<ReplyEntry<'a>>,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
struct ReplyEntry<'a> {
    author: &'a str,
    at: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct SectionEntry<'a> {
    level: u8,
    /// The page on which it begins, if the report has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
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
struct PartEntry<'a> {
    part: &'a str,
    status: &'static str,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    check: &'static str,
    severity: &'static str,
    report: usize,
    #[serde(flatten)]
    span: Span,
    line: usize,
    message: &'static str,
    arguments: BTreeMap<&'static str, &'a Argument>,
    /// The places that it was compared with.
    others: Vec<OccurrenceEntry>,
    /// Key of the finding; the same in every analysis of the same text.
    key: String,
}

#[derive(Serialize)]
struct Duplication {
    within: f64,
    shared: f64,
}

#[derive(Serialize)]
struct PairEntry<'a> {
    left: usize,
    right: usize,
    kind: &'static str,
    worth: f64,
    shared_left: f64,
    shared_right: f64,
    /// Indices into `duplicates`, in the order of the right report.
    passages: &'a [usize],
    /// Indices into `findings`.
    findings: &'a [usize],
}

#[derive(Serialize)]
struct FamilyEntry<'a> {
    reports: &'a [usize],
    passages: &'a [usize],
    worth: f64,
}

#[derive(Serialize)]
struct GroupEntry<'a> {
    group: usize,
    kind: &'static str,
    characters: usize,
    similarity: f64,
    kept: [f64; 2],
    shared: [f64; 2],
    figures_only: bool,
    boilerplate: bool,
    scope: &'static str,
    /// Whether the group is folded away and not counted as a finding.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    folded: bool,
    /// Score of the group's surprise: larger for text less likely to be written by two authors independently.
    worth: f64,
    /// Strings of five letters that two places share and that are rare elsewhere.
    rare: usize,
    reason: ReasonEntry,
    /// Key of the group; the same in every analysis of the same text.
    key: &'a str,
    occurrences: Vec<OccurrenceEntry>,
}

#[derive(Serialize)]
struct ReasonEntry {
    message: &'static str,
    arguments: BTreeMap<&'static str, Argument>,
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
    let reports: Vec<&Report> = found.reports.iter().collect();
    let groups = found.duplicates.groups.iter().enumerate();
    let unreadable = found.unreadable.iter().map(|error| UnreadableEntry {
        path: error.path.to_string_lossy(),
        reason: words.words(&error.reason.message()),
    });
    let document = Document {
        schema: "jiaokan.inspection/1",
        reports: (0..found.reports.len()).map(|report| report_entry(found, report, with_text)).collect(),
        duplicates: groups.map(|(index, group)| group_entry(found, index, group)).collect(),
        passages_cut: found.duplicates.cut,
        pairs: found.pairs.pairs.iter().map(pair_entry).collect(),
        families: found.pairs.families.iter().map(family_entry).collect(),
        findings: found.findings.iter().map(|finding| finding_entry(found, &reports, finding)).collect(),
        unreadable: unreadable.collect(),
    };
    write_value(out, &document)
}

fn report_entry(found: &Inspection, index: usize, with_text: bool) -> ReportEntry<'_> {
    let report = &found.reports[index];
    let outline = &found.outlines[index];
    let shares = found.duplicates.shares[index];
    ReportEntry {
        report: index,
        path: report.path.to_string_lossy(),
        name: &found.names[index],
        format: report.format.id(),
        encoding: report.encoding.name(),
        sha256: &report.sha256,
        pages: report.pages(),
        warnings: report.warnings.iter().map(|warning| warning.id()).collect(),
        read_by: report.recognized.as_ref().map(read_by),
        not_read: Some(report.not_read()).filter(|numbers| numbers.total() > 0),
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
        comments: report.comments.iter().map(comment_entry).collect(),
        parts: part_entries(found, index),
        duplication: Duplication { within: rounded(shares.within), shared: rounded(shares.shared) },
    }
}

fn read_by(recognized: &PlacedRecognized) -> ReadBy {
    let share = |thousandths: u16| f64::from(thousandths) / 1000.0;
    let doubtful = recognized.doubtful().map(|line| DoubtfulLine {
        page: line.page,
        span: line.span,
        confidence: share(line.confidence),
        characters: line
            .doubts
            .iter()
            .map(|(span, confidence)| DoubtfulCharacter { at: span.start, confidence: share(*confidence) })
            .collect(),
    });
    ReadBy {
        reader: "jiaokan",
        pages: recognized.pages.iter().map(|page| page.page).collect(),
        confidence: share(recognized.confidence),
        doubtful: doubtful.collect(),
    }
}

fn comment_entry(placed: &PlacedComment) -> CommentEntry<'_> {
    let Comment { author, at, text, resolved, replies, .. } = &placed.comment;
    CommentEntry {
        author,
        at,
        text,
        resolved: *resolved,
        replies: replies.iter().map(|Reply { author, at, text }| ReplyEntry { author, at, text }).collect(),
        start: placed.span.map(|span| span.start),
        end: placed.span.map(|span| span.end),
    }
}

fn sections<'a>(found: &'a Inspection, index: usize, outline: &Outline) -> Vec<SectionEntry<'a>> {
    let report = &found.reports[index];
    let text = &report.text;
    let entry = |section: &crate::structure::Section| SectionEntry {
        level: section.level,
        page: report.page_from_position(section.heading.start),
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

fn group_entry<'a>(found: &'a Inspection, index: usize, group: &Group) -> GroupEntry<'a> {
    let reason = group.reason();
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
        shared: group.surprise.shared.map(rounded),
        figures_only: group.figures_only,
        boilerplate: group.boilerplate,
        scope: group.scope.id(),
        folded: !group.boilerplate && found.pairs.folded[index],
        worth: rounded(group.surprise.score),
        rare: group.surprise.rare,
        reason: ReasonEntry { message: reason.id, arguments: reason.arguments.into_iter().collect() },
        key: &found.keys[index],
        occurrences: group.occurrences.iter().map(occurrence).collect(),
    }
}

/// The parts of a report; where no profile applies to it, those of the call's profile as absent.
fn part_entries(found: &Inspection, index: usize) -> Vec<PartEntry<'_>> {
    let states = &found.parts[index];
    if states.is_empty() {
        let absent = found.profile.parts.iter().map(|part| PartEntry {
            part: &part.id,
            status: Status::Absent.id(),
            start: None,
            end: None,
        });
        return absent.collect();
    }
    states.iter().map(part_entry).collect()
}

fn pair_entry(pair: &Pair) -> PairEntry<'_> {
    PairEntry {
        left: pair.left,
        right: pair.right,
        kind: pair.kind.id(),
        worth: rounded(pair.worth),
        shared_left: rounded(pair.shared_left),
        shared_right: rounded(pair.shared_right),
        passages: &pair.passages,
        findings: &pair.findings,
    }
}

fn family_entry(family: &Family) -> FamilyEntry<'_> {
    FamilyEntry { reports: &family.reports, passages: &family.passages, worth: rounded(family.worth) }
}

fn part_entry(state: &PartState) -> PartEntry<'_> {
    PartEntry {
        part: &state.part,
        status: state.status.id(),
        start: state.span.map(|span| span.start),
        end: state.span.map(|span| span.end),
    }
}

fn finding_entry<'a>(found: &Inspection, reports: &[&Report], finding: &'a Finding) -> FindingEntry<'a> {
    let other = |place: &crate::finding::Place| OccurrenceEntry {
        report: place.report,
        span: place.span,
        line: found.line(place.report, place.span.start),
    };
    let arguments = finding.message.arguments.iter();
    FindingEntry {
        check: finding.check,
        severity: finding.severity.id(),
        report: finding.place.report,
        span: finding.place.span,
        line: found.line(finding.place.report, finding.place.span.start),
        message: finding.message.id,
        arguments: arguments.map(|(name, value)| (*name, value)).collect(),
        others: finding.others.iter().map(other).collect(),
        key: finding.key(reports),
    }
}
