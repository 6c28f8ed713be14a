//! What stands over the window for a moment: questions, and the dialogs, one a file.

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

use super::UiCtx;
use super::theme::bold;
use crate::session::{Answer, ExportPlace, Picker, Question, SavingCommand, ShellCommand};

/// Which dialog is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialog {
    /// Everything that can be done, by name.
    Palette,
    /// A line to go to.
    GoToLine,
    /// The chosen finding as plain text.
    FindingText,
    /// What is to be exported.
    Export,
    /// The user's choices.
    Settings,
    /// The table of keys.
    Keys,
    /// What this program is.
    About,
}

/// What is typed and chosen in the dialog that is open.
#[derive(Default)]
pub(super) struct State {
    /// Which dialog it belongs to: another one begins anew.
    of: Option<Dialog>,
    words: String,
    row: usize,
    export: Option<export::Shown>,
}

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
    // A text field takes Escape to give up the focus; here it means the dialog.
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
    cx.view.dialogs.of = cx.view.dialog;
}

/// Whether the dialog that is drawn was opened in this frame; then what it remembers is that of no other.
fn begins(cx: &mut UiCtx<'_>) -> bool {
    let begins = cx.view.dialogs.of != cx.view.dialog;
    if begins {
        cx.view.dialogs = State { of: cx.view.dialog, ..State::default() };
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

fn question_ui(ctx: &Context, cx: &mut UiCtx<'_>, title: &'static str) {
    let mut answer = None;
    let shown = modal(cx, "question").show(ctx, |ui| {
        ui.set_width(400.0);
        ui.label(RichText::new(cx.tr(title)).font(bold(17.0)));
        ui.add_space(4.0);
        ui.add(egui::Label::new(RichText::new(cx.tr("question-text")).color(cx.palette.secondary)).wrap());
        ui.add_space(16.0);
        ui.horizontal(|ui| {
            let words = RichText::new(cx.tr("question-save")).color(cx.palette.on_accent);
            let save = ui.add(Button::new(words).fill(cx.palette.accent).min_size(vec2(96.0, 32.0)));
            if save.clicked() {
                answer = Some(Answer::Save);
            }
            if ui.add(Button::new(cx.tr("question-stay")).min_size(vec2(80.0, 32.0))).clicked() {
                answer = Some(Answer::Stay);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let words = RichText::new(cx.tr("question-discard")).color(cx.palette.danger);
                if ui.add(Button::new(words).min_size(vec2(96.0, 32.0))).clicked() {
                    answer = Some(Answer::Discard);
                }
            });
        });
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
    let opened = cx.view.prompt.is_none();
    let mut path = cx.view.prompt.take().unwrap_or_else(|| match picker {
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
        ui.horizontal(|ui| {
            let words = RichText::new(cx.tr("prompt-done")).color(cx.palette.on_accent);
            let button = Button::new(words).fill(cx.palette.accent).min_size(vec2(96.0, 32.0));
            done |= ui.add_enabled(!path.trim().is_empty(), button).clicked();
            cancelled = ui.add(Button::new(cx.tr("cancel")).min_size(vec2(80.0, 32.0))).clicked();
        });
    });
    if done && !path.trim().is_empty() {
        // Paths are often pasted with the quotation marks that file managers put around them.
        let path = path.trim().trim_matches(['"', '\'']).to_owned();
        cx.push(ShellCommand::TypePath(Some(path.into())));
    } else if cancelled || shown.should_close() {
        cx.push(ShellCommand::TypePath(None));
    } else {
        cx.view.prompt = Some(path);
    }
}

fn dialog_ui(ctx: &Context, cx: &mut UiCtx<'_>, title: &'static str, contents: fn(&mut Ui, &mut UiCtx<'_>)) {
    let shown = modal(cx, title).show(ctx, |ui| {
        ui.set_width(440.0);
        // A menu's entry says by its dots that it asks for something; here it is asked.
        let title = cx.tr(title).trim_end_matches('…');
        ui.label(RichText::new(title).font(bold(17.0)));
        ui.add_space(8.0);
        contents(ui, cx);
        ui.add_space(12.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add(Button::new(cx.tr("close")).min_size(vec2(80.0, 32.0))).clicked()
        })
        .inner
    });
    if shown.inner || shown.should_close() {
        cx.view.dialog = None;
    }
}
