//! The present analysis of the open reports.

use std::sync::Arc;

use super::findings::Findings;
use super::matrix::Matrix;
use super::parts::Parts;
use super::run::Analysis;
use crate::session::request::Request;

/// The analysis of the open reports as they are now; empty while one is under way.
#[derive(Debug, Default)]
pub(in crate::session) struct AnalysisState {
    pub(super) findings: Findings,
    pub(super) parts: Parts,
    pub(super) matrix: Arc<Matrix>,
    pub(super) request: Request<Arc<Analysis>>,
    pub(super) revision: u64,
    /// Texts of the review that the analysis takes for set phrases.
    pub(super) excluded: Vec<String>,
}

impl AnalysisState {
    /// Repeated passages and findings of checks.
    pub(in crate::session) fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Parts that each report has or lacks.
    pub(in crate::session) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Share of text that each report has in common with each other one.
    pub(in crate::session) fn matrix(&self) -> &Arc<Matrix> {
        &self.matrix
    }

    /// The result of the analysis, if it is done.
    pub(in crate::session) fn result(&self) -> Option<&Arc<Analysis>> {
        self.request.result()
    }

    /// Whether an analysis is under way.
    pub(in crate::session) fn is_running(&self) -> bool {
        self.request.is_waiting()
    }

    /// Texts of the review that the analysis takes for set phrases.
    pub(in crate::session) fn excluded_texts(&self) -> &[String] {
        &self.excluded
    }

    /// Incremented whenever the findings are replaced.
    pub(in crate::session) fn revision(&self) -> u64 {
        self.revision
    }
}
