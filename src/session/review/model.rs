//! The open review: notes with their places, verdicts, the history of edits, the note in the editor.

use std::collections::HashMap;

use super::binding::Binding;
use super::note_list::NoteList;
use super::places::{NoteMark, NotePlace, NotePlaces};
use crate::review::{Edit, History, Note, NoteId, ReportEntry, Review, Verdict};
use crate::session::library::ReportId;

/// A note in the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The content of the editor.
    pub note: Note,
    /// Whether the note is new.
    pub is_new: bool,
    /// Whether anything was entered that would be lost.
    pub touched: bool,
    /// Distinguishes one opening of the editor from the next.
    pub serial: u64,
}

/// The open review with everything derived from it. An edit updates only the derived values it affects.
#[derive(Debug)]
pub(in crate::session) struct ReviewState {
    pub(super) review: Review,
    pub(super) history: History,
    /// Edits that are not in the journal yet.
    pub(super) unlogged: Vec<Edit>,
    pub(super) draft: Option<Draft>,
    pub(super) last_draft: u64,
    pub(super) list: NoteList,
    pub(super) places: NotePlaces,
    pub(super) binding: Binding,
    /// Index of the verdict on each finding, by the finding's key.
    pub(super) verdicts: HashMap<String, usize>,
    /// Index of each note at its last look-up; insertions and removals may have shifted it since.
    pub(super) hints: HashMap<NoteId, usize>,
    /// Number of notes that were placed, listed or matched against a filter, for tests of cost.
    pub(super) visited: u64,
}

impl Default for ReviewState {
    fn default() -> Self {
        Self {
            review: Review::new(""),
            history: History::new(),
            unlogged: Vec::new(),
            draft: None,
            last_draft: 0,
            list: NoteList::default(),
            places: NotePlaces::default(),
            binding: Binding::default(),
            verdicts: HashMap::new(),
            hints: HashMap::new(),
            visited: 0,
        }
    }
}

impl ReviewState {
    /// The review.
    pub(in crate::session) fn review(&self) -> &Review {
        &self.review
    }

    /// Edits that can be undone and redone.
    pub(in crate::session) fn history(&self) -> &History {
        &self.history
    }

    /// The note in the editor.
    pub(in crate::session) fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// The list of notes.
    pub(in crate::session) fn list(&self) -> &NoteList {
        &self.list
    }

    /// The keys of the open reports in the review.
    pub(in crate::session) fn binding(&self) -> &Binding {
        &self.binding
    }

    /// Marks of the notes in a report, sorted by start.
    pub(in crate::session) fn marks(&self, report: ReportId) -> &[NoteMark] {
        self.places.marks(report)
    }

    /// The reports with marks of notes, and their marks.
    pub(in crate::session) fn all_marks(&self) -> impl Iterator<Item = (ReportId, &[NoteMark])> {
        self.places.all_marks()
    }

    /// The place of each target of a note.
    pub(in crate::session) fn places_of(&self, note: &NoteId) -> &[NotePlace] {
        self.places.of(note)
    }

    /// Whether the text of notes is being searched for.
    pub(in crate::session) fn is_placing(&self) -> bool {
        self.places.placements.are_awaited()
    }

    /// The verdict on the finding with this key.
    pub(in crate::session) fn verdict(&self, key: &str) -> Option<&Verdict> {
        self.verdicts.get(key).map(|&at| &self.review.verdicts[at])
    }

    /// The note with this id.
    pub(in crate::session) fn note(&self, id: &NoteId) -> Option<&Note> {
        self.position(id).map(|at| &self.review.notes[at])
    }

    /// Index of a note. Constant time, apart from the number of notes inserted or removed since it was last looked up.
    pub(super) fn position(&self, id: &NoteId) -> Option<usize> {
        let hint = *self.hints.get(id)?;
        let notes = &self.review.notes;
        let is_at = |at: &usize| notes.get(*at).is_some_and(|note| note.id == *id);
        (0..=notes.len().max(hint)).find_map(|distance| {
            [hint.checked_sub(distance), hint.checked_add(distance)].into_iter().flatten().find(is_at)
        })
    }

    /// Whether the editor holds text that is not in the review.
    pub(in crate::session) fn has_unsaved_draft(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| {
            draft.touched
                && !draft.note.body.trim().is_empty()
                && !self.note(&draft.note.id).is_some_and(|before| draft.note.says_the_same(before))
        })
    }

    /// Whether closing now would lose something.
    pub(in crate::session) fn has_unsaved_work(&self) -> bool {
        self.history.is_dirty() || self.has_unsaved_draft()
    }

    /// Whether a report is part of the review: one that was closed is, as long as a note or a rule refers to it.
    pub(in crate::session) fn is_listed(&self, report: &ReportEntry) -> bool {
        !self.binding.is_closed(&report.id)
            || self.review.notes.iter().any(|note| note.is_about(&report.id))
            || self.review.reports_of_rules().any(|key| *key == report.id)
    }

    /// Number of notes that were placed, listed or matched against a filter so far.
    pub(in crate::session) fn visited(&self) -> u64 {
        self.visited
    }
}
