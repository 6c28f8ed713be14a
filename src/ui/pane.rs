//! The panes side by side: a header each (what it is, how much of it stands twice, its encoding) over its text.

use egui::containers::menu::MenuButton;
use egui::{Frame, Margin, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};

use super::reading::reading_ui;
use super::theme::{BODY, CAPTION, bold, regular};
use super::widgets::{cut_middle, icon_button};
use super::words::{pane_letter, percent, thousands};
use super::{UiCtx, icons};
use crate::message::Message;
use crate::report::Encoding;
use crate::session::{Command, Entry, EntryState, ReportId};

/// Height of a pane's header in points.
const HEADER: f32 = 56.0;
/// Between two panes.
const GAP: f32 = 1.0;

pub(super) fn panes_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let area = ui.available_rect_before_wrap();
    let count = cx.session.panes.list.len();
    follow_reports(cx);
    let width = (area.width() - GAP * (count - 1) as f32) / count as f32;
    for pane in 0..count {
        let left = area.left() + (width + GAP) * pane as f32;
        let rect = Rect::from_min_size(pos2(left.round(), area.top()), vec2(width.floor(), area.height()));
        ui.scope_builder(UiBuilder::new().id_salt(("pane", pane)).max_rect(rect), |ui| {
            pane_ui(ui, cx, pane, rect);
        });
    }
    for pane in 1..count {
        let x = area.left() + (width + GAP) * pane as f32 - GAP * 0.5;
        ui.painter().vline(x.round(), area.y_range(), (1.0, cx.palette.border));
    }
    ui.allocate_rect(area, Sense::hover());
    if super::reading::align(&mut cx.view.readings[..count]) {
        ui.ctx().request_repaint();
    }
}

/// A pane that was closed moves its neighbours: each takes along how far it was read.
fn follow_reports(cx: &mut UiCtx<'_>) {
    let panes = &cx.session.panes.list;
    for pane in 0..panes.len() {
        let readings = &mut cx.view.readings;
        let shows = |reading: usize| readings[reading].report() == panes[pane].report;
        let moved = (pane + 1..readings.len()).find(|&from| {
            shows(from) && panes.get(from).is_none_or(|other| other.report != panes[pane].report)
        });
        if let (false, Some(from)) = (shows(pane), moved) {
            readings.swap(pane, from);
        }
    }
}

fn pane_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, pane: usize, rect: Rect) {
    ui.shrink_clip_rect(rect);
    let header = Rect::from_min_size(rect.min, vec2(rect.width(), HEADER));
    let body = Rect::from_min_max(pos2(rect.left(), header.bottom()), rect.max);
    let entry = cx.session.panes.list[pane].report.and_then(|report| cx.session.entry(report));
    ui.scope_builder(UiBuilder::new().id_salt("header").max_rect(header), |ui| {
        Frame::new().inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| header_ui(ui, cx, pane, entry));
    });
    let focused = cx.session.panes.focus == pane && cx.session.panes.list.len() > 1;
    let line = if focused { (2.0, cx.palette.accent) } else { (1.0, cx.palette.divider) };
    ui.painter().hline(header.x_range(), header.bottom() - 1.0, line);
    match entry.map(|entry| &entry.state) {
        Some(EntryState::Ready(_)) => reading_ui(ui, cx, pane, body),
        Some(EntryState::Failed(reason)) => centred_ui(ui, body, &cx.words.words(reason), cx.palette.danger),
        Some(EntryState::Reading) => centred_ui(ui, body, cx.tr("pane-reading"), cx.palette.secondary),
        None => centred_ui(ui, body, cx.tr("pane-empty"), cx.palette.secondary),
    }
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

fn header_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, pane: usize, entry: Option<&Entry>) {
    ui.horizontal(|ui| {
        ui.set_min_height(HEADER - 8.0);
        ui.label(RichText::new(pane_letter(pane)).font(bold(BODY)).color(cx.palette.accent));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::X, cx.tr("pane-close")).clicked() {
                cx.push(Command::ClosePane(pane));
            }
            let Some(entry) = entry else { return };
            encoding_ui(ui, cx, entry);
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(2.0);
                let title = entry.title();
                let label = egui::Label::new(RichText::new(&title).font(bold(BODY))).truncate();
                ui.add(label).on_hover_text(&title);
                let facts = facts(ui, cx, entry);
                let label = RichText::new(facts).font(regular(CAPTION)).color(cx.palette.secondary);
                ui.add(egui::Label::new(label).truncate()).on_hover_text(entry.path.display().to_string());
            });
        });
    });
}

/// Length, shares and file name on one line, what matters most first.
fn facts(ui: &Ui, cx: &UiCtx<'_>, entry: &Entry) -> String {
    let mut facts = Vec::new();
    if let Some(document) = entry.document() {
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

/// How much of a report stands twice, in words; nothing where nothing does.
pub(super) fn shares(cx: &UiCtx<'_>, report: ReportId) -> Vec<String> {
    let Some(shares) = cx.session.findings.shares(report) else { return Vec::new() };
    let mut words = Vec::new();
    if shares.within > 0.0 {
        words.push(cx.words.words(&Message::new("share-within").with("share", percent(shares.within))));
    }
    if shares.shared > 0.0 {
        words.push(cx.words.words(&Message::new("share-across").with("share", percent(shares.shared))));
    }
    words
}

/// The encoding, to be changed by hand.
fn encoding_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, entry: &Entry) {
    let Some(document) = entry.document() else { return };
    let current = document.report.encoding;
    let name = RichText::new(current.name()).font(regular(CAPTION)).color(cx.palette.secondary);
    let button = egui::Button::new(name).frame_when_inactive(false);
    let (button, _) = MenuButton::from_button(button).ui(ui, |ui| encodings_ui(ui, cx, entry));
    let tip = if document.report.encoding_guessed { "encoding-guessed" } else { "encoding-tip" };
    button.on_hover_text(cx.tr(tip));
}

/// The encodings to read a file in.
pub(super) fn encodings_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, entry: &Entry) {
    let chosen = entry.encoding;
    let automatic = cx.tr("encoding-automatic");
    let mut choice = |ui: &mut Ui, words: &str, encoding: Option<Encoding>| {
        if ui.add(egui::Button::new(words).selected(chosen == encoding)).clicked() {
            cx.push(Command::Reread(entry.id, encoding));
            ui.close();
        }
    };
    choice(ui, automatic, None);
    for encoding in Encoding::ALL {
        choice(ui, encoding.name(), Some(encoding));
    }
}
