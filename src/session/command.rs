//! What the user asks for.

use std::path::PathBuf;

use super::{ExportCommand, Place, ReportId, Settings, View, Wanted};
use crate::report::Encoding;
use crate::review::{Judgement, Note, NoteId, Severity};
use crate::text::Span;

/// Something the user asks for. Menus, keys, buttons and scripts of tests all speak in these.
#[derive(Clone, Debug)]
pub enum Command {
    /// Choose report files in a dialog.
    OpenFilesDialog,
    /// Choose a folder of reports in a dialog.
    OpenFolderDialog,
    /// Choose a review file in a dialog.
    OpenReviewDialog,
    /// Choose a folder in a dialog whose reports are to be ranked.
    RankFolderDialog,
    /// Give up the ranking under way.
    StopRanking,
    /// Show these one or two files beside each other, and open those that are not open yet.
    OpenBeside(Vec<PathBuf>),
    /// Open report files and folders; the review file among them, if there is one.
    Open(Vec<PathBuf>),
    /// Open the sample reports that come with the program.
    OpenSamples,
    /// Read a report's file again, in this encoding or in the one it seems to have.
    Reread(ReportId, Option<Encoding>),
    /// Take what belongs to the page into a report's text, or leave it out.
    ShowWholePage(ReportId, bool),
    /// Read every report again whose file has changed.
    RereadChanged,
    /// Give up what is not read yet.
    StopReading,
    /// Give up the comparison under way.
    StopAnalysing,
    /// Take a report out of the library.
    CloseReport(ReportId),
    /// Show a report in a pane, or in the one with the focus.
    Show {
        /// The report.
        report: ReportId,
        /// The pane, from 0.
        pane: Option<usize>,
    },
    /// Show a place of a report in the pane with the focus, or in one that already shows the report.
    GoTo {
        /// The report.
        report: ReportId,
        /// The place.
        span: Span,
    },
    /// Keys act on this pane from now on.
    FocusPane(usize),
    /// One pane, or up to [`super::MAX_PANES`].
    SetPaneCount(usize),
    /// Put a pane in the place of another; those between move up.
    MovePane {
        /// Which, from 0.
        from: usize,
        /// To which place, from 0.
        to: usize,
    },
    /// Close one pane.
    ClosePane(usize),
    /// Select text, or nothing.
    Select(Option<super::Selection>),
    /// Select the whole report in the pane with the focus.
    SelectAll,
    /// Put the selected text on the clipboard.
    CopySelection,
    /// Walk the list of findings by so many rows.
    StepFinding(isize),
    /// Choose a finding and show its first two places.
    ChooseFinding(usize),
    /// Choose a finding by one of its places, as it stands at a height in a pane; the other place comes beside it.
    ChoosePlace {
        /// Index in the list of findings.
        finding: usize,
        /// Index of the place in the finding.
        place: usize,
        /// The pane it stands in, from 0.
        pane: usize,
        /// What was pointed at.
        at: Spot,
    },
    /// Show the chosen finding's next other place.
    OtherPlace,
    /// Show the panes, two reports row by row, or the matrix; what is shown already gives way to the panes.
    SetView(View),
    /// Show these two reports row by row.
    Compare(ReportId, ReportId),
    /// Go to the next row that differs, or so many back.
    StepDifference(isize),
    /// Go to a row of the comparison.
    GoToRow(usize),
    /// Show two reports side by side, at the weightiest passage that both have.
    ShowPair(ReportId, ReportId),
    /// Show places in the panes: one, or two side by side.
    ShowBeside(Vec<Place>),
    /// Open the search, with the selected words in it.
    OpenSearch,
    /// Close the search.
    CloseSearch,
    /// Look for this.
    Search(Wanted),
    /// Go to the next hit, or so many back.
    StepHit(isize),
    /// Go to a hit by its place among the hits.
    GoToHit(usize),
    /// Hold the selected text against the one selected before in another pane.
    CompareSelections,
    /// Close that comparison.
    ClosePassages,
    /// Go to a line of the report in the pane with the focus, from 1.
    GoToLine(usize),
    /// Go back to the place before, or forward again.
    StepVisit(isize),
    /// Go to the next section of the report in the pane with the focus, or so many back.
    StepSection(isize),
    /// List only the findings that these words ask for.
    Filter(String),
    /// Decide about a finding, or leave it open again.
    Judge {
        /// Index in the list of findings.
        finding: usize,
        /// The decision.
        judgement: Option<Judgement>,
        /// Why; as it was where this is `None`.
        reason: Option<String>,
    },
    /// Decide about the finding that is walked on; deciding the same again takes it back.
    JudgeChosen(Judgement),
    /// Choose no finding.
    ClearChoice,
    /// Begin a note on the selection, or on both places of the chosen finding.
    BeginNote,
    /// Begin a note on these places.
    BeginNoteOn(Vec<Place>),
    /// Open a note for editing.
    EditNote(NoteId),
    /// What the editor holds has changed.
    ChangeDraft(Note),
    /// Keep what the editor holds.
    CommitNote,
    /// Close the editor without keeping anything.
    CancelNote,
    /// Delete a note.
    DeleteNote(NoteId),
    /// Mark a note as resolved, or as open again.
    ToggleResolved(NoteId),
    /// Show where a note stands.
    GoToNote(NoteId),
    /// Put one of a note's places on the selected text.
    ReattachNote {
        /// The note.
        note: NoteId,
        /// Which of its targets, from 0.
        target: usize,
    },
    /// Take the places where a note's text was found for the right ones, the uncertain ones too.
    ConfirmNote(NoteId),
    /// List only the notes that these words ask for.
    FilterNotes(String),
    /// Goes so many notes on in the list of notes, or back.
    StepNote(isize),
    /// List the notes in this order.
    SortNotes(super::NoteOrder),
    /// List only notes whose text was not found, or all.
    ListOrphans(bool),
    /// Choose a note in the list.
    ChooseNote(NoteId, super::Choose),
    /// Change all notes that are chosen, in one step.
    ChangeNotes(super::NoteChange),
    /// Give the note in the editor, or else those that are chosen, a severity.
    SetSeverity(Severity),
    /// Take back the last change.
    Undo,
    /// Make the change again that was taken back.
    Redo,
    /// Write the review to its file; ask for one if it has none.
    Save,
    /// Write the review to a file that is asked for.
    SaveAs,
    /// Change what the user chose about looks and words.
    Set(Settings),
    /// Take a notice off the screen.
    Dismiss(u64),
    /// Close the window; asks when there are unsaved notes.
    Quit,
    /// The path that was typed where the system offers no file dialog; `None` where the user changed their mind.
    TypePath(Option<PathBuf>),
    /// Answer to the question asked on closing, or before another review is opened.
    Answer(Answer),
    /// The program has begun: look for what another run left behind.
    LookForJournals,
    /// Open the review of a journal that was left behind, with everything in it.
    Restore(PathBuf),
    /// Delete a journal that was left behind.
    DiscardJournal(PathBuf),
    /// Choose a profile of parts in a dialog.
    ProfileDialog,
    /// Choose another reviewer's review in a dialog, to be taken into this one.
    MergeDialog,
    /// Take another reviewer's review into this one.
    Merge(PathBuf),
    /// Put on the clipboard what a report of a fault should say.
    CopyDiagnostics,
    /// Choose a folder in a dialog to look in for reports that were moved.
    LocateDialog,
    /// Look in a folder for reports that were moved, by their content.
    Locate(PathBuf),
    /// Hand the review on as a document.
    Export(ExportCommand),
}

/// A position of a report's source text as it stands in a pane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The position.
    pub position: usize,
    /// Its height in the pane, in points from the top.
    pub height: f32,
}

/// What to do with unsaved notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Write them, then go on.
    Save,
    /// Go on without them.
    Discard,
    /// Stay.
    Stay,
}
