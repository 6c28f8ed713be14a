//! Exact decimals: what a figure says, without rounding.

use std::cmp::Ordering;
use std::fmt;

/// Maximum number of digits behind the point; longer ones are not figures.
const MOST_DECIMALS: u32 = 12;

/// A decimal number, kept as a whole number of `10^-scale`. Equal numbers are equal however they were written.
///
/// ```
/// use jiaokan::figures::Decimal;
/// let money = Decimal::parse("13554.84").unwrap().times(10_000).unwrap();
/// assert_eq!(money.to_string(), "135548400");
/// assert!(Decimal::parse("98.20").unwrap() == Decimal::parse("98.2").unwrap());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    /// A number of `10^-scale`, without trailing zeros behind the point.
    #[must_use]
    pub fn new(mantissa: i128, scale: u32) -> Self {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale }
    }

    /// Reads digits with an optional sign and point; `None` for anything else and for more than 12 decimals or 24 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        if whole.is_empty() || all().count() > 24 || !all().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let scale = u32::try_from(fraction.len()).ok().filter(|&scale| scale <= MOST_DECIMALS)?;
        let mantissa = all().fold(0_i128, |value, byte| value * 10 + i128::from(byte - b'0'));
        Some(Self::new(if negative { -mantissa } else { mantissa }, scale))
    }

    /// The product with a whole number; `None` where it does not fit.
    #[must_use]
    pub fn times(self, factor: i128) -> Option<Self> {
        self.mantissa.checked_mul(factor).map(|mantissa| Self::new(mantissa, self.scale))
    }

    /// The quotient by `10^places`.
    #[must_use]
    pub fn divided(self, places: u32) -> Self {
        Self::new(self.mantissa, self.scale + places)
    }

    /// The sum; `None` where it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        self.at(scale)?.checked_add(other.at(scale)?).map(|mantissa| Self::new(mantissa, scale))
    }

    /// The difference; `None` where it does not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { mantissa: -other.mantissa, scale: other.scale })
    }

    /// The nearest floating-point number, for quotients and drawing.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10_f64.powi(self.scale.cast_signed())
    }

    /// Number of digits behind the point.
    #[must_use]
    pub fn decimals(self) -> u32 {
        self.scale
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The mantissa at a larger scale.
    fn at(self, scale: u32) -> Option<i128> {
        self.mantissa.checked_mul(10_i128.checked_pow(scale - self.scale)?)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(out, "{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        write!(out, "{sign}{whole}.{fraction}")
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at(scale), other.at(scale)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_written_as_they_were_read() {
        for text in ["0", "12", "98.2", "-3.25", "0.05", "123456789012345.6"] {
            assert_eq!(read(text).to_string(), text);
        }
        assert_eq!(read("1.50").to_string(), "1.5");
        assert_eq!(read("007").to_string(), "7");
        for text in ["", ".5", "1.2.3", "1,000", "１", "--1", "1.1234567890123"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sums_and_products_are_exact() {
        assert_eq!(read("0.1").plus(read("0.2")), Some(read("0.3")));
        assert_eq!(read("9.24").times(10_000), Some(read("92400")));
        assert_eq!(read("1").minus(read("1.25")), Some(read("-0.25")));
        assert_eq!(read("2927000000").divided(8), read("29.27"));
        assert!(read("2") > read("1.99") && read("-2") < read("0.1"));
        assert_eq!(read("1").times(i128::MAX).and_then(|most| most.times(2)), None);
    }
}
