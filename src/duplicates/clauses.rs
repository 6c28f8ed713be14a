//! Cut of passages to the bounds of clauses.
//!
//! Two texts with a similar sentence often continue alike by chance: the `工作。` before it, the `，推进` after it. The cut
//! removes marks at the start, and then on each side the rest of a clause, where the mark is near and what remains is
//! long enough. An end that the text itself gives (a mark, white space as between paragraphs, the start or end of a
//! report) is kept.
//!
//! The places of an exact passage are cut alike, so that they stay equal; those of a near one are cut separately.
//!
//! A near passage that is an exact one and a little of an adjacent paragraph is shown as the exact one
//! ([`equal_paragraphs`]): equal text is worth more to a reader than a few further similar symbols.

use std::ops::Range;

use super::corpus::Corpus;

/// Maximum distance in symbols from an end to the mark up to which it is cut.
const NEAR: u32 = 3;

/// Reciprocal of the maximum share of a passage that is cut at one end.
const PART: u32 = 8;

/// Minimum number of symbols that remain after a cut, whatever the least length of a passage; shorter passages are
/// shown as found.
const KEPT: u32 = 24;

/// Least length of a passage from which ends are cut; if it is set lower, every symbol counts.
const ORDINARY: u32 = 20;

/// Symbols of adjacent paragraphs, both sides together, that may be cut from a near passage; more are a passage of
/// their own.
const AROUND: u32 = 20;

/// Paragraphs examined on each side of a near passage: the title of a report may have two lines.
const PARTS: usize = 2;

/// Cuts the places of a passage. `least` is the least length of a passage.
pub(super) fn trim(corpus: &Corpus, places: &mut [Range<u32>], is_exact: bool, least: u32) {
    if least < ORDINARY {
        return;
    }
    let least = least.max(KEPT);
    if is_exact {
        let Some(first) = places.first().cloned() else { return };
        let start = places.iter().all(|place| starts_inside(corpus, place.start));
        let end = places.iter().all(|place| ends_inside(corpus, place.end));
        let cut = cuts(corpus, &first, start, end, least);
        for place in places {
            *place = place.start + cut[0]..place.end - cut[1];
        }
    } else {
        for place in places {
            let (start, end) = (starts_inside(corpus, place.start), ends_inside(corpus, place.end));
            let cut = cuts(corpus, place, start, end, least);
            *place = place.start + cut[0]..place.end - cut[1];
        }
    }
}

/// Number of symbols by which a passage may reach out of another one at each end and still say nothing more: the rest of
/// a clause that was cut from the other one. `least` is the least length of a passage.
pub(super) fn overhang(least: u32) -> u32 {
    if least < ORDINARY { 0 } else { NEAR }
}

/// Places of a near passage without parts of other paragraphs at their ends, if that makes them equal: the smallest
/// cut. `None` if cutting fewer than [`AROUND`] symbols of each does not make them equal, or if less than twice what
/// was cut or less than `least` would remain.
pub(super) fn equal_paragraphs(
    corpus: &Corpus,
    places: &[Range<u32>],
    least: u32,
) -> Option<Vec<Range<u32>>> {
    let least = least.max(KEPT);
    let bounds: Vec<[Vec<u32>; 2]> = places.iter().map(|place| paragraph_bounds(corpus, place)).collect();
    let cut = |first: usize, last: usize| -> Option<Vec<Range<u32>>> {
        let mut cut = Vec::with_capacity(places.len());
        for (place, [starts, ends]) in places.iter().zip(&bounds) {
            let inner = *starts.get(first)?..*ends.get(last)?;
            let kept = inner.end.saturating_sub(inner.start);
            let lost = place.end - place.start - kept;
            if lost > 0 && (lost >= AROUND || kept < least.max(2 * lost)) {
                return None;
            }
            cut.push(inner);
        }
        cut.iter().all(|place| corpus.are_equal(place, &cut[0])).then_some(cut)
    };
    let tried = (0..=PARTS).flat_map(|first| (0..=PARTS).map(move |last| (first, last)));
    let equal = tried.filter_map(|(first, last)| cut(first, last));
    equal.max_by_key(|places| places[0].end - places[0].start)
}

/// Possible starts and ends of a place: its own bounds, then those of paragraphs within [`AROUND`] symbols of them, the
/// outermost first.
fn paragraph_bounds(corpus: &Corpus, place: &Range<u32>) -> [Vec<u32>; 2] {
    let is_bound = |at: &u32| corpus.is_spaced(*at);
    let from_start = (place.start + 1..place.end).take(AROUND as usize).filter(is_bound);
    let from_end = (place.start + 1..place.end).rev().take(AROUND as usize).filter(is_bound);
    [
        std::iter::once(place.start).chain(from_start.take(PARTS)).collect(),
        std::iter::once(place.end).chain(from_end.take(PARTS)).collect(),
    ]
}

/// Whether a place with this start begins inside a clause.
fn starts_inside(corpus: &Corpus, start: u32) -> bool {
    start > 0 && !corpus.is_spaced(start) && !corpus.ends_clause(start - 1)
}

/// Whether a place with this (exclusive) end ends inside a clause.
fn ends_inside(corpus: &Corpus, end: u32) -> bool {
    !corpus.is_spaced(end) && !corpus.ends_clause(end) && !corpus.ends_clause(end - 1)
}

/// Number of symbols to cut from the start and the end of a place.
fn cuts(corpus: &Corpus, place: &Range<u32>, start: bool, end: bool, least: u32) -> [u32; 2] {
    let length = place.end - place.start;
    let room = length.saturating_sub(least);
    let within = NEAR.min(length / PART);
    let marks = (place.clone()).take_while(|&at| corpus.ends_clause(at)).count() as u32;
    let rest_of_clause = |wanted: bool, cut: Option<u32>| cut.filter(|_| wanted).unwrap_or(0);
    let to_mark = (place.start..place.start + within).find(|&at| corpus.ends_clause(at));
    let mut first = rest_of_clause(start, to_mark.map(|at| at + 1 - place.start)).max(marks);
    if first > room {
        first = 0;
    }
    let from_mark = (place.end - within..place.end).rfind(|&at| corpus.ends_clause(at));
    let mut last = rest_of_clause(end, from_mark.map(|at| place.end - at - 1));
    if first + last > room {
        last = 0;
    }
    [first, last]
}
