//! Coming back: a review reopens where it was left, reports opened for the first time show the pair that shares most, and a
//! report that was closed returns with an undo.

use std::path::PathBuf;

use crate::message::Message;
use crate::review::Revision;
use crate::session::Session;
use crate::session::analysis::{MarkKind, Place};
use crate::session::context::Context;
use crate::session::library::ReportId;
use crate::session::panes::View;
use crate::session::settings::LeftAt;
use crate::session::shell::notices::{NoticeKind, Topic};
use crate::session::work::Chosen;

/// Reports that were closed, latest last, and what else is needed to come back.
#[derive(Debug, Default)]
pub(in crate::session) struct Returning {
    /// The place to return to once the reports of the review are read.
    left: Option<LeftAt>,
    /// Whether the panes stand where they were left, and only the finding is still to be selected.
    panes_stand: bool,
    closed: Vec<ClosedReport>,
    reopened: Vec<ClosedReport>,
}

/// A report that was closed.
#[derive(Clone, Debug)]
struct ClosedReport {
    path: PathBuf,
    /// The review's state when it was closed: an edit made since is undone first.
    revision: Revision,
}

impl Session {
    /// Where the open review stands now; `None` for a review without a file.
    #[must_use]
    pub fn left_at(&self) -> Option<LeftAt> {
        let review = self.saving.path()?.to_owned();
        let panes = self.panes.panes().list.iter().map(|pane| {
            let report = pane.report?;
            let path = self.library.entry(report)?.path.clone();
            let position = self.panes.in_view(report).map_or(0, |(position, _)| position);
            Some((path, position))
        });
        let chosen = self.work.chosen().and_then(|chosen| {
            let finding = self.analysis.findings().list.get(chosen.finding)?;
            Some((finding.key.clone(), chosen.places))
        });
        Some(LeftAt {
            review,
            panes: panes.collect(),
            focus: self.panes.panes().focus,
            compared: self.panes.view() == View::Compare,
            filter: self.work.listing().filter.clone(),
            chosen,
        })
    }

    /// Keeps the place of the open review, before another one is opened.
    pub(in crate::session) fn keep_place(&mut self, cx: &mut Context) {
        if let Some(left) = self.left_at() {
            self.settings.keep_place(left, cx);
        }
    }

    /// A review was opened: returns to where it was left once its reports are read.
    pub(in crate::session) fn return_later(&mut self) {
        self.returning = Returning::default();
        let left = self.saving.path().and_then(|path| self.settings.place_of(path)).cloned();
        if let Some(left) = &left {
            self.filter_findings(left.filter.clone());
        }
        self.returning.left = left;
    }

    /// All reports are read: shows those that the panes showed.
    pub(in crate::session) fn return_panes(&mut self) {
        let Some(left) = &self.returning.left else { return };
        let find = |path: &PathBuf| {
            self.library.entries().iter().find(|entry| entry.is_at(path) && entry.document().is_some())
        };
        let shown: Vec<Option<(ReportId, usize)>> = left
            .panes
            .iter()
            .map(|pane| pane.as_ref().and_then(|(path, at)| Some((find(path)?.id, *at))))
            .collect();
        if shown.iter().flatten().next().is_none() {
            self.returning.left = None;
            return;
        }
        self.panes.stand_at(&shown, left.focus);
        self.returning.panes_stand = true;
    }

    /// The reports are analysed: selects the finding that was selected, or shows the pair that shares most where
    /// nothing was shown before.
    pub(in crate::session) fn return_choice(&mut self, cx: &mut Context) {
        let Some(left) = self.returning.left.take() else {
            return self.show_first_pair();
        };
        if !std::mem::take(&mut self.returning.panes_stand) {
            return;
        }
        let chosen = left.chosen.and_then(|(key, places)| {
            let list = &self.analysis.findings().list;
            let finding = list.iter().position(|finding| finding.key == key)?;
            let holds = places.iter().all(|&place| place < list[finding].places.len());
            holds.then_some(Chosen { finding, places })
        });
        if let Some(chosen) = chosen {
            self.work.choose(chosen, &self.analysis.findings().tree);
        }
        if left.compared {
            self.set_view(View::Compare, cx);
        }
    }

    /// Shows the two reports of the finding that ranks highest among those of two reports, unless the reviewer has gone
    /// anywhere already.
    fn show_first_pair(&mut self) {
        let panes = self.panes.panes();
        let untouched = panes.list.iter().all(|pane| pane.reveal.is_none())
            && self.work.chosen().is_none()
            && self.panes.is_as_opened();
        if !untouched || panes.list.len() != 2 || self.panes.view() != View::Panes {
            return;
        }
        let findings = self.analysis.findings();
        let is_passage = |kind| matches!(kind, MarkKind::Same | MarkKind::Near);
        let pair = findings.list.iter().filter(|finding| is_passage(finding.kind)).find_map(|finding| {
            let first = finding.places[0];
            let other = finding.places.iter().find(|place| place.report != first.report)?;
            Some([first, *other])
        });
        if let Some([first, other]) = pair {
            let turned = self.year_of(first.report) > self.year_of(other.report);
            self.panes.open_at(if turned { [other, first] } else { [first, other] });
        }
    }

    /// A report was closed: says what it takes along, and that an undo brings it back.
    pub(in crate::session) fn report_closed(
        &mut self,
        path: PathBuf,
        title: &str,
        taken: Taken,
        cx: &mut Context,
    ) {
        let revision = self.review.history().revision();
        self.returning.closed.push(ClosedReport { path, revision });
        self.returning.reopened.clear();
        let message = Message::new("report-closed")
            .with("title", title)
            .with("findings", taken.findings)
            .with("notes", taken.notes);
        cx.notices().withdraw(Topic::Closing);
        cx.notices().add(NoticeKind::Info, message, Some(Topic::Closing));
    }

    /// What closing a report takes out of the lists: findings with a place in it, and notes on it.
    pub(in crate::session) fn taken_along(&self, report: ReportId) -> Taken {
        let in_report = |place: &Place| place.report == report;
        let list = self.analysis.findings().list.iter();
        let findings = list.filter(|f| f.kind != MarkKind::Phrase && f.places.iter().any(in_report)).count();
        Taken { findings, notes: self.review.marks(report).len() }
    }

    /// Brings back the report that was closed last, unless an edit was made since. Returns whether it did.
    pub(in crate::session) fn undo_closing(&mut self, cx: &mut Context) -> bool {
        let revision = self.review.history().revision();
        let Some(closed) = self.returning.closed.pop_if(|closed| closed.revision == revision) else {
            return false;
        };
        cx.notices().withdraw(Topic::Closing);
        self.open(vec![closed.path.clone()], cx);
        self.returning.reopened.push(closed);
        true
    }

    /// Closes again the report that an undo brought back. Returns whether it did.
    pub(in crate::session) fn redo_closing(&mut self, cx: &mut Context) -> bool {
        let revision = self.review.history().revision();
        let Some(closed) = self.returning.reopened.pop_if(|closed| closed.revision == revision) else {
            return false;
        };
        let earlier = std::mem::take(&mut self.returning.reopened);
        match self.library.at(&closed.path).map(|entry| entry.id) {
            Some(id) => self.close_report(id, cx),
            // It is still being read, so there is nothing to close.
            None => self.returning.closed.push(closed),
        }
        self.returning.reopened = earlier;
        true
    }

    /// Message id of the step that an undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&'static str> {
        let revision = self.review.history().revision();
        let closed = self.returning.closed.last().is_some_and(|closed| closed.revision == revision);
        if closed { Some("edit-close-report") } else { self.review.history().undo_name() }
    }

    /// Message id of the step that a redo would make again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&'static str> {
        let revision = self.review.history().revision();
        let reopened = self.returning.reopened.last().is_some_and(|closed| closed.revision == revision);
        if reopened { Some("edit-close-report") } else { self.review.history().redo_name() }
    }
}

/// Numbers of findings and notes that a closed report takes out of the lists.
#[derive(Clone, Copy, Debug)]
pub(in crate::session) struct Taken {
    findings: usize,
    notes: usize,
}
