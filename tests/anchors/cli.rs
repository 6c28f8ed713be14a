//! `jiaokan-cli notes` as users call it: the real binary on a review file and reports on disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiaokan::review::store::save;
use jiaokan::review::{Category, Note, Review, Target};
use jiaokan::text::{SourceText, Span};
use serde_json::Value;
use tempfile::TempDir;

const REPORT: &str = "青石县年度报告\n一、制度建设\n全年修订规章三件，废止一件，清理文件四十六件，结果已在网站公布。\n\
    二、执法监督\n开展案卷评查两轮，抽查案卷二百四十卷，发现共性问题九类，逐一督促改正。\n";

fn notes(arguments: &[&str], review: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    command.arg("notes").args(arguments).arg(review).output().unwrap()
}

fn json(output: &Output) -> Value {
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {errors}"))
}

/// A folder with a report, and below it a folder with a review of the report that has a note on each quote.
fn reviewed(quotes: &[&str]) -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("青石县.txt");
    fs::write(&file, REPORT).unwrap();
    let path = folder.path().join("审阅/青石.review.ron");
    fs::create_dir(path.parent().unwrap()).unwrap();
    let text = SourceText::new(REPORT);
    let mut review = Review::new("审阅");
    let report = jiaokan::report::read_file(&file, None).unwrap();
    review.add_report(&file, "", &report.sha256, text.characters()).apply(&mut review).unwrap();
    for quote in quotes {
        let start = text.position_from_byte(REPORT.find(quote).unwrap());
        let span = Span::new(start, start + quote.chars().count());
        let target = Target::at("r1".into(), &text, span, Vec::new());
        review.notes.push(Note::new(vec![target], Category::Other("口径".into()), "林校", "请核对\n数字"));
    }
    save(&path, &review, None).unwrap();
    (folder, file, path)
}

#[test]
fn each_note_has_its_state_and_place_and_nothing_is_written() {
    let (folder, file, review) =
        reviewed(&["清理文件四十六件", "抽查案卷二百四十卷，发现共性问题九类", "青石县年度报告"]);
    let changed = REPORT.replace("四十六件", "五十件").replace("青石县年度报告\n", "");
    fs::write(&file, &changed).unwrap();
    let before = fs::read(&review).unwrap();
    let output = notes(&["--format", "json"], &review);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    let found = json(&output);
    assert_eq!(found["schema"], "jiaokan.notes/1");
    let target = |note: usize| &found["notes"][note]["targets"][0];
    let text = |note: usize| -> String {
        let at = |key: &str| target(note)[key].as_u64().unwrap() as usize;
        changed.chars().skip(at("start")).take(at("end") - at("start")).collect()
    };
    assert_eq!((&target(0)["state"], text(0)), (&Value::from("uncertain"), "清理文件五十件".into()));
    assert_eq!(
        (&target(1)["state"], text(1)),
        (&Value::from("moved"), "抽查案卷二百四十卷，发现共性问题九类".into())
    );
    assert_eq!(
        (&target(2)["state"], &target(2)["start"], &target(2)["end"]),
        (&Value::from("orphan"), &Value::Null, &Value::Null)
    );
    // The other note's figure is part of this note's surroundings.
    let score = target(1)["score"].as_f64().unwrap();
    assert!(score > 0.9 && score < 1.0, "{score}");
    assert_eq!(target(2)["score"], 0.0);
    let note = &found["notes"][0];
    assert_eq!(
        [&note["category"], &note["severity"], &note["status"], &note["body"], &target(0)["report"]],
        ["口径", "Info", "Open", "请核对\n数字", "r1"]
    );
    assert!(target(0)["path"].as_str().unwrap().ends_with("青石县.txt"));
    assert_eq!(fs::read(&review).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path().join("审阅")).unwrap().count(), 1);
}

#[test]
fn text_is_printed_in_both_languages() {
    let (_folder, _, review) = reviewed(&["清理文件四十六件"]);
    for (language, expected) in [("zh", "[在原处]"), ("en", "[in place]")] {
        let output = notes(&["--lang", language], &review);
        let words = String::from_utf8(output.stdout).unwrap();
        assert!(words.contains(expected) && words.contains("青石县.txt:3  100%"), "{words}");
        assert!(words.contains("请核对 数字") && words.contains("“清理文件四十六件”"), "{words}");
    }
}

#[test]
fn notes_on_a_missing_report_are_orphans() {
    let (_folder, file, review) = reviewed(&["清理文件四十六件"]);
    fs::remove_file(&file).unwrap();
    let output = notes(&["--format", "json"], &review);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("青石县.txt"));
    let target = &json(&output)["notes"][0]["targets"][0];
    assert_eq!((&target["state"], &target["start"]), (&Value::from("orphan"), &Value::Null));

    let ron = fs::read_to_string(&review).unwrap().replace("report: \"r1\"", "report: \"r9\"");
    fs::write(&review, ron).unwrap();
    let output = notes(&["--format", "json"], &review);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("r9"));
    assert_eq!(json(&output)["notes"][0]["targets"][0]["path"], Value::Null);
}

#[test]
fn a_later_version_is_read_and_a_broken_file_names_its_line() {
    let (_folder, _, review) = reviewed(&["清理文件四十六件"]);
    let ron = fs::read_to_string(&review).unwrap();
    fs::write(&review, ron.replace("schema: 1", "schema: 99")).unwrap();
    let output = notes(&["--format", "json"], &review);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("99"));
    assert_eq!(json(&output)["notes"][0]["targets"][0]["state"], "anchored");

    let broken = ron.replacen("notes:", "notes?", 1);
    let at = broken.find("notes?").unwrap();
    let line = broken[..at].matches('\n').count() + 1;
    fs::write(&review, &broken).unwrap();
    let output = notes(&["--lang", "en"], &review);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(errors.contains(&format!("line {line}")) || errors.contains(&line.to_string()), "{errors}");
    assert_eq!(notes(&[], &review.with_extension("gone")).status.code(), Some(2));
}
