//! The ribbons between two panes: each joins the two places of one passage that are in view.

use egui::{Color32, Mesh, Pos2, Rect, Shape, Ui, pos2};

use super::context::UiCtx;
use super::reading;
use crate::session::MarkKind;

/// Number of straight pieces that a ribbon is drawn with.
const STEPS: usize = 12;
/// Minimum height of a ribbon at its ends, in points.
const LEAST: f32 = 3.0;

/// A passage with a place in view on either side.
struct Ribbon {
    finding: usize,
    kind: MarkKind,
    left: (f32, f32),
    right: (f32, f32),
}

/// Draws the ribbons between pane `left` and the next one into the strip between them.
pub(super) fn ribbons_ui(ui: &Ui, cx: &UiCtx<'_>, left: usize, strip: Rect) {
    let mut ribbons = ribbons(cx, left, strip);
    let chosen = cx.session.chosen().map(|chosen| chosen.finding);
    // The chosen one last, over the others.
    ribbons.sort_by_key(|ribbon| Some(ribbon.finding) == chosen);
    let painter = ui.painter().with_clip_rect(strip);
    for ribbon in &ribbons {
        let is_chosen = Some(ribbon.finding) == chosen;
        let fill = cx
            .palette
            .window
            .lerp_to_gamma(cx.palette.mark_fill(ribbon.kind), if is_chosen { 1.0 } else { 0.55 });
        let edge = cx.palette.mark(ribbon.kind).gamma_multiply(if is_chosen { 0.9 } else { 0.3 });
        let (upper, lower) =
            (edges(strip, ribbon.left.0, ribbon.right.0), edges(strip, ribbon.left.1, ribbon.right.1));
        painter.add(Shape::mesh(band(&upper, &lower, fill)));
        let width = if is_chosen { 1.5 } else { 1.0 };
        painter.add(Shape::line(upper, (width, edge)));
        painter.add(Shape::line(lower, (width, edge)));
    }
}

/// The passages with a place in view in both panes, and the heights of those places on the screen.
fn ribbons(cx: &UiCtx<'_>, left: usize, strip: Rect) -> Vec<Ribbon> {
    let pane = |pane: usize| {
        let pane = cx.session.panes().list.get(pane)?;
        Some((pane.report?, reading::of_pane(cx, pane.id)?))
    };
    let (Some((left_report, left_reading)), Some((right_report, right_reading))) =
        (pane(left), pane(left + 1))
    else {
        return Vec::new();
    };
    let (from, to) = (left_reading.span_in_view(), right_reading.span_in_view());
    let findings = cx.session.findings();
    let mut ribbons = Vec::new();
    for mark in findings.marks_in(left_report, from) {
        if mark.kind == MarkKind::Phrase || !cx.session.shows(mark) {
            continue;
        }
        let places = findings.list[mark.finding].places.iter().enumerate();
        let others = places
            .filter(|(place, at)| at.report == right_report && at.span.overlaps(to) && *place != mark.place);
        for (_, other) in others {
            let (Some(left), Some(right)) = (
                left_reading.heights(mark.span, strip.top()),
                right_reading.heights(other.span, strip.top()),
            ) else {
                continue;
            };
            ribbons.push(Ribbon { finding: mark.finding, kind: mark.kind, left, right });
        }
    }
    ribbons
}

/// An edge of a ribbon, horizontal at both ends.
fn edges(strip: Rect, left: f32, right: f32) -> Vec<Pos2> {
    let point = |step: usize| {
        let t = step as f32 / STEPS as f32;
        let eased = t * t * (3.0 - 2.0 * t);
        pos2(strip.left() + t * strip.width(), left + eased * (right - left))
    };
    (0..=STEPS).map(point).collect()
}

/// The area between two edges.
fn band(upper: &[Pos2], lower: &[Pos2], fill: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for (&above, &below) in upper.iter().zip(lower) {
        mesh.colored_vertex(above, fill);
        mesh.colored_vertex(pos2(below.x, below.y.max(above.y + LEAST)), fill);
    }
    for step in 0..upper.len().saturating_sub(1) as u32 {
        let at = step * 2;
        mesh.add_triangle(at, at + 1, at + 2);
        mesh.add_triangle(at + 1, at + 2, at + 3);
    }
    mesh
}
