//! Read access to the session's state. Everything else changes it through [`Command`](super::Command)s only.

use std::path::Path;
use std::sync::Arc;

use super::{
    Chosen, Compared, Draft, Entry, Findings, Link, Listing, Matrix, NoteList, Notice, Panes, Parts,
    Passages, Picker, Question, Ranking, Search, SectionPairs, Selection, Session, Settings, View, Visits,
};
use crate::message::Message;
use crate::review::journal::LeftOver;
use crate::review::{History, Review, Time};

impl Session {
    /// Open reports, in the order of opening.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Repeated passages and what the checks found; empty until the analysis is done.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The list of findings as it is shown.
    #[must_use]
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Parts that each report has or lacks.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The list of notes as it is shown, and the notes selected in it.
    #[must_use]
    pub fn notes(&self) -> &NoteList {
        &self.notes
    }

    /// The selected finding.
    #[must_use]
    pub fn chosen(&self) -> Option<Chosen> {
        self.chosen
    }

    /// What the middle of the window shows.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// The comparison of two reports row by row, under way or done.
    #[must_use]
    pub fn compared(&self) -> Option<&Compared> {
        self.compared.as_ref()
    }

    /// Corresponding sections of the reports in two panes.
    #[must_use]
    pub fn section_pairs(&self) -> &SectionPairs {
        &self.section_pairs
    }

    /// Share of text that each report has in common with each other one.
    #[must_use]
    pub fn matrix(&self) -> &Arc<Matrix> {
        &self.matrix
    }

    /// The screening of a folder, under way or done.
    #[must_use]
    pub fn ranking(&self) -> Option<&Ranking> {
        self.ranking.as_ref()
    }

    /// The open search.
    #[must_use]
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// Places to go back and forward to.
    #[must_use]
    pub fn visits(&self) -> &Visits {
        &self.visits
    }

    /// Element `n` links panes `n` and `n + 1`; `None` where one of them shows no report.
    #[must_use]
    pub fn links(&self) -> &[Option<Arc<Link>>] {
        &self.links
    }

    /// The panes in the middle of the window.
    #[must_use]
    pub fn panes(&self) -> &Panes {
        &self.panes
    }

    /// The selected text.
    #[must_use]
    pub fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// The text selected before in another pane, kept to be compared with the selection.
    #[must_use]
    pub fn beside(&self) -> Option<Selection> {
        self.beside
    }

    /// The comparison of two selections.
    #[must_use]
    pub fn passages(&self) -> Option<&Passages> {
        self.passages.as_ref()
    }

    /// The open review.
    #[must_use]
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// Edits that can be undone and redone, and whether any is unsaved.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// File of the review; `None` until it is saved for the first time.
    #[must_use]
    pub fn review_path(&self) -> Option<&Path> {
        self.review_path.as_deref()
    }

    /// The reason why the review must not be written, if there is one.
    #[must_use]
    pub fn read_only(&self) -> Option<&Message> {
        self.read_only.as_ref()
    }

    /// Time of the last save in this session.
    #[must_use]
    pub fn saved_at(&self) -> Option<&Time> {
        self.saved_at.as_ref()
    }

    /// The note in the editor.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// The question that waits for an [`Answer`](super::Answer).
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// The path that the user is asked to type, where the system offers no file dialog.
    #[must_use]
    pub fn path_prompt(&self) -> Option<&Picker> {
        self.path_prompt.as_ref()
    }

    /// Messages that stay on the screen until dismissed.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Journals that another run of the program left behind, to be restored or discarded.
    #[must_use]
    pub fn left_over(&self) -> &[LeftOver] {
        &self.left_over
    }

    /// Name of the renderer that draws the window; empty without one.
    #[must_use]
    pub fn renderer(&self) -> &str {
        &self.renderer
    }

    /// The user's choices.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Incremented whenever marks change; what was computed from them is valid for one revision.
    #[must_use]
    pub fn marks_revision(&self) -> u64 {
        self.marks_revision
    }
}
