//! Does what the session asks for, off the window's thread: reading, comparing, asking for paths, writing. Results
//! come back through [`Jobs::poll`] in any order; a callback says when there are some. Knows no screen.

#[cfg(feature = "gui")]
mod dialogs;
mod places;
mod pool;
mod samples;
pub mod settings;

pub use places::Places;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use crate::duplicates::{self, Input, Options};
use crate::message::Message;
use crate::report::{self, ReadError};
use crate::review::store;
use crate::session::{Document, Effect, Outcome, ReportId};
use crate::structure;
use crate::task::Cancel;
use pool::Pool;

/// Tells the window that a result is there. Called from worker threads.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The workers and what they have brought back.
pub struct Jobs {
    pool: Pool,
    places: Places,
    outcomes: Receiver<Outcome>,
    report: Reporter,
    /// The comparison under way; a new one supersedes it.
    comparison: Cancel,
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
        let on_panic = report.clone();
        let pool = Pool::new(move || on_panic.send(Outcome::Failed(Message::new("job-failed"))));
        Self { pool, places, outcomes, report, comparison: Cancel::default() }
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

    /// Begins an effect. [`Effect::Copy`] and [`Effect::Close`] are the window's own and come back.
    pub fn perform(&mut self, effect: Effect) -> Option<Effect> {
        let report = self.report.clone();
        match effect {
            Effect::Pick(picker) => {
                #[cfg(feature = "gui")]
                dialogs::pick(picker, move |outcome| report.send(outcome));
                #[cfg(not(feature = "gui"))]
                report.send(Outcome::NoDialog(picker));
            }
            Effect::Collect(paths) => self.pool.run(move || report.send(collect(paths))),
            Effect::UnpackSamples => {
                let folder = self.places.samples.clone();
                self.pool.run(move || match samples::unpack(folder) {
                    Ok(folder) => report.send(collect(vec![folder])),
                    Err(error) => {
                        report.send(Outcome::Collected { files: Vec::new(), unreadable: Vec::new() });
                        let words = error.to_string();
                        report.send(Outcome::Failed(Message::new("samples-failed").with("words", words)));
                    }
                });
            }
            Effect::Read { id, path, encoding } => self.pool.run(move || {
                let result = report::read_file(&path, encoding).map(|read| {
                    let outline = structure::outline(&read);
                    Arc::new(Document::new(read, outline))
                });
                report.send(Outcome::Read { id, result });
            }),
            Effect::Analyse { generation, documents } => {
                self.comparison.cancel();
                self.comparison = Cancel::default();
                let cancel = self.comparison.clone();
                self.pool.run(move || {
                    if let Some(outcome) = compare(generation, &documents, &cancel) {
                        report.send(outcome);
                    }
                });
            }
            Effect::LoadReview(path) => self.pool.run(move || {
                let path = absolute(path);
                let result = store::load(&path).map(Box::new).map_err(|error| error.message());
                report.send(Outcome::Loaded { path, result });
            }),
            Effect::SaveReview { path, review, revision, expected } => self.pool.run(move || {
                let path = absolute(path);
                let result = store::save(&path, &review, expected).map_err(|error| error.message());
                report.send(Outcome::Saved { path, revision, result });
            }),
            Effect::KeepSettings(choices) => {
                let file = self.places.settings.clone();
                self.pool.run(move || {
                    if let Err(message) = settings::keep(file.as_deref(), &choices) {
                        report.send(Outcome::Failed(message));
                    }
                });
            }
            Effect::Copy(_) | Effect::Close => return Some(effect),
        }
        None
    }
}

/// Paths are compared and stored, so they must not depend on the folder the program was started in.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

fn collect(paths: Vec<PathBuf>) -> Outcome {
    let paths: Vec<PathBuf> = paths.into_iter().map(absolute).collect();
    let report::Collected { files, unreadable } = report::collect(&paths);
    let unreadable: Vec<ReadError> = unreadable;
    Outcome::Collected { files, unreadable }
}

fn compare(generation: u64, documents: &[(ReportId, Arc<Document>)], cancel: &Cancel) -> Option<Outcome> {
    let inputs: Vec<Input<'_>> =
        documents.iter().map(|(_, d)| Input { report: &d.report, outline: &d.outline }).collect();
    let found = duplicates::duplicates(&inputs, &Options::default(), cancel).ok()?;
    let reports = documents.iter().map(|(id, _)| *id).collect();
    Some(Outcome::Analysed { generation, reports, found })
}
