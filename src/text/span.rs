//! Spans of source text.

/// A range of a report's source text in code points (Unicode scalar values), from 0, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Span {
    /// First code point inside.
    pub start: usize,
    /// First code point after.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`. Requires `start <= end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends at or after its start: {start}..{end}");
        Self { start, end }
    }

    /// Its length in code points.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the code point at `position` lies inside.
    #[must_use]
    pub fn contains(self, position: usize) -> bool {
        self.start <= position && position < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one code point.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The intersection of two spans; `None` if they do not overlap.
    #[must_use]
    pub fn intersection(self, other: Span) -> Option<Span> {
        self.overlaps(other).then(|| Span::new(self.start.max(other.start), self.end.min(other.end)))
    }
}

/// Number of characters in the union of the spans.
#[must_use]
pub fn union_length(mut spans: Vec<Span>) -> usize {
    spans.sort_unstable();
    let (mut covered, mut end) = (0, 0);
    for span in spans {
        covered += span.end.max(end) - span.start.max(end);
        end = end.max(span.end);
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_spans_do_not_overlap() {
        let (left, right) = (Span::new(0, 3), Span::new(3, 5));
        assert!(!left.overlaps(right));
        assert_eq!(left.intersection(right), None);
        assert!(left.contains(2) && !left.contains(3));
        assert_eq!(left.intersection(Span::new(1, 9)), Some(Span::new(1, 3)));
    }

    #[test]
    fn spans_that_overlap_count_once() {
        assert_eq!(union_length(vec![Span::new(5, 9), Span::new(0, 6), Span::new(20, 21)]), 10);
        assert_eq!(union_length(Vec::new()), 0);
    }
}
