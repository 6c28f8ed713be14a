//! Composing the list of notes, and selecting in it. An edit of a note updates its row only.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::filter::{NoteCandidate, NoteQuery, Wanted};
use super::model::ReviewState;
use super::note_list::{Choose, NoteOrder};
use crate::review::merge::CONFLICT;
use crate::review::{NoteId, ReportKey, Severity, State};
use crate::session::library::Library;

/// Position of a note in the library: number of the report, start in it, index of the note. Reports that are not open
/// come last.
type Standing = (usize, usize, usize);

/// The value that the list is sorted by; total, because it ends with the index of the note.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Written(usize),
    Place(Standing),
    Severity(Reverse<Severity>, Standing),
    Changed(Reverse<Option<jiff::Timestamp>>, usize),
    Author(String, Standing),
}

impl ReviewState {
    /// Filters the list. With an invalid filter the list stays as it is.
    pub(in crate::session) fn filter_notes(&mut self, words: String, library: &Library) {
        match NoteQuery::parse(&words) {
            Ok(query) => {
                self.list.query = query;
                self.list.error = None;
            }
            Err(error) => self.list.error = Some(error),
        }
        self.list.filter = words;
        self.list_all(library);
    }

    /// Sorts the list.
    pub(in crate::session) fn sort_notes(&mut self, order: NoteOrder, library: &Library) {
        self.list.order = order;
        self.list_all(library);
    }

    /// Lists only notes whose text was not found, or all.
    pub(in crate::session) fn list_orphans(&mut self, only: bool, library: &Library) {
        self.list.orphans_only = only;
        self.list_all(library);
    }

    /// Selects a note. A note that is not listed is not selected.
    pub(in crate::session) fn choose_note(&mut self, id: &NoteId, how: Choose) {
        let at = self.position(id).filter(|&index| self.list_position(index).is_some());
        match how {
            Choose::Too => {
                if !self.list.chosen.remove(id) && at.is_some() {
                    self.list.chosen.insert(id.clone());
                }
            }
            Choose::UpTo => {
                let row = |id: &NoteId| self.list_position(self.position(id)?);
                let to = row(id);
                let from = self.list.last.as_ref().and_then(row).or(to);
                if let (Some(from), Some(to)) = (from, to) {
                    let range = &self.list.listed[from.min(to)..=from.max(to)];
                    let chosen = range.iter().map(|&index| self.review.notes[index].id.clone()).collect();
                    self.list.chosen = chosen;
                }
                return;
            }
            Choose::Only => {
                self.list.chosen.clear();
                self.list.chosen.extend(at.map(|_| id.clone()));
            }
        }
        self.list.last = Some(id.clone());
    }

    /// Selects the note this many rows from the one selected last; the first or the last if none is selected.
    pub(in crate::session) fn step_note(&mut self, by: isize) -> Option<NoteId> {
        let end = self.list.listed.len().checked_sub(1)?;
        let last = self.list.last.as_ref().filter(|id| self.list.is_chosen(id));
        let row = last.and_then(|id| self.position(id)).and_then(|index| self.list_position(index));
        let next = match row {
            Some(row) => row.saturating_add_signed(by).min(end),
            None if by > 0 => 0,
            None => end,
        };
        let id = self.review.notes[self.list.listed[next]].id.clone();
        self.choose_note(&id, Choose::Only);
        Some(id)
    }

    /// Selects no note.
    pub(in crate::session) fn choose_no_note(&mut self) {
        self.list.chosen.clear();
        self.list.last = None;
    }

    /// The selected notes, by their index in the review, in its order.
    pub(super) fn chosen_notes(&self) -> Vec<usize> {
        let mut chosen: Vec<usize> = self.list.chosen.iter().filter_map(|id| self.position(id)).collect();
        chosen.sort_unstable();
        chosen
    }

    /// Whether the list leaves notes out.
    pub(in crate::session) fn is_list_narrowed(&self) -> bool {
        self.list.listed.len() < self.review.notes.len()
    }

    /// Composes the whole list.
    pub(in crate::session) fn list_all(&mut self, library: &Library) {
        let count = self.review.notes.len();
        self.visited += count as u64;
        let mut counted = Vec::with_capacity(count);
        let mut listed = Vec::new();
        for index in 0..count {
            let (is_listed, counts) = self.judge_row(index, library);
            counted.push(counts);
            if is_listed {
                listed.push(index);
            }
        }
        listed.sort_by_cached_key(|&index| self.sort_key(index, library));
        self.list.orphans = counted.iter().filter(|(orphan, _)| *orphan).count();
        self.list.conflicts = counted.iter().filter(|(_, conflict)| *conflict).count();
        (self.list.counted, self.list.listed) = (counted, listed);
        self.list.revision += 1;
        if !self.list.chosen.is_empty() {
            let listed = self.list.listed.iter().map(|&index| &self.review.notes[index].id);
            let listed: HashSet<&NoteId> = listed.collect();
            self.list.chosen.retain(|id| listed.contains(id));
        }
    }

    /// Updates the row of one changed note. Linear in the list for moving indices; compares a logarithmic number of
    /// notes.
    pub(super) fn list_note(&mut self, index: usize, library: &Library) {
        self.visited += 1;
        let (is_listed, counts) = self.judge_row(index, library);
        self.list.count(index, counts);
        self.list.revision += 1;
        let row = self.list_position(index);
        if is_listed && row.is_some() && self.list.order == NoteOrder::Written {
            return;
        }
        if let Some(row) = row {
            self.list.listed.remove(row);
        }
        if is_listed {
            let key = self.sort_key(index, library);
            let row = self.list.listed.partition_point(|&other| self.sort_key(other, library) < key);
            self.list.listed.insert(row, index);
        } else {
            let id = &self.review.notes[index].id;
            self.list.chosen.remove(id);
        }
    }

    /// Reports were opened or closed, which changes their numbers: composes the list again, if it depends on them.
    pub(in crate::session) fn library_changed(&mut self, library: &Library) {
        let is_by_report = !matches!(self.list.order, NoteOrder::Written | NoteOrder::Changed);
        if is_by_report || self.list.query.asks_for(|wanted| matches!(wanted, Wanted::Report(_))) {
            self.list_all(library);
        }
    }

    /// Row of a note in the list. Logarithmic in the order of writing, linear in others.
    fn list_position(&self, index: usize) -> Option<usize> {
        if self.list.order == NoteOrder::Written {
            return self.list.listed.binary_search(&index).ok();
        }
        self.list.listed.iter().position(|&listed| listed == index)
    }

    /// Whether a note is listed, and whether it counts as an orphan and as a conflict.
    fn judge_row(&self, index: usize, library: &Library) -> (bool, (bool, bool)) {
        let note = &self.review.notes[index];
        let places = self.places_of(&note.id).iter().filter(|place| place.report.is_some());
        let states: Vec<State> = places.map(|place| place.state).collect();
        let is_orphan = states.contains(&State::Orphan);
        let is_conflict = note.tags.iter().any(|tag| tag == CONFLICT);
        let is_listed = (is_orphan || !self.list.orphans_only)
            && (self.list.query.is_empty() || self.matches(index, &states, library));
        (is_listed, (is_orphan, is_conflict))
    }

    fn matches(&self, index: usize, states: &[State], library: &Library) -> bool {
        let note = &self.review.notes[index];
        let mut reports = Vec::new();
        for target in &note.targets {
            let number = self.number(&target.report, library).unwrap_or_default();
            let Some(report) = self.review.report(&target.report) else { continue };
            let file = report.path.file_name().map(|name| name.to_string_lossy().into_owned());
            reports.push((number, report.title.as_str(), file.unwrap_or_default()));
        }
        self.list.query.matches(&NoteCandidate { note, states, reports: &reports })
    }

    /// Number of an open report in the library, from 1.
    fn number(&self, key: &ReportKey, library: &Library) -> Option<usize> {
        self.binding.report(key).and_then(|id| library.position(id)).map(|at| at + 1)
    }

    fn sort_key(&self, index: usize, library: &Library) -> SortKey {
        let note = &self.review.notes[index];
        let standing = || -> Standing {
            let Some(target) = note.targets.first() else { return (usize::MAX, usize::MAX, index) };
            let found = self.places_of(&note.id).first().and_then(|place| place.span);
            let number = self.number(&target.report, library).unwrap_or(usize::MAX);
            (number, found.map_or(target.start, |span| span.start), index)
        };
        match self.list.order {
            NoteOrder::Written => SortKey::Written(index),
            NoteOrder::Place => SortKey::Place(standing()),
            NoteOrder::Severity => SortKey::Severity(Reverse(note.severity), standing()),
            NoteOrder::Changed => SortKey::Changed(Reverse(note.modified.instant()), index),
            NoteOrder::Author => SortKey::Author(note.author.clone(), standing()),
        }
    }
}
