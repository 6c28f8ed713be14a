//! The ledger's request and the reports that it was made for.

use std::sync::Arc;

use super::table::LedgerTable;
use crate::session::library::ReportId;
use crate::session::request::Request;

/// The ledger of the open reports, once its view was shown.
#[derive(Debug, Default)]
pub(in crate::session) struct LedgerState {
    /// The reports that were requested, each with the address of the text that was read.
    pub(super) of: Vec<(ReportId, usize)>,
    pub(super) request: Request<Arc<LedgerTable>>,
}

impl LedgerState {
    /// The table, once it is there.
    pub(in crate::session) fn table(&self) -> Option<&Arc<LedgerTable>> {
        self.request.result()
    }

    /// Whether the table is being made.
    pub(in crate::session) fn is_waiting(&self) -> bool {
        self.request.is_waiting()
    }
}
