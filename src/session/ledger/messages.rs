//! Effects and outcomes about the ledger of figures.

use std::sync::Arc;

use super::table::LedgerTable;
use crate::session::library::{Document, ReportId};
use crate::session::request::Ticket;

/// Work that the ledger asks for: extract and join the figures of all open reports. Supersedes the request before.
#[derive(Clone, Debug)]
pub struct LedgerEffect {
    /// Returned with the result.
    pub ticket: Ticket,
    /// The reports, in the order of the library.
    pub documents: Vec<(ReportId, Arc<Document>)>,
}

/// The ledger of the open reports.
#[derive(Debug)]
pub struct LedgerOutcome {
    /// The ticket of the request.
    pub ticket: Ticket,
    /// The figures and their rows.
    pub table: Arc<LedgerTable>,
}
