//! `jiaokan-cli screen` as users call it: the real binary on real files, with a cache folder of its own.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

const PASSAGE: &str = "青云县司法局走访企业四十七家，梳理涉企检查事项，将同类事项合并为一次上门";

/// A folder with three reports, two of which share a passage, a file that is not a report, and a cache folder.
struct Set {
    reports: TempDir,
    cache: TempDir,
}

fn set() -> Set {
    let set = Set { reports: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
    let own = "霁川县修订会议制度，明确议题征集、会前审核、会后督办三个环节的责任分工。";
    set.write("青云县.txt", &format!("青云县情况\n开头的话。{PASSAGE}，成效明显。\n"));
    set.write("白石县.txt", &format!("{own}\n另一句话。{PASSAGE}！\n{own}\n"));
    set.write("蓼汀县.txt", "蓼汀县全年开展培训六次，覆盖村社干部，内容为合同审查、信访办理和现场调解。");
    set
}

impl Set {
    fn write(&self, name: &str, text: &str) {
        let path = self.reports.path().join(name);
        fs::write(&path, text).unwrap();
        let old = SystemTime::now() - Duration::from_secs(100);
        fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
    }

    fn run(&self, arguments: &[&str], paths: &[&Path]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
        command.env("LANG", "zh_CN.UTF-8").env("LC_ALL", "zh_CN.UTF-8");
        // The variables from which each system takes its cache folder.
        for name in ["XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"] {
            command.env(name, self.cache.path());
        }
        command.arg("screen").args(arguments).args(paths).output().unwrap()
    }

    fn screen(&self, arguments: &[&str]) -> Output {
        self.run(arguments, &[self.reports.path()])
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.screen(&[&["--format", "json"], arguments].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn sorted_keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn the_json_has_the_fields_of_its_schema() {
    let set = set();
    let output = set.screen(&["--format", "json"]);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    let found = set.json(&[]);
    assert_eq!(found["schema"], "jiaokan.screening/1");
    assert_eq!(sorted_keys(&found), ["pairs", "reports", "schema", "unreadable"]);
    let reports = found["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 3);
    assert_eq!(
        sorted_keys(&reports[0]),
        ["characters", "parts_absent", "path", "report", "shared", "within"]
    );
    assert!(reports[0]["path"].as_str().unwrap().ends_with("青云县.txt"), "{found:#}");
    assert!(reports[0]["shared"].as_f64().unwrap() > 0.7 && reports[1]["within"].as_f64().unwrap() > 0.6);
    assert!(reports.iter().all(|report| report["parts_absent"].is_array()), "{reports:?}");
    assert_eq!((&reports[2]["within"], &reports[2]["shared"]), (&Value::from(0.0), &Value::from(0.0)));
    let pairs = found["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 1);
    let pair = &pairs[0];
    assert_eq!(
        sorted_keys(pair),
        ["left", "longest", "passages", "right", "shared_left", "shared_right", "worth"]
    );
    assert_eq!((&pair["longest"], &pair["passages"]), (&Value::from(38), &Value::from(1)));
    let mut sides = [pair["left"].as_u64().unwrap(), pair["right"].as_u64().unwrap()];
    sides.sort_unstable();
    let mut expected = [reports[0]["report"].as_u64().unwrap(), reports[1]["report"].as_u64().unwrap()];
    expected.sort_unstable();
    assert_eq!(sides, expected, "by the numbers of the reports, not their ranks");
}

#[test]
fn the_minimum_length_applies_with_and_without_cache() {
    let set = set();
    let count = |arguments: &[&str]| set.json(arguments)["pairs"].as_array().unwrap().len();
    assert_eq!((count(&["--min-length", "38"]), count(&["--min-length", "39"])), (1, 0));
    let kept = || walk(set.cache.path());
    assert_eq!(kept(), 1);
    let with = set.json(&[]);
    assert_eq!(with, set.json(&["--no-cache"]));
    set.write("霁川县.txt", "霁川县完成档案整理一批。");
    let more = set.json(&["--no-cache"]);
    assert_eq!((more["reports"].as_array().unwrap().len(), kept()), (4, 1), "nothing is kept");
    assert_eq!(more, set.json(&[]));
    assert_eq!(kept(), 2);
}

/// Number of cache packs below a folder.
fn walk(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                usize::from(path.extension().is_some_and(|e| e == "pack"))
            }
        })
        .sum()
}

#[test]
fn the_order_of_the_call_changes_nothing() {
    let set = set();
    let path = |name: &str| set.reports.path().join(name);
    let (one, two, three) = (path("青云县.txt"), path("白石县.txt"), path("蓼汀县.txt"));
    let forwards = set.run(&["--format", "json"], &[&one, &two, &three]);
    let backwards = set.run(&["--format", "json"], &[&three, &two, &one, &two]);
    assert_eq!(stdout(&forwards), stdout(&backwards));
}

#[test]
fn text_and_table_have_the_same_ranking() {
    let set = set();
    let chinese = stdout(&set.screen(&[]));
    for words in ["报告 3 份，其中 2 份有 20 字以上的重复", "有相同段落的报告 1 对", "最长 38 字，共 1 段"]
    {
        assert!(chinese.contains(words), "{words} is not in\n{chinese}");
    }
    let english = stdout(&set.screen(&["--lang", "en"]));
    assert!(english.contains("2 of 3 reports repeat 20 characters or more"), "{english}");
    assert!(english.contains("1 pair of reports shares a passage\n"), "{english}");

    let table = stdout(&set.screen(&["--format", "csv"]));
    let rows: Vec<&str> = table.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert!(rows[0].starts_with("row,path,other,characters,within,shared,"), "{table}");
    let kinds: Vec<&str> = rows[1..5].iter().map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(kinds, ["report", "report", "report", "pair"]);
    assert!(rows.iter().all(|row| row.is_empty() || row.matches(',').count() == 11), "{table}");
}

#[test]
fn unreadable_files_are_listed_and_the_others_ranked() {
    let set = set();
    set.write("空.txt", " \n");
    let missing = set.reports.path().join("没有.txt");
    let output = set.run(&["--format", "json"], &[set.reports.path(), &missing]);
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("没有.txt") && words.contains("空.txt"), "{words}");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["reports"].as_array().unwrap().len(), 3);
    assert_eq!(found["unreadable"].as_array().unwrap().len(), 2);
    assert!(stdout(&set.screen(&["--format", "csv"])).contains("\r\nunreadable,"));

    let output = set.run(&[], &[&missing]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    for wrong in [&[][..], &["--min-length", "0"], &["--format", "xml"]] {
        let paths: &[&Path] = if wrong.is_empty() { &[] } else { &[set.reports.path()] };
        assert_eq!(set.run(wrong, paths).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn help_comes_in_both_languages() {
    let set = set();
    for (language, words) in [("zh", "不使用也不保存缓存"), ("en", "Read all files again")] {
        let output = set.run(&["--help", "--lang", language], &[]);
        assert!(output.status.success() && stdout(&output).contains(words), "{}", stdout(&output));
    }
}
