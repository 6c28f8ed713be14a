//! Commands, effects and outcomes about the analysis of the open reports.

use super::run::{Analysis, Task};
use crate::session::request::Ticket;

/// Commands about the analysis.
#[derive(Clone, Copy, Debug)]
pub enum AnalysisCommand {
    /// Stop the analysis under way.
    Stop,
}

/// Work that the analysis asks for.
#[derive(Clone, Debug)]
pub enum AnalysisEffect {
    /// Analyse reports. Supersedes the run before.
    Run {
        /// Returned with the result.
        ticket: Ticket,
        /// Reports and options.
        task: Task,
    },
    /// Stop the run under way.
    Stop,
}

/// Result of an analysis.
#[derive(Debug)]
pub struct AnalysisOutcome {
    /// The ticket of the request.
    pub ticket: Ticket,
    /// Passages, findings of checks, parts.
    pub analysis: Analysis,
}
