//! The map between open reports and the review's keys.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use crate::review::ReportKey;
use crate::session::library::ReportId;

/// The review's key of each open report.
#[derive(Debug, Default)]
pub(in crate::session) struct Binding {
    keys: HashMap<ReportId, ReportKey>,
    reports: HashMap<ReportKey, ReportId>,
    /// Reports of the review that were closed.
    closed: HashSet<ReportKey>,
    /// The first report of the review at each path; `None` after the reports were edited.
    pub(super) by_path: Option<HashMap<PathBuf, ReportKey>>,
}

impl Binding {
    /// The review's key of an open report.
    pub(in crate::session) fn key(&self, report: ReportId) -> Option<&ReportKey> {
        self.keys.get(&report)
    }

    /// The open report with this key.
    pub(in crate::session) fn report(&self, key: &ReportKey) -> Option<ReportId> {
        self.reports.get(key).copied()
    }

    /// Whether a report of the review was closed.
    pub(in crate::session) fn is_closed(&self, key: &ReportKey) -> bool {
        self.closed.contains(key)
    }

    /// The reports of the review were edited.
    pub(super) fn reports_edited(&mut self) {
        self.by_path = None;
    }

    /// Binds a key, and unbinds it from a report that had it: a path takes precedence over equal content.
    pub(super) fn bind(&mut self, id: ReportId, key: &ReportKey) {
        if let Some(before) = self.reports.insert(key.clone(), id)
            && before != id
        {
            self.keys.remove(&before);
        }
        self.closed.remove(key);
        if let Some(before) = self.keys.insert(id, key.clone())
            && before != *key
        {
            self.reports.remove(&before);
        }
    }

    /// Removes the key of a report that was closed.
    pub(super) fn unbind(&mut self, id: ReportId) -> Option<ReportKey> {
        let key = self.keys.remove(&id)?;
        self.reports.remove(&key);
        self.closed.insert(key.clone());
        Some(key)
    }

    /// Removes all keys; returns those of the reports that were open.
    pub(super) fn clear(&mut self) -> HashMap<ReportId, ReportKey> {
        self.reports.clear();
        self.closed.clear();
        self.by_path = None;
        std::mem::take(&mut self.keys)
    }
}
