//! The ruler at a pane's edge: the whole report as a strip, scaled by characters, with marks, sections, notes and the part in
//! view. A click or drag scrolls there.

use std::sync::Arc;

use egui::{Mesh, Rect, Response, Sense, Shape, Ui, pos2, vec2};

use super::{Page, Reading, Seen};
use crate::session::{MarkKind, PaneCommand, ReportId};
use crate::ui::context::UiCtx;
use crate::ui::thumb::{thumb, thumb_ui};

/// The mesh of the strip and the lines of its sections, rebuilt when marks or its rectangle change.
#[derive(Default)]
pub(super) struct Ruler {
    key: Option<Key>,
    mesh: Arc<Mesh>,
    /// Height of each section of the first level, at least [`APART`] from the one before.
    sections: Vec<f32>,
}

#[derive(Clone, Copy, PartialEq)]
struct Key {
    report: ReportId,
    marks_revision: u64,
    rect: Rect,
    dark: bool,
}

/// The contents of one stretch of the report.
#[derive(Clone, Default)]
struct Bucket {
    /// Whether it has a mark of each of [`KINDS`].
    kinds: [bool; KINDS.len()],
    note: bool,
    hit: bool,
}

/// The kinds that are shown, one lane each.
const KINDS: [MarkKind; 4] = [MarkKind::Within, MarkKind::Near, MarkKind::Same, MarkKind::Check];
/// Height of a bucket in points.
const BUCKET: f32 = 2.0;
/// Least distance of two lines of sections, in points: closer ones fall on the same pixel. Bounds the lines drawn in a
/// frame, whatever the number of sections.
const APART: f32 = 1.0;

impl Ruler {
    fn fill(&mut self, cx: &UiCtx<'_>, page: &Page<'_>, rect: Rect) {
        let marks_revision = cx.session.marks_revision();
        let key = Key { report: page.report, marks_revision, rect, dark: cx.palette.dark };
        if self.key.replace(key) != Some(key) {
            self.mesh = Arc::new(mesh(cx, rect, &buckets(cx, page, rect.height())));
            self.sections = section_lines(page, rect);
        }
    }
}

/// Heights at which sections of the first level begin, from top to bottom.
fn section_lines(page: &Page<'_>, rect: Rect) -> Vec<f32> {
    let characters = page.document.text().characters().max(1) as f32;
    let first_level = page.document.outline.sections.iter().filter(|section| section.level == 1);
    let mut lines: Vec<f32> = Vec::new();
    for section in first_level {
        let y = rect.top() + section.heading.start as f32 / characters * rect.height();
        if lines.last().is_none_or(|last| y - last >= APART) {
            lines.push(y);
        }
    }
    lines
}

/// The contents of the stretches, from top to bottom.
fn buckets(cx: &UiCtx<'_>, page: &Page<'_>, height: f32) -> Vec<Bucket> {
    let count = (height / BUCKET).max(1.0) as usize;
    let mut buckets = vec![Bucket::default(); count];
    let characters = page.document.text().characters().max(1);
    let bucket = |position: usize| (position * count / characters).min(count - 1);
    for mark in cx.session.findings().marks(page.report).iter().filter(|mark| cx.session.shows(mark)) {
        if let Some(kind) = KINDS.iter().position(|kind| *kind == mark.kind) {
            for entry in &mut buckets[bucket(mark.span.start)..=bucket(mark.span.end.saturating_sub(1))] {
                entry.kinds[kind] = true;
            }
        }
    }
    for note in cx.session.note_marks(page.report) {
        buckets[bucket(note.span.start)].note = true;
    }
    for hit in cx.session.hits(page.report).1 {
        buckets[bucket(hit.span.start)].hit = true;
    }
    buckets
}

fn mesh(cx: &UiCtx<'_>, rect: Rect, buckets: &[Bucket]) -> Mesh {
    let mut mesh = Mesh::default();
    let y_of = |bucket: usize| rect.top() + bucket as f32 * BUCKET;
    for (lane, kind) in KINDS.iter().enumerate() {
        let color = cx.palette.mark(*kind).gamma_multiply(0.7);
        let left = rect.left() + 2.0 + 3.0 * lane as f32;
        let mut at = 0;
        for run in buckets.chunk_by(|a, b| a.kinds[lane] == b.kinds[lane]) {
            if run[0].kinds[lane] {
                let bar = Rect::from_min_max(pos2(left, y_of(at)), pos2(left + 3.0, y_of(at + run.len())));
                mesh.add_colored_rect(bar, color);
            }
            at += run.len();
        }
    }
    for (index, Bucket { note, hit, .. }) in buckets.iter().enumerate() {
        let y = y_of(index);
        if *hit {
            let dash = Rect::from_min_size(pos2(rect.left(), y - 0.5), vec2(rect.width(), 2.0));
            mesh.add_colored_rect(dash, cx.palette.warning);
        }
        if *note {
            let dot = Rect::from_min_size(pos2(rect.right() - 4.0, y - 1.0), vec2(3.0, 4.0));
            mesh.add_colored_rect(dot, cx.palette.accent);
        }
    }
    mesh
}

/// Width in which the ruler is hit, in points; it is painted narrower.
const TARGET: f32 = 24.0;

/// Makes the ruler a control.
pub(super) fn interact(ui: &Ui, page: &Page<'_>, rect: Rect) -> Response {
    let target = rect.with_min_x(rect.left().min(rect.right() - TARGET));
    ui.interact(target, egui::Id::unique(("ruler", page.pane)), Sense::click_and_drag())
}

impl Reading {
    pub(super) fn ruler_ui(
        &mut self,
        ui: &Ui,
        cx: &mut UiCtx<'_>,
        page: &Page<'_>,
        rect: Rect,
        seen: &[Seen],
        response: &Response,
    ) {
        self.ruler.fill(cx, page, rect);
        let painter = ui.painter();
        painter.vline(rect.left(), rect.y_range(), (1.0, cx.palette.divider));
        painter.add(Shape::Mesh(self.ruler.mesh.clone()));
        let characters = page.document.text().characters().max(1) as f32;
        let y_of = |position: usize| rect.top() + position as f32 / characters * rect.height();
        for &y in &self.ruler.sections {
            painter.hline(rect.x_range(), y, (1.0, cx.palette.border));
        }
        let (first, last) = self.range_in_view(page, seen);
        let part = Rect::from_min_max(pos2(rect.left() + 1.0, y_of(first)), pos2(rect.right(), y_of(last)));
        let value = f64::from(first as f32 / characters);
        if let Some(share) = thumb_ui(ui, cx, rect, thumb(part, rect), value, response) {
            self.jump_to((share * characters) as usize);
            cx.push(PaneCommand::Focus(page.pane));
            ui.ctx().request_repaint();
        }
    }

    /// The first and last position in view, interpolated in the first and last visible block.
    fn range_in_view(&self, page: &Page<'_>, seen: &[Seen]) -> (usize, usize) {
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return (0, 0) };
        let at = |seen: &Seen, y: f32| {
            let span = self.blocks[seen.block].span;
            let share = ((y - seen.y) / self.height_of(seen.block).max(1.0)).clamp(0.0, 1.0);
            span.start + (share * span.len() as f32) as usize
        };
        (at(first, page.view.top()), at(last, page.view.bottom()))
    }
}
