//! Time to extract the figures of reports and to join them into rows: linear if the time per character stays the same.
//! `tests/figures.rs` tests what is found.

use divan::counter::CharsCount;
use divan::{Bencher, black_box};
use jiaokan::figures::{Decisions, Figure, figures, rows};
use jiaokan::report::Report;
use jiaokan::structure::{Outline, outline};

/// A sample extended by repeating its body.
fn report(characters: usize) -> (Report, Outline) {
    let sample = include_str!("../sample_reports/10-汐州市-2024.txt");
    let (title, body) = sample.split_once('\n').expect("a title and a body");
    let mut text = format!("{title}\n");
    while text.chars().count() < characters {
        text.push_str(body);
    }
    let report = Report::from_text("report.txt", &text.chars().take(characters).collect::<String>());
    let outline = outline(&report);
    (report, outline)
}

#[divan::bench(args = [4_000, 16_000, 64_000, 256_000])]
fn extract(bencher: Bencher<'_, '_>, characters: usize) {
    let (report, outline) = report(characters);
    bencher.counter(CharsCount::new(characters)).bench(|| figures(black_box(&report), &outline));
}

/// Extraction and rows of reports of 16,000 characters.
#[divan::bench(args = [15, 60, 200])]
fn ledger(bencher: Bencher<'_, '_>, reports: usize) {
    let (report, outline) = report(16_000);
    bencher.counter(CharsCount::new(reports * 16_000)).bench(|| {
        let found: Vec<Vec<Figure>> = (0..reports).map(|_| figures(black_box(&report), &outline)).collect();
        let slices: Vec<&[Figure]> = found.iter().map(Vec::as_slice).collect();
        rows(&slices, &Decisions::default())
    });
}

fn main() {
    divan::main();
}
