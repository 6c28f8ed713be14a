//! Candidates: units that could correspond, because they are equal or share rare shingles. Everything here is linear in
//! the length of the reports, since common shingles yield no candidates and similarity is measured only where the
//! lengths allow it.

use std::collections::HashMap;

use super::grams;
use super::pair::Pair;
use super::sections::Likeness;
use super::units::Side;
use crate::task::{Cancel, Cancelled};

/// Number of units of a side above which a shingle is common.
const RARE: usize = 4;
/// Number of candidates examined for one unit, those that share the most shingles.
const LOOKED_AT: usize = 6;
/// Number of pairs of equal units up to which each is paired with each; above it they are paired in order only.
const ALL_PAIRS: usize = 16;

/// Pairs of left and right unit indices, sorted, each once; their similarity is not measured yet.
pub(super) fn likely(
    left: &Side<'_>,
    right: &Side<'_>,
    cancel: &Cancel,
) -> Result<Vec<(u32, u32)>, Cancelled> {
    let mut found = equal(left, right);
    cancel.check()?;
    let index = rare_shingles(left, right);
    let mut votes: Vec<u32> = Vec::new();
    for (l, unit) in left.units.iter().enumerate() {
        if l % 1024 == 0 {
            cancel.check()?;
        }
        votes.clear();
        grams::shingles(&unit.folded, |shingle| {
            if let Some(slot) = index.get(&shingle) {
                votes.extend(&slot.right);
            }
        });
        votes.sort_unstable();
        let mut ranked: Vec<(usize, u32)> = votes.chunk_by(|a, b| a == b).map(|c| (c.len(), c[0])).collect();
        ranked.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.extend(ranked.iter().take(LOOKED_AT).map(|&(_, r)| (l as u32, r)));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The likely pairs that are similar enough.
pub(super) fn measured(likely: &[(u32, u32)], likeness: &Likeness<'_>) -> Vec<Pair> {
    likely.iter().filter_map(|&(l, r)| likeness.pair(l as usize, r as usize)).collect()
}

/// Pairs of equal units. Where there are too many, the first goes with the first and the last with the last.
fn equal(left: &Side<'_>, right: &Side<'_>) -> Vec<(u32, u32)> {
    let places = |side: &Side<'_>| {
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        for (index, unit) in side.units.iter().enumerate() {
            places.entry(unit.hash).or_default().push(index as u32);
        }
        places
    };
    let rights = places(right);
    let mut found = Vec::new();
    for (hash, lefts) in places(left) {
        let Some(rights) = rights.get(&hash) else { continue };
        if lefts.len() * rights.len() <= ALL_PAIRS {
            found.extend(lefts.iter().flat_map(|&l| rights.iter().map(move |&r| (l, r))));
        } else {
            found.extend(lefts.iter().copied().zip(rights.iter().copied()));
            found.extend(lefts.iter().rev().copied().zip(rights.iter().rev().copied()));
        }
    }
    found
}

/// Units that contain a shingle.
#[derive(Default)]
struct Slot {
    right: Vec<u32>,
    lefts: usize,
    last_left: Option<u32>,
}

/// Shingles that occur on both sides and are common on neither.
fn rare_shingles(left: &Side<'_>, right: &Side<'_>) -> HashMap<u64, Slot> {
    let mut index: HashMap<u64, Slot> = HashMap::new();
    for (r, unit) in right.units.iter().enumerate() {
        grams::shingles(&unit.folded, |shingle| {
            let slot = index.entry(shingle).or_default();
            if slot.right.last() != Some(&(r as u32)) && slot.right.len() <= RARE {
                slot.right.push(r as u32);
            }
        });
    }
    for (l, unit) in left.units.iter().enumerate() {
        grams::shingles(&unit.folded, |shingle| {
            if let Some(slot) = index.get_mut(&shingle)
                && slot.last_left != Some(l as u32)
            {
                slot.last_left = Some(l as u32);
                slot.lefts += 1;
            }
        });
    }
    index.retain(|_, slot| (1..=RARE).contains(&slot.lefts) && slot.right.len() <= RARE);
    index
}
