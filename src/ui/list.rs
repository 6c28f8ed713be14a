//! A list of rows as one control for the keyboard and for assistive technologies: one Tab stop, arrows inside, and nodes
//! that say how many rows there are, which one this is, and whether it is selected.
//!
//! Order of calls in a frame: [`List::begin`], which reads the keys; [`List::scroll`] on the scroll area; inside the area
//! [`List::name_ui`], then [`List::row_ui`] for each row in view; [`List::end`]. [`List::show_rows`] does all but the first
//! for rows of one height.
//!
//! The pattern is the roving tab index of the WAI-ARIA Authoring Practices ("Developing a Keyboard Interface").

use std::ops::Range;

use egui::accesskit::Action;
use egui::{
    Color32, EventFilter, Id, Key, Modifiers, Rangef, Rect, Response, Role, ScrollArea, Sense, Ui, vec2,
};

use super::theme::Palette;

/// What the list keeps from frame to frame.
#[derive(Clone, Debug, Default)]
struct State {
    /// The row that Tab stops at.
    stop: usize,
    /// The chosen row of the last frame; the stop follows it.
    chosen: Option<usize>,
    /// The row that had the keyboard at the end of the last frame.
    focused: Option<usize>,
    /// The rows whose middle was in view in the last frame.
    seen: Range<usize>,
}

/// A list while it is drawn.
pub(super) struct List {
    id: Id,
    rows: usize,
    state: State,
    /// Whether the stop was moved in this frame, so that it must be scrolled into view.
    moved: bool,
    /// Whether one of its rows has the keyboard.
    has_focus: bool,
    /// Whether its rows are reached from a text field by arrows instead of by Tab.
    passive: bool,
    role: Role,
    seen: Range<usize>,
}

/// A row of a list.
#[derive(Clone, Copy, Default)]
pub(super) struct Row<'a> {
    /// Number of the row in the list, from 0.
    pub(super) index: usize,
    /// Height in points.
    pub(super) height: f32,
    pub(super) chosen: bool,
    /// Accessible name: all that the row shows, as words.
    pub(super) name: &'a str,
    /// Depth in a tree, from 1.
    pub(super) level: Option<usize>,
    /// Whether the rows below it are shown, for a row that has any.
    pub(super) expanded: Option<bool>,
}

impl List {
    /// Begins a list of `rows` rows and moves its Tab stop by the keys pressed, if one of its rows has the keyboard.
    pub(super) fn begin(ui: &Ui, name: &'static str, rows: usize, chosen: Option<usize>) -> Self {
        let id = Id::unique(("list", name));
        let mut state: State = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let focused = ui.memory(egui::Memory::focused);
        let had = state.focused.take();
        let has_focus = focused.is_some() && focused == had.map(|row| id.with(row));
        let before = state.stop;
        if state.chosen != chosen {
            state.chosen = chosen;
            state.stop = chosen.unwrap_or(state.stop);
        }
        let followed = state.stop != before;
        if has_focus {
            state.stop = stepped(ui, &state, rows);
        }
        let moved = state.stop != before;
        if !moved && !state.seen.is_empty() {
            state.stop = state.stop.clamp(state.seen.start, state.seen.end - 1);
        }
        state.stop = state.stop.min(rows.saturating_sub(1));
        if has_focus && had != Some(state.stop) {
            ui.memory_mut(|memory| memory.request_focus(id.with(state.stop)));
        }
        let moved = moved && (has_focus || !followed);
        Self { id, rows, state, moved, has_focus, passive: false, role: Role::ListItem, seen: 0..0 }
    }

    /// Begins a list whose rows are chosen from a text field, which keeps the keyboard.
    pub(super) fn options(name: &'static str, rows: usize) -> Self {
        let id = Id::unique(("list", name));
        let (state, role) = (State::default(), Role::ListBoxOption);
        Self { id, rows, state, moved: false, has_focus: false, passive: true, role, seen: 0..0 }
    }

    /// Makes it a tree: its rows have levels and may be expanded.
    pub(super) fn tree(mut self) -> Self {
        self.role = Role::TreeItem;
        self
    }

    /// Makes it a group of radio buttons.
    pub(super) fn radio(mut self) -> Self {
        self.role = Role::RadioButton;
        self
    }

    /// Scrolls the area so that a row reached by a key is in view. `extent` gives the top and bottom of a row in the
    /// area's contents, in points.
    pub(super) fn scroll(&self, ui: &Ui, area: ScrollArea, extent: impl Fn(usize) -> Rangef) -> ScrollArea {
        let seen = &self.state.seen;
        if !self.moved || !self.has_focus || self.rows == 0 {
            return area;
        }
        let row = extent(self.state.stop);
        if self.state.stop <= seen.start {
            area.vertical_scroll_offset(row.min)
        } else if self.state.stop + 1 >= seen.end {
            area.vertical_scroll_offset((row.max - ui.available_height()).max(0.0))
        } else {
            area
        }
    }

    /// [`List::scroll`] for rows of one height, in points, in the spacing of `ui`.
    pub(super) fn scroll_even(&self, ui: &Ui, area: ScrollArea, height: f32) -> ScrollArea {
        let pitch = height + ui.spacing().item_spacing.y;
        self.scroll(ui, area, |row| Rangef::new(row as f32 * pitch, row as f32 * pitch + height))
    }

    /// Shows the whole list in a scroll area, with rows of one height in points; `draw` draws the row of an index.
    pub(super) fn show_rows(
        mut self,
        ui: &mut Ui,
        area: ScrollArea,
        name: &str,
        height: f32,
        mut draw: impl FnMut(&mut Ui, &mut Self, usize),
    ) {
        let area = self.scroll_even(ui, area, height);
        area.show_rows(ui, height, self.rows, |ui, range| {
            self.name_ui(ui, name);
            for index in range {
                draw(ui, &mut self, index);
            }
        });
        self.end(ui);
    }

    /// Makes the node of `ui`, which holds the rows, the list's: its role, its name and the number of its rows.
    pub(super) fn name_ui(&self, ui: &Ui, name: &str) {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(match self.role {
                Role::TreeItem => Role::Tree,
                Role::ListBoxOption => Role::ListBox,
                Role::RadioButton => Role::RadioGroup,
                _ => Role::List,
            });
            node.set_label(name);
            node.set_size_of_set(self.rows);
        });
    }

    /// The row that a key moved the stop to in this frame, for lists that scroll by themselves.
    pub(super) fn reached(&self) -> Option<usize> {
        (self.moved && self.has_focus).then_some(self.state.stop)
    }

    /// Draws a row over the whole width: hover, focus and choice, then its contents by `paint`.
    pub(super) fn row_ui(
        &mut self,
        ui: &mut Ui,
        palette: &Palette,
        row: Row<'_>,
        paint: impl FnOnce(&egui::Painter, Rect),
    ) -> Response {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), row.height));
        let response = self.interact(ui, rect, row);
        paint_row(ui, palette, &response, row.chosen, paint);
        response
    }

    /// Makes a rectangle a row, without painting it.
    pub(super) fn interact(&mut self, ui: &Ui, rect: Rect, row: Row<'_>) -> Response {
        let id = self.id.with(row.index);
        let is_stop = !self.passive && row.index == self.state.stop;
        let response = ui.interact(rect, id, if is_stop { Sense::click() } else { Sense::CLICK });
        if response.has_focus() {
            // Arrows move inside the list instead of to the nearest widget.
            let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            self.state.focused = Some(row.index);
        }
        if ui.clip_rect().y_range().contains(rect.center().y) {
            let first = if self.seen.is_empty() { row.index } else { self.seen.start };
            self.seen = first..row.index + 1;
        }
        if response.clicked() {
            self.state.stop = row.index;
        }
        if !self.passive && ui.input(|input| input.num_accesskit_action_requests(id, Action::Focus)) > 0 {
            self.state.stop = row.index;
            ui.memory_mut(|memory| memory.request_focus(id));
            self.state.focused = Some(row.index);
        }
        self.node(&response, row);
        response
    }

    /// Fills the row's node.
    fn node(&self, response: &Response, row: Row<'_>) {
        response.widget_info(|| egui::WidgetInfo::labeled(self.role, true, row.name));
        response.ctx.accesskit_node_builder(response.id, |node| {
            if self.role == Role::RadioButton {
                node.set_toggled(row.chosen.into());
            } else {
                node.set_selected(row.chosen);
            }
            node.set_position_in_set(row.index);
            if !self.passive {
                node.add_action(Action::Focus);
            }
            if let Some(level) = row.level {
                node.set_level(level);
            }
            if let Some(expanded) = row.expanded {
                node.set_expanded(expanded);
            }
        });
    }

    /// Keeps the state for the next frame.
    pub(super) fn end(mut self, ui: &Ui) {
        self.state.seen = self.seen;
        ui.data_mut(|data| data.insert_temp(self.id, self.state));
    }
}

/// Whether an assistive technology reads the window, so that words only for it are worth building.
pub(super) fn listens(ui: &Ui) -> bool {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |_| ()).is_some()
}

/// The stop after the keys pressed in this frame, which are taken.
fn stepped(ui: &Ui, state: &State, rows: usize) -> usize {
    let last = rows.saturating_sub(1);
    let page = state.seen.len().saturating_sub(1).max(1);
    let mut stop = state.stop;
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            stop = (stop + 1).min(last);
        }
        if pressed(Key::ArrowUp) {
            stop = stop.saturating_sub(1);
        }
        if pressed(Key::PageDown) {
            stop = (stop + page).min(last);
        }
        if pressed(Key::PageUp) {
            stop = stop.saturating_sub(page);
        }
        if pressed(Key::Home) {
            stop = 0;
        }
        if pressed(Key::End) {
            stop = last;
        }
    });
    stop
}

fn paint_row(
    ui: &Ui,
    palette: &Palette,
    response: &Response,
    chosen: bool,
    paint: impl FnOnce(&egui::Painter, Rect),
) {
    let rect = response.rect;
    if !ui.is_rect_visible(rect) {
        return;
    }
    let ground = match (chosen, response.hovered()) {
        (true, _) => palette.chosen(),
        (false, true) => palette.hover(),
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 6.0, ground);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, (1.5, palette.accent), egui::StrokeKind::Inside);
    }
    paint(&ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), rect);
}
