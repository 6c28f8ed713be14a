//! Chaining: joins runs of two reports that lie close together on both sides, in any order, into pairs of places, with
//! weak ends cut and weak middles split.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::body;
use super::extend::{Direction, Reach, extend};
use super::fill::filled;
use super::fold::{Class, Folded};
use super::pair::{Pair, is_half_inside};
use super::parameters::{
    CHANCE, CHANCE_CONTENT, CLUSTER_CONTENT, CONTENT, CONTENT_OF_SHORT, CONTENT_SCORE, DENSITY, DIAGONALS,
    GAP, IN_ORDER, KEPT_EXAMINED, LONG_RUNS, PAIRS_ALWAYS, PRECEDING_RUNS, SHORT_PAIR, SYMBOLS_A_PAIR,
};
use super::seeds::Run;
use super::{Hit, Hits};

/// Side of a pair.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

impl Side {
    fn range(self, run: &Run) -> Range<u32> {
        match self {
            Self::Left => run.left..run.left_end(),
            Self::Right => run.right..run.right_end(),
        }
    }
}

/// Pairs of similar places of two reports, or of one if `own`. `runs` are sorted; `body` is the length of the first
/// report without furniture.
pub(super) fn hits_of_pair(
    folded: &Folded,
    runs: Vec<Run>,
    own: bool,
    body: usize,
    min_length: usize,
) -> Hits {
    let least = u32::try_from(min_length).unwrap_or(u32::MAX);
    let Some(room) = runs.first().map(|run| folded.bounds(run.left).len() + folded.bounds(run.right).len())
    else {
        return Hits { hits: Vec::new(), cut: 0 };
    };
    let mut drafts = Vec::new();
    for cluster in clusters(runs) {
        if anchored(folded, &cluster) < CLUSTER_CONTENT.min(least) {
            continue;
        }
        for part in dense_parts(folded, cluster) {
            let Some(around) = hull(&part) else { continue };
            let mut part = part;
            part.sort_unstable();
            let filled = filled(folded, part, (&around.left, &around.right), own);
            for part in dense_parts(folded, filled) {
                drafts.extend(draft(folded, part, own, least));
            }
        }
    }
    let mut drafts = best(drafts, |draft| &draft.pair);
    let bound = PAIRS_ALWAYS + room / SYMBOLS_A_PAIR;
    let cut = drafts.len().saturating_sub(bound);
    drafts.truncate(bound);
    let pairs: Vec<Pair> = drafts.iter().filter_map(|draft| pair(folded, draft, own, least)).collect();
    let pairs = best(pairs, |pair| pair);
    let pairs = if own { body::as_one(pairs, body) } else { pairs };
    let hit = |pair: Pair| Hit {
        left: folded.in_corpus(&pair.left),
        right: folded.in_corpus(&pair.right),
        weight: pair.weight,
    };
    Hits { hits: pairs.into_iter().map(hit).collect(), cut }
}

fn hundredths(of: u32, part: u32) -> u32 {
    (u64::from(of) * u64::from(part)).div_ceil(100) as u32
}

/// Upper bound of the number of content symbols in runs: those in several runs are counted each time.
fn anchored(folded: &Folded, runs: &[Run]) -> u32 {
    runs.iter().fold(0, |sum, run| sum.saturating_add(run.weight(folded)))
}

/// Groups runs that are close on both sides, transitively. `runs` rise on the left.
fn clusters(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut parents: Vec<u32> = (0..runs.len() as u32).collect();
    let mut long: Vec<usize> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        for other in (index.saturating_sub(PRECEDING_RUNS)..index).rev() {
            if runs[other].left + 2 * GAP < run.left {
                break;
            }
            if are_close(&runs[other], run) {
                join(&mut parents, other, index);
            }
        }
        for &other in &long {
            if are_close(&runs[other], run) {
                join(&mut parents, other, index);
            }
        }
        if run.length > GAP {
            if long.len() == LONG_RUNS {
                long.remove(0);
            }
            long.push(index);
        }
    }
    let mut clusters: BTreeMap<u32, Vec<Run>> = BTreeMap::new();
    for (index, run) in runs.into_iter().enumerate() {
        clusters.entry(root(&mut parents, index)).or_default().push(run);
    }
    clusters.into_values().collect()
}

/// Whether a run lies close to an earlier one on both sides.
fn are_close(earlier: &Run, run: &Run) -> bool {
    run.left <= earlier.left_end() + GAP
        && run.right <= earlier.right_end() + GAP
        && earlier.right <= run.right_end() + GAP
}

fn root(parents: &mut [u32], of: usize) -> u32 {
    let mut at = of;
    while parents[at] as usize != at {
        parents[at] = parents[parents[at] as usize];
        at = parents[at] as usize;
    }
    at as u32
}

fn join(parents: &mut [u32], left: usize, right: usize) {
    let (left, right) = (root(parents, left), root(parents, right));
    parents[left.max(right) as usize] = left.min(right);
}

/// Splits a cluster into parts whose score exceeds the cost of their gaps on both sides.
fn dense_parts(folded: &Folded, cluster: Vec<Run>) -> Vec<Vec<Run>> {
    let mut parts = vec![cluster];
    for _ in 0..4 {
        let before: usize = parts.iter().map(Vec::len).sum::<usize>() + parts.len();
        for side in [Side::Left, Side::Right] {
            parts = parts.into_iter().flat_map(|part| split(folded, part, side)).collect();
        }
        if parts.iter().map(Vec::len).sum::<usize>() + parts.len() == before {
            break;
        }
    }
    parts
}

/// A range of runs with a positive score; sums count from the start of the cluster.
struct Segment {
    runs: Range<usize>,
    before: i64,
    after: i64,
    /// The nearest earlier segment with a lesser `before`.
    lower: Option<usize>,
}

/// All maximal scoring ranges of runs along one side (Ruzzo and Tompa, 1999). Linear apart from sorting.
fn split(folded: &Folded, mut runs: Vec<Run>, side: Side) -> Vec<Vec<Run>> {
    runs.sort_unstable_by_key(|run| (side.range(run).start, Reverse(run.length), *run));
    let mut segments: Vec<Segment> = Vec::new();
    let mut sum = 0i64;
    let mut covered = runs.first().map_or(0, |run| side.range(run).start);
    for (index, run) in runs.iter().enumerate() {
        let range = side.range(run);
        let gap = folded.unmasked(&(covered.min(range.start)..range.start));
        sum -= if gap > GAP { 1 << 32 } else { i64::from(gap) };
        let new = range.start.max(covered).min(range.end);
        let weight = folded.content(new, range.end).min(run.weight(folded));
        let gain = (i64::from(weight) - CHANCE) * CONTENT_SCORE;
        covered = covered.max(range.end);
        if gain > 0 {
            add_segment(&mut segments, index, sum, sum + gain);
        }
        sum += gain.max(0);
    }
    segments.into_iter().map(|segment| runs[segment.runs].to_vec()).collect()
}

fn add_segment(segments: &mut Vec<Segment>, index: usize, before: i64, after: i64) {
    let mut new = Segment { runs: index..index + 1, before, after, lower: None };
    loop {
        let mut lower = segments.len().checked_sub(1);
        while let Some(at) = lower.filter(|&at| segments[at].before >= new.before) {
            lower = segments[at].lower;
        }
        match lower {
            Some(at) if segments[at].after < new.after => {
                new.runs.start = segments[at].runs.start;
                new.before = segments[at].before;
                segments.truncate(at);
            }
            _ => {
                new.lower = lower;
                segments.push(new);
                return;
            }
        }
    }
}

/// A pair before its ends are extended: the places spanned by its runs.
struct Draft {
    pair: Pair,
    runs: Vec<Run>,
    /// Number of symbols in runs on the side that has fewer.
    equal: u32,
}

/// The places spanned by the runs, if enough of the runs keep one order.
fn draft(folded: &Folded, mut runs: Vec<Run>, own: bool, least: u32) -> Option<Draft> {
    let mut around = hull(&runs)?;
    if own && around.left.end > around.right.start {
        let heaviest = *runs.iter().max_by_key(|run| (run.weight(folded), Reverse(**run)))?;
        let distance = |run: &Run| run.right - run.left;
        runs.retain(|run| distance(run).abs_diff(distance(&heaviest)) <= DIAGONALS);
        around = hull(&runs)?;
        if around.left.end > around.right.start {
            runs = vec![heaviest];
            around = hull(&runs)?;
        }
    }
    let (weight, equal) = [Side::Left, Side::Right]
        .map(|side| covered(folded, &mut runs, side))
        .into_iter()
        .fold((u32::MAX, u32::MAX), |least, this| (least.0.min(this.0), least.1.min(this.1)));
    let is_in_order = straight(folded, &runs) >= hundredths(least, IN_ORDER);
    // The ends add symbols of a higher density than the middle, but not by much.
    let long = (around.left.end - around.left.start).max(around.right.end - around.right.start);
    let is_dense = u64::from(equal) * 100 >= u64::from(long) * u64::from(DENSITY - 5);
    (is_in_order && is_dense).then_some(Draft { pair: Pair { weight, ..around }, runs, equal })
}

/// The pair with its ends extended, or `None` if it is too short or too sparse.
fn pair(folded: &Folded, draft: &Draft, own: bool, least: u32) -> Option<Pair> {
    let (pair, more) = extended(folded, &draft.runs, &draft.pair, own);
    let pair = without_stray_figures(folded, &draft.runs, pair);
    let long = (pair.left.end - pair.left.start).max(pair.right.end - pair.right.start);
    let size = folded.unmasked(&pair.left).min(folded.unmasked(&pair.right));
    let is_short = u64::from(size) * 100 < u64::from(least) * u64::from(SHORT_PAIR);
    let enough = size >= least
        && pair.weight >= hundredths(least, if is_short { CONTENT_OF_SHORT } else { CONTENT })
        && u64::from(draft.equal + more) * 100 >= u64::from(long) * u64::from(DENSITY);
    enough.then_some(pair)
}

/// Number of content symbols in the heaviest run and the runs that follow in the same order on both sides: equal words
/// by chance are scattered, a passage keeps some of its order.
fn straight(folded: &Folded, runs: &[Run]) -> u32 {
    let Some(heaviest) = runs.iter().max_by_key(|run| (run.weight(folded), Reverse(**run))) else { return 0 };
    let mut sorted = runs.to_vec();
    sorted.sort_unstable();
    let middle = sorted.partition_point(|run| run < heaviest);
    let mut weight = heaviest.weight(folded);
    let (mut left, mut right) = (heaviest.left_end(), heaviest.right_end());
    for run in &sorted[middle..] {
        if run.left >= left && run.right >= right {
            weight += run.weight(folded);
            (left, right) = (run.left_end(), run.right_end());
        }
    }
    let (mut left, mut right) = (heaviest.left, heaviest.right);
    for run in sorted[..middle].iter().rev() {
        if run.left_end() <= left && run.right_end() <= right {
            weight += run.weight(folded);
            (left, right) = (run.left, run.right);
        }
    }
    weight
}

/// Removes a figure at an end that differs from the other place's and is separated from the passage by a mark:
/// `74.82%。` before it, `，12` after it.
fn without_stray_figures(folded: &Folded, runs: &[Run], mut pair: Pair) -> Pair {
    let starts = |run: &&Run| run.left == pair.left.start && run.right == pair.right.start;
    if let Some(run) = runs.iter().find(starts) {
        let cut = stray_symbols(folded, run, 0..run.length);
        pair.left.start += cut;
        pair.right.start += cut;
    }
    let ends = |run: &&Run| run.left_end() == pair.left.end && run.right_end() == pair.right.end;
    if let Some(run) = runs.iter().find(ends) {
        let cut = stray_symbols(folded, run, (0..run.length).rev());
        pair.left.end = pair.left.end.saturating_sub(cut).max(pair.left.start);
        pair.right.end = pair.right.end.saturating_sub(cut).max(pair.right.start);
    }
    pair
}

/// Number of symbols to cut from an end of a run, counted inwards.
fn stray_symbols(folded: &Folded, run: &Run, inwards: impl Iterator<Item = u32>) -> u32 {
    let (mut content, mut cut, mut steps) = (0, 0, 0);
    let mut after_figure = false;
    for at in inwards {
        match folded.class(run.left + at) {
            Class::Weak if folded.is_figure(run.left + at) => {
                after_figure = !folded.same_figure(run.left + at, run.right + at);
            }
            Class::Weak => {
                cut = if after_figure { steps } else { cut };
                after_figure = false;
            }
            Class::Masked | Class::Content => {
                after_figure = false;
                content += 1;
                if content >= CHANCE_CONTENT {
                    break;
                }
            }
        }
        steps += 1;
    }
    cut
}

fn hull(runs: &[Run]) -> Option<Pair> {
    Some(Pair {
        left: runs.iter().map(|run| run.left).min()?..runs.iter().map(Run::left_end).max()?,
        right: runs.iter().map(|run| run.right).min()?..runs.iter().map(Run::right_end).max()?,
        weight: 0,
    })
}

/// Number of content symbols, and of all symbols, of one side that lie in runs.
fn covered(folded: &Folded, runs: &mut [Run], side: Side) -> (u32, u32) {
    runs.sort_unstable_by_key(|run| (side.range(run).start, *run));
    let (mut weight, mut equal, mut done) = (0, 0, 0);
    for run in runs {
        let range = side.range(run);
        let new = range.start.max(done).min(range.end);
        weight += folded.content(new, range.end).min(run.weight(folded));
        equal += range.end - new;
        done = done.max(range.end);
    }
    (weight, equal)
}

/// The pair extended outwards from its outermost runs, and the number of equal symbols added.
fn extended(folded: &Folded, runs: &[Run], pair: &Pair, own: bool) -> (Pair, u32) {
    let alone = runs.len() == 1;
    let mut out = pair.clone();
    let mut equal = 0;
    let room = |at: u32| folded.bounds(at);
    let (bounds_left, bounds_right) = (room(pair.left.start), room(pair.right.start));
    // Places of one report must not be extended into each other.
    let left_room = if own { bounds_left.start..pair.right.start } else { bounds_left };
    let right_room = if own { pair.left.end..bounds_right.end } else { bounds_right };
    let mut add = |out: &mut Pair, reach: Reach| {
        out.weight += reach.content;
        equal += reach.equal;
    };
    let mut first: Vec<&Run> =
        runs.iter().filter(|r| r.left == pair.left.start || r.right == pair.right.start).collect();
    first.dedup();
    for run in first {
        let reach = extend(folded, Direction::Back, alone, (run.left, run.right), &left_room, &right_room);
        if run.left - reach.left < out.left.start || run.right - reach.right < out.right.start {
            out.left.start = out.left.start.min(run.left - reach.left);
            out.right.start = out.right.start.min(run.right - reach.right);
            add(&mut out, reach);
        }
    }
    let right_room = if own { out.left.end..right_room.end } else { right_room };
    let left_room = if own { left_room.start..out.right.start } else { left_room };
    let mut last: Vec<&Run> =
        runs.iter().filter(|r| r.left_end() == pair.left.end || r.right_end() == pair.right.end).collect();
    last.dedup();
    for run in last {
        let ends = (run.left_end(), run.right_end());
        let reach = extend(folded, Direction::On, alone, ends, &left_room, &right_room);
        if ends.0 + reach.left > out.left.end || ends.1 + reach.right > out.right.end {
            out.left.end = out.left.end.max(ends.0 + reach.left);
            out.right.end = out.right.end.max(ends.1 + reach.right);
            add(&mut out, reach);
        }
    }
    (out, equal)
}

/// Pairs by weight, without those of which at least half lies inside a heavier pair on both sides.
fn best<T>(mut all: Vec<T>, pair_of: impl Fn(&T) -> &Pair) -> Vec<T> {
    all.sort_unstable_by_key(|one| {
        let pair = pair_of(one);
        (Reverse(pair.weight), pair.left.start, pair.right.start, pair.left.end, pair.right.end)
    });
    let mut kept: Vec<T> = Vec::new();
    let mut at: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    for one in all {
        let pair = pair_of(&one);
        let around =
            at.range(..(pair.left.end, 0)).rev().take(KEPT_EXAMINED).map(|(_, &index)| pair_of(&kept[index]));
        let said = around.into_iter().any(|other| {
            is_half_inside(&pair.left, &other.left) && is_half_inside(&pair.right, &other.right)
        });
        if !said {
            at.insert((pair.left.start, kept.len()), kept.len());
            kept.push(one);
        }
    }
    kept
}
