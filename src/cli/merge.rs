//! `merge`: merges the reviews of several reviewers, and what colleagues wrote into exported files, into one file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::arguments::Merge;
use super::print::{path_text, print, print_error, with_reason};
use super::{DONE, FAILED};
use crate::export::{CameBack, losing_verdict};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{self, Report};
use crate::review::merge::merge;
use crate::review::returned::{Opened, Returned};
use crate::review::store::{self, Fingerprint, StoreError, StoreReason};
use crate::review::{ReportKey, Review};
use crate::structure::{self, Outline};

/// The merged review.
struct Outcome {
    review: Review,
    /// Number of notes kept in two versions.
    conflicts: usize,
    /// What was taken from each file that is no review.
    returned: Vec<(PathBuf, Returned)>,
}

/// A file to merge.
enum Input {
    Review(Box<Review>),
    /// A file that a colleague wrote into.
    Returned(CameBack),
}

/// Runs the command and returns the exit status. Writes everything or nothing.
pub(super) fn run(options: &Merge, words: &Catalogue) -> u8 {
    match merged(options, words) {
        Ok(outcome) => print(DONE, words, |out| {
            for (file, returned) in &outcome.returned {
                for message in summary(file, returned) {
                    writeln!(out, "{}", words.words(&message))?;
                }
            }
            let message = Message::new("cli-merged")
                .with("file", path_text(&options.output))
                .with("notes", outcome.review.notes.len())
                .with("verdicts", outcome.review.verdicts.len())
                .with("conflicts", outcome.conflicts);
            writeln!(out, "{}", words.words(&message))
        }),
        Err(messages) => {
            for message in &messages {
                print_error(&words.words(message));
            }
            FAILED
        }
    }
}

/// What was taken from a file, and the notes that are not in it any more.
fn summary(file: &Path, returned: &Returned) -> Vec<Message> {
    let taken = returned.message(path_text(file));
    let gone = returned.missing.iter().map(|id| Message::new("returned-missing").with("id", id.as_str()));
    std::iter::once(taken).chain(gone).collect()
}

/// Reads, merges and writes. The errors name each file that cannot be merged.
fn merged(options: &Merge, words: &Catalogue) -> Result<Outcome, Vec<Message>> {
    let of = |error: &StoreError| match error.reason {
        StoreReason::Exists => vec![Message::new("export-error-exists").with("file", path_text(&error.path))],
        _ => vec![error.message()],
    };
    let output = &options.output;
    if let Some(input) = options.files.iter().find(|input| store::is_same_file(input, output)) {
        return Err(vec![Message::new("cli-merge-onto-input").with("file", path_text(input))]);
    }
    let (mut errors, mut reviews, mut returned) = (Vec::new(), Vec::new(), Vec::new());
    for (index, path) in options.files.iter().enumerate() {
        match input(path, index == 0, words) {
            Ok(Input::Review(review)) => reviews.push(*review),
            Ok(Input::Returned(file)) => returned.push((path, file)),
            Err(message) => errors.push(message),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let expected = present(output, options.force).map_err(|error| of(&error))?;
    let mut reviews = reviews.into_iter();
    let first = reviews.next().expect("the first file is a review");
    let mut outcome = Outcome { review: first, conflicts: 0, returned: Vec::new() };
    for next in reviews {
        let mut step = merge(None, &outcome.review, &next);
        step.describe(|verdict| losing_verdict(verdict, words));
        outcome.conflicts += step.conflicts.len();
        outcome.review = step.review;
    }
    take(&mut outcome, returned, options, words)?;
    store::save(output, &outcome.review, expected).map_err(|error| of(&error))?;
    Ok(outcome)
}

/// Takes what colleagues wrote into the files that are no reviews.
fn take(
    outcome: &mut Outcome,
    files: Vec<(&PathBuf, CameBack)>,
    options: &Merge,
    words: &Catalogue,
) -> Result<(), Vec<Message>> {
    if files.is_empty() {
        return Ok(());
    }
    let reports = reports(&outcome.review, &options.files[0], words);
    let opened: Opened<'_> =
        reports.iter().map(|(key, (report, outline))| (key.clone(), (report, outline))).collect();
    let mut strangers = Vec::new();
    for (path, file) in files {
        match file.take(&mut outcome.review, &opened) {
            Ok(taken) => {
                outcome.conflicts += taken.conflicts;
                outcome.returned.push((path.clone(), taken));
            }
            Err(_) => strangers.push(Message::new("returned-stranger").with("file", path_text(path))),
        }
    }
    if strangers.is_empty() { Ok(()) } else { Err(strangers) }
}

/// The reports of the review that can be read. The others are named on standard error.
fn reports(review: &Review, file: &Path, words: &Catalogue) -> HashMap<ReportKey, (Report, Outline)> {
    let read = |entry: &crate::review::ReportEntry| {
        let report = super::read_named(&entry.path, file, false);
        (entry.id.clone(), report.map(|report| (structure::outline(&report), report)))
    };
    let read: Vec<_> = review.reports.par_iter().map(read).collect();
    let mut reports = HashMap::new();
    for (key, result) in read {
        match result {
            Ok((outline, report)) => drop(reports.insert(key, (report, outline))),
            Err(error) => print_error(&with_reason(&error, words)),
        }
    }
    reports
}

/// Reads a file to merge. `is_review`: it must be a review.
fn input(path: &Path, is_review: bool, words: &Catalogue) -> Result<Input, Message> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if is_review || extension == "ron" {
        return complete(path).map(|review| Input::Review(Box::new(review)));
    }
    let document = |path: &Path| {
        let report = report::read_file(path, None)?;
        let outline = structure::outline(&report);
        Ok((report, outline))
    };
    CameBack::read(path, document).map(Input::Returned).map_err(|error| {
        let reason = words.words(&error.reason.message());
        Message::new("returned-unreadable").with("file", path_text(path)).with("reason", reason)
    })
}

/// Loads a review, and refuses one with unknown content, which would be lost.
fn complete(path: &Path) -> Result<Review, Message> {
    let loaded = store::load(path).map_err(|error| error.message())?;
    match loaded.read_only {
        None => Ok(loaded.review),
        Some(reason) => {
            let words = reason.to_string();
            Err(Message::new("cli-merge-incomplete").with("file", path_text(path)).with("words", words))
        }
    }
}

/// The fingerprint of the review that `output` holds already and that `force` allows to replace. Only a readable review
/// is ever replaced.
fn present(output: &Path, force: bool) -> Result<Option<Fingerprint>, StoreError> {
    match store::load(output) {
        Ok(loaded) if force => Ok(Some(loaded.fingerprint)),
        Ok(_) => Err(StoreError { path: output.to_owned(), reason: StoreReason::Exists }),
        // Saving fails if the file exists and is no review.
        Err(_) => Ok(None),
    }
}
