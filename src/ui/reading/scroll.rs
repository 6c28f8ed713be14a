//! Scrolling by paragraph and offset: the wheel, the keys, and wishes to bring a place into view.

use egui::{Key, Modifiers, Response, Ui};

use super::marks::rects_of;
use super::{Page, Reading, Seen, Top};
use crate::session::Reveal;
use crate::text::Span;
use crate::ui::UiCtx;

/// Room left below the last block, in points.
const END_ROOM: f32 = 48.0;
/// Room above the first block, in points.
const START_ROOM: f32 = 12.0;

impl Reading {
    /// The wheel over the pane, and the keys of the pane that has the focus.
    pub(super) fn take_scrolling(
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
        let listens = cx.session.panes().focus == page.pane && ui.memory(|memory| memory.focused().is_none());
        if listens && !cx.is_modal() {
            self.take_selecting(ui, cx, page);
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
                self.led = true;
            }
            if pressed(Key::End) {
                self.top = Top { block: self.blocks.len().saturating_sub(1), offset: page.view.height() };
                self.led = true;
            }
        }
        // Alt holds the panes apart, to bring one into another place beside the others.
        self.led |= by != 0.0 && !ui.input(|input| input.modifiers.alt);
        self.top.offset += by;
    }

    /// Goes where the session wants this pane to be, once for each wish.
    pub(super) fn grant_wish(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) -> Option<Reveal> {
        let wish = cx.session.panes().list[page.pane].reveal.filter(|wish| wish.serial > self.granted)?;
        self.granted = wish.serial;
        let block = self.block_at(wish.span.start);
        self.lay(cx, page, block);
        let row = self.row_at(block, wish.span.start)?;
        // A short place stands a third down, a long one begins near the top so that more of it is seen.
        let usual = if wish.span.len() > 400 { 0.1 } else { 0.33 };
        let height = wish.height.unwrap_or(page.view.height() * usual);
        self.top = Top { block, offset: row - height };
        wish.height.is_none().then_some(wish)
    }

    /// Middle of the row that holds a position, from the top of its block, which is laid out.
    fn row_at(&self, block: usize, position: usize) -> Option<f32> {
        let laid = self.laid.get(block)?.as_ref()?;
        let rects = rects_of(&laid.galley, &self.blocks[block], Span::new(position, position + 1));
        Some(laid.above + rects.first().map_or(0.0, |rect| rect.center().y))
    }

    /// Height in the view at which a position near its top stands.
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

    /// Brings the top into order: the offset inside its block, nothing scrolled past either end.
    pub(super) fn settle(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
        if self.blocks.is_empty() {
            return;
        }
        self.top.block = self.top.block.min(self.blocks.len() - 1);
        self.walk(cx, page);
        // Past the end: move up until the last block's end stands at the view's bottom.
        let room = page.view.height() - END_ROOM;
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

    /// Puts a position of the source at the top of the view.
    pub(super) fn jump_to(&mut self, position: usize) {
        self.top = Top { block: self.block_at(position), offset: 0.0 };
        self.led = true;
    }
}
