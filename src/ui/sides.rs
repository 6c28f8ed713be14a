//! The panels left and right of the panes: how wide each is, and the grip that resizes it. A panel keeps the width that the
//! user chose; a narrow window shows it narrower without changing the choice, and its contents never widen it.

use egui::{CursorIcon, Frame, Panel, Rect, Sense, Ui, WidgetInfo};

use super::context::UiCtx;
use crate::session::WindowPlace;

/// Width of the grip on a panel's edge, in points.
const GRIP: f32 = 12.0;

/// One of the two side panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    fn of(self, (left, right): (f32, f32)) -> f32 {
        if self == Self::Left { left } else { right }
    }

    /// The least and the greatest width in points, in a window of this width.
    fn range(self, window: f32) -> (f32, f32) {
        // In a narrow window the text comes first.
        let narrow = window < 1100.0;
        let (least, most, share) = match self {
            Self::Left => (180.0, 420.0_f32, if narrow { 0.2 } else { 0.34 }),
            Self::Right => (200.0, 520.0, if narrow { 0.26 } else { 0.34 }),
        };
        (least, most.min(window * share).max(least + 1.0))
    }
}

/// Draws a panel, as wide as the user chose where the window has the room.
pub(super) fn side_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    side: Side,
    contents: impl FnOnce(&mut Ui, &mut UiCtx<'_>),
) {
    let chosen = &mut cx.view.sides[side as usize];
    if *chosen <= 0.0 {
        *chosen = side.of(cx.session.settings().window.sides);
    }
    let (least, most) = side.range(ui.ctx().content_rect().width());
    let width = chosen.clamp(least, most).round();
    let panel = match side {
        Side::Left => Panel::left("left"),
        Side::Right => Panel::right("right"),
    };
    let shown = panel.frame(Frame::new()).resizable(false).exact_size(width).show(ui, |ui| {
        contents(ui, cx);
    });
    grip_ui(ui, cx, side, shown.response.rect, (least, most));
}

/// The strip that the panel's edge is dragged by; a double click restores the default width.
fn grip_ui(ui: &Ui, cx: &mut UiCtx<'_>, side: Side, panel: Rect, (least, most): (f32, f32)) {
    let edge = if side == Side::Left { panel.right() } else { panel.left() };
    let strip = Rect::from_x_y_ranges(edge - GRIP * 0.5..=edge + GRIP * 0.5, panel.y_range());
    let id = egui::Id::unique(("side", side as usize));
    let response = ui.interact(strip, id, Sense::click_and_drag());
    let name = cx.tr(if side == Side::Left { "side-left" } else { "side-right" });
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, name));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        ui.painter().vline(edge, panel.y_range(), (2.0, cx.palette.accent));
    }
    let chosen = &mut cx.view.sides[side as usize];
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        let width = if side == Side::Left { at.x - panel.left() } else { panel.right() - at.x };
        *chosen = width.clamp(least, most);
    } else if response.double_clicked() {
        *chosen = side.of(WindowPlace::default().sides);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_leaves_most_of_the_window_to_the_text() {
        for side in [Side::Left, Side::Right] {
            for window in [640.0, 900.0, 1280.0, 2560.0] {
                let (least, most) = side.range(window);
                assert!(least < most && most <= (window * 0.34).max(least + 1.0), "{side:?} {window}");
            }
        }
    }
}
