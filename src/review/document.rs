//! A whole review: its reports, notes and verdicts, and queries on them. It is changed by [`Edit`]s only, so that every
//! change can be undone; functions named after a change return the edit and leave the review unchanged.

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::{
    Correction, Excluded, Exclusion, LedgerRule, Note, NoteId, ReportEntry, ReportKey, Target, Time,
};
use crate::figures::Decisions;

/// The version of the review file's format that this program writes.
pub const SCHEMA: u32 = 4;

/// The review of a set of reports, stored in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Version of the format: [`SCHEMA`], or a later one in a review that is open for reading only.
    pub schema: u32,
    /// Title given by the reviewer; may be empty.
    #[serde(default)]
    pub title: String,
    /// Time of creation.
    #[serde(default)]
    pub created: Time,
    /// Time of the last save that changed the file. Not part of any edit: the caller of `save` sets it.
    #[serde(default)]
    pub modified: Time,
    /// The reports, in the order in which they were added.
    #[serde(default)]
    pub reports: Vec<ReportEntry>,
    /// The notes, in the order in which they were written.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// Verdicts on findings, at most one for each finding.
    #[serde(default)]
    pub verdicts: Vec<Verdict>,
    /// Rules that exclude findings, each once.
    #[serde(default)]
    pub exclusions: Vec<Exclusion>,
    /// Decisions about the rows of the ledger of figures, each once.
    #[serde(default)]
    pub ledger: Vec<LedgerRule>,
    /// Corrections of text that was read from pictures, each once, none of which overlap.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

/// A reviewer's decision about a finding. A finding without one is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Key of the finding, which is the same after a new analysis.
    pub finding: String,
    /// The decision.
    pub verdict: Judgement,
    /// Reason for the decision; may be empty.
    #[serde(default)]
    pub reason: String,
    /// Name of the person who decided; empty if unknown.
    #[serde(default)]
    pub author: String,
    /// Time of the decision.
    #[serde(default)]
    pub at: Time,
    /// The first places of the finding when it was decided, at most [`JUDGED_PLACES`]: they say what the verdict was about
    /// once the finding is no longer reported.
    #[serde(default)]
    pub places: Vec<JudgedPlace>,
}

/// Maximum number of places that a verdict keeps.
pub const JUDGED_PLACES: usize = 2;

/// Maximum length of the quote of such a place, in characters.
const JUDGED_QUOTE: usize = 40;

/// A place of a finding when it was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedPlace {
    /// The report.
    pub report: ReportKey,
    /// First code point of the place in the report's source text.
    pub start: usize,
    /// The text from there, at most 40 characters.
    pub quote: String,
}

impl JudgedPlace {
    /// A place of this report that begins at `start` with this text.
    #[must_use]
    pub fn new(report: ReportKey, start: usize, text: &str) -> Self {
        Self { report, start, quote: text.chars().take(JUDGED_QUOTE).collect() }
    }

    /// The place as the target of a note.
    #[must_use]
    pub fn target(&self) -> Target {
        Target {
            report: self.report.clone(),
            start: self.start,
            end: self.start.saturating_add(self.quote.chars().count()),
            exact: self.quote.clone(),
            cut: None,
            prefix: String::new(),
            suffix: String::new(),
            section: Vec::new(),
        }
    }
}

impl Verdict {
    /// Id of the check whose finding was decided; `None` for a passage. A key begins with what it is of.
    #[must_use]
    pub fn check(&self) -> Option<&str> {
        self.finding.split_once(':').map(|(check, _)| check).filter(|check| *check != "duplicate")
    }
}

/// The decision of a [`Verdict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Judgement {
    /// The finding is correct.
    Confirmed,
    /// The finding is not relevant.
    Dismissed,
}

impl Review {
    /// An empty review, created now.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let now = Time::now();
        Self {
            schema: SCHEMA,
            title: title.to_owned(),
            created: now.clone(),
            modified: now,
            reports: Vec::new(),
            notes: Vec::new(),
            verdicts: Vec::new(),
            exclusions: Vec::new(),
            ledger: Vec::new(),
            corrections: Vec::new(),
        }
    }

    /// The note with this id.
    #[must_use]
    pub fn note(&self, id: &NoteId) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == *id)
    }

    /// The report with this key.
    #[must_use]
    pub fn report(&self, key: &ReportKey) -> Option<&ReportEntry> {
        self.reports.iter().find(|report| report.id == *key)
    }

    /// The verdict on the finding with this key.
    #[must_use]
    pub fn verdict(&self, finding: &str) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.finding == finding)
    }

    /// Texts that are set phrases in this review: those of rules about passages.
    pub fn set_phrases(&self) -> impl Iterator<Item = &str> {
        self.exclusions.iter().filter_map(|rule| match &rule.what {
            Excluded::Text { text, check: None } => Some(text.as_str()),
            _ => None,
        })
    }

    /// The notes with a target in this report, sorted by its position there.
    #[must_use]
    pub fn notes_of(&self, key: &ReportKey) -> Vec<&Note> {
        let mut notes: Vec<&Note> = self.notes.iter().filter(|note| note.is_about(key)).collect();
        notes.sort_by_cached_key(|note| {
            note.targets
                .iter()
                .filter(|target| target.report == *key)
                .map(|target| (target.start, target.end))
                .min()
        });
        notes
    }

    /// All tags in use, sorted.
    #[must_use]
    pub fn tags(&self) -> BTreeSet<&str> {
        self.notes.iter().flat_map(|note| &note.tags).map(String::as_str).collect()
    }

    /// The first of `r1`, `r2`, … after all keys that a report has or a target names. Linear in the number of reports
    /// and targets.
    #[must_use]
    pub fn next_report_key(&self) -> ReportKey {
        let listed = self.reports.iter().map(|report| &report.id);
        let last = listed
            .chain(self.named_reports())
            .filter_map(|key| key.as_str().strip_prefix('r')?.parse::<u64>().ok())
            .max()
            .unwrap_or(0);
        // Keys in a file from elsewhere may be as large as `u64`: then the numbers wrap to the first free one.
        let mut number = last.wrapping_add(1);
        loop {
            let key = ReportKey::from(format!("r{number}").as_str());
            if self.report(&key).is_none() && !self.named_reports().any(|report| *report == key) {
                return key;
            }
            number = number.wrapping_add(1);
        }
    }

    /// The reports that notes, verdicts, rules of exclusion, decisions about the ledger and corrections name, some of them
    /// more than once and not all of them listed.
    pub fn named_reports(&self) -> impl Iterator<Item = &ReportKey> {
        let targets = self.notes.iter().flat_map(|note| &note.targets).map(|target| &target.report);
        let judged = self.verdicts.iter().flat_map(|verdict| &verdict.places).map(|place| &place.report);
        targets.chain(judged).chain(self.reports_of_rules())
    }

    /// The reports that a rule of exclusion, a decision about the ledger or a correction names.
    pub fn reports_of_rules(&self) -> impl Iterator<Item = &ReportKey> {
        let excluded = self.exclusions.iter().flat_map(|rule| rule.what.reports());
        let corrected = self.corrections.iter().map(|correction| &correction.target.report);
        excluded.chain(self.ledger.iter().flat_map(|rule| rule.what.reports())).chain(corrected)
    }

    /// The corrections of a report, by their places.
    #[must_use]
    pub fn corrections_of(&self, key: &ReportKey) -> Vec<Correction> {
        let own = self.corrections.iter().filter(|correction| correction.target.report == *key);
        let mut own: Vec<Correction> = own.cloned().collect();
        own.sort_by_key(|correction| (correction.target.start, correction.target.end));
        own
    }

    /// The decisions about the ledger of all its reports, in their order.
    #[must_use]
    pub fn ledger_decisions(&self) -> Decisions {
        let keys: Vec<Option<&ReportKey>> = self.reports.iter().map(|report| Some(&report.id)).collect();
        LedgerRule::decisions(&self.ledger, &keys)
    }

    /// Ids that occur more than once among notes, reports, verdicts or rules, where each must be unique.
    #[must_use]
    pub fn repeated_ids(&self) -> Vec<String> {
        let notes = self.notes.iter().map(|note| ("note", note.id.as_str()));
        let reports = self.reports.iter().map(|report| ("report", report.id.as_str()));
        let verdicts = self.verdicts.iter().map(|verdict| ("verdict", verdict.finding.as_str()));
        let rules = self.exclusions.iter().map(|rule| ("exclusion", rule.id.as_str()));
        let decisions = self.ledger.iter().map(|rule| ("ledger", rule.id.as_str()));
        let corrections = self.corrections.iter().map(|correction| ("correction", correction.id.as_str()));
        let mut seen = HashSet::new();
        notes
            .chain(reports)
            .chain(verdicts)
            .chain(rules)
            .chain(decisions)
            .chain(corrections)
            .filter(|entry| !seen.insert(*entry))
            .map(|(_, id)| id.to_owned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Category;

    fn target(report: &str, start: usize) -> Target {
        Target {
            report: report.into(),
            start,
            end: start + 1,
            exact: "甲".into(),
            cut: None,
            prefix: String::new(),
            suffix: String::new(),
            section: Vec::new(),
        }
    }

    #[test]
    fn report_keys_are_never_used_again() {
        let mut review = Review::new("审阅");
        assert_eq!(review.next_report_key().as_str(), "r1");
        review.add_report("/a.txt", "甲", "", 1).apply(&mut review).unwrap();
        review.notes.push(Note::new(vec![target("r7", 0)], Category::Praise, "", ""));
        assert_eq!(review.next_report_key().as_str(), "r8", "a target names r7, though no report has it");
        review.notes.push(Note::new(vec![target("r18446744073709551615", 0)], Category::Praise, "", ""));
        let key = review.next_report_key();
        assert!(review.report(&key).is_none() && review.notes_of(&key).is_empty(), "{key}");
    }

    #[test]
    fn notes_of_a_report_stand_in_the_order_of_its_text() {
        let mut review = Review::new("审阅");
        let late = Note::new(vec![target("r1", 50), target("r2", 1)], Category::Duplicate, "", "late");
        let early = Note::new(vec![target("r2", 0), target("r1", 3)], Category::Duplicate, "", "early");
        review.notes = vec![late.clone(), early.clone(), Note::new(vec![], Category::Praise, "", "whole")];
        assert_eq!(review.notes_of(&"r1".into()), [&early, &late]);
        assert_eq!(review.notes_of(&"r3".into()), Vec::<&Note>::new());
    }

    #[test]
    fn only_texts_of_passages_are_set_phrases() {
        let mut review = Review::new("");
        let text = Excluded::Text { text: "抓好落实".to_owned(), check: None };
        let marked = Excluded::Text { text: "三十五件".to_owned(), check: Some("sum".to_owned()) };
        review.exclusions =
            [text, marked, Excluded::Check("sum".to_owned())].map(|what| Exclusion::new(what, "", "")).into();
        assert_eq!(review.set_phrases().collect::<Vec<_>>(), ["抓好落实"]);
    }

    #[test]
    fn ids_that_stand_twice_are_named() {
        let mut review = Review::new("审阅");
        let note = Note::new(vec![], Category::Praise, "", "");
        review.notes = vec![note.clone(), note.clone()];
        assert_eq!(review.repeated_ids(), [note.id.as_str()]);
    }
}
