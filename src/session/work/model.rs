//! The work list as it is shown, and the chosen rows.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::filter::Query;
use super::tally::Tally;
use crate::message::Message;
use crate::review::Judgement;
use crate::session::analysis::NodeKey;
use crate::session::library::ReportId;

/// A row that is shown: its index in the tree, and whether the rows under it are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Index of the row in [`Tree::nodes`](crate::session::Tree::nodes).
    pub node: usize,
    /// Whether it is unfolded; `None` if nothing stands under it.
    pub is_open: Option<bool>,
}

/// How far the review is: parts of all cases, without scattered passages and set phrases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Parts with a verdict.
    pub judged: usize,
    /// All parts.
    pub all: usize,
}

/// The work list, filtered and sorted.
#[derive(Debug, Default)]
pub struct Listing {
    /// The words of the filter.
    pub filter: String,
    /// An error in the filter; the list is that of the last valid filter.
    pub error: Option<Message>,
    /// The rows that are shown, from top to bottom.
    pub rows: Vec<ListRow>,
    /// Number of findings without the filter.
    pub unfiltered: usize,
    pub(super) query: Query,
    /// Whether the filter matches each finding, by the finding's index.
    pub(super) matching: Vec<bool>,
    /// For each row of the tree, how many parts under it are shown.
    pub(super) tallies: Vec<Tally>,
    /// The outermost rows in their order.
    pub(super) roots: Vec<usize>,
    /// Rows of parts in the order in which they are walked, one for each finding.
    pub(super) walk: Vec<usize>,
    /// Rows of parts where they are counted, in their order. What is judged is passed over by these: a case whose own parts
    /// are judged is done, whatever it refers to.
    pub(super) homes: Vec<usize>,
    /// The findings of `walk`, in their order.
    pub(super) order: Vec<usize>,
    /// For each finding its index in `order`.
    pub(super) positions: Vec<Option<usize>>,
    /// Rows that the reviewer unfolded.
    pub(super) open: HashSet<NodeKey>,
    pub(super) progress: Progress,
    /// How far the review of each report is.
    pub(super) by_report: HashMap<ReportId, Progress>,
    /// For each finding the judgement that counts: the reviewer's, or else that of a rule.
    pub(super) judgements: Vec<Option<Judgement>>,
    /// For each finding the index of the rule that excludes it.
    pub(super) excluded: Vec<Option<usize>>,
}

impl Listing {
    /// The findings that are listed, whether their rows are unfolded or not, in their order.
    #[must_use]
    pub fn findings(&self) -> &[usize] {
        &self.order
    }

    /// Index of a finding among those listed.
    #[must_use]
    pub fn position(&self, finding: usize) -> Option<usize> {
        self.positions.get(finding).copied().flatten()
    }

    /// Numbers of the parts at a row and under it.
    #[must_use]
    pub fn tally(&self, node: usize) -> Tally {
        self.tallies.get(node).copied().unwrap_or_default()
    }

    /// The outermost rows in their order, with or without parts that match the filter.
    #[must_use]
    pub fn cases(&self) -> &[usize] {
        &self.roots
    }

    /// How far the review is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The judgement on a finding: the reviewer's, or else that of a rule.
    #[must_use]
    pub fn judgement(&self, finding: usize) -> Option<Judgement> {
        self.judgements.get(finding).copied().flatten()
    }

    /// Index of the rule that excludes a finding.
    #[must_use]
    pub fn excluded_by(&self, finding: usize) -> Option<usize> {
        self.excluded.get(finding).copied().flatten()
    }

    /// Number of findings that each of the first `count` rules excludes.
    #[must_use]
    pub fn excluded_counts(&self, count: usize) -> Vec<usize> {
        let mut counts = vec![0; count];
        for rule in self.excluded.iter().flatten() {
            if let Some(number) = counts.get_mut(*rule) {
                *number += 1;
            }
        }
        counts
    }
}

/// The finding in view, and the two of its places that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Index in the list of findings.
    pub finding: usize,
    /// Indices of two of its places; equal if only one is shown.
    pub places: [usize; 2],
}

impl Chosen {
    /// Whether only one of its places is shown.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.places[0] == self.places[1]
    }
}

/// The work list, the finding in view and the chosen rows.
#[derive(Debug, Default)]
pub(in crate::session) struct WorkList {
    pub(super) listing: Listing,
    pub(super) chosen: Option<Chosen>,
    /// The row chosen last.
    pub(super) cursor: Option<usize>,
    /// The chosen rows, the cursor among them.
    pub(super) selected: BTreeSet<usize>,
    /// The two reports whose parts are walked, after they were asked for together.
    pub(super) held: Option<[ReportId; 2]>,
    pub(super) last_reason: String,
    pub(super) revision: u64,
    /// Number of findings that were matched against a filter, for tests of cost.
    pub(super) visited: u64,
}

impl WorkList {
    /// The work list.
    pub(in crate::session) fn listing(&self) -> &Listing {
        &self.listing
    }

    /// The finding in view.
    pub(in crate::session) fn chosen(&self) -> Option<Chosen> {
        self.chosen
    }

    /// The row chosen last.
    pub(in crate::session) fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// How far the review of one report is.
    pub(in crate::session) fn progress_of(&self, report: ReportId) -> Progress {
        self.listing.by_report.get(&report).copied().unwrap_or_default()
    }

    /// Whether a row is chosen.
    pub(in crate::session) fn is_selected(&self, node: usize) -> bool {
        self.selected.contains(&node)
    }

    /// The chosen rows, rising.
    pub(in crate::session) fn selected_rows(&self) -> &BTreeSet<usize> {
        &self.selected
    }

    /// Incremented whenever the list or the chosen rows change.
    pub(in crate::session) fn revision(&self) -> u64 {
        self.revision
    }

    /// Number of findings that were matched against a filter so far.
    pub(in crate::session) fn visited(&self) -> u64 {
        self.visited
    }
}
