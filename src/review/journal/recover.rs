//! Journals left behind by another run of the program: finding them, and combining them with the present content of the
//! review's file.

mod fit;
mod folder;

pub use folder::{LeftOver, discard, kept_path, left_over, recover};

use std::path::{Path, PathBuf};

use super::lines::parse;
use super::paths::root;
use super::record::{Parsed, Record};
use super::{JournalError, Step, Unfinished};
use crate::review::store::{Loaded, path_from_stored};
use crate::review::{Content, Edit, Review, merge};

/// The content of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The journal's file.
    pub journal: PathBuf,
    /// The review's file, if it had one and this is known.
    pub path: Option<PathBuf>,
    /// SHA-256 of that file when the journal was started, in hexadecimal digits; empty without a file.
    pub on_disk: String,
    /// The review at that time; empty if damage hit its record.
    pub base: Review,
    /// The readable changes since `base`, in order. Each applies to the result of the preceding ones.
    pub steps: Vec<Step>,
    /// The note being typed.
    pub draft: Option<Unfinished>,
    /// Name of a journal in the same folder that this one replaces.
    pub instead_of: String,
    /// Number of records that could not be read or do not fit the others. Unless it is 0, the file must be kept.
    pub lost: usize,
    /// Whether `base` was read.
    has_base: bool,
}

/// The result of combining a journal with the review's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The review to start from: that of the file, or the journal's own without a file.
    pub review: Review,
    /// Changes to apply to it.
    pub steps: Vec<Step>,
    /// Whether others had changed the file, so that both versions were merged.
    pub merged: bool,
}

impl Recovered {
    /// The content of a journal with these bytes.
    pub fn from_bytes(journal: &Path, bytes: &[u8]) -> Result<Self, JournalError> {
        let Parsed { records, mut lost, is_torn: _ } = parse(bytes)?;
        let (mut begin, mut base, mut read, mut draft) = (None, None, Vec::new(), None);
        for record in records {
            match record {
                Record::Begin { path, on_disk, instead_of, at: _ } => {
                    begin = Some((path, on_disk, instead_of));
                }
                Record::Base(review) => base = Some(review),
                Record::Step(step) => read.push(step),
                Record::Draft(now) => draft = now,
            }
        }
        if base.is_none() && read.is_empty() && draft.is_none() {
            return Err(JournalError::NotAJournal);
        }
        let (path, on_disk, instead_of) = begin.unwrap_or_default();
        let path = path.map(|path| path_from_stored(Path::new(&path), root()));
        let has_base = base.is_some();
        let base = base.map_or_else(|| Review::new(""), |review| *review);
        let fitted = fit::steps(&read, &base);
        // Without the base, the changes can be checked only after the review's file was read.
        let steps = if has_base { fitted.steps } else { read };
        if has_base {
            lost = if lost == 0 { fitted.misfits } else { lost };
        }
        Ok(Self {
            journal: journal.to_owned(),
            path,
            on_disk,
            base,
            steps,
            draft,
            instead_of,
            lost,
            has_base,
        })
    }

    /// Whether part of the journal could not be read, so that its file must be kept.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.lost > 0
    }

    /// The review with all changes.
    #[must_use]
    pub fn review(&self) -> Review {
        fit::steps(&self.steps, &self.base).review
    }

    /// Combines the journal with the file as it is now; `on_disk` is `None` if the file is missing or unreadable. If the
    /// file holds a state that the journal passed through, it was saved by the program that wrote the journal, and only
    /// later changes apply. If others changed the file, both versions are merged. If the review that the journal started
    /// from was lost to damage, the changes apply to the file as far as they fit.
    #[must_use]
    pub fn against(&self, on_disk: Option<&Loaded>) -> Standing {
        let Some(loaded) = on_disk else {
            let steps = fit::steps(&self.steps, &self.base).steps;
            return Standing { review: self.base.clone(), steps, merged: false };
        };
        let review = loaded.review.clone();
        if loaded.fingerprint.hex() == self.on_disk || !self.has_base {
            let steps = fit::steps(&self.steps, &review).steps;
            return Standing { review, steps, merged: false };
        }
        if let Some(steps) = self.steps_after(&review) {
            return Standing { review, steps, merged: false };
        }
        let merged = merge::merge(Some(&self.base), &review, &self.review());
        let steps = if merged.taken == 0 {
            Vec::new()
        } else {
            let content = Box::new(Content::from(merged.review));
            vec![Step { edits: vec![Edit::SetContent(content)], reports: None }]
        };
        Standing { review, steps, merged: true }
    }

    /// The changes after the last state equal to this review; `None` if there was no such state.
    fn steps_after(&self, review: &Review) -> Option<Vec<Step>> {
        let mut state = self.base.clone();
        let mut found = has_same_entries(&state, review).then_some((0, 0));
        for (index, step) in self.steps.iter().enumerate() {
            for (done, edit) in step.edits.iter().enumerate() {
                edit.clone().apply(&mut state).ok()?;
                if has_same_entries(&state, review) {
                    found = Some((index, done.saturating_add(1)));
                }
            }
            if let Some(reports) = &step.reports {
                state.reports.clone_from(reports);
            }
        }
        let (index, done) = found?;
        let mut rest = self.steps.get(index..)?.to_vec();
        if let Some(first) = rest.first_mut() {
            first.edits.drain(..done);
            if done > 0 && first.edits.is_empty() {
                rest.remove(0);
            }
        }
        Some(rest)
    }
}

/// Compares notes, verdicts and rules. Reports are left out, since those without notes are not saved.
fn has_same_entries(left: &Review, right: &Review) -> bool {
    left.notes.len() == right.notes.len()
        && left.verdicts == right.verdicts
        && left.exclusions == right.exclusions
        && left.ledger == right.ledger
        && left.corrections == right.corrections
        // The last notes differ most often, so they are compared first.
        && left.notes.iter().rev().eq(right.notes.iter().rev())
}
