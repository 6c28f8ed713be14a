//! Pressed keys become actions: which key belongs to a text field, and which to the window.

use egui::{Context, Event, KeyboardShortcut};

use super::UiCtx;
use super::actions::{Action, NONE};
use crate::session::PaneCommand;

/// Turns pressed keys into actions. While a question or dialog is open, only that is spoken to.
pub(super) fn take_keys(ctx: &Context, cx: &mut UiCtx<'_>) {
    if cx.is_modal() {
        return;
    }
    let any = ctx.input(|input| input.events.iter().any(|e| matches!(e, Event::Key { .. } | Event::Copy)));
    if !any {
        return;
    }
    let typing = ctx.text_edit_focused();
    // Ctrl+C arrives as an event of its own.
    let copied = !typing && ctx.input(|input| input.events.contains(&Event::Copy));
    if copied && Action::Copy.is_enabled(cx.session) {
        cx.push(PaneCommand::CopySelection);
    }
    // Keys with more modifiers first: Ctrl+Shift+O also holds what Ctrl+O asks for.
    let mut bound: Vec<(Action, KeyboardShortcut)> =
        Action::all().flat_map(|action| action.keys().iter().map(move |&key| (action, key))).collect();
    bound.sort_by_key(|(_, key)| std::cmp::Reverse(key.modifiers.shift));
    for (action, key) in bound {
        if typing && is_the_fields(action, key) || !action.is_enabled(cx.session) {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(&key)) {
            action.run(ctx, cx);
        }
    }
}

/// Whether a key belongs to a text field that has the focus: a letter typed there is a letter, it has its own undo, and
/// Alt with an arrow moves by words on some systems.
fn is_the_fields(action: Action, key: KeyboardShortcut) -> bool {
    let typed = key.modifiers == NONE || key.modifiers == egui::Modifiers::SHIFT;
    let is_plain = typed && !is_function_key(key.logical_key);
    let is_edit = matches!(action, Action::Undo | Action::Redo | Action::Copy | Action::SelectAll);
    is_plain || is_edit || matches!(action, Action::Back | Action::Forward)
}

fn is_function_key(key: egui::Key) -> bool {
    use egui::Key;
    matches!(key, Key::F1 | Key::F3 | Key::F4 | Key::F5 | Key::F6 | Key::F7 | Key::F8 | Key::F9 | Key::F10)
}
