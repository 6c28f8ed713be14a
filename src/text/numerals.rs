//! Chinese numerals: those from one to ninety-nine that number headings and sentences, with the labels that they form, and
//! amounts up to 亿. A row of digits (`二〇二四年`) is neither.

use super::{fold, is_ignored, is_one_of};

/// Units of number behind digits (`3.2亿元`) and their values, longer ones first.
pub const LARGE_UNITS: &[(&str, i128)] = &[
    ("万亿", 1_000_000_000_000),
    ("千亿", 100_000_000_000),
    ("百亿", 10_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("亿", 100_000_000),
    ("万", 10_000),
];

/// Reads the numeral at the start of `text` (`一`, `十二`, `二十`, `九十九`): value and length in characters. `None` if there
/// is none, or if more numeral characters follow, as in a year or an amount.
///
/// ```
/// use jiaokan::text::chinese_numeral;
///
/// let text: Vec<char> = "二十三、落实责任".chars().collect();
/// assert_eq!(chinese_numeral(&text), Some((23, 3)));
/// assert_eq!(chinese_numeral(&text[3..]), None);
/// ```
#[must_use]
pub fn chinese_numeral(text: &[char]) -> Option<(u32, usize)> {
    let digit = |at: usize| text.get(at).copied().and_then(digit_value);
    let ten = |at: usize| text.get(at).is_some_and(|&c| fold(c) == '十');
    let (value, length) = match (digit(0), ten(0), ten(1)) {
        (Some(tens), _, true) => digit(2).map_or((tens * 10, 2), |ones| (tens * 10 + ones, 3)),
        (Some(ones), ..) => (ones, 1),
        (None, true, _) => digit(1).map_or((10, 1), |ones| (10 + ones, 2)),
        (None, false, _) => return None,
    };
    let runs_on =
        text.get(length).is_some_and(|&next| digit_value(next).is_some() || "十百千万亿〇零".contains(next));
    (!runs_on).then_some((value, length))
}

fn digit_value(character: char) -> Option<u32> {
    let character = fold(character);
    "一二三四五六七八九".chars().position(|digit| digit == character).map(|at| at as u32 + 1)
}

/// Reads the amount in Chinese numerals at the start of `text` (`四十六`, `一千二百`, `三万`): value and length in
/// characters. `None` if there is none, for a row of digits, which is a year or a guess (`二〇二四`, `三五`), and for sizes out
/// of order (`三十千`).
///
/// ```
/// use jiaokan::text::chinese_amount;
///
/// let text: Vec<char> = "一千二百万元".chars().collect();
/// assert_eq!(chinese_amount(&text), Some((12_000_000, 5)));
/// ```
#[must_use]
pub fn chinese_amount(text: &[char]) -> Option<(i128, usize)> {
    /// Maximum length of an amount, in characters.
    const LONGEST: usize = 20;
    let digit = |c: char| match c {
        '两' => Some(2),
        '〇' | '零' => Some(0),
        _ => digit_value(c).map(i128::from),
    };
    let size = |c: char| match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    };
    let length = text.iter().take(LONGEST).take_while(|&&c| digit(c).is_some() || size(c).is_some()).count();
    let first = *text.first().filter(|_| length > 0)?;
    if digit(first).is_none() && first != '十' {
        return None;
    }
    // The values before 亿, before 万 and below 万, and the last digit read.
    let (mut total, mut wan, mut section, mut ones): (i128, i128, i128, Option<i128>) = (0, 0, 0, None);
    let mut last = i128::MAX;
    for &character in &text[..length] {
        if let Some(value) = digit(character) {
            if ones.is_some_and(|ones| ones != 0) || ones.is_some() && value == 0 {
                return None;
            }
            ones = Some(value);
        } else if let Some(size) = size(character) {
            if size >= 10_000 {
                let below = wan + section + ones.take().unwrap_or(0);
                if size == 10_000 {
                    wan = below.max(1).checked_mul(size)?;
                } else {
                    (total, wan) = ((total + below).max(1).checked_mul(size)?, 0);
                }
                (section, last) = (0, i128::MAX);
            } else {
                if size >= last {
                    return None;
                }
                last = size;
                section += ones.take().filter(|&ones| ones > 0).unwrap_or(1) * size;
            }
        }
    }
    Some((total + wan + section + ones.unwrap_or(0), length))
}

/// Form of the number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadingLabel {
    /// `第一章`, `第3节`, `第五条`.
    Chapter,
    /// `一、`, `（一）`.
    Chinese,
    /// `1.`, `1、`, `（1）`; sentences and references can begin so as well.
    Arabic,
}

/// Form of a heading's number at the start of a line; `None` without one. Widths, kinds of brackets and leading white
/// space do not matter. Reads at most a dozen characters.
///
/// ```
/// use jiaokan::text::{LeadingLabel, leading_label};
/// assert_eq!(leading_label("（一）完善制度"), Some(LeadingLabel::Chinese));
/// assert_eq!(leading_label("1.5亿元"), None);
/// ```
#[must_use]
pub fn leading_label(line: &str) -> Option<LeadingLabel> {
    /// Maximum length of a number, in characters.
    const LONGEST: usize = 4;
    let mut characters =
        line.trim_start().chars().map(fold).filter(|&c| c == ' ' || !is_ignored(c)).peekable();
    let opening = characters.next_if(|c| matches!(c, '(' | '[' | '第'));
    let (mut chinese, mut arabic) = (0, 0);
    while let Some(character) = characters.next_if(|&c| is_numeral(c) || c.is_ascii_digit()) {
        *if character.is_ascii_digit() { &mut arabic } else { &mut chinese } += 1;
        if chinese + arabic > LONGEST {
            return None;
        }
    }
    if chinese + arabic == 0 {
        return None;
    }
    let mark = characters.next()?;
    let is_decimal = mark == '.' && characters.peek().is_some_and(char::is_ascii_digit);
    let closes = match opening {
        Some('第') => {
            return matches!(mark, '章' | '节' | '条' | '篇' | '编' | '部').then_some(LeadingLabel::Chapter);
        }
        Some('[') => mark == ']' && arabic == 0,
        Some(_) => mark == ')',
        None => matches!(mark, '、' | '.') && !is_decimal,
    };
    closes.then_some(if arabic > 0 { LeadingLabel::Arabic } else { LeadingLabel::Chinese })
}

fn is_numeral(character: char) -> bool {
    is_one_of(character, "〇零一二三四五六七八九十百")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(n: u32) -> String {
        let digit = |n: u32| "一二三四五六七八九".chars().nth(n as usize - 1).unwrap().to_string();
        let tens = match n / 10 {
            0 => String::new(),
            1 => "十".to_owned(),
            tens => digit(tens) + "十",
        };
        if n.is_multiple_of(10) { tens } else { tens + &digit(n % 10) }
    }

    #[test]
    fn every_numeral_is_read_back() {
        for n in 1..100 {
            let text: Vec<char> = written(n).chars().chain("、甲".chars()).collect();
            assert_eq!(chinese_numeral(&text), Some((n, text.len() - 2)), "{text:?}");
        }
    }

    #[test]
    fn amounts_are_read() {
        let read = |text: &str| chinese_amount(&text.chars().collect::<Vec<_>>());
        for (text, value) in [
            ("十", 10),
            ("四十六名", 46),
            ("一百零三", 103),
            ("二百五十件", 250),
            ("三千", 3_000),
            ("两万", 20_000),
            ("一千二百万", 12_000_000),
            ("三亿五千万", 350_000_000),
            ("一万亿", 1_000_000_000_000),
        ] {
            assert_eq!(read(text).map(|(value, _)| value), Some(value), "{text}");
        }
        for text in ["二〇二四", "一二三", "千方百计", "", "甲", "亿万", "三十千"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn labels_are_known_by_their_form() {
        use LeadingLabel::{Arabic, Chapter, Chinese};
        for (line, label) in [
            ("一、总体", Chinese),
            ("　⼀、总体", Chinese),
            ("〔十二〕节", Chinese),
            ("(三)节", Chinese),
            ("一.总体", Chinese),
            ("第一章 总则", Chapter),
            ("第十二条 为了", Chapter),
            ("1.目标", Arabic),
            ("１、目标", Arabic),
            ("（1）目标", Arabic),
        ] {
            assert_eq!(leading_label(line), Some(label), "{line}");
        }
        for line in
            ["一是", "一个", "（含", "十二月", "第一次", "1.5亿元", "2024年", "[1]张三", "二〇二四年、", ""]
        {
            assert_eq!(leading_label(line), None, "{line}");
        }
    }

    #[test]
    fn years_and_amounts_are_none() {
        for text in ["二〇二四年", "一百二十", "十万元", "三千", "〇", "", "甲一", "二二三"]
        {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(chinese_numeral(&chars), None, "{text}");
        }
    }
}
