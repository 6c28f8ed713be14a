//! Questions and dialogs over the window: their frame, their buttons, and which one is open. Each dialog has a file.

mod about;
mod checks;
mod correct;
mod exclude;
mod export;
mod finding_text;
mod go_to;
mod keys;
mod ledger;
mod ledger_chart;
mod listed;
mod lost;
mod palette;
mod passages;
mod phrases;
mod question;
mod rules;
mod settings;

use egui::containers::modal::ModalResponse;
use egui::{
    Context, FocusDirection, Frame, Id, Key, Margin, Modal, Modifiers, RichText, ScrollArea, TextEdit, Ui,
    UiKind, Vec2, vec2,
};

use super::choices::{Choice, Tone, choices_ui};
use super::context::{Dialog, UiCtx};
use super::theme::{Palette, bold};
use crate::session::{Answer, ExportPlace, Picker, Question, SavingCommand, ShellCommand};

/// Text and choices of the open dialog.
#[derive(Default)]
pub(super) struct State {
    /// Dialog that the state belongs to; opening another one resets it.
    of: Option<Dialog>,
    words: String,
    row: usize,
    export: Option<export::Shown>,
}

/// Text of the field for a path.
#[derive(Default)]
struct Prompt(Option<String>);

pub(super) fn dialogs_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    keep_focus(ctx, cx);
    match cx.session.question() {
        Some(Question::Close { saving: false }) => question_ui(ctx, cx, "question-close"),
        Some(Question::Replace { saving: false, .. }) => question_ui(ctx, cx, "question-replace"),
        _ => {}
    }
    export::in_the_way_ui(ctx, cx);
    if let Some(picker) = cx.session.path_prompt() {
        path_prompt_ui(ctx, cx, picker);
    }
    // A text field uses Escape to release the focus; in a dialog, Escape closes the dialog.
    let has_dialog = cx.view.dialog.is_some() && !egui::Popup::is_any_open(ctx);
    if has_dialog && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        cx.view.dialog = None;
    }
    passages::passages_ui(ctx, cx);
    match cx.view.dialog {
        Some(Dialog::Palette) => palette::palette_ui(ctx, cx),
        Some(Dialog::GoToLine) => go_to::go_to_ui(ctx, cx),
        Some(Dialog::Correct) => correct::correct_ui(ctx, cx),
        Some(Dialog::FindingText) => dialog_ui(ctx, cx, "action-finding-text", finding_text::finding_text_ui),
        Some(Dialog::Exclude) => dialog_ui(ctx, cx, "exclude-title", exclude::exclude_ui),
        Some(Dialog::Rules) => dialog_ui(ctx, cx, "action-rules", rules::rules_ui),
        Some(Dialog::LostVerdicts) => dialog_ui(ctx, cx, "action-lost-verdicts", lost::lost_ui),
        Some(Dialog::LedgerName) => ledger::name_ui(ctx, cx),
        Some(Dialog::LedgerWords) => ledger::words_ui(ctx, cx),
        Some(Dialog::LedgerChanges) => dialog_ui(ctx, cx, "ledger-changes", ledger::changes_ui),
        Some(Dialog::LedgerChart) => ledger_chart::chart_ui(ctx, cx),
        Some(Dialog::Export) => export::export_ui(ctx, cx),
        Some(Dialog::Settings) => dialog_ui(ctx, cx, "action-settings", settings::settings_ui),
        Some(Dialog::Keys) => dialog_ui(ctx, cx, "action-keys", keys::keys_ui),
        Some(Dialog::About) => dialog_ui(ctx, cx, "action-about", about::about_ui),
        None => {}
    }
    let open = cx.view.dialog;
    cx.view.slot::<State>().of = open;
}

/// Whether the dialog was opened in this frame; its state is then reset, so that it shows nothing of another dialog.
fn begins(cx: &mut UiCtx<'_>) -> bool {
    let open = cx.view.dialog;
    let state = cx.view.slot::<State>();
    let begins = state.of != open;
    if begins {
        *state = State { of: open, ..State::default() };
    }
    begins
}

/// The keyboard before a dialog took it.
#[derive(Default)]
struct Before {
    /// Number of frames for which a dialog has been open.
    frames: u32,
    /// The widget that gets the keyboard back.
    focus: Option<Id>,
}

/// Takes the keyboard away from the window when a dialog opens, puts it on the dialog's first control unless the dialog
/// has placed it itself, and gives it back when the dialog closes.
fn keep_focus(ctx: &Context, cx: &mut UiCtx<'_>) {
    let modal = cx.is_modal();
    let focused = ctx.memory(egui::Memory::focused);
    let before = cx.view.slot::<Before>();
    match (modal, before.frames) {
        (true, 0) => {
            if let Some(focused) = focused {
                ctx.memory_mut(|memory| memory.surrender_focus(focused));
            }
        }
        (true, 1) if focused.is_none() => ctx.memory_mut(|memory| memory.move_focus(FocusDirection::Next)),
        (true, _) => {}
        (false, 0) => before.focus = focused,
        (false, _) => {
            if let Some(focus) = before.focus {
                ctx.memory_mut(|memory| memory.request_focus(focus));
            }
        }
    }
    before.frames = if modal { before.frames.saturating_add(1) } else { 0 };
}

/// Room between a dialog and the edges of the window, its own margins included, in points.
const AROUND: f32 = 72.0;

/// Shows a dialog as a card over the dimmed window, named and modal for assistive technologies. Where the window is too
/// small for it, it scrolls.
fn modal_ui<T>(
    ctx: &Context,
    palette: &Palette,
    id: &'static str,
    name: &str,
    contents: impl FnOnce(&mut Ui) -> T,
) -> ModalResponse<T> {
    let card = Frame::new()
        .fill(palette.raised)
        .stroke((1.0, palette.border))
        .corner_radius(12)
        .inner_margin(Margin::same(20));
    Modal::new(Id::unique(id)).frame(card).show(ctx, |ui| {
        let dialog = ui.stack().iter().find(|stack| stack.kind() == Some(UiKind::Modal));
        if let Some(dialog) = dialog.map(|stack| stack.unique_id) {
            ctx.accesskit_node_builder(dialog, |node| {
                node.set_label(name);
                node.set_modal();
            });
        }
        let room = ctx.content_rect().size() - vec2(AROUND, AROUND);
        let scroll = ScrollArea::both().id_salt("dialog").max_width(room.x).max_height(room.y);
        scroll.min_scrolled_height(room.y).min_scrolled_width(room.x).show(ui, contents).inner
    })
}

/// The title of a dialog.
fn title_ui(ui: &mut Ui, title: &str) {
    let label = ui.add(egui::Label::new(RichText::new(title).font(bold(17.0))).wrap());
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, title));
}

/// Size of a dialog's button, at least, in points.
const BUTTON: Vec2 = vec2(88.0, 32.0);

/// The buttons at the foot of a dialog, at its right side. With `focus` the main one takes the keyboard. Returns the index
/// of the choice that was clicked.
fn buttons_ui(ui: &mut Ui, palette: &Palette, choices: &[Choice<'_>], focus: bool) -> Option<usize> {
    ui.horizontal_wrapped(|ui| choices_ui(ui, palette, choices, BUTTON, focus)).inner
}

fn question_ui(ctx: &Context, cx: &mut UiCtx<'_>, title: &'static str) {
    let mut answer = None;
    let shown = modal_ui(ctx, cx.palette, "question", cx.tr(title), |ui| {
        ui.set_width(400.0);
        title_ui(ui, cx.tr(title));
        ui.add_space(4.0);
        ui.add(egui::Label::new(RichText::new(cx.tr("question-text")).color(cx.palette.secondary)).wrap());
        ui.add_space(16.0);
        let buttons = [
            Choice::new(cx.tr("question-save"), Tone::Primary),
            Choice::new(cx.tr("question-discard"), Tone::Danger),
            Choice::new(cx.tr("question-stay"), Tone::Plain),
        ];
        let answers = [Answer::Save, Answer::Discard, Answer::Stay];
        answer = buttons_ui(ui, cx.palette, &buttons, false).map(|index| answers[index]);
    });
    if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        answer = answer.or(Some(Answer::Save));
    }
    if shown.should_close() {
        answer = answer.or(Some(Answer::Stay));
    }
    if let Some(answer) = answer {
        cx.push(SavingCommand::Answer(answer));
    }
}

/// Asks for a path in the window, where the system offers no file dialog.
fn path_prompt_ui(ctx: &Context, cx: &mut UiCtx<'_>, picker: &Picker) {
    let typed = cx.view.slot::<Prompt>().0.take();
    let opened = typed.is_none();
    let mut path = typed.unwrap_or_else(|| match picker {
        Picker::SaveReview { name, folder } => {
            folder.as_ref().map_or_else(|| name.clone(), |folder| folder.join(name).display().to_string())
        }
        Picker::Picture(picture) => picture.name.clone(),
        Picker::Export(ExportPlace { into_folder, name, folder, .. }) => {
            let place = folder.clone().unwrap_or_default();
            let place = if *into_folder { place } else { place.join(name) };
            place.display().to_string()
        }
        _ => String::new(),
    });
    let title = picker.title();
    let (mut done, mut cancelled) = (false, false);
    let shown = modal_ui(ctx, cx.palette, "path", cx.tr(title), |ui| {
        ui.set_width(520.0);
        title_ui(ui, cx.tr(title));
        ui.add_space(4.0);
        ui.add(egui::Label::new(RichText::new(cx.tr("prompt-why")).color(cx.palette.secondary)).wrap());
        ui.add_space(8.0);
        let edit = TextEdit::singleline(&mut path).desired_width(f32::INFINITY).cursor_at_end(true);
        let field = ui.add(edit);
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(cx.tr("prompt-path")));
        if opened {
            field.request_focus();
        }
        done = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(12.0);
        let can_open = !path.trim().is_empty();
        let buttons = [
            Choice::new(cx.tr("prompt-done"), Tone::Primary).when(can_open, cx.tr("needs-path")),
            Choice::new(cx.tr("cancel"), Tone::Plain),
        ];
        match buttons_ui(ui, cx.palette, &buttons, false) {
            Some(0) => done = true,
            Some(_) => cancelled = true,
            None => {}
        }
    });
    if done && !path.trim().is_empty() {
        // Paths are often pasted with the quotation marks that file managers put around them.
        let path = path.trim().trim_matches(['"', '\'']).to_owned();
        cx.push(ShellCommand::TypePath(Some(path.into())));
    } else if cancelled || shown.should_close() {
        cx.push(ShellCommand::TypePath(None));
    } else {
        cx.view.slot::<Prompt>().0 = Some(path);
    }
}

fn dialog_ui(ctx: &Context, cx: &mut UiCtx<'_>, title: &'static str, contents: fn(&mut Ui, &mut UiCtx<'_>)) {
    // The ellipsis of a menu entry announces a dialog; the dialog's title has none.
    let name = cx.tr(title).trim_end_matches('…');
    let shown = modal_ui(ctx, cx.palette, title, name, |ui| {
        ui.set_width(440.0);
        title_ui(ui, name);
        ui.add_space(8.0);
        contents(ui, cx);
        ui.add_space(12.0);
        // A dialog whose rows are the choices is left without one of them.
        let id = if cx.view.dialog == Some(Dialog::Exclude) { "cancel" } else { "close" };
        let close = Choice::new(cx.tr(id), Tone::Plain);
        buttons_ui(ui, cx.palette, &[close], false).is_some()
    });
    if shown.inner || shown.should_close() {
        cx.view.dialog = None;
    }
}
