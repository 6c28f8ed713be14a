//! What the user asks for (`Command`), what must be done outside (`Effect`), and what came of it (`Outcome`).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{Analysis, Document, Hits, Place, ReportId, Settings, Task, View, Wanted};
use crate::compare::Comparison;
use crate::message::Message;
use crate::report::{Encoding, ReadError, ReadOptions};
use crate::review::journal::{self, LeftOver, Recovered, Standing};
use crate::review::store::{Fingerprint, Loaded};
use crate::review::{Judgement, Note, NoteId, Review, Revision, Severity};
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
    /// Choose a folder in a dialog to look in for reports that were moved.
    LocateDialog,
    /// Look in a folder for reports that were moved, by their content.
    Locate(PathBuf),
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

/// Something to do outside of the session. `jobs` does it and brings an [`Outcome`] back.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask for paths.
    Pick(Picker),
    /// Find the files that these paths mean.
    Collect(Vec<PathBuf>),
    /// Lay out the sample reports and find them.
    UnpackSamples,
    /// Read one report.
    Read {
        /// To know it again by.
        id: ReportId,
        /// Its file.
        path: PathBuf,
        /// How.
        options: ReadOptions,
    },
    /// Analyse these reports. A later one supersedes an earlier one.
    Analyse {
        /// Rises with each comparison; results of earlier ones are dropped.
        generation: u64,
        /// What, and how.
        task: Task,
    },
    /// Tell when one of these files changes, and of no others.
    Watch(Vec<PathBuf>),
    /// Do not read what was not begun yet.
    StopReading,
    /// Stop the comparison under way.
    StopAnalysing,
    /// Compare two reports row by row. A later one supersedes an earlier one.
    Compare {
        /// To know it again by.
        generation: u64,
        /// The left one and the right one.
        documents: [Arc<Document>; 2],
    },
    /// Find which sections of two reports belong together. A later wish supersedes an earlier one.
    PairSections {
        /// To know it again by.
        generation: u64,
        /// The left one and the right one.
        documents: [Arc<Document>; 2],
    },
    /// Look for words in these reports. A later one supersedes an earlier one.
    Search {
        /// To know it again by.
        generation: u64,
        /// The reports, in the order of the library.
        documents: Vec<(ReportId, Arc<Document>)>,
        /// What for.
        wanted: Wanted,
    },
    /// Read a review file.
    LoadReview(PathBuf),
    /// Write a review file.
    SaveReview(Write),
    /// Keep this in the journal; the number rises with each.
    Keep(u64, Vec<journal::Entry>),
    /// Say after this time that it is time to save. A later one supersedes an earlier one.
    Remind(Duration),
    /// Of the reviews that were read, keep others from writing this one only.
    HoldLock(Option<PathBuf>),
    /// Look for journals that another run left behind.
    FindJournals,
    /// Read a journal and the review that it belongs to.
    ReadJournal(PathBuf),
    /// Delete a journal, once everything that was to be kept before this is on disk.
    DiscardJournal(PathBuf),
    /// Read a review to take it into the open one.
    LoadToMerge(PathBuf),
    /// Find files of these contents (SHA-256) in a folder.
    Locate {
        /// The folder.
        folder: PathBuf,
        /// The contents.
        wanted: Vec<String>,
    },
    /// Put text on the clipboard.
    Copy(String),
    /// Keep the user's choices.
    KeepSettings(Settings),
    /// Close the window now.
    Close,
}

/// A review to be written over the file with the fingerprint, or where there is none.
#[derive(Clone, Debug)]
pub struct Write {
    /// Where to.
    pub path: PathBuf,
    /// What.
    pub review: Arc<Review>,
    /// Which state of it that is.
    pub revision: Revision,
    /// What is on disk as far as this session knows.
    pub expected: Option<Fingerprint>,
    /// Whether the user agreed to put it in the place of another review, where one is there.
    pub replace: bool,
    /// Number of what was last given to the journal: the file will hold all of that.
    pub kept: u64,
    /// Whether nobody asked for it.
    pub by_itself: bool,
}

/// A journal that was read, and the review it belongs to.
#[derive(Debug)]
pub struct Restored {
    /// The journal.
    pub recovered: Recovered,
    /// What it comes to beside that review.
    pub standing: Standing,
    /// That review as it is now, if it can be read.
    pub loaded: Option<Box<Loaded>>,
}

/// Which paths to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picker {
    /// Report files, several.
    Reports,
    /// A folder.
    Folder,
    /// A review file to open.
    Review,
    /// A review file to take into the open one.
    Merge,
    /// A folder to look in for reports that were moved.
    Missing,
    /// A profile of parts.
    Profile,
    /// A place to write the review to.
    SaveReview {
        /// Name to begin with.
        name: String,
        /// Folder to begin in.
        folder: Option<PathBuf>,
    },
}

/// A file that a path meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path as it was given, made absolute.
    pub path: PathBuf,
    /// Its path without links: two spellings of one file have the same.
    pub identity: PathBuf,
}

impl From<PathBuf> for Found {
    fn from(path: PathBuf) -> Self {
        Self { identity: path.clone(), path }
    }
}

/// What came of an [`Effect`].
#[derive(Debug)]
pub enum Outcome {
    /// Paths were chosen; none where the user changed their mind.
    Picked(Picker, Vec<PathBuf>),
    /// The system offers no file dialog to ask with.
    NoDialog(Picker),
    /// The files that paths meant.
    Collected {
        /// Report files in order.
        files: Vec<Found>,
        /// What could not be looked at.
        unreadable: Vec<ReadError>,
    },
    /// A report was read, or not.
    Read {
        /// Which.
        id: ReportId,
        /// How it was asked for.
        options: ReadOptions,
        /// The report or the reason.
        result: Result<Arc<Document>, ReadError>,
    },
    /// Reports were compared.
    Analysed {
        /// Which comparison.
        generation: u64,
        /// What was found.
        analysis: Analysis,
    },
    /// These files, of those that are watched, may have changed.
    ChangedOnDisk(Vec<PathBuf>),
    /// Two reports were compared row by row.
    Compared {
        /// Which comparison.
        generation: u64,
        /// The rows.
        rows: Arc<Comparison>,
    },
    /// Sections of two reports were paired.
    SectionsPaired {
        /// Which wish.
        generation: u64,
        /// The pairs.
        pairs: Vec<super::SectionPair>,
    },
    /// Words were looked for.
    Searched {
        /// Which search.
        generation: u64,
        /// Where they stand, or what is wrong with the expression.
        result: Result<Hits, Message>,
    },
    /// A review was read, or not.
    Loaded {
        /// Its file.
        path: PathBuf,
        /// The review or the reason.
        result: Result<Box<Loaded>, Message>,
    },
    /// A review was written, or not.
    Saved {
        /// Its file.
        path: PathBuf,
        /// Which state was written.
        revision: Revision,
        /// What is on disk now, or the reason.
        result: Result<Fingerprint, Message>,
    },
    /// A review was not written, because others had changed its file.
    Changed {
        /// Its file.
        path: PathBuf,
        /// Which state was to be written.
        revision: Revision,
        /// What is there now.
        theirs: Box<Loaded>,
    },
    /// Everything up to this number is in the journal, on disk.
    Kept(u64),
    /// The journal could not be written. It is tried again by itself.
    NotKept(Message),
    /// It is time to save.
    TimeToSave,
    /// Journals that another run left behind, and what is to be said of those that cannot be read.
    LeftOver(Vec<LeftOver>, Vec<Message>),
    /// A journal was read, or not.
    Restored {
        /// Its file.
        journal: PathBuf,
        /// What it holds, or the reason.
        result: Result<Box<Restored>, Message>,
    },
    /// A review to be taken into the open one was read, or not.
    ToMerge {
        /// Its file.
        path: PathBuf,
        /// The review or the reason.
        result: Result<Box<Loaded>, Message>,
    },
    /// The files that were looked for.
    Located(Vec<PathBuf>),
    /// Something else failed.
    Failed(Message),
}
