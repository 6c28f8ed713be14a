//! What the analysis found, as the window lists and marks it: one ranked list, and for each report its marks.

use std::collections::HashMap;
use std::sync::Arc;

use super::checked::{self, Checked};
use super::{Analysis, Document, ReportId};
use crate::duplicates::{Group, Kind, Scope, Shares};
use crate::text::{SourceText, Span};

/// What a mark in the text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum MarkKind {
    /// The same text in several reports.
    Same,
    /// Alike but edited.
    Near,
    /// Repeated inside one report.
    Within,
    /// What a check says.
    Check,
    /// A set phrase, a title, page furniture.
    Phrase,
}

impl MarkKind {
    /// All, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::Same, Self::Near, Self::Within, Self::Check, Self::Phrase];
}

/// One passage, or what one check says, with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: MarkKind,
    /// What the check says, where it is one.
    pub check: Option<Checked>,
    /// The name that its verdict is kept under.
    pub key: String,
    /// Length in normalised characters.
    pub characters: usize,
    /// Least similarity of a place to the first, from 0 to 1.
    pub similarity: f32,
    /// The share of the first place's characters that stand in another one in the same order, and the other way round.
    pub kept: [f32; 2],
    /// Whether the places differ in nothing but figures.
    pub figures_only: bool,
    /// For each place the stretches that another place has differently, by position; empty where places are equal.
    pub changed: Vec<Vec<Span>>,
    /// In how many spots two places differ by the letter: spaces, widths, variants of punctuation.
    pub variants: usize,
    /// Two or more; of a check one or more, the one that it is about first.
    pub places: Vec<Place>,
}

/// A stretch of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which report.
    pub report: ReportId,
    /// Where in its source text.
    pub span: Span,
}

/// A finding's place as the text shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What it stands for.
    pub kind: MarkKind,
    /// Index of the finding in the list.
    pub finding: usize,
    /// Index of the place in the finding.
    pub place: usize,
}

/// The marks of one report.
#[derive(Clone, Debug, Default)]
struct Marks {
    /// By their start.
    list: Vec<Mark>,
    /// For each, where the one that reaches furthest ends, of it and those before it.
    reach: Vec<usize>,
}

impl Marks {
    fn new(mut list: Vec<Mark>) -> Self {
        // Long ones first where several begin at one place, so that the shorter ones are painted over them.
        list.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
        let mut furthest = 0;
        let reach = list.iter().map(|mark| {
            furthest = furthest.max(mark.span.end);
            furthest
        });
        Self { reach: reach.collect(), list }
    }

    /// Those that may reach into a span: nothing before them does, and nothing after them begins before its end.
    fn near(&self, span: Span) -> &[Mark] {
        let first = self.reach.partition_point(|&reach| reach <= span.start);
        let end = self.list.partition_point(|mark| mark.span.start < span.end);
        &self.list[first.min(end)..end]
    }
}

/// Everything found in the open reports.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Passages by worth, what checks say among them; set phrases last.
    pub list: Vec<Finding>,
    marks: HashMap<ReportId, Marks>,
    shares: HashMap<ReportId, Shares>,
}

impl Findings {
    /// Takes over what was found.
    #[must_use]
    pub fn new(analysis: &Analysis, text_of: impl Fn(ReportId) -> Option<Arc<Document>>) -> Self {
        let Analysis { reports, found, keys, changed, checked, check_keys, .. } = analysis;
        let groups = found.groups.iter().zip(keys).zip(changed);
        let passages: Vec<Finding> =
            groups.map(|((group, key), changed)| finding_from_group(reports, group, key, changed)).collect();
        let said = checked.iter().zip(check_keys);
        let said = said.map(|(found, key)| checked::from_check(found, key, reports)).collect();
        let list = checked::ranked(passages, said);
        let mut marks: HashMap<ReportId, Vec<Mark>> = HashMap::new();
        for (finding, entry) in list.iter().enumerate() {
            for (place, at) in entry.places.iter().enumerate() {
                let span =
                    text_of(at.report).map_or(at.span, |document| from_first_word(document.text(), at.span));
                let mark = Mark { span, kind: entry.kind, finding, place };
                marks.entry(at.report).or_default().push(mark);
            }
        }
        let marks = marks.into_iter().map(|(report, marks)| (report, Marks::new(marks))).collect();
        let shares = reports.iter().copied().zip(found.shares.iter().copied()).collect();
        Self { list, marks, shares }
    }

    /// A report's marks by their start.
    #[must_use]
    pub fn marks(&self, report: ReportId) -> &[Mark] {
        self.marks.get(&report).map_or(&[], |marks| &marks.list)
    }

    /// A report's marks that reach into a span, by their start. Takes no longer for those far from it.
    pub fn marks_in(&self, report: ReportId, span: Span) -> impl Iterator<Item = &Mark> {
        let near = self.marks.get(&report).map_or([].as_slice(), |marks| marks.near(span));
        near.iter().filter(move |mark| mark.span.overlaps(span))
    }

    /// The place that a mark stands for: the mark may begin a few characters later, at its first word.
    #[must_use]
    pub fn place(&self, mark: &Mark) -> Place {
        self.list[mark.finding].places[mark.place]
    }

    /// How much of a report stands twice, once it is analysed.
    #[must_use]
    pub fn shares(&self, report: ReportId) -> Option<Shares> {
        self.shares.get(&report).copied()
    }

    /// The stretches of a mark's place that another place has differently.
    #[must_use]
    pub fn changed(&self, mark: &Mark) -> &[Span] {
        self.list[mark.finding].changed.get(mark.place).map_or(&[], Vec::as_slice)
    }

    /// How many set phrases there are.
    #[must_use]
    pub fn phrases(&self) -> usize {
        self.list.iter().filter(|finding| finding.kind == MarkKind::Phrase).count()
    }
}

/// A span without the marks and spaces that close what stands before it: a passage may begin with the full stop of the
/// sentence before, and a mark on that tells a reader nothing. A span of nothing else is as it was.
#[must_use]
pub fn from_first_word(text: &SourceText, span: Span) -> Span {
    const LOOKED_AT: usize = 8;
    let begin = text.slice(Span::new(span.start, span.end.min(span.start + LOOKED_AT)));
    let closes = |c: &char| c.is_whitespace() || "，。、；：！？）》」』”’〉】〕,.;:!?)]}>".contains(*c);
    let start = span.start + begin.chars().take_while(closes).count();
    if start < span.end { Span::new(start, span.end) } else { span }
}

fn finding_from_group(reports: &[ReportId], group: &Group, key: &str, changed: &[Vec<Span>]) -> Finding {
    let kind = match (group.boilerplate, group.kind, group.scope) {
        (true, ..) => MarkKind::Phrase,
        (_, Kind::Near, _) => MarkKind::Near,
        (_, _, Scope::Within) => MarkKind::Within,
        (_, _, Scope::Across) => MarkKind::Same,
    };
    let places =
        group.occurrences.iter().map(|o| Place { report: reports[o.report], span: o.span }).collect();
    let Group { characters, similarity, kept, figures_only, variants, .. } = *group;
    let (key, changed) = (key.to_owned(), changed.to_vec());
    Finding { kind, check: None, key, characters, similarity, kept, figures_only, changed, variants, places }
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
