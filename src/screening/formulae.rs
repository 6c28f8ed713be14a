//! Symbols that belong to set phrases: by the built-in list for a few reports, learnt from the collection itself for
//! many.

use rayon::prelude::*;

use super::bits::set_range;
use super::grams::Grams;
use super::kin;
use super::sketch::char_from_symbol;
use super::texts::Texts;
use crate::duplicates::{Phrases, policy};
use crate::task::{Cancel, Cancelled};
use crate::text::Normalized;

/// Number of reports, near copies counted once, from which on set phrases are learnt.
pub(super) const ENOUGH_TO_LEARN: usize = policy::COLLECTION;

/// Length of the n-grams that set phrases are made of.
const K: usize = policy::STRING as usize;

/// Number of reports that are examined: enough to estimate a share of 3 % to within half a per cent.
const SAMPLE: usize = 2_048;

/// Source of the set phrases.
#[derive(Debug)]
pub(super) enum Formulae {
    /// Phrases of a list.
    Listed(&'static Phrases),
    /// Hashes of n-grams that many reports of the collection hold.
    Learnt(GramSet),
}

impl Formulae {
    /// Learns from the collection, or uses the built-in list if it is too small. `order` lists the reports in an order
    /// that does not depend on the order of the input.
    pub(super) fn of(
        texts: &Texts,
        order: &[usize],
        grams: &Grams,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        // The order is by hash, so the first ones are as good as a random sample.
        let sample = &order[..order.len().min(SAMPLE)];
        let (classes, count) =
            if sample.len() < ENOUGH_TO_LEARN { (vec![], 0) } else { kin::classes(texts, sample, grams) };
        if count < ENOUGH_TO_LEARN {
            return Ok(Self::Listed(Phrases::rule_of_law()));
        }
        cancel.check()?;
        let Some(least) = policy::least_holders(count) else {
            return Ok(Self::Listed(Phrases::rule_of_law()));
        };
        let learnt = Grams::new(K, 1);
        let found = sample.par_iter().zip(classes).map(|(&report, class)| {
            cancel.check()?;
            let mut found = Vec::with_capacity(texts.text(report).len());
            learnt.each(texts.text(report), |_, hash| found.push(hash & !0xffff | class as u64));
            found.sort_unstable();
            found.dedup();
            Ok(found)
        });
        let found: Vec<Vec<u64>> = found.collect::<Result<_, _>>()?;
        let mut found = found.concat();
        found.par_sort_unstable();
        found.dedup();
        cancel.check()?;
        let frequent = found.chunk_by(|left, right| left >> 16 == right >> 16);
        Ok(Self::Learnt(GramSet::new(frequent.filter(|gram| gram.len() >= least).map(|gram| gram[0] >> 16))))
    }

    /// Sets the bits of the symbols of a text that are in set phrases.
    pub(super) fn mask(&self, text: &[u16], words: &mut [u64]) {
        match self {
            Self::Listed(phrases) => {
                let symbols: Vec<char> = text.iter().map(|&symbol| char_from_symbol(symbol)).collect();
                let text = Normalized { symbols, source_from_normalized: Vec::new() };
                for (at, _) in phrases.mask(&text).into_iter().enumerate().filter(|(_, masked)| *masked) {
                    words[at / 64] |= 1 << (at % 64);
                }
            }
            Self::Learnt(set) => Grams::new(K, 1).each(text, |at, hash| {
                if set.contains(hash >> 16) {
                    set_range(words, at..at + K);
                }
            }),
        }
    }
}

/// A set of hashes of 48 bits in open addressing.
#[derive(Debug)]
pub(super) struct GramSet {
    /// Hashes, 0 in free slots; the length is a power of two, at most half filled.
    slots: Vec<u64>,
    /// One bit for a part of each hash: most look-ups end here, in a small array.
    filter: Vec<u64>,
}

/// Number of bits of the filter.
const FILTER: u64 = 1 << 21;

impl GramSet {
    fn new(hashes: impl Iterator<Item = u64>) -> Self {
        let hashes: Vec<u64> = hashes.collect();
        let size = (hashes.len() * 2).next_power_of_two().max(2);
        let mut set = Self { slots: vec![0; size], filter: vec![0; FILTER as usize / 64] };
        for hash in hashes {
            set.filter[(hash % FILTER) as usize / 64] |= 1 << (hash % 64);
            let slot = set.slot(hash);
            set.slots[slot] = hash;
        }
        set
    }

    /// Slot that holds a hash or would hold it.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 20) as usize & mask;
        while self.slots[at] != 0 && self.slots[at] != hash {
            at = (at + 1) & mask;
        }
        at
    }

    fn contains(&self, hash: u64) -> bool {
        let bit = hash % FILTER;
        self.filter[bit as usize / 64] >> (bit % 64) & 1 != 0
            && hash != 0
            && self.slots[self.slot(hash)] == hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::sketch::Sketch;

    fn texts(all: &[String]) -> (Texts, Vec<usize>) {
        let mut texts = Texts::new();
        for (index, text) in all.iter().enumerate() {
            texts.push(&Sketch::of_text(index.to_string(), text), &Grams::for_length(20)).unwrap();
        }
        (texts, (0..all.len()).collect())
    }

    fn masked(formulae: &Formulae, text: &str) -> String {
        let sketch = Sketch::of_text("a", text);
        let mut words = vec![0u64; sketch.symbols.len().div_ceil(64)];
        formulae.mask(&sketch.symbols, &mut words);
        let symbols = sketch.symbols.iter().enumerate();
        symbols
            .map(|(at, &s)| if words[at / 64] >> (at % 64) & 1 != 0 { char_from_symbol(s) } else { '.' })
            .collect()
    }

    /// Some text of its own for a report.
    fn own(seed: u32) -> String {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (state >> 16) % 4_000).unwrap()
        };
        (0..200).map(next).collect()
    }

    #[test]
    fn a_few_reports_have_the_shipped_list() {
        let all: Vec<String> = (0..29).map(|seed| format!("{}同一句话说了许多遍的地方", own(seed))).collect();
        let (texts, order) = texts(&all);
        let formulae = Formulae::of(&texts, &order, &Grams::for_length(20), &Cancel::default()).unwrap();
        assert!(matches!(formulae, Formulae::Listed(_)));
        assert_eq!(masked(&formulae, "深入践行习近平法治思想，抓"), "深入践行习近平法治思想..");
    }

    #[test]
    fn many_reports_teach_their_own() {
        let all: Vec<String> = (0..60)
            .map(|seed| {
                let phrase = if seed % 12 == 0 { "同一句话说了许多遍的地方" } else { "" };
                let rare = if seed % 24 == 0 { "只有三份报告才有这一句" } else { "" };
                format!("{}{phrase}{}{rare}", own(seed), own(seed + 1000))
            })
            .collect();
        let (texts, order) = texts(&all);
        let formulae = Formulae::of(&texts, &order, &Grams::for_length(20), &Cancel::default()).unwrap();
        assert!(matches!(formulae, Formulae::Learnt(_)));
        assert_eq!(masked(&formulae, "在同一句话说了许多遍的地方，"), ".同一句话说了许多遍的地方.");
        assert_eq!(masked(&formulae, "只有三份报告才有这一句"), ".".repeat(11), "three are too few");
    }

    #[test]
    fn a_body_copied_by_many_is_no_set_phrase() {
        let copied = own(7_777);
        let mut all: Vec<String> = (0..40).map(own).collect();
        all.extend((0..40).map(|number| format!("{copied}{number}")));
        let (texts, order) = texts(&all);
        let formulae = Formulae::of(&texts, &order, &Grams::for_length(20), &Cancel::default()).unwrap();
        assert!(matches!(formulae, Formulae::Learnt(_)));
        assert!(!masked(&formulae, &copied).contains(|c| c != '.'), "forty copies are one text");
    }
}
