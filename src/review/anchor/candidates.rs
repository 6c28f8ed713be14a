//! Candidate positions of a quote: exact occurrences, positions that share 4-grams with quote and context, and
//! positions where the context is found without the quote. `verdict` decides between them.

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "positions and lengths of symbols in memory; the expected position, which comes from a file, is inside the text"
    )
)]

use std::ops::Range;

use super::distance::Begin;
use super::index::{GRAM, Index};
use super::quote::{Candidate, Quote, best_ends, patterns};

/// Maximum number of exact occurrences considered, nearest to the stored position first.
const OCCURRENCES: usize = 256;

/// Search radius in symbols around the stored position for a quote shorter than a gram.
const REACH: usize = 50_000;

/// Maximum number of seed hits per quote, rarest seeds first.
const HITS: usize = 4_000;

/// Maximum number of seeds sampled from a long quote, in addition to those of its context.
const SEEDS: usize = 512;

/// Maximum number of clusters of hits aligned with the quote.
const CLUSTERS: usize = 8;

/// Longest quote, in symbols, that is aligned as a whole; of a longer one only both ends are.
const WHOLE: usize = 1_024;

/// Length of each aligned end, in symbols.
const END: usize = 256;

/// A context gram with more occurrences than this is too common to locate the quote.
const COMMON: usize = 64;

/// The result of a search.
#[derive(Default)]
pub(super) struct Search {
    /// Candidates without duplicates.
    pub(super) places: Vec<Candidate>,
    /// Whether a bound cut candidates off.
    pub(super) cut_short: bool,
}

impl Search {
    /// Adds a candidate. Of two overlapping ones the better stays; an exact one always stays.
    fn add(&mut self, candidate: Candidate, quote: &Quote) {
        match self.places.iter_mut().find(|other| other.is_same_place(&candidate)) {
            Some(other) if other.distance > 0 && other.agreement(quote) < candidate.agreement(quote) => {
                *other = candidate;
            }
            Some(_) => {}
            None => self.places.push(candidate),
        }
    }

    /// Aligns the quote with every cluster of shared seeds, largest first.
    pub(super) fn add_similar(&mut self, quote: &Quote, index: &Index, expected: usize) {
        let (mut hits, cut_short) = hits(quote, index, expected);
        self.cut_short |= cut_short;
        hits.sort_unstable();
        let width = 8 + quote.len() / if quote.len() > WHOLE { 4 } else { 6 };
        for cluster in clusters(&hits, width) {
            let candidate = if quote.len() > WHOLE {
                located_by_ends(quote, index, cluster)
            } else {
                let (first, last) = (cluster[0].diagonal, cluster[cluster.len() - 1].diagonal);
                let window = window(quote, index, first..last, 0..quote.len(), 4 + quote.len() / 8);
                quote.located_in(index, window)
            };
            self.add(candidate, quote);
        }
    }
}

/// All exact occurrences, or the nearest [`OCCURRENCES`].
pub(super) fn exact(quote: &Quote, index: &Index, expected: usize) -> Search {
    let mut search = Search::default();
    let exact = quote.exact();
    let found: Vec<usize> = if exact.is_empty() {
        Vec::new()
    } else if exact.len() < GRAM {
        search.cut_short = index.symbols().len() > 2 * REACH;
        let from = expected.saturating_sub(REACH);
        (from..(expected + REACH).min(index.symbols().len()))
            .filter(|&position| index.holds(position, exact))
            .collect()
    } else {
        let step = exact.len().div_ceil(64);
        let grams = exact.windows(GRAM).enumerate().step_by(step);
        let rarest = grams.map(|(offset, gram)| (index.places(gram), offset));
        let (places, offset) = rarest.min_by_key(|(places, _)| places.len()).unwrap_or_default();
        let near = nearest(places, expected + offset, HITS);
        search.cut_short = near.len() < places.len();
        let starts = near.iter().filter_map(|&place| (place as usize).checked_sub(offset));
        starts.filter(|&start| index.holds(start, exact)).collect()
    };
    let at = found.partition_point(|&start| start < expected);
    let near = found.len().min(OCCURRENCES);
    let first = at.saturating_sub(near / 2).min(found.len() - near);
    search.cut_short |= near < found.len();
    for &start in &found[first..first + near] {
        search.places.push(quote.candidate(index, start..start + exact.len(), 0));
    }
    search
}

/// A seed found in the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    /// Position in the text minus position in quote and context, offset by their length so that it cannot be
    /// negative. Seeds on one diagonal have kept their distances.
    diagonal: usize,
    /// Position of the seed in quote and context.
    seed: u32,
}

/// Hits of the seeds of quote and context, rarest seeds first, and whether more than half of the seeds had hits left
/// out.
fn hits(quote: &Quote, index: &Index, expected: usize) -> (Vec<Hit>, bool) {
    let before = quote.prefix().len();
    let inside = before..before + quote.len();
    let step = quote.len().div_ceil(SEEDS).max(1);
    let grams = quote.window().windows(GRAM).enumerate();
    let sampled = grams.filter(|(seed, _)| !inside.contains(seed) || (seed - before).is_multiple_of(step));
    let mut seeds: Vec<(usize, &[char], &[u32])> =
        sampled.map(|(seed, gram)| (seed, gram, index.places(gram))).collect();
    seeds.sort_by_key(|(_, _, places)| places.len());
    let mut hits = Vec::new();
    let mut skipped = 0;
    for &(seed, gram, places) in &seeds {
        let room = HITS.saturating_sub(hits.len());
        if places.len() > room {
            skipped += 1;
        }
        let at = (expected + seed).saturating_sub(before);
        for &place in nearest(places, at, room) {
            if index.holds(place as usize, gram) {
                hits.push(Hit { diagonal: place as usize + quote.total() - seed, seed: seed as u32 });
            }
        }
    }
    (hits, 2 * skipped > seeds.len())
}

/// The `count` places nearest to a position.
fn nearest(places: &[u32], position: usize, count: usize) -> &[u32] {
    let count = count.min(places.len());
    let at = places.partition_point(|&place| (place as usize) < position);
    let first = at.saturating_sub(count / 2).min(places.len() - count);
    &places[first..first + count]
}

/// Disjoint runs of hits whose diagonals lie within `width`, largest first.
fn clusters(hits: &[Hit], width: usize) -> Vec<&[Hit]> {
    let mut end = 0;
    let mut windows: Vec<Range<usize>> = (0..hits.len())
        .map(|start| {
            while end < hits.len() && hits[end].diagonal - hits[start].diagonal <= width {
                end += 1;
            }
            start..end
        })
        .collect();
    windows.sort_by_key(|window| std::cmp::Reverse(window.len()));
    let most = windows.first().map_or(0, Range::len);
    let mut taken: Vec<Range<usize>> = Vec::new();
    for window in windows {
        // A cluster with less than a sixth of the best one's seeds cannot come near it.
        if taken.len() == CLUSTERS || 6 * window.len() < most {
            break;
        }
        if taken.iter().all(|other| window.end <= other.start || other.end <= window.start) {
            taken.push(window);
        }
    }
    taken.into_iter().map(|window| &hits[window]).collect()
}

/// The range of text in which a part of the quote lies according to these diagonals, widened by `slack` symbols on
/// both sides.
fn window(
    quote: &Quote,
    index: &Index,
    diagonals: Range<usize>,
    part: Range<usize>,
    slack: usize,
) -> Range<usize> {
    let before = quote.prefix().len();
    let start = (diagonals.start + before + part.start).saturating_sub(quote.total() + slack);
    let end = (diagonals.end + before + part.end + slack).saturating_sub(quote.total());
    let end = end.min(index.symbols().len());
    start.min(end)..end
}

/// Locates a long quote by its two ends. The similarity of the text between them is estimated from the share of
/// intact seeds: a seed is intact if none of its `GRAM` symbols changed.
fn located_by_ends(quote: &Quote, index: &Index, cluster: &[Hit]) -> Candidate {
    let before = quote.prefix().len() as u32;
    let length = quote.len() as u32;
    let diagonals = |seeds: Range<u32>| {
        let inside = cluster.iter().filter(move |hit| seeds.contains(&hit.seed)).map(|hit| hit.diagonal);
        inside.clone().min().zip(inside.max()).map(|(first, last)| first..last)
    };
    // The diagonals at head and tail, or those of all seeds of the cluster.
    let (first, last) = (cluster[0].diagonal, cluster[cluster.len() - 1].diagonal);
    let head = diagonals(0..before + 2 * END as u32).unwrap_or(first..last);
    let tail = diagonals(before + length - 2 * END as u32..u32::MAX).unwrap_or(first..last);
    let at_head = window(quote, index, head, 0..END, END / 4);
    let at_tail = window(quote, index, tail, quote.len() - END..quote.len(), END / 4);
    let start = start_of(&quote.exact()[..END], index, at_head, |at| quote.left_at(index, at));
    let end = end_of(&quote.exact()[quote.len() - END..], index, at_tail, |at| quote.right_at(index, at));
    let range = start..end.max(start);
    let distance = if index.symbols()[range.clone()] == *quote.exact() {
        0
    } else {
        estimated(quote, cluster, range.len()).max(1)
    };
    quote.candidate(index, range, distance)
}

/// Estimated number of edits between a long quote and a candidate of this length.
fn estimated(quote: &Quote, cluster: &[Hit], length: usize) -> usize {
    let before = quote.prefix().len();
    let inside = before..before + quote.len() + 1 - GRAM;
    let mut seeds: Vec<u32> =
        cluster.iter().map(|hit| hit.seed).filter(|&seed| inside.contains(&(seed as usize))).collect();
    seeds.sort_unstable();
    seeds.dedup();
    let step = quote.len().div_ceil(SEEDS).max(1);
    let share = seeds.len() as f32 / inside.len().div_ceil(step) as f32;
    let intact = share.min(1.0).sqrt().sqrt() * quote.len() as f32;
    quote.len().max(length) - (intact as usize).min(length)
}

/// Start of the head of a quote within a window.
fn start_of(head: &[char], index: &Index, window: Range<usize>, left: impl Fn(usize) -> usize) -> usize {
    let [forward, backward] = patterns(head);
    let text = &index.symbols()[window.clone()];
    let ends = best_ends(&forward, text.iter().copied(), Begin::Anywhere, window.len() / 2);
    let end = ends.first().map_or(0, |&(end, _)| end);
    let starts = best_ends(&backward, text[..end].iter().rev().copied(), Begin::Here, head.len());
    let at = |length: usize| window.start + end - length;
    let best = starts.iter().max_by_key(|&&(length, distance)| (left(at(length)) + head.len()) - distance);
    at(best.map_or(end, |&(length, _)| length))
}

/// End of the tail of a quote within a window.
fn end_of(tail: &[char], index: &Index, window: Range<usize>, right: impl Fn(usize) -> usize) -> usize {
    let [forward, _] = patterns(tail);
    let text = index.symbols()[window.clone()].iter().copied();
    let ends = best_ends(&forward, text, Begin::Anywhere, window.len() / 2);
    let at = |length: usize| window.start + length;
    let best = ends.iter().max_by_key(|&&(length, distance)| (right(at(length)) + tail.len()) - distance);
    at(best.map_or(0, |&(length, _)| length))
}

/// A position where the text before the quote is followed by the text after it, with at most `gap` symbols between
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Junction {
    /// End of the context before the quote.
    pub(super) before: usize,
    /// Number of matching symbols of the context before.
    pub(super) left: usize,
    /// Number of matching symbols of the context after.
    pub(super) right: usize,
}

/// The best position where both contexts meet and the quote between them was removed.
pub(super) fn junction(quote: &Quote, index: &Index, gap: usize) -> Option<Junction> {
    let before = implied(quote.prefix(), index, quote.prefix().len(), 0);
    let after = implied(quote.suffix(), index, 0, index.symbols().len());
    let mut best: Option<Junction> = None;
    for &end in &before {
        let from = after.partition_point(|&start| start + 8 < end);
        for &start in after[from..].iter().take_while(|&&start| start <= end + gap).take(4) {
            let junction = Junction {
                before: end,
                left: quote.left_at(index, end),
                right: quote.right_at(index, start),
            };
            if best.is_none_or(|best| best.left + best.right < junction.left + junction.right) {
                best = Some(junction);
            }
        }
    }
    best
}

/// Sorted positions of a context's border next to the quote, implied by the seeds of the context; `border` is its
/// offset in the context. A context too short for seeds was at an end of the report and is assumed to be there still.
fn implied(context: &[char], index: &Index, border: usize, edge: usize) -> Vec<usize> {
    if context.len() < GRAM {
        return vec![if edge == 0 {
            context.len().min(index.symbols().len())
        } else {
            edge - context.len().min(edge)
        }];
    }
    let mut borders = Vec::new();
    for (seed, gram) in context.windows(GRAM).enumerate() {
        let places = index.places(gram);
        if places.len() <= COMMON {
            let held = places.iter().map(|&place| place as usize).filter(|&place| index.holds(place, gram));
            borders.extend(held.filter_map(|place| (place + border).checked_sub(seed)));
        }
    }
    borders.retain(|&border| border <= index.symbols().len());
    borders.sort_unstable();
    borders.dedup();
    borders
}

/// Whether the surroundings of a candidate also occur elsewhere: then the quote may have been removed from there, and
/// this candidate is its twin. Samples runs of text up to about 2,000 symbols away; three runs with a second
/// occurrence are no coincidence.
pub(super) fn surroundings_recur(index: &Index, range: &Range<usize>) -> bool {
    const DISTANCES: [usize; 10] = [0, 16, 48, 96, 160, 256, 400, 640, 1024, 2048];
    const RUN: usize = 16;
    const MANY: usize = 3;
    let symbols = index.symbols();
    let before = DISTANCES.iter().filter_map(|distance| range.start.checked_sub(distance + RUN));
    let after = DISTANCES.iter().map(|distance| range.end + distance);
    let runs = before.chain(after.take_while(|at| at + RUN <= symbols.len()));
    let recurs = |at: &usize| {
        let run = &symbols[*at..at + RUN];
        let places = nearest(index.places(&run[..GRAM]), *at, 4 * COMMON);
        places.iter().any(|&place| place as usize != *at && index.holds(place as usize, run))
    };
    runs.filter(recurs).take(MANY).count() == MANY
}
