//! Exact passages: against a brute-force search, on hostile texts, and on the real reports if present.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "test helpers may unwrap")]

mod cpu_time;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiaokan::duplicates::{Duplicates, Input, Kind, Options, Scope, difference, duplicates};
use jiaokan::report::{Report, collect, read_file};
use jiaokan::structure::{Furniture, FurnitureKind, Outline, outline};
use jiaokan::task::{Cancel, Cancelled};
use jiaokan::text::{Span, normalize};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use crate::cpu_time::cpu_time;

fn report(text: &str) -> Report {
    Report::from_text("test.txt", text)
}

fn search(reports: &[Report], min_length: usize) -> Duplicates {
    let empty = Outline::default();
    let inputs: Vec<_> = reports.iter().map(|report| Input { report, outline: &empty }).collect();
    duplicates(&inputs, &Options { min_length }, &Cancel::default()).unwrap()
}

/// Reads files and searches them as the programs do.
fn search_files(paths: &[PathBuf]) -> (Vec<Report>, Duplicates) {
    let reports: Vec<Report> = paths.iter().map(|path| read_file(path, None).unwrap()).collect();
    let outlines: Vec<Outline> = reports.iter().map(outline).collect();
    let inputs: Vec<Input<'_>> =
        reports.iter().zip(&outlines).map(|(report, outline)| Input { report, outline }).collect();
    let found = duplicates(&inputs, &Options::default(), &Cancel::default()).unwrap();
    assert_sound(&reports, &found, 20);
    (reports, found)
}

fn symbols(report: &Report, span: Span) -> Vec<char> {
    normalize(report.text.slice(span)).symbols
}

/// Asserts what holds for every result: places are equal, do not overlap, and neither begin nor end with white space;
/// groups are ranked; no group lies inside another one place by place.
fn assert_sound(reports: &[Report], found: &Duplicates, min_length: usize) {
    for group in &found.groups {
        let first = group.occurrences[0];
        let words = symbols(&reports[first.report], first.span);
        assert!(group.occurrences.len() >= 2);
        assert_eq!(group.characters, words.len());
        assert!(words.len() >= min_length);
        let is_exact = group.kind == Kind::Exact;
        assert_eq!(
            is_exact,
            group.similarity >= 1.0 && group.kept.iter().all(|&share| share >= 1.0),
            "{group:?}"
        );
        assert!(group.similarity >= 0.0 && !(is_exact && group.figures_only), "{group:?}");
        assert!(group.occurrences.is_sorted());
        let across = group.occurrences.iter().any(|place| place.report != first.report);
        assert_eq!(group.scope, if across { Scope::Across } else { Scope::Within });
        for pair in group.occurrences.windows(2) {
            assert!(pair[0].report != pair[1].report || !pair[0].span.overlaps(pair[1].span), "{group:?}");
        }
        for place in &group.occurrences {
            let text = reports[place.report].text.slice(place.span);
            if group.kind == Kind::Exact {
                assert_eq!(normalize(text).symbols, words);
            }
            assert_eq!(text.trim(), text);
        }
    }
    assert!(found.groups.is_sorted_by_key(|group| group.boilerplate), "set phrases last");
    for (index, group) in found.groups.iter().enumerate() {
        let holds = |other: &jiaokan::duplicates::Group| {
            group.occurrences.len() == other.occurrences.len()
                && group
                    .occurrences
                    .iter()
                    .zip(&other.occurrences)
                    .all(|(inner, outer)| inner.report == outer.report && outer.span.covers(inner.span))
        };
        let outer = found.groups.iter().enumerate().find(|&(at, other)| at != index && holds(other));
        assert!(outer.is_none(), "{group:?} says nothing that {outer:?} does not say");
    }
}

/// A maximal run of equal symbols: report, start and report, start, then the length.
type Pair = ((usize, usize), (usize, usize), usize);

/// Every maximal pair of equal runs whose places do not overlap, found by comparing all positions.
fn pairs_by_brute_force(texts: &[Vec<char>], min_length: usize) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (a, left) in texts.iter().enumerate() {
        for (b, right) in texts.iter().enumerate().skip(a) {
            for i in 0..left.len() {
                for j in if a == b { i + 1 } else { 0 }..right.len() {
                    if i > 0 && j > 0 && left[i - 1] == right[j - 1] {
                        continue;
                    }
                    let length = left[i..].iter().zip(&right[j..]).take_while(|(x, y)| x == y).count();
                    if length >= min_length && (a != b || i + length <= j) {
                        pairs.push(((a, i), (b, j), length));
                    }
                }
            }
        }
    }
    pairs
}

/// Whether some place of the passage overlaps another one, so that not every pair is listed.
fn overlaps_itself(texts: &[Vec<char>], ((report, start), _, length): Pair) -> bool {
    let words = &texts[report][start..start + length];
    texts.iter().any(|text| {
        let starts: Vec<usize> = text
            .windows(length)
            .enumerate()
            .filter(|(_, window)| *window == words)
            .map(|(at, _)| at)
            .collect();
        starts.windows(2).any(|pair| pair[1] - pair[0] < length)
    })
}

/// Random texts, none of which is a single repeat: each ends in symbols of its own.
fn reports() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[甲乙丙 ,，]{0,30}", 1..4).prop_map(|texts| {
        let own =
            |report: usize| (0..200).filter_map(move |i| char::from_u32(0x6000 + report as u32 * 200 + i));
        texts.iter().enumerate().map(|(at, text)| text.chars().chain(own(at)).collect()).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("proptest-regressions"))), ..ProptestConfig::default() })]

    #[test]
    fn every_exact_pair_lies_in_a_group(texts in reports(), min_length in 2usize..6) {
        let reports: Vec<Report> = texts.iter().map(|text| report(text)).collect();
        let found = search(&reports, min_length);
        assert_sound(&reports, &found, min_length);
        let normalized: Vec<_> = texts.iter().map(|text| normalize(text)).collect();
        let symbols: Vec<Vec<char>> = normalized.iter().map(|text| text.symbols.clone()).collect();
        for pair in pairs_by_brute_force(&symbols, min_length) {
            let ((a, i), (b, j), length) = pair;
            let left = normalized[a].span_in_source(i..i + length);
            let right = normalized[b].span_in_source(j..j + length);
            let holds = |report: usize, span: Span, group: &jiaokan::duplicates::Group| {
                group.occurrences.iter().any(|place| place.report == report && place.span.covers(span))
            };
            prop_assert!(
                found.groups.iter().any(|group| holds(a, left, group) && holds(b, right, group))
                    || overlaps_itself(&symbols, pair),
                "{:?} {:?} {:?}", pair, texts, found.groups
            );
        }
    }

    #[test]
    fn whatever_the_text_the_result_is_sound(texts in prop::collection::vec("[甲乙]{0,40}|(甲乙丙){0,12}|甲{0,50}", 0..5)) {
        let reports: Vec<Report> = texts.iter().filter(|text| !text.is_empty()).map(|text| report(text)).collect();
        let found = search(&reports, 3);
        assert_sound(&reports, &found, 3);
        prop_assert_eq!(found.shares.len(), reports.len());
        for share in &found.shares {
            prop_assert!((0.0..=1.0).contains(&share.within) && (0.0..=1.0).contains(&share.shared));
        }
    }
}

/// Text without repeats: random ideographs, five sentences on a line.
fn prose(seed: usize, sentences: usize) -> String {
    let mut state = seed as u64 * 7919 + 13;
    let mut text = String::new();
    for sentence in 0..sentences {
        text.push_str(if sentence == 0 {
            ""
        } else if sentence % 5 == 0 {
            "。\n"
        } else {
            "。"
        });
        for _ in 0..32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.extend(char::from_u32(0x4e00 + (state >> 33) as u32 % 3000));
        }
    }
    text
}

/// Factor by which large texts are smaller in an unoptimised build.
const SMALLER: usize = if cfg!(debug_assertions) { 10 } else { 1 };

const PASSAGE: &str = "青云县司法局走访企业四十七家，梳理涉企检查事项，将同类事项合并为一次上门";

#[test]
fn a_passage_within_and_across_reports_is_listed_once() {
    let reports = [
        report(&format!("{}{PASSAGE}\n{}", prose(1, 40), prose(2, 40))),
        report(&format!("{}\n　　{}{}", prose(3, 40), PASSAGE.replace('，', ","), prose(4, 40))),
    ];
    let found = search(&reports, 20);
    assert_sound(&reports, &found, 20);
    assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    let group = &found.groups[0];
    assert_eq!((group.scope, group.boilerplate, group.characters), (Scope::Across, false, 36));
    assert!(found.shares[0].shared > 0.01 && found.shares[0].within == 0.0, "{:?}", found.shares);
    let [left, right] = [0, 1].map(|at| reports[at].text.slice(group.occurrences[at].span));
    assert_eq!(difference(left, right).len(), 2, "two commas of another width");
}

#[test]
fn a_key_survives_changes_elsewhere() {
    let empty = Outline::default();
    let key = |texts: [String; 2]| {
        let reports = texts.map(|text| report(&text));
        let inputs = [0, 1].map(|at| Input { report: &reports[at], outline: &empty });
        let found = duplicates(&inputs, &Options::default(), &Cancel::default()).unwrap();
        found.groups[0].key(&inputs)
    };
    let before = key([prose(1, 20) + PASSAGE, prose(2, 20) + PASSAGE]);
    let after = key([PASSAGE.to_owned() + &prose(3, 9), "　".to_owned() + &PASSAGE.replace('，', ", ")]);
    assert_eq!(before, after);
    assert!(before.starts_with("duplicate:") && before.len() == 42, "{before}");
    let other = PASSAGE.replace("四十七", "四十八");
    assert_ne!(before, key([prose(1, 20) + &other, prose(2, 20) + &other]));
}

#[test]
fn a_group_counts_the_spots_in_which_its_places_differ() {
    let passage = "村口的老井修好以后,七户人家重新挑起水桶,夜里的说笑声比从前多了";
    let same = search(&[report(passage), report(passage)], 20);
    assert_eq!(same.groups[0].variants, 0);
    let rewritten = passage.replacen(',', "，", 1).replace("夜里", "夜 里");
    let differing = search(&[report(passage), report(&rewritten)], 20);
    assert_eq!((differing.groups.len(), differing.groups[0].variants), (1, 2));
}

#[test]
fn set_phrases_and_furniture_are_boilerplate_and_headings_rank_below_prose() {
    let formula = "坚持以习近平新时代中国特色社会主义思想为指导，认真学习贯彻习近平法治思想";
    let heading =
        "一、聚焦青云县全域数字化转型，扎实推进依法行政各项重点任务落地见效，努力建设更高水平的法治青云";
    let footer = "青云县人民政府办公室主办　青云县大数据中心承办　网站标识码一二三四五六七八九十";
    let texts = [1, 2].map(|seed| {
        format!(
            "{heading}\n{}{formula}{}{PASSAGE}{}\n{footer}\n",
            prose(seed + 20, 30),
            prose(seed, 30),
            prose(seed + 7, 30)
        )
    });
    let reports = texts.map(|text| report(&text));
    let outlines = [0, 1].map(|at| {
        let lines: Vec<Span> = reports[at].text.lines().map(|(span, _)| span).collect();
        let section = jiaokan::structure::Section {
            level: 1,
            label: Span::new(0, 2),
            heading: lines[0],
            placement: jiaokan::structure::Placement::Standalone,
            body_end: reports[at].text.characters(),
            parent: None,
        };
        let furniture = lines
            .iter()
            .rev()
            .find(|line| !line.is_empty())
            .map(|&span| Furniture { kind: FurnitureKind::Footer, span });
        Outline { sections: vec![section], furniture: furniture.into_iter().collect(), ..Outline::default() }
    });
    let inputs = [0, 1].map(|at| Input { report: &reports[at], outline: &outlines[at] });
    let found = duplicates(&inputs, &Options::default(), &Cancel::default()).unwrap();
    let shown: Vec<(bool, bool)> = found
        .groups
        .iter()
        .map(|group| {
            let words = reports[0].text.slice(group.occurrences[0].span);
            (group.boilerplate, words.contains("走访企业"))
        })
        .collect();
    assert_eq!(shown, [(false, true), (false, false), (true, false), (true, false)], "{:?}", found.groups);
    let covered = found.shares[0].shared * normalize(reports[0].text.as_str()).len() as f32;
    assert!(covered < 130.0, "formula and footer are not counted: {covered}");
}

#[test]
fn a_repeated_body_is_one_group_and_nothing_else() {
    let body = format!("{}{PASSAGE}{}{PASSAGE}\n", prose(1, 30), prose(2, 30));
    let reports = [report(&format!("{body}{body}")), report(&format!("{}{PASSAGE}", prose(9, 30)))];
    let found = search(&reports, 20);
    assert_sound(&reports, &found, 20);
    let places: Vec<usize> = found.groups.iter().map(|group| group.occurrences.len()).collect();
    assert_eq!(
        places,
        [2, 3],
        "the body; and the passage on one copy and in the other report: {:?}",
        found.groups
    );
    assert!(found.shares[0].within > 0.99, "{:?}", found.shares);
    let share = 2.0 * 36.0 / normalize(&body).len() as f32;
    assert!((found.shares[0].shared - share).abs() < 0.002, "both copies count: {:?} {share}", found.shares);
}

#[test]
fn empty_and_tiny_texts_yield_no_groups() {
    assert_eq!(search(&[], 20), Duplicates::default());
    let reports = [report("甲"), report("甲"), report("甲乙")];
    assert_eq!(search(&reports, 20).groups, []);
    assert_eq!(search(&reports, 0).groups.len(), 1);
}

fn timed(name: &str, reports: &[Report], limit: Duration) -> Duplicates {
    let (found, spent) = cpu_time(|| search(reports, 20));
    eprintln!("{name}: {spent:?}, {} groups", found.groups.len());
    assert!(spent < limit, "{name} took {spent:?}");
    let places: usize = found.groups.iter().map(|group| group.occurrences.len()).sum();
    assert!(found.groups.len() <= 10_000 && places <= 300_000, "{name}");
    found
}

#[test]
fn two_ordinary_reports_are_searched_quickly() {
    let reports = [1, 2].map(|seed| report(&(prose(seed, 310) + PASSAGE + &prose(seed + 9, 310))));
    assert!(reports[0].text.characters() > 20_000);
    let found = timed("two reports of 20,000 characters", &reports, Duration::from_secs(5));
    assert_eq!(found.groups.len(), 1);
}

#[test]
fn monotonous_text_stays_bounded() {
    let limit = Duration::from_mins(1);
    let found = timed("one character, 1 MB", &[report(&"好".repeat(350_000 / SMALLER))], limit);
    assert_eq!(found.groups.len(), 1, "the two halves");
    let line = format!("{PASSAGE}。\n");
    let found = timed("10,000 equal lines", &[report(&line.repeat(10_000 / SMALLER))], limit);
    assert_eq!(found.groups.len(), 1, "one line, very often");
    assert!(found.shares[0].within > 0.99);
    timed(
        "10,000 equal lines in prose",
        &[report(&(prose(1, 9000 / SMALLER) + &line.repeat(10_000 / SMALLER)))],
        limit,
    );
    timed(
        "one character, 100,000 times, in prose",
        &[report(&(prose(1, 9000 / SMALLER) + &"-".repeat(100_000 / SMALLER)))],
        limit,
    );
    let ruled = |seed| prose(seed, 40) + &"—".repeat(700) + &prose(seed + 50, 40) + &"…".repeat(900);
    timed("ruled lines", &[1, 2, 3, 4, 5, 6].map(|seed| report(&ruled(seed))), limit);
    let (mut a, mut b) = (String::from("甲"), String::from("甲乙"));
    while b.chars().count() < 200_000 / SMALLER {
        (a, b) = (b.clone(), b + &a);
    }
    timed("the word of Fibonacci", &[report(&b)], limit);
}

#[test]
fn one_file_loaded_fifty_times_is_one_group() {
    let text = prose(1, 200) + PASSAGE + &prose(2, 100) + PASSAGE;
    let reports: Vec<Report> = (0..50).map(|_| report(&text)).collect();
    let found = timed("fifty times one file", &reports, Duration::from_mins(1));
    let places: Vec<usize> = found.groups.iter().map(|group| group.occurrences.len()).collect();
    assert_eq!(places, [50, 2]);
    assert!(found.shares[49].shared > 0.99);
}

#[test]
fn cancelling_gives_no_result() {
    let text = report(&prose(1, 100));
    let outline = outline(&text);
    let cancel = Cancel::default();
    cancel.cancel();
    let inputs = [Input { report: &text, outline: &outline }];
    assert_eq!(duplicates(&inputs, &Options::default(), &cancel), Err(Cancelled));
}

#[test]
fn ten_megabytes_twice() {
    // Half of the second text consists of pieces of the first.
    let first = prose(1, 100_000 / SMALLER);
    let pieces: String = first.lines().step_by(2).flat_map(|line| [line, "乙\n"]).collect();
    let reports = [report(&first), report(&(prose(2, 50_000 / SMALLER) + &pieces))];
    let found = timed("two texts of 10 MB", &reports, Duration::from_mins(2));
    assert!(found.groups.len() > 9_000 / SMALLER);
}

#[test]
fn the_real_reports_yield_only_known_passages() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reports"));
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: {} is not here", folder.display());
        return;
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let (_, found) = search_files(&paths);
    let own: Vec<_> =
        found.groups.iter().filter(|group| !group.boilerplate && group.scope == Scope::Across).collect();
    assert!(own.is_empty(), "unrelated reports share only set phrases: {own:?}");
    let twice: Vec<_> = found.groups.iter().filter(|group| group.characters > 1000).collect();
    assert_eq!(twice.len(), 1);
    assert_eq!(twice[0], &found.groups[0]);
}

/// The groups as text: kind, length and start, and below it each place.
fn written(reports: &[Report], found: &Duplicates) -> String {
    const SHOWN: usize = 24;
    let mut out = String::new();
    for group in &found.groups {
        let first = &group.occurrences[0];
        let words: String = reports[first.report].text.slice(first.span).split_whitespace().collect();
        let shown: String = words.chars().take(SHOWN).collect();
        let more = if words.chars().count() > SHOWN { "…" } else { "" };
        let phrase = if group.boilerplate { " boilerplate" } else { "" };
        let (kind, scope) = (group.kind.id(), group.scope.id());
        writeln!(out, "{kind} {scope} {}{phrase}: {shown}{more}", group.characters).unwrap();
        for place in &group.occurrences {
            let name = reports[place.report].file_name();
            writeln!(out, "    {name}:{}-{}", place.span.start, place.span.end).unwrap();
        }
    }
    for (report, shares) in reports.iter().zip(&found.shares) {
        let name = report.file_name();
        writeln!(out, "{name}: within {:.3}, shared {:.3}", shares.within, shares.shared).unwrap();
    }
    out
}

#[test]
fn sample_reports_keep_their_passages() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_reports"));
    let paths = collect(&[folder.to_owned()]).files;
    let (reports, found) = search_files(&paths);
    insta::assert_snapshot!("passages_of_the_samples", written(&reports, &found));
}
