//! The title: the line or lines that form it, and the lines that repeat it.
//!
//! A title is recognised by its ending (`…报告`, `…条例`, `…的通知`) and because it is no sentence. The lines before the
//! first numbered heading or article are searched, in this order of preference:
//!
//! 1. the first heading of the top level in Markdown;
//! 2. a line that reads like a title and names a subject or a time, with the lines above that lead into it (`某县人民政府`,
//!    `关于全面推行…`) and the line below that ends it (`…方案` / `的通知`);
//! 3. after a covering letter or the head of a decree (`国务院令` / `第707号`) the title of the enclosed document;
//! 4. the title in the report's format (in `named`).

use super::page::{Page, fold, squash};
use crate::report::{Format, Role};
use crate::text::Span;

/// Maximum length of a title, in characters.
const LONGEST: usize = 90;
/// Length of a line, in characters, from which it is a paragraph and no part of a title.
const PARAGRAPH: usize = 60;
/// Number of lines searched; enough for a covering letter.
const SEARCHED: usize = 60;
/// Maximum number of lines in a document's head without a covering letter.
const SHORT_HEAD: usize = 5;
/// Maximum number of lines of a title above its last.
const MOST_LINES: usize = 3;

/// Endings of titles: kinds of documents.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "报告", "总结", "汇报", "情况", "年报", "白皮书", "通报", "公报", "函", "通知", "公告", "意见", "方案", "计划",
    "要点", "公示", "规划", "请示", "规则", "办法", "细则", "纲要", "决定", "决议", "条例", "规定", "解释", "批复",
    "答复", "指示", "准则", "章程", "预案", "议案", "公约", "通告", "目录", "大纲", "规程", "规范", "指南", "议定书",
    "命令", "修正案", "法典", "宣言", "倡议书", "纪要", "综述", "年鉴", "预算", "决算", "名单", "标准",
];

/// Endings of documents that transmit another one: `关于印发…方案的通知` does not end at `方案`.
const SENDING: &[&str] =
    &["通知", "函", "报告", "决定", "公告", "批复", "请示", "通报", "意见", "答复", "令"];

/// Endings of a title that also covers the next year (`2024年工作总结和2025年工作打算`); alone they are endings of headings.
const OUTLOOKS: &[&str] = &["思路", "打算", "安排", "部署", "设想"];

/// Endings of the names of issuing bodies.
#[rustfmt::skip]
const ISSUERS: &[&str] = &[
    "政府", "委员会", "委", "管委会", "办公室", "办公厅", "办事处", "局", "厅", "部", "镇", "乡", "街道", "县", "市", "区", "院",
    "中心", "大队", "支队", "司法所", "国务院", "总署", "银行",
];

/// Lines that label a part of a page and are no title.
const CAPTIONS: &[&str] = &["政策全文", "全文", "正文", "基本信息", "目录", "前言"];

/// The lines of a title, first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Title {
    /// The span from its first to its last word.
    pub(super) fn span(self, page: &Page) -> Span {
        Span::new(page.lines[self.first].content.start, page.lines[self.last].content.end)
    }

    fn squashed(self, page: &Page) -> String {
        let span = self.span(page);
        squash(&page.chars[span.start..span.end])
    }
}

/// Whether a line reads like a title, by its ending and because it is no sentence.
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
        && !is_unfinished_quote(&squashed)
        && (says_of_what || has_ending(words))
}

/// Whether a title mark is open at the end: `关于印发《某县规划`.
fn is_unfinished_quote(title: &str) -> bool {
    title.matches('《').count() > title.matches('》').count()
}

fn has_ending(words: &[char]) -> bool {
    let squashed = squash(&words[..words.len().min(LONGEST + 20)]);
    let bare = without_brackets(&squashed);
    let looks_on =
        || OUTLOOKS.iter().any(|end| bare.ends_with(end)) && ENDINGS.iter().any(|end| bare.contains(end));
    // National laws are titled with the name of the state; `法` alone is also the end of other words.
    let law = || bare.starts_with("中华人民共和国") && bare.ends_with('法');
    let arrangement = || bare.contains("关于") && bare.ends_with("的安排");
    ENDINGS.iter().any(|ending| bare.ends_with(ending)) || looks_on() || law() || arrangement()
}

/// Whether a line can be a complete title, unlike `年度报告`.
pub(super) fn is_whole_title(words: &[char]) -> bool {
    reads_like_title(words) && is_specific(&squash(words))
}

/// The part of a page that is searched for its title.
struct Search<'a, Skips: Fn(usize) -> bool> {
    page: &'a Page,
    /// Lines that begin with a label or an article.
    begins: &'a [bool],
    /// Lines of page furniture.
    skips: Skips,
    /// Whether the document is a rule with articles.
    is_rule: bool,
}

/// Finds the title before the first section. `begins` marks lines that begin a section or an article, `skips` those of
/// page furniture.
pub(super) fn title(
    page: &Page,
    begins: &[bool],
    is_rule: bool,
    skips: impl Fn(usize) -> bool,
) -> Option<Title> {
    markdown_title(page).or_else(|| Search { page, begins, skips, is_rule }.title())
}

/// The first heading of the top level in Markdown, if at most a few lines precede it.
fn markdown_title(page: &Page) -> Option<Title> {
    let first = (0..page.lines.len().min(4)).find(|&line| page.lines[line].role == Role::Heading(1))?;
    let named = page.squashed(first);
    let length = named.chars().count();
    let fits =
        (3..=LONGEST).contains(&length) && !CAPTIONS.contains(&named.as_str()) && !named.contains('。');
    (page.format == Format::Markdown && fits).then_some(Title { first, last: first })
}

impl<Skips: Fn(usize) -> bool> Search<'_, Skips> {
    /// A covering letter's title is replaced by that of the report after it, and a column's name without a year
    /// (`法治政府建设年度报告`) by a title with a year that ends in the same words.
    fn title(&self) -> Option<Title> {
        let page = self.page;
        let mut letter = None;
        let mut column: Option<Title> = None;
        let mut after_letter = false;
        let mut is_first = true;
        let mut taken = 0;
        for line in (0..page.lines.len()).filter(|&line| !(self.skips)(line)).take(SEARCHED) {
            if self.begins[line] {
                break;
            }
            let words = page.content(line);
            let reads = line >= taken
                && !page.lines[line].is_row
                && (reads_like_title(words) || is_first && self.names_rule(words));
            if reads {
                let title = self.whole(line);
                taken = title.last + 1;
                let goes_on = !self.is_ended(title)
                    && line + 1 < page.lines.len()
                    && has_ending(page.content(line + 1));
                let squashed = title.squashed(page);
                let names =
                    is_specific(&squashed) || is_first && is_kind(&squashed) || self.is_rule && is_first;
                is_first = false;
                if !names || goes_on {
                    continue;
                }
                if let Some(column) = column {
                    let longer = squashed.ends_with(&column.squashed(page)) && names_year(&squashed);
                    return Some(if longer { title } else { column });
                }
                if letter.is_none() && is_letter(&squashed) {
                    letter = Some(title);
                } else if names_year(&squashed) || squashed.contains("关于") {
                    return Some(if let Some(letter) = letter.filter(|_| !after_letter) {
                        letter
                    } else {
                        title
                    });
                } else {
                    column = Some(title);
                }
            } else if is_decree(&page.squashed(line)) {
                after_letter = true;
            } else if words.len() >= PARAGRAPH || words.last().is_some_and(|&c| fold(c) == '。') {
                if letter.is_none() && !after_letter {
                    break;
                }
            } else if words.last().is_some_and(|&c| fold(c) == ':') {
                after_letter = true;
            } else {
                is_first = false;
            }
        }
        column.or(letter)
    }

    /// Whether the first line of a rule is its name alone: `药品管理法`.
    fn names_rule(&self, words: &[char]) -> bool {
        let squashed = squash(words);
        self.is_rule && (3..=30).contains(&squashed.chars().count()) && squashed.ends_with('法')
    }

    /// All lines of the title that contains a line.
    fn whole(&self, line: usize) -> Title {
        let mut title = Title { first: self.first_line(line), last: line };
        title.first = self.dated_line(title).unwrap_or(title.first);
        while title.last - title.first < MOST_LINES && self.ends_below(title) {
            title.last += 1;
        }
        title
    }

    fn is_ended(&self, title: Title) -> bool {
        has_ending(self.page.content(title.last)) || self.names_rule(self.page.content(title.last))
    }

    /// Whether the line below completes an unfinished title: `关于印发…方案` / `的通知`.
    fn ends_below(&self, title: Title) -> bool {
        let page = self.page;
        let below = title.last + 1;
        if below >= page.lines.len() || self.begins[below] || (self.skips)(below) || page.lines[below].is_row
        {
            return false;
        }
        let words = page.content(below);
        if words.len() > 40 || !reads_like_title(words) && !squash(words).starts_with('的') {
            return false;
        }
        let (head, tail) = (title.squashed(page), squash(words));
        let sends =
            ["印发", "转发", "批转", "发布", "公布"].iter().any(|verb| head.contains(&format!("关于{verb}")))
                && !SENDING.iter().any(|end| head.ends_with(end));
        let ends = SENDING.iter().any(|end| tail.ends_with(end));
        let goes_on = tail.starts_with(['及', '和', '与', '暨']) && head.chars().count() >= 8;
        ends && (tail.starts_with('的') || sends && !tail.contains("关于")) || goes_on
    }

    /// The first line of a title whose last line reads like one: the lines above lead into it.
    fn first_line(&self, last: usize) -> usize {
        let page = self.page;
        let mut first = last;
        while first > 0 && last - first < MOST_LINES {
            let above = first - 1;
            if !self.is_open(above) || !self.stands_close(above) {
                break;
            }
            let below = page.content(first);
            if leads_over(page.content(above), below) {
                first = above;
            } else if above > 0
                && last - first + 1 < MOST_LINES
                && self.is_open(above - 1)
                && self.stands_close(above - 1)
                && is_short_line(page.content(above))
                && is_open_subject(&page.squashed(above - 1))
            {
                // `国务院关于山西、安徽省` / `四起特大事故` / `调查处理情况的通报`
                first = above - 1;
            } else {
                break;
            }
        }
        first
    }

    /// The line with a year above a title without one, if only short lines are between them and these are the
    /// document's first: `某省2022年度考试录用公务员` / `财经管理` / `专业科目考试大纲`.
    fn dated_line(&self, title: Title) -> Option<usize> {
        let page = self.page;
        let squashed = title.squashed(page);
        if names_year(&squashed) || squashed.contains("关于") || title.last >= SHORT_HEAD {
            return None;
        }
        let above = (title.first.saturating_sub(MOST_LINES)..title.first).rev().take_while(|&line| {
            self.is_open(line) && is_short_line(page.content(line)) && self.stands_close(line)
        });
        let dated = above.filter(|&line| page.squashed(line).contains("年")).last()?;
        let words = page.squashed(dated);
        let is_date = words.ends_with('日') || words.ends_with('月') || has_ending(page.content(dated));
        (!is_date).then_some(dated)
    }

    fn is_open(&self, line: usize) -> bool {
        !self.begins[line] && !(self.skips)(line) && !self.page.lines[line].is_row
    }

    /// Whether at most one empty line separates a line from the next.
    fn stands_close(&self, line: usize) -> bool {
        self.page.lines[line + 1].span.start - self.page.lines[line].span.end <= 2
    }
}

/// Whether it is a kind of document that is a title by itself in the first line: `政府工作报告`.
fn is_kind(title: &str) -> bool {
    (6..8).contains(&title.chars().count())
        && (title.starts_with("政府")
            || ["条例", "规则", "办法", "规定"].iter().any(|end| title.ends_with(end)))
}

/// Whether it is the head of a decree: `中华人民共和国国务院令`, `某市人民政府令第12号`.
fn is_decree(line: &str) -> bool {
    let bare =
        line.trim_end_matches(|c: char| c.is_ascii_digit() || "第号()〇一二三四五六七八九十".contains(c));
    line.chars().count() <= 40
        && (bare.ends_with('令') || bare.ends_with("公告"))
        && !bare.contains([',', '。'])
}

fn names_year(title: &str) -> bool {
    title.chars().any(|c| c.is_ascii_digit() || c == '〇')
}

/// The lines between `title` and `end` that repeat the title.
pub(super) fn repeats(page: &Page, title: Title, end: usize) -> Vec<usize> {
    // The repeated title may have `2024年度` for `2024年`.
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

/// Whether a title continues from one line to the next: `某县人民政府` / `关于…的报告`, `…行政处罚文书的` / `指导意见`.
fn leads_over(above: &[char], below: &[char]) -> bool {
    let (head, tail) = (squash(above), squash(below));
    let length = head.chars().count();
    let names_issuer = ISSUERS.iter().any(|end| head.ends_with(end));
    let unfinished =
        ["关于", "的", "年", "度", "、", "和", "及", "建设"].iter().any(|end| head.ends_with(end));
    let needs_head =
        tail.starts_with("关于") || tail.starts_with("20") || length + tail.chars().count() <= 30;
    is_short_line(above)
        && (unfinished
            || is_open_subject(&head) && !tail.starts_with("关于")
            || names_issuer && needs_head && !tail.contains(&head))
}

/// Whether a line can be a part of a title by its length and marks.
fn is_short_line(words: &[char]) -> bool {
    let text = squash(words);
    (2..=45).contains(&text.chars().count()) && !text.contains(['。', ';', ':', ',', '?', '!', '|', '>'])
}

/// Whether words name a subject but no kind of document yet: `某县人民政府关于全面推行`, `关于印发《某县规划`.
fn is_open_subject(head: &str) -> bool {
    let chars: Vec<char> = head.chars().collect();
    // `国务院办公厅对某次会议` / `第12号建议的答复`
    let answers = || {
        head.split_once('对')
            .is_some_and(|(body, rest)| !rest.is_empty() && ISSUERS.iter().any(|end| body.ends_with(end)))
    };
    let names_subject = head.contains("关于") || head.contains("印发") || head.contains("转发") || answers();
    names_subject && !head.contains(['。', ':', ',']) && (!has_ending(&chars) || is_unfinished_quote(head))
}

/// Whether it names a subject or a time, unlike `总体情况`.
fn is_specific(title: &str) -> bool {
    let dated = ["年", "关于", "法治", "依法"].iter().any(|word| title.contains(word));
    let vague = ["情况", "计划", "要点"].iter().any(|end| title.ends_with(end));
    title.chars().count() >= 8 && (dated || !vague)
}

/// Whether it is the title of a letter that transmits the report.
fn is_letter(title: &str) -> bool {
    ["报送", "呈报", "上报", "报请", "公布", "公开"].iter().any(|word| title.contains(&format!("关于{word}")))
        || title.ends_with('函') && ["报告", "总结", "汇报"].iter().any(|kind| title.contains(kind))
}

/// A title without a remark in brackets at its end: `…报告（2024年度）`.
fn without_brackets(title: &str) -> &str {
    let title = title.trim_end_matches(['》', '”']);
    let closed = title.ends_with(')');
    match title.rfind('(') {
        Some(open) if closed && open > 0 => &title[..open],
        _ => title,
    }
}
