//! Numbers in a line with what belongs to them: 万 and 亿, 余 and 近, the unit; and which of them are figures. Dates,
//! ordinals, ranges, ratios and telephone numbers are none; numbers inside names are not read.

mod han;
mod share;
#[cfg(test)]
mod tests;

use self::han::{han, is_numeral};
use self::share::{share_units, shares_unit};
use super::decimal::Decimal;
use super::units::{self, Found};
use crate::text::{LARGE_UNITS, Span, is_han, starts_with};

/// What a number of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A figure: a number with a unit, or with 万 or 亿.
    Figure,
    /// A number without a unit.
    Bare,
    /// A span of time that is not said to be measured: `96小时`.
    Duration,
    /// A part of a date or of a time of day.
    Date,
    /// An ordinal, a range, a ratio, a threshold, a part of a name.
    Other,
}

/// A number of a text with its unit.
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own of what is written")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// From the first digit to the end of the unit, in code points of the source.
    pub span: Span,
    /// The digits with 万 or 亿, and with `%`.
    pub digits: Span,
    /// Its value with 万 and 亿 multiplied out.
    pub value: Decimal,
    /// Value of one unit of the last digit written.
    pub step: Decimal,
    /// The unit without 万 and 亿, in its canonical form; empty if there is none.
    pub unit: String,
    /// The word that makes it inexact: 余, 近, 以上.
    pub approximate: Option<&'static str>,
    /// What it is.
    pub role: Role,
    /// Whether it is written in Chinese numerals.
    pub han: bool,
    /// Whether it may be two numbers: a full-width comma is between its half-width digits.
    pub doubtful: bool,
    /// Whether 第 is before it.
    pub(super) ordinal: bool,
    /// First position behind the words that make it inexact (`以上`).
    pub(super) end: usize,
    /// Whether 万 or 亿 is behind it, so that it is a figure even without a unit: `1.6亿学生`.
    large: bool,
}

/// Words before a number that make it inexact, longer ones first.
const BEFORE: &[&str] = &[
    "不低于",
    "不少于",
    "不超过",
    "大约",
    "接近",
    "将近",
    "超过",
    "突破",
    "不足",
    "至少",
    "约",
    "近",
    "超",
    "逾",
];
/// Words of which the last character is no such word: `签约`, `附近`.
const NOT_BEFORE: &[&str] = &[
    "签约", "节约", "预约", "履约", "违约", "集约", "邀约", "条约", "公约", "附近", "就近", "靠近", "赶超",
    "反超", "高超",
];
/// Words behind a unit that make it inexact.
const BEHIND: &[&str] = &["以上", "左右", "以内", "以下", "上下"];
/// Words before a span of time that say that it was measured.
const MEASURED: &[&str] = &[
    "压缩", "缩短", "压减", "平均", "时长", "时限", "累计", "天数", "寿命", "年龄", "用时", "耗时", "提速",
    "节省", "节约",
];
/// A line of a report: its characters folded and as written, at their positions in the source.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The whole source, folded.
    pub(super) chars: &'a [char],
    /// The whole source as written.
    pub(super) raw: &'a [char],
    /// The line, or the part of it that may hold figures.
    pub(super) span: Span,
}

impl Line<'_> {
    pub(super) fn at(&self, position: usize) -> char {
        if self.span.contains(position) { self.chars[position] } else { '\n' }
    }

    pub(super) fn rest(&self, position: usize) -> &[char] {
        &self.chars[position.min(self.span.end)..self.span.end]
    }

    pub(super) fn before(&self, position: usize) -> &[char] {
        &self.chars[self.span.start..position.max(self.span.start)]
    }

    /// Whether the words end at a position.
    pub(super) fn ends(&self, position: usize, words: &str) -> bool {
        let length = words.chars().count();
        position >= self.span.start + length && starts_with(&self.chars[position - length..position], words)
    }
}

/// The numbers of a line that are figures, in order.
pub(super) fn scan(line: Line<'_>) -> Vec<Number> {
    let mut found = all(line);
    found.retain(|number| number.role == Role::Figure);
    found
}

/// All numbers of a line outside of names, in order.
pub(super) fn all(line: Line<'_>) -> Vec<Number> {
    let mut found = Vec::new();
    if !line.rest(line.span.start).iter().any(|&c| c.is_ascii_digit() || is_numeral(c)) {
        return found;
    }
    let names = names(line);
    let mut name = 0;
    let mut at = line.span.start;
    while at < line.span.end {
        while names.get(name).is_some_and(|span| span.end <= at) {
            name += 1;
        }
        if let Some(span) = names.get(name).filter(|span| span.contains(at)) {
            at = span.end;
            continue;
        }
        let character = line.chars[at];
        let (end, number) = if character.is_ascii_digit() {
            arabic(line, at)
        } else if is_numeral(character) {
            han(line, at)
        } else {
            (at + 1, None)
        };
        found.extend(number);
        at = end.max(at + 1);
    }
    share_units(line, &mut found);
    for number in &mut found {
        if number.role == Role::Figure && number.unit.is_empty() && !number.large {
            number.role = Role::Bare;
        }
    }
    found
}

/// Names in brackets and quotation marks: `《…》` always, `“…”` up to a length.
fn names(line: Line<'_>) -> Vec<Span> {
    /// Maximum length of a name in quotation marks.
    const LONGEST: usize = 30;
    let mut spans = Vec::new();
    let mut at = line.span.start;
    while at < line.span.end {
        let (close, most) = match line.chars[at] {
            '《' => ('》', 100),
            '“' => ('”', LONGEST),
            '「' => ('」', LONGEST),
            '‘' => ('’', LONGEST),
            '〈' => ('〉', LONGEST),
            _ => {
                at += 1;
                continue;
            }
        };
        match line.rest(at).iter().take(most + 2).position(|&c| c == close) {
            Some(length) => {
                spans.push(Span::new(at, at + length + 1));
                at += length + 1;
            }
            None => at += 1,
        }
    }
    spans
}

/// Reads an Arabic number; also returns where to go on.
fn arabic(line: Line<'_>, start: usize) -> (usize, Option<Number>) {
    let digits = |from: usize| line.rest(from).iter().take_while(|c| c.is_ascii_digit()).count();
    let first = digits(start);
    let mut stop = start + first;
    let mut written: String = line.chars[start..stop].iter().collect();
    if first <= 3 {
        while line.at(stop) == ',' && digits(stop + 1) == 3 && line.raw[stop] != '、' {
            written.extend(&line.chars[stop + 1..stop + 4]);
            stop += 4;
        }
    }
    if line.at(stop) == '.' && digits(stop + 1) > 0 {
        let decimals = digits(stop + 1);
        written.push('.');
        written.extend(&line.chars[stop + 1..=stop + decimals]);
        stop += 1 + decimals;
    }
    // `1.2.3`, `2024-2025`, `15:30`, `9+1`: all of it is no figure.
    let chained = matches!(line.at(stop), '.' | ':' | '+' | '×' | '/' | '·' | '_' | '=')
        && line.at(stop + 1).is_ascii_digit()
        || matches!(line.at(stop), '+' | '×') && line.at(stop + 1).is_ascii_alphabetic();
    if chained {
        let skip = |c: &&char| c.is_ascii_alphanumeric() || ".:+×/·_=".contains(**c);
        let run = line.rest(stop).iter().take_while(skip).count();
        return (stop + run, Some(other(Span::new(start, stop + run))));
    }
    if joined_before(line, start) {
        return (stop, Some(other(Span::new(start, stop))));
    }
    let minus =
        line.at(start.wrapping_sub(1)) == '-' && start > line.span.start + 1 && is_han(line.at(start - 2));
    let Some(value) = Decimal::parse(&written) else {
        return (stop, Some(other(Span::new(start, stop))));
    };
    let step = Decimal::new(1, written.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32));
    let value = if minus { value.times(-1).unwrap_or(value) } else { value };
    let begin = if minus { start - 1 } else { start };
    let (end, mut number) = finish(line, Span::new(begin, stop), value, step, true);
    let digits = &line.raw[start..stop];
    number.doubtful = digits.contains(&'，') && digits[0].is_ascii_digit();
    (end, Some(number))
}

/// Whether the characters before a number make it part of a name, an ordinal chain or a range.
fn joined_before(line: Line<'_>, start: usize) -> bool {
    let before = line.at(start.wrapping_sub(1));
    if start == line.span.start {
        return false;
    }
    let two = if start >= line.span.start + 2 { line.at(start - 2) } else { '\n' };
    match before {
        '-' => !is_han(two) && !"(,;:、".contains(two),
        '—' | '–' | '~' | '～' => two.is_ascii_digit() || "%年月日件人元个项".contains(two),
        '[' | '+' | '×' | '/' | '#' | '_' | '=' | '·' | '.' | '%' | '&' | '每' => true,
        '前' => !"目此日年之提".contains(two),
        other => other.is_ascii_alphabetic(),
    }
}

fn plain(span: Span, value: Decimal, step: Decimal, unit: &str) -> Number {
    Number {
        span,
        digits: span,
        value,
        step,
        unit: unit.to_owned(),
        approximate: None,
        role: Role::Figure,
        han: false,
        doubtful: false,
        ordinal: false,
        end: span.end,
        large: false,
    }
}

/// A number that is no figure, whatever its value.
fn other(span: Span) -> Number {
    let zero = Decimal::default();
    Number { role: Role::Other, ..plain(span, zero, zero, "") }
}

/// Reads what follows the digits; also returns where to go on.
fn finish(line: Line<'_>, digits: Span, value: Decimal, step: Decimal, arabic: bool) -> (usize, Number) {
    let mut number = plain(digits, value, step, "");
    number.han = !arabic;
    let mut stop = digits.end;
    number.approximate = inexact(line, &mut stop);
    // `3 万元` where a format puts a space between digits and words.
    let spaced = |at: usize| if line.at(at) == ' ' && line.at(at + 1) != ' ' { at + 1 } else { at };
    let mut multiplied = false;
    if let Some((words, factor)) =
        LARGE_UNITS.iter().find(|(words, _)| starts_with(line.rest(spaced(stop)), words))
        && (arabic || number.approximate.is_some())
    {
        stop = spaced(stop) + words.chars().count();
        let (Some(value), Some(step)) = (number.value.times(*factor), number.step.times(*factor)) else {
            return (stop, other(digits));
        };
        (number.value, number.step, multiplied) = (value, step, true);
    }
    number.approximate = number.approximate.or(inexact(line, &mut stop));
    let thousand = line.at(stop) == '千' && arabic && !"瓦米克伏升卡".contains(line.at(stop + 1));
    if thousand && matches!(units::read(line.rest(stop + 1)), Some(Found::Unit(_))) {
        (number.value, number.step) =
            (number.value.times(1_000).unwrap_or(value), number.step.times(1_000).unwrap_or(step));
        (stop, multiplied) = (stop + 1, true);
    }
    number.span.end = stop;
    number.digits.end = stop;
    number.end = stop;
    number.ordinal =
        line.at(number.span.start.wrapping_sub(1)) == '第' && number.span.start > line.span.start;
    let unit_at = spaced(stop);
    match units::read(line.rest(unit_at)) {
        Some(Found::Unit(length)) => {
            let unit: String = line.chars[unit_at..unit_at + length].iter().collect();
            number.span.end = unit_at + length;
            if matches!(unit.as_str(), "%" | "‰") {
                number.digits.end = number.span.end;
            }
            units::canonical(&unit).clone_into(&mut number.unit);
        }
        Some(Found::Duration(length)) => {
            let unit: String = line.chars[unit_at..unit_at + length].iter().collect();
            let calendar = matches!(unit.as_str(), "年" | "月" | "日" | "时" | "周");
            number.span.end = unit_at + length;
            number.unit = unit;
            if !multiplied && (calendar || !measured(line, number.span)) {
                number.role = if calendar { Role::Date } else { Role::Duration };
                number.end = number.span.end;
                qualify(line, &mut number);
                return (number.span.end, number);
            }
        }
        None => {
            if line.at(stop).is_ascii_alphabetic() {
                number.role = Role::Other;
                return (stop + 1, number);
            }
            number.large = multiplied;
            if multiplied && !is_han(line.at(stop)) && spoken_of_money(line, number.span.start) {
                // `投资3.5亿`.
                "元".clone_into(&mut number.unit);
            }
        }
    }
    number.end = number.span.end;
    qualify(line, &mut number);
    number.role = role(line, &number);
    // A range is passed over whole, so that its second number is none either.
    let skip = if number.role == Role::Figure { number.end } else { skip_range(line, number.end) };
    (skip, number)
}

/// The character behind digits that makes them inexact; goes past it.
fn inexact(line: Line<'_>, stop: &mut usize) -> Option<&'static str> {
    let words = match line.at(*stop) {
        '余' => "余",
        '多' => "多",
        '来' => "来",
        _ => return None,
    };
    *stop += 1;
    Some(words)
}

fn spoken_of_money(line: Line<'_>, position: usize) -> bool {
    let before = line.before(position);
    let clause = &before[before.len().saturating_sub(16)..];
    let text: String = clause.iter().collect();
    ["资", "金", "额", "收入", "产值", "款", "贷", "费", "税", "增加值", "总值"]
        .iter()
        .any(|words| text.contains(words))
}

/// Whether the words around a span of time say that it was measured: `压缩至3个工作日`, `平均5天`.
fn measured(line: Line<'_>, span: Span) -> bool {
    let before = line.before(span.start);
    let clause: String = before[before.len().saturating_sub(14)..].iter().collect();
    let clause = clause.rsplit([',', '。', ';']).next().unwrap_or("");
    let deadline = ["内", "前", "后", "期", "制", "式", "圈", "以上"]
        .iter()
        .any(|words| starts_with(line.rest(span.end), words));
    !deadline && MEASURED.iter().any(|words| clause.contains(words))
}

/// Reads the words before and behind that make a number inexact.
fn qualify(line: Line<'_>, number: &mut Number) {
    if let Some(words) = BEFORE.iter().find(|words| line.ends(number.span.start, words))
        && !NOT_BEFORE.iter().any(|words| line.ends(number.span.start, words))
    {
        number.approximate = number.approximate.or(Some(words));
    }
    if let Some(words) = BEHIND.iter().find(|words| starts_with(line.rest(number.span.end), words)) {
        number.approximate = number.approximate.or(Some(words));
        number.end = number.span.end + words.chars().count();
    }
}

/// What a number with its unit is: a figure, unless it is an ordinal, a range, a threshold or a part of a name.
fn role(line: Line<'_>, number: &Number) -> Role {
    let unit = number.unit.as_str();
    if number.ordinal {
        return if matches!(unit, "位" | "名") { Role::Figure } else { Role::Other };
    }
    let after = line.at(number.span.end);
    let next = line.at(number.span.end + 1);
    let ranges = matches!(after, '-' | '—' | '–' | '~' | '～') && (next.is_ascii_digit() || is_numeral(next))
        || matches!(after, '至' | '到') && next.is_ascii_digit() && !begins_a_way(line, number.span.start);
    if ranges {
        return Role::Other;
    }
    // `5000万元以上项目`, `60岁以上老人`, `100人以下的企业`: a threshold.
    let rate = matches!(unit, "%" | "‰" | "个百分点" | "倍");
    if number.end > number.span.end && !rate && is_han(line.at(number.end)) && line.at(number.end) != '并' {
        return Role::Other;
    }
    // `9时30分`, `3分之一`, `5线`.
    let before = line.at(number.span.start.wrapping_sub(1));
    let clock = unit == "分" && matches!(before, '时' | '点' | ':');
    // `10亿元项目2个`: the size of what the next number counts.
    let size = units::is_money(unit)
        && ["项目", "企业", "工程"].iter().any(|words| {
            starts_with(line.rest(number.end), words) && line.at(number.end + 2).is_ascii_digit()
        });
    // `%E5%92%8C` in an address.
    let code = unit == "%" && after.is_ascii_alphanumeric();
    // `30万吨级航道`.
    let grade = after == '级';
    let electricity = unit != "度" || number.value >= Decimal::new(10_000, 0);
    let counts = !unit.is_empty() || number.large || shares_unit(line, number);
    if clock || size || grade || code || !electricity {
        Role::Other
    } else if counts {
        Role::Figure
    } else {
        Role::Bare
    }
}

/// Whether 从 or 由 shortly before a number makes `3%到5%` a way and no range.
fn begins_a_way(line: Line<'_>, start: usize) -> bool {
    line.before(start)
        .iter()
        .rev()
        .take(14)
        .take_while(|&&c| !",。;".contains(c))
        .any(|&c| c == '从' || c == '由')
}

fn skip_range(line: Line<'_>, end: usize) -> usize {
    if !matches!(line.at(end), '-' | '—' | '–' | '~' | '～' | '至' | '到')
        || !line.at(end + 1).is_ascii_digit()
    {
        return end;
    }
    let digits = line.rest(end + 1).iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
    end + 1 + digits
}
