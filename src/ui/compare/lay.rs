//! Laying out and painting one row of the comparison: a cell on each side with its changed stretches marked, or both in
//! one column where two would be too narrow to read.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Painter, Rect, Stroke, pos2, vec2};

use crate::compare::{Cell, Comparison, HunkKind, Piece, Role, Row, RowKind};
use crate::session::{Document, MarkKind};
use crate::text::Span;
use crate::ui::context::UiCtx;
use crate::ui::galley;
use crate::ui::reading::printable;
use crate::ui::theme::{CAPTION, LEAST_MEASURE, MEASURE, bold, regular};
use crate::ui::typeset;

/// Room above and below a cell's text, in points.
pub(super) const ABOVE: f32 = 6.0;
/// Room left of each column for line numbers, in points.
const NUMBERS: f32 = 40.0;
/// Room right of each column for the row's sign and the numbers of notes, in points.
const MARGIN: f32 = 26.0;

/// The geometry and documents that laying out and painting share.
pub(super) struct Page<'a> {
    pub(super) ctx: &'a egui::Context,
    pub(super) rows: &'a Comparison,
    pub(super) documents: [&'a Document; 2],
    pub(super) area: Rect,
    /// Width of a column of text, in points.
    pub(super) column: f32,
    /// Whether both sides share one column, with what was changed inline.
    pub(super) inline: bool,
}

/// A stretch of a galley that shows a stretch of one side's source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// First character of the galley.
    pub(super) from: usize,
    pub(super) side: usize,
    /// The source.
    pub(super) span: Span,
}

/// A column of a row.
pub(super) struct LaidCell {
    pub(super) galley: Arc<Galley>,
    pub(super) runs: Vec<Run>,
}

/// A row that is laid out.
pub(super) struct LaidRow {
    pub(super) height: f32,
    /// The left and the right column; in one column the first alone.
    pub(super) cells: [Option<LaidCell>; 2],
}

/// Whether two columns in an area of this width would be too narrow to read, in points.
pub(super) fn is_inline(width: f32, size: f32) -> bool {
    width * 0.5 - NUMBERS - MARGIN < size * LEAST_MEASURE
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
        let half = area.width() * 0.5 - NUMBERS - MARGIN;
        let inline = is_inline(area.width(), size);
        let room = if inline { area.width() - NUMBERS - MARGIN } else { half };
        Self { ctx, rows, documents, area, column: room.clamp(size * 4.0, size * MEASURE).floor(), inline }
    }

    /// Left edge of a column's text.
    pub(super) fn left_of(&self, column: usize) -> f32 {
        self.area.left() + self.half() * column as f32 + NUMBERS
    }

    /// Width of a column with its margins.
    pub(super) fn half(&self) -> f32 {
        if self.inline { self.area.width() } else { self.area.width() * 0.5 }
    }
}

impl LaidCell {
    /// The rectangles of a stretch of a side's source, relative to the galley.
    pub(super) fn rects(&self, side: usize, span: Span) -> Vec<Rect> {
        let runs = self.runs.iter().filter(|run| run.side == side);
        let parts = runs.filter_map(|run| Some((run, run.span.intersection(span)?)));
        let rects = parts.flat_map(|(run, part)| {
            let from = run.from + part.start - run.span.start;
            galley::rects(&self.galley, from, from + part.len())
        });
        rects.collect()
    }

    /// The side and the position of the source nearest to a point of the galley.
    pub(super) fn position_at(&self, at: egui::Vec2) -> Option<(usize, usize)> {
        let character = galley::character_at(&self.galley, at);
        let run = self.runs.iter().rev().find(|run| run.from <= character).or(self.runs.first())?;
        Some((run.side, (run.span.start + character.saturating_sub(run.from)).min(run.span.end)))
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

pub(super) fn lay(cx: &UiCtx<'_>, page: &Page<'_>, index: usize) -> LaidRow {
    let row = &page.rows.rows[index];
    let cells = if page.inline {
        [Some(cell(cx, page, index, &inline_pieces(row))), None]
    } else {
        let column = |present: Option<Cell>, pieces: Vec<Piece>, side: usize| {
            present?;
            let pieces: Vec<(usize, Piece)> = pieces.into_iter().map(|piece| (side, piece)).collect();
            Some(cell(cx, page, index, &pieces))
        };
        [column(row.left, row.left_pieces(), 0), column(row.right, row.right_pieces(), 1)]
    };
    let tall = cells.iter().flatten().map(|cell| cell.galley.size().y).fold(0.0, f32::max);
    let heading = matches!(row.role(), Role::Heading(1) | Role::Title);
    LaidRow { height: tall + 2.0 * ABOVE + if heading { 10.0 } else { 0.0 }, cells }
}

/// Both sides in one line: what is equal once, then what the left has, then what the right has instead.
fn inline_pieces(row: &Row) -> Vec<(usize, Piece)> {
    if row.right.is_none() {
        return row.left_pieces().into_iter().map(|piece| (0, piece)).collect();
    }
    let mut left = row.left_pieces().into_iter().filter(|piece| piece.hunk.is_some());
    let mut pieces = Vec::new();
    for piece in row.right_pieces() {
        // Each hunk has a piece on either side.
        let gone = piece.hunk.and_then(|kind| left.next().filter(|_| kind != HunkKind::Variant));
        pieces.extend(gone.map(|gone| (0, gone)));
        pieces.push((1, piece));
    }
    pieces
}

fn cell(cx: &UiCtx<'_>, page: &Page<'_>, index: usize, pieces: &[(usize, Piece)]) -> LaidCell {
    let row = &page.rows.rows[index];
    let plain = plain(cx, row.role());
    let unchanged = page.rows.unchanged.get(&index).filter(|_| cx.session.settings().mark_unchanged);
    let marked = TextFormat {
        background: cx.palette.mark_fill(MarkKind::Check),
        underline: Stroke::new(2.0, cx.palette.sign(MarkKind::Check)),
        ..plain.clone()
    };
    let mut looks: Vec<(String, TextFormat)> = Vec::new();
    let mut runs = Vec::new();
    let mut at = 0;
    let mut add = |side: usize, span: Span, look: &TextFormat| {
        if !span.is_empty() {
            looks.push((printable(page.documents[side].text().slice(span)), look.clone()));
            runs.push(Run { from: at, side, span });
            at += span.len();
        }
    };
    for &(side, piece) in pieces {
        if piece.hunk.is_some_and(|kind| kind != HunkKind::Variant) {
            add(side, piece.span, &changed(cx, page, row, side, &plain));
            continue;
        }
        let mut from = piece.span.start;
        let figures = unchanged.into_iter().flatten().map(|both| both[side]);
        for figure in figures.filter(|figure| piece.span.covers(*figure)) {
            add(side, Span::new(from, figure.start), &plain);
            add(side, figure, &marked);
            from = figure.end;
        }
        add(side, Span::new(from, piece.span.end), &plain);
    }
    let job: LayoutJob = typeset::job(page.ctx, &looks, page.column, false);
    LaidCell { galley: page.ctx.fonts_mut(|fonts| fonts.layout_job(job)), runs }
}

/// The look of a row's text.
fn plain(cx: &UiCtx<'_>, role: Role) -> TextFormat {
    let size = cx.session.settings().reading_size;
    let font = match role {
        Role::Title => bold(size + 3.0),
        Role::Heading(1) => bold(size + 2.0),
        Role::Heading(_) => bold(size),
        Role::Paragraph => regular(size),
        Role::Furniture => regular((size - 3.0).max(CAPTION)),
    };
    TextFormat {
        line_height: Some((font.size * cx.session.settings().line_height).round()),
        font_id: font,
        color: if role == Role::Furniture { cx.palette.secondary } else { cx.palette.text },
        ..Default::default()
    }
}

/// The look of a changed stretch; in one column the left one is struck out.
fn changed(cx: &UiCtx<'_>, page: &Page<'_>, row: &Row, side: usize, plain: &TextFormat) -> TextFormat {
    let palette = cx.palette;
    let is_paired = row.left.is_some() && row.right.is_some();
    match (page.inline && is_paired, side) {
        (true, 0) => TextFormat {
            color: palette.danger,
            strikethrough: Stroke::new(1.0, palette.danger),
            ..plain.clone()
        },
        (true, _) => TextFormat {
            background: palette.panel.lerp_to_gamma(palette.success, 0.16),
            underline: Stroke::new(1.5, palette.success),
            ..plain.clone()
        },
        (false, _) => TextFormat {
            background: palette.mark_fill(MarkKind::Near),
            underline: Stroke::new(1.5, palette.mark(MarkKind::Near)),
            ..plain.clone()
        },
    }
}

/// Top left corner of a column's text in a row.
pub(super) fn corner(page: &Page<'_>, rect: Rect, laid: &LaidRow, column: usize) -> egui::Pos2 {
    let tall = laid.cells.iter().flatten().map(|cell| cell.galley.size().y).fold(0.0, f32::max);
    pos2(page.left_of(column), rect.bottom() - ABOVE - tall)
}

pub(super) fn paint_grounds(painter: &Painter, cx: &UiCtx<'_>, page: &Page<'_>, rect: Rect, row: &Row) {
    let size = vec2(page.half(), rect.height());
    let present = [row.left.is_some(), row.right.is_some()];
    let columns = if page.inline { 1 } else { 2 };
    for (column, present) in present.into_iter().enumerate().take(columns) {
        let left = pos2(page.area.left() + size.x * column as f32, rect.top());
        if let Some(fill) = fill(cx, row.kind, present || page.inline) {
            painter.rect_filled(Rect::from_min_size(left, size).shrink2(vec2(2.0, 1.0)), 3.0, fill);
        }
    }
}

pub(super) fn paint_texts(
    painter: &Painter,
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    rect: Rect,
    row: &Row,
    laid: &LaidRow,
) {
    let lines = [row.left, row.right].map(|cell| cell.map(|cell| cell.line + 1));
    for (column, cell) in laid.cells.iter().enumerate() {
        let Some(cell) = cell else { continue };
        let at = corner(page, rect, laid, column);
        let line = if page.inline { lines[1].or(lines[0]) } else { lines[column] };
        if let Some(line) = line {
            let number = pos2(at.x - 10.0, at.y + 5.0);
            painter.text(number, egui::Align2::RIGHT_TOP, line, regular(CAPTION), cx.palette.secondary);
        }
        painter.galley(at, cell.galley.clone(), cx.palette.text);
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
