//! The icons: code points of the bundled cut of Phosphor (`assets/fonts/README.md` says how it was made).

#![allow(missing_docs, reason = "each name is the icon's name in its set")]

pub(super) const APPROXIMATE_EQUALS: &str = "\u{edaa}";
pub(super) const ARROW_COUNTER_CLOCKWISE: &str = "\u{e038}";
pub(super) const ARROW_DOWN: &str = "\u{e03e}";
pub(super) const ARROW_UP: &str = "\u{e08e}";
pub(super) const ARROWS_LEFT_RIGHT: &str = "\u{e0a0}";
pub(super) const COLUMNS: &str = "\u{e546}";
pub(super) const DOT_OUTLINE: &str = "\u{ece0}";
pub(super) const EQUALS: &str = "\u{e21c}";
pub(super) const EYE_SLASH: &str = "\u{e224}";
pub(super) const FILE_TEXT: &str = "\u{e23a}";
pub(super) const FILES: &str = "\u{e710}";
pub(super) const FLOPPY_DISK: &str = "\u{e248}";
pub(super) const FOLDER_OPEN: &str = "\u{e256}";
pub(super) const INFO: &str = "\u{e2ce}";
pub(super) const NOTE_PENCIL: &str = "\u{e34c}";
pub(super) const REDO: &str = "\u{e026}";
pub(super) const SQUARE: &str = "\u{e45e}";
pub(super) const UNDO: &str = "\u{e024}";
pub(super) const WARNING: &str = "\u{e4e0}";
pub(super) const X: &str = "\u{e4f6}";
