//! The list of notes: filter, order, the selected notes.

use std::collections::HashSet;

use super::filter::NoteQuery;
use crate::message::Message;
use crate::review::NoteId;

/// Order of the list of notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NoteOrder {
    /// By time of writing.
    #[default]
    Written,
    /// By report in the order of the library, then by position.
    Place,
    /// By severity, highest first, then by place.
    Severity,
    /// By time of the last change, latest first.
    Changed,
    /// By author, then by place.
    Author,
}

impl NoteOrder {
    /// All orders, as in the menu.
    pub const ALL: [Self; 5] = [Self::Written, Self::Place, Self::Severity, Self::Changed, Self::Author];
}

/// The way a note is selected in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// Select only this note.
    Only,
    /// Add this note to the selection, or remove it.
    Too,
    /// Select all notes from the one selected last to this one.
    UpTo,
}

/// The list of notes.
#[derive(Debug, Default)]
pub struct NoteList {
    /// The words of the filter.
    pub filter: String,
    /// An error in the filter; the list is that of the last valid filter.
    pub error: Option<Message>,
    /// The order.
    pub order: NoteOrder,
    /// Whether only notes are listed whose text was not found in an open report.
    pub orphans_only: bool,
    /// The listed notes, by their index in the review.
    pub listed: Vec<usize>,
    /// Number of notes whose text was not found.
    pub orphans: usize,
    /// Number of notes with the tag of a conflict between two reviewers.
    pub conflicts: usize,
    /// Incremented whenever the list or a note in it changes.
    pub revision: u64,
    pub(super) chosen: HashSet<NoteId>,
    /// The note selected last.
    pub(super) last: Option<NoteId>,
    pub(super) query: NoteQuery,
    /// For each note whether it counts as an orphan and as a conflict.
    pub(super) counted: Vec<(bool, bool)>,
}

impl NoteList {
    /// Whether a note is selected.
    #[must_use]
    pub fn is_chosen(&self, note: &NoteId) -> bool {
        self.chosen.contains(note)
    }

    /// Number of selected notes.
    #[must_use]
    pub fn chosen_count(&self) -> usize {
        self.chosen.len()
    }

    /// The selected note, if it is the only one.
    #[must_use]
    pub fn only_chosen(&self) -> Option<&NoteId> {
        self.chosen.iter().next().filter(|_| self.chosen.len() == 1)
    }

    /// Makes room for a note inserted into the review.
    pub(super) fn insert(&mut self, index: usize) {
        self.counted.insert(index.min(self.counted.len()), (false, false));
        for listed in self.listed.iter_mut().filter(|listed| **listed >= index) {
            *listed += 1;
        }
    }

    /// Removes a note that was removed from the review.
    pub(super) fn remove(&mut self, index: usize, id: &NoteId) {
        self.count(index, (false, false));
        self.counted.remove(index);
        self.listed.retain(|&listed| listed != index);
        for listed in self.listed.iter_mut().filter(|listed| **listed > index) {
            *listed -= 1;
        }
        self.chosen.remove(id);
        self.revision += 1;
    }

    /// Counts a note as an orphan and as a conflict, or not.
    pub(super) fn count(&mut self, index: usize, now: (bool, bool)) {
        let before = std::mem::replace(&mut self.counted[index], now);
        self.orphans = self.orphans + usize::from(now.0) - usize::from(before.0);
        self.conflicts = self.conflicts + usize::from(now.1) - usize::from(before.1);
    }
}
