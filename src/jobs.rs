//! Performs the session's effects on worker threads: reading, comparing, asking for paths, writing. Results come back
//! through [`Jobs::poll`] in any order; a callback announces them. Independent of any window.

pub mod crash;
pub mod diagnostics;
#[cfg(feature = "gui")]
mod dialogs;
mod export;
mod journal_writer;
mod latest;
pub mod log_file;
mod memory;
mod pasted;
mod perform;
#[cfg(feature = "gui")]
mod picture;
mod places;
mod pool;
mod profile;
mod returned;
mod reviews;
mod samples;
mod screening;
pub mod settings;
mod watch;

#[cfg(all(feature = "gui", any(windows, target_os = "macos")))]
pub use dialogs::tell;
pub use places::Places;

use std::collections::HashMap;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

#[cfg(feature = "gui")]
use raw_window_handle::{HasDisplayHandle, HasWindowHandle};

#[cfg(feature = "gui")]
use crate::i18n::Language;
use crate::message::Message;
use crate::session::{Effect, Outcome, ReportId, ShellEffect, ShellOutcome};
use crate::task::Cancel;
use journal_writer::JournalWriter;
use latest::Latest;
use pool::Pool;
use reviews::Reviews;
use watch::Watcher;

/// Callback that announces an available result. Called from worker threads.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The workers and their results.
pub struct Jobs {
    /// Reads and compares.
    pool: Pool,
    /// Reads and writes the user's own files one after the other: a review that is saved twice is saved in that order.
    files: Pool,
    /// Reads scans one after the other: each has a process with several threads and 200 MB.
    scanner: Pool,
    /// Draws pages as they look, each in a process of its own.
    drawer: Pool,
    /// Writes exports one after the other, without delaying anything else.
    exports: Pool,
    reviews: Reviews,
    journal: JournalWriter,
    places: Places,
    outcomes: Receiver<Outcome>,
    report: Reporter,
    /// Exports that are not written yet.
    exporting: Latest,
    /// Files that are not read yet.
    reads: Latest,
    /// Scans that are not read yet.
    scans: HashMap<ReportId, Cancel>,
    analysis: Latest,
    search: Latest,
    comparison: Latest,
    selections: Latest,
    screening: Latest,
    ledger: Latest,
    sections: Latest,
    watcher: Watcher,
    /// Whether paths are asked for in the system's dialogs.
    dialogs: bool,
    #[cfg(feature = "gui")]
    system_dialogs: dialogs::Dialogs,
}

/// Sends results from a worker.
#[derive(Clone)]
struct Reporter {
    sender: Sender<Outcome>,
    wake: Wake,
}

impl Reporter {
    fn send(&self, outcome: impl Into<Outcome>) {
        // The receiver is dropped together with the window; the result is then discarded.
        let _ = self.sender.send(outcome.into());
        (self.wake)();
    }
}

impl Jobs {
    /// Starts the workers. Settings, journals and versions are stored in `places`.
    #[must_use]
    pub fn new(wake: Wake, places: Places) -> Self {
        let (sender, outcomes) = mpsc::channel();
        let report = Reporter { sender, wake };
        // At least two, so that a long analysis leaves one for reading.
        let threads = thread::available_parallelism().map_or(2, NonZero::get).clamp(2, 8);
        let journal = JournalWriter::new(places.journals(), report.clone());
        crash::keep_journal(journal.handle());
        Self {
            pool: Pool::new("worker", threads),
            files: Pool::new("files", 1),
            scanner: Pool::new("scan", 1),
            drawer: Pool::new("pages", 1),
            exports: Pool::new("export", 1),
            reviews: Reviews::new(places.journals(), places.versions()),
            journal,
            places,
            outcomes,
            watcher: Watcher::new(report.clone()),
            report,
            exporting: Latest::default(),
            reads: Latest::default(),
            scans: HashMap::new(),
            analysis: Latest::default(),
            search: Latest::default(),
            comparison: Latest::default(),
            selections: Latest::default(),
            screening: Latest::default(),
            ledger: Latest::default(),
            sections: Latest::default(),
            dialogs: true,
            #[cfg(feature = "gui")]
            system_dialogs: dialogs::Dialogs::new(),
        }
    }

    /// Asks for paths in the window instead of in the system's dialogs; for tests.
    pub fn without_dialogs(&mut self) {
        self.dialogs = false;
    }

    /// Shows the system's dialogs over a window, which must outlive these workers.
    #[cfg(feature = "gui")]
    pub fn show_dialogs_over(&mut self, window: &(impl HasWindowHandle + HasDisplayHandle)) {
        self.system_dialogs.set_window(window);
    }

    /// Language of the system's dialogs.
    #[cfg(feature = "gui")]
    pub fn set_language(&mut self, language: Language) {
        self.system_dialogs.set_language(language);
    }

    /// Results since the last call.
    #[must_use]
    pub fn poll(&self) -> Vec<Outcome> {
        self.outcomes.try_iter().collect()
    }

    /// Waits for the next result, for at most this long.
    #[must_use]
    pub fn wait_for(&self, longest: Duration) -> Option<Outcome> {
        self.outcomes.recv_timeout(longest).ok()
    }

    /// Waits for the next result.
    #[must_use]
    pub fn wait(&self) -> Option<Outcome> {
        self.outcomes.recv().ok()
    }

    /// Begins an effect. [`ShellEffect::Copy`] and [`ShellEffect::Close`] are the window's own and are returned. An effect
    /// with a result has one even if its job panics, unless it was cancelled or superseded.
    pub fn perform(&mut self, effect: impl Into<Effect>) -> Option<ShellEffect> {
        match effect.into() {
            Effect::Library(effect) => self.perform_library(effect),
            Effect::Analysis(effect) => self.perform_analysis(effect),
            Effect::Panes(effect) => self.perform_panes(effect),
            Effect::Pages(effect) => self.perform_pages(effect),
            Effect::Review(effect) => self.perform_review(effect),
            Effect::Saving(effect) => self.perform_saving(effect),
            Effect::Compare(effect) => self.perform_compare(effect),
            Effect::Search(effect) => self.perform_search(effect),
            Effect::Screening(effect) => self.perform_screening(effect),
            Effect::Ledger(effect) => self.perform_ledger(effect),
            Effect::Export(effect) => self.perform_export(effect),
            Effect::Shell(effect) => return self.perform_shell(effect),
        }
        None
    }

    /// Runs a job on a pool and sends its results; sends `crashed` if it panics.
    fn start<O: Into<Outcome>>(
        &self,
        pool: &Pool,
        crashed: impl Into<Outcome>,
        job: impl FnOnce() -> Vec<O> + Send + 'static,
    ) {
        let (report, on_panic, crashed) = (self.report.clone(), self.report.clone(), crashed.into());
        pool.run(
            move || job().into_iter().for_each(|outcome| report.send(outcome)),
            move || {
                on_panic.send(crashed);
                on_panic.send(job_failed());
            },
        );
    }
}

impl Drop for Jobs {
    /// Finishes writing: the program may end right after this.
    fn drop(&mut self) {
        let latest = [
            &mut self.analysis,
            &mut self.search,
            &mut self.comparison,
            &mut self.selections,
            &mut self.screening,
            &mut self.ledger,
            &mut self.sections,
        ];
        latest.into_iter().for_each(Latest::cancel);
        self.scans.drain().for_each(|(_, cancel)| cancel.cancel());
        self.files.finish();
        self.exports.finish();
        // The journal's thread ends only when all its senders are dropped.
        crash::keep_journal(None);
        // After the files, so that the journal drops the entries that they include.
        self.journal.finish();
    }
}

/// An absolute path, so that it does not depend on the folder the program was started in.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

fn job_failed() -> ShellOutcome {
    ShellOutcome::Failed(Message::new("job-failed"))
}
