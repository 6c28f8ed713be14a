//! Writing, changing and deleting notes. The caller passes the values needed from other components.

use super::messages::ReviewCommand;
use super::model::{Draft, ReviewState};
use crate::message::Message;
use crate::review::journal::Unfinished;
use crate::review::{Category, Edit, Note, NoteId, Severity, State, Status, Target, Time};
use crate::session::analysis::Place;
use crate::session::context::Context;
use crate::session::library::Library;
use crate::session::shell::notices::{NoticeKind, Topic};

impl ReviewState {
    /// Carries out a command that concerns the list or the editor alone; returns the command if it concerns more.
    pub(in crate::session) fn apply(
        &mut self,
        command: ReviewCommand,
        library: &Library,
    ) -> Option<ReviewCommand> {
        match command {
            ReviewCommand::ChangeDraft(note) => self.change_draft(note),
            ReviewCommand::CancelNote => self.draft = None,
            ReviewCommand::FilterNotes(words) => self.filter_notes(words, library),
            ReviewCommand::SortNotes(order) => self.sort_notes(order, library),
            ReviewCommand::ListOrphans(only) => self.list_orphans(only, library),
            ReviewCommand::ChooseNote(id, how) => self.choose_note(&id, how),
            ReviewCommand::Undo => self.undo(library),
            ReviewCommand::Redo => self.redo(library),
            other => return Some(other),
        }
        None
    }

    /// Whether the editor holds a note that was changed.
    pub(in crate::session) fn is_draft_touched(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.touched)
    }

    /// Opens a new note on these targets in the editor.
    pub(in crate::session) fn open_new(
        &mut self,
        targets: Vec<Target>,
        category: Category,
        reviewer: &str,
        cx: &mut Context,
    ) {
        cx.notices().withdraw(Topic::Note);
        if targets.is_empty() {
            cx.notices().add(NoticeKind::Info, Message::new("note-needs-a-place"), Some(Topic::Note));
            return;
        }
        let note = Note { severity: Severity::Minor, ..Note::new(targets, category, reviewer, "") };
        self.open_draft(note, true, false);
    }

    /// Opens a note in the editor.
    pub(in crate::session) fn open_note(&mut self, id: &NoteId) {
        if let Some(note) = self.note(id).cloned() {
            self.open_draft(note, false, false);
        }
    }

    /// Opens the note that was in the editor when the journal ended.
    pub(in crate::session) fn open_unfinished(&mut self, unfinished: Unfinished) {
        self.open_draft(unfinished.note, unfinished.is_new, true);
    }

    fn open_draft(&mut self, note: Note, is_new: bool, touched: bool) {
        self.last_draft += 1;
        self.draft = Some(Draft { note, is_new, touched, serial: self.last_draft });
    }

    /// Replaces the content of the editor. Text typed into an editor that is closed by now is dropped.
    pub(in crate::session) fn change_draft(&mut self, note: Note) {
        if let Some(draft) = self.draft.as_mut().filter(|draft| draft.note.id == note.id) {
            draft.touched |= draft.note != note;
            draft.note = note;
        }
    }

    /// Closes the editor and drops its content.
    pub(in crate::session) fn drop_draft(&mut self) {
        self.draft = None;
    }

    /// Closes the editor and returns the edit that stores its content; `None` if there is nothing to store. An editor
    /// without text stays open.
    pub(in crate::session) fn take_draft(&mut self) -> Option<(Draft, Edit)> {
        let draft = self.draft.take_if(|draft| !draft.note.body.trim().is_empty())?;
        let mut note = draft.note.clone();
        note.body = note.body.trim().into();
        note.modified = Time::now();
        let edit = match self.note(&note.id) {
            Some(before) if note.says_the_same(before) => return None,
            Some(_) => Edit::ReplaceNote(note),
            // New, or removed by an undo while it was in the editor.
            None => self.review.add_note(note),
        };
        Some((draft, edit))
    }

    /// Restores the content of the editor.
    pub(in crate::session) fn put_draft(&mut self, draft: Draft) {
        self.draft = Some(draft);
    }

    /// Closes the editor if it holds this note.
    pub(in crate::session) fn close_draft_of(&mut self, id: &NoteId) {
        self.draft.take_if(|draft| draft.note.id == *id);
    }

    /// Changes the note in the editor if it is this one, so that closing the editor does not revert an edit.
    pub(in crate::session) fn change_draft_of(&mut self, id: &NoteId, change: impl FnOnce(&mut Note)) {
        if let Some(draft) = self.draft.as_mut().filter(|draft| draft.note.id == *id) {
            change(&mut draft.note);
        }
    }

    /// A note with the other status.
    pub(in crate::session) fn with_other_status(&self, id: &NoteId) -> Option<Note> {
        let mut note = self.note(id)?.clone();
        note.status = match note.status {
            Status::Open => Status::Resolved,
            Status::Resolved => Status::Open,
        };
        note.modified = Time::now();
        Some(note)
    }

    /// The places of a note in open reports.
    pub(in crate::session) fn open_places(&self, id: &NoteId) -> Vec<Place> {
        let places = self.places_of(id).iter();
        places.filter_map(|place| Some(Place { report: place.report?, span: place.span? })).collect()
    }

    /// The targets of a note that were found elsewhere than expected, with their places.
    pub(in crate::session) fn displaced_places(&self, id: &NoteId) -> Vec<(usize, Place)> {
        let places = self.places_of(id).iter().enumerate();
        let displaced = places.filter(|(_, place)| place.state != State::Anchored);
        displaced
            .filter_map(|(target, place)| Some((target, Place { report: place.report?, span: place.span? })))
            .collect()
    }
}
