//! A sentence that is cut off: it ends in a word that cannot end one (`推动工作落。`), or its paragraph ends in a comma or in
//! no mark at all.

use super::page::{Page, Paragraph, is_han};
use super::{About, Check, Found};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Shorter lines without a mark at the end are captions, signatures, addresses.
const PARAGRAPH: usize = 40;

/// Single characters that end no sentence, and what they may end after all.
#[rustfmt::skip]
const NO_ENDS: &[(char, &[&str])] = &[
    ('落', &["角落", "坠落", "村落", "部落", "院落", "段落", "失落", "衰落", "下落", "着落", "回落", "降落", "脱落", "散落", "错落", "起落", "遗落", "滑落", "没落", "跌落", "群落", "陨落", "有着落"]),
    ('和', &["祥和", "温和", "缓和", "总和", "饱和", "平和", "柔和", "谦和", "调和", "中和", "共和", "亲和", "人和", "求和", "讲和", "谐和", "随和", "议和"]),
    ('与', &["参与", "赋予", "授与", "给与", "赠与"]),
    ('及', &["普及", "涉及", "顾及", "提及", "波及", "触及", "以及", "危及", "力所能及", "殃及", "兼及", "企及", "莫及", "不及"]),
    ('将', &["干将", "闯将", "大将", "强将", "健将", "猛将", "名将", "虎将"]),
    ('并', &["合并", "兼并", "归并", "撤并", "吞并", "一并"]),
    ('或', &["抑或"]),
    ('被', &["植被", "棉被"]),
    ('把', &["一把", "火把", "车把"]),
    ('的', &["目的", "标的", "是的", "别的", "有的", "合法的", "违法的"]),
    ('进', &["促进", "推进", "改进", "先进", "跟进", "演进", "共进", "并进", "前进", "引进", "奋进", "齐头并进", "递进", "急进", "掘进", "激进", "行进", "上进", "增进", "突进", "后进", "挺进", "快进", "买进", "迈进", "渐进"]),
    ('强', &["加强", "增强", "坚强", "富强", "不强", "强强", "更强", "建强", "最强", "变强", "做强", "较强", "很强", "不够强", "自强", "要强", "顽强", "够强", "补强", "逞强", "弱变强", "配强", "抓强"]),
];
/// Endings that only `的` before a full stop makes suspicious: long rows of them are ordinary (`是…的`, `有…的`).
const QUIET: char = '的';

pub(super) struct CutOff;

impl Check for CutOff {
    fn about(&self) -> About {
        About::new("cut-off", "check-cut-off", Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for (index, paragraph) in page.paragraphs.iter().enumerate() {
            for sentence in page.split(paragraph.text, |c| "。!?;".contains(c)) {
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

/// The last words of a sentence that ends in a word that ends none.
fn hanging_word(page: &Page<'_>, sentence: Span) -> Option<Span> {
    let mark = sentence.end.checked_sub(1).filter(|&mark| mark > sentence.start)?;
    if !"。!?;".contains(page.chars[mark]) {
        return None;
    }
    let last = page.chars[mark - 1];
    let (_, fine) = NO_ENDS.iter().find(|(end, _)| *end == last)?;
    let before = page.han_before(mark, 6);
    if before.len() < 3 || last == QUIET || fine.iter().any(|words| page.ends(mark, words)) {
        return None;
    }
    Some(Span::new(before.start, mark + 1))
}

/// The end of a paragraph of running text that ends in no mark, where the next line begins something new.
fn open_end(page: &Page<'_>, index: usize, paragraph: &Paragraph) -> Option<Span> {
    let body = paragraph.body;
    let words = page.slice(body);
    let last = *words.last()?;
    let prose = words.iter().any(|c| "。,;".contains(*c));
    let hangs = ",、".contains(last) || is_han(last) || last.is_ascii_digit();
    if body.len() < PARAGRAPH || !prose || !hangs || is_broken_by_layout(page) {
        return None;
    }
    // A sentence may go on behind a table or a line break: the next line then begins with no capital word of its own.
    let next = page.paragraphs.get(index + 1);
    let goes_on = next.is_some_and(|next| next.text.start == next.span.start && !next.is_heading() && !",、".contains(last))
        && !words.iter().any(|c| "。;".contains(*c));
    let ends_in_list = last_clause(words).len() >= PARAGRAPH && !words.contains(&'。');
    let from = body.end - words.iter().rev().take(10).count();
    (!goes_on && !ends_in_list).then_some(Span::new(from, body.end))
}

fn last_clause(words: &[char]) -> &[char] {
    let start = words.iter().rposition(|c| ",、;".contains(*c)).map_or(0, |at| at + 1);
    &words[start..]
}

/// Whether lines end where the page does and not where paragraphs do: then an open end means nothing.
fn is_broken_by_layout(page: &Page<'_>) -> bool {
    let long = page.paragraphs.iter().filter(|paragraph| paragraph.body.len() >= 20);
    let (mut all, mut open) = (0_usize, 0_usize);
    for paragraph in long {
        all += 1;
        open += usize::from(page.slice(paragraph.body).last().is_some_and(|c| is_han(*c) || ",、".contains(*c)));
    }
    open > 3 && open * 4 > all
}
