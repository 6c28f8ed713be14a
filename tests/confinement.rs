//! The confinement of the extracting process, tested from inside and observed from outside. The confinement itself is in
//! `report::isolate`.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use jiaokan::report::{self, Attempt, Confinement};

fn confinement() -> Confinement {
    report::use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
    report::confinement().unwrap()
}

#[test]
fn an_extractor_has_no_more_environment_and_memory_than_it_is_given() {
    assert!(std::env::vars_os().next().is_some(), "the parent has an environment");
    let possible = |attempt| confinement().attempts.contains(&(attempt, true));
    assert!(!possible(Attempt::ReadEnvironment));
    assert!(!possible(Attempt::UseMemory));
}

#[cfg(target_os = "linux")]
#[test]
fn an_extractor_can_reach_nothing() {
    let Confinement { layers, attempts } = confinement();
    // Every kernel since 3.17 has these; a container may forbid the second.
    assert!(layers.no_new_privs);
    assert!(layers.seccomp, "no filter of system calls here: is this a container that forbids it?");
    assert_eq!(attempts.iter().map(|(attempt, _)| *attempt).collect::<Vec<_>>(), Attempt::ALL);
    let possible: Vec<Attempt> =
        attempts.into_iter().filter(|(_, possible)| *possible).map(|(attempt, _)| attempt).collect();
    assert_eq!(possible, [], "with {layers:?}");
    if layers.landlock.is_none() {
        eprintln!("without Landlock: this kernel does not have it, or it is not switched on");
    }
}

/// What the kernel itself says of an extractor, all of it before the first byte of a document is read.
#[cfg(target_os = "linux")]
#[test]
fn the_kernel_confirms_what_an_extractor_gave_away() {
    use std::process::{Command, Stdio};
    use std::{fs, thread, time};

    let mut child = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"))
        .args(["extract", "html"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let process = child.id();
    let of_child = |file: &str| fs::read_to_string(format!("/proc/{process}/{file}")).unwrap();
    let field = |text: &str, name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().to_owned()
    };
    // It waits for its document, which never comes; the filter of system calls is the last thing that it installs.
    while field(&of_child("status"), "Seccomp:") != "2" {
        assert!(child.try_wait().unwrap().is_none(), "ended before it was confined");
        thread::sleep(time::Duration::from_millis(5));
    }
    assert_eq!(field(&of_child("status"), "NoNewPrivs:"), "1");
    let limits = of_child("limits");
    for (name, limit) in [
        ("Max cpu time", "6"),
        ("Max file size", "0"),
        ("Max core file size", "0"),
        ("Max processes", "0"),
        ("Max open files", "0"),
        ("Max address space", "402653184"),
    ] {
        assert_eq!(field(&limits, name), limit, "{name}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn the_verbose_version_says_what_holds_on_this_machine() {
    let call = |arguments: &[&str]| {
        let output =
            std::process::Command::new(env!("CARGO_BIN_EXE_jiaokan-cli")).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let version = format!("jiaokan-cli {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(call(&["--version"]), (Some(0), version.clone()));
    for arguments in [["--version", "--verbose"], ["--verbose", "-V"]] {
        let (code, said) = call(&arguments);
        assert_eq!(code, Some(0));
        assert!(said.starts_with(&version), "{said}");
        assert!(said.contains(&format!("\nextractor: {}\n", confinement())), "{said}");
    }
    assert_eq!(call(&["--verbose"]).0, Some(2), "there is nothing to say more of");
}
