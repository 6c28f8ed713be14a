//! The panel of notes. Filter and order are in `notes/filter.rs`, the
//! words of the rows in `notes/rows.rs`, the actions on chosen notes in `notes/chosen.rs`, their replies in
//! `notes/thread.rs`, the comments of a report's file in `notes/comments.rs`.

mod chosen;
mod comments;
mod filter;
mod rows;
mod thread;

use egui::{Align2, Frame, Panel, Rect, ScrollArea, Ui, pos2};

use super::actions::Action;
use super::context::UiCtx;
use super::icons;
use super::list::{self, List};
use super::theme::{BODY, CAPTION, CONTROL_HEIGHT, bold, panel_margin, regular};
use super::widgets::{
    clip_to_rest, empty_ui, explain, icon_button, line, panel_title_with_buttons_ui, scroll_to_row,
};
use super::words::{state_icon, state_name};
use crate::message::Message;
use crate::review::{Note, State, Status};
use crate::session::{Choose, Command, ReviewCommand};
pub(super) use comments::whole as comment_words;
use rows::Row;

/// Height of a note's row in points: heading, text, quote.
const ROW: f32 = 72.0;
/// Room between two rows in points.
const GAP: f32 = 2.0;

/// The row that the list was last scrolled to.
#[derive(Default)]
struct ShownNote(Option<usize>);

/// The row of the only note that is chosen. The list scrolls to it, since keys and marks in the text choose notes too.
fn chosen_row(cx: &UiCtx<'_>) -> Option<usize> {
    let notes = cx.session.notes();
    let chosen = notes.only_chosen()?;
    notes.listed.iter().position(|&index| cx.session.review().notes[index].id == *chosen)
}

pub(super) fn notes_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    rows::refresh(cx);
    if cx.session.notes().chosen_count() > 0 && cx.session.draft().is_none() {
        chosen_strip_ui(ui, cx);
    }
    comments::comments_ui(ui, cx);
    clip_to_rest(ui);
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        title_ui(ui, cx);
        let count = cx.session.review().notes.len();
        if count == 0 {
            empty_ui(ui, cx.palette, cx.tr("notes-empty"));
            return;
        }
        filter::filter_ui(ui, cx);
        let listed = cx.session.notes().listed.len();
        if listed == 0 {
            empty_ui(ui, cx.palette, cx.tr("notes-none-match"));
            return;
        }
        ui.spacing_mut().item_spacing.y = GAP;
        let scroll = ScrollArea::vertical().id_salt("notes").auto_shrink(false).min_scrolled_height(0.0);
        let row = chosen_row(cx);
        let scroll = scroll_to_row(ui, scroll, row, &mut cx.view.slot::<ShownNote>().0, ROW);
        let list = List::begin(ui, "notes", listed, row);
        list.show_rows(ui, scroll, cx.tr("notes"), ROW, |ui, list, place| note_ui(ui, cx, list, place));
    });
}

/// Actions on the chosen notes, below the list. In a low window the strip scrolls, so that a row of the list stays in
/// view.
fn chosen_strip_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    /// The panel's title, the filter and a row, in points.
    const LIST: f32 = 2.0 * CONTROL_HEIGHT + ROW + 24.0;
    let most = (ui.available_height() - LIST).max(2.0 * CONTROL_HEIGHT);
    let strip = Panel::bottom("chosen-notes").resizable(false).max_size(most);
    strip.frame(Frame::new().inner_margin(panel_margin())).show(ui, |ui| {
        let room = most - 16.0;
        let scroll = ScrollArea::vertical().id_salt("chosen-notes").max_height(room);
        scroll.min_scrolled_height(room).auto_shrink([false, true]).show(ui, |ui| chosen::chosen_ui(ui, cx));
    });
}

fn title_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let (listed, all) = (cx.session.notes().listed.len(), cx.session.review().notes.len());
    let count = if listed == all { all.to_string() } else { format!("{listed} / {all}") };
    let mut begun = false;
    panel_title_with_buttons_ui(ui, cx.palette, cx.tr("notes"), &count, |ui| {
        let enabled = Action::Note.is_enabled(cx.session) && cx.session.draft().is_none();
        if all > 1 {
            filter::order_ui(ui, cx);
        }
        ui.add_enabled_ui(enabled, |ui| {
            let needs = Action::Note.missing(cx.session).unwrap_or("needs-no-draft");
            let button = icon_button(ui, icons::NOTE_PENCIL, cx.tr(Action::Note.label()));
            begun = explain(button, (!enabled).then(|| cx.tr(needs))).clicked();
        });
    });
    if begun {
        Action::Note.run(&ui.ctx().clone(), cx);
    }
}

/// Draws the note at an index of the list.
fn note_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, list: &mut List, place: usize) {
    let row = rows::row(cx, place);
    let note = &cx.session.review().notes[cx.session.notes().listed[place]];
    let editing = cx.session.draft().is_some_and(|draft| draft.note.id == note.id);
    let chosen = editing || cx.session.notes().is_chosen(&note.id);
    let listed = list::Row { index: place, height: ROW, chosen, name: &row.name, ..Default::default() };
    let response = list.row_ui(ui, cx.palette, listed, |painter, rect| {
        paint(painter, rect, cx, note, &row);
    });
    let response = response.on_hover_text(&row.tip);
    if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        let how = match (modifiers.shift, modifiers.command) {
            (true, _) => Choose::UpTo,
            (false, true) => Choose::Too,
            (false, false) => Choose::Only,
        };
        cx.push(ReviewCommand::ChooseNote(note.id.clone(), how));
        if how == Choose::Only {
            cx.push(ReviewCommand::GoToNote(note.id.clone()));
        }
    }
    if response.double_clicked() {
        cx.push(ReviewCommand::EditNote(note.id.clone()));
    }
    response.context_menu(|ui| context_menu_ui(ui, cx, note));
}

fn paint(painter: &egui::Painter, rect: Rect, cx: &UiCtx<'_>, note: &Note, row: &Row) {
    let palette = cx.palette;
    let resolved = note.status == Status::Resolved;
    let color = if resolved { palette.secondary } else { palette.severity(note.severity) };
    let bar = Rect::from_min_max(
        pos2(rect.left() + 2.0, rect.top() + 8.0),
        pos2(rect.left() + 5.0, rect.bottom() - 8.0),
    );
    painter.rect_filled(bar, 1.5, color);
    let (left, right) = (rect.left() + 14.0, rect.right() - 8.0);
    let part =
        |top: f32| Rect::from_min_max(pos2(left, rect.top() + top), pos2(right, rect.top() + top + 20.0));
    let mut upper = part(5.0);
    let mut badge = |icon: &str, words: &str, color| {
        let words = format!("{icon} {words}").trim_start().to_owned();
        let at = painter.text(upper.right_center(), Align2::RIGHT_CENTER, words, regular(CAPTION), color);
        upper.max.x = at.left() - 6.0;
    };
    if row.replies > 0 {
        let words = cx.words.words(&Message::new("note-replies").with("count", row.replies));
        badge("", &words, palette.secondary);
    }
    if resolved {
        badge(icons::CHECK_CIRCLE, cx.tr("status-resolved"), palette.success);
    }
    if let Some((state, words)) = row.state.and_then(|state| Some((state, state_name(state)?))) {
        let color = if state == State::Moved { palette.secondary } else { palette.warning };
        badge(state_icon(state), cx.tr(words), color);
    }
    line(painter, upper, &row.head, bold(CAPTION), color);
    let ink = if resolved { palette.secondary } else { palette.text };
    line(painter, part(25.0), &row.body, regular(BODY), ink);
    line(painter, part(46.0), &row.about, regular(CAPTION), palette.secondary);
}

fn context_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, note: &Note) {
    let status = match note.status {
        Status::Open => "note-resolve",
        Status::Resolved => "note-reopen",
    };
    let entries = [
        ("note-go", Command::Review(ReviewCommand::GoToNote(note.id.clone()))),
        ("note-edit", Command::Review(ReviewCommand::EditNote(note.id.clone()))),
        (status, Command::Review(ReviewCommand::ToggleResolved(note.id.clone()))),
        ("note-delete", Command::Review(ReviewCommand::DeleteNote(note.id.clone()))),
    ];
    for (id, command) in entries {
        if ui.button(cx.tr(id)).clicked() {
            cx.push(command);
            ui.close();
        }
    }
}
