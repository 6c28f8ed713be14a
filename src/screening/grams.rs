//! Fingerprints of a text: hashes of those of its n-grams that winnowing chooses.

/// Symbol before, between and after texts that are compared; equal to no symbol, itself included. No character of a
/// report.
pub(super) const BREAK: u16 = 0xffff;

/// Maximum length of an n-gram.
pub(super) const MAX_K: usize = 12;

/// Maximum width of a window: with n-grams of 12 every repeat of 20 symbols is found.
const MAX_WINDOW: usize = 9;

/// Odd constant without a pattern; its powers weight the symbols of an n-gram.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hash of n-grams of one length, and the window to choose them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grams {
    /// Length of an n-gram in symbols.
    pub k: usize,
    /// Number of n-grams in a window; one is chosen from each window.
    pub window: usize,
    /// `weights[i]` is `BASE` to the power `k - 1 - i`.
    weights: [u64; MAX_K],
}

impl Grams {
    /// The n-grams and windows that find every repeat of `min_length` symbols: 12 and 9 from 20 on.
    pub(super) fn for_length(min_length: usize) -> Self {
        let k = min_length.clamp(1, MAX_K);
        Self::new(k, (min_length.max(1) - k + 1).min(MAX_WINDOW))
    }

    /// N-grams of `k` symbols, at most [`MAX_K`].
    pub(super) fn new(k: usize, window: usize) -> Self {
        let mut weights = [0; MAX_K];
        let mut weight = 1u64;
        for place in weights[..k].iter_mut().rev() {
            *place = weight;
            weight = weight.wrapping_mul(BASE);
        }
        Self { k, window, weights }
    }

    /// Hash of the n-gram that a text begins with. Its products are independent, so the processor can overlap them.
    pub(super) fn hash(&self, text: &[u16]) -> u64 {
        let symbols = text[..self.k].iter().zip(&self.weights);
        let sum = symbols
            .fold(0u64, |sum, (&symbol, weight)| sum.wrapping_add(u64::from(symbol).wrapping_mul(*weight)));
        mix(sum)
    }

    /// Calls `each` with the position and hash of every n-gram without a break, in order. Linear, whatever `k` is.
    pub(super) fn each(&self, text: &[u16], mut each: impl FnMut(usize, u64)) {
        let top = self.weights[0].wrapping_mul(BASE);
        let (mut sum, mut held) = (0u64, 0);
        for (at, &symbol) in text.iter().enumerate() {
            if symbol == BREAK {
                (sum, held) = (0, 0);
                continue;
            }
            sum = sum.wrapping_mul(BASE).wrapping_add(u64::from(symbol));
            held += 1;
            if held > self.k {
                sum = sum.wrapping_sub(u64::from(text[at - self.k]).wrapping_mul(top));
            }
            if held >= self.k {
                each(at + 1 - self.k, mix(sum));
            }
        }
    }

    /// Calls `choose` with the n-grams that winnowing chooses (Schleimer, Wilkerson and Aiken 2003): from every window
    /// the one with the least hash, the last among equals. So the choice depends only on the text of the window.
    pub(super) fn winnow(&self, text: &[u16], mut choose: impl FnMut(usize)) {
        // Hashes of the window by position; a window's n-grams are consecutive.
        let mut ring = [u64::MAX; MAX_WINDOW];
        let (mut begun, mut least, mut expected) = (0, 0, usize::MAX);
        let mut chosen = usize::MAX;
        self.each(text, |at, hash| {
            if at != expected {
                begun = at;
                least = at;
            }
            expected = at + 1;
            ring[at % self.window] = hash;
            if at - begun >= self.window && least + self.window <= at {
                // The least one has left the window: find the new least, the last among equals.
                least = at + 1 - self.window;
                for other in least + 1..=at {
                    if ring[other % self.window] <= ring[least % self.window] {
                        least = other;
                    }
                }
            } else if hash <= ring[least % self.window] {
                least = at;
            }
            if at + 1 - begun >= self.window && chosen != least {
                chosen = least;
                choose(least);
            }
        });
    }
}

/// Spreads a weighted sum over all bits (the finaliser of `MurmurHash3`, by Austin Appleby).
pub(super) fn mix(mut sum: u64) -> u64 {
    sum ^= sum >> 33;
    sum = sum.wrapping_mul(0xff51_afd7_ed55_8ccd);
    sum ^= sum >> 33;
    sum = sum.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    sum ^ sum >> 33
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rolling_and_direct_hashes_agree(text in prop::collection::vec(0u16..5, 0..60), k in 1usize..=12) {
            let text: Vec<u16> = text.into_iter().map(|symbol| if symbol == 4 { BREAK } else { symbol }).collect();
            let grams = Grams::new(k, 9);
            let mut found = Vec::new();
            grams.each(&text, |at, hash| found.push((at, hash)));
            let expected: Vec<(usize, u64)> = text
                .windows(k)
                .enumerate()
                .filter(|(_, gram)| !gram.contains(&BREAK))
                .map(|(at, gram)| (at, grams.hash(gram)))
                .collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn of_every_window_the_last_least_is_chosen(text in prop::collection::vec(0u16..4, 0..80), window in 1usize..=9) {
            let grams = Grams::new(3, window);
            let text: Vec<u16> = text.into_iter().map(|symbol| if symbol == 3 { BREAK } else { symbol }).collect();
            let mut chosen = Vec::new();
            grams.winnow(&text, |at| chosen.push(at));
            let mut expected = Vec::new();
            for start in 0..=text.len().saturating_sub(window + 2) {
                let Some(inside) = text.get(start..start + window + 2) else { continue };
                if inside.contains(&BREAK) { continue; }
                let least = (start..start + window).rev().min_by_key(|&at| grams.hash(&text[at..])).unwrap();
                if expected.last() != Some(&least) { expected.push(least); }
            }
            prop_assert_eq!(chosen, expected);
        }
    }
}
