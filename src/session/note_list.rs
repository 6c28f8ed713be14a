//! The list of notes as it is shown: filtered, in order, those chosen in it. Made anew when notes or their places change,
//! never in a frame. Changing several notes at once is in `note_changes`.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::note_query::{NoteCandidate, NoteQuery};
use super::{Effect, Session};
use crate::message::Message;
use crate::review::merge::CONFLICT;
use crate::review::{NoteId, ReportKey, State};

/// By what notes are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NoteOrder {
    /// As they were written.
    #[default]
    Written,
    /// By the report they stand in, in the order of the library, then from its beginning to its end.
    Place,
    /// The gravest first, then by place.
    Severity,
    /// Those changed last first.
    Changed,
    /// By who wrote them, then by place.
    Author,
}

impl NoteOrder {
    /// All, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Written, Self::Place, Self::Severity, Self::Changed, Self::Author];
}

/// How a note is chosen in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// It alone.
    Only,
    /// It too, or no longer.
    Too,
    /// All from the one chosen last to this one.
    UpTo,
}

/// The list and what it was made from.
#[derive(Debug, Default)]
pub struct NoteList {
    /// The filter's words as they were typed.
    pub filter: String,
    /// What is wrong with them; then the list is as it was.
    pub trouble: Option<Message>,
    /// By what it is in order.
    pub order: NoteOrder,
    /// Whether only notes are listed whose text was not found in an open report.
    pub orphans_only: bool,
    /// The notes listed, by their place in the review.
    pub listed: Vec<usize>,
    /// How many notes have lost their text.
    pub orphans: usize,
    /// How many notes carry the tag of a conflict between two reviewers.
    pub conflicts: usize,
    /// Rises whenever the list or a note in it changes.
    pub revision: u64,
    /// Those chosen, and the one chosen last.
    chosen: HashSet<NoteId>,
    last: Option<NoteId>,
    query: NoteQuery,
}

impl NoteList {
    /// Whether a note is chosen.
    #[must_use]
    pub fn is_chosen(&self, note: &NoteId) -> bool {
        self.chosen.contains(note)
    }

    /// How many are chosen.
    #[must_use]
    pub fn chosen_count(&self) -> usize {
        self.chosen.len()
    }

    /// The one that is chosen, where it is one.
    #[must_use]
    pub fn only_chosen(&self) -> Option<&NoteId> {
        self.chosen.iter().next().filter(|_| self.chosen.len() == 1)
    }
}

/// Where a note stands in the library: by report, then by position; what is not open comes last.
type Standing = (usize, usize, usize);

impl Session {
    pub(super) fn filter_notes(&mut self, words: String) -> Vec<Effect> {
        match NoteQuery::parse(&words) {
            Ok(query) => {
                self.notes.query = query;
                self.notes.trouble = None;
            }
            Err(trouble) => self.notes.trouble = Some(trouble),
        }
        self.notes.filter = words;
        self.list_notes();
        Vec::new()
    }

    pub(super) fn sort_notes(&mut self, order: NoteOrder) -> Vec<Effect> {
        self.notes.order = order;
        self.list_notes();
        Vec::new()
    }

    pub(super) fn list_orphans(&mut self, only: bool) -> Vec<Effect> {
        self.notes.orphans_only = only;
        self.list_notes();
        Vec::new()
    }

    pub(super) fn choose_note(&mut self, id: &NoteId, how: Choose) -> Vec<Effect> {
        let notes = &mut self.notes;
        match how {
            Choose::Too => {
                if !notes.chosen.remove(id) {
                    notes.chosen.insert(id.clone());
                }
            }
            Choose::UpTo => {
                let place =
                    |id: &NoteId| notes.listed.iter().position(|&index| self.review.notes[index].id == *id);
                let to = place(id);
                let from = notes.last.as_ref().and_then(place).or(to);
                if let (Some(from), Some(to)) = (from, to) {
                    let range = &notes.listed[from.min(to)..=from.max(to)];
                    notes.chosen = range.iter().map(|&index| self.review.notes[index].id.clone()).collect();
                }
                return Vec::new();
            }
            Choose::Only => notes.chosen = HashSet::from([id.clone()]),
        }
        notes.last = Some(id.clone());
        // Nothing is chosen that is not there.
        self.drop_unlisted();
        Vec::new()
    }

    /// Chooses the note so many rows on from the one chosen last and shows where it stands; the first or the last one
    /// where none is chosen.
    pub(super) fn step_note(&mut self, by: isize) -> Vec<Effect> {
        let listed = &self.notes.listed;
        let Some(end) = listed.len().checked_sub(1) else { return Vec::new() };
        let at = self.notes.last.as_ref().filter(|id| self.notes.is_chosen(id));
        let at = at.and_then(|id| listed.iter().position(|&note| self.review.notes[note].id == *id));
        let next = match at {
            Some(at) => at.saturating_add_signed(by).min(end),
            None if by > 0 => 0,
            None => end,
        };
        let id = self.review.notes[listed[next]].id.clone();
        self.choose_note(&id, Choose::Only);
        self.go_to_note(&id)
    }

    pub(super) fn choose_no_note(&mut self) {
        self.notes.chosen.clear();
        self.notes.last = None;
    }

    /// The notes chosen, by their place in the review, in its order.
    pub(super) fn chosen_notes(&self) -> Vec<usize> {
        let notes = self.review.notes.iter().enumerate();
        notes.filter(|(_, note)| self.notes.chosen.contains(&note.id)).map(|(index, _)| index).collect()
    }

    /// Makes the list of notes anew.
    pub(super) fn list_notes(&mut self) {
        let numbers = self.library_numbers();
        let mut listed = Vec::new();
        let (mut orphans, mut conflicts) = (0, 0);
        for (index, note) in self.review.notes.iter().enumerate() {
            let states: Vec<State> = self
                .note_places(&note.id)
                .iter()
                .filter(|place| place.report.is_some())
                .map(|place| place.state)
                .collect();
            let is_orphan = states.contains(&State::Orphan);
            orphans += usize::from(is_orphan);
            conflicts += usize::from(note.tags.iter().any(|tag| tag == CONFLICT));
            if self.notes.orphans_only && !is_orphan {
                continue;
            }
            if self.notes.query.is_empty() || self.admits_note(index, &states, &numbers) {
                listed.push(index);
            }
        }
        self.sort_listed(&mut listed, &numbers);
        let notes = &mut self.notes;
        (notes.listed, notes.orphans, notes.conflicts) = (listed, orphans, conflicts);
        notes.revision += 1;
        self.drop_unlisted();
    }

    fn admits_note(&self, index: usize, states: &[State], numbers: &HashMap<&ReportKey, usize>) -> bool {
        let note = &self.review.notes[index];
        let mut reports = Vec::new();
        for target in &note.targets {
            let number = numbers.get(&target.report).copied().unwrap_or_default();
            let Some(report) = self.review.report(&target.report) else { continue };
            let file = report.path.file_name().map(|name| name.to_string_lossy().into_owned());
            reports.push((number, report.title.as_str(), file.unwrap_or_default()));
        }
        self.notes.query.admits(&NoteCandidate { note, states, reports: &reports })
    }

    /// The number of each open report in the library, from 1.
    fn library_numbers(&self) -> HashMap<&ReportKey, usize> {
        let entries = self.entries.iter().enumerate();
        entries.filter_map(|(index, entry)| Some((self.keys.get(&entry.id)?, index + 1))).collect()
    }

    fn sort_listed(&self, listed: &mut [usize], numbers: &HashMap<&ReportKey, usize>) {
        let notes = &self.review.notes;
        let standing = |index: &usize| -> Standing {
            let note = &notes[*index];
            let Some(target) = note.targets.first() else { return (usize::MAX, usize::MAX, *index) };
            let found = self.note_places(&note.id).first().and_then(|place| place.span);
            let number = numbers.get(&target.report).copied().unwrap_or(usize::MAX);
            (number, found.map_or(target.start, |span| span.start), *index)
        };
        match self.notes.order {
            NoteOrder::Written => {}
            NoteOrder::Place => listed.sort_by_cached_key(standing),
            NoteOrder::Severity => {
                listed.sort_by_cached_key(|index| (Reverse(notes[*index].severity), standing(index)));
            }
            NoteOrder::Changed => {
                listed.sort_by_cached_key(|index| (Reverse(notes[*index].modified.instant()), *index));
            }
            NoteOrder::Author => {
                listed.sort_by_cached_key(|index| (notes[*index].author.clone(), standing(index)));
            }
        }
    }

    /// What is not listed is not chosen either: nothing is changed unseen.
    fn drop_unlisted(&mut self) {
        if self.notes.chosen.is_empty() {
            return;
        }
        let listed: HashSet<&NoteId> =
            self.notes.listed.iter().map(|&index| &self.review.notes[index].id).collect();
        self.notes.chosen.retain(|id| listed.contains(id));
    }
}
