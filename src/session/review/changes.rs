//! Changing all selected notes in one edit.

use std::collections::HashSet;

use super::model::ReviewState;
use super::note_change::NoteChange;
use crate::review::{Content, Edit, Note, NoteId, Time};

/// Maximum number of single edits. More are made by replacing all notes, because each single edit searches for its note.
const FEW: usize = 64;

impl ReviewState {
    /// The edit that changes the selected notes, with its name for “undo” and the notes; `None` if nothing changes.
    pub(in crate::session) fn change_chosen(
        &self,
        change: &NoteChange,
    ) -> Option<(Edit, &'static str, HashSet<NoteId>)> {
        let chosen = self.chosen_notes();
        let (edit, ids) = if *change == NoteChange::Delete {
            self.removal(&chosen)?
        } else {
            self.replacement(&chosen, change)?
        };
        Some((edit, change.name(), ids))
    }

    fn replacement(&self, chosen: &[usize], change: &NoteChange) -> Option<(Edit, HashSet<NoteId>)> {
        let now = Time::now();
        let changed = chosen.iter().filter_map(|&index| {
            let mut note = self.review.notes[index].clone();
            let changes = change.apply(&mut note);
            note.modified = now.clone();
            changes.then_some(note)
        });
        let changed: Vec<Note> = changed.collect();
        if changed.is_empty() {
            return None;
        }
        let ids = changed.iter().map(|note| note.id.clone()).collect();
        if changed.len() <= FEW {
            return Some((Edit::All(changed.into_iter().map(Edit::ReplaceNote).collect()), ids));
        }
        let mut review = self.review.clone();
        let mut changed = changed.into_iter().peekable();
        // Both are in the review's order.
        for note in &mut review.notes {
            if let Some(with) = changed.next_if(|with| with.id == note.id) {
                *note = with;
            }
        }
        Some((Edit::SetContent(Box::new(Content::from(review))), ids))
    }

    fn removal(&self, chosen: &[usize]) -> Option<(Edit, HashSet<NoteId>)> {
        let ids: HashSet<NoteId> = chosen.iter().map(|&index| self.review.notes[index].id.clone()).collect();
        let edit = match ids.len() {
            0 => return None,
            1 => Edit::RemoveNote(ids.iter().next().cloned()?),
            2..=FEW => Edit::All(ids.iter().cloned().map(Edit::RemoveNote).collect()),
            _ => {
                let mut review = self.review.clone();
                review.notes.retain(|note| !ids.contains(&note.id));
                Edit::SetContent(Box::new(Content::from(review)))
            }
        };
        Some((edit, ids))
    }

    /// A change of these notes was made: changes the note in the editor alike, or closes it.
    pub(in crate::session) fn change_draft_like(&mut self, ids: &HashSet<NoteId>, change: &NoteChange) {
        if *change == NoteChange::Delete {
            self.draft.take_if(|draft| ids.contains(&draft.note.id));
        } else if let Some(draft) = self.draft.as_mut().filter(|draft| ids.contains(&draft.note.id)) {
            change.apply(&mut draft.note);
        }
    }
}
