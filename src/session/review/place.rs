//! Placing notes in the open reports. An edit of a note places that note again; reading a report places the notes that
//! refer to it. No other note is processed.

use std::collections::{HashMap, HashSet};

use super::displaced::Displaced;
use super::model::ReviewState;
use super::places::{NoteMark, NotePlace, NotePlaces};
use crate::review::{NoteId, Placement, Resolver};
use crate::session::context::Context;
use crate::session::library::{Library, ReportId};

/// Maximum number of notes that are updated one by one; for more it is faster to update all.
const FEW: usize = 64;

impl ReviewState {
    /// Places all notes again, because the review was replaced or all of it has changed.
    pub(in crate::session) fn place_all(&mut self, library: &Library) {
        let NotePlaces { placements, .. } = std::mem::take(&mut self.places);
        self.places.placements = placements;
        self.hints = self.review.notes.iter().enumerate().map(|(at, note)| (note.id.clone(), at)).collect();
        for note in &self.review.notes {
            for target in &note.targets {
                self.places.by_report.entry(target.report.clone()).or_default().insert(note.id.clone());
            }
        }
        let mut marks: HashMap<ReportId, Vec<NoteMark>> = HashMap::new();
        for index in 0..self.review.notes.len() {
            let places = self.find_places(index, library);
            let note = &self.review.notes[index].id;
            for place in &places {
                if let (Some(report), Some(span)) = (place.report, place.span) {
                    let mark = NoteMark { span, note: note.clone(), number: index + 1 };
                    marks.entry(report).or_default().push(mark);
                }
            }
            self.places.of.insert(note.clone(), places);
        }
        for marks in marks.values_mut() {
            marks.sort_by_key(|mark| (mark.span.start, mark.number));
        }
        self.places.marks = marks;
        self.index_verdicts();
        self.list_all(library);
    }

    /// Places the notes that refer to a report again, because it was read, bound or closed.
    pub(in crate::session) fn place_report(&mut self, report: ReportId, library: &Library) {
        if library.document(report).is_none() {
            self.places.placements.forget(report);
        }
        let mut notes: HashSet<NoteId> =
            self.places.marks(report).iter().map(|mark| mark.note.clone()).collect();
        if let Some(key) = self.binding.key(report) {
            notes.extend(self.places.by_report.get(key).into_iter().flatten().cloned());
        }
        if notes.len() > FEW {
            return self.place_all(library);
        }
        let mut indices: Vec<usize> = notes.iter().filter_map(|note| self.position(note)).collect();
        indices.sort_unstable();
        for index in indices {
            self.note_changed(index, library);
        }
    }

    /// A note was inserted at this index.
    pub(super) fn note_inserted(&mut self, index: usize, library: &Library) {
        if index + 1 < self.review.notes.len() {
            self.places.renumber(index + 1, 1);
        }
        self.hints.insert(self.review.notes[index].id.clone(), index);
        self.list.insert(index);
        self.note_changed(index, library);
    }

    /// The note with this id was removed; it had this index.
    pub(super) fn note_removed(&mut self, id: &NoteId, index: usize) {
        self.places.remove(id, index + 1);
        self.places.renumber(index + 2, -1);
        self.hints.remove(id);
        self.list.remove(index, id);
    }

    /// The note at this index has changed, or a report that it refers to.
    pub(super) fn note_changed(&mut self, index: usize, library: &Library) {
        let id = self.review.notes[index].id.clone();
        self.hints.insert(id.clone(), index);
        for target in &self.review.notes[index].targets {
            self.places.by_report.entry(target.report.clone()).or_default().insert(id.clone());
        }
        let places = self.find_places(index, library);
        self.places.remove(&id, index + 1);
        self.places.insert(&id, index + 1, places);
        self.list_note(index, library);
    }

    /// Finds the targets of a note. Text at its stored position is recognised here; other targets are sent to a worker
    /// and have no place until it has answered.
    fn find_places(&mut self, index: usize, library: &Library) -> Vec<NotePlace> {
        self.visited += 1;
        let note = &self.review.notes[index];
        let mut places = Vec::with_capacity(note.targets.len());
        for target in &note.targets {
            let report = self.binding.report(&target.report);
            let open = report.and_then(|id| library.document(id).map(|document| (id, document)));
            let Some((id, document)) = open else {
                places.push(NotePlace::UNKNOWN);
                continue;
            };
            let in_place = Resolver::new(&document.report, &document.outline, None).in_place(target);
            let placement = in_place.or_else(|| {
                let known = self.review.report(&target.report);
                self.places.placements.find(id, document, known, target)
            });
            places.push(placement.map_or(NotePlace::UNKNOWN, |Placement { state, span, .. }| NotePlace {
                report: Some(id),
                state,
                span,
            }));
        }
        places
    }

    /// Sends targets that were not found in place to workers.
    pub(in crate::session) fn request_placements(&mut self, cx: &mut Context) {
        self.places.placements.request(cx);
    }

    /// Stores the placements that a worker has found.
    pub(in crate::session) fn placed(
        &mut self,
        displaced: Displaced,
        found: Vec<Placement>,
        library: &Library,
    ) -> bool {
        let report = displaced.report;
        let is_valid = self.places.placements.receive(displaced, found);
        if is_valid {
            self.place_report(report, library);
        }
        is_valid
    }
}
