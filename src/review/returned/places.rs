//! The reports of a review that are open, and the text of new notes in them.

use std::collections::HashMap;

use crate::report::Report;
use crate::review::{ReportKey, Resolver, Review, State, Target};
use crate::structure::Outline;
use crate::text::Span;

/// Reports of the review by their keys.
pub type Opened<'a> = HashMap<ReportKey, (&'a Report, &'a Outline)>;

/// Finds the text of notes in the open reports.
pub(super) struct Finder<'a> {
    opened: &'a Opened<'a>,
    resolvers: HashMap<ReportKey, Resolver<'a>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(opened: &'a Opened<'a>) -> Self {
        Self { opened, resolvers: HashMap::new() }
    }

    /// The report with this key, if it is open.
    pub(super) fn report(&self, key: &ReportKey) -> Option<&'a Report> {
        self.opened.get(key).map(|(report, _)| *report)
    }

    /// The target in the first of these reports in which its text is found, and whether it is found without doubt. Else
    /// the target as it was in the file, in the first of them.
    pub(super) fn find(&mut self, target: &Target, keys: &[ReportKey]) -> (Target, bool) {
        for key in keys {
            let Some((report, outline)) = self.opened.get(key).copied() else { continue };
            let resolver =
                self.resolvers.entry(key.clone()).or_insert_with(|| Resolver::new(report, outline, None));
            let asked = Target { report: key.clone(), ..target.clone() };
            let placement = resolver.resolve(&asked);
            if let (State::Anchored | State::Moved, Some(span)) = (placement.state, placement.span) {
                let section = outline.headings_over(&report.text, span.start);
                return (Target::at(key.clone(), &report.text, span, section), true);
            }
        }
        let report = keys.first().cloned().unwrap_or_else(|| target.report.clone());
        (Target { report, ..target.clone() }, false)
    }
}

/// The reports that a document is a copy of: those of the notes that were exported with it, or else the one whose text
/// it has, or whose name. Empty if there is none.
pub(super) fn reports_of(review: &Review, document: &Report, opened: &Opened<'_>) -> Vec<ReportKey> {
    let mut keys: Vec<ReportKey> = Vec::new();
    let mut add = |key: &ReportKey| {
        if !keys.contains(key) && review.report(key).is_some() {
            keys.push(key.clone());
        }
    };
    let notes: HashMap<&str, &crate::review::Note> =
        review.notes.iter().map(|note| (note.id.as_str(), note)).collect();
    for sent in &document.sent {
        let target = sent.target.and_then(|at| notes.get(sent.note.as_str())?.targets.get(at));
        if let Some(target) = target {
            add(&target.report);
        }
        let same = |sha256: &str| !sha256.is_empty() && sha256 == sent.report_sha256;
        if let Some(entry) = review.reports.iter().find(|entry| same(&entry.sha256)) {
            add(&entry.id);
        } else if sent.review == review.created.as_str() {
            add(&ReportKey::from(sent.report.as_str()));
        }
    }
    if !keys.is_empty() {
        return keys;
    }
    let is_copy = |key: &ReportKey| {
        opened.get(key).is_some_and(|(report, _)| report.text.as_str() == document.text.as_str())
    };
    let stem = |path: &std::path::Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = stem(&document.path);
    let is_named = |path: &std::path::Path| {
        let own = stem(path);
        !own.is_empty()
            && (own == name || name.strip_prefix(&own).is_some_and(|rest| rest.starts_with(['-', ' ', '('])))
    };
    let reports = || review.reports.iter();
    let found = reports().find(|entry| is_copy(&entry.id)).or_else(|| {
        reports().filter(|entry| is_named(&entry.path)).max_by_key(|entry| stem(&entry.path).len())
    });
    found.map(|entry| entry.id.clone()).into_iter().collect()
}

/// The text that a comment is about; the whole line for a comment at a point.
pub(super) fn widened(document: &Report, span: Span) -> Span {
    if span.is_empty() { document.text.line_span(document.text.line_from_position(span.start)) } else { span }
}
