//! The markers of notes right of the text: one per row of text, however many notes begin in it, so that markers never
//! overlap.

use egui::containers::menu::MenuButton;
use egui::{Align2, Button, Pos2, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::Page;
use super::marks::LaidNote;
use crate::message::Message;
use crate::review::Note;
use crate::session::{ReviewCommand, one_line};
use crate::ui::context::UiCtx;
use crate::ui::theme::{CAPTION, regular};

/// Width of a marker in narrow and in other views, and its maximum height, in points.
const WIDTH: (f32, f32) = (20.0, 24.0);
const HEIGHT: f32 = 18.0;
/// Side of a marker's clickable area, in points.
const TARGET: f32 = 24.0;

pub(super) fn markers_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, origin: Pos2, notes: &[LaidNote]) {
    for row in rows(notes) {
        let Some(first) = row.first().and_then(|note| note.rects.first()) else { continue };
        let width = if page.is_narrow { WIDTH.0 } else { WIDTH.1 };
        let center = pos2(origin.x + page.text_width + 4.0 + width * 0.5, origin.y + first.center().y);
        let height = HEIGHT.min(first.height() - 1.0);
        let rect = Rect::from_center_size(center, vec2(width, height));
        match row.as_slice() {
            [note] => marker_ui(ui, cx, page, rect, note),
            several => stack_ui(ui, cx, page, rect, several),
        }
    }
}

/// The notes that begin in the block, by the row of text they begin in, from top to bottom.
fn rows(notes: &[LaidNote]) -> Vec<Vec<&LaidNote>> {
    let mut rows: Vec<(f32, Vec<&LaidNote>)> = Vec::new();
    for note in notes.iter().filter(|note| note.begins) {
        let Some(first) = note.rects.first() else { continue };
        // Notes are sorted by start, so each row is visited once.
        match rows.last_mut() {
            Some((top, row)) if (*top - first.top()).abs() < 1.0 => row.push(note),
            _ => rows.push((first.top(), vec![note])),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn marker_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, rect: Rect, laid: &LaidNote) {
    let target = Rect::from_center_size(rect.center(), vec2(TARGET, TARGET));
    let id = egui::Id::unique(("marker", page.pane, &laid.note, laid.start));
    let response = ui.interact(target, id, Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, marker_name(cx, laid)));
    paint(ui, cx, rect, &response, &laid.number.to_string());
    let response = match note_of(cx, laid) {
        Some(note) => response.on_hover_text(&note.body),
        None => response,
    };
    if response.clicked() {
        cx.push(ReviewCommand::EditNote(laid.note.clone()));
    }
}

/// The note by its number, which is faster than finding its id every frame.
fn note_of<'a>(cx: &UiCtx<'a>, laid: &LaidNote) -> Option<&'a Note> {
    let note = cx.session.review().notes.get(laid.number.checked_sub(1)?)?;
    (note.id == laid.note).then_some(note)
}

fn marker_name(cx: &UiCtx<'_>, laid: &LaidNote) -> String {
    cx.words.words(&Message::new("note-marker").with("number", laid.number))
}

/// Several notes that begin in one row: their count, and a menu of them.
fn stack_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, rect: Rect, several: &[&LaidNote]) {
    let id = egui::Id::unique(("markers", page.pane, &several[0].note, several[0].start));
    let mut edited = None;
    let target = Rect::from_center_size(rect.center(), vec2(TARGET, TARGET));
    ui.scope_builder(UiBuilder::new().id_salt(id).max_rect(target), |ui| {
        ui.spacing_mut().interact_size.y = target.height();
        ui.spacing_mut().button_padding = vec2(0.0, 0.0);
        let button = Button::new("").frame(false).min_size(target.size());
        let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for laid in several {
                    if ui.button(entry(cx, laid)).clicked() {
                        edited = Some(laid.note.clone());
                        ui.close();
                    }
                }
            });
        });
        let name = cx.words.words(&Message::new("note-markers").with("count", several.len()));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        paint(ui, cx, rect, &response, &format!("×{}", several.len()));
        response.on_hover_text(name);
    });
    if let Some(note) = edited {
        cx.push(ReviewCommand::EditNote(note));
    }
}

/// A note's line in the menu.
fn entry(cx: &UiCtx<'_>, laid: &LaidNote) -> String {
    const SHOWN: usize = 24;
    let body = note_of(cx, laid).map(|note| one_line(&note.body)).unwrap_or_default();
    let shown: String = body.chars().take(SHOWN).collect();
    format!("{}  {shown}", laid.number)
}

fn paint(ui: &Ui, cx: &UiCtx<'_>, rect: Rect, response: &Response, words: &str) {
    let hot = response.hovered() || response.has_focus();
    let (ground, color) = if hot {
        (cx.palette.accent, cx.palette.on_accent)
    } else {
        (cx.palette.chosen(), cx.palette.accent)
    };
    ui.painter().rect_filled(rect, 5.0, ground);
    let size = if words.len() > 3 { CAPTION - 2.0 } else { CAPTION };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, regular(size), color);
}
