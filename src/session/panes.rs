//! The panes in the middle of the window: which report each shows, where it is asked to go, and what is selected.

use super::{Finding, ReportId};
use crate::text::Span;

/// As many panes as fit side by side. Nothing but the room on a screen depends on this number.
pub const MAX_PANES: usize = 2;

/// One pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pane {
    /// What it shows.
    pub report: Option<ReportId>,
    /// Where it was last asked to go.
    pub reveal: Option<Reveal>,
}

/// A wish to bring a place into view. The view grants each serial once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reveal {
    /// What to show.
    pub span: Span,
    /// At which height in the pane, in points from its top; the view chooses where this is `None`.
    pub height: Option<f32>,
    /// Rises with each wish.
    pub serial: u64,
}

/// Selected text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The pane it was made in.
    pub pane: usize,
    /// The report.
    pub report: ReportId,
    /// From where to where.
    pub span: Span,
}

/// The finding that is walked on, and which two of its places are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Index in the list of findings.
    pub finding: usize,
    /// Indices of two of its places, never equal.
    pub places: [usize; 2],
}

/// All panes.
#[derive(Clone, Debug)]
pub struct Panes {
    /// One to [`MAX_PANES`].
    pub list: Vec<Pane>,
    /// The pane that keys act on.
    pub focus: usize,
    /// How many there are was chosen by hand; then they do not open by themselves.
    pub(super) counted_by_hand: bool,
    serial: u64,
}

impl Default for Panes {
    fn default() -> Self {
        Self { list: vec![Pane::default()], focus: 0, counted_by_hand: false, serial: 0 }
    }
}

impl Panes {
    /// The report in the pane that has the focus.
    #[must_use]
    pub fn focused_report(&self) -> Option<ReportId> {
        self.list.get(self.focus).and_then(|pane| pane.report)
    }

    /// Shows a report in a pane, at its beginning if it was not there before.
    pub(super) fn show(&mut self, pane: usize, report: ReportId) {
        let pane = &mut self.list[pane];
        if pane.report != Some(report) {
            *pane = Pane { report: Some(report), reveal: None };
        }
    }

    /// Brings a place of a report into view in a pane.
    pub(super) fn reveal(&mut self, pane: usize, report: ReportId, span: Span, height: Option<f32>) {
        self.show(pane, report);
        self.serial += 1;
        self.list[pane].reveal = Some(Reveal { span, height, serial: self.serial });
    }

    /// Opens or closes panes until there are `count`; new ones are empty.
    pub(super) fn set_count(&mut self, count: usize) {
        self.list.resize(count.clamp(1, MAX_PANES), Pane::default());
        self.focus = self.focus.min(self.list.len() - 1);
    }

    /// Closes one pane; the last one is emptied instead.
    pub(super) fn close(&mut self, pane: usize) {
        if self.list.len() > 1 {
            self.list.remove(pane);
            self.focus = self.focus.min(self.list.len() - 1);
        } else {
            self.list[0] = Pane::default();
        }
    }

    /// Takes a closed report out of all panes.
    pub(super) fn forget(&mut self, report: ReportId) {
        for pane in self.list.iter_mut().filter(|pane| pane.report == Some(report)) {
            *pane = Pane::default();
        }
    }

    /// Chooses two panes for two places: panes that already show their reports before others, the left place left
    /// where both are free. Opens a second pane if need be.
    pub(super) fn pair_for(&mut self, finding: &Finding, places: [usize; 2]) -> [usize; 2] {
        if self.list.len() < 2 {
            self.set_count(2);
        }
        let [first, second] = places.map(|place| finding.places[place].report);
        let holds = |pane: usize, report: ReportId| self.list[pane].report == Some(report);
        let panes = 0..self.list.len();
        let both = |left: usize, right: usize| left != right && holds(left, first) && holds(right, second);
        let pairs = panes.clone().flat_map(|left| panes.clone().map(move |right| (left, right)));
        if let Some((left, right)) = pairs.clone().find(|&(left, right)| both(left, right)) {
            return [left, right];
        }
        let other = |taken: usize| panes.clone().find(|&pane| pane != taken).expect("there are two panes");
        if first == second {
            // As in the text, the earlier place on the left.
            return [0, 1];
        }
        if let Some(left) = panes.clone().find(|&pane| holds(pane, first)) {
            return [left, other(left)];
        }
        if let Some(right) = panes.clone().find(|&pane| holds(pane, second)) {
            return [other(right), right];
        }
        [0, 1]
    }
}
