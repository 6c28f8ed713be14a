//! Passages begin and end where clauses do.
//!
//! Two texts that are alike over a sentence go on alike by chance: the `工作。` before it, the `，推进` after it. Cut off are
//! marks at the start, and then on each side the rest of a clause, where the mark is near and what stays is long enough.
//! An end that the text itself gives (a mark, white space as between paragraphs, the start or end of a report) is kept.
//!
//! The places of an exact passage are cut alike, so that they stay equal; those of a near one each for itself.

use std::ops::Range;

use super::corpus::Corpus;

/// Symbols within which the mark must lie up to which an end is cut.
const NEAR: u32 = 3;

/// An end is cut only where it is less than one part in this many of the passage.
const PART: u32 = 8;

/// Symbols that a passage keeps, whatever the least length asked for: shorter ones are shown as found.
const KEPT: u32 = 24;

/// Least length of a passage below which nothing is cut: then every symbol counts.
const ORDINARY: u32 = 20;

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

/// Whether a place that begins here begins inside a clause.
fn starts_inside(corpus: &Corpus, start: u32) -> bool {
    start > 0 && !corpus.is_spaced(start) && !corpus.ends_clause(start - 1)
}

/// Whether a place that ends before this position ends inside a clause.
fn ends_inside(corpus: &Corpus, end: u32) -> bool {
    !corpus.is_spaced(end) && !corpus.ends_clause(end) && !corpus.ends_clause(end - 1)
}

/// How many symbols to cut from the start and the end of a place.
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
