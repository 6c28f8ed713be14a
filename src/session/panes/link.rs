//! Maps positions of one report to positions of another, for linked scrolling. Common passages and headings are fixed
//! points; positions between two fixed points are interpolated.

use std::collections::{BTreeMap, HashMap};

use crate::session::analysis::{Findings, Mark, MarkKind};
use crate::session::library::{Document, ReportId};
use crate::text::{Span, normalize};

/// Weight of a common heading, in characters of a common passage.
const HEADING_WEIGHT: usize = 25;
/// Maximum number of headings of a report that are used as fixed points.
const MAX_HEADINGS: usize = 5_000;

/// A strictly increasing map between positions of two reports. Positions are in characters, with fractions so that
/// scrolling is smooth inside a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Fixed points, increasing on both sides. Never empty.
    pins: Vec<(usize, usize)>,
}

impl Link {
    /// The position on the right for one on the left.
    #[must_use]
    pub fn right_from_left(&self, position: f64) -> f64 {
        follow(&self.pins, position, |pin| pin)
    }

    /// The position on the left for one on the right.
    #[must_use]
    pub fn left_from_right(&self, position: f64) -> f64 {
        follow(&self.pins, position, |(left, right)| (right, left))
    }

    /// Links the reports in two panes. If both are the same report, the left pane is assumed to show the earlier of two
    /// equal passages.
    #[must_use]
    pub fn new(findings: &Findings, left: (ReportId, &Document), right: (ReportId, &Document)) -> Self {
        let mut wanted = passages(findings, left.0, right.0);
        if left.0 != right.0 {
            wanted.extend(headings(left.1, right.1));
        }
        // Heaviest first; a point that contradicts one accepted before is left out.
        wanted.sort_by_key(|&(weight, pin)| (std::cmp::Reverse(weight), pin));
        let ends = (left.1.text().characters(), right.1.text().characters());
        let mut pins = BTreeMap::new();
        for (_, (from, to)) in wanted {
            let before = pins.range(..=from).next_back().is_none_or(|(_, &right)| right < to);
            let after = pins.range(from..).next().is_none_or(|(_, &right)| to < right);
            if before && after {
                pins.insert(from, to);
            }
        }
        if left.0 != right.0 || pins.is_empty() {
            // The beginnings and the ends correspond, unless a passage contradicts.
            if pins.first_key_value().is_none_or(|(&from, &to)| from > 0 && to > 0) {
                pins.insert(0, 0);
            }
            if pins.last_key_value().is_none_or(|(&from, &to)| from < ends.0 && to < ends.1) {
                pins.insert(ends.0, ends.1);
            }
        }
        Self { pins: pins.into_iter().collect() }
    }
}

/// Interpolates between fixed points; before the first and after the last the distance to it is kept.
fn follow(pins: &[(usize, usize)], position: f64, turn: impl Fn((usize, usize)) -> (usize, usize)) -> f64 {
    let after = pins.partition_point(|&pin| (turn(pin).0 as f64) <= position);
    let at = |index: usize| {
        let (from, to) = turn(pins[index]);
        (from as f64, to as f64)
    };
    match (after.checked_sub(1), after < pins.len()) {
        (Some(before), true) => {
            let ((from, to), (next_from, next_to)) = (at(before), at(after));
            to + (position - from) / (next_from - from) * (next_to - to)
        }
        (Some(last), false) => at(last).1 + (position - at(last).0),
        (None, _) => at(0).1 - (at(0).0 - position),
    }
    .max(0.0)
}

/// A fixed point with its weight.
type Weighted = (usize, (usize, usize));

/// Both ends of each passage that has a place in both reports. Linear in the marks of the left report and in the places
/// of their findings.
fn passages(findings: &Findings, left: ReportId, right: ReportId) -> Vec<Weighted> {
    let mut pins = Vec::new();
    // Places of each finding in the right report, sorted, and the number of them already used.
    let mut others: HashMap<usize, (Vec<Span>, usize)> = HashMap::new();
    let is_passage = |mark: &&Mark| !matches!(mark.kind, MarkKind::Phrase | MarkKind::Check);
    for mark in findings.marks(left).iter().filter(is_passage) {
        let finding = &findings.list[mark.finding];
        let here = finding.places[mark.place].span;
        let (there, taken) = others.entry(mark.finding).or_insert_with(|| {
            let places = finding.places.iter().filter(|place| place.report == right);
            let mut there: Vec<Span> = places.map(|place| place.span).collect();
            there.sort_unstable();
            (there, 0)
        });
        // The n-th place here corresponds to the n-th place there; in one report to the next place.
        let span = if left == right {
            there.get(there.partition_point(|span| span.start <= here.start))
        } else {
            there.get(*taken).or(there.first())
        };
        if let Some(&span) = span {
            *taken += 1;
            pins.push((finding.characters, (here.start, span.start)));
            pins.push((finding.characters, (here.end, span.end)));
        }
    }
    pins
}

/// Headings that occur exactly once in each report, compared without spaces and widths. None where a report has more than
/// [`MAX_HEADINGS`]: normalising them would delay the frame that shows it.
fn headings(left: &Document, right: &Document) -> Vec<Weighted> {
    if left.outline.sections.len().max(right.outline.sections.len()) > MAX_HEADINGS {
        return Vec::new();
    }
    let once = |document: &Document| {
        let mut starts: HashMap<String, Option<usize>> = HashMap::new();
        for section in &document.outline.sections {
            let words = normalize(document.text().slice(section.heading)).symbols.into_iter().collect();
            starts.entry(words).and_modify(|start| *start = None).or_insert(Some(section.heading.start));
        }
        starts
    };
    let there = once(right);
    let pin =
        |(words, start): (String, Option<usize>)| Some((HEADING_WEIGHT, (start?, (*there.get(&words)?)?)));
    once(left).into_iter().filter_map(pin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(pins: &[(usize, usize)]) -> Link {
        Link { pins: pins.to_vec() }
    }

    #[test]
    fn positions_are_interpolated_between_fixed_points_and_shifted_outside() {
        let link = link(&[(10, 100), (20, 120), (40, 130)]);
        for (left, right) in
            [(10.0, 100.0), (15.0, 110.0), (20.0, 120.0), (30.0, 125.0), (50.0, 140.0), (5.0, 95.0)]
        {
            assert!((link.right_from_left(left) - right).abs() < 1e-9, "{left}");
            assert!((link.left_from_right(right) - left).abs() < 1e-9, "{right}");
        }
        assert!((link.left_from_right(0.0)).abs() < 1e-9, "never before the beginning");
    }
}
