//! The buttons that end a dialog or an editor, in one order everywhere.

use egui::{Button, RichText, Ui, Vec2};

use super::theme::Palette;
use super::widgets::{at_right_ui, explain};

/// Style of a choice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// The main one.
    Primary,
    Plain,
    /// An action that discards or replaces data.
    Danger,
}

/// A button at the foot of a dialog or editor.
pub(super) struct Choice<'a> {
    words: &'a str,
    tone: Tone,
    /// Why it is disabled; `None` for an enabled one.
    missing: Option<&'a str>,
    /// What its tooltip says; empty for none.
    tip: &'a str,
}

impl<'a> Choice<'a> {
    pub(super) fn new(words: &'a str, tone: Tone) -> Self {
        Self { words, tone, missing: None, tip: "" }
    }

    /// Explains it in a tooltip.
    pub(super) fn tip(self, tip: &'a str) -> Self {
        Self { tip, ..self }
    }

    /// Disables it unless `holds`, with the reason.
    pub(super) fn when(self, holds: bool, missing: &'a str) -> Self {
        Self { missing: (!holds).then_some(missing), ..self }
    }
}

/// Whether the main button stands left of the others, as on Windows; elsewhere it stands at the right end.
const MAIN_FIRST: bool = cfg!(windows);

/// Draws the choices at the right end of the row, each at least of `size` points. The first one is the main one: it stands
/// where the system's own dialogs have it. With `focus` it takes the keyboard. Returns the index of the choice that was
/// clicked.
pub(super) fn choices_ui(
    ui: &mut Ui,
    palette: &Palette,
    choices: &[Choice<'_>],
    size: Vec2,
    focus: bool,
) -> Option<usize> {
    let mut clicked = None;
    at_right_ui(ui, "choices", |ui| {
        let count = choices.len();
        for place in 0..count {
            let index = if MAIN_FIRST { place } else { count - 1 - place };
            let choice = &choices[index];
            let words = RichText::new(choice.words);
            let button = match choice.tone {
                Tone::Primary => Button::new(words.color(palette.on_accent)).fill(palette.accent),
                Tone::Plain => Button::new(words),
                Tone::Danger => Button::new(words.color(palette.danger)),
            };
            let mut button = ui.add_enabled(choice.missing.is_none(), button.min_size(size));
            if !choice.tip.is_empty() {
                button = button.on_hover_text(choice.tip);
            }
            let button = explain(button, choice.missing);
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
