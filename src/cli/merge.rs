//! `merge`: merges the reviews of several reviewers into one file.

use std::path::Path;

use super::arguments::Merge;
use super::print::{path_text, print, print_error};
use super::{DONE, FAILED};
use crate::export::losing_verdict;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::review::Review;
use crate::review::merge::merge;
use crate::review::store::{self, Fingerprint, StoreError, StoreReason};

/// The merged review.
struct Outcome {
    review: Review,
    /// Number of notes kept in two versions.
    conflicts: usize,
}

/// Runs the command and returns the exit status. Writes everything or nothing.
pub(super) fn run(options: &Merge, words: &Catalogue) -> u8 {
    match merged(options, words) {
        Ok(outcome) => print(DONE, words, |out| {
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

/// Reads, merges and writes. The errors name each review that cannot be merged.
fn merged(options: &Merge, words: &Catalogue) -> Result<Outcome, Vec<Message>> {
    let of = |error: &StoreError| match error.reason {
        StoreReason::Exists => vec![Message::new("export-error-exists").with("file", path_text(&error.path))],
        _ => vec![error.message()],
    };
    let output = &options.output;
    if let Some(input) = options.reviews.iter().find(|input| store::is_same_file(input, output)) {
        return Err(vec![Message::new("cli-merge-onto-input").with("file", path_text(input))]);
    }
    let mut errors = Vec::new();
    let mut reviews = Vec::new();
    for path in &options.reviews {
        match complete(path) {
            Ok(review) => reviews.push(review),
            Err(message) => errors.push(message),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let expected = present(output, options.force).map_err(|error| of(&error))?;
    let mut reviews = reviews.into_iter();
    let first = reviews.next().expect("the command line asks for two or more");
    let mut outcome = Outcome { review: first, conflicts: 0 };
    for next in reviews {
        let mut step = merge(None, &outcome.review, &next);
        step.describe(|verdict| losing_verdict(verdict, words));
        outcome.conflicts += step.conflicts.len();
        outcome.review = step.review;
    }
    store::save(output, &outcome.review, expected).map_err(|error| of(&error))?;
    Ok(outcome)
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
