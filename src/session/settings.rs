//! What the user chose about looks and words.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ExportChoices, Grouping, MarkKind, ProfileChoice};
use crate::checks::{self, Selection};
use crate::duplicates::{Options, Phrases};
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

/// In which order the library stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum LibraryOrder {
    /// As the reports were opened.
    #[default]
    Opened,
    /// What shares most with another report first.
    Shared,
    /// What repeats most inside itself first.
    Within,
    /// By title.
    Title,
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
    /// Kinds of marks that the text, the rulers and the ribbons leave out, but for the chosen finding's.
    pub hidden_marks: Vec<MarkKind>,
    /// In which order the library stands.
    pub library_order: LibraryOrder,
    /// How the list of findings is put together.
    pub grouping: Grouping,
    /// Least length of a passage in normalised characters.
    pub min_length: usize,
    /// The user's own set phrases.
    pub phrases_added: Vec<String>,
    /// Shipped set phrases that are not taken for such.
    pub phrases_removed: Vec<String>,
    /// Checks that are off though they are on unless told otherwise; names that this version does not know are kept.
    pub checks_off: Vec<String>,
    /// Checks that are on though they are off unless told otherwise, likewise.
    pub checks_on: Vec<String>,
    /// A profile of parts in place of the one that comes with the program.
    pub parts_profile: Option<PathBuf>,
    /// Whether rows that are equal are folded away where two reports are compared.
    pub hide_equal_rows: bool,
    /// Whether the outline of two reports shows which of their sections belong together.
    pub pair_sections: bool,
    /// Whether panes follow the one that is scrolled.
    pub link_scrolling: bool,
    /// Size of reading text in points.
    pub reading_size: f32,
    /// Line height of reading text as a multiple of its size.
    pub line_height: f32,
    /// Whether the library and the outline are shown.
    pub show_library: bool,
    /// Whether findings and notes are shown.
    pub show_findings: bool,
    /// Whether a review that has a file saves itself.
    pub autosave: bool,
    /// How long after a change it does; at least 5.
    pub autosave_seconds: u32,
    /// The reviewer's name, for new notes; empty for the user's name on this computer.
    pub reviewer: String,
    /// What was exported last, and how.
    pub export: ExportChoices,
    /// Reviews that were opened or saved, the last one first.
    pub recent: Vec<PathBuf>,
    /// How the window stood when it was closed.
    pub window: WindowPlace,
}

/// As many recent reviews are kept.
const RECENT: usize = 8;

/// How the window stood. Sizes are in points, zoom aside.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// Width and height of its inside.
    pub size: (f32, f32),
    /// Whether it filled the screen.
    pub maximized: bool,
    /// Zoom of everything in it.
    pub zoom: f32,
    /// Widths of the left and the right panel.
    pub sides: (f32, f32),
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { size: (1280.0, 800.0), maximized: false, zoom: 1.0, sides: (236.0, 296.0) }
    }
}

impl Settings {
    /// Sizes of reading text that can be chosen, in points.
    pub const READING_SIZES: std::ops::RangeInclusive<f32> = 12.0..=28.0;
    /// Line heights that can be chosen, as multiples of the size.
    pub const LINE_HEIGHTS: std::ops::RangeInclusive<f32> = 1.3..=2.4;
    /// Least lengths of a passage that can be chosen, in normalised characters.
    pub const MIN_LENGTHS: std::ops::RangeInclusive<usize> = 6..=500;

    /// Puts a review at the head of the recent ones. Names that no text file can hold are left out.
    pub(super) fn remember(&mut self, review: &Path) {
        if review.to_str().is_some() {
            self.recent.retain(|path| path != review);
            self.recent.insert(0, review.to_owned());
            self.recent.truncate(RECENT);
        }
    }

    /// Which checks are on.
    pub(super) fn checks(&self) -> Selection {
        let mut selection = Selection::default();
        for (ids, on) in [(&self.checks_on, true), (&self.checks_off, false)] {
            for id in ids {
                // A check of another version of the program: it is kept for that and means nothing here.
                let _ = selection.set(id, on);
            }
        }
        selection
    }

    /// Whether a check is on.
    #[must_use]
    pub fn is_check_on(&self, about: checks::About) -> bool {
        let names = |ids: &[String]| ids.iter().any(|id| id == about.id);
        (about.default_on || names(&self.checks_on)) && !names(&self.checks_off)
    }

    /// Turns a check on or off. What is as it is unless told otherwise is not kept, so that it follows the program.
    pub fn set_check(&mut self, about: checks::About, on: bool) {
        for ids in [&mut self.checks_on, &mut self.checks_off] {
            ids.retain(|id| id != about.id);
        }
        if on != about.default_on {
            let ids = if on { &mut self.checks_on } else { &mut self.checks_off };
            ids.push(about.id.to_owned());
            ids.sort_unstable();
        }
    }

    /// The same without paths and names, for a report of a fault.
    #[must_use]
    pub fn without_what_is_personal(&self) -> Self {
        Self { parts_profile: None, reviewer: String::new(), recent: Vec::new(), ..self.clone() }
    }

    /// The set phrases, where they are not those that come with the program.
    pub(super) fn phrases(&self) -> Option<Arc<Phrases>> {
        let changed = !self.phrases_added.is_empty() || !self.phrases_removed.is_empty();
        changed.then(|| Arc::new(Phrases::changed(&self.phrases_added, &self.phrases_removed)))
    }

    /// Takes words for a set phrase, or no longer: a shipped one is left out, one's own is gone. Words that cannot be a
    /// phrase are passed over.
    pub fn set_phrase(&mut self, words: &str, on: bool) {
        let words = words.trim();
        let shipped = Phrases::shipped().iter().any(|phrase| phrase == words);
        let list = if shipped { &mut self.phrases_removed } else { &mut self.phrases_added };
        list.retain(|phrase| phrase != words);
        if on != shipped && Phrases::fits(words) {
            list.push(words.to_owned());
        }
    }

    /// Whether marks of a kind are shown.
    #[must_use]
    pub fn shows_marks(&self, kind: MarkKind) -> bool {
        match kind {
            MarkKind::Phrase => self.show_phrases,
            kind => !self.hidden_marks.contains(&kind),
        }
    }

    /// Shows marks of a kind, or hides them.
    pub fn toggle_marks(&mut self, kind: MarkKind) {
        if kind == MarkKind::Phrase {
            self.show_phrases ^= true;
        } else if self.shows_marks(kind) {
            self.hidden_marks.push(kind);
        } else {
            self.hidden_marks.retain(|hidden| *hidden != kind);
        }
    }

    /// By which profile parts are looked for.
    pub(super) fn profile(&self) -> ProfileChoice {
        self.parts_profile.clone().map_or(ProfileChoice::Shipped, ProfileChoice::File)
    }

    /// Whether the analysis under other choices says something else.
    pub(super) fn is_analysed_otherwise(&self, other: &Self) -> bool {
        self.min_length != other.min_length
            || self.phrases_added != other.phrases_added
            || self.phrases_removed != other.phrases_removed
            || self.checks() != other.checks()
            || self.parts_profile != other.parts_profile
    }

    /// The same with every number inside its range, whatever a file may say.
    #[must_use]
    pub fn in_range(mut self) -> Self {
        let inside = |value: f32, range: std::ops::RangeInclusive<f32>, usual: f32| {
            if value.is_finite() { value.clamp(*range.start(), *range.end()) } else { usual }
        };
        self.reading_size = inside(self.reading_size, Self::READING_SIZES, 16.0);
        self.line_height = inside(self.line_height, Self::LINE_HEIGHTS, 1.75);
        let WindowPlace { size, zoom, sides, .. } = &mut self.window;
        *size = (inside(size.0, 640.0..=16_000.0, 1280.0), inside(size.1, 400.0..=16_000.0, 800.0));
        *zoom = inside(*zoom, 0.2..=5.0, 1.0);
        *sides = (inside(sides.0, 120.0..=2_000.0, 236.0), inside(sides.1, 120.0..=2_000.0, 296.0));
        self.recent.truncate(RECENT);
        self.min_length = self.min_length.clamp(*Self::MIN_LENGTHS.start(), *Self::MIN_LENGTHS.end());
        self
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::of_system(),
            theme: Theme::default(),
            hide_furniture: false,
            show_phrases: false,
            hidden_marks: Vec::new(),
            library_order: LibraryOrder::default(),
            grouping: Grouping::default(),
            min_length: Options::default().min_length,
            phrases_added: Vec::new(),
            phrases_removed: Vec::new(),
            checks_off: Vec::new(),
            checks_on: Vec::new(),
            parts_profile: None,
            hide_equal_rows: false,
            pair_sections: true,
            link_scrolling: true,
            reading_size: 16.0,
            line_height: 1.75,
            show_library: true,
            show_findings: true,
            reviewer: String::new(),
            export: ExportChoices::default(),
            recent: Vec::new(),
            window: WindowPlace::default(),
            autosave: true,
            autosave_seconds: 30,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_phrases_are_left_out_and_own_ones_put_in() {
        let mut settings = Settings::default();
        assert!(settings.phrases().is_none(), "as they come");
        let shipped = Phrases::shipped()[0].clone();
        settings.set_phrase(&shipped, false);
        settings.set_phrase(" 栖川经验 ", true);
        settings.set_phrase("的", true);
        assert_eq!(
            (settings.phrases_removed.clone(), settings.phrases_added.clone()),
            (vec![shipped.clone()], vec!["栖川经验".to_owned()])
        );
        assert!(settings.is_analysed_otherwise(&Settings::default()));
        settings.set_phrase(&shipped, true);
        settings.set_phrase("栖川经验", false);
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn a_kind_of_marks_is_hidden_and_shown_again() {
        let mut settings = Settings::default();
        for kind in MarkKind::ALL {
            let before = settings.shows_marks(kind);
            settings.toggle_marks(kind);
            assert_ne!(settings.shows_marks(kind), before, "{kind:?}");
            settings.toggle_marks(kind);
        }
        assert_eq!(settings, Settings::default());
    }
}
