//! Coming back: a review reopens where it was left, reports opened for the first time show the pair with the greatest
//! worth, and a report that was closed returns with an undo.

use std::path::PathBuf;

use crate::message::Message;
use crate::review::{Revision, sha256};
use crate::session::Session;
use crate::session::analysis::{MarkKind, NodeKey, Place, Subject};
use crate::session::context::Context;
use crate::session::library::{Entry, ReportId};
use crate::session::panes::View;
use crate::session::review::Choose;
use crate::session::settings::LeftAt;
use crate::session::shell::notices::{NoticeKind, Topic};
use crate::session::work::{Chosen, places_at};

/// Reports that were closed, latest last, and what else is needed to come back.
#[derive(Debug, Default)]
pub(in crate::session) struct Returning {
    /// The place to return to once the reports of the review are read.
    left: Option<LeftAt>,
    /// Whether the panes stand where they were left, and only the finding is still to be selected.
    panes_stand: bool,
    /// What was selected before the reports were analysed again.
    choice: Option<Choice>,
    /// Number of verdicts without their finding that the reviewer was told of.
    lost: usize,
    closed: Vec<ClosedReport>,
    reopened: Vec<ClosedReport>,
}

impl Returning {
    /// Notes how many verdicts are without their finding; returns whether these are more than before.
    pub(in crate::session) fn told_of_lost(&mut self, count: usize) -> bool {
        std::mem::replace(&mut self.lost, count) < count
    }
}

/// What is selected in the work list, in terms that outlast the analysis.
#[derive(Clone, Debug)]
struct Choice {
    /// Key of the finding in view.
    finding: String,
    places: [usize; 2],
    /// The selected row, if it is no part.
    row: Option<NodeKey>,
}

/// Maximum number of unfolded rows that are kept with the place of a review.
const MOST_UNFOLDED: usize = 200;

/// Maximum number of closed reports that an undo brings back.
const MOST_CLOSED: usize = 100;

/// A report that was closed, and where it was.
#[derive(Clone, Debug)]
struct ClosedReport {
    entry: Entry,
    /// Its index in the library.
    at: usize,
    /// The panes that showed it, by their ids, with the position at reading height.
    panes: Vec<(u64, usize)>,
    /// What was selected in the work list.
    choice: Option<Choice>,
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
            unfolded: self
                .work
                .unfolded()
                .filter_map(|row| self.row_digest(row))
                .take(MOST_UNFOLDED)
                .collect(),
            chosen,
        })
    }

    /// Digest of a row's key that is the same when the review is opened again.
    fn row_digest(&self, row: &NodeKey) -> Option<String> {
        let words = row.words(|id| Some(self.review.binding().key(id)?.as_str().to_owned()))?;
        Some(sha256(words.as_bytes()).chars().take(16).collect())
    }

    /// Unfolds the rows that were unfolded when the review was left. Linear in the rows of the tree.
    fn unfold_again(&mut self, digests: &[String]) {
        if digests.is_empty() {
            return;
        }
        let tree = &self.analysis.findings().tree;
        let rows = (0..tree.nodes.len()).filter(|&at| tree.nodes[at].end > at + 1).map(|at| tree.key(at));
        let was_open = |row: &NodeKey| self.row_digest(row).is_some_and(|digest| digests.contains(&digest));
        let unfolded: Vec<NodeKey> = rows.filter(was_open).collect();
        self.work.unfold(unfolded);
        self.recompose();
    }

    /// Keeps what is selected in the work list, before the reports are analysed again.
    pub(in crate::session) fn keep_choice(&mut self) {
        if let Some(choice) = self.choice() {
            self.returning.choice = Some(choice);
        }
    }

    /// What is selected in the work list.
    fn choice(&self) -> Option<Choice> {
        let chosen = self.work.chosen()?;
        let findings = self.analysis.findings();
        let finding = findings.list.get(chosen.finding)?;
        let is_part = |at: &usize| matches!(findings.tree.nodes[*at].subject, Subject::Part { .. });
        let row = self.work.cursor().filter(|at| !is_part(at)).map(|at| findings.tree.key(at));
        Some(Choice { finding: finding.key.clone(), places: chosen.places, row })
    }

    /// Selects what was selected before the reports were analysed again; the panes stay as they are. Returns whether it
    /// is still there.
    fn choose_again(&mut self, choice: Choice) -> bool {
        let findings = self.analysis.findings();
        let Some(&finding) = findings.with_key(&choice.finding).first() else { return false };
        let count = findings.list[finding].places.len();
        if choice.places.iter().any(|&place| place >= count) {
            return false;
        }
        let chosen = Chosen { finding, places: choice.places };
        match choice.row.and_then(|row| findings.tree.with_key(&row)) {
            Some(row) => {
                self.work.select(row, Choose::Only, &findings.tree);
                self.work.show(chosen);
            }
            None => self.work.choose(chosen, &findings.tree),
        }
        true
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

    /// The reports are analysed: selects the finding that was selected, or shows the pair with the greatest worth
    /// where nothing was shown before.
    pub(in crate::session) fn return_choice(&mut self, cx: &mut Context) {
        let choice = self.returning.choice.take();
        let Some(left) = self.returning.left.take() else {
            if !choice.is_some_and(|choice| self.choose_again(choice)) {
                self.show_first_pair();
            }
            return;
        };
        if !std::mem::take(&mut self.returning.panes_stand) {
            return;
        }
        self.unfold_again(&left.unfolded);
        if let Some((finding, places)) = left.chosen {
            self.choose_again(Choice { finding, places, row: None });
        }
        if left.compared {
            self.set_view(View::Compare, cx);
        }
    }

    /// Shows the pair with the greatest worth at its first part, unless the reviewer has gone anywhere already.
    fn show_first_pair(&mut self) {
        let panes = self.panes.panes();
        let untouched = panes.list.iter().all(|pane| pane.reveal.is_none())
            && self.work.chosen().is_none()
            && self.panes.is_as_opened();
        if !untouched || panes.list.len() != 2 || self.panes.view() != View::Panes {
            return;
        }
        if let Some([first, other]) = self.worthiest_places() {
            let turned = self.year_of(first.report) > self.year_of(other.report);
            self.panes.open_at(if turned { [other, first] } else { [first, other] });
        }
    }

    /// The places in two reports of the first part of the case with the greatest worth that has such a part.
    fn worthiest_places(&self) -> Option<[Place; 2]> {
        let findings = self.analysis.findings();
        let tree = &findings.tree;
        // The outermost rows of the tree are in the order of worth.
        let is_shared = |root: &usize| {
            let subject = &tree.nodes[*root].subject;
            matches!(subject, Subject::Pair { .. } | Subject::Editions(_) | Subject::Family(_))
        };
        let rows = tree.roots().filter(is_shared).flat_map(|root| root..tree.nodes[root].end);
        rows.into_iter().find_map(|row| {
            let Subject::Part { finding, .. } = tree.nodes[row].subject else { return None };
            let places = &findings.list[finding].places;
            let first = places[places_at(row, finding, findings).places[0]];
            let pair = tree.pair_of(row).map(|ends| [ends.0, ends.1]);
            let is_beside = |place: &&Place| {
                place.report != first.report && pair.is_none_or(|ends| ends.contains(&place.report))
            };
            Some([first, *places.iter().find(is_beside)?])
        })
    }

    /// A report is about to be closed: keeps where it is, and says what it takes along and that an undo brings it back.
    pub(in crate::session) fn report_closes(&mut self, report: ReportId, cx: &mut Context) {
        let (Some(at), Some(entry)) = (self.library.position(report), self.library.entry(report)) else {
            return;
        };
        let panes = self.panes.panes().list.iter().filter(|pane| pane.report == Some(report));
        let position = self.panes.in_view(report).map_or(0, |(position, _)| position);
        let closed = ClosedReport {
            entry: entry.without_text(),
            at,
            panes: panes.map(|pane| (pane.id, position)).collect(),
            choice: self.choice(),
            revision: self.review.history().revision(),
        };
        let in_report = |place: &Place| place.report == report;
        let list = self.analysis.findings().list.iter();
        let findings = list.filter(|f| f.kind != MarkKind::Phrase && f.places.iter().any(in_report)).count();
        let message = Message::new("report-closed")
            .with("title", self.library.name(report))
            .with("findings", findings)
            .with("notes", self.review.marks(report).len());
        cx.notices().withdraw(Topic::Closing);
        cx.notices().add(NoticeKind::Info, message, Some(Topic::Closing));
        self.returning.closed.push(closed);
        if self.returning.closed.len() > MOST_CLOSED {
            self.returning.closed.remove(0);
        }
        self.returning.reopened.clear();
    }

    /// Brings back the report that was closed last, with its number and in the panes that showed it, unless an edit was made
    /// since. Returns whether it did.
    pub(in crate::session) fn undo_closing(&mut self, cx: &mut Context) -> bool {
        let revision = self.review.history().revision();
        let Some(closed) = self.returning.closed.pop_if(|closed| closed.revision == revision) else {
            return false;
        };
        cx.notices().withdraw(Topic::Closing);
        // A report that was opened again by hand has another id.
        let known = self.library.at(&closed.entry.path).map(|entry| entry.id);
        let id = known.unwrap_or_else(|| self.library.put_back(closed.entry.clone(), closed.at, cx));
        for &(pane, position) in &closed.panes {
            self.panes.show_again(pane, id, position);
        }
        if self.work.chosen().is_none() {
            self.returning.choice.clone_from(&closed.choice);
        }
        self.bind_all();
        self.library.watch(cx);
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
        match self.library.at(&closed.entry.path).map(|entry| entry.id) {
            Some(id) => self.close_report(id, cx),
            // It was closed by other means.
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
