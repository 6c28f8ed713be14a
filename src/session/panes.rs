//! The panes in the middle of the window: which report each shows, where it is asked to go, and what is selected.

use super::{Place, ReportId};
use crate::text::Span;

/// As many panes as fit side by side. Nothing but the room on a screen depends on this number.
pub const MAX_PANES: usize = 4;

/// One pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pane {
    /// Stays with it when panes are moved or closed, so that the view knows how far it was read.
    pub id: u64,
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
    /// Indices of two of its places; equal only where it has but one.
    pub places: [usize; 2],
}

impl Chosen {
    /// Whether the finding has one place only.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.places[0] == self.places[1]
    }
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
    /// How many panes were opened after the first.
    opened: u64,
}

impl Default for Panes {
    fn default() -> Self {
        Self { list: vec![Pane::default()], focus: 0, counted_by_hand: false, serial: 0, opened: 0 }
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
            *pane = Pane { report: Some(report), reveal: None, ..*pane };
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
        let opened = &mut self.opened;
        self.list.resize_with(count.clamp(1, MAX_PANES), || {
            *opened += 1;
            Pane { id: *opened, ..Pane::default() }
        });
        self.focus = self.focus.min(self.list.len() - 1);
    }

    /// Takes a pane out and puts it back at another place; the focus stays on what it was on.
    pub(super) fn reorder(&mut self, from: usize, to: usize) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        self.list = order.iter().map(|&pane| self.list[pane].clone()).collect();
        self.focus = order.iter().position(|&pane| pane == self.focus).unwrap_or(0);
    }

    /// Closes one pane; the last one is emptied instead.
    pub(super) fn close(&mut self, pane: usize) {
        if self.list.len() > 1 {
            self.list.remove(pane);
            self.focus = self.focus.min(self.list.len() - 1);
        } else {
            self.list[0] = Pane { id: self.list[0].id, ..Pane::default() };
        }
    }

    /// Takes a closed report out of all panes.
    pub(super) fn forget(&mut self, report: ReportId) {
        for pane in self.list.iter_mut().filter(|pane| pane.report == Some(report)) {
            *pane = Pane { id: pane.id, ..Pane::default() };
        }
    }

    /// Chooses two panes for two places: panes that already show their reports before others, beside each other if
    /// possible, the earlier place left where both are free. Opens a second pane if need be.
    pub(super) fn pair_for(&mut self, places: [Place; 2]) -> [usize; 2] {
        if self.list.len() < 2 {
            self.set_count(2);
        }
        let [first, second] = places.map(|place| place.report);
        let holds = |pane: usize, report: ReportId| self.list[pane].report == Some(report);
        let panes = 0..self.list.len();
        let mut pairs: Vec<[usize; 2]> = panes
            .clone()
            .flat_map(|left| {
                panes.clone().filter(move |&right| right != left).map(move |right| [left, right])
            })
            .collect();
        // What asks least of the eye: few panes change what they show, the two stand side by side, in order.
        pairs.sort_by_key(|&[left, right]| {
            let changed = usize::from(!holds(left, first)) + usize::from(!holds(right, second));
            let apart = left.abs_diff(right);
            let turned = left > right && (first == second || changed == 2);
            (changed, turned, apart, left)
        });
        pairs[0]
    }
}
