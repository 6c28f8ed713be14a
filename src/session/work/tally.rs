//! How many parts stand under each row, and how many of them are judged.

use crate::review::Judgement;
use crate::session::analysis::{Subject, Tree};

/// Numbers of the parts counted at a row and under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Parts that the list shows.
    pub parts: usize,
    /// Parts that are confirmed.
    pub confirmed: usize,
    /// Parts that are dismissed, one by one or by a rule.
    pub dismissed: usize,
    /// Parts that are counted in another case and only shown here.
    pub references: usize,
}

impl Tally {
    /// Number of parts without a verdict.
    #[must_use]
    pub fn open(&self) -> usize {
        self.parts - self.confirmed - self.dismissed
    }

    /// Number of parts with a verdict.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.confirmed + self.dismissed
    }

    /// The verdict on all parts, if it is the same.
    #[must_use]
    pub fn verdict(&self) -> Option<Judgement> {
        match (self.parts, self.confirmed, self.dismissed) {
            (0, ..) => None,
            (all, confirmed, _) if all == confirmed => Some(Judgement::Confirmed),
            (all, _, dismissed) if all == dismissed => Some(Judgement::Dismissed),
            _ => None,
        }
    }

    fn add(&mut self, other: Self) {
        self.parts += other.parts;
        self.confirmed += other.confirmed;
        self.dismissed += other.dismissed;
        self.references += other.references;
    }

    /// Replaces the verdict on one of the parts.
    pub(super) fn replace(&mut self, before: Option<Judgement>, after: Option<Judgement>) {
        for (judgement, by) in [(before, -1isize), (after, 1)] {
            let number = match judgement {
                Some(Judgement::Confirmed) => &mut self.confirmed,
                Some(Judgement::Dismissed) => &mut self.dismissed,
                None => continue,
            };
            *number = number.saturating_add_signed(by);
        }
    }
}

/// The tally of each row. Linear in the rows; `is_shown` is asked once for each finding's row.
pub(super) fn tallies(
    tree: &Tree,
    is_shown: impl Fn(usize, usize) -> bool,
    judgement: impl Fn(usize) -> Option<Judgement>,
) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); tree.nodes.len()];
    // Rows under a row follow it, so that from the end each is complete before it is added to the row above it.
    for at in (0..tree.nodes.len()).rev() {
        if let Subject::Part { finding, is_reference } = tree.nodes[at].subject
            && is_shown(finding, at)
        {
            if is_reference {
                tallies[at].references = 1;
            } else {
                tallies[at].parts = 1;
                tallies[at].replace(None, judgement(finding));
            }
        }
        if let Some(parent) = tree.nodes[at].parent {
            let own = tallies[at];
            tallies[parent].add(own);
        }
    }
    tallies
}
