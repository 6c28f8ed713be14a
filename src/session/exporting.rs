//! Handing the review on as a document: what the user chose, asking where to, what is told when it is done. What is
//! exported is in `snapshot`, what will be is in `preview`; the writing is done by `jobs`.

mod preview;
mod snapshot;

pub use preview::{ExportPreview, WordFile};
pub use snapshot::{Export, gather_export};

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::saving::stem_of;
use super::{Effect, NoticeKind, Picker, Session};
use crate::export::docx::Origin;
use crate::export::{Format, Options, Which};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::review::{ReportKey, Severity};

/// What the user chose to export. Kept for the next time, but for what means something in one review only.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ExportChoices {
    /// As what.
    pub format: Format,
    /// Only what still waits.
    pub only_open: bool,
    /// Notes of at least this severity.
    pub least: Severity,
    /// Which findings come along.
    pub findings: Which,
    /// Only what is about the reports that the panes show.
    pub shown_only: bool,
    /// Only what is about this report.
    #[serde(skip)]
    pub report: Option<ReportKey>,
    /// Only the notes that the list's filter leaves.
    #[serde(skip)]
    pub listed_only: bool,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            format: Format::Docx,
            only_open: false,
            least: Severity::default(),
            findings: Which::default(),
            shown_only: false,
            report: None,
            listed_only: false,
        }
    }
}

impl ExportChoices {
    /// Without what means something in one review only.
    #[must_use]
    pub(super) fn for_any_review(self) -> Self {
        Self { report: None, listed_only: false, ..self }
    }
}

/// What the user asks for about exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportCommand {
    /// Choose where to, then write what the settings say.
    Begin,
    /// Whether the files that are there already may be replaced.
    Replace(bool),
    /// Give up what is not written yet.
    Stop,
    /// Open the folder of a file that was written.
    ShowInFolder(PathBuf),
}

/// What is asked for when a place to export to is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportPlace {
    /// As what.
    pub format: Format,
    /// Whether a folder is wanted and no file.
    pub into_folder: bool,
    /// Name to begin with.
    pub name: String,
    /// Folder to begin in.
    pub folder: Option<PathBuf>,
}

/// What is to be done outside for an export.
#[derive(Clone, Debug)]
pub enum ExportEffect {
    /// Write it. One after the other.
    Write(Box<Export>),
    /// Write no more of what was begun.
    Stop,
    /// Open the folder of this file in the system's file manager.
    ShowInFolder(PathBuf),
}

/// What came of it.
#[derive(Debug)]
pub enum ExportOutcome {
    /// So many files are written, of so many.
    Step {
        /// Which export.
        number: u64,
        /// Files written.
        done: usize,
        /// Files in all.
        all: usize,
    },
    /// It is over.
    Ended {
        /// Which export.
        number: u64,
        /// How.
        end: ExportEnd,
    },
}

/// How an export ended.
#[derive(Debug)]
pub enum ExportEnd {
    /// Everything is written.
    Written {
        /// The files, those for Word with how they came about.
        files: Vec<(PathBuf, Option<Origin>)>,
        /// How many of its reports could not be read.
        unread: usize,
    },
    /// Nothing was written, because these files are there already.
    Taken(Box<Export>, Vec<PathBuf>),
    /// The user gave it up after so many files.
    Stopped(usize),
    /// Why it went no further, after so many files.
    Failed(Message, usize),
}

/// The exports under way.
#[derive(Debug, Default)]
pub(super) struct Exporting {
    running: VecDeque<Running>,
    /// Those that wait for an answer, with the files that are in the way.
    asked: VecDeque<(Box<Export>, Vec<PathBuf>)>,
    next: u64,
    /// What was said of the last one.
    notices: Vec<u64>,
}

#[derive(Debug)]
struct Running {
    number: u64,
    done: usize,
    all: usize,
}

impl Exporting {
    /// How far the one under way is: so many files of so many.
    pub(super) fn progress(&self) -> Option<(usize, usize)> {
        self.running.front().map(|running| (running.done, running.all))
    }
}

impl Session {
    /// Whether there is anything to hand on, and all of it is read.
    #[must_use]
    pub fn can_export(&self) -> bool {
        !self.is_reading() && !self.review.reports.is_empty()
    }

    /// Files that are where an export is to go, if it waits for the answer whether they may be replaced.
    #[must_use]
    pub fn export_in_the_way(&self) -> Option<&[PathBuf]> {
        self.exporting.asked.front().map(|(_, files)| files.as_slice())
    }

    pub(super) fn export(&mut self, command: ExportCommand) -> Vec<Effect> {
        match command {
            ExportCommand::Begin => self.pick_export_path().into_iter().collect(),
            ExportCommand::Replace(agreed) => self.answer_export(agreed),
            ExportCommand::Stop => vec![Effect::Export(ExportEffect::Stop)],
            ExportCommand::ShowInFolder(file) => vec![Effect::Export(ExportEffect::ShowInFolder(file))],
        }
    }

    /// What the choices mean for the review as it is open now.
    #[must_use]
    pub fn export_options(&self, choices: &ExportChoices) -> Options {
        let shown = || {
            let reports = self.panes.list.iter().filter_map(|pane| pane.report);
            reports.filter_map(|id| self.keys.get(&id)).cloned().collect()
        };
        let one = choices.report.as_ref().filter(|key| self.review.report(key).is_some());
        let reports = match one {
            Some(key) => Some([key.clone()].into()),
            None => choices.shown_only.then(shown),
        };
        let listed = || self.notes.listed.iter().map(|&index| self.review.notes[index].id.clone()).collect();
        let notes = (choices.listed_only && self.is_note_list_narrowed()).then(listed);
        Options {
            only_open: choices.only_open,
            least: choices.least,
            reports,
            notes,
            findings: choices.findings,
        }
    }

    /// Whether the list of notes leaves some out.
    pub(super) fn is_note_list_narrowed(&self) -> bool {
        self.notes.listed.len() < self.review.notes.len()
    }

    /// Asks where to: beside the review, under its name; a document of one report under that report's.
    fn pick_export_path(&self) -> Option<Effect> {
        if !self.can_export() {
            return None;
        }
        let choices = &self.settings.export;
        let format = choices.format;
        let options = self.export_options(choices);
        let mut reports = self.review.reports.iter().filter(|report| options.admits_report(&report.id));
        let (first, many) = (reports.next()?, reports.next().is_some());
        let beside = self.review_path.as_deref().unwrap_or(&first.path);
        let folder = beside.parent().map(Path::to_owned);
        let stem = if format == Format::Docx {
            let stem = first.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            format!("{stem}{}", self.export_ending())
        } else {
            let named = self.review_path.as_deref().or(folder.as_deref()).and_then(Path::file_name);
            named.map(|name| stem_of(Path::new(name))).unwrap_or_default()
        };
        let stem = if stem.is_empty() { "jiaokan" } else { &stem };
        let name = format!("{stem}.{}", format.extension());
        let into_folder = format == Format::Docx && many;
        Some(Effect::Pick(Picker::Export(ExportPlace { format, into_folder, name, folder })))
    }

    /// What the names of documents for Word end with, so that they are not those of the reports beside them.
    fn export_ending(&self) -> String {
        Catalogue::new(self.settings.language).text("export-ending").to_owned()
    }

    /// `confirmed`: the system's dialog asked before a file that is there was chosen.
    pub(super) fn export_to(&mut self, place: &ExportPlace, path: &Path, confirmed: bool) -> Vec<Effect> {
        let ExportPlace { format, into_folder, .. } = *place;
        if self.has_unsaved_draft() {
            self.commit_note();
        }
        let (to, complete) = if into_folder { (path.to_owned(), true) } else { with_extension(path, format) };
        let mut export = Box::new(self.snapshot(format, into_folder, to));
        // Where the ending had to be added, nobody was asked about the file of that name.
        if confirmed && complete && !into_folder {
            export.replace = vec![export.to.clone()];
        }
        self.begin_export(export)
    }

    fn begin_export(&mut self, mut export: Box<Export>) -> Vec<Effect> {
        let exporting = &mut self.exporting;
        exporting.next += 1;
        export.number = exporting.next;
        exporting.running.push_back(Running { number: export.number, done: 0, all: 1 });
        let said = std::mem::take(&mut exporting.notices);
        self.notices.retain(|notice| !said.contains(&notice.id));
        vec![Effect::Export(ExportEffect::Write(export))]
    }

    fn answer_export(&mut self, agreed: bool) -> Vec<Effect> {
        match self.exporting.asked.pop_front() {
            Some((mut export, files)) if agreed => {
                export.replace = files;
                self.begin_export(export)
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn exported(&mut self, outcome: ExportOutcome) {
        match outcome {
            ExportOutcome::Step { number, done, all } => {
                let running = self.exporting.running.iter_mut().find(|running| running.number == number);
                if let Some(running) = running {
                    (running.done, running.all) = (done, all);
                }
            }
            ExportOutcome::Ended { number, end } => {
                self.exporting.running.retain(|running| running.number != number);
                match end {
                    ExportEnd::Written { files, unread } => self.say_exported(&files, unread),
                    ExportEnd::Taken(export, files) => self.exporting.asked.push_back((export, files)),
                    ExportEnd::Stopped(written) => {
                        let message = Message::new("export-stopped").with("count", written);
                        self.say_of_export(NoticeKind::Info, message, None);
                    }
                    ExportEnd::Failed(message, written) => {
                        self.say_of_export(NoticeKind::Failure, message, None);
                        if written > 0 {
                            let message = Message::new("export-written-before").with("count", written);
                            self.say_of_export(NoticeKind::Info, message, None);
                        }
                    }
                }
            }
        }
    }

    fn say_exported(&mut self, files: &[(PathBuf, Option<Origin>)], unread: usize) {
        let Some((first, origin)) = files.first() else { return };
        let shown = |path: &Path| path.display().to_string();
        let message = if files.len() > 1 {
            let of = |wanted: Origin| files.iter().filter(|(_, origin)| *origin == Some(wanted)).count();
            Message::new("export-done-folder")
                .with("folder", first.parent().map(shown).unwrap_or_default())
                .with("count", files.len())
                .with("kept", of(Origin::Kept))
                .with("rebuilt", of(Origin::Rebuilt))
                .with("replaced", of(Origin::NotKept))
        } else {
            let id = match origin {
                None => "export-done",
                Some(Origin::Kept) => "export-done-kept",
                Some(Origin::Rebuilt) => "export-done-rebuilt",
                Some(Origin::NotKept) => "export-done-not-kept",
            };
            Message { id, arguments: Vec::new() }.with("file", shown(first))
        };
        self.say_of_export(NoticeKind::Info, message, Some(first.clone()));
        if unread > 0 {
            self.say_of_export(NoticeKind::Info, Message::new("export-unread").with("count", unread), None);
        }
    }

    /// Says something of an export until the next one begins.
    fn say_of_export(&mut self, kind: NoticeKind, message: Message, file: Option<PathBuf>) {
        let id = self.notify(kind, message);
        if let Some(notice) = self.notices.iter_mut().find(|notice| notice.id == id) {
            notice.file = file;
        }
        self.exporting.notices.push(id);
    }
}

/// The path with the ending of the format's files, and whether it had one.
fn with_extension(path: &Path, format: Format) -> (PathBuf, bool) {
    let also = match format {
        Format::Html => "htm",
        Format::Markdown => "markdown",
        Format::JsonLd => "json",
        Format::Csv => "txt",
        Format::Xlsx | Format::Docx => "",
    };
    let has = |extension: &OsStr| {
        extension.eq_ignore_ascii_case(format.extension()) || extension.eq_ignore_ascii_case(also)
    };
    if path.extension().is_some_and(has) {
        return (path.to_owned(), true);
    }
    let mut name = path.file_name().map(OsStr::to_owned).unwrap_or_default();
    name.push(format!(".{}", format.extension()));
    (path.with_file_name(name), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_ending_of_its_format() {
        let of = |path: &str, format| with_extension(Path::new(path), format);
        assert_eq!(of("a/审阅.html", Format::Html), ("a/审阅.html".into(), true));
        assert_eq!(of("a/审阅.HTM", Format::Html), ("a/审阅.HTM".into(), true));
        assert_eq!(of("a/2024.12", Format::Xlsx), ("a/2024.12.xlsx".into(), false));
        assert_eq!(of("a/b.docx", Format::Markdown), ("a/b.docx.md".into(), false));
    }
}
