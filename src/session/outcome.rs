//! Results of effects: the sum of the components' outcomes. A result of a superseded request is dropped.

use super::analysis::messages::AnalysisOutcome;
use super::compare::messages::CompareOutcome;
use super::export::messages::ExportOutcome;
use super::ledger::messages::LedgerOutcome;
use super::library::messages::LibraryOutcome;
use super::pages::messages::PagesOutcome;
use super::panes::messages::PaneOutcome;
use super::review::messages::ReviewOutcome;
use super::saving::messages::SavingOutcome;
use super::screening::messages::ScreeningOutcome;
use super::search::messages::SearchOutcome;
use super::shell::messages::ShellOutcome;
use super::sum::sum;

sum! {
    /// The result of an effect.
    #[derive(Debug)]
    pub enum Outcome {
        /// Files of reports.
        Library(LibraryOutcome),
        /// The analysis of the open reports.
        Analysis(AnalysisOutcome),
        /// Corresponding sections.
        Panes(PaneOutcome),
        /// Pages of reports as they look.
        Pages(PagesOutcome),
        /// Places of notes.
        Review(ReviewOutcome),
        /// The review's file and its journal.
        Saving(SavingOutcome),
        /// Comparisons.
        Compare(CompareOutcome),
        /// The search.
        Search(SearchOutcome),
        /// The screening of a folder.
        Screening(ScreeningOutcome),
        /// The ledger of figures.
        Ledger(LedgerOutcome),
        /// Exports.
        Export(ExportOutcome),
        /// The window and the system.
        Shell(ShellOutcome),
    }
}
