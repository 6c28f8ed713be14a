//! Requesting the ledger when its view is shown and reports have been opened, closed or read again.

use std::sync::Arc;

use super::messages::{LedgerEffect, LedgerOutcome};
use super::model::LedgerState;
use crate::session::context::Context;
use crate::session::library::{Document, Library, ReportId};

impl LedgerState {
    /// Requests the table of the reports that are read, unless it was requested already. Waits until none is being read,
    /// so that opening a folder makes one request.
    pub(in crate::session) fn update(&mut self, library: &Library, cx: &mut Context) {
        if library.is_busy() {
            return;
        }
        let documents: Vec<(ReportId, Arc<Document>)> =
            library.documents().map(|(id, document)| (id, Arc::clone(document))).collect();
        let of: Vec<(ReportId, usize)> =
            documents.iter().map(|(id, document)| (*id, Arc::as_ptr(document) as usize)).collect();
        if of == self.of {
            return;
        }
        self.of = of;
        let ticket = self.request.start();
        cx.push(LedgerEffect { ticket, documents });
    }

    /// Stores the table, unless the request was superseded.
    pub(in crate::session) fn receive(&mut self, outcome: LedgerOutcome) {
        self.request.receive(outcome.ticket, outcome.table);
    }
}
