//! Matches the reports of two versions of a review and chooses their keys in the merged one.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::review::{
    Correction, Exclusion, JudgedPlace, LedgerRule, Note, ReportEntry, ReportKey, Review, Target, Verdict,
};

/// The reports of two versions, under the keys of the left one.
pub(super) struct Reports {
    left: Vec<ReportEntry>,
    /// Reports of the right version that the left one does not have, under new keys.
    added: Vec<ReportEntry>,
    /// Added reports that the left version had removed: they return if a note, a verdict or a rule refers to them.
    dropped: HashSet<ReportKey>,
    /// Keys of the right version → keys in the merged one. A key that is not listed stays as it is.
    names: HashMap<ReportKey, ReportKey>,
}

impl Reports {
    /// Matches by key where both versions share a base, else by path, else by content.
    pub(super) fn of(base: Option<&Review>, left: &Review, right: &Review) -> Self {
        let mut reports = left.reports.clone();
        let place: HashMap<&ReportKey, usize> =
            left.reports.iter().enumerate().map(|(index, report)| (&report.id, index)).collect();
        let before: HashMap<&ReportKey, &ReportEntry> =
            base.into_iter().flat_map(|base| &base.reports).map(|report| (&report.id, report)).collect();
        let id = |index: usize| left.reports.get(index).map(|report| report.id.clone());
        let mut names = HashMap::new();
        let mut matched = HashSet::new();
        let (mut added, mut dropped) = (Vec::new(), HashSet::new());
        let mut without_base = Vec::new();
        for theirs in &right.reports {
            match (before.get(&theirs.id), place.get(&theirs.id)) {
                (Some(before), Some(&index)) => {
                    matched.insert(index);
                    names.insert(theirs.id.clone(), theirs.id.clone());
                    // Moved or read again on the right side only.
                    if let Some(ours) = reports.get_mut(index).filter(|ours| **before == **ours) {
                        *ours = theirs.clone();
                    }
                }
                (Some(_), None) => {
                    names.insert(theirs.id.clone(), theirs.id.clone());
                    dropped.insert(theirs.id.clone());
                    added.push(theirs.clone());
                }
                (None, _) => without_base.push(theirs),
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
        for theirs in without_base {
            // If a list names one file twice, each entry has its own counterpart.
            let there = by_path.get_mut(theirs.path.as_path()).and_then(Vec::pop);
            if let Some(index) = there {
                matched.insert(index);
                names.extend(id(index).map(|name| (theirs.id.clone(), name)));
            } else {
                unmatched.push(theirs);
            }
        }
        let mut free = FreeKeys::beside(left, right, base);
        for theirs in unmatched {
            let same_content = by_hash.get_mut(theirs.sha256.as_str());
            // Each index is popped once, so the loop is linear over all reports.
            let same_content = same_content.and_then(|places| {
                std::iter::from_fn(|| places.pop()).find(|index| !matched.contains(index))
            });
            let ours = same_content.inspect(|index| _ = matched.insert(*index)).and_then(id);
            let name = if let Some(ours) = ours {
                ours
            } else {
                let name = free.name(&theirs.id);
                added.push(ReportEntry { id: name.clone(), ..theirs.clone() });
                name
            };
            names.insert(theirs.id.clone(), name);
        }
        // A key without a report must not become the key of one.
        let listed: HashSet<&ReportKey> = reports.iter().chain(&added).map(|report| &report.id).collect();
        for key in right.named_reports() {
            let was_listed = before.contains_key(key) || names.contains_key(key);
            if !was_listed && listed.contains(key) {
                names.insert(key.clone(), free.name(key));
            }
        }
        Self { left: reports, added, dropped, names }
    }

    /// The merged version's key of a report of the right version.
    fn name(&self, key: &ReportKey) -> ReportKey {
        self.names.get(key).unwrap_or(key).clone()
    }

    /// A note of the right version with the report keys of the merged one.
    pub(super) fn renamed(&self, note: &Note) -> Note {
        let targets = note.targets.iter();
        let targets = targets.map(|target| Target { report: self.name(&target.report), ..target.clone() });
        Note { targets: targets.collect(), ..note.clone() }
    }

    /// A rule of the right version with the report keys of the merged one.
    pub(super) fn renamed_rule(&self, rule: &Exclusion) -> Exclusion {
        let what = rule.what.renamed(|key| self.name(key));
        Exclusion { id: what.id(), what, ..rule.clone() }
    }

    /// A verdict of the right version with the report keys of the merged one.
    pub(super) fn renamed_verdict(&self, verdict: &Verdict) -> Verdict {
        let places = verdict.places.iter();
        let places = places.map(|place| JudgedPlace { report: self.name(&place.report), ..place.clone() });
        Verdict { places: places.collect(), ..verdict.clone() }
    }

    /// A decision about the ledger of the right version with the report keys of the merged one.
    pub(super) fn renamed_decision(&self, rule: &LedgerRule) -> LedgerRule {
        let what = rule.what.renamed(|key| self.name(key));
        LedgerRule { id: what.id(), what, ..rule.clone() }
    }

    /// A correction of the right version with the report key of the merged one.
    pub(super) fn renamed_correction(&self, correction: &Correction) -> Correction {
        correction.renamed(|key| self.name(key))
    }

    /// All reports of the merged version with these notes, verdicts and rules.
    pub(super) fn merged(
        self,
        notes: &[Note],
        verdicts: &[Verdict],
        rules: &[Exclusion],
        decisions: &[LedgerRule],
        corrections: &[Correction],
    ) -> Vec<ReportEntry> {
        let targets = notes.iter().flat_map(|note| &note.targets).map(|target| &target.report);
        let judged = verdicts.iter().flat_map(|verdict| &verdict.places).map(|place| &place.report);
        let named: HashSet<&ReportKey> = targets
            .chain(judged)
            .chain(rules.iter().flat_map(|rule| rule.what.reports()))
            .chain(decisions.iter().flat_map(|rule| rule.what.reports()))
            .chain(corrections.iter().map(|correction| &correction.target.report))
            .collect();
        let stays = |report: &ReportEntry| !self.dropped.contains(&report.id) || named.contains(&report.id);
        self.left.into_iter().chain(self.added.into_iter().filter(stays)).collect()
    }
}

/// Report keys that neither version uses.
struct FreeKeys {
    taken: HashSet<ReportKey>,
    next: u64,
}

impl FreeKeys {
    fn beside(left: &Review, right: &Review, base: Option<&Review>) -> Self {
        let listed = |review: &Review| review.reports.iter().map(|r| r.id.clone()).collect::<Vec<_>>();
        let named = |review: &Review| review.named_reports().cloned().collect::<HashSet<_>>();
        let mut taken: HashSet<ReportKey> = listed(left).into_iter().chain(named(left)).collect();
        taken.extend(base.map(listed).unwrap_or_default());
        // Keys of the right version must not be given to another of its reports either.
        let theirs = listed(right).into_iter().chain(named(right));
        let number = |key: &ReportKey| key.as_str().strip_prefix('r')?.parse::<u64>().ok();
        let next = theirs.chain(taken.iter().cloned()).filter_map(|key| number(&key)).max();
        Self { taken, next: next.unwrap_or(0).wrapping_add(1) }
    }

    /// The wanted key if it is free, else a new one.
    fn name(&mut self, wished: &ReportKey) -> ReportKey {
        let mut name = wished.clone();
        while !self.taken.insert(name.clone()) {
            name = ReportKey::from(format!("r{}", self.next).as_str());
            self.next = self.next.wrapping_add(1);
        }
        name
    }
}
