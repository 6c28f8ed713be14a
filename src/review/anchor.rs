//! Where a note's text stands now. A target keeps a position, the quote and a little of its surroundings, as the
//! W3C Web Annotation model does with its text position and text quote selectors
//! (<https://www.w3.org/TR/annotation-model/#selectors>), and the headings above it. A [`Resolver`] finds it in a report
//! as it is now: by its position, by its quote, by text that is nearly the quote. What cannot be told apart is called
//! uncertain; the rules are in `verdict` and `docs/anchors.md`.

mod candidates;
mod distance;
mod index;
mod quote;
mod verdict;

use std::cell::OnceCell;

use self::index::{Index, normalized};
use self::quote::{Candidate, Quote};
use self::verdict::{Drift, Surroundings, verdict};
use super::{ReportEntry, ReportKey, Target};
use crate::report::Report;
use crate::structure::Outline;
use crate::text::{SourceText, Span};

/// A target keeps so many code points before and after its quote, fewer at the ends of the text.
pub const CONTEXT: usize = 32;

/// Where a target stands in a report as it is now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// How sure that is.
    pub state: State,
    /// The place; the best guess where the state is [`State::Uncertain`], nothing where it is [`State::Orphan`].
    pub span: Option<Span>,
    /// Share, 0 to 1, of the target's quote and surroundings that stands at the place; 0 where there is none.
    pub score: f32,
}

/// How a target was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Unchanged at its own position.
    Anchored,
    /// At another position or slightly changed, beyond doubt.
    Moved,
    /// In several places equally good, or with too little that agrees: a guess that asks to be confirmed.
    Uncertain,
    /// Nowhere.
    Orphan,
}

impl State {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Anchored => "anchored",
            Self::Moved => "moved",
            Self::Uncertain => "uncertain",
            Self::Orphan => "orphan",
        }
    }
}

impl Placement {
    /// Nowhere.
    pub const ORPHAN: Self = Self { state: State::Orphan, span: None, score: 0.0 };
}

impl Target {
    /// The target of `span` in a report's text, under these headings (outermost first). A span beyond the end of the
    /// text is cut to it.
    #[must_use]
    pub fn at(report: ReportKey, text: &SourceText, span: Span, section: Vec<String>) -> Self {
        let end = span.end.min(text.characters());
        let start = span.start.min(end);
        Self {
            report,
            start,
            end,
            exact: text.slice(Span::new(start, end)).to_owned(),
            prefix: text.slice(Span::new(start.saturating_sub(CONTEXT), start)).to_owned(),
            suffix: text.slice(Span::new(end, end + CONTEXT)).to_owned(),
            section,
        }
    }
}

/// Finds the targets of one report. What it needs beside the report's text is made when the first target asks for it
/// that does not simply stand in its place, and then serves all others: for 10 MB of text that is some 60 MB.
pub struct Resolver<'a> {
    report: &'a Report,
    outline: &'a Outline,
    known: Option<&'a ReportEntry>,
    index: OnceCell<Index>,
    /// Each section's heading in symbols.
    headings: OnceCell<Vec<Vec<char>>>,
}

impl<'a> Resolver<'a> {
    /// Ready for the targets in this report. `known` is what the review remembers of it: its hash tells whether its file
    /// is the one that the targets were made on, its length how much text may have come or gone.
    #[must_use]
    pub fn new(report: &'a Report, outline: &'a Outline, known: Option<&'a ReportEntry>) -> Self {
        Self { report, outline, known, index: OnceCell::new(), headings: OnceCell::new() }
    }

    /// Where the target stands. Time grows with the length of its quote and, within fixed bounds, with how often its
    /// words stand in the report; not with the report's length.
    #[must_use]
    pub fn resolve(&self, target: &Target) -> Placement {
        self.in_place(target).unwrap_or_else(|| self.find(target))
    }

    /// Where the target stands if that is where it stood. Takes no more than comparing its words.
    #[must_use]
    pub fn in_place(&self, target: &Target) -> Option<Placement> {
        let anchored = || Placement {
            state: State::Anchored,
            span: Some(Span::new(target.start, target.end)),
            score: 1.0,
        };
        self.is_in_place(target).then(anchored)
    }

    fn find(&self, target: &Target) -> Placement {
        let index = self.index.get_or_init(|| Index::new(&self.report.text));
        let quote = Quote::new(target);
        let section: Vec<Vec<char>> =
            target.section.iter().map(|heading| normalized(heading).symbols).collect();
        let now = self.report.text.characters();
        let lengths = (self.known.map_or(now, |known| known.characters), now);
        let around = Surroundings {
            index,
            expected: index.symbol_from_source(target.start),
            is_in_section: &|place| !section.is_empty() && self.headings_over(place, index) == section,
            drift: &|place| {
                let start = index.span_in_source(place.range.clone(), (0, 0), &self.report.text).start;
                drift(target.start, start, lengths)
            },
            may_be_cut: lengths.1 + quote.len() <= lengths.0,
        };
        let (state, place) = verdict(&quote, &around);
        match place.filter(|_| state != State::Orphan) {
            None => Placement::ORPHAN,
            Some(place) => {
                let score = place.agreement(&quote) as f32 / quote.total().max(1) as f32;
                let span = index.span_in_source(place.range, quote.space, &self.report.text);
                Placement { state, span: Some(span), score }
            }
        }
    }

    /// Whether the quote stands where it stood, in its old surroundings or in the very file it was taken from.
    fn is_in_place(&self, target: &Target) -> bool {
        let text = &self.report.text;
        let Target { start, end, .. } = *target;
        // The numbers come from a file: they may be anything.
        if start > end || end > text.characters() {
            return false;
        }
        let (from, to) = (text.byte_from_position(start), text.byte_from_position(end));
        let text = text.as_str();
        let same_file = self.known.is_some_and(|known| known.sha256 == self.report.sha256);
        // Only at the ends of the report is there nothing around a quote.
        let before =
            if target.prefix.is_empty() { from == 0 } else { text[..from].ends_with(&target.prefix) };
        let after =
            if target.suffix.is_empty() { to == text.len() } else { text[to..].starts_with(&target.suffix) };
        text[from..to] == target.exact && (same_file || before && after)
    }

    /// The headings over a place, outermost first.
    fn headings_over(&self, place: &Candidate, index: &Index) -> Vec<Vec<char>> {
        let text = &self.report.text;
        let sections = &self.outline.sections;
        let headings = self.headings.get_or_init(|| {
            sections.iter().map(|section| normalized(text.slice(section.heading)).symbols).collect()
        });
        let start = index.span_in_source(place.range.clone(), (0, 0), text).start;
        let mut path = Vec::new();
        let mut next = sections.partition_point(|section| section.heading.start <= start).checked_sub(1);
        while let Some(section) = next {
            if start < sections[section].body_end {
                path.push(headings[section].clone());
            }
            next = sections[section].parent;
        }
        path.reverse();
        path
    }
}

/// How far it is from one position to another in a report whose length was one and is now another. What was added or
/// cut out before a place can move it by as much as the report's length has changed, and a little more.
fn drift(from: usize, to: usize, (before, now): (usize, usize)) -> Drift {
    let slack = 40 + before.max(now) / 50;
    let allowed = if to >= from { now.saturating_sub(before) } else { before.saturating_sub(now) };
    let distance = from.abs_diff(to);
    Drift { is_small: distance <= slack, excess: distance.saturating_sub(allowed.saturating_add(slack)) }
}

#[cfg(test)]
mod tests;
