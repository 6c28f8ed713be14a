//! Room for the editor of a note beside the text that the note is on, so that it covers none of that text.

use egui::{Context, Rect, Vec2, pos2, vec2};

use super::HEIGHT;
use crate::session::View;
use crate::ui::compare::CurrentRow;
use crate::ui::context::UiCtx;
use crate::ui::pane::Bodies;
use crate::ui::reading;

/// Width of the editor beside text, and its least width in a margin, in points.
const WIDTH: f32 = 440.0;
const IN_MARGIN: f32 = 300.0;
/// Distance of the editor from the text and from the edge of the window's middle, in points.
const GAP: f32 = 8.0;

/// The text that a note is on, as it stands on the screen.
struct Text {
    /// The pane that shows it.
    pane: Rect,
    /// Its upper and its lower edge.
    upper: f32,
    lower: f32,
    /// Where the margin right of it begins.
    right: f32,
}

/// The rectangle of the editor: in the margin right of the text, else below it, else above it. `None` without room there,
/// or where none of the text is in view. `area` is the middle of the window.
pub(super) fn beside(ctx: &Context, cx: &UiCtx<'_>, area: Rect) -> Option<Rect> {
    let text = text_of(ctx, cx, area)?;
    let height = HEIGHT.min(area.height() - 2.0 * GAP);
    let margin = text.pane.right() - text.right - 2.0 * GAP;
    if margin >= IN_MARGIN {
        let top = text.upper.min(area.bottom() - GAP - height).max(area.top() + GAP);
        return Some(rounded(pos2(text.right + GAP, top), vec2(margin.min(WIDTH), height)));
    }
    // No wider than the pane: the text beside it may be another place of the note.
    let width = WIDTH.min(text.pane.width() - 2.0 * GAP).max(IN_MARGIN).min(area.width() - 2.0 * GAP);
    let size = vec2(width, height);
    let left = text.pane.center().x - size.x * 0.5;
    let left = left.clamp(area.left() + GAP, (area.right() - size.x - GAP).max(area.left() + GAP));
    let top = if text.lower + GAP + size.y <= area.bottom() - GAP {
        text.lower + GAP
    } else if text.upper - GAP - size.y >= area.top() + GAP {
        text.upper - GAP - size.y
    } else {
        return None;
    };
    Some(rounded(pos2(left, top), size))
}

fn rounded(at: egui::Pos2, size: Vec2) -> Rect {
    Rect::from_min_size(pos2(at.x.round(), at.y.round()), size.floor())
}

fn text_of(ctx: &Context, cx: &UiCtx<'_>, area: Rect) -> Option<Text> {
    match cx.session.view() {
        View::Compare => {
            let row = cx.view.peek::<CurrentRow>()?.0?;
            Some(Text { pane: area, upper: row.top(), lower: row.bottom(), right: area.right() })
        }
        View::Panes => in_panes(ctx, cx),
        View::Matrix | View::Screening | View::Ledger => None,
    }
}

/// The text in the pane with the focus, else in another one.
fn in_panes(ctx: &Context, cx: &UiCtx<'_>) -> Option<Text> {
    let bodies = &cx.view.peek::<Bodies>()?.0;
    let panes = &cx.session.panes().list;
    let places = cx.session.draft_places();
    let mut order: Vec<usize> = (0..panes.len()).collect();
    order.sort_by_key(|&pane| pane != cx.session.panes().focus);
    order.into_iter().find_map(|pane| {
        let (body, report) = ((*bodies.get(pane)?)?, panes[pane].report?);
        let reading = reading::of_pane(cx, panes[pane].id)?;
        let place = places.iter().find(|place| place.report == report)?;
        let (upper, lower) = reading.heights(place.span, body.top())?;
        let right = reading::column(ctx, cx, pane, body)?.max;
        Some(Text { pane: body, upper, lower: lower.min(body.bottom()), right })
    })
}
