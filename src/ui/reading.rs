//! The reading pane's text: one galley a paragraph, laid out only where it is seen, scrolled by paragraph and offset
//! so that nothing jumps and no length is too long. What stands around the text (header, buttons) is in `pane`.

mod blocks;
mod lay;
mod marks;
mod pointer;
mod ruler;
mod scroll;

use std::sync::Arc;

use egui::{Rect, Sense, Ui, pos2};

use super::UiCtx;
use super::theme::{MEASURE, READING};
use crate::session::{Document, ReportId};
use blocks::Block;
use lay::Laid;

/// Left of the text: glyphs and lines of marks.
const LEFT_MARGIN: f32 = 52.0;
/// Right of the text: note markers.
const RIGHT_MARGIN: f32 = 28.0;
/// The ruler at the pane's edge.
const RULER_WIDTH: f32 = 16.0;

/// What one pane remembers of its text.
#[derive(Default)]
pub(super) struct Reading {
    key: Option<Key>,
    blocks: Vec<Block>,
    /// Galleys of the blocks near the view; `None` elsewhere.
    laid: Vec<Option<Laid>>,
    /// What is at the view's top.
    top: Top,
    /// The last wish to go somewhere that was granted.
    granted: u64,
    /// The wish granted in this frame: its serial, and the height at which the place came to stand.
    stood: Option<(u64, f32)>,
    /// Where a selection by dragging began.
    anchor: Option<usize>,
    ruler: ruler::Ruler,
}

/// What the galleys depend on: when it changes they are made anew.
#[derive(Clone, Copy, PartialEq)]
struct Key {
    report: ReportId,
    /// Address of the document, which is new whenever the file was read again.
    document: usize,
    width: f32,
    pixels_per_point: f32,
    dark: bool,
    hide_furniture: bool,
}

/// The paragraph at the top of the view, and how far its top lies above it, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Top {
    block: usize,
    offset: f32,
}

/// What laying out and painting need to know.
struct Page<'a> {
    ctx: &'a egui::Context,
    document: &'a Document,
    report: ReportId,
    pane: usize,
    /// The part of the pane that text scrolls in, margins included.
    view: Rect,
    /// Where the text column begins and how wide it is.
    text_left: f32,
    text_width: f32,
}

/// A block on the screen.
#[derive(Clone, Copy)]
struct Seen {
    block: usize,
    /// Its top on the screen.
    y: f32,
}

/// Draws the text of a pane into `rect` and takes the pointer and keys there.
pub(super) fn reading_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, pane: usize, rect: Rect) {
    let Some(report) = cx.session.panes.list[pane].report else { return };
    let Some(document) = cx.session.document(report).cloned() else { return };
    let mut reading = std::mem::take(&mut cx.view.readings[pane]);

    let ruler_rect = Rect::from_min_max(pos2(rect.right() - RULER_WIDTH, rect.top()), rect.max);
    let view = Rect::from_min_max(rect.min, pos2(rect.right() - RULER_WIDTH, rect.bottom()));
    let text_width = (view.width() - LEFT_MARGIN - RIGHT_MARGIN).clamp(READING * 4.0, READING * MEASURE);
    let slack = (view.width() - LEFT_MARGIN - RIGHT_MARGIN - text_width).max(0.0);
    let page = Page {
        ctx: &ui.ctx().clone(),
        document: &document,
        report,
        pane,
        view,
        text_left: (view.left() + LEFT_MARGIN + slack * 0.5).round(),
        text_width: text_width.floor(),
    };

    reading.prepare(cx, &page);
    let response = ui.interact(view, ui.scope_id().with(("text", pane)), Sense::click_and_drag());
    reading.take_scrolling(ui, cx, &page, &response);
    let wished = reading.grant_wish(cx, &page);
    reading.settle(cx, &page);
    reading.stood = wished.and_then(|wish| Some((wish.serial, reading.height_at(&page, wish.span.start)?)));
    let seen = reading.seen(cx, &page);

    let outer_clip = ui.clip_rect();
    ui.set_clip_rect(outer_clip.intersect(view));
    reading.paint(ui, cx, &page, &seen);
    reading.take_pointer(ui, cx, &page, &seen, &response);
    ui.set_clip_rect(outer_clip);
    reading.ruler_ui(ui, cx, &page, ruler_rect, &seen);
    reading.forget_far(&seen);
    cx.view.readings[pane] = reading;
}

/// Brings the places of one pair to the same height, where one of them could not stand where it was asked to because
/// its report begins or ends there. Tells whether anything moved.
pub(super) fn align(readings: &mut [Reading]) -> bool {
    let stood: Vec<_> = readings.iter_mut().map(|reading| reading.stood.take()).collect();
    for (left, right) in
        (0..stood.len()).flat_map(|left| (left + 1..stood.len()).map(move |right| (left, right)))
    {
        let (Some((first, at_left)), Some((second, at_right))) = (stood[left], stood[right]) else {
            continue;
        };
        // Wishes for a pair follow each other.
        if first.abs_diff(second) == 1 && (at_left - at_right).abs() > 0.5 {
            let (lower, by) =
                if at_left > at_right { (left, at_left - at_right) } else { (right, at_right - at_left) };
            readings[lower].top.offset += by;
            return true;
        }
    }
    false
}

impl Reading {
    /// The report that it was last drawn for.
    pub(super) fn report(&self) -> Option<ReportId> {
        self.key.map(|key| key.report)
    }

    /// Makes the blocks of a report, anew where what they depend on has changed. What stood at the top stays there.
    fn prepare(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
        let key = Key {
            report: page.report,
            document: std::ptr::from_ref(page.document) as usize,
            width: page.text_width,
            pixels_per_point: page.ctx.pixels_per_point(),
            dark: cx.palette.dark,
            hide_furniture: cx.session.settings.hide_furniture,
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
            // Only sizes or colours changed: the same paragraph stays on top, by the same share of its height.
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
        self.anchor = None;
    }

    /// Index of the block that holds a position of the source, or the nearest one before it.
    fn block_at(&self, position: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start <= position).saturating_sub(1)
    }

    /// Drops galleys that are further away than a screen is likely to scroll at once.
    fn forget_far(&mut self, seen: &[Seen]) {
        const KEPT: usize = 40;
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return };
        let near = first.block.saturating_sub(KEPT)..(last.block + KEPT);
        for (block, laid) in self.laid.iter_mut().enumerate() {
            if laid.is_some() && !near.contains(&block) {
                *laid = None;
            }
        }
    }
}

/// A galley, shared with the painter.
type Galley = Arc<egui::Galley>;
