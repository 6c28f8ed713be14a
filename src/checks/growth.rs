//! Growth against figures beside it: `80.04万元，比上年同期73.65万元增长6.39%` is 8.68 %; an increase and its rate; a fall written
//! as negative growth; parts with growth that does not fit that of their whole. Called by the check of rates.

use super::Found;
use super::figures::{Figure, counts_things, is_percent, is_rough};
use super::page::Page;
use crate::figures::Decimal;
use crate::message::Message;
use crate::text::Span;

/// One hundred per cent.
const HUNDRED: f64 = 100.0;
/// Words for last year before its figure.
const BEFORE: &[&str] = &[
    "比上年",
    "比去年",
    "较上年",
    "较去年",
    "比上年同期",
    "比去年同期",
    "较上年同期",
    "较去年同期",
    "比同期",
    "比上年的",
    "比去年的",
    "比上年同期的",
    "较上年的",
    "较上年同期的",
    "比上一年",
    "比上一年的",
    "比上年度",
    "比上年度的",
];
const RISES: &[&str] =
    &["增长", "增加", "上升", "提高", "增长了", "增加了", "上升了", "增幅", "增幅为", "增幅达", "同比增长"];
const FALLS: &[&str] =
    &["下降", "减少", "降低", "下降了", "减少了", "降低了", "回落", "降幅", "降幅为", "降幅达", "同比下降"];
/// Maximum deviation of the parts' bases from the whole's base, as a share of it.
const BASE_TOLERANCE: f64 = 0.03;

/// Checks the growth rates of a sentence.
pub(super) fn look(page: &Page<'_>, sentence: Span, found: &mut Found) {
    negative_growth(page, sentence, found);
    let figures = page.figures_in(sentence);
    for at in 2..figures.len() {
        if let [first, second, rate] = &figures[at - 2..=at] {
            against_base(page, first, second, rate, found);
        }
    }
    parts(page, figures, found);
}

/// Reports negative growth: `增长-3.2%`
fn negative_growth(page: &Page<'_>, sentence: Span, found: &mut Found) {
    for verb in ["增长-", "增加-", "上升-"] {
        for lead in page.find(sentence, verb) {
            let digits = page.chars[lead.end..sentence.end]
                .iter()
                .take_while(|c| c.is_ascii_digit() || **c == '.')
                .count();
            if digits > 0 && page.chars.get(lead.end + digits) == Some(&'%') {
                let span = Span::new(lead.start, lead.end + digits + 1);
                found.add(
                    page,
                    span,
                    Message::new("finding-growth-negative").with("words", page.words(span)),
                );
            }
        }
    }
}

/// A rate behind two figures: value and base (`A，比上年B增长r`), base and value (`由B增加到A，增长r`), value and increase
/// (`A，比上年增加D，增长r`).
fn against_base(page: &Page<'_>, first: &Figure, second: &Figure, rate: &Figure, found: &mut Found) {
    let same_unit = first.unit == second.unit;
    if !is_percent(rate) || is_rough(rate) || !exact(first) || !exact(second) || !same_unit {
        return;
    }
    let lead = between(page, first, second);
    let verb = between(page, second, rate);
    let rises = RISES.contains(&verb.as_str());
    if !rises && !FALLS.contains(&verb.as_str()) {
        return;
    }
    let sign = if rises { 1.0 } else { -1.0 };
    let changed = lead_into(&lead, BEFORE);
    let (value, base) = if changed.is_some_and(str::is_empty) {
        (range(first), range(second))
    } else if let Some(verb) = changed.or_else(|| lead.strip_prefix("同比")) {
        let increase = range(second);
        let value = range(first);
        match verb {
            "增加" | "增长" | "多" | "净增" => (value, (value.0 - increase.1, value.1 - increase.0)),
            "减少" | "下降" | "少" => (value, (value.0 + increase.0, value.1 + increase.1)),
            _ => return,
        }
    } else if [
        "增加到",
        "增长到",
        "提高到",
        "上升到",
        "减少到",
        "下降到",
        "增加至",
        "增长至",
        "提高至",
        "下降至",
        "降至",
    ]
    .contains(&lead.as_str())
    {
        (range(second), range(first))
    } else {
        return;
    };
    if base.0 <= 0.0 {
        return;
    }
    let low = sign * (value.0 / base.1 - 1.0) * HUNDRED;
    let high = sign * (value.1 / base.0 - 1.0) * HUNDRED;
    let (low, high) = if low <= high { (low, high) } else { (high, low) };
    let (stated, step) = (rate.value.to_f64(), rate.step.to_f64());
    if stated >= low - step && stated <= high + step {
        return;
    }
    let computed = f64::midpoint(low, high);
    let message = Message::new("finding-growth")
        .with("rate", page.words(rate.span))
        .with("value", page.words(first.span))
        .with("base", page.words(second.span))
        .with("computed", format!("{computed:.2}%"));
    let others = [page.place(first.digits), page.place(second.digits)];
    found.add_beside(page, Span::new(second.span.end, rate.span.end), &others, message);
}

/// The words after those that name last year, without marks: empty if the base itself follows.
fn lead_into<'a>(lead: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().filter_map(|word| lead.strip_prefix(word)).min_by_key(|rest| rest.len())
}

/// The words between two figures without white space, commas and brackets.
fn between(page: &Page<'_>, left: &Figure, right: &Figure) -> String {
    let span = Span::new(left.span.end.min(right.span.start), right.span.start);
    page.slice(span).iter().filter(|c| !c.is_whitespace() && !",、()".contains(**c)).collect()
}

/// The range of values that round to a figure.
fn range(figure: &Figure) -> (f64, f64) {
    let (value, half) = (figure.value.to_f64(), figure.step.to_f64() / 2.0);
    (value - half, value + half)
}

fn exact(figure: &Figure) -> bool {
    counts_things(figure) && !is_rough(figure) && figure.value > Decimal::default()
}

/// A value with its growth.
struct Grown<'a> {
    figure: &'a Figure,
    rate: &'a Figure,
    /// Last year's value, implied by both.
    base: f64,
}

/// Checks a whole and its parts, each with its growth: the parts add up to the whole, but the values of last year that
/// their growth implies do not.
fn parts(page: &Page<'_>, figures: &[Figure], found: &mut Found) {
    let grown: Vec<Grown<'_>> =
        figures.windows(2).filter_map(|pair| grown(page, &pair[0], &pair[1])).collect();
    for (at, whole) in grown.iter().enumerate() {
        for count in 2..=grown.len().saturating_sub(at + 1).min(6) {
            let parts = &grown[at + 1..=at + count];
            if !divides(page, whole.rate.span.end, parts[0].figure.span.start) {
                break;
            }
            let one_unit = parts.iter().all(|part| part.figure.unit == whole.figure.unit);
            let sum: f64 = parts.iter().map(|part| part.figure.value.to_f64()).sum();
            let step = whole.figure.step.max(parts[0].figure.step).to_f64();
            let adds_up = (sum - whole.figure.value.to_f64()).abs() <= step * (count as f64 + 1.0) / 2.0;
            if !one_unit || !adds_up {
                continue;
            }
            let bases: f64 = parts.iter().map(|part| part.base).sum();
            if (bases - whole.base).abs() > whole.base * BASE_TOLERANCE {
                let span = Span::new(parts[0].figure.span.start, parts[count - 1].rate.span.end);
                let message = Message::new("finding-growth-parts")
                    .with("rate", page.words(whole.rate.span))
                    .with("computed", format!("{:.2}%", (sum / bases - 1.0) * HUNDRED));
                found.add_beside(page, span, &[page.place(whole.rate.span)], message);
            }
            break;
        }
    }
}

/// Whether the words between a whole and the next figure introduce its parts.
fn divides(page: &Page<'_>, from: usize, to: usize) -> bool {
    let gap = Span::new(from.min(to), to);
    gap.len() <= 40
        && ["其中", "包括", "分别", "分产业", "分行业", "分城乡"]
            .iter()
            .any(|words| !page.find(gap, words).is_empty())
}

fn grown<'a>(page: &Page<'_>, figure: &'a Figure, rate: &'a Figure) -> Option<Grown<'a>> {
    if !exact(figure) || !is_percent(rate) || is_rough(rate) {
        return None;
    }
    let words = between(page, figure, rate);
    let verb = lead_into(&words, BEFORE).or_else(|| words.strip_prefix("同比")).unwrap_or(&words);
    let sign = match verb {
        "增长" | "增加" | "上升" => 1.0,
        "下降" | "减少" => -1.0,
        _ => return None,
    };
    let growth = 1.0 + sign * rate.value.to_f64() / HUNDRED;
    (growth > 0.05).then(|| Grown { figure, rate, base: figure.value.to_f64() / growth })
}
