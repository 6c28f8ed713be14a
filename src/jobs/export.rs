//! Writes exports: reads reports that are not open, composes the sheet, writes each file whole or not at all. Shows a file
//! in the system's file manager.

use std::cell::Cell;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use super::profile;
use crate::export::{self, ExportError, Format, Sheet, docx};
use crate::files;
use crate::message::Message;
use crate::report;
use crate::review::ReportKey;
use crate::review::store::Protected;
use crate::session::{Analysis, ComparisonExport, Document, Export, ExportEnd, analyse, gather_export};
use crate::structure;
use crate::task::{Cancel, Cancelled};

/// The reason why an export ended early.
enum Failure {
    /// Files that exist.
    Taken(Vec<PathBuf>),
    Stopped,
    Failed(Message),
}

impl From<Cancelled> for Failure {
    fn from(Cancelled: Cancelled) -> Self {
        Self::Stopped
    }
}

/// Writes an export; `step` receives the number of files written and of all files.
pub(super) fn write(mut export: Box<Export>, cancel: &Cancel, step: impl Fn(usize, usize)) -> ExportEnd {
    export.to = super::absolute(std::mem::take(&mut export.to));
    export.replace = std::mem::take(&mut export.replace).into_iter().map(super::absolute).collect();
    let mut written = Vec::new();
    let unread = Cell::new(0);
    let mut refused = Vec::new();
    let mut work = || {
        free(&export)?;
        let mut sheet = sheet(&export, cancel)?;
        sheet.folder = export.to.parent().map(Path::to_owned);
        unread.set(
            sheet.reports.iter().filter(|report| report.is_shown && report.unreadable.is_some()).count(),
        );
        if !export.format.is_by_report() {
            let whole = |out: &mut dyn Write| match export.format {
                Format::Summary => export::summary_as(&sheet, &export.to, export.template.as_deref(), out),
                format => export::write(format, &sheet, out),
            };
            save(&export, &export.to, cancel, whole)?;
            written.push((export.to.clone(), None));
            return Ok(());
        }
        if export.into_folder {
            export::make_folder(&export.to).map_err(|error| failed(&error, &export.to))?;
        }
        let mut documents = export.documents();
        if export.into_folder && !export.all_reports {
            documents.retain(|(report, _)| docx::has_comments(&sheet, *report));
        }
        if documents.is_empty() {
            return Err(Failure::Failed(Message::new("export-preview-no-notes")));
        }
        for (done, (report, file)) in documents.iter().enumerate() {
            step(done, documents.len());
            cancel.check()?;
            let made = match export::report_document(export.format, &sheet, *report) {
                Err(error @ ExportError::Refused(_)) if export.into_folder => {
                    refused.push(error.message(&sheet.reports[*report].file_name()));
                    continue;
                }
                made => made.map_err(|error| failed(&error, file))?,
            };
            let file = made.file(file);
            save(&export, &file, cancel, |out| Ok(out.write_all(&made.bytes)?))?;
            written.push((file, Some(made.origin)));
        }
        Ok(())
    };
    match work() {
        Ok(()) => ExportEnd::Written { files: written, unread: unread.get(), refused },
        Err(Failure::Taken(files)) => ExportEnd::Taken(export, files),
        Err(Failure::Stopped) => ExportEnd::Stopped(written.len()),
        Err(Failure::Failed(message)) => ExportEnd::Failed(message, written.len()),
    }
}

/// The SHA-256 of the reports' own files that cannot be copied with comments, some milliseconds each.
pub(super) fn impossible(documents: &[Arc<Document>]) -> Vec<String> {
    let is_impossible = |document: &&Arc<Document>| !export::can_be_copied(&document.report);
    documents.iter().filter(is_impossible).map(|document| document.report.sha256.clone()).collect()
}

/// Writes a comparison.
pub(super) fn write_comparison(mut export: ComparisonExport, cancel: &Cancel) -> ExportEnd {
    export.to = super::absolute(std::mem::take(&mut export.to));
    let protected = Protected::new(&export.kept);
    let saved = export::save(&export.to, export.may_replace, &protected, |out| {
        export.write(&mut Stoppable { out, cancel })
    });
    match saved {
        Ok(()) => ExportEnd::Written { files: vec![(export.to, None)], unread: 0, refused: Vec::new() },
        Err(_) if cancel.is_cancelled() => ExportEnd::Stopped(0),
        Err(error) => ExportEnd::Failed(error.message(&export.to.display().to_string()), 0),
    }
}

/// Checks before any work whether all files may be written.
fn free(export: &Export) -> Result<(), Failure> {
    let taken: Vec<PathBuf> = export.files().into_iter().filter(|file| export::is_taken(file)).collect();
    if !taken.is_empty() {
        let protected = Protected::new(&export.kept);
        if let Some(file) = taken.iter().find(|file| protected.contains(file)) {
            return Err(failed(&ExportError::Protected, file));
        }
    }
    let asked: Vec<PathBuf> = taken.into_iter().filter(|file| !export.may_replace(file)).collect();
    if let Some(folder) = asked.iter().find(|file| export::is_folder(file)) {
        return Err(failed(&io::Error::from(io::ErrorKind::IsADirectory).into(), folder));
    }
    if asked.is_empty() {
        return Ok(());
    }
    // Files that the user agreed to replace are asked for again with the others, so that one answer is about all.
    Err(Failure::Taken(asked.into_iter().chain(export.replace.iter().cloned()).collect()))
}

/// Reads reports that are not open, analyses if there is no analysis, and composes the sheet.
fn sheet(export: &Export, cancel: &Cancel) -> Result<Sheet, Failure> {
    let analysis: Arc<Analysis> = if let Some(known) = &export.analysis {
        Arc::clone(known)
    } else {
        let mut task = export.task.clone();
        task.profile = profile::read(task.profile);
        Arc::new(analyse(&task, cancel)?)
    };
    let mut read: Vec<(ReportKey, Document)> = Vec::new();
    let mut unreadable: Vec<(ReportKey, Message)> = Vec::new();
    for (key, path) in &export.to_read {
        cancel.check()?;
        match report::read_file(path, None) {
            Ok(report) => {
                let outline = structure::outline(&report);
                read.push((key.clone(), Document::new(report, outline)));
            }
            Err(error) => unreadable.push((key.clone(), error.reason.message())),
        }
    }
    cancel.check()?;
    Ok(gather_export(export, &analysis, &read, &unreadable))
}

fn save(
    export: &Export,
    file: &Path,
    cancel: &Cancel,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), Failure> {
    let protected = Protected::new(&export.kept);
    let saved = export::save(file, export.may_replace(file), &protected, |out| {
        let mut out = Stoppable { out, cancel };
        write(&mut out)?;
        // Checked once more, for formats that are made in memory and written at once.
        Ok(cancel.check().map_err(io::Error::other)?)
    });
    saved.map_err(|error| match error {
        _ if cancel.is_cancelled() => Failure::Stopped,
        // Another program created it meanwhile.
        ExportError::Exists => Failure::Taken(vec![file.to_owned()]),
        error => failed(&error, file),
    })
}

fn failed(error: &ExportError, file: &Path) -> Failure {
    Failure::Failed(error.message(&file.display().to_string()))
}

/// An output that fails once the export is cancelled.
struct Stoppable<'a> {
    out: &'a mut dyn Write,
    cancel: &'a Cancel,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.cancel.check().map_err(io::Error::other)?;
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Shows a file in the system's file manager. `failed` is called if none can be started.
pub(super) fn show_in_folder(file: &Path, failed: impl FnOnce(Message) + Send + 'static) {
    let folder = if file.is_dir() { file } else { file.parent().unwrap_or(file) }.to_owned();
    let (program, arguments) = file_manager(file, &folder);
    start_program(program, arguments, move || {
        failed(Message::new("export-no-file-manager").with("folder", folder.display().to_string()));
    });
}

/// Opens a page in the system's viewer of web pages. `failed` is called if none can be started.
pub(super) fn open_file(file: &Path, failed: impl FnOnce(Message) + Send + 'static) {
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let shown = file.display().to_string();
    start_program(program, vec![file.into()], move || {
        failed(Message::new("print-no-viewer").with("file", shown));
    });
}

/// The export with the file of the program's own that a page is printed from. The file of the last time is replaced.
pub(super) fn to_print(mut export: Box<Export>, folder: Option<PathBuf>) -> Box<Export> {
    export.to = page_to_print(folder);
    export.replace = vec![export.to.clone()];
    export
}

/// The file of a page to print. Its folder is made private, since the page holds the review; without one for the user, it
/// is a new folder among the system's temporary files.
fn page_to_print(folder: Option<PathBuf>) -> PathBuf {
    let other = || std::env::temp_dir().join(format!("jiaokan-{}", uuid::Uuid::new_v4().simple()));
    let folder = folder.unwrap_or_else(other);
    // A folder that cannot be made is reported when the file is written.
    let _ = files::create_private_folder(&folder);
    folder.join("print.html")
}

/// Starts a program on a thread of its own, since some end only with their window. `failed` is called if it cannot be
/// started or says that it failed.
fn start_program(program: &'static str, arguments: Vec<OsString>, failed: impl FnOnce() + Send + 'static) {
    let run = move || {
        let quietly = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        // Explorer exits with 1 on success.
        if !quietly.is_ok_and(|status| cfg!(windows) || status.success()) {
            failed();
        }
    };
    thread::Builder::new().name("program".to_owned()).spawn(run).expect("a thread can be started");
}

/// The program that shows a folder, and its arguments.
fn file_manager(file: &Path, folder: &Path) -> (&'static str, Vec<OsString>) {
    if cfg!(windows) {
        // Two arguments, so that only a path with spaces is quoted.
        ("explorer", vec!["/select,".into(), file.into()])
    } else if cfg!(target_os = "macos") {
        ("open", vec!["-R".into(), file.into()])
    } else {
        ("xdg-open", vec![folder.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_to_print_lies_in_a_private_folder() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("cache");
        let page = page_to_print(Some(cache.clone()));
        assert_eq!(page, cache.join("print.html"));
        std::fs::write(&page, "").unwrap();
        let other = page_to_print(None);
        std::fs::write(&other, "").unwrap();
        #[cfg(unix)]
        for page in [&page, &other] {
            let mode = std::fs::metadata(page.parent().unwrap()).unwrap().permissions();
            assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o700, "{}", page.display());
        }
        std::fs::remove_dir_all(other.parent().unwrap()).unwrap();
    }
}
