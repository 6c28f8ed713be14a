//! Which place of one report goes with which of another: what linked scrolling follows. Passages that both share are
//! the pins, then headings that both have; between two pins the way is even.

use std::collections::{BTreeMap, HashMap};

use super::{Document, Findings, MarkKind, ReportId};
use crate::text::normalize;

/// The way from positions of one report to positions of another, rising everywhere. Positions are fractions of code
/// points, so that scrolling stays smooth inside a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Pins from first to last; both sides rise. Never empty.
    pins: Vec<(usize, usize)>,
}

impl Link {
    /// The position on the right that goes with one on the left.
    #[must_use]
    pub fn right_from_left(&self, position: f64) -> f64 {
        follow(&self.pins, position, |pin| pin)
    }

    /// The position on the left that goes with one on the right.
    #[must_use]
    pub fn left_from_right(&self, position: f64) -> f64 {
        follow(&self.pins, position, |(left, right)| (right, left))
    }

    /// The link of the reports in two panes. Where both show one report the left pane is taken to stand at the
    /// earlier of two equal passages.
    #[must_use]
    pub fn new(findings: &Findings, left: (ReportId, &Document), right: (ReportId, &Document)) -> Self {
        let mut wanted = passages(findings, left.0, right.0);
        if left.0 != right.0 {
            wanted.extend(headings(left.1, right.1));
        }
        // The weightiest pins first; one that would cross a pin that stands is left out.
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
            // Two reports begin and end together, unless a passage says otherwise.
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

/// Along the pins; before the first and after the last in step.
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

/// A pin and how much speaks for it.
type Weighted = (usize, (usize, usize));

/// Both ends of each passage that has a place in both reports.
fn passages(findings: &Findings, left: ReportId, right: ReportId) -> Vec<Weighted> {
    let mut pins = Vec::new();
    let mut seen = HashMap::new();
    for mark in
        findings.marks(left).iter().filter(|mark| !matches!(mark.kind, MarkKind::Phrase | MarkKind::Check))
    {
        let finding = &findings.list[mark.finding];
        let here = finding.places[mark.place].span;
        let others = finding.places.iter().filter(|place| place.report == right && place.span != here);
        // The n-th place here goes with the n-th place there.
        let nth = seen.entry(mark.finding).or_insert(0usize);
        let there: Vec<_> = others.filter(|place| left != right || place.span.start > here.start).collect();
        let Some(place) = there.get(if left == right { 0 } else { *nth }).or(there.first()) else { continue };
        *nth += 1;
        pins.push((finding.characters, (here.start, place.span.start)));
        pins.push((finding.characters, (here.end, place.span.end)));
    }
    pins
}

/// The headings that stand once in each report, by their words without label.
fn headings(left: &Document, right: &Document) -> Vec<Weighted> {
    const WEIGHT_OF_A_HEADING: usize = 25;
    let once = |document: &Document| {
        let mut starts: HashMap<String, Option<usize>> = HashMap::new();
        for section in &document.outline.sections {
            let words = normalize(document.text().slice(section.heading)).symbols.into_iter().collect();
            starts.entry(words).and_modify(|start| *start = None).or_insert(Some(section.heading.start));
        }
        starts
    };
    let there = once(right);
    let pin = |(words, start): (String, Option<usize>)| {
        Some((WEIGHT_OF_A_HEADING, (start?, (*there.get(&words)?)?)))
    };
    once(left).into_iter().filter_map(pin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(pins: &[(usize, usize)]) -> Link {
        Link { pins: pins.to_vec() }
    }

    #[test]
    fn the_way_is_even_between_pins_and_in_step_outside() {
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
