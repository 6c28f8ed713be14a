//! Scrolling by block and offset: wheel, keys, and requests to show a place.

use egui::{Event, Key, Modifiers, Response, Ui};

use super::marks::rects_of;
use super::{Page, Reading, Seen, Top};
use crate::session::Reveal;
use crate::text::Span;
use crate::ui::context::UiCtx;

/// Room left below the last block, in points.
const END_ROOM: f32 = 48.0;
/// Room above the first block, in points.
const START_ROOM: f32 = 12.0;

impl Reading {
    /// Handles the wheel over the pane, and the keys if the pane has the focus.
    pub(super) fn handle_scrolling(
        &mut self,
        ui: &Ui,
        cx: &mut UiCtx<'_>,
        page: &Page<'_>,
        response: &Response,
    ) {
        let mut by = 0.0;
        if response.contains_pointer() {
            by -= ui.input(|input| input.smooth_scroll_delta.y);
        }
        let text = super::text_id(cx.session.panes().list[page.pane].id);
        let listens = match ui.memory(egui::Memory::focused) {
            None => cx.session.panes().focus == page.pane,
            Some(focused) => focused == text,
        };
        if listens && !cx.is_modal() {
            self.handle_selecting(ui, cx, page);
            self.handle_enter(ui, cx, page);
            let line = Page::line_height(cx);
            let screen = (page.view.height() - 2.0 * line).max(line);
            let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            for (key, distance) in [
                (Key::PageDown, screen),
                (Key::Space, screen),
                (Key::PageUp, -screen),
                (Key::ArrowDown, line),
                (Key::ArrowUp, -line),
            ] {
                if pressed(key) {
                    by += distance;
                }
            }
            if pressed(Key::Home) {
                self.top = Top::default();
                self.leads = true;
            }
            if pressed(Key::End) {
                self.top = Top { block: self.blocks.len().saturating_sub(1), offset: page.view.height() };
                self.leads = true;
            }
        }
        if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Key { .. }))) {
            self.resting = ui.input(|input| input.pointer.latest_pos());
        }
        // Holding Alt scrolls one pane alone.
        self.leads |= by != 0.0 && !ui.input(|input| input.modifiers.alt);
        self.top.offset += by;
    }

    /// Carries out the session's request to show a place, once per request. A pass that is drawn again, because the height
    /// of the card below was not known, carries it out for the height that the pane has then.
    pub(super) fn show_requested(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) -> Option<Reveal> {
        let frame = page.ctx.cumulative_frame_nr();
        let is_new = |request: &Reveal| {
            request.serial > self.last_request
                || request.serial == self.last_request && self.requested_in == Some(frame)
        };
        let request = cx.session.panes().list[page.pane].reveal.filter(is_new)?;
        self.last_request = request.serial;
        self.requested_in = Some(frame);
        self.extra_room = 0.0;
        let block = self.block_at(request.span.start);
        self.lay(cx, page, block);
        let row = self.row_at(block, request.span.start)?;
        // A short place is shown a third down, a long one near the top, so that more of it is in view.
        let usual = if request.span.len() > 400 { 0.1 } else { 0.33 };
        let height = request.height.unwrap_or(page.view.height() * usual);
        self.top = Top { block, offset: row - height };
        self.leads |= request.leads;
        request.height.is_none().then_some(request)
    }

    /// Middle of the row that holds a position, from the top of its block, which is laid out.
    fn row_at(&self, block: usize, position: usize) -> Option<f32> {
        let laid = self.laid.get(block)?.as_ref()?;
        let rects = rects_of(&laid.galley, &self.blocks[block], Span::new(position, position + 1));
        Some(laid.above + rects.first().map_or(0.0, |rect| rect.center().y))
    }

    /// Height in the view of a position near its top.
    pub(super) fn height_at(&self, page: &Page<'_>, position: usize) -> Option<f32> {
        let target = self.block_at(position);
        let mut y = -self.top.offset;
        for block in self.top.block..=target {
            if y > page.view.height() {
                return None;
            }
            if block == target {
                return Some(y + self.row_at(block, position)?);
            }
            y += self.height_of(block);
        }
        None
    }

    /// Normalises the scroll position: the offset lies within its block, and neither end is passed.
    pub(super) fn settle(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
        if self.blocks.is_empty() {
            return;
        }
        self.top.block = self.top.block.min(self.blocks.len() - 1);
        self.walk(cx, page);
        // Past the end: move up until the last block ends at the view's bottom.
        let room = page.view.height() - END_ROOM - self.extra_room;
        let mut below = -self.top.offset;
        for block in self.top.block..self.blocks.len() {
            self.lay(cx, page, block);
            below += self.height_of(block);
            if below >= room {
                return;
            }
        }
        self.top.offset -= room - below;
        self.walk(cx, page);
    }

    /// Moves the top from block to block until its offset lies inside its block, or at the beginning.
    fn walk(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
        loop {
            self.lay(cx, page, self.top.block);
            let height = self.height_of(self.top.block);
            if self.top.offset < 0.0 && self.top.block > 0 {
                self.top.block -= 1;
                self.lay(cx, page, self.top.block);
                self.top.offset += self.height_of(self.top.block);
            } else if self.top.offset >= height && self.top.block + 1 < self.blocks.len() {
                self.top.block += 1;
                self.top.offset -= height;
            } else {
                break;
            }
        }
        if self.top.block == 0 {
            self.top.offset = self.top.offset.max(-START_ROOM);
        }
    }

    /// The blocks on the screen, laid out, with their tops.
    pub(super) fn in_view(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) -> Vec<Seen> {
        let mut seen = Vec::new();
        let mut y = page.view.top() - self.top.offset;
        let mut block = self.top.block;
        while block < self.blocks.len() && y < page.view.bottom() {
            self.lay(cx, page, block);
            seen.push(Seen { block, y });
            y += self.height_of(block);
            block += 1;
        }
        seen
    }

    /// Scrolls a source position to the top of the view.
    pub(super) fn jump_to(&mut self, position: usize) {
        self.top = Top { block: self.block_at(position), offset: 0.0 };
        self.leads = true;
    }
}
