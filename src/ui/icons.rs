//! The icons: code points of the bundled cut of Phosphor (`assets/fonts/README.md` says how it was made).

#![allow(missing_docs, reason = "each name is the icon's name in its set")]

pub const APPROXIMATE_EQUALS: &str = "\u{edaa}";
pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{e038}";
pub const ARROW_DOWN: &str = "\u{e03e}";
pub const ARROW_UP: &str = "\u{e08e}";
pub const ARROWS_LEFT_RIGHT: &str = "\u{e0a0}";
pub const COLUMNS: &str = "\u{e546}";
pub const DOT_OUTLINE: &str = "\u{ece0}";
pub const EQUALS: &str = "\u{e21c}";
pub const EYE_SLASH: &str = "\u{e224}";
pub const FILE_TEXT: &str = "\u{e23a}";
pub const FILES: &str = "\u{e710}";
pub const FLOPPY_DISK: &str = "\u{e248}";
pub const FOLDER_OPEN: &str = "\u{e256}";
pub const INFO: &str = "\u{e2ce}";
pub const NOTE_PENCIL: &str = "\u{e34c}";
pub const REDO: &str = "\u{e026}";
pub const SQUARE: &str = "\u{e45e}";
pub const UNDO: &str = "\u{e024}";
pub const WARNING: &str = "\u{e4e0}";
pub const X: &str = "\u{e4f6}";
