//! Time of the search for passages: `cargo bench --no-default-features --bench duplicates`. `docs/passages.md` has the
//! figures.

#![allow(missing_docs, reason = "nobody reads the documentation of a benchmark")]

use divan::Bencher;
use jiaokan::duplicates::{Input, Options, duplicates};
use jiaokan::report::Report;
use jiaokan::structure::{Outline, outline};
use jiaokan::task::Cancel;

fn main() {
    divan::main();
}

/// A pseudo-random generator with a fixed sequence.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    /// Appends a word of a vocabulary of 4,000, with frequencies as in language.
    fn word(&mut self, out: &mut String) {
        let bound = 1 + self.below(4000);
        let word = self.below(bound) as u32;
        for part in 0..2 + word % 2 {
            out.extend(char::from_u32(0x4e00 + word.wrapping_mul(2_654_435_761 + part) % 3000));
        }
    }

    fn prose(&mut self, characters: usize) -> String {
        let mut text = String::new();
        while text.len() < characters * 3 {
            for _ in 0..2 + self.below(4) {
                self.word(&mut text);
            }
            if self.below(5) == 0 {
                text.push_str(&self.below(9000).to_string());
                text.push('件');
            }
            text.push_str(["，", "，", "、", "。", "。\n"][self.below(5)]);
        }
        text.chars().take(characters).collect()
    }

    /// The text with a twentieth of its letters replaced.
    fn edited(&mut self, text: &str) -> String {
        text.chars().map(|c| if self.below(20) == 0 { '改' } else { c }).collect()
    }
}

/// Reports of `characters` each; every second one contains a tenth of the one before it, edited.
fn reports(count: usize, characters: usize) -> Vec<String> {
    let mut dice = Dice(count as u64);
    let mut texts: Vec<String> = Vec::new();
    for at in 0..count {
        let mut text = dice.prose(characters);
        if at % 2 == 1 {
            let taken: String = texts[at - 1].chars().skip(characters / 2).take(characters / 10).collect();
            text = text.chars().take(characters * 9 / 10).collect();
            text.push_str(&dice.edited(&taken));
        }
        texts.push(text);
    }
    texts
}

fn bench(bencher: Bencher<'_, '_>, texts: &[String]) {
    let reports: Vec<Report> =
        texts.iter().enumerate().map(|(at, text)| Report::from_text(format!("{at}.txt"), text)).collect();
    let outlines: Vec<Outline> = reports.iter().map(outline).collect();
    let inputs: Vec<Input<'_>> =
        reports.iter().zip(&outlines).map(|(report, outline)| Input { report, outline }).collect();
    bencher.bench_local(|| duplicates(&inputs, &Options::default(), &Cancel::default()));
}

#[divan::bench(sample_count = 20)]
fn two_reports_of_20_000_characters(bencher: Bencher<'_, '_>) {
    bench(bencher, &reports(2, 20_000));
}

#[divan::bench(sample_count = 5)]
fn sixty_reports_of_16_000_characters(bencher: Bencher<'_, '_>) {
    bench(bencher, &reports(60, 16_000));
}

#[divan::bench(args = [1, 4, 16], sample_count = 5)]
fn two_reports_of_20_000_characters_times(bencher: Bencher<'_, '_>, times: usize) {
    bench(bencher, &reports(2, 20_000 * times));
}

#[divan::bench(args = [4, 16, 64], sample_count = 5)]
fn reports_of_4_000_characters(bencher: Bencher<'_, '_>, count: usize) {
    bench(bencher, &reports(count, 4_000));
}

#[divan::bench(args = ["character", "sentence", "set phrases", "figures"], sample_count = 3)]
fn one_pattern_of_1_mb(bencher: Bencher<'_, '_>, pattern: &str) {
    let text = match pattern {
        "character" => "好".repeat(350_000),
        "sentence" => "对照年度清单逐条销号，推动各项部署落地见效，满意度稳步提升。\n".repeat(11_000),
        "set phrases" => {
            "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想。\n".repeat(9_000)
        }
        _ => (0..25_000)
            .fold(String::new(), |text, at| text + &format!("{}年{}月完成{at}件\n", at % 3000, at % 12)),
    };
    bench(bencher, &[text]);
}

#[divan::bench(sample_count = 3)]
fn one_report_of_1_mb_twice(bencher: Bencher<'_, '_>) {
    let text = Dice(9).prose(350_000);
    bench(bencher, &[text.clone(), text]);
}

#[divan::bench(sample_count = 2)]
fn two_reports_of_10_mb(bencher: Bencher<'_, '_>) {
    bench(bencher, &reports(2, 3_330_000));
}
