//! Pairs and families on small reports of invented places.

use super::*;
use crate::duplicates::{Options, duplicates};
use crate::finding::Place;
use crate::message::Message;
use crate::report::Report;
use crate::structure::{Outline, outline};
use crate::text::Span;

/// Sentences of an invented place that no two seeds share.
fn own(seed: u32, sentences: usize) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut text = String::new();
    for _ in 0..sentences {
        for _ in 0..28 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.extend(char::from_u32(0x4e00 + (state >> 16) % 6_000));
        }
        text.push_str("。\n");
    }
    text
}

const TAKEN: &str = "栖川河边七座涵闸全部改建，蓼汀县的老渡口从此不再摆渡，两岸的菜农清早推车过桥。\n";

fn gather(texts: &[(&str, String)], findings: &[Finding]) -> (Pairs, Duplicates) {
    let reports: Vec<Report> = texts.iter().map(|(name, text)| Report::from_text(*name, text)).collect();
    let outlines: Vec<Outline> = reports.iter().map(outline).collect();
    let inputs: Vec<Input<'_>> =
        reports.iter().zip(&outlines).map(|(report, outline)| Input { report, outline }).collect();
    let never = Cancel::default();
    let found = duplicates(&inputs, &Options::default(), &never).unwrap();
    (pairs(&inputs, &found, findings, &never).unwrap(), found)
}

#[test]
fn an_edition_is_one_pair_with_the_older_report_on_the_left() {
    let body = own(1, 40);
    let later = format!("{}{}{}", own(2, 3), body.replacen('。', "，今年如此。", 3), own(3, 5));
    let (found, _) = gather(&[("霁川县2024.txt", later), ("霁川县2023.txt", body)], &[]);
    assert_eq!(found.pairs.len(), 1, "{:?}", found.pairs);
    let pair = &found.pairs[0];
    assert_eq!((pair.left, pair.right, pair.kind), (1, 0, PairKind::YearCopy));
    assert!(pair.shared_left > 0.95 && (0.75..0.9).contains(&pair.shared_right), "{pair:?}");
    assert!(pair.passages.iter().all(|&index| found.told[index]));
}

#[test]
fn one_text_twice_is_the_same_text() {
    let (found, _) = gather(&[("a.txt", own(1, 20)), ("b.txt", own(1, 20))], &[]);
    let kinds: Vec<PairKind> = found.pairs.iter().map(|pair| pair.kind).collect();
    assert_eq!(kinds, [PairKind::SameText]);
}

#[test]
fn a_passage_taken_over_makes_a_pair_and_its_findings_belong_to_it() {
    let texts = [
        ("a.txt", format!("{}{TAKEN}{}", own(1, 20), own(2, 20))),
        ("b.txt", format!("{}{TAKEN}{}", own(3, 20), own(4, 20))),
    ];
    let finding = Finding {
        check: "figure-differs",
        severity: Severity::Warning,
        place: Place { report: 1, span: Span::new(0, 4) },
        others: vec![Place { report: 0, span: Span::new(0, 4) }],
        message: Message::new("finding-figure-differs"),
    };
    let (without, _) = gather(&texts, &[]);
    let (found, groups) = gather(&texts, &[finding]);
    let pair = &found.pairs[0];
    assert_eq!((pair.kind, pair.passages.len(), &pair.findings[..]), (PairKind::SharedPassages, 1, &[0][..]));
    assert!((pair.worth - without.pairs[0].worth - 5.0).abs() < 0.01, "a warning is worth five");
    assert!(!found.folded[pair.passages[0]] && groups.groups[pair.passages[0]].surprise.rare > 10);
}

#[test]
fn what_three_reports_hold_is_told_once() {
    let texts: Vec<(&str, String)> = [("a.txt", 1), ("b.txt", 2), ("c.txt", 3)]
        .into_iter()
        .map(|(name, seed)| (name, format!("{}{TAKEN}{}", own(seed, 20), own(seed + 9, 20))))
        .collect();
    let (found, _) = gather(&texts, &[]);
    assert_eq!(found.families.len(), 1, "{found:?}");
    assert_eq!((&found.families[0].reports[..], found.families[0].passages.len()), (&[0, 1, 2][..], 1));
    assert_eq!(found.pairs, [], "no pair has anything of its own to say");
}

#[test]
fn common_prose_makes_a_scattered_pair() {
    let common =
        "各级人民政府应当加强对本行政区域内有关工作的组织领导，建立健全工作机制，所需经费列入本级预算。\n";
    let texts = [
        ("a.txt", format!("{}{common}{}", own(1, 20), own(2, 20))),
        ("b.txt", format!("{}{common}{}", own(3, 20), own(4, 20))),
    ];
    let (found, groups) = gather(&texts, &[]);
    assert_eq!(found.pairs[0].kind, PairKind::Scattered, "{:?}", groups.groups);
    assert!(found.folded[found.pairs[0].passages[0]]);
}

#[test]
fn pairs_and_families_count_into_the_same_shares() {
    let formula = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想。\n";
    let text = |seed, end: &str| format!("{}{TAKEN}{}{formula}{end}", own(seed, 20), own(seed + 10, 2));
    let texts = [("a.txt", text(1, &own(5, 5))), ("b.txt", text(2, &own(5, 5))), ("c.txt", text(3, ""))];
    let (found, _) = gather(&texts, &[]);
    let pair = found.pairs.iter().find(|pair| (pair.left, pair.right) == (0, 1)).unwrap();
    assert_eq!(found.taken.share(0, 1).to_bits(), pair.shared_left.to_bits());
    let of_family = found.taken.share(2, 0);
    let length = texts[2].1.chars().count() as f32;
    let expected = (TAKEN.chars().count() - 1) as f32 / length;
    assert!(
        (of_family - expected).abs() < 2.0 / length,
        "{of_family} and not {expected}: set phrases do not count"
    );
    assert!(found.taken.share(0, 0) == 0.0, "nothing is repeated inside");
}
