//! Two reports row by row: aligned paragraphs share a row, changes are marked on both sides, equal rows can be folded.
//! Only rows in view are laid out.

mod header;
mod lay;

use std::collections::{HashMap, HashSet};

use egui::{Align2, Key, Modifiers, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::context::UiCtx;
use super::icons;
use super::list::{self, List};
use super::theme::{CAPTION, regular};
use crate::compare::{Comparison, RowKind};
use crate::message::Message;
use crate::session::{CompareCommand, Compared, PaneCommand, Place, ReviewCommand, Ticket};
use lay::{LaidRow, Page};

/// Number of equal rows kept beside a difference when the others are folded.
const KEPT_AROUND: usize = 1;
/// Height of the row that replaces folded ones, in points.
const FOLD: f32 = 32.0;

/// View state of the comparison shown.
#[derive(Default)]
pub(super) struct View {
    key: Option<(Ticket, bool)>,
    look: Option<Look>,
    items: Vec<Item>,
    laid: HashMap<usize, LaidRow>,
    /// The first item in view, and how far it is scrolled, in points.
    top: (usize, f32),
    /// Serial of the last request to show a row that was carried out.
    last_request: u64,
    /// Folds that were opened, by their first row.
    opened: HashSet<usize>,
}

/// Inputs of the galleys besides the rows.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    width: f32,
    pixels_per_point: f32,
    dark: bool,
    size: f32,
    line_height: f32,
}

/// An entry of the scrolled list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Row(usize),
    /// Folded equal rows: index of the first, and their number.
    Fold(usize, usize),
}

pub(super) fn compare_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let session = cx.session;
    let Some(compared) = session.compared() else { return };
    header::header_ui(ui, cx, compared);
    let area = ui.available_rect_before_wrap();
    ui.allocate_rect(area, Sense::hover());
    let Some(rows) = compared.result().cloned() else {
        let at = area.center_top() + vec2(0.0, 80.0);
        let words = cx.tr("compare-wait");
        ui.painter().text(at, Align2::CENTER_CENTER, words, regular(14.0), cx.palette.secondary);
        return;
    };
    let (Some(left), Some(right)) = (session.document(compared.left), session.document(compared.right))
    else {
        return;
    };
    let ctx = ui.ctx().clone();
    let page = Page::new(&ctx, cx, [left, right], &rows, area);
    let mut view = std::mem::take(cx.view.slot::<View>());
    view.prepare(cx, compared, &page);
    view.scroll(ui, cx, &page, compared);
    view.draw_ui(ui, cx, &page, compared);
    *cx.view.slot() = view;
}

impl View {
    fn prepare(&mut self, cx: &UiCtx<'_>, compared: &Compared, page: &Page<'_>) {
        let hide = cx.session.settings().hide_equal_rows;
        let look = Look {
            width: page.column,
            pixels_per_point: page.ctx.pixels_per_point(),
            dark: cx.palette.dark,
            size: cx.session.settings().reading_size,
            line_height: cx.session.settings().line_height,
        };
        if self.look.replace(look) != Some(look) {
            self.laid.clear();
        }
        let key = (compared.ticket(), hide);
        if self.key == Some(key) {
            return;
        }
        let same = self.key.is_some_and(|(ticket, _)| ticket == compared.ticket());
        let top = self.items.get(self.top.0).map_or(0, |item| item.first());
        if !same {
            *self = Self { look: self.look, ..Self::default() };
        }
        self.key = Some(key);
        self.fold(page.rows, hide);
        if same {
            self.top = (self.item_of(top), 0.0);
        }
    }

    /// Rebuilds the items.
    fn fold(&mut self, rows: &Comparison, hide: bool) {
        self.items.clear();
        let mut row = 0;
        while row < rows.rows.len() {
            let run = rows.rows[row..].iter().take_while(|row| !row.is_difference()).count();
            let (before, after) = (if row == 0 { 0 } else { KEPT_AROUND }, KEPT_AROUND);
            if hide && run > before + after + 1 {
                let folded = row + before..row + run - after;
                self.items.extend((row..folded.start).map(Item::Row));
                if self.opened.contains(&folded.start) {
                    self.items.extend(folded.clone().map(Item::Row));
                } else {
                    self.items.push(Item::Fold(folded.start, folded.len()));
                }
                self.items.extend((folded.end..row + run).map(Item::Row));
            } else {
                self.items.extend((row..row + run).map(Item::Row));
            }
            row += run;
            if row < rows.rows.len() {
                self.items.push(Item::Row(row));
                row += 1;
            }
        }
    }

    /// The item that holds a row.
    fn item_of(&self, row: usize) -> usize {
        self.items.partition_point(|item| item.first() <= row).saturating_sub(1)
    }

    fn height(&mut self, cx: &UiCtx<'_>, page: &Page<'_>, item: usize) -> f32 {
        match self.items[item] {
            Item::Fold(..) => FOLD,
            Item::Row(row) => self.laid.entry(row).or_insert_with(|| lay::lay(cx, page, row)).height,
        }
    }

    fn scroll(&mut self, ui: &Ui, cx: &UiCtx<'_>, page: &Page<'_>, compared: &Compared) {
        if self.items.is_empty() {
            return;
        }
        let mut by = 0.0;
        if ui.rect_contains_pointer(page.area) {
            by -= ui.input(|input| input.smooth_scroll_delta.y);
        }
        if !cx.is_modal() && ui.memory(|memory| memory.focused().is_none()) {
            let screen = page.area.height() - 60.0;
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
            for (key, distance) in keys {
                if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                    by += distance;
                }
            }
        }
        if compared.serial > self.last_request {
            self.last_request = compared.serial;
            if let Some(row) = compared.at {
                self.top = (self.item_of(row), -page.area.height() * 0.25);
            }
        }
        match by {
            f32::INFINITY => self.top = (self.items.len() - 1, 0.0),
            f32::NEG_INFINITY => self.top = (0, 0.0),
            by => self.top.1 += by,
        }
        self.settle(cx, page);
    }

    /// Normalises the scroll position: the offset lies within its item, and neither end is passed.
    fn settle(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
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

    fn draw_ui(&mut self, ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, compared: &Compared) {
        let at = compared.at.map(|row| self.item_of(row));
        let mut list = List::begin(ui, "compare-rows", self.items.len(), at);
        if let Some(item) = list.reached() {
            self.top = (item, -page.area.height() * 0.25);
            self.settle(cx, page);
        }
        let outer = ui.clip_rect();
        let ui = &mut ui.new_child(UiBuilder::new().id_salt("rows").max_rect(page.area));
        ui.set_clip_rect(outer.intersect(page.area));
        list.name_ui(ui, cx.tr("compare-rows"));
        let mut y = page.area.top() - self.top.1;
        let mut seen = 0..0;
        let mut opened = None;
        for item in self.top.0..self.items.len() {
            if y >= page.area.bottom() {
                break;
            }
            let height = self.height(cx, page, item);
            let rect = Rect::from_min_size(pos2(page.area.left(), y), vec2(page.area.width(), height));
            match self.items[item] {
                Item::Fold(first, count) => {
                    if fold_ui(ui, cx, (&mut list, item), rect, count) {
                        opened = Some(first);
                    }
                }
                Item::Row(row) => {
                    row_ui(ui, cx, page, (&mut list, item), rect, (compared, row), &self.laid[&row]);
                }
            }
            y += height;
            seen = if seen.is_empty() { item..item + 1 } else { seen.start..item + 1 };
        }
        let middle = page.area.center().x;
        ui.painter().vline(middle, page.area.y_range(), (1.0, cx.palette.divider));
        list.end(ui);
        if let Some(first) = opened {
            self.opened.insert(first);
            let top = self.items[self.top.0].first();
            self.fold(page.rows, true);
            self.top.0 = self.item_of(top);
            ui.ctx().request_repaint();
        }
        // Only rows near the view are kept.
        if self.laid.len() > 400 {
            let near = seen.start.saturating_sub(60)..seen.end + 60;
            let kept: HashSet<usize> =
                near.filter_map(|item| self.items.get(item)).map(|item| item.first()).collect();
            self.laid.retain(|row, _| kept.contains(row));
        }
    }
}

impl Item {
    /// The first row that it covers.
    fn first(self) -> usize {
        match self {
            Self::Row(row) | Self::Fold(row, _) => row,
        }
    }
}

/// A line in place of folded rows. Returns whether it was clicked.
fn fold_ui(ui: &Ui, cx: &UiCtx<'_>, (list, index): (&mut List, usize), rect: Rect, count: usize) -> bool {
    let words = cx.words.words(&Message::new("compare-folded").with("count", count));
    let row = list::Row { index, name: &words, expanded: Some(false), ..Default::default() };
    let response = list.interact(ui, rect, row);
    let ground = if response.hovered() { cx.palette.hover() } else { cx.palette.window };
    ui.painter().rect_filled(rect.shrink2(vec2(0.0, 4.0)), 0.0, ground);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, regular(CAPTION), cx.palette.secondary);
    response.clicked()
}

fn row_ui(
    ui: &Ui,
    cx: &mut UiCtx<'_>,
    page: &Page<'_>,
    (list, index): (&mut List, usize),
    rect: Rect,
    (compared, row): (&Compared, usize),
    laid: &LaidRow,
) {
    let entry = &page.rows.rows[row];
    let painter = ui.painter();
    let current = compared.at == Some(row);
    let name = if list::listens(ui) {
        format!("{} {}", cx.tr(kind_name(entry.kind)), lay::words(page, entry))
    } else {
        String::new()
    };
    let response =
        list.interact(ui, rect, list::Row { index, chosen: current, name: &name, ..Default::default() });
    lay::paint(painter, cx, page, rect, entry, laid);
    if current {
        let bar = Rect::from_min_size(rect.left_top(), vec2(3.0, rect.height()));
        painter.rect_filled(bar, 0.0, cx.palette.accent);
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 4.0, (1.5, cx.palette.accent), egui::StrokeKind::Inside);
    } else if response.hovered() {
        painter.rect_stroke(rect.shrink(1.0), 4.0, (1.0, cx.palette.border), egui::StrokeKind::Inside);
    }
    if let Some((glyph, color)) = glyph(cx, entry.kind) {
        let at = pos2(page.area.center().x, rect.top() + lay::ABOVE + 14.0);
        painter.circle_filled(at, 10.0, cx.palette.panel);
        painter.text(at, Align2::CENTER_CENTER, glyph, regular(15.0), color);
    }
    let places = |sides: &[usize]| -> Vec<Place> {
        let cells = [entry.left.as_ref(), entry.right.as_ref()];
        let reports = [compared.left, compared.right];
        let at = |side: &usize| Some(Place { report: reports[*side], span: cells[*side]?.span });
        sides.iter().filter_map(at).collect()
    };
    let response = match entry.counterpart {
        Some(_) => response.on_hover_text(cx.tr("compare-moved-tip")),
        None => response,
    };
    if response.double_clicked() {
        cx.push(PaneCommand::ShowBeside(places(&[0, 1])));
    } else if response.clicked() {
        // A moved paragraph leads to its other side.
        let there = entry.counterpart.filter(|_| current);
        cx.push(CompareCommand::GoToRow(there.unwrap_or(row)));
    }
    response.context_menu(|ui| {
        if ui.button(cx.tr("compare-show-panes")).clicked() {
            cx.push(PaneCommand::ShowBeside(places(&[0, 1])));
            ui.close();
        }
        if ui.button(cx.tr("compare-note")).clicked() {
            cx.push(ReviewCommand::BeginNoteOn(places(&[0, 1])));
            ui.close();
        }
    });
}

/// The sign in the middle of a row.
fn glyph(cx: &UiCtx<'_>, kind: RowKind) -> Option<(&'static str, egui::Color32)> {
    Some(match kind {
        RowKind::Equal => return None,
        RowKind::Changed => (icons::NOT_EQUALS, cx.palette.warning),
        RowKind::Moved => (icons::ARROWS_DOWN_UP, cx.palette.accent),
        RowKind::OnlyLeft => (icons::MINUS, cx.palette.danger),
        RowKind::OnlyRight => (icons::PLUS, cx.palette.success),
    })
}

/// Id of the name of a kind of row.
fn kind_name(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Equal => "row-equal",
        RowKind::Changed => "row-changed",
        RowKind::Moved => "row-moved",
        RowKind::OnlyLeft => "row-only-left",
        RowKind::OnlyRight => "row-only-right",
    }
}
