//! Edit distance of one pattern to many texts, 64 symbols of the pattern at a time: Myers, *A fast bit-vector
//! algorithm for approximate string matching* (JACM 46, 1999), with the block extension of Hyyrö, *A bit-vector
//! algorithm for computing Levenshtein and Damerau edit distances* (2003).

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "positions of a pattern in memory and of its bit masks"
    )
)]

/// A preprocessed pattern: for each of its symbols a bit mask of the positions it occupies.
pub(super) struct Pattern {
    length: usize,
    blocks: usize,
    /// Open addressing: a symbol and its row of masks. Twice as many slots as symbols, so one is always free.
    slots: Vec<Option<(char, u32)>>,
    /// `blocks` words per row; row 0 belongs to symbols that are not in the pattern.
    masks: Vec<u64>,
}

/// Permitted start of a match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// Anywhere in the text.
    Anywhere,
    /// At the start of the text.
    Here,
}

impl Pattern {
    pub(super) fn new(symbols: impl ExactSizeIterator<Item = char>) -> Self {
        let length = symbols.len();
        let blocks = length.div_ceil(64).max(1);
        let slots = vec![None; (2 * length).next_power_of_two().max(2)];
        let mut pattern = Self { length, blocks, slots, masks: vec![0; blocks] };
        for (position, symbol) in symbols.enumerate() {
            let row = pattern.row_or_new(symbol);
            pattern.masks[row * blocks + position / 64] |= 1 << (position % 64);
        }
        pattern
    }

    pub(super) fn length(&self) -> usize {
        self.length
    }

    fn slot(&self, symbol: char) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (u32::from(symbol).wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while self.slots[slot].is_some_and(|(other, _)| other != symbol) {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn row_or_new(&mut self, symbol: char) -> usize {
        let slot = self.slot(symbol);
        if let Some((_, row)) = self.slots[slot] {
            return row as usize;
        }
        let row = self.masks.len() / self.blocks;
        self.slots[slot] = Some((symbol, row as u32));
        self.masks.resize(self.masks.len() + self.blocks, 0);
        row
    }

    /// Calls `visit` for each prefix length of the text, from 0, with the distance of the whole pattern to the best
    /// match that ends there. Time: (pattern length / 64) × text length.
    pub(super) fn scan(
        &self,
        text: impl Iterator<Item = char>,
        begin: Begin,
        mut visit: impl FnMut(usize, usize),
    ) {
        let mut distance = self.length;
        visit(0, distance);
        if self.length == 0 {
            let growth = usize::from(begin == Begin::Here);
            text.enumerate().for_each(|(column, _)| visit(column + 1, (column + 1) * growth));
            return;
        }
        // Vertical differences of the last column: bits of increments and of decrements.
        let mut columns = vec![(u64::MAX, 0u64); self.blocks];
        let last = 1u64 << ((self.length - 1) % 64);
        for (column, symbol) in text.enumerate() {
            let row = self.slots[self.slot(symbol)].map_or(0, |(_, row)| row as usize);
            let masks = &self.masks[row * self.blocks..(row + 1) * self.blocks];
            let mut carry = i8::from(begin == Begin::Here);
            for (block, (&mask, vertical)) in masks.iter().zip(&mut columns).enumerate() {
                let high = if block + 1 == self.blocks { last } else { 1 << 63 };
                carry = step(vertical, mask, carry, high);
            }
            distance = distance.wrapping_add_signed(isize::from(carry));
            visit(column + 1, distance);
        }
    }

    /// Smallest distance to a prefix of the text.
    pub(super) fn to_beginning(&self, text: impl Iterator<Item = char>) -> usize {
        let mut least = self.length;
        self.scan(text, Begin::Here, |_, distance| least = least.min(distance));
        least
    }

    /// Distance to the whole text.
    pub(super) fn to_whole(&self, text: impl Iterator<Item = char>) -> usize {
        let mut whole = self.length;
        self.scan(text, Begin::Here, |_, distance| whole = distance);
        whole
    }
}

/// Advances one block by one column. `carry` is the horizontal difference above the block; the result is the one
/// below it, at the bit `high`.
fn step(vertical: &mut (u64, u64), mask: u64, carry: i8, high: u64) -> i8 {
    let (rises, falls) = *vertical;
    let (below, above) = (u64::from(carry < 0), u64::from(carry > 0));
    let crossing = mask | falls;
    let mask = mask | below;
    let equal = ((mask & rises).wrapping_add(rises) ^ rises) | mask;
    let plus = falls | !(equal | rises);
    let minus = rises & equal;
    let out = i8::from(plus & high != 0) - i8::from(minus & high != 0);
    let (plus, minus) = (plus << 1 | above, minus << 1 | below);
    *vertical = (minus | !(crossing | plus), plus & crossing);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reference implementation with the full table.
    fn by_table(pattern: &[char], text: &[char], begin: Begin) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut out = vec![pattern.len()];
        for (index, symbol) in text.iter().enumerate() {
            let mut next = vec![if begin == Begin::Here { index + 1 } else { 0 }];
            for row in 1..=pattern.len() {
                let change = column[row - 1] + usize::from(pattern[row - 1] != *symbol);
                next.push(change.min(column[row] + 1).min(next[row - 1] + 1));
            }
            column = next;
            out.push(column[pattern.len()]);
        }
        out
    }

    proptest! {
        #[test]
        fn words_and_table_agree(pattern in "[甲乙丙丁戊]{0,200}", text in "[甲乙丙丁戊己]{0,200}", here: bool) {
            let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
            let begin = if here { Begin::Here } else { Begin::Anywhere };
            let mut seen = Vec::new();
            let ready = Pattern::new(pattern.iter().copied());
            ready.scan(text.iter().copied(), begin, |length, distance| {
                assert_eq!(length, seen.len());
                seen.push(distance);
            });
            let expected = by_table(&pattern, &text, begin);
            prop_assert_eq!(&seen, &expected);
            if here {
                prop_assert_eq!(ready.to_whole(text.iter().copied()), *expected.last().unwrap());
                prop_assert_eq!(ready.to_beginning(text.iter().copied()), *expected.iter().min().unwrap());
            }
        }
    }
}
