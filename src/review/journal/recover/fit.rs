//! Applies changes to a review that may lack some of the preceding changes, because their records are damaged.

use crate::review::journal::Step;
use crate::review::{Edit, Review};

/// The result of fitting changes to a review.
pub(super) struct Fitted {
    /// Changes that apply without error, one after the other.
    pub(super) steps: Vec<Step>,
    /// The review after them.
    pub(super) review: Review,
    /// Number of changes that did not fit as they were.
    pub(super) misfits: usize,
}

/// Applies the changes to `base`. A change whose target is missing, or already there, is replaced by one that leads to
/// the same content, so that written text is kept even if the order of changes is unknown.
pub(super) fn steps(steps: &[Step], base: &Review) -> Fitted {
    let mut fitted = Fitted { steps: Vec::with_capacity(steps.len()), review: base.clone(), misfits: 0 };
    for step in steps {
        if step.clone().apply(&mut fitted.review).is_ok() {
            fitted.steps.push(step.clone());
            continue;
        }
        fitted.misfits = fitted.misfits.saturating_add(1);
        let mut edits = Vec::new();
        for edit in &step.edits {
            fit(edit, &mut fitted.review, &mut edits);
        }
        if let Some(reports) = &step.reports {
            fitted.review.reports.clone_from(reports);
        }
        fitted.steps.push(Step { edits, reports: step.reports.clone() });
    }
    fitted
}

/// Applies one change, or the nearest one that fits, and records it.
fn fit(edit: &Edit, review: &mut Review, done: &mut Vec<Edit>) {
    if let Edit::All(edits) = edit {
        for edit in edits {
            fit(edit, review, done);
        }
        return;
    }
    let other = match edit.clone() {
        Edit::AddNote { note, .. } => Some(Edit::ReplaceNote(note)),
        Edit::ReplaceNote(note) => Some(review.add_note(note)),
        Edit::AddReport { report, .. } => Some(Edit::ReplaceReport(report)),
        Edit::ReplaceReport(report) => Some(Edit::AddReport { index: review.reports.len(), report }),
        Edit::AddVerdict { verdict, .. } => Some(Edit::ReplaceVerdict(verdict)),
        Edit::ReplaceVerdict(verdict) => Some(Edit::AddVerdict { index: review.verdicts.len(), verdict }),
        // The entry to remove is not there, or the edit fits any review.
        Edit::RemoveNote(_)
        | Edit::RemoveReport(_)
        | Edit::RemoveVerdict(_)
        | Edit::AddExclusion { .. }
        | Edit::RemoveExclusion(_)
        | Edit::AddCorrection { .. }
        | Edit::RemoveCorrection(_)
        | Edit::AddLedgerRule { .. }
        | Edit::RemoveLedgerRule(_)
        | Edit::SetTitle(_)
        | Edit::SetContent(_)
        | Edit::All(_) => None,
    };
    let candidates = [Some(edit.clone()), other];
    done.extend(candidates.into_iter().flatten().find(|edit| edit.clone().apply(review).is_ok()));
}
