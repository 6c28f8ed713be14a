//! The state of the window itself.

use super::messages::Picker;
use super::notices::{Notice, Notices};

/// Notices, the path that is being typed, and names.
#[derive(Debug, Default)]
pub(in crate::session) struct Shell {
    notices: Notices,
    path_prompt: Option<Picker>,
    renderer: String,
    user: String,
    /// Number of bytes that are kept of scans that were read, once it was measured.
    kept_scans: Option<u64>,
}

impl Shell {
    /// The shell for a user with this name on the computer.
    pub(in crate::session) fn new(user: &str) -> Self {
        Self { user: user.to_owned(), ..Self::default() }
    }

    /// Notices on the screen, oldest first.
    pub(in crate::session) fn notices(&self) -> &[Notice] {
        self.notices.list()
    }

    /// Takes the notices out while a command is carried out.
    pub(in crate::session) fn take_notices(&mut self) -> Notices {
        std::mem::take(&mut self.notices)
    }

    /// Puts the notices back.
    pub(in crate::session) fn put_notices(&mut self, notices: Notices) {
        self.notices = notices;
    }

    /// The purpose of the path that is being typed.
    pub(in crate::session) fn path_prompt(&self) -> Option<&Picker> {
        self.path_prompt.as_ref()
    }

    /// Asks for a path to be typed.
    pub(in crate::session) fn ask_for_path(&mut self, picker: Picker) {
        self.path_prompt = Some(picker);
    }

    /// Ends the typing of a path; returns its purpose.
    pub(in crate::session) fn take_path_prompt(&mut self) -> Option<Picker> {
        self.path_prompt.take()
    }

    /// Name of the renderer; empty without a window.
    pub(in crate::session) fn renderer(&self) -> &str {
        &self.renderer
    }

    /// Stores the name of the renderer.
    pub(in crate::session) fn set_renderer(&mut self, name: String) {
        self.renderer = name;
    }

    /// Number of bytes that are kept of scans that were read, once it was measured.
    pub(in crate::session) fn kept_scans(&self) -> Option<u64> {
        self.kept_scans
    }

    /// Stores that number.
    pub(in crate::session) fn set_kept_scans(&mut self, bytes: u64) {
        self.kept_scans = Some(bytes);
    }

    /// The user's name on this computer.
    pub(in crate::session) fn user(&self) -> &str {
        &self.user
    }
}
