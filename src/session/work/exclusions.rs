//! Which findings the rules of the review exclude.

use super::sources::Sources;
use crate::review::{ReportKey, Rules, Subject};

/// For each finding the index of the first rule that excludes it. Without rules about text, linear in the places of the
/// findings and the rules; with them, linear in the text of the findings as well.
pub(super) fn exclusions(sources: Sources<'_>) -> Vec<Option<usize>> {
    let list = &sources.findings.list;
    let rules = Rules::new(&sources.review.review().exclusions);
    if rules.is_empty() {
        return vec![None; list.len()];
    }
    let excluded = list.iter().map(|finding| {
        let key = |place: &crate::session::analysis::Place| sources.review.binding().key(place.report);
        let reports: Vec<Option<&ReportKey>> = finding.places.iter().map(key).collect();
        let check = finding.check.as_ref().map(|check| check.id);
        let text = |place: usize| {
            let place = finding.places[place];
            sources.library.document(place.report).map(|document| document.text().slice(place.span))
        };
        rules.first(Subject { check, reports: &reports }, text).map(|(index, _)| index)
    });
    excluded.collect()
}
