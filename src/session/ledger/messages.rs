//! Commands, effects and outcomes about the ledger of figures.

use std::sync::Arc;

use super::table::{LedgerTable, ledger_table};
use crate::figures::Subject;
use crate::review::{LedgerRule, ReportKey};
use crate::session::library::{Document, ReportId};
use crate::session::request::Ticket;
use crate::task::{Cancel, Cancelled};

/// Decisions about rows of the ledger. Reports of a [`Subject`] are columns of the present table.
#[derive(Clone, Debug)]
pub enum LedgerCommand {
    /// These figures are one row; each element has the wordings of a row.
    Join(Vec<Vec<Subject>>),
    /// Takes these figures out of their row.
    Part(Vec<Subject>),
    /// Names the row with these wordings; an empty name gives it back its own.
    Rename(Vec<Subject>, String),
    /// Hides the rows of these figures.
    Hide(Vec<Subject>),
    /// Shows the rows of these figures again.
    Show(Vec<Subject>),
    /// Words that name one thing; the first stands for all.
    Synonyms(Vec<String>),
    /// Takes back the decision with this id.
    TakeBack(String),
}

/// Work that the ledger asks for: extract and join the figures of all open reports. Supersedes the request before.
#[derive(Clone, Debug)]
pub struct LedgerEffect {
    /// Returned with the result.
    pub ticket: Ticket,
    /// The reports, in the order of the library.
    pub documents: Vec<(ReportId, Arc<Document>)>,
    /// The review's keys of the reports.
    pub keys: Vec<Option<ReportKey>>,
    /// The review's decisions about rows.
    pub rules: Vec<LedgerRule>,
}

impl LedgerEffect {
    /// Makes the table, on a worker.
    ///
    /// # Errors
    /// The token was cancelled.
    pub fn table(&self, cancel: &Cancel) -> Result<LedgerTable, Cancelled> {
        let decisions = |columns: &[usize]| {
            let key = |&column: &usize| self.keys.get(column).and_then(Option::as_ref);
            LedgerRule::decisions(&self.rules, &columns.iter().map(key).collect::<Vec<_>>())
        };
        ledger_table(&self.documents, decisions, cancel)
    }
}

/// The ledger of the open reports.
#[derive(Debug)]
pub struct LedgerOutcome {
    /// The ticket of the request.
    pub ticket: Ticket,
    /// The figures and their rows.
    pub table: Arc<LedgerTable>,
}
