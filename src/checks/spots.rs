//! An index of the characters of a text, for finding many words without a pass over the text for each. Characters with
//! equal low bits share a bucket; callers compare.

use crate::text::Span;

/// Number of buckets, a power of two. Reports use some two thousand characters.
const BUCKETS: usize = 1 << 11;

/// The positions of a text by the bucket of their character, ascending in each.
pub(super) struct Spots {
    /// Start of each bucket, and the end of the last.
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl Spots {
    /// Builds the index by counting sort, in two passes over the text.
    pub(super) fn new(chars: &[char]) -> Self {
        let mut starts = vec![0_u32; BUCKETS + 1];
        for &character in chars {
            starts[bucket(character) + 1] += 1;
        }
        for at in 0..BUCKETS {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut positions = vec![0_u32; chars.len()];
        for (at, &character) in chars.iter().enumerate() {
            let slot = &mut next[bucket(character)];
            positions[*slot as usize] = at as u32;
            *slot += 1;
        }
        Self { starts, positions }
    }

    /// The positions in a span at which `character` may occur, ascending.
    pub(super) fn of(&self, character: char, span: Span) -> impl Iterator<Item = usize> {
        let bucket = bucket(character);
        let all = &self.positions[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
        let from = all.partition_point(|&at| (at as usize) < span.start);
        all[from..].iter().map(|&at| at as usize).take_while(move |&at| at < span.end)
    }
}

fn bucket(character: char) -> usize {
    character as usize & (BUCKETS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_is_found_under_its_character() {
        // U+4E00 and U+5600 share a bucket.
        let chars: Vec<char> = "一二一\u{5600}三一".chars().collect();
        let spots = Spots::new(&chars);
        assert_eq!(spots.of('一', Span::new(0, 6)).collect::<Vec<_>>(), [0, 2, 3, 5]);
        assert_eq!(spots.of('一', Span::new(1, 5)).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(spots.of('四', Span::new(0, 6)).count(), 0);
        assert_eq!(Spots::new(&[]).of('一', Span::new(0, 0)).count(), 0);
    }
}
