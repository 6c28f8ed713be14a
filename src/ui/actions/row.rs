//! One row of the table of actions, and how its keys are written.

use egui::{Context, Key, KeyboardShortcut, ModifierNames, Modifiers};

use super::Action;
use super::when::{self, When};
use crate::session::{Command, Session};
use crate::ui::context::Dialog;

pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
pub(super) const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
pub(super) const SHIFT: Modifiers = Modifiers::SHIFT;
pub(super) const ALT: Modifiers = Modifiers::ALT;
pub(super) const NONE: Modifiers = Modifiers::NONE;

/// An action with its words, keys, condition and effect.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) action: Action,
    /// Id of its words.
    pub(super) label: &'static str,
    pub(super) does: Does,
    pub(super) icon: &'static str,
    /// The first one is shown in menus.
    pub(super) keys: &'static [KeyboardShortcut],
    pub(super) when: When,
    /// For a switch: whether it is on.
    pub(super) on: Option<fn(&Session) -> bool>,
    pub(super) synonyms: &'static str,
}

/// Effect of an action.
#[derive(Clone, Copy)]
pub(super) enum Does {
    /// Pushes a command to the session.
    Push(fn(&Session) -> Option<Command>),
    Open(Dialog),
    /// Pushes a command, and puts the keyboard into the text of the pane that has the focus then.
    IntoPane(fn(&Session) -> Command),
    /// Changes the size of everything.
    Zoom(fn(&Context)),
    /// Puts the caret into the field for an answer to the chosen note.
    FocusAnswer,
    /// Puts the caret into the filter over the findings.
    FocusFilter,
    /// Shows the text without panels and toolbar, or with them again.
    TextAlone,
}

/// A row that is always enabled, without keys or icon.
pub(super) const fn row(action: Action, label: &'static str, does: Does) -> Row {
    Row { action, label, does, icon: "", keys: &[], when: when::ALWAYS, on: None, synonyms: "" }
}

/// A row that pushes a command.
pub(super) const fn push(
    action: Action,
    label: &'static str,
    command: fn(&Session) -> Option<Command>,
) -> Row {
    row(action, label, Does::Push(command))
}

/// A row that opens a dialog.
pub(super) const fn open(action: Action, label: &'static str, dialog: Dialog) -> Row {
    row(action, label, Does::Open(dialog))
}

pub(super) const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

impl Row {
    pub(super) const fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }

    pub(super) const fn keys(mut self, keys: &'static [KeyboardShortcut]) -> Self {
        self.keys = keys;
        self
    }

    pub(super) const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    pub(super) const fn switch(mut self, on: fn(&Session) -> bool) -> Self {
        self.on = Some(on);
        self
    }

    /// Words of either language that the palette also finds it by.
    pub(super) const fn also(mut self, synonyms: &'static str) -> Self {
        self.synonyms = synonyms;
        self
    }
}

/// A shortcut as it is printed on a keyboard: `Ctrl+,`, `]`, `Alt+←`; on a Mac by its own signs.
#[must_use]
pub fn printed_key(shortcut: KeyboardShortcut, is_mac: bool) -> String {
    let names = if is_mac { ModifierNames::SYMBOLS } else { ModifierNames::NAMES };
    let key = match shortcut.logical_key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Minus => "-",
        Key::Escape => "Esc",
        other => other.symbol_or_name(),
    };
    let modifiers = names.format(&shortcut.modifiers, is_mac);
    let joint = if modifiers.is_empty() { "" } else { names.concat };
    format!("{modifiers}{joint}{key}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_on_a_keyboard() {
        let written = [
            (key(CTRL, Key::Comma), "Ctrl+,"),
            (key(NONE, Key::CloseBracket), "]"),
            (key(CTRL, Key::Plus), "Ctrl++"),
            (key(CTRL, Key::Minus), "Ctrl+-"),
            (key(ALT, Key::ArrowLeft), "Alt+←"),
            (key(CTRL_SHIFT, Key::Num1), "Ctrl+Shift+1"),
            (key(NONE, Key::F8), "F8"),
        ];
        for (shortcut, expected) in written {
            assert_eq!(printed_key(shortcut, false), expected);
        }
    }
}
