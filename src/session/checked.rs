//! What the checks say, as the list of findings takes it in: a finding with one place or a few, and where it stands among
//! the passages. What each check looks for is not here.

use std::sync::OnceLock;

use super::{Finding, MarkKind, Place, ReportId};
use crate::checks;
use crate::finding::{self, Severity};
use crate::i18n::{Catalogue, Language};
use crate::message::Message;
use crate::report::Report;
use crate::review::Category;
use crate::text::Span;

/// From so many normalised characters on a passage stands before every check: a body that stands twice.
const BODY: usize = 1_000;
/// From so many on it stands before what is worth a look.
const LONG: usize = 100;

/// What a check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The check's id: `numbering-gap`.
    pub id: &'static str,
    /// Its name: an id of the message catalogue.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What stands there.
    pub message: Message,
}

impl Checked {
    /// What a note on it is most likely about.
    #[must_use]
    pub fn category(&self) -> Category {
        match checks::group(self.id) {
            Some(checks::Group::Figures) => Category::Figures,
            Some(checks::Group::Structure) => Category::Structure,
            Some(checks::Group::Names | checks::Group::Text) | None => Category::Wording,
        }
    }

    /// Those that matter as much as a long passage come right after a body that stands twice.
    fn is_weighty(&self) -> bool {
        self.severity == Severity::Error || self.id == "figure-unchanged"
    }
}

/// A check and its names in both languages, in small letters: what a filter's words are held against.
pub(super) struct Named {
    pub(super) id: &'static str,
    pub(super) words: [String; 2],
}

/// All of them. Made once: a filter is read at every letter that is typed.
pub(super) fn named() -> &'static [Named] {
    static NAMED: OnceLock<Vec<Named>> = OnceLock::new();
    NAMED.get_or_init(|| {
        let catalogues = Language::ALL.map(Catalogue::new);
        let named = |about: checks::About| Named {
            id: about.id,
            words: [0, 1].map(|language| catalogues[language].text(about.name).to_lowercase()),
        };
        checks::all().into_iter().map(named).collect()
    })
}

/// A finding of a check for the list. `texts` are the reports of the analysis, `reports` their names in the session.
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

/// The places that a finding is held against, with those in one line of a report as one: several figures of a paragraph
/// are one place to go to.
pub(super) fn by_line(others: &[finding::Place], reports: &[&Report]) -> Vec<finding::Place> {
    let mut lines: Vec<(usize, usize, Span)> = Vec::new();
    for other in others {
        let line = reports[other.report].text.line_from_position(other.span.start);
        match lines.iter_mut().find(|(report, at, _)| (*report, *at) == (other.report, line)) {
            Some((.., span)) => {
                *span = Span::new(span.start.min(other.span.start), span.end.max(other.span.end));
            }
            None => lines.push((other.report, line, other.span)),
        }
    }
    lines.into_iter().map(|(report, _, span)| finding::Place { report, span }).collect()
}

/// Puts both into one list. Passages keep their order and so do findings of checks of one weight: errors and last year's
/// figures stand behind a body that stands twice, warnings behind long passages, hints behind all but set phrases.
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

    #[test]
    fn figures_of_one_paragraph_are_one_place() {
        let report = Report::from_text("a.txt", "甲12件，乙13件\n丙14件\n");
        let place = |start, end| finding::Place { report: 0, span: Span::new(start, end) };
        let merged = by_line(&[place(6, 8), place(1, 3), place(11, 13)], &[&report]);
        assert_eq!(merged, [place(1, 8), place(11, 13)]);
    }

    #[test]
    fn every_check_has_a_category_and_two_names() {
        for about in checks::all() {
            let check = Checked {
                id: about.id,
                name: about.name,
                severity: about.severity,
                message: Message::new("finding-sum"),
            };
            let figures = about.group == checks::Group::Figures;
            assert_eq!(check.category() == Category::Figures, figures, "{}", about.id);
            let named = named().iter().find(|named| named.id == about.id).unwrap();
            assert_ne!(named.words[0], named.words[1]);
        }
    }
}
