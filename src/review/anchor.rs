//! Finds the text of a note again in a report that may have changed.
//!
//! # Data
//!
//! A target stores a position, the quote, up to [`CONTEXT`] code points on both sides of it and the headings above
//! it. These are the text position selector and the text quote selector of the W3C Web Annotation model
//! (<https://www.w3.org/TR/annotation-model/#selectors>).
//! A quote of more than [`MAX_QUOTE`](super::MAX_QUOTE) code points is stored as its head, its tail and the SHA-256 of
//! the whole.
//!
//! # Algorithm
//!
//! 1. **In place** (`Resolver::in_place`). The quote is at its stored position, and either the file has the stored
//!    hash or the context matches. This costs one comparison and decides for almost all notes of an unchanged report.
//! 2. **Normalise** (`index`). Report, quote and context become symbols: white space is dropped, widths and
//!    punctuation variants are folded. An index maps every 4-gram of the report to its positions; it is built once per
//!    report, in linear time.
//! 3. **Candidates** (`candidates`). All exact occurrences of the quote, found through its rarest 4-gram, and up to
//!    eight clusters of positions that share most 4-grams with quote and context. A cluster is a set of shared grams on
//!    nearly the same diagonal (position in the report minus position in the quote). Each cluster is aligned with the
//!    quote by bit-parallel edit distance (`distance`; Myers 1999, Hyyrö 2003).
//! 4. **Verdict** (`verdict`). Candidates are ranked by agreement: the number of symbols of quote and context that
//!    are still there. The best one is accepted only with a margin over the next, with enough evidence, and if the
//!    change of the report's length explains its new position. Otherwise it is a guess.
//!
//! All rules ensure that a note is never placed on other text silently, that is as [`State::Anchored`] or
//! [`State::Moved`]. A guess ([`State::Uncertain`]) may be wrong and is shown as a guess. Rules and measurements are in
//! `docs/anchors.md`.
//!
//! # Cost
//!
//! Time per target grows with the length of its quote and is independent of the report's length: occurrences, seeds
//! and clusters are bounded, and where a bound cut candidates off, the result is [`State::Uncertain`].
//! A quote that is not stored whole is found by its digest (`long`).

mod candidates;
mod distance;
mod index;
mod long;
mod quote;
mod verdict;

use std::cell::{Cell, OnceCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use self::index::{Index, normalized};
use self::quote::{Candidate, Quote};
use self::verdict::{Drift, Surroundings, verdict};
use super::{ReportEntry, ReportKey, Target, quote as stored_quote};
use crate::report::Report;
use crate::structure::Outline;
use crate::text::{SourceText, Span};

/// Maximum length, in code points, of the context stored on each side of a quote.
pub const CONTEXT: usize = 32;

/// Maximum number of headings of a target that are compared; outlines are not that deep.
const MAX_HEADINGS: usize = 32;

/// The position of a target in a report as it is now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Reliability of the position.
    pub state: State,
    /// The position: a guess if the state is [`State::Uncertain`], `None` if it is [`State::Orphan`].
    pub span: Option<Span>,
    /// Share, 0 to 1, of the target's quote and context found at the position; 0 without one.
    pub score: f32,
}

/// Outcome of the search for a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Unchanged at its stored position.
    Anchored,
    /// At another position or slightly changed, without doubt.
    Moved,
    /// Several positions are equally good, or too little agrees: a guess for the reviewer to confirm.
    Uncertain,
    /// Not found.
    Orphan,
}

impl State {
    /// The state's name in JSON output.
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
    /// The placement of a target that was not found.
    pub const ORPHAN: Self = Self { state: State::Orphan, span: None, score: 0.0 };
}

impl Target {
    /// The target of `span` in a report's text under these headings, outermost first. A span beyond the end of the
    /// text is clipped to it.
    #[must_use]
    pub fn at(report: ReportKey, text: &SourceText, span: Span, section: Vec<String>) -> Self {
        let end = span.end.min(text.characters());
        let start = span.start.min(end);
        let (exact, cut) = stored_quote::stored(text.slice(Span::new(start, end)));
        Self {
            report,
            start,
            end,
            exact,
            cut,
            prefix: text.slice(Span::new(start.saturating_sub(CONTEXT), start)).to_owned(),
            suffix: text.slice(Span::new(end, end.saturating_add(CONTEXT))).to_owned(),
            section,
        }
    }
}

/// Finds the targets of one report. The index is built when the first target is not at its stored position, and
/// shared by all later ones; it takes about 60 MB for 10 MB of text.
///
/// ```
/// use jiaokan::report::Report;
/// use jiaokan::review::{ReportKey, Resolver, State, Target};
/// use jiaokan::structure::outline;
/// use jiaokan::text::Span;
///
/// let before = Report::from_text("a.txt", "全年修订规章三件。\n清理文件四十一份，其中废止七份，修改十二份，均已公布。\n");
/// let target = Target::at(ReportKey::from("r1"), &before.text, Span::new(10, 37), Vec::new());
///
/// let after = Report::from_text("a.txt", "新增一段文字。\n全年修订规章三件。\n清理文件四十一份，其中废止七份，修改十二份，均已公布。\n");
/// let outline = outline(&after);
/// let placement = Resolver::new(&after, &outline, None).resolve(&target);
/// assert_eq!((placement.state, placement.span), (State::Moved, Some(Span::new(18, 45))));
/// ```
pub struct Resolver<'a> {
    report: &'a Report,
    outline: &'a Outline,
    known: Option<&'a ReportEntry>,
    index: OnceCell<Index>,
    /// Bytes of text digested so far.
    digested: Cell<usize>,
    /// The heading of each section in symbols.
    headings: OnceCell<Vec<Vec<char>>>,
}

impl<'a> Resolver<'a> {
    /// A resolver for the targets in this report. `known` is the review's entry for it: an equal hash means that the
    /// file is unchanged since the targets were made, and the length bounds the distance that text may have moved.
    #[must_use]
    pub fn new(report: &'a Report, outline: &'a Outline, known: Option<&'a ReportEntry>) -> Self {
        Self {
            report,
            outline,
            known,
            index: OnceCell::new(),
            digested: Cell::new(0),
            headings: OnceCell::new(),
        }
    }

    /// The target's present position. Time grows with the length of its quote and, within fixed bounds, with the
    /// number of occurrences of its words; it is independent of the report's length.
    #[must_use]
    pub fn resolve(&self, target: &Target) -> Placement {
        self.in_place(target).unwrap_or_else(|| {
            let find = || match &target.cut {
                None => self.find(target),
                Some(cut) => self.find_long(target, cut),
            };
            // A panic provoked by a hostile target must not affect the places of other notes. Tests and fuzzing let it
            // propagate.
            match catch_unwind(AssertUnwindSafe(find)) {
                Ok(placement) => placement,
                Err(fault) if cfg!(debug_assertions) => resume_unwind(fault),
                Err(_) => Placement::ORPHAN,
            }
        })
    }

    /// The target's position if it is still the stored one, in the text or in the text before it was corrected. Costs a
    /// comparison of its text with each.
    #[must_use]
    pub fn in_place(&self, target: &Target) -> Option<Placement> {
        let anchored = |span| Placement { state: State::Anchored, span: Some(span), score: 1.0 };
        let stored = || Span::new(target.start, target.end);
        if self.is_in_place(&self.report.text, target) {
            return Some(anchored(stored()));
        }
        let corrections = self.report.corrections.as_ref()?;
        let was_in_place = self.is_in_place(&corrections.read, target);
        was_in_place.then(|| anchored(corrections.span_now(stored())))
    }

    fn find(&self, target: &Target) -> Placement {
        let index = self.index.get_or_init(|| Index::new(&self.report.text));
        let quote = Quote::new(target);
        let section: Vec<Vec<char>> =
            target.section.iter().take(MAX_HEADINGS).map(|heading| normalized(heading).symbols).collect();
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
            may_be_cut: lengths.1.saturating_add(quote.len()) <= lengths.0,
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

    /// Whether the quote is at its stored position, either in its stored context or in the unchanged file.
    fn is_in_place(&self, text: &SourceText, target: &Target) -> bool {
        let source = text;
        let Target { start, end, .. } = *target;
        // The numbers come from a file and may have any value.
        if start > end || end > text.characters() {
            return false;
        }
        let (from, to) = (text.byte_from_position(start), text.byte_from_position(end));
        let text = text.as_str();
        let same_file = self.known.is_some_and(|known| known.sha256 == self.report.sha256);
        // Context is empty only at the ends of the report.
        let before =
            if target.prefix.is_empty() { from == 0 } else { text[..from].ends_with(&target.prefix) };
        let after =
            if target.suffix.is_empty() { to == text.len() } else { text[to..].starts_with(&target.suffix) };
        let there = &text[from..to];
        let is_equal = match &target.cut {
            None => there == target.exact,
            Some(cut) => {
                there.starts_with(&target.exact)
                    && there.ends_with(&cut.tail)
                    && (same_file || self.has_digest(source, Span::new(start, end), cut))
            }
        };
        is_equal && (same_file || before && after)
    }

    /// The headings above a candidate, outermost first.
    fn headings_over(&self, place: &Candidate, index: &Index) -> Vec<Vec<char>> {
        let text = &self.report.text;
        let sections = &self.outline.sections;
        let headings = self.headings.get_or_init(|| {
            sections.iter().map(|section| normalized(text.slice(section.heading)).symbols).collect()
        });
        let start = index.span_in_source(place.range.clone(), (0, 0), text).start;
        let mut path = Vec::new();
        let mut next = sections.partition_point(|section| section.heading.start <= start).checked_sub(1);
        while let Some((section, heading)) = next.and_then(|at| sections.get(at).zip(headings.get(at))) {
            if start < section.body_end {
                path.push(heading.clone());
            }
            next = section.parent;
        }
        path.reverse();
        path
    }
}

/// The distance between two positions in a report whose length was `before` and is `now`. Text inserted or removed
/// before a position moves it by at most the change of the report's length, plus some slack.
fn drift(from: usize, to: usize, (before, now): (usize, usize)) -> Drift {
    let slack = (before.max(now) / 50).saturating_add(40);
    let allowed = if to >= from { now.saturating_sub(before) } else { before.saturating_sub(now) };
    let distance = from.abs_diff(to);
    Drift { is_small: distance <= slack, excess: distance.saturating_sub(allowed.saturating_add(slack)) }
}

#[cfg(test)]
mod tests;
