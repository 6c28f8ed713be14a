//! Commands, effects and outcomes about notes and the history of edits.

use super::displaced::Displaced;
use super::note_change::NoteChange;
use super::note_list::{Choose, NoteOrder};
use crate::review::{Note, NoteId, Placement, Severity};
use crate::session::analysis::Place;
use crate::session::library::ReportId;
use crate::text::Span;

/// Commands about notes.
#[derive(Clone, Debug)]
pub enum ReviewCommand {
    /// Begin a note on the selection, or on the shown places of the selected finding.
    BeginNote,
    /// Begin a note on these places.
    BeginNoteOn(Vec<Place>),
    /// Take comments that the file of a report holds over as notes, by their indices in it.
    TakeComments(ReportId, Vec<usize>),
    /// Open a note in the editor.
    EditNote(NoteId),
    /// Replace the content of the editor.
    ChangeDraft(Note),
    /// Store the note in the editor and close it.
    CommitNote,
    /// Close the editor and drop its content.
    CancelNote,
    /// Delete a note.
    DeleteNote(NoteId),
    /// Mark a note as resolved, or as open again.
    ToggleResolved(NoteId),
    /// Add a reply to a note.
    Reply(NoteId, String),
    /// Remove a reply of a note, by its index.
    RemoveReply(NoteId, usize),
    /// Show the places of a note.
    GoToNote(NoteId),
    /// Move one target of a note to the selected text.
    ReattachNote {
        /// The note.
        note: NoteId,
        /// Index of the target.
        target: usize,
    },
    /// Accept the places where a note's text was found, uncertain ones included.
    ConfirmNote(NoteId),
    /// List only the notes that match these words.
    FilterNotes(String),
    /// Select the note this many rows down, or up, the list.
    StepNote(isize),
    /// List the notes in this order.
    SortNotes(NoteOrder),
    /// List only notes whose text was not found, or all.
    ListOrphans(bool),
    /// Select a note in the list.
    ChooseNote(NoteId, Choose),
    /// Change all selected notes in one edit.
    ChangeNotes(NoteChange),
    /// Set the severity of the note in the editor, or else of the selected notes.
    SetSeverity(Severity),
    /// Put words in place of text that was read from a picture.
    Correct {
        /// The report.
        report: ReportId,
        /// The place in its text as it is shown.
        span: Span,
        /// The words; empty to remove what was read.
        text: String,
    },
    /// Take back the correction at a position of a report's text as it is shown.
    TakeCorrectionBack(ReportId, usize),
    /// Undo the last edit.
    Undo,
    /// Redo the edit that was undone last.
    Redo,
}

/// Work that the notes ask for.
#[derive(Clone, Debug)]
pub enum ReviewEffect {
    /// Find the text of notes in a report that has changed since they were made.
    Place(Displaced),
}

/// Results for the notes.
#[derive(Debug)]
pub enum ReviewOutcome {
    /// The text of notes was searched for.
    Placed {
        /// The targets.
        displaced: Displaced,
        /// The placement of each target, in their order.
        found: Vec<Placement>,
    },
}
