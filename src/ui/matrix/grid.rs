//! The cells of the matrix, with the reports' names left of them and above them, which stay in view. One cell has the
//! keyboard; arrows move it, Enter opens its pair. Cells that are large enough to be hit scroll; all of them together are
//! an overview, in which a click shows the cell at its usual size.

use egui::accesskit::Action;
use egui::epaint::TextShape;
use egui::{
    Align2, Color32, EventFilter, Id, Key, Mesh, Modifiers, Rect, Response, ScrollArea, Sense, Shape, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::message::Message;
use crate::session::{MarkKind, Matrix, PaneCommand};
use crate::ui::context::UiCtx;
use crate::ui::format::percent;
use crate::ui::list::listens;
use crate::ui::theme::{CAPTION, regular};
use crate::ui::widgets::cut_middle;

/// Maximum and minimum side of a cell, in points; with numbers, the minimum is [`WITH_NUMBER`]. The minimum is the smallest
/// target that a pointer hits without aiming.
const CELL: (f32, f32) = (44.0, 24.0);
/// Minimum side of a cell in the overview, in points; more reports than that has room for scroll.
pub(super) const DOT: f32 = 3.0;
/// Side of a cell, in points, below which only the names of the row and the column that are pointed at are written.
const WITH_NAME: f32 = 13.0;
/// Side of a cell, in points, in which a number can be read.
const WITH_NUMBER: f32 = 34.0;
/// Room for the reports' names left of the cells and above them, in points, where the window has it.
const NAMES: Vec2 = vec2(210.0, 124.0);

/// Room for a report's number left of its name, in points.
const NUMBER: f32 = 28.0;

/// The cell that has the keyboard or would get it from Tab, as row and column of the grid.
#[derive(Default)]
pub(super) struct Cursor {
    at: (usize, usize),
    /// The cell had the keyboard in the last frame.
    focused: bool,
    /// The cell was chosen in the overview: it comes into view and gets the keyboard.
    wanted: bool,
    /// Cells in view in the last frame: rows and columns.
    seen: (std::ops::Range<usize>, std::ops::Range<usize>),
}

/// What is drawn.
pub(super) struct Grid<'a> {
    pub(super) matrix: &'a Matrix,
    /// Indices in the matrix of the reports listed.
    pub(super) rows: &'a [usize],
    /// Smaller shares are drawn as none.
    pub(super) least: f32,
    pub(super) numbers: Option<bool>,
    /// Width of the longest name, in points.
    pub(super) longest: f32,
}

/// Where the headings stand: the whole grid, the room for names in it, how far the cells are scrolled, and their side.
pub(super) struct Headings {
    pub(super) all: Rect,
    pub(super) names: Vec2,
    pub(super) offset: Vec2,
    pub(super) side: f32,
}

/// Room for cells in what is left of `ui`.
pub(super) fn room(ui: &Ui, longest: f32) -> Vec2 {
    ui.available_size() - names_room(ui, longest)
}

/// Width of the longest name of the reports listed, in points.
pub(super) fn longest(ui: &Ui, cx: &UiCtx<'_>, matrix: &Matrix, rows: &[usize]) -> f32 {
    let font = regular(CAPTION);
    ui.fonts_mut(|fonts| {
        let mut width = |row: &usize| -> f32 {
            cx.session.name(matrix.reports[*row]).chars().map(|c| fonts.glyph_width(&font, c)).sum()
        };
        rows.iter().map(&mut width).fold(0.0, f32::max)
    })
}

/// Room for names: what the longest one needs, less in a small window.
pub(super) fn names_room(ui: &Ui, longest: f32) -> Vec2 {
    let needed = vec2(longest + NUMBER + 12.0, longest + 12.0);
    needed.min(NAMES).min(ui.available_size() * vec2(0.3, 0.3))
}

/// Side of a cell with which all of `count` rows fit into the room, in points.
pub(super) fn fitting(room: Vec2, count: usize) -> f32 {
    room.x.min(room.y) / count.max(1) as f32
}

fn side(room: Vec2, count: usize, numbers: Option<bool>) -> f32 {
    let fitting = fitting(room, count).clamp(CELL.1, CELL.0).floor();
    if numbers == Some(true) { fitting.max(WITH_NUMBER) } else { fitting }
}

/// Whether cells of `count` reports are large enough for numbers without being asked for them.
pub(super) fn fit(ui: &Ui, count: usize, longest: f32) -> bool {
    side(room(ui, longest), count, None) >= WITH_NUMBER
}

/// Whether the cells of `count` reports fit into the window at a size at which they can be hit.
pub(super) fn all_fit(ui: &Ui, count: usize, longest: f32) -> bool {
    fitting(room(ui, longest), count) >= CELL.1
}

impl Grid<'_> {
    pub(super) fn share(&self, row: usize, column: usize) -> f32 {
        let share = self.matrix.share(self.rows[row], self.rows[column]);
        if share < self.least { 0.0 } else { share }
    }

    fn id(&self, row: usize, column: usize) -> Id {
        Id::unique(("matrix-cell", self.rows[row], self.rows[column]))
    }

    pub(super) fn show(&self, ui: &mut Ui, cx: &mut UiCtx<'_>, cursor: &mut Cursor) {
        let count = self.rows.len();
        let side = side(room(ui, self.longest), count, self.numbers);
        let names = names_room(ui, self.longest);
        let moved = self.step(ui, cursor) || cursor.wanted;
        cursor.focused |= std::mem::take(&mut cursor.wanted);
        let all = ui.available_rect_before_wrap();
        let body = Rect::from_min_max(all.min + names, all.max);
        let inside = &mut ui.new_child(UiBuilder::new().id_salt("cells").max_rect(body));
        let mut area = ScrollArea::both().id_salt("matrix").auto_shrink(false);
        if moved {
            area = area.scroll_offset(Self::offset(inside, cursor.at, side));
        }
        let shown = area.show_viewport(inside, |ui, viewport| {
            let size = Vec2::splat(side * count as f32);
            let (area, response) = ui.allocate_exact_size(size, Sense::CLICK);
            let seen = |from: f32, to: f32| {
                let first = ((from / side).floor().max(0.0)) as usize;
                first.min(count)..(((to / side).ceil().max(0.0)) as usize).min(count)
            };
            let view = (seen(viewport.top(), viewport.bottom()), seen(viewport.left(), viewport.right()));
            if !moved {
                let within = |at: usize, seen: &std::ops::Range<usize>| {
                    if seen.is_empty() { at } else { at.clamp(seen.start, seen.end - 1) }
                };
                cursor.at = (within(cursor.at.0, &view.0), within(cursor.at.1, &view.1));
            }
            cursor.at = (cursor.at.0.min(count - 1), cursor.at.1.min(count - 1));
            if cursor.focused {
                let id = self.id(cursor.at.0, cursor.at.1);
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            cursor.seen = view;
            self.cells_ui(ui, cx, cursor, area, side, &response)
        });
        let pointed = shown.inner;
        let offset = shown.state.clamped_offset();
        self.names_ui(ui, cx, &Headings { all, names, offset, side }, cursor, pointed);
        ui.allocate_rect(all, Sense::hover());
    }

    /// Moves the cursor by the keys pressed, if it has the keyboard. Returns whether it moved.
    fn step(&self, ui: &Ui, cursor: &mut Cursor) -> bool {
        let last = self.rows.len() - 1;
        cursor.at = (cursor.at.0.min(last), cursor.at.1.min(last));
        let here = self.id(cursor.at.0, cursor.at.1);
        cursor.focused = ui.memory(|memory| memory.focused() == Some(here));
        if !cursor.focused {
            return false;
        }
        let before = cursor.at;
        let (row, column) = (&mut cursor.at.0, &mut cursor.at.1);
        let page = cursor.seen.0.len().max(2) - 1;
        ui.input_mut(|input| {
            let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
            if pressed(Modifiers::COMMAND, Key::Home) {
                (*row, *column) = (0, 0);
            }
            if pressed(Modifiers::COMMAND, Key::End) {
                (*row, *column) = (last, last);
            }
            let mut pressed = |key| pressed(Modifiers::NONE, key);
            if pressed(Key::ArrowDown) {
                *row = (*row + 1).min(last);
            }
            if pressed(Key::ArrowUp) {
                *row = row.saturating_sub(1);
            }
            if pressed(Key::ArrowRight) {
                *column = (*column + 1).min(last);
            }
            if pressed(Key::ArrowLeft) {
                *column = column.saturating_sub(1);
            }
            if pressed(Key::PageDown) {
                *row = (*row + page).min(last);
            }
            if pressed(Key::PageUp) {
                *row = row.saturating_sub(page);
            }
            if pressed(Key::Home) {
                *column = 0;
            }
            if pressed(Key::End) {
                *column = last;
            }
        });
        cursor.at != before
    }

    /// The scroll offset at which a cell is in view, as near to the present one as possible.
    fn offset(ui: &Ui, (row, column): (usize, usize), side: f32) -> Vec2 {
        let id = ui.make_persistent_id("matrix");
        let now =
            egui::scroll_area::State::load(ui.ctx(), id).map_or(Vec2::ZERO, |state| state.unclamped_offset());
        let room = ui.available_size() - Vec2::splat(ui.spacing().scroll.bar_width + 4.0);
        let least = |at: usize, now: f32, room: f32| {
            let (from, to) = (side * at as f32, side * (at + 1) as f32);
            now.min(from).max(to - room).max(0.0)
        };
        vec2(least(column, now.x, room.x), least(row, now.y, room.y))
    }

    /// Draws the cells in view and returns the one under the pointer.
    fn cells_ui(
        &self,
        ui: &Ui,
        cx: &mut UiCtx<'_>,
        cursor: &mut Cursor,
        area: Rect,
        side: f32,
        response: &Response,
    ) -> Option<(usize, usize)> {
        let rect_of = |row: usize, column: usize| {
            let corner = area.min + vec2(side * column as f32, side * row as f32);
            Rect::from_min_size(corner, vec2(side, side)).shrink(1.0)
        };
        let listens = listens(ui);
        self.name_grid(ui, cx);
        let mut mesh = Mesh::default();
        for (row, column) in cursor.cells() {
            mesh.add_colored_rect(rect_of(row, column), shade(cx, self.share(row, column), row == column));
        }
        ui.painter().add(Shape::mesh(mesh));
        let numbers = self.numbers.unwrap_or(true) && side >= WITH_NUMBER;
        let mut wanted = None;
        for (row, column) in cursor.cells() {
            let share = self.share(row, column);
            if numbers && share >= 0.005 {
                let color =
                    if is_dark(shade(cx, share, row == column)) { Color32::WHITE } else { Color32::BLACK };
                let at = rect_of(row, column).center();
                ui.painter().text(at, Align2::CENTER_CENTER, percent(share), regular(11.0), color);
            }
            if listens && share > 0.0 && (row, column) != cursor.at {
                match self.cell_node(ui, cx, (row, column), rect_of(row, column)) {
                    Some(Action::Click) => self.open(cx, row, column),
                    Some(_) => wanted = Some((row, column)),
                    None => {}
                }
            }
        }
        if let Some(wanted) = wanted {
            cursor.at = wanted;
            ui.memory_mut(|memory| memory.request_focus(self.id(wanted.0, wanted.1)));
        }
        let at = cursor.at;
        let rect = rect_of(at.0, at.1);
        let held = ui.interact(rect.expand(1.0), self.id(at.0, at.1), Sense::click());
        self.name_cell(ui, cx, &held, at);
        cursor.focused = held.has_focus();
        if cursor.focused {
            let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(held.id, filter));
            ui.painter().rect_stroke(rect, 2.0, (2.5, cx.palette.accent), egui::StrokeKind::Outside);
        }
        let over = response.union(held.clone());
        let pointed = over.hover_pos().map(|at| (at - area.min) / side);
        let pointed = pointed.map(|at| (at.y.max(0.0) as usize, at.x.max(0.0) as usize));
        let pointed = pointed.filter(|at| at.0.max(at.1) < self.rows.len());
        if let Some((row, column)) = pointed {
            ui.painter().rect_stroke(
                rect_of(row, column),
                2.0,
                (2.0, cx.palette.accent),
                egui::StrokeKind::Outside,
            );
            if over.clicked() && !held.has_focus() || response.clicked() {
                cursor.at = (row, column);
                self.open(cx, row, column);
            }
            over.on_hover_text_at_pointer(self.explained(cx, row, column));
        }
        if held.clicked() && pointed.is_none_or(|pointed| pointed == at) {
            self.open(cx, at.0, at.1);
        }
        pointed
    }

    fn open(&self, cx: &mut UiCtx<'_>, row: usize, column: usize) {
        let report = |at: usize| self.matrix.reports[self.rows[at]];
        cx.push(PaneCommand::ShowPair(report(row), report(column)));
    }

    fn name_grid(&self, ui: &Ui, cx: &UiCtx<'_>) {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::Role::Grid);
            node.set_label(cx.tr("matrix"));
            node.set_row_count(self.rows.len());
            node.set_column_count(self.rows.len());
        });
    }

    fn name_cell(&self, ui: &Ui, cx: &UiCtx<'_>, cell: &Response, (row, column): (usize, usize)) {
        if !listens(ui) {
            return;
        }
        let name = self.name(cx, row, column);
        cell.widget_info(|| WidgetInfo::labeled(egui::Role::GridCell, true, &name));
        ui.ctx().accesskit_node_builder(cell.id, |node| {
            node.set_row_index(row);
            node.set_column_index(column);
        });
    }

    /// Adds a cell without the keyboard to the accessibility tree. Returns what is asked of it there: a click or the focus.
    fn cell_node(&self, ui: &Ui, cx: &UiCtx<'_>, at: (usize, usize), rect: Rect) -> Option<Action> {
        let cell = ui.interact(rect.expand(1.0), self.id(at.0, at.1), Sense::HOVER);
        self.name_cell(ui, cx, &cell, at);
        let actions = [Action::Click, Action::Focus];
        ui.ctx().accesskit_node_builder(cell.id, |node| actions.map(|action| node.add_action(action)));
        let asked =
            |action: &Action| ui.input(|input| input.num_accesskit_action_requests(cell.id, *action)) > 0;
        actions.into_iter().find(asked)
    }

    /// Short name of a cell: `霁川县 2024 × 霁川县 2023：91%`.
    fn name(&self, cx: &UiCtx<'_>, row: usize, column: usize) -> String {
        let name = |at: usize| cx.session.name(self.matrix.reports[self.rows[at]]);
        let message = Message::new("matrix-name").with("left", name(row)).with("right", name(column));
        cx.words.words(&message.with("share", percent(self.matrix.share(self.rows[row], self.rows[column]))))
    }

    /// A cell in a sentence.
    pub(super) fn explained(&self, cx: &UiCtx<'_>, row: usize, column: usize) -> String {
        let name = |at: usize| cx.session.name(self.matrix.reports[self.rows[at]]);
        let share = |row: usize, column: usize| percent(self.matrix.share(self.rows[row], self.rows[column]));
        let id = if row == column { "matrix-own" } else { "matrix-cell" };
        let message = Message::new(id).with("left", name(row)).with("share", share(row, column));
        let message = if row == column {
            message
        } else {
            message.with("right", name(column)).with("back", share(column, row))
        };
        cx.words.words(&message)
    }

    /// Draws the names left of the rows and, turned, above the columns. They stay in view while the cells scroll. Where the
    /// rows are lower than a line of text, the names of the cell that is pointed at alone.
    pub(super) fn names_ui(
        &self,
        ui: &Ui,
        cx: &UiCtx<'_>,
        headings: &Headings,
        cursor: &Cursor,
        pointed: Option<(usize, usize)>,
    ) {
        let &Headings { all, names, offset, side } = headings;
        let font = regular(CAPTION);
        let marked = pointed.or(cursor.focused.then_some(cursor.at));
        let is_named = |at: usize, marked: Option<usize>| side >= WITH_NAME || marked == Some(at);
        let named = marked.unzip();
        let color = |is_marked: bool| if is_marked { cx.palette.accent } else { cx.palette.text };
        let left =
            Rect::from_min_max(all.left_top() + vec2(0.0, names.y), pos2(all.left() + names.x, all.bottom()));
        let painter = ui.painter().with_clip_rect(left.intersect(ui.clip_rect()));
        for row in cursor.seen.0.clone().filter(|&row| is_named(row, named.0)) {
            let report = self.matrix.reports[self.rows[row]];
            let number = cx.session.number(report).unwrap_or_default();
            let y = left.top() + side * (row as f32 + 0.5) - offset.y;
            let ink = color(marked.is_some_and(|marked| marked.0 == row));
            let at = pos2(left.left() + NUMBER, y);
            painter.text(
                at - vec2(6.0, 0.0),
                Align2::RIGHT_CENTER,
                number,
                font.clone(),
                cx.palette.secondary,
            );
            let words = cut_middle(ui.ctx(), cx.session.name(report), &font, names.x - 36.0);
            painter.text(at, Align2::LEFT_CENTER, words, font.clone(), ink);
        }
        let above =
            Rect::from_min_max(all.left_top() + vec2(names.x, 0.0), pos2(all.right(), all.top() + names.y));
        let painter = ui.painter().with_clip_rect(above.intersect(ui.clip_rect()));
        for column in cursor.seen.1.clone().filter(|&column| is_named(column, named.1)) {
            let name = cx.session.name(self.matrix.reports[self.rows[column]]);
            let words = cut_middle(ui.ctx(), name, &font, names.y - 10.0);
            let ink = color(marked.is_some_and(|marked| marked.1 == column));
            let galley = painter.layout_no_wrap(words, font.clone(), ink);
            let x = above.left() + side * (column as f32 + 0.5) - offset.x - galley.size().y * 0.5;
            let turned = TextShape::new(pos2(x, above.bottom() - 4.0), galley, ink);
            painter.add(turned.with_angle(-std::f32::consts::FRAC_PI_2));
        }
    }
}

impl Cursor {
    /// Goes to a cell: it comes into view and gets the keyboard.
    pub(super) fn want(&mut self, at: (usize, usize)) {
        (self.at, self.wanted) = (at, true);
    }

    /// All of `count` rows and columns are in view, and no cell has the keyboard.
    pub(super) fn see_all(&mut self, count: usize) {
        self.focused = false;
        self.seen = (0..count, 0..count);
    }

    /// The cells in view.
    fn cells(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let columns = self.seen.1.clone();
        self.seen.0.clone().flat_map(move |row| columns.clone().map(move |column| (row, column)))
    }
}

fn is_dark(color: Color32) -> bool {
    let [r, g, b, _] = egui::Rgba::from(color).to_array();
    0.2126 * r + 0.7152 * g + 0.0722 * b < 0.18
}

/// The colour of a share, from the background to the mark's colour; the diagonal has the colour of repeats.
pub(super) fn shade(cx: &UiCtx<'_>, share: f32, own: bool) -> Color32 {
    let kind = if own { MarkKind::Within } else { MarkKind::Same };
    let strong = cx.palette.mark(kind);
    // The smallest share is visible, and the square root separates small shares.
    cx.palette.window.lerp_to_gamma(strong, if share > 0.0 { 0.08 + 0.92 * share.sqrt() } else { 0.0 })
}
