//! The editor of one note: category, severity, status, text and tags. The draft is the session's, so that nothing typed
//! exists in the view alone.

use egui::{
    Button, ComboBox, Frame, Id, Key, Margin, Modifiers, Rect, RichText, ScrollArea, TextEdit, Ui, vec2,
};

use super::context::UiCtx;
use super::format::key_text;
use super::theme::{CAPTION, CONTROL_HEIGHT, bold, regular};
use super::widgets::checkbox;
use super::words::{CATEGORIES, category_words, severity_name, who_and_when};
use crate::message::Message;
use crate::review::{Note, Severity, Status};
use crate::session::{Command, Draft, ReviewCommand, one_line};

/// Height of the row of buttons, in points.
const BUTTONS: f32 = CONTROL_HEIGHT + 8.0;

/// The text fields' buffers and which draft they belong to.
#[derive(Default)]
pub(super) struct Editor {
    serial: u64,
    body: String,
    /// Tags as they are typed: words with spaces or commas between them.
    tags: String,
    /// Tags that contain a space or a comma: they can be removed but not typed.
    odd_tags: Vec<String>,
}

pub(super) fn note_editor_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let Some(draft) = cx.session.draft() else { return };
    let opened = cx.view.slot::<Editor>().serial != draft.serial;
    if opened {
        *cx.view.slot() = Editor::of(draft);
    }
    let mut note = draft.note.clone();
    let frame = Frame::new()
        .fill(cx.palette.window)
        .stroke((1.0, cx.palette.border))
        .corner_radius(8)
        .inner_margin(Margin::same(10));
    // In a low window the fields scroll and the buttons stay in view.
    let room = (ui.available_height() - BUTTONS - 28.0).max(CONTROL_HEIGHT);
    let shown = frame.show(ui, |ui| {
        let scroll = ScrollArea::vertical().id_salt("note-editor").max_height(room).min_scrolled_height(room);
        let fields =
            scroll.auto_shrink([false, true]).show(ui, |ui| fields_ui(ui, cx, draft, &mut note, opened));
        ui.add_space(4.0);
        (!buttons_ui(ui, cx, draft, &note)).then_some(fields.inner)
    });
    if let Some(fields) = shown.inner {
        keep_focus(ui, shown.response.rect, fields);
    }
    ui.add_space(8.0);
    if note != draft.note {
        // Before the command that keeps the note, which is at the end of the list.
        cx.commands.insert(0, Command::Review(ReviewCommand::ChangeDraft(note)));
    }
}

/// Gives the focus back to the note's text if a click inside the editor left it on no field. What is typed next would be
/// lost otherwise, or taken for keys of commands. The first field is the text's.
fn keep_focus(ui: &Ui, editor: Rect, fields: [Id; 2]) {
    let clicked = ui.input(|input| {
        input.pointer.any_click() && input.pointer.interact_pos().is_some_and(|at| editor.contains(at))
    });
    if clicked && !ui.memory(|memory| memory.focused().is_some_and(|focused| fields.contains(&focused))) {
        ui.memory_mut(|memory| memory.request_focus(fields[0]));
    }
}

/// Quotes, category, status, severity, words, tags; who wrote the note and when. Returns the fields of text and tags.
fn fields_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, draft: &Draft, note: &mut Note, opened: bool) -> [Id; 2] {
    let title = if draft.is_new { "note-new" } else { "note-edit" };
    ui.label(RichText::new(cx.tr(title)).font(bold(CAPTION)));
    for target in note.targets.iter().take(2) {
        let quote: String = one_line(&target.exact).chars().take(80).collect();
        let label = RichText::new(format!("「{quote}」")).font(regular(CAPTION)).color(cx.palette.secondary);
        ui.add(egui::Label::new(label).truncate()).on_hover_text(&target.exact);
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        category_ui(ui, cx, note);
        status_ui(ui, cx, note);
    });
    ui.horizontal_wrapped(|ui| severity_ui(ui, cx, note));
    ui.add_space(2.0);
    let body = body_ui(ui, cx, opened, note);
    ui.add_space(2.0);
    let tags = tags_ui(ui, cx, note);
    let who = RichText::new(who_and_when(cx, &draft.note)).font(regular(CAPTION));
    ui.add(egui::Label::new(who.color(cx.palette.secondary)).truncate());
    [body, tags]
}

fn category_ui(ui: &mut Ui, cx: &UiCtx<'_>, note: &mut Note) {
    let current = note.category.clone();
    let combo = ComboBox::from_id_salt("category").width(120.0).selected_text(category_words(cx, &current));
    let response = combo.show_ui(ui, |ui| {
        for category in CATEGORIES {
            let words = cx.tr(super::words::category_name(&category).unwrap_or("category"));
            if ui.add(Button::new(words).selected(note.category == category)).clicked() {
                note.category = category;
                ui.close();
            }
        }
    });
    let name = format!("{}: {}", cx.tr("category"), category_words(cx, &current));
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}

fn status_ui(ui: &mut Ui, cx: &UiCtx<'_>, note: &mut Note) {
    let mut resolved = note.status == Status::Resolved;
    if checkbox(ui, cx.palette, &mut resolved, cx.tr("status-resolved")).changed() {
        note.status = if resolved { Status::Resolved } else { Status::Open };
    }
}

/// The field for tags, and below it each tag as a button that removes it.
fn tags_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, note: &mut Note) -> Id {
    let words = cx.words;
    let editor = cx.view.slot::<Editor>();
    let edit = TextEdit::singleline(&mut editor.tags)
        .id_salt("note-tags")
        .hint_text(words.text("note-tags-hint"))
        .desired_width(f32::INFINITY);
    let field = ui.add(edit);
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(words.text("note-tags")));
    let mut taken = None;
    if !note.tags.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
            ui.spacing_mut().button_padding = vec2(6.0, 0.0);
            ui.spacing_mut().interact_size.y = 20.0;
            for tag in &note.tags {
                let chip = RichText::new(format!("#{tag} ×")).font(regular(CAPTION));
                let chip = ui.add(Button::new(chip).fill(cx.palette.chosen()));
                let name = words.words(&Message::new("note-tag-remove").with("tag", tag.as_str()));
                chip.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if chip.on_hover_text(&name).clicked() {
                    taken = Some(tag.clone());
                }
            }
        });
    }
    if let Some(tag) = taken {
        editor.odd_tags.retain(|own| *own != tag);
        let rest: Vec<String> = tags_of(&editor.tags).into_iter().filter(|own| *own != tag).collect();
        editor.tags = rest.join(" ");
    }
    let tags = editor.all_tags();
    if tags.iter().any(|tag| !note.tags.contains(tag)) || tags.len() != note.tags.len() {
        note.tags = tags;
    }
    field.id
}

impl Editor {
    fn of(draft: &Draft) -> Self {
        let (odd_tags, tags): (Vec<String>, Vec<String>) =
            draft.note.tags.iter().cloned().partition(|tag| tags_of(tag) != [tag.as_str()]);
        Self { serial: draft.serial, body: draft.note.body.clone(), tags: tags.join(" "), odd_tags }
    }

    fn all_tags(&self) -> Vec<String> {
        let mut all = self.odd_tags.clone();
        for tag in tags_of(&self.tags) {
            if !all.contains(&tag) {
                all.push(tag);
            }
        }
        all
    }
}

/// The distinct tags in the field.
fn tags_of(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for word in typed.split(|c: char| c.is_whitespace() || ",，、;；".contains(c)) {
        let word = word.trim_start_matches(['#', '＃']);
        if !word.is_empty() && !tags.iter().any(|tag| tag == word) {
            tags.push(word.to_owned());
        }
    }
    tags
}

fn severity_ui(ui: &mut Ui, cx: &UiCtx<'_>, note: &mut Note) {
    ui.spacing_mut().item_spacing.x = 2.0;
    ui.spacing_mut().button_padding.x = 6.0;
    for severity in Severity::ALL {
        let chosen = note.severity == severity;
        let color = if chosen { cx.palette.severity(severity) } else { cx.palette.secondary };
        let words = RichText::new(cx.tr(severity_name(severity))).color(color);
        let button = Button::new(words).selected(chosen).frame_when_inactive(chosen);
        let response = ui.add(button.min_size(vec2(0.0, CONTROL_HEIGHT)));
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, cx.tr(severity_name(severity)))
        });
        if response.clicked() {
            note.severity = severity;
        }
    }
}

fn body_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, opened: bool, note: &mut Note) -> Id {
    let body = &mut cx.view.slot::<Editor>().body;
    let edit = TextEdit::multiline(body)
        .id_salt("note-body")
        .hint_text(cx.words.text("note-hint"))
        .desired_width(f32::INFINITY)
        .desired_rows(4);
    let output = edit.show(ui);
    let name = cx.words.text("note-body");
    ui.ctx().accesskit_node_builder(output.response.response.id, |node| node.set_label(name));
    if opened {
        output.response.response.request_focus();
    }
    let body = &cx.view.slot::<Editor>().body;
    if *body != note.body {
        note.body.clone_from(body);
    }
    output.response.response.id
}

/// Returns whether one of the buttons, or its key, ends the draft.
fn buttons_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, draft: &Draft, note: &Note) -> bool {
    let can_keep = !note.body.trim().is_empty();
    let (mut keep, mut cancel, mut delete) = (false, false, false);
    ui.horizontal(|ui| {
        let words = RichText::new(cx.tr("note-keep")).color(cx.palette.on_accent);
        let button = Button::new(words).fill(cx.palette.accent);
        let tip = cx.words.words(&Message::new("note-keep-tip").with("key", key_text(ui.ctx(), KEEP)));
        keep = ui.add_enabled(can_keep, button).on_hover_text(&tip).on_disabled_hover_text(tip).clicked();
        cancel = ui.button(cx.tr("cancel")).clicked();
        if !draft.is_new {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let words = RichText::new(cx.tr("note-delete")).color(cx.palette.danger);
                delete = ui.add(Button::new(words).frame_when_inactive(false)).clicked();
            });
        }
    });
    if !cx.is_modal() {
        keep |= can_keep && ui.input_mut(|input| input.consume_shortcut(&KEEP));
        // While an input method composes, it consumes Escape.
        cancel |= !draft.touched && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    }
    if keep {
        cx.push(ReviewCommand::CommitNote);
    } else if delete {
        cx.push(ReviewCommand::DeleteNote(note.id.clone()));
    } else if cancel {
        cx.push(ReviewCommand::CancelNote);
    }
    keep || delete || cancel
}

/// The shortcut that keeps the note.
const KEEP: egui::KeyboardShortcut = egui::KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_apart_by_spaces_and_commas_of_any_width() {
        assert_eq!(tags_of(" 重复，#数据、 a,b；重复\u{3000}＃待查 "), ["重复", "数据", "a", "b", "待查"]);
        assert!(tags_of(" ， # ").is_empty());
    }

    #[test]
    fn a_tag_that_cannot_be_typed_is_kept() {
        let note = Note {
            tags: vec!["待 查".into(), "重复".into()],
            ..Note::new(vec![], crate::review::Category::Praise, "", "")
        };
        let editor = Editor::of(&Draft { note, is_new: false, touched: false, serial: 1 });
        assert_eq!(
            (editor.tags.as_str(), editor.all_tags()),
            ("重复", vec!["待 查".to_owned(), "重复".to_owned()])
        );
    }
}
