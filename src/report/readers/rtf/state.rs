//! The state that a group inherits from its parent, and the roles of styles.

use crate::report::extract::Role;

/// State that is restored when a group ends.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the format")]
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// Whether `\*` was read: an unknown destination is skipped.
    pub(super) is_optional: bool,
    /// Number of fallback characters behind a `\u` for readers that do not know it.
    pub(super) fallback: usize,
    pub(super) font: i32,
    pub(super) style: i32,
    pub(super) level: Option<u8>,
    pub(super) in_table: bool,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Body,
            is_optional: false,
            fallback: 1,
            font: 0,
            style: 0,
            level: None,
            in_table: false,
            is_hidden: false,
            is_deleted: false,
        }
    }
}

/// Destination of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    Body,
    Note,
    Fonts,
    Styles,
    Comment,
    /// A text box.
    Box,
    /// The instruction of a field.
    Instruction,
    /// The properties of a form's field.
    Form,
    /// An entry of a form's list.
    Entry,
    /// An equation.
    Equation,
    Mute,
}

impl Destination {
    /// The destination that a control word opens.
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "footnote" => Self::Note,
            "fonttbl" => Self::Fonts,
            "stylesheet" => Self::Styles,
            "annotation" => Self::Comment,
            "shptxt" => Self::Box,
            "fldinst" => Self::Instruction,
            "formfield" => Self::Form,
            "ffl" => Self::Entry,
            "colortbl" | "info" | "pict" | "object" | "header" | "headerl" | "headerr" | "headerf"
            | "footer" | "footerl" | "footerr" | "footerf" | "shprslt" | "listtable"
            | "listoverridetable" | "themedata" | "colorschememapping" | "datastore" | "latentstyles"
            | "rsidtbl" | "generator" | "filetbl" | "revtbl" | "xmlnstbl" | "bkmkstart" | "bkmkend"
            | "ftnsep" | "ftnsepc" | "aftnsep" | "aftnsepc" | "atnid" | "atnauthor" | "nonesttables"
            | "pgdsctbl" => Self::Mute,
            _ => return None,
        })
    }

    /// Comments give a warning and are not read.
    pub(super) fn or_mute(self) -> Self {
        if self == Self::Comment { Self::Mute } else { self }
    }
}

/// Kind of a style's paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Title,
    Heading(u8),
}

impl Style {
    /// The kind by the style's name, in English or Chinese, or by its outline level from 0.
    pub(super) fn of(name: &str, level: Option<u8>) -> Self {
        let name = name.trim().to_lowercase();
        let number =
            ["heading", "标题"].iter().find_map(|prefix| name.strip_prefix(prefix)?.trim().parse().ok());
        match (number, level) {
            (Some(number @ 1..=9), _) => Self::Heading(number),
            (_, Some(level)) => Self::Heading(level.saturating_add(1)),
            _ if name == "title" || name == "标题" => Self::Title,
            _ => Self::Plain,
        }
    }

    pub(super) fn role(self) -> Role {
        match self {
            Self::Plain => Role::Paragraph,
            Self::Title => Role::Title,
            Self::Heading(level) => Role::Heading(level),
        }
    }
}
