//! The editor of one note, beside the text that it is on or below all text: category, severity, status, text and tags. The
//! draft is the session's, so that nothing typed exists in the view alone.

mod beside;

use egui::{
    Align, Area, Button, ComboBox, Frame, Id, Key, Layout, Margin, Modifiers, Order, Panel, Rect, RichText,
    ScrollArea, TextEdit, TextStyle, Ui, UiBuilder, vec2,
};

use super::choices::{Choice, Tone, choices_ui};
use super::context::UiCtx;
use super::format::key_text;
use super::theme::{CAPTION, CONTROL_HEIGHT, bold, regular};
use super::widgets::checkbox;
use super::words::{category_words, severity_name, who_and_when};
use crate::message::Message;
use crate::review::{Category, Note, Severity, Status};
use crate::session::{Command, Draft, ReviewCommand, SettingsCommand, one_line};
use beside::beside;

/// Greatest height of the editor in one column, in points.
const HEIGHT: f32 = 330.0;
/// Width from which the editor at the lower edge has two columns, its height then, and the least and the greatest width of
/// the left one, in points.
const WIDE: f32 = 640.0;
const WIDE_HEIGHT: f32 = 224.0;
const FACTS: (f32, f32) = (300.0, 460.0);
/// Margin around the fields beside text, in points; above and below those at the lower edge it is less.
const MARGIN: f32 = 12.0;
/// Height of the row of buttons, in points.
const BUTTONS: f32 = CONTROL_HEIGHT + 8.0;

/// Number of places that the editor quotes.
const QUOTED_TARGETS: usize = 2;

/// The text fields' buffers and which draft they belong to.
#[derive(Default)]
pub(super) struct Editor {
    serial: u64,
    /// The editor was not drawn yet.
    opens: bool,
    /// It stands at the lower edge of the middle of the window.
    is_docked: bool,
    body: String,
    /// Tags as they are typed: words with spaces or commas between them.
    tags: String,
    /// Tags that contain a space or a comma: they can be removed but not typed.
    odd_tags: Vec<String>,
    /// The author's name as it is typed; `None` where the settings have one already.
    author: Option<String>,
}

/// Draws the editor at the lower edge of the middle of the window, where it has no room beside the text that the note is on;
/// `ui` is the middle of the window. Returns whether it did.
pub(super) fn dock_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, area: Rect) -> bool {
    let Some(draft) = cx.session.draft() else { return false };
    if cx.view.slot::<Editor>().serial != draft.serial {
        let asks = cx.session.settings().reviewer.trim().is_empty();
        let author = asks.then(|| draft.note.author.clone());
        *cx.view.slot() = Editor { author, opens: true, ..Editor::of(draft) };
    }
    // Once at the lower edge it stays there: it does not jump while its words are typed.
    if !cx.view.slot::<Editor>().is_docked && beside(ui.ctx(), cx, area).is_none() {
        let editor = cx.view.slot::<Editor>();
        // Its fields are others there: the keyboard goes with it.
        (editor.is_docked, editor.opens) = (true, true);
    }
    if !cx.view.slot::<Editor>().is_docked {
        return false;
    }
    let is_wide = ui.available_width() >= WIDE;
    let height = if is_wide { WIDE_HEIGHT } else { HEIGHT };
    let height = height.min(ui.available_height() * 0.55).floor();
    let frame = Frame::new()
        .fill(cx.palette.raised)
        .stroke((1.5, cx.palette.accent))
        .inner_margin(Margin::symmetric(12, 8));
    Panel::bottom("note-editor").frame(frame).resizable(false).exact_size(height).show(ui, |ui| {
        contents_ui(ui, cx, draft, is_wide);
    });
    true
}

/// Draws the editor over the text, beside the text that the note is on, unless it is at the lower edge; `area` is the middle
/// of the window.
pub(super) fn note_editor_ui(ui: &Ui, cx: &mut UiCtx<'_>, area: Rect) {
    let Some(draft) = cx.session.draft() else { return };
    if cx.view.slot::<Editor>().is_docked {
        return;
    }
    let Some(rect) = beside(ui.ctx(), cx, area) else { return };
    Area::new(Id::unique("note-editor")).order(Order::Middle).fixed_pos(rect.min).show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(cx.palette.raised)
            .stroke((1.5, cx.palette.accent))
            .shadow(ui.visuals().popup_shadow)
            .corner_radius(8)
            .inner_margin(Margin::same(MARGIN as i8));
        frame.show(ui, |ui| {
            ui.set_width(rect.width() - 2.0 * MARGIN);
            ui.set_max_height(rect.height() - 2.0 * MARGIN);
            contents_ui(ui, cx, draft, false);
        });
    });
}

/// The fields and the buttons, in one column or in two.
fn contents_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, draft: &Draft, is_wide: bool) {
    let opens = std::mem::take(&mut cx.view.slot::<Editor>().opens);
    let mut note = draft.note.clone();
    let all = ui.available_rect_before_wrap();
    // The bar takes no room, so that fields and buttons end at one edge.
    ui.spacing_mut().scroll.floating_allocated_width = 0.0;
    let scroll = |name: &str, room: f32| {
        let scroll = ScrollArea::vertical().id_salt(name).max_height(room);
        scroll.min_scrolled_height(room.min(60.0)).auto_shrink([false, true])
    };
    let (fields, ended) = if is_wide {
        let left = (all.width() * 0.45).clamp(FACTS.0, FACTS.1);
        let column = |name: &str, from: f32, to: f32| {
            let rect = Rect::from_x_y_ranges(from..=to, all.y_range());
            UiBuilder::new().id_salt(name).max_rect(rect).layout(Layout::top_down(Align::Min))
        };
        let tags = ui.scope_builder(column("facts", all.left(), all.left() + left), |ui| {
            let shown = scroll("note-facts", all.height()).show(ui, |ui| {
                head_ui(ui, cx, draft, &mut note);
                facts_ui(ui, cx, draft, &mut note)
            });
            shown.inner
        });
        let words = ui.scope_builder(column("words", all.left() + left + 16.0, all.right()), |ui| {
            let room = all.height() - BUTTONS;
            let rows = ((room - 12.0) / ui.text_style_height(&TextStyle::Body)).floor().max(2.0) as usize;
            let body = scroll("note-words", room).show(ui, |ui| body_ui(ui, cx, (opens, rows), &mut note));
            ui.add_space(4.0);
            (body.inner, buttons_ui(ui, cx, draft, &note))
        });
        let (body, ended) = words.inner;
        ([body, tags.inner], ended)
    } else {
        head_ui(ui, cx, draft, &mut note);
        // In a low window the fields scroll and the buttons stay in view.
        let room = all.bottom() - ui.cursor().top() - BUTTONS;
        let fields = scroll("note-editor", room).show(ui, |ui| {
            let body = body_ui(ui, cx, (opens, 4), &mut note);
            ui.add_space(2.0);
            [body, facts_ui(ui, cx, draft, &mut note)]
        });
        ui.add_space(4.0);
        (fields.inner, buttons_ui(ui, cx, draft, &note))
    };
    if !ended {
        keep_focus(ui, all.expand(MARGIN), fields);
    }
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

/// Quotes, category, status, severity.
fn head_ui(ui: &mut Ui, cx: &UiCtx<'_>, draft: &Draft, note: &mut Note) {
    let title = if draft.is_new { "note-new" } else { "note-edit" };
    ui.label(RichText::new(cx.tr(title)).font(bold(CAPTION)));
    for target in note.targets.iter().take(QUOTED_TARGETS) {
        let quote: String = one_line(&target.exact).chars().take(80).collect();
        let name = cx.session.name_of(&target.report);
        let label =
            RichText::new(format!("{name}「{quote}」")).font(regular(CAPTION)).color(cx.palette.secondary);
        ui.add(egui::Label::new(label).truncate()).on_hover_text(&target.exact);
    }
    if let Some(more) = note.targets.len().checked_sub(QUOTED_TARGETS).filter(|more| *more > 0) {
        let words = cx.words.words(&Message::new("note-more-places").with("count", more));
        ui.label(RichText::new(words).font(regular(CAPTION)).color(cx.palette.secondary));
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        category_ui(ui, cx, note);
        severity_ui(ui, cx, note);
        status_ui(ui, cx, note);
    });
    ui.add_space(2.0);
}

/// Tags, author, who wrote the note and when. Returns the field of tags.
fn facts_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, draft: &Draft, note: &mut Note) -> Id {
    let tags = tags_ui(ui, cx, note);
    author_ui(ui, cx, note);
    let who = RichText::new(who_and_when(cx, &draft.note)).font(regular(CAPTION));
    ui.add(egui::Label::new(who.color(cx.palette.secondary)).truncate());
    tags
}

/// The author's name, asked for once: while the settings have none. The name is kept with the first note.
fn author_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, note: &mut Note) {
    let words = cx.words;
    let Some(author) = &mut cx.view.slot::<Editor>().author else { return };
    ui.horizontal(|ui| {
        let label = ui.label(RichText::new(words.text("note-author")).font(regular(CAPTION)));
        let edit = TextEdit::singleline(author).id_salt("note-author").desired_width(f32::INFINITY);
        let field = ui.add(edit).labelled_by(label.id);
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(words.text("note-author")));
        field.on_hover_text(words.text("note-author-tip"));
    });
    let name = author.trim();
    if note.author != name {
        name.clone_into(&mut note.author);
    }
}

fn category_ui(ui: &mut Ui, cx: &UiCtx<'_>, note: &mut Note) {
    let current = note.category.clone();
    let combo = ComboBox::from_id_salt("category").width(120.0).selected_text(category_words(cx, &current));
    let response = combo.show_ui(ui, |ui| {
        for category in Category::SHIPPED {
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
        let body = draft.note.body.clone();
        Self { serial: draft.serial, body, tags: tags.join(" "), odd_tags, ..Self::default() }
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

fn body_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, (opens, rows): (bool, usize), note: &mut Note) -> Id {
    let body = &mut cx.view.slot::<Editor>().body;
    let edit = TextEdit::multiline(body)
        .id_salt("note-body")
        .hint_text(cx.words.text("note-hint"))
        .desired_width(f32::INFINITY)
        .desired_rows(rows);
    let output = edit.show(ui);
    let name = cx.words.text("note-body");
    ui.ctx().accesskit_node_builder(output.response.response.id, |node| node.set_label(name));
    if opens {
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
    let mut delete = false;
    let tip = cx.words.words(&Message::new("note-keep-tip").with("key", key_text(ui.ctx(), KEEP)));
    let choices = [
        Choice::new(cx.tr("note-keep"), Tone::Primary).tip(&tip).when(can_keep, cx.tr("needs-note-words")),
        Choice::new(cx.tr("cancel"), Tone::Plain),
    ];
    let clicked = ui.horizontal(|ui| {
        if !draft.is_new {
            let words = RichText::new(cx.tr("note-delete")).color(cx.palette.danger);
            delete = ui.add(Button::new(words).frame_when_inactive(false)).clicked();
        }
        choices_ui(ui, cx.palette, &choices, vec2(72.0, CONTROL_HEIGHT), false)
    });
    let (mut keep, mut cancel) = (clicked.inner == Some(0), clicked.inner == Some(1));
    if !cx.is_covered(ui.ctx()) {
        keep |= can_keep && ui.input_mut(|input| input.consume_shortcut(&KEEP));
        // While an input method composes, it consumes Escape.
        cancel |= !draft.touched && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    }
    if keep {
        if let Some(author) = cx.view.slot::<Editor>().author.take() {
            cx.push(SettingsCommand::Reviewer(author.trim().to_owned()));
        }
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
            ..Note::new(vec![], Category::Praise, "", "")
        };
        let editor = Editor::of(&Draft { note, is_new: false, touched: false, serial: 1 });
        assert_eq!(
            (editor.tags.as_str(), editor.all_tags()),
            ("重复", vec!["待 查".to_owned(), "重复".to_owned()])
        );
    }
}
