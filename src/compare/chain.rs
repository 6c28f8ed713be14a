//! The heaviest chain of pairs that rises on both sides: patience diff with weights, so that one long paragraph
//! outweighs three short lines that happen to cross it.

use super::pair::Pair;

/// The heaviest chain of pairs that rises strictly on both sides, in order. `pairs` in any order. O(n log n) with a
/// Fenwick tree over the right side.
pub(super) fn heaviest(pairs: &[Pair], rights: usize) -> Vec<Pair> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    // Pairs of one left unit with the last right one first: none of them can then follow another.
    order.sort_unstable_by(|&a, &b| {
        (pairs[a].left, pairs[b].right).cmp(&(pairs[b].left, pairs[a].right)).then(a.cmp(&b))
    });
    let mut tree = Tree { best: vec![None; rights + 1] };
    let mut weights = vec![0.0; pairs.len()];
    let mut before = vec![None; pairs.len()];
    for &index in &order {
        let pair = pairs[index];
        let (weight, previous) = tree.best_below(pair.right);
        weights[index] = weight + pair.weight;
        before[index] = previous;
        tree.offer(pair.right, weights[index], index);
    }
    let mut chain = Vec::new();
    let mut at = tree.best_below(rights).1;
    while let Some(index) = at {
        chain.push(pairs[index]);
        at = before[index];
    }
    chain.reverse();
    chain
}

/// For each prefix of the right side, the weight and last pair of the heaviest chain.
struct Tree {
    best: Vec<Option<(f64, usize)>>,
}

impl Tree {
    fn best_below(&self, right: usize) -> (f64, Option<usize>) {
        let mut found = (0.0, None);
        let mut at = right;
        while at > 0 {
            if let Some((weight, index)) = self.best[at].filter(|&(weight, _)| weight > found.0) {
                found = (weight, Some(index));
            }
            at &= at - 1;
        }
        found
    }

    fn offer(&mut self, right: usize, weight: f64, index: usize) {
        let mut at = right + 1;
        while at < self.best.len() {
            if self.best[at].is_none_or(|(best, _)| weight > best) {
                self.best[at] = Some((weight, index));
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weight(chain: &[Pair]) -> f64 {
        chain.iter().map(|pair| pair.weight).sum()
    }

    fn brute(pairs: &[Pair], after: Option<Pair>) -> f64 {
        let follows = |pair: &&Pair| after.is_none_or(|a| a.left < pair.left && a.right < pair.right);
        pairs.iter().filter(follows).map(|&pair| pair.weight + brute(pairs, Some(pair))).fold(0.0, f64::max)
    }

    proptest! {
        #[test]
        fn the_chain_rises_and_none_is_heavier(raw in proptest::collection::vec((0..6usize, 0..6usize, 1..9usize), 0..9)) {
            let pairs: Vec<Pair> = raw.iter().map(|&(l, r, w)| Pair::new(l, r, 1.0, w)).collect();
            let chain = heaviest(&pairs, 6);
            prop_assert!(chain.windows(2).all(|w| w[0].left < w[1].left && w[0].right < w[1].right));
            prop_assert!((weight(&chain) - brute(&pairs, None)).abs() < 1e-6);
        }
    }
}
