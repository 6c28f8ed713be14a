//! Time to gather and export 10,000 notes in each format: `cargo bench --no-default-features --bench export`. The aim is
//! less than 2 s of processor time each.

use divan::Bencher;
use jiaokan::duplicates::{Duplicates, Input};
use jiaokan::export::{Format, Material, Options, Sheet, sheet, write};
use jiaokan::i18n::Language;
use jiaokan::pairs::{Cases, Pairs};
use jiaokan::report::Report;
use jiaokan::review::{Category, Note, Review, Target};
use jiaokan::structure::{self, Outline};
use jiaokan::text::Span;

const NOTES: usize = 10_000;

fn main() {
    divan::main();
}

/// A report with a sentence for each note, and the notes on the sentences.
fn case() -> (Review, Report, Outline) {
    let line = |number| {
        format!("第{number}项：全年修订规章{number}件，清理文件四十一份，备案审查规范性文件一百二十件。\n")
    };
    let text = (0..NOTES).map(line).collect::<Vec<String>>().concat();
    let report = Report::from_text("/报告/松溪县.txt", &text);
    let outline = structure::outline(&report);
    let mut review = Review::new("年度审阅");
    let added = review.add_report(&report.path, "", &report.sha256, report.text.characters());
    added.apply(&mut review).expect("it is the first report");
    let key = review.reports[0].id.clone();
    review.notes = (0..NOTES)
        .map(|number| {
            let line = report.text.line_span(number);
            let span = Span::new(line.start + 4, line.end - 2);
            let target = Target::at(key.clone(), &report.text, span, Vec::new());
            let body = format!("第{number}条：与上年一字不差，数字也没有变。请核实来源。");
            Note::new(vec![target], Category::Duplicate, "林校", &body)
        })
        .collect();
    (review, report, outline)
}

fn gathered(review: &Review, report: &Report, outline: &Outline) -> Sheet {
    let key = review.reports[0].id.clone();
    let none = Duplicates::default();
    let material = Material {
        review,
        inputs: &[Input { report, outline }],
        keys: &[key],
        unreadable: &[],
        duplicates: &none,
        findings: &[],
        pairs: &Pairs::default(),
        cases: &Cases::default(),
    };
    sheet(material, &Options::default(), Language::Chinese)
}

#[divan::bench(sample_count = 10)]
fn gather(bencher: Bencher<'_, '_>) {
    let (review, report, outline) = case();
    bencher.bench_local(|| gathered(&review, &report, &outline));
}

#[divan::bench(sample_count = 10, args = ["md", "html", "csv", "xlsx", "docx", "jsonld"])]
fn export(bencher: Bencher<'_, '_>, extension: &str) {
    let (review, report, outline) = case();
    let sheet = gathered(&review, &report, &outline);
    let format = Format::ALL.into_iter().find(|format| format.extension() == extension);
    let format = format.expect("one of the formats");
    bencher.bench_local(|| {
        let mut out = Vec::new();
        write(format, &sheet, &mut out).expect("memory takes it");
        out
    });
}
