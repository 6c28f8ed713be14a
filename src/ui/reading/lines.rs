//! The lines under and beside marked text: one style per kind, distinct without colour. They are aligned to pixels and
//! collected in one mesh, since a screen of dashes has thousands of pieces.

use egui::{Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use crate::session::MarkKind;

/// Length of a dash and of the gap after it, in points.
const DASH: (f32, f32) = (5.0, 3.0);

/// The lines of one pane, from top to bottom.
pub(super) struct Lines<'a> {
    painter: &'a Painter,
    mesh: Mesh,
}

impl<'a> Lines<'a> {
    pub(super) fn new(painter: &'a Painter) -> Self {
        Self { painter, mesh: Mesh::default() }
    }

    /// A horizontal or vertical line in the style of a kind: solid, dashed, double (the second one at `apart`) or a wave.
    pub(super) fn add(&mut self, kind: MarkKind, points: [Pos2; 2], apart: Vec2, stroke: Stroke) {
        match kind {
            MarkKind::Near => self.dashes(points, stroke),
            MarkKind::Within => {
                self.solid(points, stroke);
                self.solid(points.map(|point| point + apart), stroke);
            }
            MarkKind::Check => {
                // Not dotted: that is the style of notes.
                self.painter.add(Shape::line(wave(points, apart), stroke));
            }
            MarkKind::Same | MarkKind::Phrase => self.solid(points, stroke),
        }
    }

    pub(super) fn solid(&mut self, points: [Pos2; 2], stroke: Stroke) {
        self.mesh.add_colored_rect(self.bar(points, stroke), stroke.color);
    }

    fn dashes(&mut self, points: [Pos2; 2], stroke: Stroke) {
        let (dash, gap) = DASH;
        let bar = self.bar(points, stroke);
        let along = if bar.width() > bar.height() { vec2(1.0, 0.0) } else { vec2(0.0, 1.0) };
        let (length, across) = (bar.size().dot(along), bar.size() * (vec2(1.0, 1.0) - along));
        let mut at = 0.0;
        while at < length {
            let long = dash.min(length - at);
            let piece = Rect::from_min_size(bar.min + along * at, across + along * long);
            self.mesh.add_colored_rect(piece, stroke.color);
            at += dash + gap;
        }
    }

    /// The rectangle of a horizontal or vertical line: its stroke's width in whole pixels, at least one.
    fn bar(&self, [from, to]: [Pos2; 2], stroke: Stroke) -> Rect {
        let whole = |length: f32| {
            let pixels = self.painter.pixels_per_point();
            (length * pixels).round() / pixels
        };
        let width = whole(stroke.width).max(whole(1.0));
        if (to.y - from.y).abs() < (to.x - from.x).abs() {
            let top = whole(from.y - width * 0.5);
            Rect::from_min_max(pos2(from.x, top), pos2(to.x, top + width))
        } else {
            let left = whole(from.x - width * 0.5);
            Rect::from_min_max(pos2(left, from.y), pos2(left + width, to.y))
        }
    }

    /// Draws the lines over the shapes drawn so far.
    pub(super) fn paint(self) {
        self.painter.add(Shape::mesh(self.mesh));
    }
}

fn wave([from, to]: [Pos2; 2], apart: Vec2) -> Vec<Pos2> {
    const STEP: f32 = 2.5;
    let count = ((to - from).length() / STEP).max(1.0) as usize;
    let side = apart * 0.8;
    let point = |step: usize| {
        let on = from + (to - from) * (step as f32 / count as f32);
        if step % 2 == 1 { on + side } else { on }
    };
    (0..=count).map(point).collect()
}
