//! Takes back what colleagues wrote into files that were exported: comments of documents (`comments`), and entries of
//! workbooks and annotations (`entries`). The rules are in `docs/export.md`, “The way back”.
//!
//! Each change is three-way, with the exported state as the common version: what only the file changed is taken, what
//! both changed differently stays in two versions. New notes have ids derived from their content, so that the same file
//! adds nothing a second time.

mod comments;
mod entries;
mod matching;
mod places;

pub use comments::take_comments;
pub use entries::{Entry, Quoted, take_entries};
pub use places::Opened;

use std::collections::HashMap;

use super::merge::CONFLICT;
use super::{Note, NoteId, Reply, Review, Status, Time, id};
use crate::message::Message;
use crate::report::text_digest;

/// Tag of a note that was made of a colleague's comment.
pub const FROM_WORD: &str = "Word";

/// What was taken from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// Number of notes made of comments that the review did not have.
    pub new: usize,
    /// Number of notes and replies whose text, category, severity or tags changed.
    pub changed: usize,
    /// Number of new replies.
    pub replies: usize,
    /// Number of notes that were resolved or opened again.
    pub resolved: usize,
    /// Number of notes that both sides had changed; the file's version was added as a copy.
    pub conflicts: usize,
    /// Number of new notes whose text was not found, or not without doubt, in a report.
    pub unplaced: usize,
    /// Notes that were exported and are not in the file any more. They stay.
    pub missing: Vec<NoteId>,
}

impl Returned {
    /// What the file `name` brought, in one sentence.
    #[must_use]
    pub fn message(&self, name: String) -> Message {
        let Self { new, changed, replies, resolved, conflicts, unplaced, missing } = self;
        Message::new("returned-taken")
            .with("file", name)
            .with("new", *new)
            .with("changed", *changed)
            .with("replies", *replies)
            .with("resolved", *resolved)
            .with("conflicts", *conflicts)
            .with("unplaced", *unplaced)
            .with("missing", missing.len())
    }

    /// Number of changes of the review.
    #[must_use]
    pub fn total(&self) -> usize {
        [self.new, self.changed, self.replies, self.resolved, self.conflicts]
            .into_iter()
            .fold(0, usize::saturating_add)
    }
}

/// The file has nothing to do with the reports of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file belongs to no report of the review")]
pub struct Stranger;

/// A review while changes are taken into it.
struct Taking<'a> {
    review: &'a mut Review,
    index: HashMap<NoteId, usize>,
    taken: Returned,
    now: Time,
}

impl<'a> Taking<'a> {
    fn new(review: &'a mut Review) -> Self {
        let index = review.notes.iter().enumerate().map(|(at, note)| (note.id.clone(), at)).collect();
        Self { review, index, taken: Returned::default(), now: Time::now() }
    }

    fn note(&self, id: &NoteId) -> Option<&Note> {
        self.review.notes.get(*self.index.get(id)?)
    }

    fn note_mut(&mut self, id: &NoteId) -> Option<&mut Note> {
        self.review.notes.get_mut(*self.index.get(id)?)
    }

    /// Adds a note; returns whether its id was new.
    fn push(&mut self, note: Note) -> bool {
        if self.index.contains_key(&note.id) {
            return false;
        }
        self.index.insert(note.id.clone(), self.review.notes.len());
        self.review.notes.push(note);
        true
    }

    /// Takes a new text of a note. `before` is the digest of the exported text.
    fn take_body(&mut self, id: &NoteId, body: &str, before: &str) {
        let (theirs, now) = (text_digest(body), self.now.clone());
        let Some(note) = self.note_mut(id) else { return };
        let ours = text_digest(&note.body);
        if theirs == ours || theirs == before {
            return;
        }
        if ours == before {
            body.clone_into(&mut note.body);
            note.modified = now;
            self.taken.changed = self.taken.changed.saturating_add(1);
            return;
        }
        let mut copy = Note { body: body.to_owned(), replies: Vec::new(), modified: now, ..note.clone() };
        copy.id = NoteId::from(id::derived(&format!("conflict\n{id}\n{theirs}")).as_str());
        if !copy.tags.iter().any(|tag| tag == CONFLICT) {
            copy.tags.push(CONFLICT.to_owned());
        }
        if self.push(copy) {
            self.taken.conflicts = self.taken.conflicts.saturating_add(1);
        }
    }

    /// Takes whether a note is resolved, if the file changed it.
    fn take_status(&mut self, id: &NoteId, status: Status, before: Status) {
        let now = self.now.clone();
        let Some(note) = self.note_mut(id).filter(|note| status != before && note.status != status) else {
            return;
        };
        note.status = status;
        note.modified = now;
        self.taken.resolved = self.taken.resolved.saturating_add(1);
    }

    /// Takes a reply that was not exported: a new one, or one taken before whose author changed its text since.
    fn take_reply(&mut self, id: &NoteId, reply: Reply) {
        let Some(note) = self.note_mut(id) else { return };
        // Word has the digits of the author's clock, annotations have instants.
        let is_same_time = |known: &Time| {
            let instant = known.instant();
            clock(known.as_str()) == clock(reply.at.as_str())
                || instant.is_some() && instant == reply.at.instant()
        };
        let is_same = |known: &Reply| known.author.trim() == reply.author.trim() && is_same_time(&known.at);
        let theirs = text_digest(&reply.body);
        if note.replies.iter().any(|known| is_same(known) && text_digest(&known.body) == theirs) {
            return;
        }
        let is_dated = reply.at.instant().is_some();
        if let Some(known) = note.replies.iter_mut().find(|known| is_dated && is_same(known)) {
            known.body = reply.body;
            self.taken.changed = self.taken.changed.saturating_add(1);
            return;
        }
        note.replies.push(reply);
        note.replies.sort_by_cached_key(|reply| reply.at.instant());
        self.taken.replies = self.taken.replies.saturating_add(1);
    }
}

/// The digits of a time to the second, as `2026-01-05T09:00:00`; other strings are returned as they are.
fn clock(at: &str) -> &str {
    at.get(..19).unwrap_or(at)
}
