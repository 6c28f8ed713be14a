//! Time of screening: sketching a report, analysing collections of 100, 400 and 1,600 reports, adding one report to
//! each. `examples/screening_scale` measures 30,000.
//!
//! ```sh
//! cargo bench --no-default-features --bench screening
//! ```

#[path = "../examples/screening_scale/corpus.rs"]
#[allow(dead_code, reason = "the answers are for the example")]
mod corpus;

use divan::Bencher;
use divan::counter::{BytesCount, CharsCount};
use jiaokan::report::Report;
use jiaokan::screening::{Index, Options, Sketch};
use jiaokan::structure;
use jiaokan::task::{Cancel, Progress};

use self::corpus::{Corpus, Plan};

const CHARACTERS: usize = 10_000;

/// Numbers of reports in a collection.
const SIZES: [usize; 3] = [100, 400, 1_600];

fn main() {
    divan::main();
}

fn texts(reports: usize) -> Vec<String> {
    let corpus = Corpus::new(Plan { reports, characters: CHARACTERS, seed: 7 });
    (0..reports).map(|report| corpus.text(report)).collect()
}

fn index(texts: &[String], incremental: bool) -> Index {
    let mut index = Index::new(Options { incremental, ..Options::default() });
    for (number, text) in texts.iter().enumerate() {
        index.push(Sketch::of_text(number.to_string(), text)).expect("there is room");
    }
    index
}

/// Sketches one report: normalises, hashes and winnows it.
#[divan::bench]
fn fingerprints(bencher: Bencher) {
    let text = &texts(1)[0];
    bencher
        .counter(BytesCount::of_str(text))
        .counter(CharsCount::of_str(text))
        .bench(|| Sketch::of_text("a", text));
}

/// Sketches one report including its outline, as reading a file does.
#[divan::bench]
fn fingerprints_and_outline(bencher: Bencher) {
    let text = &texts(1)[0];
    let report = Report::from_text("a.txt", text);
    let sketch = || Sketch::new(&report, &structure::outline(&report));
    bencher.counter(BytesCount::of_str(text)).counter(CharsCount::of_str(text)).bench(sketch);
}

/// Compares all reports with each other.
#[divan::bench(args = SIZES, sample_count = 10)]
fn screening(bencher: Bencher, reports: usize) {
    let texts = texts(reports);
    let mut index = index(&texts, false);
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        index.analyse(&Cancel::default(), &Progress::default()).expect("the token is never cancelled");
        index.screening()
    });
}

/// Adds a report to an analysed collection, which should not depend on the collection's size.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn adding_one(bencher: Bencher, reports: usize) {
    let mut index = index(&texts(reports), true);
    index.analyse(&Cancel::default(), &Progress::default()).expect("the token is never cancelled");
    let mut number = reports;
    let newcomers = Corpus::new(Plan { reports: 100_000, characters: CHARACTERS, seed: 7 });
    bencher
        .with_inputs(|| {
            number += 1;
            Sketch::of_text(number.to_string(), &newcomers.text(number))
        })
        .bench_local_values(|sketch| index.add(sketch).expect("there is room"));
}
