//! The report's title: which line, or which two or three lines, and where the same title stands once more.

use super::label::Label;
use super::page::{Page, plain, squash};
use crate::text::Span;

/// No title has more characters than this.
const LONGEST: usize = 80;
/// A line of this length is a paragraph and no part of a title.
const PARAGRAPH: usize = 60;
/// So many lines are looked through: a covering letter fits.
const SEARCHED: usize = 60;

/// How titles of reports end.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "报告", "总结", "汇报", "情况", "年报", "白皮书", "通报", "公报", "函", "通知", "公告", "意见", "方案", "计划",
    "要点", "公示", "规划", "请示", "规则", "办法", "细则", "纲要", "决定",
];

/// How a title ends that speaks of the next year too (`2024年工作总结和2025年工作打算`); alone it is a heading.
const OUTLOOKS: &[&str] = &["思路", "打算", "安排", "部署", "设想"];

/// How the names of those end that issue reports.
#[rustfmt::skip]
const ISSUERS: &[&str] = &[
    "政府", "委员会", "委", "管委会", "办公室", "办事处", "局", "镇", "乡", "街道", "县", "市", "区", "院", "中心", "大队",
    "支队", "司法所",
];

/// The lines that a title takes, first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Title {
    /// From its first to its last word.
    pub(super) fn span(self, page: &Page) -> Span {
        Span::new(page.lines[self.first].content.start, page.lines[self.last].content.end)
    }

    fn squashed(self, page: &Page) -> String {
        let span = self.span(page);
        squash(&page.chars[span.start..span.end])
    }
}

/// Whether a line reads like a title, by its end and because it is no sentence.
fn reads_like_title(words: &[char]) -> bool {
    if words.len() > LONGEST + 20 {
        return false;
    }
    let squashed = squash(words);
    let bare = without_brackets(&squashed);
    let length = bare.chars().count();
    let says_of_what = bare.contains("法治政府") && bare.contains('年') && !bare.contains(',');
    (2..=LONGEST).contains(&length)
        && !bare.contains(['。', ';', ':', '?', '|', '>', '\u{fffd}'])
        && (says_of_what || has_ending(words))
}

fn has_ending(words: &[char]) -> bool {
    let squashed = squash(&words[..words.len().min(LONGEST + 20)]);
    let bare = without_brackets(&squashed);
    let looks_on =
        || OUTLOOKS.iter().any(|end| bare.ends_with(end)) && ENDINGS.iter().any(|end| bare.contains(end));
    ENDINGS.iter().any(|ending| bare.ends_with(ending)) || looks_on()
}

/// Whether a line can be a whole title, as `年度报告` cannot.
pub(super) fn is_whole_title(words: &[char]) -> bool {
    reads_like_title(words) && is_specific(&squash(words))
}

/// Finds the title before the first section: a covering letter's own title gives way to that of the report behind it, and
/// a column's name without a year (`法治政府建设年度报告`) to a title with one that ends in the same words.
pub(super) fn title(page: &Page, labels: &[Option<Label>], skips: impl Fn(usize) -> bool) -> Option<Title> {
    let mut letter = None;
    let mut column: Option<Title> = None;
    let mut after_letter = false;
    for line in (0..page.lines.len()).filter(|&line| !skips(line)).take(SEARCHED) {
        if labels[line].is_some() {
            break;
        }
        let words = page.content(line);
        if reads_like_title(words) {
            let title = Title { first: first_line(page, labels, &skips, line), last: line };
            let goes_on =
                !has_ending(words) && line + 1 < page.lines.len() && has_ending(page.content(line + 1));
            if !is_specific(&title.squashed(page)) || goes_on {
                continue;
            }
            let squashed = title.squashed(page);
            if let Some(column) = column {
                let longer = squashed.ends_with(&column.squashed(page)) && names_year(&squashed);
                return Some(if longer { title } else { column });
            }
            if letter.is_none() && is_letter(&squashed) {
                letter = Some(title);
            } else if names_year(&squashed) {
                return Some(title);
            } else {
                column = Some(title);
            }
        } else if words.len() >= PARAGRAPH || words.last().is_some_and(|&c| plain(c) == '。') {
            if letter.is_none() && !after_letter {
                break;
            }
        } else if words.last().is_some_and(|&c| plain(c) == ':') {
            after_letter = true;
        }
    }
    column.or(letter)
}

fn names_year(title: &str) -> bool {
    title.chars().any(|c| c.is_ascii_digit() || c == '〇')
}

/// The lines between `title` and `end` that hold the same title once more.
pub(super) fn repeats(page: &Page, title: Title, end: usize) -> Vec<usize> {
    // The second title of a page may say `2024年度` where the first says `2024年`.
    let essence = |title: &str| title.replace("年度", "年").replace('的', "");
    let wanted = essence(&title.squashed(page));
    let limit = wanted.chars().count() * 2 + 40;
    let same = |first: usize, last: usize| {
        let span = Title { first, last }.span(page);
        span.len() <= limit && essence(&squash(&page.chars[span.start..span.end])) == wanted
    };
    let mut found = Vec::new();
    for line in title.last + 1..end.min(page.lines.len()) {
        let last = (line..end.min(line + 3)).find(|&last| same(line, last));
        found.extend(last.into_iter().flat_map(|last| line..=last));
    }
    found.dedup();
    found
}

/// A title over more lines: its first words stand alone, above, and are no title.
fn first_line(page: &Page, labels: &[Option<Label>], skips: impl Fn(usize) -> bool, last: usize) -> usize {
    let mut first = last;
    while first > 0 && last - first < 3 {
        let above = first - 1;
        let words = page.content(above);
        let joins = labels[above].is_none() && !skips(above) && leads_over(words, page.content(first));
        if !joins || page.lines[first].span.start - page.lines[above].span.end > 2 {
            break;
        }
        first = above;
    }
    first
}

/// Whether a title goes on from one line to the next: `某县人民政府` / `关于…的报告`, `…行政处罚文书的` / `指导意见`.
fn leads_over(above: &[char], below: &[char]) -> bool {
    let (head, tail) = (squash(above), squash(below));
    let length = head.chars().count();
    let names_issuer = ISSUERS.iter().any(|end| head.ends_with(end));
    let unfinished =
        ["关于", "的", "年", "度", "、", "和", "及", "建设"].iter().any(|end| head.ends_with(end));
    let needs_head =
        tail.starts_with("关于") || tail.starts_with("20") || length + tail.chars().count() <= 30;
    (2..=40).contains(&length)
        && !head.contains(['。', ';', ':', ',', '?', '!', '|', '>'])
        && (unfinished || names_issuer && needs_head && !tail.contains(&head))
}

/// Whether it says of what or of when, as `总体情况` does not.
fn is_specific(title: &str) -> bool {
    let dated = ["年", "关于", "法治", "依法"].iter().any(|word| title.contains(word));
    let vague = ["情况", "计划", "要点"].iter().any(|end| title.ends_with(end));
    title.chars().count() >= 8 && (dated || !vague)
}

/// The title of a letter that sends the report, and not of the report.
fn is_letter(title: &str) -> bool {
    ["报送", "呈报", "上报", "报请", "印发", "公布", "公开"]
        .iter()
        .any(|word| title.contains(&format!("关于{word}")))
        || title.ends_with('函')
}

/// Without a remark in brackets at the end: `…报告（2024年度）`.
fn without_brackets(title: &str) -> &str {
    let title = title.trim_end_matches(['》', '”']);
    let closed = title.ends_with(')');
    match title.rfind('(') {
        Some(open) if closed && open > 0 => &title[..open],
        _ => title,
    }
}
