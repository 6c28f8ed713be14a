//! The cases of an analysis as a tree in pre-order: case, pair inside editions, check, part.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::finding::Finding;
use super::run::Analysis;
use crate::finding::Severity;
use crate::pairs::{Case, CaseKind, PairKind, Part};
use crate::session::library::ReportId;

/// What a row of the work list is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// Two reports, or one report with itself.
    Pair {
        /// The older report, if both years are known.
        left: ReportId,
        /// The other report.
        right: ReportId,
        /// Kind of the pair.
        kind: PairKind,
        /// Shares of the left and of the right report that the other one holds, from 0 to 1.
        shared: [f32; 2],
    },
    /// Three reports or more that are copies of each other.
    Editions(Vec<ReportId>),
    /// Text that three reports or more hold.
    Family(Vec<ReportId>),
    /// Findings about one report.
    Report(ReportId),
    /// Cases of passages that two authors may well have written independently.
    Scattered,
    /// Set phrases, titles and page furniture.
    Phrases,
    /// The findings of one check in a case.
    Check {
        /// Id of the check.
        id: &'static str,
        /// Message id of its name.
        name: &'static str,
        /// Its severity.
        severity: Severity,
    },
    /// A passage or a finding.
    Part {
        /// Index in the list of findings.
        finding: usize,
        /// Whether it is counted in another case and only shown here.
        is_reference: bool,
    },
}

/// A row of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is about.
    pub subject: Subject,
    /// Number of rows above it in the tree.
    pub depth: usize,
    /// Index of the row that it stands under.
    pub parent: Option<usize>,
    /// Index after the last row under it.
    pub end: usize,
    /// Worth of the case; 0 below cases.
    pub worth: f32,
}

/// Identity of a row that stays the same in the next analysis.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeKey(Vec<(u8, Vec<u32>, &'static str)>);

impl NodeKey {
    /// The key in words that stay the same in the next session, if `name` gives reports names that do; `None` if a
    /// report has no name.
    #[must_use]
    pub fn words(&self, name: impl Fn(ReportId) -> Option<String>) -> Option<String> {
        let mut words = String::new();
        for (kind, reports, check) in &self.0 {
            let names: Option<Vec<String>> = reports.iter().map(|&id| name(ReportId(id))).collect();
            let _ = write!(words, "{kind} {check} {};", names?.join(" "));
        }
        Some(words)
    }
}

/// All rows, each followed by those under it.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The rows in pre-order.
    pub nodes: Vec<Node>,
    /// For each finding, the row where it is counted.
    homes: Vec<usize>,
}

impl Tree {
    /// The tree of an analysis; `list` is its findings, passages first.
    pub(super) fn new(analysis: &Analysis, list: &[Finding]) -> Self {
        let passages = analysis.found.groups.len();
        let mut builder = Builder { analysis, list, passages, nodes: Vec::with_capacity(2 * list.len()) };
        for case in &analysis.cases.list {
            builder.case(case, 0, None);
        }
        if !analysis.cases.scattered.is_empty() {
            let at = builder.open(Subject::Scattered, 0, None, 0.0);
            for case in &analysis.cases.scattered {
                builder.case(case, 1, Some(at));
            }
            builder.close(at);
        }
        let groups = &analysis.found.groups;
        let phrases: Vec<usize> = (0..passages).filter(|&at| groups[at].boilerplate).collect();
        if !phrases.is_empty() {
            let at = builder.open(Subject::Phrases, 0, None, 0.0);
            for finding in phrases {
                builder.part(finding, false, 1, at);
            }
            builder.close(at);
        }
        let nodes = builder.nodes;
        let mut homes = vec![usize::MAX; list.len()];
        for (at, node) in nodes.iter().enumerate() {
            if let Subject::Part { finding, is_reference: false } = node.subject {
                homes[finding] = at;
            }
        }
        Self { nodes, homes }
    }

    /// The row where a finding is counted.
    #[must_use]
    pub fn home(&self, finding: usize) -> Option<usize> {
        self.homes.get(finding).copied().filter(|&at| at < self.nodes.len())
    }

    /// Indices of the outermost rows.
    pub fn roots(&self) -> impl Iterator<Item = usize> {
        std::iter::successors((!self.nodes.is_empty()).then_some(0), |&at| {
            let next = self.nodes[at].end;
            (next < self.nodes.len()).then_some(next)
        })
    }

    /// The outermost row above a row, or the row itself.
    #[must_use]
    pub fn root(&self, mut at: usize) -> usize {
        while let Some(parent) = self.nodes[at].parent {
            at = parent;
        }
        at
    }

    /// The rows above a row, innermost first.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[at].parent, |&at| self.nodes[at].parent)
    }

    /// The findings counted at a row and under it, in order.
    pub fn findings_under(&self, at: usize) -> impl Iterator<Item = usize> {
        self.nodes[at..self.nodes[at].end].iter().filter_map(|node| match node.subject {
            Subject::Part { finding, is_reference: false } => Some(finding),
            _ => None,
        })
    }

    /// The two reports of the innermost pair that a row stands under, or is.
    #[must_use]
    pub fn pair_of(&self, at: usize) -> Option<(ReportId, ReportId)> {
        std::iter::once(at).chain(self.ancestors(at)).find_map(|at| match self.nodes[at].subject {
            Subject::Pair { left, right, .. } => Some((left, right)),
            _ => None,
        })
    }

    /// The row of the pair of two reports, in either order.
    #[must_use]
    pub fn pair_row(&self, one: ReportId, other: ReportId) -> Option<usize> {
        let is_it = |node: &Node| match node.subject {
            Subject::Pair { left, right, .. } => {
                (left, right) == (one, other) || (right, left) == (one, other)
            }
            _ => false,
        };
        self.nodes.iter().position(is_it)
    }

    /// The row with this identity.
    #[must_use]
    pub fn with_key(&self, key: &NodeKey) -> Option<usize> {
        let is_row = |at: &usize| !matches!(self.nodes[*at].subject, Subject::Part { .. });
        (0..self.nodes.len()).filter(is_row).find(|&at| self.key(at) == *key)
    }

    /// Identity of a row that is no part.
    #[must_use]
    pub fn key(&self, at: usize) -> NodeKey {
        let path = std::iter::once(at).chain(self.ancestors(at));
        NodeKey(path.map(|at| key(&self.nodes[at].subject)).collect())
    }
}

fn key(subject: &Subject) -> (u8, Vec<u32>, &'static str) {
    let ids = |reports: &[ReportId]| reports.iter().map(|report| report.0).collect();
    match subject {
        Subject::Pair { left, right, .. } => (0, vec![left.0, right.0], ""),
        Subject::Editions(reports) => (1, ids(reports), ""),
        Subject::Family(reports) => (2, ids(reports), ""),
        Subject::Report(report) => (3, vec![report.0], ""),
        Subject::Scattered => (4, Vec::new(), ""),
        Subject::Phrases => (5, Vec::new(), ""),
        Subject::Check { id, .. } => (6, Vec::new(), id),
        Subject::Part { finding, .. } => (7, vec![*finding as u32], ""),
    }
}

struct Builder<'a> {
    analysis: &'a Analysis,
    list: &'a [Finding],
    /// Number of passages: findings of checks follow them in the list.
    passages: usize,
    nodes: Vec<Node>,
}

impl Builder<'_> {
    fn open(&mut self, subject: Subject, depth: usize, parent: Option<usize>, worth: f32) -> usize {
        self.nodes.push(Node { subject, depth, parent, end: 0, worth });
        self.nodes.len() - 1
    }

    fn close(&mut self, at: usize) {
        self.nodes[at].end = self.nodes.len();
    }

    fn part(&mut self, finding: usize, is_reference: bool, depth: usize, parent: usize) {
        let at = self.open(Subject::Part { finding, is_reference }, depth, Some(parent), 0.0);
        self.close(at);
    }

    fn case(&mut self, case: &Case, depth: usize, parent: Option<usize>) {
        let ids = |reports: &[usize]| reports.iter().map(|&at| self.analysis.reports[at]).collect();
        let subject = match &case.kind {
            CaseKind::Pair(index) => {
                let pair = &self.analysis.pairs.pairs[*index];
                let [left, right] = [pair.left, pair.right].map(|at| self.analysis.reports[at]);
                Subject::Pair { left, right, kind: pair.kind, shared: [pair.shared_left, pair.shared_right] }
            }
            CaseKind::Editions(reports) => Subject::Editions(ids(reports)),
            CaseKind::Family(reports) => Subject::Family(ids(reports)),
            CaseKind::Report(report) => Subject::Report(self.analysis.reports[*report]),
        };
        let at = self.open(subject, depth, parent, case.worth);
        for inner in &case.inner {
            self.case(inner, depth + 1, Some(at));
        }
        self.parts(case, depth + 1, at);
        self.close(at);
    }

    /// The parts of a case in order. The findings of a check with several of them stand under one row, where the first
    /// of them would stand.
    fn parts(&mut self, case: &Case, depth: usize, parent: usize) {
        let index = |part: &Part| match *part {
            Part::Passage(group) => group,
            Part::Finding(finding) => self.passages + finding,
        };
        let own = case.parts.iter().map(|part| (index(part), false));
        let mut parts: Vec<(usize, bool)> = own.collect();
        parts.extend(case.references.iter().map(|part| (index(part), true)));
        let report = match case.kind {
            CaseKind::Pair(index) => Some(self.analysis.reports[self.analysis.pairs.pairs[index].right]),
            _ => None,
        };
        if let Some(report) = report {
            // Own parts and references go together in the order of the text.
            parts.sort_by_key(|&(finding, _)| {
                let places = &self.list[finding].places;
                places.iter().rfind(|place| place.report == report).map_or(0, |place| place.span.start)
            });
        }
        let mut by_check: HashMap<&'static str, Vec<(usize, bool)>> = HashMap::new();
        for &(finding, is_reference) in &parts {
            if let Some(check) = &self.list[finding].check {
                by_check.entry(check.id).or_default().push((finding, is_reference));
            }
        }
        for (finding, is_reference) in parts {
            let list = self.list;
            let Some(check) = &list[finding].check else {
                self.part(finding, is_reference, depth, parent);
                continue;
            };
            let Some(same) = by_check.remove(check.id) else { continue };
            if same.len() == 1 {
                self.part(finding, is_reference, depth, parent);
                continue;
            }
            let subject = Subject::Check { id: check.id, name: check.name, severity: check.severity };
            let at = self.open(subject, depth, Some(parent), 0.0);
            for (finding, is_reference) in same {
                self.part(finding, is_reference, depth + 1, at);
            }
            self.close(at);
        }
    }
}
