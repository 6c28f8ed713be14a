//! The application without a screen: a [`Command`] goes in, [`Effect`]s come out, and the result of each comes back as an
//! [`Outcome`]. Nothing here waits, reads or draws, so that a test can replay a whole sitting as a script.
//!
//! The state belongs to components, each with its values (`model`), its changes (`update`) and its own commands,
//! effects and outcomes (`messages`). This file dispatches; `rules` contains the consequences of a change of one
//! component for the others.

mod accessors;
mod activity;
mod analysis;
mod command;
mod compare;
mod context;
mod effect;
mod export;
mod ledger;
mod library;
mod outcome;
mod pages;
mod panes;
mod query;
mod request;
mod review;
mod rules;
mod saving;
mod screening;
mod search;
mod settings;
mod shell;
mod sum;
mod work;

pub use crate::checks::{
    About as CheckAbout, Group as CheckGroup, PartState, Status as PartStatus, all as all_checks,
};
pub use crate::duplicates::{Phrases, Shares};
pub use crate::export::{Format as ExportFormat, Which as ExportedFindings, rule_words, verdict_subject};
pub use crate::finding::Severity as CheckSeverity;
pub use crate::pairs::PairKind;
pub use activity::Activity;
pub use analysis::messages::{AnalysisCommand, AnalysisEffect, AnalysisOutcome};
pub use analysis::{
    Analysis, Checked, Figures, Finding, Findings, MATRIX_REPORTS, Mark, MarkKind, Matrix, Node, NodeKey,
    Parts, Place, ProfileChoice, Subject, Task, Tree, analyse, from_first_word,
};
pub use command::Command;
pub use compare::messages::{CompareCommand, CompareEffect, CompareOutcome};
pub use compare::{Compared, Passage, Passages, compare_rows};
pub use effect::Effect;
pub use export::messages::{ExportCommand, ExportEffect, ExportEnd, ExportOutcome};
pub use export::{ComparisonExport, Export, ExportPlace, ExportPreview, WordFile, gather_export};
pub use ledger::messages::{LedgerCommand, LedgerEffect, LedgerOutcome};
pub use ledger::{LedgerColumn, LedgerTable, ledger_table};
pub use library::messages::{LibraryCommand, LibraryEffect, LibraryOutcome};
pub use library::{Document, Entry, EntryState, Found, ReportId, one_line};
pub use outcome::Outcome;
pub use pages::messages::{PagesCommand, PagesEffect, PagesOutcome};
pub use panes::messages::{PaneCommand, PaneEffect, PaneOutcome};
pub use panes::{
    JumpList, Link, MAX_PANES, PairDifference, Pane, Panes, PlacePair, Reveal, SectionPair, SectionPairs,
    Selection, ToDiffer, View, section_pairs,
};
pub use request::{Request, Ticket};
pub use review::messages::{ReviewCommand, ReviewEffect, ReviewOutcome};
pub use review::{Choose, Displaced, Draft, NoteChange, NoteList, NoteMark, NoteOrder, NotePlace};
pub use rules::corrected;
pub use saving::messages::{SavingCommand, SavingEffect, SavingOutcome};
pub use saving::{Answer, Question, Restored, Safety, TakeBack, Write};
pub use screening::messages::{ScreeningCommand, ScreeningEffect, ScreeningOutcome};
pub use screening::{Screened, Screening};
pub use search::messages::{SearchCommand, SearchEffect, SearchOutcome};
pub use search::{Hits, MAX_HITS, Search, Wanted, find};
pub use settings::messages::{SettingsCommand, Switch};
pub use settings::{CaseOrder, ExportChoices, LeftAt, LibraryOrder, Settings, Theme, WindowPlace};
pub use shell::messages::{ShellCommand, ShellEffect, ShellOutcome};
pub use shell::{Notice, NoticeKind, Picker, Picture, WritePicture};
pub use work::messages::WorkCommand;
pub use work::{Chosen, ListRow, Listing, Progress, Rung, Spot, Tally};

use context::Context;

/// Everything the window shows, apart from scroll positions and text that is being typed.
pub struct Session {
    library: library::Library,
    analysis: analysis::AnalysisState,
    panes: panes::PanesState,
    pages: pages::PagesState,
    work: work::WorkList,
    review: review::ReviewState,
    saving: saving::SavingState,
    compare: compare::CompareState,
    search: search::SearchState,
    screening: screening::ScreeningState,
    ledger: ledger::LedgerState,
    export: export::ExportState,
    settings: settings::SettingsState,
    shell: shell::Shell,
    returning: rules::Returning,
    correcting: rules::Correcting,
}

impl Session {
    /// An empty session for a user with this name on the computer.
    #[must_use]
    pub fn new(settings: Settings, user: &str) -> Self {
        Self {
            library: library::Library::default(),
            analysis: analysis::AnalysisState::default(),
            panes: panes::PanesState::default(),
            pages: pages::PagesState::default(),
            work: work::WorkList::default(),
            review: review::ReviewState::default(),
            saving: saving::SavingState::default(),
            compare: compare::CompareState::default(),
            search: search::SearchState::default(),
            screening: screening::ScreeningState::default(),
            ledger: ledger::LedgerState::default(),
            export: export::ExportState::default(),
            settings: settings::SettingsState::new(settings),
            shell: shell::Shell::new(user),
            returning: rules::Returning::default(),
            correcting: rules::Correcting::default(),
        }
    }

    /// Carries out a command; returns the work to do outside.
    pub fn apply(&mut self, command: impl Into<Command>) -> Vec<Effect> {
        let command = command.into();
        self.run(|session, cx| session.dispatch(command, cx))
    }

    /// Handles the result of an effect; returns the work to do next.
    pub fn absorb(&mut self, outcome: impl Into<Outcome>) -> Vec<Effect> {
        let outcome = outcome.into();
        self.run(|session, cx| session.handle_outcome(outcome, cx))
    }

    fn run(&mut self, change: impl FnOnce(&mut Self, &mut Context)) -> Vec<Effect> {
        let mut cx = Context::new(self.shell.take_notices());
        change(self, &mut cx);
        self.follow_corrections(&mut cx);
        self.follow_set_phrases(&mut cx);
        self.clear_stale_references();
        self.add_background_effects(&mut cx);
        let (effects, notices) = cx.finish();
        self.shell.put_notices(notices);
        effects
    }

    fn dispatch(&mut self, command: Command, cx: &mut Context) {
        match command {
            Command::Library(command) => self.apply_library(command, cx),
            Command::Analysis(AnalysisCommand::Stop) => self.stop_analysis(cx),
            Command::Panes(command) => self.apply_panes(command, cx),
            Command::Pages(command) => self.pages.ask(command, &self.library, cx),
            Command::Work(command) => self.apply_work(command, cx),
            Command::Review(command) => self.apply_review(command, cx),
            Command::Saving(command) => self.apply_saving(command, cx),
            Command::Compare(command) => self.apply_compare(command, cx),
            Command::Search(command) => self.apply_search(command, cx),
            Command::Screening(command) => self.apply_screening(command, cx),
            Command::Ledger(command) => self.apply_ledger(command, cx),
            Command::Export(command) => self.apply_export(command, cx),
            Command::Settings(command) => {
                let changed = self.settings.apply(command, cx);
                self.settings_changed(changed, cx);
            }
            Command::Shell(command) => self.apply_shell(command, cx),
        }
    }

    fn handle_outcome(&mut self, outcome: Outcome, cx: &mut Context) {
        match outcome {
            Outcome::Library(outcome) => self.handle_library(outcome, cx),
            Outcome::Analysis(outcome) => {
                if self.analysis.receive(outcome, &self.library, cx) {
                    self.follow_judged(cx);
                    self.relist();
                    self.return_choice(cx);
                    self.say_lost_verdicts(cx);
                }
            }
            Outcome::Panes(outcome) => self.panes.receive(outcome),
            Outcome::Pages(outcome) => self.pages.receive(outcome, &self.library),
            Outcome::Review(outcome) => self.handle_review(outcome),
            Outcome::Saving(outcome) => self.handle_saving(outcome, cx),
            Outcome::Compare(outcome) => self.handle_compare(outcome),
            Outcome::Search(outcome) => self.search.receive(outcome),
            Outcome::Screening(outcome) => self.screening.receive(outcome),
            Outcome::Ledger(outcome) => self.ledger.receive(outcome),
            Outcome::Export(outcome) => self.export.receive(outcome, cx),
            Outcome::Shell(outcome) => self.handle_shell(outcome, cx),
        }
    }

    /// Drops selections whose text is no longer shown and a selected finding that is no longer listed, so that no
    /// command acts on hidden items and every stored index is valid.
    fn clear_stale_references(&mut self) {
        self.panes.refresh(&self.library, self.analysis.findings(), self.analysis.revision());
        self.work.refresh(self.analysis.findings(), self.settings.get());
    }

    /// Adds the work in the background: the journal first, so that it is on its way before the window closes.
    fn add_background_effects(&mut self, cx: &mut Context) {
        cx.prepend(|cx| self.saving.log(&mut self.review, self.settings.get(), cx));
        self.panes.pair_sections(&self.library, cx);
        self.request_differences(cx);
        if self.panes.view() == View::Ledger {
            self.ledger.update(&self.library, &self.review, cx);
        }
        self.review.request_placements(cx);
    }
}
