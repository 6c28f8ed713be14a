//! Signs of formats: headings without a number, titles, furniture.

use std::path::Path;

use super::super::{FurnitureKind, Placement, outline};
use crate::report::{ReadOptions, Report, read};

const LONG: &str = "青云县全年修订规章三件，清理文件四十一份，召开听证会六次，征求意见二百余条。";

fn report(name: &str, text: &str, whole_page: bool) -> Report {
    read(Path::new(name), text.as_bytes(), ReadOptions { whole_page, ..ReadOptions::default() }).unwrap()
}

fn levels(report: &Report) -> Vec<(u8, String)> {
    let outline = outline(report);
    assert!(outline.sections.iter().all(|section| section.placement == Placement::Standalone));
    outline
        .sections
        .iter()
        .map(|section| (section.level, report.text.slice(section.heading).to_owned()))
        .collect()
}

#[test]
fn headings_that_only_the_format_names_are_headings() {
    let text = format!(
        "# 青云县2024年度报告\n\n## 一、工作\n\n### 怎样修订\n\n{LONG}\n\n## 尾声\n\n{LONG}\n\n### {LONG}{LONG}\n"
    );
    let found = levels(&report("a.md", &text, false));
    let expected = [(1, "一、工作"), (2, "怎样修订"), (1, "尾声")];
    assert_eq!(found, expected.map(|(level, words)| (level, words.to_owned())));
    assert_eq!(levels(&report("a.txt", &text.replace('#', ""), false)).len(), 1, "words alone do not tell");
}

#[test]
fn without_numbers_the_highest_stand_at_the_top() {
    let text =
        format!("# 青云县2024年度报告\n\n## 经过\n\n{LONG}\n\n### 其一\n\n{LONG}\n\n## 尾声\n\n{LONG}\n");
    let found: Vec<u8> = levels(&report("a.md", &text, false)).into_iter().map(|heading| heading.0).collect();
    assert_eq!(found, [1, 2, 1]);
}

#[test]
fn furniture_in_the_text_is_furniture_in_the_outline() {
    let page = format!(
        "<title>青云县2024年度报告</title><ul><li><a>走进青云</a></ul><div id=zoom><p>一、工作</p><p>{LONG}</p></div>"
    );
    let left_out = report("a.html", &page, false);
    assert!(!left_out.text.as_str().contains("走进青云"));
    assert_eq!(left_out.left_out[0].block.text, "走进青云");
    let whole = report("a.html", &page, true);
    let outline = outline(&whole);
    let words: Vec<_> =
        outline.furniture.iter().map(|found| (found.kind, whole.text.slice(found.span))).collect();
    assert_eq!(words, [(FurnitureKind::Other, "走进青云")]);
    assert_eq!(outline.title.map(|title| whole.text.slice(title)), Some("青云县2024年度报告"));
}
