//! Work outside of the session: the sum of the components' effects. `jobs` performs each and returns an `Outcome`.

use super::analysis::messages::AnalysisEffect;
use super::compare::messages::CompareEffect;
use super::export::messages::ExportEffect;
use super::ledger::messages::LedgerEffect;
use super::library::messages::LibraryEffect;
use super::pages::messages::PagesEffect;
use super::panes::messages::PaneEffect;
use super::review::messages::ReviewEffect;
use super::saving::messages::SavingEffect;
use super::screening::messages::ScreeningEffect;
use super::search::messages::SearchEffect;
use super::shell::messages::ShellEffect;
use super::sum::sum;

sum! {
    /// Work to do outside of the session.
    #[derive(Clone, Debug)]
    #[expect(clippy::large_enum_variant, reason = "effects are few, and each is moved once")]
    pub enum Effect {
        /// Files of reports.
        Library(LibraryEffect),
        /// The analysis of the open reports.
        Analysis(AnalysisEffect),
        /// Corresponding sections.
        Panes(PaneEffect),
        /// Pages of reports as they look.
        Pages(PagesEffect),
        /// Places of notes.
        Review(ReviewEffect),
        /// The review's file and its journal.
        Saving(SavingEffect),
        /// Comparisons.
        Compare(CompareEffect),
        /// The search.
        Search(SearchEffect),
        /// The screening of a folder.
        Screening(ScreeningEffect),
        /// The ledger of figures.
        Ledger(LedgerEffect),
        /// Exports.
        Export(ExportEffect),
        /// The window and the system.
        Shell(ShellEffect),
    }
}
