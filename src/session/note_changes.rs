//! Changing several notes at once, as one step that can be taken back: those chosen in the list.

use std::collections::HashSet;

use super::{Effect, Session};
use crate::review::{Content, Edit, Note, NoteId, Severity, Status, Time};

/// What to do with the notes that are chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteChange {
    /// Mark them as resolved, or as open.
    Status(Status),
    /// Give them a severity.
    Severity(Severity),
    /// Add a tag to those that lack it.
    AddTag(String),
    /// Take a tag away from those that have it.
    RemoveTag(String),
    /// Delete them.
    Delete,
}

/// More changes than this are made as one exchange of everything: each single edit looks its note up.
const FEW: usize = 64;

impl Session {
    /// Changes the notes that are chosen, in one step.
    pub(super) fn change_notes(&mut self, change: &NoteChange) -> Vec<Effect> {
        let chosen = self.chosen_notes();
        let name = change.name();
        if *change == NoteChange::Delete {
            self.remove_notes(&chosen, name);
            return Vec::new();
        }
        let now = Time::now();
        let changed: Vec<Note> = chosen
            .into_iter()
            .filter_map(|index| {
                let mut note = self.review.notes[index].clone();
                let changes = change.apply(&mut note);
                note.modified = now.clone();
                changes.then_some(note)
            })
            .collect();
        if !changed.is_empty() {
            self.replace_notes(changed, change, name);
        }
        Vec::new()
    }

    /// Gives the note in the editor a severity, or else those that are chosen.
    pub(super) fn set_severity(&mut self, severity: Severity) -> Vec<Effect> {
        match &self.draft {
            Some(draft) => self.change_draft(Note { severity, ..draft.note.clone() }),
            None => self.change_notes(&NoteChange::Severity(severity)),
        }
    }

    fn replace_notes(&mut self, changed: Vec<Note>, change: &NoteChange, name: &'static str) {
        let ids: HashSet<NoteId> = changed.iter().map(|note| note.id.clone()).collect();
        let edit = if changed.len() <= FEW {
            Edit::All(changed.into_iter().map(Edit::ReplaceNote).collect())
        } else {
            let mut review = self.review.clone();
            let mut changed = changed.into_iter().peekable();
            // Both are in the review's order.
            for note in &mut review.notes {
                if let Some(with) = changed.next_if(|with| with.id == note.id) {
                    *note = with;
                }
            }
            Edit::SetContent(Box::new(Content::from(review)))
        };
        if self.make_named(edit, name) {
            // The editor may be open on one, and must not take this back when it is closed.
            if let Some(draft) = self.draft.as_mut().filter(|draft| ids.contains(&draft.note.id)) {
                change.apply(&mut draft.note);
            }
        }
    }

    fn remove_notes(&mut self, chosen: &[usize], name: &'static str) {
        let ids: HashSet<NoteId> = chosen.iter().map(|&index| self.review.notes[index].id.clone()).collect();
        if ids.is_empty() {
            return;
        }
        let edit = if ids.len() <= FEW {
            Edit::All(ids.iter().cloned().map(Edit::RemoveNote).collect())
        } else {
            let mut review = self.review.clone();
            review.notes.retain(|note| !ids.contains(&note.id));
            Edit::SetContent(Box::new(Content::from(review)))
        };
        if self.make_named(edit, name) {
            self.draft.take_if(|draft| ids.contains(&draft.note.id));
        }
    }
}

impl NoteChange {
    /// What it is called when it is taken back.
    fn name(&self) -> &'static str {
        match self {
            Self::Status(Status::Resolved) => "edit-resolve-notes",
            Self::Status(Status::Open) => "edit-reopen-notes",
            Self::Severity(_) => "edit-note-severity",
            Self::AddTag(_) => "edit-add-tag",
            Self::RemoveTag(_) => "edit-remove-tag",
            Self::Delete => "edit-remove-notes",
        }
    }

    /// Changes a note; whether that makes a difference.
    fn apply(&self, note: &mut Note) -> bool {
        match self {
            Self::Status(status) => std::mem::replace(&mut note.status, *status) != *status,
            Self::Severity(severity) => std::mem::replace(&mut note.severity, *severity) != *severity,
            Self::AddTag(tag) => {
                let is_new = !tag.is_empty() && !note.tags.contains(tag);
                note.tags.extend(is_new.then(|| tag.clone()));
                is_new
            }
            Self::RemoveTag(tag) => {
                let before = note.tags.len();
                note.tags.retain(|own| own != tag);
                note.tags.len() < before
            }
            Self::Delete => false,
        }
    }
}
