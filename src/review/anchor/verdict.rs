//! What is made of the places where a quote may stand: which is meant, and whether that is beyond doubt. The rules and
//! what they were measured on are in `docs/anchors.md`; how places are found is in `candidates`.

use super::candidates::{Search, exact, has_bereft_twin, junction};
use super::distance::Pattern;
use super::index::Index;
use super::quote::{Candidate, Quote};
use super::State;

/// Of several exact occurrences one is taken for the right one only if so many symbols more of its surroundings agree
/// than of every other.
const MARGIN: usize = 4;

/// A shorter quote is found again only with more of its surroundings.
const SHORT: usize = 20;

/// An exact quote of this length is enough by itself, if it stands only once; a sentence of set phrases is shorter.
const LONG: usize = 64;

/// So many symbols of the context on one side show that the surroundings are the old ones. Unrelated Chinese text
/// agrees in two or three of 32.
const SUPPORT: usize = 10;

/// What stands before or after a place is asked about.
pub(super) struct Surroundings<'a> {
    pub(super) index: &'a Index,
    /// Where the quote would stand if nothing before it had changed, in symbols.
    pub(super) expected: usize,
    /// Whether a place lies under the headings that the quote stood under.
    pub(super) is_in_section: &'a dyn Fn(&Candidate) -> bool,
    /// Whether the report's change of length explains how far a place is from the old one; true if nothing is known.
    pub(super) is_explained: &'a dyn Fn(&Candidate) -> Option<bool>,
    /// Whether text of the quote's length may be missing from the report as a whole.
    pub(super) may_be_cut: bool,
}

/// The place that is meant and how sure that is.
pub(super) fn verdict(quote: &Quote, around: &Surroundings<'_>) -> (State, Option<Candidate>) {
    if quote.len() == 0 {
        return point(quote, around.index);
    }
    let mut search = exact(quote, around.index, around.expected);
    let context = quote.total() - quote.len();
    if !search.places.iter().any(|place| 10 * (place.left + place.right) >= 9 * context) {
        search.add_similar(quote, around.index, around.expected);
    }
    let expected = around.expected;
    search.places.sort_by_key(|place| {
        (std::cmp::Reverse(place.agreement(quote)), place.range.start.abs_diff(expected))
    });
    let Some(best) = search.places.first().cloned() else { return (State::Orphan, None) };
    if best.distance == 0 {
        of_exact(best, &search, quote, around)
    } else {
        (of_similar(&best, &search, quote, around), Some(best))
    }
}

/// A point between two characters has nothing but its surroundings: it is never placed in silence.
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

fn of_exact(
    best: Candidate,
    search: &Search,
    quote: &Quote,
    around: &Surroundings<'_>,
) -> (State, Option<Candidate>) {
    let limit = best.agreement(quote);
    let rivals = |place: &&Candidate| {
        let margin = if place.distance == 0 { MARGIN } else { 1 };
        place.agreement(quote) + margin > limit
    };
    let tied: Vec<&Candidate> = search.places.iter().filter(rivals).collect();
    let chosen = match tied.as_slice() {
        [_] => Some(&best),
        tied => chosen_of(tied, around),
    };
    let Some(chosen) = chosen else { return (State::Uncertain, Some(best)) };
    let at_home = chosen.range.start == around.expected;
    let is_sure = !search.cut_short
        && is_enough(chosen, quote, at_home)
        && (at_home || !is_bereft(chosen, quote, around));
    let state = match (is_sure, at_home) {
        (false, _) => State::Uncertain,
        (true, true) => State::Anchored,
        (true, false) => State::Moved,
    };
    (state, Some(chosen.clone()))
}

/// Of places that are equally good: the old one; the one under the old headings; the one that the report's change of
/// length explains.
fn chosen_of<'a>(tied: &[&'a Candidate], around: &Surroundings<'_>) -> Option<&'a Candidate> {
    if tied.iter().any(|place| place.distance > 0) {
        return None;
    }
    if let Some(home) = tied.iter().find(|place| place.range.start == around.expected) {
        return Some(home);
    }
    let mut left = tied.to_vec();
    let in_section: Vec<&Candidate> =
        left.iter().copied().filter(|place| (around.is_in_section)(place)).collect();
    if !in_section.is_empty() {
        left = in_section;
    }
    if left.len() > 1 {
        left.retain(|place| (around.is_explained)(place) == Some(true));
    }
    <[_; 1]>::try_from(left).ok().map(|[only]| only)
}

/// Whether so much of quote and surroundings agrees that it is no chance.
fn is_enough(place: &Candidate, quote: &Quote, at_home: bool) -> bool {
    let context = place.left + place.right;
    if place.agreement(quote) == quote.total() && quote.len() >= SHORT {
        return true;
    }
    let supported = place.left >= SUPPORT || place.right >= SUPPORT;
    match quote.len() {
        LONG.. => true,
        SHORT.. => at_home || supported,
        length => length + context >= if at_home { SHORT } else { LONG / 2 } && (supported || at_home),
    }
}

/// Whether something speaks for the quote having been cut out, and this place being another: its context stands closed
/// up elsewhere, or the place has a twin without it.
fn is_bereft(place: &Candidate, quote: &Quote, around: &Surroundings<'_>) -> bool {
    let (before, after) = (quote.prefix().len(), quote.suffix().len());
    let closed_up = junction(quote, around.index, quote.len() / 2).is_some_and(|found| {
        4 * found.left >= 3 * before
            && 4 * found.right >= 3 * after
            && found.left + found.right >= SHORT.min(before + after)
            && found.left + found.right + MARGIN > place.left + place.right
    });
    closed_up
        || (around.is_explained)(place) != Some(true) && has_bereft_twin(around.index, &place.range)
}

fn of_similar(best: &Candidate, search: &Search, quote: &Quote, around: &Surroundings<'_>) -> State {
    let similarity = best.similarity(quote);
    let (before, after) = (quote.prefix().len(), quote.suffix().len());
    let edge = around.index.symbols().len() - best.range.end;
    // Where there is hardly any context, the quote stood at an end of the report and must still stand there.
    let left = if before < 8 { best.range.start <= before + 2 } else { 4 * best.left >= 3 * before };
    let right = if after < 8 { edge <= after + 2 } else { 4 * best.right >= 3 * after };
    let margin = MARGIN.max(quote.total() / 16);
    let agreement = best.agreement(quote);
    let has_rival = search.places.iter().skip(1).any(|place| place.agreement(quote) + margin > agreement);
    let least = if quote.len() < SHORT { 0.8 } else { 0.75 };
    let is_sure = similarity >= least
        && left
        && right
        && !has_rival
        && !search.cut_short
        && !around.may_be_cut
        && !figures_differ(best, quote, around.index)
        && !is_bereft(best, quote, around);
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

/// Whether numerals make up a fair part of the difference: paragraphs on the same pattern differ in their figures, and
/// a figure that was changed is worth a look anyway.
fn figures_differ(place: &Candidate, quote: &Quote, index: &Index) -> bool {
    const ALIGNED: usize = 4_096;
    let numeral = |&&symbol: &&char| symbol.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两".contains(symbol);
    let text = &index.symbols()[place.range.clone()];
    if text.iter().filter(numeral).eq(quote.exact().iter().filter(numeral)) {
        return false;
    }
    if quote.len().max(text.len()) > ALIGNED {
        return true;
    }
    let words: Vec<char> = quote.exact().iter().filter(|symbol| !numeral(symbol)).copied().collect();
    let others = text.iter().filter(|symbol| !numeral(symbol)).copied();
    let without = Pattern::new(words.into_iter()).to_whole(others);
    5 * place.distance.saturating_sub(without) >= place.distance
}
