//! Adversarial inputs: none takes long, none panics, and the invariants of a comparison hold.

use std::time::Duration;

use super::properties::check;
use super::*;
use crate::cpu_time::cpu_time;

/// Limit on the processor time of one comparison in an unoptimised build; an optimised one takes a fiftieth of it.
const MAX_TIME: Duration = Duration::from_secs(40);

/// Distinct-looking text without order: `seed` chooses one of many.
fn noise(length: usize, seed: u32) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        char::from_u32(0x4e00 + state % 3_000)
    };
    std::iter::repeat_with(next).take(length).flatten().collect()
}

fn wrapped(text: &str, width: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(width).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

#[test]
fn hostile_pairs_are_done_soon() {
    let n = 20_000;
    let same = noise(n, 1);
    let edited: String = same.chars().enumerate().map(|(i, c)| if i % 97 == 0 { '改' } else { c }).collect();
    let reversed: String = wrapped(&same, 40).lines().rev().collect::<Vec<_>>().join("\n");
    let heads = |word: &str| {
        (0..4_000).map(|i| format!("{}、{word}{i}工作", i % 99 + 1)).collect::<Vec<_>>().join("\n")
    };
    let cases = [
        ("all lines equal", "同一行文字。\n".repeat(4_000), "同一行文字。\n".repeat(2_500)),
        ("two lines in turn", "甲乙丙\n丁戊己\n".repeat(2_000), "丁戊己\n丁戊己\n甲乙丙\n".repeat(1_500)),
        ("one huge line", same.clone(), edited),
        ("one huge line and unlike it", same.clone(), noise(n, 2)),
        ("one huge line of two characters", "甲乙甲甲".repeat(n / 4), "乙甲乙".repeat(n / 3)),
        ("no common line", wrapped(&same, 50), wrapped(&noise(n, 3), 50)),
        ("a line and the same in pieces", same.clone(), wrapped(&same, 60)),
        ("backwards", wrapped(&same, 40), reversed),
        ("nothing but headings", heads("加强"), heads("改进")),
        ("one character a line", wrapped(&same[..15_000], 1), wrapped(&same[3_000..15_000], 1)),
        ("empty", String::new(), same.clone()),
        ("blank", " \n\u{3000}\n".repeat(1_000), "\n".to_owned()),
    ];
    for (name, left, right) in &cases {
        let (found, taken) = cpu_time(|| compared(left, right));
        assert!(taken < MAX_TIME, "{name}: {taken:?}");
        check(&found, report(left).0.text.as_str(), report(right).0.text.as_str());
        println!("{name}: {taken:?}, {} rows", found.rows.len());
    }
}

#[test]
fn a_line_and_the_same_in_pieces_are_one_row() {
    let text = noise(3_000, 7);
    let found = compared(&text, &wrapped(&text, 60));
    assert_eq!(found.rows.len(), 1, "{:?}", found.statistics);
    assert_eq!(found.rows[0].kind, RowKind::Equal);
}

#[test]
fn strange_characters_do_no_harm() {
    for (left, right) in [
        ("\u{0}\u{1}\u{202e}甲", "甲\u{202d}\u{7f}"),
        ("e\u{301}", "é"),
        ("👨‍👩‍👧‍👦一家", "👨‍👩‍👧一家"),
        ("\u{feff}\u{feff}甲", "甲"),
        ("１２３．４５", "123.46"),
        ("1.2.3.4", "1.2.3..4"),
        ("一、", "一、\n一、"),
        ("\u{10ffff}\u{10ffff}", "\u{10ffff}"),
    ] {
        let found = compared(left, right);
        check(&found, report(left).0.text.as_str(), report(right).0.text.as_str());
    }
}

#[test]
fn who_cancels_gets_no_result() {
    let (left, right) = (report("甲"), report("乙"));
    let cancel = Cancel::default();
    cancel.cancel();
    let found = compare(
        Input { report: &left.0, outline: &left.1 },
        Input { report: &right.0, outline: &right.1 },
        &cancel,
    );
    assert_eq!(found, Err(Cancelled));
}
