//! Union of pairs of similar places into passages with all their places.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Hit;
use super::parameters::{PLACES_EXAMINED, SAME_PLACE};

/// A passage with all its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Near {
    /// Places in the corpus, rising; two or more, none overlap.
    pub places: Vec<Range<u32>>,
    /// Number of equal content letters in two of its places, the maximum over all pairs.
    pub weight: u32,
}

/// A passage under construction: its places by their start, and its weight.
#[derive(Default)]
struct Growing {
    places: BTreeMap<u32, u32>,
    weight: u32,
}

impl Growing {
    /// Whether a place overlaps none of the passage's places.
    fn is_free(&self, start: u32, end: u32) -> bool {
        self.places.range(..end).next_back().is_none_or(|(_, &other)| other <= start)
    }
}

#[derive(Default)]
struct Passages {
    list: Vec<Growing>,
    /// Passages by the start of their places.
    at: BTreeMap<(u32, usize), Range<u32>>,
}

/// Unites pairs that share a place into passages. Order matters: the first pair sets the bounds of a place.
pub(in super::super) fn unite(hits: &[Hit]) -> Vec<Near> {
    let mut passages = Passages::default();
    for hit in hits {
        passages.add(hit);
    }
    let united = passages.list.into_iter().filter(|passage| passage.places.len() > 1);
    united
        .map(|passage| Near {
            places: passage.places.into_iter().map(|(start, end)| start..end).collect(),
            weight: passage.weight,
        })
        .collect()
}

impl Passages {
    fn add(&mut self, hit: &Hit) {
        let (left, right) = (self.holding(&hit.left), self.holding(&hit.right));
        if left.iter().any(|passage| right.contains(passage)) {
            return;
        }
        let joined = match (left.first(), right.first()) {
            (Some(&to), Some(&from)) => self.join(to, from),
            (Some(&to), None) => self.put(to, &hit.right),
            (None, Some(&to)) => self.put(to, &hit.left),
            (None, None) => false,
        };
        if !joined {
            let new = self.list.len();
            self.list.push(Growing { weight: hit.weight, ..Growing::default() });
            self.put(new, &hit.left);
            self.put(new, &hit.right);
        }
    }

    /// Passages that have a range as one of their places.
    fn holding(&self, range: &Range<u32>) -> Vec<usize> {
        let slack = (range.end - range.start) / 4 + 1;
        let near = self.at.range((range.start.saturating_sub(slack), 0)..(range.start + slack, 0));
        let mut found: Vec<usize> = near
            .take(PLACES_EXAMINED)
            .filter(|(_, place)| are_one_place(place, range))
            .map(|(&(_, passage), _)| passage)
            .collect();
        found.sort_unstable();
        found
    }

    /// Adds a place to a passage unless it overlaps one of its places.
    fn put(&mut self, passage: usize, place: &Range<u32>) -> bool {
        let growing = &mut self.list[passage];
        let free = growing.is_free(place.start, place.end);
        if free {
            growing.places.insert(place.start, place.end);
            self.at.insert((place.start, passage), place.clone());
        }
        free
    }

    /// Merges two passages unless their places overlap.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let smaller = if self.list[one].places.len() < self.list[other].places.len() { one } else { other };
        let to = if smaller == one { other } else { one };
        let free = self.list[smaller].places.iter().all(|(&start, &end)| self.list[to].is_free(start, end));
        if free {
            let from = std::mem::take(&mut self.list[smaller]);
            self.list[to].weight = self.list[to].weight.max(from.weight);
            for (start, end) in from.places {
                self.at.remove(&(start, smaller));
                self.put(to, &(start..end));
            }
        }
        free
    }
}

fn are_one_place(left: &Range<u32>, right: &Range<u32>) -> bool {
    let shared = left.end.min(right.end).saturating_sub(left.start.max(right.start));
    let longer = (left.end - left.start).max(right.end - right.start);
    u64::from(shared) * 100 >= u64::from(longer) * u64::from(SAME_PLACE)
}
