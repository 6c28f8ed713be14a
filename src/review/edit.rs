//! Changes of a review as values. Applying one gives the one that takes it back; nothing else changes a review.

use serde::{Deserialize, Serialize};

use super::{Note, NoteId, ReportEntry, ReportKey, Review, Verdict};
use crate::message::Message;

/// One change of a [`Review`]. Places in lists are part of it, so that the inverse restores the order too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Puts a note at `index`, or at the end if there are fewer.
    AddNote {
        /// Place among the notes.
        index: usize,
        /// The note; its id must be new.
        note: Note,
    },
    /// Removes a note.
    RemoveNote(NoteId),
    /// Puts this note in the place of the one with the same id.
    ReplaceNote(Note),
    /// Puts a report at `index`, or at the end if there are fewer.
    AddReport {
        /// Place among the reports.
        index: usize,
        /// The report; its key must be new.
        report: ReportEntry,
    },
    /// Removes a report. Targets that name it stay as they are, and cannot be resolved while it is away.
    RemoveReport(ReportKey),
    /// Puts this report in the place of the one with the same key: it was moved, or read anew.
    ReplaceReport(ReportEntry),
    /// Puts a verdict at `index`, or at the end if there are fewer.
    AddVerdict {
        /// Place among the verdicts.
        index: usize,
        /// The verdict; its finding must not have one yet.
        verdict: Verdict,
    },
    /// Removes the verdict about the finding of this key: it is open again.
    RemoveVerdict(String),
    /// Puts this verdict in the place of the one about the same finding.
    ReplaceVerdict(Verdict),
    /// Gives the review another title.
    SetTitle(String),
    /// Puts everything in the place of everything at once: what a merge came to.
    SetContent(Box<Content>),
    /// Several changes, made and taken back as one.
    All(Vec<Edit>),
}

/// Everything in a review that an edit can change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    title: String,
    pub(super) reports: Vec<ReportEntry>,
    notes: Vec<Note>,
    verdicts: Vec<Verdict>,
}

impl From<Review> for Content {
    fn from(review: Review) -> Self {
        let Review { title, reports, notes, verdicts, schema: _, created: _, modified: _ } = review;
        Self { title, reports, notes, verdicts }
    }
}

impl Content {
    /// Puts this into the review; what was there comes back.
    fn exchange(self, review: &mut Review) -> Self {
        Self {
            title: std::mem::replace(&mut review.title, self.title),
            reports: std::mem::replace(&mut review.reports, self.reports),
            notes: std::mem::replace(&mut review.notes, self.notes),
            verdicts: std::mem::replace(&mut review.verdicts, self.verdicts),
        }
    }
}

/// An edit that does not fit the review, which was left as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no note, report or verdict of that id.
    #[error("nothing has the id {0}")]
    Missing(String),
    /// There is already a note, report or verdict of that id.
    #[error("the id {0} is taken")]
    Taken(String),
}

impl EditError {
    /// What to tell the user.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Missing(id) => Message::new("edit-error-missing").with("id", id.as_str()),
            Self::Taken(id) => Message::new("edit-error-taken").with("id", id.as_str()),
        }
    }
}

impl Edit {
    /// Makes the change and returns the one that takes it back. On an error the review is as it was.
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
            Self::SetTitle(title) => Ok(Self::SetTitle(std::mem::replace(&mut review.title, title))),
            Self::SetContent(content) => Ok(Self::SetContent(Box::new(content.exchange(review)))),
            Self::All(edits) => apply_all(edits, review),
        }
    }

    /// The message id of what it does, for "undo: …".
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
            Self::SetTitle(_) => "edit-title",
            Self::SetContent(_) => "edit-merge",
            Self::All(edits) => match edits.as_slice() {
                [only] => only.name(),
                _ => "edit-several",
            },
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
    /// What names it within its list.
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
    Ok(std::mem::replace(&mut list[index], entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Category;

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
