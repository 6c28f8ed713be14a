//! Work in the background, for the status bar.

use super::Session;
use crate::task::Step;

/// Work in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Reading reports: number of reports that are read, and of all.
    Reading(usize, usize),
    /// Reading scans: number of pages that are read, and of all that are known.
    Scanning(usize, usize),
    /// Analysing the open reports.
    Analysing,
    /// Screening a folder, with the progress.
    Screening(Option<Step>),
    /// Searching for the text of notes.
    Placing,
    /// Writing an export: number of files written, and of all.
    Exporting(usize, usize),
    /// Writing the review.
    Saving,
}

impl Session {
    /// The most important work in the background.
    #[must_use]
    pub fn activity(&self) -> Option<Activity> {
        let (reading, all) = (self.library.reading(), self.library.entries().len());
        if self.library.is_busy() {
            Some(Activity::Reading(all - reading, all))
        } else if self.analysis.is_running() {
            Some(Activity::Analysing)
        } else if self.screening.is_running() {
            Some(Activity::Screening(self.screening.latest().and_then(|screening| screening.step)))
        } else if self.review.is_placing() {
            Some(Activity::Placing)
        } else if let Some((done, all)) = self.export.progress() {
            Some(Activity::Exporting(done, all))
        } else if let Some((done, all)) = self.library.scanning() {
            Some(Activity::Scanning(done, all))
        } else {
            self.saving.is_saving().then_some(Activity::Saving)
        }
    }
}
