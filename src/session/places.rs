//! Where notes stand in the open reports, found again after each change, and put right by hand. How text is found again
//! is in `review`; what a worker found is in `placements`.

use std::collections::HashMap;

use super::{Effect, NoticeKind, Place, ReportId, Session};
use crate::message::Message;
use crate::review::{NoteId, ReportKey, Resolver, State};
use crate::text::Span;

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
    /// The report, if it is open and read, and the text was looked for there.
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

    /// Finds every note's text again. What stands in its place is seen here; the rest is asked of a worker, and a target
    /// has no place until that has answered.
    pub(super) fn refresh_note_marks(&mut self) {
        let mut placements = std::mem::take(&mut self.placements);
        placements.retain(|id| self.document(id).is_some());
        let mut places: Vec<Vec<NotePlace>> = self
            .review
            .notes
            .iter()
            .map(|note| {
                vec![NotePlace { report: None, state: State::Orphan, span: None }; note.targets.len()]
            })
            .collect();
        let of_report = self.targets_by_report();
        for (id, key) in &self.keys {
            let (Some(document), Some(targets)) = (self.document(*id), of_report.get(key)) else { continue };
            let known = self.review.report(key);
            let resolver = Resolver::new(&document.report, &document.outline, known);
            let mut found = placements.of(*id, document, known);
            for &(note, number) in targets {
                let target = &self.review.notes[note].targets[number];
                if let Some(placement) = resolver.in_place(target).or_else(|| found.find(target)) {
                    places[note][number] =
                        NotePlace { report: Some(*id), state: placement.state, span: placement.span };
                }
            }
        }
        self.placements = placements;
        self.install(places);
    }

    /// The places of targets among the notes, by what the review calls their report.
    fn targets_by_report(&self) -> HashMap<&ReportKey, Vec<(usize, usize)>> {
        let mut of_report: HashMap<&ReportKey, Vec<(usize, usize)>> = HashMap::new();
        for (index, note) in self.review.notes.iter().enumerate() {
            for (number, target) in note.targets.iter().enumerate() {
                of_report.entry(&target.report).or_default().push((index, number));
            }
        }
        of_report
    }

    fn install(&mut self, places: Vec<Vec<NotePlace>>) {
        self.note_marks.clear();
        self.note_places.clear();
        for (index, (note, places)) in self.review.notes.iter().zip(places).enumerate() {
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
        self.refresh_verdicts();
        self.relist();
        self.list_notes();
    }

    /// Puts one of a note's targets on the selection: a new quote with its surroundings and headings.
    pub(super) fn reattach_note(&mut self, note: &NoteId, target: usize) -> Vec<Effect> {
        let Some(selection) = self.selection else {
            self.notify(NoticeKind::Info, Message::new("note-reattach-needs-a-selection"));
            return Vec::new();
        };
        let place = Place { report: selection.report, span: selection.span };
        if self.put_targets(note, &[(target, place)], "edit-reattach-note") {
            self.selection = None;
        }
        Vec::new()
    }

    /// Takes each place that was found otherwise than unchanged for the right one: its text becomes the quote.
    pub(super) fn confirm_note(&mut self, note: &NoteId) -> Vec<Effect> {
        let places: Vec<(usize, Place)> = self
            .note_places(note)
            .iter()
            .enumerate()
            .filter(|(_, place)| place.state != State::Anchored)
            .filter_map(|(target, place)| Some((target, Place { report: place.report?, span: place.span? })))
            .collect();
        if !places.is_empty() {
            self.put_targets(note, &places, "edit-confirm-note");
        }
        Vec::new()
    }

    /// Puts targets of a note on these places, as one step.
    fn put_targets(&mut self, id: &NoteId, places: &[(usize, Place)], name: &'static str) -> bool {
        let mut targets = Vec::new();
        for &(number, place) in places {
            let Some(target) = self.target_at(place) else { return false };
            targets.push((number, target));
        }
        let Some(edit) = self.review.reattach(id, &targets) else { return false };
        if !self.make_named(edit, name) {
            return false;
        }
        // The editor may be open on it, and must not take this back when it is closed.
        if let Some(draft) = self.draft.as_mut().filter(|draft| draft.note.id == *id) {
            for (number, target) in targets {
                draft.note.targets[number] = target;
            }
        }
        true
    }
}
