//! Chooses between the candidate positions of a quote and decides whether the choice is beyond doubt. The rules and
//! the measurements behind them are in `docs/anchors.md`.

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "lengths of bounded quotes and contexts; distances, which come from a file, saturate"
    )
)]

use std::cmp::Reverse;
use std::ops::Range;

use super::candidates::{exact, junction, surroundings_recur};
use super::distance::Pattern;
use super::index::Index;
use super::quote::{Candidate, Quote};
use super::{CONTEXT, State};

/// Minimum lead in agreement, in symbols, of one exact occurrence over every other.
const MARGIN: usize = 4;

/// A quote with fewer symbols needs more of its context to be accepted.
const SHORT: usize = 20;

/// An exact quote of this many symbols needs no context if it occurs only once; a single set phrase is shorter.
const LONG: usize = 64;

/// Number of matching context symbols on one side that identifies the old surroundings. Unrelated Chinese text
/// matches in two or three of 32.
const SUPPORT: usize = 10;

/// Properties of a candidate's surroundings, computed on demand.
pub(super) struct Surroundings<'a> {
    pub(super) index: &'a Index,
    /// Position of the quote, in symbols, if nothing before it had changed.
    pub(super) expected: usize,
    /// Whether a candidate lies under the quote's headings.
    pub(super) is_in_section: &'a dyn Fn(&Candidate) -> bool,
    /// Distance of a candidate from the stored position.
    pub(super) drift: &'a dyn Fn(&Candidate) -> Drift,
    /// Whether the report has become shorter by at least the quote's length.
    pub(super) may_be_cut: bool,
}

/// Distance of a candidate from the stored position, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drift {
    /// Whether small changes before it explain the distance.
    pub(super) is_small: bool,
    /// Distance beyond what the report's change of length explains.
    pub(super) excess: usize,
}

/// The best candidate and its reliability.
pub(super) fn verdict(quote: &Quote, around: &Surroundings<'_>) -> (State, Option<Candidate>) {
    if quote.len() == 0 {
        return point(quote, around.index);
    }
    let mut search = exact(quote, around.index, around.expected);
    let is_whole = |place: &Candidate| place.agreement(quote) == quote.total();
    // A complete match at the stored position needs no rivals.
    if !search.places.iter().any(|place| around.is_home(place) && is_whole(place)) {
        search.add_similar(quote, around.index, around.expected);
    }
    // A place with the context but hardly any of the quote: the quote was removed there.
    let likeness = |place: &Candidate| place.similarity(quote) >= if quote.len() < SHORT { 0.7 } else { 0.6 };
    if search.places.iter().any(likeness) {
        search.places.retain(likeness);
    }
    let distance = |place: &Candidate| place.range.start.abs_diff(around.expected);
    search.places.sort_by_key(|place| (Reverse(place.agreement(quote)), distance(place)));
    let Some(Choice { place, is_clear }) = choice(&search.places, quote, around) else {
        return (State::Orphan, None);
    };
    let is_alike = |other: &&Candidate| 4 * other.agreement(quote) >= 3 * place.agreement(quote);
    let is_alone = search.places.iter().filter(is_alike).count() <= 1;
    // If the quote has a twin, surroundings of the twin do not show that it was removed from them.
    let is_clear = is_clear
        && !search.cut_short
        && !(is_alone && !(around.drift)(place).is_small && surroundings_recur(around.index, &place.range));
    let state = if place.distance == 0 {
        state_of_exact(place, is_clear, quote, around)
    } else {
        state_of_similar(place, is_clear, quote, around)
    };
    (state, Some(place.clone()))
}

/// The most likely candidate.
struct Choice<'a> {
    place: &'a Candidate,
    /// Whether no other candidate comes near it.
    is_clear: bool,
}

/// Chooses among candidates sorted by agreement. If the report's change of length explains the position of some of
/// the good ones, the choice is among these: in a report that contains a body twice, this selects the right copy. One
/// of several must lead all others by a margin, be at the stored position, or be the only one under the old headings.
fn choice<'a>(places: &'a [Candidate], quote: &Quote, around: &Surroundings<'_>) -> Option<Choice<'a>> {
    let limit = places.first()?.agreement(quote);
    // Of an unchanged quote, half of the context may differ.
    let good = places.iter().filter(|place| {
        place.distance == 0 && 2 * place.agreement(quote) >= limit || comes_close(place, limit, quote)
    });
    let least = good.clone().map(|place| around.excess(place)).min().unwrap_or(0);
    let pool: Vec<&Candidate> =
        good.filter(|place| around.excess(place) <= least.saturating_mul(2)).collect();
    let top = pool[0];
    let rivals = |of: &Candidate, among: &[&'a Candidate]| -> Vec<&'a Candidate> {
        let is_rival = |place: &&&Candidate| {
            place.agreement(quote) + margin(of, place, quote) > of.agreement(quote) && ***place != *of
        };
        among.iter().filter(is_rival).copied().collect()
    };
    let near = rivals(top, &pool);
    let is_settled = |place: &Candidate| {
        let others = places.iter().filter(|other| *other != place);
        if place.distance > 0 {
            // Changed text is accepted only if nothing else resembles it.
            return others
                .clone()
                .all(|other| other.agreement(quote) + margin(place, other, quote) <= place.agreement(quote));
        }
        around.is_explained(place) && comes_close(place, limit, quote)
            || others.clone().all(|other| 4 * other.agreement(quote) < 3 * place.agreement(quote))
    };
    if near.is_empty() {
        return Some(Choice { place: top, is_clear: is_settled(top) });
    }
    let tied: Vec<&Candidate> = std::iter::once(top).chain(near).collect();
    let in_section: Vec<&Candidate> =
        tied.iter().copied().filter(|place| (around.is_in_section)(place)).collect();
    let is_whole = |place: &&&Candidate| {
        place.distance == 0
            && place.agreement(quote) >= top.agreement(quote)
            && (in_section.is_empty() || in_section.contains(*place))
    };
    if let Some(home) = tied.iter().filter(is_whole).find(|place| around.is_home(place)) {
        return Some(Choice { place: home, is_clear: true });
    }
    match in_section.as_slice() {
        [only] => Some(Choice { place: only, is_clear: only.distance == 0 && is_settled(only) }),
        _ => Some(Choice { place: in_section.first().unwrap_or(&top), is_clear: false }),
    }
}

fn comes_close(place: &Candidate, limit: usize, quote: &Quote) -> bool {
    20 * place.agreement(quote) >= 17 * limit
}

/// Minimum lead in agreement of one candidate over another.
fn margin(place: &Candidate, other: &Candidate, quote: &Quote) -> usize {
    match (place.distance, other.distance) {
        (0, 0) => MARGIN,
        (0, _) => 1,
        _ => MARGIN.max(quote.total() / 8),
    }
}

impl Surroundings<'_> {
    fn is_home(&self, place: &Candidate) -> bool {
        place.range.start == self.expected
    }

    fn excess(&self, place: &Candidate) -> usize {
        if self.is_home(place) { 0 } else { (self.drift)(place).excess }
    }

    fn is_explained(&self, place: &Candidate) -> bool {
        self.excess(place) == 0
    }
}

/// A point between two characters has only its context, so it is never placed silently.
fn point(quote: &Quote, index: &Index) -> (State, Option<Candidate>) {
    match junction(quote, index, 0) {
        Some(found) if 4 * (found.left + found.right) >= 3 * quote.total() && quote.total() >= SHORT => {
            let range = found.before..found.before;
            let place = Candidate { range, distance: 0, left: found.left, right: found.right };
            (State::Uncertain, Some(place))
        }
        _ => (State::Orphan, None),
    }
}

fn state_of_exact(place: &Candidate, is_clear: bool, quote: &Quote, around: &Surroundings<'_>) -> State {
    let at_home = around.is_home(place);
    let is_sure = is_clear
        && is_enough(place, quote, around)
        && (at_home || !context_meets_elsewhere(place, quote, around));
    match (is_sure, at_home) {
        (false, _) => State::Uncertain,
        (true, true) => State::Anchored,
        (true, false) => State::Moved,
    }
}

/// Whether quote and context agree in enough symbols to rule out coincidence.
fn is_enough(place: &Candidate, quote: &Quote, around: &Surroundings<'_>) -> bool {
    let at_home = around.is_home(place);
    let is_near = (around.drift)(place).is_small;
    let context = place.left + place.right;
    if place.agreement(quote) == quote.total() && quote.len() >= SHORT {
        return true;
    }
    let one_side = place.left >= SUPPORT || place.right >= SUPPORT;
    let both_sides =
        place.left >= SUPPORT.min(quote.prefix().len()) && place.right >= SUPPORT.min(quote.suffix().len());
    // A short quote needs one complete side of its context, or three quarters of both sides.
    let (before, after) = (quote.prefix().len(), quote.suffix().len());
    let is_kept = place.left == before && before > 0
        || place.right == after && after > 0
        || 4 * place.left >= 3 * before && 4 * place.right >= 3 * after;
    match quote.len() {
        SHORT.. if at_home => true,
        length if at_home => length + context >= SHORT && is_kept,
        LONG.. => true,
        SHORT.. => both_sides || one_side && is_near,
        length => length + context >= LONG / 2 && (both_sides || one_side && is_near),
    }
}

/// Whether the quote was removed and this candidate is another occurrence: both contexts meet elsewhere.
fn context_meets_elsewhere(place: &Candidate, quote: &Quote, around: &Surroundings<'_>) -> bool {
    let (before, after) = (quote.prefix().len(), quote.suffix().len());
    let margin = if place.distance == 0 { 1 } else { MARGIN };
    junction(quote, around.index, quote.len() / 2).is_some_and(|found| {
        4 * found.left >= 3 * before
            && 4 * found.right >= 3 * after
            && found.left + found.right >= SHORT.min(before + after)
            && found.left + found.right + margin > place.left + place.right
    })
}

fn state_of_similar(best: &Candidate, is_clear: bool, quote: &Quote, around: &Surroundings<'_>) -> State {
    let similarity = best.similarity(quote);
    let (before, after) = (quote.prefix().len(), quote.suffix().len());
    let edge = around.index.symbols().len() - best.range.end;
    // With hardly any context, the quote was at an end of the report and must still be there.
    let left = if before < 8 { best.range.start <= before + 2 } else { 4 * best.left >= 3 * before };
    let right = if after < 8 { edge <= after + 2 } else { 4 * best.right >= 3 * after };
    let least = if quote.len() < SHORT { 0.8 } else { 0.75 };
    let is_sure = similarity >= least
        && left
        && right
        && is_clear
        && around.is_explained(best)
        && !around.may_be_cut
        && !figures_differ(best, quote, around.index)
        && !context_meets_elsewhere(best, quote, around);
    let floor = match (left && right, quote.len() < SHORT) {
        (true, _) => 0.4,
        (false, false) => 0.6,
        (false, true) => 0.7,
    };
    match similarity {
        _ if is_sure => State::Moved,
        similarity if similarity >= floor => State::Uncertain,
        _ => State::Orphan,
    }
}

/// Whether figures in the context differ, or make up at least a fifth of the changes in the quote. Paragraphs written
/// to one pattern differ in their figures, and a changed figure deserves a look anyway.
fn figures_differ(place: &Candidate, quote: &Quote, index: &Index) -> bool {
    const ALIGNED: usize = 4_096;
    let Range { start, end } = place.range;
    let (before, text, after) =
        (&index.symbols()[..start], &index.symbols()[start..end], &index.symbols()[end..]);
    // Compared outwards from the quote, so that nothing beyond the stored context counts.
    let differ = |(old, new): (&char, &char)| old != new;
    let old = quote.prefix().iter().rev().filter(is_numeral);
    let new = before.iter().rev().take(CONTEXT).filter(is_numeral);
    if old.zip(new).any(differ) {
        return true;
    }
    let old = quote.suffix().iter().filter(is_numeral);
    if old.zip(after.iter().take(CONTEXT).filter(is_numeral)).any(differ) {
        return true;
    }
    if text.iter().filter(is_numeral).eq(quote.exact().iter().filter(is_numeral)) {
        return false;
    }
    if quote.len().max(text.len()) > ALIGNED {
        return true;
    }
    let words: Vec<char> = quote.exact().iter().filter(|symbol| !is_numeral(symbol)).copied().collect();
    let others = text.iter().filter(|symbol| !is_numeral(symbol)).copied();
    let without = Pattern::new(words.into_iter()).to_whole(others);
    5 * place.distance.saturating_sub(without) >= place.distance
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "given to filter by name")]
fn is_numeral(symbol: &&char) -> bool {
    symbol.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两".contains(**symbol)
}
