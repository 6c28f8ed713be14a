//! Two reports row by row, the other face of the pair in view: aligned paragraphs share a row, changes are marked on both
//! sides, equal rows and rows in which only years differ can be folded. One row is current; keys act on it. Only rows in
//! view are laid out.

mod fold;
mod header;
mod lay;
mod row;
mod ruler;
mod scroll;
mod strip;

use std::collections::{HashMap, HashSet};

use egui::{Align2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::context::UiCtx;
use super::list::List;
use super::theme::regular;
use crate::compare::{Comparison, Folding};
use crate::session::{Chosen, CompareCommand, Compared, Document, ReportId, Session, Ticket};
use fold::Item;
use lay::{LaidRow, Page};

/// Height of the line that replaces folded rows, in points.
const FOLD: f32 = 32.0;
/// Width of the ruler at the right edge, in points.
const RULER: f32 = 24.0;

/// View state of the comparison shown.
#[derive(Default)]
pub(super) struct View {
    key: Option<(Ticket, Folding)>,
    look: Option<Look>,
    items: Vec<Item>,
    laid: HashMap<usize, LaidRow>,
    /// What is known of the rows in view besides their text, and the revision of the marks that it was taken from.
    facts: (u64, HashMap<usize, Facts>),
    /// The first item in view, and how far it is scrolled, in points.
    top: (usize, f32),
    /// Serial of the last request to show a row that was carried out.
    last_request: u64,
    /// Folds that were opened, by their first row.
    opened: HashSet<usize>,
    /// The side and the position where dragging a selection began.
    anchor: Option<(usize, usize)>,
    ruler: ruler::Ruler,
}

/// Inputs of the galleys besides the rows.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    width: f32,
    inline: bool,
    pixels_per_point: f32,
    dark: bool,
    size: f32,
    line_height: f32,
    unchanged: bool,
}

/// What is known of a row besides its text.
#[derive(Clone, Default)]
pub(super) struct Facts {
    /// The parts of the work that it belongs to.
    parts: Vec<Chosen>,
    /// Notes on it, by their numbers from 1.
    notes: Vec<usize>,
}

/// A row on the screen.
#[derive(Clone, Copy)]
struct SeenRow {
    row: usize,
    rect: Rect,
}

pub(super) fn compare_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let session = cx.session;
    let Some(compared) = session.compared() else { return };
    header::header_ui(ui, cx, compared);
    if compared.result().is_some() {
        strip::strip_ui(ui, cx, compared);
    }
    let area = ui.available_rect_before_wrap();
    ui.allocate_rect(area, Sense::hover());
    let Some(rows) = compared.result().cloned() else {
        let at = area.center_top() + vec2(0.0, 80.0);
        let words = cx.tr("compare-wait");
        ui.painter().text(at, Align2::CENTER_CENTER, words, regular(14.0), cx.palette.secondary);
        return;
    };
    let Some(documents) = documents(session, compared) else { return };
    let ctx = ui.ctx().clone();
    let text = Rect::from_min_max(area.min, pos2(area.right() - RULER, area.bottom()));
    let page = Page::new(&ctx, cx, documents, &rows, text);
    let mut view = std::mem::take(cx.view.slot::<View>());
    view.prepare(cx, compared, &page);
    view.scroll(ui, cx, &page, compared);
    let seen = view.draw_ui(ui, cx, &page, compared);
    let strip = Rect::from_min_max(pos2(text.right(), area.top()), area.max);
    view.ruler_ui(ui, cx, &page, strip, &seen);
    *cx.view.slot() = view;
}

/// The documents of the two sides.
fn documents<'a>(session: &'a Session, compared: &Compared) -> Option<[&'a Document; 2]> {
    Some([session.document(compared.left)?, session.document(compared.right)?])
}

/// The reports of the two sides.
fn reports(compared: &Compared) -> [ReportId; 2] {
    [compared.left, compared.right]
}

/// Where the current row stands on the screen, for the editor of a note on it.
#[derive(Clone, Copy, Default)]
pub(super) struct CurrentRow(pub(super) Option<Rect>);

impl View {
    fn prepare(&mut self, cx: &UiCtx<'_>, compared: &Compared, page: &Page<'_>) {
        let settings = cx.session.settings();
        let look = Look {
            width: page.column,
            inline: page.inline,
            pixels_per_point: page.ctx.pixels_per_point(),
            dark: cx.palette.dark,
            size: settings.reading_size,
            line_height: settings.line_height,
            unchanged: settings.mark_unchanged,
        };
        if self.look.replace(look) != Some(look) {
            self.laid.clear();
        }
        let revision = cx.session.marks_revision();
        if self.facts.0 != revision {
            self.facts = (revision, HashMap::new());
        }
        let key = (compared.ticket(), settings.folding());
        if self.key == Some(key) {
            return;
        }
        let same = self.key.is_some_and(|(ticket, _)| ticket == compared.ticket());
        let top = self.items.get(self.top.0).map_or(0, |item| item.first());
        if !same {
            *self = Self { look: self.look, ..Self::default() };
        }
        self.key = Some(key);
        self.refold(page.rows);
        if same {
            self.top = (fold::item_of(&self.items, top), 0.0);
        }
    }

    fn refold(&mut self, rows: &Comparison) {
        if let Some((_, folding)) = self.key {
            self.items = fold::items(rows, folding, &self.opened);
        }
    }

    /// Unfolds the rows that begin with `first`, keeping the place.
    fn unfold(&mut self, rows: &Comparison, first: usize) {
        self.opened.insert(first);
        let top = self.items.get(self.top.0).map_or(0, |item| item.first());
        self.refold(rows);
        self.top.0 = fold::item_of(&self.items, top);
    }

    fn height(&mut self, cx: &UiCtx<'_>, page: &Page<'_>, item: usize) -> f32 {
        match self.items[item] {
            Item::Fold { .. } => FOLD,
            Item::Row(row) => self.laid.entry(row).or_insert_with(|| lay::lay(cx, page, row)).height,
        }
    }

    /// The parts and the notes of a row, looked up once for each state of the marks.
    fn facts(&mut self, cx: &UiCtx<'_>, compared: &Compared, row: usize) -> Facts {
        let look = || {
            let mut notes = Vec::new();
            for place in compared.places(row).into_iter().flatten() {
                let marks = cx.session.note_marks(place.report).iter();
                notes.extend(marks.filter(|mark| mark.span.overlaps(place.span)).map(|mark| mark.number));
            }
            notes.sort_unstable();
            notes.dedup();
            Facts { parts: cx.session.parts_of_row(row), notes }
        };
        self.facts.1.entry(row).or_insert_with(look).clone()
    }

    /// Draws the rows in view and returns them.
    fn draw_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut UiCtx<'_>,
        page: &Page<'_>,
        compared: &Compared,
    ) -> Vec<SeenRow> {
        let at = compared.at.map(|row| fold::item_of(&self.items, row));
        let mut list = List::begin(ui, "compare-rows", self.items.len(), at);
        if let Some(Item::Row(row)) = list.reached().and_then(|item| self.items.get(item)) {
            cx.push(CompareCommand::GoToRow(*row));
        }
        // Behind the rows, which take the clicks.
        let drag = ui.interact(page.area, egui::Id::unique("compare-text"), Sense::drag());
        drag.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, cx.tr("compare-rows")));
        let outer = ui.clip_rect();
        let inside = &mut ui.new_child(UiBuilder::new().id_salt("rows").max_rect(page.area));
        inside.set_clip_rect(outer.intersect(page.area));
        list.name_ui(inside, cx.tr("compare-rows"));
        let mut y = page.area.top() - self.top.1;
        let (mut seen, mut last, mut opened, mut clicked) = (Vec::new(), self.top.0, None, None);
        for item in self.top.0..self.items.len() {
            if y >= page.area.bottom() {
                break;
            }
            let height = self.height(cx, page, item);
            let rect = Rect::from_min_size(pos2(page.area.left(), y), vec2(page.area.width(), height));
            match self.items[item] {
                Item::Fold { first, count, years } => {
                    if row::fold_ui(inside, cx, (&mut list, item), rect, (count, years)) {
                        opened = Some(first);
                    }
                }
                Item::Row(row) => {
                    let facts = self.facts(cx, compared, row);
                    let shown = row::Shown { compared, row, rect, laid: &self.laid[&row], facts: &facts };
                    let response = row::row_ui(inside, cx, page, (&mut list, item), &shown);
                    clicked = clicked.or(Some(response).filter(egui::Response::clicked));
                    seen.push(SeenRow { row, rect });
                }
            }
            y += height;
            last = item;
        }
        if !page.inline {
            let middle = page.area.center().x;
            inside.painter().vline(middle, page.area.y_range(), (1.0, cx.palette.divider));
        }
        list.end(inside);
        self.handle_pointer(inside, cx, page, (compared, &seen), (&drag, clicked.as_ref()));
        if let Some(first) = opened {
            self.unfold(page.rows, first);
            ui.ctx().request_repaint();
        }
        self.keep_current_in_view(cx, page, compared, &seen);
        self.forget_far(last);
        let current = seen.iter().find(|seen| compared.at == Some(seen.row));
        *cx.view.slot() = CurrentRow(current.map(|seen| seen.rect.intersect(page.area)));
        seen
    }

    /// A row that was scrolled out of view is no longer current: the one at reading height is.
    fn keep_current_in_view(
        &self,
        cx: &mut UiCtx<'_>,
        page: &Page<'_>,
        compared: &Compared,
        seen: &[SeenRow],
    ) {
        if compared.serial > self.last_request {
            return;
        }
        let inside = |seen: &&SeenRow| {
            let shown = seen.rect.intersect(page.area).height();
            shown >= seen.rect.height().min(24.0)
        };
        if seen.iter().filter(inside).any(|seen| compared.at == Some(seen.row)) {
            return;
        }
        let height = page.area.top() + page.area.height() * 0.3;
        let nearest = seen.iter().filter(inside).min_by(|one, other| {
            let apart = |seen: &SeenRow| (seen.rect.top() - height).abs();
            apart(one).total_cmp(&apart(other))
        });
        if let Some(nearest) = nearest {
            cx.push(CompareCommand::RowInView(nearest.row));
        }
    }

    /// Only rows near the view are kept.
    fn forget_far(&mut self, last: usize) {
        if self.laid.len() > 400 {
            let near = self.top.0.saturating_sub(60)..last + 60;
            let kept: HashSet<usize> =
                near.filter_map(|item| self.items.get(item)).map(|item| item.first()).collect();
            self.laid.retain(|row, _| kept.contains(row));
        }
    }
}
