//! The ledger's request and what it was made for.

use std::sync::Arc;

use super::table::LedgerTable;
use crate::review::{LedgerRule, ReportKey};
use crate::session::library::ReportId;
use crate::session::request::Request;

/// The ledger of the open reports, once its view was shown.
#[derive(Debug, Default)]
pub(in crate::session) struct LedgerState {
    /// The reports that were requested, each with the address of the text that was read.
    pub(super) of: Vec<(ReportId, usize)>,
    /// Their keys in the review, where it has decisions about rows.
    pub(super) keys: Vec<Option<ReportKey>>,
    pub(super) rules: Vec<LedgerRule>,
    pub(super) request: Request<Arc<LedgerTable>>,
    /// The table of the same reports before the last decision, shown until the new one is there.
    pub(super) before: Option<Arc<LedgerTable>>,
}

impl LedgerState {
    /// The table, once it is there.
    pub(in crate::session) fn table(&self) -> Option<&Arc<LedgerTable>> {
        self.request.result().or(self.before.as_ref())
    }

    /// Whether the table is being made.
    pub(in crate::session) fn is_waiting(&self) -> bool {
        self.request.is_waiting()
    }
}
