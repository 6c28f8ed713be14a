//! Impossible dates: a 13th month, a 31st of June, `2025-2021年`, a year with five digits, `2027年以来` in a report on 2024.

use super::identity::year_at;
use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

pub(super) struct DateImpossible;

impl Check for DateImpossible {
    fn about(&self) -> About {
        About::new("date-impossible", "check-date-impossible", Group::Figures, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for paragraph in &page.paragraphs {
            let Span { start, end } = paragraph.text;
            let mut at = start;
            while at < end {
                let digits = page.chars[at..end].iter().take(12).take_while(|c| c.is_ascii_digit()).count();
                if digits == 0 {
                    at += 1;
                    continue;
                }
                if let Some(span) = impossible(page, paragraph.text, at, digits) {
                    found.add(
                        page,
                        span,
                        Message::new("finding-date-impossible").with("date", page.words(span)),
                    );
                }
                at += digits;
            }
        }
    }
}

/// The impossible date whose first or last part is the number at a position.
fn impossible(page: &Page<'_>, text: Span, at: usize, digits: usize) -> Option<Span> {
    let number = number(page, at, digits)?;
    let stop = at + digits;
    let behind = page.chars[..text.end].get(stop).copied()?;
    let numbered =
        at > text.start && (page.chars[at - 1].is_ascii_alphanumeric() || page.chars[at - 1] == '.');
    if numbered {
        return None;
    }
    match behind {
        // Two years joined without a dash are common on the web (`20212025年`); that is no date.
        '年' if digits == 5 && (19..21).contains(&(number / 1000)) => Some(Span::new(at, stop + 1)),
        '年' if digits == 3 && (190..210).contains(&number) => Some(Span::new(at, stop + 1)),
        '年' if digits == 4 => year_range(page, text, at, number).or_else(|| future(page, at, stop, number)),
        '月' if digits <= 2 => month(page, text, at, stop, number),
        _ => None,
    }
}

fn number(page: &Page<'_>, at: usize, digits: usize) -> Option<u32> {
    page.folded(Span::new(at, at + digits)).parse().ok()
}

/// A range whose years are in the wrong order: `2025-2021年`
fn year_range(page: &Page<'_>, text: Span, at: usize, last: u32) -> Option<Span> {
    let dash =
        at.checked_sub(1).filter(|&dash| dash >= text.start + 4 && "-—–~至".contains(page.chars[dash]))?;
    let first_end = if page.chars[dash - 1] == '年' { dash - 1 } else { dash };
    let first_start = first_end.checked_sub(4).filter(|&start| start >= text.start)?;
    let first = page.folded(Span::new(first_start, first_end)).parse::<u32>().ok()?;
    ((1900..2100).contains(&first) && (1900..2100).contains(&last) && first > last)
        .then_some(Span::new(first_start, at + 5))
}

/// A year long after the report's for which the text reports an event.
fn future(page: &Page<'_>, at: usize, stop: usize, year: u32) -> Option<Span> {
    let own = page.identity.year?;
    year_at(&page.chars[at..], 0)?;
    let past = page.starts(stop, "年以来") || page.ends(at, "截至") || page.ends(at, "截止");
    (past && year > own + 1).then_some(Span::new(at, stop + 1))
}

/// A month or day that does not exist: `13月`, `6月31日`
fn month(page: &Page<'_>, text: Span, at: usize, stop: usize, month: u32) -> Option<Span> {
    // `为期13月` counts months; a date follows a year or precedes a day.
    let dated = at > text.start && page.chars[at - 1] == '年';
    let rest = &page.chars[stop + 1..text.end];
    let digits = rest.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    let has_day = (1..=2).contains(&digits) && rest.get(digits) == Some(&'日');
    if !(1..=12).contains(&month) {
        return (dated || has_day).then_some(Span::new(at, stop + 1));
    }
    if !has_day {
        return None;
    }
    let day = number(page, stop + 1, digits)?;
    let year = at.checked_sub(5).filter(|_| dated).and_then(|start| year_at(&page.chars, start));
    (day == 0 || day > days(month, year)).then_some(Span::new(at, stop + 1 + digits + 1))
}

/// Number of days of a month; of a leap year if the year is unknown.
fn days(month: u32, year: Option<u32>) -> u32 {
    match month {
        2 => {
            let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
            if leap { 29 } else { 28 }
        }
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
