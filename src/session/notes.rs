//! Notes: writing, changing, deleting and finding them. Where they stand in the open reports is in `places`.

use super::{Checked, Chosen, Effect, MarkKind, NoticeKind, Place, Session};
use crate::message::Message;
use crate::review::{Category, Edit, Note, NoteId, Severity, Status, Target, Time};

/// A note that is being written or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What the editor holds.
    pub note: Note,
    /// Whether it is a new note.
    pub is_new: bool,
    /// Whether anything was typed or chosen that would be lost.
    pub touched: bool,
    /// Tells one opening of the editor from the next.
    pub serial: u64,
}

impl Session {
    /// Whether notes may be changed; if not, says why.
    fn may_edit(&mut self) -> bool {
        if let Some(reason) = self.read_only.clone() {
            self.notify(NoticeKind::Failure, reason);
        }
        self.read_only.is_none()
    }

    pub(super) fn begin_note(&mut self) -> Vec<Effect> {
        if !self.may_edit() {
            return Vec::new();
        }
        if self.draft.as_ref().is_some_and(|draft| draft.touched) {
            return Vec::new();
        }
        let (places, category) = match (self.selection, self.chosen) {
            (Some(selection), _) => {
                let place = Place { report: selection.report, span: selection.span };
                (vec![place], self.category_of(place))
            }
            (None, Some(chosen)) => {
                let check = self.findings.list[chosen.finding].check.as_ref();
                let category = check.map_or(Category::Duplicate, Checked::category);
                (self.chosen_places(chosen), category)
            }
            (None, None) => (Vec::new(), Category::Wording),
        };
        self.draft_note(places, category)
    }

    /// Begins a note on places that were pointed at.
    pub(super) fn begin_note_on(&mut self, places: Vec<Place>) -> Vec<Effect> {
        let busy = self.draft.as_ref().is_some_and(|draft| draft.touched);
        if busy || !self.may_edit() {
            return Vec::new();
        }
        let category = if places.len() > 1 { Category::Duplicate } else { Category::Wording };
        self.draft_note(places, category)
    }

    fn draft_note(&mut self, places: Vec<Place>, category: Category) -> Vec<Effect> {
        let targets: Vec<Target> = places.into_iter().filter_map(|place| self.target_at(place)).collect();
        if targets.is_empty() {
            self.notify(NoticeKind::Info, Message::new("note-needs-a-place"));
            return Vec::new();
        }
        let note = Note { severity: Severity::Minor, ..Note::new(targets, category, self.reviewer(), "") };
        self.open_draft(note, true);
        Vec::new()
    }

    fn chosen_places(&self, chosen: Chosen) -> Vec<Place> {
        let finding = &self.findings.list[chosen.finding];
        let shown = if chosen.is_alone() { &chosen.places[..1] } else { &chosen.places };
        shown.iter().map(|&place| finding.places[place]).collect()
    }

    /// Text that stands twice is most likely noted for that.
    fn category_of(&self, place: Place) -> Category {
        let twice = self.findings.marks_in(place.report, place.span).any(|mark| {
            !matches!(mark.kind, MarkKind::Phrase | MarkKind::Check)
                && self.findings.place(mark).span.covers(place.span)
        });
        if twice { Category::Duplicate } else { Category::Wording }
    }

    pub(super) fn target_at(&mut self, place: Place) -> Option<Target> {
        let key = self.bind_anyhow(place.report)?;
        let document = self.document(place.report)?;
        Some(Target::at(key, document.text(), place.span, document.section_path(place.span.start)))
    }

    fn open_draft(&mut self, note: Note, is_new: bool) {
        self.next_draft += 1;
        self.draft = Some(Draft { note, is_new, touched: false, serial: self.next_draft });
    }

    pub(super) fn edit_note(&mut self, id: &NoteId) -> Vec<Effect> {
        let busy = self.draft.as_ref().is_some_and(|draft| draft.touched);
        let note = self.review.note(id).cloned();
        if let (Some(note), false) = (note, busy || !self.may_edit()) {
            self.open_draft(note, false);
        }
        Vec::new()
    }

    pub(super) fn change_draft(&mut self, note: Note) -> Vec<Effect> {
        // What was typed into an editor that is closed by now belongs to no other note.
        if let Some(draft) = self.draft.as_mut().filter(|draft| draft.note.id == note.id) {
            draft.touched |= draft.note != note;
            draft.note = note;
        }
        Vec::new()
    }

    pub(super) fn cancel_note(&mut self) -> Vec<Effect> {
        self.draft = None;
        Vec::new()
    }

    /// Keeps what the editor holds and closes it. Without words it stays open: there is nothing to keep.
    pub(super) fn commit_note(&mut self) -> Vec<Effect> {
        let Some(draft) = self.draft.take_if(|draft| !draft.note.body.trim().is_empty()) else {
            return Vec::new();
        };
        let mut note = draft.note.clone();
        note.body = note.body.trim().into();
        note.modified = Time::now();
        let edit = match self.review.note(&note.id) {
            Some(before) if note.says_the_same(before) => return Vec::new(),
            Some(_) => Edit::ReplaceNote(note),
            // New, or deleted by an undo while it was being changed.
            None => self.review.add_note(note),
        };
        if self.make(edit) {
            // The note's own line shows the place from here on.
            self.selection = None;
        } else {
            self.draft = Some(draft);
        }
        Vec::new()
    }

    pub(super) fn delete_note(&mut self, id: &NoteId) -> Vec<Effect> {
        if self.make(Edit::RemoveNote(id.clone())) {
            self.draft.take_if(|draft| draft.note.id == *id);
        }
        Vec::new()
    }

    pub(super) fn toggle_resolved(&mut self, id: &NoteId) -> Vec<Effect> {
        let Some(mut note) = self.review.note(id).cloned() else {
            return Vec::new();
        };
        note.status = match note.status {
            Status::Open => Status::Resolved,
            Status::Resolved => Status::Open,
        };
        note.modified = Time::now();
        let status = note.status;
        if self.make(Edit::ReplaceNote(note)) {
            // The editor may be open on it, and must not take this back when it is closed.
            if let Some(draft) = self.draft.as_mut().filter(|draft| draft.note.id == *id) {
                draft.note.status = status;
            }
        }
        Vec::new()
    }

    /// Makes a change; if it cannot be made, says why and changes nothing.
    pub(super) fn make(&mut self, edit: Edit) -> bool {
        let name = edit.name();
        self.make_named(edit, name)
    }

    /// Like [`make`](Self::make) under another name for “undo”.
    pub(super) fn make_named(&mut self, edit: Edit, name: &'static str) -> bool {
        if !self.may_edit() {
            return false;
        }
        let made = self.history.apply_named(&mut self.review, edit, name);
        self.refresh_note_marks();
        made.map_err(|error| self.notify(NoticeKind::Failure, error.message())).is_ok()
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        self.history.undo(&mut self.review);
        self.refresh_note_marks();
        Vec::new()
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        self.history.redo(&mut self.review);
        self.refresh_note_marks();
        Vec::new()
    }

    /// Brings every place of a note into view that is in an open report: one a pane.
    pub(super) fn go_to_note(&mut self, id: &NoteId) -> Vec<Effect> {
        let places: Vec<Place> = self
            .note_places(id)
            .iter()
            .filter_map(|place| Some(Place { report: place.report?, span: place.span? }))
            .collect();
        match places.as_slice() {
            [] => {
                if self.review.note(id).is_some_and(|note| !note.targets.is_empty()) {
                    self.notify(NoticeKind::Info, Message::new("note-text-not-open"));
                }
            }
            [only] => {
                self.go_to(only.report, only.span);
            }
            [first, second, ..] => {
                let panes = self.panes.pair_for([*first, *second]);
                for (pane, place) in panes.into_iter().zip([first, second]) {
                    self.panes.reveal(pane, place.report, place.span, None);
                }
            }
        }
        Vec::new()
    }
}
