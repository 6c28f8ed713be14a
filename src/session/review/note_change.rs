//! A change that is made to several notes at once.

use crate::review::{Note, Severity, Status};

/// A change of the selected notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteChange {
    /// Mark them as resolved or open.
    Status(Status),
    /// Set their severity.
    Severity(Severity),
    /// Add a tag.
    AddTag(String),
    /// Remove a tag.
    RemoveTag(String),
    /// Delete them.
    Delete,
}

impl NoteChange {
    /// Message id of its name for “undo”.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Status(Status::Resolved) => "edit-resolve-notes",
            Self::Status(Status::Open) => "edit-reopen-notes",
            Self::Severity(_) => "edit-note-severity",
            Self::AddTag(_) => "edit-add-tag",
            Self::RemoveTag(_) => "edit-remove-tag",
            Self::Delete => "edit-remove-notes",
        }
    }

    /// Changes a note; returns whether that makes a difference.
    pub(super) fn apply(&self, note: &mut Note) -> bool {
        match self {
            Self::Status(status) => std::mem::replace(&mut note.status, *status) != *status,
            Self::Severity(severity) => std::mem::replace(&mut note.severity, *severity) != *severity,
            Self::AddTag(tag) => {
                let is_new = !tag.is_empty() && !note.tags.contains(tag);
                note.tags.extend(is_new.then(|| tag.clone()));
                is_new
            }
            Self::RemoveTag(tag) => {
                let before = note.tags.len();
                note.tags.retain(|own| own != tag);
                note.tags.len() < before
            }
            Self::Delete => false,
        }
    }
}
