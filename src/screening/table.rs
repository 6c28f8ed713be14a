//! Sorted table of all fingerprints, for look-ups and additions.

/// Fingerprints as numbers: hash in the upper, position in the lower half. Sorted segments, each at least twice as long
/// as the next: adding moves a fingerprint a logarithmic number of times, a look-up takes a logarithmic number of
/// binary searches.
#[derive(Debug)]
pub(super) struct Table(Vec<Vec<u64>>);

impl Table {
    /// A table of sorted fingerprints.
    pub(super) fn new(sorted: Vec<u64>) -> Self {
        debug_assert!(sorted.is_sorted(), "rounds and buckets are ranges of hashes");
        Self(vec![sorted])
    }

    /// Adds sorted fingerprints.
    pub(super) fn add(&mut self, sorted: Vec<u64>) {
        self.0.push(sorted);
        while let [.., before, last] = self.0.as_slice()
            && before.len() < last.len() * 2
        {
            let last = self.0.pop().unwrap_or_default();
            let before = self.0.pop().unwrap_or_default();
            self.0.push(merged(&before, &last));
        }
    }

    /// Positions of a hash.
    pub(super) fn positions(&self, hash: u32) -> impl Iterator<Item = u32> {
        self.0.iter().flat_map(move |segment| {
            let start = segment.partition_point(|print| ((print >> 32) as u32) < hash);
            segment[start..]
                .iter()
                .take_while(move |&&print| (print >> 32) as u32 == hash)
                .map(|&print| print as u32)
        })
    }
}

fn merged(left: &[u64], right: &[u64]) -> Vec<u64> {
    let mut all = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left, right);
    while let (Some(&one), Some(&other)) = (left.first(), right.first()) {
        let from = if one <= other { &mut left } else { &mut right };
        all.push(one.min(other));
        *from = &from[1..];
    }
    all.extend_from_slice(left);
    all.extend_from_slice(right);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_found_and_segments_stay_few() {
        let mut table = Table::new((0..1_000).map(|n| n << 32 | n).collect());
        for n in 0..600u64 {
            table.add(vec![(n % 50) << 32 | (5_000 + n)]);
            assert!(table.0.windows(2).all(|pair| pair[0].len() >= 2 * pair[1].len()));
        }
        assert!(table.0.len() < 12, "{}", table.0.len());
        let mut found: Vec<u32> = table.positions(7).collect();
        found.sort_unstable();
        let expected: Vec<u32> = std::iter::once(7).chain((0..12).map(|n| 5_007 + 50 * n)).collect();
        assert_eq!(found, expected);
        assert_eq!(table.positions(2_000).count(), 0);
    }
}
