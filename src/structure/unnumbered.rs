//! Headings without a number: run-in ones (`强化源头预防。坚持…`) in a row of similar paragraphs, and short lines between
//! paragraphs (`存在的问题`). Precision takes precedence over recall: a doubtful line is no heading.

use std::ops::RangeInclusive;

use super::heading::sentence_end;
use super::page::{Page, ends_sentence, fold, is_han};
use super::title::is_whole_title;
use crate::text::is_ignored;

/// Length of a run-in heading, in characters.
const RUN_IN: RangeInclusive<usize> = 4..=22;
/// Length of one of the two clauses of a run-in heading (`强化协调，推进治理。`), and maximum difference of both, in characters.
const CLAUSE: RangeInclusive<usize> = 4..=14;
const UNBALANCED: usize = 3;
/// Maximum length, in characters, of a run-in heading in a row of two of which only one begins with a verb.
const PAIR: usize = 12;
/// Number of characters searched; enough for any run-in heading and the mark behind it.
const LOOKED: usize = 2 * *CLAUSE.end() + 3;
/// Length of a heading on a line of its own, in characters.
const STANDALONE: RangeInclusive<usize> = 4..=26;
/// Minimum length, in characters, of the body behind a run-in heading and of a paragraph beside a stand-alone one.
const BODY: usize = 20;

/// Words that begin a heading without a number: verbs and adverbs of official plans.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "强化", "加强", "推进", "推动", "深化", "健全", "完善", "优化", "落实", "坚持", "压实", "提升", "提高",
    "规范", "创新", "抓好", "抓实", "抓牢", "聚焦", "突出", "构建", "打造", "夯实", "筑牢", "拓展", "拓宽",
    "畅通", "注重", "推行", "建立", "开展", "统筹", "做好", "做实", "做优", "做细", "严格", "严守", "严把",
    "严肃", "全面", "持续", "扎实", "着力", "深入", "积极", "大力", "切实", "不断", "进一步", "依法", "科学",
    "有效", "多元", "精准", "广泛", "认真", "高质量", "高标准", "高效", "稳步", "有序", "加快", "加大",
    "化解", "防范", "排查", "整治", "营造", "发挥", "培育", "激发", "改进", "改善", "转变", "助力", "服务",
    "保障", "维护", "监督", "清理", "贯彻", "学习", "组织", "树立", "树牢", "增强", "凝聚", "引导", "领导",
    "系统", "主动", "自觉", "及时", "定期", "纵深", "全力", "始终", "紧盯", "紧扣", "狠抓", "履行", "明确",
    "实施", "探索", "整合", "盘活", "释放", "搭建", "织密", "守牢", "守住", "擦亮", "丰富", "巩固", "充实",
    "配强", "锻造", "建强", "用好", "用活", "管好", "理顺", "厘清", "细化", "量化", "简化", "固化", "常态",
    "分类", "分级", "创建", "推广", "宣传", "普及", "执行", "审慎", "公开", "接受", "尊重", "促进", "带头",
    "示范", "以案", "靶向", "重点", "协同", "联动", "统一", "集中", "牢固", "牢牢", "扩大", "延伸", "下沉",
    "倾听", "回应", "解决", "破解", "补齐", "补足",
];

/// Words that end a heading on a line of its own that begins with no verb.
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "问题", "不足", "短板", "困难", "原因", "情况", "成效", "成绩", "举措", "措施", "做法", "打算", "计划",
    "安排", "思路", "建议", "工作", "亮点", "经验", "职责", "方向", "重点", "要求", "目标", "任务", "保障",
    "概况", "特色", "创新", "展望", "差距", "薄弱环节", "事项", "进展", "方面", "建设", "体系",
    "机制", "部署",
];

/// Words of the headings of a report's main parts, which are of the top level.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "问题", "不足", "短板", "打算", "计划", "安排", "思路", "成效", "成绩", "总体情况", "基本情况", "概况",
    "展望", "第一责任人",
    "主要情况", "工作情况", "开展情况", "建设情况", "主要工作", "主要做法", "主要举措", "工作举措", "工作回顾",
];

/// Words of a sentence that reports an action and is no heading.
#[rustfmt::skip]
const TELLS: &[&str] = &[
    "了", "已", "均", "未", "是", "有", "率", "据", "今年", "去年", "年来", "期间", "以来", "如下", "目前",
    "同时", "截至", "截止", "此外", "其中", "全年",
];

/// A heading without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unnumbered {
    /// First sentence of its paragraph; its end in characters from the line's first word, without the closing mark.
    RunIn(usize),
    /// A line of its own; whether it heads a main part of the report.
    Standalone { part: bool },
}

/// Result of earlier passes for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// Not yet classified.
    Open,
    /// A numbered heading, stand-alone or run-in.
    Numbered,
    /// A line of the title.
    Title,
    /// Page furniture or a row of a table.
    Skipped,
    /// A line that begins with the label of an item.
    Item,
}

/// Finds the headings without a number. `known` classifies each line. Linear in the text.
pub(super) fn unnumbered(page: &Page, known: &[Known]) -> Vec<Option<Unnumbered>> {
    let lines: Vec<usize> = (0..page.lines.len()).filter(|&line| known[line] != Known::Skipped).collect();
    let mut found = vec![None; page.lines.len()];
    run_in(page, known, &lines, &mut found);
    standalone(page, known, &lines, &mut found);
    found
}

/// Finds run-in headings in a row of neighbours: two if both begin with a verb, or if both are short and one does;
/// three or more if at least half do.
fn run_in(page: &Page, known: &[Known], lines: &[usize], found: &mut [Option<Unnumbered>]) {
    let ends: Vec<Option<usize>> = lines
        .iter()
        .map(|&line| (known[line] == Known::Open).then(|| short_sentence(page.content(line)))?)
        .collect();
    let mut at = 0;
    while at < ends.len() {
        let length = ends[at..].iter().take_while(|end| end.is_some()).count();
        let row = at..at + length;
        let with_verb = row.clone().filter(|&at| begins_with_verb(page.content(lines[at]))).count();
        let short = row.clone().all(|at| ends[at].is_some_and(|end| end <= PAIR));
        let borne_out = match length {
            0 | 1 => false,
            2 => with_verb == 2 || with_verb == 1 && short,
            _ => with_verb * 2 >= length,
        };
        if borne_out {
            for at in row {
                found[lines[at]] = ends[at].map(Unnumbered::RunIn);
            }
        }
        at += length + 1;
    }
}

/// End of a short first sentence that could be a heading with a body behind it.
fn short_sentence(words: &[char]) -> Option<usize> {
    let looked = &words[..words.len().min(LOOKED)];
    let end = heading_sentence(looked).or_else(|| heading_clause(looked))?;
    let body = words.len().saturating_sub(end + 1);
    (body >= BODY).then_some(end)
}

/// End of a first sentence of one clause, or of two similar ones of which the first begins with a verb.
fn heading_sentence(looked: &[char]) -> Option<usize> {
    let end = sentence_end(looked, 0);
    let sentence = looked.get(..end).filter(|_| end < looked.len())?;
    let mut clauses = sentence.split(|&c| fold(c) == ',');
    let (first, second) = (clauses.next()?, clauses.next());
    let fits = match second {
        None => RUN_IN.contains(&end) && could_head(first),
        Some(second) => {
            clauses.next().is_none()
                && [first, second].iter().all(|clause| CLAUSE.contains(&clause.len()) && could_head(clause))
                && first.len().abs_diff(second.len()) <= UNBALANCED
                && begins_with_verb(first)
        }
    };
    fits.then_some(end)
}

/// End of words before a colon that begin with a verb: `强化培训：组织…`.
fn heading_clause(looked: &[char]) -> Option<usize> {
    let end = looked.iter().position(|&c| fold(c) == ':')?;
    let clause = &looked[..end];
    (RUN_IN.contains(&end) && could_head(clause) && begins_with_verb(clause)).then_some(end)
}

fn could_head(words: &[char]) -> bool {
    let text: String = words.iter().collect();
    let clean = words
        .iter()
        .all(|&c| is_han(c) || matches!(c, '“' | '”' | '、' | '《' | '》' | '"') || c.is_ascii_alphabetic());
    clean && !TELLS.iter().any(|word| text.contains(word))
}

/// Finds short lines between a paragraph's end and a paragraph or a numbered heading.
fn standalone(page: &Page, known: &[Known], lines: &[usize], found: &mut [Option<Unnumbered>]) {
    let is_caption = |at: usize| known[lines[at]] == Known::Open && is_caption(page.content(lines[at]));
    let mut at = 1;
    while at + 1 < lines.len() {
        // Two in a row are a heading and a lower one; more are a list or a table.
        let row = (at..lines.len()).take_while(|&at| is_caption(at)).count();
        let first = at;
        at += row.max(1);
        if row == 0 || row > 2 || at >= lines.len() {
            continue;
        }
        let (before, after) = (lines[first - 1], lines[at]);
        let closed = match known[before] {
            Known::Numbered | Known::Title => true,
            Known::Item => page.content(before).last().is_some_and(|&c| ends_sentence(c)),
            _ => {
                page.content(before).last().is_some_and(|&c| ends_sentence(c) || fold(c) == ':')
                    && page.content(before).len() >= BODY
            }
        };
        let led = match known[after] {
            Known::Numbered => known[before] != Known::Numbered,
            Known::Item => true,
            _ => is_paragraph(page.content(after)),
        };
        // Below the title the report may be named again in other words; no heading begins with a name.
        let names_report = known[before] == Known::Title
            && is_whole_title(page.content(lines[first]))
            && !page.content(lines[first])[0].is_ascii_digit();
        for &line in lines[first..at].iter().filter(|_| closed && led && !names_report) {
            found[line] = Some(Unnumbered::Standalone { part: is_part(page.content(line)) });
        }
    }
}

/// Endings of titles that no heading has.
const DOCUMENTS: &[&str] = &["报告", "总结", "汇报", "年报"];

/// Whether a line is short, without a mark, and begins with a verb or ends with a noun of headings.
fn is_caption(words: &[char]) -> bool {
    if !STANDALONE.contains(&words.len()) {
        return false;
    }
    let clean = |&c: &char| {
        is_han(c) || c.is_ascii_alphanumeric() || is_ignored(c) || matches!(c, '“' | '”' | '、' | '《' | '》')
    };
    let text: String = words.iter().filter(|&&c| !is_ignored(c)).collect();
    words.iter().all(clean)
        && is_han(words[words.len() - 1])
        && !DOCUMENTS.iter().any(|end| text.ends_with(end))
        && (begins_with_verb(words) || NOUNS.iter().any(|end| text.ends_with(end)))
}

fn is_part(words: &[char]) -> bool {
    let text: String = words.iter().collect();
    PARTS.iter().any(|word| text.contains(word))
}

fn is_paragraph(words: &[char]) -> bool {
    words.len() >= BODY && words.iter().any(|&c| ends_sentence(c) || matches!(fold(c), ',' | ';'))
}

fn begins_with_verb(words: &[char]) -> bool {
    let start: String = words.iter().take(3).collect();
    VERBS.iter().any(|verb| start.starts_with(verb))
}
