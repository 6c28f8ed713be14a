//! Placeholders of a template that were not filled in: `XX`, `××`, `**`, `某某县`, `____`, `会议*次`. Silent for a party to
//! a case that is anonymous intentionally (`张某某`, `XX公司`), in a form that is printed to be filled in, and for marks of
//! Markdown.

use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::report::Format;
use crate::text::Span;

/// Words after a placeholder for a person or body that is anonymous intentionally.
const CASES: &[&str] = &["公司", "案", "诉", "店", "厂", "企业", "商行", "超市", "有限", "餐", "药", "酒"];

/// Minimum number of articles of a rule, which prescribes forms of writing.
const RULE: usize = 3;
/// Maximum length, in characters, of a line that names a form.
const FORM_NAME: usize = 30;

pub(super) struct Placeholder;

impl Check for Placeholder {
    fn about(&self) -> About {
        About::new("placeholder", "check-placeholder", Group::Names, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        if page.outline.articles.len() >= RULE {
            return;
        }
        let form = form(page);
        for paragraph in &page.paragraphs {
            let text = paragraph.text;
            if form.is_some_and(|form| form <= text.start) || is_marked_up(page, paragraph.span) {
                continue;
            }
            let mut at = text.start;
            while at < text.end {
                let length = placeholder(page, text, at);
                if let Some(length) = length {
                    let span = Span::new(at, at + length);
                    if !is_anonymous(page, text, span) {
                        found.add(
                            page,
                            span,
                            Message::new("finding-placeholder").with("words", page.words(span)),
                        );
                    }
                }
                at += length.unwrap_or(1);
            }
        }
    }
}

/// Start of a form that is printed to be filled in: after a line that names it.
fn form(page: &Page<'_>) -> Option<usize> {
    let names_form = |words: &str| {
        ["样式", "格式", "模板", "范本", "示范文本", "参考文本", "(样本)"]
            .iter()
            .any(|name| words.contains(name))
    };
    let line = page
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.span.len() <= FORM_NAME && names_form(&page.folded(paragraph.span)));
    line.map(|paragraph| paragraph.span.start)
}

/// Whether a line has an even number of `**`: marks of emphasis left over from Markdown.
fn is_marked_up(page: &Page<'_>, line: Span) -> bool {
    let runs = page.slice(line).chunk_by(|a, b| a == b).filter(|run| run[0] == '*' && run.len() == 2).count();
    runs > 0 && runs.is_multiple_of(2)
}

/// Length of the placeholder at a position.
fn placeholder(page: &Page<'_>, text: Span, at: usize) -> Option<usize> {
    let first = page.chars[at];
    let run = |limit: usize| page.chars[at..text.end].iter().take(limit).take_while(|&&c| c == first).count();
    let before = (at > text.start).then(|| page.chars[at - 1]);
    let after = |length: usize| page.chars[..text.end].get(at + length).copied();
    match first {
        'X' | 'x' => {
            let length = run(40);
            let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || "_/.@:-".contains(c));
            // `20XX年` is one, `XXL` and `0x00` are none; a single X only before a counted noun.
            let counted =
                after(1).is_some_and(|c| "月日年项件次人份个".contains(c)) && before.is_none_or(is_han);
            let enough = length >= 2 || first == 'X' && counted;
            let hanging = before.is_some_and(is_han) || after(length).is_some_and(is_han);
            (enough && !word(before) && !word(after(length)) && hanging).then_some(length)
        }
        '×' | '*' | '〇' | '□' | '△' => {
            let length = run(40);
            let markdown = first == '*' && page.source.format == Format::Markdown;
            let alone = length == text.len();
            // `二○○八年`: zeros, folded to 〇.
            let zero = first == '〇'
                && (before.is_some_and(|c| "一二三四五六七八九".contains(c)) || after(length) == Some('年'));
            let hanging = before.is_some_and(is_han) || after(length).is_some_and(is_han);
            // A single star only before a counted noun: `会议*次`, `*县`.
            let counted = first == '*'
                && length == 1
                && after(1).is_some_and(|c| "月日年项件次人份个名场家县区".contains(c))
                && before.is_none_or(is_han);
            ((length >= 2 || counted) && !markdown && !alone && !zero && hanging).then_some(length)
        }
        '_' => {
            let length = run(200);
            let between =
                before.is_some_and(|c| is_han(c) || c.is_ascii_digit()) && after(length).is_some_and(is_han);
            (length >= 2 && between).then_some(length)
        }
        '某' => {
            let length = run(8);
            let unit = "县市区局镇乡省委";
            let named = after(length).is_some_and(|c| unit.contains(c))
                || page.starts(at + length, "街道")
                || page.starts(at + length, "单位");
            (length >= 2 && named).then_some(length)
        }
        _ => None,
    }
}

/// Whether the placeholder is a person or body in a case.
fn is_anonymous(page: &Page<'_>, text: Span, span: Span) -> bool {
    let near = Span::new(span.start.saturating_sub(8).max(text.start), span.start);
    let party = ["当事人", "原告", "被告", "申请人", "违法行为人", "嫌疑人"]
        .iter()
        .any(|words| !page.find(near, words).is_empty());
    let behind = Span::new(span.end, (span.end + 6).min(text.end));
    // `命名为“××区××中心”`: a quoted pattern.
    let quoted = page.chars[text.start..span.start].iter().rev().take(20).find(|c| "“”".contains(**c))
        == Some(&'“')
        && page.chars[span.end..text.end].iter().take(20).any(|&c| c == '”');
    party || quoted || CASES.iter().any(|words| !page.find(behind, words).is_empty())
}
