//! Commands of the user: the sum of the components' commands.

use super::analysis::messages::AnalysisCommand;
use super::compare::messages::CompareCommand;
use super::export::messages::ExportCommand;
use super::ledger::messages::LedgerCommand;
use super::library::messages::LibraryCommand;
use super::pages::messages::PagesCommand;
use super::panes::messages::PaneCommand;
use super::review::messages::ReviewCommand;
use super::saving::messages::SavingCommand;
use super::screening::messages::ScreeningCommand;
use super::search::messages::SearchCommand;
use super::settings::messages::SettingsCommand;
use super::shell::messages::ShellCommand;
use super::sum::sum;
use super::work::messages::WorkCommand;

sum! {
    /// A command of the user, as given by menus, keys, buttons and the scripts of tests.
    #[derive(Clone, Debug)]
    pub enum Command {
        /// About the open reports.
        Library(LibraryCommand),
        /// About the analysis of the open reports.
        Analysis(AnalysisCommand),
        /// About the panes.
        Panes(PaneCommand),
        /// Pages of reports as they look.
        Pages(PagesCommand),
        /// About the list of findings.
        Work(WorkCommand),
        /// About notes and the history of edits.
        Review(ReviewCommand),
        /// About the review's file.
        Saving(SavingCommand),
        /// About comparisons.
        Compare(CompareCommand),
        /// About the search.
        Search(SearchCommand),
        /// About the screening of a folder.
        Screening(ScreeningCommand),
        /// About the rows of the ledger of figures.
        Ledger(LedgerCommand),
        /// About exports.
        Export(ExportCommand),
        /// About the user's choices.
        Settings(SettingsCommand),
        /// About the window itself.
        Shell(ShellCommand),
    }
}
