//! Everything that can be done without pointing at something: one row per action, in the menu and group it is listed
//! in. Menus, the toolbar, the palette, the key list, pressed keys and `docs/keys.md` all read this table.
//!
//! To add an action, add a variant to [`Action`] and its row to the file of its menu.

mod edit;
mod file;
mod go;
mod help;
mod panes;
mod review;
mod row;
mod view;
mod when;

use egui::KeyboardShortcut;

use super::context::{TextAlone, UiCtx, Wanted};
use crate::session::{MarkKind, Session};
pub use row::printed_key;
use row::{Does, Row};
pub(super) use when::correctable;

/// Name of an action. Its words, keys, condition and effect are in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "`Action::label` names the words that say what each does")]
pub enum Action {
    OpenFiles,
    OpenFolder,
    OpenReview,
    OpenSamples,
    ScreenFolder,
    Reread,
    CloseReport,
    Save,
    SaveAs,
    Export,
    ExportTracked,
    ExportComparison,
    Print,
    Merge,
    Locate,
    Settings,
    Quit,
    Undo,
    Redo,
    Copy,
    SelectAll,
    ClearChoice,
    Correct,
    Search,
    NextHit,
    PreviousHit,
    Note,
    EditNote,
    Reply,
    DeleteNotes,
    NextNote,
    PreviousNote,
    SeverityInfo,
    SeverityMinor,
    SeverityMajor,
    SeverityCritical,
    Compare,
    CompareSelections,
    Matrix,
    Ledger,
    Screening,
    HideEqualRows,
    FoldYears,
    MarkUnchanged,
    ToggleLibrary,
    ToggleFindings,
    TextAlone,
    ToggleFurniture,
    TogglePages,
    ShowSame,
    ShowNear,
    ShowWithin,
    ShowCheck,
    TogglePhrases,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    LanguageChinese,
    LanguageEnglish,
    OnePane,
    TwoPanes,
    ThreePanes,
    FourPanes,
    NextPane,
    PreviousPane,
    PaneLeft,
    PaneRight,
    LinkScrolling,
    NextFinding,
    PreviousFinding,
    NextCase,
    PreviousCase,
    Unfold,
    Fold,
    OtherPlace,
    Confirm,
    Dismiss,
    FindingText,
    Filter,
    Rules,
    LostVerdicts,
    SkipJudged,
    OrderWorth,
    OrderReport,
    OrderText,
    OrderOpen,
    Back,
    Forward,
    NextSection,
    PreviousSection,
    NextDifference,
    PreviousDifference,
    GoToLine,
    Palette,
    Keys,
    CopyDiagnostics,
    About,
}

/// A menu: the id of its name, and its actions in groups.
pub struct Menu {
    /// Id of its name.
    pub name: &'static str,
    groups: &'static [&'static [Row]],
}

/// The menus from left to right.
pub static MENUS: [Menu; 7] = [
    Menu { name: "menu-file", groups: file::GROUPS },
    Menu { name: "menu-edit", groups: edit::GROUPS },
    Menu { name: "menu-view", groups: view::GROUPS },
    Menu { name: "menu-panes", groups: panes::GROUPS },
    Menu { name: "menu-findings", groups: review::GROUPS },
    Menu { name: "menu-go", groups: go::GROUPS },
    Menu { name: "menu-help", groups: help::GROUPS },
];

impl Menu {
    /// The groups of its actions, from top to bottom.
    pub fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = Action>> {
        self.groups.iter().map(|group| group.iter().map(|row| row.action))
    }

    /// Its actions, from top to bottom.
    pub fn actions(&self) -> impl Iterator<Item = Action> {
        self.groups().flatten()
    }
}

fn rows() -> impl Iterator<Item = &'static Row> {
    MENUS.iter().flat_map(|menu| menu.groups.iter().copied().flatten())
}

impl Action {
    /// All actions, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        rows().map(|row| row.action)
    }

    /// A linear search of about 80 rows.
    fn row(self) -> &'static Row {
        rows().find(|row| row.action == self).expect("every action has a row (tested)")
    }

    /// Id of its words.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// Other words that the palette finds it by, in both languages; empty for most.
    #[must_use]
    pub fn synonyms(self) -> &'static str {
        self.row().synonyms
    }

    /// Its icon, where it has one.
    #[must_use]
    pub fn icon(self) -> Option<&'static str> {
        Some(self.row().icon).filter(|icon| !icon.is_empty())
    }

    /// Its keys, the one shown in menus first. Plain letters work only while no text field has the focus.
    #[must_use]
    pub fn keys(self) -> &'static [KeyboardShortcut] {
        self.row().keys
    }

    /// Whether it can be done now.
    #[must_use]
    pub fn is_enabled(self, session: &Session) -> bool {
        (self.row().when.holds)(session)
    }

    /// Id of the sentence on the unmet condition; `None` if the action can be done now.
    #[must_use]
    pub fn missing(self, session: &Session) -> Option<&'static str> {
        (!self.is_enabled(session)).then_some(self.row().when.needs)
    }

    /// Whether it is a switch that is on now; `None` where it is no switch.
    #[must_use]
    pub fn is_on(self, session: &Session) -> Option<bool> {
        self.row().on.map(|on| on(session))
    }

    /// The switch that shows and hides marks of a kind.
    pub(super) fn showing(kind: MarkKind) -> Self {
        match kind {
            MarkKind::Same => Self::ShowSame,
            MarkKind::Near => Self::ShowNear,
            MarkKind::Within => Self::ShowWithin,
            MarkKind::Check => Self::ShowCheck,
            MarkKind::Phrase => Self::TogglePhrases,
        }
    }

    /// Runs the action: pushes its command, opens its dialog or changes the view.
    pub fn run(self, ctx: &egui::Context, cx: &mut UiCtx<'_>) {
        match self.row().does {
            Does::Push(command) => cx.commands.extend(command(cx.session)),
            Does::IntoPane(command) => {
                cx.push(command(cx.session));
                cx.view.want(Wanted::Pane);
            }
            Does::Open(dialog) => cx.view.dialog = Some(dialog),
            Does::Zoom(zoom) => zoom(ctx),
            Does::FocusAnswer => cx.view.want(Wanted::Answer),
            Does::FocusFilter => cx.view.want(Wanted::Filter),
            Does::TextAlone => cx.view.slot::<TextAlone>().0 ^= true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_has_one_row_and_no_key_means_two_things() {
        let mut numbers: Vec<usize> = Action::all().map(|action| action as usize).collect();
        numbers.sort_unstable();
        let last = Action::About as usize;
        assert_eq!(numbers, (0..=last).collect::<Vec<_>>());
        let keys: Vec<&KeyboardShortcut> = rows().flat_map(|row| row.keys).collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key:?}");
        }
    }

    #[test]
    fn every_action_is_found_by_other_words_of_both_languages() {
        for row in rows() {
            let of = |is_han: bool| {
                let mut words = row.synonyms.split(' ').filter(|word| !word.is_empty());
                words.any(|word| word.chars().any(|c| c > '\u{2e80}') == is_han)
            };
            assert!(of(true) && of(false), "{:?}: {}", row.action, row.synonyms);
        }
    }

    #[test]
    fn an_action_that_can_be_disabled_says_what_it_needs() {
        let session = Session::new(crate::session::Settings::default(), "");
        for row in rows().filter(|row| !(row.when.holds)(&session)) {
            assert!(!row.when.needs.is_empty(), "{:?}", row.action);
        }
    }
}
