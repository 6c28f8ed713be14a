//! Everything that can be done without pointing at something: one table for menus, keys, buttons, the palette and the
//! key list. How pressed keys become actions is in `keys`.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::dialogs::Dialog;
use super::{UiCtx, icons};
use crate::review::{Judgement, Severity};
use crate::session::{
    Command, CompareCommand, EntryState, Grouping, LibraryCommand, MarkKind, NoteChange, PaneCommand,
    ReviewCommand, SavingCommand, ScreeningCommand, SearchCommand, Session, SettingsCommand, ShellCommand,
    Switch, Theme, View, WorkCommand,
};

/// Something that stands in a menu and may have keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "`Action::label` names the words that say what each does")]
pub enum Action {
    OpenFiles,
    OpenFolder,
    OpenReview,
    RankFolder,
    OpenSamples,
    Reread,
    CloseReport,
    Save,
    SaveAs,
    Export,
    Merge,
    Locate,
    Quit,
    Undo,
    Redo,
    Copy,
    SelectAll,
    NextFinding,
    PreviousFinding,
    OtherPlace,
    Confirm,
    Dismiss,
    FindingText,
    Filter,
    Note,
    EditNote,
    NextNote,
    PreviousNote,
    DeleteNotes,
    SeverityInfo,
    SeverityMinor,
    SeverityMajor,
    SeverityCritical,
    ClearChoice,
    Search,
    NextHit,
    PreviousHit,
    GoToLine,
    NextSection,
    PreviousSection,
    Back,
    Forward,
    NextPane,
    PreviousPane,
    OnePane,
    TwoPanes,
    ThreePanes,
    FourPanes,
    PaneLeft,
    PaneRight,
    LinkScrolling,
    Compare,
    NextDifference,
    PreviousDifference,
    HideEqualRows,
    CompareSelections,
    Matrix,
    Ranking,
    ToggleLibrary,
    ToggleFindings,
    ToggleFurniture,
    ShowSame,
    ShowNear,
    ShowWithin,
    ShowCheck,
    TogglePhrases,
    GroupNone,
    GroupReports,
    GroupKind,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Settings,
    Palette,
    Keys,
    CopyDiagnostics,
    About,
}

pub(super) const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

/// An action, the id of its words, its icon where it has one, its keys, the one shown in menus first.
type Row = (Action, &'static str, &'static str, &'static [KeyboardShortcut]);

/// All, in the order of the key list, which is that of the variants.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    (Action::OpenFiles, "action-open-files", icons::FILES, &[key(CTRL, Key::O)]),
    (Action::OpenFolder, "action-open-folder", icons::FOLDER_OPEN, &[key(CTRL_SHIFT, Key::O)]),
    (Action::OpenReview, "action-open-review", "", &[]),
    (Action::RankFolder, "action-rank-folder", "", &[key(CTRL_SHIFT, Key::R)]),
    (Action::OpenSamples, "action-open-samples", "", &[]),
    (Action::Reread, "reread", "", &[key(NONE, Key::F5)]),
    (Action::CloseReport, "close-report", "", &[key(CTRL, Key::W)]),
    (Action::Save, "action-save", icons::FLOPPY_DISK, &[key(CTRL, Key::S)]),
    (Action::SaveAs, "action-save-as", "", &[key(CTRL_SHIFT, Key::S)]),
    (Action::Export, "action-export", icons::EXPORT, &[key(CTRL, Key::E)]),
    (Action::Merge, "action-merge", "", &[]),
    (Action::Locate, "action-locate", "", &[]),
    (Action::Quit, "action-quit", "", &[key(CTRL, Key::Q)]),
    (Action::Undo, "action-undo", icons::UNDO, &[key(CTRL, Key::Z)]),
    (Action::Redo, "action-redo", icons::REDO, &[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)]),
    (Action::Copy, "action-copy", "", &[key(CTRL, Key::C)]),
    (Action::SelectAll, "action-select-all", "", &[key(CTRL, Key::A)]),
    (Action::NextFinding, "action-next-finding", icons::ARROW_DOWN, &[key(NONE, Key::J), key(NONE, Key::F8)]),
    (Action::PreviousFinding, "action-previous-finding", icons::ARROW_UP, &[key(NONE, Key::K), key(SHIFT, Key::F8)]),
    (Action::OtherPlace, "action-other-place", icons::ARROWS_LEFT_RIGHT, &[key(NONE, Key::O)]),
    (Action::Confirm, "action-confirm", icons::CHECK_CIRCLE, &[key(NONE, Key::Y)]),
    (Action::Dismiss, "action-dismiss", icons::PROHIBIT, &[key(NONE, Key::X)]),
    (Action::FindingText, "action-finding-text", "", &[key(NONE, Key::F7)]),
    (Action::Filter, "action-filter", icons::FUNNEL, &[key(CTRL_SHIFT, Key::F)]),
    (Action::Note, "action-note", icons::NOTE_PENCIL, &[key(NONE, Key::N)]),
    (Action::EditNote, "note-edit", "", &[key(NONE, Key::E)]),
    (Action::NextNote, "action-next-note", "", &[key(SHIFT, Key::J), key(NONE, Key::F4)]),
    (Action::PreviousNote, "action-previous-note", "", &[key(SHIFT, Key::K), key(SHIFT, Key::F4)]),
    (Action::DeleteNotes, "notes-delete", icons::TRASH, &[key(NONE, Key::Delete)]),
    (Action::SeverityInfo, "action-severity-info", "", &[key(NONE, Key::Num1)]),
    (Action::SeverityMinor, "action-severity-minor", "", &[key(NONE, Key::Num2)]),
    (Action::SeverityMajor, "action-severity-major", "", &[key(NONE, Key::Num3)]),
    (Action::SeverityCritical, "action-severity-critical", "", &[key(NONE, Key::Num4)]),
    (Action::ClearChoice, "action-clear-choice", "", &[key(NONE, Key::Escape)]),
    (Action::Search, "action-search", icons::MAGNIFYING_GLASS, &[key(CTRL, Key::F)]),
    (Action::NextHit, "action-next-hit", "", &[key(NONE, Key::F3)]),
    (Action::PreviousHit, "action-previous-hit", "", &[key(SHIFT, Key::F3)]),
    (Action::GoToLine, "action-go-to-line", icons::HASH, &[key(CTRL, Key::G)]),
    (Action::NextSection, "action-next-section", "", &[key(NONE, Key::CloseBracket)]),
    (Action::PreviousSection, "action-previous-section", "", &[key(NONE, Key::OpenBracket)]),
    (Action::Back, "action-back", icons::ARROW_LEFT, &[key(ALT, Key::ArrowLeft)]),
    (Action::Forward, "action-forward", icons::ARROW_RIGHT, &[key(ALT, Key::ArrowRight)]),
    (Action::NextPane, "action-next-pane", "", &[key(NONE, Key::F6)]),
    (Action::PreviousPane, "action-previous-pane", "", &[key(SHIFT, Key::F6)]),
    (Action::OnePane, "action-one-pane", icons::SQUARE, &[key(CTRL, Key::Num1)]),
    (Action::TwoPanes, "action-two-panes", icons::COLUMNS, &[key(CTRL, Key::Num2)]),
    (Action::ThreePanes, "action-three-panes", "", &[key(CTRL, Key::Num3)]),
    (Action::FourPanes, "action-four-panes", "", &[key(CTRL, Key::Num4)]),
    (Action::PaneLeft, "action-pane-left", "", &[]),
    (Action::PaneRight, "action-pane-right", "", &[]),
    (Action::LinkScrolling, "action-link-scrolling", icons::LINK, &[key(NONE, Key::L)]),
    (Action::Compare, "action-compare", icons::GIT_DIFF, &[key(CTRL, Key::D)]),
    (Action::NextDifference, "action-next-difference", "", &[key(ALT, Key::ArrowDown)]),
    (Action::PreviousDifference, "action-previous-difference", "", &[key(ALT, Key::ArrowUp)]),
    (Action::HideEqualRows, "action-hide-equal-rows", "", &[]),
    (Action::CompareSelections, "action-compare-selections", "", &[key(CTRL_SHIFT, Key::D)]),
    (Action::Matrix, "action-matrix", icons::GRID_NINE, &[key(CTRL, Key::M)]),
    (Action::Ranking, "action-ranking", "", &[]),
    (Action::ToggleLibrary, "action-toggle-library", "", &[key(NONE, Key::F9)]),
    (Action::ToggleFindings, "action-toggle-findings", "", &[key(NONE, Key::F10)]),
    (Action::ToggleFurniture, "action-toggle-furniture", icons::EYE_SLASH, &[]),
    (Action::ShowSame, "action-show-same", icons::EQUALS, &[]),
    (Action::ShowNear, "action-show-near", icons::APPROXIMATE_EQUALS, &[]),
    (Action::ShowWithin, "action-show-within", icons::ARROW_COUNTER_CLOCKWISE, &[]),
    (Action::ShowCheck, "action-show-check", icons::WARNING_CIRCLE, &[]),
    (Action::TogglePhrases, "action-toggle-phrases", icons::DOT_OUTLINE, &[]),
    (Action::GroupNone, "action-group-none", "", &[]),
    (Action::GroupReports, "action-group-reports", "", &[]),
    (Action::GroupKind, "action-group-kind", "", &[]),
    (Action::ZoomIn, "action-zoom-in", "", &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)]),
    (Action::ZoomOut, "action-zoom-out", "", &[key(CTRL, Key::Minus)]),
    (Action::ZoomReset, "action-zoom-reset", "", &[key(CTRL, Key::Num0)]),
    (Action::ThemeSystem, "action-theme-system", "", &[]),
    (Action::ThemeLight, "action-theme-light", "", &[]),
    (Action::ThemeDark, "action-theme-dark", "", &[]),
    (Action::Settings, "action-settings", icons::GEAR, &[key(CTRL, Key::Comma)]),
    (Action::Palette, "action-palette", icons::COMMAND, &[key(CTRL, Key::K)]),
    (Action::Keys, "action-keys", "", &[key(NONE, Key::F1)]),
    (Action::CopyDiagnostics, "action-copy-diagnostics", "", &[]),
    (Action::About, "action-about", "", &[]),
];

impl Action {
    /// All, in the order of the key list.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Id of its words.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().1
    }

    /// Its icon, where it has one.
    #[must_use]
    pub fn icon(self) -> Option<&'static str> {
        Some(self.row().2).filter(|icon| !icon.is_empty())
    }

    /// Its keys, the one shown in menus first. Plain letters work only while no text field has the focus.
    #[must_use]
    pub fn keys(self) -> &'static [KeyboardShortcut] {
        self.row().3
    }

    /// Whether it can be done now.
    #[must_use]
    pub fn is_enabled(self, session: &Session) -> bool {
        let panes = session.panes().list.len();
        let focus = session.panes().focus;
        match self {
            Self::Save => session.has_unsaved_work() || session.review_path().is_none() && session.can_save(),
            Self::Reread
            | Self::CloseReport
            | Self::SelectAll
            | Self::GoToLine
            | Self::NextSection
            | Self::PreviousSection => session.panes().focused_report().is_some(),
            Self::SaveAs => session.can_save(),
            Self::Undo => session.history().undo_name().is_some(),
            Self::Redo => session.history().redo_name().is_some(),
            Self::Copy => session.selection().is_some(),
            Self::Note => session.selection().is_some() || session.chosen().is_some(),
            Self::ClearChoice => {
                session.selection().is_some()
                    || session.chosen().is_some()
                    || session.notes().chosen_count() > 0
            }
            Self::Export | Self::Locate => !session.review().reports.is_empty(),
            Self::EditNote => session.draft().is_none() && session.notes().only_chosen().is_some(),
            Self::NextNote | Self::PreviousNote => !session.notes().listed.is_empty(),
            Self::DeleteNotes => session.draft().is_none() && session.notes().chosen_count() > 0,
            Self::SeverityInfo | Self::SeverityMinor | Self::SeverityMajor | Self::SeverityCritical => {
                session.draft().is_some() || session.notes().chosen_count() > 0
            }
            Self::NextFinding | Self::PreviousFinding => {
                session.view() == View::Compare || !session.listing().findings().is_empty()
            }
            Self::OtherPlace | Self::Confirm | Self::Dismiss | Self::FindingText => {
                session.chosen().is_some()
            }
            Self::Filter => session.listing().unfiltered > 0,
            Self::NextHit | Self::PreviousHit => {
                session.search().is_some_and(|search| !search.hits().is_empty())
            }
            Self::Compare => session.can_compare(),
            Self::CompareSelections => session.selections_to_compare().is_some(),
            Self::Matrix => session.view() == View::Matrix || !session.matrix().reports.is_empty(),
            Self::Ranking => session.screening().is_some(),
            Self::NextDifference | Self::PreviousDifference => session.view() == View::Compare,
            Self::Back => session.jump_list().can_go_back(),
            Self::Forward => session.jump_list().can_go_forward(),
            Self::Search | Self::OnePane | Self::TwoPanes | Self::ThreePanes | Self::FourPanes => {
                !session.entries().is_empty()
            }
            Self::NextPane | Self::PreviousPane | Self::LinkScrolling => panes > 1,
            Self::PaneLeft => focus > 0,
            Self::PaneRight => focus + 1 < panes,
            _ => true,
        }
    }

    /// Whether it is a switch that is on now; `None` where it is no switch.
    #[must_use]
    pub fn is_on(self, session: &Session) -> Option<bool> {
        let settings = session.settings();
        let panes = session.panes().list.len();
        Some(match self {
            Self::OnePane => panes == 1,
            Self::TwoPanes => panes == 2,
            Self::ThreePanes => panes == 3,
            Self::FourPanes => panes == 4,
            Self::LinkScrolling => settings.link_scrolling,
            Self::Compare => session.view() == View::Compare,
            Self::Matrix => session.view() == View::Matrix,
            Self::Ranking => session.view() == View::Screening,
            Self::HideEqualRows => settings.hide_equal_rows,
            Self::ToggleLibrary => settings.show_library,
            Self::ToggleFindings => settings.show_findings,
            Self::ToggleFurniture => settings.hide_furniture,
            Self::ShowSame | Self::ShowNear | Self::ShowWithin | Self::ShowCheck | Self::TogglePhrases => {
                settings.shows_marks(self.marks()?)
            }
            Self::GroupNone => settings.grouping == Grouping::None,
            Self::GroupReports => settings.grouping == Grouping::Reports,
            Self::GroupKind => settings.grouping == Grouping::Kind,
            Self::ThemeSystem => settings.theme == Theme::System,
            Self::ThemeLight => settings.theme == Theme::Light,
            Self::ThemeDark => settings.theme == Theme::Dark,
            _ => return None,
        })
    }

    /// The kind of marks that it shows and hides.
    fn marks(self) -> Option<MarkKind> {
        MarkKind::ALL.into_iter().find(|kind| Self::showing(*kind) == self)
    }

    /// What shows and hides marks of a kind.
    pub(super) fn showing(kind: MarkKind) -> Self {
        match kind {
            MarkKind::Same => Self::ShowSame,
            MarkKind::Near => Self::ShowNear,
            MarkKind::Within => Self::ShowWithin,
            MarkKind::Check => Self::ShowCheck,
            MarkKind::Phrase => Self::TogglePhrases,
        }
    }

    /// Does it.
    pub fn run(self, ctx: &egui::Context, cx: &mut UiCtx<'_>) {
        match self.command(cx.session) {
            Some(command) => cx.push(command),
            None => self.run_in_view(ctx, cx),
        }
    }

    /// What it asks the session for; `None` for what concerns the view alone.
    fn command(self, session: &Session) -> Option<Command> {
        let toggle = |switch| Command::Settings(SettingsCommand::Toggle(switch));
        let group = |grouping| Command::Settings(SettingsCommand::Grouping(grouping));
        let theme = |theme| Command::Settings(SettingsCommand::Theme(theme));
        let (focus, panes) = (session.panes().focus, session.panes().list.len());
        Some(match self {
            Self::OpenFiles => Command::Library(LibraryCommand::OpenFilesDialog),
            Self::OpenFolder => Command::Library(LibraryCommand::OpenFolderDialog),
            Self::RankFolder => Command::Screening(ScreeningCommand::FolderDialog),
            Self::OpenReview => Command::Saving(SavingCommand::OpenDialog),
            Self::OpenSamples => Command::Library(LibraryCommand::OpenSamples),
            Self::Reread => {
                let report = session.panes().focused_report()?;
                Command::Library(LibraryCommand::Reread(
                    report,
                    session.entry(report).and_then(|entry| entry.encoding),
                ))
            }
            Self::CloseReport => Command::Library(LibraryCommand::Close(session.panes().focused_report()?)),
            Self::Save => Command::Saving(SavingCommand::Save),
            Self::SaveAs => Command::Saving(SavingCommand::SaveAs),
            Self::Quit => Command::Saving(SavingCommand::Quit),
            Self::Undo => Command::Review(ReviewCommand::Undo),
            Self::Redo => Command::Review(ReviewCommand::Redo),
            Self::Copy => Command::Panes(PaneCommand::CopySelection),
            Self::SelectAll => Command::Panes(PaneCommand::SelectAll),
            Self::CopyDiagnostics => Command::Shell(ShellCommand::CopyDiagnostics),
            Self::Merge => Command::Saving(SavingCommand::MergeDialog),
            Self::Locate => Command::Library(LibraryCommand::LocateDialog),
            Self::EditNote => {
                Command::Review(ReviewCommand::EditNote(session.notes().only_chosen()?.clone()))
            }
            Self::NextNote => Command::Review(ReviewCommand::StepNote(1)),
            Self::PreviousNote => Command::Review(ReviewCommand::StepNote(-1)),
            Self::DeleteNotes => Command::Review(ReviewCommand::ChangeNotes(NoteChange::Delete)),
            Self::SeverityInfo => Command::Review(ReviewCommand::SetSeverity(Severity::Info)),
            Self::SeverityMinor => Command::Review(ReviewCommand::SetSeverity(Severity::Minor)),
            Self::SeverityMajor => Command::Review(ReviewCommand::SetSeverity(Severity::Major)),
            Self::SeverityCritical => Command::Review(ReviewCommand::SetSeverity(Severity::Critical)),
            Self::Note => Command::Review(ReviewCommand::BeginNote),
            Self::ClearChoice => Command::Work(WorkCommand::ClearChoice),
            // What is walked on is what is shown.
            Self::NextFinding if session.view() == View::Compare => {
                Command::Compare(CompareCommand::StepDifference(1))
            }
            Self::PreviousFinding if session.view() == View::Compare => {
                Command::Compare(CompareCommand::StepDifference(-1))
            }
            Self::NextFinding => Command::Work(WorkCommand::Step(1)),
            Self::PreviousFinding => Command::Work(WorkCommand::Step(-1)),
            Self::OtherPlace => Command::Work(WorkCommand::OtherPlace),
            Self::Confirm => Command::Work(WorkCommand::JudgeChosen(Judgement::Confirmed)),
            Self::Dismiss => Command::Work(WorkCommand::JudgeChosen(Judgement::Dismissed)),
            Self::Search => Command::Search(SearchCommand::Open),
            Self::NextHit => Command::Search(SearchCommand::Step(1)),
            Self::PreviousHit => Command::Search(SearchCommand::Step(-1)),
            Self::NextSection => Command::Panes(PaneCommand::StepSection(1)),
            Self::PreviousSection => Command::Panes(PaneCommand::StepSection(-1)),
            Self::Back => Command::Panes(PaneCommand::StepJump(-1)),
            Self::Forward => Command::Panes(PaneCommand::StepJump(1)),
            Self::OnePane => Command::Panes(PaneCommand::SetCount(1)),
            Self::TwoPanes => Command::Panes(PaneCommand::SetCount(2)),
            Self::ThreePanes => Command::Panes(PaneCommand::SetCount(3)),
            Self::FourPanes => Command::Panes(PaneCommand::SetCount(4)),
            Self::NextPane => Command::Panes(PaneCommand::Focus((focus + 1) % panes)),
            Self::PreviousPane => Command::Panes(PaneCommand::Focus((focus + panes - 1) % panes)),
            Self::PaneLeft => Command::Panes(PaneCommand::Move { from: focus, to: focus.checked_sub(1)? }),
            Self::PaneRight => Command::Panes(PaneCommand::Move { from: focus, to: focus + 1 }),
            Self::LinkScrolling => toggle(Switch::LinkScrolling),
            Self::Compare => Command::Panes(PaneCommand::SetView(View::Compare)),
            Self::CompareSelections => Command::Compare(CompareCommand::Selections),
            Self::Matrix => Command::Panes(PaneCommand::SetView(View::Matrix)),
            Self::Ranking => Command::Panes(PaneCommand::SetView(View::Screening)),
            Self::NextDifference => Command::Compare(CompareCommand::StepDifference(1)),
            Self::PreviousDifference => Command::Compare(CompareCommand::StepDifference(-1)),
            Self::HideEqualRows => toggle(Switch::HideEqualRows),
            Self::ToggleLibrary => toggle(Switch::Library),
            Self::ToggleFindings => toggle(Switch::Findings),
            Self::ToggleFurniture => toggle(Switch::HideFurniture),
            Self::ShowSame | Self::ShowNear | Self::ShowWithin | Self::ShowCheck | Self::TogglePhrases => {
                Command::Settings(SettingsCommand::ToggleMarks(self.marks()?))
            }
            Self::GroupNone => group(Grouping::None),
            Self::GroupReports => group(Grouping::Reports),
            Self::GroupKind => group(Grouping::Kind),
            Self::ThemeSystem => theme(Theme::System),
            Self::ThemeLight => theme(Theme::Light),
            Self::ThemeDark => theme(Theme::Dark),
            _ => return None,
        })
    }

    fn run_in_view(self, ctx: &egui::Context, cx: &mut UiCtx<'_>) {
        match self {
            Self::ZoomIn => egui::gui_zoom::zoom_in(ctx),
            Self::ZoomOut => egui::gui_zoom::zoom_out(ctx),
            Self::ZoomReset => ctx.set_zoom_factor(1.0),
            Self::Filter => cx.view.filter_wanted = true,
            Self::GoToLine => cx.view.dialog = Some(Dialog::GoToLine),
            Self::FindingText => cx.view.dialog = Some(Dialog::FindingText),
            Self::Export => cx.view.dialog = Some(Dialog::Export),
            Self::Settings => cx.view.dialog = Some(Dialog::Settings),
            Self::Palette => cx.view.dialog = Some(Dialog::Palette),
            Self::Keys => cx.view.dialog = Some(Dialog::Keys),
            Self::About => cx.view.dialog = Some(Dialog::About),
            _ => {}
        }
    }
}

impl Session {
    /// Whether there is anything worth a review file.
    fn can_save(&self) -> bool {
        self.entries().iter().any(|entry| matches!(entry.state, EntryState::Ready(_)))
            || !self.review().notes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_variants_and_no_key_means_two_things() {
        let mut keys = Vec::new();
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.0 as usize, index, "{:?}", row.0);
            keys.extend(row.3.iter().map(|key| (key.modifiers, key.logical_key)));
        }
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key:?}");
        }
    }
}
