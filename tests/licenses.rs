//! The third-party notices name everything that the programs are built from. `.ci/notices` writes them; the gate also
//! demands that it would write the same again, for all systems, while this test needs no network and looks at one.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const NOTICES: &str = include_str!("../assets/licenses/THIRD-PARTY.txt");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Name and version of each crate that is listed.
fn listed() -> BTreeSet<(String, String)> {
    let list = NOTICES.split("=====").next().unwrap();
    let heads = list.lines().filter(|line| !line.starts_with(' '));
    heads
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, version)| {
            version.split('.').count() > 2 && version.starts_with(|c: char| c.is_ascii_digit())
        })
        .map(|(name, version)| (name.to_owned(), version.to_owned()))
        .collect()
}

/// Name and version of each crate that the programs are built from on this system, tests left out.
fn built_from() -> BTreeSet<(String, String)> {
    let said = |command: &mut Command| {
        let output = command.current_dir(root()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let rustc = said(Command::new("rustc").arg("-vV"));
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = said(Command::new(env!("CARGO")).args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--offline",
        "--filter-platform",
        host,
    ]));
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let names: HashMap<String, (String, String)> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (text(&package["id"]), (text(&package["name"]), text(&package["version"]))))
        .collect();
    let nodes: HashMap<String, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let this = names.iter().find(|(_, (name, _))| name == "jiaokan").unwrap().0.clone();
    let (mut seen, mut waiting) = (BTreeSet::from([this.clone()]), vec![this.clone()]);
    while let Some(package) = waiting.pop() {
        for dependency in nodes[&package]["deps"].as_array().unwrap() {
            let is_for_tests = |kind: &Value| kind["kind"] == "dev";
            let id = text(&dependency["pkg"]);
            if !dependency["dep_kinds"].as_array().unwrap().iter().all(is_for_tests)
                && seen.insert(id.clone())
            {
                waiting.push(id);
            }
        }
    }
    seen.into_iter().filter(|id| *id != this).map(|id| names[&id].clone()).collect()
}

#[test]
fn every_crate_of_the_programs_is_listed_in_its_version() {
    let (listed, built_from) = (listed(), built_from());
    assert!(built_from.len() > 100, "{built_from:?}");
    let missing: Vec<_> = built_from.difference(&listed).collect();
    assert!(missing.is_empty(), "call .ci/notices; missing: {missing:?}");
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let is_locked = |(name, version): &(String, String)| {
        lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n"))
    };
    let gone: Vec<_> = listed.iter().filter(|crate_| !is_locked(crate_)).collect();
    assert!(gone.is_empty(), "call .ci/notices; no longer used: {gone:?}");
}

#[test]
fn every_entry_leads_to_texts_that_are_there() {
    let mut cited = BTreeSet::new();
    for line in NOTICES.lines().filter_map(|line| line.strip_prefix("    text ")) {
        cited.extend(line.split(", ").map(|number| number.parse::<usize>().unwrap()));
    }
    assert_eq!(cited.iter().copied().collect::<Vec<_>>(), (1..=cited.len()).collect::<Vec<_>>());
    let rule = "=".repeat(80);
    let texts: Vec<&str> = NOTICES.split(&rule).skip(1).collect();
    assert_eq!(texts.len(), 2 * cited.len(), "a heading and a text each");
    for (heading, text) in texts.iter().zip(&texts[1..]).step_by(2) {
        assert!(text.trim().len() > 100, "{heading}: {text}");
    }
    for work in
        ["Foxit", "CMap resources", "Noto Sans SC", "Phosphor", "Colour profiles", "standard library of Rust"]
    {
        assert!(NOTICES.lines().any(|line| !line.starts_with(' ') && line.contains(work)), "{work}");
    }
    for holder in ["2014 PDFium Authors", "Adobe. All rights reserved", "Reserved Font Name 'Source'"] {
        assert!(NOTICES.contains(holder), "{holder}");
    }
}

#[test]
fn the_headless_program_prints_them() {
    let output = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli")).arg("--licenses").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), NOTICES);
}
