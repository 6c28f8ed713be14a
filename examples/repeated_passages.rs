//! Finds the passages that two texts share, exact and edited, and shows where the places of each differ.
//!
//! ```sh
//! cargo run --no-default-features --example repeated_passages
//! ```

#![allow(clippy::print_stdout, reason = "a program that prints")]

use jiaokan::duplicates::{Input, Options, difference, duplicates};
use jiaokan::report::Report;
use jiaokan::structure::outline;
use jiaokan::task::Cancel;

const LAST_YEAR: &str = "溪桥县2023年工作情况\n\
    一、主要做法\n\
    全县梳理高频事项47件，推行一窗受理、一次告知、一次办结，群众少跑路。\n\
    组织镇街开展案卷评查三轮，发现问题逐项整改。\n";

const THIS_YEAR: &str = "溪桥县2024年工作情况\n\
    一、主要做法\n\
    新建调解室五间，聘请调解员二十人。\n\
    全县梳理高频事项52件，推行一窗受理、一次告知、一次办结，群众少跑路。\n";

fn main() {
    let reports = [Report::from_text("2023", LAST_YEAR), Report::from_text("2024", THIS_YEAR)];
    let outlines = [outline(&reports[0]), outline(&reports[1])];
    let inputs = [0, 1].map(|index| Input { report: &reports[index], outline: &outlines[index] });
    let found =
        duplicates(&inputs, &Options::default(), &Cancel::default()).expect("the token is never cancelled");

    for group in &found.groups {
        println!("{} characters, {:.0}% alike", group.characters, group.similarity * 100.0);
        let places: Vec<&str> =
            group.occurrences.iter().map(|place| reports[place.report].text.slice(place.span)).collect();
        for (place, words) in group.occurrences.iter().zip(&places) {
            println!("  {}: {}", reports[place.report].file_name(), words.trim());
        }
        for differing in difference(places[0], places[1]) {
            let of = |text: &str, span: jiaokan::text::Span| -> String {
                text.chars().skip(span.start).take(span.len()).collect()
            };
            println!("  “{}” became “{}”", of(places[0], differing.left), of(places[1], differing.right));
        }
    }
    for (report, shares) in reports.iter().zip(&found.shares) {
        println!("{}: {:.0}% shared with the other", report.file_name(), shares.shared * 100.0);
    }
}
