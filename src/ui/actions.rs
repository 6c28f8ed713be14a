//! Everything that can be done without pointing at something: one table for menus, keys, buttons and the key list.

use egui::{Event, Key, KeyboardShortcut, Modifiers};

use super::dialogs::Dialog;
use super::{UiCtx, icons};
use crate::session::{Command, EntryState, Session, Settings, Theme};

/// Something that stands in a menu and may have keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "`Action::label` names the words that say what each does")]
pub enum Action {
    OpenFiles,
    OpenFolder,
    OpenReview,
    OpenSamples,
    Reread,
    CloseReport,
    Save,
    SaveAs,
    Quit,
    Undo,
    Redo,
    Copy,
    Note,
    ClearChoice,
    NextFinding,
    PreviousFinding,
    OtherPlace,
    OnePane,
    TwoPanes,
    NextPane,
    ToggleLibrary,
    ToggleFindings,
    ToggleFurniture,
    TogglePhrases,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Keys,
    About,
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const SHIFT: Modifiers = Modifiers::SHIFT;

impl Action {
    /// All, in the order of the key list.
    pub const ALL: [Self; 32] = [
        Self::OpenFiles,
        Self::OpenFolder,
        Self::OpenReview,
        Self::OpenSamples,
        Self::Reread,
        Self::CloseReport,
        Self::Save,
        Self::SaveAs,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Copy,
        Self::NextFinding,
        Self::PreviousFinding,
        Self::OtherPlace,
        Self::Note,
        Self::ClearChoice,
        Self::NextPane,
        Self::OnePane,
        Self::TwoPanes,
        Self::ToggleLibrary,
        Self::ToggleFindings,
        Self::ToggleFurniture,
        Self::TogglePhrases,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::ThemeSystem,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::Keys,
        Self::About,
    ];

    /// Id of its words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenFiles => "action-open-files",
            Self::OpenFolder => "action-open-folder",
            Self::OpenReview => "action-open-review",
            Self::OpenSamples => "action-open-samples",
            Self::Reread => "reread",
            Self::CloseReport => "close-report",
            Self::Save => "action-save",
            Self::SaveAs => "action-save-as",
            Self::Quit => "action-quit",
            Self::Undo => "action-undo",
            Self::Redo => "action-redo",
            Self::Copy => "action-copy",
            Self::Note => "action-note",
            Self::ClearChoice => "action-clear-choice",
            Self::NextFinding => "action-next-finding",
            Self::PreviousFinding => "action-previous-finding",
            Self::OtherPlace => "action-other-place",
            Self::OnePane => "action-one-pane",
            Self::TwoPanes => "action-two-panes",
            Self::NextPane => "action-next-pane",
            Self::ToggleLibrary => "action-toggle-library",
            Self::ToggleFindings => "action-toggle-findings",
            Self::ToggleFurniture => "action-toggle-furniture",
            Self::TogglePhrases => "action-toggle-phrases",
            Self::ZoomIn => "action-zoom-in",
            Self::ZoomOut => "action-zoom-out",
            Self::ZoomReset => "action-zoom-reset",
            Self::ThemeSystem => "action-theme-system",
            Self::ThemeLight => "action-theme-light",
            Self::ThemeDark => "action-theme-dark",
            Self::Keys => "action-keys",
            Self::About => "action-about",
        }
    }

    /// Its icon, where it has one.
    #[must_use]
    pub fn icon(self) -> Option<&'static str> {
        Some(match self {
            Self::OpenFiles => icons::FILES,
            Self::OpenFolder => icons::FOLDER_OPEN,
            Self::Save => icons::FLOPPY_DISK,
            Self::Undo => icons::UNDO,
            Self::Redo => icons::REDO,
            Self::Note => icons::NOTE_PENCIL,
            Self::NextFinding => icons::ARROW_DOWN,
            Self::PreviousFinding => icons::ARROW_UP,
            Self::OtherPlace => icons::ARROWS_LEFT_RIGHT,
            Self::OnePane => icons::SQUARE,
            Self::TwoPanes => icons::COLUMNS,
            Self::ToggleFurniture => icons::EYE_SLASH,
            Self::TogglePhrases => icons::DOT_OUTLINE,
            _ => return None,
        })
    }

    /// Its keys, the one shown in menus first. Plain letters work only while no text field has the focus.
    #[must_use]
    pub fn keys(self) -> &'static [KeyboardShortcut] {
        const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(modifiers, key)
        }
        match self {
            Self::OpenFiles => const { &[key(CTRL, Key::O)] },
            Self::OpenFolder => const { &[key(CTRL_SHIFT, Key::O)] },
            Self::Reread => const { &[key(NONE, Key::F5)] },
            Self::CloseReport => const { &[key(CTRL, Key::W)] },
            Self::Save => const { &[key(CTRL, Key::S)] },
            Self::SaveAs => const { &[key(CTRL_SHIFT, Key::S)] },
            Self::Quit => const { &[key(CTRL, Key::Q)] },
            Self::Undo => const { &[key(CTRL, Key::Z)] },
            Self::Redo => const { &[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)] },
            Self::Copy => const { &[key(CTRL, Key::C)] },
            Self::Note => const { &[key(NONE, Key::N)] },
            Self::ClearChoice => const { &[key(NONE, Key::Escape)] },
            Self::NextFinding => const { &[key(NONE, Key::J), key(NONE, Key::F8)] },
            Self::PreviousFinding => const { &[key(NONE, Key::K), key(SHIFT, Key::F8)] },
            Self::OtherPlace => const { &[key(NONE, Key::O)] },
            Self::NextPane => const { &[key(NONE, Key::F6)] },
            Self::ToggleLibrary => const { &[key(NONE, Key::F9)] },
            Self::ToggleFindings => const { &[key(NONE, Key::F10)] },
            Self::ZoomIn => const { &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)] },
            Self::ZoomOut => const { &[key(CTRL, Key::Minus)] },
            Self::ZoomReset => const { &[key(CTRL, Key::Num0)] },
            Self::Keys => const { &[key(NONE, Key::F1)] },
            _ => &[],
        }
    }

    /// Whether it can be done now.
    #[must_use]
    pub fn is_enabled(self, session: &Session) -> bool {
        let has_findings = || session.findings.visible(session.settings.show_phrases).next().is_some();
        match self {
            Self::Save => session.has_unsaved_work() || session.review_path.is_none() && session.can_save(),
            Self::Reread | Self::CloseReport => session.panes.focused_report().is_some(),
            Self::SaveAs => session.can_save(),
            Self::Undo => session.history.undo_name().is_some(),
            Self::Redo => session.history.redo_name().is_some(),
            Self::Copy => session.selection.is_some(),
            Self::Note | Self::ClearChoice => session.selection.is_some() || session.chosen.is_some(),
            Self::NextFinding | Self::PreviousFinding => has_findings(),
            Self::OtherPlace => session.chosen.is_some(),
            Self::OnePane | Self::TwoPanes | Self::NextPane => !session.entries.is_empty(),
            _ => true,
        }
    }

    /// Whether it is a switch that is on now; `None` where it is no switch.
    #[must_use]
    pub fn is_on(self, session: &Session) -> Option<bool> {
        let settings = &session.settings;
        Some(match self {
            Self::OnePane => session.panes.list.len() == 1,
            Self::TwoPanes => session.panes.list.len() == 2,
            Self::ToggleLibrary => settings.show_library,
            Self::ToggleFindings => settings.show_findings,
            Self::ToggleFurniture => settings.hide_furniture,
            Self::TogglePhrases => settings.show_phrases,
            Self::ThemeSystem => settings.theme == Theme::System,
            Self::ThemeLight => settings.theme == Theme::Light,
            Self::ThemeDark => settings.theme == Theme::Dark,
            _ => return None,
        })
    }

    /// Does it.
    pub fn run(self, ctx: &egui::Context, cx: &mut UiCtx<'_>) {
        let set = |change: fn(&mut Settings)| {
            let mut settings = cx.session.settings.clone();
            change(&mut settings);
            Command::Set(settings)
        };
        let command = match self {
            Self::OpenFiles => Command::OpenFilesDialog,
            Self::OpenFolder => Command::OpenFolderDialog,
            Self::OpenReview => Command::OpenReviewDialog,
            Self::OpenSamples => Command::OpenSamples,
            Self::Reread | Self::CloseReport => match cx.session.panes.focused_report() {
                Some(report) if self == Self::CloseReport => Command::CloseReport(report),
                Some(report) => {
                    Command::Reread(report, cx.session.entry(report).and_then(|entry| entry.encoding))
                }
                None => return,
            },
            Self::Save => Command::Save,
            Self::SaveAs => Command::SaveAs,
            Self::Quit => Command::Quit,
            Self::Undo => Command::Undo,
            Self::Redo => Command::Redo,
            Self::Copy => Command::CopySelection,
            Self::Note => Command::BeginNote,
            Self::ClearChoice => Command::ClearChoice,
            Self::NextFinding => Command::StepFinding(1),
            Self::PreviousFinding => Command::StepFinding(-1),
            Self::OtherPlace => Command::OtherPlace,
            Self::OnePane => Command::SetPaneCount(1),
            Self::TwoPanes => Command::SetPaneCount(2),
            Self::NextPane => Command::FocusPane((cx.session.panes.focus + 1) % cx.session.panes.list.len()),
            Self::ToggleLibrary => set(|settings| settings.show_library ^= true),
            Self::ToggleFindings => set(|settings| settings.show_findings ^= true),
            Self::ToggleFurniture => set(|settings| settings.hide_furniture ^= true),
            Self::TogglePhrases => set(|settings| settings.show_phrases ^= true),
            Self::ThemeSystem => set(|settings| settings.theme = Theme::System),
            Self::ThemeLight => set(|settings| settings.theme = Theme::Light),
            Self::ThemeDark => set(|settings| settings.theme = Theme::Dark),
            Self::ZoomIn => return egui::gui_zoom::zoom_in(ctx),
            Self::ZoomOut => return egui::gui_zoom::zoom_out(ctx),
            Self::ZoomReset => return ctx.set_zoom_factor(1.0),
            Self::Keys => return cx.view.dialog = Some(Dialog::Keys),
            Self::About => return cx.view.dialog = Some(Dialog::About),
        };
        cx.push(command);
    }
}

/// Turns pressed keys into actions. While a question or dialog is open, only that is spoken to.
pub fn take_keys(ctx: &egui::Context, cx: &mut UiCtx<'_>) {
    if cx.is_modal() {
        return;
    }
    let any = ctx.input(|input| input.events.iter().any(|e| matches!(e, Event::Key { .. } | Event::Copy)));
    if !any {
        return;
    }
    let typing = ctx.text_edit_focused();
    // Ctrl+C arrives as an event of its own.
    let copied = !typing && ctx.input(|input| input.events.contains(&Event::Copy));
    if copied && Action::Copy.is_enabled(cx.session) {
        cx.push(Command::CopySelection);
    }
    // Keys with more modifiers first: Ctrl+Shift+O also holds what Ctrl+O asks for.
    let mut bound: Vec<(Action, KeyboardShortcut)> =
        Action::ALL.iter().flat_map(|&action| action.keys().iter().map(move |&key| (action, key))).collect();
    bound.sort_by_key(|(_, key)| std::cmp::Reverse(key.modifiers.shift));
    for (action, key) in bound {
        let is_plain = key.modifiers == NONE && !is_function_key(key.logical_key);
        // A text field has its own undo, and a letter typed there is a letter.
        let is_the_fields = is_plain || matches!(action, Action::Undo | Action::Redo | Action::Copy);
        if typing && is_the_fields || !action.is_enabled(cx.session) {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(&key)) {
            action.run(ctx, cx);
        }
    }
}

fn is_function_key(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F5 | Key::F6 | Key::F8 | Key::F9 | Key::F10)
}

impl Session {
    /// Whether there is anything worth a review file.
    fn can_save(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry.state, EntryState::Ready(_)))
            || !self.review.notes.is_empty()
    }
}
