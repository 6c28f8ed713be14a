//! Reads numbers as exact values: Arabic with decimals and thousands separators, Chinese up to 亿.

/// An exact value in millionths, so that two figures can be compared and added without rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Amount(pub(super) i128);

/// Number of millionths in one.
const ONE: i128 = 1_000_000;
/// Maximum number of digits of an amount; longer numbers are those of accounts or telephones.
const MAX_DIGITS: usize = 15;

impl Amount {
    pub(super) fn whole(value: u64) -> Self {
        Self(i128::from(value) * ONE)
    }

    /// The value if it is a whole, small number.
    pub(super) fn as_whole(self) -> Option<u64> {
        (self.0 >= 0 && self.0 % ONE == 0).then(|| u64::try_from(self.0 / ONE).ok()).flatten()
    }

    pub(super) fn times(self, factor: i128) -> Self {
        Self(self.0.saturating_mul(factor))
    }

    /// Decimal form for display, without trailing zeros.
    pub(super) fn show(self) -> String {
        let (whole, part) = (self.0 / ONE, (self.0 % ONE).abs());
        if part == 0 {
            return whole.to_string();
        }
        format!("{whole}.{}", format!("{part:06}").trim_end_matches('0'))
    }
}

/// An Arabic number at the start of `folded`: value, length in characters, decimals. `raw` distinguishes `,` from `，`.
pub(super) fn arabic(folded: &[char], raw: &[char]) -> Option<(Amount, usize, usize)> {
    let digits = |from: usize| folded[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut length = digits(0);
    if length == 0 {
        return None;
    }
    let mut whole: Vec<char> = folded[..length].to_vec();
    if length <= 3 {
        while raw.get(length) == Some(&',') && length + 4 <= folded.len() && digits(length + 1) == 3 {
            whole.extend(&folded[length + 1..length + 4]);
            length += 4;
        }
    }
    let mut decimals = 0;
    if folded.get(length) == Some(&'.') && length < folded.len() {
        decimals = digits(length + 1);
    }
    let fraction: Vec<char> =
        if decimals > 0 { folded[length + 1..=length + decimals].to_vec() } else { Vec::new() };
    if decimals > 0 {
        length += 1 + decimals;
    }
    if whole.len() > MAX_DIGITS || decimals > 6 {
        return None;
    }
    let value = whole.iter().chain(&fraction).filter_map(|c| c.to_digit(10));
    let value = value.fold(0_i128, |value, digit| value * 10 + i128::from(digit));
    Some((Amount(value * 10_i128.pow(6 - decimals as u32)), length, decimals))
}

/// A Chinese number at the start of `text`: value and length in characters (`四十六`, `一千二百`, `三万`, `二〇`).
pub(super) fn chinese(text: &[char]) -> Option<(Amount, usize)> {
    let length = text.iter().take(16).take_while(|&&c| digit(c).is_some() || unit(c).is_some()).count();
    let numeral = &text[..length];
    if length == 0 || numeral.iter().all(|&c| unit(c).is_some() && c != '十') {
        return None;
    }
    // The values before 亿, before 万 and below 万, and the last digit read.
    let (mut total, mut wan, mut section, mut ones): (u64, u64, u64, Option<u64>) = (0, 0, 0, None);
    let mut spelled = false;
    for &character in numeral {
        match (digit(character), unit(character)) {
            (Some(value), _) => {
                // `二〇二四`, `一二`: a row of digits is no amount.
                spelled |= ones.is_some_and(|ones| ones != 0);
                ones = Some(value);
            }
            (_, Some(100_000_000)) => {
                let below = wan + section + ones.take().unwrap_or(0);
                total = (total + below).max(1).checked_mul(100_000_000)?;
                (wan, section) = (0, 0);
            }
            (_, Some(10_000)) => {
                wan = (wan + section + ones.take().unwrap_or(0)).max(1).checked_mul(10_000)?;
                section = 0;
            }
            (_, Some(size)) => section += ones.take().filter(|&ones| ones > 0).unwrap_or(1) * size,
            _ => {}
        }
    }
    let value = total.checked_add(wan)?.checked_add(section + ones.unwrap_or(0))?;
    (!spelled).then(|| (Amount::whole(value), length))
}

fn digit(character: char) -> Option<u64> {
    if character == '两' {
        return Some(2);
    }
    if character == '〇' {
        return Some(0);
    }
    "零一二三四五六七八九".chars().position(|digit| digit == character).map(|at| at as u64)
}

fn unit(character: char) -> Option<u64> {
    match character {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn han(text: &str) -> Option<u64> {
        chinese(&text.chars().collect::<Vec<_>>()).and_then(|(amount, _)| amount.as_whole())
    }

    fn read(text: &str) -> Option<(String, usize)> {
        let chars: Vec<char> = text.chars().collect();
        arabic(&chars, &chars).map(|(amount, length, _)| (amount.show(), length))
    }

    #[test]
    fn chinese_amounts_are_read() {
        for (text, value) in [
            ("十", 10),
            ("四十六名", 46),
            ("一百零三", 103),
            ("二百五十件", 250),
            ("三千", 3_000),
            ("两万", 20_000),
            ("一千二百万", 12_000_000),
            ("三亿五千万", 350_000_000),
        ] {
            assert_eq!(han(text), Some(value), "{text}");
        }
        for text in ["二〇二四", "一二三", "千方百计", "", "甲", "亿万"] {
            assert_eq!(han(text), None, "{text}");
        }
    }

    #[test]
    fn arabic_numbers_keep_their_decimals() {
        assert_eq!(read("13554.84万元"), Some(("13554.84".into(), 8)));
        assert_eq!(read("1,234,567件"), Some(("1234567".into(), 9)));
        assert_eq!(read("12,34"), Some(("12".into(), 2)));
        assert_eq!(read("7."), Some(("7".into(), 1)));
        assert_eq!(read("1234567890123456"), None);
        assert_eq!(Amount(-1_500_000).show(), "-1.5");
    }
}
