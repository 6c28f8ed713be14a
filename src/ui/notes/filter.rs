//! Above the list of notes: the filter, the order, and buttons for notes whose text was not found and for conflicts.

use egui::containers::menu::MenuButton;
use egui::{Button, RichText, Ui};

use crate::message::Message;
use crate::session::{NoteOrder, ReviewCommand};
use crate::ui::context::UiCtx;
use crate::ui::filter_field::{FilterField, filter_field_ui};
use crate::ui::icons;
use crate::ui::theme::{CAPTION, regular};
use crate::ui::widgets::icon_text;

const FILTER: FilterField = FilterField {
    name: "note-filter",
    hint: "note-filter-hint",
    clear: "note-filter-clear",
    menu: "note-filter-menu",
    terms: &[
        ("note-filter-open", "note-filter-open-term"),
        ("note-filter-resolved", "note-filter-resolved-term"),
        ("note-filter-grave", "note-filter-grave-term"),
        ("note-filter-uncertain", "note-filter-uncertain-term"),
        ("note-filter-figures", "note-filter-figures-term"),
        ("note-filter-untagged", "note-filter-untagged-term"),
    ],
};

pub(super) fn filter_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let mut words = cx.session.notes().filter.clone();
    filter_field_ui(ui, cx, FILTER, &mut words, false, cx.session.notes().error.as_ref());
    quick_ui(ui, cx, &mut words);
    if words != cx.session.notes().filter {
        cx.push(ReviewCommand::FilterNotes(words));
    }
}

/// Buttons for all notes, notes whose text was not found, and conflicts; only those that exist.
fn quick_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, words: &mut String) {
    let notes = cx.session.notes();
    let only = notes.orphans_only;
    if notes.orphans == 0 && notes.conflicts == 0 && !only {
        return;
    }
    let mut orphans = only;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if notes.orphans > 0 || only {
            let all = Message::new("notes-tab-all").with("count", cx.session.review().notes.len());
            let lost = Message::new("notes-tab-orphans").with("count", notes.orphans);
            for (message, value) in [(all, false), (lost, true)] {
                if tab_ui(ui, cx, &cx.words.words(&message), only == value, egui::Role::Tab) {
                    orphans = value;
                }
            }
        }
        if notes.conflicts > 0 {
            let term = cx.tr("note-filter-conflict-term");
            let on = notes.filter.split_whitespace().any(|word| word == term);
            let name = cx.words.words(&Message::new("notes-conflicts").with("count", notes.conflicts));
            if tab_ui(ui, cx, &format!("{} {name}", icons::WARNING), on, egui::Role::Button) {
                let others: Vec<&str> =
                    notes.filter.split_whitespace().filter(|word| *word != term).collect();
                let term = (!on).then_some(term);
                *words = others.into_iter().chain(term).collect::<Vec<_>>().join(" ");
            }
        }
    });
    if orphans != only {
        cx.push(ReviewCommand::ListOrphans(orphans));
    }
}

fn tab_ui(ui: &mut Ui, cx: &UiCtx<'_>, words: &str, on: bool, role: egui::Role) -> bool {
    let mut button = Button::new(RichText::new(words).font(regular(CAPTION))).selected(on);
    if on {
        button = button.fill(cx.palette.chosen());
    }
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::selected(role, true, on, words));
    response.clicked()
}

/// The menu of orders beside the panel's title.
pub(super) fn order_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let mut chosen = None;
    let current = cx.session.notes().order;
    let menu = Button::new(icon_text(icons::ARROWS_DOWN_UP)).frame_when_inactive(false);
    let (button, _) = MenuButton::from_button(menu).ui(ui, |ui| {
        for order in NoteOrder::ALL {
            let words = cx.tr(order_name(order));
            if ui.add(Button::new(words).selected(order == current)).clicked() {
                chosen = Some(order);
                ui.close();
            }
        }
    });
    let name = cx.tr("note-order");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    button.on_hover_text(name);
    if let Some(order) = chosen {
        cx.push(ReviewCommand::SortNotes(order));
    }
}

fn order_name(order: NoteOrder) -> &'static str {
    match order {
        NoteOrder::Written => "note-order-written",
        NoteOrder::Place => "note-order-place",
        NoteOrder::Severity => "note-order-severity",
        NoteOrder::Changed => "note-order-changed",
        NoteOrder::Author => "note-order-author",
    }
}
