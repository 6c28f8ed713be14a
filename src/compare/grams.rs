//! Similarity of two paragraphs by the pairs of characters that they share, and the longer shingles that yield
//! candidates. Figures count as equal here: a paragraph with new numbers is still the same paragraph.

/// Length of a shingle in symbols.
const SHINGLE: usize = 5;
/// Length in symbols from which on every third shingle of a unit is taken, chosen by its content so that both sides
/// choose alike.
const SAMPLED_FROM: usize = 60;

/// Folds every run of digits into one `0`, years and amounts alike.
pub(super) fn folded(symbols: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(symbols.len());
    for &symbol in symbols {
        match (symbol.is_ascii_digit(), out.last()) {
            (true, Some('0')) => {}
            (true, _) => out.push('0'),
            (false, _) => out.push(symbol),
        }
    }
    out
}

/// Pairs of adjacent symbols, sorted, with duplicates; a lone symbol is paired with nothing.
pub(super) fn pairs(folded: &[char]) -> Vec<u64> {
    let pair = |left: char, right: char| u64::from(left as u32) << 32 | u64::from(right as u32);
    let mut out: Vec<u64> = match folded {
        [one] => vec![pair(*one, '\0')],
        many => many.windows(2).map(|w| pair(w[0], w[1])).collect(),
    };
    out.sort_unstable();
    out
}

/// Shared pairs of two sorted lists as a share of both (Dice's coefficient), from 0 to 1. Linear.
pub(super) fn dice(left: &[u64], right: &[u64]) -> f32 {
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let (mut l, mut r, mut shared) = (0, 0, 0usize);
    while l < left.len() && r < right.len() {
        match left[l].cmp(&right[r]) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                l += 1;
                r += 1;
            }
        }
    }
    2.0 * shared as f32 / (left.len() + right.len()) as f32
}

/// Upper bound of the similarity of two lists of these lengths.
pub(super) fn most(left: usize, right: usize) -> f32 {
    if left == 0 || right == 0 { 0.0 } else { 2.0 * left.min(right) as f32 / (left + right) as f32 }
}

/// Hashes of a sample of the shingles of a unit: all of them if it is short, pairs if it has a handful of symbols.
pub(super) fn shingles(folded: &[char], mut each: impl FnMut(u64)) {
    let (length, sampled) =
        if folded.len() < 2 * SHINGLE { (2, false) } else { (SHINGLE, folded.len() >= SAMPLED_FROM) };
    for window in folded.windows(length) {
        let hash = window.iter().fold(length as u64, |hash, &symbol| {
            (hash.rotate_left(5) ^ u64::from(symbol as u32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        let hash = hash ^ (hash >> 29);
        if !sampled || hash.is_multiple_of(3) {
            each(hash);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(left: &str, right: &str) -> f32 {
        let grams = |text: &str| pairs(&folded(&text.chars().collect::<Vec<_>>()));
        dice(&grams(left), &grams(right))
    }

    #[test]
    fn figures_do_not_count_and_words_do() {
        assert!(alike("办结案件37件", "办结案件1204件") > 0.999);
        assert!(alike("办结案件37件", "办结案卷37份") < 0.7);
        assert!(alike("甲", "甲") > 0.999);
        assert!(alike("", "甲") < 0.001);
    }

    #[test]
    fn a_change_leaves_most_shingles_as_they_were() {
        let collect = |text: &str| {
            let mut out = Vec::new();
            shingles(&text.chars().collect::<Vec<_>>(), |hash| out.push(hash));
            out
        };
        let text: String = (0..200u32).filter_map(|i| char::from_u32(0x4e00 + i * 37 % 3001)).collect();
        let changed = text.replacen(text.chars().nth(100).unwrap(), "改", 1);
        let (before, after) = (collect(&text), collect(&changed));
        let shared = before.iter().filter(|hash| after.contains(hash)).count();
        assert!(shared > before.len() * 8 / 10 && before.len() < 120, "{shared} of {}", before.len());
    }
}
