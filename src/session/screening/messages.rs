//! Commands, effects and outcomes about the screening of a folder.

use std::path::PathBuf;
use std::sync::Arc;

use super::model::Screened;
use crate::session::request::Ticket;
use crate::task::Step;

/// Commands about screening.
#[derive(Clone, Copy, Debug)]
pub enum ScreeningCommand {
    /// Choose a folder in a dialog and screen its reports.
    FolderDialog,
    /// Stop the screening under way.
    Stop,
}

/// Work that screening asks for.
#[derive(Clone, Debug)]
pub enum ScreeningEffect {
    /// Screen the reports of a folder. Supersedes the request before.
    Run {
        /// Returned with the results.
        ticket: Ticket,
        /// The folder.
        folder: PathBuf,
        /// Minimum length of a passage in normalised characters.
        min_length: usize,
    },
    /// Stop the screening under way.
    Stop,
}

/// Results of a screening.
#[derive(Debug)]
pub enum ScreeningOutcome {
    /// Progress of a screening.
    Step {
        /// The ticket of the request.
        ticket: Ticket,
        /// The progress.
        step: Step,
    },
    /// A folder was screened.
    Done {
        /// The ticket of the request.
        ticket: Ticket,
        /// Its reports and pairs.
        screened: Arc<Screened>,
    },
}
