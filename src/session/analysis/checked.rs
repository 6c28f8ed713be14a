//! Findings of checks in the list of findings.

use super::check::Checked;
use super::figures::Figures;
use super::finding::{Finding, MarkKind, Place};
use crate::checks;
use crate::finding;
use crate::session::library::ReportId;

/// Converts a finding of a check; `reports` maps the analysis' report numbers to ids.
pub(super) fn from_check(
    found: &finding::Finding,
    key: &str,
    (own, there): &Figures,
    reports: &[ReportId],
) -> Finding {
    let name = checks::all().into_iter().find(|about| about.id == found.check).map_or("", |about| about.name);
    let place = |place: &finding::Place| Place { report: reports[place.report], span: place.span };
    let first = place(&found.place);
    let others = found.others.iter().map(place).filter(|other| *other != first);
    let places: Vec<Place> = std::iter::once(first).chain(others).collect();
    let message = found.message.clone();
    let count = places.len();
    let figures = places.iter().enumerate().map(|(order, place)| {
        let inside = there
            .iter()
            .filter(|(report, span)| reports[*report] == place.report && place.span.covers(*span));
        if order == 0 { own.clone() } else { inside.map(|(_, span)| *span).collect() }
    });
    let figures = figures.collect();
    Finding {
        kind: MarkKind::Check,
        check: Some(Checked { id: found.check, name, severity: found.severity, message }),
        key: key.to_owned(),
        characters: found.place.span.len(),
        similarity: 1.0,
        kept: [1.0; 2],
        figures_only: false,
        changed: vec![Vec::new(); count],
        variants: 0,
        reason: None,
        figures,
        places,
    }
}
