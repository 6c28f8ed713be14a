//! Search hits in the text: their rectangles in a galley, and painting them.

use egui::{Painter, Pos2, Rect, StrokeKind, vec2};

use super::Page;
use super::blocks::Block;
use super::marks::rects_of;
use crate::ui::context::UiCtx;

/// A hit in one block.
pub(super) struct LaidHit {
    /// Its number among all hits.
    index: usize,
    rects: Vec<Rect>,
}

/// The hits in a block.
pub(super) fn lay_hits(
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    block: &Block,
    galley: &egui::Galley,
) -> Vec<LaidHit> {
    let (first, hits) = cx.session.hits(page.report);
    let from = hits.partition_point(|hit| hit.span.end <= block.span.start);
    let to = hits.partition_point(|hit| hit.span.start < block.span.end);
    let laid =
        |index: usize| LaidHit { index: first + index, rects: rects_of(galley, block, hits[index].span) };
    (from..to.max(from)).map(laid).collect()
}

/// Paints hits under the text, with a frame around the current one.
pub(super) fn paint_hits(painter: &Painter, cx: &UiCtx<'_>, origin: Pos2, hits: &[LaidHit]) {
    let at = cx.session.search().and_then(|search| search.at);
    for hit in hits {
        for rect in &hit.rects {
            let rect = rect.translate(origin.to_vec2()).shrink2(vec2(0.0, 2.0));
            painter.rect_filled(rect, 2.0, cx.palette.hit());
            if at == Some(hit.index) {
                painter.rect_stroke(rect, 2.0, (1.5, cx.palette.warning), StrokeKind::Outside);
            }
        }
    }
}
