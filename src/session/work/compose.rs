//! Composing the rows of the work list: which are shown, in which order, and which are walked.

use super::model::{ListRow, Progress, WorkList};
use super::sources::Sources;
use super::tally::tallies;
use crate::session::analysis::{MarkKind, Node, Subject, Tree};
use crate::session::library::ReportId;
use crate::session::settings::CaseOrder;

impl WorkList {
    /// Composes the list from the findings that match the filter. Linear in the rows of the tree, without looking at
    /// any text.
    pub(super) fn compose(&mut self, sources: Sources<'_>) {
        let tree = &sources.findings.tree;
        let list = &sources.findings.list;
        let listing = &mut self.listing;
        let requires =
            |kind: MarkKind| listing.query.requires(|wanted| *wanted == super::filter::Wanted::Kind(kind));
        let with_phrases = sources.settings.show_phrases || requires(MarkKind::Phrase);
        let hidden = MarkKind::ALL
            .map(|kind| kind != MarkKind::Phrase && !sources.settings.shows_marks(kind) && !requires(kind));
        let is_kind_shown = |kind: MarkKind| {
            (kind != MarkKind::Phrase || with_phrases)
                && !MarkKind::ALL.iter().zip(hidden).any(|(&other, hidden)| other == kind && hidden)
        };
        listing.unfiltered = list.iter().filter(|finding| is_kind_shown(finding.kind)).count();
        let is_filtered = !listing.query.is_empty();
        let is_in_scattered = in_scattered(tree);
        let shown = |finding: usize, node: usize| {
            let is_aside = is_in_scattered[node] && !is_filtered;
            listing.matching[finding] && (is_kind_shown(list[finding].kind) || is_aside)
        };
        listing.tallies = tallies(tree, shown, |finding| listing.judgements[finding]);
        listing.roots = tree.roots().collect();
        sort_roots(&mut listing.roots, sources, |at| listing.tallies[at].open());
        let roots = listing.roots.iter().copied();
        listing.progress =
            roots.filter(|&at| !is_aside(&tree.nodes[at])).fold(Progress::default(), |sum, at| {
                let tally = listing.tallies[at];
                Progress { judged: sum.judged + tally.judged(), all: sum.all + tally.parts }
            });
        self.count_by_report(sources);
        self.compose_walk(tree, with_phrases || is_filtered);
        self.compose_rows(tree);
    }

    /// How far the review of each report is. Linear in the places of all findings that are counted.
    fn count_by_report(&mut self, sources: Sources<'_>) {
        let tree = &sources.findings.tree;
        let listing = &mut self.listing;
        listing.by_report.clear();
        for root in tree.roots().filter(|&at| !is_aside(&tree.nodes[at])) {
            for finding in tree.findings_under(root) {
                if tree.home(finding).is_none_or(|home| listing.tallies[home].parts == 0) {
                    continue;
                }
                let judged = usize::from(listing.judgements[finding].is_some());
                for report in reports_of(sources, finding) {
                    let progress = listing.by_report.entry(report).or_default();
                    progress.judged += judged;
                    progress.all += 1;
                }
            }
        }
    }

    /// The parts in the order in which they are walked, each finding once: where it stands first, which may be a reference.
    /// Scattered passages are walked only while they are unfolded.
    fn compose_walk(&mut self, tree: &Tree, with_phrases: bool) {
        let listing = &mut self.listing;
        listing.walk.clear();
        listing.homes.clear();
        listing.order.clear();
        listing.positions = vec![None; listing.matching.len()];
        for &root in &listing.roots {
            let is_closed = tree.nodes[root].subject == Subject::Scattered
                && !with_phrases
                && !listing.open.contains(&tree.key(root));
            if is_closed {
                continue;
            }
            for at in root..tree.nodes[root].end {
                let Subject::Part { finding, is_reference } = tree.nodes[at].subject else { continue };
                let tally = listing.tallies[at];
                if tally.parts + tally.references == 0 {
                    continue;
                }
                if !is_reference {
                    listing.homes.push(at);
                }
                if listing.positions[finding].is_some() {
                    continue;
                }
                listing.walk.push(at);
                listing.positions[finding] = Some(listing.order.len());
                listing.order.push(finding);
            }
        }
    }

    /// The rows that are shown: those under unfolded rows, and under the row that holds the cursor. Linear in them and
    /// in the cases.
    pub(super) fn compose_rows(&mut self, tree: &Tree) {
        let cursor = self.cursor.filter(|&at| at < tree.nodes.len());
        let on_the_way: Vec<usize> = cursor.map(|at| tree.ancestors(at).collect()).unwrap_or_default();
        let listing = &mut self.listing;
        let mut rows = Vec::new();
        for &root in &listing.roots {
            let mut at = root;
            while at < tree.nodes[root].end {
                let tally = listing.tallies[at];
                let end = tree.nodes[at].end;
                if tally.parts + tally.references == 0 {
                    at = end;
                    continue;
                }
                let has_rows = end > at + 1;
                let is_open = has_rows && (on_the_way.contains(&at) || listing.open.contains(&tree.key(at)));
                rows.push(ListRow { node: at, is_open: has_rows.then_some(is_open) });
                at = if has_rows && !is_open { end } else { at + 1 };
            }
        }
        listing.rows = rows;
        self.revision += 1;
    }
}

/// The reports of a finding's places, each once.
pub(super) fn reports_of(sources: Sources<'_>, finding: usize) -> Vec<ReportId> {
    let mut reports: Vec<ReportId> =
        sources.findings.list[finding].places.iter().map(|place| place.report).collect();
    reports.sort_unstable();
    reports.dedup();
    reports
}

/// Whether a case is no part of the work: it stands at the end and is not counted.
pub(super) fn is_aside(node: &Node) -> bool {
    matches!(node.subject, Subject::Scattered | Subject::Phrases)
}

/// For each row, whether it stands under the row of scattered passages.
fn in_scattered(tree: &Tree) -> Vec<bool> {
    let mut inside = vec![false; tree.nodes.len()];
    for root in tree.roots().filter(|&at| tree.nodes[at].subject == Subject::Scattered) {
        inside[root..tree.nodes[root].end].fill(true);
    }
    inside
}

/// Sorts cases; scattered passages and set phrases stay last. Ties keep the order of worth.
fn sort_roots(roots: &mut [usize], sources: Sources<'_>, open: impl Fn(usize) -> usize) {
    let tree = &sources.findings.tree;
    let number = |report| sources.library.position(report).unwrap_or(usize::MAX);
    // The report of a case is the later one of a pair, the first of several.
    let report = |at: usize| match &tree.nodes[at].subject {
        Subject::Pair { right, .. } => number(*right),
        Subject::Editions(reports) | Subject::Family(reports) => {
            reports.iter().map(|&report| number(report)).min().unwrap_or(usize::MAX)
        }
        Subject::Report(report) => number(*report),
        _ => usize::MAX,
    };
    let place = |at: usize| {
        let first = tree.findings_under(at).next();
        let own = report(at);
        let places = first.map_or(&[][..], |finding| &sources.findings.list[finding].places);
        let there = places.iter().find(|place| number(place.report) == own).or(places.first());
        (own, there.map_or(usize::MAX, |place| place.span.start))
    };
    match sources.settings.case_order {
        CaseOrder::Worth => {}
        CaseOrder::Report => roots.sort_by_cached_key(|&at| report(at)),
        CaseOrder::Text => roots.sort_by_cached_key(|&at| place(at)),
        CaseOrder::Open => roots.sort_by_cached_key(|&at| std::cmp::Reverse(open(at))),
    }
    roots.sort_by_key(|&at| is_aside(&tree.nodes[at]));
}
