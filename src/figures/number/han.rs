//! Numbers in Chinese numerals.

use super::{Line, Number, Role, finish, plain, qualify};
use crate::figures::decimal::Decimal;
use crate::text::{Span, chinese_amount, is_han, starts_with};

pub(super) fn is_numeral(character: char) -> bool {
    matches!(
        character,
        '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
    )
}

/// Units that a number in Chinese numerals may count; it may be part of a name before others.
const COUNTED: &[&str] = &[
    "件",
    "次",
    "人",
    "名",
    "户",
    "家",
    "份",
    "起",
    "条",
    "场",
    "元",
    "亩",
    "吨",
    "公里",
    "人次",
    "个",
    "项",
    "期",
    "篇",
    "宗",
    "场次",
    "平方米",
    "公顷",
    "米",
    "所",
    "座",
    "辆",
    "台",
    "套",
    "倍",
    "%",
    "个百分点",
];

/// Reads a number in Chinese numerals.
pub(super) fn han(line: Line<'_>, start: usize) -> (usize, Option<Number>) {
    let rest = line.rest(start);
    let percent = [("百分之", "%"), ("千分之", "‰")].iter().find(|(words, _)| starts_with(rest, words));
    if let Some(&(_, unit)) = percent {
        let from = start + 3;
        let arabic = line.rest(from).iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
        let read = if arabic > 0 {
            Decimal::parse(&line.chars[from..from + arabic].iter().collect::<String>())
                .map(|value| (value, arabic))
        } else if line.at(from) == '百' {
            Some((Decimal::new(100, 0), 1))
        } else {
            numeral(line.rest(from), true)
        };
        let Some((value, length)) = read else { return (from, None) };
        let span = Span::new(start, from + length);
        let step = Decimal::new(1, value.decimals());
        let mut number = Number { han: true, ..plain(span, value, step, unit) };
        qualify(line, &mut number);
        return (number.end, Some(number));
    }
    let length = rest.iter().take_while(|&&c| is_numeral(c) || "零〇万亿点".contains(c)).count();
    let before = line.at(start.wrapping_sub(1));
    let Some((value, _)) = numeral(rest, false).filter(|&(_, used)| used == length) else {
        return (start + length, None);
    };
    let starts_at_line = start == line.span.start;
    if !starts_at_line && "第其数几每前满之初届".contains(before) || line.at(start + length) == '几'
    {
        return (start + length, None);
    }
    // `四十万人` is precise to a 万.
    let step = match line.at(start + length - 1) {
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 1,
    };
    let (end, mut number) =
        finish(line, Span::new(start, start + length), value, Decimal::new(step, 0), false);
    let is_figure = |number: &Number| {
        let counted = COUNTED.contains(&number.unit.as_str());
        let ends = !is_han(line.at(number.end)) && !matches!(line.at(number.end), '“' | '(');
        let settled = start >= line.span.start + 3 && is_han(before) && is_han(line.at(start - 2));
        let few = length == 1;
        let one = few && line.at(start) == '一';
        let often = ["件", "次", "起", "场", "份", "名", "人次"].contains(&number.unit.as_str());
        // `十一次全会`.
        let meeting = number.unit == "次" && matches!(line.at(number.span.end), '会' | '全' | '常' | '代');
        counted && !number.ordinal && !meeting && if few { often && ends && settled && !one } else { true }
    };
    if number.role == Role::Figure && !is_figure(&number) {
        number.role = Role::Other;
    }
    // A number without a unit is a part of a word: `二十大`, `第三`.
    (end, Some(number).filter(|number| !number.unit.is_empty() || number.role == Role::Figure))
}

/// A number in Chinese numerals at the start of `text`: value and length. With `decimals`, 点 and the digits behind it
/// are read as well.
fn numeral(text: &[char], decimals: bool) -> Option<(Decimal, usize)> {
    let (whole, length) = chinese_amount(text)?;
    if decimals && text.get(length) == Some(&'点') {
        let digit =
            |c: char| "零一二三四五六七八九".chars().position(|digit| digit == c).map(|at| at as i128);
        let behind: Vec<i128> = text[length + 1..].iter().map_while(|&c| digit(c)).take(6).collect();
        if !behind.is_empty() {
            let mantissa = behind.iter().fold(whole, |value, digit| value * 10 + digit);
            return Some((Decimal::new(mantissa, behind.len() as u32), length + 1 + behind.len()));
        }
    }
    Some((Decimal::new(whole, 0), length))
}
