//! The filter field over a list: a menu of usual terms, the words, a button that clears them, and the error in them.
//! Shared by the lists of findings and of notes.

use egui::containers::menu::MenuButton;
use egui::{Button, Key, Label, RichText, TextEdit, Ui};

use super::context::UiCtx;
use super::icons;
use super::theme::{CAPTION, regular};
use super::widgets::{icon_button, icon_text};
use crate::message::Message;

/// Ids of the words of one filter.
#[derive(Clone, Copy)]
pub(super) struct FilterField {
    /// Name of the field for a screen reader.
    pub(super) name: &'static str,
    pub(super) hint: &'static str,
    pub(super) clear: &'static str,
    pub(super) menu: &'static str,
    /// The entries of the menu: name of each, and the term that it adds.
    pub(super) terms: &'static [(&'static str, &'static str)],
}

/// Draws the field over `words`. Puts the caret into it if `focus`; `error` is the message on an invalid filter.
pub(super) fn filter_field_ui(
    ui: &mut Ui,
    cx: &UiCtx<'_>,
    field: FilterField,
    words: &mut String,
    focus: bool,
    error: Option<&Message>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        terms_ui(ui, cx, field, words);
        // From the right, so that the field fills the room left by the button and the panel never grows.
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let cleared = !words.is_empty() && icon_button(ui, icons::X, cx.tr(field.clear)).clicked();
            // An explicit id: an automatic one depends on the position and would change when the button appears at the
            // first character, which would lose the focus.
            let edit = TextEdit::singleline(words).id_salt(field.name).hint_text(cx.tr(field.hint));
            let shown = ui.add(edit.desired_width(f32::INFINITY));
            ui.ctx().accesskit_node_builder(shown.id, |node| node.set_label(cx.tr(field.name)));
            if focus {
                shown.request_focus();
            }
            // egui takes the focus away on Escape.
            let escaped = shown.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
            if cleared || escaped {
                words.clear();
            }
        });
    });
    if let Some(error) = error {
        let error = RichText::new(cx.words.words(error)).font(regular(CAPTION)).color(cx.palette.warning);
        ui.add(Label::new(error).wrap());
    }
}

fn terms_ui(ui: &mut Ui, cx: &UiCtx<'_>, field: FilterField, words: &mut String) {
    let menu = Button::new(icon_text(icons::FUNNEL)).frame_when_inactive(false);
    let (button, _) = MenuButton::from_button(menu).ui(ui, |ui| {
        for (id, term) in field.terms {
            if ui.add(Button::new(cx.tr(id)).shortcut_text(cx.tr(term))).clicked() {
                format!("{} {}", words.trim(), cx.tr(term)).trim().clone_into(words);
                ui.close();
            }
        }
    });
    let name = cx.tr(field.menu);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    button.on_hover_text(name);
}
