//! Does what the session asks for, off the window's thread: reading, comparing, asking for paths, writing. Results
//! come back through [`Jobs::poll`] in any order; a callback says when there are some. Knows no screen.

pub mod crash;
pub mod diagnostics;
#[cfg(feature = "gui")]
mod dialogs;
mod export;
mod keeper;
pub mod log_file;
mod memory;
mod places;
mod pool;
mod profile;
mod rank;
mod reviews;
mod samples;
pub mod settings;
mod watch;

#[cfg(all(feature = "gui", any(windows, target_os = "macos")))]
pub use dialogs::tell;
pub use places::Places;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::message::Message;
use crate::report::{self, ReadError, ReadOptions, Reason};
use crate::review::{Placement, store};
use crate::session::{
    Analysis, Document, Effect, ExportEffect, ExportEnd, ExportOutcome, Found, Hits, Outcome, Passages,
    Picker, ReportId, Write, analyse, compare_rows, find, section_pairs,
};
use crate::structure;
use crate::task::Cancel;
use keeper::{Keeper, Order};
use pool::Pool;
use reviews::Reviews;
use watch::Watcher;

/// Tells the window that a result is there. Called from worker threads.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The workers and what they have brought back.
pub struct Jobs {
    /// Reads and compares.
    pool: Pool,
    /// Reads and writes what is the user's own, one after the other and behind no report: a review that is saved twice
    /// is saved in that order.
    files: Pool,
    reviews: Reviews,
    /// Writes the journal, behind no other file.
    keeper: Keeper,
    places: Places,
    outcomes: Receiver<Outcome>,
    report: Reporter,
    /// Writes exports, one after the other and in nobody's way.
    exports: Pool,
    /// The exports that are not written yet.
    exporting: Cancel,
    /// The comparison under way; a new one supersedes it.
    comparison: Cancel,
    /// The search under way, likewise.
    search: Cancel,
    /// The comparison row by row under way, likewise.
    rows: Cancel,
    /// The ranking under way, likewise.
    ranking: Cancel,
    sections: Cancel,
    /// Files that wait to be read.
    reads: Cancel,
    watcher: Watcher,
    /// Whether paths are asked for in the system's dialogs.
    dialogs: bool,
}

/// How a worker hands over a result.
#[derive(Clone)]
struct Reporter {
    sender: Sender<Outcome>,
    wake: Wake,
}

impl Reporter {
    fn send(&self, outcome: Outcome) {
        // The receiver is gone only when the window is: then nobody waits for the result.
        let _ = self.sender.send(outcome);
        (self.wake)();
    }
}

impl Jobs {
    /// Starts the workers. What is kept for the user is kept in `places`.
    #[must_use]
    pub fn new(wake: Wake, places: Places) -> Self {
        let (sender, outcomes) = mpsc::channel();
        let report = Reporter { sender, wake };
        // At least two, so that a long comparison leaves one for reading.
        let threads = thread::available_parallelism().map_or(2, NonZero::get).clamp(2, 8);
        let (pool, files) = (Pool::new("worker", threads), Pool::new("files", 1));
        let exports = Pool::new("export", 1);
        let reviews = Reviews::new(places.journals(), places.versions());
        let keeper = Keeper::new(places.journals(), report.clone());
        crash::keep_journal(keeper.handle());
        let watcher = Watcher::new(report.clone());
        Self {
            pool,
            files,
            reviews,
            keeper,
            places,
            outcomes,
            report,
            exports,
            exporting: Cancel::default(),
            comparison: Cancel::default(),
            search: Cancel::default(),
            rows: Cancel::default(),
            ranking: Cancel::default(),
            sections: Cancel::default(),
            reads: Cancel::default(),
            watcher,
            dialogs: true,
        }
    }

    /// Asks for no path in the system's dialogs, as where there are none: for tests, which nobody sits at.
    pub fn without_dialogs(&mut self) {
        self.dialogs = false;
    }

    /// What has come back since the last call.
    #[must_use]
    pub fn poll(&self) -> Vec<Outcome> {
        self.outcomes.try_iter().collect()
    }

    /// Waits for the next result, but no longer than this.
    #[must_use]
    pub fn wait_for(&self, longest: Duration) -> Option<Outcome> {
        self.outcomes.recv_timeout(longest).ok()
    }

    /// Waits for the next result.
    #[must_use]
    pub fn wait(&self) -> Option<Outcome> {
        self.outcomes.recv().ok()
    }

    /// Begins an effect. [`Effect::Copy`] and [`Effect::Close`] are the window's own and come back. What is waited
    /// for has an outcome even where its job panics: nobody waits for ever. A comparison that was superseded has none.
    #[expect(clippy::too_many_lines, reason = "one arm an effect; to be split")]
    pub fn perform(&mut self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Pick(picker) if self.dialogs => self.pick(picker),
            Effect::Pick(picker) => self.report.send(Outcome::NoDialog(picker)),
            Effect::Collect(paths) => self.start(&self.pool, nothing_found(), move || vec![collect(paths)]),
            Effect::UnpackSamples => {
                let folder = self.places.samples.clone();
                self.start(&self.pool, nothing_found(), move || unpack_samples(folder));
            }
            Effect::Read { id, path, options } => {
                let crashed = Err(ReadError { path: path.clone(), reason: Reason::Crashed });
                let crashed = Outcome::Read { id, options, result: crashed };
                let given_up = self.reads.clone();
                self.start(&self.pool, crashed, move || {
                    if given_up.is_cancelled() { Vec::new() } else { vec![read(id, &path, options)] }
                });
            }
            Effect::Analyse { generation, mut task } => {
                self.comparison.cancel();
                self.comparison = Cancel::default();
                let cancel = self.comparison.clone();
                let nothing = Outcome::Analysed { generation, analysis: Analysis::default() };
                self.start(&self.pool, nothing, move || {
                    task.profile = profile::read(task.profile);
                    let analysis = analyse(&task, &cancel).ok();
                    memory::give_back();
                    analysis.map(|analysis| Outcome::Analysed { generation, analysis }).into_iter().collect()
                });
            }
            Effect::StopReading => {
                self.reads.cancel();
                self.reads = Cancel::default();
            }
            Effect::StopAnalysing => self.comparison.cancel(),
            Effect::Watch(paths) => self.watcher.watch(&paths),
            Effect::Compare { generation, documents } => {
                self.rows.cancel();
                self.rows = Cancel::default();
                let cancel = self.rows.clone();
                let nothing = Outcome::Compared { generation, rows: Arc::default() };
                self.start(&self.pool, nothing, move || {
                    let [left, right] = &documents;
                    let rows = compare_rows(left, right, &cancel).ok().map(Arc::new);
                    memory::give_back();
                    rows.map(|rows| Outcome::Compared { generation, rows }).into_iter().collect()
                });
            }
            Effect::Rank { generation, folder, min_length } => {
                self.ranking.cancel();
                self.ranking = Cancel::default();
                let (cancel, sketches) = (self.ranking.clone(), self.places.sketches());
                let progress = rank::progress(generation, self.report.clone());
                let nothing = Outcome::Ranked { generation, ranked: Arc::default() };
                self.start(&self.pool, nothing, move || {
                    let folder = absolute(folder);
                    let ranked = rank::rank(&folder, min_length, sketches, &cancel, &progress);
                    rank::outcome(generation, ranked)
                });
            }
            Effect::StopRanking => self.ranking.cancel(),
            Effect::PairSections { generation, documents } => {
                self.sections.cancel();
                self.sections = Cancel::default();
                let cancel = self.sections.clone();
                let nothing = Outcome::SectionsPaired { generation, pairs: Vec::new() };
                self.start(&self.pool, nothing, move || {
                    let [left, right] = &documents;
                    let pairs = compare_rows(left, right, &cancel).ok().map(|rows| section_pairs(&rows));
                    pairs.map(|pairs| Outcome::SectionsPaired { generation, pairs }).into_iter().collect()
                });
            }
            Effect::ComparePassages { generation, selections, texts } => {
                self.start(&self.pool, job_failed(), move || {
                    let passages = Passages::new(selections, texts);
                    vec![Outcome::PassagesCompared { generation, passages }]
                });
            }
            Effect::Place(displaced) => {
                let (ahead, nowhere) = (displaced.clone(), vec![Placement::ORPHAN; displaced.targets.len()]);
                let crashed = Outcome::Placed { displaced: displaced.clone(), found: nowhere };
                self.start(&self.pool, crashed, move || {
                    vec![Outcome::Placed { found: ahead.find(), displaced }]
                });
            }
            Effect::Search { generation, documents, wanted } => {
                self.search.cancel();
                self.search = Cancel::default();
                let cancel = self.search.clone();
                let nothing = Outcome::Searched { generation, result: Ok(Hits::default()) };
                self.start(&self.pool, nothing, move || {
                    let found = find(&documents, &wanted, &cancel).ok();
                    found.map(|result| Outcome::Searched { generation, result }).into_iter().collect()
                });
            }
            Effect::LoadReview(path) => {
                let path = absolute(path);
                let crashed = Outcome::Loaded { path: path.clone(), result: Err(Message::new("job-failed")) };
                let (reviews, keeper) = (self.reviews.clone(), self.keeper.handle());
                self.start(&self.files, crashed, move || {
                    let result = reviews.load(&path);
                    // Together with what was left of it when the program last ended.
                    vec![Outcome::Loaded { path, result }, reviews.left_over(keeper.as_ref())]
                });
            }
            Effect::LoadToMerge(path) => {
                let path = absolute(path);
                let crashed =
                    Outcome::ToMerge { path: path.clone(), result: Err(Message::new("job-failed")) };
                self.start(&self.files, crashed, move || {
                    let result = store::load(&path).map(Box::new).map_err(|error| error.message());
                    vec![Outcome::ToMerge { path, result }]
                });
            }
            Effect::SaveReview(write) => {
                let write = Write { path: absolute(write.path), ..write };
                let result = Err(Message::new("job-failed"));
                let crashed = Outcome::Saved { path: write.path.clone(), revision: write.revision, result };
                let (reviews, keeper) = (self.reviews.clone(), self.keeper.handle());
                self.start(&self.files, crashed, move || vec![reviews.save(&write, keeper.as_ref())]);
            }
            Effect::HoldLock(path) => {
                let (reviews, path) = (self.reviews.clone(), path.map(absolute));
                self.start(&self.files, job_failed(), move || {
                    reviews.let_go_of_others(path.as_deref());
                    Vec::new()
                });
            }
            Effect::Keep(number, entries) => self.keeper.tell(Order::Keep(number, entries)),
            Effect::Remind(after) => self.keeper.tell(Order::Remind(after)),
            Effect::DiscardJournal(journal) => self.keeper.tell(Order::Discard(journal)),
            Effect::FindJournals => {
                let (reviews, keeper) = (self.reviews.clone(), self.keeper.handle());
                self.start(&self.files, job_failed(), move || vec![reviews.left_over(keeper.as_ref())]);
            }
            Effect::ReadJournal(journal) => {
                let result = Err(Message::new("job-failed"));
                let crashed = Outcome::Restored { journal: journal.clone(), result };
                let reviews = self.reviews.clone();
                self.start(&self.files, crashed, move || vec![reviews.restore(journal)]);
            }
            Effect::Locate { folder, wanted } => {
                self.start(&self.pool, Outcome::Located(Vec::new()), move || {
                    vec![Outcome::Located(reviews::locate(&absolute(folder), &wanted))]
                });
            }
            Effect::KeepSettings(choices) => {
                let file = self.places.settings.clone();
                self.start(&self.files, job_failed(), move || {
                    let failed = settings::keep(file.as_deref(), &choices).err();
                    failed.map(Outcome::Failed).into_iter().collect()
                });
            }
            Effect::Export(effect) => self.export(effect),
            Effect::Diagnose { renderer, settings } => {
                let places = self.places.clone();
                self.start(&self.files, job_failed(), move || {
                    vec![Outcome::Diagnosed(diagnostics::diagnostics(&places, &renderer, &settings))]
                });
            }
            Effect::Copy(_) | Effect::Close => return Some(effect),
        }
        None
    }

    fn export(&mut self, effect: ExportEffect) {
        match effect {
            ExportEffect::Write(export) => {
                let number = export.number;
                let ended = move |end| Outcome::Export(ExportOutcome::Ended { number, end });
                let crashed = ended(ExportEnd::Failed(Message::new("job-failed"), 0));
                let (cancel, report) = (self.exporting.clone(), self.report.clone());
                self.start(&self.exports, crashed, move || {
                    let step = |done, all| {
                        report.send(Outcome::Export(ExportOutcome::Step { number, done, all }));
                    };
                    vec![ended(export::write(export, &cancel, step))]
                });
            }
            ExportEffect::Stop => {
                self.exporting.cancel();
                self.exporting = Cancel::default();
            }
            ExportEffect::ShowInFolder(file) => {
                let report = self.report.clone();
                export::show_in_folder(file, move |message| report.send(Outcome::Failed(message)));
            }
        }
    }

    /// Runs a job on one of the pools and hands over what comes of it; `crashed` if it panics.
    fn start(&self, pool: &Pool, crashed: Outcome, job: impl FnOnce() -> Vec<Outcome> + Send + 'static) {
        let (report, on_panic) = (self.report.clone(), self.report.clone());
        pool.run(
            move || job().into_iter().for_each(|outcome| report.send(outcome)),
            move || {
                on_panic.send(crashed);
                on_panic.send(Outcome::Failed(Message::new("job-failed")));
            },
        );
    }

    #[cfg(feature = "gui")]
    fn pick(&self, picker: Picker) {
        let report = self.report.clone();
        dialogs::pick(picker, move |outcome| report.send(outcome));
    }

    /// Without a screen there is no dialog.
    #[cfg(not(feature = "gui"))]
    fn pick(&self, picker: Picker) {
        self.report.send(Outcome::NoDialog(picker));
    }
}

impl Drop for Jobs {
    /// The program may end right after this: what was to be written is written first.
    fn drop(&mut self) {
        self.comparison.cancel();
        self.search.cancel();
        self.rows.cancel();
        self.ranking.cancel();
        self.sections.cancel();
        self.files.finish();
        self.exports.finish();
        // It ends only when nobody can tell it anything any more.
        crash::keep_journal(None);
        // After the files: what they saved need not be kept any longer.
        self.keeper.finish();
    }
}

/// Paths are compared and stored, so they must not depend on the folder the program was started in.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

fn job_failed() -> Outcome {
    Outcome::Failed(Message::new("job-failed"))
}

fn nothing_found() -> Outcome {
    Outcome::Collected { files: Vec::new(), unreadable: Vec::new() }
}

fn collect(paths: Vec<PathBuf>) -> Outcome {
    let paths: Vec<PathBuf> = paths.into_iter().map(absolute).collect();
    let report::Collected { files, unreadable } = report::collect(&paths);
    let found =
        |path: PathBuf| Found { identity: path.canonicalize().unwrap_or_else(|_| path.clone()), path };
    Outcome::Collected { files: files.into_iter().map(found).collect(), unreadable }
}

fn unpack_samples(folder: Option<PathBuf>) -> Vec<Outcome> {
    match samples::unpack(folder) {
        Ok(folder) => vec![collect(vec![folder])],
        Err(error) => {
            let message = Message::new("samples-failed").with("words", error.to_string());
            vec![nothing_found(), Outcome::Failed(message)]
        }
    }
}

fn read(id: ReportId, path: &Path, options: ReadOptions) -> Outcome {
    let result = report::read_file(path, options).map(|read| {
        let outline = structure::outline(&read);
        Arc::new(Document::new(read, outline))
    });
    Outcome::Read { id, options, result }
}
