//! Counting the items that an export would write, by the writer's rules, without placing notes.

use std::collections::HashSet;

use super::gather::Sources;
use crate::export::{Format, Options};
use crate::report::{Format as ReportFormat, file_name};
use crate::review::{Judgement, ReportEntry, ReportKey};
use crate::session::analysis::MarkKind;
use crate::session::library::Entry;

/// Content of an export, counted before it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportPreview {
    /// Number of notes.
    pub notes: usize,
    /// Number of findings, for Word of those that become comments; `None` until the analysis is done.
    pub findings: Option<usize>,
    /// Every report of the review with its short name.
    pub offered: Vec<(ReportKey, String)>,
    /// The reports in the export, as files for Word.
    pub reports: Vec<WordFile>,
    /// Number of notes in the list, if it leaves notes out.
    pub listed: Option<usize>,
}

/// A report as a file for Word or a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordFile {
    /// The report's short name.
    pub name: String,
    /// Whether its own file is of the format's kind, and is copied with the notes added.
    pub has_original: bool,
}

/// Counts the items that an export with these options would write. Linear in notes, findings and reports.
/// Of a format with a file for each report only those that may carry a comment are listed, unless `all_reports` is set or
/// there is but one.
pub(in crate::session) fn preview(
    sources: Sources<'_>,
    options: &Options,
    format: Format,
    all_reports: bool,
    impossible: &HashSet<String>,
) -> ExportPreview {
    let Sources { analysis, review, .. } = sources;
    let reports = review.review().reports.iter().filter(|report| review.is_listed(report));
    let listed: Vec<(&ReportEntry, WordFile)> =
        reports.map(|report| (report, word_file(sources, report, format, impossible))).collect();
    let offered = listed.iter().map(|(report, file)| (report.id.clone(), file.name.clone())).collect();
    let mut shown = listed;
    shown.retain(|(report, _)| options.admits_report(&report.id));
    if format.is_by_report() && !all_reports && shown.len() > 1 {
        shown.retain(|(report, _)| options.may_comment_on(review.review(), &report.id));
    }
    ExportPreview {
        notes: review.review().notes.iter().filter(|note| options.admits_note(note)).count(),
        findings: analysis.result().is_some().then(|| count_findings(sources, options, format)),
        offered,
        reports: shown.into_iter().map(|(_, file)| file).collect(),
        listed: review.is_list_narrowed().then_some(review.list().listed.len()),
    }
}

fn count_findings(sources: Sources<'_>, options: &Options, format: Format) -> usize {
    let Sources { analysis, review, listing, .. } = sources;
    let for_word = format.is_by_report();
    let mut known: HashSet<&str> = HashSet::new();
    let mut count = 0;
    for (index, finding) in analysis.findings().list.iter().enumerate() {
        known.insert(&finding.key);
        let verdict = review.verdict(&finding.key);
        let judgement = listing.judgement(index);
        // Set phrases are exported only if they were judged; Word comments are made of confirmed findings only.
        let is_phrase = finding.kind == MarkKind::Phrase && verdict.is_none();
        if is_phrase || for_word && judgement != Some(Judgement::Confirmed) {
            continue;
        }
        let places = finding.places.iter().filter_map(|place| review.binding().key(place.report));
        count += usize::from(options.admits_finding(judgement, places));
    }
    // A finding that no longer exists has no text to comment on.
    if for_word {
        return count;
    }
    let none: [&ReportKey; 0] = [];
    let gone = review.review().verdicts.iter().filter(|verdict| known.insert(&verdict.finding));
    count + gone.filter(|verdict| options.admits_finding(Some(verdict.verdict), none)).count()
}

fn word_file(
    sources: Sources<'_>,
    report: &ReportEntry,
    format: Format,
    impossible: &HashSet<String>,
) -> WordFile {
    let kind = if format == Format::Pdf { ReportFormat::Pdf } else { ReportFormat::Docx };
    let Sources { library, review, .. } = sources;
    let entry = review.binding().report(&report.id).and_then(|id| library.entry(id));
    let name = entry.map_or(report.title.as_str(), |entry| library.name(entry.id));
    WordFile {
        name: if name.is_empty() { file_name(&report.path) } else { name.to_owned() },
        has_original: entry.and_then(Entry::document).is_some_and(|document| {
            document.report.format == kind && !impossible.contains(&document.report.sha256)
        }),
    }
}
