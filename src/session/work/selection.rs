//! Choosing rows of the work list and moving through it.

use std::collections::HashSet;

use super::model::{Chosen, WorkList};
use crate::review::Judgement;
use crate::session::analysis::{Findings, NodeKey, Subject, Tree};
use crate::session::library::ReportId;
use crate::session::review::Choose;

impl WorkList {
    /// The row of the part this many parts from the chosen row; the first or the last if none is chosen.
    pub(in crate::session) fn step(&self, by: isize, tree: &Tree, skip_judged: bool) -> Option<usize> {
        let listing = &self.listing;
        let is_open = |at: &usize| match tree.nodes[*at].subject {
            Subject::Part { finding, .. } => listing.judgement(finding).is_none(),
            _ => false,
        };
        let all_are_judged = skip_judged && !listing.homes.iter().any(is_open);
        let is_wanted = |at: &usize| all_are_judged || is_open(at);
        let walk: Vec<usize> = if skip_judged {
            let kept = |at: &usize| is_wanted(at) || Some(*at) == self.cursor;
            listing.homes.iter().copied().filter(kept).collect()
        } else {
            Vec::new()
        };
        let walk = if skip_judged { &walk } else { &listing.walk };
        let last = walk.len().checked_sub(1)?;
        let row = match self.cursor.map(|cursor| self.walk_position(walk, cursor, by, tree)) {
            Some(Ok(row)) => row.saturating_add_signed(by).min(last),
            Some(Err(row)) => row.min(last),
            None if by >= 0 => 0,
            None => last,
        };
        Some(walk[row])
    }

    /// Holds two reports together: steps stay with the parts that both hold, until another row is chosen.
    pub(in crate::session) fn hold(&mut self, reports: Option<[ReportId; 2]>) {
        self.held = reports;
    }

    /// The part this many parts from the chosen one among those that the held reports both hold, with its places in them;
    /// `None` without held reports and beyond the last such part.
    pub(in crate::session) fn step_in_held(
        &self,
        by: isize,
        findings: &Findings,
        skip_judged: bool,
    ) -> Option<(usize, Chosen)> {
        let [left, right] = self.held?;
        let walk = self.listing.walk.iter().filter_map(|&at| {
            let Subject::Part { finding, .. } = findings.tree.nodes[at].subject else {
                return None;
            };
            let is_passed_over =
                skip_judged && Some(at) != self.cursor && self.listing.judgement(finding).is_some();
            if is_passed_over { None } else { Some((at, places_in(finding, findings, left, right)?)) }
        });
        let walk: Vec<(usize, Chosen)> = walk.collect();
        let here = walk.iter().position(|(at, _)| Some(*at) == self.cursor);
        let next = match here {
            Some(here) => here.checked_add_signed(by)?,
            None if by >= 0 => 0,
            None => walk.len().checked_sub(1)?,
        };
        walk.get(next).copied()
    }

    /// Position of the cursor in the walk; if it is on no part, the position where a step from it arrives.
    /// Linear in the parts and the cases.
    fn walk_position(&self, walk: &[usize], cursor: usize, by: isize, tree: &Tree) -> Result<usize, usize> {
        if let Some(at) = walk.iter().position(|&at| at == cursor) {
            return Ok(at);
        }
        // A case: down leads to its first part, up to the last part of the case before it.
        let own = tree.root(cursor);
        let before: HashSet<usize> =
            self.listing.roots.iter().copied().take_while(|&root| root != own).collect();
        let is_behind = |at: usize| {
            let root = tree.root(at);
            if root == own { at > cursor } else { !before.contains(&root) }
        };
        let behind = walk.iter().position(|&at| is_behind(at)).unwrap_or(walk.len());
        Err(if by >= 0 { behind } else { behind.saturating_sub(1) })
    }

    /// The case this many cases from the chosen one.
    pub(in crate::session) fn step_case(&self, by: isize, tree: &Tree) -> Option<usize> {
        let listing = &self.listing;
        let is_shown = |at: &usize| listing.tally(*at).parts + listing.tally(*at).references > 0;
        let roots: Vec<usize> = listing.roots.iter().copied().filter(is_shown).collect();
        let last = roots.len().checked_sub(1)?;
        let current = self.cursor.and_then(|at| roots.iter().position(|&root| root == tree.root(at)));
        let row = match current {
            // Up from a part leads to its own case first.
            Some(row) if by < 0 && self.cursor != Some(roots[row]) => row.saturating_add_signed(by + 1),
            Some(row) => row.saturating_add_signed(by).min(last),
            None if by >= 0 => 0,
            None => last,
        };
        Some(roots[row])
    }

    /// The first open part under a row, or the first one; a reference if it has no part of its own.
    pub(in crate::session) fn first_part(&self, node: usize, tree: &Tree) -> Option<usize> {
        let listing = &self.listing;
        let parts = (node..tree.nodes[node].end).filter(|&at| {
            matches!(tree.nodes[at].subject, Subject::Part { .. })
                && listing.tally(at).parts + listing.tally(at).references > 0
        });
        let is_open = |at: &usize| match tree.nodes[*at].subject {
            Subject::Part { finding, is_reference } => !is_reference && listing.judgement(finding).is_none(),
            _ => false,
        };
        parts.clone().find(is_open).or_else(|| parts.clone().next())
    }

    /// Chooses a row; `Too` adds it or takes it out, `UpTo` adds all shown rows from the one chosen last.
    pub(in crate::session) fn select(&mut self, node: usize, how: Choose, tree: &Tree) {
        let index = |node: usize| self.listing.rows.iter().position(|row| row.node == node);
        match how {
            Choose::Only => self.selected = [node].into(),
            Choose::Too if self.selected.len() > 1 && self.selected.remove(&node) => {
                self.cursor = self.selected.last().copied();
                return self.compose_rows(tree);
            }
            Choose::Too => {
                self.selected.insert(node);
            }
            Choose::UpTo => {
                let from = self.cursor.and_then(index);
                if let (Some(from), Some(to)) = (from, index(node)) {
                    let rows = &self.listing.rows[from.min(to)..=from.max(to)];
                    self.selected.extend(rows.iter().map(|row| row.node));
                } else {
                    self.selected.insert(node);
                }
            }
        }
        let was_under = self.cursor.map(|at| tree.nodes[at].parent);
        self.cursor = Some(node);
        if was_under == Some(tree.nodes[node].parent) {
            // The same rows are shown.
            self.revision += 1;
        } else {
            self.compose_rows(tree);
        }
    }

    /// Sets the finding in view, without changing the chosen rows.
    pub(in crate::session) fn show(&mut self, chosen: Chosen) {
        self.chosen = Some(chosen);
        self.revision += 1;
    }

    /// Sets the finding in view; chooses its row, unless the cursor is on it already.
    pub(in crate::session) fn choose(&mut self, chosen: Chosen, tree: &Tree) {
        let is_at = |node: usize| matches!(tree.nodes[node].subject, Subject::Part { finding, .. } if finding == chosen.finding);
        let home = tree.home(chosen.finding);
        if let Some(node) = home.filter(|_| !self.cursor.is_some_and(is_at)) {
            self.select(node, Choose::Only, tree);
        }
        self.show(chosen);
    }

    /// Remembers the reason of an exclusion, to propose it for the next one.
    pub(in crate::session) fn remember_reason(&mut self, reason: &str) {
        reason.clone_into(&mut self.last_reason);
    }

    /// The reason given last.
    pub(in crate::session) fn last_reason(&self) -> &str {
        &self.last_reason
    }

    /// Deselects everything.
    pub(in crate::session) fn deselect(&mut self) {
        self.cursor = None;
        self.held = None;
        self.selected.clear();
        if self.chosen.take().is_some() {
            self.revision += 1;
        }
    }

    /// Rows that the reviewer unfolded.
    pub(in crate::session) fn unfolded(&self) -> impl Iterator<Item = &NodeKey> {
        self.listing.open.iter()
    }

    /// Unfolds rows, in place of those unfolded before.
    pub(in crate::session) fn unfold(&mut self, rows: impl IntoIterator<Item = NodeKey>) {
        self.listing.open = rows.into_iter().collect();
    }

    /// Unfolds a row or folds it; with the cursor under a row that is folded, the cursor moves to it.
    pub(in crate::session) fn fold(&mut self, node: usize, open: bool, tree: &Tree) {
        if open {
            self.listing.open.insert(tree.key(node));
        } else {
            self.listing.open.remove(&tree.key(node));
            if self.cursor.is_some_and(|at| tree.ancestors(at).any(|above| above == node)) {
                self.cursor = Some(node);
                self.selected = [node].into();
            }
        }
        self.compose_rows(tree);
    }

    /// The findings that a verdict on the chosen rows goes to: the parts chosen themselves, and the open parts of
    /// chosen cases, or all of them where none is open. Each once, in the order of the list.
    pub(in crate::session) fn targets(&self, tree: &Tree) -> Vec<usize> {
        let listing = &self.listing;
        let mut targets: Vec<usize> = Vec::new();
        for &node in &self.selected {
            let is_under_chosen = tree.ancestors(node).any(|above| self.selected.contains(&above));
            if is_under_chosen {
                continue;
            }
            match tree.nodes[node].subject {
                Subject::Part { finding, .. } => targets.push(finding),
                _ => targets.extend(self.targets_under(node, tree)),
            }
        }
        targets.sort_by_key(|&finding| listing.position(finding).unwrap_or(usize::MAX));
        targets.dedup();
        targets
    }

    /// The open parts under a row, or all of them where none is open.
    pub(in crate::session) fn targets_under(&self, node: usize, tree: &Tree) -> Vec<usize> {
        let listing = &self.listing;
        let listed = tree
            .findings_under(node)
            .filter(|&at| tree.home(at).is_some_and(|home| listing.tally(home).parts > 0));
        let listed: Vec<usize> = listed.collect();
        let open: Vec<usize> = listed.iter().copied().filter(|&at| listing.judgement(at).is_none()).collect();
        if open.is_empty() { listed } else { open }
    }

    /// The first listed finding with a place in each of two reports, or with two places in one.
    pub(in crate::session) fn shared(
        &self,
        findings: &Findings,
        left: ReportId,
        right: ReportId,
    ) -> Option<Chosen> {
        self.listing.findings().iter().find_map(|&finding| places_in(finding, findings, left, right))
    }

    /// Whether all of these findings have this judgement already.
    pub(in crate::session) fn all_are(&self, findings: &[usize], judgement: Judgement) -> bool {
        findings.iter().all(|&finding| self.listing.judgement(finding) == Some(judgement))
    }
}

/// The first places of a finding in two reports, or two places in one; `None` if it has none there.
fn places_in(finding: usize, findings: &Findings, left: ReportId, right: ReportId) -> Option<Chosen> {
    let places = &findings.list[finding].places;
    let first = places.iter().position(|place| place.report == left)?;
    let mut others = places.iter().enumerate().skip(if left == right { first + 1 } else { 0 });
    let second = others.find(|(_, place)| place.report == right)?.0;
    Some(Chosen { finding, places: [first, second] })
}

/// The two places of a finding to show at a row: those in the reports of the pair that it stands under.
pub(in crate::session) fn places_at(node: usize, finding: usize, findings: &Findings) -> Chosen {
    let last = findings.list[finding].places.len() - 1;
    let pair =
        findings.tree.pair_of(node).and_then(|(left, right)| places_in(finding, findings, left, right));
    pair.unwrap_or(Chosen { finding, places: [0, last.min(1)] })
}
