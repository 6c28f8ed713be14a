//! The thread under the chosen note: replies with author and time, and a field for an answer.

use std::collections::HashMap;

use egui::{Button, Key, Label, Modifiers, RichText, TextEdit, Ui};

use super::super::widgets::icon_button;
use crate::message::Message;
use crate::review::{Note, NoteId, Reply};
use crate::session::ReviewCommand;
use crate::ui::context::{UiCtx, Wanted};
use crate::ui::icons;
use crate::ui::theme::{BODY, CAPTION, regular};

/// Maximum number of replies that are shown, the last ones: a frame lays out all of them.
const SHOWN: usize = 100;
/// Indent of the thread in points.
const INDENT: f32 = 10.0;

/// The answers being typed, by their notes, so that choosing another note loses none.
#[derive(Default)]
struct Answers(HashMap<NoteId, String>);

pub(super) fn thread_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, note: &Note) {
    let hidden = note.replies.len().saturating_sub(SHOWN);
    if hidden > 0 {
        let words = cx.words.words(&Message::new("replies-hidden").with("count", hidden));
        ui.label(RichText::new(words).font(regular(CAPTION)).color(cx.palette.secondary));
    }
    for (index, reply) in note.replies.iter().enumerate().skip(hidden) {
        reply_ui(ui, cx, note, index, reply);
    }
    answer_ui(ui, cx, note);
}

/// A reply: who and when in small type, the text below, a rule at the left.
fn reply_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, note: &Note, index: usize, reply: &Reply) {
    let when = reply.at.shown();
    let who = [reply.author.as_str(), when.as_str()].into_iter().filter(|part| !part.is_empty());
    let who = who.collect::<Vec<_>>().join(" · ");
    let shown = ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.horizontal(|ui| {
                ui.label(RichText::new(who).font(regular(CAPTION)).color(cx.palette.secondary));
                if icon_button(ui, icons::X, cx.tr("reply-remove")).clicked() {
                    cx.push(ReviewCommand::RemoveReply(note.id.clone(), index));
                }
            });
            let body = RichText::new(reply.body.as_str()).font(regular(BODY)).color(cx.palette.text);
            ui.add(Label::new(body).wrap());
        });
    });
    let rect = shown.response.rect;
    ui.painter().vline(rect.left() + 3.0, rect.shrink(2.0).y_range(), (2.0, cx.palette.border));
}

/// The field for an answer, sent by its button or Ctrl+Enter.
fn answer_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, note: &Note) {
    let words = cx.words;
    let is_wanted = cx.view.take_wanted(Wanted::Answer);
    let text = cx.view.slot::<Answers>().0.entry(note.id.clone()).or_default();
    let hint = words.text("reply-hint");
    let id = egui::Id::unique(("note-answer", note.id.as_str()));
    // Before the field takes the key as a line end.
    let is_sent = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let field = ui
        .horizontal_top(|ui| {
            ui.add_space(INDENT);
            let button = 52.0;
            let width = (ui.available_width() - button).max(80.0);
            let edit = TextEdit::multiline(text).id(id).hint_text(hint).desired_rows(1).desired_width(width);
            let field = ui.add(edit);
            let enabled = !text.trim().is_empty();
            let button = ui.add_enabled(enabled, Button::new(words.text("reply-send")));
            (field, button.on_hover_text("Ctrl+Enter").clicked())
        })
        .inner;
    let (field, is_clicked) = field;
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(hint));
    if is_wanted {
        field.request_focus();
        field.scroll_to_me(None);
    }
    if (is_sent || is_clicked) && !text.trim().is_empty() {
        let body = std::mem::take(text);
        cx.push(ReviewCommand::Reply(note.id.clone(), body));
    }
}
