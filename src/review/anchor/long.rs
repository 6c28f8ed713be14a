//! Finds a target whose quote is stored as head, tail and digest. If exactly one text in the report begins with the head,
//! has the quote's length and its digest, its place is certain: more than 16,000 code points are no coincidence.
//! Otherwise head and tail are found like separate quotes, and the place between them is a guess, since the text
//! between them is not stored.

use super::{Placement, Resolver, State};
use crate::review::digest::sha256;
use crate::review::{Cut, Target};
use crate::text::{SourceText, Span};

/// Maximum amount of text, in bytes, that one resolver digests for its targets. A review with many notes on nearly
/// whole reports would otherwise take minutes; beyond the limit their places are guesses.
const MAX_DIGESTED: usize = 1 << 29;

/// Maximum number of occurrences of a head that are compared with the whole quote.
const MAX_HEADS: usize = 64;

impl Resolver<'_> {
    /// Whether the quote with this digest is at this span.
    pub(super) fn has_digest(&self, text: &SourceText, span: Span, cut: &Cut) -> bool {
        let text = text.slice(span).as_bytes();
        let digested = self.digested.get().saturating_add(text.len());
        if digested > MAX_DIGESTED {
            return false;
        }
        self.digested.set(digested);
        sha256(text) == cut.sha256
    }

    /// The position of a target with a cut quote that is not at its stored position.
    pub(super) fn find_long(&self, target: &Target, cut: &Cut) -> Placement {
        match self.unchanged(target, cut).as_slice() {
            [] => self.between_ends(target, cut),
            [only] => Placement { state: State::Moved, span: Some(*only), score: 1.0 },
            several => {
                let nearest = several.iter().min_by_key(|span| span.start.abs_diff(target.start));
                Placement { state: State::Uncertain, span: nearest.copied(), score: 1.0 }
            }
        }
    }

    /// Places of the whole, unchanged quote; at most two.
    fn unchanged(&self, target: &Target, cut: &Cut) -> Vec<Span> {
        let text = &self.report.text;
        let (whole, length) = (text.as_str(), target.end.saturating_sub(target.start));
        let mut found = Vec::new();
        let mut from = 0;
        for _ in 0..MAX_HEADS {
            let Some(at) = whole.get(from..).and_then(|rest| rest.find(&target.exact)) else { return found };
            let byte = from.saturating_add(at);
            let start = text.position_from_byte(byte);
            let span = Span::new(start, start.saturating_add(length).min(text.characters()));
            if text.slice(span).ends_with(&cut.tail) && self.has_digest(text, span, cut) {
                found.push(span);
                if found.len() == 2 {
                    return found;
                }
            }
            // Occurrences may overlap in text that repeats itself.
            let first = whole.get(byte..).and_then(|rest| rest.chars().next());
            from = byte.saturating_add(first.map_or(1, char::len_utf8));
        }
        // There may be more occurrences, so none can be accepted.
        Vec::new()
    }

    /// A guess from the places of the quote's two ends.
    fn between_ends(&self, target: &Target, cut: &Cut) -> Placement {
        let length = |text: &str| text.chars().count();
        let head = Target {
            end: target.start.saturating_add(length(&target.exact)),
            suffix: String::new(),
            cut: None,
            ..target.clone()
        };
        let tail = Target {
            start: target.end.saturating_sub(length(&cut.tail)),
            exact: cut.tail.clone(),
            prefix: String::new(),
            cut: None,
            ..target.clone()
        };
        let (head, tail) = (self.resolve(&head), self.resolve(&tail));
        let span = match (head.span, tail.span) {
            (Some(first), Some(last)) if first.start < last.end => Span::new(first.start, last.end),
            (Some(span), _) | (None, Some(span)) => span,
            (None, None) => return Placement::ORPHAN,
        };
        Placement { state: State::Uncertain, span: Some(span), score: head.score.midpoint(tail.score) }
    }
}
