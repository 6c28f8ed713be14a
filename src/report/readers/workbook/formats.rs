//! Number formats of spreadsheets (ECMA-376 Part 1, 18.8.31): numbers, shares, dates and times. Parts of a format that
//! only place or colour the text are left out.

use std::fmt::Write as _;

use calamine::ExcelDateTime;

/// Number of digits of a number without a format, as in a cell of usual width.
const GENERAL_DIGITS: usize = 10;
/// Maximum number of decimals of a format.
const MAX_DECIMALS: usize = 15;

/// A number by a format.
pub(super) fn number(value: f64, format: &str) -> String {
    let sections = sections(if format.trim().is_empty() { "General" } else { format });
    let first = sections.first().copied().unwrap_or("General");
    let (section, negative) = match (sections.get(1), sections.get(2)) {
        (Some(below), _) if value < 0.0 => (*below, false),
        (_, Some(zero)) if value == 0.0 => (*zero, false),
        _ => (first, value < 0.0),
    };
    let pattern = Pattern::new(section);
    let shown = match pattern {
        Some(pattern) => pattern.write(value.abs()),
        None => general(value.abs()),
    };
    if negative && shown.chars().any(|digit| ('1'..='9').contains(&digit)) {
        format!("-{shown}")
    } else {
        shown
    }
}

/// The sections of a format: positive numbers, negative numbers, zero, text.
fn sections(format: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, character) in format.char_indices() {
        match character {
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(format.get(start..at).unwrap_or_default());
                start = at.saturating_add(1);
            }
            _ => {}
        }
    }
    sections.push(format.get(start..).unwrap_or_default());
    sections
}

/// A part of a format.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// Characters that are shown as they are.
    Literal(String),
    /// A letter of a date or a time and how often it stands, or a sign of a number.
    Code(char, usize),
}

/// The parts of a section.
fn pieces(section: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut characters = section.chars().peekable();
    let literal = |pieces: &mut Vec<Piece>, character: char| match pieces.last_mut() {
        Some(Piece::Literal(text)) => text.push(character),
        _ => pieces.push(Piece::Literal(character.to_string())),
    };
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                for quoted in characters.by_ref().take_while(|character| *character != '"') {
                    literal(&mut pieces, quoted);
                }
            }
            '\\' => {
                if let Some(escaped) = characters.next() {
                    literal(&mut pieces, escaped);
                }
            }
            // The width of a character, and a character that fills the cell.
            '_' | '*' => drop(characters.next()),
            '[' => {
                let inside: String = characters.by_ref().take_while(|character| *character != ']').collect();
                match inside.to_ascii_lowercase().as_str() {
                    hours @ ("h" | "hh") => pieces.push(Piece::Code('H', hours.len())),
                    // A currency's sign stands before its country.
                    other if other.starts_with('$') => {
                        for sign in other.chars().skip(1).take_while(|character| *character != '-') {
                            literal(&mut pieces, sign);
                        }
                    }
                    _ => {}
                }
            }
            '0' | '#' | '?' | '.' | ',' | '%' | '@' => pieces.push(Piece::Code(character, 1)),
            'a' | 'A' if characters.clone().take(4).collect::<String>().eq_ignore_ascii_case("m/pm") => {
                characters.nth(3);
                pieces.push(Piece::Code('A', 1));
            }
            letter if "aymdhsAYMDHSE".contains(letter) => {
                let letter = letter.to_ascii_lowercase();
                match pieces.last_mut() {
                    Some(Piece::Code(last, count)) if *last == letter => *count = count.saturating_add(1),
                    _ => pieces.push(Piece::Code(letter, 1)),
                }
            }
            other => literal(&mut pieces, other),
        }
    }
    pieces
}

/// A section for numbers: what stands before and behind the digits.
struct Pattern {
    before: String,
    behind: String,
    decimals: usize,
    /// Number of decimals that are shown even if they are zero.
    least: usize,
    whole: usize,
    grouped: bool,
    percent: bool,
    thousands: i32,
    /// Whether it shows the number at all, and not only words in its place.
    digits: bool,
}

impl Pattern {
    /// `None` for `General` and for what is no plain number.
    fn new(section: &str) -> Option<Self> {
        if section.trim().eq_ignore_ascii_case("general")
            || section.contains(['/', '@'])
            || section.contains("E+")
        {
            return None;
        }
        let mut pattern = Self {
            before: String::new(),
            behind: String::new(),
            decimals: 0,
            least: 0,
            whole: 0,
            grouped: false,
            percent: false,
            thousands: 0,
            digits: false,
        };
        let (mut seen, mut point, mut commas) = (false, false, 0);
        for piece in pieces(section) {
            match piece {
                Piece::Literal(text) if seen => pattern.behind.push_str(&text),
                Piece::Literal(text) => pattern.before.push_str(&text),
                Piece::Code(digit @ ('0' | '#' | '?'), _) => {
                    seen = true;
                    pattern.grouped |= commas > 0 && !point;
                    commas = 0;
                    if point {
                        pattern.decimals = pattern.decimals.saturating_add(1).min(MAX_DECIMALS);
                        if digit == '0' {
                            pattern.least = pattern.decimals;
                        }
                    } else if digit == '0' {
                        pattern.whole = pattern.whole.saturating_add(1).min(MAX_DECIMALS);
                    }
                }
                Piece::Code('.', _) => point = true,
                Piece::Code(',', _) => commas = commas.min(10_i32).saturating_add(i32::from(seen)),
                Piece::Code('%', _) => {
                    pattern.percent = true;
                    if seen { &mut pattern.behind } else { &mut pattern.before }.push('%');
                }
                Piece::Code(..) => return None,
            }
        }
        pattern.thousands = commas;
        pattern.digits = seen;
        Some(pattern)
    }

    fn write(&self, value: f64) -> String {
        if !self.digits {
            return self.before.clone();
        }
        let value = if self.percent { value * 100.0 } else { value } / 1000_f64.powi(self.thousands);
        let written = format!("{:.*}", self.decimals, rounded(value, self.decimals));
        let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
        let whole = if self.whole == 0 && whole == "0" { "" } else { whole };
        let whole = format!("{whole:0>width$}", width = self.whole);
        let kept = decimals.trim_end_matches('0').len().max(self.least.min(decimals.len()));
        let decimals = decimals.get(..kept).unwrap_or(decimals);
        let point = if decimals.is_empty() { "" } else { "." };
        let whole = if self.grouped { grouped(&whole) } else { whole };
        format!("{}{whole}{point}{decimals}{}", self.before, self.behind)
    }
}

/// Rounds half away from zero in the decimal digits that a spreadsheet keeps, and not in the binary ones.
fn rounded(value: f64, decimals: usize) -> f64 {
    let kept: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let scaled: f64 = format!("{:.14e}", kept * scale).parse().unwrap_or(kept * scale);
    let result = scaled.round() / scale;
    if result.is_finite() { result } else { value }
}

/// A number with commas between thousands.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number without a format.
fn general(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    if value >= 1e11 || (value != 0.0 && value < 1e-9) {
        let scientific = format!("{value:.5E}");
        let (digits, power) = scientific.split_once('E').unwrap_or((&scientific, "0"));
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        let power: i32 = power.parse().unwrap_or(0);
        let sign = if power < 0 { '-' } else { '+' };
        // A whole number is written out as far as a cell can be widened.
        if value < 1e15 && value.fract() == 0.0 {
            return format!("{value:.0}");
        }
        return format!("{digits}E{sign}{:02}", power.abs());
    }
    let whole = format!("{value:.0}").len();
    let decimals = GENERAL_DIGITS.saturating_sub(whole);
    let written = format!("{:.*}", decimals, rounded(value, decimals));
    if written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        written
    }
}

/// A date or a time by a format; by its usual form if the format has none.
pub(super) fn date(time: &ExcelDateTime, format: &str) -> String {
    let serial = time.as_f64();
    if !(0.0..3_000_000.0).contains(&serial) {
        return general(serial);
    }
    let section = sections(format).first().copied().unwrap_or_default().to_owned();
    let usual = || match (time.is_duration(), serial.fract() == 0.0, serial < 1.0) {
        (true, ..) => "[h]:mm:ss",
        (_, true, _) => "yyyy/m/d",
        (_, _, true) => "h:mm",
        _ => "yyyy/m/d h:mm",
    };
    let mut parts = pieces(&section);
    if !parts.iter().any(|piece| {
        matches!(piece, Piece::Code('y' | 'm' | 'd' | 'h' | 's' | 'H', _) | Piece::Code('a', 3..))
    }) {
        parts = pieces(usual());
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let twelve = parts.contains(&Piece::Code('A', 1)) || section.contains("上午/下午");
    let in_han = section.to_ascii_lowercase().contains("[dbnum1]");
    let mut text = String::new();
    let mut after_hours = false;
    for (index, piece) in parts.iter().enumerate() {
        let (letter, count) = match piece {
            Piece::Literal(literal) => {
                text.push_str(&literal.replace("上午/下午", if hour < 12 { "上午" } else { "下午" }));
                continue;
            }
            Piece::Code(letter, count) => (*letter, *count),
        };
        let before_seconds = || {
            let next =
                parts.iter().skip(index.saturating_add(1)).find(|piece| matches!(piece, Piece::Code(..)));
            matches!(next, Some(Piece::Code('s', _)))
        };
        let two = |value: u8| match (in_han, count > 1) {
            (true, _) => han(value),
            (_, true) => format!("{value:02}"),
            _ => value.to_string(),
        };
        match letter {
            'y' | 'e' if count > 2 || letter == 'e' => {
                let digits = year.to_string();
                text.extend(digits.chars().map(|digit| if in_han { han_digit(digit) } else { digit }));
            }
            'y' => {
                let _ = write!(text, "{:02}", year % 100);
            }
            'm' if after_hours || before_seconds() => text.push_str(&two(minute)),
            'm' if count > 2 => text.push_str(name(MONTHS, month.saturating_sub(1), count == 3)),
            'm' => text.push_str(&two(month)),
            'd' if count < 3 => text.push_str(&two(day)),
            'd' => text.push_str(name(DAYS, weekday(year, month, day), count == 3)),
            'a' if count > 2 => {
                let day = "日一二三四五六".chars().nth(usize::from(weekday(year, month, day)));
                text.push_str(if count == 3 { "" } else { "星期" });
                text.extend(day);
            }
            'A' => text.push_str(if hour < 12 { "AM" } else { "PM" }),
            'h' if twelve => text.push_str(&two((hour.saturating_add(11) % 12).saturating_add(1))),
            'h' => text.push_str(&two(hour)),
            'H' => {
                let _ = write!(text, "{:.0}", (serial * 24.0 + 1e-9).floor());
            }
            's' => text.push_str(&two(second)),
            '.' | ',' => text.push(letter),
            _ => {}
        }
        after_hours = matches!(letter, 'h' | 'H') || (after_hours && !matches!(letter, 'm' | 's'));
    }
    text.trim().to_owned()
}

const MONTHS: &str = "January February March April May June July August September October November December";
const DAYS: &str = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday";

/// A name from a list, whole or its first three letters.
fn name(names: &'static str, index: u8, short: bool) -> &'static str {
    let name = names.split(' ').nth(usize::from(index)).unwrap_or_default();
    if short { name.get(..3).unwrap_or(name) } else { name }
}

/// The day of the week, Sunday as 0, by Sakamoto's method.
fn weekday(year: u16, month: u8, day: u8) -> u8 {
    const SHIFTS: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = u32::from(year).saturating_sub(u32::from(month < 3));
    let shift = SHIFTS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or(0);
    let leaps = (year / 4).saturating_sub(year / 100).saturating_add(year / 400);
    let days = [leaps, shift, u32::from(day)].into_iter().fold(year, u32::saturating_add);
    u8::try_from(days % 7).unwrap_or(0)
}

/// A number below 100 in Chinese, as `[DBNum1]` shows it.
fn han(value: u8) -> String {
    let digit = |value: u8| han_digit(char::from(b'0'.saturating_add(value)));
    match (value / 10, value % 10) {
        (0, ones) => digit(ones).to_string(),
        (tens, ones) => {
            let mut text = String::new();
            text.extend((tens > 1).then(|| digit(tens)));
            text.push('十');
            text.extend((ones > 0).then(|| digit(ones)));
            text
        }
    }
}

fn han_digit(digit: char) -> char {
    let value = digit.to_digit(10).and_then(|value| usize::try_from(value).ok());
    value.and_then(|value| "〇一二三四五六七八九".chars().nth(value)).unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_written_as_their_format_says() {
        for (value, format, shown) in [
            (0.1 + 0.2, "General", "0.3"),
            (1.0 / 3.0, "General", "0.333333333"),
            (-1234.5, "General", "-1234.5"),
            (123_456_789_012.0, "General", "123456789012"),
            (1e20, "General", "1E+20"),
            (0.0, "General", "0"),
            (1234.5, "#,##0.00", "1,234.50"),
            (-1234.5, "#,##0.00;[Red](#,##0.00)", "(1,234.50)"),
            (0.125, "0%", "13%"),
            (0.9875, "0.0%", "98.8%"),
            (1.005, "0.00", "1.01"),
            (3.0, "0\"件\"", "3件"),
            (1_234_567.0, "#,##0,", "1,235"),
            (1200.0, "[$¥-804]#,##0", "¥1,200"),
            (7.0, "000", "007"),
            (2.5, "0.##", "2.5"),
            (0.0, "0;-0;\"无\"", "无"),
            (-0.001, "0.00", "0.00"),
        ] {
            assert_eq!(number(value, format), shown, "{value} {format}");
        }
    }

    #[test]
    fn dates_and_times_are_written_as_their_format_says() {
        for (serial, format, shown) in [
            (45_359.0, "yyyy\"年\"m\"月\"d\"日\"", "2024年3月8日"),
            (45_359.0, "yyyy-mm-dd", "2024-03-08"),
            (45_359.0, "General", "2024/3/8"),
            (45_359.5, "yyyy/m/d h:mm", "2024/3/8 12:00"),
            (45_359.0, "[$-804]yyyy\"年\"m\"月\";@", "2024年3月"),
            (0.75, "h:mm:ss", "18:00:00"),
            (0.75, "h:mm AM/PM", "6:00 PM"),
            (45_359.0, "d-mmm-yy", "8-Mar-24"),
            (45_359.0, "aaaa", "星期五"),
            (45_359.0, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", "二〇二四年三月八日"),
            (45_645.0, "[DBNum1]m\"月\"d\"日\"", "十二月十九日"),
            (0.75, "上午/下午h\"时\"mm\"分\"", "下午6时00分"),
        ] {
            let time = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false);
            assert_eq!(date(&time, format), shown, "{serial} {format}");
        }
    }

    #[test]
    fn hostile_formats_end() {
        let time = ExcelDateTime::new(45_359.5, ExcelDateTimeType::DateTime, false);
        for format in [
            "",
            ";;;;",
            "\"",
            "\\",
            "[",
            "_",
            "*",
            "[h",
            "0.".repeat(5000).as_str(),
            &"#".repeat(10_000),
            &",".repeat(9999),
        ] {
            for value in [0.0, -1.0, f64::MAX, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY] {
                let _ = (number(value, format), date(&time, format));
            }
        }
        let far = ExcelDateTime::new(f64::MAX, ExcelDateTimeType::DateTime, false);
        let _ = date(&far, "yyyy");
    }
}
