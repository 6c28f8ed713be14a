//! Painting the blocks in view. A mark's kind is shown by its glyph and underline first, by its fill second; the chosen
//! finding has a strong fill, others a light one. Rectangles of marks come from `marks`.

use egui::{Align2, Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::blocks::BlockRole;
use super::comments::{comment_markers_ui, paint_comments};
use super::glyphs::glyphs_ui;
use super::hits::paint_hits;
use super::lines::Lines;
use super::markers::markers_ui;
use super::marks::{LaidMark, Noted, is_chosen, rects_of};
use super::{Page, Reading, Seen};
use crate::message::Message;
use crate::session::MarkKind;
use crate::text::Span;
use crate::ui::context::UiCtx;
use crate::ui::theme::{CAPTION, regular};

impl Reading {
    /// Paints the blocks in view and places the buttons beside the text.
    pub(super) fn paint(&self, ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, seen: &[Seen]) {
        let painter = ui.painter().clone();
        let mut lines = Lines::new(&painter);
        for &Seen { block, y } in seen {
            let (Some(rect), Some(laid)) = (self.galley_rect(page, block, y), self.laid[block].as_ref())
            else {
                continue;
            };
            let origin = rect.min;
            // The chosen finding is painted over the others.
            let (chosen, others): (Vec<_>, Vec<_>) =
                laid.marks.iter().partition(|laid| is_chosen(cx, &laid.mark));
            let mut fills = Mesh::default();
            for laid_mark in others {
                fill(cx, origin, laid_mark, |rect, color| fills.add_colored_rect(rect, color));
            }
            painter.add(Shape::mesh(fills));
            for laid_mark in chosen {
                fill(cx, origin, laid_mark, |rect, color| _ = painter.rect_filled(rect, 2.0, color));
            }
            paint_hits(&painter, cx, origin, &laid.hits);
            self.paint_selection(&painter, cx, page, block, origin);
            painter.galley(origin, laid.galley.clone(), cx.palette.text);
            self.paint_caret(&painter, cx, page, block, origin);
            self.paint_frame(&painter, cx, block, origin);
            self.corrections_ui(ui, cx, page, block, origin);
            for laid_mark in &laid.marks {
                paint_lines(&painter, &mut lines, cx, origin, laid_mark, [y, y + laid.height()]);
            }
            paint_notes(&painter, cx, page, origin, &laid.noted, [y, y + laid.height()]);
            paint_comments(&painter, cx, origin, &laid.comments);
            if let BlockRole::Heading(level) = self.blocks[block].role {
                let color = if level == 1 { cx.palette.accent } else { cx.palette.border };
                let bar = Rect::from_min_max(
                    pos2(page.text_left - 10.0, rect.top() + 8.0),
                    pos2(page.text_left - 7.0, rect.bottom() - 8.0),
                );
                painter.rect_filled(bar, 1.5, color);
            }
            if let Some(number) = self.blocks[block].page {
                paint_page(&painter, cx, page, rect, number);
            }
            self.name_block(ui, page, block, rect);
            glyphs_ui(ui, cx, page, origin, &laid.marks);
            markers_ui(ui, cx, page, origin, &laid.notes);
            comment_markers_ui(ui, cx, page, origin, &laid.comments, &laid.notes);
        }
        lines.paint();
    }

    fn paint_selection(
        &self,
        painter: &Painter,
        cx: &UiCtx<'_>,
        page: &Page<'_>,
        block: usize,
        origin: Pos2,
    ) {
        let Some(laid) = self.laid[block].as_ref() else { return };
        // The earlier selection in another pane stays visible, lighter.
        for (selection, fill) in
            [(cx.session.beside(), cx.palette.chosen()), (cx.session.selection(), cx.palette.selection())]
        {
            let here = selection.filter(|s| s.pane == page.pane && s.report == page.report);
            for rect in here.iter().flat_map(|s| rects_of(&laid.galley, &self.blocks[block], s.span)) {
                painter.rect_filled(rect.translate(origin.to_vec2()), 0.0, fill);
            }
        }
    }

    /// Dotted lines under words that were corrected by hand; what was read there is in their tooltips.
    fn corrections_ui(&self, ui: &Ui, cx: &UiCtx<'_>, page: &Page<'_>, block: usize, origin: Pos2) {
        let Some(made) = &page.document.report.corrections else { return };
        let (Some(laid), entry) = (self.laid[block].as_ref(), &self.blocks[block]) else { return };
        let first = made.places.partition_point(|place| place.now.end < entry.span.start);
        let here = made.places[first..].iter().take_while(|place| place.now.start < entry.span.end);
        for place in here {
            for rect in rects_of(&laid.galley, entry, place.now) {
                let rect = rect.translate(origin.to_vec2());
                let points = [rect.left_bottom() - vec2(0.0, 2.0), rect.right_bottom() - vec2(0.0, 2.0)];
                ui.painter().extend(Shape::dotted_line(&points, cx.palette.success, 3.0, 1.0));
                let id = egui::Id::unique(("corrected", page.pane, place.now.start, rect.top() as i32));
                let words = Message::new("correction-tip").with("words", made.read.slice(place.read));
                let response = ui.interact(rect, id, egui::Sense::hover());
                response.on_hover_ui(|ui| _ = ui.label(cx.words.words(&words)));
            }
        }
    }

    /// The frame around the printed line that is framed on the page's picture.
    fn paint_frame(&self, painter: &Painter, cx: &UiCtx<'_>, block: usize, origin: Pos2) {
        let (Some(span), Some(laid)) = (self.framed, self.laid[block].as_ref()) else { return };
        for rect in rects_of(&laid.galley, &self.blocks[block], span) {
            let rect = rect.translate(origin.to_vec2()).expand2(vec2(2.0, 0.0));
            let stroke = Stroke::new(1.0, cx.palette.accent.gamma_multiply(0.7));
            painter.rect_stroke(rect, 3.0, stroke, egui::StrokeKind::Inside);
        }
    }

    /// The caret, in the pane that keys act on.
    fn paint_caret(&self, painter: &Painter, cx: &UiCtx<'_>, page: &Page<'_>, block: usize, origin: Pos2) {
        let (Some(caret), Some(laid)) = (self.caret, self.laid[block].as_ref()) else { return };
        let entry = &self.blocks[block];
        let is_here = entry.span.start <= caret && caret <= entry.span.end;
        if !is_here || cx.session.panes().focus != page.pane || cx.session.selection().is_some() {
            return;
        }
        let before = caret > entry.span.start && caret == entry.span.end;
        let at = if before { caret - 1 } else { caret };
        let rects = rects_of(&laid.galley, entry, Span::new(at, at + 1));
        let Some(rect) = rects.first() else { return };
        let x = origin.x + if before { rect.right() } else { rect.left() };
        let rows = origin.y + rect.top() + 4.0..=origin.y + rect.bottom() - 4.0;
        painter.vline(x, rows, (1.5, cx.palette.accent));
    }
}

/// The number of the page that begins at a block, in the left margin.
fn paint_page(painter: &Painter, cx: &UiCtx<'_>, page: &Page<'_>, rect: Rect, number: u32) {
    let at = pos2(page.view.left() + 6.0, rect.top() - 1.0);
    painter.hline(page.view.left() + 6.0..=page.text_left - 12.0, rect.top() - 3.0, (1.0, cx.palette.border));
    painter.text(at, Align2::LEFT_TOP, number, regular(CAPTION), cx.palette.secondary);
}

/// Fills the background of a mark through `paint`.
fn fill(cx: &UiCtx<'_>, origin: Pos2, laid: &LaidMark, mut paint: impl FnMut(Rect, Color32)) {
    let kind = laid.mark.kind;
    // Checks mostly lie inside passages, whose fill they would hide.
    if kind == MarkKind::Phrase || kind == MarkKind::Check && !is_chosen(cx, &laid.mark) {
        return;
    }
    let strength = match (is_chosen(cx, &laid.mark), laid.whole) {
        (true, _) => 1.0,
        (false, true) => 0.25,
        (false, false) => 0.42,
    };
    let fill = cx.palette.panel.lerp_to_gamma(cx.palette.mark_fill(kind), strength);
    for rect in &laid.rects {
        paint(rect.translate(origin.to_vec2()).shrink2(vec2(0.0, 2.0)), fill);
    }
    // Stronger on the chosen finding, so that changes are visible on its fill too.
    let strength = if is_chosen(cx, &laid.mark) { 0.34 } else { 0.2 };
    let fill = cx.palette.panel.lerp_to_gamma(cx.palette.mark(kind), strength);
    for rect in &laid.changed {
        paint(rect.translate(origin.to_vec2()).shrink2(vec2(0.0, 2.0)), fill);
    }
}

fn paint_lines(
    painter: &Painter,
    lines: &mut Lines<'_>,
    cx: &UiCtx<'_>,
    origin: Pos2,
    laid: &LaidMark,
    [top, bottom]: [f32; 2],
) {
    let kind = laid.mark.kind;
    let chosen = is_chosen(cx, &laid.mark);
    if kind == MarkKind::Phrase {
        for rect in &laid.rects {
            let rect = rect.translate(origin.to_vec2());
            if chosen {
                let y = rect.bottom() - 3.0;
                let stroke = Stroke::new(1.6, cx.palette.secondary);
                lines.solid([pos2(rect.left(), y), pos2(rect.right(), y)], stroke);
            } else {
                // Set phrases are dimmed by a translucent layer of the background.
                painter.rect_filled(rect, 0.0, cx.palette.panel.gamma_multiply(0.4));
            }
        }
        return;
    }
    let color = cx.palette.mark(kind);
    let stroke = if chosen {
        Stroke::new(1.6, color)
    } else {
        Stroke::new(1.0, color.gamma_multiply(if cx.palette.dark { 0.6 } else { 0.5 }))
    };
    for rect in &laid.changed {
        let rect = rect.translate(origin.to_vec2());
        let y = rect.bottom() - 3.0;
        lines.solid([pos2(rect.left(), y), pos2(rect.right(), y)], Stroke::new(2.0, color));
    }
    if laid.whole {
        let x = origin.x - 16.0 - 3.5 * laid.lane.min(1) as f32;
        lines.add(kind, [pos2(x, top), pos2(x, bottom)], vec2(2.5, 0.0), stroke);
        return;
    }
    for rect in &laid.rects {
        let rect = rect.translate(origin.to_vec2());
        let y = rect.bottom() - 3.5 + 3.0 * laid.lane as f32;
        lines.add(kind, [pos2(rect.left(), y), pos2(rect.right(), y)], vec2(0.0, -2.5), stroke);
    }
}

/// A dotted line under each row of a note, or beside the text if the note covers whole paragraphs.
fn paint_notes(
    painter: &Painter,
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    origin: Pos2,
    noted: &Noted,
    [top, bottom]: [f32; 2],
) {
    let dots = |points: [Pos2; 2]| painter.extend(Shape::dotted_line(&points, cx.palette.accent, 4.0, 1.1));
    if noted.whole {
        let x = origin.x + page.text_width + 3.0;
        dots([pos2(x, top), pos2(x, bottom)]);
    }
    for rect in &noted.rows {
        let row = rect.translate(origin.to_vec2());
        let y = row.bottom() - 2.0;
        dots([pos2(row.left(), y), pos2(row.right(), y)]);
    }
}
