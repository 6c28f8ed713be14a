//! No network is used: the headless program works in a network namespace without interfaces. `.ci/package --check` does
//! the same with the window, and `.ci/run` refuses crates that use a network.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test helpers may unwrap")]

use std::process::{Command, Output};

/// Runs a program without network interfaces; `None` where the system does not permit that.
fn without_network(program: &str, arguments: &[&str]) -> Option<Output> {
    let permitted = Command::new("unshare").args(["-rn", "true"]).output();
    if !permitted.is_ok_and(|output| output.status.success()) {
        println!("skipped: this system permits no namespace without a network");
        return None;
    }
    Some(Command::new("unshare").arg("-rn").arg(program).args(arguments).output().unwrap())
}

#[test]
fn reports_are_inspected_without_a_network() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_reports");
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/report.docx");
    let arguments = ["--lang", "en", "inspect", "--format", "json", samples, fixture];
    let Some(done) = without_network(env!("CARGO_BIN_EXE_jiaokan-cli"), &arguments) else { return };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let found: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert!(found["reports"].as_array().unwrap().len() > 11);
    assert!(!found["duplicates"].as_array().unwrap().is_empty());
}

#[test]
fn a_namespace_without_a_network_has_none() {
    let script = "ip -o addr 2>/dev/null | grep -c 'inet ' || grep -c : /proc/net/route; exit 0";
    let Some(said) = without_network("sh", &["-c", script]) else { return };
    let count = String::from_utf8_lossy(&said.stdout);
    assert_eq!(count.lines().next().map(str::trim), Some("0"), "{count}");
}
