//! Measures screening at scale on synthetic reports with known answers: processor time of each stage, peak memory, recall.
//! With the feature `suffix-array` and the option `--suffix-array`, libsais processes the same texts as well (16-bit
//! symbols, suffix array and LCP).
//!
//! ```sh
//! cargo run --release --no-default-features --features suffix-array --example screening_scale -- 30000 10000 --suffix-array
//! ```

#![allow(clippy::print_stdout, reason = "a program that prints its measurements")]

mod corpus;
#[cfg(feature = "suffix-array")]
mod suffix;
mod usage;

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use jiaokan::screening::{Index, Options, Screening, Sketch};
use jiaokan::task::{Cancel, Progress};
use rayon::prelude::*;

use self::corpus::{Corpus, Kind, Plan, Planted};
use self::usage::Meter;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default| arguments.get(at).and_then(|word| word.parse().ok()).unwrap_or(default);
    let plan = Plan { reports: number(0, 3_000), characters: number(1, 10_000), seed: 7 };
    let corpus = Corpus::new(plan);
    println!(
        "{} reports of {} characters, {} pairs planted",
        plan.reports,
        plan.characters,
        corpus.planted.len()
    );
    let megabytes = screen(&corpus, plan);
    if arguments.iter().any(|word| word == "--suffix-array") {
        suffix_array(&corpus, plan, megabytes);
    }
}

/// Screens the corpus and prints times and memory; returns the size of the corpus in megabytes.
fn screen(corpus: &Corpus, plan: Plan) -> f64 {
    let mut index = Index::new(Options::default());
    let bytes = Mutex::new(0);
    let mut meter = Meter::start();
    for block in (0..plan.reports).collect::<Vec<_>>().chunks(512) {
        let texts: Vec<String> = block.par_iter().map(|&report| corpus.text(report)).collect();
        meter.add("making the texts (not screening)");
        *bytes.lock().expect("one thread") += texts.iter().map(String::len).sum::<usize>();
        let sketch = |(report, text): (&usize, &String)| Sketch::of_text(format!("{report:06}.txt"), text);
        let sketches: Vec<Sketch> = block.par_iter().zip(&texts).map(sketch).collect();
        for sketch in sketches {
            index.push(sketch).expect("there is room");
        }
        meter.add("normalising, hashing the content, winnowing");
    }
    meter.print();
    let megabytes = bytes.into_inner().expect("one thread") as f64 / 1e6;
    println!("texts: {megabytes:.0} MB of UTF-8; resident {} MB", usage::resident_megabytes());

    let stages = std::sync::Arc::new(Mutex::new(Meter::start()));
    let listener = std::sync::Arc::clone(&stages);
    let last = Mutex::new("");
    let progress = Progress::new(move |step| {
        let mut last = last.lock().expect("no listener panics");
        if *last != step.stage {
            listener.lock().expect("no listener panics").add(&last);
            *last = step.stage;
        }
    });
    let whole = Meter::start();
    index.analyse(&Cancel::default(), &progress).expect("the token is never cancelled");
    stages.lock().expect("no listener panics").add("screen-stage-comparing");
    let screening = index.screening();
    stages.lock().expect("no listener panics").add("ranking");
    stages.lock().expect("no listener panics").print();
    let (cpu, wall) = whole.elapsed();
    println!("screening after reading: {cpu:.1} CPU s, {wall:.1} s, {:.0} MB a CPU s", megabytes / cpu);
    println!("peak memory: {} MB", usage::peak_megabytes());
    recall(corpus, &screening);
    megabytes
}

/// Recall of the planted pairs, and the number of pairs that are not planted.
fn recall(corpus: &Corpus, screening: &Screening) {
    let longest: HashMap<(usize, usize), usize> =
        screening.pairs.iter().map(|pair| ((pair.left, pair.right), pair.longest)).collect();
    let found = |planted: &&Planted| {
        longest.get(&(planted.left, planted.right)).is_some_and(|&longest| longest * 10 >= planted.length * 5)
    };
    for kind in [Kind::Passage, Kind::Body, Kind::Circulated] {
        let of_kind: Vec<&Planted> = corpus.planted.iter().filter(|planted| planted.kind == kind).collect();
        let missed: Vec<usize> =
            of_kind.iter().filter(|planted| !found(planted)).map(|planted| planted.length).collect();
        println!("{kind:?}: {} of {} planted pairs found", of_kind.len() - missed.len(), of_kind.len());
        if !missed.is_empty() {
            println!("  lengths of those missed, set phrases included: {missed:?}");
        }
    }
    let planted: HashSet<(usize, usize)> =
        corpus.planted.iter().map(|pair| (pair.left, pair.right)).collect();
    let others: Vec<&(usize, usize)> = longest.keys().filter(|pair| !planted.contains(pair)).collect();
    let following = others.iter().filter(|(left, right)| corpus.follows(*left, *right)).count();
    println!(
        "{} pairs listed, {} left out; not planted: {following} with one source in common, {} others",
        longest.len(),
        screening.pairs_left_out,
        others.len() - following
    );
    let longest_other =
        others.iter().filter(|(left, right)| !corpus.follows(*left, *right)).map(|pair| longest[*pair]).max();
    println!("longest passage of those others: {}", longest_other.unwrap_or(0));
}

#[cfg(feature = "suffix-array")]
fn suffix_array(corpus: &Corpus, plan: Plan, megabytes: f64) {
    let texts = (0..plan.reports).map(|report| corpus.text(report));
    suffix::measure(texts, plan.reports * (plan.characters + 500), megabytes);
}

#[cfg(not(feature = "suffix-array"))]
fn suffix_array(_: &Corpus, _: Plan, _: f64) {
    println!("built without the feature `suffix-array`");
}
