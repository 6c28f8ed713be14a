//! What the user chose about looks and words.

use crate::i18n::Language;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// Choices that outlive the session.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the View menu")]
pub struct Settings {
    /// Language of the interface.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Whether what belongs to the page is left out of the panes.
    pub hide_furniture: bool,
    /// Whether set phrases are listed among the findings and marked in the text.
    pub show_phrases: bool,
    /// Whether the library and the outline are shown.
    pub show_library: bool,
    /// Whether findings and notes are shown.
    pub show_findings: bool,
    /// Whether a review that has a file saves itself.
    pub autosave: bool,
    /// How long after a change it does; at least 5.
    pub autosave_seconds: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::of_system(),
            theme: Theme::default(),
            hide_furniture: false,
            show_phrases: false,
            show_library: true,
            show_findings: true,
            autosave: true,
            autosave_seconds: 30,
        }
    }
}
