//! Notes and findings on a report's text, which may overlap, cut into pieces that do not. Their appearance is up to
//! the writers.

use super::sheet::{Line, Sheet, Source};
use crate::duplicates::{Kind, Scope};
use crate::text::Span;

/// A note or finding on a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Position in the text.
    pub span: Span,
    /// The kind of mark.
    pub what: What,
}

/// The kind of mark, with the index of its note or finding in the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A passage that also occurs in another report.
    Same(usize),
    /// A passage with a similar one in another report.
    Near(usize),
    /// A passage repeated within this report.
    Within(usize),
    /// A finding of a check.
    Check(usize),
    /// A place of a note: the index of the note and of its place.
    Note(usize, usize),
    /// A run-in heading.
    Heading,
}

/// Number of kinds of [`What`].
const KINDS: usize = 6;

impl What {
    fn kind(self) -> usize {
        match self {
            Self::Same(_) => 0,
            Self::Near(_) => 1,
            Self::Within(_) => 2,
            Self::Check(_) => 3,
            Self::Note(..) => 4,
            Self::Heading => 5,
        }
    }
}

/// The kinds of marks on a piece, as a bit set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    /// Whether a mark of this kind is present; its index does not matter.
    pub(super) fn has(self, what: What) -> bool {
        self.0 & (1 << what.kind()) != 0
    }

    /// The kind of passage to show where several overlap: repetition within the report first.
    pub(super) fn passage(self) -> Option<&'static str> {
        [
            (What::Within(0), "within"),
            (What::Same(0), "same"),
            (What::Near(0), "near"),
            (What::Check(0), "check"),
        ]
        .into_iter()
        .find_map(|(what, name)| self.has(what).then_some(name))
    }
}

/// A start or end of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// Index of the mark.
    pub mark: usize,
    /// Whether it is a start.
    pub begins: bool,
}

/// A line cut at the starts and ends of marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MarkedLine {
    /// Contiguous pieces of the line's text.
    pub pieces: Vec<Piece>,
    /// Marks that end, or are empty, at the end of the line.
    pub after: Vec<Point>,
}

/// A stretch of text under the same marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Ends and starts before the piece, in this order.
    pub before: Vec<Point>,
    /// Position of the piece.
    pub span: Span,
    /// Kinds of marks on the piece.
    pub kinds: Kinds,
}

/// All marks on a report, unsorted.
pub(super) fn marks(sheet: &Sheet, report: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (index, row) in sheet.findings.iter().enumerate() {
        let what = match row.source {
            Source::Duplicate { scope: Scope::Within, .. } => What::Within(index),
            Source::Duplicate { kind: Kind::Exact, .. } => What::Same(index),
            Source::Duplicate { .. } => What::Near(index),
            Source::Check { .. } => What::Check(index),
            Source::Gone { .. } => continue,
        };
        let here = row.places.iter().filter(|place| place.report == report);
        marks.extend(here.map(|place| Mark { span: place.span, what }));
    }
    for (index, note) in sheet.notes.iter().enumerate() {
        for (number, place) in
            note.places.iter().enumerate().filter(|(_, place)| place.report == Some(report))
        {
            marks.extend(place.span.map(|span| Mark { span, what: What::Note(index, number) }));
        }
    }
    let lines = sheet.reports[report].lines.iter().filter(|line| line.run_in > 0);
    marks.extend(lines.map(|line| Mark {
        span: Span::new(line.span.start, line.span.start + line.run_in),
        what: What::Heading,
    }));
    marks
}

/// Cuts lines at marks, after clipping the marks to the lines' text. O(n log n) in the marks, linear in the lines.
pub(super) fn marked(lines: &[Line], marks: &[Mark]) -> Vec<MarkedLine> {
    // Order of events at one position: ends of earlier marks, then starts, then ends of empty marks.
    let mut events: Vec<(usize, u8, usize)> = Vec::with_capacity(2 * marks.len());
    for (index, mark) in marks.iter().enumerate() {
        if let Some(span) = clipped(mark.span, lines) {
            events.push((span.start, 1, index));
            events.push((span.end, if span.is_empty() { 2 } else { 0 }, index));
        }
    }
    events.sort_unstable();
    let mut events = events.into_iter().peekable();
    let mut counts = [0usize; KINDS];
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let mut marked = MarkedLine::default();
        let mut at = line.span.start;
        loop {
            let mut points = Vec::new();
            while let Some((_, order, mark)) = events.next_if(|event| {
                event.0 <= at && (at < line.span.end || event.1 == 0 || is_last(lines, line))
            }) {
                let begins = order == 1;
                let count = &mut counts[marks[mark].what.kind()];
                *count = if begins { *count + 1 } else { count.saturating_sub(1) };
                points.push(Point { mark, begins });
            }
            if at >= line.span.end {
                marked.after = points;
                break;
            }
            let next = events.peek().map_or(line.span.end, |event| event.0.min(line.span.end));
            let kinds = counts.iter().enumerate().filter(|(_, count)| **count > 0);
            let kinds = Kinds(kinds.fold(0, |bits, (kind, _)| bits | 1 << kind));
            marked.pieces.push(Piece { before: points, span: Span::new(at, next), kinds });
            at = next;
        }
        out.push(marked);
    }
    out
}

fn is_last(lines: &[Line], line: &Line) -> bool {
    lines.last().is_some_and(|last| last.span == line.span)
}

/// A span clipped to the lines' text; empty if none of it lies in a line.
fn clipped(span: Span, lines: &[Line]) -> Option<Span> {
    let last = lines.last()?;
    let first_ending_behind = lines.partition_point(|line| line.span.end <= span.start);
    let start = match lines.get(first_ending_behind) {
        Some(line) => span.start.max(line.span.start),
        None => last.span.end,
    };
    let beginning_before = lines.partition_point(|line| line.span.start < span.end);
    let end = beginning_before.checked_sub(1).map_or(start, |line| span.end.min(lines[line].span.end));
    Some(Span::new(start, end.max(start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sheet::LineKind;
    use proptest::prelude::*;

    fn line(start: usize, end: usize) -> Line {
        Line { span: Span::new(start, end), kind: LineKind::Paragraph, run_in: 0, page: None }
    }

    fn mark(start: usize, end: usize) -> Mark {
        Mark { span: Span::new(start, end), what: What::Note(0, 0) }
    }

    #[test]
    fn overlapping_marks_are_cut_apart() {
        let marks = [mark(1, 4), Mark { span: Span::new(2, 6), what: What::Same(0) }];
        let lines = marked(&[line(0, 8)], &marks);
        let spans: Vec<(usize, usize)> = lines[0].pieces.iter().map(|p| (p.span.start, p.span.end)).collect();
        assert_eq!(spans, [(0, 1), (1, 2), (2, 4), (4, 6), (6, 8)]);
        let kinds: Vec<(bool, Option<&str>)> =
            lines[0].pieces.iter().map(|p| (p.kinds.has(What::Note(9, 9)), p.kinds.passage())).collect();
        assert_eq!(
            kinds,
            [(false, None), (true, None), (true, Some("same")), (false, Some("same")), (false, None)]
        );
    }

    #[test]
    fn what_lies_between_lines_is_drawn_to_one() {
        let lines = [line(0, 3), line(5, 8)];
        assert_eq!(clipped(Span::new(3, 5), &lines), Some(Span::new(5, 5)));
        assert_eq!(clipped(Span::new(3, 6), &lines), Some(Span::new(5, 6)));
        assert_eq!(clipped(Span::new(1, 5), &lines), Some(Span::new(1, 3)));
        assert_eq!(clipped(Span::new(9, 12), &lines), Some(Span::new(8, 8)));
        assert_eq!(clipped(Span::new(0, 1), &[]), None);
    }

    proptest! {
        #[test]
        fn every_mark_begins_and_ends_once_and_no_text_is_lost(
            gaps in proptest::collection::vec((0usize..3, 1usize..6), 1..6),
            spans in proptest::collection::vec((0usize..40, 0usize..12), 0..12),
        ) {
            let mut at = 0;
            let lines: Vec<Line> = gaps.iter().map(|(gap, length)| {
                let start = at + gap;
                at = start + length + 1;
                line(start, start + length)
            }).collect();
            let marks: Vec<Mark> = spans.iter().map(|(start, length)| mark(*start, start + length)).collect();
            let cut = marked(&lines, &marks);
            for (line, cut) in lines.iter().zip(&cut) {
                let mut at = line.span.start;
                for piece in &cut.pieces {
                    prop_assert_eq!(piece.span.start, at);
                    prop_assert!(!piece.span.is_empty());
                    at = piece.span.end;
                }
                prop_assert_eq!(at, line.span.end);
            }
            let points: Vec<Point> = cut.iter().flat_map(|line| {
                line.pieces.iter().flat_map(|piece| piece.before.clone()).chain(line.after.clone())
            }).collect();
            prop_assert_eq!(points.len(), 2 * marks.len());
            for mark in 0..marks.len() {
                let of: Vec<bool> = points.iter().filter(|p| p.mark == mark).map(|p| p.begins).collect();
                prop_assert_eq!(of, [true, false]);
            }
        }
    }
}
