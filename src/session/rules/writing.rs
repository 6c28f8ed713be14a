//! Writing notes: their targets come from the selection or the selected finding; a read-only review refuses them.

use std::collections::HashSet;

use crate::message::Message;
use crate::review::{Category, Edit, Note, NoteId, Reply, Target};
use crate::session::Session;
use crate::session::analysis::{Checked, Place, Subject};
use crate::session::context::Context;
use crate::session::library::ReportId;
use crate::session::panes::View;
use crate::session::review::NoteChange;
use crate::session::review::messages::{ReviewCommand, ReviewOutcome};
use crate::session::shell::notices::{NoticeKind, Topic};
use crate::session::work::{Chosen, places_at};

/// Maximum number of places that a new note is on. Each is searched for whenever its report changes.
const MOST_TARGETS: usize = 40;

impl Session {
    /// Carries out a command about notes.
    pub(in crate::session) fn apply_review(&mut self, command: ReviewCommand, cx: &mut Context) {
        let is_closing = match command {
            ReviewCommand::Undo => self.undo_closing(cx),
            ReviewCommand::Redo => self.redo_closing(cx),
            _ => false,
        };
        if is_closing {
            return;
        }
        let is_turn = matches!(command, ReviewCommand::Undo | ReviewCommand::Redo);
        if is_turn {
            cx.notices().withdraw(Topic::Excluded);
        }
        let Some(command) = self.review.apply(command, &self.library) else {
            if is_turn {
                self.edits_turned();
            }
            return;
        };
        match command {
            ReviewCommand::BeginNote => self.begin_note(cx),
            ReviewCommand::BeginNoteOn(places) => {
                let category = if places.len() > 1 { Category::Duplicate } else { Category::Wording };
                if !self.review.is_draft_touched() && self.may_edit(cx) {
                    self.open_note_on(places, category, cx);
                }
            }
            ReviewCommand::TakeComments(report, comments) => self.take_comments(report, &comments, cx),
            ReviewCommand::EditNote(id) => {
                if self.review.note(&id).is_some() && !self.review.is_draft_touched() && self.may_edit(cx) {
                    self.review.open_note(&id);
                }
            }
            ReviewCommand::CommitNote => self.commit_note(cx),
            ReviewCommand::DeleteNote(id) => {
                if self.make(Edit::RemoveNote(id.clone()), cx) {
                    self.review.close_draft_of(&id);
                }
            }
            ReviewCommand::ToggleResolved(id) => {
                let Some(note) = self.review.with_other_status(&id) else { return };
                let status = note.status;
                if self.make(Edit::ReplaceNote(note), cx) {
                    self.review.change_draft_of(&id, |note| note.status = status);
                }
            }
            ReviewCommand::Correct { report, span, text } => self.correct(report, span, &text, cx),
            ReviewCommand::TakeCorrectionBack(report, at) => self.take_correction_back(report, at, cx),
            ReviewCommand::Reply(id, body) => self.reply(&id, body.trim(), cx),
            ReviewCommand::RemoveReply(id, index) => self.remove_reply(&id, index, cx),
            ReviewCommand::GoToNote(id) => self.go_to_note(&id, cx),
            ReviewCommand::ReattachNote { note, target } => self.reattach_note(&note, target, cx),
            ReviewCommand::ConfirmNote(id) => {
                let places = self.review.displaced_places(&id);
                if !places.is_empty() {
                    self.put_targets(&id, &places, "edit-confirm-note", cx);
                }
            }
            ReviewCommand::StepNote(by) => {
                if let Some(id) = self.review.step_note(by) {
                    self.go_to_note(&id, cx);
                }
            }
            ReviewCommand::ChangeNotes(change) => self.change_notes(&change, cx),
            ReviewCommand::SetSeverity(severity) => match self.review.draft() {
                Some(draft) => {
                    let note = Note { severity, ..draft.note.clone() };
                    self.review.change_draft(note);
                }
                None => self.change_notes(&NoteChange::Severity(severity), cx),
            },
            // Carried out by the review alone.
            ReviewCommand::ChangeDraft(_)
            | ReviewCommand::CancelNote
            | ReviewCommand::FilterNotes(_)
            | ReviewCommand::SortNotes(_)
            | ReviewCommand::ListOrphans(_)
            | ReviewCommand::ChooseNote(..)
            | ReviewCommand::Undo
            | ReviewCommand::Redo => {}
        }
    }

    /// Handles the result of a search for the text of notes.
    pub(in crate::session) fn handle_review(&mut self, outcome: ReviewOutcome) {
        let ReviewOutcome::Placed { displaced, found } = outcome;
        if self.review.placed(displaced, found, &self.library) {
            self.notes_changed();
        }
    }

    /// Whether notes may be changed; if not, shows the reason to the user.
    pub(in crate::session) fn may_edit(&self, cx: &mut Context) -> bool {
        if let Some(reason) = self.saving.read_only().cloned() {
            cx.fail(reason);
        }
        self.saving.read_only().is_none()
    }

    /// Makes an edit under its own name.
    pub(in crate::session) fn make(&mut self, edit: Edit, cx: &mut Context) -> bool {
        let name = edit.name();
        self.make_named(edit, name, cx)
    }

    /// Makes an edit under a name for “undo”, and updates the values that depend on notes and verdicts.
    pub(super) fn make_named(&mut self, edit: Edit, name: &'static str, cx: &mut Context) -> bool {
        let is_made = self.make_edit(edit, name, cx);
        if is_made {
            self.notes_changed();
        }
        is_made
    }

    /// Makes an edit; on an error, shows the reason to the user and changes nothing.
    pub(in crate::session) fn make_edit(&mut self, edit: Edit, name: &'static str, cx: &mut Context) -> bool {
        if !self.may_edit(cx) {
            return false;
        }
        let made = self.review.make(edit, name, &self.library);
        made.map_err(|message| cx.fail(message)).is_ok()
    }

    /// An edit was undone or redone.
    fn edits_turned(&mut self) {
        self.notes_changed();
        self.verdicts_changed();
    }

    /// Adds a reply of the reviewer to a note.
    fn reply(&mut self, id: &NoteId, body: &str, cx: &mut Context) {
        let Some(mut note) = self.review.note(id).cloned().filter(|_| !body.is_empty()) else { return };
        note.replies.push(Reply::new(self.reviewer(), body));
        self.change_replies(note, "edit-add-reply", cx);
    }

    fn remove_reply(&mut self, id: &NoteId, index: usize, cx: &mut Context) {
        let Some(mut note) = self.review.note(id).cloned() else { return };
        if index < note.replies.len() {
            note.replies.remove(index);
            self.change_replies(note, "edit-remove-reply", cx);
        }
    }

    /// Replaces the replies of a note, also in the editor, whose closing would undo the change otherwise.
    fn change_replies(&mut self, note: Note, name: &'static str, cx: &mut Context) {
        let (id, replies) = (note.id.clone(), note.replies.clone());
        if self.make_named(Edit::ReplaceNote(note), name, cx) {
            self.review.change_draft_of(&id, |note| note.replies = replies);
        }
    }

    /// Begins a note on the selection, or else on the shown places of the selected finding.
    fn begin_note(&mut self, cx: &mut Context) {
        if !self.may_edit(cx) || self.review.is_draft_touched() {
            return;
        }
        let (places, category) = match (self.panes.selection(), self.work.chosen()) {
            (Some(selection), _) => {
                let place = Place { report: selection.report, span: selection.span };
                let is_repeated = self.is_repeated(place);
                (vec![place], if is_repeated { Category::Duplicate } else { Category::Wording })
            }
            (None, chosen) if self.panes.view() == View::Compare => {
                let check = chosen.and_then(|c| self.analysis.findings().list[c.finding].check.as_ref());
                let category = match chosen {
                    Some(_) => check.map_or(Category::Duplicate, Checked::category),
                    None => Category::Wording,
                };
                (self.row_places(None), category)
            }
            (None, Some(chosen)) => (self.chosen_places(chosen), self.chosen_category(chosen)),
            (None, None) => (Vec::new(), Category::Wording),
        };
        self.open_note_on(places, category, cx);
    }

    /// The places of what is selected in the work list, those in view first, each once: all places of a passage, within
    /// the pair that it stands under; the two of a check's finding that a step shows.
    fn chosen_places(&self, chosen: Chosen) -> Vec<Place> {
        let findings = self.analysis.findings();
        let shown = if chosen.is_alone() { &chosen.places[..1] } else { &chosen.places };
        let mut places: Vec<Place> =
            shown.iter().map(|&place| findings.list[chosen.finding].places[place]).collect();
        let is_one = self.selects_one_part();
        for finding in self.noted(chosen) {
            let found = &findings.list[finding];
            let row = findings.tree.home(finding).filter(|_| !is_one);
            if found.check.is_none() {
                let pair = row.and_then(|row| findings.tree.pair_of(row));
                let is_in_pair =
                    |place: &&Place| pair.is_none_or(|(left, right)| [left, right].contains(&place.report));
                places.extend(found.places.iter().filter(is_in_pair));
            } else if let Some(row) = row {
                places.extend(places_at(row, finding, findings).places.map(|place| found.places[place]));
            }
        }
        let mut seen = HashSet::new();
        places.retain(|place| seen.insert(*place));
        places
    }

    /// Whether a single part is selected, or none.
    fn selects_one_part(&self) -> bool {
        let nodes = &self.analysis.findings().tree.nodes;
        let is_part = |at: usize| matches!(nodes[at].subject, Subject::Part { .. });
        self.work.selected_rows().len() < 2 && self.work.cursor().is_none_or(is_part)
    }

    /// The findings that a note is on.
    fn noted(&self, chosen: Chosen) -> Vec<usize> {
        if self.selects_one_part() { vec![chosen.finding] } else { self.targets() }
    }

    /// The category of a note on what is selected in the work list.
    fn chosen_category(&self, chosen: Chosen) -> Category {
        let list = &self.analysis.findings().list;
        let mut categories = self
            .noted(chosen)
            .into_iter()
            .map(|finding| list[finding].check.as_ref().map_or(Category::Duplicate, Checked::category));
        let first = categories.next().unwrap_or(Category::Duplicate);
        if categories.all(|category| category == first) { first } else { Category::Duplicate }
    }

    /// Opens a new note on at most [`MOST_TARGETS`] places, and says so if there are more.
    fn open_note_on(&mut self, places: Vec<Place>, category: Category, cx: &mut Context) {
        let all = places.len();
        let targets =
            places.into_iter().take(MOST_TARGETS).filter_map(|place| self.target_at(place)).collect();
        let reviewer = self.reviewer().to_owned();
        self.review.open_new(targets, category, &reviewer, cx);
        if all > MOST_TARGETS {
            let message = Message::new("note-on-first-places").with("count", MOST_TARGETS).with("all", all);
            cx.notices().add(NoticeKind::Info, message, Some(Topic::Note));
        }
    }

    /// The target of a note at a place: its text with its surroundings and headings.
    pub(super) fn target_at(&mut self, place: Place) -> Option<Target> {
        self.bind(place.report);
        let key = self.review.binding().key(place.report)?.clone();
        let document = self.library.document(place.report)?;
        Some(Target::at(key, document.text(), place.span, document.section_path(place.span.start)))
    }

    /// Stores the note in the editor and closes it.
    pub(in crate::session) fn commit_note(&mut self, cx: &mut Context) {
        let Some((draft, edit)) = self.review.take_draft() else { return };
        if self.make(edit, cx) {
            // The note's own mark shows the place from here on.
            self.panes.drop_selection();
        } else {
            self.review.put_draft(draft);
        }
    }

    /// Moves one target of a note to the selected text.
    fn reattach_note(&mut self, note: &NoteId, target: usize, cx: &mut Context) {
        let Some(selection) = self.panes.selection() else {
            return cx.inform(Message::new("note-reattach-needs-a-selection"));
        };
        let place = Place { report: selection.report, span: selection.span };
        if self.put_targets(note, &[(target, place)], "edit-reattach-note", cx) {
            self.panes.drop_selection();
        }
    }

    /// Moves targets of a note to these places, in one edit.
    fn put_targets(
        &mut self,
        id: &NoteId,
        places: &[(usize, Place)],
        name: &'static str,
        cx: &mut Context,
    ) -> bool {
        let mut targets = Vec::new();
        for &(number, place) in places {
            let Some(target) = self.target_at(place) else { return false };
            targets.push((number, target));
        }
        let Some(edit) = self.review.review().reattach(id, &targets) else { return false };
        if !self.make_named(edit, name, cx) {
            return false;
        }
        self.review.change_draft_of(id, |note| {
            for (number, target) in targets {
                note.targets[number] = target;
            }
        });
        true
    }

    /// Changes all selected notes in one edit.
    fn change_notes(&mut self, change: &NoteChange, cx: &mut Context) {
        if let Some((edit, name, ids)) = self.review.change_chosen(change)
            && self.make_named(edit, name, cx)
        {
            self.review.change_draft_like(&ids, change);
        }
    }

    /// The verdict on a finding.
    #[must_use]
    pub fn verdict(&self, finding: usize) -> Option<&crate::review::Verdict> {
        self.review.verdict(&self.analysis.findings().list.get(finding)?.key)
    }

    /// The review's key of an open report.
    #[must_use]
    pub fn key_of(&self, report: ReportId) -> Option<&crate::review::ReportKey> {
        self.review.binding().key(report)
    }
}
