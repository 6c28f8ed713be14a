//! Places and marks of notes in the open reports.

use std::collections::{HashMap, HashSet};

use super::placements::Placements;
use crate::review::{NoteId, ReportKey, State};
use crate::session::library::ReportId;
use crate::text::Span;

/// A note as a mark in the text of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteMark {
    /// The span in the source text.
    pub span: Span,
    /// The note.
    pub note: NoteId,
    /// Its number in the order of writing, from 1.
    pub number: usize,
}

/// The place of one target of a note.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotePlace {
    /// The report, if it is open and read and the text was searched for.
    pub report: Option<ReportId>,
    /// The result of the search; meaningless without a report.
    pub state: State,
    /// The span of the text, if it was found.
    pub span: Option<Span>,
}

impl NotePlace {
    pub(super) const UNKNOWN: Self = Self { report: None, state: State::Orphan, span: None };
}

/// The places of all notes, by note and by report.
#[derive(Debug, Default)]
pub(super) struct NotePlaces {
    /// Sorted by start, then by number.
    pub(super) marks: HashMap<ReportId, Vec<NoteMark>>,
    pub(super) of: HashMap<NoteId, Vec<NotePlace>>,
    /// Notes that refer to each report. A note stays in it after its targets have changed.
    pub(super) by_report: HashMap<ReportKey, HashSet<NoteId>>,
    pub(super) placements: Placements,
}

impl NotePlaces {
    /// Marks of the notes in a report, sorted by start.
    pub(super) fn marks(&self, report: ReportId) -> &[NoteMark] {
        self.marks.get(&report).map_or(&[], Vec::as_slice)
    }

    /// The reports with marks, and their marks.
    pub(super) fn all_marks(&self) -> impl Iterator<Item = (ReportId, &[NoteMark])> {
        self.marks.iter().map(|(report, marks)| (*report, marks.as_slice()))
    }

    /// The place of each target of a note.
    pub(super) fn of(&self, note: &NoteId) -> &[NotePlace] {
        self.of.get(note).map_or(&[], Vec::as_slice)
    }

    /// Removes the places and marks of a note with this number.
    pub(super) fn remove(&mut self, note: &NoteId, number: usize) {
        for place in self.of.remove(note).unwrap_or_default() {
            let (Some(report), Some(span)) = (place.report, place.span) else { continue };
            let Some(marks) = self.marks.get_mut(&report) else { continue };
            let key = (span.start, number);
            let from = marks.partition_point(|mark| (mark.span.start, mark.number) < key);
            let found = marks[from..].iter().position(|mark| mark.note == *note);
            if let Some(at) = found {
                marks.remove(from + at);
            }
        }
    }

    /// Stores the places of a note with this number and inserts its marks.
    pub(super) fn insert(&mut self, note: &NoteId, number: usize, places: Vec<NotePlace>) {
        for place in &places {
            if let (Some(report), Some(span)) = (place.report, place.span) {
                let marks = self.marks.entry(report).or_default();
                let key = (span.start, number);
                let at = marks.partition_point(|mark| (mark.span.start, mark.number) <= key);
                marks.insert(at, NoteMark { span, note: note.clone(), number });
            }
        }
        self.of.insert(note.clone(), places);
    }

    /// Shifts the numbers from `from` on, because a note was inserted or removed.
    pub(super) fn renumber(&mut self, from: usize, by: isize) {
        for mark in self.marks.values_mut().flatten().filter(|mark| mark.number >= from) {
            mark.number = mark.number.saturating_add_signed(by);
        }
    }
}
