//! One term written two ways: `一规划两纲要` and `一规两纲`, `公平竞争审查` and `公平性竞争审查`, `法治教育` and `法制教育`. Only quoted terms with
//! numerals and listed terms are compared: otherwise a term with an additional 性 or 化 is usually another term.

use std::collections::HashMap;

use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Pairs of spellings; a report that has both gets a finding.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str)] = &[
    ("法治教育", "法制教育"), ("法治宣传", "法制宣传"), ("板块", "版块"), ("账目", "帐目"), ("台账", "台帐"), ("法治副校长", "法制副校长"),
    ("督察反馈", "督查反馈"), ("法治督察", "法治督查"), ("法治讲座", "法制讲座"), ("报道", "报导"), ("覆盖", "复盖"), ("蓝图", "兰图"),
    ("公平竞争审查", "公平性竞争审查"), ("规范性文件", "规范文件"), ("合法性审核", "合法审核"), ("合法性审查", "合法审查"),
];
/// Lengths of a quoted term with numerals, in characters.
const SHORTEST: usize = 4;
const LONGEST: usize = 10;

pub(super) struct TermVariants;

impl Check for TermVariants {
    fn about(&self) -> About {
        About::new("term-variants", "check-term-variants", Group::Text, Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        numbered_terms(page, found);
        for (one, other) in SPELLINGS {
            let first = |words: &str| {
                page.paragraphs.iter().find_map(|paragraph| page.find(paragraph.text, words).first().copied())
            };
            if let (Some(one), Some(other)) = (first(one), first(other)) {
                report(page, found, one, other);
            }
        }
    }
}

/// Reports the later of two spellings.
fn report(page: &Page<'_>, found: &mut Found, one: Span, other: Span) {
    let (earlier, later) = if one.start < other.start { (one, other) } else { (other, one) };
    let message = Message::new("finding-term-variants")
        .with("term", page.words(later))
        .with("other", page.words(earlier));
    found.add_beside(page, later, &[page.place(earlier)], message);
}

/// Compares quoted terms with the same numerals in the same order, one of them short for the other: `一规划两纲要`.
fn numbered_terms(page: &Page<'_>, found: &mut Found) {
    let mut seen: HashMap<String, Vec<Span>> = HashMap::new();
    for paragraph in &page.paragraphs {
        for open in page.find(paragraph.text, "“") {
            let length = page.chars[open.end..paragraph.text.end]
                .iter()
                .take(LONGEST + 1)
                .take_while(|c| is_han(**c))
                .count();
            let term = Span::new(open.end, open.end + length);
            let closed = page.chars.get(term.end) == Some(&'”');
            let numerals: String = page.slice(term).iter().filter(|c| is_numeral(**c)).collect();
            if !closed || !(SHORTEST..=LONGEST).contains(&length) || numerals.chars().count() < 2 {
                continue;
            }
            let known = seen.entry(numerals).or_default();
            if known.iter().any(|other| page.slice(*other) == page.slice(term)) || known.len() > 8 {
                continue;
            }
            if let Some(other) =
                known.iter().find(|other| is_short_for(page.slice(**other), page.slice(term)))
            {
                report(page, found, *other, term);
            }
            known.push(term);
        }
    }
}

fn is_numeral(character: char) -> bool {
    "一二两三四五六七八九十百".contains(character)
}

/// Whether the shorter of two terms abbreviates the longer, keeping the first character of each of its words.
fn is_short_for(left: &[char], right: &[char]) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if short.len() == long.len() || short.first() != long.first() {
        return false;
    }
    // `“三优一满意”示范窗口` extends a term and does not abbreviate it.
    if long.windows(short.len()).any(|window| window == short) {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|other| other == c))
}
