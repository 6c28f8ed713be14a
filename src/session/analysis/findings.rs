//! The findings of an analysis, the cases they belong to, and the marks of each report.

use std::collections::HashMap;
use std::sync::Arc;

use super::checked;
use super::finding::{Finding, Mark, MarkKind, Place};
use super::run::Analysis;
use super::tree::{Subject, Tree};
use crate::duplicates::{Group, Kind, Scope, Shares};
use crate::session::library::{Document, ReportId};
use crate::text::{SourceText, Span};

/// The marks of one report.
#[derive(Clone, Debug, Default)]
struct Marks {
    /// Sorted by start, longer ones first.
    list: Vec<Mark>,
    /// Element `n` is the maximum end of marks `0..=n`.
    reach: Vec<usize>,
}

impl Marks {
    fn new(mut list: Vec<Mark>) -> Self {
        // Longer ones first, so that shorter ones with the same start are painted over them.
        list.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
        let mut furthest = 0;
        let reach = list.iter().map(|mark| {
            furthest = furthest.max(mark.span.end);
            furthest
        });
        Self { reach: reach.collect(), list }
    }

    /// A range of marks that contains all that overlap a span.
    fn near(&self, span: Span) -> &[Mark] {
        let first = self.reach.partition_point(|&reach| reach <= span.start);
        let end = self.list.partition_point(|mark| mark.span.start < span.end);
        &self.list[first.min(end)..end]
    }
}

/// Findings in the open reports.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Passages, then findings of checks; [`Findings::tree`] gives their order in the work list.
    pub list: Vec<Finding>,
    /// The cases that they belong to.
    pub tree: Tree,
    by_key: HashMap<String, Vec<usize>>,
    marks: HashMap<ReportId, Marks>,
    shares: HashMap<ReportId, Shares>,
    worth: HashMap<ReportId, f32>,
}

impl Findings {
    /// Lists the findings of an analysis, arranges them into cases and computes their marks.
    #[must_use]
    pub fn new(analysis: &Analysis, text_of: impl Fn(ReportId) -> Option<Arc<Document>>) -> Self {
        let Analysis { reports, found, keys, changed, checked, check_keys, figures, .. } = analysis;
        let groups = found.groups.iter().zip(keys).zip(changed);
        let mut list: Vec<Finding> =
            groups.map(|((group, key), changed)| finding_from_group(reports, group, key, changed)).collect();
        let said = checked.iter().zip(check_keys).zip(figures);
        list.extend(said.map(|((found, key), figures)| checked::from_check(found, key, figures, reports)));
        let tree = Tree::new(analysis, &list);
        let mut marks: HashMap<ReportId, Vec<Mark>> = HashMap::new();
        for (finding, entry) in list.iter().enumerate() {
            for (place, at) in entry.places.iter().enumerate() {
                let marks = marks.entry(at.report).or_default();
                let figures = entry.figures.get(place).filter(|figures| !figures.is_empty());
                if let Some(figures) = figures {
                    marks.extend(figures.iter().map(|&span| Mark { span, kind: entry.kind, finding, place }));
                    continue;
                }
                let span =
                    text_of(at.report).map_or(at.span, |document| from_first_word(document.text(), at.span));
                marks.push(Mark { span, kind: entry.kind, finding, place });
            }
        }
        let marks = marks.into_iter().map(|(report, marks)| (report, Marks::new(marks))).collect();
        let shares = reports.iter().copied().zip(found.shares.iter().copied()).collect();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::with_capacity(list.len());
        for (index, finding) in list.iter().enumerate() {
            by_key.entry(finding.key.clone()).or_default().push(index);
        }
        let worth = worth_by_report(&tree);
        Self { list, tree, by_key, marks, shares, worth }
    }

    /// Worth of the greatest case that a report is in; 0 if it is in none.
    #[must_use]
    pub fn worth(&self, report: ReportId) -> f32 {
        self.worth.get(&report).copied().unwrap_or_default()
    }

    /// The findings with this key: several where equal text in equal surroundings is found more than once.
    #[must_use]
    pub fn with_key(&self, key: &str) -> &[usize] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// Marks of a report, sorted by start.
    #[must_use]
    pub fn marks(&self, report: ReportId) -> &[Mark] {
        self.marks.get(&report).map_or(&[], |marks| &marks.list)
    }

    /// Marks of a report that overlap a span, sorted by start. The cost does not depend on marks far from it.
    pub fn marks_in(&self, report: ReportId, span: Span) -> impl Iterator<Item = &Mark> {
        let near = self.marks.get(&report).map_or([].as_slice(), |marks| marks.near(span));
        near.iter().filter(move |mark| mark.span.overlaps(span))
    }

    /// The place of a mark, which may begin a few characters before the mark.
    #[must_use]
    pub fn place(&self, mark: &Mark) -> Place {
        self.list[mark.finding].places[mark.place]
    }

    /// Share of a report that is repeated; `None` until it is analysed.
    #[must_use]
    pub fn shares(&self, report: ReportId) -> Option<Shares> {
        self.shares.get(&report).copied()
    }

    /// Spans of a mark's place that differ from another place.
    #[must_use]
    pub fn changed(&self, mark: &Mark) -> &[Span] {
        self.list[mark.finding].changed.get(mark.place).map_or(&[], Vec::as_slice)
    }

    /// Number of set phrases.
    #[must_use]
    pub fn phrases(&self) -> usize {
        self.list.iter().filter(|finding| finding.kind == MarkKind::Phrase).count()
    }
}

/// For each report the worth of the greatest case that it is in, scattered passages aside. Linear in the rows and the reports
/// that they name.
fn worth_by_report(tree: &Tree) -> HashMap<ReportId, f32> {
    let mut worth: HashMap<ReportId, f32> = HashMap::new();
    for root in tree.roots() {
        for node in &tree.nodes[root..tree.nodes[root].end] {
            let reports: &[ReportId] = match &node.subject {
                Subject::Scattered => break,
                Subject::Pair { left, right, .. } => &[*left, *right],
                Subject::Editions(reports) | Subject::Family(reports) => reports,
                Subject::Report(report) => std::slice::from_ref(report),
                Subject::Phrases | Subject::Check { .. } | Subject::Part { .. } => continue,
            };
            for &report in reports {
                let most = worth.entry(report).or_default();
                *most = most.max(node.worth);
            }
        }
    }
    worth
}

/// Drops leading punctuation and spaces, at most 8 characters: a passage may begin with the full stop of the sentence
/// before. A span of nothing else is returned unchanged.
#[must_use]
pub fn from_first_word(text: &SourceText, span: Span) -> Span {
    const MAX_SKIPPED: usize = 8;
    let begin = text.slice(Span::new(span.start, span.end.min(span.start + MAX_SKIPPED)));
    let closes = |c: &char| c.is_whitespace() || "，。、；：！？）》」』”’〉】〕,.;:!?)]}>".contains(*c);
    let start = span.start + begin.chars().take_while(closes).count();
    if start < span.end { Span::new(start, span.end) } else { span }
}

fn finding_from_group(reports: &[ReportId], group: &Group, key: &str, changed: &[Vec<Span>]) -> Finding {
    let kind = match (!group.is_finding(), group.kind, group.scope) {
        (true, ..) => MarkKind::Phrase,
        (_, Kind::Near, _) => MarkKind::Near,
        (_, _, Scope::Within) => MarkKind::Within,
        (_, _, Scope::Across) => MarkKind::Same,
    };
    let places =
        group.occurrences.iter().map(|o| Place { report: reports[o.report], span: o.span }).collect();
    let Group { characters, similarity, kept, figures_only, variants, .. } = *group;
    let (key, changed) = (key.to_owned(), changed.to_vec());
    let reason = (!group.boilerplate).then(|| group.reason());
    let figures = Vec::new();
    Finding {
        kind,
        check: None,
        key,
        characters,
        similarity,
        kept,
        figures_only,
        changed,
        variants,
        reason,
        figures,
        places,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_a_span_are_all_that_reach_into_it() {
        let spans = [(0, 100), (5, 8), (10, 40), (20, 30), (50, 60), (60, 70), (90, 95)];
        let mark =
            |(start, end)| Mark { span: Span::new(start, end), kind: MarkKind::Near, finding: 0, place: 0 };
        let marks = HashMap::from([(ReportId(0), Marks::new(spans.map(mark).to_vec()))]);
        let findings = Findings { marks, ..Findings::default() };
        for start in 0..100 {
            for end in start + 1..=100 {
                let wanted = Span::new(start, end);
                let expected = spans.map(mark).into_iter().filter(|mark| mark.span.overlaps(wanted));
                let found = findings.marks_in(ReportId(0), wanted).copied();
                assert!(found.eq(expected), "{wanted:?}");
            }
        }
        assert_eq!(findings.marks_in(ReportId(1), Span::new(0, 9)).count(), 0);
    }

    #[test]
    fn a_mark_begins_with_a_word() {
        let text = SourceText::new("上文。”  全县，下文");
        let at = |start, end| from_first_word(&text, Span::new(start, end));
        assert_eq!(at(2, 8), Span::new(6, 8));
        assert_eq!(at(6, 10), Span::new(6, 10));
        assert_eq!(at(2, 4), Span::new(2, 4), "nothing else");
    }
}
