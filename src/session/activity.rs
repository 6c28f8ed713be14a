//! What is going on in the background, for the status bar.

use super::Session;
use crate::task::Step;

/// What is going on in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Reading reports: how many are done, of how many.
    Reading(usize, usize),
    /// Comparing them.
    Analysing,
    /// Ranking a folder: how far that is.
    Ranking(Option<Step>),
    /// Finding the text of notes again.
    Placing,
    /// Writing an export: how many files are written, of how many.
    Exporting(usize, usize),
    /// Writing the review.
    Saving,
}

impl Session {
    /// What is going on in the background, the most telling first.
    #[must_use]
    pub fn activity(&self) -> Option<Activity> {
        let reading = self.entries.iter().filter(|entry| entry.is_reading()).count();
        if reading > 0 || self.collecting > 0 {
            Some(Activity::Reading(self.entries.len() - reading, self.entries.len()))
        } else if self.analysing {
            Some(Activity::Analysing)
        } else if self.is_ranking() {
            Some(Activity::Ranking(self.ranking.as_ref().and_then(|ranking| ranking.step)))
        } else if self.placements.are_awaited() {
            Some(Activity::Placing)
        } else if let Some((done, all)) = self.exporting.progress() {
            Some(Activity::Exporting(done, all))
        } else {
            self.saving.is_some().then_some(Activity::Saving)
        }
    }
}
