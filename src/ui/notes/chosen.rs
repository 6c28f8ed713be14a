//! Actions on the chosen notes: resolve, tag, delete. For a single note with an uncertain or missing place, also: confirm
//! the place, or attach the note to the selected text.

use egui::{Button, Label, RichText, TextEdit, Ui};

use super::super::widgets::{explain, icon_button};
use super::super::words::{state_icon, state_name};
use crate::message::Message;
use crate::review::{Note, State, Status};
use crate::session::{NoteChange, ReviewCommand};
use crate::ui::context::UiCtx;
use crate::ui::icons;
use crate::ui::theme::{CAPTION, bold, regular};

/// The tag being typed for the chosen notes.
#[derive(Default)]
struct Chosen {
    tag: String,
}

pub(super) fn chosen_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let only = cx.session.notes().only_chosen().and_then(|id| cx.session.review().note(id));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let count = cx.session.notes().chosen_count();
        let words = cx.words.words(&Message::new("notes-chosen").with("count", count));
        ui.label(RichText::new(words).font(bold(CAPTION)));
        let changes = [
            (icons::CHECK_CIRCLE, "notes-resolve", NoteChange::Status(Status::Resolved)),
            (icons::ARROW_COUNTER_CLOCKWISE, "notes-reopen", NoteChange::Status(Status::Open)),
            (icons::TRASH, "notes-delete", NoteChange::Delete),
        ];
        for (icon, id, change) in changes {
            if icon_button(ui, icon, cx.tr(id)).clicked() {
                cx.push(ReviewCommand::ChangeNotes(change));
            }
        }
        if let Some(note) = only
            && icon_button(ui, icons::NOTE_PENCIL, cx.tr("note-edit")).clicked()
        {
            cx.push(ReviewCommand::EditNote(note.id.clone()));
        }
        tag_ui(ui, cx);
    });
    if let Some(note) = only {
        places_ui(ui, cx, note);
        super::thread::thread_ui(ui, cx, note);
    }
}

/// The field for a tag that is added to all chosen notes.
fn tag_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let words = cx.words;
    let edit = TextEdit::singleline(&mut cx.view.slot::<Chosen>().tag)
        .id_salt("notes-add-tag")
        .hint_text(words.text("notes-add-tag"))
        .desired_width(72.0);
    let field = ui.add(edit);
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(words.text("notes-add-tag")));
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let tag = cx.view.slot::<Chosen>().tag.trim().trim_start_matches(['#', '＃']).to_owned();
    let added = !tag.is_empty() && icon_button(ui, icons::PLUS, words.text("notes-add-tag-button")).clicked();
    if (entered || added) && !tag.is_empty() {
        cx.view.slot::<Chosen>().tag.clear();
        cx.push(ReviewCommand::ChangeNotes(NoteChange::AddTag(tag)));
    }
}

/// Decisions on the uncertain and missing places of one note.
fn places_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, note: &Note) {
    let places = cx.session.note_places(&note.id);
    let is_found = |state: State| matches!(state, State::Moved | State::Uncertain);
    let mut doubtful = places.iter().filter(|place| place.report.is_some() && is_found(place.state));
    if let Some(first) = doubtful.next() {
        let state = if doubtful.any(|place| place.state == State::Uncertain) {
            State::Uncertain
        } else {
            first.state
        };
        let id = if state == State::Uncertain { "note-uncertain" } else { "note-moved" };
        explain_ui(ui, cx, state, id);
        if ui.button(cx.tr("note-confirm")).clicked() {
            cx.push(ReviewCommand::ConfirmNote(note.id.clone()));
        }
    }
    for (target, place) in places.iter().enumerate() {
        if place.report.is_none() || !matches!(place.state, State::Orphan | State::Uncertain) {
            continue;
        }
        if place.state == State::Orphan {
            explain_ui(ui, cx, State::Orphan, "note-orphan");
        }
        let name = match (places.len(), target) {
            (1, _) => cx.tr("note-reattach").to_owned(),
            (_, target) => cx.words.words(&Message::new("note-reattach-place").with("place", target + 1)),
        };
        let enabled = cx.session.selection().is_some();
        let button = ui.add_enabled(enabled, Button::new(name));
        let why = (!enabled).then(|| cx.tr("note-reattach-needs-a-selection"));
        if explain(button, why).clicked() {
            cx.push(ReviewCommand::ReattachNote { note: note.id.clone(), target });
        }
    }
}

fn explain_ui(ui: &mut Ui, cx: &UiCtx<'_>, state: State, id: &'static str) {
    let color = if state == State::Moved { cx.palette.secondary } else { cx.palette.warning };
    let name = state_name(state).map_or("", |id| cx.tr(id));
    let words = format!("{} {name}：{}", state_icon(state), cx.tr(id));
    ui.add(Label::new(RichText::new(words).font(regular(CAPTION)).color(color)).wrap());
}
