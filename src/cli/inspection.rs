//! The result of `inspect`, before it is printed as text or JSON.

use crate::checks::{PartState, Profile};
use crate::duplicates::Duplicates;
use crate::finding::Finding;
use crate::pairs::{Pairs, Part};
use crate::report::{ReadError, Report};
use crate::structure::Outline;
use crate::text::Span;

/// The reports of a call and everything found in them.
pub(super) struct Inspection {
    /// The reports, in the order of the call.
    pub reports: Vec<Report>,
    /// The outline of each report.
    pub outlines: Vec<Outline>,
    /// Repeated passages.
    pub duplicates: Duplicates,
    /// Repeated passages by pair and family of reports.
    pub pairs: Pairs,
    /// The order in which a reviewer meets passages and findings: case by case by worth.
    pub order: Vec<Part>,
    /// Short name of each report.
    pub names: Vec<String>,
    /// Key of the verdict on each repeated passage, in the order of the passages.
    pub keys: Vec<String>,
    /// Findings of the checks.
    pub findings: Vec<Finding>,
    /// The state of each part of the profile, for each report.
    pub parts: Vec<Vec<PartState>>,
    /// The parts that a report must have.
    pub profile: Profile,
    /// Files that could not be read.
    pub unreadable: Vec<ReadError>,
}

impl Inspection {
    /// The title of a report as written, if it has one.
    pub(super) fn title(&self, report: usize) -> Option<&str> {
        let title = self.outlines[report].title?;
        Some(self.reports[report].text.slice(title).trim()).filter(|title| !title.is_empty())
    }

    /// The innermost heading above a span.
    pub(super) fn heading_over(&self, report: usize, span: Span) -> Option<&str> {
        let sections = &self.outlines[report].sections;
        let over =
            sections.iter().rev().find(|s| s.heading.start <= span.start && span.start < s.body_end)?;
        Some(self.reports[report].text.slice(over.heading).trim())
    }

    /// The line of a position, counted from 1.
    pub(super) fn line(&self, report: usize, position: usize) -> usize {
        self.reports[report].text.line_from_position(position) + 1
    }
}
