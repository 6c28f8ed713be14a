//! The menu bar. Its entries come from the table of actions. Groups of switches that are seldom changed are submenus, so
//! that a menu fits into a low window; two submenus of files and encodings are added beside the action they belong to.

use egui::containers::menu::MenuButton;
use egui::{Align2, Button, MenuBar, ScrollArea, TextWrapMode, Ui, pos2, vec2};

use super::actions::{Action, MENUS, Menu};
use super::context::UiCtx;
use super::encodings::encodings_ui;
use super::format::key_text;
use super::icons;
use super::theme::{CONTROL_HEIGHT, regular};
use super::widgets::explain;
use super::words::action_label;
use crate::report::file_name;
use crate::session::LibraryCommand;

/// Room left of an entry's words for its check mark, in points.
const CHECK_ROOM: f32 = 30.0;

/// The menu bar above an open menu, and the menu's margins, in points.
const AROUND: f32 = 56.0;

/// Draws a submenu.
type Submenu = fn(&mut Ui, &mut UiCtx<'_>);

/// Submenus, each below the group of an action.
const SUBMENUS: [(Action, Submenu); 2] =
    [(Action::OpenSamples, recent_menu_ui), (Action::CloseReport, encoding_menu_ui)];

/// Groups that are shown as submenus: the first action of each, and the id of the submenu's name.
const FOLDED: [(Action, &str); 3] = [
    (Action::ShowSame, "menu-marks"),
    (Action::ThemeSystem, "settings-theme"),
    (Action::LanguageChinese, "settings-language"),
];

pub(super) fn menu_bar_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    MenuBar::new().ui(ui, |ui| {
        for menu in &MENUS {
            let button = Button::new(cx.tr(menu.name)).min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT));
            MenuButton::from_button(button).ui(ui, |ui| {
                // In a low window a long menu scrolls, so that its last entry can be reached.
                let room = ui.ctx().content_rect().height() - AROUND;
                let scroll = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
                scroll.show(ui, |ui| entries_ui(ui, cx, menu));
            });
        }
    });
}

fn entries_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, menu: &Menu) {
    ui.spacing_mut().button_padding.x = CHECK_ROOM;
    // The bar of a menu that scrolls takes its room from the margin beside the keys, not from the words.
    ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
    let mut before_is_folded = false;
    for (index, group) in menu.groups().enumerate() {
        let group: Vec<Action> = group.collect();
        let folded = FOLDED.iter().find(|(first, _)| group.first() == Some(first));
        if index > 0 && !(before_is_folded && folded.is_some()) {
            ui.separator();
        }
        before_is_folded = folded.is_some();
        if let Some((_, name)) = folded {
            ui.menu_button(cx.tr(name), |ui| {
                ui.spacing_mut().button_padding.x = CHECK_ROOM;
                for &action in &group {
                    entry_ui(ui, cx, action);
                }
            });
            continue;
        }
        for action in group {
            entry_ui(ui, cx, action);
            if let Some((_, submenu)) = SUBMENUS.iter().find(|(after, _)| *after == action) {
                submenu(ui, cx);
            }
        }
    }
}

fn entry_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action) {
    let words = action_label(cx, action);
    let mut button = Button::new(&words);
    if let Some(key) = action.keys().first() {
        button = button.shortcut_text(key_text(ui.ctx(), *key));
    }
    let enabled = action.is_enabled(cx.session);
    let on = action.is_on(cx.session);
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| match on {
        Some(on) => egui::WidgetInfo::selected(egui::Role::MenuItemCheckBox, enabled, on, &words),
        None => egui::WidgetInfo::labeled(egui::Role::MenuItem, enabled, &words),
    });
    if let Some(key) = action.keys().first() {
        let keys = key_text(ui.ctx(), *key);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(keys));
    }
    if on == Some(true) {
        let at = pos2(response.rect.left() + CHECK_ROOM * 0.5, response.rect.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, icons::CHECK, regular(15.0), cx.palette.accent);
    }
    let response = explain(response, action.missing(cx.session).map(|needs| cx.tr(needs)));
    if response.clicked() {
        action.run(&ui.ctx().clone(), cx);
        ui.close();
    }
}

/// The encoding of the report in the focused pane.
fn encoding_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let entry = cx.session.panes().focused_report().and_then(|report| cx.session.entry(report));
    ui.add_enabled_ui(entry.is_some(), |ui| {
        let menu = ui.menu_button(cx.tr("encoding-tip"), |ui| {
            if let Some(entry) = entry {
                encodings_ui(ui, cx, entry);
            }
        });
        explain(menu.response, entry.is_none().then(|| cx.tr("needs-shown-report")));
    });
}

/// The reviews opened most recently.
fn recent_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let recent = cx.session.settings().recent.clone();
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        let none = recent.is_empty();
        let menu = ui.menu_button(cx.tr("recent-reviews"), |ui| {
            for path in recent {
                if ui.button(file_name(&path)).on_hover_text(path.display().to_string()).clicked() {
                    cx.push(LibraryCommand::Open(vec![path.clone()]));
                    ui.close();
                }
            }
        });
        explain(menu.response, none.then(|| cx.tr("needs-recent")));
    });
}
