//! The panes in the middle of the window: the report that each shows, and the place that it is scrolled to.

use crate::session::analysis::Place;
use crate::session::library::ReportId;
use crate::text::Span;

/// The view in the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Reports side by side.
    #[default]
    Panes,
    /// Two reports row by row.
    Compare,
    /// The matrix of shares.
    Matrix,
    /// The screening of a folder.
    Screening,
    /// The ledger of figures.
    Ledger,
}

/// Maximum number of panes; more would be too narrow to read.
pub const MAX_PANES: usize = 4;

/// One pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pane {
    /// Identifies the pane when panes are moved or closed, so that its scroll position is kept.
    pub id: u64,
    /// The report that it shows.
    pub report: Option<ReportId>,
    /// The place that it was last asked to show.
    pub reveal: Option<Reveal>,
}

/// A request to scroll to a place. The window carries out each serial once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reveal {
    /// The place.
    pub span: Span,
    /// Distance of the place from the top of the pane in points; chosen by the window if `None`.
    pub height: Option<f32>,
    /// Whether linked panes follow, as they do when the user scrolls.
    pub leads: bool,
    /// Incremented with each request.
    pub serial: u64,
}

/// Selected text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The pane, from 0.
    pub pane: usize,
    /// The report.
    pub report: ReportId,
    /// The selected span.
    pub span: Span,
}

/// The panes from left to right.
#[derive(Clone, Debug)]
pub struct Panes {
    /// One to [`MAX_PANES`].
    pub list: Vec<Pane>,
    /// Index of the pane that keys act on.
    pub focus: usize,
    /// Whether the user chose their number; then no pane is opened automatically.
    pub(super) counted_by_hand: bool,
    serial: u64,
    /// Number of panes opened after the first.
    opened: u64,
}

impl Default for Panes {
    fn default() -> Self {
        Self { list: vec![Pane::default()], focus: 0, counted_by_hand: false, serial: 0, opened: 0 }
    }
}

impl Panes {
    /// The report in the pane with the focus.
    #[must_use]
    pub fn focused_report(&self) -> Option<ReportId> {
        self.list.get(self.focus).and_then(|pane| pane.report)
    }

    /// Shows a report in a pane; from its beginning, unless the pane shows it already.
    pub(super) fn show(&mut self, pane: usize, report: ReportId) {
        let pane = &mut self.list[pane];
        if pane.report != Some(report) {
            *pane = Pane { report: Some(report), reveal: None, ..*pane };
        }
    }

    /// Scrolls a pane to a place of a report.
    pub(super) fn reveal(&mut self, pane: usize, report: ReportId, span: Span, height: Option<f32>) {
        self.show(pane, report);
        self.serial += 1;
        self.list[pane].reveal = Some(Reveal { span, height, leads: false, serial: self.serial });
    }

    /// Lets linked panes follow the last request of a pane.
    pub(super) fn lead(&mut self, pane: usize) {
        if let Some(reveal) = &mut self.list[pane].reveal {
            reveal.leads = true;
        }
    }

    /// Opens empty panes or closes panes until there are `count`.
    pub(super) fn set_count(&mut self, count: usize) {
        let opened = &mut self.opened;
        self.list.resize_with(count.clamp(1, MAX_PANES), || {
            *opened += 1;
            Pane { id: *opened, ..Pane::default() }
        });
        self.focus = self.focus.min(self.list.len() - 1);
    }

    /// Moves a pane to another position; the focus stays on its pane.
    pub(super) fn reorder(&mut self, from: usize, to: usize) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        self.list = order.iter().map(|&pane| self.list[pane].clone()).collect();
        self.focus = order.iter().position(|&pane| pane == self.focus).unwrap_or(0);
    }

    /// Closes a pane; the only one is emptied instead.
    pub(super) fn close(&mut self, pane: usize) {
        if self.list.len() > 1 {
            self.list.remove(pane);
            self.focus = self.focus.min(self.list.len() - 1);
        } else {
            self.list[0] = Pane { id: self.list[0].id, ..Pane::default() };
        }
    }

    /// Empties the panes that show a report.
    pub(super) fn forget(&mut self, report: ReportId) {
        for pane in self.list.iter_mut().filter(|pane| pane.report == Some(report)) {
            *pane = Pane { id: pane.id, ..Pane::default() };
        }
    }

    /// Chooses two panes for two places: preferably panes that show the reports already, next to each other, with the first
    /// place on the left. Opens a second pane if there is only one.
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
        // In order of preference: few panes change their report, the order of the places is kept, the panes are
        // adjacent.
        pairs.sort_by_key(|&[left, right]| {
            let changed = usize::from(!holds(left, first)) + usize::from(!holds(right, second));
            let apart = left.abs_diff(right);
            let turned = left > right && (first == second || changed == 2);
            (changed, turned, apart, left)
        });
        pairs[0]
    }
}
