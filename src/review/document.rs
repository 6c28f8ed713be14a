//! A whole review: its reports, notes and verdicts, and questions about them. It is changed by [`Edit`]s only, so
//! that every change can be undone; the functions that name a change here return the edit and leave the review alone.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Edit, Note, NoteId, Target, Time};

/// The version of the review file's format that this program writes.
pub const SCHEMA: u32 = 1;

/// The work of reviewing a set of reports, as it stands in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Version of the format: [`SCHEMA`], or a later one in a review that is open for reading only.
    pub schema: u32,
    /// What the reviewer calls it.
    #[serde(default)]
    pub title: String,
    /// When it was begun.
    #[serde(default)]
    pub created: Time,
    /// When it was last saved with a change. Not part of any edit: whoever saves sets it.
    #[serde(default)]
    pub modified: Time,
    /// The reports, in the order in which they were added.
    #[serde(default)]
    pub reports: Vec<ReportEntry>,
    /// The notes, in the order in which they were written.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// What was decided about findings, at most once for each.
    #[serde(default)]
    pub verdicts: Vec<Verdict>,
}

/// A report of a review: where its file is and how to know it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportEntry {
    /// What targets call it.
    pub id: ReportKey,
    /// Its file. In memory absolute; in the review file relative to that file's folder.
    pub path: PathBuf,
    /// Its title, if it was found; empty otherwise.
    #[serde(default)]
    pub title: String,
    /// SHA-256 of the file's bytes when it was last seen, 64 lower-case hexadecimal digits; empty if not known.
    #[serde(default)]
    pub sha256: String,
    /// Length of its source text in code points.
    #[serde(default)]
    pub characters: usize,
}

/// Names a report within one review: `r1`, `r2`, ….
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportKey(String);

impl ReportKey {
    /// The string as it stands in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ReportKey {
    fn from(key: &str) -> Self {
        Self(key.to_owned())
    }
}

impl fmt::Display for ReportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a reviewer decided about a finding. A finding without one is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The finding's key, which a new analysis finds again.
    pub finding: String,
    /// The decision.
    pub verdict: Judgement,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Who decided.
    #[serde(default)]
    pub author: String,
    /// When.
    #[serde(default)]
    pub at: Time,
}

/// The decision of a [`Verdict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Judgement {
    /// The finding is right.
    Confirmed,
    /// The finding is of no account.
    Dismissed,
}

impl Review {
    /// A review without reports, begun now.
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
        }
    }

    /// The note of that id.
    #[must_use]
    pub fn note(&self, id: &NoteId) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == *id)
    }

    /// The report of that key.
    #[must_use]
    pub fn report(&self, key: &ReportKey) -> Option<&ReportEntry> {
        self.reports.iter().find(|report| report.id == *key)
    }

    /// What was decided about the finding of that key.
    #[must_use]
    pub fn verdict(&self, finding: &str) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.finding == finding)
    }

    /// The notes with a place in that report, by that place.
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

    /// All tags in use, in order.
    #[must_use]
    pub fn tags(&self) -> BTreeSet<&str> {
        self.notes.iter().flat_map(|note| &note.tags).map(String::as_str).collect()
    }

    /// The first of `r1`, `r2`, … after all that a report has or a target names.
    #[must_use]
    pub fn next_report_key(&self) -> ReportKey {
        let listed = self.reports.iter().map(|report| &report.id);
        let named = self.notes.iter().flat_map(|note| &note.targets).map(|target| &target.report);
        let last = listed
            .chain(named)
            .filter_map(|key| key.0.strip_prefix('r')?.parse::<u64>().ok())
            .max()
            .unwrap_or(0);
        // Keys in a foreign file may be as large as they like: then the numbers start over where there is room.
        let mut number = last.wrapping_add(1);
        loop {
            let key = ReportKey(format!("r{number}"));
            if self.report(&key).is_none() && !self.notes.iter().any(|note| note.is_about(&key)) {
                return key;
            }
            number = number.wrapping_add(1);
        }
    }

    /// The edit that adds a report at the end, under [`next_report_key`](Self::next_report_key).
    #[must_use]
    pub fn add_report(&self, path: impl Into<PathBuf>, title: &str, sha256: &str, characters: usize) -> Edit {
        let report = ReportEntry {
            id: self.next_report_key(),
            path: path.into(),
            title: title.to_owned(),
            sha256: sha256.to_owned(),
            characters,
        };
        Edit::AddReport { index: self.reports.len(), report }
    }

    /// The edit that adds a note at the end.
    #[must_use]
    pub fn add_note(&self, note: Note) -> Edit {
        Edit::AddNote { index: self.notes.len(), note }
    }

    /// The edit that puts targets of a note, by their number from 0, on other text, or on the same text as it is now:
    /// re-attached by hand, or confirmed. For “undo” whoever makes it names it (`edit-reattach-note`,
    /// `edit-confirm-note`). `None` where the note or a target is not there.
    #[must_use]
    pub fn reattach(&self, note: &NoteId, to: &[(usize, Target)]) -> Option<Edit> {
        let mut note = self.note(note)?.clone();
        for (number, target) in to {
            *note.targets.get_mut(*number)? = target.clone();
        }
        note.modified = Time::now();
        Some(Edit::ReplaceNote(note))
    }

    /// The edit that decides about a finding, in place of what was decided before.
    #[must_use]
    pub fn judge(&self, verdict: Verdict) -> Edit {
        if self.verdict(&verdict.finding).is_some() {
            Edit::ReplaceVerdict(verdict)
        } else {
            Edit::AddVerdict { index: self.verdicts.len(), verdict }
        }
    }

    /// Ids that stand twice, where each should name one thing: of notes, of reports, of findings with a verdict.
    #[must_use]
    pub fn repeated_ids(&self) -> Vec<String> {
        let notes = self.notes.iter().map(|note| ("note", note.id.as_str()));
        let reports = self.reports.iter().map(|report| ("report", report.id.as_str()));
        let verdicts = self.verdicts.iter().map(|verdict| ("verdict", verdict.finding.as_str()));
        let mut seen = HashSet::new();
        notes
            .chain(reports)
            .chain(verdicts)
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
    fn a_target_is_put_elsewhere_and_back() {
        let mut review = Review::new("审阅");
        review.notes = vec![Note::new(vec![target("r1", 3), target("r2", 9)], Category::Duplicate, "", "")];
        let (before, id) = (review.clone(), review.notes[0].id.clone());
        let back = review.reattach(&id, &[(1, target("r2", 40))]).unwrap().apply(&mut review).unwrap();
        assert_eq!(review.notes[0].targets, [target("r1", 3), target("r2", 40)]);
        back.apply(&mut review).unwrap();
        assert_eq!(review, before);
        assert_eq!(review.reattach(&id, &[(2, target("r2", 40))]), None);
        assert_eq!(review.reattach(&"gone".into(), &[(0, target("r2", 40))]), None);
    }

    #[test]
    fn ids_that_stand_twice_are_named() {
        let mut review = Review::new("审阅");
        let note = Note::new(vec![], Category::Praise, "", "");
        review.notes = vec![note.clone(), note.clone()];
        assert_eq!(review.repeated_ids(), [note.id.as_str()]);
    }
}
