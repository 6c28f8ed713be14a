//! Commands about the work list.

use crate::review::Judgement;
use crate::session::review::Choose;

/// Commands about findings.
#[derive(Clone, Debug)]
pub enum WorkCommand {
    /// Select the part this many parts down, or up, the list.
    Step(isize),
    /// Select the case this many cases down, or up, the list.
    StepCase(isize),
    /// Select a finding and show its first two places.
    Choose(usize),
    /// Select a row of the tree, also or up to it, and show the first open part of it.
    ChooseRow(usize, Choose),
    /// Unfold a row, or fold it.
    Fold {
        /// Index of the row in the tree.
        row: usize,
        /// Whether the rows under it are shown.
        open: bool,
    },
    /// Unfold the selected row, or fold it or the row that it stands under.
    FoldChosen(bool),
    /// Select a finding by one of its places, shown at a height in a pane; another place is shown beside it.
    ChoosePlace {
        /// Index in the list of findings.
        finding: usize,
        /// Index of the place in the finding.
        place: usize,
        /// The pane that shows it, from 0.
        pane: usize,
        /// The position that was pointed at.
        at: Spot,
    },
    /// Show the next other place of the selected finding.
    OtherPlace,
    /// Deselect the finding, the text and the notes.
    ClearChoice,
    /// List only the findings that match these words.
    Filter(String),
    /// Judge a finding, or reopen it.
    Judge {
        /// Index in the list of findings.
        finding: usize,
        /// The judgement; `None` reopens the finding.
        judgement: Option<Judgement>,
        /// The reason; `None` keeps the present one.
        reason: Option<String>,
    },
    /// Judge all open parts of the selected rows in one step; the same judgement again reopens them.
    JudgeChosen(Judgement),
    /// Exclude the selected finding and what a rung of the ladder adds to it, with a reason.
    Exclude(Rung, String),
    /// Take back a rule, by its index in the review.
    RemoveRule(usize),
    /// Show the places of a verdict, by its index in the review.
    GoToVerdict(usize),
    /// Take back a verdict, by its index in the review.
    RemoveVerdict(usize),
}

/// A rung of the ladder of exclusion, from the narrowest to the widest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rung {
    /// This finding.
    Place,
    /// Everything between the two reports of the pair.
    Pair,
    /// This text in all reports.
    Text,
    /// All findings of this check in this report.
    CheckInReport,
    /// All findings of this check.
    Check,
}

impl Rung {
    /// All rungs in their order.
    pub const ALL: [Self; 5] = [Self::Place, Self::Pair, Self::Text, Self::CheckInReport, Self::Check];
}

/// A position of a report's source text as a pane shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The position in characters.
    pub position: usize,
    /// Distance from the top of the pane, in points.
    pub height: f32,
}
