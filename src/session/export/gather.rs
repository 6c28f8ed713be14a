//! Copying an export's sources from the session.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::snapshot::Export;
use crate::export::{Format, Options};
use crate::i18n::Language;
use crate::report::Reason;
use crate::review::ReportKey;
use crate::review::store::reaches_elsewhere;
use crate::session::analysis::{AnalysisState, Task};
use crate::session::library::{Entry, EntryState, Library};
use crate::session::review::ReviewState;
use crate::session::work::Listing;

/// Sources of an export.
#[derive(Clone, Copy)]
pub(in crate::session) struct Sources<'a> {
    pub(in crate::session) library: &'a Library,
    pub(in crate::session) analysis: &'a AnalysisState,
    pub(in crate::session) review: &'a ReviewState,
    /// The work list, for the judgements that count.
    pub(in crate::session) listing: &'a Listing,
}

/// Destination and options of an export.
pub(in crate::session) struct Order {
    pub(in crate::session) format: Format,
    pub(in crate::session) into_folder: bool,
    pub(in crate::session) to: PathBuf,
    pub(in crate::session) options: Options,
    pub(in crate::session) language: Language,
    pub(in crate::session) ending: String,
    pub(in crate::session) all_reports: bool,
    pub(in crate::session) template: Option<PathBuf>,
    pub(in crate::session) task: Task,
    /// File of the review.
    pub(in crate::session) review_path: Option<PathBuf>,
}

/// Files that no export replaces: the review, its reports, and the open reports. Files on other computers that are not open
/// are left out: to compare them with a destination would contact those computers.
pub(in crate::session) fn kept_files(
    library: &Library,
    review: &ReviewState,
    review_path: Option<&Path>,
) -> Vec<PathBuf> {
    let open = library.entries().iter().filter(|entry| !entry.is_failed()).map(|entry| entry.path.as_path());
    let is_open = |path: &Path| library.at(path).is_some_and(|entry| !entry.is_failed());
    let listed = review.review().reports.iter().map(|report| report.path.as_path());
    let listed = listed.filter(|path| is_open(path) || !reaches_elsewhere(path, review_path));
    let mut kept: Vec<PathBuf> =
        review_path.into_iter().chain(listed).chain(open).map(Path::to_owned).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// Copies the review, and shares reports and findings. All open reports must have a key.
pub(in crate::session) fn snapshot(sources: Sources<'_>, order: Order) -> Export {
    let Sources { library, analysis, review, .. } = sources;
    let Order {
        format,
        into_folder,
        to,
        options,
        language,
        ending,
        all_reports,
        template,
        task,
        review_path,
    } = order;
    let key = |id| review.binding().key(id).expect("every open report has a key").clone();
    let keys: Vec<ReportKey> = task.documents.iter().map(|(id, _)| key(*id)).collect();
    let mut content = review.review().clone();
    content.reports.retain(|report| review.is_listed(report));
    // Identity is not looked up on other computers either: that would contact them.
    let is_elsewhere = |path: &Path| reaches_elsewhere(path, review_path.as_deref());
    let (mut to_read, mut unreadable) = (Vec::new(), Vec::new());
    let read: HashSet<&ReportKey> = keys.iter().collect();
    for report in content.reports.iter().filter(|report| !read.contains(&report.id)) {
        match library.at(&report.path).filter(|entry| Entry::is_failed(entry)).map(|entry| &entry.state) {
            Some(EntryState::Failed(reason)) => unreadable.push((report.id.clone(), reason.clone())),
            _ if is_elsewhere(&report.path) => {
                unreadable.push((report.id.clone(), Reason::Elsewhere.message()));
            }
            _ => to_read.push((report.id.clone(), report.path.clone())),
        }
    }
    let kept = kept_files(library, review, review_path.as_deref());
    Export {
        number: 0,
        format,
        to,
        into_folder,
        replace: Vec::new(),
        kept,
        options,
        analysis: analysis.result().cloned(),
        language,
        ending,
        all_reports,
        template,
        review: content,
        task,
        keys,
        to_read,
        unreadable,
    }
}
