//! What a worker does when reports are to be analysed: everything that is found in them, with names that outlive the
//! analysis. A pure function; who calls it on which thread is not decided here.

use std::sync::Arc;

use super::checked::by_line;
use super::{Document, Matrix, ProfileChoice, ReportId};
use crate::checks::{self, PartState, Selection};
use crate::duplicates::{
    COMPARED, Duplicates, Group, Input, Kind, Options, Phrases, difference, duplicates_with,
};
use crate::finding;
use crate::report::Report;
use crate::task::{Cancel, Cancelled};
use crate::text::Span;

/// What is to be analysed, and how.
#[derive(Clone, Debug)]
pub struct Task {
    /// The reports, in the order of the library.
    pub documents: Vec<(ReportId, Arc<Document>)>,
    /// Least length of a passage in normalised characters.
    pub min_length: usize,
    /// The set phrases; those that come with the program where there are none.
    pub phrases: Option<Arc<Phrases>>,
    /// Which checks are on.
    pub checks: Selection,
    /// By which profile parts are looked for. A file is read by whoever calls [`analyse`].
    pub profile: ProfileChoice,
}

/// Everything that was found.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The reports, in the order that `found` counts them in.
    pub reports: Vec<ReportId>,
    /// What stands twice.
    pub found: Duplicates,
    /// For each group of `found` the name that its verdict is kept under.
    pub keys: Vec<String>,
    /// For each group the stretches of each of its places that another place has differently; nothing where places are
    /// equal, or lie too far down a long list to be held against the first.
    pub changed: Vec<Vec<Vec<Span>>>,
    /// What the checks say, by report and place.
    pub checked: Vec<finding::Finding>,
    /// For each of `checked` the name that its verdict is kept under.
    pub check_keys: Vec<String>,
    /// For each report the parts of the profile; nothing where there is no profile.
    pub parts: Vec<Vec<PartState>>,
    /// The profile.
    pub profile: ProfileChoice,
    /// How much each report shares with each other.
    pub matrix: Arc<Matrix>,
}

/// Analyses reports. Takes as long as it takes: not for the thread that draws.
pub fn analyse(task: &Task, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    let inputs: Vec<Input<'_>> =
        task.documents.iter().map(|(_, d)| Input { report: &d.report, outline: &d.outline }).collect();
    let options = Options { min_length: task.min_length };
    let phrases = task.phrases.as_deref().unwrap_or_else(|| Phrases::rule_of_law());
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
    let lengths: Vec<usize> = task.documents.iter().map(|(_, document)| document.characters).collect();
    cancel.check()?;
    analysis.matrix = Arc::new(Matrix::new(&analysis, &lengths));
    Ok(analysis)
}

/// Runs the checks and looks for parts; of an analysis that is all there is in it.
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

/// Where the places of a near passage differ from its first place; of the first, where any of them differs from it.
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
