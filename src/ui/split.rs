//! Two lists, one above the other, with a line between them that can be dragged. Its position is a share of the height, so
//! that both lists grow and shrink with the window.

use std::collections::HashMap;

use egui::{CursorIcon, EventFilter, Key, Modifiers, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, pos2};

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

/// Thickness of the strip by which a dividing line is dragged, in points: the smallest target. It lies below the widgets
/// on both sides, so that a click on them is theirs.
pub(super) const GRIP: f32 = 24.0;
/// Distance that an arrow key moves a dividing line with the keyboard, in points.
const STEP: f32 = 16.0;

/// How far the arrow keys move a dividing line that has the keyboard in this frame, in points: right and down are positive.
pub(super) fn stepped(ui: &Ui, line: &Response, is_vertical: bool) -> f32 {
    if !line.has_focus() {
        return 0.0;
    }
    let filter = EventFilter {
        horizontal_arrows: is_vertical,
        vertical_arrows: !is_vertical,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(line.id, filter));
    let (back, on) =
        if is_vertical { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowUp, Key::ArrowDown) };
    ui.input_mut(|input| {
        let on = input.count_and_consume_key(Modifiers::NONE, on) as f32;
        STEP * (on - input.count_and_consume_key(Modifiers::NONE, back) as f32)
    })
}

pub(super) fn split_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, split: Split, upper: List, lower: List) {
    let area = ui.available_rect_before_wrap();
    let share = cx.view.slot::<Shares>().0.get(split.name).copied().unwrap_or(split.share);
    let y = (area.top() + height_of_upper(area.height(), share, split.least)).round();
    let grip = Rect::from_x_y_ranges(area.x_range(), y - GRIP * 0.5..=y + GRIP * 0.5);
    let line = ui.interact(grip, egui::Id::unique(("split", split.name)), Sense::click_and_drag());
    line.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, cx.tr("list-splitter")));
    for (name, list, top, bottom) in
        [("upper", upper, area.top(), y), ("lower", lower, y + 1.0, area.bottom())]
    {
        let rect = Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), bottom));
        ui.scope_builder(UiBuilder::new().id_salt((split.name, name)).max_rect(rect), |ui| {
            ui.shrink_clip_rect(rect);
            list(ui, cx);
        });
    }
    line_ui(ui, cx, split, area, (y, &line));
    ui.allocate_rect(area, Sense::hover());
}

fn line_ui(ui: &Ui, cx: &mut UiCtx<'_>, split: Split, area: Rect, (y, line): (f32, &Response)) {
    let held = line.hovered() || line.dragged() || line.has_focus();
    let stroke = if held { (2.0, cx.palette.accent) } else { (1.0, cx.palette.divider) };
    ui.painter().hline(area.x_range(), y, stroke);
    if line.hovered() || line.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeVertical);
    }
    let step = stepped(ui, line, false);
    let dragged = line.interact_pointer_pos().filter(|_| line.dragged()).map(|at| at.y);
    if let Some(to) = dragged.or((step != 0.0).then_some(y + step)) {
        let upper = height_of_upper(area.height(), (to - area.top()) / area.height(), split.least);
        cx.view.slot::<Shares>().0.insert(split.name, upper / area.height());
    } else if line.double_clicked() {
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
