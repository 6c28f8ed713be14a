//! The menu bar and the toolbar under it.

use egui::{Button, MenuBar, RichText, Ui};

use super::actions::Action;
use super::pane::encodings_ui;
use super::theme::CONTROL_HEIGHT;
use super::words::{mark_glyph, mark_name};
use super::{UiCtx, theme};
use crate::i18n::Language;
use crate::message::Message;
use crate::session::{Command, MarkKind, Settings};

/// A menu: its name and its entries, groups apart.
const MENUS: &[(&str, &[&[Action]])] = &[
    (
        "menu-file",
        &[
            &[Action::OpenFiles, Action::OpenFolder, Action::OpenReview, Action::OpenSamples],
            &[Action::RankFolder],
            &[Action::Reread, Action::CloseReport],
            &[Action::Save, Action::SaveAs, Action::Export],
            &[Action::Merge, Action::Locate],
            &[Action::Settings],
            &[Action::Quit],
        ],
    ),
    (
        "menu-edit",
        &[
            &[Action::Undo, Action::Redo],
            &[Action::Copy, Action::SelectAll],
            &[Action::Search, Action::NextHit, Action::PreviousHit],
            &[Action::Note, Action::EditNote, Action::DeleteNotes, Action::ClearChoice],
            &[Action::SeverityInfo, Action::SeverityMinor, Action::SeverityMajor, Action::SeverityCritical],
        ],
    ),
    (
        "menu-view",
        &[
            &[Action::Compare, Action::Matrix, Action::Ranking, Action::HideEqualRows],
            &[Action::ToggleLibrary, Action::ToggleFindings],
            &[Action::ToggleFurniture, Action::TogglePhrases],
            &[Action::ZoomIn, Action::ZoomOut, Action::ZoomReset],
            &[Action::ThemeSystem, Action::ThemeLight, Action::ThemeDark],
        ],
    ),
    (
        "menu-panes",
        &[
            &[Action::OnePane, Action::TwoPanes, Action::ThreePanes, Action::FourPanes],
            &[Action::NextPane, Action::PreviousPane, Action::PaneLeft, Action::PaneRight],
            &[Action::LinkScrolling],
        ],
    ),
    (
        "menu-findings",
        &[
            &[Action::NextFinding, Action::PreviousFinding, Action::OtherPlace],
            &[Action::Confirm, Action::Dismiss],
            &[Action::FindingText],
            &[Action::Filter],
            &[Action::GroupNone, Action::GroupReports, Action::GroupKind],
        ],
    ),
    (
        "menu-go",
        &[
            &[Action::Back, Action::Forward],
            &[Action::NextSection, Action::PreviousSection],
            &[Action::NextDifference, Action::PreviousDifference],
            &[Action::GoToLine],
            &[Action::Palette],
        ],
    ),
    ("menu-help", &[&[Action::Keys], &[Action::CopyDiagnostics, Action::About]]),
];

/// Room that the legend needs, in points.
const LEGEND_ROOM: f32 = 340.0;

pub(super) fn menu_bar_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    MenuBar::new().ui(ui, |ui| {
        for (name, groups) in MENUS {
            ui.menu_button(cx.tr(name), |ui| {
                for (index, group) in groups.iter().enumerate() {
                    if index > 0 {
                        ui.separator();
                    }
                    for action in *group {
                        entry_ui(ui, cx, *action);
                    }
                }
                if *name == "menu-file" {
                    encoding_menu_ui(ui, cx);
                    recent_menu_ui(ui, cx);
                }
                if *name == "menu-view" {
                    ui.separator();
                    languages_ui(ui, cx);
                }
            });
        }
    });
}

fn entry_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action) {
    let words = label(cx, action);
    let mut button = Button::new(words);
    if let Some(key) = action.keys().first() {
        button = button.shortcut_text(ui.ctx().format_shortcut(key));
    }
    if let Some(on) = action.is_on(cx.session) {
        button = button.selected(on);
        if on {
            button = button.fill(cx.palette.chosen());
        }
    }
    if ui.add_enabled(action.is_enabled(cx.session), button).clicked() {
        action.run(&ui.ctx().clone(), cx);
        ui.close();
    }
}

/// The words of an action; undo and redo say what they would do.
fn label(cx: &UiCtx<'_>, action: Action) -> String {
    let step = match action {
        Action::Undo => cx.session.history.undo_name().map(|name| ("undo-step", name)),
        Action::Redo => cx.session.history.redo_name().map(|name| ("redo-step", name)),
        _ => None,
    };
    match step {
        Some((id, name)) => cx.words.words(&Message::new(id).with("step", cx.words.text(name))),
        None => cx.tr(action.label()).to_owned(),
    }
}

/// The encoding of the report in the pane with the focus.
fn encoding_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let entry = cx.session.panes.focused_report().and_then(|report| cx.session.entry(report));
    ui.add_enabled_ui(entry.is_some(), |ui| {
        ui.menu_button(cx.tr("encoding-tip"), |ui| {
            if let Some(entry) = entry {
                encodings_ui(ui, cx, entry);
            }
        });
    });
}

/// The reviews that were opened last.
fn recent_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let recent = cx.session.settings.recent.clone();
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button(cx.tr("recent-reviews"), |ui| {
            for path in recent {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    cx.push(Command::Open(vec![path.clone()]));
                    ui.close();
                }
            }
        });
    });
}

fn languages_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    for language in Language::ALL {
        let chosen = cx.session.settings.language == language;
        let ground = if chosen { cx.palette.chosen() } else { egui::Color32::TRANSPARENT };
        let button = Button::new(language.name()).selected(chosen).fill(ground);
        if ui.add(button).clicked() {
            cx.push(Command::Set(Settings { language, ..cx.session.settings.clone() }));
            ui.close();
        }
    }
}

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
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            // The legend goes first where the window is narrow: the marks say what they are when pointed at.
            if ui.available_width() > LEGEND_ROOM {
                legend_ui(ui, cx);
            }
        });
    });
}

fn tool_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action) {
    let name = name_with_key(ui, cx, action);
    let enabled = action.is_enabled(cx.session);
    let on = action.is_on(cx.session).unwrap_or(false);
    let response = ui
        .add_enabled_ui(enabled, |ui| {
            if on {
                ui.visuals_mut().widgets.inactive.weak_bg_fill = cx.palette.chosen();
            }
            let icon = action.icon().unwrap_or_default();
            let button = Button::new(RichText::new(icon).size(16.0)).frame_when_inactive(on);
            ui.add(button.min_size(egui::vec2(CONTROL_HEIGHT, CONTROL_HEIGHT)))
        })
        .inner;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, cx.tr(action.label())));
    if response.on_hover_text(&name).on_disabled_hover_text(&name).clicked() {
        action.run(&ui.ctx().clone(), cx);
    }
}

fn tool_with_words_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action) {
    let name = name_with_key(ui, cx, action);
    let words = cx.tr(action.label());
    let enabled = action.is_enabled(cx.session);
    let text = format!("{} {words}", action.icon().unwrap_or_default());
    let response = ui.add_enabled(enabled, Button::new(text).min_size(egui::vec2(0.0, CONTROL_HEIGHT)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, words));
    if response.on_hover_text(&name).on_disabled_hover_text(&name).clicked() {
        action.run(&ui.ctx().clone(), cx);
    }
}

fn name_with_key(ui: &Ui, cx: &UiCtx<'_>, action: Action) -> String {
    let words = label(cx, action);
    match action.keys().first() {
        Some(key) => format!("{words}  [{}]", ui.ctx().format_shortcut(key)),
        None => words,
    }
}

/// Which finding is shown, of how many.
fn position_ui(ui: &mut Ui, cx: &UiCtx<'_>) {
    let listing = &cx.session.listing;
    let all = listing.findings().len();
    if all == 0 {
        return;
    }
    let row = cx.session.chosen.and_then(|chosen| listing.position(chosen.finding));
    let row = row.map_or_else(|| "–".to_owned(), |row| (row + 1).to_string());
    let text = RichText::new(format!("{row} / {all}")).color(cx.palette.secondary);
    ui.label(text).on_hover_text(cx.tr("position-tip"));
}

/// What the marks mean.
fn legend_ui(ui: &mut Ui, cx: &UiCtx<'_>) {
    let mut kinds = vec![MarkKind::Same, MarkKind::Near, MarkKind::Within, MarkKind::Check];
    if cx.session.settings.show_phrases {
        kinds.push(MarkKind::Phrase);
    }
    // From right to left.
    for kind in kinds.into_iter().rev() {
        let color = cx.palette.mark(kind);
        let frame = egui::Frame::new()
            .fill(cx.palette.mark_fill(kind))
            .corner_radius(4)
            .inner_margin(egui::Margin::symmetric(6, 2));
        frame.show(ui, |ui| {
            let words = format!("{} {}", mark_glyph(kind), cx.tr(mark_name(kind)));
            let ink = if kind == MarkKind::Phrase { cx.palette.secondary } else { color };
            let ink = if cx.palette.dark { cx.palette.text } else { ink };
            ui.label(RichText::new(words).font(theme::regular(theme::CAPTION)).color(ink));
        });
    }
}
