//! What only the whole report says of a figure: whether it is planned, and the report's own name at the front of an
//! indicator.

use super::{Figure, Page};
use crate::text::Span;

/// Words of the heading of a part on next year's work.
const HEADINGS: &[&str] = &[
    "今年",
    "下一步",
    "安排",
    "目标",
    "任务",
    "打算",
    "思路",
    "部署",
    "展望",
    "计划",
    "下年",
    "明年",
    "要求",
];
/// Words of a heading that looks back after all: `工作任务完成情况`.
const BACK: &[&str] = &["完成情况", "落实情况", "执行情况", "回顾", "成效", "总结", "主要做法"];
/// Words of a heading that is one of plans if a part before it looks back or plans: `2026年重点工作`.
const BEHIND: &[&str] = &["重点工作", "主要工作", "政府工作", "的工作", "主要考虑"];
/// Words of a line that looks back in a part of plans.
const PAST: &[&str] = &["过去一年", "过去的一年", "一年来"];
/// Words of a clause that states a plan.
const CLAUSES: &[&str] = &[
    "力争",
    "预期目标",
    "预计",
    "目标是",
    "计划",
    "拟",
    "确保",
    "争取实现",
    "争取达到",
    "规划到",
    "预期",
    "今年要",
    "今年将",
    "明年",
];

/// Marks the figures that are planned.
pub(super) fn mark(page: Page<'_>, figures: &mut [Figure]) {
    let sections = &page.outline.sections;
    let has = |span: Span, list: &[&str]| {
        let words: String = page.chars[span.start..span.end].iter().collect();
        list.iter().any(|word| words.contains(word))
    };
    let mut tops: Vec<Span> = Vec::new();
    let mut looked_back = false;
    for (at, section) in sections.iter().enumerate().filter(|(_, section)| section.parent.is_none()) {
        let words = section.words();
        let back = has(words, BACK);
        let follows = (looked_back || !tops.is_empty()) && has(words, BEHIND);
        if !back && (at > 0 && has(words, HEADINGS) || follows) {
            tops.push(Span::new(section.heading.start, section.body_end));
        }
        looked_back |= back;
    }
    for figure in figures {
        let start = figure.span.start;
        // The part ends where the next of its rank begins; its own end leaves out what is after it.
        let in_part = tops.iter().any(|part| part.contains(start)) && !has(line(page.chars, start), PAST);
        figure.planned = in_part || !figure.in_table && has(sentence(page.chars, start), CLAUSES);
    }
}

/// The line before a position, at most 120 characters of it.
fn line(chars: &[char], end: usize) -> Span {
    let from = end.saturating_sub(120);
    let start = chars[from..end].iter().rposition(|&c| c == '\n').map_or(from, |at| from + at + 1);
    Span::new(start, end)
}

/// The sentence before a position, at most 60 characters of it.
fn sentence(chars: &[char], end: usize) -> Span {
    let from = end.saturating_sub(60);
    let start = chars[from..end]
        .iter()
        .rposition(|&c| matches!(c, '。' | '\n' | ';'))
        .map_or(from, |at| from + at + 1);
    Span::new(start, end)
}

/// Takes the name of the report's own place (`深圳市`) away from the front of indicators.
pub(super) fn strip_own_name(page: Page<'_>, figures: &mut [Figure]) {
    let Some(title) = page.outline.title else { return };
    let title: String = page.chars[title.start..title.end].iter().filter(|c| !c.is_whitespace()).collect();
    let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年');
    let Some((at, mark)) = title.char_indices().skip(1).find(|(_, c)| "省市县区旗州盟".contains(*c))
    else {
        return;
    };
    let name = &title[..at + mark.len_utf8()];
    if !(2..=8).contains(&name.chars().count()) {
        return;
    }
    for figure in figures {
        if let Some(rest) = figure.indicator.strip_prefix(name).filter(|rest| rest.chars().count() >= 2) {
            figure.indicator = rest.to_owned();
        }
    }
}
