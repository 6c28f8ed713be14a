//! What the analysis found, as the window lists and marks it: one ranked list, and for each report its marks.

use std::collections::HashMap;

use super::{Analysis, ReportId};
use crate::duplicates::{Group, Kind, Scope, Shares};
use crate::text::Span;

/// What a mark in the text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// The same text in several reports.
    Same,
    /// Alike but edited.
    Near,
    /// Repeated inside one report.
    Within,
    /// A set phrase, a title, page furniture.
    Phrase,
}

/// One passage with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: MarkKind,
    /// The name that its verdict is kept under.
    pub key: String,
    /// Length in normalised characters.
    pub characters: usize,
    /// Least similarity of a place to the first, from 0 to 1.
    pub similarity: f32,
    /// In how many spots two places differ by the letter: spaces, widths, variants of punctuation.
    pub variants: usize,
    /// Two or more.
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

/// Everything found in the open reports.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// By worth; set phrases last.
    pub list: Vec<Finding>,
    marks: HashMap<ReportId, Vec<Mark>>,
    shares: HashMap<ReportId, Shares>,
}

impl Findings {
    /// Takes over what was found.
    #[must_use]
    pub fn new(analysis: &Analysis) -> Self {
        let Analysis { reports, found, keys, .. } = analysis;
        let groups = found.groups.iter().zip(keys);
        let list: Vec<Finding> = groups.map(|(group, key)| finding_from_group(reports, group, key)).collect();
        let mut marks: HashMap<ReportId, Vec<Mark>> = HashMap::new();
        for (finding, entry) in list.iter().enumerate() {
            for (place, at) in entry.places.iter().enumerate() {
                let mark = Mark { span: at.span, kind: entry.kind, finding, place };
                marks.entry(at.report).or_default().push(mark);
            }
        }
        for marks in marks.values_mut() {
            // Long ones first where several begin at one place, so that the shorter ones are painted over them.
            marks.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
        }
        let shares = reports.iter().copied().zip(found.shares.iter().copied()).collect();
        Self { list, marks, shares }
    }

    /// A report's marks by their start.
    #[must_use]
    pub fn marks(&self, report: ReportId) -> &[Mark] {
        self.marks.get(&report).map_or(&[], Vec::as_slice)
    }

    /// How much of a report stands twice, once it is analysed.
    #[must_use]
    pub fn shares(&self, report: ReportId) -> Option<Shares> {
        self.shares.get(&report).copied()
    }

    /// How many set phrases there are.
    #[must_use]
    pub fn phrases(&self) -> usize {
        self.list.iter().filter(|finding| finding.kind == MarkKind::Phrase).count()
    }
}

fn finding_from_group(reports: &[ReportId], group: &Group, key: &str) -> Finding {
    let kind = match (group.boilerplate, group.kind, group.scope) {
        (true, ..) => MarkKind::Phrase,
        (_, Kind::Near, _) => MarkKind::Near,
        (_, _, Scope::Within) => MarkKind::Within,
        (_, _, Scope::Across) => MarkKind::Same,
    };
    let places =
        group.occurrences.iter().map(|o| Place { report: reports[o.report], span: o.span }).collect();
    let Group { characters, similarity, variants, .. } = *group;
    Finding { kind, key: key.to_owned(), characters, similarity, variants, places }
}
