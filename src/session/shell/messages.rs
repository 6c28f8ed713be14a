//! Commands, effects and outcomes about the window itself: notices, dialogs, the clipboard.

use std::path::PathBuf;

use crate::message::Message;
use crate::session::export::ExportPlace;
use crate::session::settings::Settings;

/// Commands about the window itself.
#[derive(Clone, Debug)]
pub enum ShellCommand {
    /// Dismiss a notice.
    Dismiss(u64),
    /// Accept the path typed where the system offers no file dialog; `None` cancels.
    TypePath(Option<PathBuf>),
    /// Copy a diagnostic report to the clipboard.
    CopyDiagnostics,
}

/// Work of the window and the system.
#[derive(Clone, Debug)]
pub enum ShellEffect {
    /// Ask for paths in a dialog.
    Pick(Picker),
    /// Gather a diagnostic report.
    Diagnose {
        /// Name of the renderer that draws the window.
        renderer: String,
        /// The user's choices.
        settings: Settings,
    },
    /// Copy text to the clipboard.
    Copy(String),
    /// Store the user's choices.
    StoreSettings(Settings),
    /// Close the window.
    Close,
}

/// Results from the window and the system.
#[derive(Debug)]
pub enum ShellOutcome {
    /// Paths were chosen in a dialog; none if it was cancelled.
    Picked(Picker, Vec<PathBuf>),
    /// The system offers no file dialog.
    NoDialog(Picker),
    /// The diagnostic report.
    Diagnosed(String),
    /// Name of the renderer that draws the window.
    Renderer(String),
    /// Another job failed.
    Failed(Message),
}

/// Purpose of a file dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picker {
    /// Report files, several.
    Reports,
    /// A folder of reports.
    Folder,
    /// A folder to screen.
    ScreeningFolder,
    /// A review file to open.
    Review,
    /// A review file to merge.
    Merge,
    /// A folder to search for reports that were moved.
    Missing,
    /// A profile of parts.
    Profile,
    /// A file to write the review to.
    SaveReview {
        /// Proposed name.
        name: String,
        /// Folder to begin in.
        folder: Option<PathBuf>,
    },
    /// A file or folder to export to.
    Export(ExportPlace),
}
