//! The settings dialog. Each choice takes effect at once and is saved.

use egui::{Button, DragValue, Grid, RichText, ScrollArea, Slider, TextEdit, Ui, vec2};

use super::State;
use crate::i18n::Language;
use crate::message::Message;
use crate::session::{Settings, SettingsCommand, ShellCommand, Theme};
use crate::ui::context::UiCtx;
use crate::ui::theme::{BODY, bold};
use crate::ui::widgets::{checkbox, slider};

/// Width of every page in points.
const WIDTH: f32 = 600.0;
/// Height of a page, in points, where the window has the room.
const HEIGHT: f32 = 540.0;

pub(super) fn settings_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    if super::begins(cx) {
        cx.push(ShellCommand::MeasureScans);
    }
    // One width for all pages, so that the tabs stay under the pointer.
    ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
    let mut settings = cx.session.settings().clone();
    // The number of the page is kept in the state's row.
    let mut page = cx.view.slot::<State>().row;
    ui.horizontal(|ui| {
        choice_ui(ui, cx, &mut page, 0, cx.tr("settings-general"));
        choice_ui(ui, cx, &mut page, 1, cx.tr("settings-checks"));
        choice_ui(ui, cx, &mut page, 2, cx.tr("settings-phrases"));
    });
    cx.view.slot::<State>().row = page;
    ui.add_space(8.0);
    // One height, so that nothing moves while a list is narrowed down.
    let room = (ui.ctx().content_rect().height() - 200.0).clamp(160.0, HEIGHT);
    ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink(false).show(ui, |ui| {
        match page {
            0 => general_ui(ui, cx, &mut settings),
            2 => super::phrases::phrases_ui(ui, cx, &mut settings),
            _ => super::checks::checks_ui(ui, cx, &mut settings),
        }
    });
    // Each changed choice is a command of its own, so that no other change of the same frame is lost.
    for change in SettingsCommand::between(cx.session.settings(), &settings) {
        cx.push(change);
    }
}

fn general_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, settings: &mut Settings) {
    group_ui(ui, cx, "settings-looks", |ui, cx| looks_ui(ui, cx, settings));
    group_ui(ui, cx, "settings-reading", |ui, cx| reading_ui(ui, cx, settings));
    group_ui(ui, cx, "settings-findings", |ui, cx| findings_ui(ui, cx, settings));
    group_ui(ui, cx, "settings-notes", |ui, cx| notes_ui(ui, cx, settings));
    scans_ui(ui, cx);
}

/// What is kept of scans that were read, and a button that deletes it.
fn scans_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let Some(bytes) = cx.session.kept_scans() else { return };
    ui.label(RichText::new(cx.tr("settings-scans")).font(bold(BODY)));
    ui.horizontal(|ui| {
        let size = match bytes {
            0..0x10_0000 => format!("{} KB", bytes.div_ceil(1 << 10)),
            _ => format!("{:.1} MB", bytes as f64 / f64::from(1 << 20)),
        };
        ui.label(cx.words.words(&Message::new("settings-scans-kept").with("size", size)));
        if ui.add_enabled(bytes > 0, Button::new(cx.tr("settings-scans-clear"))).clicked() {
            cx.push(ShellCommand::ClearScans);
        }
    });
    ui.add_space(12.0);
}

fn group_ui(ui: &mut Ui, cx: &UiCtx<'_>, title: &'static str, rows: impl FnOnce(&mut Ui, &UiCtx<'_>)) {
    ui.label(RichText::new(cx.tr(title)).font(bold(BODY)));
    Grid::new(title).num_columns(2).min_col_width(176.0).spacing(vec2(16.0, 8.0)).show(ui, |ui| rows(ui, cx));
    ui.add_space(12.0);
}

fn looks_ui(ui: &mut Ui, cx: &UiCtx<'_>, settings: &mut Settings) {
    ui.label(cx.tr("settings-language"));
    ui.horizontal(|ui| {
        for language in Language::ALL {
            choice_ui(ui, cx, &mut settings.language, language, language.name());
        }
    });
    ui.end_row();
    ui.label(cx.tr("settings-theme"));
    ui.horizontal(|ui| {
        for (theme, id) in [
            (Theme::System, "action-theme-system"),
            (Theme::Light, "action-theme-light"),
            (Theme::Dark, "action-theme-dark"),
        ] {
            choice_ui(ui, cx, &mut settings.theme, theme, cx.tr(id));
        }
    });
    ui.end_row();
}

fn reading_ui(ui: &mut Ui, cx: &UiCtx<'_>, settings: &mut Settings) {
    let label = ui.label(cx.tr("settings-size"));
    let size =
        Slider::new(&mut settings.reading_size, Settings::READING_SIZES).step_by(1.0).fixed_decimals(0);
    slider(ui, cx.palette, size).labelled_by(label.id);
    ui.end_row();
    let label = ui.label(cx.tr("settings-line-height"));
    let height =
        Slider::new(&mut settings.line_height, Settings::LINE_HEIGHTS).step_by(0.05).fixed_decimals(2);
    slider(ui, cx.palette, height).labelled_by(label.id);
    ui.end_row();
    for (on, id) in [
        (&mut settings.link_scrolling, "action-link-scrolling"),
        (&mut settings.hide_furniture, "action-toggle-furniture"),
        (&mut settings.show_pages, "action-toggle-pages"),
    ] {
        ui.label("");
        checkbox(ui, cx.palette, on, cx.tr(id));
        ui.end_row();
    }
}

fn findings_ui(ui: &mut Ui, cx: &UiCtx<'_>, settings: &mut Settings) {
    let label = ui.label(cx.tr("settings-min-length"));
    let range = Settings::MIN_LENGTHS;
    // Apply the number when it is complete, not while it is typed.
    let length = DragValue::new(&mut settings.min_length).range(range).update_while_editing(false);
    ui.horizontal(|ui| {
        ui.add(length).labelled_by(label.id);
        ui.label(RichText::new(cx.tr("settings-min-length-unit")).color(cx.palette.secondary));
    });
    ui.end_row();
    ui.label("");
    checkbox(ui, cx.palette, &mut settings.show_phrases, cx.tr("action-toggle-phrases"));
    ui.end_row();
}

fn notes_ui(ui: &mut Ui, cx: &UiCtx<'_>, settings: &mut Settings) {
    let label = ui.label(cx.tr("settings-reviewer"));
    // The hint is the computer's user name, used while the field is empty.
    let usual = if settings.reviewer.trim().is_empty() { cx.session.reviewer() } else { "" };
    let name = TextEdit::singleline(&mut settings.reviewer).hint_text(usual).desired_width(200.0);
    ui.add(name).labelled_by(label.id);
    ui.end_row();
    ui.label("");
    checkbox(ui, cx.palette, &mut settings.autosave, cx.tr("settings-autosave"));
    ui.end_row();
    let label = ui.label(cx.tr("settings-autosave-after"));
    let seconds = DragValue::new(&mut settings.autosave_seconds).range(5..=3600).update_while_editing(false);
    ui.add_enabled_ui(settings.autosave, |ui| {
        ui.horizontal(|ui| {
            ui.add(seconds).labelled_by(label.id);
            ui.label(RichText::new(cx.tr("settings-seconds")).color(cx.palette.secondary));
        });
    });
    ui.end_row();
}

fn choice_ui<T: PartialEq>(ui: &mut Ui, cx: &UiCtx<'_>, chosen: &mut T, value: T, words: &str) {
    let on = *chosen == value;
    let mut button = Button::new(words).selected(on);
    if on {
        button = button.fill(cx.palette.chosen());
    }
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, words));
    if response.clicked() {
        *chosen = value;
    }
}
