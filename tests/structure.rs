//! Outlines of whole reports: against hand-made labels if these are present, and as snapshots for the sample reports. Single
//! rules are tested in `src/structure/tests`.

#![allow(clippy::unwrap_used, reason = "a test stops where its data cannot be read")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiaokan::report::{Report, read_file};
use jiaokan::structure::{Outline, outline};
use serde_json::Value;

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

fn texts(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    found.sort();
    found
}

fn f1<T: Ord>(got: &BTreeSet<T>, want: &BTreeSet<T>) -> f64 {
    if got.is_empty() && want.is_empty() {
        return 1.0;
    }
    2.0 * got.intersection(want).count() as f64 / (got.len() + want.len()) as f64
}

/// A report with its labels: lines counted from 1, columns in code points from 0.
struct Labelled {
    name: String,
    chars: Vec<char>,
    /// Position of the first code point of each line.
    starts: Vec<usize>,
    lines: Vec<String>,
    labels: Value,
    outline: Outline,
}

impl Labelled {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let labels = fs::read_to_string(path.with_extension("labels.json")).unwrap();
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let mut starts = vec![0];
        for line in &lines {
            starts.push(starts.last().unwrap() + line.chars().count() + 1);
        }
        Self {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            chars: text.chars().collect(),
            starts,
            lines,
            labels: serde_json::from_str(&labels).unwrap(),
            outline: outline(&Report::from_text(path, &text)),
        }
    }

    fn number(value: &Value) -> usize {
        usize::try_from(value.as_u64().unwrap()).unwrap()
    }

    fn place(&self, label: &Value, column: &str) -> usize {
        self.starts[Self::number(&label["line"]) - 1] + Self::number(&label[column])
    }

    /// A heading matches with or without its closing mark.
    fn trimmed(&self, start: usize, end: usize) -> (usize, usize) {
        let closed = self.chars.get(end - 1).is_some_and(|c| "。:：".contains(*c));
        (start, end - usize::from(closed))
    }

    fn headings(&self) -> impl Iterator<Item = (&str, (usize, usize), &str)> {
        self.labels["headings"].as_array().unwrap().iter().map(|heading| {
            let place = self.trimmed(self.place(heading, "col_start"), self.place(heading, "col_end"));
            let placement = if heading["placement"] == "standalone" { "standalone" } else { "run-in" };
            (heading["style"].as_str().unwrap(), place, placement)
        })
    }

    fn numbered(&self) -> f64 {
        let level = |style: &str| match style {
            "一、" => Some(1),
            "(一)" => Some(2),
            "1." | "1、" => Some(3),
            _ => None,
        };
        let want =
            self.headings().filter_map(|(style, place, placement)| Some((place, level(style)?, placement)));
        let got = self.outline.sections.iter().filter(|section| !section.label.is_empty()).map(|section| {
            (self.trimmed(section.heading.start, section.heading.end), section.level, section.placement.id())
        });
        f1(&got.collect(), &want.collect())
    }

    fn unnumbered(&self) -> f64 {
        let want = self.headings().filter(|(style, ..)| *style == "unnumbered").map(|(_, place, _)| place);
        let got = self.outline.sections.iter().filter(|section| section.label.is_empty());
        let got = got.map(|section| self.trimmed(section.heading.start, section.heading.end));
        f1(&got.collect(), &want.collect())
    }

    fn items(&self) -> f64 {
        let listed =
            self.labels["list_items"].as_array().unwrap().iter().map(|item| self.place(item, "col_start"));
        let headed = self.headings().filter(|(style, ..)| *style == "一是").map(|(_, place, _)| place.0);
        let got = self.outline.items.iter().map(|item| item.label.start);
        f1(&got.collect(), &listed.chain(headed).collect())
    }

    fn furniture(&self) -> f64 {
        let lines = |name: &str| self.labels[name].as_array().unwrap().clone();
        let noise = lines("noise_lines").into_iter().map(|line| Self::number(&line["line"]));
        let others = ["metadata_lines", "duplicate_title_lines"].into_iter().flat_map(lines);
        let others = others.map(|line| Self::number(&line));
        let shown = |line: &usize| !self.lines[line - 1].trim().is_empty();
        let got = (1..=self.lines.len()).filter(|line| {
            let (start, end) = (self.starts[line - 1], self.starts[*line] - 1);
            self.outline.furniture.iter().any(|found| start < found.span.end && found.span.start < end)
        });
        f1(&got.filter(shown).collect(), &noise.chain(others).filter(shown).collect())
    }

    fn title_is_right(&self) -> bool {
        let lines = self.labels["title_lines"].as_array().unwrap();
        let want = lines.first().map(|line| self.lines[Self::number(line) - 1].trim().to_owned());
        let got =
            self.outline.title.map(|title| self.chars[title.start..title.end].iter().collect::<String>());
        got == want
    }
}

#[test]
fn outlines_agree_with_hand_made_labels() {
    let folder = Path::new(PACKAGE).join("../shared/reports");
    let paths = texts(&folder);
    if paths.is_empty() {
        println!("skipped: no labelled reports beside the package");
        return;
    }
    let mut low = String::new();
    for path in paths {
        let report = Labelled::read(&path);
        let figures = [
            ("numbered headings", report.numbered(), 1.0),
            ("unnumbered headings", report.unnumbered(), 0.8),
            ("items", report.items(), 1.0),
            ("furniture lines", report.furniture(), 1.0),
            ("title", f64::from(u8::from(report.title_is_right())), 1.0),
        ];
        for (name, value, bar) in figures {
            println!("{}: {name} {value:.3} (bar {bar})", report.name);
            if value < bar - 1e-9 {
                writeln!(low, "{}: {name} {value:.3} < {bar}", report.name).unwrap();
            }
        }
    }
    assert!(low.is_empty(), "{low}");
}

/// An outline as text.
fn written(text: &str, outline: &Outline) -> String {
    let chars: Vec<char> = text.chars().collect();
    let of =
        |span: jiaokan::text::Span| chars[span.start..span.end].iter().collect::<String>().replace('\n', "⏎");
    let mut out = String::new();
    writeln!(out, "title: {}", outline.title.map_or("none".to_owned(), of)).unwrap();
    for section in &outline.sections {
        let indent = "  ".repeat(usize::from(section.level));
        writeln!(
            out,
            "{indent}{} {} ..{} in {:?}",
            section.placement.id(),
            of(section.heading),
            section.body_end,
            section.parent
        )
        .unwrap();
    }
    let items: Vec<String> =
        outline.items.iter().map(|item| format!("{}@{}", of(item.label), item.label.start)).collect();
    writeln!(out, "items: {}", items.join(" ")).unwrap();
    for furniture in &outline.furniture {
        writeln!(out, "{}: {}", furniture.kind.id(), of(furniture.span)).unwrap();
    }
    out
}

#[test]
fn sample_reports_keep_their_outline() {
    let paths = texts(&Path::new(PACKAGE).join("sample_reports"));
    if paths.is_empty() {
        println!("skipped: no sample reports");
    }
    for path in paths {
        let report = read_file(&path, None).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::assert_snapshot!(format!("outline_{name}"), written(report.text.as_str(), &outline(&report)));
    }
}
