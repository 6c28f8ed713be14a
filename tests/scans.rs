//! Scans are read by the program itself, in a confined process, with the models that the build puts beside it.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use jiaokan::report::{self, ReadError, ReadOptions, Reason, Report, ScanCache, Warning};
use jiaokan::task::{Cancel, Progress};
use jiaokan::text::Span;

const SCAN: &str = "tests/fixtures/scan.png";

fn read(cache: Option<&ScanCache>, cancel: &Cancel, progress: &Progress) -> Result<Report, ReadError> {
    report::use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
    report::read_scan(Path::new(SCAN), ReadOptions::default(), cache, cancel, progress)
}

#[test]
fn a_scan_is_read_once_with_its_table_and_without_its_seal() {
    let folder = tempfile::tempdir().unwrap();
    let cache = ScanCache::new(folder.path().join("scans"));
    let steps = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&steps);
    let progress = Progress::new(move |step| heard.lock().unwrap().push((step.done, step.total)));
    let report = read(Some(&cache), &Cancel::default(), &progress).unwrap();
    assert_eq!(
        report.text.as_str().lines().collect::<Vec<_>>(),
        [
            "青云县人民政府文件",
            "青政发〔2025〕3号",
            "青云县2024年法治政府建设情况报告",
            "2024年，青云县办结行政复议案件四十七件，比上年增长12.5%，满意率98.6%，“放管服”改革持续推进，全县没有新的积案。",
            "指标\t完成情况",
            "行政复议收案\t47件",
            "法律援助\t1,086件",
            "青云县人民政府",
            "2025年1月17日",
        ]
    );
    assert_eq!(report.left_out.iter().map(|out| out.block.text.as_str()).collect::<Vec<_>>(), ["—1—"]);
    assert!(matches!(report.warnings[..], [Warning::ReadByMachine { pages: 1, confidence: 900.. }]));
    assert_eq!(*steps.lock().unwrap(), [(0, 1), (1, 1)]);

    let recognized = report.recognized.as_ref().unwrap();
    let first = &recognized.lines[0];
    assert_eq!(report.text.slice(first.span), "青云县人民政府文件");
    let [left, top, right, bottom] = first.area;
    assert!(left > 2500 && right < 7500 && top > 1300 && bottom < 2000, "{:?}", first.area);
    let told: Vec<&str> = recognized.lines.iter().map(|line| report.text.slice(line.span)).collect();
    assert!(told.contains(&"47件"), "each cell is a line of its own: {told:?}");
    assert!(!told.iter().any(|line| line.contains('—')), "the page number is not in the text");

    // The second time nothing is read: the pages are not told of.
    let again = read(Some(&cache), &Cancel::default(), &progress).unwrap();
    assert_eq!((again.text.as_str(), &again.recognized), (report.text.as_str(), &report.recognized));
    assert_eq!(steps.lock().unwrap().len(), 2);
    assert_eq!(cache.clear(), 1);
}

#[test]
fn a_folder_of_pictures_is_one_report_whose_first_pages_are_shown_early() {
    report::use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
    let folder = tempfile::tempdir().unwrap();
    for name in ["第10页.png", "第2页.png"] {
        std::fs::copy(SCAN, folder.path().join(name)).unwrap();
    }
    let collected = report::collect_as_one(&[folder.path().to_owned()]);
    assert_eq!(collected.files, [folder.path()]);
    let options = ReadOptions::default();
    let first = report::read_file(folder.path(), options);
    assert!(report::is_scan(&first, options));
    let mut shown = Vec::new();
    let (cancel, progress) = (Cancel::default(), Progress::default());
    let whole = report::read_scan_in_steps(folder.path(), options, None, &cancel, &progress, &mut |report| {
        shown.push(report);
    });
    let whole = whole.unwrap();
    assert_eq!((whole.pages(), whole.sha256.len()), (Some(2), 64));
    assert_eq!(shown.len(), 1, "after the first of two pages");
    assert_eq!(shown[0].sha256, whole.sha256);
    assert!(whole.text.as_str().starts_with(shown[0].text.as_str()));
    // Its pages can be seen.
    let page = report::page_picture(&whole, 2, 620).unwrap();
    assert_eq!(page.width.min(page.height), 620);
    let second = whole.recognized.as_ref().unwrap().lines.iter().find(|line| line.page == 2).unwrap();
    assert_eq!(page.areas(second.span).len(), 1);
}

#[test]
fn pages_with_text_are_drawn_with_the_places_of_their_characters() {
    report::use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
    for name in ["report.pdf", "report.ofd"] {
        let report = report::read_file(&Path::new("tests/fixtures").join(name), None).unwrap();
        let page = report::page_picture(&report, 1, 620).unwrap();
        let ink = page.rgb.iter().filter(|byte| **byte < 128).count();
        assert!(ink > 1000 || page.letters.len() > 300, "{name}: {ink} {}", page.letters.len());
        let title = report.text.as_str().lines().next().unwrap().chars().count();
        let areas = page.areas(Span::new(0, title));
        assert!((1..=2).contains(&areas.len()), "{name}: {areas:?}");
        let [left, top, right, bottom] = areas[0];
        assert!(left > 500 && right < 9500 && top < 3000 && bottom > top, "{name}: {areas:?}");
        let middle = (u16::midpoint(left, right), u16::midpoint(top, bottom));
        let position = page.position_at(middle.0, middle.1).unwrap();
        assert!(position < title, "{name}: a click on the title leads to it");
        assert_eq!(report::page_picture(&report, 99, 620).unwrap_err(), Reason::Missing);
    }
}

#[test]
fn a_cancelled_scan_ends_without_a_result() {
    let cancel = Cancel::default();
    let other = cancel.clone();
    let progress = Progress::new(move |_| other.cancel());
    let reason = read(None, &cancel, &progress).unwrap_err().reason;
    assert_eq!(reason, Reason::Cancelled);
}

#[test]
fn the_headless_program_tells_what_it_read_and_leaves_scans_on_request() {
    let home = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
        command.args(["--lang", "en", "inspect", "--format", "json"]).args(more).arg(SCAN);
        command.env("HOME", home.path()).env("XDG_CACHE_HOME", home.path());
        let output = command.output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (json, output.status.code())
    };
    let (json, status) = run(&[]);
    assert_eq!(status, Some(0));
    let report = &json["reports"][0];
    assert_eq!(report["warnings"][0], "read-by-machine");
    assert_eq!(report["read_by"]["reader"], "jiaokan");
    assert_eq!(report["read_by"]["pages"], serde_json::json!([1]));
    assert!(report["read_by"]["confidence"].as_f64().unwrap() > 0.9);
    let (json, status) = run(&["--no-scans"]);
    assert_eq!((json["reports"].as_array().map(Vec::len), status), (None, Some(2)));
}
