//! The dialog that corrects text which a program read from a picture: the selected words, and a field for what is printed.

use egui::{Context, Key, RichText, TextEdit};

use super::{Choice, State, Tone, buttons_ui, modal_ui, title_ui};
use crate::message::Message;
use crate::session::ReviewCommand;
use crate::ui::actions::correctable;
use crate::ui::context::UiCtx;

pub(super) fn correct_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let opened = super::begins(cx);
    let Some((report, span)) = correctable(cx.session) else {
        cx.view.dialog = None;
        return;
    };
    let Some(document) = cx.session.document(report).cloned() else { return };
    let selected = document.text().slice(span).to_owned();
    if opened {
        cx.view.slot::<State>().words.clone_from(&selected);
    }
    let title = cx.tr("action-correct").trim_end_matches('…');
    let (mut done, mut cancelled) = (false, false);
    let shown = modal_ui(ctx, cx.palette, "correct", title, |ui| {
        ui.set_width(440.0);
        title_ui(ui, title);
        ui.add_space(8.0);
        let said = cx.words.words(&Message::new("correct-read").with("words", selected.as_str()));
        ui.add(egui::Label::new(RichText::new(said).color(cx.palette.secondary)).wrap());
        ui.add_space(6.0);
        let words = &mut cx.view.slot::<State>().words;
        let field = ui.add(TextEdit::singleline(words).desired_width(f32::INFINITY).cursor_at_end(true));
        let label = cx.tr("correct-field");
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(label));
        if opened {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(4.0);
        let about = RichText::new(cx.tr("correct-about")).color(cx.palette.secondary);
        ui.add(egui::Label::new(about).wrap());
        ui.add_space(12.0);
        let keep = Choice::new(cx.tr("correct-keep"), Tone::Primary);
        match buttons_ui(ui, cx.palette, &[keep, Choice::new(cx.tr("cancel"), Tone::Plain)], false) {
            Some(0) => done = true,
            Some(_) => cancelled = true,
            None => done = entered,
        }
    });
    if done {
        let text = cx.view.slot::<State>().words.clone();
        if text != selected {
            cx.push(ReviewCommand::Correct { report, span, text });
        }
    }
    if done || cancelled || shown.should_close() {
        cx.view.dialog = None;
    }
}
