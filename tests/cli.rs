//! The headless program as users call it: the real binary on real files.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const PASSAGE: &str = "青云县司法局走访企业四十七家，梳理涉企检查事项，将同类事项合并为一次上门";

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    command.env("LANG", "zh_CN.UTF-8").env("LC_ALL", "zh_CN.UTF-8");
    command
}

fn run(arguments: &[&str], paths: &[&Path]) -> Output {
    program().args(arguments).args(paths).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", stderr(output)))
}

/// Two reports that share a passage, the second with full-width spaces before it.
fn two_reports() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (left, right) = (folder.path().join("青云县.txt"), folder.path().join("白石县.txt"));
    fs::write(&left, format!("\u{feff}青云县情况\r\n开头的话。{PASSAGE}，成效明显。\r\n")).unwrap();
    fs::write(&right, format!("白石县的报告\n\n　　{PASSAGE}！另一句话。\n")).unwrap();
    (folder, left, right)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_json_has_the_fields_of_its_schema() {
    let (_folder, left, right) = two_reports();
    let output = run(&["inspect", "--format", "json", "--with-text"], &[&left, &right]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let found = json(&output);
    assert_eq!(found["schema"], "jiaokan.inspection/1");
    let mut top = keys(&found);
    top.sort_unstable();
    let expected =
        ["duplicates", "families", "findings", "pairs", "passages_cut", "reports", "schema", "unreadable"];
    assert_eq!(top, expected);
    let report = &found["reports"][0];
    let mut fields = keys(report);
    fields.sort_unstable();
    let expected = [
        "characters",
        "comments",
        "duplication",
        "encoding",
        "format",
        "furniture",
        "items",
        "name",
        "pages",
        "parts",
        "path",
        "report",
        "sections",
        "sha256",
        "text",
        "title",
        "warnings",
    ];
    assert_eq!(fields, expected);
    let text = report["text"].as_str().unwrap();
    assert!(text.starts_with("青云县情况\n开头"), "no BOM, line ends of one kind: {text:?}");
    assert_eq!(report["characters"], text.chars().count());
    assert_eq!((&report["format"], &report["encoding"]), (&Value::from("txt"), &Value::from("UTF-8")));
    assert_eq!(report["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(report["path"], left.to_str().unwrap());
    assert_eq!(found["unreadable"], Value::from(Vec::<Value>::new()));
    let parts: Vec<&str> =
        report["parts"].as_array().unwrap().iter().map(|part| part["part"].as_str().unwrap()).collect();
    assert_eq!(parts, ["achievements", "shortcomings", "causes", "first-responsible", "next-year"]);
    assert!(report["parts"][4]["status"] == "absent" && report["parts"][4]["start"].is_null());
    let share = report["duplication"]["shared"].as_f64().unwrap();
    assert!(share > 0.5 && share < 1.0, "{share}");
    assert_eq!(report["duplication"]["within"], 0.0);

    let group = &found["duplicates"][0];
    assert_eq!(found["duplicates"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&group["group"], &group["kind"], &group["scope"]),
        (&Value::from(0), &Value::from("exact"), &Value::from("across"))
    );
    assert_eq!((&group["characters"], &group["boilerplate"]), (&Value::from(36), &Value::from(false)));
    assert_eq!(group["similarity"], 1.0);
    assert!(group["key"].as_str().unwrap().starts_with("duplicate:"));
    assert!(group.get("folded").is_none() && group["rare"].as_u64().unwrap() > 10, "{group}");
    assert_eq!(group["reason"]["message"], "passage-reason-rare");
    let pair = &found["pairs"][0];
    assert_eq!((&pair["kind"], &pair["passages"]), (&Value::from("shared-passages"), &Value::from(vec![0])));
    let places = group["occurrences"].as_array().unwrap();
    let line = |place: &Value| place["line"].as_u64().unwrap();
    assert_eq!((line(&places[0]), line(&places[1])), (2, 3), "lines count from one");
    for place in places {
        let text = found["reports"][place["report"].as_u64().unwrap() as usize]["text"].as_str().unwrap();
        let (start, end) = (place["start"].as_u64().unwrap(), place["end"].as_u64().unwrap());
        let words: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(words, PASSAGE);
    }
}

#[test]
fn the_json_includes_the_text_only_on_demand() {
    let (_folder, left, _) = two_reports();
    let found = json(&run(&["inspect", "--format", "json"], &[&left]));
    assert!(found["reports"][0].get("text").is_none());
    assert_eq!(found["reports"][0].get("title").map(Value::is_object), Some(false), "a string or null");
}

#[test]
fn shorter_passages_than_the_minimum_are_left_out() {
    let (_folder, left, right) = two_reports();
    let count = |length: &str| {
        let output = run(&["inspect", "--format", "json", "--min-length", length], &[&left, &right]);
        json(&output)["duplicates"].as_array().unwrap().len()
    };
    assert_eq!((count("36"), count("37")), (1, 0));
    let output = run(&["inspect", "--min-length", "37"], &[&left, &right]);
    assert!(stdout(&output).contains("没有达到 37 字的重复段落"), "{}", stdout(&output));
}

#[test]
fn unreadable_files_are_listed_and_the_others_read() {
    let (folder, left, right) = two_reports();
    let broken = folder.path().join("扫描件.pdf");
    fs::write(&broken, b"%PDF-1.7\n").unwrap();
    let missing = folder.path().join("没有.txt");
    let output = run(&["inspect", "--format", "json"], &[&left, &missing, &broken, &right]);
    assert_eq!(output.status.code(), Some(1));
    let words = stderr(&output);
    assert!(words.contains("没有.txt: 找不到这个文件") && words.contains("扫描件.pdf: "), "{words}");
    let found = json(&output);
    assert_eq!(found["reports"].as_array().unwrap().len(), 2);
    assert_eq!(found["duplicates"].as_array().unwrap().len(), 1);
    let unreadable = found["unreadable"].as_array().unwrap();
    assert_eq!(unreadable[0]["path"], missing.to_str().unwrap());
    assert!(unreadable.iter().all(|file| !file["reason"].as_str().unwrap().is_empty()));

    let output = run(&["inspect"], &[folder.path()]);
    assert_eq!(output.status.code(), Some(1), "a folder is walked");
    assert!(stdout(&output).contains("扫描件.pdf"), "the text lists it as well");
}

#[test]
fn nothing_readable_and_wrong_calls_end_with_2() {
    let (folder, left, _) = two_reports();
    let missing = folder.path().join("gone.txt");
    let output = run(&["inspect"], &[&missing]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).contains("gone.txt"));
    for wrong in [
        &["inspect"][..],
        &["inspect", "--min-length", "0"],
        &["inspect", "--fromat", "json"],
        &["look"],
        &[],
    ] {
        let path: &[&Path] = if wrong == ["inspect"] || wrong.is_empty() { &[] } else { &[&left] };
        let output = run(wrong, path);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{wrong:?}");
    }
}

#[test]
fn help_and_version_come_in_both_languages() {
    for (arguments, words) in [
        (&["--help", "--lang", "zh"][..], "列出这些报告的结构"),
        (&["--help", "--lang", "en"], "Lists how these reports are built"),
        (&["inspect", "--help", "--lang=en"], "Minimum length of a repeated passage"),
        (&["inspect", "-h"], "重复段落的最少字数"),
        (&["--lang", "en", "help"], "Lists how these reports are built"),
        (&["help", "inspect"], "重复段落的最少字数"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
    ] {
        let output = run(arguments, &[]);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(stdout(&output).contains(words), "{arguments:?}: {}", stdout(&output));
    }
}

#[test]
fn the_text_is_for_people_in_their_language() {
    let (_folder, left, right) = two_reports();
    let chinese = stdout(&run(&["inspect"], &[&left, &right]));
    for words in [
        "青云县.txt",
        "重复段落 1 组",
        "36 字，多份报告中 2 处",
        "白石县.txt:3",
        "UTF-8",
        "青云县司法局走访企业",
    ] {
        assert!(chinese.contains(words), "{words} is not in\n{chinese}");
    }
    let english = stdout(&run(&["inspect", "--lang", "en"], &[&left, &right]));
    for words in ["1 repeated passage\n", "36 characters, 2 places in several reports", "shared with others"]
    {
        assert!(english.contains(words), "{words} is not in\n{english}");
    }
    let names = |lang| {
        let found = json(&run(&["inspect", "--format", "json", "--lang", lang], &[&left, &right]));
        (found["reports"].clone(), found["duplicates"].clone())
    };
    assert_eq!(names("zh"), names("en"), "JSON does not depend on the language");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let (_folder, left, right) = two_reports();
    // Enough output to fill the pipe many times over.
    fs::write(&left, format!("{PASSAGE}\n").repeat(20_000)).unwrap();
    let mut child = program()
        .args(["inspect", "--format", "json", "--with-text"])
        .args([&left, &right])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!stderr(&output).contains("os error"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf8_is_read_like_any_other() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"\xc7\xe0\xd4\xc6.txt"));
    if fs::write(&path, PASSAGE).is_err() {
        return; // This file system knows only Unicode names.
    }
    for format in ["text", "json"] {
        let output = run(&["inspect", "--format", format], &[&path]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(stdout(&output).contains('\u{fffd}'), "the name is shown as far as it can be");
    }
}

/// A report with one doubled word and one rate that no count gives.
const FAULTY: &str =
    "青云县2024年法治政府建设情况报告\n一、主要工作\n举行听证会12场，采纳率93.5%，与城管的的联勤顺畅。\n";

#[test]
fn findings_are_printed_as_json_and_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("青云县.txt");
    fs::write(&path, FAULTY).unwrap();
    let found = json(&run(&["inspect", "--format", "json"], &[&path]));
    let finding = &found["findings"][0];
    assert_eq!(found["findings"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&finding["check"], &finding["severity"], &finding["report"], &finding["line"], &finding["message"]),
        (&"doubled-word".into(), &"warning".into(), &0.into(), &3.into(), &"finding-doubled-word".into())
    );
    assert_eq!(finding["arguments"]["word"], "的");
    assert_eq!(finding["end"].as_u64().unwrap() - finding["start"].as_u64().unwrap(), 2);
    assert!(finding["key"].as_str().unwrap().starts_with("doubled-word:"));
    for (language, words) in [("zh", "“的”连续出现两次"), ("en", "“的” appears twice in a row")]
    {
        let text = stdout(&run(&["inspect", "--lang", language], &[&path]));
        assert!(text.contains(words) && text.contains("青云县.txt:3"), "{text}");
    }
}

#[test]
fn checks_are_chosen_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("青云县.txt");
    fs::write(&path, FAULTY).unwrap();
    let checks = |arguments: &[&str]| {
        let found = json(&run(&[&["inspect", "--format", "json"], arguments].concat(), &[&path]));
        let findings = found["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["check"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(checks(&["--check", "rate-impossible"]), ["rate-impossible", "doubled-word"]);
    assert_eq!(checks(&["--no-check", "doubled-word"]), [] as [&str; 0]);
    let output = run(&["inspect", "--no-check", "spelling"], &[&path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("spelling") && stderr(&output).contains("numbering-gap"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_profile_is_used_or_its_error_reported() {
    let folder = tempfile::tempdir().unwrap();
    let (path, profile) = (folder.path().join("青云县.txt"), folder.path().join("预算.ron"));
    fs::write(&path, FAULTY).unwrap();
    let chosen = ["inspect", "--format", "json", "--profile", profile.to_str().unwrap()];
    fs::write(&profile, "Profile(schema: 1, name: \"听证\", parts: [(id: \"hearings\", name: \"听证\", mentions: [\"听证会\"])])").unwrap();
    let found = json(&run(&chosen, &[&path]));
    assert_eq!(found["reports"][0]["parts"][0]["part"], "hearings");
    assert_eq!(found["reports"][0]["parts"][0]["status"], "mentioned");
    fs::write(&profile, "Profile(\n  schema: 1,\n  name: 听证)").unwrap();
    let output = run(&chosen, &[&path]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).contains("预算.ron:3:8"), "{}", stderr(&output));
    let output = run(&["inspect", "--profile", "/no/such.ron"], &[&path]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn nothing_in_a_review_reaches_the_terminal_as_a_command() {
    const TURN: &str = "\\u{202e}甲\\u{1b}[31m\\u{7f}\\u{0}";
    let fields = |path: &str, report: &str, id: &str, body: &str| {
        format!(
            "Review(schema: 1, title: \"{body}\", reports: [(id: \"r1\", path: \"{path}\", title: \"{body}\")], notes: [\
             (id: \"{id}\", targets: [(report: \"{report}\", start: 0, end: 1, exact: \"{body}\")], category: \
             Other(\"{body}\"), body: \"{body}\", author: \"{body}\", tags: [\"{body}\"])])"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.review.ron");
    for content in [
        fields(TURN, "r1", "019b8b9e-5a80-7c31-9d2f-3b6a1f0c4e57", "批注"),
        fields("甲.txt", TURN, "019b8b9e-5a80-7c31-9d2f-3b6a1f0c4e57", "批注"),
        fields("甲.txt", "r1", TURN, TURN),
    ] {
        fs::write(&file, content).unwrap();
        for arguments in [
            &["notes"][..],
            &["notes", "--format", "json"],
            &["export", "--to", "jsonld"],
            &["export", "--to", "markdown", "--report", "\u{202e}"],
        ] {
            let output = run(arguments, &[&file]);
            for text in [stdout(&output), stderr(&output)] {
                let told = text.chars().find(|&c| matches!(c, '\u{202e}' | '\u{7f}') || c < ' ' && c != '\n');
                assert_eq!(told, None, "{arguments:?}: {text}");
            }
        }
    }
}
