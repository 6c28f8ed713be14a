//! The application without a screen: a [`Command`] goes in, [`Effect`]s come out, and what came of them goes back in
//! as an [`Outcome`]. Nothing here waits, reads or draws, so that a test can replay a whole sitting as a script.

mod absorb;
mod accessors;
mod activity;
mod analysis;
mod binding;
mod checked;
mod choose;
mod command;
mod comparison;
mod effect;
mod exporting;
mod files;
mod findings;
mod keeping;
mod library;
mod links;
mod listing;
mod matrix;
mod note_changes;
mod note_list;
mod note_query;
mod notes;
mod notices;
mod outcome;
mod panes;
mod parts;
mod passages;
mod placements;
mod places;
mod query;
mod ranking;
mod recovery;
mod saving;
mod search;
mod section_pairs;
mod settings;
mod verdicts;
mod visits;

pub use crate::checks::{
    About as CheckAbout, Group as CheckGroup, PartState, Status as PartStatus, all as all_checks,
};
pub use crate::duplicates::{Phrases, Shares};
pub use crate::export::{Format as ExportFormat, Which as ExportedFindings};
pub use crate::finding::Severity as CheckSeverity;
pub use activity::Activity;
pub use analysis::{Analysis, Task, analyse};
pub use checked::Checked;
pub use command::{Answer, Command, Spot};
pub use comparison::{Compared, View, compare_rows};
pub use effect::{Effect, Picker, Write};
pub use exporting::{
    Export, ExportChoices, ExportCommand, ExportEffect, ExportEnd, ExportOutcome, ExportPlace, ExportPreview,
    WordFile, gather_export,
};
pub use findings::{Finding, Findings, Mark, MarkKind, Place, from_first_word};
pub use keeping::Safety;
pub use library::{Document, Entry, EntryState, ReportId, one_line};
pub use links::Link;
pub use listing::{Common, Grouping, ListRow, Listing};
pub use matrix::{MATRIX_REPORTS, Matrix};
pub use note_changes::NoteChange;
pub use note_list::{Choose, NoteList, NoteOrder};
pub use notes::Draft;
pub use notices::{Notice, NoticeKind};
pub use outcome::{Found, Outcome, Restored};
pub use panes::{Chosen, MAX_PANES, Pane, Panes, Reveal, Selection};
pub use parts::{Parts, ProfileChoice};
pub use passages::{Passage, Passages};
pub use placements::Displaced;
pub use places::{NoteMark, NotePlace};
pub use ranking::{Ranked, Ranking};
pub use saving::Question;
pub use search::{Hits, MAX_HITS, Search, Wanted, find};
pub use section_pairs::{SectionPair, SectionPairs, section_pairs};
pub use settings::{LibraryOrder, Settings, Theme, WindowPlace};

pub use visits::Visits;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::message::Message;
use crate::review::journal::LeftOver;
use crate::review::store::{Fingerprint, Loaded};
use crate::review::{History, NoteId, ReportKey, Review, Time};
use crate::text::Span;

/// Everything the window shows, apart from where it is scrolled to and what is being typed.
pub struct Session {
    /// The library, in the order of opening.
    entries: Vec<Entry>,
    /// What stands twice in them.
    findings: Findings,
    /// All that the analysis says of the reports as they are now.
    analysis: Option<Arc<Analysis>>,
    /// The list of them as it is shown.
    listing: Listing,
    /// Which parts each report has.
    parts: Parts,
    /// The list of notes as it is shown, and those chosen in it.
    notes: NoteList,
    /// The finding that is walked on.
    chosen: Option<Chosen>,
    /// What stands in the middle.
    view: View,
    /// Two reports row by row, if that was asked for.
    compared: Option<Compared>,
    /// Which sections of the reports in two panes belong together.
    section_pairs: SectionPairs,
    /// How much each report shares with each other.
    matrix: Arc<Matrix>,
    /// The folder that was ranked last, or is being ranked.
    ranking: Option<Ranking>,
    /// The search that is open.
    search: Option<Search>,
    /// Places to go back to.
    visits: Visits,
    /// How neighbouring panes go together: the link of pane n and pane n + 1, where both show a report.
    links: Vec<Option<Arc<Link>>>,
    /// The panes.
    panes: Panes,
    /// The selected text.
    selection: Option<Selection>,
    /// The text that was selected before in another pane, to be compared with it.
    beside: Option<Selection>,
    /// The two that are compared.
    passages: Option<Passages>,
    /// The reviewer's work; changed through [`Command`]s only.
    review: Review,
    /// Steps that can be taken back, and whether anything is unsaved.
    history: History,
    /// Where the review is kept, once it has a file.
    review_path: Option<PathBuf>,
    /// Why the review must not be written, if so.
    read_only: Option<Message>,
    /// When it was last written in this session.
    saved_at: Option<Time>,
    /// The note that is being written.
    draft: Option<Draft>,
    /// The question that waits for an [`Answer`].
    question: Option<Question>,
    /// What the user is asked to type a path for, because the system offers no file dialog.
    path_prompt: Option<Picker>,
    /// What is said to the user until dismissed.
    notices: Vec<Notice>,
    /// What another run of the program left behind, to be restored or given up.
    left_over: Vec<LeftOver>,
    /// What draws the window, for people; empty where nothing does.
    renderer: String,
    /// Looks and words.
    settings: Settings,
    /// Rises whenever marks change, so that what was computed from them can be kept until then.
    marks_revision: u64,
    /// The notice of what is wrong with the user's profile of parts.
    parts_fault: Option<u64>,
    next_report: u32,
    next_notice: u64,
    next_draft: u64,
    generation: u64,
    /// The comparison whose result is waited for.
    awaited: u64,
    /// That of two selections, likewise.
    awaited_passages: u64,
    analysing: bool,
    collecting: usize,
    /// The write under way, what is to be written after it, and the notice of the last one that failed.
    saving: Option<saving::Saving>,
    save_next: Option<saving::Destination>,
    /// What the write under way writes.
    written: Option<Arc<Review>>,
    failed_save: Option<u64>,
    fingerprint: Option<Fingerprint>,
    keeping: keeping::Keeping,
    /// Files to be shown beside each other once they are read.
    wanted_files: Vec<PathBuf>,
    /// A review that was read and waits until nothing is lost by opening it.
    arrived: Option<(PathBuf, Box<Loaded>)>,
    /// Rises with each review that is opened.
    review_serial: u64,
    /// What the review calls the reports that are read.
    keys: HashMap<ReportId, ReportKey>,
    /// Reports of the review that were taken out of the library.
    closed: HashSet<ReportKey>,
    exporting: exporting::Exporting,
    note_marks: HashMap<ReportId, Vec<NoteMark>>,
    note_places: HashMap<NoteId, Vec<NotePlace>>,
    /// Rises whenever findings change.
    findings_revision: u64,
    /// What the links were made for: what the panes show, and of which findings.
    linked: (Vec<Option<ReportId>>, u64),
    /// For each finding's key the place of its verdict in the review.
    verdicts_by_key: HashMap<String, usize>,
    placements: placements::Placements,
    /// The name of the user on this computer.
    reviewer: String,
}

impl Session {
    /// An empty session for a reviewer of this name.
    #[must_use]
    pub fn new(settings: Settings, reviewer: &str) -> Self {
        Self {
            entries: Vec::new(),
            findings: Findings::default(),
            analysis: None,
            parts: Parts::default(),
            listing: Listing::default(),
            notes: NoteList::default(),
            chosen: None,
            view: View::default(),
            compared: None,
            section_pairs: SectionPairs::default(),
            matrix: Arc::default(),
            ranking: None,
            search: None,
            visits: Visits::default(),
            links: Vec::new(),
            panes: Panes::default(),
            selection: None,
            beside: None,
            passages: None,
            review: Review::new(""),
            history: History::new(),
            review_path: None,
            read_only: None,
            saved_at: None,
            draft: None,
            question: None,
            path_prompt: None,
            notices: Vec::new(),
            left_over: Vec::new(),
            renderer: String::new(),
            settings: settings.in_range(),
            marks_revision: 0,
            parts_fault: None,
            next_report: 0,
            next_notice: 0,
            next_draft: 0,
            generation: 0,
            awaited: 0,
            awaited_passages: 0,
            analysing: false,
            collecting: 0,
            saving: None,
            save_next: None,
            written: None,
            failed_save: None,
            fingerprint: None,
            keeping: keeping::Keeping::default(),
            wanted_files: Vec::new(),
            arrived: None,
            review_serial: 0,
            keys: HashMap::new(),
            closed: HashSet::new(),
            exporting: exporting::Exporting::default(),
            note_marks: HashMap::new(),
            note_places: HashMap::new(),
            findings_revision: 0,
            linked: (Vec::new(), 0),
            verdicts_by_key: HashMap::new(),
            placements: placements::Placements::default(),
            reviewer: reviewer.to_owned(),
        }
    }

    /// Does what the user asked for, as far as that is possible here; what is left to do outside comes back.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        let effects = self.obey(command);
        self.drop_what_is_gone();
        self.with_what_is_to_keep(effects)
    }

    /// Takes in what came of an effect; what is to be done next comes back.
    pub fn absorb(&mut self, outcome: Outcome) -> Vec<Effect> {
        let effects = self.take_in(outcome);
        self.drop_what_is_gone();
        self.with_what_is_to_keep(effects)
    }

    /// What was changed comes first, so that it is on its way before the window closes.
    fn with_what_is_to_keep(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut all = self.keep();
        all.extend(effects);
        all.extend(self.pair_sections());
        all.extend(self.place_notes());
        all
    }

    #[expect(clippy::too_many_lines, reason = "one arm a command; to be split")]
    fn obey(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::OpenFilesDialog => vec![Effect::Pick(Picker::Reports)],
            Command::OpenFolderDialog => vec![Effect::Pick(Picker::Folder)],
            Command::RankFolderDialog => vec![Effect::Pick(Picker::RankFolder)],
            Command::StopRanking => self.stop_ranking(),
            Command::OpenBeside(paths) => self.open_beside(paths),
            Command::OpenReviewDialog => vec![Effect::Pick(Picker::Review)],
            Command::Open(paths) => self.open(paths),
            Command::OpenSamples => {
                self.collecting += 1;
                vec![Effect::UnpackSamples]
            }
            Command::Reread(id, encoding) => self.reread(id, encoding),
            Command::ShowWholePage(id, whole) => self.show_whole_page(id, whole),
            Command::RereadChanged => self.reread_changed(),
            Command::StopReading => self.stop_reading(),
            Command::StopAnalysing => self.stop_analysing(),
            Command::CloseReport(id) => self.close_report(id),
            Command::Show { report, pane } => self.show(report, pane),
            Command::GoTo { report, span } => self.go_to(report, span),
            Command::FocusPane(pane) => self.focus_pane(pane),
            Command::SetPaneCount(count) => self.set_pane_count(count),
            Command::MovePane { from, to } => self.move_pane(from, to),
            Command::ClosePane(pane) => self.close_pane(pane),
            Command::Select(selection) => self.select(selection),
            Command::SelectAll => self.select_all(),
            Command::CompareSelections => self.compare_selections(),
            Command::ClosePassages => self.close_passages(),
            Command::CopySelection => self.selected_text().map(Effect::Copy).into_iter().collect(),
            Command::StepFinding(by) => self.step_finding(by),
            Command::ChooseFinding(finding) => self.choose_finding(finding),
            Command::ChoosePlace { finding, place, pane, at } => self.choose_place(finding, place, pane, at),
            Command::OtherPlace => self.other_place(),
            Command::SetView(view) => self.set_view(view),
            Command::Compare(left, right) => self.compare(left, right),
            Command::StepDifference(by) => self.step_difference(by),
            Command::GoToRow(row) => self.go_to_row(row),
            Command::ShowPair(left, right) => self.show_pair(left, right),
            Command::ShowBeside(places) => self.show_beside(&places),
            Command::OpenSearch => self.open_search(),
            Command::CloseSearch => self.close_search(),
            Command::Search(wanted) => self.look_for(wanted),
            Command::StepHit(by) => self.step_hit(by),
            Command::GoToHit(hit) => self.go_to_hit(hit),
            Command::GoToLine(line) => self.go_to_line(line),
            Command::StepVisit(by) => self.step_visit(by),
            Command::StepSection(by) => self.step_section(by),
            Command::Filter(words) => self.set_filter(words),
            Command::Judge { finding, judgement, reason } => self.judge(finding, judgement, reason),
            Command::JudgeChosen(judgement) => self.judge_chosen(judgement),
            Command::ClearChoice => self.clear_choice(),
            Command::BeginNote => self.begin_note(),
            Command::BeginNoteOn(places) => self.begin_note_on(places),
            Command::EditNote(id) => self.edit_note(&id),
            Command::ChangeDraft(note) => self.change_draft(note),
            Command::CommitNote => self.commit_note(),
            Command::CancelNote => self.cancel_note(),
            Command::DeleteNote(id) => self.delete_note(&id),
            Command::ToggleResolved(id) => self.toggle_resolved(&id),
            Command::GoToNote(id) => self.go_to_note(&id),
            Command::ReattachNote { note, target } => self.reattach_note(&note, target),
            Command::ConfirmNote(id) => self.confirm_note(&id),
            Command::FilterNotes(words) => self.filter_notes(words),
            Command::StepNote(by) => self.step_note(by),
            Command::SortNotes(order) => self.sort_notes(order),
            Command::ListOrphans(only) => self.list_orphans(only),
            Command::ChooseNote(id, how) => self.choose_note(&id, how),
            Command::ChangeNotes(change) => self.change_notes(&change),
            Command::SetSeverity(severity) => self.set_severity(severity),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Save => self.save(),
            Command::SaveAs => vec![self.pick_save_path()],
            Command::Set(settings) => self.set(settings),
            Command::Dismiss(id) => self.dismiss(id),
            Command::Quit => self.quit(),
            Command::TypePath(path) => self.path_typed(path),
            Command::Answer(answer) => self.answer(answer),
            Command::LookForJournals => vec![Effect::FindJournals],
            Command::Restore(journal) => self.restore(journal),
            Command::DiscardJournal(journal) => self.discard_journal(journal),
            Command::ProfileDialog => vec![Effect::Pick(Picker::Profile)],
            Command::MergeDialog => vec![Effect::Pick(Picker::Merge)],
            Command::Merge(path) => vec![Effect::LoadToMerge(path)],
            Command::CopyDiagnostics => {
                let (renderer, settings) = (self.renderer.clone(), self.settings.clone());
                vec![Effect::Diagnose { renderer, settings }]
            }
            Command::LocateDialog => vec![Effect::Pick(Picker::Missing)],
            Command::Locate(folder) => self.locate(folder),
            Command::Export(command) => self.export(command),
        }
    }

    /// The library's line of a report.
    #[must_use]
    pub fn entry(&self, id: ReportId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// A report, if it is read.
    #[must_use]
    pub fn document(&self, id: ReportId) -> Option<&Arc<Document>> {
        self.entry(id).and_then(Entry::document)
    }

    /// Who writes the notes: the name in the settings, or else the one given at the start.
    #[must_use]
    pub fn reviewer(&self) -> &str {
        let chosen = self.settings.reviewer.trim();
        if chosen.is_empty() { &self.reviewer } else { chosen }
    }

    /// The selected text, if any.
    #[must_use]
    pub fn selected_text(&self) -> Option<String> {
        let selection = self.selection?;
        Some(self.document(selection.report)?.text().slice(selection.span).to_owned())
    }

    fn set(&mut self, settings: Settings) -> Vec<Effect> {
        let settings = settings.in_range();
        if settings == self.settings {
            return Vec::new();
        }
        let analysed_anew = settings.is_analysed_otherwise(&self.settings);
        self.settings = settings.clone();
        let mut effects = vec![Effect::KeepSettings(settings)];
        if analysed_anew {
            effects.extend(self.analyse());
        } else {
            self.relist();
        }
        effects
    }

    fn select(&mut self, selection: Option<Selection>) -> Vec<Effect> {
        self.keep_beside(selection.as_ref());
        self.selection = selection.and_then(|selection| {
            let end = self.document(selection.report)?.text().characters();
            let span = Span::new(selection.span.start.min(end), selection.span.end.min(end));
            (!span.is_empty()).then_some(Selection { span, ..selection })
        });
        Vec::new()
    }

    /// Selects the whole report in the pane with the focus.
    fn select_all(&mut self) -> Vec<Effect> {
        let pane = self.panes.focus;
        if let Some(report) = self.panes.focused_report() {
            self.select(Some(Selection { pane, report, span: Span::new(0, usize::MAX) }));
        }
        Vec::new()
    }

    /// Forgets a selection whose text is no longer shown and a choice of a finding that is no longer listed, so that
    /// neither is acted on unseen and every index that is kept can be followed.
    fn drop_what_is_gone(&mut self) {
        let is_shown = |selection: &Selection| {
            let pane = self.panes.list.get(selection.pane);
            let text = self.document(selection.report).map(|document| document.text());
            pane.is_some_and(|pane| pane.report == Some(selection.report))
                && text.is_some_and(|text| selection.span.end <= text.characters())
        };
        let kept = (self.selection.filter(is_shown), self.beside.filter(is_shown));
        (self.selection, self.beside) = kept;
        self.relink();
        let is_listed = |chosen: &Chosen| {
            let places = self.findings.list.get(chosen.finding).map(|finding| finding.places.len());
            let named = self.settings.show_phrases || self.listing.position(chosen.finding).is_some();
            places.is_some_and(|count| {
                let is_phrase = self.findings.list[chosen.finding].kind == MarkKind::Phrase;
                chosen.places.iter().all(|&place| place < count) && (named || !is_phrase)
            })
        };
        if self.chosen.is_some_and(|chosen| !is_listed(&chosen)) {
            self.chosen = None;
            self.marks_revision += 1;
        }
    }
}
