//! Findings of checks in the list of findings: their conversion, and their rank among the passages.

use super::check::Checked;
use super::finding::{Finding, MarkKind, Place};
use crate::checks;
use crate::finding::{self, Severity};
use crate::session::library::ReportId;

/// Minimum length in normalised characters of a passage that ranks above every check: a repeated body of text.
const BODY: usize = 1_000;
/// Minimum length in normalised characters of a passage that ranks above warnings.
const LONG: usize = 100;

/// Converts a finding of a check; `reports` maps the analysis' report numbers to ids.
pub(super) fn from_check(found: &finding::Finding, key: &str, reports: &[ReportId]) -> Finding {
    let name = checks::all().into_iter().find(|about| about.id == found.check).map_or("", |about| about.name);
    let place = |place: &finding::Place| Place { report: reports[place.report], span: place.span };
    let first = place(&found.place);
    let others = found.others.iter().map(place).filter(|other| *other != first);
    let places: Vec<Place> = std::iter::once(first).chain(others).collect();
    let message = found.message.clone();
    let count = places.len();
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
        places,
    }
}

/// Merges passages and findings of checks into one ranked list. Passages keep their order, and so do findings of checks
/// of equal weight: errors and last year's figures come after passages of [`BODY`] characters or more, warnings after
/// those of [`LONG`] or more, hints after all but set phrases.
pub(super) fn ranked(passages: Vec<Finding>, checked: Vec<Finding>) -> Vec<Finding> {
    let weight = |finding: &Finding| match &finding.check {
        Some(checked) if checked.is_weighty() => 0,
        Some(checked) if checked.severity == Severity::Warning => 1,
        _ => 2,
    };
    let mut waiting: [Vec<Finding>; 3] = Default::default();
    for finding in checked {
        let weight = weight(&finding);
        waiting[weight].push(finding);
    }
    let mut list = Vec::with_capacity(passages.len());
    for passage in passages {
        let phrase = passage.kind == MarkKind::Phrase;
        let due = [phrase || passage.characters < BODY, phrase || passage.characters < LONG, phrase];
        for (waiting, _) in waiting.iter_mut().zip(due).filter(|(_, due)| *due) {
            list.append(waiting);
        }
        list.push(passage);
    }
    list.extend(waiting.into_iter().flatten());
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Message;
    use crate::text::Span;

    fn passage(kind: MarkKind, characters: usize) -> Finding {
        let place = |report| finding::Place { report, span: Span::new(0, 1) };
        let found = finding::Finding {
            check: "sum",
            severity: Severity::Hint,
            place: place(0),
            others: vec![place(1)],
            message: Message::new("finding-sum"),
        };
        Finding { kind, check: None, characters, ..from_check(&found, "", &[ReportId(0), ReportId(1)]) }
    }

    fn checked(id: &'static str, severity: Severity) -> Finding {
        let check = Checked { id, name: "", severity, message: Message::new("finding-sum") };
        Finding { check: Some(check), ..passage(MarkKind::Check, 5) }
    }

    #[test]
    fn checks_stand_among_passages_by_what_they_matter() {
        let passages = vec![
            passage(MarkKind::Within, 4_000),
            passage(MarkKind::Same, 300),
            passage(MarkKind::Near, 40),
            passage(MarkKind::Same, 400),
            passage(MarkKind::Phrase, 20),
        ];
        let checks = vec![
            checked("year-stale", Severity::Hint),
            checked("sum", Severity::Warning),
            checked("figure-unchanged", Severity::Warning),
            checked("placeholder", Severity::Error),
        ];
        let order = |list: Vec<Finding>| -> Vec<String> {
            let name = |f: &Finding| f.check.as_ref().map_or(f.characters.to_string(), |c| c.id.to_owned());
            list.iter().map(name).collect()
        };
        assert_eq!(
            order(ranked(passages, checks.clone())),
            ["4000", "figure-unchanged", "placeholder", "300", "sum", "40", "400", "year-stale", "20"]
        );
        assert_eq!(
            order(ranked(Vec::new(), checks)),
            ["figure-unchanged", "placeholder", "sum", "year-stale"]
        );
    }
}
