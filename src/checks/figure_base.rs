//! Growth against last year's report: `规模以上工业产值完成207.2亿元，增长56.6%` implies 132.3, and the previous report gave another
//! value. Needs both reports of one unit, a year apart. The growth of quantities at constant prices (`生产总值`) differs
//! from that of their values; for them only growth that exceeds the rise of the values is reported.

use std::collections::HashMap;

use super::figures::{Figure, Kind};
use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Length of the name by which a quantity is matched, in characters from its end.
const NAME: usize = 12;
/// Minimum length of that name.
const SHORTEST: usize = 4;
/// Tolerance of growth against last year's value, in percentage points.
const TOLERANCE: f64 = 1.0;
/// Tolerance for quantities at constant prices, in the direction that prices do not explain, in percentage points.
const REAL_TOLERANCE: f64 = 0.5;
/// Quantities that are compared at constant prices.
const REAL: &[&str] = &["生产总值", "增加值", "总产值"];
/// Words of a sentence that states a plan.
const PLANS: &[&str] = &["计划", "预计", "目标", "力争", "预期", "安排", "到20"];
/// Words of the heading of a part on plans.
const PLANNING: &[&str] = &["今年", "安排", "目标", "任务", "打算", "思路", "部署", "下一步", "展望"];
/// Verbs between a quantity and its value.
const VERBS: &[&str] = &["完成", "实现", "达到", "达", "为", "累计", "总计", "预计", "约"];

pub(super) struct FigureBase;

impl Check for FigureBase {
    fn about(&self) -> About {
        About::new("figure-base", "check-figure-base", Group::Figures, Severity::Hint, true)
    }

    fn across(&self, pages: &[Page<'_>], found: &mut Found) {
        let mut by_unit: HashMap<(&str, u32), &Page<'_>> = HashMap::new();
        for page in pages {
            if let (Some(unit), Some(year)) = (page.identity.series_unit(), page.identity.year) {
                by_unit.entry((unit, year)).or_insert(page);
            }
        }
        for page in pages {
            let (Some(unit), Some(year)) = (page.identity.series_unit(), page.identity.year) else {
                continue;
            };
            if let Some(before) = by_unit.get(&(unit, year - 1)) {
                compare(page, before, found);
            }
        }
    }
}

/// A quantity with its value.
struct Quantity<'a> {
    name: String,
    figure: &'a Figure,
    /// Growth in per cent, if it follows the value.
    growth: Option<(f64, Span)>,
}

fn compare(page: &Page<'_>, before: &Page<'_>, found: &mut Found) {
    let mut known: HashMap<(String, Vec<char>), Vec<Quantity<'_>>> = HashMap::new();
    for quantity in quantities(before) {
        let key = (tail(&quantity.name), before.slice(quantity.figure.unit).to_vec());
        known.entry(key).or_default().push(quantity);
    }
    for quantity in quantities(page) {
        let Some((growth, rate)) = quantity.growth else { continue };
        let key = (tail(&quantity.name), page.slice(quantity.figure.unit).to_vec());
        let same: Vec<&Quantity<'_>> = known
            .get(&key)
            .into_iter()
            .flatten()
            .filter(|other| other.name.ends_with(&quantity.name) || quantity.name.ends_with(&other.name))
            .collect();
        // A name with two values is ambiguous.
        let [earlier] = same[..] else { continue };
        let rise = (quantity.figure.value.0 as f64 / earlier.figure.value.0 as f64 - 1.0) * 100.0;
        let rounding = 100.0
            * (quantity.figure.step.0 as f64 / quantity.figure.value.0 as f64
                + earlier.figure.step.0 as f64 / earlier.figure.value.0 as f64);
        let real = REAL.iter().any(|end| quantity.name.contains(end));
        let misses = if real {
            growth - rise > REAL_TOLERANCE + rounding
        } else {
            (growth - rise).abs() > TOLERANCE + rounding
        };
        if misses {
            let span = Span::new(quantity.figure.span.start, rate.end);
            let message = Message::new("finding-figure-base")
                .with("name", quantity.name.as_str())
                .with("growth", page.words(rate))
                .with("earlier", before.words(Span::new(earlier.figure.span.start, earlier.figure.end())))
                .with("computed", format!("{rise:.1}%"));
            found.add_beside(page, span, &[before.place(earlier.figure.span)], message);
        }
    }
}

/// The last characters of a name, by which names of different lengths are matched.
fn tail(name: &str) -> String {
    let length = name.chars().count();
    name.chars().skip(length.saturating_sub(SHORTEST)).collect()
}

/// The quantities in a report with exact values.
fn quantities<'a>(page: &'a Page<'_>) -> Vec<Quantity<'a>> {
    let mut quantities = Vec::new();
    let plans = plans(page);
    for sentence in page.sentences().take_while(|sentence| sentence.start < plans) {
        let figures = page.figures_in(sentence);
        for (at, figure) in figures.iter().enumerate() {
            let exact = figure.kind == Kind::Count && !figure.rough && !figure.han && figure.value.0 > 0;
            if !exact || figure.unit.is_empty() {
                continue;
            }
            let clause = Span::new(sentence.start.max(figure.span.start.saturating_sub(30)), figure.end());
            if PLANS.iter().any(|words| !page.find(clause, words).is_empty()) {
                continue;
            }
            if let Some(name) = name(page, figure) {
                let growth = figures.get(at + 1).and_then(|rate| growth(page, figure, rate));
                quantities.push(Quantity { name, figure, growth });
            }
        }
    }
    quantities
}

/// Position at which a report's part on plans begins.
fn plans(page: &Page<'_>) -> usize {
    let next = page.identity.year.map(|year| format!("{}年", year + 1)).unwrap_or_default();
    let tops = page.outline.sections.iter().filter(|section| section.parent.is_none()).skip(1);
    let mut planning = tops.filter(|section| {
        let heading = page.folded(section.heading);
        PLANNING.iter().any(|words| heading.contains(words)) || !next.is_empty() && heading.contains(&next)
    });
    planning.next().map_or(page.chars.len(), |section| section.heading.start)
}

/// The name of a quantity before its value: `地区生产总值` of `全年地区生产总值完成`. Without a verb or 全年 before the value
/// the words from the last mark on must be short enough to be nothing but the name.
fn name(page: &Page<'_>, figure: &Figure) -> Option<String> {
    let lead = page.folded(page.han_before(figure.span.start, NAME + 4));
    let mut name = lead.as_str();
    while let Some(rest) = VERBS.iter().find_map(|verb| name.strip_suffix(verb)) {
        name = rest;
    }
    if let Some((_, rest)) = name.rsplit_once("全年") {
        name = rest;
    }
    for prefix in ["全区", "全县", "全市", "全省", "实现", "完成", "我区", "我县", "我市", "年末", "年底"]
    {
        name = name.strip_prefix(prefix).unwrap_or(name);
    }
    let is_whole = name != lead || lead.chars().count() < NAME;
    (name.chars().count() >= SHORTEST && is_whole).then(|| name.to_owned())
}

fn growth(page: &Page<'_>, figure: &Figure, rate: &Figure) -> Option<(f64, Span)> {
    if rate.kind != Kind::Percent || rate.rough {
        return None;
    }
    let words = page.squashed(Span::new(figure.end().min(rate.span.start), rate.span.start));
    let words = words.trim_start_matches(',');
    let verb = ["同比", "比上年", "比去年", "较上年", "较去年", "比上年同期"]
        .iter()
        .filter_map(|lead| words.strip_prefix(lead))
        .min_by_key(|rest| rest.len())
        .unwrap_or(words);
    let sign = match verb {
        "增长" | "增加" | "上升" => 1.0,
        "下降" | "减少" => -1.0,
        _ => return None,
    };
    Some((sign * rate.value.0 as f64 / 1_000_000.0, rate.span))
}
