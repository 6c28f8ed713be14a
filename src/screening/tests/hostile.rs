//! Adversarial texts that would make a naive search quadratic: each is screened quickly and correctly.

use std::time::Duration;

use super::*;
use crate::cpu_time::cpu_time;

/// Screens within a minute of processor time: enough for an unoptimised build, too little for quadratic work.
fn quickly(texts: &[String]) -> Screening {
    let (screening, taken) = cpu_time(|| screened(texts));
    assert!(taken < Duration::from_mins(1), "{taken:?}");
    screening
}

#[test]
fn thousands_of_identical_files() {
    let texts = vec![own(1, 400); 3_000];
    let screening = quickly(&texts);
    assert!(screening.reports.iter().all(|one| one.shared > 0.9999 && one.within == 0.0));
    assert_eq!(screening.pairs.len(), 2_999, "a chain, not four million pairs");
    assert!(screening.pairs.iter().all(|pair| pair.shared_left > 0.9999 && pair.longest == 400));
}

#[test]
fn thousands_that_differ_in_a_name() {
    let texts: Vec<String> =
        (0..1_500).map(|number| format!("{}{}{}", own(1, 300), own(10 + number, 4), own(2, 300))).collect();
    let screening = quickly(&texts);
    assert!(screening.reports.iter().all(|one| one.shared > 0.98), "{:?}", screening.reports.last());
    assert!((1_499..30_000).contains(&screening.pairs.len()), "{}", screening.pairs.len());
}

#[test]
fn one_sentence_over_and_over() {
    let sentence = own(3, 50);
    let screening = quickly(&[sentence.repeat(10_000), sentence.repeat(3), own(4, 300)]);
    assert!(screening.reports[0].within > 0.9999);
    assert_eq!(screening.pairs.len(), 1);
    assert_eq!((screening.pairs[0].left, screening.pairs[0].right), (0, 1));
    assert!(screening.pairs[0].shared_right > 0.9999);
}

#[test]
fn one_character_or_a_short_pattern_over_and_over() {
    let screening =
        quickly(&["一".repeat(150_000), "甲乙丙".repeat(50_000), "-".repeat(150_000), "7".repeat(9_000)]);
    assert_eq!(screening.pairs, []);
    assert!(screening.reports.iter().all(|one| one.within == 0.0), "a ruled line is no repeat");
}

#[test]
fn nothing_but_set_phrases() {
    let texts: Vec<String> = (0..400)
        .map(|number| own(number as u64, 40).chars().map(|drawn| own(u64::from(drawn) % 60, 14)).collect())
        .collect();
    let screening = quickly(&texts);
    assert!(screening.pairs.is_empty(), "{} pairs", screening.pairs.len());
}

#[test]
fn a_fibonacci_word_has_repeats_everywhere() {
    let (mut before, mut word) = ("甲".to_owned(), "甲乙".to_owned());
    while word.chars().count() < 100_000 {
        (before, word) = (word.clone(), word + &before);
    }
    let screening = quickly(&[word.clone(), word]);
    assert!(screening.reports[0].within > 0.9);
    assert!(screening.pairs[0].shared_left > 0.9);
}

#[test]
fn few_symbols_in_any_order() {
    let noise = |seed: u64| {
        own(seed, 60_000).chars().map(|c| if u32::from(c) % 2 == 0 { '是' } else { '否' }).collect()
    };
    let texts: Vec<String> = (0..4).map(noise).collect();
    let screening = quickly(&texts);
    assert!(screening.pairs.len() <= 6);
}
