//! The figures that a check's finding is about: their own spans, instead of one span from the first to the last.

use crate::finding;
use crate::report::Report;
use crate::text::Span;

/// Figures of a finding: the spans in its own place, and those in its other places with the index of their report.
pub type Figures = (Vec<Span>, Vec<(usize, Span)>);

/// Spans of the figures in a finding's places: those of its own place that also stand at one of the places it is
/// compared with, and the latter, each with the index of its report. Empty unless at least two are found. Linear in
/// the length of the place.
pub(super) fn figures(found: &finding::Finding, reports: &[&Report]) -> Figures {
    let others: Vec<(&str, finding::Place)> =
        found.others.iter().map(|other| (reports[other.report].text.slice(other.span), *other)).collect();
    let is_figure = |words: &str| words.chars().next().is_some_and(|c| c.is_ascii_digit());
    if others.len() < 2 || !others.iter().all(|(words, _)| is_figure(words)) {
        return (Vec::new(), Vec::new());
    }
    let value = |words: &str| {
        words.chars().take_while(|c| c.is_ascii_digit() || ",.".contains(*c)).collect::<String>()
    };
    let values: Vec<String> = others.iter().map(|(words, _)| value(words)).collect();
    let text = reports[found.place.report].text.slice(found.place.span);
    let mut own = Vec::new();
    let mut run = String::new();
    for (at, character) in text.chars().chain([' ']).enumerate() {
        if character.is_ascii_digit() || !run.is_empty() && ",.".contains(character) {
            run.push(character);
            continue;
        }
        let figure = run.trim_end_matches([',', '.']);
        if !figure.is_empty() && values.iter().any(|value| value == figure) {
            let from = found.place.span.start + at - run.chars().count();
            own.push(Span::new(from, from + figure.chars().count()));
        }
        run.clear();
    }
    if own.len() < 2 {
        return (Vec::new(), Vec::new());
    }
    let others = others.iter().zip(&values);
    let there = others.map(|((_, place), value)| {
        (place.report, Span::new(place.span.start, place.span.start + value.chars().count()))
    });
    (own, there.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Place, Severity};
    use crate::message::Message;

    #[test]
    fn figures_that_both_places_have_are_marked() {
        let this = Report::from_text("a.txt", "培训14场，受理87.5件，新增9处，办结46件。");
        let last = Report::from_text("b.txt", "培训14场，受理87.5件，新增3处，办结46件。");
        let place = |report, start, end| Place { report, span: Span::new(start, end) };
        let found = Finding {
            check: "figure-unchanged",
            severity: Severity::Warning,
            place: place(0, 2, 24),
            others: vec![place(1, 2, 4), place(1, 8, 12), place(1, 21, 23)],
            message: Message::new("finding-figure-unchanged"),
        };
        let (own, there) = figures(&found, &[&this, &last]);
        let words: Vec<&str> = own.iter().map(|&span| this.text.slice(span)).collect();
        assert_eq!(words, ["14", "87.5", "46"]);
        assert_eq!(there.len(), 3);
        let no_figures = Finding { others: vec![place(1, 0, 2), place(1, 5, 7)], ..found };
        assert!(figures(&no_figures, &[&this, &last]).0.is_empty());
    }
}
