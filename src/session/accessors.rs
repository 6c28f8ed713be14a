//! Read access to the session's state. Everything else changes it through [`Command`](super::Command)s only.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use super::analysis::{Findings, Mark, Matrix, Parts, Place};
use super::compare::{Compared, Passages};
use super::ledger::LedgerTable;
use super::library::{Document, Entry, ReportId};
use super::pages::messages::PagesCommand;
use super::panes::{JumpList, Link, Panes, SectionPairs, Selection, View};
use super::review::{Draft, NoteList, NoteMark, NotePlace};
use super::saving::{Question, Safety};
use super::screening::Screening;
use super::search::Search;
use super::settings::Settings;
use super::shell::{Notice, Picker};
use super::work::{Chosen, Listing, Progress};
use crate::message::Message;
use crate::report::PagePicture;
use crate::review::journal::LeftOver;
use crate::review::{History, NoteId, ReportKey, Review, Target, Time};
use crate::text::Span;

impl Session {
    /// Open reports, in the order of opening.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        self.library.entries()
    }

    /// Number of bytes that are kept of scans that were read, once it was measured.
    #[must_use]
    pub fn kept_scans(&self) -> Option<u64> {
        self.shell.kept_scans()
    }

    /// A folder that was opened whose pictures may be the pages of one report, and their number.
    #[must_use]
    pub fn album(&self) -> Option<(&Path, usize)> {
        self.library.album()
    }

    /// The library's entry of a report.
    #[must_use]
    pub fn entry(&self, id: ReportId) -> Option<&Entry> {
        self.library.entry(id)
    }

    /// A report, if it is read.
    #[must_use]
    pub fn document(&self, id: ReportId) -> Option<&Arc<Document>> {
        self.library.document(id)
    }

    /// Short name of a report, the same wherever it is named: place, year, and what else tells it from the other open
    /// reports; its file name until all are read.
    #[must_use]
    pub fn name(&self, id: ReportId) -> &str {
        self.library.name(id)
    }

    /// Short name of a report of the review; its recorded title while it is not open.
    #[must_use]
    pub fn name_of(&self, key: &ReportKey) -> &str {
        match self.review.binding().report(key) {
            Some(report) => self.library.name(report),
            None => self.review().report(key).map_or("", |report| &report.title),
        }
    }

    /// Number of a report in the library, from 1: what `report:2` of a filter means.
    #[must_use]
    pub fn number(&self, id: ReportId) -> Option<usize> {
        self.library.position(id).map(|at| at + 1)
    }

    /// A page of a report as it looks: in the wanted size, else in another until that is drawn. `None` if it was not drawn
    /// yet.
    #[must_use]
    pub fn page_picture(&self, wanted: PagesCommand) -> Option<&Result<Arc<PagePicture>, Message>> {
        self.pages.page(self.library.document(wanted.report)?, wanted)
    }

    /// Whether a page is still to be asked for: it was not drawn in this size, and none is being drawn.
    #[must_use]
    pub fn wants_page(&self, wanted: PagesCommand) -> bool {
        let document = self.library.document(wanted.report);
        !self.pages.is_waiting() && document.is_some_and(|document| !self.pages.has(document, wanted))
    }

    /// Repeated passages and findings of checks; empty until the analysis is done.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        self.analysis.findings()
    }

    /// Parts that each report has or lacks.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        self.analysis.parts()
    }

    /// Share of text that each report has in common with each other one.
    #[must_use]
    pub fn matrix(&self) -> &Arc<Matrix> {
        self.analysis.matrix()
    }

    /// The list of findings as it is shown.
    #[must_use]
    pub fn listing(&self) -> &Listing {
        self.work.listing()
    }

    /// Index of the selected row in the tree of cases.
    #[must_use]
    pub fn cursor(&self) -> Option<usize> {
        self.work.cursor()
    }

    /// Whether a row of the tree of cases is selected.
    #[must_use]
    pub fn is_row_selected(&self, node: usize) -> bool {
        self.work.is_selected(node)
    }

    /// The findings that a verdict goes to now: the selected parts, and the open parts of selected cases.
    #[must_use]
    pub fn targets(&self) -> Vec<usize> {
        self.work.targets(&self.findings().tree)
    }

    /// The reason to propose for an exclusion: the one given last, or else that of the last rule.
    #[must_use]
    pub fn last_reason(&self) -> &str {
        let rule = || self.review().exclusions.last().map_or("", |rule| rule.reason.as_str());
        Some(self.work.last_reason()).filter(|reason| !reason.is_empty()).unwrap_or_else(rule)
    }

    /// How far the review of one report is: the parts with a place in it.
    #[must_use]
    pub fn progress_of(&self, report: ReportId) -> Progress {
        self.work.progress_of(report)
    }

    /// The selected finding.
    #[must_use]
    pub fn chosen(&self) -> Option<Chosen> {
        self.work.chosen()
    }

    /// Whether a mark is shown: marks of its kind are, or it belongs to the selected finding.
    #[must_use]
    pub fn shows(&self, mark: &Mark) -> bool {
        self.settings().shows_marks(mark.kind)
            || self.chosen().is_some_and(|chosen| chosen.finding == mark.finding)
    }

    /// The view in the middle of the window.
    #[must_use]
    pub fn view(&self) -> View {
        self.panes.view()
    }

    /// The panes in the middle of the window.
    #[must_use]
    pub fn panes(&self) -> &Panes {
        self.panes.panes()
    }

    /// Element `n` links panes `n` and `n + 1`; `None` where one of them shows no report.
    #[must_use]
    pub fn links(&self) -> &[Option<Arc<Link>>] {
        self.panes.links()
    }

    /// Corresponding sections of the reports in two panes.
    #[must_use]
    pub fn section_pairs(&self) -> &SectionPairs {
        self.panes.section_pairs()
    }

    /// Visited places, to go back and forward.
    #[must_use]
    pub fn jump_list(&self) -> &JumpList {
        self.panes.jump_list()
    }

    /// The selected text span.
    #[must_use]
    pub fn selection(&self) -> Option<Selection> {
        self.panes.selection()
    }

    /// The text selected before in another pane, kept to be compared with the selection.
    #[must_use]
    pub fn beside(&self) -> Option<Selection> {
        self.panes.beside()
    }

    /// The two selections that can be compared, from left to right.
    #[must_use]
    pub fn selections_to_compare(&self) -> Option<[Selection; 2]> {
        self.panes.selections()
    }

    /// The selected text.
    #[must_use]
    pub fn selected_text(&self) -> Option<String> {
        self.panes.selected_text(&self.library)
    }

    /// The comparison of two reports row by row, under way or done.
    #[must_use]
    pub fn compared(&self) -> Option<&Compared> {
        self.compare.reports()
    }

    /// Whether there are two reports to compare.
    #[must_use]
    pub fn can_compare(&self) -> bool {
        self.pair_to_compare().is_some()
    }

    /// The comparison of two selections.
    #[must_use]
    pub fn passages(&self) -> Option<&Passages> {
        self.compare.selections()
    }

    /// The screening of a folder, under way or done.
    #[must_use]
    pub fn screening(&self) -> Option<&Screening> {
        self.screening.latest()
    }

    /// The ledger of figures of the open reports; `None` until its view was shown and it was made.
    #[must_use]
    pub fn ledger(&self) -> Option<&Arc<LedgerTable>> {
        self.ledger.table()
    }

    /// Whether the ledger of figures is being made.
    #[must_use]
    pub fn ledger_is_waiting(&self) -> bool {
        self.ledger.is_waiting() || self.library.is_busy()
    }

    /// The open search.
    #[must_use]
    pub fn search(&self) -> Option<&Search> {
        self.search.open()
    }

    /// Hits of the search in a report, and the index of the first of them.
    #[must_use]
    pub fn hits(&self, report: ReportId) -> (usize, &[Place]) {
        self.search.open().map_or((0, &[]), |search| search.hits_in(report))
    }

    /// The open review.
    #[must_use]
    pub fn review(&self) -> &Review {
        self.review.review()
    }

    /// Edits that can be undone and redone, and whether any is unsaved.
    #[must_use]
    pub fn history(&self) -> &History {
        self.review.history()
    }

    /// The list of notes as it is shown, and the notes selected in it.
    #[must_use]
    pub fn notes(&self) -> &NoteList {
        self.review.list()
    }

    /// Marks of the notes in a report, sorted by start.
    #[must_use]
    pub fn note_marks(&self, report: ReportId) -> &[NoteMark] {
        self.review.marks(report)
    }

    /// The place of each target of a note.
    #[must_use]
    pub fn note_places(&self, note: &NoteId) -> &[NotePlace] {
        self.review.places_of(note)
    }

    /// The note in the editor.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        self.review.draft()
    }

    /// The places in open reports of the note in the editor.
    #[must_use]
    pub fn draft_places(&self) -> Vec<Place> {
        let Some(draft) = self.review.draft() else { return Vec::new() };
        let known = self.review.open_places(&draft.note.id);
        if !known.is_empty() {
            return known;
        }
        let keyed = |target: &Target| {
            let of = |entry: &&Entry| self.key_of(entry.id) == Some(&target.report);
            let entry = self.library.entries().iter().find(of)?;
            Some(Place { report: entry.id, span: Span::new(target.start, target.end) })
        };
        draft.note.targets.iter().filter_map(keyed).collect()
    }

    /// Whether closing now would lose something.
    #[must_use]
    pub fn has_unsaved_work(&self) -> bool {
        self.review.has_unsaved_work()
    }

    /// File of the review; `None` until it is saved for the first time.
    #[must_use]
    pub fn review_path(&self) -> Option<&Path> {
        self.saving.path()
    }

    /// The reason why the review must not be written, if there is one.
    #[must_use]
    pub fn read_only(&self) -> Option<&Message> {
        self.saving.read_only()
    }

    /// Time of the last save in this session.
    #[must_use]
    pub fn saved_at(&self) -> Option<&Time> {
        self.saving.saved_at()
    }

    /// Safety of the work.
    #[must_use]
    pub fn safety(&self) -> Safety {
        self.saving.safety(&self.review)
    }

    /// The question that waits for an [`Answer`](super::Answer).
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.saving.question()
    }

    /// Journals that another run of the program left behind, to be restored or discarded.
    #[must_use]
    pub fn left_over(&self) -> &[LeftOver] {
        self.saving.left_over()
    }

    /// Existing files that an export would replace, if it waits for an answer.
    #[must_use]
    pub fn export_in_the_way(&self) -> Option<&[PathBuf]> {
        self.export.in_the_way()
    }

    /// The path that the user is asked to type, where the system offers no file dialog.
    #[must_use]
    pub fn path_prompt(&self) -> Option<&Picker> {
        self.shell.path_prompt()
    }

    /// Messages that stay on the screen until dismissed.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        self.shell.notices()
    }

    /// Name of the renderer that draws the window; empty without one.
    #[must_use]
    pub fn renderer(&self) -> &str {
        self.shell.renderer()
    }

    /// The user's choices.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.settings.get()
    }

    /// The author of new notes: the name in the settings, or else the user's name on this computer.
    #[must_use]
    pub fn reviewer(&self) -> &str {
        let chosen = self.settings().reviewer.trim();
        if chosen.is_empty() { self.shell.user() } else { chosen }
    }

    /// Revision of the marks; values computed from marks are valid for one revision.
    #[must_use]
    pub fn marks_revision(&self) -> u64 {
        self.library.revision()
            + self.analysis.revision()
            + self.work.revision()
            + self.panes.revision()
            + self.search.revision()
            + self.settings.revision()
    }

    /// Number of notes and findings processed one by one to keep lists up to date. For tests: the increase caused by a
    /// command must not grow with the number of open reports and notes.
    #[must_use]
    pub fn visited(&self) -> u64 {
        self.review.visited() + self.work.visited()
    }
}
