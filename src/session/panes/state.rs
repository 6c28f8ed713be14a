//! Everything about the middle of the window, with read access.

use std::sync::Arc;

use super::differences::Differences;
use super::jump_list::JumpList;
use super::link::Link;
use super::model::{Panes, Selection, View};
use super::section_pairs::SectionPairs;
use crate::session::library::{Library, ReportId};
use crate::text::Span;

/// The panes with their links, the selection and the jump list.
#[derive(Debug, Default)]
pub(in crate::session) struct PanesState {
    pub(super) panes: Panes,
    pub(super) view: View,
    pub(super) jump_list: JumpList,
    pub(super) links: Vec<Option<Arc<Link>>>,
    /// The reports and the revision of the findings that the links were computed for.
    pub(super) linked: (Vec<Option<ReportId>>, u64),
    pub(super) section_pairs: SectionPairs,
    pub(super) differences: Differences,
    pub(super) selection: Option<Selection>,
    pub(super) beside: Option<Selection>,
    /// Whether that one is kept whatever is selected next, until it is compared or dropped.
    pub(super) is_held: bool,
    /// By report the position at reading height and the span in view when the last command was given.
    pub(super) in_view: Vec<(ReportId, (usize, Span))>,
}

impl PanesState {
    /// The panes from left to right.
    pub(in crate::session) fn panes(&self) -> &Panes {
        &self.panes
    }

    /// The view in the middle of the window.
    pub(in crate::session) fn view(&self) -> View {
        self.view
    }

    /// Visited places.
    pub(in crate::session) fn jump_list(&self) -> &JumpList {
        &self.jump_list
    }

    /// Element `n` links panes `n` and `n + 1`; `None` where one of them shows no report.
    pub(in crate::session) fn links(&self) -> &[Option<Arc<Link>>] {
        &self.links
    }

    /// Corresponding sections of the reports in two panes.
    pub(in crate::session) fn section_pairs(&self) -> &SectionPairs {
        &self.section_pairs
    }

    /// Differences of the places in view.
    pub(in crate::session) fn differences(&self) -> &Differences {
        &self.differences
    }

    /// Differences of the places in view, to request others.
    pub(in crate::session) fn differences_mut(&mut self) -> &mut Differences {
        &mut self.differences
    }

    /// Incremented whenever the panes show other places or more is known about them.
    pub(in crate::session) fn revision(&self) -> u64 {
        self.differences.revision
    }

    /// The selected text.
    pub(in crate::session) fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// The text selected before in another pane.
    pub(in crate::session) fn beside(&self) -> Option<Selection> {
        self.beside
    }

    /// The position at reading height and the span in view of a report when the last command was given.
    pub(in crate::session) fn in_view(&self, report: ReportId) -> Option<(usize, Span)> {
        self.in_view.iter().find(|(shown, _)| *shown == report).map(|(_, shown)| *shown)
    }

    /// The two selections that can be compared: the present one and the one made before it in another pane.
    pub(in crate::session) fn selections(&self) -> Option<[Selection; 2]> {
        let (here, beside) = (self.selection?, self.beside?);
        let order = |selection: &Selection| (selection.pane, selection.span.start);
        Some(if order(&here) < order(&beside) { [here, beside] } else { [beside, here] })
    }

    /// The selected text, if any.
    pub(in crate::session) fn selected_text(&self, library: &Library) -> Option<String> {
        let selection = self.selection?;
        Some(library.document(selection.report)?.text().slice(selection.span).to_owned())
    }

    /// The report in the pane with the focus.
    pub(in crate::session) fn focused_report(&self) -> Option<ReportId> {
        self.panes.focused_report()
    }

    /// The reports that the panes show, from left to right.
    pub(in crate::session) fn shown(&self) -> impl Iterator<Item = ReportId> {
        self.panes.list.iter().filter_map(|pane| pane.report)
    }
}
