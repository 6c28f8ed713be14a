//! Requesting the ledger when its view is shown and reports or decisions about rows have changed.

use std::sync::Arc;

use super::messages::{LedgerEffect, LedgerOutcome};
use super::model::LedgerState;
use crate::session::context::Context;
use crate::session::library::{Document, Library, ReportId};
use crate::session::review::ReviewState;

impl LedgerState {
    /// Requests the table of the reports that are read, unless it was requested already. Waits until none is being read,
    /// so that opening a folder makes one request.
    pub(in crate::session) fn update(&mut self, library: &Library, review: &ReviewState, cx: &mut Context) {
        if library.is_busy() {
            return;
        }
        let documents: Vec<(ReportId, Arc<Document>)> =
            library.documents().map(|(id, document)| (id, Arc::clone(document))).collect();
        let of: Vec<(ReportId, usize)> =
            documents.iter().map(|(id, document)| (*id, Arc::as_ptr(document) as usize)).collect();
        let rules = &review.review().ledger;
        let key = |(id, _): &(ReportId, usize)| review.binding().key(*id).cloned();
        let keys = if rules.is_empty() { Vec::new() } else { of.iter().map(key).collect() };
        if of == self.of && *rules == self.rules && keys == self.keys {
            return;
        }
        self.before = self.table().filter(|_| of == self.of).cloned();
        (self.of, self.rules, self.keys) = (of, rules.clone(), keys.clone());
        let ticket = self.request.start();
        cx.push(LedgerEffect { ticket, documents, keys, rules: rules.clone() });
    }

    /// Stores the table, unless the request was superseded.
    pub(in crate::session) fn receive(&mut self, outcome: LedgerOutcome) {
        if self.request.receive(outcome.ticket, outcome.table) {
            self.before = None;
        }
    }
}
