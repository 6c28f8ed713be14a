//! Commands about the user's choices, each of which changes one of them.

use std::path::PathBuf;

use super::export_choices::ExportChoices;
use super::model::{CaseOrder, LibraryOrder, Settings, Theme};
use crate::checks;
use crate::duplicates::Phrases;
use crate::i18n::Language;
use crate::session::analysis::MarkKind;

/// A choice that is either on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// The left panel with library and outline.
    Library,
    /// The right panel with findings and notes.
    Findings,
    /// Panes without page furniture.
    HideFurniture,
    /// Pages as they look beside the text.
    Pages,
    /// Set phrases in the list and in the text.
    Phrases,
    /// Comparisons without equal rows.
    HideEqualRows,
    /// Comparisons without rows in which only years differ.
    FoldYears,
    /// Comparisons that mark the figures which two editions have in common.
    MarkUnchanged,
    /// Corresponding sections side by side in the outline.
    PairSections,
    /// Panes that scroll together.
    LinkScrolling,
    /// Automatic saving.
    Autosave,
    /// Steps that pass over parts with a verdict.
    SkipJudged,
}

impl Switch {
    /// All switches.
    pub const ALL: [Self; 12] = [
        Self::Library,
        Self::Findings,
        Self::HideFurniture,
        Self::Pages,
        Self::Phrases,
        Self::HideEqualRows,
        Self::FoldYears,
        Self::MarkUnchanged,
        Self::PairSections,
        Self::LinkScrolling,
        Self::Autosave,
        Self::SkipJudged,
    ];

    /// Whether the switch is on.
    #[must_use]
    pub fn is_on(self, settings: &Settings) -> bool {
        *self.slot(&mut settings.clone())
    }

    fn slot(self, settings: &mut Settings) -> &mut bool {
        match self {
            Self::Library => &mut settings.show_library,
            Self::Findings => &mut settings.show_findings,
            Self::HideFurniture => &mut settings.hide_furniture,
            Self::Pages => &mut settings.show_pages,
            Self::Phrases => &mut settings.show_phrases,
            Self::HideEqualRows => &mut settings.hide_equal_rows,
            Self::FoldYears => &mut settings.fold_years,
            Self::MarkUnchanged => &mut settings.mark_unchanged,
            Self::PairSections => &mut settings.pair_sections,
            Self::LinkScrolling => &mut settings.link_scrolling,
            Self::Autosave => &mut settings.autosave,
            Self::SkipJudged => &mut settings.skip_judged,
        }
    }
}

/// A change of one choice. Several in one frame all take effect.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingsCommand {
    /// Toggle a switch.
    Toggle(Switch),
    /// Turn a switch on or off.
    Turn(Switch, bool),
    /// Show marks of a kind, or hide them.
    ToggleMarks(MarkKind),
    /// Language of the interface.
    Language(Language),
    /// Colour theme.
    Theme(Theme),
    /// Order of the library.
    LibraryOrder(LibraryOrder),
    /// Order of the cases in the work list.
    CaseOrder(CaseOrder),
    /// Minimum length of a passage in normalised characters.
    MinLength(usize),
    /// Switch a set phrase on or off.
    Phrase(String, bool),
    /// Switch a check on or off, by its id.
    Check(&'static str, bool),
    /// File of the profile of parts; `None` for the built-in one.
    Profile(Option<PathBuf>),
    /// Choose the profile of parts in a dialog.
    ProfileDialog,
    /// Size of reading text in points.
    ReadingSize(f32),
    /// Line height as a multiple of the size.
    LineHeight(f32),
    /// Delay of automatic saving in seconds.
    AutosaveSeconds(u32),
    /// The reviewer's name; empty for the user's name on this computer.
    Reviewer(String),
    /// Options of the next export.
    Export(ExportChoices),
}

impl SettingsCommand {
    /// Makes the change.
    pub(super) fn change(self, settings: &mut Settings) {
        match self {
            Self::Toggle(switch) => *switch.slot(settings) ^= true,
            Self::Turn(switch, on) => *switch.slot(settings) = on,
            Self::ToggleMarks(kind) => settings.toggle_marks(kind),
            Self::Language(language) => settings.language = language,
            Self::Theme(theme) => settings.theme = theme,
            Self::LibraryOrder(order) => settings.library_order = order,
            Self::CaseOrder(order) => settings.case_order = order,
            Self::MinLength(length) => settings.min_length = length,
            Self::Phrase(words, on) => settings.set_phrase(&words, on),
            Self::Check(id, on) => {
                if let Some(about) = checks::all().into_iter().find(|about| about.id == id) {
                    settings.set_check(about, on);
                }
            }
            Self::Profile(path) => settings.parts_profile = path,
            Self::ProfileDialog => {}
            Self::ReadingSize(size) => settings.reading_size = size,
            Self::LineHeight(height) => settings.line_height = height,
            Self::AutosaveSeconds(seconds) => settings.autosave_seconds = seconds,
            Self::Reviewer(name) => settings.reviewer = name,
            Self::Export(choices) => settings.export = choices,
        }
    }

    /// The changes that lead from one state of the choices to another, one for each choice that differs. Recent reviews
    /// and the window's size are not changed by commands.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "a choice that was not touched is exactly the same")]
    pub fn between(before: &Settings, after: &Settings) -> Vec<Self> {
        let mut changes = Vec::new();
        for switch in Switch::ALL {
            let on = switch.is_on(after);
            changes.extend((switch.is_on(before) != on).then_some(Self::Turn(switch, on)));
        }
        for kind in MarkKind::ALL {
            let differs = before.shows_marks(kind) != after.shows_marks(kind);
            changes.extend((differs && kind != MarkKind::Phrase).then_some(Self::ToggleMarks(kind)));
        }
        for about in checks::all() {
            let on = after.is_check_on(about);
            changes.extend((before.is_check_on(about) != on).then_some(Self::Check(about.id, on)));
        }
        changes.extend(phrases_between(before, after));
        macro_rules! compare {
            ($($field:ident: $variant:ident),*) => {
                $(if before.$field != after.$field {
                    changes.push(Self::$variant(after.$field.clone()));
                })*
            };
        }
        compare!(
            language: Language,
            theme: Theme,
            library_order: LibraryOrder,
            case_order: CaseOrder,
            min_length: MinLength,
            parts_profile: Profile,
            reading_size: ReadingSize,
            line_height: LineHeight,
            autosave_seconds: AutosaveSeconds,
            reviewer: Reviewer,
            export: Export
        );
        changes
    }
}

/// The phrases that are on in one state of the choices and off in the other.
fn phrases_between(before: &Settings, after: &Settings) -> Vec<SettingsCommand> {
    let lists =
        [&before.phrases_added, &after.phrases_added, &before.phrases_removed, &after.phrases_removed];
    let mut phrases: Vec<&String> = lists.into_iter().flatten().collect();
    phrases.sort_unstable();
    phrases.dedup();
    let is_on = |settings: &Settings, phrase: &String| {
        settings.phrases_added.contains(phrase)
            || Phrases::shipped().contains(phrase) && !settings.phrases_removed.contains(phrase)
    };
    let differs = |phrase: &&String| is_on(before, phrase) != is_on(after, phrase);
    let changes = phrases.into_iter().filter(differs);
    changes.map(|phrase| SettingsCommand::Phrase(phrase.clone(), is_on(after, phrase))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_between_two_states_lead_from_one_to_the_other() {
        let before = Settings { language: Language::Chinese, ..Settings::default() };
        let mut after = Settings {
            language: Language::English,
            show_library: false,
            autosave: false,
            hidden_marks: vec![MarkKind::Near],
            min_length: 40,
            reading_size: 20.0,
            case_order: CaseOrder::Open,
            parts_profile: Some("/profile.ron".into()),
            ..before.clone()
        };
        after.set_phrase("栖川经验", true);
        after.set_phrase(&Phrases::shipped()[0].clone(), false);
        after.set_check(checks::all()[0], !checks::all()[0].default_on);
        let lead = |from: &Settings, to: &Settings| {
            let mut settings = from.clone();
            for change in SettingsCommand::between(from, to) {
                change.change(&mut settings);
            }
            settings
        };
        assert_eq!(lead(&before, &after), after);
        assert_eq!(lead(&after, &before), before);
        assert!(SettingsCommand::between(&after, &after).is_empty());
    }

    #[test]
    fn every_switch_changes_a_choice_of_its_own() {
        for switch in Switch::ALL {
            let (before, mut after) = (Settings::default(), Settings::default());
            SettingsCommand::Toggle(switch).change(&mut after);
            let changed = Switch::ALL.into_iter().filter(|other| other.is_on(&before) != other.is_on(&after));
            assert_eq!(changed.collect::<Vec<_>>(), [switch]);
        }
    }
}
