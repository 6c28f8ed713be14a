//! Comparison: the two years of one unit among the samples as a snapshot, and `jiaokan-cli compare` as users call it.
//! Properties of all comparisons are tested in `src/compare/tests`.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiaokan::compare::{Comparison, Input, Role, RowKind, compare};
use jiaokan::report::{Report, read_file};
use jiaokan::structure::{Outline, outline};
use jiaokan::task::Cancel;
use serde_json::Value;

const LAST_YEAR: &str = "02-霁川县-2023.txt";
const THIS_YEAR: &str = "03-霁川县-2024.txt";

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports").join(name)
}

fn read(path: &Path) -> (Report, Outline) {
    let report = read_file(path, None).unwrap();
    let outline = outline(&report);
    (report, outline)
}

fn compared(left: &(Report, Outline), right: &(Report, Outline)) -> Comparison {
    let left = Input { report: &left.0, outline: &left.1 };
    let right = Input { report: &right.0, outline: &right.1 };
    compare(left, right, &Cancel::default()).unwrap()
}

fn run(arguments: &[&str], paths: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    command.env("LANG", "zh_CN.UTF-8").env("LC_ALL", "zh_CN.UTF-8");
    command.arg("compare").args(arguments).args(paths).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The rows as text: kind, lines, and the changes in full.
fn drawn(left: &Report, right: &Report, comparison: &Comparison) -> String {
    let mut out = format!("{:#?}\n", comparison.statistics);
    for row in &comparison.rows {
        let line =
            |cell: Option<jiaokan::compare::Cell>| cell.map_or("-".to_owned(), |c| (c.line + 1).to_string());
        let cell =
            row.right.map_or_else(|| left.text.slice(row.left.unwrap().span), |c| right.text.slice(c.span));
        let start: String = cell.chars().take(16).collect();
        let mark = if row.is_years_only() { " years" } else { "" };
        let (kind, role) = (row.kind.id(), row.role().id());
        writeln!(
            out,
            "{:>3} {:>3} {kind}{mark} {role} {:.3} {start}",
            line(row.left),
            line(row.right),
            row.similarity
        )
        .unwrap();
        for hunk in &row.hunks {
            let (l, r) = (left.text.slice(hunk.left), right.text.slice(hunk.right));
            writeln!(out, "        {} {l:?} → {r:?}", hunk.kind.id()).unwrap();
        }
    }
    out
}

#[test]
fn two_years_of_one_unit() {
    let (left, right) = (read(&sample(LAST_YEAR)), read(&sample(THIS_YEAR)));
    let found = compared(&left, &right);
    insta::assert_snapshot!(drawn(&left.0, &right.0, &found));
}

/// The traits planted in lines 23, 27 and 47 of this year's report, as the samples' README lists them.
#[test]
fn traits_planted_in_the_two_years_are_found() {
    let (left, right) = (read(&sample(LAST_YEAR)), read(&sample(THIS_YEAR)));
    let found = compared(&left, &right);
    for row in &found.rows {
        let Some(cell) = row.right else {
            assert_eq!(row.kind, RowKind::OnlyLeft);
            continue;
        };
        match cell.line + 1 {
            23 | 47 => assert_eq!(row.kind, RowKind::OnlyRight, "really new: {row:?}"),
            27 => {
                assert!(
                    row.kind == RowKind::Equal && row.hunks.is_empty(),
                    "the year was forgotten: {row:?}"
                );
            }
            // A rate of growth, planted for the checks, was added to the sentence of the year before.
            31 => assert_eq!(row.kind, RowKind::Changed, "a clause was added: {row:?}"),
            _ => assert!(row.kind == RowKind::Equal || row.is_years_only(), "only years changed: {row:?}"),
        }
    }
    assert!(found.statistics.rows.years_only >= 10);
}

#[test]
fn copied_passages_are_aligned_in_unlike_reports() {
    let (left, right) = (read(&sample(THIS_YEAR)), read(&sample("04-蓼汀县-2024.txt")));
    let found = compared(&left, &right);
    for (from, to) in [(17, 19), (23, 27)] {
        let met = found.rows.iter().any(|row| {
            let other = row.counterpart.and_then(|other| found.rows[other].right);
            let lines = (row.left.map(|c| c.line + 1), row.right.or(other).map(|c| c.line + 1));
            lines == (Some(from), Some(to)) && row.similarity > 0.6
        });
        assert!(met, "line {from} is paired with line {to}");
    }
}

#[test]
fn a_web_page_around_a_report_is_no_difference() {
    let (page, folder) = (sample("07-禾泉市-2024.txt"), tempfile::tempdir().unwrap());
    let text = fs::read_to_string(&page).unwrap();
    let body: Vec<&str> = text.lines().collect();
    let bare = folder.path().join("bare.txt");
    fs::write(&bare, format!("{}\n{}", body[7], body[10..67].join("\n"))).unwrap();
    let found = compared(&read(&page), &read(&bare));
    assert!(
        found.differences.is_empty(),
        "{:?}",
        found.differences.iter().map(|&at| &found.rows[at]).collect::<Vec<_>>()
    );
    assert!(found.rows.iter().filter(|row| row.role() == Role::Furniture).count() >= 10);
}

/// Real reports, if present: a report equals itself, and unrelated reports of one kind have little in common.
#[test]
fn real_reports_equal_themselves_and_differ_from_others() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reports"));
    let Ok(entries) = fs::read_dir(folder) else {
        println!("skipped: the real reports are not here");
        return;
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let reports: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "txt")).map(|path| read(&path)).collect();
    for (index, left) in reports.iter().enumerate() {
        let itself = compared(left, left);
        assert!(itself.differences.is_empty() && itself.rows.iter().all(|row| row.hunks.is_empty()));
        for right in &reports[index + 1..] {
            let similarity = compared(left, right).statistics.similarity();
            assert!(
                similarity < 0.25,
                "{} and {}: {similarity}",
                left.0.path.display(),
                right.0.path.display()
            );
        }
    }
}

#[test]
fn the_json_has_the_fields_of_its_schema() {
    let output = run(&["--format", "json", "--with-text"], &[&sample(LAST_YEAR), &sample(THIS_YEAR)]);
    assert_eq!(output.status.code(), Some(0));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys = |value: &Value| -> BTreeSet<String> { value.as_object().unwrap().keys().cloned().collect() };
    let set = |names: &str| -> BTreeSet<String> { names.split(' ').map(str::to_owned).collect() };
    assert_eq!(found["schema"], "jiaokan.comparison/1");
    assert_eq!(keys(&found), set("schema left right statistics rows differences"));
    assert_eq!(keys(&found["left"]), set("path format encoding sha256 characters title text sections"));
    assert_eq!(keys(&found["left"]["sections"][0]), set("level label heading start end body_end parent"));
    let statistics =
        "similarity left right equal changed_left changed_right moved_left moved_right removed added rows";
    assert_eq!(keys(&found["statistics"]), set(statistics));
    let counts = "equal variants changed years_only moved removed added";
    assert_eq!(keys(&found["statistics"]["rows"]), set(counts));
    let rows = found["rows"].as_array().unwrap();
    let row = "row kind role left right counterpart similarity variant years_only hunks";
    assert!(rows.iter().all(|value| keys(value) == set(row)));
    assert_eq!(keys(&rows[0]["hunks"][0]), set("kind left right"));
    assert_eq!(keys(&rows[0]["left"]), set("start end line section role"));
    let heading = rows.iter().find(|row| row["role"] == "heading").unwrap();
    assert_eq!(keys(&heading["left"]), set("start end line section role level"));
    // The spans refer to the texts in the same document.
    let slice = |side: &str, span: &Value| -> String {
        let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        found[side]["text"].as_str().unwrap().chars().skip(start).take(end - start).collect()
    };
    let hunk = &rows[0]["hunks"][0];
    assert_eq!(
        (slice("left", &hunk["left"]).as_str(), slice("right", &hunk["right"]).as_str()),
        ("2023", "2024")
    );
    assert_eq!((&hunk["kind"], &rows[0]["years_only"]), (&Value::from("year"), &Value::from(true)));
    for at in found["differences"].as_array().unwrap() {
        assert_ne!(rows[at.as_u64().unwrap() as usize]["kind"], "equal");
    }
    let english =
        run(&["--format", "json", "--with-text", "--lang", "en"], &[&sample(LAST_YEAR), &sample(THIS_YEAR)]);
    assert_eq!(english.stdout, output.stdout, "JSON does not depend on the language");
    let bare: Value =
        serde_json::from_slice(&run(&["--format", "json"], &[&sample(LAST_YEAR), &sample(THIS_YEAR)]).stdout)
            .unwrap();
    assert!(bare["left"].get("text").is_none());
}

#[test]
fn the_text_is_for_people_at_a_terminal() {
    let text = stdout(&run(&[], &[&sample(LAST_YEAR), &sample(THIS_YEAR)]));
    for words in ["[-2023-]{+2024+}年工作开展情况", "只改了年份", "仅左边有", " 47   ", "相同 8"]
    {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "no colours into a pipe");
    let english = stdout(&run(&["--lang", "en"], &[&sample(LAST_YEAR), &sample(LAST_YEAR)]));
    assert!(english.contains("100.0% the same") && english.contains("No differences"), "{english}");
}

#[test]
fn text_of_a_report_is_escaped_on_page_and_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let (left, right) =
        (folder.path().join("<b onclick=alert(1)>&.txt"), folder.path().join("右\u{202e}.txt"));
    // A few control characters in a long text are read as text.
    let filler = "村口的大树下设了流动调解点，老支书轮流值守。\n".repeat(40);
    let hostile = "</style><script>alert('一')</script>\n一、\"><img src=x onerror=alert(1)>\n\
        \u{1b}]0;title\u{7}\u{1b}[31m文字\u{9b}31m&amp;\u{202e}倒\n";
    let hostile = format!("{hostile}{filler}");
    fs::write(&left, &hostile).unwrap();
    fs::write(&right, hostile.replace('一', "二")).unwrap();
    for language in ["zh", "en"] {
        let page = stdout(&run(&["--format", "html", "--lang", language], &[&left, &right]));
        assert!(page.contains("&lt;script&gt;alert(&#39;<"), "{page}");
        for bad in ["<script", "<img", "<b onclick", "\u{1b}", "\u{9b}", "\u{7}", "\u{202e}"] {
            assert!(!page.contains(bad), "{bad:?} is in the page");
        }
        assert!(page.contains("&amp;amp;"));
        assert_eq!(page.matches("</style>").count(), 1);
        let text = stdout(&run(&["--lang", language], &[&left, &right]));
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}

#[test]
fn the_page_is_well_formed_and_self_contained() {
    let page = stdout(&run(&["--format", "html"], &[&sample(THIS_YEAR), &sample("04-蓼汀县-2024.txt")]));
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("default-src 'none'"));
    for outside in ["src=", "url(", "@import", "http://", "https://", "<link", "<script"] {
        assert!(!page.contains(outside), "{outside} reaches out of the page");
    }
    // Each link has its target, and each element its end tag.
    let ids: BTreeSet<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let links = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
    let mut count = 0;
    for link in links {
        assert!(ids.contains(link), "#{link} leads nowhere");
        count += 1;
    }
    assert!(count > 20);
    assert_eq!(page.split(" id=\"").count() - 1, ids.len(), "ids are unique");
    for tag in ["section", "div", "bdi", "del", "ins", "span", "small", "a", "main", "nav", "li"] {
        let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn the_exit_status_is_0_or_2() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("没有.txt");
    let output = run(&[], &[&missing, &sample(THIS_YEAR)]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(String::from_utf8_lossy(&output.stderr).contains("没有.txt: 找不到这个文件"));
    let output = run(&[], &[&missing, folder.path()]);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), words.lines().count()), (Some(2), 2), "both are named: {words}");
    let (last, this) = (sample(LAST_YEAR), sample(THIS_YEAR));
    for (arguments, paths) in [
        (&[][..], &[last.as_path()][..]),
        (&[], &[&last, &this, &this]),
        (&["--format", "pdf"], &[&last, &this]),
        (&["--min-length", "3"], &[&last, &this]),
    ] {
        let output = run(arguments, paths);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    for (language, words) in [("zh", "并排比对两份报告"), ("en", "Compares two reports side by side")]
    {
        let output = run(&["--help", "--lang", language], &[]);
        assert!(output.status.success() && stdout(&output).contains(words), "{}", stdout(&output));
    }
}
