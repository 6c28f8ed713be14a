//! Changes of a review as values. Applying an edit returns its inverse; nothing else changes a review.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{
    Correction, Exclusion, LedgerRule, Note, NoteId, ReportEntry, ReportKey, Review, Target, Time, Verdict,
};
use crate::message::Message;

/// A change of a [`Review`]. List positions are part of an edit, so that its inverse restores the order too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Inserts a note at `index`, or at the end if the list is shorter.
    AddNote {
        /// Position in the list of notes.
        index: usize,
        /// The note; its id must be new.
        note: Note,
    },
    /// Removes a note.
    RemoveNote(NoteId),
    /// Replaces the note with the same id.
    ReplaceNote(Note),
    /// Inserts a report at `index`, or at the end if the list is shorter.
    AddReport {
        /// Position in the list of reports.
        index: usize,
        /// The report; its key must be new.
        report: ReportEntry,
    },
    /// Removes a report. Targets that name it are kept but cannot be resolved until it returns.
    RemoveReport(ReportKey),
    /// Replaces the report with the same key, which was moved or read again.
    ReplaceReport(ReportEntry),
    /// Inserts a verdict at `index`, or at the end if the list is shorter.
    AddVerdict {
        /// Position in the list of verdicts.
        index: usize,
        /// The verdict; its finding must not have one yet.
        verdict: Verdict,
    },
    /// Removes the verdict on the finding with this key: the finding is open again.
    RemoveVerdict(String),
    /// Replaces the verdict on the same finding.
    ReplaceVerdict(Verdict),
    /// Inserts a rule at `index`, or at the end if the list is shorter.
    AddExclusion {
        /// Position in the list of rules.
        index: usize,
        /// The rule; its id must be new.
        exclusion: Exclusion,
    },
    /// Removes the rule with this id.
    RemoveExclusion(String),
    /// Inserts a decision about the ledger at `index`, or at the end if the list is shorter.
    AddLedgerRule {
        /// Position in the list of decisions.
        index: usize,
        /// The decision; its id must be new.
        rule: LedgerRule,
    },
    /// Removes the decision about the ledger with this id.
    RemoveLedgerRule(String),
    /// Inserts a correction at `index`, or at the end if the list is shorter.
    AddCorrection {
        /// Position in the list of corrections.
        index: usize,
        /// The correction; its id must be new.
        correction: Correction,
    },
    /// Removes the correction with this id.
    RemoveCorrection(String),
    /// Changes the review's title.
    SetTitle(String),
    /// Replaces the whole content at once, with the result of a merge.
    SetContent(Box<Content>),
    /// Several edits, applied and undone as one.
    All(Vec<Edit>),
}

/// Everything in a review that edits can change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    title: String,
    pub(super) reports: Vec<ReportEntry>,
    notes: Vec<Note>,
    verdicts: Vec<Verdict>,
    #[serde(default)]
    exclusions: Vec<Exclusion>,
    #[serde(default)]
    ledger: Vec<LedgerRule>,
    #[serde(default)]
    corrections: Vec<Correction>,
}

impl From<Review> for Content {
    fn from(review: Review) -> Self {
        let Review {
            title,
            reports,
            notes,
            verdicts,
            exclusions,
            ledger,
            corrections,
            schema: _,
            created: _,
            modified: _,
        } = review;
        Self { title, reports, notes, verdicts, exclusions, ledger, corrections }
    }
}

impl Content {
    /// Swaps this content with the review's and returns the old one.
    fn exchange(self, review: &mut Review) -> Self {
        Self {
            title: std::mem::replace(&mut review.title, self.title),
            reports: std::mem::replace(&mut review.reports, self.reports),
            notes: std::mem::replace(&mut review.notes, self.notes),
            verdicts: std::mem::replace(&mut review.verdicts, self.verdicts),
            exclusions: std::mem::replace(&mut review.exclusions, self.exclusions),
            ledger: std::mem::replace(&mut review.ledger, self.ledger),
            corrections: std::mem::replace(&mut review.corrections, self.corrections),
        }
    }
}

/// An edit that does not fit the review. The review is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No note, report or verdict has this id.
    #[error("nothing has the id {0}")]
    Missing(String),
    /// A note, report or verdict already has this id.
    #[error("the id {0} is taken")]
    Taken(String),
}

impl EditError {
    /// The message for the user.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Missing(id) => Message::new("edit-error-missing").with("id", id.as_str()),
            Self::Taken(id) => Message::new("edit-error-taken").with("id", id.as_str()),
        }
    }
}

impl Edit {
    /// Applies the edit and returns its inverse. On an error the review is unchanged.
    pub fn apply(self, review: &mut Review) -> Result<Self, EditError> {
        match self {
            Self::AddNote { index, note } => {
                let id = note.id.clone();
                insert(&mut review.notes, index, note).map(|()| Self::RemoveNote(id))
            }
            Self::RemoveNote(id) => {
                remove(&mut review.notes, id.as_str()).map(|(index, note)| Self::AddNote { index, note })
            }
            Self::ReplaceNote(note) => replace(&mut review.notes, note).map(Self::ReplaceNote),
            Self::AddReport { index, report } => {
                let id = report.id.clone();
                insert(&mut review.reports, index, report).map(|()| Self::RemoveReport(id))
            }
            Self::RemoveReport(id) => remove(&mut review.reports, id.as_str())
                .map(|(index, report)| Self::AddReport { index, report }),
            Self::ReplaceReport(report) => replace(&mut review.reports, report).map(Self::ReplaceReport),
            Self::AddVerdict { index, verdict } => {
                let finding = verdict.finding.clone();
                insert(&mut review.verdicts, index, verdict).map(|()| Self::RemoveVerdict(finding))
            }
            Self::RemoveVerdict(finding) => remove(&mut review.verdicts, &finding)
                .map(|(index, verdict)| Self::AddVerdict { index, verdict }),
            Self::ReplaceVerdict(verdict) => replace(&mut review.verdicts, verdict).map(Self::ReplaceVerdict),
            Self::AddExclusion { index, exclusion } => {
                let id = exclusion.id.clone();
                insert(&mut review.exclusions, index, exclusion).map(|()| Self::RemoveExclusion(id))
            }
            Self::RemoveExclusion(id) => remove(&mut review.exclusions, &id)
                .map(|(index, exclusion)| Self::AddExclusion { index, exclusion }),
            Self::AddLedgerRule { index, rule } => {
                let id = rule.id.clone();
                insert(&mut review.ledger, index, rule).map(|()| Self::RemoveLedgerRule(id))
            }
            Self::RemoveLedgerRule(id) => {
                remove(&mut review.ledger, &id).map(|(index, rule)| Self::AddLedgerRule { index, rule })
            }
            Self::AddCorrection { index, correction } => {
                let id = correction.id.clone();
                insert(&mut review.corrections, index, correction).map(|()| Self::RemoveCorrection(id))
            }
            Self::RemoveCorrection(id) => remove(&mut review.corrections, &id)
                .map(|(index, correction)| Self::AddCorrection { index, correction }),
            Self::SetTitle(title) => Ok(Self::SetTitle(std::mem::replace(&mut review.title, title))),
            Self::SetContent(content) => Ok(Self::SetContent(Box::new(content.exchange(review)))),
            Self::All(edits) => apply_all(edits, review),
        }
    }

    /// Calls `f` for every note that the edit contains.
    pub(super) fn for_each_note(&mut self, f: &dyn Fn(&mut Note)) {
        match self {
            Self::AddNote { note, .. } | Self::ReplaceNote(note) => f(note),
            Self::SetContent(content) => content.notes.iter_mut().for_each(f),
            Self::All(edits) => edits.iter_mut().for_each(|edit| edit.for_each_note(f)),
            Self::RemoveNote(_)
            | Self::AddReport { .. }
            | Self::RemoveReport(_)
            | Self::ReplaceReport(_)
            | Self::AddVerdict { .. }
            | Self::RemoveVerdict(_)
            | Self::ReplaceVerdict(_)
            | Self::AddExclusion { .. }
            | Self::RemoveExclusion(_)
            | Self::AddLedgerRule { .. }
            | Self::RemoveLedgerRule(_)
            | Self::AddCorrection { .. }
            | Self::RemoveCorrection(_)
            | Self::SetTitle(_) => {}
        }
    }

    /// Message id of the edit's name, for “undo: …”.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::AddNote { .. } => "edit-add-note",
            Self::RemoveNote(_) => "edit-remove-note",
            Self::ReplaceNote(_) => "edit-change-note",
            Self::AddReport { .. } => "edit-add-report",
            Self::RemoveReport(_) => "edit-remove-report",
            Self::ReplaceReport(_) => "edit-change-report",
            Self::AddVerdict { .. } | Self::ReplaceVerdict(_) => "edit-judge",
            Self::RemoveVerdict(_) => "edit-reopen",
            Self::AddExclusion { .. } => "edit-exclude",
            Self::RemoveExclusion(_) => "edit-include",
            Self::AddLedgerRule { .. } => "edit-ledger",
            Self::RemoveLedgerRule(_) => "edit-ledger-back",
            Self::AddCorrection { .. } => "edit-correct",
            Self::RemoveCorrection(_) => "edit-correct-back",
            Self::SetTitle(_) => "edit-title",
            Self::SetContent(_) => "edit-merge",
            Self::All(edits) => match edits.as_slice() {
                [only] => only.name(),
                _ => "edit-several",
            },
        }
    }
}

/// Constructors of edits that depend on the review's content.
impl Review {
    /// The edit that appends a report under [`next_report_key`](Self::next_report_key).
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

    /// The edit that appends a note.
    #[must_use]
    pub fn add_note(&self, note: Note) -> Edit {
        Edit::AddNote { index: self.notes.len(), note }
    }

    /// The edit that replaces targets of a note, given by index from 0: re-attached by hand, or confirmed at their
    /// present places. The caller chooses its name for “undo” (`edit-reattach-note`, `edit-confirm-note`). `None` if
    /// the note or a target does not exist.
    #[must_use]
    pub fn reattach(&self, note: &NoteId, to: &[(usize, Target)]) -> Option<Edit> {
        let mut note = self.note(note)?.clone();
        for (number, target) in to {
            *note.targets.get_mut(*number)? = target.clone();
        }
        note.modified = Time::now();
        Some(Edit::ReplaceNote(note))
    }

    /// The edit that records a verdict, replacing an earlier one on the same finding.
    #[must_use]
    pub fn judge(&self, verdict: Verdict) -> Edit {
        if self.verdict(&verdict.finding).is_some() {
            Edit::ReplaceVerdict(verdict)
        } else {
            Edit::AddVerdict { index: self.verdicts.len(), verdict }
        }
    }
}

fn apply_all(edits: Vec<Edit>, review: &mut Review) -> Result<Edit, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply(review) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.into_iter().rev() {
                    inverse.apply(review).expect("what was just done can be taken back");
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::All(inverses))
}

/// An entry of one of the review's lists.
trait Entry {
    /// The id that is unique within its list.
    fn id(&self) -> &str;
}

impl Entry for Note {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

impl Entry for ReportEntry {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

impl Entry for Verdict {
    fn id(&self) -> &str {
        &self.finding
    }
}

impl Entry for Exclusion {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entry for LedgerRule {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entry for Correction {
    fn id(&self) -> &str {
        &self.id
    }
}

fn place<T: Entry>(list: &[T], id: &str) -> Result<usize, EditError> {
    list.iter().position(|entry| entry.id() == id).ok_or_else(|| EditError::Missing(id.to_owned()))
}

fn insert<T: Entry>(list: &mut Vec<T>, index: usize, entry: T) -> Result<(), EditError> {
    if place(list, entry.id()).is_ok() {
        return Err(EditError::Taken(entry.id().to_owned()));
    }
    list.insert(index.min(list.len()), entry);
    Ok(())
}

fn remove<T: Entry>(list: &mut Vec<T>, id: &str) -> Result<(usize, T), EditError> {
    let index = place(list, id)?;
    Ok((index, list.remove(index)))
}

fn replace<T: Entry>(list: &mut [T], entry: T) -> Result<T, EditError> {
    let index = place(list, entry.id())?;
    let there = list.get_mut(index).ok_or_else(|| EditError::Missing(entry.id().to_owned()))?;
    Ok(std::mem::replace(there, entry))
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
    fn a_removed_note_comes_back_to_its_place() {
        let mut review = Review::new("审阅");
        review.notes = (0..3).map(|n| Note::new(vec![], Category::Praise, "", &n.to_string())).collect();
        let before = review.clone();
        let back = Edit::RemoveNote(review.notes[1].id.clone()).apply(&mut review).unwrap();
        assert_eq!(review.notes.len(), 2);
        back.apply(&mut review).unwrap();
        assert_eq!(review, before);
    }

    #[test]
    fn several_edits_are_made_whole_or_not_at_all() {
        let mut review = Review::new("审阅");
        let before = review.clone();
        let note = Note::new(vec![], Category::Praise, "", "");
        let twice = Edit::All(vec![
            Edit::SetTitle("另一个".into()),
            review.add_note(note.clone()),
            review.add_note(note.clone()),
        ]);
        assert_eq!(twice.apply(&mut review), Err(EditError::Taken(note.id.to_string())));
        assert_eq!(review, before);
        let missing = Edit::RemoveNote(note.id.clone()).apply(&mut review);
        assert_eq!(missing, Err(EditError::Missing(note.id.to_string())));
    }
}
