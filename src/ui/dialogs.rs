//! Questions and dialogs over the window: their frame, their buttons, and which one is open. Each dialog has a file.

mod about;
mod checks;
mod export;
mod finding_text;
mod go_to;
mod keys;
mod palette;
mod passages;
mod phrases;
mod settings;

use egui::{Button, Context, Frame, Id, Key, Margin, Modal, Modifiers, RichText, TextEdit, Ui, vec2};

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
        Some(Dialog::GoToLine) => dialog_ui(ctx, cx, "action-go-to-line", go_to::go_to_ui),
        Some(Dialog::FindingText) => dialog_ui(ctx, cx, "action-finding-text", finding_text::finding_text_ui),
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

/// A card over the dimmed window.
fn modal(cx: &UiCtx<'_>, name: &'static str) -> Modal {
    let card = Frame::new()
        .fill(cx.palette.raised)
        .stroke((1.0, cx.palette.border))
        .corner_radius(12)
        .inner_margin(Margin::same(20));
    Modal::new(Id::unique(name)).frame(card)
}

/// Style of a dialog's button.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    /// The main action of the dialog.
    Primary,
    Plain,
    /// An action that discards or replaces data.
    Danger,
}

/// A button at the foot of a dialog.
struct Choice<'a> {
    words: &'a str,
    tone: Tone,
    enabled: bool,
}

impl<'a> Choice<'a> {
    fn new(words: &'a str, tone: Tone) -> Self {
        Self { words, tone, enabled: true }
    }

    fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }
}

/// The buttons at the foot of a dialog, in one order everywhere: the first one at the right end, the others to its left.
/// With `focus` the first one takes the keyboard. Returns the index of the one that was clicked.
fn buttons_ui(ui: &mut Ui, palette: &Palette, choices: &[Choice<'_>], focus: bool) -> Option<usize> {
    let mut clicked = None;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        for (index, choice) in choices.iter().enumerate() {
            let words = RichText::new(choice.words);
            let button = match choice.tone {
                Tone::Primary => Button::new(words.color(palette.on_accent)).fill(palette.accent),
                Tone::Plain => Button::new(words),
                Tone::Danger => Button::new(words.color(palette.danger)),
            };
            let button = ui.add_enabled(choice.enabled, button.min_size(vec2(88.0, 32.0)));
            if focus && index == 0 {
                button.request_focus();
            }
            if button.clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}

fn question_ui(ctx: &Context, cx: &mut UiCtx<'_>, title: &'static str) {
    let mut answer = None;
    let shown = modal(cx, "question").show(ctx, |ui| {
        ui.set_width(400.0);
        ui.label(RichText::new(cx.tr(title)).font(bold(17.0)));
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
        Picker::Export(ExportPlace { into_folder, name, folder, .. }) => {
            let place = folder.clone().unwrap_or_default();
            let place = if *into_folder { place } else { place.join(name) };
            place.display().to_string()
        }
        _ => String::new(),
    });
    let title = match picker {
        Picker::Reports | Picker::Folder | Picker::ScreeningFolder | Picker::Missing => "prompt-open",
        Picker::Review | Picker::Merge => "prompt-review",
        Picker::Profile => "prompt-profile",
        Picker::SaveReview { .. } => "prompt-save",
        Picker::Export(place) if place.into_folder => "prompt-export-folder",
        Picker::Export(_) => "prompt-export",
    };
    let (mut done, mut cancelled) = (false, false);
    let shown = modal(cx, "path").show(ctx, |ui| {
        ui.set_width(520.0);
        ui.label(RichText::new(cx.tr(title)).font(bold(17.0)));
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
            Choice::new(cx.tr("prompt-done"), Tone::Primary).enabled(can_open),
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
    let shown = modal(cx, title).show(ctx, |ui| {
        ui.set_width(440.0);
        // The ellipsis of a menu entry announces a dialog; the dialog's title has none.
        let title = cx.tr(title).trim_end_matches('…');
        ui.label(RichText::new(title).font(bold(17.0)));
        ui.add_space(8.0);
        contents(ui, cx);
        ui.add_space(12.0);
        let close = Choice::new(cx.tr("close"), Tone::Plain);
        buttons_ui(ui, cx.palette, &[close], false).is_some()
    });
    if shown.inner || shown.should_close() {
        cx.view.dialog = None;
    }
}
