//! Rectangles of marks and notes in a galley. Painting is in `paint`, the buttons beside the text in `glyphs`.

use egui::Rect;

use super::Page;
use super::blocks::{Block, BlockRole};
use super::inserted::to_galley;
use crate::review::NoteId;
use crate::session::Mark;
use crate::text::Span;
use crate::ui::context::UiCtx;
use crate::ui::galley;

/// A mark in one block.
pub(super) struct LaidMark {
    pub(super) mark: Mark,
    /// One rectangle per row, relative to the galley.
    pub(super) rects: Vec<Rect>,
    /// Rectangles of the text that differs from another place, relative to the galley.
    pub(super) changed: Vec<Rect>,
    /// The mark covers the whole block: a line beside the text replaces underlines.
    pub(super) whole: bool,
    /// The mark begins in this block.
    pub(super) begins: bool,
    /// Index of its line among those of overlapping marks, so that their lines do not cover each other.
    pub(super) lane: usize,
}

/// A note in one block.
#[derive(Clone)]
pub(super) struct LaidNote {
    pub(super) note: NoteId,
    pub(super) number: usize,
    /// Position of its place: a note can have several in one report.
    pub(super) start: usize,
    pub(super) rects: Vec<Rect>,
    /// The note covers the whole block: a line beside the text replaces underlines.
    pub(super) whole: bool,
    pub(super) begins: bool,
}

/// The rectangles of a source span in the galley of a block, one per row.
pub(super) fn rects_of(laid: &egui::Galley, block: &Block, span: Span) -> Vec<Rect> {
    let Some(part) = span.intersection(block.span) else { return Vec::new() };
    let at = |position, ends| to_galley(block.span.start, &block.inserted, position, ends);
    galley::rects(laid, at(part.start, false), at(part.end, true))
}

pub(super) fn lay_marks(
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    block: &Block,
    galley: &egui::Galley,
) -> Vec<LaidMark> {
    let marks = cx.session.findings().marks_in(page.report, block.span);
    let whole_block = around(page, block);
    let mut lanes = [Lanes::default(), Lanes::default()];
    marks
        .filter(|mark| cx.session.shows(mark))
        .map(|mark| {
            // A check of figures marks the figures, not the sentences from the first to the last.
            let figures = cx.session.findings().list[mark.finding].figures.get(mark.place);
            let spots = figures.map_or(&[][..], Vec::as_slice);
            let whole = spots.is_empty() && mark.span.covers(whole_block);
            let rects = match spots {
                [] => rects_of(galley, block, mark.span),
                spots => spots.iter().flat_map(|spot| rects_of(galley, block, *spot)).collect(),
            };
            LaidMark {
                mark: *mark,
                rects,
                changed: changed_rects(cx, page, block, galley, mark),
                whole,
                begins: block.span.contains(mark.span.start),
                lane: lanes[usize::from(whole)].take(mark.span),
            }
        })
        .collect()
}

/// Whether a mark belongs to the chosen finding.
pub(super) fn is_chosen(cx: &UiCtx<'_>, mark: &Mark) -> bool {
    cx.session.chosen().is_some_and(|chosen| chosen.finding == mark.finding)
}

/// Lanes for lines, by the end of the last mark in each.
#[derive(Default)]
struct Lanes([usize; Lanes::MOST]);

impl Lanes {
    /// Number of lanes; further overlapping marks share the last one.
    const MOST: usize = 3;

    /// The first lane that is free at a mark's start. Marks are taken in the order of their starts.
    fn take(&mut self, span: Span) -> usize {
        let free = self.0.iter().position(|&end| end <= span.start).unwrap_or(Self::MOST - 1);
        self.0[free] = self.0[free].max(span.end);
        free
    }
}

/// The rectangles in a block of text that differs from the place that another pane shows.
fn changed_rects(
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    block: &Block,
    galley: &egui::Galley,
    mark: &Mark,
) -> Vec<Rect> {
    let changed = cx.session.changed(page.pane, mark);
    let from = changed.partition_point(|span| span.end <= block.span.start);
    let inside = changed[from..].iter().take_while(|span| span.start < block.span.end);
    inside.flat_map(|span| rects_of(galley, block, *span)).collect()
}

/// A block's span, extended for an empty line to its neighbours, so that a line along whole blocks bridges an empty one only
/// between two blocks of the same mark.
fn around(page: &Page<'_>, block: &Block) -> Span {
    if block.role != BlockRole::Blank {
        return block.span;
    }
    let text = page.document.text();
    let line = text.line_from_position(block.span.start);
    let before = line.checked_sub(1).map_or(block.span, |line| text.line_span(line));
    let after = if line + 1 < text.line_count() { text.line_span(line + 1) } else { block.span };
    Span::new(before.start, after.end)
}

pub(super) fn lay_notes(
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    block: &Block,
    galley: &egui::Galley,
) -> Vec<LaidNote> {
    let notes = cx.session.note_marks(page.report).iter();
    notes
        .filter(|note| note.span.overlaps(block.span))
        .map(|note| LaidNote {
            note: note.note.clone(),
            number: note.number,
            start: note.span.start,
            rects: rects_of(galley, block, note.span),
            whole: note.span.covers(block.span) && note.span.len() > block.span.len() + 1,
            begins: block.span.contains(note.span.start),
        })
        .collect()
}

/// The parts of a block that notes cover. Each is drawn once, however many notes cover it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Noted {
    /// One rectangle for each row and stretch of text, by row.
    pub(super) rows: Vec<Rect>,
    /// Whether a note covers the whole block, which a line beside the text shows.
    pub(super) whole: bool,
}

impl Noted {
    pub(super) fn by(notes: &[LaidNote]) -> Self {
        let whole = notes.iter().any(|note| note.whole);
        let mut rects: Vec<Rect> =
            notes.iter().filter(|note| !note.whole).flat_map(|note| note.rects.iter().copied()).collect();
        rects.sort_by(|a, b| a.top().total_cmp(&b.top()).then(a.left().total_cmp(&b.left())));
        let mut rows: Vec<Rect> = Vec::new();
        for rect in rects {
            match rows.last_mut() {
                Some(last) if (last.top() - rect.top()).abs() < 0.5 && rect.left() <= last.right() => {
                    *last = last.union(rect);
                }
                _ => rows.push(rect),
            }
        }
        Self { rows, whole }
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn text_under_many_notes_is_underlined_once() {
        let rect =
            |left: f32, right: f32, row: f32| Rect::from_min_max(pos2(left, row), pos2(right, row + 20.0));
        let note = |rects: Vec<Rect>, whole: bool| LaidNote {
            note: NoteId::from("a"),
            number: 1,
            start: 0,
            rects,
            whole,
            begins: true,
        };
        let mut notes = vec![note(vec![rect(0.0, 10.0, 0.0), rect(0.0, 5.0, 20.0)], false); 1_000];
        notes.push(note(vec![rect(8.0, 30.0, 0.0)], false));
        notes.push(note(vec![rect(40.0, 50.0, 0.0)], false));
        let expected = vec![rect(0.0, 30.0, 0.0), rect(40.0, 50.0, 0.0), rect(0.0, 5.0, 20.0)];
        assert_eq!(Noted::by(&notes), Noted { rows: expected.clone(), whole: false });
        notes.push(note(vec![rect(0.0, 90.0, 0.0)], true));
        assert_eq!(Noted::by(&notes), Noted { rows: expected, whole: true });
    }

    #[test]
    fn lines_of_marks_over_one_another_lie_apart() {
        let mut lanes = Lanes::default();
        let spans = [(0, 100), (10, 40), (20, 30), (25, 28), (50, 60), (100, 120)];
        let taken = spans.map(|(start, end)| lanes.take(Span::new(start, end)));
        assert_eq!(taken, [0, 1, 2, 2, 1, 0]);
    }
}
