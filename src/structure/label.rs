//! The numbers before headings: forms of a label at the start of a line. Labels that count are chosen in `sequence`.

use crate::text::{chinese_numeral, fold, is_han, is_ignored};

/// Styles of labels, from the highest level down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Style {
    /// `第一部分`, `第一篇`
    Part,
    /// `第一章`
    Chapter,
    /// `第一节`
    Subchapter,
    /// `一、`
    Han,
    /// `（一）`
    HanParen,
    /// `1.`, `1、`
    Digit,
    /// `（1）`, `1）`
    DigitParen,
    /// `①`
    Circled,
}

impl Style {
    pub(super) const COUNT: usize = Style::Circled as usize + 1;
}

/// A label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) style: Style,
    pub(super) number: u32,
    /// Length in characters, including its separator.
    pub(super) length: usize,
    /// Whether it counts without a neighbour in sequence.
    pub(super) sure: bool,
}

/// Reads the label at the start of a line's words.
pub(super) fn label_at(words: &[char]) -> Option<Label> {
    let first = *words.first()?;
    if first == '第' {
        return chapter(words);
    }
    if let Some((style, number)) = enclosed(first) {
        return Some(Label { style, number, length: 1, sure: true });
    }
    match fold(first) {
        '(' | '[' => paren(words),
        '0'..='9' => digit(words).or_else(|| padded(words)),
        _ => han(words),
    }
}

/// Style and number of a character that is a label by itself: `①`, `⑴`, `⒈`, `㈠` (Unicode, Enclosed Alphanumerics and
/// Enclosed CJK).
pub(super) fn enclosed(character: char) -> Option<(Style, u32)> {
    let from = |base: char| character as u32 - base as u32 + 1;
    Some(match character {
        '①'..='⑳' => (Style::Circled, from('①')),
        '❶'..='❿' => (Style::Circled, from('❶')),
        '⑴'..='⒇' => (Style::DigitParen, from('⑴')),
        '⒈'..='⒛' => (Style::Digit, from('⒈')),
        '㈠'..='㈩' => (Style::HanParen, from('㈠')),
        _ => return None,
    })
}

/// A label `第一章`, `第二部分`, `第3节`, unless the line is a sentence (`第一章规定了…。`).
fn chapter(words: &[char]) -> Option<Label> {
    let start = 1 + words[1..].iter().take_while(|&&c| is_ignored(c)).take(3).count();
    let (number, length) = chinese_numeral(&words[start..]).or_else(|| arabic(&words[start..]))?;
    let unit = words.get(start + length..)?;
    let (style, taken) = match unit {
        ['部', '分', ..] => (Style::Part, 2),
        ['篇' | '编', ..] => (Style::Part, 1),
        ['章', ..] => (Style::Chapter, 1),
        ['节', ..] => (Style::Subchapter, 1),
        _ => return None,
    };
    let rest = &unit[taken..];
    if rest.len() > 40 || rest.iter().any(|&c| matches!(fold(c), '。' | ';')) {
        return None;
    }
    let separator = usize::from(rest.first().is_some_and(|&c| matches!(fold(c), '、' | ':' | '.')));
    Some(Label { style, number, length: start + length + taken + separator, sure: true })
}

/// A label `（一）`, `(1)`, `〔一〕`, in any width of brackets, with white space inside and `、` behind; not the item of a
/// law, and not `[1]`, which is a reference.
pub(super) fn paren(words: &[char]) -> Option<Label> {
    let skip = |at: usize| at + words[at..].iter().take_while(|&&c| is_ignored(c)).take(3).count();
    let start = skip(1);
    let inside = &words[start..];
    let (style, (number, length)) = match chinese_numeral(inside) {
        Some(numeral) => (Style::HanParen, numeral),
        None if fold(words[0]) == '[' => return None,
        None => (Style::DigitParen, arabic(inside)?),
    };
    let close = skip(start + length);
    if !words.get(close).is_some_and(|&c| matches!(fold(c), ')' | ']')) {
        return None;
    }
    let mut length = close + 1;
    let rest = &words[length..];
    let more = |at: usize| rest.get(at).map(|&c| fold(c)) == Some('(');
    match rest {
        ['项' | '款', next, ..]
            if matches!(fold(*next), ',' | '、' | '。' | '规' | '和' | '或' | '的' | '所') =>
        {
            return None;
        }
        ['和' | '或' | '至' | '及' | '、' | '，' | ',', ..] if more(1) => return None,
        ['(' | '（', ..] => return None,
        ['、', ..] => length += 1,
        ['.' | '．', next, ..] if !next.is_ascii_digit() => length += 1,
        _ => {}
    }
    Some(Label { style, number, length, sure: true })
}

/// A label `1.`, `1、`, `1）`; not `1.5亿元`, `2024.`, `1、2号楼`.
pub(super) fn digit(words: &[char]) -> Option<Label> {
    let (number, length) = arabic(words)?;
    let length = before_mark(words, length);
    let style = match fold(*words.get(length)?) {
        '.' | '、' => Style::Digit,
        ')' => Style::DigitParen,
        _ => return None,
    };
    let rest = &words[length + 1..];
    if rest.first().is_some_and(|&c| matches!(fold(c), '.' | '%'))
        || (leads_with_digit(rest) && !leads_with_year(rest))
    {
        return None;
    }
    Some(Label { style, number, length: length + 1, sure: true })
}

/// A label `01综合` to `20…`: two digits before the words of a short heading; counts only in sequence.
fn padded(words: &[char]) -> Option<Label> {
    let (number, length) = arabic(words)?;
    let rest = words.get(length..).filter(|rest| length == 2 && (1..=20).contains(&rest.len()))?;
    let clean = rest.iter().all(|&c| is_han(c) || c == '、' || is_ignored(c));
    let counts = "年月日时号个项第".contains(*rest.first()?);
    (clean && !counts && number <= 30).then_some(Label { style: Style::Han, number, length, sure: false })
}

/// A label `一、`, `一.`; also `一　`, `一）`, `一：` if the sequence confirms them; not `一、二、三等奖`.
fn han(words: &[char]) -> Option<Label> {
    let (number, numeral) = chinese_numeral(words)?;
    let length = before_mark(words, numeral);
    let separator = *words.get(length)?;
    let rest = &words[length + 1..];
    let counted = chinese_numeral(rest);
    if counted.is_some_and(|(_, taken)| matches!(rest.get(taken), Some('、' | '等'))) {
        return None;
    }
    let counts_on = counted.is_some_and(|(next, _)| next == number + 1);
    let label = |style, length, sure| Some(Label { style, number, length, sure });
    match fold(separator) {
        '、' | '.' => label(Style::Han, length + 1, !counts_on),
        ')' => label(Style::HanParen, length + 1, false),
        ':' | ',' => label(Style::Han, length + 1, false),
        _ if is_ignored(separator) => {
            let next = rest.iter().find(|&&c| !is_ignored(c))?;
            (is_han(*next) && counted.is_none()).then_some(())?;
            label(Style::Han, length, false)
        }
        _ => None,
    }
}

/// Position behind the white space between a number and its `、` or `.`.
fn before_mark(words: &[char], number: usize) -> usize {
    let gap = words[number..].iter().take(3).take_while(|&&c| is_ignored(c)).count();
    let mark = words.get(number + gap).is_some_and(|&c| matches!(fold(c), '、' | '.'));
    if mark { number + gap } else { number }
}

/// An Arabic number from 1 to 99 in either width: value and length. `None` if more digits follow.
fn arabic(words: &[char]) -> Option<(u32, usize)> {
    let length = words.iter().take(3).take_while(|&&c| fold(c).is_ascii_digit()).count();
    if length == 0 || length > 2 {
        return None;
    }
    let value =
        words[..length].iter().filter_map(|&c| fold(c).to_digit(10)).fold(0, |value, d| value * 10 + d);
    (value > 0).then_some((value, length))
}

fn leads_with_digit(words: &[char]) -> bool {
    words.first().is_some_and(|&c| fold(c).is_ascii_digit())
}

/// Whether words begin with a year: `2024年`
fn leads_with_year(words: &[char]) -> bool {
    words.len() > 4 && words[..4].iter().all(|&c| fold(c).is_ascii_digit()) && words[4] == '年'
}
