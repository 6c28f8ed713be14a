//! A folder ranked: how much of each of its reports stands twice, and which pairs share most. The reports are not opened
//! for that; those that are worth a look are, from the list.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Effect, ReportId, Session, View};
use crate::report::ReadError;
use crate::screening::Screening;
use crate::task::Step;

/// The ranking of a folder, under way or done.
#[derive(Debug)]
pub struct Ranking {
    /// The folder.
    pub folder: PathBuf,
    /// How far it is, once something was heard of it.
    pub step: Option<Step>,
    /// What was found, once it is there.
    pub result: Option<Arc<Ranked>>,
    /// Tells one ranking from another.
    generation: u64,
}

/// A folder that was ranked.
#[derive(Debug, Default)]
pub struct Ranked {
    /// Reports and pairs in their order.
    pub screening: Screening,
    /// Of each report by its index.
    pub paths: Vec<PathBuf>,
    /// Files that could not be read.
    pub unreadable: Vec<ReadError>,
    /// Files for which there was no room.
    pub left_out: usize,
}

impl Session {
    /// Ranks a folder and shows how far that is.
    pub(super) fn rank_folder(&mut self, folder: PathBuf) -> Vec<Effect> {
        self.generation += 1;
        let generation = self.generation;
        self.ranking = Some(Ranking { folder: folder.clone(), step: None, result: None, generation });
        self.view = View::Ranking;
        vec![Effect::Rank { generation, folder, min_length: self.settings.min_length }]
    }

    pub(super) fn stop_ranking(&mut self) -> Vec<Effect> {
        if self.is_ranking() {
            self.ranking = None;
            self.view = View::Panes;
        }
        vec![Effect::StopRanking]
    }

    /// Whether a folder is being ranked.
    pub(super) fn is_ranking(&self) -> bool {
        self.ranking.as_ref().is_some_and(|ranking| ranking.result.is_none())
    }

    pub(super) fn ranking_at(&mut self, generation: u64, step: Step) {
        if let Some(ranking) = self.ranking.as_mut().filter(|ranking| ranking.generation == generation) {
            ranking.step = Some(step);
        }
    }

    pub(super) fn ranked(&mut self, generation: u64, ranked: Arc<Ranked>) {
        if let Some(ranking) = self.ranking.as_mut().filter(|ranking| ranking.generation == generation) {
            ranking.result = Some(ranked);
        }
    }

    /// Shows these one or two files beside each other, and opens those that are not open yet.
    pub(super) fn open_beside(&mut self, paths: Vec<PathBuf>) -> Vec<Effect> {
        let missing = paths.iter().any(|path| !self.entries.iter().any(|entry| entry.is_at(path)));
        self.wanted_files.clone_from(&paths);
        if missing {
            self.view = View::Panes;
            return self.open(paths);
        }
        self.show_wanted()
    }

    /// Shows the files that were to be shown once they are read.
    pub(super) fn show_wanted(&mut self) -> Vec<Effect> {
        let find = |path: PathBuf| self.entries.iter().find(|entry| entry.is_at(&path)).map(|entry| entry.id);
        let reports: Vec<ReportId> =
            std::mem::take(&mut self.wanted_files).into_iter().filter_map(find).collect();
        match *reports.as_slice() {
            [] => Vec::new(),
            [one] => {
                self.view = View::Panes;
                self.show(one, None)
            }
            [left, right, ..] => self.show_pair(left, right),
        }
    }
}
