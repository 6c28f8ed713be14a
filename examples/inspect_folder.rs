//! Lists the reports of a folder with their outlines, and what the checks found in them.
//!
//! ```sh
//! cargo run --no-default-features --example inspect_folder -- sample_reports
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints")]

use std::path::PathBuf;

use jiaokan::checks::{self, Input, Selection};
use jiaokan::i18n::{Catalogue, Language};
use jiaokan::report::{self, Report};
use jiaokan::structure::{Outline, outline};
use jiaokan::task::Cancel;

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        eprintln!("usage: inspect_folder PATH…");
        return;
    }
    let words = Catalogue::new(Language::English);

    // Files that cannot be read come with a reason and do not stop the others.
    let collected = report::collect(&paths);
    let mut unreadable = collected.unreadable;
    let mut reports: Vec<Report> = Vec::new();
    for path in &collected.files {
        match report::read_file(path, None) {
            Ok(report) => reports.push(report),
            Err(error) => unreadable.push(error),
        }
    }

    let outlines: Vec<Outline> = reports.iter().map(outline).collect();
    for (report, outline) in reports.iter().zip(&outlines) {
        println!("{} ({} characters)", report.file_name(), report.text.characters());
        for section in &outline.sections {
            let indent = 2 * usize::from(section.level);
            println!("{:indent$}{}", "", report.text.slice(section.heading));
        }
    }

    // All reports are given at once: some checks compare them.
    let inputs: Vec<Input<'_>> =
        reports.iter().zip(&outlines).map(|(report, outline)| Input { report, outline }).collect();
    let findings = checks::run(&inputs, &Selection::default(), &Cancel::default())
        .expect("the token is never cancelled");
    println!();
    for finding in findings {
        let report = &reports[finding.place.report];
        let line = report.text.line_from_position(finding.place.span.start) + 1;
        println!("{}:{line}: {}", report.file_name(), words.words(&finding.message));
    }
    for error in unreadable {
        println!("{}: {}", error.path.display(), words.words(&error.reason.message()));
    }
}
