//! Targets to find again in a report that has changed. A pure function for a worker.

use std::sync::Arc;

use crate::review::{Placement, ReportEntry, Resolver, Target};
use crate::session::library::{Document, ReportId};

/// Targets whose text has moved, and the report to find them in.
#[derive(Clone, Debug)]
pub struct Displaced {
    /// The report.
    pub report: ReportId,
    /// Its text and outline.
    pub document: Arc<Document>,
    /// The review's entry of the report.
    pub known: Option<ReportEntry>,
    /// The targets.
    pub targets: Vec<Target>,
}

impl Displaced {
    /// The placement of each target, in their order.
    #[must_use]
    pub fn find(&self) -> Vec<Placement> {
        let Self { document, known, targets, .. } = self;
        let resolver = Resolver::new(&document.report, &document.outline, known.as_ref());
        targets.iter().map(|target| resolver.resolve(target)).collect()
    }
}
