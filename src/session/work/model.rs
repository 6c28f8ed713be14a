//! The list of findings as it is shown, and the selected finding.

use super::filter::Query;
use crate::message::Message;
use crate::session::analysis::MarkKind;
use crate::session::library::ReportId;

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// Heading of a group, and the number of its findings.
    Heading(Common, usize),
    /// A finding, by its index.
    Finding(usize),
}

/// The property that the findings of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Common {
    /// All places are in one report.
    Report(ReportId),
    /// All places are in these two reports.
    Pair(ReportId, ReportId),
    /// The places are in three reports or more.
    Several,
    /// One kind.
    Kind(MarkKind),
    /// One check, by the message id of its name.
    Check(&'static str),
}

/// The list of findings, filtered and grouped.
#[derive(Debug, Default)]
pub struct Listing {
    /// The words of the filter.
    pub filter: String,
    /// An error in the filter; the list is that of the last valid filter.
    pub error: Option<Message>,
    /// The rows from top to bottom.
    pub rows: Vec<ListRow>,
    /// Number of findings without the filter.
    pub unfiltered: usize,
    pub(super) query: Query,
    /// Whether the filter matches each finding, by the finding's index.
    pub(super) matching: Vec<bool>,
    /// The findings of `rows`, in their order.
    pub(super) order: Vec<usize>,
    /// For each finding its index in `order`.
    pub(super) positions: Vec<Option<usize>>,
}

impl Listing {
    /// The findings that are listed, in their order.
    #[must_use]
    pub fn findings(&self) -> &[usize] {
        &self.order
    }

    /// Index of a finding among those listed.
    #[must_use]
    pub fn position(&self, finding: usize) -> Option<usize> {
        self.positions.get(finding).copied().flatten()
    }
}

/// The selected finding, and the two of its places that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Index in the list of findings.
    pub finding: usize,
    /// Indices of two of its places; equal only if it has no other.
    pub places: [usize; 2],
}

impl Chosen {
    /// Whether the finding has one place only.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.places[0] == self.places[1]
    }
}

/// The list of findings and the selected one.
#[derive(Debug, Default)]
pub(in crate::session) struct WorkList {
    pub(super) listing: Listing,
    pub(super) chosen: Option<Chosen>,
    pub(super) revision: u64,
    /// Number of findings that were matched against a filter, for tests of cost.
    pub(super) visited: u64,
}

impl WorkList {
    /// The list of findings.
    pub(in crate::session) fn listing(&self) -> &Listing {
        &self.listing
    }

    /// The selected finding.
    pub(in crate::session) fn chosen(&self) -> Option<Chosen> {
        self.chosen
    }

    /// Incremented whenever the list or the selected finding changes.
    pub(in crate::session) fn revision(&self) -> u64 {
        self.revision
    }

    /// Number of findings that were matched against a filter so far.
    pub(in crate::session) fn visited(&self) -> u64 {
        self.visited
    }
}
