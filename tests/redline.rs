//! Tracked changes: accepting all of them gives the right report, rejecting all of them the left one, line by line, for
//! the samples, for real reports where these are at hand, and for texts edited at random; also after LibreOffice has
//! opened and saved the document, where it is installed.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test helpers may unwrap")]
#![allow(clippy::doc_markdown, reason = "LibreOffice is a name")]

mod dice;

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use jiaokan::compare::{Input, compare};
use jiaokan::export::docx::{Tracked, redline, redline_in};
use jiaokan::report::{Report, read, read_file};
use jiaokan::review::Time;
use jiaokan::structure::outline;
use jiaokan::task::Cancel;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::dice::Dice;

/// What is done with every change of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Accept,
    Reject,
}

/// The lines of a document's text after all changes were accepted or rejected; cells of a row are separated by tabs.
fn decided(document: &str, decision: Decision) -> Vec<String> {
    let is_dropped = |name: &str| match decision {
        Decision::Accept => matches!(name, "w:del" | "w:moveFrom"),
        Decision::Reject => matches!(name, "w:ins" | "w:moveTo"),
    };
    let is_text = |open: &[String]| matches!(open.last().map(String::as_str), Some("w:t" | "w:delText"));
    let mut reader = Reader::from_str(document);
    let mut open: Vec<String> = Vec::new();
    let (mut lines, mut line) = (Vec::new(), String::new());
    let (mut dropped, mut in_row, mut cells) = (0, false, 0);
    let (mut keeps_end, mut keeps_row) = (true, true);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                dropped += usize::from(is_dropped(&name));
                match name.as_str() {
                    "w:tr" => (in_row, cells, keeps_row) = (true, 0, true),
                    "w:tc" => {
                        if cells > 0 {
                            line.push('\t');
                        }
                        cells += 1;
                    }
                    "w:p" => keeps_end = true,
                    _ => {}
                }
                open.push(name);
            }
            Event::Empty(element) => match element.name().as_ref() {
                "w:tab" if dropped == 0 => line.push('\t'),
                name if is_dropped(name) => match open.last().map(String::as_str) {
                    Some("w:rPr") => keeps_end = false,
                    Some("w:trPr") => keeps_row = false,
                    other => panic!("{name} in {other:?}"),
                },
                _ => {}
            },
            Event::End(element) => {
                assert_eq!(open.pop().as_deref(), Some(element.name().as_ref()));
                match element.name().as_ref() {
                    "w:p" if !in_row && keeps_end => lines.push(std::mem::take(&mut line)),
                    "w:tr" => {
                        let row = std::mem::take(&mut line);
                        lines.extend(keeps_row.then_some(row));
                        in_row = false;
                    }
                    name => dropped -= usize::from(is_dropped(name)),
                }
            }
            Event::Text(text) if dropped == 0 && is_text(&open) => line += &text,
            Event::GeneralRef(name) if dropped == 0 && is_text(&open) => line.push(match name.as_ref() {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "#39" => '\'',
                other => panic!("&{other};"),
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

fn document(left: &Report, right: &Report, tracked: Tracked) -> Vec<u8> {
    let (outline_l, outline_r) = (outline(left), outline(right));
    let (l, r) = (Input { report: left, outline: &outline_l }, Input { report: right, outline: &outline_r });
    let found = compare(l, r, &Cancel::default()).unwrap();
    let at = Time::from("2026-01-05T09:00:00+08:00");
    redline((&left.text, &right.text), &found, tracked, "甲 <与> 乙", &at).unwrap()
}

fn part(package: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut xml = String::new();
    package.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn lines(report: &Report) -> Vec<String> {
    report.text.lines().map(|(_, line)| line.to_owned()).filter(|line| !line.trim().is_empty()).collect()
}

/// Asserts both decisions for the changes from one report to the other.
fn check(left: &Report, right: &Report) {
    let xml = part(&document(left, right, Tracked::default()), "word/document.xml");
    let names = format!("{} and {}", left.path.display(), right.path.display());
    for (decision, report) in [(Decision::Accept, right), (Decision::Reject, left)] {
        let (decided, expected) = (decided(&xml, decision), lines(report));
        for (number, pair) in decided.iter().zip(&expected).enumerate() {
            assert_eq!(pair.0, pair.1, "{decision:?}, line {number} of {names}");
        }
        assert_eq!(decided.len(), expected.len(), "{decision:?}, {names}");
    }
}

fn all_pairs(reports: &[Report]) {
    for left in reports {
        for right in reports {
            check(left, right);
        }
    }
}

fn folder(path: &Path) -> Vec<Report> {
    let mut files: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().filter_map(|file| read_file(file, None).ok()).collect()
}

#[test]
fn both_texts_come_back_for_all_pairs_of_samples() {
    let reports = folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports"));
    assert!(reports.len() > 5, "{} samples were read", reports.len());
    all_pairs(&reports);
}

#[test]
fn both_texts_come_back_for_all_pairs_of_real_reports() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports");
    if shared.is_dir() {
        all_pairs(&folder(&shared));
    } else {
        println!("skipped: no real reports at hand");
    }
}

/// Asserts both decisions for the changes from one report to another one that is a DOCX, in a copy of its file.
fn check_copy(left: &Report, right: &Report, original: &[u8]) -> bool {
    let (outline_l, outline_r) = (outline(left), outline(right));
    let (l, r) = (Input { report: left, outline: &outline_l }, Input { report: right, outline: &outline_r });
    let found = compare(l, r, &Cancel::default()).unwrap();
    let at = Time::from("2026-01-05T09:00:00+08:00");
    let texts = (&left.text, &right.text);
    let Some(made) = redline_in(original, texts, &found, Tracked::default(), &at) else { return false };
    let names = format!("{} and {}", left.path.display(), right.path.display());
    assert!(read(Path::new("a.docx"), &made, None).unwrap().text.as_str() == right.text.as_str(), "{names}");
    let xml = part(&made, "word/document.xml");
    let bare = |lines: Vec<String>| -> Vec<String> {
        let bare =
            |line: &String| line.chars().filter(|c| *c == '\t' || !c.is_whitespace()).collect::<String>();
        lines.iter().map(bare).map(|line| line.trim_end_matches('\t').to_owned()).collect()
    };
    for (decision, report) in [(Decision::Accept, right), (Decision::Reject, left)] {
        let (decided, expected) = (bare(decided(&xml, decision)), bare(lines(report)));
        for (number, pair) in decided.iter().zip(&expected).enumerate() {
            assert_eq!(pair.0, pair.1, "{decision:?}, line {number} of {names}");
        }
        assert_eq!(decided.len(), expected.len(), "{decision:?}, {names}");
    }
    true
}

/// A report as a Word file without automatic numbers, and read from it.
fn as_word(report: &Report) -> (Report, Vec<u8>) {
    let bytes = document(report, report, Tracked::default());
    let name = report.path.with_extension("docx");
    (read(&name, &bytes, None).unwrap(), bytes)
}

#[test]
fn both_texts_come_back_in_copies_of_word_files() {
    let mut reports = folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports"));
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports");
    if shared.is_dir() {
        reports.extend(folder(&shared));
    }
    for right in &reports {
        let (right, original) = as_word(right);
        for left in &reports {
            assert!(check_copy(left, &right, &original), "{}", right.path.display());
        }
    }
}

#[test]
fn both_texts_come_back_in_copies_for_random_edits() {
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let left = random(&mut dice);
        let right = edited(&mut dice, &left);
        let (right, original) = as_word(&Report::from_text(format!("{seed}-右.txt"), &right));
        if right.text.as_str().trim().is_empty() {
            continue;
        }
        assert!(check_copy(&Report::from_text(format!("{seed}-左.txt"), &left), &right, &original), "{seed}");
    }
}

#[test]
fn a_copy_keeps_the_looks_of_its_original() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/report.docx");
    let original = fs::read(&file).unwrap();
    let right = read_file(&file, None).unwrap();
    let words = right.text.as_str().replacen("四十七家", "四十五家", 1);
    let left = Report::from_text("左.txt", &words);
    let (outline_l, outline_r) = (outline(&left), outline(&right));
    let (l, r) =
        (Input { report: &left, outline: &outline_l }, Input { report: &right, outline: &outline_r });
    let found = compare(l, r, &Cancel::default()).unwrap();
    let at = Time::from("2026-01-05T09:00:00+08:00");
    let made = redline_in(&original, (&left.text, &right.text), &found, Tracked::default(), &at).unwrap();
    let (before, after) = (part(&original, "word/document.xml"), part(&made, "word/document.xml"));
    assert_eq!(after.matches("<w:ins ").count(), 1, "{after}");
    assert_eq!(after.matches("<w:del ").count(), 1);
    assert!(after.len() < before.len() + 1500);
    assert_eq!(part(&original, "word/styles.xml"), part(&made, "word/styles.xml"));
    assert_eq!(read(Path::new("a.docx"), &made, None).unwrap().text.as_str(), right.text.as_str());
}

/// A report of random lines: headings, run-in headings, paragraphs, indents, blank lines and tables.
fn random(dice: &mut Dice) -> String {
    let words = [
        "全年办结",
        "行政复议",
        "案件47件",
        "，",
        "2023年",
        "。",
        "群众满意",
        "\u{3000}",
        "&<甲>",
        "制发文书",
    ];
    let mut text = String::new();
    for number in 0..4 + dice.roll(12) {
        let clause = |dice: &mut Dice| (0..=dice.roll(9)).map(|_| dice.of(&words)).collect::<String>();
        let line = match dice.roll(8) {
            0 => format!("{}、{}", ["一", "二", "三", "四"][number % 4], clause(dice)),
            1 => format!("（{}）{}。{}", ["一", "二", "三"][number % 3], clause(dice), clause(dice)),
            2 => format!("{}\t{}\t{}", clause(dice), dice.roll(100), clause(dice)),
            3 => format!("\u{3000}\u{3000}{}", clause(dice)),
            4 => String::new(),
            _ => clause(dice),
        };
        text += &line;
        text += "\n";
    }
    text
}

/// The text with some lines removed, moved, doubled, split, joined or edited.
fn edited(dice: &mut Dice, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.roll(6) {
        if lines.is_empty() {
            break;
        }
        let at = dice.roll(lines.len());
        match dice.roll(7) {
            0 => drop(lines.remove(at)),
            1 => {
                let line = lines.remove(at);
                lines.insert(dice.roll(lines.len() + 1), line);
            }
            2 => lines.insert(at, lines[at].clone()),
            3 => lines[at] = lines[at].replace('，', "，\n"),
            4 if at + 1 < lines.len() => {
                let next = lines.remove(at + 1);
                lines[at] += &next;
            }
            5 => lines[at] = lines[at].replace("2023", "2024").replace("47", "52"),
            _ => lines[at] = lines[at].replace('\t', " ").chars().skip(dice.roll(4)).collect(),
        }
    }
    lines.join("\n")
}

#[test]
fn both_texts_come_back_for_random_edits() {
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let left = random(&mut dice);
        let right = edited(&mut dice, &left);
        check(
            &Report::from_text(format!("{seed}-左.txt"), &left),
            &Report::from_text(format!("{seed}-右.txt"), &right),
        );
    }
}

#[test]
fn a_change_is_marked_with_its_kind() {
    let left = "年度报告\n一、工作情况\n全年办结复议案件47件，群众满意。\n已经删去的一段话，原来在这里，今年没有了。\n\
                各乡镇推行联席会议制度，定期研究复议工作中的问题。\n表\t2023年\t1\n";
    let right = "年度报告\n各乡镇推行联席会议制度，定期研究复议工作中的问题。\n一、工作情况\n全年办结复议案件52件，群众满意。\n\
                 新增加的一段话，去年的报告里没有这样的内容。\n表\t2024年\t1\n";
    let (left, right) = (Report::from_text("左.txt", left), Report::from_text("右.txt", right));
    let xml = part(&document(&left, &right, Tracked::default()), "word/document.xml");
    for expected in [
        "<w:delText xml:space=\"preserve\">47</w:delText>",
        "<w:t xml:space=\"preserve\">52</w:t>",
        "<w:moveFromRangeStart",
        "<w:moveToRangeStart",
        "<w:pStyle w:val=\"Heading1\"/>",
        "<w:tbl>",
        "w:author=\"校勘\" w:date=\"2026-01-05T09:00:00Z\"",
    ] {
        assert!(xml.contains(expected), "{expected} in {xml}");
    }
    let ids: Vec<&str> = xml.split(" w:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let starts = ids.len() - xml.matches("RangeEnd").count();
    let unique: std::collections::HashSet<&str> = ids.into_iter().collect();
    assert_eq!(unique.len(), starts, "each change has a number of its own");

    let xml = part(&document(&left, &right, Tracked { years: false }), "word/document.xml");
    assert!(xml.contains("2024") && !xml.contains("2023"), "years are not tracked: {xml}");
    assert_eq!(decided(&xml, Decision::Accept), lines(&right));
}

#[test]
fn libre_office_reads_every_change_and_writes_it_again() {
    let Some(office) = ["soffice", "libreoffice"].into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    }) else {
        println!("skipped: LibreOffice is not installed");
        return;
    };
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports");
    let read = |name: &str| read_file(&samples.join(name), None).unwrap();
    let (left, right) = (read("02-霁川县-2023.txt"), read("03-霁川县-2024.txt"));
    let folder = tempfile::tempdir().unwrap();
    let (file, again) = (folder.path().join("a.docx"), folder.path().join("again"));
    fs::write(&file, document(&left, &right, Tracked::default())).unwrap();
    // And a copy of a Word file with the changes.
    let (word, original) = as_word(&right);
    let (outline_l, outline_r) = (outline(&left), outline(&word));
    let (l, r) = (Input { report: &left, outline: &outline_l }, Input { report: &word, outline: &outline_r });
    let found = compare(l, r, &Cancel::default()).unwrap();
    let at = Time::from("2026-01-05T09:00:00+08:00");
    let texts = (&left.text, &word.text);
    let copy = folder.path().join("copy.docx");
    let made = redline_in(&original, texts, &found, Tracked::default(), &at).unwrap();
    fs::write(&copy, made).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let status = Command::new(office)
        .args([&profile, "--headless", "--convert-to", "docx", "--outdir"])
        .args([&again, &file, &copy])
        .output()
        .unwrap();
    assert!(status.status.success(), "{status:?}");
    let xml = part(&fs::read(again.join("a.docx")).unwrap(), "word/document.xml");
    assert_eq!(decided(&xml, Decision::Accept), lines(&right));
    assert_eq!(decided(&xml, Decision::Reject), lines(&left));
    let xml = part(&fs::read(again.join("copy.docx")).unwrap(), "word/document.xml");
    let bare = |lines: Vec<String>| lines.iter().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(bare(decided(&xml, Decision::Accept)), bare(lines(&right)));
    assert_eq!(bare(decided(&xml, Decision::Reject)), bare(lines(&left)));
}
