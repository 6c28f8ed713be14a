//! The text of a pane. Each paragraph has a galley, laid out only near the view. The scroll position is a paragraph and an
//! offset in it, so that laying out others moves nothing and the length of a report does not matter. The header is in
//! `pane`.

mod at_hand;
mod blocks;
mod comments;
mod document;
mod glyphs;
mod hits;
mod inline;
mod inserted;
mod keyboard;
mod lay;
mod lines;
mod linked;
mod markers;
mod marks;
mod paint;
mod pointer;
mod ruler;
mod scroll;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Rect, Sense, Ui, UiBuilder, pos2};

use super::context::{UiCtx, ViewState, Wanted};
use super::theme::MEASURE;
use crate::session::{Document, ReportId, Session};
use crate::text::Span;
use blocks::Block;
pub(super) use inline::is_inline;
use lay::Laid;
pub(super) use lay::printable;

/// Left of the text: two glyphs per row and the lines of marks; right of it: the markers of notes. In points.
const MARGINS: (f32, f32) = (60.0, 28.0);
/// A view whose line would have fewer characters than this has narrower margins: one glyph per row and smaller markers.
const NARROW: f32 = 24.0;
const NARROW_MARGINS: (f32, f32) = (40.0, 24.0);
/// Width of the ruler at the pane's edge, in points.
const RULER_WIDTH: f32 = 16.0;

/// View state of one pane's text.
#[derive(Default)]
pub(super) struct Reading {
    key: Option<Key>,
    blocks: Vec<Block>,
    /// Galleys of the blocks near the view; `None` elsewhere.
    laid: Vec<Option<Box<Laid>>>,
    /// The scroll position.
    top: Top,
    /// Serial of the last request to show a place that was carried out.
    last_request: u64,
    /// Number of the frame in which it was carried out.
    requested_in: Option<u64>,
    /// Room below the end that the last request needs to stand at the height of another place, in points.
    extra_room: f32,
    /// The request carried out in this frame: its serial, and the height at which its place is shown.
    requested_at: Option<(u64, f32)>,
    /// The position where dragging a selection began.
    anchor: Option<usize>,
    /// The position that was clicked last.
    caret: Option<usize>,
    /// Where the pointer rested when the view was changed by other means; no card is shown there.
    resting: Option<egui::Pos2>,
    ruler: ruler::Ruler,
    /// The differences that are shown in the text.
    inline: inline::Inline,
    /// The blocks on the screen.
    seen: Vec<Seen>,
    /// The blocks whose galleys are kept.
    kept: std::ops::Range<usize>,
    /// The user scrolled this pane in this frame; linked panes follow it.
    leads: bool,
    /// Height of the part of the pane that text scrolls in, in points.
    view_height: f32,
    /// The printed line that is framed here and on the page's picture.
    framed: Option<Span>,
}

/// Inputs of the galleys, which are rebuilt when any of them changes.
#[derive(Clone, Copy, PartialEq)]
struct Key {
    report: ReportId,
    /// Address of the document, which is new whenever the file was read again.
    document: usize,
    width: f32,
    pixels_per_point: f32,
    dark: bool,
    hide_furniture: bool,
    size: f32,
    line_height: f32,
}

/// The first block in view, and how far it is scrolled, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Top {
    block: usize,
    offset: f32,
}

/// The geometry and documents that laying out and painting share.
struct Page<'a> {
    ctx: &'a egui::Context,
    document: &'a Document,
    report: ReportId,
    pane: usize,
    /// The part of the pane that text scrolls in, margins included.
    view: Rect,
    /// Left edge and width of the text column, in points.
    text_left: f32,
    text_width: f32,
    /// Whether the margins have room for only one glyph per row and for small markers.
    is_narrow: bool,
}

/// A block on the screen.
#[derive(Clone, Copy)]
struct Seen {
    block: usize,
    /// Its top on the screen.
    y: f32,
}

impl<'a> Page<'a> {
    /// Geometry and documents of a pane drawn in `rect`; `None` for a pane without a readable report.
    fn new(ctx: &'a egui::Context, session: &'a Session, pane: usize, rect: Rect) -> Option<Self> {
        let report = session.panes().list[pane].report?;
        let document = session.document(report)?;
        let view = Rect::from_min_max(rect.min, pos2(rect.right() - RULER_WIDTH, rect.bottom()));
        let size = session.settings().reading_size;
        let is_narrow = view.width() - MARGINS.0 - MARGINS.1 < size * NARROW;
        let (left, right) = if is_narrow { NARROW_MARGINS } else { MARGINS };
        let room = view.width() - left - right;
        let text_width = room.clamp(size * 4.0, size * MEASURE);
        let slack = (room - text_width).max(0.0);
        let text_left = (view.left() + left + slack * 0.5).round();
        let text_width = text_width.floor();
        Some(Self { ctx, document, report, pane, view, text_left, text_width, is_narrow })
    }

    /// Height of one line of reading text in points.
    fn line_height(cx: &UiCtx<'_>) -> f32 {
        cx.session.settings().reading_size * cx.session.settings().line_height
    }
}

/// Puts the keyboard into the text of the focused pane, if an action of the last frame asked for it.
pub(super) fn take_keyboard(ctx: &egui::Context, cx: &mut UiCtx<'_>) {
    if cx.view.take_wanted(Wanted::Pane) {
        let panes = cx.session.panes();
        let text = text_id(panes.list[panes.focus].id);
        ctx.memory_mut(|memory| memory.request_focus(text));
    }
}

/// Scrolls all panes: by wheel and keys, by the session's requests, and by linked panes. `rects` are the rectangles of
/// their texts; `None` for a pane without one.
pub(super) fn update(ui: &Ui, cx: &mut UiCtx<'_>, rects: &[Option<Rect>]) {
    let ctx = ui.ctx().clone();
    let session = cx.session;
    let pages = rects.iter().enumerate().map(|(pane, rect)| Page::new(&ctx, session, pane, (*rect)?));
    let pages: Vec<Option<Page<'_>>> = pages.collect();
    let mut readings: Vec<Option<Reading>> = Vec::with_capacity(pages.len());
    for page in &pages {
        readings.push(page.as_ref().map(|page| {
            let id = session.panes().list[page.pane].id;
            let mut reading = readings_of(cx).remove(&id).unwrap_or_default();
            reading.prepare(cx, page);
            reading.prepare_inline(cx, page);
            reading.view_height = page.view.height();
            // Not focusable: the text takes its place in the order of Tab once, when it is drawn.
            let response = ui.interact(page.view, text_id(id).with("wheel"), Sense::hover());
            reading.handle_scrolling(ui, cx, page, &response);
            let requested = reading.show_requested(cx, page);
            reading.settle(cx, page);
            reading.requested_at = requested
                .and_then(|request| Some((request.serial, reading.height_at(page, request.span.start)?)));
            reading
        }));
    }
    linked::level(cx, &mut readings, &pages);
    linked::follow(cx, &mut readings, &pages);
    for (reading, page) in readings.into_iter().zip(&pages) {
        if let (Some(mut reading), Some(page)) = (reading, page) {
            reading.seen = reading.in_view(cx, page);
            readings_of(cx).insert(session.panes().list[page.pane].id, reading);
        }
    }
}

/// Draws the text of a pane into `rect` and handles the pointer there.
pub(super) fn draw_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, pane: usize, rect: Rect) {
    let ctx = ui.ctx().clone();
    let id = cx.session.panes().list[pane].id;
    let (Some(page), Some(mut reading)) =
        (Page::new(&ctx, cx.session, pane, rect), readings_of(cx).remove(&id))
    else {
        return;
    };
    let response = ui.interact(page.view, text_id(id), Sense::click_and_drag());
    let ruler = Rect::from_min_max(pos2(page.view.right(), rect.top()), rect.max);
    // Below the markers of notes: what it needs to be hit takes a part of their margin.
    let ruler_response = ruler::interact(ui, &page, ruler);
    let seen = std::mem::take(&mut reading.seen);
    reading.name_document(cx, &page, &seen, &response);
    // What stands in the text belongs to the document in the accessibility tree.
    let builder = UiBuilder::new().id_salt("document").max_rect(page.view);
    let inside = &mut ui.new_child(builder.accessibility_parent(response.id));
    inside.set_clip_rect(ui.clip_rect().intersect(page.view));
    reading.paint(inside, cx, &page, &seen);
    if is_unrelated(cx.session, pane) {
        // Dimmed; the header says why.
        inside.painter().rect_filled(page.view, 0.0, cx.palette.panel.gamma_multiply(0.62));
    }
    reading.handle_pointer(inside, cx, &page, &seen, &response);
    reading.menu_ui(cx, &page, &seen, &response);
    reading.bar_ui(inside, cx, &page, &seen);
    if response.has_focus() {
        keep_arrows(ui, response.id);
        let ring = page.view.shrink(1.0);
        ui.painter().rect_stroke(ring, 2.0, (1.5, cx.palette.accent), egui::StrokeKind::Inside);
    }
    reading.ruler_ui(ui, cx, &page, ruler, &seen, &ruler_response);
    reading.forget_far(&seen);
    reading.seen = seen;
    readings_of(cx).insert(id, reading);
}

/// Whether a pane shows a report that the selected finding has no shown place in, while another pane shows one that has.
pub(super) fn is_unrelated(session: &Session, pane: usize) -> bool {
    let Some(chosen) = session.chosen() else { return false };
    let panes = session.panes();
    let places = &session.findings().list[chosen.finding].places;
    let shown = chosen.places.map(|place| places[place].report);
    let holds = |pane: usize| panes.list[pane].report.is_some_and(|report| shown.contains(&report));
    panes.focus != pane && !holds(pane) && (0..panes.list.len()).any(holds)
}

/// The reading state of each pane, by the pane's id.
#[derive(Default)]
struct Readings(HashMap<u64, Reading>);

fn readings_of<'c>(cx: &'c mut UiCtx<'_>) -> &'c mut HashMap<u64, Reading> {
    &mut cx.view.slot::<Readings>().0
}

/// The reading state of a pane, by its id.
pub(super) fn of_pane<'c>(cx: &'c UiCtx<'_>, pane: u64) -> Option<&'c Reading> {
    cx.view.peek::<Readings>()?.0.get(&pane)
}

/// The positions at reading height and the spans in view of the panes, from left to right; `None` for a pane without text.
#[must_use]
pub fn in_view(view: &ViewState, session: &Session) -> Vec<Option<(usize, Span)>> {
    let shown = |reading: &Reading| {
        let height = reading.view_height * linked::LEVEL;
        let position = || reading.position_at_height(height) as usize;
        (!reading.blocks.is_empty()).then(|| (position(), reading.span_in_view()))
    };
    let readings = view.peek::<Readings>();
    let panes = session.panes().list.iter();
    panes.map(|pane| readings.and_then(|readings| readings.0.get(&pane.id)).and_then(shown)).collect()
}

/// Frames a printed line in the text of a pane, as on the page's picture beside it.
pub(super) fn frame(cx: &mut UiCtx<'_>, pane: u64, span: Option<Span>) {
    if let Some(reading) = readings_of(cx).get_mut(&pane) {
        reading.framed = span;
    }
}

/// The left and the right edge of the text column of a pane whose text is drawn in `rect`.
pub(super) fn column(ctx: &egui::Context, cx: &UiCtx<'_>, pane: usize, rect: Rect) -> Option<egui::Rangef> {
    let page = Page::new(ctx, cx.session, pane, rect)?;
    Some(egui::Rangef::new(page.text_left, page.text_left + page.text_width))
}

/// Drops the state of closed panes.
pub(super) fn retain(cx: &mut UiCtx<'_>) {
    let panes = &cx.session.panes().list;
    cx.view.slot::<Readings>().0.retain(|id, _| panes.iter().any(|pane| pane.id == *id));
}

/// Lets the arrows scroll a text that has the keyboard, instead of moving to the nearest widget.
fn keep_arrows(ui: &Ui, text: egui::Id) {
    let filter =
        egui::EventFilter { vertical_arrows: true, horizontal_arrows: true, ..egui::EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(text, filter));
}

/// Id of the widget that is a pane's text.
fn text_id(pane: u64) -> egui::Id {
    egui::Id::unique(("reading", pane))
}

impl Reading {
    /// The position at reading height, which linked panes and the page's picture follow.
    pub(super) fn position(&self) -> usize {
        self.position_at_height(self.view_height * linked::LEVEL) as usize
    }

    /// The position that was clicked last.
    pub(super) fn caret(&self) -> Option<usize> {
        self.caret
    }

    /// Builds the blocks of a report if what they depend on has changed. Keeps the scroll position.
    fn prepare(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
        let key = Key {
            report: page.report,
            document: std::ptr::from_ref(page.document) as usize,
            width: page.text_width,
            pixels_per_point: page.ctx.pixels_per_point(),
            dark: cx.palette.dark,
            hide_furniture: cx.session.settings().hide_furniture,
            size: cx.session.settings().reading_size,
            line_height: cx.session.settings().line_height,
        };
        let Some(before) = self.key.replace(key) else {
            return self.rebuild(page, key.hide_furniture, None);
        };
        if before == key {
            return;
        }
        let same_report = before.report == key.report;
        let at = self.blocks.get(self.top.block).filter(|_| same_report).map(|block| block.span.start);
        if before.document != key.document || before.hide_furniture != key.hide_furniture {
            self.rebuild(page, key.hide_furniture, at);
        } else {
            // Only sizes or colours changed: the scroll position keeps its block and its share of the block's height.
            let share = self.top.offset / self.height_of(self.top.block).max(1.0);
            self.laid.iter_mut().for_each(|laid| *laid = None);
            self.lay(cx, page, self.top.block);
            self.top.offset = share * self.height_of(self.top.block);
        }
    }

    fn rebuild(&mut self, page: &Page<'_>, hide_furniture: bool, at: Option<usize>) {
        self.blocks = blocks::blocks(page.document, hide_furniture);
        self.laid = std::iter::repeat_with(|| None).take(self.blocks.len()).collect();
        let block = at.map_or(0, |at| self.block_at(at));
        self.top = Top { block, offset: 0.0 };
        self.extra_room = 0.0;
        self.inline = inline::Inline::default();
        self.anchor = None;
        self.caret = None;
        // A pointer that rests where the text appears asks for nothing.
        self.resting = page.ctx.input(|input| input.pointer.latest_pos());
    }

    /// Index of the block that contains a position of the source, or of the nearest preceding block.
    fn block_at(&self, position: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start <= position).saturating_sub(1)
    }

    /// Drops galleys far from the view.
    fn forget_far(&mut self, seen: &[Seen]) {
        const KEPT: usize = 40;
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return };
        let near = first.block.saturating_sub(KEPT)..(last.block + KEPT).min(self.laid.len());
        // Visits only blocks with a kept galley, since a report may have a hundred thousand blocks.
        for block in self.kept.clone().filter(|block| !near.contains(block)) {
            if let Some(laid) = self.laid.get_mut(block) {
                *laid = None;
            }
        }
        self.kept = near;
    }
}

/// A galley, shared with the painter.
type Galley = Arc<egui::Galley>;
