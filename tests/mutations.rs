//! A short fuzz in every test run: files of `tests/fixtures`, changed in the same pseudo-random ways each time, yield a
//! report or a reason, without a panic and in bounded time. `JIAOKAN_ROUNDS` multiplies the changes; `fuzz/` searches
//! at length (docs/fuzzing.md).

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "test helpers may unwrap")]

mod cpu_time;
#[path = "hostile/make.rs"]
#[allow(dead_code, reason = "shared with tests/hostile.rs")]
mod make;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use jiaokan::report::{self, Report};
use jiaokan::structure::outline;
use jiaokan::text::normalize;
use serde_json::Value;

use crate::cpu_time::cpu_time;

/// Changes made of each text file, which are read in this process.
const ROUNDS: u64 = 150;
/// Changes made of each document. Some are read by the program, a process each.
const DOCUMENTS: u64 = 24;
/// Limit on the processor time of reading one changed file, which is small, in an unoptimised build.
const MAX_TIME: Duration = Duration::from_secs(20);

/// The number of changes, times `JIAOKAN_ROUNDS` if that is set.
fn rounds(usual: u64) -> u64 {
    let times = std::env::var("JIAOKAN_ROUNDS").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    usual * times
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

/// The parts of an archive that hold the text of a document of this name.
fn parts_of(name: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    // By the whole extension: FODT is no archive.
    make::PARTS.iter().find(|part| Path::new(name).extension().is_some_and(|end| end == part.0))
}

/// Asserts that everything read from a report is consistent.
fn assert_sound(report: &Report) {
    let whole = report.text.span();
    let mut last = 0;
    for block in &report.blocks {
        assert!(whole.covers(block.span) && block.span.start >= last);
        assert!(!report.text.slice(block.span).contains('\n'));
        last = block.span.end;
    }
    let found = outline(report);
    assert!(found.sections.iter().all(|s| whole.covers(s.heading) && s.body_end <= whole.end));
    assert!(found.furniture.iter().all(|piece| whole.covers(piece.span)));
    let normalized = normalize(report.text.as_str());
    assert!(normalized.source_from_normalized.is_sorted_by(|one, next| one < next));
}

#[test]
fn changed_texts_and_pages_are_read_or_refused() {
    let mut read = 0;
    for name in
        ["report.txt", "gb18030.txt", "report.md", "page.html", "page-gb2312.html", "libreoffice.html"]
    {
        let whole = fixture(name);
        for seed in 0..rounds(ROUNDS) {
            let bytes = make::changed(&whole, seed);
            // A panic of the reader is returned as a reason.
            match report::read(Path::new(name), &bytes, None) {
                Ok(report) => {
                    read += 1;
                    assert_sound(&report);
                }
                Err(error) => assert_ne!(error.reason, report::Reason::Crashed, "{name}, seed {seed}"),
            }
        }
    }
    assert!(read > 400, "most changes leave a file readable: {read}");
}

/// Reads changed documents in this process, where no limits apply, and reports the seeds of those that fail.
fn assert_survived(names: &[&str]) {
    let (mut count, mut read, mut slowest, mut broken) = (0, 0, Duration::ZERO, Vec::new());
    for &name in names {
        let whole = fixture(name);
        let parts = parts_of(name);
        for seed in 0..rounds(DOCUMENTS) {
            let files = [
                Some(make::changed(&whole, seed)),
                parts.map(|part| make::with_changed_parts(&whole, part.1, seed)),
            ];
            for (of_parts, bytes) in
                [false, true].into_iter().zip(files).filter_map(|(of, bytes)| Some((of, bytes?)))
            {
                let (found, took) = cpu_time(|| report::read(Path::new(name), &bytes, None));
                (count, slowest) = (count + 1, slowest.max(took));
                match found {
                    Ok(report) => {
                        read += 1;
                        assert_sound(&report);
                    }
                    Err(error) if error.reason == report::Reason::Crashed => {
                        broken.push((name, of_parts, seed));
                    }
                    Err(_) => {}
                }
                if took > MAX_TIME {
                    broken.push((name, of_parts, seed));
                }
            }
        }
    }
    eprintln!("{names:?}: {count} read or refused, {read} of them read, the slowest in {slowest:.2?}");
    assert!(broken.is_empty(), "file, whether parts were changed, seed: {broken:?}");
    assert!(read > 0, "some are still readable");
}

#[test]
fn changed_packages_break_no_reader() {
    assert_survived(&["numbered.docx", "report.docx", "numbered.odt", "report.odt"]);
}

#[test]
fn changed_documents_of_old_word_break_no_reader() {
    assert_survived(&["report.doc", "report.rtf"]);
}

#[test]
fn changed_pdfs_break_no_reader() {
    assert_survived(&["report.pdf"]);
}

#[test]
fn changed_pages_of_ofd_break_no_reader() {
    assert_survived(&["report.ofd"]);
}

#[test]
fn changed_flat_documents_break_no_reader() {
    assert_survived(&["word2003.xml", "flat.xml", "report.fodt", "page.mht"]);
}

#[test]
fn changed_workbooks_break_no_reader() {
    assert_survived(&["report.xlsx", "report.ods"]);
}

/// An archive is listed and unpacked from its file.
#[test]
fn changed_archives_and_mails_are_listed_and_unpacked_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut read = 0;
    for name in ["archive.zip", "report.eml"] {
        let whole = fixture(name);
        for seed in 0..rounds(DOCUMENTS) {
            let path = folder.path().join(name);
            fs::write(&path, make::changed(&whole, seed)).unwrap();
            for file in report::collect(&[path]).files {
                match report::read_file(&file, None) {
                    Ok(report) => {
                        read += 1;
                        assert_sound(&report);
                    }
                    Err(error) => assert_ne!(error.reason, report::Reason::Crashed, "{name}, seed {seed}"),
                }
            }
        }
    }
    assert!(read > 0, "some are still readable");
}

#[test]
fn changed_documents_are_read_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut keep = |name: String, bytes: Vec<u8>| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        paths.push(path);
    };
    for name in [
        "report.doc",
        "report.rtf",
        "report.pdf",
        "numbered.docx",
        "numbered.odt",
        "report.ofd",
        "report.xlsx",
        "word2003.xml",
    ] {
        let whole = fixture(name);
        for seed in 0..DOCUMENTS {
            keep(format!("{seed}-{name}"), make::changed(&whole, seed));
            // Changed bytes of an archive mostly fail its checksums, so its parts are changed as well.
            if let Some(part) = parts_of(name) {
                keep(format!("{seed}-parts-{name}"), make::with_changed_parts(&whole, part.1, seed));
            }
        }
    }
    let count = paths.len();
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    let output = command.args(["--lang", "en", "inspect", "--format", "json"]).args(&paths).output().unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let unreadable = found["unreadable"].as_array().unwrap();
    assert_eq!(found["reports"].as_array().unwrap().len() + unreadable.len(), count);
    for file in unreadable {
        let reason = file["reason"].as_str().unwrap();
        assert!(!reason.contains("program failed") && !reason.contains("took too"), "{file}");
    }
    assert!(unreadable.len() < count, "some are still readable");
}
