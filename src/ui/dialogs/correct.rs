//! The dialog that corrects text which a program read from a picture: the selected words, and a field for what is printed.

use egui::{Context, Key, Label, RichText, TextEdit};

use super::State;
use super::question::{Field, Question};
use crate::message::Message;
use crate::session::ReviewCommand;
use crate::ui::actions::correctable;
use crate::ui::context::UiCtx;

pub(super) fn correct_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let Some((report, span)) = correctable(cx.session) else {
        cx.view.dialog = None;
        return;
    };
    let Some(document) = cx.session.document(report) else { return };
    let selected = document.text().slice(span).to_owned();
    let about = cx.words.words(&Message::new("correct-read").with("words", selected.as_str()));
    let question = Question {
        id: "correct",
        title: "action-correct",
        field: "correct-field",
        keep: "correct-keep",
        width: 440.0,
    };
    let done = question.ui(ctx, cx, about, |ui, cx, opened| {
        let words = &mut cx.view.slot::<State>().words;
        if opened {
            words.clone_from(&selected);
        }
        let response = ui.add(TextEdit::singleline(words).desired_width(f32::INFINITY).cursor_at_end(true));
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(4.0);
        let about = RichText::new(cx.tr("correct-about")).color(cx.palette.secondary);
        ui.add(Label::new(about).wrap());
        Field { response, is_entered, missing: None }
    });
    if done {
        let text = cx.view.slot::<State>().words.clone();
        if text != selected {
            cx.push(ReviewCommand::Correct { report, span, text });
        }
    }
}
