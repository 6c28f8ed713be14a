//! Commands, effects and outcomes about the window itself: notices, dialogs, the clipboard.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// Copy text to the clipboard.
    Copy(String),
    /// Measure what is kept of scans that were read.
    MeasureScans,
    /// Delete what is kept of scans that were read.
    ClearScans,
    /// Ask for a file and write a picture to it.
    SavePicture(Picture),
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
    /// Measure what is kept of scans that were read; with `clear`, delete it first.
    KeptScans {
        /// Whether it is deleted.
        clear: bool,
    },
    /// Write a picture as PNG.
    WritePicture(WritePicture),
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
    /// Number of bytes that are kept of scans that were read.
    KeptScans(u64),
    /// No program shows the page that was written to be printed.
    NotShown(Message),
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
    /// A template of the summary.
    Template,
    /// A file to write the review to.
    SaveReview {
        /// Proposed name.
        name: String,
        /// Folder to begin in.
        folder: Option<PathBuf>,
    },
    /// A file or folder to export to.
    Export(ExportPlace),
    /// A file to write a picture to.
    Picture(Picture),
}

impl Picker {
    /// Id of the title of the dialog.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::Reports => "prompt-open",
            Self::Folder | Self::ScreeningFolder | Self::Missing => "prompt-folder",
            Self::Review => "prompt-review",
            Self::Merge => "prompt-merge",
            Self::Profile => "prompt-profile",
            Self::Template => "prompt-template",
            Self::SaveReview { .. } => "prompt-save",
            Self::Export(place) if place.into_folder => "prompt-export-folder",
            Self::Export(_) | Self::Picture(_) => "prompt-export",
        }
    }
}

/// A picture to be written as PNG.
#[derive(Clone, Debug)]
pub struct WritePicture {
    /// The picture.
    pub picture: Picture,
    /// Its file.
    pub path: PathBuf,
    /// Whether a file there may be replaced.
    pub replace: bool,
    /// Files that must not be replaced: the reports and the review.
    pub kept: Vec<PathBuf>,
}

/// A picture of a part of the window.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Proposed name of its file.
    pub name: String,
    /// Width and height in pixels.
    pub size: [u32; 2],
    /// Red, green, blue and opacity of each pixel, row by row.
    pub pixels: Arc<[u8]>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, size, pixels: _ } = self;
        f.debug_struct("Picture").field("name", name).field("size", size).finish_non_exhaustive()
    }
}
