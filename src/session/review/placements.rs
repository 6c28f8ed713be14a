//! Placements of targets whose text has moved. Finding them takes seconds for thousands of notes on a long report, so a
//! worker does it. Results are valid as long as the report and the review's entry of it stay the same.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Weak};

use super::displaced::Displaced;
use super::messages::ReviewEffect;
use crate::review::{Placement, ReportEntry, Target};
use crate::session::context::Context;
use crate::session::library::{Document, ReportId};

/// Placements by report.
#[derive(Debug, Default)]
pub(super) struct Placements(HashMap<ReportId, OfReport>);

/// Placements in one report, valid for its text and for the review's entry of it.
#[derive(Debug)]
struct OfReport {
    document: Weak<Document>,
    known: Option<ReportEntry>,
    found: HashMap<Target, Placement>,
    /// Targets to send to a worker.
    wanted: Vec<Target>,
    /// Targets to be found, including those that a worker searches for.
    pending: HashSet<Target>,
    /// Whether a worker is searching.
    is_awaited: bool,
}

impl OfReport {
    fn new(document: &Arc<Document>, known: Option<&ReportEntry>) -> Self {
        Self {
            document: Arc::downgrade(document),
            known: known.cloned(),
            found: HashMap::new(),
            wanted: Vec::new(),
            pending: HashSet::new(),
            is_awaited: false,
        }
    }

    fn is_of(&self, document: &Arc<Document>, known: Option<&ReportEntry>) -> bool {
        std::ptr::eq(self.document.as_ptr(), Arc::as_ptr(document))
            && self.known.as_ref().map(identity) == known.map(identity)
    }
}

/// The properties of an entry that placements depend on.
fn identity(entry: &ReportEntry) -> (&str, usize) {
    (&entry.sha256, entry.characters)
}

impl Placements {
    /// Drops the placements in a report.
    pub(super) fn forget(&mut self, report: ReportId) {
        self.0.remove(&report);
    }

    /// The placement of a target, if it is known; requests it otherwise.
    pub(super) fn find(
        &mut self,
        report: ReportId,
        document: &Arc<Document>,
        known: Option<&ReportEntry>,
        target: &Target,
    ) -> Option<Placement> {
        let of = self.0.entry(report).or_insert_with(|| OfReport::new(document, known));
        if !of.is_of(document, known) {
            *of = OfReport::new(document, known);
        }
        let found = of.found.get(target).copied();
        if found.is_none() && of.pending.insert(target.clone()) {
            of.wanted.push(target.clone());
        }
        found
    }

    /// Whether a worker is searching.
    pub(super) fn are_awaited(&self) -> bool {
        self.0.values().any(|of| of.is_awaited)
    }

    /// Sends the requested targets to workers: one worker for each report at a time.
    pub(super) fn request(&mut self, cx: &mut Context) {
        for (&report, of) in &mut self.0 {
            if of.is_awaited || of.wanted.is_empty() {
                continue;
            }
            let Some(document) = of.document.upgrade() else { continue };
            of.is_awaited = true;
            let targets = std::mem::take(&mut of.wanted);
            cx.push(ReviewEffect::Place(Displaced { report, document, known: of.known.clone(), targets }));
        }
    }

    /// Stores placements; returns whether the report and the review's entry are still the same.
    pub(super) fn receive(&mut self, displaced: Displaced, found: Vec<Placement>) -> bool {
        let Displaced { report, document, known, targets } = displaced;
        let of = self.0.get_mut(&report).filter(|of| of.is_of(&document, known.as_ref()));
        let Some(of) = of else { return false };
        of.is_awaited = false;
        for target in &targets {
            of.pending.remove(target);
        }
        of.found.extend(targets.into_iter().zip(found));
        true
    }
}
