//! A sentence that is cut off: it ends in a word that cannot end one (`推动工作落。`), or its paragraph ends in a comma or
//! without a mark and no continuation follows.

use super::page::{Page, is_han};
use super::paragraph::Paragraph;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Minimum length of a paragraph, in characters; shorter lines without a mark at the end are captions, signatures,
/// addresses.
const PARAGRAPH: usize = 40;
/// Number of characters at the end of a paragraph that are searched for words of the page.
const PAGE_WORDS: usize = 40;
/// Minimum length of a neighbour without a mark at its end, in characters, that shows that lines here end so.
const CAPTION: usize = 12;

/// Characters that end no sentence, each with the preceding characters after which it can (`角落`, `之和`, `参与`, `普及`).
const NO_ENDS: &[(char, &str)] = &[
    ('落', "角坠村部院段失衰下着回降脱散错起遗滑没跌群陨低冷旁利大数剥凋堕奚破沦碧"),
    ('和', "言不祥温缓总饱平柔谦调中共亲人求讲谐随议之附凑成忠泰"),
    ('与', "参赋授给赠"),
    ('及', "普涉顾提波触以危能殃兼企莫不埃可言遍推惠述"),
    ('并', "合兼归撤吞一裁"),
    ('或', "抑"),
    ('把', "一火车扫拖"),
];

pub(super) struct CutOff;

impl Check for CutOff {
    fn about(&self) -> About {
        About::new("cut-off", "check-cut-off", Group::Text, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for (index, paragraph) in page.paragraphs.iter().enumerate() {
            for sentence in page.split(paragraph.text, |c| matches!(c, '。' | '!' | '?' | ';')) {
                if let Some(span) = hanging_word(page, sentence) {
                    report(page, found, span);
                }
            }
            if let Some(span) = open_end(page, index, paragraph) {
                report(page, found, span);
            }
        }
    }
}

fn report(page: &Page<'_>, found: &mut Found, span: Span) {
    found.add(page, span, Message::new("finding-cut-off").with("words", page.words(span)));
}

/// The last words of a sentence whose last word cannot end one.
fn hanging_word(page: &Page<'_>, sentence: Span) -> Option<Span> {
    let mark = sentence.end.checked_sub(1).filter(|&mark| mark > sentence.start)?;
    if !"。!?;".contains(page.chars[mark]) {
        return None;
    }
    let last = page.chars[mark - 1];
    let (_, fine) = NO_ENDS.iter().find(|(end, _)| *end == last)?;
    let before = page.han_before(mark, 6);
    if before.len() < 3 || fine.contains(page.chars[mark - 2]) {
        return None;
    }
    Some(Span::new(before.start, mark + 1))
}

/// The end of a paragraph of running text without a mark, before a heading or the end of the report. Before another
/// line of running text the sentence may continue, since lines break there.
fn open_end(page: &Page<'_>, index: usize, paragraph: &Paragraph) -> Option<Span> {
    let body = paragraph.body;
    let words = page.slice(body);
    let last = *words.last()?;
    let prose = words.iter().any(|c| matches!(c, '。' | ',' | ';'));
    let signed = words.iter().rev().take(8).any(|c| "—―".contains(*c));
    if body.len() < PARAGRAPH || !prose || !hangs(words) || signed || is_broken_by_layout(page) {
        return None;
    }
    let next = page.paragraphs.get(index + 1);
    let follows_heading = next.is_none_or(|next| {
        next.is_heading() || next.text.start > next.span.start || next.body.start > next.text.start
    });
    // Lines of a list end in the same way.
    let before = index.checked_sub(1).and_then(|before| page.paragraphs.get(before));
    let in_list = before
        .is_some_and(|line| !line.is_heading() && line.body.len() >= CAPTION && hangs(page.slice(line.body)));
    let sentences = words.contains(&'。');
    // Without a full stop the paragraph is a caption or an item; only a comma at its end is then a sign.
    let sure = ",、".contains(last) || sentences;
    let ends_in_list = last_clause(words).len() >= PARAGRAPH && !sentences;
    let from = body.end - words.iter().rev().take(10).count();
    (follows_heading && sure && !ends_in_list && !in_list && !ends_in_page_words(words))
        .then_some(Span::new(from, body.end))
}

/// Whether a paragraph ends in words of the page or in a signature that are run together with it: `…完成。来源：某县教育局 附件下载`,
/// `…继续落实。　　某县人民政府　二〇〇四年二月二日`.
fn ends_in_page_words(words: &[char]) -> bool {
    let tail: String = words[words.len().saturating_sub(PAGE_WORDS)..].iter().collect();
    let page_words = [
        "来源:",
        "附件下载",
        "编辑:",
        "责编:",
        "作者:",
        "供稿",
        "撰稿",
        "打印",
        "关闭",
        "公开方式",
        "印发",
        "公开发布",
    ];
    let dated = tail.ends_with('日') && tail.contains('年') && tail.contains('月');
    dated || tail.contains("   ") || page_words.iter().any(|word| tail.contains(word))
}

/// Whether a line ends without a mark that ends a sentence.
fn hangs(words: &[char]) -> bool {
    words.last().is_some_and(|&last| ",、".contains(last) || is_han(last) || last.is_ascii_digit())
}

fn last_clause(words: &[char]) -> &[char] {
    let start = words.iter().rposition(|c| ",、;".contains(*c)).map_or(0, |at| at + 1);
    &words[start..]
}

/// Whether lines end at the page's edge rather than at paragraphs: then an open end is no sign.
fn is_broken_by_layout(page: &Page<'_>) -> bool {
    let long = page.paragraphs.iter().filter(|paragraph| paragraph.body.len() >= 20);
    let (mut all, mut open) = (0_usize, 0_usize);
    for paragraph in long {
        all += 1;
        open +=
            usize::from(page.slice(paragraph.body).last().is_some_and(|c| is_han(*c) || ",、".contains(*c)));
    }
    open > 3 && open * 4 > all
}
