//! The ruler at the comparison's edge: all rows as a strip, scaled by their characters, with what differs and the part in
//! view. A click or drag scrolls there.

use std::sync::Arc;

use egui::{Color32, Mesh, Rect, Sense, Shape, Ui, pos2};

use super::lay::Page;
use super::{SeenRow, View};
use crate::compare::{Comparison, Folding, RowKind};
use crate::session::{CompareCommand, MarkKind, Ticket};
use crate::ui::context::UiCtx;
use crate::ui::thumb::{thumb, thumb_ui};

/// Height that a row has on the ruler at least, in points.
const LEAST: f32 = 2.0;
/// Characters that each row counts for besides its own, for its room above and below.
const BESIDE: usize = 16;

/// The mesh of the strip, rebuilt when the rows, their folding or the rectangle change.
#[derive(Default)]
pub(super) struct Ruler {
    key: Option<(Ticket, Folding, Rect, bool)>,
    /// Characters before each row, and of all.
    before: Vec<usize>,
    mesh: Arc<Mesh>,
}

impl Ruler {
    fn fill(&mut self, cx: &UiCtx<'_>, rows: &Comparison, key: (Ticket, Folding), rect: Rect) {
        let key = (key.0, key.1, rect, cx.palette.dark);
        if self.key.replace(key) == Some(key) {
            return;
        }
        let mut all = 0;
        self.before = std::iter::once(0)
            .chain(rows.rows.iter().map(|row| {
                let length = |cell: Option<crate::compare::Cell>| cell.map_or(0, |cell| cell.span.len());
                all += length(row.left).max(length(row.right)) + BESIDE;
                all
            }))
            .collect();
        let mut bars = Bars::default();
        for row in 0..rows.rows.len() {
            if let Some(color) = color(cx, rows, key.1, row) {
                let (top, bottom) = (self.y_of(rect, row), self.y_of(rect, row + 1));
                bars.add(color, top, bottom.max(top + LEAST));
            }
        }
        self.mesh = Arc::new(bars.mesh(rect));
    }

    fn y_of(&self, rect: Rect, row: usize) -> f32 {
        let all = self.before.last().copied().unwrap_or(1).max(1);
        rect.top() + rect.height() * self.before[row.min(self.before.len() - 1)] as f32 / all as f32
    }
}

/// The colour of a row that differs or keeps last year's figures.
fn color(cx: &UiCtx<'_>, rows: &Comparison, folding: Folding, row: usize) -> Option<Color32> {
    let palette = cx.palette;
    if folding.unchanged && rows.unchanged.contains_key(&row) {
        return Some(palette.mark(MarkKind::Check));
    }
    if folding.folds(rows, row).is_some() || !rows.rows[row].is_difference() {
        return None;
    }
    Some(match rows.rows[row].kind {
        RowKind::Equal => return None,
        RowKind::Changed => palette.mark(MarkKind::Near),
        RowKind::Moved => palette.accent,
        RowKind::OnlyLeft => palette.danger,
        RowKind::OnlyRight => palette.success,
    })
}

/// The bars of the strip. Those of one colour that touch are one bar, so that their number is bounded by the height of
/// the strip and not by the number of rows.
#[derive(Default)]
struct Bars {
    /// Colour, top and bottom of each bar.
    list: Vec<(Color32, f32, f32)>,
    /// The lowest bar of each colour, as an index in `list`.
    lowest: Vec<(Color32, usize)>,
}

impl Bars {
    /// Adds a bar that does not begin above the ones before it.
    fn add(&mut self, color: Color32, top: f32, bottom: f32) {
        let next = self.list.len();
        let Some((_, lowest)) = self.lowest.iter_mut().find(|(of, _)| *of == color) else {
            self.lowest.push((color, next));
            return self.list.push((color, top, bottom));
        };
        match &mut self.list[*lowest] {
            (_, _, end) if top <= *end => *end = end.max(bottom),
            _ => {
                *lowest = next;
                self.list.push((color, top, bottom));
            }
        }
    }

    fn mesh(self, rect: Rect) -> Mesh {
        let mut mesh = Mesh::default();
        for (color, top, bottom) in self.list {
            let (left, right) = (rect.left() + 7.0, rect.right() - 5.0);
            mesh.add_colored_rect(Rect::from_min_max(pos2(left, top), pos2(right, bottom)), color);
        }
        mesh
    }
}

impl View {
    pub(super) fn ruler_ui(
        &mut self,
        ui: &Ui,
        cx: &mut UiCtx<'_>,
        page: &Page<'_>,
        rect: Rect,
        seen: &[SeenRow],
    ) {
        let Some(key) = self.key else { return };
        self.ruler.fill(cx, page.rows, key, rect);
        let painter = ui.painter();
        painter.vline(rect.left(), rect.y_range(), (1.0, cx.palette.divider));
        painter.add(Shape::Mesh(self.ruler.mesh.clone()));
        let response = ui.interact(rect, egui::Id::unique("compare-ruler"), Sense::click_and_drag());
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return };
        let part = Rect::from_min_max(
            pos2(rect.left() + 3.0, self.ruler.y_of(rect, first.row)),
            pos2(rect.right() - 1.0, self.ruler.y_of(rect, last.row + 1)),
        );
        let thumb = thumb(part, rect);
        let value = f64::from((thumb.top() - rect.top()) / rect.height().max(1.0));
        if let Some(share) = thumb_ui(ui, cx, rect, thumb, value, &response) {
            let all = self.ruler.before.last().copied().unwrap_or_default();
            let wanted = (share * all as f32) as usize;
            let row = self.ruler.before.partition_point(|&before| before <= wanted).saturating_sub(1);
            let row = row.min(page.rows.rows.len().saturating_sub(1));
            self.jump_to(row);
            cx.push(CompareCommand::RowInView(row));
            ui.ctx().request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_of_one_colour_that_touch_are_one() {
        let mut bars = Bars::default();
        // 100,000 rows on 200 points, in two colours by turns.
        for row in 0..100_000 {
            let top = row as f32 * 0.002;
            let color = if row % 2 == 0 { Color32::RED } else { Color32::GREEN };
            bars.add(color, top, top + LEAST);
        }
        assert_eq!(bars.list.len(), 2);
        bars.add(Color32::RED, 300.0, 302.0);
        assert_eq!(bars.list.last(), Some(&(Color32::RED, 300.0, 302.0)));
        assert_eq!(bars.mesh(Rect::EVERYTHING).indices.len(), 3 * 6);
    }
}
