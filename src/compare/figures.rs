//! Figures that are the same in two editions of a report. A paragraph of which only the year was changed looks new; that
//! its figures are last year's is what a comparison of two years is for.

use std::collections::HashMap;

use super::row::{HunkKind, Role, Row};
use crate::figures::{Number, numbers};
use crate::text::{SourceText, Span};

/// Minimum value of a count that is compared: one leading group and one hotline remain one.
const LEAST: f64 = 2.0;

/// For each row of two editions its unchanged figures, on the left and on the right; rows without any are absent. Empty
/// where no year is replaced by another: then the reports are not of two years. Linear in the text of the rows.
pub(super) fn unchanged(
    rows: &[Row],
    left: &SourceText,
    right: &SourceText,
) -> HashMap<usize, Vec<[Span; 2]>> {
    let is_year_pair = rows.iter().flat_map(|row| &row.hunks).any(|hunk| hunk.kind == HunkKind::Year);
    if !is_year_pair {
        return HashMap::new();
    }
    let found = rows.iter().enumerate().filter(|(_, row)| row.role() == Role::Paragraph);
    let found = found.map(|(index, row)| (index, in_row(row, left, right)));
    found.filter(|(_, figures)| !figures.is_empty()).collect()
}

/// The figures outside of the hunks of a row that has both sides.
fn in_row(row: &Row, left: &SourceText, right: &SourceText) -> Vec<[Span; 2]> {
    let (Some(l), Some(r)) = (row.left, row.right) else { return Vec::new() };
    let mut figures = figures(left.slice(l.span)).into_iter().peekable();
    let mut found = Vec::new();
    let (mut from, mut to) = (l.span.start, r.span.start);
    // Equal stretches have one length on both sides, so an offset leads from one to the other.
    let stops = row.hunks.iter().map(|hunk| (hunk.left, hunk.right));
    let end = (Span::new(l.span.end, l.span.end), Span::new(r.span.end, r.span.end));
    for (hunk, other) in stops.chain([end]) {
        while let Some(figure) = figures.next_if(|figure| l.span.start + figure.end <= hunk.start) {
            let start = l.span.start + figure.start;
            if start < from {
                continue;
            }
            let there = to + (start - from);
            let both = [
                Span::new(start, start + figure.len()),
                Span::new(there, (there + figure.len()).min(right.characters())),
            ];
            if left.slice(both[0]) == right.slice(both[1]) {
                found.push(both);
            }
        }
        (from, to) = (hunk.end, other.end);
    }
    found
}

/// The counts and rates of a text, with their units. 100 % and a single thing remain so over the years.
fn figures(text: &str) -> Vec<Span> {
    let tells = |number: &Number| {
        let value = number.value.to_f64();
        if number.unit == "%" { (value - 100.0).abs() > f64::EPSILON } else { value >= LEAST }
    };
    numbers(text).into_iter().filter(tells).map(|number| number.span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        figures(text).iter().map(|span| chars[span.start..span.end].iter().collect()).collect()
    }

    #[test]
    fn counts_and_rates_are_figures_but_no_dates_and_numbers_of_documents() {
        assert_eq!(read("向14个乡镇赋权87项，办结率98.5%，共1,204件"), ["14个", "87项", "98.5%", "1,204件"]);
        assert_eq!(read("2024年3月5日印发〔2024〕12号，第9条，1个专班，合格率100%，12345热线"), [""; 0]);
    }

    #[test]
    fn figures_of_two_years_are_found_where_only_the_year_changed() {
        use crate::compare::{Input, compare};
        use crate::report::Report;
        use crate::structure::outline;
        use crate::task::Cancel;
        let last =
            Report::from_text("a", "一、工作\n2023年办结案件47件，回访310人次，满意率96%。\n全年培训5期。\n");
        let this =
            Report::from_text("b", "一、工作\n2024年办结案件47件，回访356人次，满意率96%。\n全年培训5期。\n");
        let (one, other) = (outline(&last), outline(&this));
        let input = |report, outline| Input { report, outline };
        let found = compare(input(&last, &one), input(&this, &other), &Cancel::default()).unwrap();
        let words = |row: usize| -> Vec<[String; 2]> {
            let list = found.unchanged.get(&row).cloned().unwrap_or_default();
            list.iter()
                .map(|[l, r]| [last.text.slice(*l).to_owned(), this.text.slice(*r).to_owned()])
                .collect()
        };
        let both = |figure: &str| [figure.to_owned(), figure.to_owned()];
        assert_eq!(words(1), [both("47件"), both("96%")]);
        assert_eq!(words(2), [both("5期")]);
        let same = compare(input(&last, &one), input(&last, &one), &Cancel::default()).unwrap();
        assert!(same.unchanged.is_empty(), "one year");
    }
}
