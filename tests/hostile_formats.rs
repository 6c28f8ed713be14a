//! Hostile files of the formats that hold other files, and of those made of positioned characters or cells: twenty and
//! more of each, generated here, read by the program with its child. Each is a report or one sentence; memory and
//! processor time are bounded, and no file ends the reading of the others.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test helpers may unwrap")]

mod hang;
#[path = "hostile/make.rs"]
#[allow(dead_code, reason = "shared with tests/hostile.rs")]
mod make;
#[path = "hostile/process.rs"]
#[allow(dead_code, reason = "shared with tests/hostile.rs")]
mod process;
#[path = "hostile/sets.rs"]
mod sets;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::sets::File;

/// Minimum number of files of a set.
const LEAST: usize = 20;
/// Limit on the processor time of all files of a set, in an unoptimised build. Checked where `/proc` exists.
const MAX_TIME: Duration = Duration::from_mins(3);
/// Limit on the memory of the program and its children together, in kB. Several children run at a time.
const MAX_MEMORY: u64 = 2 << 20;

/// Reads the files of a set in one call beside a good one, and asserts what is said of each.
#[track_caller]
fn every_file_ends(files: &[File]) {
    assert!(files.len() >= LEAST, "{} files", files.len());
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.txt");
    fs::write(&good, make::SENTENCE).unwrap();
    let mut paths = vec![good];
    for (number, (name, bytes)) in files.iter().enumerate() {
        let inner = folder.path().join(number.to_string());
        fs::create_dir(&inner).unwrap();
        paths.push(inner.join(name));
        fs::write(inner.join(name), bytes).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    command.args(["--lang", "en", "inspect", "--format", "json"]).args(&paths);
    command.env("RAYON_NUM_THREADS", "2");
    let (output, used) = process::measured(&mut command, "hostile files", |_| ());
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?} {words}", output.status);
    assert!(!words.contains("panicked"), "{words}");
    assert!(!words.contains("fault of the program"), "{words}");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(used.time < MAX_TIME && used.memory < MAX_MEMORY, "{used:?}");
    // Every path, or the container around it, is a report or has one sentence.
    let mut ends: BTreeMap<&Path, usize> = BTreeMap::new();
    for entry in ["reports", "unreadable"].iter().flat_map(|list| found[*list].as_array().unwrap()) {
        let path = Path::new(entry["path"].as_str().unwrap());
        let given = paths.iter().find(|given| path.starts_with(given)).unwrap();
        *ends.entry(given).or_default() += 1;
        let reason = entry["reason"].as_str().unwrap_or("read");
        assert!(!reason.is_empty() && reason.lines().count() == 1, "{}: {reason:?}", path.display());
    }
    for path in &paths {
        assert!(ends.contains_key(path.as_path()), "nothing is said of {}: {words}", path.display());
    }
    assert!(found["reports"][0]["path"].as_str().unwrap().ends_with("good.txt"));
    println!("{} files: {used:.2?}, {} read", files.len(), found["reports"].as_array().unwrap().len() - 1);
}

#[test]
fn hostile_saved_pages() {
    every_file_ends(&sets::saved_pages());
}

#[test]
fn hostile_mails() {
    every_file_ends(&sets::mails());
}

#[test]
fn hostile_flat_xml() {
    every_file_ends(&sets::flat_xml());
}

#[test]
fn hostile_archives() {
    every_file_ends(&sets::archives());
}

#[test]
fn hostile_workbooks() {
    every_file_ends(&sets::workbooks());
}

#[test]
fn hostile_workbooks_of_old_excel() {
    every_file_ends(&sets::old_workbooks());
}

#[test]
fn hostile_workbooks_of_open_document() {
    every_file_ends(&sets::open_workbooks());
}

#[test]
fn hostile_fixed_layouts() {
    every_file_ends(&sets::fixed_layouts());
}

#[test]
fn hostile_texts() {
    every_file_ends(&sets::texts());
}
