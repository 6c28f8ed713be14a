//! The user's choices and their valid ranges.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::export_choices::ExportChoices;
use super::left_at::LeftAt;
use crate::checks::{self, Selection};
use crate::compare::Folding;
use crate::duplicates::{Options, Phrases};
use crate::i18n::Language;
use crate::session::analysis::{MarkKind, ProfileChoice};

/// Colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Theme {
    /// The theme of the system.
    #[default]
    System,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

/// Order of the cases in the work list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum CaseOrder {
    /// By worth, the greatest first.
    #[default]
    Worth,
    /// By the number of the later report, then by worth.
    Report,
    /// By report, then by the position of the first part in its text.
    Text,
    /// By the number of open parts, the greatest first.
    Open,
}

/// Order of the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum LibraryOrder {
    /// By time of opening.
    #[default]
    Opened,
    /// By the worth of the greatest case that a report is in, largest first.
    Worth,
    /// By the share in common with another report, largest first.
    Shared,
    /// By the share repeated inside the report, largest first.
    Within,
    /// By title.
    Title,
    /// By the year in the short name, latest first.
    Year,
    /// By the number of findings without a verdict, largest first.
    Open,
    /// By the number of missing parts, largest first.
    Missing,
    /// By the number of notes, largest first.
    Notes,
}

/// Choices that outlive the session.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the View menu")]
pub struct Settings {
    /// Language of the interface.
    pub language: Language,
    /// Colour theme.
    pub theme: Theme,
    /// Whether the panes leave out page furniture.
    pub hide_furniture: bool,
    /// Whether the panes show pages as they look beside the text.
    pub show_pages: bool,
    /// Whether set phrases are listed among the findings and marked in the text.
    pub show_phrases: bool,
    /// Kinds of marks hidden in the text, on the rulers and by the ribbons, except for the selected finding.
    pub hidden_marks: Vec<MarkKind>,
    /// Order of the library.
    pub library_order: LibraryOrder,
    /// Order of the cases in the work list.
    pub case_order: CaseOrder,
    /// Whether steps pass over parts with a verdict.
    pub skip_judged: bool,
    /// Minimum length of a passage in normalised characters.
    pub min_length: usize,
    /// The user's own set phrases.
    pub phrases_added: Vec<String>,
    /// Built-in set phrases that are switched off.
    pub phrases_removed: Vec<String>,
    /// Ids of checks switched off that are on by default; unknown ids are kept for other versions of the program.
    pub checks_off: Vec<String>,
    /// Ids of checks switched on that are off by default; unknown ids are kept as well.
    pub checks_on: Vec<String>,
    /// File of the user's profile of parts; `None` for the built-in one.
    pub parts_profile: Option<PathBuf>,
    /// Whether the comparison of two reports hides equal rows.
    pub hide_equal_rows: bool,
    /// Whether it folds rows in which only years differ.
    pub fold_years: bool,
    /// Whether it marks the figures that two editions have in common.
    pub mark_unchanged: bool,
    /// Whether the outline of two reports shows corresponding sections side by side.
    pub pair_sections: bool,
    /// Whether all panes scroll together.
    pub link_scrolling: bool,
    /// Size of reading text in points.
    pub reading_size: f32,
    /// Line height of reading text as a multiple of its size.
    pub line_height: f32,
    /// Whether the left panel with library and outline is shown.
    pub show_library: bool,
    /// Whether the right panel with findings and notes is shown.
    pub show_findings: bool,
    /// Whether a review that has a file is saved automatically.
    pub autosave: bool,
    /// Delay of automatic saving after a change in seconds; at least 5.
    pub autosave_seconds: u32,
    /// The reviewer's name, for new notes; empty for the user's name on this computer.
    pub reviewer: String,
    /// Options of the last export.
    pub export: ExportChoices,
    /// Files of reviews that were opened or saved, latest first.
    pub recent: Vec<PathBuf>,
    /// Where reviews were left, latest first.
    pub left_at: Vec<LeftAt>,
    /// Size of the window when it was closed.
    pub window: WindowPlace,
}

/// Maximum number of recent reviews.
const RECENT: usize = 8;

/// Size of the window in points at a zoom of 1.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// Width and height of the content area.
    pub size: (f32, f32),
    /// Whether the window was maximised.
    pub maximized: bool,
    /// Zoom factor of the content.
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
    /// Valid sizes of reading text, in points.
    pub const READING_SIZES: std::ops::RangeInclusive<f32> = 12.0..=28.0;
    /// Valid line heights, as multiples of the size.
    pub const LINE_HEIGHTS: std::ops::RangeInclusive<f32> = 1.3..=2.4;
    /// Valid minimum lengths of a passage, in normalised characters.
    pub const MIN_LENGTHS: std::ops::RangeInclusive<usize> = 6..=500;

    /// Puts a review first in the recent ones. Paths that are not UTF-8 are left out.
    pub(super) fn remember(&mut self, review: &Path) {
        if review.to_str().is_some() {
            self.recent.retain(|path| path != review);
            self.recent.insert(0, review.to_owned());
            self.recent.truncate(RECENT);
        }
    }

    /// Keeps the place at which a review was left. Paths that are not UTF-8 are left out.
    pub fn keep_place(&mut self, left: LeftAt) {
        let paths = left.panes.iter().flatten().map(|(path, _)| path).chain([&left.review]);
        if paths.into_iter().all(|path| path.to_str().is_some()) {
            left.keep(&mut self.left_at);
        }
    }

    /// The checks that are on.
    pub(in crate::session) fn checks(&self) -> Selection {
        let mut selection = Selection::default();
        for (ids, on) in [(&self.checks_on, true), (&self.checks_off, false)] {
            for id in ids {
                // An id of another version of the program is ignored.
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

    /// Switches a check on or off. The default is not stored, so that it can change with the program.
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

    /// A copy without paths and names, for a diagnostic report.
    #[must_use]
    pub fn without_personal_data(&self) -> Self {
        Self {
            parts_profile: None,
            reviewer: String::new(),
            recent: Vec::new(),
            left_at: Vec::new(),
            ..self.clone()
        }
    }

    /// The set phrases; `None` for the built-in ones.
    pub(in crate::session) fn phrases(&self) -> Option<Arc<Phrases>> {
        let changed = !self.phrases_added.is_empty() || !self.phrases_removed.is_empty();
        changed.then(|| Arc::new(Phrases::changed(&self.phrases_added, &self.phrases_removed)))
    }

    /// Adds or removes a set phrase: a built-in one is switched on or off. Words that cannot be a phrase are ignored.
    pub fn set_phrase(&mut self, words: &str, on: bool) {
        let words = words.trim();
        let shipped = Phrases::shipped().iter().any(|phrase| phrase == words);
        let list = if shipped { &mut self.phrases_removed } else { &mut self.phrases_added };
        list.retain(|phrase| phrase != words);
        if on != shipped && Phrases::fits(words) {
            list.push(words.to_owned());
        }
    }

    /// Rows that the comparison of two reports folds away.
    #[must_use]
    pub fn folding(&self) -> Folding {
        Folding { equal: self.hide_equal_rows, years: self.fold_years, unchanged: self.mark_unchanged }
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

    /// The profile of parts.
    pub(in crate::session) fn profile(&self) -> ProfileChoice {
        self.parts_profile.clone().map_or(ProfileChoice::Shipped, ProfileChoice::File)
    }

    /// Whether an analysis with the other choices has another result.
    pub(super) fn changes_analysis(&self, other: &Self) -> bool {
        self.min_length != other.min_length
            || self.phrases_added != other.phrases_added
            || self.phrases_removed != other.phrases_removed
            || self.checks() != other.checks()
            || self.parts_profile != other.parts_profile
    }

    /// A copy with every number clamped to its range.
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
            show_pages: false,
            show_phrases: false,
            hidden_marks: Vec::new(),
            library_order: LibraryOrder::default(),
            case_order: CaseOrder::default(),
            skip_judged: false,
            min_length: Options::default().min_length,
            phrases_added: Vec::new(),
            phrases_removed: Vec::new(),
            checks_off: Vec::new(),
            checks_on: Vec::new(),
            parts_profile: None,
            hide_equal_rows: false,
            fold_years: true,
            mark_unchanged: true,
            pair_sections: true,
            link_scrolling: true,
            reading_size: 16.0,
            line_height: 1.75,
            show_library: true,
            show_findings: true,
            reviewer: String::new(),
            export: ExportChoices::default(),
            recent: Vec::new(),
            left_at: Vec::new(),
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
        assert!(settings.changes_analysis(&Settings::default()));
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
