//! Screening as a whole, compared with brute force and planted results, and on adversarial texts.

mod hostile;
mod planted;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::grams::BREAK;
use super::*;
use crate::task::{Cancel, Cancelled, Progress};

/// The collection of some texts, analysed; each is named by its number.
fn analysed(texts: &[String], options: Options) -> Index {
    let mut index = Index::new(options);
    for (number, text) in texts.iter().enumerate() {
        index.push(Sketch::of_text(format!("{number:05}"), text)).unwrap();
    }
    index.analyse(&Cancel::default(), &Progress::default()).unwrap();
    index
}

fn screened(texts: &[String]) -> Screening {
    analysed(texts, Options::default()).screening()
}

/// A text that shares nothing with any other: `length` ideographs drawn by a small generator.
fn own(seed: u64, length: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678_9abc_def1;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from_u32(0x4e00 + (state >> 33) as u32 % 6_000).unwrap()
    };
    (0..length).map(next).collect()
}

/// Result of brute force: for each report the symbols repeated within and shared, and for each pair the symbols shared
/// on either side and the longest run.
#[derive(Default, PartialEq, Debug)]
struct Expected {
    within: Vec<usize>,
    shared: Vec<usize>,
    pairs: BTreeMap<(usize, usize), (usize, usize, usize)>,
}

fn brute_force(texts: &[String], min_length: usize) -> Expected {
    let texts: Vec<Vec<u16>> = texts.iter().map(|text| Sketch::of_text("", text).symbols).collect();
    let mut expected = Expected::default();
    let covered = |marks: &[bool]| marks.iter().filter(|&&mark| mark).count();
    let blank = || texts.iter().map(|text| vec![false; text.len()]).collect::<Vec<_>>();
    let (mut within, mut shared) = (blank(), blank());
    for (left, a) in texts.iter().enumerate() {
        for (right, b) in texts.iter().enumerate().skip(left) {
            let (mut on_left, mut on_right, mut longest) = (vec![false; a.len()], vec![false; b.len()], 0);
            for i in 0..a.len() {
                for j in 0..b.len() {
                    if left == right && j < i + min_length || i > 0 && j > 0 && a[i - 1] == b[j - 1] {
                        continue;
                    }
                    let length =
                        a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y && **x != BREAK).count();
                    if length >= min_length {
                        on_left[i..i + length].fill(true);
                        on_right[j..j + length].fill(true);
                        longest = longest.max(length);
                    }
                }
            }
            let marks = if left == right { &mut within } else { &mut shared };
            marks[left].iter_mut().zip(&on_left).for_each(|(mark, &on)| *mark |= on);
            marks[right].iter_mut().zip(&on_right).for_each(|(mark, &on)| *mark |= on);
            if left != right && longest > 0 {
                expected.pairs.insert((left, right), (covered(&on_left), covered(&on_right), longest));
            }
        }
    }
    expected.within = within.iter().map(|marks| covered(marks)).collect();
    expected.shared = shared.iter().map(|marks| covered(marks)).collect();
    expected
}

/// The same counts from a screening.
fn found(texts: &[String], screening: &Screening) -> Expected {
    let length = |report: usize| Sketch::of_text("", &texts[report]).symbols.len() as f32;
    let symbols = |share: f32, report: usize| (share * length(report)).round() as usize;
    let mut found =
        Expected { within: vec![0; texts.len()], shared: vec![0; texts.len()], ..Expected::default() };
    for one in &screening.reports {
        found.within[one.report] = symbols(one.within, one.report);
        found.shared[one.report] = symbols(one.shared, one.report);
    }
    for pair in &screening.pairs {
        let (left, right) = (symbols(pair.shared_left, pair.left), symbols(pair.shared_right, pair.right));
        found.pairs.insert((pair.left, pair.right), (left, right, pair.longest));
    }
    found
}

/// Texts combined from a few pieces, so that long runs occur in many arrangements.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let piece = (0u64..12, 5usize..45, any::<bool>());
    let text = prop::collection::vec(piece, 0..7).prop_map(|pieces| {
        let text = |(seed, length, digits): (u64, usize, bool)| {
            format!("{}{}", own(seed, length), if digits { "2024" } else { "" })
        };
        pieces.into_iter().map(text).collect::<String>()
    });
    prop::collection::vec(text, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn it_says_what_brute_force_says(texts in texts(), min_length in 6usize..30) {
        let options = Options { min_length, ..Options::default() };
        let screening = analysed(&texts, options).screening();
        prop_assert_eq!(found(&texts, &screening), brute_force(&texts, min_length));
    }

    #[test]
    fn adding_one_by_one_is_analysing_all(texts in texts(), first in 0usize..6) {
        let first = first.min(texts.len());
        let options = Options { incremental: true, ..Options::default() };
        let mut index = analysed(&texts[..first], options);
        for (number, text) in texts.iter().enumerate().skip(first) {
            let added = index.add(Sketch::of_text(format!("{number:05}"), text)).unwrap();
            prop_assert!(added.pairs.iter().all(|pair| pair.right == number));
        }
        let all = analysed(&texts, Options::default()).screening();
        prop_assert_eq!(found(&texts, &index.screening()), found(&texts, &all));
    }
}

#[test]
fn adding_costs_what_the_newcomer_shares_and_not_what_there_is() {
    let newcomer = Sketch::of_text("new", &format!("{}{}", own(3, 200), own(9_999, 2_000)));
    let compared = |reports: u64| {
        let texts: Vec<String> = (0..reports).map(|seed| own(seed, 300)).collect();
        let added = analysed(&texts, Options { incremental: true, ..Options::default() })
            .add(newcomer.clone())
            .unwrap();
        assert_eq!((added.pairs.len(), added.pairs[0].longest), (1, 200));
        added.compared
    };
    let few = compared(20);
    assert!((10..200).contains(&few), "{few}");
    assert_eq!((compared(80), compared(320)), (few, few));
    let copies = vec![own(3, 200); 500];
    let mut index = analysed(&copies, Options { incremental: true, ..Options::default() });
    let added = index.add(newcomer.clone()).unwrap();
    assert!(added.compared < 100 * few, "of very many equal places some are enough: {}", added.compared);
    assert!(added.report.shared > 0.08, "{:?}", added.report);
}

#[test]
fn a_cancelled_analysis_says_nothing() {
    let texts = [own(1, 500), own(1, 500)];
    let mut index = Index::new(Options::default());
    for text in &texts {
        index.push(Sketch::of_text("a", text)).unwrap();
    }
    let cancel = Cancel::default();
    cancel.cancel();
    assert_eq!(index.analyse(&cancel, &Progress::default()), Err(Cancelled));
    assert_eq!(index.screening().pairs, []);
    index.analyse(&Cancel::default(), &Progress::default()).unwrap();
    assert_eq!(index.screening().pairs.len(), 1, "and can be begun again");
}

#[test]
fn an_empty_collection_and_empty_texts_are_no_fault() {
    assert_eq!(screened(&[]), Screening::default());
    let screening = screened(&[String::new(), " \n".to_owned(), "短".to_owned()]);
    assert_eq!((screening.reports.len(), screening.pairs.len()), (3, 0));
    assert!(screening.reports.iter().all(|report| report.within == 0.0 && report.shared == 0.0));
}

#[test]
fn progress_goes_through_the_stages_in_order() {
    let heard = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let listener = std::sync::Arc::clone(&heard);
    let progress = Progress::new(move |step| listener.lock().unwrap().push(step));
    let mut index = Index::new(Options::default());
    index.push(Sketch::of_text("a", &own(1, 500))).unwrap();
    index.analyse(&Cancel::default(), &progress).unwrap();
    let heard = heard.lock().unwrap();
    let mut stages: Vec<&str> = heard.iter().map(|step| step.stage).collect();
    stages.dedup();
    assert_eq!(stages, ["screen-stage-phrases", "screen-stage-sorting", "screen-stage-comparing"]);
    assert!(heard.iter().all(|step| step.done <= step.total));
}
