//! What is made of the places where a quote may stand: which is meant, and whether that is beyond doubt. The rules and
//! what they were measured on are in `docs/anchors.md`; how places are found is in `candidates`.

use std::cmp::Reverse;
use std::ops::Range;

use super::candidates::{exact, has_twin_surroundings, junction};
use super::distance::Pattern;
use super::index::Index;
use super::quote::{Candidate, Quote};
use super::{CONTEXT, State};

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
    /// How far a place is from the old one.
    pub(super) drift: &'a dyn Fn(&Candidate) -> Drift,
    /// Whether text of the quote's length may be missing from the report as a whole.
    pub(super) may_be_cut: bool,
}

/// How far a place is from where the quote stood, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drift {
    /// Whether that is so little that small changes before it explain it.
    pub(super) is_small: bool,
    /// By how much more than the report has grown or shrunk.
    pub(super) excess: usize,
}

/// The place that is meant and how sure that is.
pub(super) fn verdict(quote: &Quote, around: &Surroundings<'_>) -> (State, Option<Candidate>) {
    if quote.len() == 0 {
        return point(quote, around.index);
    }
    let mut search = exact(quote, around.index, around.expected);
    let is_whole = |place: &Candidate| place.agreement(quote) == quote.total();
    // What stands whole in its old place needs no rivals.
    if !search.places.iter().any(|place| around.is_home(place) && is_whole(place)) {
        search.add_similar(quote, around.index, around.expected);
    }
    // Where the surroundings stand with hardly anything of the quote, it is gone from there.
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
    // Where the quote has a twin, the twin's surroundings are no sign that it was cut out of them.
    let is_clear = is_clear
        && !search.cut_short
        && !(is_alone
            && !(around.drift)(place).is_small
            && has_twin_surroundings(around.index, &place.range));
    let state = if place.distance == 0 {
        of_exact(place, is_clear, quote, around)
    } else {
        of_similar(place, is_clear, quote, around)
    };
    (state, Some(place.clone()))
}

/// The place that is most likely meant.
struct Choice<'a> {
    place: &'a Candidate,
    /// Whether no other comes near it.
    is_clear: bool,
}

/// Chooses among the places, which come with the best first. Where the report's change of length explains how some of
/// the good ones came to be where they are, it is one of those: of a body that stands twice it is the right copy. Of
/// several, one must be better than all others, stand in its old place, or alone under the old headings.
fn choice<'a>(places: &'a [Candidate], quote: &Quote, around: &Surroundings<'_>) -> Option<Choice<'a>> {
    let limit = places.first()?.agreement(quote);
    // Where the words are the same, half of the surroundings may have changed.
    let good = places.iter().filter(|place| {
        place.distance == 0 && 2 * place.agreement(quote) >= limit || comes_close(place, limit, quote)
    });
    let least = good.clone().map(|place| around.excess(place)).min().unwrap_or(0);
    let pool: Vec<&Candidate> = good.filter(|place| around.excess(place) <= 2 * least).collect();
    let top = pool[0];
    let rivals = |of: &Candidate, among: &[&'a Candidate]| -> Vec<&'a Candidate> {
        let comes_near = |place: &&&Candidate| {
            place.agreement(quote) + margin(of, place, quote) > of.agreement(quote) && ***place != *of
        };
        among.iter().filter(comes_near).copied().collect()
    };
    let near = rivals(top, &pool);
    let is_settled = |place: &Candidate| {
        let others = places.iter().filter(|other| *other != place);
        if place.distance > 0 {
            // Text that was changed is taken for the right one only where nothing else is like it.
            return others
                .clone()
                .all(|other| other.agreement(quote) + margin(place, other, quote) <= place.agreement(quote));
        }
        around.explains(place) && comes_close(place, limit, quote)
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

/// So much more than another must a place agree to be taken for the right one.
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

    fn explains(&self, place: &Candidate) -> bool {
        self.excess(place) == 0
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

fn of_exact(place: &Candidate, is_clear: bool, quote: &Quote, around: &Surroundings<'_>) -> State {
    let at_home = around.is_home(place);
    let is_sure =
        is_clear && is_enough(place, quote, around) && (at_home || !is_bereft(place, quote, around));
    match (is_sure, at_home) {
        (false, _) => State::Uncertain,
        (true, true) => State::Anchored,
        (true, false) => State::Moved,
    }
}

/// Whether so much of quote and surroundings agrees that it is no chance.
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
    // Of a short quote's surroundings one side is as it was, or hardly anything on both has changed.
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

/// Whether the quote was cut out, and this place is another: its context stands closed up elsewhere.
fn is_bereft(place: &Candidate, quote: &Quote, around: &Surroundings<'_>) -> bool {
    let (before, after) = (quote.prefix().len(), quote.suffix().len());
    let margin = if place.distance == 0 { 1 } else { MARGIN };
    junction(quote, around.index, quote.len() / 2).is_some_and(|found| {
        4 * found.left >= 3 * before
            && 4 * found.right >= 3 * after
            && found.left + found.right >= SHORT.min(before + after)
            && found.left + found.right + margin > place.left + place.right
    })
}

fn of_similar(best: &Candidate, is_clear: bool, quote: &Quote, around: &Surroundings<'_>) -> State {
    let similarity = best.similarity(quote);
    let (before, after) = (quote.prefix().len(), quote.suffix().len());
    let edge = around.index.symbols().len() - best.range.end;
    // Where there is hardly any context, the quote stood at an end of the report and must still stand there.
    let left = if before < 8 { best.range.start <= before + 2 } else { 4 * best.left >= 3 * before };
    let right = if after < 8 { edge <= after + 2 } else { 4 * best.right >= 3 * after };
    let least = if quote.len() < SHORT { 0.8 } else { 0.75 };
    let is_sure = similarity >= least
        && left
        && right
        && is_clear
        && around.explains(best)
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

/// Whether figures in the surroundings are others, or make up a fair part of what was changed in the quote: paragraphs
/// on the same pattern differ in their figures, and a figure that was changed is worth a look anyway.
fn figures_differ(place: &Candidate, quote: &Quote, index: &Index) -> bool {
    const ALIGNED: usize = 4_096;
    let Range { start, end } = place.range;
    let (before, text, after) =
        (&index.symbols()[..start], &index.symbols()[start..end], &index.symbols()[end..]);
    // Counted from the quote outwards, so that nothing is said about what lies beyond the context.
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
