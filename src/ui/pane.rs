//! The panes side by side: each has a header (title, how much is repeated, encoding) over its text.

mod strip;

use egui::containers::menu::MenuButton;
use egui::{Align2, CursorIcon, Frame, Margin, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};

use super::context::UiCtx;
use super::encodings::encodings_ui;
use super::format::{pane_letter, percent, thousands};
use super::layout::{GUTTER, PANE_MARGINS};
use super::theme::{BODY, CAPTION, LEAST_MEASURE, bold, regular};
use super::widgets::{checkbox, cut_middle, icon_button, icon_ui};
use super::{icons, pages, reading};
use crate::message::Message;
use crate::report::{Format, Warning};
use crate::session::{Document, Entry, EntryState, LibraryCommand, PaneCommand, ReportId};

/// Height of a pane's header in points.
const HEADER: f32 = 56.0;

/// Width of each pane as a share of the whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Shares(Vec<f32>);

impl Shares {
    /// The rectangles of the panes in `area`, from left to right.
    fn rects(&mut self, area: Rect, count: usize) -> Vec<Rect> {
        if self.0.len() != count {
            self.0 = vec![1.0 / count as f32; count];
        }
        let room = (area.width() - GUTTER * (count - 1) as f32).max(1.0);
        let mut left = area.left();
        let place = |share: &f32| {
            let rect = Rect::from_min_size(
                pos2(left.round(), area.top()),
                vec2((room * share).floor(), area.height()),
            );
            left += room * share + GUTTER;
            rect
        };
        self.0.iter().map(place).collect()
    }

    /// Moves the line right of a pane by `by` points, in a width of `room` points; `least` is a pane's minimum width.
    fn drag(&mut self, pane: usize, by: f32, room: f32, least: f32) {
        let narrowest = (least / room).min(1.0 / self.0.len() as f32);
        let by = (by / room).clamp(narrowest - self.0[pane], self.0[pane + 1] - narrowest);
        self.0[pane] += by;
        self.0[pane + 1] -= by;
    }

    fn even(&mut self) {
        let count = self.0.len();
        self.0 = vec![1.0 / count as f32; count];
    }
}

/// The rectangles of the panes' texts in this frame, from left to right; `None` for a pane that is not shown or empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Bodies(pub(super) Vec<Option<Rect>>);

/// The panes that are shown where there is room for `room` of them: those around the one with the focus.
fn shown(panes: usize, focus: usize, room: usize) -> std::ops::Range<usize> {
    let count = room.clamp(1, panes);
    let first = focus.saturating_sub(count - 1).min(panes - count);
    first..first + count
}

/// Draws the panes, at most `room` of them together.
pub(super) fn panes_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, room: usize) {
    let area = ui.available_rect_before_wrap();
    let panes = cx.session.panes();
    let shown = shown(panes.list.len(), panes.focus, room);
    reading::retain(cx);
    let rects = cx.view.slot::<Shares>().rects(area, shown.len());
    let mut bodies: Vec<Option<Rect>> = vec![None; panes.list.len()];
    let mut pictures: Vec<(usize, Rect)> = Vec::new();
    for (place, (pane, rect)) in shown.clone().zip(&rects).enumerate() {
        bodies[pane] = frame_ui(ui, cx, pane, *rect, &shown).map(|body| {
            let is_left = place * 2 < shown.len();
            let (picture, text) = pages::divided_ui(ui, cx, pane, body, is_left);
            pictures.extend(picture.map(|picture| (pane, picture)));
            text
        });
    }
    // All panes scroll before any is drawn, so that linked panes do not lag by a frame.
    reading::update(ui, cx, &bodies);
    pages::pages_ui(ui, cx, &pictures);
    for (pane, body) in bodies.iter().enumerate() {
        if let Some(body) = body {
            ui.scope_builder(UiBuilder::new().id_salt(("text", pane)).max_rect(*body), |ui| {
                reading::draw_ui(ui, cx, pane, *body);
            });
        }
    }
    for place in 1..rects.len() {
        let gutter = Rect::from_min_max(rects[place - 1].right_top(), rects[place].left_bottom());
        gutter_ui(ui, cx, shown.start + place - 1, place - 1, gutter, area);
    }
    moving_ui(ui, cx, &rects, shown.start);
    cx.view.slot::<Bodies>().0 = bodies;
    ui.allocate_rect(area, Sense::hover());
}

/// The strip between two panes: its ribbons, and the line that is dragged to resize them.
fn gutter_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, left: usize, place: usize, gutter: Rect, area: Rect) {
    let painter = ui.painter().clone();
    painter.rect_filled(gutter, 0.0, cx.palette.window);
    for x in [gutter.left(), gutter.right()] {
        painter.vline(x, gutter.y_range(), (1.0, cx.palette.border));
    }
    let text = Rect::from_min_max(pos2(gutter.left(), gutter.top() + HEADER), gutter.max);
    super::ribbons::ribbons_ui(ui, cx, left, text);
    let id = egui::Id::unique(("splitter", left));
    let response = ui.interact(gutter, id, Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, cx.tr("pane-splitter")));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    if response.hovered() || response.dragged() || response.has_focus() {
        painter.vline(gutter.center().x, gutter.y_range(), (2.0, cx.palette.accent));
    }
    let by = response.drag_delta().x + super::split::stepped(ui, &response, true);
    if by != 0.0 {
        let least = cx.session.settings().reading_size * LEAST_MEASURE + PANE_MARGINS.0;
        cx.view.slot::<Shares>().drag(place, by, area.width(), least);
    } else if response.double_clicked() {
        cx.view.slot::<Shares>().even();
    }
}

/// Draws a pane's header and returns the rectangle of its text, if it has one.
fn frame_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    pane: usize,
    rect: Rect,
    shown: &std::ops::Range<usize>,
) -> Option<Rect> {
    let header = Rect::from_min_size(rect.min, vec2(rect.width(), HEADER));
    let body = Rect::from_min_max(pos2(rect.left(), header.bottom()), rect.max);
    let entry = cx.session.panes().list[pane].report.and_then(|report| cx.session.entry(report));
    let builder = UiBuilder::new().id_salt(("pane", pane)).max_rect(header);
    ui.scope_builder(builder, |ui| {
        ui.shrink_clip_rect(header);
        Frame::new()
            .inner_margin(Margin::symmetric(12, 4))
            .show(ui, |ui| header_ui(ui, cx, pane, entry, shown));
    });
    let focused = cx.session.panes().focus == pane && cx.session.panes().list.len() > 1;
    let line = if focused { (2.0, cx.palette.accent) } else { (1.0, cx.palette.divider) };
    ui.painter().hline(header.x_range(), header.bottom() - 1.0, line);
    match entry.map(|entry| &entry.state) {
        Some(EntryState::Ready(_) | EntryState::Scanning { so_far: Some(_), .. }) => {
            return entry.map(|entry| strip::strip_ui(ui, cx, pane, entry, body));
        }
        Some(EntryState::Failed(reason)) => centred_ui(ui, body, &cx.words.words(reason), cx.palette.danger),
        Some(EntryState::Reading) => centred_ui(ui, body, cx.tr("pane-reading"), cx.palette.secondary),
        Some(EntryState::Scanning { done, total, so_far: None }) => {
            centred_ui(ui, body, &scanning(cx, *done, *total), cx.palette.secondary);
        }
        None => {
            let any = cx.session.entries().iter().any(|entry| entry.document().is_some());
            let words = if any { "pane-empty" } else { "pane-none-read" };
            centred_ui(ui, body, cx.tr(words), cx.palette.secondary);
        }
    }
    None
}

/// Moves a pane whose letter is dragged to where it is dropped.
fn moving_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, rects: &[Rect], first: usize) {
    let is_dragged = |&place: &usize| ui.ctx().is_being_dragged(letter_id(first + place));
    let Some(from) = (0..rects.len()).find(is_dragged) else {
        return;
    };
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let to = rects.iter().position(|rect| at.x < rect.right() + GUTTER * 0.5).unwrap_or(rects.len() - 1);
    if to != from {
        ui.painter().rect_stroke(
            rects[to].shrink(2.0),
            6.0,
            (2.0, cx.palette.accent),
            egui::StrokeKind::Inside,
        );
        if ui.input(|input| input.pointer.any_released()) {
            cx.push(PaneCommand::Move { from: first + from, to: first + to });
        }
    }
}

fn letter_id(pane: usize) -> egui::Id {
    egui::Id::unique(("pane-letter", pane))
}

fn centred_ui(ui: &mut Ui, rect: Rect, words: &str, color: egui::Color32) {
    let inner = rect.shrink(24.0);
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space(inner.height() * 0.3);
            ui.add(egui::Label::new(RichText::new(words).color(color)).wrap());
        });
    });
}

/// Width of a header, in points, below which the format is left out for the title.
const ROOM_FOR_FORMAT: f32 = 180.0;

fn header_ui(
    ui: &mut Ui,
    cx: &mut UiCtx<'_>,
    pane: usize,
    entry: Option<&Entry>,
    shown: &std::ops::Range<usize>,
) {
    ui.horizontal(|ui| {
        ui.set_min_height(HEADER - 8.0);
        letter_ui(ui, cx, pane);
        if pane == shown.start {
            others_ui(ui, cx, shown);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::X, cx.tr("pane-close")).clicked() {
                cx.push(PaneCommand::Close(pane));
            }
            let Some(entry) = entry else { return };
            // Shown only for a guess; the file menu has it always.
            let guessed = entry.document().is_some_and(|document| document.report.encoding_guessed);
            if guessed || ui.available_width() >= ROOM_FOR_FORMAT {
                how_read_ui(ui, cx, entry);
            }
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(2.0);
                let name = RichText::new(cx.session.name(entry.id)).font(bold(BODY));
                ui.add(egui::Label::new(name).truncate()).on_hover_text(entry.title());
                let mut facts = facts(ui, cx, entry);
                if reading::is_unrelated(cx.session, pane) {
                    facts = format!("{} · {facts}", cx.tr("pane-unrelated"));
                }
                let label = RichText::new(facts).font(regular(CAPTION)).color(cx.palette.secondary);
                ui.add(egui::Label::new(label).truncate()).on_hover_text(entry.path.display().to_string());
            });
        });
    });
}

/// The pane's letter, by which it is dragged to another position.
fn letter_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, pane: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(24.0, 28.0), Sense::hover());
    let response = ui.interact(rect, letter_id(pane), Sense::click_and_drag());
    let many = cx.session.panes().list.len() > 1;
    if many && response.hovered() {
        ui.painter().rect_filled(rect, 4.0, cx.palette.hover());
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, pane_letter(pane), bold(BODY), cx.palette.accent);
    let name = cx.words.words(&Message::new("pane-name").with("pane", pane_letter(pane)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.clicked() {
        cx.push(PaneCommand::Focus(pane));
    }
    if many {
        response.on_hover_text(cx.tr("pane-drag"));
    }
}

/// The letters of panes that have no room beside those shown. A click shows the pane.
fn others_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, shown: &std::ops::Range<usize>) {
    for pane in (0..cx.session.panes().list.len()).filter(|pane| !shown.contains(pane)) {
        let report = cx.session.panes().list[pane].report;
        let title = report.and_then(|report| cx.session.entry(report)).map(Entry::title).unwrap_or_default();
        let letter = RichText::new(pane_letter(pane)).font(regular(BODY)).color(cx.palette.secondary);
        let response = ui.add(egui::Button::new(letter).min_size(vec2(26.0, 26.0)));
        let name = Message::new("pane-show-other").with("pane", pane_letter(pane)).with("title", title);
        let name = cx.words.words(&name);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.on_hover_text(name).clicked() {
            cx.push(PaneCommand::Focus(pane));
        }
    }
}

/// Length, shares and file name on one line, the most important first.
fn facts(ui: &Ui, cx: &UiCtx<'_>, entry: &Entry) -> String {
    let mut facts = Vec::new();
    if entry.changed {
        facts.push(cx.tr("changed-on-disk").to_owned());
    }
    facts.extend(not_read(cx, entry));
    if let Some(document) = entry.document() {
        if let Some(pages) = document.report.pages() {
            let format = document.report.format.name();
            let message = Message::new("pane-format").with("format", format).with("pages", pages as usize);
            facts.push(cx.words.words(&message));
        }
        let length = Message::new("length").with("characters", thousands(document.characters));
        facts.push(cx.words.words(&length));
        if document.report.undecodable > 0 {
            let message = Message::new("undecodable").with("count", document.report.undecodable);
            facts.push(cx.words.words(&message));
        }
    }
    facts.extend(shares(cx, entry.id));
    facts.push(cut_middle(ui.ctx(), &entry.file_name(), &regular(CAPTION), 160.0));
    facts.join(" · ")
}

/// Number of parts of a report that are not in its text, in words; `None` for a complete one.
pub(super) fn not_read(cx: &UiCtx<'_>, entry: &Entry) -> Option<String> {
    let count = entry.document()?.report.not_read().total() as usize;
    (count > 0).then(|| cx.words.words(&Message::new("not-read-count").with("count", count)))
}

/// Shares of a report that are repeated, in words; empty if nothing is.
pub(super) fn shares(cx: &UiCtx<'_>, report: ReportId) -> Vec<String> {
    let Some(shares) = cx.session.findings().shares(report) else { return Vec::new() };
    let mut words = Vec::new();
    if shares.within > 0.0 {
        words.push(cx.words.words(&Message::new("share-within").with("share", percent(shares.within))));
    }
    if shares.shared > 0.0 {
        words.push(cx.words.words(&Message::new("share-across").with("share", percent(shares.shared))));
    }
    words
}

/// How far the reading of a scan is.
pub(super) fn scanning(cx: &UiCtx<'_>, done: usize, total: usize) -> String {
    if total == 0 {
        return cx.tr("pane-scanning").to_owned();
    }
    cx.words.words(&Message::new("activity-scanning").with("done", done).with("all", total))
}

/// That a program read the report from pictures, with its mean confidence.
fn read_by_ui(ui: &mut Ui, cx: &UiCtx<'_>, document: &Document) {
    let Some(recognized) = &document.report.recognized else { return };
    let confidence = crate::report::percent(recognized.confidence);
    let words = cx.words.words(&Message::new("pane-read-by-machine").with("confidence", confidence));
    let label = ui.label(RichText::new(words).font(regular(CAPTION)).color(cx.palette.warning));
    label.on_hover_text(cx.tr("pane-read-by-machine-tip"));
}

/// Encoding of a text file or format of any other, with a menu to change it, and the reader's warnings.
fn how_read_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, entry: &Entry) {
    let Some(document) = entry.document() else { return };
    let report = &document.report;
    if matches!(report.format, Format::Text | Format::Markdown) {
        encoding_ui(ui, cx, entry, document);
    } else {
        let name = RichText::new(report.format.id().to_uppercase())
            .font(regular(CAPTION))
            .color(cx.palette.secondary);
        let button = egui::Button::new(name).frame_when_inactive(false);
        let (button, _) = MenuButton::from_button(button).ui(ui, |ui| {
            let mut whole = entry.whole_page;
            if checkbox(ui, cx.palette, &mut whole, cx.tr("whole-page")).clicked() {
                cx.push(LibraryCommand::ShowWholePage(entry.id, whole));
                ui.close();
            }
            let hidden = report.warnings.iter().any(|warning| matches!(warning, Warning::HiddenText(_)));
            if hidden && ui.button(cx.tr("read-anew")).clicked() {
                cx.push(LibraryCommand::ReadAnew(entry.id));
                ui.close();
            }
            if report.format == Format::Html {
                ui.menu_button(cx.tr("encoding-tip"), |ui| encodings_ui(ui, cx, entry));
            }
        });
        button.on_hover_text(report.format.name());
    }
    read_by_ui(ui, cx, document);
    if !report.warnings.is_empty() {
        let words: Vec<String> =
            report.warnings.iter().map(|warning| cx.words.words(&warning.message())).collect();
        let words = words.join("\n");
        let icon = icon_ui(ui, icons::WARNING, 16.0, cx.palette.warning);
        icon.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
        icon.on_hover_text(&words);
    }
}

/// The encoding, with a menu to change it.
fn encoding_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, entry: &Entry, document: &Document) {
    let current = document.report.encoding;
    let name = RichText::new(current.name()).font(regular(CAPTION)).color(cx.palette.secondary);
    let button = egui::Button::new(name).frame_when_inactive(false);
    let (button, _) = MenuButton::from_button(button).ui(ui, |ui| encodings_ui(ui, cx, entry));
    let tip = if document.report.encoding_guessed { "encoding-guessed" } else { "encoding-tip" };
    button.on_hover_text(cx.tr(tip));
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_pane_with_the_focus_is_always_shown() {
        for panes in 1..=4 {
            for room in 1..=4 {
                for focus in 0..panes {
                    let shown = shown(panes, focus, room);
                    assert!(shown.contains(&focus) && shown.end <= panes && shown.len() == room.min(panes));
                }
            }
        }
        assert_eq!(shown(2, 1, 1), 1..2);
    }
}
