//! Commands, effects and outcomes about the open reports.

use std::path::PathBuf;
use std::sync::Arc;

use super::document::{Document, ReportId};
use super::model::Found;
use crate::report::{Encoding, ReadError, ReadOptions};
use crate::review::{Correction, ReportEntry};

/// Commands about the open reports.
#[derive(Clone, Debug)]
pub enum LibraryCommand {
    /// Choose report files in a dialog.
    OpenFilesDialog,
    /// Choose a folder of reports in a dialog.
    OpenFolderDialog,
    /// Open report files and folders; the review file among them, if there is one.
    Open(Vec<PathBuf>),
    /// Show one or two files side by side; opens those that are not open yet.
    OpenBeside(Vec<PathBuf>),
    /// Open a folder of pictures as one report, in place of the reports that its pictures are.
    OpenAsOne(PathBuf),
    /// Leave the pictures of the folder opened last reports of their own.
    LeaveApart,
    /// Open the sample reports shipped with the program.
    OpenSamples,
    /// Keep a pasted text as a file beside the review, and open it.
    Paste(String),
    /// Read a report's file again, in this encoding or in the detected one.
    Reread(ReportId, Option<Encoding>),
    /// Include page furniture in a report's text, or leave it out.
    ShowWholePage(ReportId, bool),
    /// Read a report's scanned pages from their pictures, in place of the text that another program put behind them.
    ReadAnew(ReportId),
    /// Read every report again whose file has changed.
    RereadChanged,
    /// Drop the reports that are not read yet.
    StopReading,
    /// Close a report.
    Close(ReportId),
    /// Choose a folder in a dialog to search for reports that were moved.
    LocateDialog,
    /// Search a folder for reports that were moved, by their content.
    Locate(PathBuf),
}

/// Work on files that the library asks for.
#[derive(Clone, Debug)]
pub enum LibraryEffect {
    /// Expand paths and folders to files.
    Collect(Vec<PathBuf>),
    /// Find files of a review's reports, of which a folder of pictures may be one.
    CollectReports(Vec<PathBuf>),
    /// Unpack the sample reports and list them.
    UnpackSamples,
    /// Write a pasted text to a file and list it.
    KeepPasted {
        /// The text.
        text: String,
        /// The folder of the review; `None` for the user's data.
        folder: Option<PathBuf>,
    },
    /// Read one report.
    Read {
        /// The report, returned with the result.
        id: ReportId,
        /// Its file.
        path: PathBuf,
        /// Encoding and page furniture.
        options: ReadOptions,
    },
    /// Read one report as a scan.
    ReadScan {
        /// The report, returned with the result.
        id: ReportId,
        /// Its file.
        path: PathBuf,
        /// Page furniture, and which pages.
        options: ReadOptions,
    },
    /// Make the text of a report with corrections.
    Correct {
        /// The report, returned with the result.
        id: ReportId,
        /// The report as it was read, returned with the result.
        read: Arc<Document>,
        /// The corrections by their places, returned with the result.
        corrections: Vec<Correction>,
        /// The review's entry of the report.
        known: Option<ReportEntry>,
    },
    /// Stop reading a scan.
    StopScan(ReportId),
    /// Drop the reads that have not begun, and stop reading scans.
    StopReading,
    /// Watch these files, and no others, for changes.
    Watch(Vec<PathBuf>),
    /// Find files by their content in a folder.
    Locate {
        /// The folder.
        folder: PathBuf,
        /// SHA-256 of each content.
        wanted: Vec<String>,
    },
}

/// Results of work on files.
#[derive(Debug)]
pub enum LibraryOutcome {
    /// Paths were expanded to files.
    Collected {
        /// Report files in order.
        files: Vec<Found>,
        /// Paths that could not be read.
        unreadable: Vec<ReadError>,
    },
    /// A folder that was opened holds nothing but this number of pictures: they may be the pages of one report.
    Album(PathBuf, usize),
    /// A pasted text was written to a file.
    Pasted(PathBuf),
    /// Result of reading a report.
    Read {
        /// The report.
        id: ReportId,
        /// The options that it was read with.
        options: ReadOptions,
        /// The report or the reason.
        result: Result<Arc<Document>, ReadError>,
    },
    /// A report is a scan: it can only be read as one.
    IsScan {
        /// The report.
        id: ReportId,
        /// The options that it was read with.
        options: ReadOptions,
    },
    /// The text of a report with corrections.
    Corrected {
        /// The report.
        id: ReportId,
        /// The report as it was read.
        read: Arc<Document>,
        /// The corrections.
        corrections: Vec<Correction>,
        /// The report with the corrections.
        document: Arc<Document>,
    },
    /// The pages of a scan that are read, while later ones are being read.
    SoFar {
        /// The report.
        id: ReportId,
        /// The options that it is read with.
        options: ReadOptions,
        /// The report of these pages.
        document: Arc<Document>,
    },
    /// Pages of a scan were read.
    Scanned {
        /// The report.
        id: ReportId,
        /// Number of pages that are read.
        done: usize,
        /// Number of pages to read.
        total: usize,
    },
    /// Watched files may have changed.
    ChangedOnDisk(Vec<PathBuf>),
    /// Files found by content.
    Located(Vec<PathBuf>),
}
