//! Applying edits to the review, and updating the values derived from it: an edit of one note processes that note only.

use super::model::ReviewState;
use crate::message::Message;
use crate::review::{Edit, EditError, History, ReportEntry, Review, Revision};
use crate::session::library::Library;

/// Maximum number of edits in one step that are followed up one by one.
const FEW: usize = 64;

impl ReviewState {
    /// Applies an edit under a name for “undo”. On an error the review is unchanged.
    pub(in crate::session) fn make(
        &mut self,
        edit: Edit,
        name: &'static str,
        library: &Library,
    ) -> Result<(), Message> {
        let scope = self.before(&edit);
        self.history.apply_named(&mut self.review, edit, name).map_err(|error: EditError| error.message())?;
        self.follow_up(scope, library);
        Ok(())
    }

    /// Undoes the last edit.
    pub(in crate::session) fn undo(&mut self, library: &Library) {
        let Some(scope) = self.history.undo_edit().map(|edit| self.before(edit)) else { return };
        self.history.undo(&mut self.review);
        self.follow_up(scope, library);
    }

    /// Redoes the edit that was undone last.
    pub(in crate::session) fn redo(&mut self, library: &Library) {
        let Some(scope) = self.history.redo_edit().map(|edit| self.before(edit)) else { return };
        self.history.redo(&mut self.review);
        self.follow_up(scope, library);
    }

    /// Replaces the review; nothing of it has to be saved.
    pub(in crate::session) fn replace(&mut self, review: Review) {
        self.review = review;
        self.history = History::new();
        self.unlogged.clear();
        self.draft = None;
    }

    /// Names a review without a title after its file. Not an edit: it would make no sense to undo it.
    pub(in crate::session) fn name_after(&mut self, file: &str) {
        if self.review.title.is_empty() {
            file.clone_into(&mut self.review.title);
        }
    }

    /// The state of this revision is on disk.
    pub(in crate::session) fn mark_saved(&mut self, revision: Revision) {
        self.history.mark_saved(revision);
    }

    /// Applies an edit of a journal, without following it up; [`place_all`](Self::place_all) has to be called in the end.
    pub(in crate::session) fn replay(&mut self, edit: Edit) -> Result<(), Message> {
        self.history.apply(&mut self.review, edit).map_err(|error: EditError| error.message())?;
        self.unlogged.extend(self.history.take_log());
        Ok(())
    }

    /// Replaces the reports of the review, as a journal has them.
    pub(in crate::session) fn set_reports(&mut self, reports: Vec<ReportEntry>) {
        self.review.reports = reports;
        self.binding.reports_edited();
    }

    /// Edits since the last call, for the journal.
    pub(in crate::session) fn take_unlogged(&mut self) -> Vec<Edit> {
        std::mem::take(&mut self.unlogged)
    }

    /// Whether there are edits for the journal.
    pub(in crate::session) fn has_unlogged(&self) -> bool {
        !self.unlogged.is_empty()
    }

    /// Extent of an edit, computed before it is applied, since a removed note has no index afterwards.
    fn before(&self, edit: &Edit) -> Scope {
        match edit {
            Edit::RemoveNote(id) => Scope::One { removed: self.position(id) },
            Edit::SetContent(_) => Scope::Many,
            Edit::All(edits) => {
                let is_simple = |edit: &Edit| {
                    !matches!(
                        edit,
                        Edit::AddNote { .. } | Edit::RemoveNote(_) | Edit::SetContent(_) | Edit::All(_)
                    )
                };
                let few = edits.len() <= FEW && edits.iter().all(is_simple);
                if few { Scope::One { removed: None } } else { Scope::Many }
            }
            _ => Scope::One { removed: None },
        }
    }

    /// Updates the values derived from the review after an edit was applied.
    fn follow_up(&mut self, scope: Scope, library: &Library) {
        let edits = self.history.take_log();
        match scope {
            Scope::Many => {
                self.binding.reports_edited();
                self.place_all(library);
            }
            Scope::One { removed } => {
                for edit in &edits {
                    self.follow_up_one(edit, removed, library);
                }
            }
        }
        self.unlogged.extend(edits);
    }

    fn follow_up_one(&mut self, edit: &Edit, removed: Option<usize>, library: &Library) {
        match edit {
            Edit::All(edits) => {
                for edit in edits {
                    self.follow_up_one(edit, removed, library);
                }
            }
            Edit::AddNote { index, .. } => {
                self.note_inserted((*index).min(self.review.notes.len() - 1), library);
            }
            Edit::RemoveNote(id) => {
                if let Some(index) = removed {
                    self.note_removed(id, index);
                }
            }
            Edit::ReplaceNote(note) => {
                if let Some(index) = self.position(&note.id) {
                    self.note_changed(index, library);
                }
            }
            Edit::AddReport { .. } | Edit::RemoveReport(_) | Edit::ReplaceReport(_) => {
                self.binding.reports_edited();
            }
            Edit::AddVerdict { index, verdict } => self.verdict_added(&verdict.finding, *index),
            Edit::RemoveVerdict(key) => self.verdict_removed(key),
            Edit::ReplaceVerdict(_)
            | Edit::AddExclusion { .. }
            | Edit::RemoveExclusion(_)
            | Edit::AddCorrection { .. }
            | Edit::RemoveCorrection(_)
            | Edit::AddLedgerRule { .. }
            | Edit::RemoveLedgerRule(_)
            | Edit::SetTitle(_) => {}
            Edit::SetContent(_) => self.place_all(library),
        }
    }
}

/// The extent of an edit.
#[derive(Clone, Copy)]
enum Scope {
    /// One note, or a few whose indices stay the same.
    One {
        /// Index of the note that is removed.
        removed: Option<usize>,
    },
    /// Many notes, or all.
    Many,
}
