//! Figures of this year's report against last year's report of the same unit: a value ten thousand times last year's; growth
//! that does not fit both values (`规模以上工业产值完成207.2亿元，增长56.6%` implies 132.3, and the previous report gave another
//! value); and last year's value given otherwise (`比上年9.89万元增加2.71万元` for 9.98). Figures and the words for what they
//! count are those of the ledger. The growth of quantities at constant prices (`生产总值`) differs from that of their values;
//! for them only growth that exceeds the rise of the values is reported.

use std::collections::HashMap;

use super::page::Page;
use super::{About, Check, Found, Group};
use crate::figures::{Against, Cell, Decisions, Figure, Kind, Row, rows};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Minimum length of the words for a quantity, in characters.
const SHORTEST: usize = 4;
/// Certainty from which on the words of two reports name one quantity: for growth, and for a value of last year, which is
/// rarely given twice.
const SURE: (f32, f32) = (0.75, 0.9);
/// Tolerance of growth against last year's value, in percentage points.
const TOLERANCE: f64 = 1.0;
/// Tolerance for quantities at constant prices, in the direction that prices do not explain, in percentage points.
const REAL_TOLERANCE: f64 = 0.5;
/// Quantities that are compared at constant prices.
const REAL: &[&str] = &["生产总值", "增加值", "总产值"];
/// Quantities whose first values are revised by the statistics of the year after.
const REVISED: &[&str] = &["生产总值", "增加值", "总产值", "零售", "固定资产", "人口", "收入水平"];

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

/// Figures that both reports have under one name, one in each.
struct Pair<'a> {
    name: &'a str,
    certainty: f32,
    earlier: &'a Figure,
    /// Index of the figure of this year's report.
    later: usize,
}

fn compare(page: &Page<'_>, before: &Page<'_>, found: &mut Found) {
    let (known, now) = (before.ledger(), page.ledger());
    let both = rows(&[known, now], &Decisions::default());
    for pair in pairs(&both, known) {
        if !size(page, before, &pair, &now[pair.later], found) {
            growth(page, before, &pair, now, found);
        }
    }
    // Values of last year belong to no row; as values of the year they do.
    let of_last_year: Vec<Figure> = now
        .iter()
        .filter(|figure| figure.earlier == Some(Against::LastYear) && is_exact(figure))
        .map(|figure| Figure { earlier: None, ..figure.clone() })
        .collect();
    if of_last_year.is_empty() {
        return;
    }
    let both = rows(&[known, &of_last_year], &Decisions::default());
    for pair in pairs(&both, known) {
        carried(page, before, &pair, &of_last_year, found);
    }
}

/// Rows with one exact figure in each report. An indicator with two figures is two things, or cannot be compared.
fn pairs<'a>(rows: &'a [Row], known: &'a [Figure]) -> impl Iterator<Item = Pair<'a>> {
    rows.iter().filter_map(|row| {
        let (before, now): (Vec<Cell>, Vec<Cell>) =
            row.cells.iter().copied().partition(|cell| cell.report == 0);
        let ([before], [now]) = (&before[..], &now[..]) else { return None };
        let earlier = known.get(before.figure).filter(|figure| is_exact(figure))?;
        let named = row.indicator.chars().count() >= SHORTEST;
        named.then_some(Pair { name: &row.indicator, certainty: row.certainty, earlier, later: now.figure })
    })
}

/// Reports a value that is about 10,000 or 100,000,000 times last year's, or a fraction of it as small: 万 or 亿 is missing
/// in one of the two. Returns whether it is.
fn size(page: &Page<'_>, before: &Page<'_>, pair: &Pair<'_>, later: &Figure, found: &mut Found) -> bool {
    /// How much else than the unit may have changed.
    const CHANGE: f64 = 3.0;
    let counts = matches!(later.kind, Kind::Count | Kind::Money) && is_exact(later);
    let times = later.value.to_f64() / pair.earlier.value.to_f64();
    let times = if times < 1.0 { 1.0 / times } else { times };
    let off = [1e4, 1e8].iter().any(|size| (size / CHANGE..=size * CHANGE).contains(&times));
    if !counts || !off || pair.certainty < SURE.1 {
        return false;
    }
    let message = Message::new("finding-figure-size")
        .with("name", pair.name)
        .with("value", page.words(later.span))
        .with("earlier", before.words(pair.earlier.span));
    found.add_beside(page, later.span, &[before.place(pair.earlier.span)], message);
    true
}

/// Reports a rate of growth that does not fit the values of both years.
fn growth(page: &Page<'_>, before: &Page<'_>, pair: &Pair<'_>, now: &[Figure], found: &mut Found) {
    let later = &now[pair.later];
    let stated = now.get(pair.later + 1).filter(|rate| rate.kind == Kind::Change && rate.unit == "%");
    let Some(rate) = stated.filter(|rate| rate.approximate.is_none()) else { return };
    let of_year = rate.change.is_some_and(|change| {
        change.of == Some(pair.later) && !matches!(change.against, Some(Against::YearStart | Against::Other))
    });
    let counts = matches!(later.kind, Kind::Count | Kind::Money) && pair.earlier.value.to_f64() > 0.0;
    if !of_year || !counts || !is_exact(later) || later.in_table || pair.certainty < SURE.0 {
        return;
    }
    let falls = rate.change.is_some_and(|change| change.falls) && !rate.value.is_negative();
    let growth = rate.value.to_f64() * if falls { -1.0 } else { 1.0 };
    let (value, base) = (later.value.to_f64(), pair.earlier.value.to_f64());
    let rise = (value / base - 1.0) * 100.0;
    let rounding = 100.0 * (later.step.to_f64() / value + pair.earlier.step.to_f64() / base);
    let misses = if REAL.iter().any(|words| pair.name.contains(words)) {
        growth - rise > REAL_TOLERANCE + rounding
    } else {
        (growth - rise).abs() > TOLERANCE + rounding
    };
    if misses {
        let message = Message::new("finding-figure-base")
            .with("name", pair.name)
            .with("growth", page.words(rate.span))
            .with("earlier", before.words(pair.earlier.span))
            .with("computed", format!("{rise:.1}%"));
        let span = Span::new(later.span.start, rate.span.end);
        found.add_beside(page, span, &[before.place(pair.earlier.span)], message);
    }
}

/// Reports a value of last year that is another in last year's report.
fn carried(page: &Page<'_>, before: &Page<'_>, pair: &Pair<'_>, stated: &[Figure], found: &mut Found) {
    let stated = &stated[pair.later];
    let step = stated.step.to_f64().max(pair.earlier.step.to_f64());
    let differ = (stated.value.to_f64() - pair.earlier.value.to_f64()).abs() > step * 1.01;
    let revised = REVISED.iter().any(|words| pair.name.contains(words));
    if pair.certainty < SURE.1 || revised || !differ {
        return;
    }
    let message = Message::new("finding-figure-carried")
        .with("name", pair.name)
        .with("value", page.words(stated.span))
        .with("earlier", before.words(pair.earlier.span));
    found.add_beside(page, stated.span, &[before.place(pair.earlier.span)], message);
}

/// Whether a figure states an exact value that was reached.
fn is_exact(figure: &Figure) -> bool {
    figure.approximate.is_none() && !figure.planned && !matches!(figure.kind, Kind::Change | Kind::Rank)
}

#[cfg(test)]
mod tests {
    use crate::checks::{Input, Selection, run};
    use crate::report::Report;
    use crate::structure::outline;
    use crate::task::Cancel;

    /// Marked words of findings about values of last year.
    fn marked(last: &str, this: &str) -> Vec<String> {
        found(last, this, "finding-figure-carried")
    }

    /// Marked words of findings with a message.
    fn found(last: &str, this: &str, message: &str) -> Vec<String> {
        let title = |year: u32| format!("青云县{year}年法治政府建设年度报告\n\n一、主要工作\n\n");
        let reports = [(2023, last), (2024, this)].map(|(year, text)| {
            Report::from_text(format!("/{year}.txt"), &format!("{}{text}\n", title(year)))
        });
        let outlines: Vec<_> = reports.iter().map(outline).collect();
        let inputs: Vec<Input<'_>> =
            reports.iter().zip(&outlines).map(|(report, outline)| Input { report, outline }).collect();
        let found = run(&inputs, &Selection::default(), &Cancel::default()).unwrap();
        let found = found.iter().filter(|finding| finding.message.id == message);
        found.map(|finding| reports[finding.place.report].text.slice(finding.place.span).to_owned()).collect()
    }

    #[test]
    fn a_value_ten_thousand_times_last_years_has_another_unit() {
        let size = |last: &str, this: &str| found(last, this, "finding-figure-size");
        assert_eq!(size("全年罚没收入9.98万元。", "全年罚没收入12.6元。"), ["12.6元"]);
        assert_eq!(size("全年罚没收入9.98万元。", "全年罚没收入12.6亿元。"), ["12.6亿元"]);
        assert_eq!(
            size("全年罚没收入9.98万元。", "全年罚没收入0.21亿元。"),
            [""; 0],
            "a rise, however steep"
        );
        assert_eq!(size("全年罚没收入9.98万元。", "计划罚没收入12.6元。"), [""; 0], "planned");
    }

    #[test]
    fn a_value_of_last_year_is_that_of_last_years_report() {
        let last = "全年罚没收入9.98万元，受理行政复议案件120件。";
        assert_eq!(marked(last, "全年罚没收入12.6万元，比上年9.89万元增加2.71万元。"), ["9.89万元"]);
        assert_eq!(marked(last, "全年罚没收入12.6万元，比上年9.98万元增加2.62万元。"), [""; 0]);
        assert_eq!(marked(last, "全年罚没收入12.6万元，比上年10万元增加2.6万元。"), [""; 0], "rounded");
        assert_eq!(marked(last, "全年罚没收入12.6万元，比上年约9万元增加3.6万元。"), [""; 0], "inexact");
        let revised = "地区生产总值120亿元。";
        assert_eq!(marked(revised, "地区生产总值130亿元，比上年121亿元增长7.4%。"), [""; 0], "revised later");
    }
}
