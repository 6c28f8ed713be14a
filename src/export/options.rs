//! What of a review is exported: which notes, which findings, about which reports. One place decides, so that whoever
//! says beforehand what will be written counts as the writer does.

use std::collections::HashSet;

use crate::review::{Judgement, Note, NoteId, ReportKey, Severity, Status};

/// What is exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only what still waits: open notes, and of [`Which::Standing`] and [`Which::All`] findings without a verdict.
    pub only_open: bool,
    /// Notes of at least this severity. Findings have no severity of a note and are not held to it.
    pub least: Severity,
    /// Only what is about one of these reports; about any where `None`.
    pub reports: Option<HashSet<ReportKey>>,
    /// Only these notes; any where `None`.
    pub notes: Option<HashSet<NoteId>>,
    /// Which findings come along.
    pub findings: Which,
}

/// Which findings are exported, by what was decided about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Which {
    /// All but those that were dismissed.
    #[default]
    Standing,
    /// Only those that were confirmed.
    Confirmed,
    /// The dismissed ones too.
    All,
    /// None: notes only.
    None,
}

impl Options {
    /// Whether a report's text is shown.
    #[must_use]
    pub fn admits_report(&self, report: &ReportKey) -> bool {
        self.reports.as_ref().is_none_or(|reports| reports.contains(report))
    }

    /// Whether a note is exported.
    #[must_use]
    pub fn admits_note(&self, note: &Note) -> bool {
        !(self.only_open && note.status != Status::Open)
            && note.severity >= self.least
            && self.notes.as_ref().is_none_or(|notes| notes.contains(&note.id))
            && self.is_about_any(note.targets.iter().map(|target| &target.report))
    }

    /// Whether a finding with these places is exported. Where a verdict's finding was that is no longer found, nobody
    /// knows any more: it has no places.
    #[must_use]
    pub fn admits_finding<'a>(
        &self,
        judgement: Option<Judgement>,
        places: impl IntoIterator<Item = &'a ReportKey>,
    ) -> bool {
        let waits = judgement.is_none() || !self.only_open;
        let wanted = match self.findings {
            Which::Standing => waits && judgement != Some(Judgement::Dismissed),
            Which::Confirmed => judgement == Some(Judgement::Confirmed),
            Which::All => waits,
            Which::None => false,
        };
        wanted && self.is_about_any(places)
    }

    fn is_about_any<'a>(&self, places: impl IntoIterator<Item = &'a ReportKey>) -> bool {
        self.reports.as_ref().is_none_or(|reports| places.into_iter().any(|report| reports.contains(report)))
    }
}
