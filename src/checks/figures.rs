//! Figures in running text: position, value, unit, and whether they are exact. Numbers inside names (`二十大`, `三项制度`)
//! are included; checks that compare figures use Arabic ones.

use super::amount::{Amount, arabic, chinese};
use crate::text::{LARGE_UNITS, Span, is_han, starts_with};

/// Kinds of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A count or a measure.
    Count,
    /// `98.2%`, `百分之九十`.
    Percent,
    /// `2024年` and any other part of a date.
    Date,
    /// `3个百分点`, `第3批`, `12345热线`, `15:30`: not to be added or compared.
    Other,
}

/// A figure with its value and unit.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The number with 万 or 亿 and the percent sign, without its unit.
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) value: Amount,
    /// Value of one unit of its last digit: its precision.
    pub(super) step: Amount,
    /// Whether it is not exact: `约`, `近`, `余`, `以上`.
    pub(super) rough: bool,
    /// Whether it is written in Chinese numerals.
    pub(super) han: bool,
    /// Its unit (`件`, `人次`); empty if there is none.
    pub(super) unit: Span,
}

impl Figure {
    /// First position behind the figure and its unit.
    pub(super) fn end(&self) -> usize {
        self.unit.end.max(self.span.end)
    }
}

/// Measure words of two and three characters, then of one.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "平方米", "立方米", "平方公里",
    "公顷", "立方", "千米", "毫米", "厘米", "美元", "千瓦时", "千瓦", "人公里", "吨公里",
    "人次", "件次", "家次", "户次", "场次", "台次", "艘次", "条次", "批次", "航次", "班次", "车次", "公里", "公斤", "小时", "分钟", "万元",
    "件", "次", "人", "名", "个", "项", "份", "户", "家", "起", "条", "场", "期", "篇", "册", "宗", "卷", "部", "类", "处", "台", "辆", "张", "只",
    "支", "所", "间", "亩", "吨", "批", "轮", "幅", "块", "单", "例", "艘", "页", "套", "门", "节", "天", "分", "岁", "位", "元", "种", "站", "米",
    "组", "枚", "座", "口", "对", "笔", "封", "通", "趟", "堂", "课", "字", "集", "首", "株", "头", "栋", "幢", "科", "村", "步",
];

/// Finds the figures of a span, in order.
pub(super) fn scan(chars: &[char], raw: &[char], span: Span, out: &mut Vec<Figure>) {
    let mut at = span.start;
    while at < span.end {
        let found = if chars[at].is_ascii_digit() {
            Some(read_arabic(chars, raw, at, span.end))
        } else if starts_chinese(chars, at) {
            read_chinese(chars, at, span.end)
        } else {
            None
        };
        match found {
            Some((end, figure)) => {
                out.extend(figure);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
}

/// Reads an Arabic number; also returns the position behind it.
fn read_arabic(chars: &[char], raw: &[char], at: usize, end: usize) -> (usize, Option<Figure>) {
    let skip = at + chars[at..end].iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
    let Some((value, length, decimals)) = arabic(&chars[at..end], &raw[at..end]) else { return (skip, None) };
    let before = at.checked_sub(1).map(|before| chars[before]);
    let stop = at + length;
    let after = chars[stop..end].first().copied();
    let part_of_name = before.is_some_and(|c| c.is_ascii_alphanumeric() || "第-/_:+#—–~×".contains(c))
        || after.is_some_and(|c| c.is_ascii_alphabetic() || "-/_:+—–~".contains(c));
    let step = Amount::whole(1).0 / 10_i128.pow(decimals as u32);
    let mut figure = Figure {
        span: Span::new(at, stop),
        kind: if part_of_name { Kind::Other } else { Kind::Count },
        value,
        step: Amount(step),
        // `１，２８７件`: one number or two; ambiguous.
        rough: before == Some(',') && at >= 2 && chars[at - 2].is_ascii_digit(),
        han: false,
        unit: Span::new(stop, stop),
    };
    finish(chars, end, &mut figure);
    (figure.span.end, Some(figure))
}

fn starts_chinese(chars: &[char], at: usize) -> bool {
    "一二两三四五六七八九十百".contains(chars[at])
        && !at.checked_sub(1).is_some_and(|b| "第其".contains(chars[b]))
}

fn read_chinese(chars: &[char], at: usize, end: usize) -> Option<(usize, Option<Figure>)> {
    let percent = chars[at..end].starts_with(&['百', '分', '之']);
    let from = if percent { at + 3 } else { at };
    let number = &chars[from..end];
    let (value, length) =
        if percent && number.first() == Some(&'百') { (Amount::whole(100), 1) } else { chinese(number)? };
    let mut figure = Figure {
        span: Span::new(at, from + length),
        kind: if percent { Kind::Percent } else { Kind::Count },
        value,
        step: Amount::whole(1),
        rough: false,
        han: true,
        unit: Span::new(from + length, from + length),
    };
    if !percent {
        finish(chars, end, &mut figure);
    }
    Some((figure.span.end, Some(figure)))
}

/// Reads the marks behind the digits (万, 余, %, the unit) and the words before them that make the figure inexact.
fn finish(chars: &[char], end: usize, figure: &mut Figure) {
    let at = |position: usize| chars[..end].get(position).copied().unwrap_or(' ');
    let mut stop = figure.span.end;
    let rest = |from: usize, words: &str| starts_with(&chars[from.min(end)..end], words);
    let mut skip_rough = |stop: &mut usize| {
        if matches!(at(*stop), '余' | '多') || at(*stop) == '几' {
            figure.rough = true;
            *stop += 1;
        }
    };
    skip_rough(&mut stop);
    for &(words, factor) in LARGE_UNITS {
        if !figure.han && rest(stop, words) {
            stop += words.chars().count();
            figure.value = figure.value.times(factor);
            figure.step = figure.step.times(factor);
            break;
        }
    }
    skip_rough(&mut stop);
    if matches!(at(stop), '%' | '‰') {
        figure.kind = if at(stop) == '%' && figure.kind == Kind::Count { Kind::Percent } else { Kind::Other };
        stop += 1;
    }
    figure.span.end = stop;
    figure.unit = Span::new(stop, stop);
    if rest(stop, "个百分点") || rest(stop, "百分点") || rest(stop, "热线") || rest(stop, "平台") {
        figure.kind = Kind::Other;
    } else if matches!(at(stop), '年' | '月' | '日' | '时') || rest(stop, "个月") {
        figure.kind = if figure.kind == Kind::Count { Kind::Date } else { figure.kind };
    } else if figure.kind == Kind::Count {
        figure.unit = unit(chars, stop, end);
    }
    let unit_end = figure.unit.end.max(stop);
    let before = |words: &str| {
        let length = words.chars().count();
        figure.span.start >= length && starts_with(&chars[figure.span.start - length..], words)
    };
    figure.rough |= [
        "约",
        "近",
        "超",
        "逾",
        "超过",
        "大约",
        "不少于",
        "至少",
        "突破",
        "不足",
        "达到约",
        "约为",
        "接近",
        "将近",
    ]
    .iter()
    .any(|w| before(w))
        || ["以上", "左右", "以下", "以内", "余", "多"].iter().any(|words| rest(unit_end, words));
}

/// The unit behind a number; behind brackets if these come between (`1086(子项1937)项`).
fn unit(chars: &[char], at: usize, end: usize) -> Span {
    let mut at = at;
    while chars[at..end].first() == Some(&' ') {
        at += 1;
    }
    if chars[at..end].first() == Some(&'(') {
        let close = chars[at..end].iter().take(24).position(|&c| c == ')');
        return match close {
            Some(close) => {
                let unit = unit_at(chars, at + close + 1, end);
                // The figure ends with its digits: figures in the brackets are read separately.
                if unit.is_empty() { Span::new(at, at) } else { unit }
            }
            None => Span::new(at, at),
        };
    }
    unit_at(chars, at, end)
}

fn unit_at(chars: &[char], at: usize, end: usize) -> Span {
    let text = &chars[at.min(end)..end];
    let known = UNITS.iter().find(|unit| starts_with(text, unit));
    let length = known.map_or(0, |unit| unit.chars().count());
    // `9条次干道` counts 条: the next word begins with 次.
    let begins_word =
        length == 2 && text[1] == '次' && text.get(2).is_some_and(|&c| "干级生日序要数".contains(c));
    Span::new(at, at + if begins_word { 1 } else { length })
}

/// The Han characters of one clause before a figure, without introductory words (`共`, `达到`, `为`).
pub(super) fn label_before(chars: &[char], figure: &Figure, most: usize) -> Span {
    let mut end = figure.span.start;
    loop {
        let tail = [
            "达到", "共计", "累计", "合计", "分别", "超过", "共", "达", "为", "是", "有", "约", "近", "超",
            "了", "逾", "仅", "至",
        ];
        let text = &chars[end.saturating_sub(2)..end];
        let Some(word) = tail.iter().find(|word| text.iter().collect::<String>().ends_with(**word)) else {
            break;
        };
        end -= word.chars().count();
    }
    let length = chars[..end].iter().rev().take(most).take_while(|&&c| is_han(c)).count();
    Span::new(end - length, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, Kind, bool)> {
        let raw: Vec<char> = text.chars().collect();
        let chars: Vec<char> = raw.iter().map(|&c| crate::text::fold(c)).collect();
        let mut found = Vec::new();
        scan(&chars, &raw, Span::new(0, chars.len()), &mut found);
        let unit = |figure: &Figure| chars[figure.unit.start..figure.unit.end].iter().collect();
        found.iter().map(|figure| (figure.value.show(), unit(figure), figure.kind, figure.rough)).collect()
    }

    fn count(value: &str, unit: &str, rough: bool) -> (String, String, Kind, bool) {
        (value.to_owned(), unit.to_owned(), Kind::Count, rough)
    }

    #[test]
    fn figures_have_value_unit_and_exactness() {
        assert_eq!(
            read("受理１，２８７件，1,264件，约300余次，1.8万户，近三万户，二十名"),
            [
                ("1".into(), String::new(), Kind::Count, false),
                count("287", "件", true),
                count("1264", "件", false),
                count("300", "次", true),
                count("18000", "户", false),
                count("30000", "户", true),
                count("20", "名", false),
            ]
        );
        let kinds = |text: &str| read(text).into_iter().map(|figure| figure.2).collect::<Vec<_>>();
        assert_eq!(
            kinds("2024年3月98.2%百分之九十二提高3个百分点"),
            [Kind::Date, Kind::Date, Kind::Percent, Kind::Percent, Kind::Other]
        );
        assert_eq!(kinds("A4纸、12345热线、第3批、9+1体系"), [Kind::Other; 5]);
    }

    #[test]
    fn a_bracket_between_number_and_unit_is_looked_over() {
        assert_eq!(read("事项1086(子项1937)项"), [count("1086", "项", false), count("1937", "", false)]);
    }
}
