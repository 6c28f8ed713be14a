//! The toolbar under the menu bar: the actions used most, the position among the findings, and the legend of marks.

use egui::{Button, RichText, Ui, vec2};

use super::actions::Action;
use super::context::UiCtx;
use super::format::{key_text, position};
use super::theme::{self, CONTROL_HEIGHT};
use super::widgets::at_right_ui;
use super::words::{action_label, mark_glyph, mark_name};
use crate::message::Message;
use crate::session::MarkKind;

/// Width of the window below which no tool has words, in points.
const ROOM_FOR_WORDS: f32 = 960.0;

/// Width that the legend needs with its signs alone, in points.
const LEGEND_ROOM: f32 = 150.0;
/// Padding of a legend's button, and the room between two, in points.
const LEGEND_GAPS: (f32, f32) = (6.0, 4.0);

pub(super) fn toolbar_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        tool_with_words_ui(ui, cx, Action::OpenFiles);
        tool_ui(ui, cx, Action::OpenFolder);
        tool_ui(ui, cx, Action::Save);
        ui.separator();
        tool_ui(ui, cx, Action::Undo);
        tool_ui(ui, cx, Action::Redo);
        ui.separator();
        tool_ui(ui, cx, Action::PreviousFinding);
        tool_ui(ui, cx, Action::NextFinding);
        tool_ui(ui, cx, Action::OtherPlace);
        position_ui(ui, cx);
        tool_ui(ui, cx, Action::Confirm);
        tool_ui(ui, cx, Action::Dismiss);
        ui.separator();
        tool_with_words_ui(ui, cx, Action::Note);
        ui.separator();
        tool_ui(ui, cx, Action::LinkScrolling);
        tool_ui(ui, cx, Action::ToggleFurniture);
        tool_ui(ui, cx, Action::Search);
        ui.separator();
        tool_ui(ui, cx, Action::Compare);
        tool_ui(ui, cx, Action::Matrix);
        // A narrow window drops the legend's words first, then the legend: marks also explain themselves when pointed
        // at, and the view menu has the switches.
        let room = ui.available_width();
        if room > LEGEND_ROOM {
            let with_words = room > legend_width(ui, cx);
            at_right_ui(ui, "legend", |ui| legend_ui(ui, cx, with_words));
        }
    });
}

fn tool_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action) {
    let enabled = action.is_enabled(cx.session);
    let on = action.is_on(cx.session).unwrap_or(false);
    let response = ui
        .add_enabled_ui(enabled, |ui| {
            if on {
                ui.visuals_mut().widgets.inactive.weak_bg_fill = cx.palette.chosen();
            }
            let icon = action.icon().unwrap_or_default();
            let button = Button::new(RichText::new(icon).size(16.0)).frame_when_inactive(on);
            ui.add(button.min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT)))
        })
        .inner;
    finish_tool_ui(ui, cx, action, response);
}

fn tool_with_words_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action) {
    if ui.ctx().content_rect().width() < ROOM_FOR_WORDS {
        return tool_ui(ui, cx, action);
    }
    let enabled = action.is_enabled(cx.session);
    let text = format!("{} {}", action.icon().unwrap_or_default(), cx.tr(action.label()));
    let response = ui.add_enabled(enabled, Button::new(text).min_size(vec2(0.0, CONTROL_HEIGHT)));
    finish_tool_ui(ui, cx, action, response);
}

/// Names a tool's button, explains it when pointed at, and runs it when clicked.
fn finish_tool_ui(ui: &Ui, cx: &mut UiCtx<'_>, action: Action, response: egui::Response) {
    let enabled = action.is_enabled(cx.session);
    let role = egui::Role::Button;
    response.widget_info(|| match action.is_on(cx.session) {
        Some(on) => egui::WidgetInfo::selected(role, enabled, on, cx.tr(action.label())),
        None => egui::WidgetInfo::labeled(role, enabled, cx.tr(action.label())),
    });
    if let Some(needs) = action.missing(cx.session) {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(cx.tr(needs)));
    }
    let tip = tool_tip(ui, cx, action);
    if response.on_hover_text(&tip).on_disabled_hover_text(&tip).clicked() {
        action.run(&ui.ctx().clone(), cx);
    }
}

/// Tooltip `保存审阅 [Ctrl+S]`; for a disabled action, a second line says what is missing.
fn tool_tip(ui: &Ui, cx: &UiCtx<'_>, action: Action) -> String {
    let mut words = action_label(cx, action);
    if let Some(key) = action.keys().first() {
        words = format!("{words}  [{}]", key_text(ui.ctx(), *key));
    }
    if let Some(needs) = action.missing(cx.session) {
        words = format!("{words}\n{}", cx.tr(needs));
    }
    words
}

/// Number of the chosen finding and number of listed findings.
fn position_ui(ui: &mut Ui, cx: &UiCtx<'_>) {
    let listing = &cx.session.listing();
    let all = listing.findings().len();
    if all == 0 {
        return;
    }
    let row = cx.session.chosen().and_then(|chosen| listing.position(chosen.finding));
    let text = RichText::new(position(row, all)).color(cx.palette.secondary);
    ui.label(text).on_hover_text(cx.tr("position-tip"));
}

/// The words of an entry of the legend.
fn legend_words(cx: &UiCtx<'_>, kind: MarkKind) -> String {
    format!("{} {}", mark_glyph(kind), cx.tr(mark_name(kind)))
}

/// Width of the legend with its words, in points.
fn legend_width(ui: &Ui, cx: &UiCtx<'_>) -> f32 {
    let font = theme::regular(theme::CAPTION);
    let words = MarkKind::ALL.map(|kind| legend_words(cx, kind));
    let glyphs: f32 = ui.fonts_mut(|fonts| {
        words.iter().flat_map(|words| words.chars()).map(|c| fonts.glyph_width(&font, c)).sum()
    });
    glyphs + words.len() as f32 * (2.0 * LEGEND_GAPS.0 + LEGEND_GAPS.1 + 2.0)
}

/// The legend of marks, each entry a switch that shows and hides one kind; in a narrow window by signs alone.
fn legend_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, with_words: bool) {
    for kind in MarkKind::ALL {
        let action = Action::showing(kind);
        let on = cx.session.settings().shows_marks(kind);
        let words = if with_words { legend_words(cx, kind) } else { mark_glyph(kind).to_owned() };
        let ink = if on { cx.palette.text } else { cx.palette.secondary };
        let fill = if on { cx.palette.mark_fill(kind) } else { egui::Color32::TRANSPARENT };
        let words = RichText::new(words).font(theme::regular(theme::CAPTION)).color(ink);
        let words = if on || !with_words { words } else { words.strikethrough() };
        let edge = if on { egui::Color32::TRANSPARENT } else { cx.palette.border };
        let button = Button::new(words).fill(fill).stroke((1.0, edge)).corner_radius(4);
        let response = ui
            .scope(|ui| {
                ui.spacing_mut().button_padding = vec2(LEGEND_GAPS.0, 2.0);
                ui.add(button.min_size(vec2(24.0, 24.0)))
            })
            .inner;
        let name = cx.tr(action.label());
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, on, name));
        let tip = if on { "legend-hide" } else { "legend-show" };
        let tip = cx.words.words(&Message::new(tip).with("kind", cx.tr(mark_name(kind))));
        if response.on_hover_text(tip).clicked() {
            action.run(&ui.ctx().clone(), cx);
        }
    }
}
