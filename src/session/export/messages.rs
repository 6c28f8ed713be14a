//! Commands, effects and outcomes about exports.

use std::path::PathBuf;
use std::sync::Arc;

use super::comparison::ComparisonExport;
use super::snapshot::Export;
use crate::export::Format;
use crate::export::docx::Origin;
use crate::message::Message;
use crate::session::library::Document;

/// Commands about exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportCommand {
    /// Choose a destination and export with the options in the settings.
    Begin,
    /// Choose a destination for the comparison in view, as a document with tracked changes or as a page.
    BeginComparison(Format),
    /// Open the review as a page in the system's viewer, which prints it.
    Print,
    /// Try which reports' own files can be copied with comments, before an export is offered.
    Try,
    /// Choose the template of the summary.
    ChooseTemplate,
    /// Replace existing files, or not.
    Replace(bool),
    /// Stop the exports under way.
    Stop,
    /// Open the folder of a file that was written.
    ShowInFolder(PathBuf),
}

/// The destination to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportPlace {
    /// File format.
    pub format: Format,
    /// Whether the destination is a folder.
    pub into_folder: bool,
    /// Proposed name.
    pub name: String,
    /// Folder to begin in.
    pub folder: Option<PathBuf>,
    /// Whether the comparison in view is written, and not the review.
    pub compared: bool,
}

/// Work that exports ask for.
#[derive(Clone, Debug)]
pub enum ExportEffect {
    /// Write an export. Exports are written one after the other.
    Write(Box<Export>),
    /// Write a comparison, in turn with the exports.
    WriteComparison(Box<ComparisonExport>),
    /// Write a page to a file of the program's own and open it in the system's viewer.
    Print(Box<Export>),
    /// Try whether these reports' own files can be copied with comments.
    Try(Vec<Arc<Document>>),
    /// Stop the exports under way.
    Stop,
    /// Open the folder of this file in the system's file manager.
    ShowInFolder(PathBuf),
}

/// Results of exports.
#[derive(Debug)]
pub enum ExportOutcome {
    /// Progress of an export.
    Step {
        /// Number of the export.
        number: u64,
        /// Number of files written.
        done: usize,
        /// Number of files in all.
        all: usize,
    },
    /// Reports whose own files cannot be copied with comments, by the SHA-256 of the files.
    Impossible(Vec<String>),
    /// An export has ended.
    Ended {
        /// Number of the export.
        number: u64,
        /// Its result.
        end: ExportEnd,
    },
}

/// The result of an export.
#[derive(Debug)]
pub enum ExportEnd {
    /// All files are written.
    Written {
        /// The files; those for Word with the way they were made.
        files: Vec<(PathBuf, Option<Origin>)>,
        /// Number of reports that could not be read.
        unread: usize,
        /// Reasons why reports are in no file although others are.
        refused: Vec<Message>,
    },
    /// Nothing was written, because these files exist.
    Taken(Box<Export>, Vec<PathBuf>),
    /// The user stopped it after this number of files.
    Stopped(usize),
    /// The reason why it failed, and the number of files written before.
    Failed(Message, usize),
}
