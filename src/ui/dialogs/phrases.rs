//! The set phrases page of the settings: built-in phrases, each on or off, and the reviewer's own. One field both searches
//! and adds.

use egui::{Button, Key, RichText, ScrollArea, TextEdit, Ui};

use super::State;
use crate::message::Message;
use crate::session::{Phrases, Settings};
use crate::ui::context::UiCtx;
use crate::ui::theme::{CAPTION, CONTROL_HEIGHT, regular};
use crate::ui::widgets::{checkbox, empty_ui, explain};

pub(super) fn phrases_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, settings: &mut Settings) {
    let about = RichText::new(cx.tr("settings-phrases-about")).font(regular(CAPTION));
    ui.add(egui::Label::new(about.color(cx.palette.secondary)).wrap());
    ui.add_space(4.0);
    field_ui(ui, cx, settings);
    let own = settings.phrases_added.clone();
    let wanted = cx.view.slot::<State>().words.trim();
    let fits = |phrase: &&String| wanted.is_empty() || phrase.contains(wanted);
    // The reviewer's own come first.
    let listed: Vec<&String> = own.iter().chain(Phrases::shipped()).filter(fits).collect();
    let off = settings.phrases_removed.len();
    let count = Message::new("settings-phrases-count").with("listed", listed.len()).with("off", off);
    ui.label(RichText::new(cx.words.words(&count)).font(regular(CAPTION)).color(cx.palette.secondary));
    if listed.is_empty() {
        empty_ui(ui, cx.palette, cx.tr("settings-phrases-none"));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let scroll = ScrollArea::vertical().id_salt("phrases").max_height(320.0).auto_shrink(false);
    scroll.show_rows(ui, CONTROL_HEIGHT, listed.len(), |ui, rows| {
        for row in rows {
            let phrase = listed[row];
            let is_own = own.contains(phrase);
            let mut on = !settings.phrases_removed.contains(phrase);
            let words = RichText::new(phrase);
            let words = if is_own { words.color(cx.palette.accent) } else { words };
            if checkbox(ui, cx.palette, &mut on, words).changed() {
                settings.set_phrase(phrase, on);
            }
        }
    });
    ui.add_space(8.0);
    let changed = !own.is_empty() || off > 0;
    let reset = ui.add_enabled(changed, Button::new(cx.tr("settings-phrases-reset")));
    if explain(reset, (!changed).then(|| cx.tr("needs-changed-settings"))).clicked() {
        settings.phrases_added.clear();
        settings.phrases_removed.clear();
    }
}

/// The field, and the button that adds its text as a phrase.
fn field_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, settings: &mut Settings) {
    ui.horizontal(|ui| {
        let name = cx.words.text("settings-phrases-field");
        let words = &mut cx.view.slot::<State>().words;
        let field = ui.add(TextEdit::singleline(words).hint_text(name).desired_width(360.0));
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
        let phrase = words.trim();
        let known = settings.phrases_added.iter().chain(Phrases::shipped()).any(|known| known == phrase);
        let can_add = !known && Phrases::fits(phrase);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let add = ui.add_enabled(can_add, Button::new(cx.words.text("settings-phrases-add")));
        let clicked = explain(add, (!can_add).then(|| cx.words.text("needs-phrase"))).clicked();
        if can_add && (entered || clicked) {
            settings.set_phrase(phrase, true);
            words.clear();
        }
    });
}
