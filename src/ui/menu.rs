//! The menu bar and the toolbar under it.

use egui::{Button, MenuBar, RichText, Ui};

use super::actions::Action;
use super::pane::encodings_ui;
use super::theme::CONTROL_HEIGHT;
use super::words::{mark_glyph, mark_name};
use super::{UiCtx, theme};
use crate::i18n::Language;
use crate::message::Message;
use crate::session::{LibraryCommand, MarkKind, SettingsCommand};

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
            &[Action::NextNote, Action::PreviousNote],
            &[Action::Note, Action::EditNote, Action::DeleteNotes, Action::ClearChoice],
            &[Action::SeverityInfo, Action::SeverityMinor, Action::SeverityMajor, Action::SeverityCritical],
        ],
    ),
    (
        "menu-view",
        &[
            &[
                Action::Compare,
                Action::CompareSelections,
                Action::Matrix,
                Action::Ranking,
                Action::HideEqualRows,
            ],
            &[Action::ToggleLibrary, Action::ToggleFindings],
            &[Action::ToggleFurniture],
            &[
                Action::ShowSame,
                Action::ShowNear,
                Action::ShowWithin,
                Action::ShowCheck,
                Action::TogglePhrases,
            ],
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

/// Room that the legend needs by its signs alone and with its words, in points.
const LEGEND_ROOM: (f32, f32) = (150.0, 390.0);

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
        Action::Undo => cx.session.history().undo_name().map(|name| ("undo-step", name)),
        Action::Redo => cx.session.history().redo_name().map(|name| ("redo-step", name)),
        _ => None,
    };
    match step {
        Some((id, name)) => cx.words.words(&Message::new(id).with("step", cx.words.text(name))),
        None => cx.tr(action.label()).to_owned(),
    }
}

/// The encoding of the report in the pane with the focus.
fn encoding_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let entry = cx.session.panes().focused_report().and_then(|report| cx.session.entry(report));
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
    let recent = cx.session.settings().recent.clone();
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button(cx.tr("recent-reviews"), |ui| {
            for path in recent {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    cx.push(LibraryCommand::Open(vec![path.clone()]));
                    ui.close();
                }
            }
        });
    });
}

fn languages_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    for language in Language::ALL {
        let chosen = cx.session.settings().language == language;
        let ground = if chosen { cx.palette.chosen() } else { egui::Color32::TRANSPARENT };
        let button = Button::new(language.name()).selected(chosen).fill(ground);
        if ui.add(button).clicked() {
            cx.push(SettingsCommand::Language(language));
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
            // In a narrow window the legend's words go first, then all of it: the marks say what they are when
            // pointed at, and the menu has the switches.
            let room = ui.available_width();
            if room > LEGEND_ROOM.0 {
                legend_ui(ui, cx, room > LEGEND_ROOM.1);
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
    let listing = cx.session.listing();
    let all = listing.findings().len();
    if all == 0 {
        return;
    }
    let row = cx.session.chosen().and_then(|chosen| listing.position(chosen.finding));
    let row = row.map_or_else(|| "–".to_owned(), |row| (row + 1).to_string());
    let text = RichText::new(format!("{row} / {all}")).color(cx.palette.secondary);
    ui.label(text).on_hover_text(cx.tr("position-tip"));
}

/// What the marks mean, each a switch that shows and hides them; in a narrow window by their signs alone.
fn legend_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, with_words: bool) {
    // From right to left.
    for kind in MarkKind::ALL.into_iter().rev() {
        let action = Action::showing(kind);
        let on = cx.session.settings().shows_marks(kind);
        let glyph = mark_glyph(kind);
        let words = if with_words { format!("{glyph} {}", cx.tr(mark_name(kind))) } else { glyph.to_owned() };
        let ink = match (on, cx.palette.dark || kind == MarkKind::Phrase) {
            (false, _) => cx.palette.secondary,
            (true, true) => cx.palette.text,
            (true, false) => cx.palette.mark(kind),
        };
        let fill = if on { cx.palette.mark_fill(kind) } else { egui::Color32::TRANSPARENT };
        let words = RichText::new(words).font(theme::regular(theme::CAPTION)).color(ink);
        let words = if on || !with_words { words } else { words.strikethrough() };
        let edge = if on { egui::Color32::TRANSPARENT } else { cx.palette.border };
        let button = Button::new(words).fill(fill).stroke((1.0, edge)).corner_radius(4);
        let response = ui
            .scope(|ui| {
                ui.spacing_mut().button_padding = egui::vec2(6.0, 2.0);
                ui.add(button.min_size(egui::vec2(24.0, 24.0)))
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
