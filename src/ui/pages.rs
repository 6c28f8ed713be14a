//! The pages of a report as they look, beside its text or above it: as wide as there is room, following the text, with the
//! place in hand framed in both. A click on a page goes to that place in the text.

mod textures;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align2, Color32, CursorIcon, Painter, Rect, Sense, Ui, pos2, vec2};

use super::context::UiCtx;
use super::layout::PANE_MARGINS;
use super::reading;
use super::theme::{CAPTION, LEAST_MEASURE, regular};
use crate::message::Message;
use crate::report::PagePicture;
use crate::session::{Document, PagesCommand, PaneCommand, ReportId};
use crate::text::Span;

/// Minimum width of a picture beside the text, in points.
const LEAST_WIDTH: f32 = 280.0;
/// Share of a pane's height that a picture above the text has.
const ABOVE: f32 = 0.44;
/// Room around a page, in points.
const MARGIN: f32 = 8.0;
/// Width of the edge between picture and text, in points.
const EDGE: f32 = 6.0;
/// Pixels on a page's short side, of which the smallest number that is enough is drawn: 75, 100, 150 and 200 dpi.
const SIZES: [u32; 4] = [620, 827, 1240, 1654];
/// Height of the view at which the place in hand is shown, as in the text.
const LEVEL: f32 = 0.3;
/// Ratio of height to width of a page that is not drawn yet: A4.
const USUAL: f32 = 1.414;

/// View state of the pages beside one pane's text.
#[derive(Default)]
struct Beside {
    /// The uppermost page in view, from 1, and how far it is scrolled, in points.
    page: u32,
    offset: f32,
    /// What was followed last: report, position, and whether its place on the page was known.
    followed: Option<(ReportId, usize, bool)>,
    /// Share of the pane's width that the reviewer gave the picture; 0 until it was dragged.
    share: f32,
}

/// The state of each pane's pages, by the pane's id.
#[derive(Default)]
struct AllBeside(HashMap<u64, Beside>);

/// A report whose pages are shown.
struct Shown<'a> {
    id: ReportId,
    document: &'a Arc<Document>,
    pages: u32,
    short_side: u32,
}

impl Shown<'_> {
    fn wanted(&self, page: u32) -> PagesCommand {
        PagesCommand { report: self.id, page, short_side: self.short_side }
    }

    fn picture<'c>(&self, cx: &UiCtx<'c>, page: u32) -> Option<&'c Arc<PagePicture>> {
        cx.session.page_picture(self.wanted(page))?.as_ref().ok()
    }

    /// Ratio of a page's height to its width.
    fn ratio(&self, cx: &UiCtx<'_>, page: u32) -> f32 {
        let ratio = |picture: &Arc<PagePicture>| picture.height as f32 / picture.width.max(1) as f32;
        let near = || (1..=self.pages.min(page)).rev().take(4).find_map(|page| self.picture(cx, page));
        self.picture(cx, page).or_else(near).map_or(USUAL, ratio)
    }
}

/// Divides the body of a pane between the pages and the text, if pages are shown and the report has them. `is_left` tells
/// on which side of the text they stand.
pub(super) fn divided_ui(
    ui: &Ui,
    cx: &mut UiCtx<'_>,
    pane: usize,
    body: Rect,
    is_left: bool,
) -> (Option<Rect>, Rect) {
    let pane = &cx.session.panes().list[pane];
    let document = pane.report.and_then(|report| cx.session.document(report));
    let has_pages = document.is_some_and(|document| document.report.has_page_pictures());
    if !cx.session.settings().show_pages || !has_pages {
        return (None, body);
    }
    let least_text = cx.session.settings().reading_size * LEAST_MEASURE + PANE_MARGINS.0;
    let most = body.width() - least_text - EDGE;
    if most < LEAST_WIDTH {
        let middle = (body.top() + body.height() * ABOVE).round();
        let picture = Rect::from_min_max(body.min, pos2(body.right(), middle));
        let line = Rect::from_min_max(pos2(body.left(), middle), pos2(body.right(), middle + 1.0));
        ui.painter().rect_filled(line, 0.0, cx.palette.border);
        return (Some(picture), Rect::from_min_max(pos2(body.left(), middle + 1.0), body.max));
    }
    let beside = cx.view.slot::<AllBeside>().0.entry(pane.id).or_default();
    let share = if beside.share > 0.0 { beside.share } else { 0.46 };
    let width = (body.width() * share).clamp(LEAST_WIDTH, most).round();
    let edge = if is_left { body.left() + width } else { body.right() - width - EDGE };
    let strip = Rect::from_min_max(pos2(edge, body.top()), pos2(edge + EDGE, body.bottom()));
    let response = ui.interact(strip, egui::Id::unique(("page-edge", pane.id)), Sense::click_and_drag());
    let name = cx.tr("page-splitter");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, name));
    let is_held = response.hovered() || response.dragged() || response.has_focus();
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    let line = if is_held { (2.0, cx.palette.accent) } else { (1.0, cx.palette.border) };
    ui.painter().vline(strip.center().x, strip.y_range(), line);
    let by = response.drag_delta().x + super::split::stepped(ui, &response, true);
    let beside = cx.view.slot::<AllBeside>().0.entry(pane.id).or_default();
    if response.double_clicked() {
        beside.share = 0.0;
    } else if by != 0.0 {
        let wider = if is_left { by } else { -by };
        beside.share = (width + wider).clamp(LEAST_WIDTH, most) / body.width();
    }
    let (left, right) =
        (Rect::from_min_max(body.min, strip.left_bottom()), Rect::from_min_max(strip.right_top(), body.max));
    if is_left { (Some(left), right) } else { (Some(right), left) }
}

/// Draws the pages of the panes into their rectangles, after the texts were scrolled and before they are drawn.
pub(super) fn pages_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, places: &[(usize, Rect)]) {
    let panes = &cx.session.panes().list;
    cx.view.slot::<AllBeside>().0.retain(|id, _| panes.iter().any(|pane| pane.id == *id));
    let mut used = Vec::new();
    for (pane, held) in panes.iter().enumerate() {
        match places.iter().find(|place| place.0 == pane) {
            Some((_, rect)) => pane_ui(ui, cx, pane, *rect, &mut used),
            None => reading::frame(cx, held.id, None),
        }
    }
    textures::retain(cx, &used);
}

fn pane_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, pane: usize, rect: Rect, used: &mut Vec<usize>) {
    let held = &cx.session.panes().list[pane];
    let Some(id) = held.report else { return };
    let Some(document) = cx.session.document(id) else { return };
    let pixels = (rect.width() - 2.0 * MARGIN).max(1.0) * ui.ctx().pixels_per_point();
    let short_side = SIZES.into_iter().find(|size| *size as f32 >= pixels * 0.9).unwrap_or(SIZES[3]);
    let shown = Shown { id, document, pages: document.report.pages().unwrap_or(1), short_side };
    let mut beside = cx.view.slot::<AllBeside>().0.remove(&held.id).unwrap_or_default();
    let response = ui.interact(rect, egui::Id::unique(("page", held.id)), Sense::click());
    if response.contains_pointer() {
        beside.offset -= ui.input(|input| input.smooth_scroll_delta.y);
    }
    let hand = hand(cx, pane, &shown);
    beside.follow(cx, &shown, held.id, rect);
    beside.settle(cx, &shown, rect);
    reading::frame(cx, held.id, hand.map(|hand| hand.line));

    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, cx.palette.window);
    let pages = beside.in_view(cx, &shown, rect);
    for (page, place) in &pages {
        page_ui(&painter, cx, &shown, *page, *place, used);
        if let (Some(hand), Some(picture)) = (&hand, shown.picture(cx, *page)) {
            frame(&painter, picture, *place, hand.span);
        }
    }
    let first = pages.first().map_or(beside.page, |(page, _)| *page);
    ask(cx, &shown, &pages);
    let message = Message::new("page-of").with("page", first as usize).with("pages", shown.pages as usize);
    let words = cx.words.words(&message);
    label_ui(&painter, cx, rect, &words);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Image, true, format!("{} {words}", cx.tr("page-picture")))
    });
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
        go_to(cx, pane, &shown, &pages, at);
    }
    cx.view.slot::<AllBeside>().0.insert(held.id, beside);
}

/// The place in hand.
#[derive(Clone, Copy)]
struct Hand {
    /// What is framed on the page.
    span: Span,
    /// What is framed in the text.
    line: Span,
}

/// The place in hand in a pane: the selection, the chosen finding's place, else the printed line of the caret or at reading
/// height.
fn hand(cx: &UiCtx<'_>, pane: usize, shown: &Shown<'_>) -> Option<Hand> {
    let session = cx.session;
    let whole = |span: Span| Hand { span, line: span };
    let selection =
        session.selection().filter(|selection| selection.pane == pane && selection.report == shown.id);
    if let Some(selection) = selection {
        return Some(whole(selection.span));
    }
    let reading = reading::of_pane(cx, session.panes().list[pane].id)?;
    let view = reading.span_in_view();
    let chosen = session.chosen().and_then(|chosen| {
        let places = &session.findings().list.get(chosen.finding)?.places;
        let mut own = chosen.places.iter().filter_map(|place| places.get(*place));
        own.find(|place| place.report == shown.id && place.span.intersection(view).is_some())
    });
    if let Some(place) = chosen {
        return Some(whole(place.span));
    }
    let caret = reading.caret().filter(|caret| view.start <= *caret && *caret <= view.end);
    let position = caret.unwrap_or_else(|| reading.position());
    let page = page_of(cx, shown, position);
    shown.picture(cx, page)?.line_at(position).map(whole)
}

/// The page that a position stands on. A paragraph may go on on the next one.
fn page_of(cx: &UiCtx<'_>, shown: &Shown<'_>, position: usize) -> u32 {
    let mut page = shown.document.report.page_from_position(position).unwrap_or(1);
    while page < shown.pages && shown.picture(cx, page).is_some_and(|picture| picture.ends_before(position)) {
        page += 1;
    }
    page
}

impl Beside {
    /// Brings the place that the text shows at reading height to the same height here, whenever that changes.
    fn follow(&mut self, cx: &UiCtx<'_>, shown: &Shown<'_>, pane: u64, rect: Rect) {
        let Some(reading) = reading::of_pane(cx, pane) else { return };
        let position = reading.position();
        let page = page_of(cx, shown, position);
        let area = shown.picture(cx, page).and_then(|picture| {
            let line = picture.line_at(position)?;
            picture.areas(line).first().copied()
        });
        let now = (shown.id, position, area.is_some());
        let is_same = self.followed == Some(now) || self.followed == Some((shown.id, position, true));
        if is_same {
            return;
        }
        self.followed = Some(now);
        let height = (rect.width() - 2.0 * MARGIN) * shown.ratio(cx, page);
        let at = area.map_or(0.0, |area| f32::from(area[1]) / 10_000.0 * height);
        // The picture of the page is on its way: meanwhile its top is shown, unless it is in view anyway.
        if area.is_some() || self.page != page {
            self.page = page;
            self.offset = at - if area.is_some() { rect.height() * LEVEL } else { 0.0 };
        }
    }

    fn height(cx: &UiCtx<'_>, shown: &Shown<'_>, page: u32, rect: Rect) -> f32 {
        ((rect.width() - 2.0 * MARGIN) * shown.ratio(cx, page)).round() + MARGIN
    }

    /// Keeps the offset inside its page and the pages inside the view.
    fn settle(&mut self, cx: &UiCtx<'_>, shown: &Shown<'_>, rect: Rect) {
        self.page = self.page.clamp(1, shown.pages.max(1));
        while self.offset < 0.0 && self.page > 1 {
            self.page -= 1;
            self.offset += Self::height(cx, shown, self.page, rect);
        }
        let mut height = Self::height(cx, shown, self.page, rect);
        while self.offset >= height && self.page < shown.pages {
            self.offset -= height;
            self.page += 1;
            height = Self::height(cx, shown, self.page, rect);
        }
        if self.page == shown.pages {
            self.offset = self.offset.min((height + MARGIN - rect.height()).max(0.0));
        }
        if self.page == 1 {
            self.offset = self.offset.max(0.0);
        }
    }

    /// The pages in view with their places.
    fn in_view(&self, cx: &UiCtx<'_>, shown: &Shown<'_>, rect: Rect) -> Vec<(u32, Rect)> {
        let mut pages = Vec::new();
        let mut top = rect.top() + MARGIN - self.offset;
        for page in self.page..=shown.pages {
            if top >= rect.bottom() {
                break;
            }
            let size = vec2(rect.width() - 2.0 * MARGIN, Self::height(cx, shown, page, rect) - MARGIN);
            pages.push((page, Rect::from_min_size(pos2(rect.left() + MARGIN, top.round()), size)));
            top += size.y + MARGIN;
        }
        pages
    }
}

/// Asks for the first page in view that is not drawn, then for those around.
fn ask(cx: &mut UiCtx<'_>, shown: &Shown<'_>, pages: &[(u32, Rect)]) {
    let (Some(first), Some(last)) = (pages.first(), pages.last()) else { return };
    let around = [last.0 + 1, first.0.saturating_sub(1)];
    let wanted = pages.iter().map(|(page, _)| *page).chain(around);
    let mut wanted = wanted.filter(|page| (1..=shown.pages).contains(page)).map(|page| shown.wanted(page));
    if let Some(wanted) = wanted.find(|wanted| cx.session.wants_page(*wanted)) {
        cx.push(wanted);
    }
}

fn page_ui(
    painter: &Painter,
    cx: &mut UiCtx<'_>,
    shown: &Shown<'_>,
    page: u32,
    place: Rect,
    used: &mut Vec<usize>,
) {
    let paper = if cx.palette.dark { Color32::from_gray(214) } else { Color32::WHITE };
    painter.rect_filled(place, 0.0, paper);
    let said = |words: &str, color: Color32| {
        let at = pos2(place.center().x, place.top().max(painter.clip_rect().top()) + 40.0);
        let galley = painter.layout(words.to_owned(), regular(CAPTION), color, place.width() - 24.0);
        painter.galley(at - vec2(galley.size().x * 0.5, 0.0), galley, color);
    };
    match cx.session.page_picture(shown.wanted(page)) {
        Some(Ok(picture)) => {
            textures::paint(painter, cx, picture, place, paper);
            used.push(Arc::as_ptr(picture).addr());
            letters_ui(painter, picture, place);
            doubts_ui(painter, cx, shown, page, picture, place);
        }
        Some(Err(reason)) => said(&cx.words.words(reason), Color32::from_rgb(150, 30, 24)),
        None => said(cx.tr("page-drawing"), Color32::from_gray(90)),
    }
    let edge = egui::Stroke::new(1.0, cx.palette.border);
    painter.rect_stroke(place, 0.0, edge, egui::StrokeKind::Outside);
}

/// The characters that the file has no font for, in the window's own.
fn letters_ui(painter: &Painter, picture: &PagePicture, place: Rect) {
    let scale = place.width() / picture.width.max(1) as f32;
    let clip = painter.clip_rect();
    let ink = Color32::from_gray(28);
    for letter in &picture.letters {
        let at = place.min + vec2(letter.x, letter.y) * scale;
        let size = (letter.size * scale * 2.0).round() * 0.5;
        if at.y < clip.top() - size || at.y > clip.bottom() + size || !(2.0..200.0).contains(&size) {
            continue;
        }
        let galley = painter.layout_no_wrap(letter.text.clone(), regular(size), ink);
        let baseline =
            galley.rows.first().and_then(|row| row.glyphs.first()).map_or(size, |glyph| glyph.pos.y);
        painter.galley(at - vec2(0.0, baseline), galley, ink);
    }
}

/// Underlines what was read with little confidence.
fn doubts_ui(
    painter: &Painter,
    cx: &UiCtx<'_>,
    shown: &Shown<'_>,
    page: u32,
    picture: &PagePicture,
    place: Rect,
) {
    let Some(recognized) = &shown.document.report.recognized else { return };
    let first = recognized.lines.partition_point(|line| line.page < page);
    let lines = recognized.lines[first..].iter().take_while(|line| line.page == page);
    for (span, _) in lines.flat_map(|line| &line.doubts) {
        for area in picture.areas(*span) {
            let rect = on_page(area, place);
            painter.hline(rect.x_range(), rect.bottom() + 1.0, (1.5, cx.palette.warning));
        }
    }
}

fn on_page(area: [u16; 4], place: Rect) -> Rect {
    let x = |at: u16| place.left() + f32::from(at) / 10_000.0 * place.width();
    let y = |at: u16| place.top() + f32::from(at) / 10_000.0 * place.height();
    Rect::from_min_max(pos2(x(area[0]), y(area[1])), pos2(x(area[2]), y(area[3])))
}

/// Frames a span on a page, line by line.
fn frame(painter: &Painter, picture: &PagePicture, place: Rect, span: Span) {
    // On paper in both themes: the accent of the light one.
    let accent = super::theme::Palette::LIGHT.accent;
    for area in picture.areas(span) {
        let rect = on_page(area, place).expand2(vec2(3.0, 2.0));
        painter.rect_filled(rect, 3.0, accent.gamma_multiply(0.12));
        painter.rect_stroke(rect, 3.0, (1.5, accent), egui::StrokeKind::Outside);
    }
}

/// The number of the page in view, at the lower left.
fn label_ui(painter: &Painter, cx: &UiCtx<'_>, rect: Rect, words: &str) {
    let galley = painter.layout_no_wrap(words.to_owned(), regular(CAPTION), cx.palette.secondary);
    let size = galley.size() + vec2(12.0, 6.0);
    let chip = Align2::LEFT_BOTTOM.anchor_size(rect.left_bottom() + vec2(12.0, -10.0), size);
    painter.rect_filled(chip, 4.0, cx.palette.raised.gamma_multiply(0.92));
    painter.galley(chip.min + vec2(6.0, 3.0), galley, cx.palette.secondary);
}

/// Shows the text of what was clicked.
fn go_to(cx: &mut UiCtx<'_>, pane: usize, shown: &Shown<'_>, pages: &[(u32, Rect)], at: egui::Pos2) {
    let Some((page, place)) = pages.iter().find(|(_, place)| place.contains(at)) else { return };
    let share = |at: f32, low: f32, length: f32| ((at - low) / length * 10_000.0).clamp(0.0, 10_000.0) as u16;
    let (x, y) = (share(at.x, place.left(), place.width()), share(at.y, place.top(), place.height()));
    let Some(position) = shown.picture(cx, *page).and_then(|picture| picture.position_at(x, y)) else {
        return;
    };
    cx.push(PaneCommand::Focus(pane));
    cx.push(PaneCommand::GoTo { report: shown.id, span: Span::new(position, position + 1) });
}
