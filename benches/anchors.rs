//! Time to place notes: `cargo bench --no-default-features --bench anchors`. Prints processor time, which does not depend on
//! other programs. The figures are in `docs/anchors.md`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints and may fail")]

use std::fs;
use std::hint::black_box;

use jiaokan::report::Report;
use jiaokan::review::{ReportEntry, Resolver, State, Target};
use jiaokan::structure::{Outline, outline};
use jiaokan::text::Span;

/// Processor time of this process in seconds, user and system, in steps of a hundredth (Linux).
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Sentences of made-up words, about a third of them with a set phrase, up to a size in bytes.
fn text(bytes: usize) -> String {
    let mut state = 7u64;
    let mut random = |end: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    let phrases = ["坚持依法行政，", "加强组织领导，", "推进法治政府建设，", "取得明显成效。"];
    let mut out = String::new();
    while out.len() < bytes {
        for _ in 0..12 + random(20) {
            // The square of a uniform number favours small ones, as frequent characters do in a text.
            let rank = random(60) * random(60);
            out.push(char::from_u32(0x4e00 + rank as u32).unwrap());
        }
        match random(3) {
            0 => out.push_str(phrases[random(4) as usize]),
            1 => out.push('，'),
            _ => out.push('。'),
        }
        if random(8) == 0 {
            out.push('\n');
        }
    }
    out
}

/// Notes on quotes of one length, spread over a text.
fn targets(report: &Report, count: usize, length: usize) -> Vec<Target> {
    let end = report.text.characters() - length;
    let spans = (0..count).map(|n| n * (end / count)).map(|start| Span::new(start, start + length));
    spans.map(|span| Target::at("r1".into(), &report.text, span, Vec::new())).collect()
}

fn measure(name: &str, before: &Report, after: &str, targets: &[Target]) {
    let after = Report::from_text("after.txt", after);
    let known = ReportEntry {
        id: "r1".into(),
        path: "before.txt".into(),
        title: String::new(),
        sha256: before.sha256.clone(),
        characters: before.text.characters(),
    };
    // The outline is not measured here.
    let structure = if after.text.characters() < 1_000_000 { outline(&after) } else { Outline::default() };
    let mut seconds = Vec::new();
    let mut silent = 0;
    for _ in 0..3 {
        let from = processor_seconds();
        let resolver = Resolver::new(&after, &structure, Some(&known));
        let states = targets.iter().map(|target| black_box(resolver.resolve(target)).state);
        silent = states.filter(|state| matches!(state, State::Anchored | State::Moved)).count();
        seconds.push(processor_seconds() - from);
    }
    seconds.sort_by(f64::total_cmp);
    println!("{name:44} {:6} notes {:7.2} s  {silent} placed", targets.len(), seconds[1]);
}

fn main() {
    let small = Report::from_text("before.txt", &text(60_000));
    let large = Report::from_text("before.txt", &text(10 << 20));
    let mistyped = |text: &str| -> String {
        text.chars().enumerate().map(|(n, c)| if n % 23 == 7 { '误' } else { c }).collect()
    };
    let moved = |text: &str| format!("{}\n{text}", self::text(3_000));
    for (name, report) in [("60 KB", &small), ("10 MB", &large)] {
        let text = report.text.as_str();
        let notes = targets(report, 10_000, 40);
        measure(&format!("{name}, unchanged"), report, text, &notes);
        measure(&format!("{name}, moved"), report, &moved(text), &notes);
        measure(
            &format!("{name}, moved, one character in 23 changed"),
            report,
            &mistyped(&moved(text)),
            &notes,
        );
    }
    let sections = targets(&large, 100, 5_000);
    measure("10 MB, quotes of 5,000, changed", &large, &mistyped(&moved(large.text.as_str())), &sections);
    let huge = targets(&large, 3, 350_000);
    measure("10 MB, quotes of 1 MB, changed", &large, &mistyped(&moved(large.text.as_str())), &huge);
    let same = Report::from_text("before.txt", &small.text.as_str().repeat(170));
    let notes = targets(&same, 10_000, 40);
    measure("10 MB, one report 170 times, moved", &same, &moved(same.text.as_str()), &notes);
}
