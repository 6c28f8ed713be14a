//! The notes: the editor while one is written, and the list of all notes with where they stand.

use egui::{Align2, Frame, Rect, ScrollArea, Ui, pos2};

use super::actions::Action;
use super::note_editor::note_editor_ui;
use super::theme::{BODY, CAPTION, bold, regular};
use super::widgets::{empty_ui, icon_button, line, panel_title_ui, row_ui};
use super::words::{category_name, severity_name, state_name};
use super::{UiCtx, icons, panel_margin};
use crate::message::Message;
use crate::review::{Category, Note, Severity, Status};
use crate::session::{Command, one_line};

/// Height of a note's row: what it is, what it says, what it is about.
const ROW: f32 = 72.0;
/// Room between two rows in points.
const GAP: f32 = 2.0;

pub(super) fn notes_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        let count = cx.session.review.notes.len();
        let mut begun = false;
        panel_title_ui(ui, cx.palette, cx.tr("notes"), &count.to_string(), |ui| {
            let enabled = Action::Note.is_enabled(cx.session) && cx.session.draft.is_none();
            ui.add_enabled_ui(enabled, |ui| {
                begun = icon_button(ui, icons::NOTE_PENCIL, cx.tr(Action::Note.label())).clicked();
            });
        });
        if begun {
            Action::Note.run(&ui.ctx().clone(), cx);
        }
        if cx.session.draft.is_some() {
            note_editor_ui(ui, cx);
        }
        if count == 0 {
            if cx.session.draft.is_none() {
                empty_ui(ui, cx.palette, cx.tr("notes-empty"));
            }
            return;
        }
        ui.spacing_mut().item_spacing.y = GAP;
        let scroll = ScrollArea::vertical().id_salt("notes").auto_shrink(false);
        scroll.show_rows(ui, ROW, count, |ui, range| {
            for index in range {
                note_ui(ui, cx, index);
            }
        });
    });
}

/// The words of a category.
pub(super) fn category_words<'a>(cx: &UiCtx<'a>, category: &'a Category) -> &'a str {
    match category_name(category) {
        Ok(id) => cx.tr(id),
        Err(own) => own,
    }
}

/// The colour of a severity; its name stands beside it.
pub(super) fn severity_color(cx: &UiCtx<'_>, severity: Severity) -> egui::Color32 {
    match severity {
        Severity::Info => cx.palette.secondary,
        Severity::Minor => cx.palette.accent,
        Severity::Major => cx.palette.warning,
        Severity::Critical => cx.palette.danger,
    }
}

fn note_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, index: usize) {
    let session = cx.session;
    let note = &session.review.notes[index];
    let palette = cx.palette;
    let head = format!("{} · {}", category_words(cx, &note.category), cx.tr(severity_name(note.severity)));
    let about = about(cx, note);
    let mut state = session.note_places(&note.id).iter().filter(|place| place.report.is_some());
    let state = state.find_map(|place| state_name(place.state)).map(|id| cx.tr(id));
    let body = one_line(&note.body);
    let resolved = note.status == Status::Resolved;
    let editing = session.draft.as_ref().is_some_and(|draft| draft.note.id == note.id);
    let name = format!("{}. {head}, {body}, {about}", index + 1);
    let color = severity_color(cx, note.severity);
    let done = cx.tr("status-resolved");
    let response = row_ui(ui, palette, ROW, editing, &name, |painter, rect| {
        let bar = Rect::from_min_max(
            pos2(rect.left() + 2.0, rect.top() + 8.0),
            pos2(rect.left() + 5.0, rect.bottom() - 8.0),
        );
        painter.rect_filled(bar, 1.5, if resolved { palette.disabled } else { color });
        let left = rect.left() + 14.0;
        let right = rect.right() - 8.0;
        let row =
            |top: f32| Rect::from_min_max(pos2(left, rect.top() + top), pos2(right, rect.top() + top + 20.0));
        let tag = match (resolved, state) {
            (true, _) => Some((done, palette.success)),
            (false, Some(state)) => Some((state, palette.warning)),
            (false, None) => None,
        };
        let mut upper = row(5.0);
        if let Some((words, color)) = tag {
            let at = painter.text(upper.right_center(), Align2::RIGHT_CENTER, words, regular(CAPTION), color);
            upper.max.x = at.left() - 6.0;
        }
        let number = format!("{}  {head}", index + 1);
        line(painter, upper, &number, bold(CAPTION), if resolved { palette.disabled } else { color });
        line(
            painter,
            row(25.0),
            &body,
            regular(BODY),
            if resolved { palette.secondary } else { palette.text },
        );
        line(painter, row(46.0), &about, regular(CAPTION), palette.secondary);
    });
    let response = response.on_hover_text(format!("{}\n\n{about}", note.body));
    if response.clicked() {
        cx.push(Command::GoToNote(note.id.clone()));
    }
    if response.double_clicked() {
        cx.push(Command::EditNote(note.id.clone()));
    }
    response.context_menu(|ui| context_menu_ui(ui, cx, note));
}

/// The quote and the report it stands in.
fn about(cx: &UiCtx<'_>, note: &Note) -> String {
    let Some(target) = note.targets.first() else { return String::new() };
    let title =
        cx.session.review.report(&target.report).map(|report| report.title.as_str()).unwrap_or_default();
    let quote: String = one_line(&target.exact).chars().take(40).collect();
    let message = Message::new("note-about").with("quote", quote).with("title", title);
    cx.words.words(&message)
}

fn context_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, note: &Note) {
    let status = match note.status {
        Status::Open => "note-resolve",
        Status::Resolved => "note-reopen",
    };
    let entries = [
        ("note-go", Command::GoToNote(note.id.clone())),
        ("note-edit", Command::EditNote(note.id.clone())),
        (status, Command::ToggleResolved(note.id.clone())),
        ("note-delete", Command::DeleteNote(note.id.clone())),
    ];
    for (id, command) in entries {
        if ui.button(cx.tr(id)).clicked() {
            cx.push(command);
            ui.close();
        }
    }
}
