//! One report in every format: same text, same sections, same passages. `tests/fixtures` has the files and says how they
//! were made.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::path::{Path, PathBuf};
use std::process::Command;

use jiaokan::report::{self, Format, ReadOptions, Report, Role};
use jiaokan::structure;
use serde_json::Value;

/// Every file and its format.
const FILES: &[(&str, Format)] = &[
    ("report.txt", Format::Text),
    ("gb18030.txt", Format::Text),
    ("report.md", Format::Markdown),
    ("page.html", Format::Html),
    ("page-gb2312.html", Format::Html),
    ("libreoffice.html", Format::Html),
    ("page.mht", Format::Mhtml),
    ("report.eml", Format::Mail),
    ("report.docx", Format::Docx),
    ("numbered.docx", Format::Docx),
    ("report.odt", Format::Odt),
    ("numbered.odt", Format::Odt),
    ("report.doc", Format::Doc),
    ("report.rtf", Format::Rtf),
    ("report.pdf", Format::Pdf),
    ("report.ofd", Format::Ofd),
    ("word2003.xml", Format::Xml),
    ("flat.xml", Format::Xml),
    ("report.fodt", Format::Xml),
    ("report.xlsx", Format::Workbook),
    ("report.ods", Format::Workbook),
    ("archive.zip/一组/报告.txt", Format::Text),
];

fn has_pages(format: Format) -> bool {
    matches!(format, Format::Pdf | Format::Ofd)
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn read(name: &str, whole_page: bool) -> Report {
    report::use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
    let options = ReadOptions { whole_page, ..ReadOptions::default() };
    report::read_file(&fixture(name), options).unwrap_or_else(|error| panic!("{error}"))
}

/// The lines that are not blank, trimmed.
fn paragraphs(report: &Report) -> Vec<String> {
    let lines = report.text.as_str().lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_format_yields_the_same_paragraphs() {
    let expected = paragraphs(&read("report.txt", false));
    assert_eq!(expected.len(), 16);
    for (name, format) in FILES {
        let report = read(name, false);
        assert_eq!(report.format, *format, "{name}");
        assert_eq!(paragraphs(&report), expected, "{name}");
        assert_eq!(report.warnings, [], "{name}");
    }
}

#[test]
fn every_format_yields_the_same_sections() {
    let sections = |name: &str| {
        let report = read(name, false);
        let outline = structure::outline(&report);
        let title = outline.title.map(|title| report.text.slice(title).trim().to_owned());
        let shown: Vec<_> = outline
            .sections
            .iter()
            .map(|section| {
                let words = report.text.slice(section.heading).trim().to_owned();
                (section.level, words, section.placement, section.parent)
            })
            .collect();
        (title, shown, outline.items.len(), outline.furniture.len())
    };
    let expected = sections("report.txt");
    assert_eq!(expected.0.as_deref(), Some("青云县2024年法治政府建设情况报告"));
    assert_eq!(expected.1.len(), 7);
    for (name, _) in FILES {
        assert_eq!(sections(name), expected, "{name}");
    }
}

#[test]
fn spans_of_blocks_are_correct() {
    for (name, format) in FILES {
        let report = read(name, false);
        let mut last = 0;
        for block in &report.blocks {
            assert!(block.span.start >= last, "{name}");
            last = block.span.end;
            let text = report.text.slice(block.span);
            assert!(!text.contains('\n') && !text.trim().is_empty(), "{name}: {text:?}");
            assert_eq!(block.page.is_some(), has_pages(*format), "{name}");
        }
        assert_eq!(report.blocks.len(), paragraphs(&report).len(), "{name}: each line is a block");
        assert_eq!(report.pages().is_some(), has_pages(*format), "{name}");
    }
}

#[test]
fn formats_with_headings_report_them() {
    for name in [
        "report.md",
        "report.docx",
        "numbered.docx",
        "report.odt",
        "report.doc",
        "report.rtf",
        "word2003.xml",
        "flat.xml",
        "report.fodt",
    ] {
        let report = read(name, false);
        let level = |words: &str| {
            let block =
                report.blocks.iter().find(|block| report.text.slice(block.span).ends_with(words)).unwrap();
            block.role
        };
        let (top, below) = (level("主要举措和成效"), level("制度建设"));
        assert!(
            matches!((top, below), (Role::Heading(top), Role::Heading(below)) if top < below),
            "{name}: {top:?} {below:?}"
        );
        assert_eq!(level("采纳九十七条。"), Role::Paragraph, "{name}");
    }
}

#[test]
fn page_furniture_is_kept_apart_from_the_text() {
    for name in ["page.html", "page-gb2312.html"] {
        let report = read(name, false);
        let left: Vec<&str> = report.left_out.iter().map(|out| out.block.text.as_str()).collect();
        for words in ["首页", "关于印发某方案的通知", "主办：青云县人民政府　版权所有"]
        {
            assert!(left.contains(&words), "{name}: {words}: {left:?}");
        }
        let whole = read(name, true);
        assert!(whole.left_out.is_empty() && whole.text.characters() > report.text.characters());
        let outline = structure::outline(&whole);
        let furniture: usize = outline.furniture.iter().map(|piece| piece.span.len()).sum();
        assert!(furniture > 150, "{name}: {furniture}");
        assert_eq!(outline.sections.len(), 7, "{name}");
    }
}

#[test]
fn inspect_finds_the_text_in_every_other_format() {
    let paths: Vec<PathBuf> = FILES.iter().map(|(name, _)| fixture(name)).collect();
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    let output = command.args(["inspect", "--format", "json"]).args(&paths).output().unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let reports = found["reports"].as_array().unwrap();
    for ((name, format), report) in FILES.iter().zip(reports) {
        assert!(report["path"].as_str().unwrap().ends_with(name), "the order is that of the call");
        assert_eq!(report["format"], format.id());
        assert_eq!(report["duplication"]["shared"], 1.0, "{name}");
        assert_eq!(report["warnings"].as_array().map(Vec::len), Some(0), "{name}");
        assert_eq!(report["pages"].is_number(), has_pages(*format), "{name}");
    }
    let encodings: Vec<_> =
        reports.iter().take(5).map(|report| report["encoding"].as_str().unwrap()).collect();
    assert_eq!(encodings, ["UTF-8", "GB18030", "UTF-8", "UTF-8", "GB18030"]);
}

/// Sections and passages as `inspect` prints them for a report beside the same report as Markdown: labels and headings;
/// kind and text of each place.
fn inspected(name: &str) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let paths = [fixture("report.md"), fixture(name)];
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    let output = command.args(["inspect", "--format", "json", "--with-text"]).args(&paths).output().unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let sections = found["reports"][1]["sections"].as_array().unwrap();
    let heading = |section: &Value| format!("{} {}", section["label"], section["heading"]);
    let texts: Vec<Vec<char>> = [0, 1]
        .map(|report: usize| found["reports"][report]["text"].as_str().unwrap().chars().collect())
        .to_vec();
    let place = |place: &Value| -> String {
        let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        let words = &texts[number("report")][number("start")..number("end")];
        words.iter().filter(|character| !character.is_whitespace()).collect()
    };
    let group = |group: &Value| {
        let places = group["occurrences"].as_array().unwrap();
        (group["kind"].to_string(), places.iter().map(place).collect())
    };
    let groups = found["duplicates"].as_array().unwrap();
    (sections.iter().map(heading).collect(), groups.iter().map(group).collect())
}

#[test]
fn one_report_has_the_same_sections_and_passages_in_every_container() {
    let expected = inspected("report.txt");
    assert_eq!((expected.0.len(), expected.1.is_empty()), (7, false));
    for name in
        ["report.ofd", "page.mht", "archive.zip/一组/报告.txt", "report.docx", "report.eml", "word2003.xml"]
    {
        assert_eq!(inspected(name), expected, "{name}");
    }
}
