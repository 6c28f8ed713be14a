//! Marks in the text: where they fall in a galley, and how they are painted. Glyph and underline carry the meaning
//! first, the fill second; the chosen finding is strong, the rest light.

use egui::{Align2, Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::blocks::{Block, BlockRole};
use super::hits::paint_hits;
use super::markers::markers_ui;
use super::{Page, Reading, Seen};
use crate::message::Message;
use crate::review::NoteId;
use crate::session::{Command, Mark, MarkKind, Spot};
use crate::text::Span;
use crate::ui::UiCtx;
use crate::ui::theme::{CAPTION, regular};
use crate::ui::words::{finding_name, finding_summary, mark_glyph, pane_letter};

/// A mark in one block.
pub(super) struct LaidMark {
    pub(super) mark: Mark,
    /// One a row, relative to the galley.
    pub(super) rects: Vec<Rect>,
    /// What another place has differently, likewise.
    changed: Vec<Rect>,
    /// The mark holds the whole block: then a line beside the text says so, and no row is underlined.
    whole: bool,
    /// The mark begins in this block.
    begins: bool,
}

/// A note in one block.
pub(super) struct LaidNote {
    pub(super) note: NoteId,
    pub(super) number: usize,
    pub(super) rects: Vec<Rect>,
    /// The note holds the whole block: then a line beside the text says so, and no row is underlined.
    whole: bool,
    pub(super) begins: bool,
}

/// Where a span of the source falls in the galley of a block: one rectangle a row.
pub(super) fn rects_of(galley: &egui::Galley, block: &Block, span: Span) -> Vec<Rect> {
    let Some(part) = span.intersection(block.span) else { return Vec::new() };
    let (start, end) = (part.start - block.span.start, part.end - block.span.start);
    let mut rects = Vec::new();
    let mut row_start = 0;
    for row in &galley.rows {
        let row_end = row_start + row.glyphs.len();
        if start < row_end && row_start < end {
            let from = row.x_offset((start.max(row_start) - row_start).into());
            let to = row.x_offset((end.min(row_end) - row_start).into());
            rects.push(Rect::from_min_max(
                pos2(row.pos.x + from, row.min_y()),
                pos2(row.pos.x + to, row.max_y()),
            ));
        }
        // The line ends between rows are ours (`rows`): the source has none there.
        row_start = row_end;
    }
    rects
}

/// The character of a block's galley nearest to a point, from 0.
pub(super) fn character_at(galley: &egui::Galley, at: egui::Vec2) -> usize {
    let mut before = 0;
    for (index, row) in galley.rows.iter().enumerate() {
        if at.y < row.max_y() || index + 1 == galley.rows.len() {
            return before + row.char_at(at.x - row.pos.x).0;
        }
        before += row.glyphs.len();
    }
    before
}

pub(super) fn lay_marks(
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    block: &Block,
    galley: &egui::Galley,
) -> Vec<LaidMark> {
    let marks = cx.session.findings.marks(page.report);
    // Marks are in order of their start: none after this block's end can touch it.
    let before_end = marks.partition_point(|mark| mark.span.start < block.span.end);
    let shown = |mark: &&Mark| mark.span.end > block.span.start && cx.session.shows(mark);
    marks[..before_end]
        .iter()
        .filter(shown)
        .map(|mark| LaidMark {
            mark: *mark,
            rects: rects_of(galley, block, mark.span),
            changed: changed_rects(cx, block, galley, mark),
            whole: mark.span.covers(around(page, block)),
            begins: block.span.contains(mark.span.start),
        })
        .collect()
}

/// Where what another place has differently falls in a block.
fn changed_rects(cx: &UiCtx<'_>, block: &Block, galley: &egui::Galley, mark: &Mark) -> Vec<Rect> {
    let changed = cx.session.findings.changed(mark);
    let from = changed.partition_point(|span| span.end <= block.span.start);
    let inside = changed[from..].iter().take_while(|span| span.start < block.span.end);
    inside.flat_map(|span| rects_of(galley, block, *span)).collect()
}

/// A block's span; of an empty line also the ends of the lines beside it, so that a line drawn along whole blocks goes
/// on over empty ones only where it comes from one block and leads to the next.
fn around(page: &Page<'_>, block: &Block) -> Span {
    if block.role != BlockRole::Blank {
        return block.span;
    }
    let text = page.document.text();
    let line = text.line_from_position(block.span.start);
    let before = line.checked_sub(1).map_or(block.span, |line| text.line_span(line));
    let after = if line + 1 < text.line_count() { text.line_span(line + 1) } else { block.span };
    Span::new(before.start, after.end)
}

pub(super) fn lay_notes(
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    block: &Block,
    galley: &egui::Galley,
) -> Vec<LaidNote> {
    let notes = cx.session.note_marks(page.report).iter();
    notes
        .filter(|note| note.span.overlaps(block.span))
        .map(|note| LaidNote {
            note: note.note.clone(),
            number: note.number,
            rects: rects_of(galley, block, note.span),
            whole: note.span.covers(block.span) && note.span.len() > block.span.len() + 1,
            begins: block.span.contains(note.span.start),
        })
        .collect()
}

impl Reading {
    /// Paints what is seen, and places the small buttons beside the text.
    pub(super) fn paint(&self, ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, seen: &[Seen]) {
        let painter = ui.painter().clone();
        for &Seen { block, y } in seen {
            let (Some(rect), Some(laid)) = (self.galley_rect(page, block, y), self.laid[block].as_ref())
            else {
                continue;
            };
            let origin = rect.min;
            for laid_mark in &laid.marks {
                paint_fill(&painter, cx, origin, laid_mark);
            }
            paint_hits(&painter, cx, origin, &laid.hits);
            self.paint_selection(&painter, cx, page, block, origin);
            painter.galley(origin, laid.galley.clone(), cx.palette.text);
            for laid_mark in &laid.marks {
                paint_lines(&painter, cx, origin, laid_mark, y, y + laid.height());
            }
            for note in &laid.notes {
                paint_note(&painter, cx, page, origin, note, y, y + laid.height());
            }
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
            self.name_block(page, block, rect);
            glyphs_ui(ui, cx, page, origin, &laid.marks);
            markers_ui(ui, cx, page, origin, &laid.notes);
        }
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
        // What was selected before in another pane stays in sight, lighter.
        for (selection, fill) in
            [(cx.session.beside, cx.palette.chosen()), (cx.session.selection, cx.palette.selection())]
        {
            let here = selection.filter(|s| s.pane == page.pane && s.report == page.report);
            for rect in here.iter().flat_map(|s| rects_of(&laid.galley, &self.blocks[block], s.span)) {
                painter.rect_filled(rect.translate(origin.to_vec2()), 0.0, fill);
            }
        }
    }

    /// Tells a screen reader of the block: its role and its text.
    fn name_block(&self, page: &Page<'_>, block: usize, rect: Rect) {
        let entry = &self.blocks[block];
        let role = match entry.role {
            BlockRole::Title | BlockRole::Heading(_) => egui::Role::Heading,
            BlockRole::Blank => return,
            _ => egui::Role::Paragraph,
        };
        let id = egui::Id::unique(("block", page.pane, block));
        page.ctx.accesskit_node_builder(id, |node| {
            node.set_role(role);
            node.set_label(page.document.text().slice(entry.span));
            if let BlockRole::Heading(level) = entry.role {
                node.set_level(usize::from(level));
            }
            node.set_bounds(egui::accesskit::Rect {
                x0: rect.left().into(),
                y0: rect.top().into(),
                x1: rect.right().into(),
                y1: rect.bottom().into(),
            });
        });
    }
}

/// The number of the page that begins at a block, in the left margin.
fn paint_page(painter: &Painter, cx: &UiCtx<'_>, page: &Page<'_>, rect: Rect, number: u32) {
    let at = pos2(page.view.left() + 6.0, rect.top() - 1.0);
    painter.hline(page.view.left() + 6.0..=page.text_left - 12.0, rect.top() - 3.0, (1.0, cx.palette.border));
    painter.text(at, Align2::LEFT_TOP, number, regular(CAPTION), cx.palette.secondary);
}

fn is_chosen(cx: &UiCtx<'_>, mark: &Mark) -> bool {
    cx.session.chosen.is_some_and(|chosen| chosen.finding == mark.finding)
}

fn paint_fill(painter: &Painter, cx: &UiCtx<'_>, origin: Pos2, laid: &LaidMark) {
    let kind = laid.mark.kind;
    if kind == MarkKind::Phrase {
        return;
    }
    let strength = match (is_chosen(cx, &laid.mark), laid.whole) {
        (true, _) => 1.0,
        (false, true) => 0.25,
        (false, false) => 0.42,
    };
    let fill = cx.palette.panel.lerp_to_gamma(cx.palette.mark_fill(kind), strength);
    for rect in &laid.rects {
        painter.rect_filled(rect.translate(origin.to_vec2()).shrink2(vec2(0.0, 2.0)), 2.0, fill);
    }
    // Light where the rest is strong and strong where it is light, so that a change stands out of both.
    let strength = if is_chosen(cx, &laid.mark) { 0.34 } else { 0.2 };
    let fill = cx.palette.panel.lerp_to_gamma(cx.palette.mark(kind), strength);
    for rect in &laid.changed {
        painter.rect_filled(rect.translate(origin.to_vec2()).shrink2(vec2(0.0, 2.0)), 2.0, fill);
    }
}

fn paint_lines(painter: &Painter, cx: &UiCtx<'_>, origin: Pos2, laid: &LaidMark, top: f32, bottom: f32) {
    let kind = laid.mark.kind;
    let chosen = is_chosen(cx, &laid.mark);
    if kind == MarkKind::Phrase {
        for rect in &laid.rects {
            let rect = rect.translate(origin.to_vec2());
            if chosen {
                let y = rect.bottom() - 3.0;
                painter
                    .line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], (1.6, cx.palette.secondary));
            } else {
                // Set phrases step back: the ground is drawn over them, half through.
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
        painter.line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], (2.0, color));
    }
    if laid.whole {
        let x = origin.x - 16.0;
        line(painter, kind, [pos2(x, top), pos2(x, bottom)], vec2(2.5, 0.0), stroke);
        return;
    }
    for rect in &laid.rects {
        let rect = rect.translate(origin.to_vec2());
        let y = rect.bottom() - 3.0;
        line(painter, kind, [pos2(rect.left(), y), pos2(rect.right(), y)], vec2(0.0, -2.5), stroke);
    }
}

/// A dotted line under each row of a note, or beside the text where the note holds whole paragraphs.
fn paint_note(
    painter: &Painter,
    cx: &UiCtx<'_>,
    page: &Page<'_>,
    origin: Pos2,
    note: &LaidNote,
    top: f32,
    bottom: f32,
) {
    let dots = |points: [Pos2; 2]| painter.extend(Shape::dotted_line(&points, cx.palette.accent, 4.0, 1.1));
    if note.whole {
        let x = origin.x + page.text_width + 3.0;
        return dots([pos2(x, top), pos2(x, bottom)]);
    }
    for rect in &note.rects {
        let row = rect.translate(origin.to_vec2());
        let y = row.bottom() - 2.0;
        dots([pos2(row.left(), y), pos2(row.right(), y)]);
    }
}

/// A wave along a line: notes have the dots.
fn wave([from, to]: [Pos2; 2], apart: egui::Vec2) -> Vec<Pos2> {
    const STEP: f32 = 2.5;
    let count = ((to - from).length() / STEP).max(1.0) as usize;
    let side = apart * 0.8;
    let point = |step: usize| {
        let on = from + (to - from) * (step as f32 / count as f32);
        if step % 2 == 1 { on + side } else { on }
    };
    (0..=count).map(point).collect()
}

/// A line in the manner of a kind: solid, dashed, double (the second one `apart`) or a wave.
fn line(painter: &Painter, kind: MarkKind, points: [Pos2; 2], apart: egui::Vec2, stroke: Stroke) {
    match kind {
        MarkKind::Near => painter.extend(Shape::dashed_line(&points, stroke, 5.0, 3.0)),
        MarkKind::Within => {
            painter.line_segment(points, stroke);
            painter.line_segment(points.map(|point| point + apart), stroke);
        }
        MarkKind::Check => {
            painter.add(Shape::line(wave(points, apart), stroke));
        }
        MarkKind::Same | MarkKind::Phrase => {
            painter.line_segment(points, stroke);
        }
    }
}

/// A small button at the row where each mark begins. Several marks of one kind in one row share one.
fn glyphs_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, origin: Pos2, marks: &[LaidMark]) {
    let mut placed: Vec<(f32, Vec<MarkKind>)> = Vec::new();
    for laid in marks.iter().filter(|laid| laid.begins) {
        let Some(first) = laid.rects.first() else { continue };
        if placed.last().is_none_or(|(y, _)| (*y - first.top()).abs() > 1.0) {
            // Marks come in the order of their start, so a row that was left is not entered again.
            placed.push((first.top(), Vec::new()));
        }
        let row = placed.len() - 1;
        let kinds = &mut placed[row].1;
        if kinds.contains(&laid.mark.kind) || kinds.len() == 2 {
            continue;
        }
        let center = pos2(origin.x - 27.0 - 16.0 * kinds.len() as f32, origin.y + first.center().y);
        kinds.push(laid.mark.kind);
        let rect = Rect::from_center_size(center, vec2(18.0, 18.0));
        glyph_ui(ui, cx, page, rect, &laid.mark);
    }
}

/// What a screen reader says of a mark: `近似，第 4 条：约 124 字近似，共 2 处；对应乙第 27 行`.
fn mark_words(cx: &UiCtx<'_>, page: &Page<'_>, mark: &Mark) -> String {
    let finding = &cx.session.findings.list[mark.finding];
    let what = cx.words.words(&finding_summary(cx.session, mark.finding));
    let name = Message::new("mark-name").with("kind", cx.tr(finding_name(finding)));
    let mut words = cx.words.words(&name.with("what", what).with("number", mark.finding + 1));
    let count = finding.places.len();
    let other = (1..count).map(|step| (mark.place + step) % count).next();
    let other = other.and_then(|other| {
        let place = finding.places[other];
        Some((place, cx.session.document(place.report)?))
    });
    if let Some((place, document)) = other {
        let mut panes = cx.session.panes.list.iter().enumerate();
        let pane = panes.find(|(pane, shown)| *pane != page.pane && shown.report == Some(place.report));
        let there = pane.map_or(document.title.as_str(), |(pane, _)| pane_letter(pane));
        let line = document.text().line_from_position(place.span.start) + 1;
        words += &cx.words.words(&Message::new("mark-other").with("there", there).with("line", line));
    }
    words
}

fn glyph_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, rect: Rect, mark: &Mark) {
    let id = egui::Id::unique(("glyph", page.pane, mark.finding, mark.place));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, mark_words(cx, page, mark)));
    let color = cx.palette.mark(mark.kind);
    let hot = response.hovered() || response.has_focus();
    let (ground, color) = match (is_chosen(cx, mark), hot) {
        (true, _) => (color, cx.palette.panel),
        (false, true) => (cx.palette.mark_fill(mark.kind), color),
        (false, false) => (Color32::TRANSPARENT, color),
    };
    ui.painter().rect_filled(rect, 4.0, ground);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, mark_glyph(mark.kind), regular(13.0), color);
    if response.clicked() {
        let &Mark { finding, place, span, .. } = mark;
        let at = Spot { position: span.start, height: rect.center().y - page.view.top() };
        cx.push(Command::ChoosePlace { finding, place, pane: page.pane, at });
    }
}
