//! Analysing reports on a worker: passages, checks and parts, with keys that are the same in the next analysis. A pure
//! function.

use std::sync::Arc;

use super::figures::{Figures, figures};
use super::lines::by_line;
use super::matrix::Matrix;
use super::profile::ProfileChoice;
use crate::checks::{self, PartState, Selection};
use crate::duplicates::{
    COMPARED, Duplicates, Group, Input, Kind, Options, Phrases, difference, duplicates_with,
};
use crate::finding;
use crate::pairs::{self, Cases, Pairs};
use crate::report::Report;
use crate::session::library::{Document, ReportId};
use crate::task::{Cancel, Cancelled};
use crate::text::Span;

/// Reports to analyse, and options.
#[derive(Clone, Debug)]
pub struct Task {
    /// The reports, in the order of the library.
    pub documents: Vec<(ReportId, Arc<Document>)>,
    /// Minimum length of a passage in normalised characters.
    pub min_length: usize,
    /// Set phrases; `None` for the built-in ones.
    pub phrases: Option<Arc<Phrases>>,
    /// Texts that are set phrases in the review.
    pub excluded: Vec<String>,
    /// The checks that are on.
    pub checks: Selection,
    /// The profile of parts. A file must be read before [`analyse`] is called.
    pub profile: ProfileChoice,
}

/// The result of an analysis.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The reports, in the order that `found` counts them in.
    pub reports: Vec<ReportId>,
    /// Repeated passages.
    pub found: Duplicates,
    /// For each group of `found` the key of its verdict.
    pub keys: Vec<String>,
    /// For each group and place the spans that differ from another place; empty where places are equal, and beyond the
    /// first [`COMPARED`] places.
    pub changed: Vec<Vec<Vec<Span>>>,
    /// Findings of the checks, by report and place.
    pub checked: Vec<finding::Finding>,
    /// For each element of `checked` the key of its verdict.
    pub check_keys: Vec<String>,
    /// For each element of `checked` the figures that it is about; empty if it is about something else.
    pub figures: Vec<Figures>,
    /// Pairs and families of the reports.
    pub pairs: Box<Pairs>,
    /// What the reviewer decides on as one.
    pub cases: Box<Cases>,
    /// For each report the parts of the profile; empty without a usable profile.
    pub parts: Vec<Vec<PartState>>,
    /// The profile.
    pub profile: ProfileChoice,
    /// Share of text that each report has in common with each other one.
    pub matrix: Arc<Matrix>,
}

/// Analyses reports. Takes seconds on long reports: call it on a worker.
pub fn analyse(task: &Task, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    let inputs: Vec<Input<'_>> =
        task.documents.iter().map(|(_, d)| Input { report: &d.report, outline: &d.outline }).collect();
    let options = Options { min_length: task.min_length };
    let phrases = task.phrases.as_deref().unwrap_or_else(|| Phrases::rule_of_law());
    let with_texts = (!task.excluded.is_empty())
        .then(|| phrases.clone().with_texts(task.excluded.iter().map(String::as_str)));
    let phrases = with_texts.as_ref().unwrap_or(phrases);
    let (found, checked) =
        rayon::join(|| duplicates_with(&inputs, &options, phrases, cancel), || check(task, cancel));
    let (found, checked) = (found?, checked?);
    let mut keys = Vec::with_capacity(found.groups.len());
    let mut changed = Vec::with_capacity(found.groups.len());
    for group in &found.groups {
        cancel.check()?;
        keys.push(group.key(&inputs));
        changed.push(changes(group, &inputs));
    }
    let reports = task.documents.iter().map(|(id, _)| *id).collect();
    let mut analysis = Analysis { reports, found, keys, changed, ..checked };
    analysis.pairs = Box::new(pairs::pairs(&inputs, &analysis.found, &analysis.checked, cancel)?);
    let cases = pairs::cases(inputs.len(), &analysis.found.groups, &analysis.checked, &analysis.pairs);
    analysis.cases = Box::new(cases);
    cancel.check()?;
    analysis.matrix = Arc::new(Matrix::new(&analysis.reports, &analysis.pairs));
    Ok(analysis)
}

/// Runs the checks and finds the parts; leaves the rest of the analysis empty.
fn check(task: &Task, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    let mut analysis = Analysis::default();
    let inputs: Vec<checks::Input<'_>> = task
        .documents
        .iter()
        .map(|(_, document)| checks::Input { report: &document.report, outline: &document.outline })
        .collect();
    let reports: Vec<&Report> = inputs.iter().map(|input| input.report).collect();
    let pages = checks::Pages::new(&inputs, cancel)?;
    analysis.checked = pages.run(&task.checks, cancel)?;
    analysis.check_keys = analysis.checked.iter().map(|finding| finding.key(&reports)).collect();
    analysis.figures = analysis.checked.iter().map(|finding| figures(finding, &reports)).collect();
    for finding in &mut analysis.checked {
        finding.others = by_line(&finding.others, &reports);
    }
    if let Some(profile) = task.profile.profile() {
        cancel.check()?;
        analysis.parts = pages.parts(profile);
    }
    analysis.profile = task.profile.clone();
    Ok(analysis)
}

/// Spans where each place of a near passage differs from the first, and spans of the first that differ from any other.
fn changes(group: &Group, inputs: &[Input<'_>]) -> Vec<Vec<Span>> {
    if group.kind == Kind::Exact || group.boilerplate {
        return Vec::new();
    }
    let text = |place: usize| {
        let at = group.occurrences[place];
        (at.span.start, inputs[at.report].report.text.slice(at.span))
    };
    let moved = |span: Span, by: usize| Span::new(span.start + by, span.end + by);
    let (first_at, first) = text(0);
    let mut changed: Vec<Vec<Span>> = vec![Vec::new(); group.occurrences.len()];
    for place in 1..group.occurrences.len().min(COMPARED + 1) {
        let (at, other) = text(place);
        for differing in difference(first, other) {
            changed[0].push(moved(differing.left, first_at));
            changed[place].push(moved(differing.right, at));
        }
    }
    for spans in &mut changed {
        spans.retain(|span| !span.is_empty());
        spans.sort_unstable();
        spans.dedup();
    }
    changed
}
