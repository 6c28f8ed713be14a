//! Over the list of notes: the filter's words, the order, and what is one click away: notes without their text, conflicts.

use egui::containers::menu::MenuButton;
use egui::{Button, RichText, TextEdit, Ui};

use crate::message::Message;
use crate::session::{NoteOrder, ReviewCommand};
use crate::ui::theme::{CAPTION, regular};
use crate::ui::widgets::icon_button;
use crate::ui::{UiCtx, icons};

/// What the filter's menu adds: the words of an entry and the term.
const TERMS: [(&str, &str); 6] = [
    ("note-filter-open", "note-filter-open-term"),
    ("note-filter-resolved", "note-filter-resolved-term"),
    ("note-filter-grave", "note-filter-grave-term"),
    ("note-filter-uncertain", "note-filter-uncertain-term"),
    ("note-filter-figures", "note-filter-figures-term"),
    ("note-filter-untagged", "note-filter-untagged-term"),
];

pub(super) fn filter_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let mut words = cx.session.notes().filter.clone();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        terms_ui(ui, cx, &mut words);
        let width = ui.available_width() - if words.is_empty() { 0.0 } else { 32.0 };
        let edit = TextEdit::singleline(&mut words).hint_text(cx.tr("note-filter-hint")).desired_width(width);
        let field = ui.add(edit);
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(cx.tr("note-filter")));
        if field.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            words.clear();
            field.surrender_focus();
        }
        if !words.is_empty() && icon_button(ui, icons::X, cx.tr("note-filter-clear")).clicked() {
            words.clear();
        }
    });
    if let Some(error) = &cx.session.notes().error {
        let words = RichText::new(cx.words.words(error)).font(regular(CAPTION)).color(cx.palette.warning);
        ui.add(egui::Label::new(words).wrap());
    }
    quick_ui(ui, cx, &mut words);
    if words != cx.session.notes().filter {
        cx.push(ReviewCommand::FilterNotes(words));
    }
}

fn terms_ui(ui: &mut Ui, cx: &UiCtx<'_>, words: &mut String) {
    let menu = Button::new(RichText::new(icons::FUNNEL).size(16.0)).frame_when_inactive(false);
    let (button, _) = MenuButton::from_button(menu).ui(ui, |ui| {
        for (id, term) in TERMS {
            if ui.add(Button::new(cx.tr(id)).shortcut_text(cx.tr(term))).clicked() {
                format!("{} {}", words.trim(), cx.tr(term)).trim().clone_into(words);
                ui.close();
            }
        }
    });
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, cx.tr("note-filter-menu")));
    button.on_hover_text(cx.tr("note-filter-menu"));
}

/// All notes, those without their text, and conflicts: shown where there are any.
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

/// The menu of orders, at the panel's title.
pub(super) fn order_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let mut chosen = None;
    let current = cx.session.notes().order;
    let menu = Button::new(RichText::new(icons::ARROWS_DOWN_UP).size(16.0)).frame_when_inactive(false);
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
