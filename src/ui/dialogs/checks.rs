//! The page of the settings about checks: a switch for each check, by group, and the profile of expected parts.

use egui::{Align, Button, Layout, RichText, Ui};

use crate::session::{CheckAbout, CheckGroup, CheckSeverity, Settings, SettingsCommand, all_checks};
use crate::ui::context::UiCtx;
use crate::ui::theme::{BODY, CAPTION, bold, regular};
use crate::ui::widgets::{checkbox, explain};

/// The groups, in their order.
const GROUPS: [&str; 4] =
    ["settings-checks-numbering", "settings-checks-figures", "settings-checks-names", "settings-checks-text"];

/// The caption of a group of checks.
fn caption(group: CheckGroup) -> &'static str {
    match group {
        CheckGroup::Structure => GROUPS[0],
        CheckGroup::Figures => GROUPS[1],
        CheckGroup::Names => GROUPS[2],
        CheckGroup::Text => GROUPS[3],
    }
}

/// Width of a column of checks, in points.
const COLUMN: f32 = 260.0;

pub(super) fn checks_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, settings: &mut Settings) {
    for group in GROUPS {
        let checks: Vec<CheckAbout> =
            all_checks().into_iter().filter(|about| caption(about.group) == group).collect();
        let title = RichText::new(cx.tr(group)).font(bold(BODY));
        if group == GROUPS[0] {
            ui.horizontal(|ui| {
                ui.label(title);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| reset_ui(ui, cx, settings));
            });
        } else {
            ui.label(title);
        }
        for pair in checks.chunks(2) {
            // One width for all groups, so that the columns of the groups stand below each other.
            ui.horizontal(|ui| {
                let left = ui.cursor().left();
                for (column, about) in pair.iter().enumerate() {
                    let to = left + COLUMN * column as f32;
                    ui.add_space((to - ui.cursor().left()).max(0.0));
                    check_ui(ui, cx, settings, *about);
                }
            });
        }
        ui.add_space(6.0);
    }
    ui.add_space(6.0);
    profile_ui(ui, cx, settings);
}

/// The button that gives all checks their shipped state.
fn reset_ui(ui: &mut Ui, cx: &UiCtx<'_>, settings: &mut Settings) {
    let changed = !settings.checks_on.is_empty() || !settings.checks_off.is_empty();
    let reset = ui.add_enabled(changed, Button::new(cx.tr("settings-checks-reset")));
    if explain(reset, (!changed).then(|| cx.tr("needs-changed-settings"))).clicked() {
        settings.checks_on.clear();
        settings.checks_off.clear();
    }
}

fn check_ui(ui: &mut Ui, cx: &UiCtx<'_>, settings: &mut Settings, about: CheckAbout) {
    let mut on = settings.is_check_on(about);
    let mut words = RichText::new(cx.tr(about.name));
    if about.severity == CheckSeverity::Hint {
        words = words.color(cx.palette.secondary);
    }
    let mut response = checkbox(ui, cx.palette, &mut on, words);
    if about.severity == CheckSeverity::Hint {
        response = response.on_hover_text(cx.tr("settings-check-hint"));
    }
    if response.changed() {
        settings.set_check(about, on);
    }
}

fn profile_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, settings: &mut Settings) {
    ui.label(RichText::new(cx.tr("settings-profile")).font(bold(BODY)));
    let shown = match &settings.parts_profile {
        Some(path) => path.display().to_string(),
        None => cx.tr("settings-profile-shipped").to_owned(),
    };
    let label = RichText::new(&shown).font(regular(CAPTION)).color(cx.palette.secondary);
    ui.add(egui::Label::new(label).truncate()).on_hover_text(shown);
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        if ui.add(Button::new(cx.tr("settings-profile-choose"))).clicked() {
            cx.push(SettingsCommand::ProfileDialog);
        }
        let own = settings.parts_profile.is_some();
        let default = ui.add_enabled(own, Button::new(cx.tr("settings-profile-default")));
        if explain(default, (!own).then(|| cx.tr("needs-changed-settings"))).clicked() {
            settings.parts_profile = None;
        }
    });
}
