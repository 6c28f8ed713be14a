//! All cells of the matrix in the window at once, however small. A click shows the cell at its usual size.

use egui::{Mesh, Rect, Sense, Shape, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::grid::{Cursor, DOT, Grid, Headings, fitting, names_room, room, shade};
use crate::ui::context::UiCtx;

impl Grid<'_> {
    /// Draws the overview. Returns whether a cell was chosen, at which the cursor then is. Linear in the cells.
    pub(super) fn overview_ui(&self, ui: &mut Ui, cx: &mut UiCtx<'_>, cursor: &mut Cursor) -> bool {
        let count = self.rows.len();
        let side = fitting(room(ui, self.longest), count).max(DOT);
        let names = names_room(ui, self.longest);
        let all = ui.available_rect_before_wrap();
        let cells = Rect::from_min_size(all.min + names, Vec2::splat(side * count as f32));
        let response = ui.interact(cells.intersect(all), ui.scope_id().with("overview"), Sense::click());
        let name = cx.tr("matrix-overview");
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
        // A gap between cells that are large enough for one.
        let gap = if side >= 8.0 { 1.0 } else { 0.0 };
        let rect_of = |row: usize, column: usize| {
            let corner = cells.min + vec2(side * column as f32, side * row as f32);
            Rect::from_min_size(corner, Vec2::splat(side - gap))
        };
        let painter = ui.painter().with_clip_rect(all.intersect(ui.clip_rect()));
        painter.rect_filled(cells, 0.0, shade(cx, 0.0, false));
        let mut mesh = Mesh::default();
        for row in 0..count {
            for column in 0..count {
                let share = self.share(row, column);
                if share > 0.0 {
                    mesh.add_colored_rect(rect_of(row, column), shade(cx, share, row == column));
                }
            }
        }
        painter.add(Shape::mesh(mesh));
        painter.rect_stroke(cells, 0.0, (1.0, cx.palette.divider), StrokeKind::Outside);
        let at = |at: f32| ((at / side).max(0.0) as usize).min(count - 1);
        let pointed = response.hover_pos().map(|pos| (at(pos.y - cells.top()), at(pos.x - cells.left())));
        if let Some((row, column)) = pointed {
            let cell = rect_of(row, column);
            for line in [
                Rect::from_min_max(pos2(cells.left(), cell.top()), pos2(cells.right(), cell.bottom())),
                Rect::from_min_max(pos2(cell.left(), cells.top()), pos2(cell.right(), cells.bottom())),
            ] {
                painter.rect_stroke(line, 0.0, (1.0, cx.palette.accent), StrokeKind::Outside);
            }
        }
        if response.has_focus() {
            painter.rect_stroke(cells, 2.0, (2.5, cx.palette.accent), StrokeKind::Outside);
        }
        cursor.see_all(count);
        let headings = Headings { all, names, offset: Vec2::ZERO, side };
        self.names_ui(ui, cx, &headings, cursor, pointed);
        ui.allocate_rect(all, Sense::hover());
        let is_chosen = response.clicked();
        if is_chosen {
            cursor.want(pointed.unwrap_or_default());
        }
        if let Some((row, column)) = pointed {
            response.on_hover_text_at_pointer(self.explained(cx, row, column));
        }
        is_chosen
    }
}
