//! The library: all open reports, readable or not, with their length and the share that is repeated.

use egui::containers::menu::MenuButton;
use egui::{Frame, ScrollArea, Ui, pos2};

use super::actions::Action;
use super::context::UiCtx;
use super::encodings::encodings_ui;
use super::format::{pane_letter, thousands};
use super::icons;
use super::list::{self, List};
use super::pane::{not_read, shares};
use super::parts::{parts_menu_ui, parts_words};
use super::theme::{BODY, CAPTION, TALL_ROW_HEIGHT, panel_margin, regular};
use super::widgets::{empty_ui, icon_button, line, panel_title_with_buttons_ui, two_lines};
use crate::i18n::Language;
use crate::message::Message;
use crate::session::{Entry, EntryState, LibraryCommand, LibraryOrder, PaneCommand, SettingsCommand, Shares};

/// Both lines of each row. Rebuilt when marks (which follow the reports), the number or order of reports, or the language
/// change.
#[derive(Default)]
pub(super) struct Titles {
    key: Option<(u64, Language, usize, LibraryOrder)>,
    rows: Vec<Row>,
}

struct Row {
    /// Index of the report in the session's list.
    entry: usize,
    title: String,
    facts: String,
}

pub(super) fn library_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    refresh(cx);
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        let count = cx.session.entries().len().to_string();
        let mut opened = None;
        panel_title_with_buttons_ui(ui, cx.palette, cx.tr("library"), &count, |ui| {
            if cx.session.entries().len() > 1 {
                order_ui(ui, cx);
            }
            if icon_button(ui, icons::FOLDER_OPEN, cx.tr(Action::OpenFolder.label())).clicked() {
                opened = Some(Action::OpenFolder);
            }
        });
        if let Some(action) = opened {
            action.run(&ui.ctx().clone(), cx);
        }
        if cx.session.entries().is_empty() {
            empty_ui(ui, cx.palette, cx.tr("library-empty"));
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        let scroll = ScrollArea::vertical().id_salt("library").auto_shrink(false);
        let entries = cx.session.entries();
        let focused = cx.session.panes().focused_report();
        let rows = &cx.view.slot::<Titles>().rows;
        let shown = rows.iter().position(|row| Some(entries[row.entry].id) == focused);
        let list = List::begin(ui, "library", entries.len(), shown);
        list.show_rows(ui, scroll, cx.tr("library"), TALL_ROW_HEIGHT, |ui, list, row| {
            let entry = cx.view.slot::<Titles>().rows[row].entry;
            entry_ui(ui, cx, list, row, &entries[entry]);
        });
    });
}

/// Rebuilds the rows if what they depend on has changed.
fn refresh(cx: &mut UiCtx<'_>) {
    let order = cx.session.settings().library_order;
    let key = (cx.session.marks_revision(), cx.words.language(), cx.session.entries().len(), order);
    if cx.view.slot::<Titles>().key.replace(key) == Some(key) {
        return;
    }
    let entries = cx.session.entries().iter().enumerate();
    let mut rows: Vec<Row> = entries
        .map(|(index, entry)| Row { entry: index, title: entry.title(), facts: facts(cx, entry) })
        .collect();
    let share = |row: &Row, of: fn(&Shares) -> f32| {
        cx.session.findings().shares(cx.session.entries()[row.entry].id).map_or(-1.0, |shares| of(&shares))
    };
    match order {
        LibraryOrder::Opened => {}
        LibraryOrder::Shared => {
            rows.sort_by(|a, b| share(b, |s| s.shared).total_cmp(&share(a, |s| s.shared)));
        }
        LibraryOrder::Within => {
            rows.sort_by(|a, b| share(b, |s| s.within).total_cmp(&share(a, |s| s.within)));
        }
        LibraryOrder::Title => rows.sort_by(|a, b| a.title.cmp(&b.title)),
    }
    cx.view.slot::<Titles>().rows = rows;
}

/// The menu of orders.
fn order_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let button =
        egui::Button::new(egui::RichText::new(icons::ARROWS_DOWN_UP).size(16.0)).frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for (order, id) in [
            (LibraryOrder::Opened, "library-order-opened"),
            (LibraryOrder::Shared, "library-order-shared"),
            (LibraryOrder::Within, "library-order-within"),
            (LibraryOrder::Title, "library-order-title"),
        ] {
            let chosen = cx.session.settings().library_order == order;
            if ui.add(egui::Button::new(cx.tr(id)).selected(chosen)).clicked() {
                cx.push(SettingsCommand::LibraryOrder(order));
                ui.close();
            }
        }
    });
    let name = cx.tr("library-order");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name);
}

fn facts(cx: &UiCtx<'_>, entry: &Entry) -> String {
    match &entry.state {
        EntryState::Reading => cx.tr("pane-reading").to_owned(),
        EntryState::Failed(reason) => cx.words.words(reason),
        EntryState::Ready(document) => {
            let length = Message::new("length").with("characters", thousands(document.characters));
            let mut facts = vec![cx.words.words(&length)];
            facts.extend(not_read(cx, entry));
            facts.extend(shares(cx, entry.id));
            let absent = cx.session.parts().absent(entry.id);
            if absent > 0 {
                facts.push(cx.words.words(&Message::new("parts-absent").with("count", absent)));
            }
            let notes = cx.session.note_marks(entry.id).len();
            if notes > 0 {
                facts.push(cx.words.words(&Message::new("note-count").with("count", notes)));
            }
            facts.join(" · ")
        }
    }
}

fn entry_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, list: &mut List, index: usize, entry: &Entry) {
    let Row { title, facts, .. } = &cx.view.slot::<Titles>().rows[index];
    let (title, facts) = (title.clone(), facts.clone());
    let panes: Vec<usize> = cx
        .session
        .panes()
        .list
        .iter()
        .enumerate()
        .filter(|(_, pane)| pane.report == Some(entry.id))
        .map(|(pane, _)| pane)
        .collect();
    let failed = entry.is_failed();
    let palette = cx.palette;
    let chosen = cx.session.panes().focused_report() == Some(entry.id);
    let name = format!("{title}, {facts}");
    let row = list::Row { index, height: TALL_ROW_HEIGHT, chosen, name: &name, ..Default::default() };
    let response = list.row_ui(ui, palette, row, |painter, rect| {
        let icon = if failed { icons::WARNING } else { icons::FILE_TEXT };
        let color = if failed { palette.danger } else { palette.secondary };
        let left = rect.left() + 8.0;
        painter.text(
            pos2(left + 8.0, rect.top() + 17.0),
            egui::Align2::CENTER_CENTER,
            icon,
            regular(16.0),
            color,
        );
        let letters: String = panes.iter().map(|&pane| pane_letter(pane)).collect();
        let right = if letters.is_empty() {
            rect.right() - 8.0
        } else {
            let at = pos2(rect.right() - 8.0, rect.top() + 17.0);
            painter.text(at, egui::Align2::RIGHT_CENTER, letters, regular(CAPTION), palette.accent).left()
                - 6.0
        };
        let text_left = left + 24.0;
        let [upper, lower] = two_lines(rect, text_left, right);
        line(painter, upper, &title, regular(BODY), palette.text);
        let color = if failed { palette.danger } else { palette.secondary };
        line(painter, lower, &facts, regular(CAPTION), color);
    });
    let response = if failed {
        response.on_hover_text(format!("{}\n{facts}", entry.path.display()))
    } else {
        response.on_hover_ui(|ui| {
            let path = entry.path.display();
            ui.label(format!("{title}\n{path}\n{facts}\n\n{}", parts_words(cx, entry.id)).trim_end());
        })
    };
    if response.clicked() {
        cx.push(PaneCommand::Show { report: entry.id, pane: None });
    }
    response.context_menu(|ui| context_menu_ui(ui, cx, entry));
}

fn context_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, entry: &Entry) {
    for pane in 0..cx.session.panes().list.len() {
        let words = cx.words.words(&Message::new("show-in-pane").with("pane", pane_letter(pane)));
        if ui.button(words).clicked() {
            cx.push(PaneCommand::Show { report: entry.id, pane: Some(pane) });
            ui.close();
        }
    }
    ui.separator();
    if !cx.session.parts().of(entry.id).is_empty() {
        ui.menu_button(cx.tr("parts"), |ui| parts_menu_ui(ui, cx, entry.id));
    }
    ui.menu_button(cx.tr("encoding-tip"), |ui| encodings_ui(ui, cx, entry));
    if ui.button(cx.tr("reread")).clicked() {
        cx.push(LibraryCommand::Reread(entry.id, entry.encoding));
        ui.close();
    }
    ui.separator();
    if ui.button(cx.tr("close-report")).clicked() {
        cx.push(LibraryCommand::Close(entry.id));
        ui.close();
    }
}
