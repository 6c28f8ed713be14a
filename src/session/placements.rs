//! The places of notes in reports that are not as they were when the notes were made. A worker finds them, since that
//! takes seconds for thousands of notes on a long report; what it found is kept as long as neither the targets nor the
//! report change, since every edit asks for all places again.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use super::{Document, Effect, ReportId, Session};
use crate::review::{Placement, ReportEntry, Resolver, Target};

/// Targets whose words do not stand where they stood, and the report to find them in.
#[derive(Clone, Debug)]
pub struct Displaced {
    /// The report.
    pub report: ReportId,
    /// What was read of it.
    pub document: Arc<Document>,
    /// What the review remembers of it.
    pub known: Option<ReportEntry>,
    /// The targets.
    pub targets: Vec<Target>,
}

impl Displaced {
    /// Where each target stands, in their order.
    #[must_use]
    pub fn find(&self) -> Vec<Placement> {
        let Self { document, known, targets, .. } = self;
        let resolver = Resolver::new(&document.report, &document.outline, known.as_ref());
        targets.iter().map(|target| resolver.resolve(target)).collect()
    }
}

/// What was found, of which reports.
#[derive(Default)]
pub(super) struct Placements(HashMap<ReportId, OfReport>);

/// What was found in one report as it was read, and as the review knew it.
struct OfReport {
    document: Weak<Document>,
    known: Option<ReportEntry>,
    found: HashMap<Target, Placement>,
    /// Targets to be found.
    wanted: Vec<Target>,
    /// Whether a worker is at it.
    awaited: bool,
}

impl OfReport {
    fn is_of(&self, document: &Arc<Document>, known: Option<&ReportEntry>) -> bool {
        std::ptr::eq(self.document.as_ptr(), Arc::as_ptr(document))
            && self.known.as_ref().map(identity) == known.map(identity)
    }
}

/// What an entry says of the report's content; its path and title do not matter here.
fn identity(entry: &ReportEntry) -> (&str, usize) {
    (&entry.sha256, entry.characters)
}

/// Looks targets of one report up; those that nobody asks for any more are forgotten at its end.
pub(super) struct Lookup<'a> {
    kept: &'a mut OfReport,
    before: HashMap<Target, Placement>,
}

impl Lookup<'_> {
    /// Where it was found; nothing, if that is to be found yet.
    pub(super) fn find(&mut self, target: &Target) -> Option<Placement> {
        let found = self.before.get(target).copied();
        match found {
            Some(placement) => _ = self.kept.found.insert(target.clone(), placement),
            None => self.kept.wanted.push(target.clone()),
        }
        found
    }
}

impl Placements {
    /// Forgets the reports that are not kept.
    pub(super) fn retain(&mut self, kept: impl Fn(ReportId) -> bool) {
        self.0.retain(|id, _| kept(*id));
    }

    /// What was found in a report; nothing, if it was read anew or the review knows it otherwise than before.
    pub(super) fn of(
        &mut self,
        id: ReportId,
        document: &Arc<Document>,
        known: Option<&ReportEntry>,
    ) -> Lookup<'_> {
        let new = || OfReport {
            document: Arc::downgrade(document),
            known: known.cloned(),
            found: HashMap::new(),
            wanted: Vec::new(),
            awaited: false,
        };
        let kept = self.0.entry(id).or_insert_with(new);
        if !kept.is_of(document, known) {
            *kept = new();
        }
        kept.wanted.clear();
        let before = std::mem::take(&mut kept.found);
        Lookup { kept, before }
    }

    /// Whether a worker is at it.
    pub(super) fn are_awaited(&self) -> bool {
        self.0.values().any(|kept| kept.awaited)
    }
}

impl Session {
    /// Asks for the places that are to be found; one worker a report, and no second one before it has answered.
    pub(super) fn place_notes(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (&report, kept) in &mut self.placements.0 {
            if kept.awaited || kept.wanted.is_empty() {
                continue;
            }
            let Some(document) = kept.document.upgrade() else { continue };
            kept.awaited = true;
            let targets = std::mem::take(&mut kept.wanted);
            effects.push(Effect::Place(Displaced { report, document, known: kept.known.clone(), targets }));
        }
        effects
    }

    /// Takes in what was found, if the report and what the review knows of it are still the same.
    pub(super) fn placed(&mut self, displaced: Displaced, found: Vec<Placement>) {
        let Displaced { report, document, known, targets } = displaced;
        let kept = self.placements.0.get_mut(&report).filter(|kept| kept.is_of(&document, known.as_ref()));
        if let Some(kept) = kept {
            kept.awaited = false;
            kept.found.extend(targets.into_iter().zip(found));
            self.refresh_note_marks();
        }
    }
}
