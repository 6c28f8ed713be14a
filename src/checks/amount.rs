//! Reads numbers as exact values: Arabic with decimals and thousands separators, Chinese up to 亿.

use crate::text::chinese_amount;

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

/// A Chinese number at the start of `text`: value and length in characters (`四十六`, `一千二百`, `三万`).
pub(super) fn chinese(text: &[char]) -> Option<(Amount, usize)> {
    let (value, length) = chinese_amount(text)?;
    Some((Amount(value.checked_mul(ONE)?), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        let chars: Vec<char> = text.chars().collect();
        arabic(&chars, &chars).map(|(amount, length, _)| (amount.show(), length))
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
