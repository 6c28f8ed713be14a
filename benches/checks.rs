//! Time of all checks and of the search for parts, over reports of growing size: linear if the time per character stays
//! the same. `tests/checks.rs` tests what they find.

use divan::counter::CharsCount;
use divan::{Bencher, black_box};
use jiaokan::checks::{Input, Profile, Selection, all, parts, run};
use jiaokan::report::Report;
use jiaokan::structure::outline;
use jiaokan::task::Cancel;

/// A sample extended by repeating its sections with new figures, so that no copy is skipped.
fn report(characters: usize) -> Report {
    let sample = include_str!("../sample_reports/10-汐州市-2024.txt");
    let (title, body) = sample.split_once('\n').expect("a title and a body");
    let mut text = format!("{title}\n");
    let mut round = 0;
    while text.chars().count() < characters {
        let digit = char::from_digit(round % 10, 10).expect("a digit");
        text.extend(
            body.chars().map(|c| if c == '。' { format!("第{round}{digit}批。") } else { c.to_string() }),
        );
        round += 1;
    }
    Report::from_text("report.txt", &text.chars().take(characters).collect::<String>())
}

#[divan::bench(args = [5_000, 20_000, 80_000, 320_000])]
fn all_checks(bencher: Bencher<'_, '_>, characters: usize) {
    let report = report(characters);
    let outline = outline(&report);
    let mut selection = Selection::default();
    for about in all() {
        selection.set(about.id, true).expect("its own id");
    }
    bencher.counter(CharsCount::new(characters)).bench(|| {
        let inputs = [Input { report: black_box(&report), outline: &outline }];
        run(&inputs, &selection, &Cancel::default()).expect("the token is never cancelled")
    });
}

/// Each check alone on 20,000 characters, and (`none`) the work that all of them share.
#[divan::bench(args = std::iter::once("none").chain(all().into_iter().map(|about| about.id)))]
fn one_check(bencher: Bencher<'_, '_>, id: &str) {
    let report = report(20_000);
    let outline = outline(&report);
    let mut selection = Selection::none();
    if id != "none" {
        selection.set(id, true).expect("its own id");
    }
    bencher.bench(|| {
        let inputs = [Input { report: black_box(&report), outline: &outline }];
        run(&inputs, &selection, &Cancel::default()).expect("the token is never cancelled")
    });
}

#[divan::bench(args = [5_000, 20_000, 80_000, 320_000])]
fn all_parts(bencher: Bencher<'_, '_>, characters: usize) {
    let report = report(characters);
    let outline = outline(&report);
    bencher
        .counter(CharsCount::new(characters))
        .bench(|| parts(black_box(&report), &outline, Profile::rule_of_law()));
}

fn main() {
    divan::main();
}
