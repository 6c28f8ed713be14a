//! Alignment: pairs the paragraphs of the left report with those of the right.
//!
//! 1. **Anchors.** The similarity of likely pairs (equal units, and units that share rare shingles) is measured; the
//!    heaviest chain of them that rises on both sides is kept (`chain`). Similarity counts words, and for headings the
//!    text below them.
//! 2. **Gaps** between anchors are filled by dynamic programming over all pairs of a gap; long gaps only along their
//!    diagonal, and all of them together within [`ALL_CELLS`] cells, so that beyond the bound the result is coarser,
//!    never late.
//! 3. **Moves.** Unpaired units on both sides that are similar enough, and too long to be a formula, are paired as
//!    moved.
//! 4. **Splits and joins.** An unpaired unit beside a pair is added to it if the longer side of the pair contains its
//!    words.
//!
//! Bounds count work and not time, so that one input always has one result. `hunks` finds the changes inside a pair.

use std::collections::HashMap;
use std::ops::Range;

use super::candidates;
use super::chain;
use super::grams;
use super::pair::Pair;
use super::sections::Likeness;
use super::units::{Side, Unit};
use crate::task::{Cancel, Cancelled};

/// Number of cells above which a gap is searched by dynamic programming only along its diagonal, in blocks of this size.
const CELLS: usize = 20_000;
/// Maximum number of cells over all gaps together.
const ALL_CELLS: usize = 2_000_000;
/// Maximum number of steps of measuring over all gaps together, about one a symbol of the units of each cell.
const STEPS: usize = 60_000_000;
/// Number of units ahead in which an equal one is sought once [`ALL_CELLS`] or [`STEPS`] are used up.
const AHEAD: usize = 32;
/// Minimum similarity of a moved paragraph, from 0 to 1.
const MOVED: f32 = 0.6;
/// Least length in characters of a moved paragraph that is not equal.
const MOVED_LENGTH: usize = 12;
/// Least length in characters of a moved paragraph that is equal: `特此报告` occurs anywhere.
const MOVED_EQUAL: usize = 6;
/// Minimum similarity of a moved heading of any length, including the text below it.
const MOVED_HEADING: f32 = 0.75;
/// Share of a paragraph that must occur in its neighbour's pair, and nowhere else, for it to belong to that pair.
const JOINED: f32 = 0.6;

/// A row in preparation: adjacent units of each side. One of the ranges may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
    /// For a unit that moved, the unit of the other side.
    pub(super) moved: Option<usize>,
}

/// Aligns all units. Every unit is in one draft, and the units of each side are in order.
pub(super) fn align(left: &Side<'_>, right: &Side<'_>, cancel: &Cancel) -> Result<Vec<Draft>, Cancelled> {
    let mut likely = candidates::likely(left, right, cancel)?;
    let likeness = Likeness::new(left, right, &likely);
    likely.extend(likeness.headings());
    likely.sort_unstable();
    likely.dedup();
    let measured = candidates::measured(&likely, &likeness);
    cancel.check()?;
    let anchors = chain::heaviest(&measured, right.units.len());
    let mut gaps = Gaps { left, right, likeness: &likeness, cells: ALL_CELLS, steps: STEPS, cancel };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let (mut l, mut r) = (0, 0);
    let end = (left.units.len(), right.units.len());
    for (next_l, next_r) in anchors.iter().map(|pair| (pair.left, pair.right)).chain([end]) {
        gaps.fill(l..next_l, r..next_r, &mut pairs)?;
        if (next_l, next_r) != end {
            pairs.push((next_l, next_r));
        }
        (l, r) = (next_l + 1, next_r + 1);
    }
    let moved = moved(left, right, &pairs, measured);
    Ok(join(left, right, drafts(left.units.len(), right.units.len(), &pairs, &moved)))
}

/// Fills gaps between anchors.
struct Gaps<'a> {
    left: &'a Side<'a>,
    right: &'a Side<'a>,
    likeness: &'a Likeness<'a>,
    /// Remaining part of [`ALL_CELLS`] for the gaps still to be filled.
    cells: usize,
    steps: usize,
    cancel: &'a Cancel,
}

impl Gaps<'_> {
    fn fill(
        &mut self,
        left: Range<usize>,
        right: Range<usize>,
        pairs: &mut Vec<(usize, usize)>,
    ) -> Result<(), Cancelled> {
        if left.is_empty() || right.is_empty() {
            return Ok(());
        }
        let before = pairs.len();
        // A gap that is too large is cut along its diagonal into blocks that are not.
        let blocks = (left.len() * right.len()).div_ceil(CELLS).isqrt().max(1);
        let blocks = if left.len() * right.len() > CELLS { blocks + 1 } else { blocks };
        let border = |range: &Range<usize>, block: usize| range.start + range.len() * block / blocks;
        for block in 0..blocks {
            self.cancel.check()?;
            self.block(
                border(&left, block)..border(&left, block + 1),
                border(&right, block)..border(&right, block + 1),
                pairs,
            );
        }
        if pairs.len() == before {
            pairs.extend(self.one_and_many(left, right));
        }
        Ok(())
    }

    fn block(&mut self, left: Range<usize>, right: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let cells = left.len() * right.len();
        let lengths = |units: &[Unit]| units.iter().map(Unit::len).sum::<usize>();
        let steps = lengths(&self.left.units[left.clone()]) * right.len()
            + lengths(&self.right.units[right.clone()]) * left.len();
        if cells <= self.cells && steps <= self.steps {
            self.cells -= cells;
            self.steps -= steps;
            self.search(left, right, pairs);
        } else {
            self.walk(left, right, pairs);
        }
    }

    /// Pairs one paragraph with the longest of several that have its text; `join` adds the others.
    fn one_and_many(&self, left: Range<usize>, right: Range<usize>) -> Option<(usize, usize)> {
        let all = |units: &[Unit]| {
            let own = units.iter().filter(|unit| !unit.is_furniture());
            let mut grams: Vec<u64> = own.flat_map(|unit| unit.grams.iter().copied()).collect();
            grams.sort_unstable();
            grams
        };
        let (lefts, rights) = (&self.left.units[left.clone()], &self.right.units[right.clone()]);
        if (lefts.len() == 1) == (rights.len() == 1) || grams::dice(&all(lefts), &all(rights)) < MOVED {
            return None;
        }
        let longest = |units: &[Unit]| (0..units.len()).max_by_key(|&unit| units[unit].len());
        Some((left.start + longest(lefts)?, right.start + longest(rights)?))
    }

    /// The heaviest pairing in order (Needleman and Wunsch without a gap penalty).
    fn search(&self, left: Range<usize>, right: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let (rows, columns) = (left.len(), right.len());
        let width = columns + 1;
        // `best[i * width + j]`: weight of the best pairing of the units from `i` and from `j` on.
        let mut best = vec![0.0f64; (rows + 1) * width];
        let mut taken = vec![false; rows * columns];
        for i in (0..rows).rev() {
            for j in (0..columns).rev() {
                let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
                let pair = self.likeness.pair(left.start + i, right.start + j);
                let with = pair.map_or(-1.0, |pair| pair.weight + best[(i + 1) * width + j + 1]);
                taken[i * columns + j] = with > skip;
                best[i * width + j] = skip.max(with);
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < rows && j < columns {
            if taken[i * columns + j] {
                pairs.push((left.start + i, right.start + j));
                (i, j) = (i + 1, j + 1);
            } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }

    /// Pairs each unit with the next equal one, if it comes soon.
    fn walk(&self, left: Range<usize>, right: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let mut cursor = right.start;
        for l in left {
            let ahead = cursor..right.end.min(cursor + AHEAD);
            let wanted = &self.left.units[l];
            let equal = |r: &usize| {
                let unit = &self.right.units[*r];
                unit.hash == wanted.hash && unit.is_furniture() == wanted.is_furniture()
            };
            if let Some(r) = ahead.into_iter().find(equal) {
                pairs.push((l, r));
                cursor = r + 1;
            }
        }
    }
}

/// Pairs of unpaired units, independent of their position; the heaviest first.
fn moved(
    left: &Side<'_>,
    right: &Side<'_>,
    pairs: &[(usize, usize)],
    mut candidates: Vec<Pair>,
) -> Vec<(usize, usize)> {
    let mut left_taken = vec![false; left.units.len()];
    let mut right_taken = vec![false; right.units.len()];
    for &(l, r) in pairs {
        left_taken[l] = true;
        right_taken[r] = true;
    }
    candidates.retain(|pair| {
        let (l, r) = (&left.units[pair.left], &right.units[pair.right]);
        let length = l.len().min(r.len());
        let enough = if l.hash == r.hash { MOVED_EQUAL } else { MOVED_LENGTH };
        let heading = l.is_heading() && r.is_heading() && pair.likeness >= MOVED_HEADING;
        !l.is_furniture() && !r.is_furniture() && (heading || pair.likeness >= MOVED && length >= enough)
    });
    candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight).then((a.left, a.right).cmp(&(b.left, b.right))));
    let mut found = Vec::new();
    for pair in candidates {
        if !left_taken[pair.left] && !right_taken[pair.right] {
            left_taken[pair.left] = true;
            right_taken[pair.right] = true;
            found.push((pair.left, pair.right));
        }
    }
    found
}

/// Rows in the order of both sides: before each pair the units of the left alone, then those of the right alone.
fn drafts(lefts: usize, rights: usize, pairs: &[(usize, usize)], moved: &[(usize, usize)]) -> Vec<Draft> {
    let left_moved: HashMap<usize, usize> = moved.iter().copied().collect();
    let right_moved: HashMap<usize, usize> = moved.iter().map(|&(l, r)| (r, l)).collect();
    let mut drafts = Vec::with_capacity(lefts + rights - pairs.len());
    let (mut l, mut r) = (0, 0);
    for &(next_l, next_r) in pairs.iter().chain([&(lefts, rights)]) {
        for l in l..next_l {
            drafts.push(Draft { left: l..l + 1, right: r..r, moved: left_moved.get(&l).copied() });
        }
        for r in r..next_r {
            drafts.push(Draft { left: next_l..next_l, right: r..r + 1, moved: right_moved.get(&r).copied() });
        }
        if next_l < lefts && next_r < rights {
            drafts.push(Draft { left: next_l..next_l + 1, right: next_r..next_r + 1, moved: None });
        }
        (l, r) = (next_l + 1, next_r + 1);
    }
    drafts
}

/// Joins paragraphs that were split or merged: a unit alone beside a pair is added to the pair's row if the other
/// side's paragraph contains most of it. One unit on one side meets several on the other in the same way.
fn join(left: &Side<'_>, right: &Side<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut open: Option<Leftover> = None;
    for draft in drafts {
        if let (Some(last), Some(leftover)) = (out.last_mut(), open.as_mut())
            && draft.moved.is_none()
            && leftover.takes(left, right, last, &draft)
        {
            last.left.end = last.left.end.max(draft.left.end);
            last.right.end = last.right.end.max(draft.right.end);
            continue;
        }
        open = Leftover::of(left, right, &draft);
        out.push(draft);
    }
    // Units before a pair are joined in the same way, walking back.
    let mut back: Vec<Draft> = Vec::with_capacity(out.len());
    let mut open: Option<Leftover> = None;
    for draft in out.into_iter().rev() {
        if let (Some(next), Some(leftover)) = (back.last_mut(), open.as_mut())
            && draft.moved.is_none()
            && leftover.takes(left, right, next, &draft)
        {
            next.left.start = draft.left.start.min(next.left.start);
            next.right.start = draft.right.start.min(next.right.start);
            continue;
        }
        open = Leftover::of(left, right, &draft);
        back.push(draft);
    }
    back.reverse();
    back
}

/// The part of the longer side of a pair that the shorter side lacks so far.
struct Leftover {
    grams: HashMap<u64, usize>,
    longer_is_left: bool,
}

impl Leftover {
    /// `None` if the row is not a pair of paragraphs, or both have the same length.
    fn of(left: &Side<'_>, right: &Side<'_>, draft: &Draft) -> Option<Self> {
        let all = |side: &Side<'_>, units: &Range<usize>| {
            let units = &side.units[units.clone()];
            let mut grams: Vec<u64> = units.iter().flat_map(|unit| unit.grams.iter().copied()).collect();
            grams.sort_unstable();
            grams
        };
        if draft.left.is_empty() || draft.right.is_empty() {
            return None;
        }
        let (l, r) = (all(left, &draft.left), all(right, &draft.right));
        let longer_is_left = l.len() > r.len();
        let (longer, shorter) = if longer_is_left { (l, r) } else { (r, l) };
        if longer.len() * 10 < shorter.len() * 11 {
            return None;
        }
        let mut grams: HashMap<u64, usize> = HashMap::new();
        for gram in longer {
            *grams.entry(gram).or_default() += 1;
        }
        let mut leftover = Self { grams, longer_is_left };
        leftover.take(&shorter);
        Some(leftover)
    }

    /// Whether the lone unit of `draft` belongs to the shorter side of `pair`; if so, removes its text from the
    /// leftover. Linear in its length.
    fn takes(&mut self, left: &Side<'_>, right: &Side<'_>, pair: &Draft, draft: &Draft) -> bool {
        let (lone, side, other, touches) = if self.longer_is_left {
            (
                &draft.right,
                right,
                &draft.left,
                pair.right.end == draft.right.start || draft.right.end == pair.right.start,
            )
        } else {
            (
                &draft.left,
                left,
                &draft.right,
                pair.left.end == draft.left.start || draft.left.end == pair.left.start,
            )
        };
        let (Some(unit), true, true) =
            (side.units.get(lone.start), lone.len() == 1, other.is_empty() && touches)
        else {
            return false;
        };
        let (anchor_l, anchor_r) = (&left.units[pair.left.start], &right.units[pair.right.start]);
        if anchor_l.is_heading() || anchor_r.is_heading() {
            return false;
        }
        if unit.is_furniture() || anchor_l.is_furniture() || anchor_r.is_furniture() || unit.grams.len() < 4 {
            return false;
        }
        let held = unit.grams.chunk_by(|a, b| a == b);
        let held: usize = held.map(|run| self.grams.get(&run[0]).copied().unwrap_or(0).min(run.len())).sum();
        let joins = held as f32 >= JOINED * unit.grams.len() as f32;
        if joins {
            self.take(&unit.grams);
        }
        joins
    }

    fn take(&mut self, grams: &[u64]) {
        for gram in grams {
            if let Some(count) = self.grams.get_mut(gram) {
                *count = count.saturating_sub(1);
            }
        }
    }
}
