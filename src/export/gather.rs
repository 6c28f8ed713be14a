//! Builds the sheet: filters the review, resolves its notes in the reports as they are now, and assigns its verdicts
//! to the findings of a new analysis. Does no input or output.

mod findings;

use std::collections::{HashMap, HashSet};

use super::Options;
use super::sheet::{FindingRow, Line, LineKind, NoteRow, Passage, Place, ReportSheet, Sheet, Totals};
use crate::duplicates::{Duplicates, Input};
use crate::figures::{self, Figure};
use crate::finding::Finding;
use crate::i18n::Language;
use crate::message::Message;
use crate::pairs::{Cases, Pairs};
use crate::report::{Named, Report, Role, file_stem, short_names};
use crate::review::{
    Judgement, Placement, Reply, ReportEntry, ReportKey, Resolver, Review, State, Status, Time,
};
use crate::structure::{Outline, Placement as HeadingPlacement};
use crate::text::Span;

/// The inputs of a sheet.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The review.
    pub review: &'a Review,
    /// The reports that could be read, in the order of the analysis.
    pub inputs: &'a [Input<'a>],
    /// Keys of `inputs` in the review.
    pub keys: &'a [ReportKey],
    /// Reports that could not be read, with the reason.
    pub unreadable: &'a [(ReportKey, Message)],
    /// Duplicates found in `inputs`.
    pub duplicates: &'a Duplicates,
    /// Findings of the checks in `inputs`.
    pub findings: &'a [Finding],
    /// The pairs of `inputs`, for their worth.
    pub pairs: &'a Pairs,
    /// The cases of `inputs`, for the order of the findings.
    pub cases: &'a Cases,
}

/// Gathers everything to be exported. The cost is that of resolving the notes ([`Resolver::resolve`]), plus time
/// linear in notes, findings and texts.
#[must_use]
pub fn sheet(material: Material<'_>, options: &Options, language: Language) -> Sheet {
    let gatherer = Gatherer::new(material, options);
    let notes = gatherer.notes();
    let (findings, excluded) = gatherer.findings();
    let pairs = gatherer.pairs();
    let mut reports = gatherer.reports();
    for report in notes.iter().flat_map(|note| once_each(note.places.iter().filter_map(|place| place.report)))
    {
        reports[report].notes += 1;
    }
    for report in findings.iter().flat_map(|row| once_each(row.places.iter().map(|place| place.report))) {
        reports[report].findings += 1;
    }
    let figures = gatherer.figures();
    let slices: Vec<&[Figure]> = figures.iter().map(Vec::as_slice).collect();
    let review = material.review;
    let mut rows = figures::rows(&slices, &review.ledger_decisions());
    rows.retain(|row| !row.hidden);
    Sheet {
        language,
        title: review.title.clone(),
        created: review.created.clone(),
        modified: review.modified.clone(),
        exported: Time::now(),
        folder: None,
        totals: Totals { excluded, ..totals(&notes, &findings) },
        reports,
        notes,
        findings,
        pairs,
        figures,
        rows,
    }
}

fn once_each(reports: impl Iterator<Item = usize>) -> HashSet<usize> {
    reports.collect()
}

fn totals(notes: &[NoteRow], findings: &[FindingRow]) -> Totals {
    let mut totals = Totals::default();
    for note in notes {
        match note.status {
            Status::Open => totals.open += 1,
            Status::Resolved => totals.resolved += 1,
        }
        for place in &note.places {
            match place.state {
                State::Anchored | State::Moved => totals.placed += 1,
                State::Uncertain => totals.uncertain += 1,
                State::Orphan => totals.orphans += 1,
            }
        }
    }
    for row in findings {
        match row.judgement {
            Some(Judgement::Confirmed) => totals.confirmed += 1,
            Some(Judgement::Dismissed) => totals.dismissed += 1,
            None => totals.undecided += 1,
        }
    }
    totals
}

struct Gatherer<'a> {
    material: Material<'a>,
    options: &'a Options,
    /// Index in the review's reports by key; a repeated key means the first.
    index: HashMap<&'a ReportKey, usize>,
    /// Index in the review's reports, per input.
    of_input: Vec<Option<usize>>,
    /// Index of the input, per report of the review.
    input_of: Vec<Option<usize>>,
}

impl<'a> Gatherer<'a> {
    fn new(material: Material<'a>, options: &'a Options) -> Self {
        let mut index = HashMap::new();
        for (at, entry) in material.review.reports.iter().enumerate() {
            index.entry(&entry.id).or_insert(at);
        }
        let of_input: Vec<Option<usize>> = material.keys.iter().map(|key| index.get(key).copied()).collect();
        let mut input_of = vec![None; material.review.reports.len()];
        for (input, report) in of_input.iter().enumerate() {
            if let Some(report) = report {
                input_of[*report] = Some(input);
            }
        }
        Self { material, options, index, of_input, input_of }
    }

    /// The figures of the reports whose text is exported.
    fn figures(&self) -> Vec<Vec<Figure>> {
        let of_report = |input: &Option<usize>, report: &ReportEntry| {
            let input =
                input.filter(|_| self.options.admits_report(&report.id)).map(|at| &self.material.inputs[at]);
            input.map_or_else(Vec::new, |input| figures::figures(input.report, input.outline))
        };
        self.input_of
            .iter()
            .zip(&self.material.review.reports)
            .map(|(input, entry)| of_report(input, entry))
            .collect()
    }

    fn reports(&self) -> Vec<ReportSheet> {
        let unreadable: HashMap<&ReportKey, &Message> =
            self.material.unreadable.iter().map(|(key, reason)| (key, reason)).collect();
        let entries = self.material.review.reports.iter().enumerate();
        let mut reports: Vec<ReportSheet> = entries
            .map(|(at, entry)| {
                let mut sheet = match self.input_of[at] {
                    Some(input) => {
                        let shares = self.material.duplicates.shares.get(input).copied().unwrap_or_default();
                        let mut sheet = read(entry, self.material.inputs[input]);
                        (sheet.within, sheet.shared) = (shares.within, shares.shared);
                        sheet
                    }
                    None => unread(entry),
                };
                if self.input_of[at].is_none() {
                    let reason = unreadable.get(&entry.id).map(|&reason| reason.clone());
                    sheet.unreadable = Some(reason.unwrap_or_else(|| Message::new("export-not-read")));
                }
                sheet
            })
            .collect();
        for (report, entry) in reports.iter_mut().zip(&self.material.review.reports) {
            report.is_shown = self.options.admits_report(&entry.id);
        }
        name_shortly(&mut reports);
        reports
    }

    fn notes(&self) -> Vec<NoteRow> {
        let notes = self.material.review.notes.iter().enumerate();
        let notes = notes.filter(|(_, note)| self.options.admits_note(note));
        let mut resolvers: HashMap<usize, Resolver<'_>> = HashMap::new();
        notes
            .map(|(index, note)| NoteRow {
                number: index + 1,
                id: note.id.as_str().to_owned(),
                category: note.category.clone(),
                severity: note.severity,
                status: note.status,
                tags: note.tags.clone(),
                author: note.author.clone(),
                created: note.created.clone(),
                modified: note.modified.clone(),
                body: with_line_ends(&note.body),
                replies: note
                    .replies
                    .iter()
                    .map(|reply| Reply { body: with_line_ends(&reply.body), ..reply.clone() })
                    .collect(),
                places: note
                    .targets
                    .iter()
                    .map(|target| {
                        let report = self.index.get(&target.report).copied();
                        let input = report.and_then(|report| self.input_of[report]);
                        let placement = input.map_or(Placement::ORPHAN, |input| {
                            let Input { report, outline } = self.material.inputs[input];
                            let known = self.of_input[input].map(|at| &self.material.review.reports[at]);
                            let resolver = resolvers
                                .entry(input)
                                .or_insert_with(|| Resolver::new(report, outline, known));
                            resolver.resolve(target)
                        });
                        let found = input.zip(placement.span).map(|(input, span)| self.passage(input, span));
                        Place {
                            report,
                            quote: target.quote().into_owned(),
                            prefix: target.prefix.clone(),
                            suffix: target.suffix.clone(),
                            state: placement.state,
                            span: placement.span,
                            line: found.as_ref().map(|found| found.line),
                            page: found.as_ref().and_then(|found| found.page),
                            section: found.map_or_else(|| target.section.clone(), |found| found.section),
                        }
                    })
                    .collect(),
            })
            .collect()
    }

    /// A span of an input with its line, page and headings.
    fn passage(&self, input: usize, span: Span) -> Passage {
        let Input { report, outline } = self.material.inputs[input];
        Passage {
            report: self.of_input[input].unwrap_or_default(),
            span,
            line: report.text.line_from_position(span.start) + 1,
            page: report.page_from_position(span.start),
            section: outline.headings_over(&report.text, span.start),
        }
    }
}

fn unread(entry: &ReportEntry) -> ReportSheet {
    let name = entry.path.file_name().unwrap_or(entry.path.as_os_str()).to_string_lossy();
    ReportSheet {
        key: entry.id.as_str().to_owned(),
        path: entry.path.clone(),
        title: if entry.title.is_empty() { name.into_owned() } else { entry.title.clone() },
        short: String::new(),
        is_shown: true,
        unreadable: None,
        warnings: Vec::new(),
        text: crate::text::SourceText::default(),
        lines: Vec::new(),
        format: String::new(),
        sha256: entry.sha256.clone(),
        characters: entry.characters,
        within: 0.0,
        shared: 0.0,
        notes: 0,
        findings: 0,
        pages: None,
    }
}

fn read(entry: &ReportEntry, input: Input<'_>) -> ReportSheet {
    let Input { report, outline } = input;
    let title = outline.title.map_or("", |title| report.text.slice(title).trim());
    let known = unread(entry);
    ReportSheet {
        title: if title.is_empty() { known.title } else { title.to_owned() },
        warnings: report.warnings.iter().map(|warning| warning.message()).collect(),
        text: report.text.clone(),
        lines: lines(report, outline),
        format: report.format.name().to_owned(),
        sha256: report.sha256.clone(),
        characters: report.text.characters(),
        pages: report.pages(),
        ..known
    }
}

/// Gives each report a short name, as in the window.
fn name_shortly(reports: &mut [ReportSheet]) {
    let stems: Vec<String> = reports.iter().map(|report| file_stem(&report.path)).collect();
    let files: Vec<String> = reports.iter().map(ReportSheet::file_name).collect();
    let named = reports.iter().zip(&stems).zip(&files).map(|((report, stem), file)| {
        // Without a title the file name stands for it.
        let title = if report.title == *file { "" } else { &report.title };
        Named { title, stem }
    });
    let names = short_names(&named.collect::<Vec<_>>());
    for (report, name) in reports.iter_mut().zip(names) {
        report.short = name;
    }
}

/// Text of a note with `\n` at line ends.
fn with_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The lines of a report with the kind of each.
fn lines(report: &Report, outline: &Outline) -> Vec<Line> {
    let mut sections = outline.sections.iter().peekable();
    let mut furniture = outline.furniture.iter().peekable();
    let words = report.text.lines().filter(|(_, line)| !line.trim().is_empty());
    words
        .map(|(span, _)| {
            while furniture.next_if(|piece| piece.span.end <= span.start).is_some() {}
            let block = report.block_from_position(span.start);
            let page = block.and_then(|block| block.page);
            let mut line = Line { span, kind: LineKind::Paragraph, run_in: 0, page };
            while let Some(section) = sections.next_if(|section| section.heading.start < span.end) {
                if section.heading.start < span.start {
                    continue;
                }
                match section.placement {
                    HeadingPlacement::Standalone => line.kind = LineKind::Heading(section.level),
                    HeadingPlacement::RunIn => {
                        line.run_in = section.heading.end.min(span.end) - span.start;
                    }
                }
            }
            if furniture.peek().is_some_and(|piece| piece.span.overlaps(span)) {
                line.kind = LineKind::Furniture;
            } else if outline.title.is_some_and(|title| title.overlaps(span))
                || block.is_some_and(|block| block.role == Role::Title)
            {
                line.kind = LineKind::Title;
            }
            line
        })
        .collect()
}
