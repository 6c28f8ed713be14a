//! Notes: writing, changing, deleting and finding them, and where they stand in the open reports.

use super::{Chosen, Effect, MarkKind, NoticeKind, Place, ReportId, Session};
use crate::message::Message;
use crate::review::{
    Category, Edit, Note, NoteId, ReportKey, Severity, State, Status, Target, Time, resolve,
};
use crate::text::Span;

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

/// A note as the text of a report shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteMark {
    /// Where.
    pub span: Span,
    /// Which note.
    pub note: NoteId,
    /// Its number in the list of notes, from 1.
    pub number: usize,
}

/// Where one target of a note stands now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotePlace {
    /// The report, if it is open and read.
    pub report: Option<ReportId>,
    /// How its text was found again; meaningless while the report is not open.
    pub state: State,
    /// Where, if it was found.
    pub span: Option<Span>,
}

impl Session {
    /// The notes that stand in a report, by their place.
    #[must_use]
    pub fn note_marks(&self, report: ReportId) -> &[NoteMark] {
        self.note_marks.get(&report).map_or(&[], Vec::as_slice)
    }

    /// Where a note's targets stand now, in their order.
    #[must_use]
    pub fn note_places(&self, note: &NoteId) -> &[NotePlace] {
        self.note_places.get(note).map_or(&[], Vec::as_slice)
    }

    pub(super) fn begin_note(&mut self) -> Vec<Effect> {
        if let Some(reason) = self.read_only.clone() {
            self.notify(NoticeKind::Failure, reason);
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
            (None, Some(chosen)) => (self.chosen_places(chosen), Category::Duplicate),
            (None, None) => {
                self.notify(NoticeKind::Info, Message::new("note-needs-a-place"));
                return Vec::new();
            }
        };
        let targets: Vec<Target> = places.into_iter().filter_map(|place| self.target_at(place)).collect();
        let note = Note { severity: Severity::Minor, ..Note::new(targets, category, &self.reviewer, "") };
        self.open_draft(note, true);
        Vec::new()
    }

    fn chosen_places(&self, chosen: Chosen) -> Vec<Place> {
        let finding = &self.findings.list[chosen.finding];
        chosen.places.iter().map(|&place| finding.places[place]).collect()
    }

    /// Text that stands twice is most likely noted for that.
    fn category_of(&self, place: Place) -> Category {
        let marks = self.findings.marks(place.report);
        let twice = marks.iter().any(|mark| mark.kind != MarkKind::Phrase && mark.span.covers(place.span));
        if twice { Category::Duplicate } else { Category::Wording }
    }

    fn target_at(&self, place: Place) -> Option<Target> {
        let document = self.document(place.report)?;
        let key = self.keys.get(&place.report)?.clone();
        Some(Target::at(key, document.text(), place.span, document.section_path(place.span.start)))
    }

    fn open_draft(&mut self, note: Note, is_new: bool) {
        self.next_draft += 1;
        self.draft = Some(Draft { note, is_new, touched: false, serial: self.next_draft });
    }

    pub(super) fn edit_note(&mut self, id: &NoteId) -> Vec<Effect> {
        let busy = self.draft.as_ref().is_some_and(|draft| draft.touched);
        if let (false, None, Some(note)) = (busy, &self.read_only, self.review.note(id)) {
            self.open_draft(note.clone(), false);
        }
        Vec::new()
    }

    pub(super) fn change_draft(&mut self, note: Note) -> Vec<Effect> {
        if let Some(draft) = &mut self.draft {
            draft.touched |= draft.note != note;
            draft.note = note;
        }
        Vec::new()
    }

    pub(super) fn cancel_note(&mut self) -> Vec<Effect> {
        self.draft = None;
        Vec::new()
    }

    pub(super) fn commit_note(&mut self) -> Vec<Effect> {
        let Some(draft) = self.draft.take_if(|draft| !draft.note.body.trim().is_empty()) else {
            return Vec::new();
        };
        let mut note = draft.note;
        note.body = note.body.trim().into();
        note.modified = Time::now();
        let edit = match self.review.note(&note.id) {
            Some(before) if Note { modified: before.modified.clone(), ..note.clone() } == *before => {
                return Vec::new();
            }
            Some(_) => Edit::ReplaceNote(note),
            None => self.review.add_note(note),
        };
        self.make(edit)
    }

    pub(super) fn delete_note(&mut self, id: &NoteId) -> Vec<Effect> {
        if self.draft.as_ref().is_some_and(|draft| draft.note.id == *id) {
            self.draft = None;
        }
        self.make(Edit::RemoveNote(id.clone()))
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
        self.make(Edit::ReplaceNote(note))
    }

    fn make(&mut self, edit: Edit) -> Vec<Effect> {
        if let Some(reason) = self.read_only.clone() {
            self.notify(NoticeKind::Failure, reason);
            return Vec::new();
        }
        if let Err(error) = self.history.apply(&mut self.review, edit) {
            self.notify(NoticeKind::Failure, error.message());
        }
        self.refresh_note_marks();
        Vec::new()
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
                let pair = super::Finding {
                    kind: MarkKind::Same,
                    characters: 0,
                    similarity: 1.0,
                    places: vec![*first, *second],
                };
                let panes = self.panes.pair_for(&pair, [0, 1]);
                for (pane, place) in panes.into_iter().zip([first, second]) {
                    self.panes.reveal(pane, place.report, place.span, None);
                }
            }
        }
        Vec::new()
    }

    /// Gives a report that was read its name in the review: the one it has there, by path or, where its file was
    /// moved, by content; else a new one. Opening a report is no change worth saving by itself.
    pub(super) fn bind_report(&mut self, id: ReportId) {
        let Some(entry) = self.entry(id) else { return };
        let (path, document) = (entry.path.clone(), entry.document().cloned());
        let bound: Vec<&ReportKey> =
            self.keys.iter().filter(|(other, _)| **other != id).map(|(_, key)| key).collect();
        let by_content = || {
            let sha256 = &document.as_ref()?.report.sha256;
            self.review.reports.iter().find(|r| r.sha256 == *sha256 && !bound.contains(&&r.id))
        };
        let known = self.review.report_at(&path).or_else(by_content).map(|report| report.id.clone());
        let key = match (known, document) {
            (None, Some(document)) => {
                let key = self.review.next_report_key();
                let characters = document.text().characters();
                let edit = self.review.add_report(path, &document.title, &document.report.sha256, characters);
                edit.apply(&mut self.review).expect("a key that was free is free");
                Some(key)
            }
            (known, _) => known,
        };
        if let Some(key) = key {
            self.keys.insert(id, key);
        }
        self.refresh_note_marks();
    }

    /// Takes a closed report out of the review, unless a note speaks of it or might again.
    pub(super) fn forget_report(&mut self, id: ReportId) {
        if let Some(key) = self.keys.remove(&id) {
            let no_steps = self.history.undo_name().is_none() && self.history.redo_name().is_none();
            if no_steps && self.review_path.is_none() && self.review.notes_of(&key).is_empty() {
                Edit::RemoveReport(key).apply(&mut self.review).expect("its key was in use");
            }
        }
        self.refresh_note_marks();
    }

    /// Finds every note's text again. Cheap where reports are as they were: each quote is checked where it stood.
    pub(super) fn refresh_note_marks(&mut self) {
        self.note_marks.clear();
        self.note_places.clear();
        for (index, note) in self.review.notes.iter().enumerate() {
            let places: Vec<NotePlace> = note.targets.iter().map(|target| self.place_of(target)).collect();
            for place in &places {
                if let (Some(report), Some(span)) = (place.report, place.span) {
                    let mark = NoteMark { span, note: note.id.clone(), number: index + 1 };
                    self.note_marks.entry(report).or_default().push(mark);
                }
            }
            self.note_places.insert(note.id.clone(), places);
        }
        for marks in self.note_marks.values_mut() {
            marks.sort_by_key(|mark| (mark.span.start, mark.number));
        }
        self.marks_revision += 1;
    }

    fn place_of(&self, target: &Target) -> NotePlace {
        let report = self.keys.iter().find(|(_, key)| **key == target.report).map(|(id, _)| *id);
        let open = report.and_then(|id| self.document(id).map(|document| (id, document)));
        let Some((id, document)) = open else {
            return NotePlace { report: None, state: State::Orphan, span: None };
        };
        let known = self.review.report(&target.report);
        let same_hash = known.is_some_and(|report| report.sha256 == document.report.sha256);
        let anchored = resolve(target, document.text(), same_hash);
        NotePlace { report: Some(id), state: anchored.state, span: anchored.span }
    }
}
