//! `jiaokan-cli merge`: what it writes, what it refuses, its exit status.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiaokan::review::store::{load, save, sha256};
use jiaokan::review::{Category, Note, Review, Status, Target};

/// Two reviewers, each with a folder that has the same report under another name.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().canonicalize().unwrap().join(name)
    }

    /// A review with one note on one report.
    fn review(&self, name: &str, report: &str, body: &str) -> (PathBuf, Review) {
        let text = "石桥县全年修订规章三件。";
        let report = self.path(report);
        fs::create_dir_all(report.parent().unwrap()).unwrap();
        fs::write(&report, text).unwrap();
        let mut review = Review::new(name);
        let add = review.add_report(&report, "石桥县", &sha256(text.as_bytes()), 12);
        add.apply(&mut review).unwrap();
        let target = Target {
            report: "r1".into(),
            start: 5,
            end: 9,
            exact: "修订规章".into(),
            cut: None,
            prefix: String::new(),
            suffix: String::new(),
            section: Vec::new(),
        };
        review.notes.push(Note::new(vec![target], Category::Wording, "林校", body));
        let file = self.path(name);
        save(&file, &review, None).unwrap();
        (file, review)
    }
}

fn merge(arguments: &[&Path], more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"))
        .args(["--lang", "en", "merge"])
        .args(arguments)
        .args(more)
        .output()
        .unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn equal_reports_are_one_and_paths_are_relative_to_the_new_file() {
    let desk = Desk::new();
    let (left, _) = desk.review("左.review.ron", "左/甲 乙.txt", "左边");
    let (right, _) = desk.review("右.review.ron", "右/另名.txt", "右边");
    let (third, _) = desk.review("三.review.ron", "左/甲 乙.txt", "第三位");
    fs::create_dir(desk.path("合并")).unwrap();
    let out = desk.path("合并/全部.review.ron");
    let output = merge(&[&left, &right, &third], &["-o", out.to_str().unwrap()]);
    assert_eq!(status(&output), 0, "{output:?}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("notes: 3"));
    let merged = load(&out).unwrap().review;
    assert_eq!(merged.reports.len(), 1);
    assert_eq!(merged.reports[0].path, desk.path("左/甲 乙.txt"));
    assert!(fs::read_to_string(&out).unwrap().contains("path: \"../左/甲 乙.txt\""));
    assert!(merged.notes.iter().all(|note| note.targets[0].report == merged.reports[0].id));
    assert_eq!(merged.title, "左.review.ron / 右.review.ron / 三.review.ron");
}

#[test]
fn a_note_that_both_changed_is_kept_twice() {
    let desk = Desk::new();
    let (left, mut review) = desk.review("左.review.ron", "甲.txt", "原文");
    let right = desk.path("右.review.ron");
    review.notes[0].body = "右边改了".into();
    review.notes[0].status = Status::Resolved;
    save(&right, &review, None).unwrap();
    let out = desk.path("c.review.ron");
    let output = merge(&[&left, &right], &["-o", out.to_str().unwrap()]);
    assert!(String::from_utf8(output.stdout).unwrap().trim_end().ends_with("changed them: 1."));
    let merged = load(&out).unwrap();
    let mut bodies: Vec<&str> = merged.review.notes.iter().map(|note| note.body.as_str()).collect();
    bodies.sort_unstable();
    assert_eq!((bodies, merged.read_only), (vec!["原文", "右边改了"], None));
}

#[test]
fn existing_files_are_not_overwritten() {
    let desk = Desk::new();
    let (left, _) = desk.review("左.review.ron", "甲.txt", "左边");
    let (right, _) = desk.review("右.review.ron", "甲.txt", "右边");
    let (other, _) = desk.review("别的.review.ron", "甲.txt", "别的");
    let text = desk.path("甲.txt");
    let refused = |out: &Path, more: &[&str]| {
        let before = fs::read(out).unwrap();
        let output = merge(&[&left, &right], &[&["-o", out.to_str().unwrap()], more].concat());
        assert_eq!((status(&output), fs::read(out).unwrap()), (2, before), "{output:?}");
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(words.starts_with("Not ") || words.contains("was not replaced"), "{words}");
    };
    refused(&left, &["--force"]);
    refused(&other, &[]);
    refused(&text, &["--force"]);
    #[cfg(unix)]
    {
        let link = desk.path("链接.review.ron");
        std::os::unix::fs::symlink(&right, &link).unwrap();
        refused(&link, &["--force"]);
    }
    let output = merge(&[&left, &right], &["--force", "-o", other.to_str().unwrap()]);
    assert_eq!((status(&output), load(&other).unwrap().review.notes.len()), (0, 2));
}

#[test]
fn a_review_not_fully_understood_is_named_and_nothing_written() {
    let desk = Desk::new();
    let (left, _) = desk.review("左.review.ron", "甲.txt", "左边");
    let broken = desk.path("坏.review.ron");
    fs::write(&broken, "Review(\n  schema: 1,\n  notes: [").unwrap();
    let newer = desk.path("新.review.ron");
    fs::write(&newer, "Review(schema: 1, colour: \"red\")").unwrap();
    let out = desk.path("c.review.ron");
    let output = merge(&[&left, &broken, &newer], &["-o", out.to_str().unwrap()]);
    let words = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!((status(&output), out.exists(), words.lines().count()), (2, false, 2), "{words}");
    assert!(
        words.contains("坏.review.ron") && words.contains("line 3") && words.contains("colour"),
        "{words}"
    );
    let output = merge(&[&left], &["-o", out.to_str().unwrap()]);
    assert_eq!(status(&output), 2);
}
