//! Which report of the review each open report is. Opening and closing reports is no change worth saving by itself.

use std::path::Path;

use super::{Entry, ReportId, Session};
use crate::review::{Edit, ReportEntry, ReportKey};

impl Session {
    /// Gives every report that is read its name in the review, after another review was opened.
    pub(super) fn bind_all(&mut self) {
        let ids: Vec<ReportId> = self.entries.iter().map(|entry| entry.id).collect();
        for id in ids {
            self.bind_path(id);
        }
        self.bind_others();
    }

    /// Gives a report its name if the review knows its path.
    pub(super) fn bind_by_path(&mut self, id: ReportId) {
        self.bind_path(id);
        self.refresh_note_marks();
    }

    fn bind_path(&mut self, id: ReportId) {
        let Some(entry) = self.entry(id).filter(|entry| entry.document().is_some()) else { return };
        let known = self.review.reports.iter().find(|report| entry.is_at(&report.path));
        if let Some(key) = known.map(|report| report.id.clone()) {
            self.bind(id, key);
        }
    }

    /// Names the remaining reports, once none is on its way any more that has an older right to a name.
    pub(super) fn bind_others(&mut self) {
        if !self.is_reading() {
            let ids: Vec<ReportId> = self.entries.iter().map(|entry| entry.id).collect();
            for id in ids {
                self.bind_anyhow(id);
            }
        }
        self.refresh_note_marks();
    }

    /// The report's name in the review; it gets one if it has none: that of a report with this content whose file is
    /// not open and so was moved, or a new one. `None` while it is not read.
    pub(super) fn bind_anyhow(&mut self, id: ReportId) -> Option<ReportKey> {
        if let Some(key) = self.keys.get(&id) {
            return Some(key.clone());
        }
        let entry = self.entry(id)?;
        let (path, document) = (entry.path.clone(), entry.document()?.clone());
        let sha256 = &document.report.sha256;
        // A file that can no longer be read holds no name against one with its content.
        let is_read = |id: &ReportId| self.entry(*id).is_some_and(|entry| !entry.is_failed());
        let is_free =
            |report: &ReportEntry| !self.keys.iter().any(|(id, key)| *key == report.id && is_read(id));
        let moved = self.review.reports.iter().find(|r| r.sha256 == *sha256 && is_free(r)).cloned();
        let (key, edit) = if let Some(report) = moved {
            self.forget_missing(&report.path);
            (report.id.clone(), Edit::ReplaceReport(ReportEntry { path, ..report }))
        } else {
            let characters = document.text().characters();
            let edit = self.review.add_report(path, &document.title, sha256, characters);
            (self.review.next_report_key(), edit)
        };
        edit.apply(&mut self.review).expect("the key is in use or free, as the edit needs it");
        self.bind(id, key.clone());
        Some(key)
    }

    /// Takes the line of a file out of the library that was not found where it was said to be.
    fn forget_missing(&mut self, path: &Path) {
        let gone = |entry: &Entry| entry.is_failed() && entry.is_at(path);
        let ids: Vec<ReportId> = self.entries.iter().filter(|e| gone(e)).map(|entry| entry.id).collect();
        self.entries.retain(|entry| !ids.contains(&entry.id));
        for id in ids {
            self.panes.forget(id);
        }
    }

    /// Whoever had the name before loses it: a path says more than equal content does.
    fn bind(&mut self, id: ReportId, key: ReportKey) {
        self.keys.retain(|_, other| *other != key);
        self.closed.remove(&key);
        self.keys.insert(id, key);
    }

    /// Takes a report's name from it that was closed. The review keeps the report as long as notes speak of it.
    pub(super) fn unbind(&mut self, id: ReportId) {
        if let Some(key) = self.keys.remove(&id) {
            self.closed.insert(key);
        }
        self.refresh_note_marks();
    }
}
