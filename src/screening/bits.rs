//! Bit vectors with one bit per position: symbols that are masked, covered, or begin a fingerprint.

use std::ops::Range;

/// Bits in words of 64, all clear initially.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// `length` clear bits, rounded up to whole words.
    pub(super) fn new(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)])
    }

    /// Bits from their words.
    pub(super) fn from_words(words: Vec<u64>) -> Self {
        Self(words)
    }

    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    pub(super) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.0
    }

    /// Appends words.
    pub(super) fn extend(&mut self, words: &[u64]) {
        self.0.extend_from_slice(words);
    }

    /// Appends clear bits up to `length`, rounded up to whole words.
    pub(super) fn grow(&mut self, length: usize) {
        self.0.resize(length.div_ceil(64), 0);
    }

    pub(super) fn get(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 != 0
    }

    pub(super) fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn set_range(&mut self, range: Range<usize>) {
        set_range(&mut self.0, range);
    }

    /// Number of set bits in a range.
    pub(super) fn count(&self, range: Range<usize>) -> usize {
        if range.is_empty() {
            return 0;
        }
        let (first, last) = (range.start / 64, (range.end - 1) / 64);
        let (head, tail) = edges(&range);
        if first == last {
            return (self.0[first] & head & tail).count_ones() as usize;
        }
        let inner: u32 = self.0[first + 1..last].iter().map(|word| word.count_ones()).sum();
        ((self.0[first] & head).count_ones() + inner + (self.0[last] & tail).count_ones()) as usize
    }

    /// Positions of the set bits in a range, rising. The range begins at a multiple of 64.
    pub(super) fn ones(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        debug_assert!(range.start.is_multiple_of(64), "ranges of reports begin at whole words");
        let words = &self.0[range.start / 64..range.end.div_ceil(64)];
        words.iter().enumerate().flat_map(move |(index, &word)| {
            let base = range.start + index * 64;
            std::iter::successors(Some(word), |rest| Some(rest & rest.wrapping_sub(1)))
                .take_while(|&rest| rest != 0)
                .map(move |rest| base + rest.trailing_zeros() as usize)
        })
    }
}

/// Sets the bits of a range in words.
pub(super) fn set_range(words: &mut [u64], range: Range<usize>) {
    if range.is_empty() {
        return;
    }
    let (first, last) = (range.start / 64, (range.end - 1) / 64);
    let (head, tail) = edges(&range);
    if first == last {
        words[first] |= head & tail;
        return;
    }
    words[first] |= head;
    words[first + 1..last].fill(!0);
    words[last] |= tail;
}

/// Masks of the bits that a range covers in its first and in its last word.
fn edges(range: &Range<usize>) -> (u64, u64) {
    (!0 << (range.start % 64), !0 >> (63 - (range.end - 1) % 64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ranges_are_set_and_counted(ranges in prop::collection::vec((0usize..300, 0usize..90), 0..6), at in 0usize..300, length in 0usize..100) {
            let mut bits = Bits::new(400);
            let mut plain = [false; 400];
            for (start, length) in ranges {
                bits.set_range(start..start + length);
                plain[start..start + length].fill(true);
            }
            prop_assert!((0..400).all(|at| bits.get(at) == plain[at]));
            prop_assert_eq!(bits.count(at..at + length), plain[at..at + length].iter().filter(|&&set| set).count());
            let ones: Vec<usize> = bits.ones(64..400).collect();
            prop_assert_eq!(ones, (64..400).filter(|&at| plain[at]).collect::<Vec<_>>());
        }
    }
}
