//! Suffix array and longest common prefixes of a sequence of small integers.

use crate::task::{Cancel, Cancelled};

/// Placeholder for a place of the suffix array that is not filled yet.
const EMPTY: u32 = u32::MAX;

/// Suffixes of a text in order, with the common prefixes of neighbours.
pub(super) struct Suffixes {
    /// The starts of the suffixes.
    pub sorted: Vec<u32>,
    /// Length in symbols of the prefix that each suffix shares with the one before it.
    pub shared: Vec<u32>,
}

impl Suffixes {
    pub(super) fn new(text: &[u32], upper: u32, cancel: &Cancel) -> Result<Self, Cancelled> {
        let sorted = suffix_array(text, upper, cancel)?;
        let shared = common_prefixes(text, &sorted, cancel)?;
        Ok(Self { sorted, shared })
    }

    /// Places of each string of `length` symbols that occurs at two places or more.
    pub(super) fn groups(&self, length: u32) -> impl Iterator<Item = &[u32]> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while self.shared.get(at + 1).is_some_and(|&shared| shared < length) {
                at += 1;
            }
            let start = at;
            at += 1;
            while self.shared.get(at).is_some_and(|&shared| shared >= length) {
                at += 1;
            }
            self.sorted.get(start..at).filter(|group| group.len() > 1)
        })
    }
}

/// The starts of all suffixes in the order of the suffixes. Symbols must not exceed `upper`. Induced sorting (SA-IS:
/// Nong, Zhang and Chan, 2009), linear in `text.len() + upper`; an own implementation because the fast ones bind C.
fn suffix_array(text: &[u32], upper: u32, cancel: &Cancel) -> Result<Vec<u32>, Cancelled> {
    cancel.check()?;
    match text.len() {
        0 => return Ok(Vec::new()),
        1 => return Ok(vec![0]),
        _ => {}
    }
    let sorter = Sorter::new(text, upper);
    let order = sorter.leftmost_smaller();
    let mut sorted = vec![EMPTY; text.len()];
    sorter.induce(&order, &mut sorted, cancel)?;
    if !order.is_empty() {
        let names = sorter.names(&order, &sorted);
        let within = suffix_array(&names.text, names.upper, cancel)?;
        let order: Vec<u32> = within.into_iter().map(|index| order[index as usize]).collect();
        sorter.induce(&order, &mut sorted, cancel)?;
    }
    Ok(sorted)
}

/// Longest common prefixes: `lcp[i]` is the number of symbols that the suffixes `sorted[i - 1]` and `sorted[i]` share
/// at their starts; `lcp[0]` is 0. Kasai's algorithm in the variant of Kärkkäinen, Manzini and Puglisi (2009), which
/// walks the text in order.
fn common_prefixes(text: &[u32], sorted: &[u32], cancel: &Cancel) -> Result<Vec<u32>, Cancelled> {
    let mut before = vec![EMPTY; text.len()];
    for pair in sorted.windows(2) {
        before[pair[1] as usize] = pair[0];
    }
    cancel.check()?;
    // From here on `before` is overwritten by the lengths, in the order of the text.
    let mut shared = 0usize;
    for (at, entry) in before.iter_mut().enumerate() {
        if *entry == EMPTY {
            shared = 0;
        } else {
            let other = *entry as usize;
            while text.get(at + shared).is_some_and(|symbol| text.get(other + shared) == Some(symbol)) {
                shared += 1;
            }
        }
        *entry = shared as u32;
        shared = shared.saturating_sub(1);
    }
    cancel.check()?;
    Ok(sorted.iter().map(|&at| before[at as usize]).collect())
}

/// One recursion level of the induced sorting.
struct Sorter<'a> {
    text: &'a [u32],
    /// Whether the suffix is smaller than the one after it. The end of the text is smaller than every symbol.
    smaller: Vec<bool>,
    /// For each symbol, the index in the array at which its larger suffixes begin.
    larger_starts: Vec<u32>,
    /// For each symbol, the index at which its smaller suffixes begin; they follow the larger ones.
    smaller_starts: Vec<u32>,
}

/// The reduced text of the next level: one symbol for each piece between two leftmost smaller suffixes.
struct Names {
    text: Vec<u32>,
    upper: u32,
}

impl<'a> Sorter<'a> {
    fn new(text: &'a [u32], upper: u32) -> Self {
        let mut smaller = vec![false; text.len()];
        for at in (0..text.len() - 1).rev() {
            smaller[at] = text[at] < text[at + 1] || (text[at] == text[at + 1] && smaller[at + 1]);
        }
        let symbols = upper as usize + 1;
        let mut larger_starts = vec![0u32; symbols + 1];
        let mut smaller_starts = vec![0u32; symbols];
        for (&symbol, &is_smaller) in text.iter().zip(&smaller) {
            if is_smaller {
                larger_starts[symbol as usize + 1] += 1;
            } else {
                smaller_starts[symbol as usize] += 1;
            }
        }
        for symbol in 0..symbols {
            smaller_starts[symbol] += larger_starts[symbol];
            larger_starts[symbol + 1] += smaller_starts[symbol];
        }
        Self { text, smaller, larger_starts, smaller_starts }
    }

    /// Suffixes that are smaller than the next one while the one before is larger, in the order of the text.
    fn leftmost_smaller(&self) -> Vec<u32> {
        (1..self.text.len())
            .filter(|&at| self.smaller[at] && !self.smaller[at - 1])
            .map(|at| at as u32)
            .collect()
    }

    /// Sorts all suffixes from the order of the leftmost smaller ones.
    fn induce(&self, order: &[u32], sorted: &mut [u32], cancel: &Cancel) -> Result<(), Cancelled> {
        let Self { text, smaller, larger_starts, smaller_starts } = self;
        sorted.fill(EMPTY);
        let mut next = smaller_starts.clone();
        let put = |sorted: &mut [u32], next: &mut [u32], at: usize| {
            let slot = &mut next[text[at] as usize];
            sorted[*slot as usize] = at as u32;
            *slot += 1;
        };
        for &at in order {
            put(sorted, &mut next, at as usize);
        }
        cancel.check()?;
        next.copy_from_slice(&larger_starts[..smaller_starts.len()]);
        put(sorted, &mut next, text.len() - 1);
        for index in 0..text.len() {
            let at = sorted[index];
            if at != EMPTY && at > 0 && !smaller[at as usize - 1] {
                put(sorted, &mut next, at as usize - 1);
            }
        }
        cancel.check()?;
        let mut ends = larger_starts.clone();
        for index in (0..text.len()).rev() {
            let at = sorted[index];
            if at != EMPTY && at > 0 && smaller[at as usize - 1] {
                let slot = &mut ends[text[at as usize - 1] as usize + 1];
                *slot -= 1;
                sorted[*slot as usize] = at - 1;
            }
        }
        cancel.check()
    }

    /// Names the pieces that begin at the leftmost smaller suffixes by their order; equal pieces share a name.
    fn names(&self, order: &[u32], sorted: &[u32]) -> Names {
        let mut index_of = vec![EMPTY; self.text.len()];
        for (index, &at) in order.iter().enumerate() {
            index_of[at as usize] = index as u32;
        }
        let piece = |index: u32| {
            let start = order[index as usize] as usize;
            // A piece holds the first symbol of the next one; the last has the end of the text after it.
            let end = order.get(index as usize + 1).map_or(self.text.len(), |&next| next as usize + 1);
            &self.text[start..end]
        };
        let last = order.len() as u32 - 1;
        let mut names = Names { text: vec![0; order.len()], upper: 0 };
        let mut previous: Option<u32> = None;
        for index in sorted.iter().map(|&at| index_of[at as usize]).filter(|&index| index != EMPTY) {
            if let Some(previous) = previous {
                let same = previous != last && index != last && piece(previous) == piece(index);
                names.upper += u32::from(!same);
            }
            names.text[index as usize] = names.upper;
            previous = Some(index);
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &[u32]) {
        let upper = text.iter().copied().max().unwrap_or(0);
        let sorted = suffix_array(text, upper, &Cancel::default()).unwrap();
        let mut expected: Vec<u32> = (0..text.len() as u32).collect();
        expected.sort_by_key(|&at| &text[at as usize..]);
        assert_eq!(sorted, expected, "{text:?}");
        let lcp = common_prefixes(text, &sorted, &Cancel::default()).unwrap();
        for index in 1..sorted.len() {
            let (left, right) = (&text[sorted[index - 1] as usize..], &text[sorted[index] as usize..]);
            let shared = left.iter().zip(right).take_while(|(a, b)| a == b).count();
            assert_eq!(lcp[index] as usize, shared);
        }
    }

    #[test]
    fn short_and_monotonous_texts_are_sorted() {
        for text in [&[][..], &[3], &[1, 1], &[2, 1], &[0, 1, 0, 1, 0], &[7; 40]] {
            check(text);
        }
    }

    #[test]
    fn cancelling_stops_it() {
        let cancel = Cancel::default();
        cancel.cancel();
        assert_eq!(suffix_array(&[1, 2, 3], 3, &cancel), Err(Cancelled));
    }

    proptest! {
        #[test]
        fn suffixes_are_sorted_as_by_comparing_them(text in prop::collection::vec(0u32..3, 0..80)) {
            check(&text);
        }

        #[test]
        fn larger_alphabets_too(text in prop::collection::vec(0u32..40, 0..200)) {
            check(&text);
        }
    }
}
