//! From equal fingerprints to maximal runs of equal text, each found once, never in quadratic time.

use rayon::prelude::*;

use super::bits::Bits;
use super::grams::{BREAK, Grams};
use super::groups::{self, Groups};
use super::runs::{Found, Run, Runs};
use super::texts::Texts;
use crate::task::{Cancel, Cancelled, Progress};

/// Maximum size of a group in which every place is compared with every other.
pub(super) const MAX_GROUP: usize = 32;

/// Number of positions of a block; its matches are collected after each block.
const BLOCK: usize = 1 << 19;

/// Number of links collected before they are followed.
const LINKS: usize = 4 << 20;

/// Data needed to compare places.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a> {
    pub texts: &'a Texts,
    /// Mask of the symbols of set phrases.
    pub mask: &'a Bits,
    pub grams: &'a Grams,
    /// Minimum number of symbols of a run outside set phrases.
    pub min_length: usize,
    /// Place of each report in an order that does not depend on the order of the input.
    pub rank: &'a [u32],
}

impl Matcher<'_> {
    /// Finds the runs of all groups.
    ///
    /// Small groups: every pair of places. A run has a fingerprint every few symbols; it is extended only from its
    /// first one in a small group, so no set of visited pairs is needed.
    ///
    /// Large groups: the first places in each report form a chain over the reports, and further places are linked to
    /// the one before. So every place has a partner, and the cost of a group is proportional to its size.
    pub(super) fn runs(
        &self,
        groups: &Groups,
        runs: &mut Runs,
        cancel: &Cancel,
        progress: &Progress,
    ) -> Result<(), Cancelled> {
        let largest = Self::largest(groups);
        let small = self.small_places(groups, largest);
        let mut links = Vec::new();
        let mut done = 0;
        for block in groups.blocks(BLOCK) {
            progress.say("screen-stage-comparing", done, groups.positions());
            cancel.check()?;
            let found = groups::groups_of(block)
                .filter(|group| group.len() <= largest)
                .try_fold(Found::default, |mut found, group| {
                    cancel.check()?;
                    self.pairs(group, &small, &mut found);
                    Ok(found)
                })
                .try_reduce(Found::default, |left, right| Ok(left.append(right)))?;
            runs.absorb(self.texts, self.rank, found);
            let large = groups::groups_of(block).filter(|group| group.len() > largest);
            links.append(&mut large.flat_map_iter(|group| self.chain(group)).collect());
            if links.len() > LINKS {
                runs.absorb(self.texts, self.rank, self.follow(&mut links, cancel)?);
            }
            done += block.len();
        }
        runs.absorb(self.texts, self.rank, self.follow(&mut links, cancel)?);
        progress.say("screen-stage-comparing", done, groups.positions());
        Ok(())
    }

    /// Maximum size of a small group: [`MAX_GROUP`], or less where that would be more than a few pairs a place.
    fn largest(groups: &Groups) -> usize {
        let mut counts = [0usize; MAX_GROUP + 1];
        for block in groups.blocks(BLOCK) {
            let sizes = groups::groups_of(block).filter(|group| group.len() <= MAX_GROUP).fold(
                || [0usize; MAX_GROUP + 1],
                |mut counts, group| {
                    counts[group.len()] += 1;
                    counts
                },
            );
            let sizes = sizes.reduce(
                || [0; MAX_GROUP + 1],
                |mut left, right| {
                    left.iter_mut().zip(right).for_each(|(left, right)| *left += right);
                    left
                },
            );
            counts.iter_mut().zip(sizes).for_each(|(count, size)| *count += size);
        }
        let budget = groups.positions() + (8 << 20);
        let mut pairs = 0;
        let fits = |&size: &usize| {
            pairs += counts[size] * size * (size - 1) / 2;
            pairs <= budget
        };
        (2..=MAX_GROUP).take_while(fits).last().unwrap_or(2)
    }

    fn small_places(&self, groups: &Groups, largest: usize) -> Bits {
        let mut small = Bits::new(self.texts.end());
        for block in groups.blocks(BLOCK) {
            // Sequential: this writes to scattered bits and is too cheap to parallelise.
            for group in groups::in_turn(block).filter(|group| group.len() <= largest) {
                for &marked in group {
                    small.set(groups::position(marked) as usize);
                }
            }
        }
        small
    }

    fn pairs(&self, group: &[u32], small: &Bits, found: &mut Found) {
        for (index, &left) in group.iter().enumerate() {
            for &right in &group[index + 1..] {
                let (left, right) = (groups::position(left), groups::position(right));
                if let Some(run) = self.run_from_first(left, right, small) {
                    found.add(self.texts, run);
                }
            }
        }
    }

    /// The run through two places, `left` before `right`, if they are its first fingerprint in a small group.
    fn run_from_first(&self, left: u32, right: u32, small: &Bits) -> Option<Run> {
        let symbols = self.texts.symbols();
        let (mut start, shift) = (left as usize, (right - left) as usize);
        if self.overlaps_too_much(left, right) || self.texts.common_after(start, start + shift) < self.grams.k
        {
            return None;
        }
        while symbols[start - 1] == symbols[start - 1 + shift] && symbols[start - 1] != BREAK {
            start -= 1;
            if small.get(start) && small.get(start + shift) {
                return None;
            }
        }
        self.run(start, shift, left as usize)
    }

    /// Whether a run overlaps itself too much to be a repeat. With digits folded, an enumeration matches itself a
    /// little further on, which is no repeat; a sentence repeated over and over is one.
    fn overlaps_too_much(&self, left: u32, right: u32) -> bool {
        ((right - left) as usize) < self.min_length
            && self.texts.report_at(left) == self.texts.report_at(right)
    }

    /// The run that begins at `start` and contains `inside`, if enough of it is outside set phrases.
    fn run(&self, start: usize, shift: usize, inside: usize) -> Option<Run> {
        let length = inside - start + self.texts.common_after(inside, inside + shift);
        let masked = |start: usize| self.mask.count(start..start + length);
        let is_long =
            length >= self.min_length && length - masked(start).max(masked(start + shift)) >= self.min_length;
        is_long.then_some(Run { left: start as u32, right: (start + shift) as u32, length: length as u32 })
    }

    /// Links between the places of a large group.
    fn chain(&self, group: &[u32]) -> Vec<u64> {
        let mut links = Vec::with_capacity(group.len());
        let mut firsts: Vec<(u32, u32)> = Vec::new();
        let mut last: Option<(usize, u32)> = None;
        for place in group.iter().map(|&marked| groups::position(marked)) {
            let report = match last {
                Some((report, before)) if (place as usize) < self.texts.padded(report).end => {
                    links.push(link(before, place));
                    report
                }
                _ => {
                    let report = self.texts.report_at(place);
                    firsts.push((self.rank[report], place));
                    report
                }
            };
            last = Some((report, place));
        }
        firsts.sort_unstable();
        links.extend(firsts.windows(2).map(|pair| link(pair[0].1, pair[1].1)));
        links
    }

    /// Runs through linked places; clears the links. Places of one run lie on one diagonal, so each run is extended
    /// once however many links it has.
    pub(super) fn follow(&self, links: &mut Vec<u64>, cancel: &Cancel) -> Result<Found, Cancelled> {
        links.par_sort_unstable();
        links.dedup();
        let found = links.par_chunk_by(|left, right| left >> 32 == right >> 32).try_fold(
            Found::default,
            |mut found, diagonal| {
                let mut end = 0;
                for &link in diagonal {
                    cancel.check()?;
                    let (shift, left) = ((link >> 32) as usize, link as u32 as usize);
                    if left < end {
                        continue;
                    }
                    let (run, after) = self.run_through(left, shift);
                    end = after;
                    if let Some(run) = run {
                        found.add(self.texts, run);
                    }
                }
                Ok(found)
            },
        );
        let found = found.try_reduce(Found::default, |left, right| Ok(left.append(right)))?;
        links.clear();
        Ok(found)
    }

    /// The run through two places, and the end of the equal text.
    fn run_through(&self, left: usize, shift: usize) -> (Option<Run>, usize) {
        let symbols = self.texts.symbols();
        let after = left + self.texts.common_after(left, left + shift);
        if after - left < self.grams.k || self.overlaps_too_much(left as u32, (left + shift) as u32) {
            return (None, after);
        }
        let mut start = left;
        while symbols[start - 1] == symbols[start - 1 + shift] && symbols[start - 1] != BREAK {
            start -= 1;
        }
        (self.run(start, shift, left), after)
    }
}

/// Two places as a number that sorts by diagonal, then by position.
pub(super) fn link(one: u32, other: u32) -> u64 {
    let (left, right) = (one.min(other), one.max(other));
    u64::from(right - left) << 32 | u64::from(left)
}
