//! Differences of exactly the two places in view, for findings with three places or more. A worker computes them whenever
//! the panes show other reports or another pair of places is selected; of two places the analysis knows them already.

use std::collections::HashMap;
use std::sync::Arc;

use crate::duplicates::difference;
use crate::session::analysis::Place;
use crate::session::library::{Document, ReportId};
use crate::session::request::{Request, Ticket};
use crate::text::{Span, is_han};

/// Maximum number of characters of two places that are compared together.
const MAX_CHARACTERS: usize = 200_000;
/// Maximum number of pairs of places of one request.
const MAX_PAIRS: usize = 2_000;

/// Two places of a finding: its index, and the indices of the places, rising.
pub type PlacePair = (usize, [usize; 2]);

/// Two places to compare.
#[derive(Clone, Debug)]
pub struct ToDiffer {
    /// The finding and its places.
    pub pair: PlacePair,
    /// The reports of the places.
    pub documents: [Arc<Document>; 2],
    /// Their spans.
    pub spans: [Span; 2],
}

/// The differences of two places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairDifference {
    /// For both places the spans that differ, in characters of their reports.
    pub changed: [Vec<Span>; 2],
    /// Number of differences.
    pub count: usize,
    /// Whether only figures differ.
    pub figures_only: bool,
    /// Share of each place's characters that the other has in the same order, from 0 to 1.
    pub kept: [f32; 2],
    /// 1 − changed characters / those of the longer place, from 0 to 1.
    pub similarity: f32,
}

impl ToDiffer {
    /// The two places of a finding; `None` if they are too long to compare.
    pub(in crate::session) fn new(
        pair: PlacePair,
        places: [Place; 2],
        document: impl Fn(ReportId) -> Option<Arc<Document>>,
    ) -> Option<Self> {
        let spans = places.map(|place| place.span);
        let documents = [document(places[0].report)?, document(places[1].report)?];
        let length: usize = spans.iter().map(|span| span.len()).sum();
        (length <= MAX_CHARACTERS).then_some(Self { pair, documents, spans })
    }

    /// Compares the places. Near-linear in their length.
    #[must_use]
    pub fn differ(&self) -> PairDifference {
        let texts = [0, 1].map(|side: usize| self.documents[side].text().slice(self.spans[side]));
        let differing = difference(texts[0], texts[1]);
        let moved = |span: Span, by: usize| Span::new(span.start + by, span.end + by);
        let side = |side: usize| -> Vec<Span> {
            let spans = differing.iter().map(|one| if side == 0 { one.left } else { one.right });
            spans.filter(|span| !span.is_empty()).map(|span| moved(span, self.spans[side].start)).collect()
        };
        let changed = [side(0), side(1)];
        let lost = [0, 1].map(|side: usize| changed[side].iter().map(|span| span.len()).sum::<usize>());
        let share = |lost: usize, of: usize| 1.0 - lost as f32 / of.max(1) as f32;
        let is_figure = |side: usize, span: &Span| {
            let text = self.documents[side].text().slice(*span);
            !text.is_empty() && text.chars().all(|c| !is_han(c) && !c.is_alphabetic())
        };
        let figures_only = !differing.is_empty()
            && changed[0].len() == changed[1].len()
            && (0..2).all(|side| changed[side].iter().all(|span| is_figure(side, span)));
        let longer = self.spans[0].len().max(self.spans[1].len());
        PairDifference {
            count: differing.len(),
            figures_only,
            kept: [share(lost[0], self.spans[0].len()), share(lost[1], self.spans[1].len())],
            similarity: share(lost[0].max(lost[1]), longer),
            changed,
        }
    }
}

/// The reports shown, the selected places, and the revision of the findings.
pub(in crate::session) type Shown = (Vec<Option<ReportId>>, Option<PlacePair>, u64);

/// Differences that are known or requested.
#[derive(Debug, Default)]
pub(in crate::session) struct Differences {
    of: Option<Shown>,
    known: HashMap<PlacePair, PairDifference>,
    request: Request<()>,
    /// Incremented when differences arrive.
    pub(super) revision: u64,
}

impl Differences {
    /// Whether other places are shown than at the last call. Differences of an earlier analysis are forgotten.
    pub(in crate::session) fn shows_others(&mut self, shown: Shown) -> bool {
        if self.of.as_ref() == Some(&shown) {
            return false;
        }
        if self.of.as_ref().is_none_or(|(.., revision)| *revision != shown.2) {
            self.known.clear();
            self.request.reset();
        }
        self.of = Some(shown);
        self.revision += 1;
        true
    }

    /// Begins a request for those of these pairs that are not known; `None` if all are.
    pub(in crate::session) fn request(&mut self, wanted: Vec<ToDiffer>) -> Option<(Ticket, Vec<ToDiffer>)> {
        let mut unknown = wanted;
        unknown.retain(|wanted| !self.known.contains_key(&wanted.pair));
        unknown.truncate(MAX_PAIRS);
        (!unknown.is_empty()).then(|| (self.request.start(), unknown))
    }

    /// Stores differences, unless the request was superseded.
    pub(super) fn receive(&mut self, ticket: Ticket, found: Vec<(PlacePair, PairDifference)>) {
        if self.request.receive(ticket, ()) {
            self.known.extend(found);
            self.revision += 1;
        }
    }

    /// The differences of two places, once they are known.
    pub(in crate::session) fn of(&self, pair: PlacePair) -> Option<&PairDifference> {
        self.known.get(&pair)
    }
}

/// A finding's two places as a key.
pub(in crate::session) fn key(finding: usize, one: usize, other: usize) -> PlacePair {
    (finding, [one.min(other), one.max(other)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::structure::Outline;

    fn differ(left: &str, right: &str) -> PairDifference {
        let document =
            |text: &str| Arc::new(Document::new(Report::from_text("a.txt", text), Outline::default()));
        let spans = [left, right].map(|text| Span::new(0, text.chars().count()));
        ToDiffer { pair: (0, [0, 1]), documents: [document(left), document(right)], spans }.differ()
    }

    #[test]
    fn the_differences_are_those_of_the_two_places() {
        let found = differ("2023年培训14次，发放87份", "2024年培训14次，发放87份");
        assert_eq!(found.changed, [vec![Span::new(0, 4)], vec![Span::new(0, 4)]]);
        assert_eq!((found.count, found.figures_only), (1, true));
        let found = differ("培训14次", "培训9期");
        assert!(!found.figures_only && found.similarity < 1.0);
        assert_eq!(differ("培训", "培训").count, 0);
    }
}
