//! Laying out and painting one row of the comparison: a cell on each side, its changed stretches marked.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Painter, Rect, Stroke, pos2, vec2};

use crate::compare::{Cell, Comparison, HunkKind, Piece, Role, Row, RowKind};
use crate::session::{Document, MarkKind};
use crate::ui::context::UiCtx;
use crate::ui::reading::printable;
use crate::ui::theme::{CAPTION, MEASURE, bold, regular};
use crate::ui::typeset;

/// Room above and below a cell's text, in points.
pub(super) const ABOVE: f32 = 6.0;
/// Room left of each column for line numbers, in points.
const NUMBERS: f32 = 44.0;
/// Room right of each column for the row's sign, in points.
const MARGIN: f32 = 22.0;

/// The geometry and documents that laying out and painting share.
pub(super) struct Page<'a> {
    pub(super) ctx: &'a egui::Context,
    pub(super) rows: &'a Comparison,
    documents: [&'a Document; 2],
    pub(super) area: Rect,
    /// Width of a column of text, in points.
    pub(super) column: f32,
}

/// A row that is laid out.
pub(super) struct LaidRow {
    pub(super) height: f32,
    sides: [Option<Arc<Galley>>; 2],
}

impl<'a> Page<'a> {
    pub(super) fn new(
        ctx: &'a egui::Context,
        cx: &UiCtx<'_>,
        documents: [&'a Document; 2],
        rows: &'a Comparison,
        area: Rect,
    ) -> Self {
        let size = cx.session.settings().reading_size;
        let room = area.width() * 0.5 - NUMBERS - MARGIN;
        Self { ctx, rows, documents, area, column: room.clamp(size * 4.0, size * MEASURE).floor() }
    }

    fn left_of(&self, side: usize) -> f32 {
        let begin = self.area.left() + self.area.width() * 0.5 * side as f32;
        begin + NUMBERS + if side == 1 { 12.0 } else { 0.0 }
    }
}

/// The text of a row for a screen reader.
pub(super) fn words(page: &Page<'_>, row: &Row) -> String {
    let side = |cell: Option<Cell>, side: usize| {
        cell.map(|cell| page.documents[side].text().slice(cell.span).to_owned())
    };
    let both = [side(row.left, 0), side(row.right, 1)];
    both.into_iter().flatten().collect::<Vec<_>>().join(" | ")
}

pub(super) fn lay(cx: &UiCtx<'_>, page: &Page<'_>, row: usize) -> LaidRow {
    let row = &page.rows.rows[row];
    let side = |cell: Option<Cell>, pieces: Vec<Piece>, side: usize| {
        let job = job(cx, page, cell?.role, &pieces, side);
        Some(page.ctx.fonts_mut(|fonts| fonts.layout_job(job)))
    };
    let sides = [side(row.left, row.left_pieces(), 0), side(row.right, row.right_pieces(), 1)];
    let tall = sides.iter().flatten().map(|galley| galley.size().y).fold(0.0, f32::max);
    let heading = matches!(row.role(), Role::Heading(1) | Role::Title);
    LaidRow { height: tall + 2.0 * ABOVE + if heading { 10.0 } else { 0.0 }, sides }
}

fn job(cx: &UiCtx<'_>, page: &Page<'_>, role: Role, pieces: &[Piece], side: usize) -> LayoutJob {
    let size = cx.session.settings().reading_size;
    let font = match role {
        Role::Title => bold(size + 3.0),
        Role::Heading(1) => bold(size + 2.0),
        Role::Heading(_) => bold(size),
        Role::Paragraph => regular(size),
        Role::Furniture => regular((size - 3.0).max(CAPTION)),
    };
    let color = if role == Role::Furniture { cx.palette.secondary } else { cx.palette.text };
    let plain = TextFormat {
        line_height: Some((font.size * cx.session.settings().line_height).round()),
        font_id: font,
        color,
        ..Default::default()
    };
    let text = page.documents[side].text();
    let look = |piece: &Piece| match piece.hunk {
        None | Some(HunkKind::Variant) => plain.clone(),
        Some(_) => TextFormat {
            background: cx.palette.mark_fill(MarkKind::Near),
            underline: Stroke::new(1.5, cx.palette.mark(MarkKind::Near)),
            ..plain.clone()
        },
    };
    let pieces: Vec<(String, TextFormat)> =
        pieces.iter().map(|piece| (printable(text.slice(piece.span)), look(piece))).collect();
    typeset::job(page.ctx, &pieces, page.column, false)
}

pub(super) fn paint(
    painter: &Painter,
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    rect: Rect,
    row: &Row,
    laid: &LaidRow,
) {
    let half = vec2(page.area.width() * 0.5, rect.height());
    for (side, cell) in [row.left, row.right].into_iter().enumerate() {
        let corner = pos2(page.area.left() + half.x * side as f32, rect.top());
        if let Some(fill) = fill(cx, row.kind, cell.is_some()) {
            painter.rect_filled(Rect::from_min_size(corner, half).shrink2(vec2(2.0, 1.0)), 3.0, fill);
        }
        let (Some(cell), Some(galley)) = (cell, &laid.sides[side]) else { continue };
        let left = page.left_of(side);
        let top = rect.bottom() - ABOVE - laid.sides.iter().flatten().map(|g| g.size().y).fold(0.0, f32::max);
        let number = pos2(left - 12.0, top + 5.0);
        let color = cx.palette.secondary;
        painter.text(number, egui::Align2::RIGHT_TOP, cell.line + 1, regular(CAPTION), color);
        painter.galley(pos2(left, top), galley.clone(), cx.palette.text);
    }
}

/// The background of one side of a row.
fn fill(cx: &UiCtx<'_>, kind: RowKind, present: bool) -> Option<Color32> {
    let tint = |color: Color32| {
        Some(cx.palette.panel.lerp_to_gamma(color, if cx.palette.dark { 0.16 } else { 0.09 }))
    };
    match (kind, present) {
        (RowKind::OnlyLeft, true) => tint(cx.palette.danger),
        (RowKind::OnlyRight, true) => tint(cx.palette.success),
        (RowKind::Moved, true) => tint(cx.palette.accent),
        (RowKind::OnlyLeft | RowKind::OnlyRight | RowKind::Moved, false) => Some(cx.palette.window),
        _ => None,
    }
}
