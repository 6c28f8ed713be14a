//! A small collection with planted repeats: these are found and ranked, nothing else is, and the order of the files and
//! the number of threads do not change the result.

use std::collections::BTreeMap;

use super::*;

const FORMULA: &str = "全县各级各部门按照统一部署扎实推进各项重点任务落地见效";

/// Sixty reports. 0 and 1 share half of their text; 2 has its body twice; 3 takes 40 characters from 4; 5, 6 and 7
/// share 60; every second one has a formula; the rest is unique to each.
fn collection() -> Vec<String> {
    let formula = |number: u64| if number.is_multiple_of(2) { FORMULA } else { "" };
    let mut texts: Vec<String> = (0..60)
        .map(|number| format!("{}{}{}", own(100 + number, 700), formula(number), own(200 + number, 300)))
        .collect();
    texts[1] = format!("{}{}", texts[0].chars().take(500).collect::<String>(), own(300, 500));
    texts[2] = format!("{0}\n{0}", texts[2]);
    let taken: String = texts[4].chars().take(40).collect();
    texts[3].push_str(&taken);
    for number in [5, 6, 7] {
        texts[number].push_str(&own(400, 60));
    }
    texts
}

#[test]
fn planted_reuse_is_ranked_and_nothing_else_is() {
    let screening = screened(&collection());
    let pairs: Vec<(usize, usize, usize, usize)> =
        screening.pairs.iter().map(|p| (p.left, p.right, p.longest, p.passages)).collect();
    assert_eq!(pairs.len(), 5, "{pairs:?}");
    assert_eq!(pairs[0], (0, 1, 500, 1));
    let mut threes = pairs[1..4].to_vec();
    threes.sort_unstable();
    assert_eq!(threes, [(5, 6, 60, 1), (5, 7, 60, 1), (6, 7, 60, 1)]);
    assert_eq!(pairs[4], (3, 4, 40, 1));
    let half = screening.pairs[0];
    assert!(
        (half.shared_left - 500.0 / 1_027.0).abs() < 1e-4 && (half.shared_right - 0.5).abs() < 1e-4,
        "{half:?}"
    );

    let first = &screening.reports[0];
    assert_eq!((first.report, first.within, first.shared), (2, 1.0, 0.0), "a body that stands twice");
    let order: Vec<usize> = screening.reports[1..3].iter().map(|one| one.report).collect();
    assert_eq!(order, [1, 0]);
    assert!(screening.reports[8..].iter().all(|one| one.within == 0.0 && one.shared == 0.0));
    assert_eq!(screening.reports.len(), 60);
}

#[test]
fn a_shared_formula_counts_for_a_few_reports_and_not_for_many() {
    let few: Vec<String> =
        (0..5).map(|seed| format!("{}{FORMULA}{}", own(seed, 90), own(seed + 50, 90))).collect();
    assert_eq!(screened(&few).pairs.len(), 10, "the shipped list does not know it");
    let many: Vec<String> =
        (0..50).map(|seed| format!("{}{FORMULA}{}", own(seed, 90), own(seed + 50, 90))).collect();
    assert_eq!(screened(&many).pairs, []);
}

/// A screening in a form independent of the order of the files: by path, pairs with the lesser path on the left.
fn by_path(screening: &Screening) -> Vec<String> {
    let path: BTreeMap<usize, &std::path::Path> =
        screening.reports.iter().map(|one| (one.report, one.path.as_path())).collect();
    let report =
        |one: &ReportRank| format!("{:?} {} {} {}", one.path, one.characters, one.within, one.shared);
    let pair = |pair: &PairRank| {
        let mut sides = [(path[&pair.left], pair.shared_left), (path[&pair.right], pair.shared_right)];
        sides.sort_by_key(|side| side.0);
        format!("{sides:?} {} {}", pair.longest, pair.passages)
    };
    screening.reports.iter().map(report).chain(screening.pairs.iter().map(pair)).collect()
}

#[test]
fn order_and_threads_change_nothing() {
    let mut texts = collection();
    // Groups large enough to be chained, a text that occurs many times, equal files.
    texts.extend((0..45).map(|number| format!("{}{}", own(900, 800), own(1_000 + number, 100))));
    texts.extend((0..40).map(|_| own(901, 300)));
    texts.push(own(902, 50).repeat(60));
    let sketches: Vec<Sketch> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| Sketch::of_text(format!("{number:05}"), text))
        .collect();
    let run = |order: Vec<usize>, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut index = Index::new(Options::default());
            for number in order {
                index.push(sketches[number].clone()).unwrap();
            }
            index.analyse(&Cancel::default(), &Progress::default()).unwrap();
            by_path(&index.screening())
        })
    };
    let forwards = run((0..texts.len()).collect(), 1);
    assert!(forwards.len() > texts.len() + 80, "{}", forwards.len());
    assert_eq!(forwards, run((0..texts.len()).collect(), 4));
    assert_eq!(forwards, run((0..texts.len()).rev().collect(), 3));
    let shuffled = (0..texts.len()).map(|number| number * 37 % texts.len()).collect::<Vec<_>>();
    assert_eq!(forwards, run(shuffled, 2), "37 and the number of texts have no common divisor");
}
