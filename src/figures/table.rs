//! The figures of a table: the indicator is the words of the row and of the column, the unit that of the cell, of the
//! column, of the row or of the caption.

use super::decimal::Decimal;
use super::number::{self, Line};
use super::units::{self, Found};
use super::{Figure, Kind, Page};
use crate::text::{Span, is_han};

/// Columns that hold no figures.
#[rustfmt::skip]
const NO_FIGURES: &[&str] =
    &["序号", "编号", "代码", "编码", "年份", "年度", "日期", "时间", "电话", "文号", "备注", "页码", "邮编", "账号", "证号", "期限", "标准号", "学历", "专业", "分值"];
/// Columns that hold the unit of their row.
const UNIT_COLUMNS: &[&str] = &["单位", "计量单位", "指标单位"];

/// Whether a line of a text without roles is a row: three cells or more between tabs or bars.
pub(super) fn is_row(raw: &[char]) -> bool {
    /// Maximum length of a cell.
    const CELL: usize = 40;
    let parts =
        |mark: char| raw.split(move |&c| c == mark).filter(|cell| cell.iter().any(|c| !c.is_whitespace()));
    ['\t', '|', '│']
        .iter()
        .any(|&mark| parts(mark).count() >= 3 && parts(mark).all(|cell| cell.len() <= CELL))
}

/// Whether a line between two rows is a word of a head that its reader put on a line of its own.
pub(super) fn is_stray(raw: &[char]) -> bool {
    raw.len() <= 10 && raw.iter().all(|&c| is_han(c) || c == '/')
}

/// A cell with its words.
#[derive(Clone, Debug)]
struct Cell {
    span: Span,
    text: String,
    /// Its number, if it holds nothing else.
    number: Option<(Span, Decimal, u32, String)>,
}

/// Finds the figures of a table.
pub(super) fn read(page: Page<'_>, caption: Span, rows: &[Span], out: &mut Vec<Figure>) {
    let rows: Vec<Vec<Cell>> = rows.iter().map(|row| cells(page, *row)).collect();
    let shared = shared_unit(page, caption);
    let mut heads: Vec<&Vec<Cell>> = Vec::new();
    let mut data = false;
    for row in &rows {
        let numbers = row.iter().filter(|cell| cell.number.is_some()).count();
        let words = row.iter().filter(|cell| cell.number.is_none() && !cell.text.is_empty()).count();
        if numbers == 0 || words == 0 && numbers > 1 && looks_like_years(row) || words > 0 && are_years(row) {
            // Another head begins another table; a single cell in between is the name of a group.
            if data && words > 1 || heads.len() == 3 {
                heads.clear();
            }
            heads.push(row);
            data = false;
            continue;
        }
        data = true;
        read_row(page, &heads, row, shared.as_ref(), out);
    }
}

/// Whether all the numbers of a row are years, which are the heads of columns.
fn looks_like_years(row: &[Cell]) -> bool {
    let year =
        |cell: &Cell| cell.text.len() == 4 && (cell.text.starts_with("19") || cell.text.starts_with("20"));
    row.iter().filter(|cell| !cell.text.is_empty()).all(year)
}

/// Whether all the numbers of a row with words are years: `指标 2023年 2024年`, `指标 2023 2024`.
fn are_years(row: &[Cell]) -> bool {
    let mut numbers = row.iter().filter(|cell| cell.number.is_some()).peekable();
    numbers.peek().is_some()
        && row.iter().filter(|cell| cell.number.is_some()).count() > 1
        && numbers
            .all(|cell| cell.text.len() == 4 && (cell.text.starts_with("19") || cell.text.starts_with("20")))
}

fn cells(page: Page<'_>, row: Span) -> Vec<Cell> {
    let raw = &page.raw[row.start..row.end];
    let mark = ['\t', '|', '│'].into_iter().find(|mark| raw.contains(mark)).unwrap_or('\t');
    let mut cells = Vec::new();
    let mut start = row.start;
    for piece in raw.split(|&c| c == mark) {
        let end = start + piece.len();
        let blank = |c: &&char| c.is_whitespace();
        let lead = piece.iter().take_while(blank).count();
        let trail = piece.iter().rev().take_while(blank).count().min(piece.len() - lead);
        let span = Span::new(start + lead, end - trail);
        let text: String = page.chars[span.start..span.end].iter().filter(|c| !c.is_whitespace()).collect();
        let number = whole_number(page, span);
        cells.push(Cell { span, text, number });
        start = end + 1;
    }
    // `| a | b |` has an empty cell at either end.
    if mark != '\t' && cells.first().is_some_and(|cell| cell.text.is_empty()) {
        cells.remove(0);
    }
    cells
}

/// The number of a cell that holds nothing else but its unit.
fn whole_number(page: Page<'_>, cell: Span) -> Option<(Span, Decimal, u32, String)> {
    let text = &page.chars[cell.start..cell.end];
    let sign = usize::from(matches!(text.first(), Some('-' | '+')));
    let digits = text[sign..].iter().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).count();
    if digits == 0 {
        return None;
    }
    let mut end = sign + digits;
    let written: String = text[..end].iter().filter(|&&c| c != ',' && c != '+').collect();
    let mut value = Decimal::parse(&written)?;
    let mut factor = 1;
    for (words, by) in [('亿', 100_000_000), ('万', 10_000)] {
        if text.get(end) == Some(&words) {
            (factor, end) = (by, end + 1);
            break;
        }
    }
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32);
    value = value.times(factor)?;
    let unit = match units::read(&text[end..]) {
        Some(Found::Unit(length)) if end + length == text.len() => {
            let unit: String = text[end..].iter().collect();
            end = text.len();
            units::canonical(&unit).to_owned()
        }
        _ if end == text.len() => String::new(),
        _ => return None,
    };
    Some((Span::new(cell.start, cell.start + end), value, decimals, unit))
}

/// A unit with its multiple in the words of a head: `产值（万元）`, `单位:万元`, `万元`.
#[derive(Clone, Debug)]
struct Measure {
    unit: String,
    factor: i128,
}

fn measure(text: &str) -> Option<Measure> {
    let chars: Vec<char> = text.chars().collect();
    let inside = |open: char, close: char| {
        let start = chars.iter().rposition(|&c| c == open)? + 1;
        let end = start + chars[start..].iter().position(|&c| c == close)?;
        Some(&chars[start..end])
    };
    let candidates = [inside('(', ')'), inside('[', ']'), Some(&chars[..])];
    candidates.into_iter().flatten().find_map(|words| {
        let (factor, skip) = match words.first() {
            Some('亿') => (100_000_000, 1),
            Some('万') => (10_000, 1),
            Some('千') if words.get(1).is_some_and(|&c| "元人吨件户".contains(c)) => (1_000, 1),
            Some('±') => (1, 1),
            _ => (1, 0),
        };
        match units::read(&words[skip..]) {
            Some(Found::Unit(length)) if skip + length == words.len() => {
                let unit: String = words[skip..].iter().collect();
                Some(Measure { unit: units::canonical(&unit).to_owned(), factor })
            }
            _ => None,
        }
    })
}

/// The unit in the lines over a table: `单位：万元`.
fn shared_unit(page: Page<'_>, caption: Span) -> Option<Measure> {
    let text: String = page.chars[caption.start..caption.end].iter().filter(|&&c| c != ' ').collect();
    let (_, behind) = text.rsplit_once("单位:")?;
    let unit: String = behind.chars().take_while(|&c| is_han(c) || c == '%').collect();
    measure(&unit)
}

fn read_row(
    page: Page<'_>,
    heads: &[&Vec<Cell>],
    row: &[Cell],
    shared: Option<&Measure>,
    out: &mut Vec<Figure>,
) {
    let is_words = |cell: &&Cell| cell.number.is_none() && cell.text.chars().any(is_han);
    let unit_column = |at: usize| UNIT_COLUMNS.contains(&head(heads, row, at).as_str());
    let names: Vec<&str> = row
        .iter()
        .enumerate()
        .filter(|(at, cell)| is_words(cell) && !unit_column(*at) && measure_only(&cell.text).is_none())
        .map(|(_, cell)| cell.text.as_str())
        .take(2)
        .collect();
    // A row without words of its own is no row of a table.
    let own: String = names.concat();
    let row_unit = row
        .iter()
        .enumerate()
        .find(|(at, cell)| cell.number.is_none() && (unit_column(*at) || measure_only(&cell.text).is_some()))
        .and_then(|(_, cell)| measure(&cell.text))
        .or_else(|| names.first().and_then(|name| bracketed(name)));
    for (at, cell) in row.iter().enumerate() {
        let column = head(heads, row, at);
        if cell.text.chars().count() > 20 && cell.number.is_none() {
            // Running text in a cell has figures like a paragraph.
            let line = Line { chars: page.chars, raw: page.raw, span: cell.span };
            if number::scan(line).len() > 1 || names.len() > 1 {
                super::prose::read(page, cell.span, out);
            }
            continue;
        }
        let Some((span, value, decimals, unit)) = &cell.number else { continue };
        let skip = NO_FIGURES.iter().any(|words| column.contains(words))
            || column.is_empty() && (own.is_empty() || unit.is_empty())
            || at == 0 && unit.is_empty()
            || own.is_empty() && unit.is_empty() && bracketed(&column).is_none();
        if skip || is_code(&cell.text, unit) {
            continue;
        }
        let found = if unit.is_empty() {
            let by_column = bracketed(&column).or_else(|| column.contains('%').then(percent));
            by_column.or_else(|| row_unit.clone()).or_else(|| shared.cloned())
        } else {
            Some(Measure { unit: unit.clone(), factor: 1 })
        };
        let factor = found.as_ref().map_or(1, |found| found.factor);
        let unit = found.map(|found| found.unit).unwrap_or_default();
        let (Some(value), Some(step)) = (value.times(factor), Decimal::new(1, *decimals).times(factor))
        else {
            continue;
        };
        let indicator = joined(&own, &column);
        let kind = kind(&unit, &indicator, &column);
        out.push(Figure {
            span: *span,
            value,
            step,
            unit,
            indicator,
            kind,
            approximate: None,
            part_of: None,
            rate_of: None,
            change: (kind == Kind::Change).then_some(super::Change {
                of: None,
                falls: value.is_negative(),
                against: Some(super::Against::LastYear),
            }),
            earlier: (column.starts_with("上年") || column.starts_with("去年"))
                .then_some(super::Against::LastYear),
            planned: false,
            period: crate::figures::Period::Year,
            in_table: true,
        });
    }
}

fn percent() -> Measure {
    Measure { unit: "%".to_owned(), factor: 1 }
}

/// The unit of a cell that is nothing but a unit.
fn measure_only(text: &str) -> Option<Measure> {
    (text.chars().count() <= 5 && !text.contains('(')).then(|| measure(text)).flatten()
}

/// The unit in brackets at the end of a head.
fn bracketed(text: &str) -> Option<Measure> {
    text.contains(['(', '[']).then(|| measure(text)).flatten()
}

/// Whether digits are a code, a telephone number or a year rather than a value.
fn is_code(text: &str, unit: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_digit());
    let year = plain && digits == 4 && (text.starts_with("19") || text.starts_with("20")) && unit.is_empty();
    year && digits == text.len() && matches!(&text[..3], "199" | "200" | "201" | "202" | "203")
        || plain && text.starts_with('0') && digits > 1
        || digits > 15
}

/// The words over a cell, those of all lines of the head.
fn head(heads: &[&Vec<Cell>], row: &[Cell], at: usize) -> String {
    let mut words = String::new();
    for head in heads.iter().filter(|head| head.len() > 1) {
        // A head with fewer cells lacks those at the left, which rows of data name.
        let index = if head.len() >= row.len() { Some(at) } else { at.checked_sub(row.len() - head.len()) };
        let text = index.and_then(|index| head.get(index)).map_or("", |cell| cell.text.as_str());
        if !text.is_empty() && !words.contains(text) {
            words.push_str(text);
        }
    }
    words
}

/// Row words and column words as one indicator, without units in brackets.
fn joined(row: &str, column: &str) -> String {
    let bare = |text: &str| {
        let mut kept = String::new();
        let mut depth = 0_u32;
        for character in text.chars() {
            match character {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                '±' | '%' => {}
                _ if depth == 0 => kept.push(character),
                _ => {}
            }
        }
        kept.trim_end_matches([':', '、']).to_owned()
    };
    let column = match bare(column).as_str() {
        "数量" | "合计" | "指标值" | "绝对数" | "绝对值" | "实绩" | "数值" | "总量" => {
            String::new()
        }
        other => other.to_owned(),
    };
    format!("{}{column}", bare(row))
}

fn kind(unit: &str, indicator: &str, column: &str) -> Kind {
    let changes = ["增长", "增减", "增速", "同比", "比上年", "较上年", "比去年", "±", "增幅"];
    if changes.iter().any(|words| column.contains(words)) {
        Kind::Change
    } else if matches!(unit, "%" | "‰") {
        Kind::Rate
    } else if indicator.contains("平均") || indicator.contains("人均") {
        Kind::Mean
    } else if units::is_money(unit) {
        Kind::Money
    } else {
        Kind::Count
    }
}
