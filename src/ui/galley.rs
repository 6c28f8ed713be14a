//! Characters of a laid-out text: the rectangles of a range of them, and the one nearest to a point. Rows come from
//! `typeset`, whose line ends between rows are not counted.

use egui::{Galley, Rect, Vec2, pos2};

/// The rectangles of the characters from `start` to `end`, one per row, relative to the galley.
pub(super) fn rects(galley: &Galley, start: usize, end: usize) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut row_start = 0;
    for row in &galley.rows {
        let row_end = row_start + row.glyphs.len();
        if start < row_end && row_start < end {
            let from = row.x_offset((start.max(row_start) - row_start).into());
            let to = row.x_offset((end.min(row_end) - row_start).into());
            rects.push(Rect::from_min_max(
                pos2(row.pos.x + from, row.min_y()),
                pos2(row.pos.x + to, row.max_y()),
            ));
        }
        row_start = row_end;
    }
    rects
}

/// The boundary between characters nearest to a point, from 0.
pub(super) fn character_at(galley: &Galley, at: Vec2) -> usize {
    let mut before = 0;
    for (index, row) in galley.rows.iter().enumerate() {
        if at.y < row.max_y() || index + 1 == galley.rows.len() {
            return before + row.char_at(at.x - row.pos.x).0;
        }
        before += row.glyphs.len();
    }
    before
}
