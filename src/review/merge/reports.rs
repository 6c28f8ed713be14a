//! Which report of one version of a review is which of the other, and what they are called in the merged one.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::review::{Note, ReportEntry, ReportKey, Review, Target};

/// The reports of two versions, under the keys of the left one.
pub(super) struct Reports {
    left: Vec<ReportEntry>,
    /// Those of the right version that the left one has not, renamed.
    added: Vec<ReportEntry>,
    /// Added ones that the left version had and dropped: they come back where a note speaks of them.
    dropped: HashSet<ReportKey>,
    /// What the right version calls them → what they are called now. What is not here keeps its name.
    names: HashMap<ReportKey, ReportKey>,
}

impl Reports {
    /// Tells them apart: by key where both began from one version, else by path, else by content.
    pub(super) fn of(base: Option<&Review>, left: &Review, right: &Review) -> Self {
        let mut reports = left.reports.clone();
        let place: HashMap<&ReportKey, usize> =
            left.reports.iter().enumerate().map(|(index, report)| (&report.id, index)).collect();
        let before: HashMap<&ReportKey, &ReportEntry> =
            base.into_iter().flat_map(|base| &base.reports).map(|report| (&report.id, report)).collect();
        let mut names = HashMap::new();
        let mut matched = HashSet::new();
        let (mut added, mut dropped) = (Vec::new(), HashSet::new());
        let mut strangers = Vec::new();
        for theirs in &right.reports {
            match (before.get(&theirs.id), place.get(&theirs.id)) {
                (Some(before), Some(&index)) => {
                    matched.insert(index);
                    names.insert(theirs.id.clone(), theirs.id.clone());
                    // Moved or read anew on the right side only.
                    if **before == reports[index] {
                        reports[index] = theirs.clone();
                    }
                }
                (Some(_), None) => {
                    names.insert(theirs.id.clone(), theirs.id.clone());
                    dropped.insert(theirs.id.clone());
                    added.push(theirs.clone());
                }
                (None, _) => strangers.push(theirs),
            }
        }
        let mut by_path: HashMap<&Path, Vec<usize>> = HashMap::new();
        let mut by_hash: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, report) in left.reports.iter().enumerate().rev().filter(|(i, _)| !matched.contains(i)) {
            by_path.entry(&report.path).or_default().push(index);
            by_hash.entry(&report.sha256).or_default().push(index);
        }
        by_hash.remove("");
        let mut unmatched = Vec::new();
        for theirs in strangers {
            // Each report of a list that names one file twice has its own counterpart.
            let there = by_path.get_mut(theirs.path.as_path()).and_then(Vec::pop);
            if let Some(index) = there {
                matched.insert(index);
                names.insert(theirs.id.clone(), left.reports[index].id.clone());
            } else {
                unmatched.push(theirs);
            }
        }
        let mut free = FreeKeys::beside(left, right, base);
        for theirs in unmatched {
            let alike = by_hash.get_mut(theirs.sha256.as_str());
            let alike = alike.and_then(|places| {
                places.retain(|index| !matched.contains(index));
                places.pop()
            });
            let name = if let Some(index) = alike {
                matched.insert(index);
                left.reports[index].id.clone()
            } else {
                let name = free.name(&theirs.id);
                added.push(ReportEntry { id: name.clone(), ..theirs.clone() });
                name
            };
            names.insert(theirs.id.clone(), name);
        }
        // A key that no report has must not become the name of one.
        let listed: HashSet<&ReportKey> = reports.iter().chain(&added).map(|report| &report.id).collect();
        for target in right.notes.iter().flat_map(|note| &note.targets) {
            let was_listed = before.contains_key(&target.report) || names.contains_key(&target.report);
            if !was_listed && listed.contains(&target.report) {
                names.insert(target.report.clone(), free.name(&target.report));
            }
        }
        Self { left: reports, added, dropped, names }
    }

    /// A note of the right version with its reports called as in the merged one.
    pub(super) fn renamed(&self, note: &Note) -> Note {
        let name = |key: &ReportKey| self.names.get(key).unwrap_or(key).clone();
        let targets = note.targets.iter();
        let targets = targets.map(|target| Target { report: name(&target.report), ..target.clone() });
        Note { targets: targets.collect(), ..note.clone() }
    }

    /// All reports of the merged version with these notes.
    pub(super) fn merged(self, notes: &[Note]) -> Vec<ReportEntry> {
        let named: HashSet<&ReportKey> =
            notes.iter().flat_map(|note| &note.targets).map(|target| &target.report).collect();
        let stays = |report: &ReportEntry| !self.dropped.contains(&report.id) || named.contains(&report.id);
        self.left.into_iter().chain(self.added.into_iter().filter(stays)).collect()
    }
}

/// Keys that neither version uses.
struct FreeKeys {
    taken: HashSet<ReportKey>,
    next: u64,
}

impl FreeKeys {
    fn beside(left: &Review, right: &Review, base: Option<&Review>) -> Self {
        let listed = |review: &Review| review.reports.iter().map(|r| r.id.clone()).collect::<Vec<_>>();
        let named = |review: &Review| {
            let targets = review.notes.iter().flat_map(|note| &note.targets);
            targets.map(|target| target.report.clone()).collect::<HashSet<_>>()
        };
        let mut taken: HashSet<ReportKey> = listed(left).into_iter().chain(named(left)).collect();
        taken.extend(base.map(listed).unwrap_or_default());
        // The right version's own keys must not be given to another of its reports either.
        let theirs = listed(right).into_iter().chain(named(right));
        let number = |key: &ReportKey| key.as_str().strip_prefix('r')?.parse::<u64>().ok();
        let next = theirs.chain(taken.iter().cloned()).filter_map(|key| number(&key)).max();
        Self { taken, next: next.unwrap_or(0).wrapping_add(1) }
    }

    /// The key itself, if nobody has it, else a new one.
    fn name(&mut self, wished: &ReportKey) -> ReportKey {
        let mut name = wished.clone();
        while !self.taken.insert(name.clone()) {
            name = ReportKey::from(format!("r{}", self.next).as_str());
            self.next = self.next.wrapping_add(1);
        }
        name
    }
}
