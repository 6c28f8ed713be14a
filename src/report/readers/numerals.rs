//! Numbers as office programs write them in front of paragraphs: 一、（二）, ①, iv. Levels of lists and counting are in
//! `lists`.

/// Style of a list's number. Named after `ST_NumberFormat` of Office Open XML (ECMA-376 part 1, 17.18.59).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Numeral {
    /// 1 2 3
    #[default]
    Decimal,
    /// 01 02 03
    DecimalZero,
    /// １ ２ ３
    FullWidth,
    /// ① ② ③
    Circled,
    /// ⑴ ⑵ ⑶
    Parenthesized,
    /// ⒈ ⒉ ⒊
    FullStop,
    /// ㊀ ㊁ ㊂
    CircledChinese,
    /// ㈠ ㈡ ㈢
    ParenthesizedChinese,
    /// a b c … z aa bb
    LowerLetter,
    /// A B C
    UpperLetter,
    /// i ii iii
    LowerRoman,
    /// I II III
    UpperRoman,
    /// 一 … 十 … 九十九 一〇〇
    Chinese,
    /// 一 … 一百零一
    ChineseThousand,
    /// 一 二 … 一〇 一一
    ChineseDigits,
    /// 壹 贰 叁 … 壹拾
    ChineseLegal,
    /// 甲 乙 丙
    Stems,
    /// 子 丑 寅
    Branches,
    /// - 1 -
    Dashed,
    /// 1st 2nd
    Ordinal,
    /// A bullet instead of a number; not written.
    Bullet,
    /// No number.
    None,
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

impl Numeral {
    /// The numeral that an Office Open XML `numFmt` names.
    pub(super) fn from_word(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::Parenthesized,
            "decimalEnclosedFullstop" => Self::FullStop,
            "ideographEnclosedCircle" => Self::CircledChinese,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "chineseCounting" | "taiwaneseCounting" => Self::Chinese,
            "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" => {
                Self::ChineseThousand
            }
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => Self::ChineseDigits,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::ChineseLegal,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "numberInDash" => Self::Dashed,
            "ordinal" => Self::Ordinal,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The numeral of a number-format code of legacy Word (MSONFC, [MS-OSHARED] 2.2.1.3).
    pub(super) fn from_legacy(code: u8) -> Self {
        match code {
            1 => Self::UpperRoman,
            2 => Self::LowerRoman,
            3 => Self::UpperLetter,
            4 => Self::LowerLetter,
            5 => Self::Ordinal,
            10 | 17 | 36 | 40 => Self::ChineseDigits,
            11 | 35 | 39 => Self::ChineseThousand,
            14 | 19 => Self::FullWidth,
            16 | 34 | 38 => Self::ChineseLegal,
            18 | 28 => Self::Circled,
            22 => Self::DecimalZero,
            23 => Self::Bullet,
            26 => Self::FullStop,
            27 => Self::Parenthesized,
            29 => Self::CircledChinese,
            30 => Self::Stems,
            31 => Self::Branches,
            33 | 37 => Self::Chinese,
            57 => Self::Dashed,
            255 => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The numeral of an `OpenDocument` `style:num-format`: a sample such as `1`, `i`, `一, 二, 三, ...`, which is why
    /// the first two of the sample decide.
    pub(super) fn from_sample(sample: &str) -> Self {
        let mut shown = sample.split([',', ' ', '、']).filter(|word| !word.is_empty());
        let (first, second) = (shown.next().unwrap_or(""), shown.next().unwrap_or(""));
        match (first, second) {
            ("", _) => Self::None,
            ("a", _) => Self::LowerLetter,
            ("A", _) => Self::UpperLetter,
            ("i", _) => Self::LowerRoman,
            ("I", _) => Self::UpperRoman,
            ("01", _) => Self::DecimalZero,
            ("１", _) => Self::FullWidth,
            ("①", _) => Self::Circled,
            ("⑴", _) => Self::Parenthesized,
            ("⒈", _) => Self::FullStop,
            ("㊀", _) => Self::CircledChinese,
            ("㈠", _) => Self::ParenthesizedChinese,
            ("一", _) => Self::ChineseThousand,
            ("壹" | "壱", _) => Self::ChineseLegal,
            ("甲", _) => Self::Stems,
            ("子", _) => Self::Branches,
            ("1st", _) => Self::Ordinal,
            _ => Self::Decimal,
        }
    }

    /// Writes a number in this numeral; in Arabic digits if the numeral has no sign for it.
    pub(super) fn write(self, number: i64) -> String {
        let index = usize::try_from(number).unwrap_or(0);
        let enclosed = |first: char, most: usize| {
            (1..=most)
                .contains(&index)
                .then(|| char::from_u32((first as u32).checked_add(index as u32)?.checked_sub(1)?))
                .flatten()
                .map(String::from)
        };
        let written = match self {
            Self::Decimal => None,
            Self::DecimalZero => Some(format!("{number:02}")),
            Self::FullWidth => Some(number.to_string().chars().map(full_width).collect()),
            Self::Circled => circled(index),
            Self::Parenthesized => enclosed('⑴', 20),
            Self::FullStop => enclosed('⒈', 20),
            Self::CircledChinese => enclosed('㊀', 10),
            Self::ParenthesizedChinese => enclosed('㈠', 10),
            Self::LowerLetter => letters(index, b'a'),
            Self::UpperLetter => letters(index, b'A'),
            Self::LowerRoman => roman(index).map(|text| text.to_lowercase()),
            Self::UpperRoman => roman(index),
            Self::Chinese if index < 100 => chinese(index),
            Self::Chinese | Self::ChineseDigits => {
                Some(number.to_string().chars().map(chinese_digit).collect())
            }
            Self::ChineseThousand => chinese(index),
            Self::ChineseLegal => legal(index),
            Self::Stems => cyclic(index, "甲乙丙丁戊己庚辛壬癸"),
            Self::Branches => cyclic(index, "子丑寅卯辰巳午未申酉戌亥"),
            Self::Dashed => Some(format!("- {number} -")),
            Self::Ordinal => Some(format!("{number}{}", ordinal_ending(index))),
            Self::Bullet | Self::None => Some(String::new()),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

fn full_width(digit: char) -> char {
    digit.to_digit(10).and_then(|value| char::from_u32(value.saturating_add(0xff10))).unwrap_or(digit)
}

fn chinese_digit(digit: char) -> char {
    digit.to_digit(10).and_then(|value| DIGITS.get(value as usize).copied()).unwrap_or(digit)
}

fn circled(index: usize) -> Option<String> {
    // The first sign of a range of code points, and the number it stands for.
    let (sign, first) = match index {
        0 => (0x24ea, 0),
        1..=20 => (0x2460, 1),
        21..=35 => (0x3251, 21),
        36..=50 => (0x32b1, 36),
        _ => return None,
    };
    char::from_u32(u32::try_from(index).ok()?.checked_sub(first)?.checked_add(sign)?).map(String::from)
}

/// a … z, then aa, bb, as in Word; at most 30 letters.
fn letters(index: usize, first: u8) -> Option<String> {
    let (letter, times) = (index.checked_sub(1)? % 26, index.div_ceil(26));
    let letter = first.checked_add(u8::try_from(letter).ok()?)?;
    (times <= 30).then(|| char::from(letter).to_string().repeat(times))
}

fn roman(index: usize) -> Option<String> {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&index) {
        return None;
    }
    let mut left = index;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while let Some(less) = left.checked_sub(value) {
            text.push_str(sign);
            left = less;
        }
    }
    Some(text)
}

/// Counting numerals below ten thousand: 十, 十一, 一百零一, 一千零一十.
fn chinese(index: usize) -> Option<String> {
    let text = counting(index, &DIGITS, ['十', '百', '千'], '零')?;
    Some(if (10..20).contains(&index) { text.chars().skip(1).collect() } else { text })
}

fn legal(index: usize) -> Option<String> {
    counting(index, &LEGAL, ['拾', '佰', '仟'], '零')
}

fn counting(index: usize, digits: &[char; 10], units: [char; 3], zero: char) -> Option<String> {
    if index >= 10_000 {
        return None;
    }
    if index == 0 {
        return Some(zero.to_string());
    }
    let mut text = String::new();
    let [ten, hundred, thousand] = units.map(Some);
    for (value, unit) in [(1000, thousand), (100, hundred), (10, ten), (1, None)] {
        let digit = index.checked_div(value).unwrap_or(0) % 10;
        if digit == 0 {
            if !text.is_empty() && !text.ends_with(zero) && !index.is_multiple_of(value) {
                text.push(zero);
            }
            continue;
        }
        text.extend(digits.get(digit));
        text.extend(unit);
    }
    Some(text)
}

fn cyclic(index: usize, signs: &str) -> Option<String> {
    let index = index.checked_sub(1)?.checked_rem(signs.chars().count())?;
    signs.chars().nth(index).map(String::from)
}

fn ordinal_ending(index: usize) -> &'static str {
    match (index % 10, index % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_format_says() {
        for (name, number, written) in [
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 100, "一〇〇"),
            ("chineseCountingThousand", 12, "十二"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 1010, "一千零一十"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographTraditional", 3, "丙"),
            ("ideographZodiac", 13, "子"),
            ("decimal", 7, "7"),
            ("decimalZero", 7, "07"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircle", 51, "51"),
            ("lowerLetter", 28, "bb"),
            ("upperLetter", 26, "Z"),
            ("lowerRoman", 14, "xiv"),
            ("upperRoman", 1999, "MCMXCIX"),
            ("ordinal", 22, "22nd"),
            ("bullet", 3, ""),
            ("none", 3, ""),
            ("notKnown", 3, "3"),
        ] {
            assert_eq!(Numeral::from_word(name).write(number), written, "{name} {number}");
        }
    }

    #[test]
    fn numbers_without_a_sign_stay_numbers() {
        assert_eq!(Numeral::ChineseThousand.write(10_000), "10000");
        assert_eq!(Numeral::LowerLetter.write(i64::MAX), i64::MAX.to_string());
        assert_eq!(Numeral::UpperRoman.write(-3), "-3");
        assert_eq!(Numeral::Stems.write(0), "0");
    }

    #[test]
    fn the_other_formats_name_the_same_numerals() {
        assert_eq!(Numeral::from_sample("一, 二, 三, ..."), Numeral::ChineseThousand);
        assert_eq!(Numeral::from_sample("①, ②, ③, ..."), Numeral::Circled);
        assert_eq!(Numeral::from_sample("１, ２, ３, ..."), Numeral::FullWidth);
        assert_eq!(Numeral::from_sample("甲, 乙, 丙, ..."), Numeral::Stems);
        assert_eq!(Numeral::from_sample(""), Numeral::None);
        assert_eq!(Numeral::from_legacy(37), Numeral::Chinese);
        assert_eq!(Numeral::from_legacy(39), Numeral::ChineseThousand);
    }
}
