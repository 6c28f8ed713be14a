//! The part in view on a ruler, painted as a thumb that is clicked and dragged.

use egui::{Rect, Response, Ui, vec2};

use super::context::UiCtx;

/// Least height of a thumb in points, so that it can be hit.
const LEAST: f32 = 24.0;

/// The thumb of the part in view: at least [`LEAST`] high, inside the ruler.
pub(super) fn thumb(part: Rect, ruler: Rect) -> Rect {
    part.expand2(vec2(0.0, ((LEAST - part.height()) * 0.5).max(0.0))).intersect(ruler)
}

/// Paints a thumb and describes the ruler as a slider of this value, from 0 to 1. If the ruler is clicked or dragged,
/// returns the share of its height at which the thumb is wanted.
pub(super) fn thumb_ui(
    ui: &Ui,
    cx: &UiCtx<'_>,
    ruler: Rect,
    thumb: Rect,
    value: f64,
    response: &Response,
) -> Option<f32> {
    let held = response.hovered() || response.dragged();
    ui.painter().rect_filled(thumb, 3.0, cx.palette.text.gamma_multiply(if held { 0.22 } else { 0.12 }));
    response.widget_info(|| egui::WidgetInfo::slider(true, value, cx.tr("ruler")));
    let at = response.interact_pointer_pos().filter(|_| response.clicked() || response.dragged())?;
    Some(((at.y - ruler.top() - thumb.height() * 0.5) / ruler.height()).clamp(0.0, 1.0))
}
