//! Lists in dialogs of what the reviewer decided: each entry in words with its author and time, and buttons at its right end.

use egui::{Button, Label, Response, RichText, ScrollArea, Ui, vec2};

use crate::ui::context::UiCtx;
use crate::ui::theme::{CAPTION, CONTROL_HEIGHT, regular};

/// Maximum height of a list, in points; a longer one scrolls.
const HEIGHT: f32 = 380.0;

/// Draws the entries of a list below each other.
pub(super) fn listed_ui<T>(
    ui: &mut Ui,
    name: &'static str,
    entries: impl Iterator<Item = T>,
    mut entry_ui: impl FnMut(&mut Ui, T),
) {
    ScrollArea::vertical().id_salt(name).max_height(HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
        for entry in entries {
            entry_ui(ui, entry);
            ui.separator();
        }
    });
}

/// One entry: its words, below them what else is known (what is empty is left out), and its buttons, from the right end.
pub(super) fn row_ui(
    ui: &mut Ui,
    cx: &UiCtx<'_>,
    (words, said): (&str, &[String]),
    buttons: impl FnOnce(&mut Ui),
) {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            buttons(ui);
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.add(Label::new(words).wrap());
                let said: Vec<&str> =
                    said.iter().map(String::as_str).filter(|said| !said.is_empty()).collect();
                let said = RichText::new(said.join(" · ")).font(regular(CAPTION));
                ui.add(Label::new(said.color(cx.palette.secondary)).wrap());
            });
        });
    });
}

/// A button of an entry; its accessible name says which entry it acts on.
pub(super) fn button_ui(ui: &mut Ui, words: &str, of: &str) -> Response {
    let button = ui.add(Button::new(words).min_size(vec2(0.0, CONTROL_HEIGHT)));
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(format!("{words}: {of}")));
    button
}
