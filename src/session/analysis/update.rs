//! Starting, stopping and receiving an analysis.

use std::sync::Arc;

use super::findings::Findings;
use super::messages::{AnalysisEffect, AnalysisOutcome};
use super::model::AnalysisState;
use super::parts::Parts;
use super::run::Task;
use crate::session::context::Context;
use crate::session::library::Library;
use crate::session::shell::notices::Topic;

impl AnalysisState {
    /// Drops the findings, and the result of an analysis under way.
    pub(in crate::session) fn clear(&mut self) {
        self.request.reset();
        self.findings = Findings::default();
        self.parts = Parts::default();
        self.matrix = Arc::default();
        self.revision += 1;
    }

    /// Starts an analysis in place of the present one. Nothing is started without reports.
    pub(in crate::session) fn start(&mut self, task: Task, cx: &mut Context) {
        self.clear();
        self.excluded.clone_from(&task.excluded);
        if !task.documents.is_empty() {
            cx.push(AnalysisEffect::Run { ticket: self.request.start(), task });
        }
    }

    /// Stores the result of an analysis; returns `false` if the request was superseded.
    pub(in crate::session) fn receive(
        &mut self,
        outcome: AnalysisOutcome,
        library: &Library,
        cx: &mut Context,
    ) -> bool {
        let AnalysisOutcome { ticket, analysis } = outcome;
        if !self.request.awaits(ticket) {
            return false;
        }
        self.findings = Findings::new(&analysis, |id| library.document(id).cloned());
        self.parts = Parts::new(&analysis);
        self.matrix = Arc::clone(&analysis.matrix);
        self.revision += 1;
        cx.notices().withdraw(Topic::Profile);
        if let Some(fault) = self.parts.fault().cloned() {
            cx.fail_about(Topic::Profile, fault);
        }
        self.request.receive(ticket, Arc::new(analysis))
    }
}
