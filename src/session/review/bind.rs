//! Binds open reports to the review's keys. Opening and closing reports changes the review, but is not an edit: it is not
//! undone and does not have to be saved.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::model::ReviewState;
use crate::review::{Edit, ReportEntry, ReportKey};
use crate::session::library::{Entry, Library, ReportId};

impl ReviewState {
    /// Removes all keys, because another review is opened; returns those of the reports that were open.
    pub(in crate::session) fn clear_binding(&mut self) -> HashMap<ReportId, ReportKey> {
        self.binding.clear()
    }

    /// Binds a report that is read, if the review has a report at its path.
    pub(in crate::session) fn bind_by_path(&mut self, id: ReportId, library: &Library) {
        let Some(entry) = library.entry(id).filter(|entry| entry.document().is_some()) else { return };
        let review = &self.review;
        let by_path = self.binding.by_path.get_or_insert_with(|| {
            let mut by_path = HashMap::with_capacity(review.reports.len());
            for report in &review.reports {
                by_path.entry(report.path.clone()).or_insert_with(|| report.id.clone());
            }
            by_path
        });
        let key = entry.paths().find_map(|path| by_path.get(path)).cloned();
        if let Some(key) = key {
            self.binding.bind(id, &key);
        }
        self.place_report(id, library);
    }

    /// The review's key of a report; `None` while it is not read. A report without a key gets that of a report with the
    /// same content whose file is not open, and so was moved, or else a new one. Returns the path that the file was
    /// moved from.
    pub(in crate::session) fn bind(
        &mut self,
        id: ReportId,
        library: &Library,
    ) -> Option<(ReportKey, Option<PathBuf>)> {
        if let Some(key) = self.binding.key(id) {
            return Some((key.clone(), None));
        }
        let entry = library.entry(id)?;
        let (path, document) = (entry.path.clone(), entry.document()?.clone());
        let sha256 = &document.report.sha256;
        // A file that can no longer be read does not hold its key against a file with equal content.
        let is_free = |report: &ReportEntry| {
            let holder = self.binding.report(&report.id).and_then(|id| library.entry(id));
            holder.is_none_or(Entry::is_failed)
        };
        let moved = self.review.reports.iter().find(|r| r.sha256 == *sha256 && is_free(r)).cloned();
        let (key, edit, from) = if let Some(report) = moved {
            let from = report.path.clone();
            (report.id.clone(), Edit::ReplaceReport(ReportEntry { path, ..report }), Some(from))
        } else {
            let characters = document.text().characters();
            let key = self.review.next_report_key();
            (key, self.review.add_report(path, &document.title, sha256, characters), None)
        };
        edit.apply(&mut self.review).expect("the key is in use or free, as the edit needs it");
        self.binding.reports_edited();
        self.binding.bind(id, &key);
        Some((key, from))
    }

    /// Removes the key of a report that was closed. The review keeps the report as long as notes refer to it.
    pub(in crate::session) fn unbind(&mut self, id: ReportId, library: &Library) {
        self.binding.unbind(id);
        self.place_report(id, library);
    }

    /// Whether a path is that of a report of the review.
    pub(in crate::session) fn has_report_at(&self, entry: &Entry) -> bool {
        self.review.reports.iter().any(|report| entry.is_at(&report.path))
    }

    /// Paths of the review's reports that were not closed.
    pub(in crate::session) fn wanted_paths(&self) -> impl Iterator<Item = &Path> {
        let reports = self.review.reports.iter().filter(|report| !self.binding.is_closed(&report.id));
        reports.map(|report| report.path.as_path())
    }
}
