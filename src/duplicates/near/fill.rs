//! Short strings between and around the runs of a cluster: where a passage is already known, three equal letters close
//! to their predicted position are unlikely to be chance.

use std::ops::Range;

use super::fold::Folded;
use super::parameters::{FILL, FILL_AROUND, FILL_ASTRAY, FILL_PLACES};
use super::seeds::Run;

/// The runs of a cluster with short ones added, each outside the ranges that longer ones cover. `runs` rise on the
/// left; `hull` is the range of both sides.
pub(super) fn filled(
    folded: &Folded,
    runs: Vec<Run>,
    hull: (&Range<u32>, &Range<u32>),
    own: bool,
) -> Vec<Run> {
    let (left, right) = around(folded, hull, own);
    let free_left = free(&left, runs.iter().map(|run| run.left..run.left_end()));
    let free_right = free(&right, runs.iter().map(|run| run.right..run.right_end()));
    let mut strings: Vec<(u64, u32)> =
        free_right.iter().flat_map(|range| positions(range).map(|at| (key(folded, at), at))).collect();
    strings.sort_unstable();
    let mut found = Vec::new();
    for range in &free_left {
        // Runs found in this range that reach beyond the current position; their diagonals are not searched again.
        let mut done: Vec<Run> = Vec::new();
        for at in positions(range).filter(|&at| folded.content(at, at + FILL) + 1 >= FILL) {
            let key = key(folded, at);
            let first = strings.partition_point(|&(other, _)| other < key);
            let same = strings[first..].iter().take_while(|&&(other, _)| other == key).take(FILL_PLACES + 1);
            let places: Vec<u32> = same.map(|&(_, at)| at).collect();
            if places.len() > FILL_PLACES {
                continue;
            }
            done.retain(|run| run.left_end() > at);
            for place in places {
                let is_done = done.iter().any(|run| run.right - run.left == place.wrapping_sub(at));
                if !is_done && is_expected(&runs, at, place) {
                    let room = (range.end - at).min(room_at(&free_right, place));
                    let run = run_from(folded, at, place, room);
                    if !own || run.left_end() <= run.right {
                        done.push(run);
                        found.push(run);
                    }
                }
            }
        }
    }
    found.extend(runs);
    found.sort_unstable();
    found
}

/// Both ranges slightly widened, within their reports and without overlap.
fn around(folded: &Folded, (left, right): (&Range<u32>, &Range<u32>), own: bool) -> (Range<u32>, Range<u32>) {
    let wider = |range: &Range<u32>| {
        let bounds = folded.bounds(range.start);
        range.start.saturating_sub(FILL_AROUND).max(bounds.start)..(range.end + FILL_AROUND).min(bounds.end)
    };
    let (mut wide_left, mut wide_right) = (wider(left), wider(right));
    if own && left.end <= right.start && wide_left.end > wide_right.start {
        let middle = left.end.midpoint(right.start);
        (wide_left.end, wide_right.start) = (middle, middle);
    }
    (wide_left, wide_right)
}

/// The parts of a range that no covered range touches.
fn free(range: &Range<u32>, covered: impl Iterator<Item = Range<u32>>) -> Vec<Range<u32>> {
    let mut covered: Vec<Range<u32>> = covered.collect();
    covered.sort_unstable_by_key(|covered| covered.start);
    let mut free = Vec::new();
    let mut at = range.start;
    for covered in covered {
        if covered.start >= at + FILL {
            free.push(at..covered.start);
        }
        at = at.max(covered.end);
    }
    if range.end >= at + FILL {
        free.push(at..range.end);
    }
    free
}

/// Positions at which a short string may begin.
fn positions(range: &Range<u32>) -> Range<u32> {
    range.start..(range.end + 1).saturating_sub(FILL).max(range.start)
}

/// A short string as one number: symbols have 21 bits, and a figure's are all set.
fn key(folded: &Folded, at: u32) -> u64 {
    let at = at as usize;
    folded.symbols[at..at + FILL as usize]
        .iter()
        .fold(0, |key, &symbol| key << 21 | u64::from(symbol & 0x1f_ffff))
}

/// Whether a place on the right is close to where the nearest runs predict it.
fn is_expected(runs: &[Run], left: u32, right: u32) -> bool {
    let after = runs.partition_point(|run| run.left <= left);
    let nearest = [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|at| runs.get(at));
    nearest.into_iter().any(|run| (right + run.left).abs_diff(left + run.right) <= FILL_ASTRAY)
}

/// Number of symbols from a place to the end of the free range that contains it.
fn room_at(free: &[Range<u32>], place: u32) -> u32 {
    let after = free.partition_point(|range| range.start <= place);
    after.checked_sub(1).map_or(0, |at| free[at].end.saturating_sub(place))
}

fn run_from(folded: &Folded, left: u32, right: u32, room: u32) -> Run {
    let symbols = |from: u32| &folded.symbols[from as usize..(from + room) as usize];
    let length = symbols(left).iter().zip(symbols(right)).take_while(|(x, y)| x == y).count();
    Run { left, right, length: length as u32 }
}
