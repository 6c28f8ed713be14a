//! What stands on a report's text, notes and findings that overlap as they like, cut into pieces that do not. What a
//! piece looks like is for the writers.

use super::sheet::{Line, Sheet, Source};
use crate::duplicates::{Kind, Scope};
use crate::text::Span;

/// Something on a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where.
    pub span: Span,
    /// What.
    pub what: What,
}

/// What a mark is, with the index of its note or finding in the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A passage that stands in another report too.
    Same(usize),
    /// One that stands there nearly so.
    Near(usize),
    /// One that stands twice in this report.
    Within(usize),
    /// What a check found.
    Check(usize),
    /// A place of a note: the note, and which of its places.
    Note(usize, usize),
    /// A heading that its paragraph runs on from.
    Heading,
}

/// How many kinds of [`What`] there are.
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

/// Which kinds of marks lie on a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    /// Whether a mark of the same kind lies there; its index does not matter.
    pub(super) fn has(self, what: What) -> bool {
        self.0 & (1 << what.kind()) != 0
    }

    /// The kind of passage to show where several lie over each other: what stands twice here tells most.
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

/// A mark begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// Index of the mark.
    pub mark: usize,
    /// Whether it begins.
    pub begins: bool,
}

/// A line cut where marks begin and end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MarkedLine {
    /// The line's text without a gap.
    pub pieces: Vec<Piece>,
    /// What ends (or is empty) at the line's end.
    pub after: Vec<Point>,
}

/// A stretch under the same marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What begins and ends before it, in this order.
    pub before: Vec<Point>,
    /// Its text.
    pub span: Span,
    /// What lies on it.
    pub kinds: Kinds,
}

/// All marks on a report, in no order.
pub(super) fn marks(sheet: &Sheet, report: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (index, row) in sheet.findings.iter().enumerate() {
        let what = match row.source {
            Source::Duplicate { scope: Scope::Within, .. } => What::Within(index),
            Source::Duplicate { kind: Kind::Exact, .. } => What::Same(index),
            Source::Duplicate { .. } => What::Near(index),
            Source::Check { .. } => What::Check(index),
            Source::Gone => continue,
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

/// Cuts lines at marks, each mark drawn in to the lines' text first. n log n in the marks, linear in the lines.
pub(super) fn marked(lines: &[Line], marks: &[Mark]) -> Vec<MarkedLine> {
    // Order of events at one position: what lay before it ends, then something begins, then what is empty ends.
    let mut events: Vec<(usize, u8, usize)> = Vec::with_capacity(2 * marks.len());
    for (index, mark) in marks.iter().enumerate() {
        if let Some(span) = drawn_in(mark.span, lines) {
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

/// A span without what lies between and around the lines; empty where nothing of it lies in one.
fn drawn_in(span: Span, lines: &[Line]) -> Option<Span> {
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
        Line { span: Span::new(start, end), kind: LineKind::Paragraph, run_in: 0 }
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
        assert_eq!(drawn_in(Span::new(3, 5), &lines), Some(Span::new(5, 5)));
        assert_eq!(drawn_in(Span::new(3, 6), &lines), Some(Span::new(5, 6)));
        assert_eq!(drawn_in(Span::new(1, 5), &lines), Some(Span::new(1, 3)));
        assert_eq!(drawn_in(Span::new(9, 12), &lines), Some(Span::new(8, 8)));
        assert_eq!(drawn_in(Span::new(0, 1), &[]), None);
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
