//! Mapping of pressed keys to actions, except for keys that a focused text field handles. Keys that act on the focused
//! widget are not in the table of actions; they are listed here for the key list.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use super::actions::Action;
use super::context::UiCtx;
use crate::session::LibraryCommand;

/// Keys outside the table of actions: their printed form, and the id of their description.
pub const OTHER_KEYS: [(&str, &str); 10] = [
    ("Ctrl+Enter", "keys-keep-note"),
    ("Ctrl+V", "keys-paste-report"),
    ("PgUp, PgDn, ↑, ↓", "keys-scroll"),
    ("Home, End", "keys-ends"),
    ("Shift+↑, Shift+↓", "keys-select-sentence"),
    ("Shift+←, Shift+→", "keys-select-character"),
    ("Alt", "keys-hold-link"),
    ("Enter, Shift+Enter", "keys-hits"),
    ("Tab, Shift+Tab", "keys-focus"),
    ("↑, ↓, Enter, Space", "keys-list"),
];

/// Runs the actions of the keys pressed in this frame. While a question, dialog or menu is open, keys belong to it.
pub(super) fn handle_keys(ctx: &Context, cx: &mut UiCtx<'_>) {
    if cx.is_covered(ctx) {
        return;
    }
    let is_ours = |event: &Event| matches!(event, Event::Key { .. } | Event::Copy | Event::Paste(_));
    if !ctx.input(|input| input.events.iter().any(is_ours)) {
        return;
    }
    let typing = ctx.text_edit_focused() || cx.view.was_typing;
    // So does Ctrl+V. Without a field in focus the text is a report.
    let pasted = |event: &Event| if let Event::Paste(text) = event { Some(text.clone()) } else { None };
    if let Some(text) = ctx.input(|input| input.events.iter().find_map(pasted)).filter(|_| !typing) {
        cx.push(LibraryCommand::Paste(text));
    }
    // Ctrl+C arrives as an event of its own.
    let copied = !typing && ctx.input(|input| input.events.contains(&Event::Copy));
    if copied && Action::Copy.is_enabled(cx.session) {
        Action::Copy.run(ctx, cx);
    }
    // Shortcuts with Shift first: Ctrl+Shift+O would also match Ctrl+O.
    let mut bound: Vec<(Action, KeyboardShortcut)> =
        Action::all().flat_map(|action| action.keys().iter().map(move |&key| (action, key))).collect();
    bound.sort_by_key(|(_, key)| std::cmp::Reverse(key.modifiers.shift));
    for (action, key) in bound {
        let enabled = action.is_enabled(cx.session);
        // A disabled shortcut with Shift still takes its keys: Ctrl+Shift+Z with nothing to redo must not undo.
        if typing && belongs_to_field(action, key) || !enabled && !key.modifiers.shift {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(&key)) && enabled {
            action.run(ctx, cx);
        }
    }
}

/// Whether a focused text field takes a key: letters are typed, the field has an undo of its own, and Alt with an arrow
/// moves by words on some systems.
fn belongs_to_field(action: Action, key: KeyboardShortcut) -> bool {
    let typed = key.modifiers == Modifiers::NONE || key.modifiers == Modifiers::SHIFT;
    let is_plain = typed && !is_function_key(key.logical_key);
    let is_edit = matches!(action, Action::Undo | Action::Redo | Action::Copy | Action::SelectAll);
    is_plain || is_edit || matches!(action, Action::Back | Action::Forward)
}

fn is_function_key(key: Key) -> bool {
    (Key::F1..=Key::F35).contains(&key)
}
