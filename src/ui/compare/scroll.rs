//! Scrolling the rows by item and offset: wheel, keys, and requests to show a row.

use egui::{Key, Modifiers, Ui};

use super::View;
use super::fold::item_of;
use super::lay::Page;
use crate::session::Compared;
use crate::ui::context::UiCtx;

/// Share of the area's height at which a requested row is shown.
const LEVEL: f32 = 0.25;

impl View {
    pub(super) fn scroll(&mut self, ui: &Ui, cx: &UiCtx<'_>, page: &Page<'_>, compared: &Compared) {
        if self.items.is_empty() {
            return;
        }
        let mut by = 0.0;
        if ui.rect_contains_pointer(page.area) {
            by -= ui.input(|input| input.smooth_scroll_delta.y);
        }
        if !cx.is_modal() && ui.memory(|memory| memory.focused().is_none()) {
            by += keys(ui, cx, page.area.height());
        }
        if compared.serial > self.last_request {
            self.last_request = compared.serial;
            if let Some(row) = compared.at {
                self.show(cx, page, row);
            }
        }
        match by {
            f32::INFINITY => self.top = (self.items.len() - 1, 0.0),
            f32::NEG_INFINITY => self.top = (0, 0.0),
            by => self.top.1 += by,
        }
        self.settle(cx, page);
    }

    /// Scrolls to a row, unless it is in view already with the room that it needs; unfolds it first.
    fn show(&mut self, cx: &UiCtx<'_>, page: &Page<'_>, row: usize) {
        let item = item_of(&self.items, row);
        if self.items[item].hides(row) {
            let first = self.items[item].first();
            self.unfold(page.rows, first);
        }
        let item = item_of(&self.items, row);
        let mut y = -self.top.1;
        for above in self.top.0..item {
            y += self.height(cx, page, above);
            if y > page.area.height() {
                break;
            }
        }
        let height = self.height(cx, page, item);
        let is_in_view = item >= self.top.0 && y >= 8.0 && y + height + 60.0 <= page.area.height();
        if !is_in_view {
            self.top = (item, -page.area.height() * LEVEL);
        }
    }

    /// Scrolls a row to the top of the view.
    pub(super) fn jump_to(&mut self, row: usize) {
        self.top = (item_of(&self.items, row), 0.0);
    }

    /// Normalises the scroll position: the offset lies within its item, and neither end is passed.
    fn settle(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
        self.top.0 = self.top.0.min(self.items.len() - 1);
        self.walk(cx, page);
        let mut below = -self.top.1;
        for item in self.top.0..self.items.len() {
            below += self.height(cx, page, item);
            if below >= page.area.height() {
                return;
            }
        }
        self.top.1 -= page.area.height() - below;
        self.walk(cx, page);
    }

    fn walk(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
        loop {
            let height = self.height(cx, page, self.top.0);
            if self.top.1 < 0.0 && self.top.0 > 0 {
                self.top.0 -= 1;
                self.top.1 += self.height(cx, page, self.top.0);
            } else if self.top.1 >= height && self.top.0 + 1 < self.items.len() {
                self.top.0 += 1;
                self.top.1 -= height;
            } else {
                break;
            }
        }
        if self.top.0 == 0 {
            self.top.1 = self.top.1.max(0.0);
        }
    }
}

/// Distance that the keys of this frame scroll, in points; infinite to the ends.
fn keys(ui: &Ui, cx: &UiCtx<'_>, height: f32) -> f32 {
    let screen = height - 60.0;
    let line = cx.session.settings().reading_size * cx.session.settings().line_height;
    let keys = [
        (Key::PageDown, screen),
        (Key::Space, screen),
        (Key::PageUp, -screen),
        (Key::ArrowDown, line),
        (Key::ArrowUp, -line),
        (Key::Home, f32::NEG_INFINITY),
        (Key::End, f32::INFINITY),
    ];
    let pressed =
        keys.into_iter().filter(|(key, _)| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)));
    pressed.map(|(_, distance)| distance).sum()
}
