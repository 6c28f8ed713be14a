//! Commands about the list of findings.

use crate::review::Judgement;

/// Commands about findings.
#[derive(Clone, Debug)]
pub enum WorkCommand {
    /// Select the finding this many rows down, or up, the list.
    Step(isize),
    /// Select a finding and show its first two places.
    Choose(usize),
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
    /// Judge the selected finding; the same judgement again reopens it.
    JudgeChosen(Judgement),
}

/// A position of a report's source text as a pane shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The position in characters.
    pub position: usize,
    /// Distance from the top of the pane, in points.
    pub height: f32,
}
