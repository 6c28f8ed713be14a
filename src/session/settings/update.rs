//! Changing the user's choices and storing them.

use std::path::Path;

use super::left_at::LeftAt;
use super::messages::SettingsCommand;
use super::model::Settings;
use crate::session::context::Context;
use crate::session::shell::messages::{Picker, ShellEffect};

/// The user's choices.
#[derive(Debug)]
pub(in crate::session) struct SettingsState {
    settings: Settings,
    /// Incremented with each change.
    revision: u64,
}

/// The consequence of a change for other components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::session) enum Changed {
    /// Nothing has changed.
    Nothing,
    /// The list of findings may be composed differently.
    Looks,
    /// The reports have to be analysed again.
    Analysis,
}

impl SettingsState {
    /// Begins with these choices, clamped to their ranges.
    pub(in crate::session) fn new(settings: Settings) -> Self {
        Self { settings: settings.in_range(), revision: 0 }
    }

    /// The present choices.
    pub(in crate::session) fn get(&self) -> &Settings {
        &self.settings
    }

    /// Incremented with each change.
    pub(in crate::session) fn revision(&self) -> u64 {
        self.revision
    }

    /// Makes a change and stores the choices.
    pub(in crate::session) fn apply(&mut self, command: SettingsCommand, cx: &mut Context) -> Changed {
        if command == SettingsCommand::ProfileDialog {
            cx.push(ShellEffect::Pick(Picker::Profile));
            return Changed::Nothing;
        }
        let mut settings = self.settings.clone();
        command.change(&mut settings);
        let settings = settings.in_range();
        if settings == self.settings {
            return Changed::Nothing;
        }
        let anew = settings.changes_analysis(&self.settings);
        self.settings = settings;
        self.revision += 1;
        cx.push(ShellEffect::StoreSettings(self.settings.clone()));
        if anew { Changed::Analysis } else { Changed::Looks }
    }

    /// Puts a review first in the recent ones.
    pub(in crate::session) fn remember(&mut self, review: &Path, cx: &mut Context) {
        let before = self.settings.recent.clone();
        self.settings.remember(review);
        if self.settings.recent != before {
            cx.push(ShellEffect::StoreSettings(self.settings.clone()));
        }
    }

    /// Keeps the place at which a review was left.
    pub(in crate::session) fn keep_place(&mut self, left: LeftAt, cx: &mut Context) {
        let before = self.settings.left_at.clone();
        self.settings.keep_place(left);
        if self.settings.left_at != before {
            cx.push(ShellEffect::StoreSettings(self.settings.clone()));
        }
    }

    /// The place at which a review was left.
    pub(in crate::session) fn place_of(&self, review: &Path) -> Option<&LeftAt> {
        LeftAt::of(&self.settings.left_at, review)
    }

    /// Another review was opened: drops the export options that belong to the previous one.
    pub(in crate::session) fn forget_review(&mut self) {
        self.settings.export = self.settings.export.clone().for_any_review();
    }
}

#[cfg(test)]
mod tests {
    use super::super::messages::Switch;
    use super::*;

    #[test]
    fn two_changes_in_one_frame_both_take_effect() {
        let mut state = SettingsState::new(Settings::default());
        let mut cx = Context::default();
        for switch in [Switch::Library, Switch::Findings] {
            assert_eq!(state.apply(SettingsCommand::Toggle(switch), &mut cx), Changed::Looks);
        }
        assert!(!state.get().show_library && !state.get().show_findings);
    }

    #[test]
    fn a_change_to_the_present_value_or_out_of_range_stores_nothing() {
        let mut state = SettingsState::new(Settings::default());
        let mut cx = Context::default();
        let most = *Settings::READING_SIZES.end();
        assert_eq!(state.apply(SettingsCommand::ReadingSize(most), &mut cx), Changed::Looks);
        let (_, _) = std::mem::take(&mut cx).finish();
        assert_eq!(state.apply(SettingsCommand::ReadingSize(most + 9.0), &mut cx), Changed::Nothing);
        assert!(cx.is_empty());
        assert_eq!(state.apply(SettingsCommand::MinLength(99), &mut cx), Changed::Analysis);
    }
}
