//! `merge`: the reviews of several reviewers in one file.

use std::path::Path;

use super::arguments::Merge;
use super::{DONE, FAILED, complain, print};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::review::Review;
use crate::review::merge::merge;
use crate::review::store::{self, Fingerprint, StoreError, StoreReason};

/// What comes of it.
struct Outcome {
    review: Review,
    conflicts: usize,
}

/// Runs the command; its exit status. Either everything is in the new file or nothing is written.
pub(super) fn run(options: &Merge, words: &Catalogue) -> u8 {
    match merged(options) {
        Ok(outcome) => print(DONE, words, |out| {
            let message = Message::new("cli-merged")
                .with("file", super::shown(&options.output))
                .with("notes", outcome.review.notes.len())
                .with("verdicts", outcome.review.verdicts.len())
                .with("conflicts", outcome.conflicts);
            writeln!(out, "{}", words.words(&message))
        }),
        Err(messages) => {
            for message in &messages {
                complain(&words.words(message));
            }
            FAILED
        }
    }
}

/// Reads, merges and writes. An error names each review that stands in the way.
fn merged(options: &Merge) -> Result<Outcome, Vec<Message>> {
    let of = |error: &StoreError| vec![error.message()];
    let output = &options.output;
    if let Some(input) = options.reviews.iter().find(|input| store::is_same_file(input, output)) {
        return Err(vec![Message::new("cli-merge-onto-input").with("file", super::shown(input))]);
    }
    let mut faults = Vec::new();
    let mut reviews = Vec::new();
    for path in &options.reviews {
        match complete(path) {
            Ok(review) => reviews.push(review),
            Err(message) => faults.push(message),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let expected = present(output, options.force).map_err(|error| of(&error))?;
    let mut reviews = reviews.into_iter();
    let first = reviews.next().expect("the command line asks for two or more");
    let mut outcome = Outcome { review: first, conflicts: 0 };
    for next in reviews {
        let step = merge(None, &outcome.review, &next);
        outcome.conflicts += step.conflicts.len();
        outcome.review = step.review;
    }
    store::save(output, &outcome.review, expected).map_err(|error| of(&error))?;
    Ok(outcome)
}

/// A review of which nothing would be left out.
fn complete(path: &Path) -> Result<Review, Message> {
    let loaded = store::load(path).map_err(|error| error.message())?;
    match loaded.read_only {
        None => Ok(loaded.review),
        Some(reason) => {
            let words = reason.to_string();
            Err(Message::new("cli-merge-incomplete").with("file", super::shown(path)).with("words", words))
        }
    }
}

/// What is there already, if the user agreed to replace it. Only a review that can be read is ever replaced.
fn present(output: &Path, force: bool) -> Result<Option<Fingerprint>, StoreError> {
    match store::load(output) {
        Ok(loaded) if force => Ok(Some(loaded.fingerprint)),
        Ok(_) => Err(StoreError { path: output.to_owned(), reason: StoreReason::Exists }),
        // Whether it is there at all, and is no review, is for the writing to find out.
        Err(_) => Ok(None),
    }
}
