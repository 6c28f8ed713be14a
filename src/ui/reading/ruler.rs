//! The ruler at a pane's edge: the whole report in one strip, by characters, with its marks, sections, notes and the
//! part in view. A click or drag goes there.

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::{Page, Reading, Seen};
use crate::session::{Command, MarkKind, ReportId};
use crate::ui::UiCtx;

/// What the strip shows, one bucket for every two points of its height; made anew when marks change.
#[derive(Default)]
pub(super) struct Ruler {
    key: Option<(ReportId, u64, usize)>,
    buckets: Vec<Bucket>,
}

/// What stands in a stretch of the report.
#[derive(Clone, Default)]
struct Bucket {
    /// Whether it holds a mark of [`KINDS`] by index.
    kinds: [bool; KINDS.len()],
    note: bool,
    hit: bool,
}

/// The kinds that are shown, one lane each.
const KINDS: [MarkKind; 4] = [MarkKind::Within, MarkKind::Near, MarkKind::Same, MarkKind::Check];
/// Height of a bucket in points.
const BUCKET: f32 = 2.0;

impl Ruler {
    fn fill(&mut self, cx: &UiCtx<'_>, page: &Page<'_>, height: f32) {
        let count = (height / BUCKET).max(1.0) as usize;
        let key = (page.report, cx.session.marks_revision, count);
        if self.key.replace(key) == Some(key) {
            return;
        }
        self.buckets.clear();
        self.buckets.resize(count, Bucket::default());
        let characters = page.document.text().characters().max(1);
        let bucket = |position: usize| (position * count / characters).min(count - 1);
        for mark in cx.session.findings.marks(page.report).iter().filter(|mark| cx.session.shows(mark)) {
            if let Some(kind) = KINDS.iter().position(|kind| *kind == mark.kind) {
                for entry in
                    &mut self.buckets[bucket(mark.span.start)..=bucket(mark.span.end.saturating_sub(1))]
                {
                    entry.kinds[kind] = true;
                }
            }
        }
        for note in cx.session.note_marks(page.report) {
            self.buckets[bucket(note.span.start)].note = true;
        }
        for hit in cx.session.hits(page.report).1 {
            self.buckets[bucket(hit.span.start)].hit = true;
        }
    }
}

impl Reading {
    pub(super) fn ruler_ui(
        &mut self,
        ui: &Ui,
        cx: &mut UiCtx<'_>,
        page: &Page<'_>,
        rect: Rect,
        seen: &[Seen],
    ) {
        self.ruler.fill(cx, page, rect.height());
        let painter = ui.painter();
        painter.vline(rect.left(), rect.y_range(), (1.0, cx.palette.divider));
        for (index, Bucket { kinds, note, hit }) in self.ruler.buckets.iter().enumerate() {
            let y = rect.top() + index as f32 * BUCKET;
            for (lane, _) in kinds.iter().enumerate().filter(|(_, held)| **held) {
                let color = cx.palette.mark(KINDS[lane]).gamma_multiply(0.7);
                let left = rect.left() + 2.0 + 3.0 * lane as f32;
                painter.rect_filled(Rect::from_min_size(pos2(left, y), vec2(3.0, BUCKET)), 0.0, color);
            }
            if *hit {
                let dash = Rect::from_min_size(pos2(rect.left(), y - 0.5), vec2(rect.width(), 2.0));
                painter.rect_filled(dash, 0.0, cx.palette.warning);
            }
            if *note {
                let dot = Rect::from_min_size(pos2(rect.right() - 4.0, y - 1.0), vec2(3.0, 4.0));
                painter.rect_filled(dot, 1.0, cx.palette.accent);
            }
        }
        let characters = page.document.text().characters().max(1) as f32;
        let y_of = |position: usize| rect.top() + position as f32 / characters * rect.height();
        for section in page.document.outline.sections.iter().filter(|section| section.level == 1) {
            painter.hline(rect.x_range(), y_of(section.heading.start), (1.0, cx.palette.border));
        }
        let (first, last) = self.range_in_view(page, seen);
        let thumb = Rect::from_min_max(pos2(rect.left() + 1.0, y_of(first)), pos2(rect.right(), y_of(last)));
        let thumb = thumb.expand2(vec2(0.0, ((24.0 - thumb.height()) * 0.5).max(0.0))).intersect(rect);
        let response = ui.interact(rect, egui::Id::unique(("ruler", page.pane)), Sense::click_and_drag());
        let held = response.hovered() || response.dragged();
        let ground = cx.palette.text.gamma_multiply(if held { 0.22 } else { 0.12 });
        painter.rect_filled(thumb, 3.0, ground);
        let share = f64::from(first as f32 / characters);
        response.widget_info(|| egui::WidgetInfo::slider(true, share, cx.tr("ruler")));
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked() || response.dragged())
        {
            let share = ((at.y - rect.top() - thumb.height() * 0.5) / rect.height()).clamp(0.0, 1.0);
            self.jump_to((share * characters) as usize);
            cx.push(Command::FocusPane(page.pane));
            ui.ctx().request_repaint();
        }
    }

    /// The first and last position in view, by the share of the first and last block that is seen.
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
