//! Formulae of official prose: guiding thoughts, ceremonies, openings and last articles that documents of many bodies
//! have alike, because a congress, a plan or the order of a meeting gives the words.
//!
//! The background sketch is made from documents and lacks what those documents do not say: formulae change with the
//! years. The list is short, dated and written by hand (`assets/background/formulae.txt`); it holds for every sketch.

use std::sync::OnceLock;

use super::background::{self, STRING};
use crate::text::normalize;

const LISTED: &str = include_str!("../../assets/background/formulae.txt");

/// The hashes of the strings of all formulae, rising. Read once, in less than a millisecond.
fn listed() -> &'static [u32] {
    static HASHES: OnceLock<Vec<u32>> = OnceLock::new();
    HASHES.get_or_init(|| hashes(LISTED))
}

/// The hashes of the strings of a list: one line a formula, remarks begin with `#`.
fn hashes(list: &str) -> Vec<u32> {
    let mut hashes = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let symbols = normalize(line).symbols;
        let strings = symbols.windows(STRING).filter(|string| background::is_counted(string));
        hashes.extend(strings.map(background::hash));
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Whether a string stands in a formula. About 50 ns.
pub(super) fn holds(hash: u32) -> bool {
    listed().binary_search(&hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_held(words: &str) -> bool {
        let symbols: Vec<char> = words.chars().collect();
        symbols.windows(STRING).all(|string| holds(background::hash(string)))
    }

    #[test]
    fn formulae_are_held_and_what_a_body_reports_is_not() {
        assert!(is_held("坚持稳中求进工作总基调") && is_held("向大会报告政府工作"));
        assert!(!is_held("全县办结行政复议案件") && !is_held("沿栖川河边的七座涵闸"));
    }

    #[test]
    fn remarks_and_marks_are_no_formulae() {
        let list = hashes("# 栖川河边涵闸\n沿栖川河，边七座涵闸");
        let string: Vec<char> = "边七座涵闸".chars().collect();
        assert_eq!(list, [background::hash(&string)]);
    }

    /// A line of the list that is too short to have a string does nothing.
    #[test]
    fn every_line_of_the_list_counts() {
        for line in LISTED.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            assert!(!hashes(line).is_empty(), "{line}");
        }
    }
}
