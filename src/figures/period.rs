//! The time that a figure is about: a total over five years is another thing than that of one year.

use super::{Against, Figure, Kind, Page};
use crate::text::{Span, ends_with, starts_with};

/// The time that a figure is about.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Period {
    /// The year of the report, or its end.
    #[default]
    Year,
    /// Several years together: `五年来`, `“十三五”期间`.
    Years,
    /// The mean of several years: `年均新增`.
    Yearly,
    /// A change from a time other than the year before: `较2015年增长`.
    Other,
}

impl Period {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Years => "years",
            Self::Yearly => "yearly",
            Self::Other => "other",
        }
    }
}

/// Words of several years, behind their number: `五年来`, `过去五年`.
const BEHIND: &[&str] = &["年来", "年间", "年共", "年累计", "年总", "年合计", "年期间", "年时间"];
const BEFORE: &[&str] = &["过去", "这", "近", "前", "最近", "头"];
/// Words of one year, which hold against the several years of a heading.
const ONE: &[&str] = &[
    "去年",
    "今年",
    "上年",
    "全年",
    "当年",
    "本年",
    "一年来",
    "这一年",
    "过去一年",
    "过去的一年",
    "年末",
    "年底",
    "年内",
];
/// Words before the value at the end of the time, which is none of the whole time: `增加到`.
const REACHED: &[&str] = &[
    "到",
    "至",
    "达",
    "达到",
    "为",
    "突破",
    "超过",
    "位居",
    "居",
    "排名",
    "位列",
    "升为",
    "保持在",
    "稳定在",
    "成为",
];

/// Marks the figures of several years.
pub(super) fn mark(page: Page<'_>, figures: &mut [Figure]) {
    let wide: Vec<Span> = page
        .outline
        .sections
        .iter()
        .filter(|section| {
            let words = section.words();
            is_wide(&page.chars[words.start..words.end]) && !has_one(&page.chars[words.start..words.end])
        })
        .map(|section| Span::new(section.heading.start, section.body_end))
        .collect();
    for figure in figures.iter_mut().filter(|figure| !figure.in_table) {
        let before = sentence(page.chars, figure.span.start);
        let clause_start = before.iter().rposition(|&c| matches!(c, ',' | ';' | ':')).map_or(0, |at| at + 1);
        let clause = &before[clause_start..];
        if clause.windows(2).any(|pair| pair == ['年', '均']) || behind(page.chars, figure, "年均") {
            figure.period = Period::Yearly;
            continue;
        }
        let reached = REACHED.iter().any(|word| ends_with(clause, word));
        let in_sentence =
            last_wide(before).is_some_and(|at| !has_one(&before[at..]) && !has_year(&before[at..]));
        let in_part =
            wide.iter().any(|part| part.contains(figure.span.start)) && !has_one(before) && !has_year(before);
        if (in_sentence || in_part) && !reached {
            figure.period = Period::Years;
        }
    }
}

/// Takes the year of a column away from the indicators of a table: the report's own year says nothing more, and the year
/// before makes it a value of last year.
pub(super) fn of_columns(page: Page<'_>, figures: &mut [Figure]) {
    let Some(own) = own_year(page) else { return };
    for figure in figures.iter_mut().filter(|figure| figure.in_table && figure.kind != Kind::Change) {
        for (year, earlier) in [(own, None), (own - 1, Some(Against::LastYear))] {
            let rest = figure.indicator.strip_suffix(&format!("{year}年"));
            if let Some(rest) = rest.filter(|rest| rest.chars().count() >= 2).map(str::to_owned) {
                (figure.indicator, figure.earlier) = (rest, earlier);
                break;
            }
        }
    }
}

/// The year in the report's title.
fn own_year(page: Page<'_>) -> Option<u32> {
    let title = page.outline.title?;
    let title: Vec<char> = page.chars[title.start..title.end].iter().copied().filter(|c| *c != ' ').collect();
    let is_year = |five: &&[char]| five[4] == '年' && five[..4].iter().all(char::is_ascii_digit);
    let year: String = title.windows(5).find(is_year)?[..4].iter().collect();
    year.parse().ok().filter(|year| *year > 1900)
}

/// The words of the sentence before a position, at most 120 characters.
fn sentence(chars: &[char], end: usize) -> &[char] {
    let from = end.saturating_sub(120);
    let start =
        chars[from..end].iter().rposition(|&c| matches!(c, '。' | '\n')).map_or(from, |at| from + at + 1);
    &chars[start..end]
}

fn behind(chars: &[char], figure: &Figure, words: &str) -> bool {
    chars.get(figure.span.end..).is_some_and(|rest| starts_with(rest, words))
}

/// Whether words name several years.
fn is_wide(text: &[char]) -> bool {
    last_wide(text).is_some()
}

/// Position behind the last words for several years.
fn last_wide(text: &[char]) -> Option<usize> {
    (0..text.len()).rev().find_map(|at| {
        let rest = &text[at..];
        // `“十三五”期间`, `“十三五”时期`, `“十三五”以来`.
        if rest[0] == '五' && rest.get(1).is_some_and(|&c| matches!(c, '”' | '"')) {
            let after = &rest[2..];
            return ["期间", "时期", "以来"].iter().any(|word| starts_with(after, word)).then_some(at + 4);
        }
        if rest[0] != '年' || at == 0 || !is_several(text[at - 1]) {
            return None;
        }
        // `2015年` ends in a digit that is part of a longer number.
        if at >= 2 && (text[at - 2].is_ascii_digit() || matches!(text[at - 2], '十' | '〇' | '零')) {
            return None;
        }
        let named = BEHIND.iter().find(|word| starts_with(rest, word)).map(|word| at + word.chars().count());
        let lead = &text[..at - 1];
        let led = BEFORE.iter().any(|word| ends_with(lead, word)) && rest.get(1) != Some(&'前');
        named.or(led.then_some(at + 1))
    })
}

/// Whether a character is a number of years greater than one.
fn is_several(c: char) -> bool {
    matches!(c, '2'..='9' | '两' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

fn has_one(text: &[char]) -> bool {
    (0..text.len()).any(|at| ONE.iter().any(|word| starts_with(&text[at..], word)))
}

/// Whether words say that they are about a year: `2015年`, but not `从2015年的3亿元`, `比2015年`.
fn has_year(text: &[char]) -> bool {
    let is_compared =
        |at: usize| at.checked_sub(1).is_some_and(|before| "从由自比较到至与于".contains(text[before]));
    text.windows(5)
        .enumerate()
        .any(|(at, five)| five[4] == '年' && five[..4].iter().all(char::is_ascii_digit) && !is_compared(at))
}

#[cfg(test)]
mod tests {
    use super::Period;
    use crate::figures::figures;
    use crate::report::Report;
    use crate::structure::outline;

    fn periods(text: &str) -> Vec<Period> {
        let report = Report::from_text("a.txt", text);
        figures(&report, &outline(&report)).iter().map(|figure| figure.period).collect()
    }

    #[test]
    fn totals_over_years_are_told_from_those_of_a_year() {
        use Period::{Year, Yearly, Years};
        assert_eq!(periods("五年来，全县新建农村公路320公里，改造危房1200户。\n"), [Years, Years]);
        assert_eq!(periods("过去5年新建学校12所。今年新建学校3所。\n"), [Years, Year]);
        assert_eq!(periods("“十三五”期间累计投入资金25亿元。\n"), [Years]);
        assert_eq!(periods("全年新建农村公路60公里。\n"), [Year]);
        assert_eq!(periods("2015年新建农村公路60公里。\n"), [Year]);
        assert_eq!(periods("年均新增就业50万人。\n"), [Yearly]);
        assert_eq!(periods("五年来，城镇化率提高到60.3%。\n"), [Year], "the value at the end");
        assert_eq!(periods("五年来，2016年投入资金3亿元。\n"), [Year]);
        let compared = "五年来，投入从2016年的3亿元增加到2020年的9亿元，共资助学生2130名。\n";
        assert_eq!(periods(compared).last(), Some(&Years), "years of a comparison");
    }

    #[test]
    fn years_over_columns_are_those_of_the_values() {
        let text = "青云县2024年法治政府建设年度报告\n\n一、主要工作\n\n指标\t2023年\t2024年\n行政复议案件（件）\t152\t207\n行政应诉案件（件）\t30\t41\n";
        let report = Report::from_text("a.txt", text);
        let found = figures(&report, &outline(&report));
        let words: Vec<(&str, bool)> =
            found.iter().map(|one| (one.indicator.as_str(), one.earlier.is_some())).collect();
        assert_eq!(
            words,
            [
                ("行政复议案件", true),
                ("行政复议案件", false),
                ("行政应诉案件", true),
                ("行政应诉案件", false)
            ]
        );
    }

    #[test]
    fn a_part_on_several_years_is_about_them() {
        let text = "政府工作报告\n\n一、过去五年的工作回顾\n\n新建农村公路320公里。去年新建学校3所。\n\n二、今年的工作安排\n\n新建农村公路60公里。\n";
        assert_eq!(periods(text), [Period::Years, Period::Year, Period::Year]);
    }
}
