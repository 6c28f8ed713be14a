//! Time of a comparison: last year's and this year's sample, reports of about 1 MB with every third paragraph edited, and
//! adversarial pairs. Outlines are computed before and not counted.
//! `cargo bench --no-default-features --bench compare`

use std::hint::black_box;

use divan::{Bencher, counter::BytesCount};
use jiaokan::compare::{Input, compare};
use jiaokan::report::{Report, read_file};
use jiaokan::structure::{Outline, outline};
use jiaokan::task::Cancel;

fn main() {
    divan::main();
}

/// Number of characters of a text of about one megabyte.
const MEGABYTE: usize = 350_000;

/// Pseudo-random characters; `seed` chooses the text.
fn noise(length: usize, seed: u32) -> Vec<char> {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        char::from_u32(0x4e00 + state % 3_000)
    };
    std::iter::repeat_with(next).flatten().take(length).collect()
}

fn lines(text: &[char], width: usize) -> String {
    text.chunks(width).map(|line| line.iter().chain(&['\n']).collect::<String>()).collect()
}

/// The text with one character in twenty changed in a third of its lines, every tenth line deleted, every ninth moved.
fn edited(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut moved = Vec::new();
    for (index, line) in text.lines().enumerate() {
        match index {
            i if i % 10 == 9 => {}
            i if i % 9 == 8 => moved.push(line.to_owned()),
            i if i % 3 == 0 => {
                out.push(line.chars().enumerate().map(|(i, c)| if i % 20 == 7 { '改' } else { c }).collect());
            }
            _ => out.push(line.to_owned()),
        }
    }
    out.extend(moved);
    out.join("\n")
}

/// The left and right text of a named pair.
fn pair(name: &str) -> (String, String) {
    let text = || noise(MEGABYTE, 1);
    let whole = |text: Vec<char>| text.into_iter().collect::<String>();
    match name {
        "edited" => (lines(&text(), 200), edited(&lines(&text(), 200))),
        "edited, long paragraphs" => (lines(&text(), 2_000), edited(&lines(&text(), 2_000))),
        "all lines equal" => {
            ("全县上下一条心。\n".repeat(MEGABYTE / 9), "全县上下一条心。\n".repeat(MEGABYTE / 10))
        }
        "two lines in turn" => {
            ("甲乙丙\n丁戊己\n".repeat(MEGABYTE / 8), "丁戊己\n丁戊己\n甲乙丙\n".repeat(MEGABYTE / 12))
        }
        "one huge line" => (whole(text()), edited(&lines(&text(), 200)).replace('\n', "")),
        "one huge line, unlike" => (whole(text()), whole(noise(MEGABYTE, 2))),
        "one huge line, two characters" => ("甲乙甲甲".repeat(MEGABYTE / 4), "乙甲乙".repeat(MEGABYTE / 3)),
        "half of each paragraph" => {
            let (a, b) = (text(), noise(MEGABYTE, 3));
            let mixed: Vec<char> =
                a.iter().zip(&b).enumerate().map(|(i, (&a, &b))| if i % 6 < 4 { a } else { b }).collect();
            (lines(&a, 1_000), lines(&mixed, 1_000))
        }
        "no common line" => (lines(&text(), 60), lines(&noise(MEGABYTE, 2), 60)),
        "a line and the same in pieces" => (whole(text()), lines(&text(), 60)),
        "backwards" => (lines(&text(), 60), lines(&text().into_iter().rev().collect::<Vec<_>>(), 60)),
        "one character a line" => (lines(&text(), 1), lines(&noise(MEGABYTE, 2), 1)),
        "nothing but headings" => {
            let heads = |word: &str| -> String {
                let lines = (0..MEGABYTE / 9).map(|i| format!("{}、{word}{i}", i % 99 + 1));
                lines.collect::<Vec<_>>().join("\n")
            };
            (heads("加强"), heads("改进"))
        }
        other => panic!("no pair {other}"),
    }
}

const NAMES: [&str; 13] = [
    "edited",
    "edited, long paragraphs",
    "half of each paragraph",
    "all lines equal",
    "two lines in turn",
    "one huge line",
    "one huge line, unlike",
    "one huge line, two characters",
    "no common line",
    "a line and the same in pieces",
    "backwards",
    "one character a line",
    "nothing but headings",
];

fn read(text: &str) -> (Report, Outline) {
    let report = Report::from_text("报告.txt", text);
    let outline = outline(&report);
    (report, outline)
}

fn measure(bencher: Bencher, left: &(Report, Outline), right: &(Report, Outline)) {
    let bytes = left.0.text.as_str().len() + right.0.text.as_str().len();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let left = Input { report: &left.0, outline: &left.1 };
        let right = Input { report: &right.0, outline: &right.1 };
        compare(black_box(left), black_box(right), &Cancel::default())
    });
}

#[divan::bench(args = NAMES, sample_count = 5, sample_size = 1)]
fn a_megabyte_each(bencher: Bencher, name: &str) {
    let (left, right) = pair(name);
    measure(bencher, &read(&left), &read(&right));
}

#[divan::bench(sample_count = 20)]
fn two_years_of_one_unit(bencher: Bencher) {
    let sample = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports").join(name);
        let report = read_file(&path, None).expect("the samples are readable");
        let outline = outline(&report);
        (report, outline)
    };
    measure(bencher, &sample("02-霁川县-2023.txt"), &sample("03-霁川县-2024.txt"));
}
