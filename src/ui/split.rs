//! Two lists, one above the other, with a line between them that can be dragged. Its position is a share of the height, so
//! that both lists grow and shrink with the window.

use std::collections::HashMap;

use egui::{CursorIcon, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2};

use super::context::UiCtx;

/// Shares that were chosen by dragging, by the line's name.
#[derive(Default)]
struct Shares(HashMap<&'static str, f32>);

/// A list that draws itself.
type List = fn(&mut Ui, &mut UiCtx<'_>);

/// Division of the height between two lists.
#[derive(Clone, Copy)]
pub(super) struct Split {
    /// Name of the dividing line, by which its dragged position is stored.
    pub(super) name: &'static str,
    /// The upper list's share until the line is dragged.
    pub(super) share: f32,
    /// Minimum heights of both lists in points, kept as long as there is room.
    pub(super) least: [f32; 2],
}

/// Height of the strip by which the line is dragged, in points.
const GRIP: f32 = 12.0;

pub(super) fn split_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, split: Split, upper: List, lower: List) {
    let area = ui.available_rect_before_wrap();
    let share = cx.view.slot::<Shares>().0.get(split.name).copied().unwrap_or(split.share);
    let y = (area.top() + height_of_upper(area.height(), share, split.least)).round();
    for (name, list, top, bottom) in
        [("upper", upper, area.top(), y), ("lower", lower, y + 1.0, area.bottom())]
    {
        let rect = Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), bottom));
        ui.scope_builder(UiBuilder::new().id_salt((split.name, name)).max_rect(rect), |ui| {
            ui.shrink_clip_rect(rect);
            list(ui, cx);
        });
    }
    line_ui(ui, cx, split, area, y);
    ui.allocate_rect(area, Sense::hover());
}

fn line_ui(ui: &Ui, cx: &mut UiCtx<'_>, split: Split, area: Rect, y: f32) {
    let grip = Rect::from_x_y_ranges(area.x_range(), y - GRIP * 0.5..=y + GRIP * 0.5);
    let response = ui.interact(grip, egui::Id::unique(("split", split.name)), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, cx.tr("list-splitter")));
    let held = response.hovered() || response.dragged();
    let stroke = if held { (2.0, cx.palette.accent) } else { (1.0, cx.palette.divider) };
    ui.painter().hline(area.x_range(), y, stroke);
    if held {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeVertical);
    }
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        let upper = height_of_upper(area.height(), (at.y - area.top()) / area.height(), split.least);
        cx.view.slot::<Shares>().0.insert(split.name, upper / area.height());
    } else if response.double_clicked() {
        cx.view.slot::<Shares>().0.remove(split.name);
    }
}

/// The height of the upper list. Without room for both minima, they are scaled down.
fn height_of_upper(height: f32, share: f32, [upper, lower]: [f32; 2]) -> f32 {
    if height < upper + lower {
        return height * upper / (upper + lower).max(1.0);
    }
    (height * share).clamp(upper, height - lower)
}

#[cfg(test)]
mod tests {
    use super::height_of_upper;

    #[test]
    fn both_keep_what_they_need_and_share_what_is_scarce() {
        let upper = |height, share| height_of_upper(height, share, [100.0, 300.0]);
        assert!((upper(1000.0, 0.5) - 500.0).abs() < 0.1);
        assert!((upper(1000.0, 0.01) - 100.0).abs() < 0.1);
        assert!((upper(1000.0, 0.99) - 700.0).abs() < 0.1);
        assert!((upper(200.0, 0.9) - 50.0).abs() < 0.1);
    }
}
