//! Selection of the notes, findings and reports to export. Used by both the preview's counts and the writers.

use std::collections::HashSet;

use crate::review::{JUDGED_PLACES, Judgement, Note, NoteId, ReportKey, Review, Severity, Status};

/// Selection of the content to export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only unanswered content: open notes, and with [`Which::Standing`] and [`Which::All`] findings without a verdict.
    pub only_open: bool,
    /// Minimum severity of a note. Findings are not affected.
    pub least: Severity,
    /// Only content about one of these reports; `None` for any.
    pub reports: Option<HashSet<ReportKey>>,
    /// Only notes and verdicts of this author; `None` for any.
    pub author: Option<String>,
    /// Only these notes; `None` for any.
    pub notes: Option<HashSet<NoteId>>,
    /// Selection of findings.
    pub findings: Which,
}

/// Selects findings by their verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Which {
    /// All but dismissed ones.
    #[default]
    Standing,
    /// Confirmed ones.
    Confirmed,
    /// All, including dismissed ones.
    All,
    /// No findings.
    None,
}

impl Options {
    /// Whether a report's text is exported.
    #[must_use]
    pub fn admits_report(&self, report: &ReportKey) -> bool {
        self.reports.as_ref().is_none_or(|reports| reports.contains(report))
    }

    /// Whether a report's own file, for Word or as a PDF, would carry a comment: a note about it is exported, or a confirmed
    /// finding. A verdict that does not say its places may be about any report.
    #[must_use]
    pub fn may_comment_on(&self, review: &Review, report: &ReportKey) -> bool {
        let is_about = |note: &Note| note.targets.iter().any(|target| &target.report == report);
        self.admits_report(report)
            && (review.notes.iter().any(|note| is_about(note) && self.admits_note(note))
                || review.verdicts.iter().any(|verdict| {
                    verdict.verdict == Judgement::Confirmed
                        && self.admits_finding(Some(verdict.verdict), [report])
                        && self.is_by(&verdict.author)
                        && (verdict.places.is_empty()
                            || verdict.places.len() >= JUDGED_PLACES
                            || verdict.places.iter().any(|place| &place.report == report))
                }))
    }

    /// Whether a note is exported.
    #[must_use]
    pub fn admits_note(&self, note: &Note) -> bool {
        !(self.only_open && note.status != Status::Open)
            && self.is_by(&note.author)
            && note.severity >= self.least
            && self.notes.as_ref().is_none_or(|notes| notes.contains(&note.id))
            && self.is_about_any(note.targets.iter().map(|target| &target.report))
    }

    /// Whether a finding with these places is exported. A verdict whose finding no longer exists has no places.
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

    /// Whether content of this author is exported.
    #[must_use]
    pub fn is_by(&self, author: &str) -> bool {
        self.author.as_deref().is_none_or(|wanted| wanted == author)
    }

    fn is_about_any<'a>(&self, places: impl IntoIterator<Item = &'a ReportKey>) -> bool {
        self.reports.as_ref().is_none_or(|reports| places.into_iter().any(|report| reports.contains(report)))
    }
}
