//! Comments that the file of a report holds, and taking them over as notes.

use crate::message::Message;
use crate::report::{Comment, Report};
use crate::review::{Category, Edit, Note, NoteId, Reply, Status, Time};
use crate::session::Session;
use crate::session::analysis::Place;
use crate::session::context::Context;
use crate::session::library::ReportId;
use crate::text::Span;

/// The tag of notes that were comments.
const TAG: &str = "Word";

impl Session {
    /// The comments in the file of a report, in its order.
    #[must_use]
    pub fn comments(&self, report: ReportId) -> &[crate::report::PlacedComment] {
        self.library.document(report).map_or(&[], |document| &document.report.comments)
    }

    /// The note that a comment was taken over as.
    #[must_use]
    pub fn note_of_comment(&self, report: ReportId, comment: usize) -> Option<&Note> {
        let document = self.library.document(report)?;
        self.review.note(&id_of(&document.report, comment)?)
    }

    /// Takes comments over as notes, in one edit. One that is a note already, or has no place, is left out.
    pub(super) fn take_comments(&mut self, report: ReportId, comments: &[usize], cx: &mut Context) {
        let Some(document) = self.library.document(report).cloned() else { return };
        let mut notes: Vec<Note> = Vec::new();
        let mut without_place = 0_usize;
        for &index in comments {
            let (Some(placed), Some(id)) =
                (document.report.comments.get(index), id_of(&document.report, index))
            else {
                continue;
            };
            let is_known = self.review.note(&id).is_some() || notes.iter().any(|note| note.id == id);
            let span = placed.span.map(|span| words_at(&document.report, span));
            let target = span.and_then(|span| self.target_at(Place { report, span }));
            match target {
                _ if is_known => {}
                Some(target) => notes.push(Note { targets: vec![target], ..note(id, &placed.comment) }),
                None => without_place += 1,
            }
        }
        if without_place > 0 {
            cx.inform(Message::new("comments-without-place").with("count", without_place));
        }
        let first = self.review.review().notes.len();
        let add = |(offset, note): (usize, Note)| Edit::AddNote { index: first + offset, note };
        let mut edits: Vec<Edit> = notes.into_iter().enumerate().map(add).collect();
        let edit = match edits.len() {
            0 => return,
            1 => edits.remove(0),
            _ => Edit::All(edits),
        };
        self.make_named(edit, "edit-take-comments", cx);
    }
}

/// The words of a comment; those of its whole block where it stands at a point.
fn words_at(report: &Report, span: Span) -> Span {
    let block = report.blocks.iter().find(|block| block.span.end >= span.start).map(|block| block.span);
    block.filter(|_| span.is_empty()).unwrap_or(span)
}

/// The id of the note that a comment becomes: the same each time, so that it is taken over once.
fn id_of(report: &Report, comment: usize) -> Option<NoteId> {
    let placed = report.comments.get(comment)?;
    let at = placed.span.map_or(0, |span| span.start).to_string();
    let Comment { author, at: time, text, .. } = &placed.comment;
    Some(NoteId::of_words(&[&report.sha256, author, time, text, &at]))
}

/// The note that a comment becomes, without a target.
fn note(id: NoteId, comment: &Comment) -> Note {
    let reply = |reply: &crate::report::Reply| Reply {
        author: reply.author.clone(),
        at: Time::from(reply.at.as_str()),
        body: reply.text.clone(),
    };
    let note = Note::new(Vec::new(), Category::Question, &comment.author, comment.text.trim());
    let created = if comment.at.is_empty() { note.created.clone() } else { Time::from(comment.at.as_str()) };
    Note {
        id,
        status: if comment.resolved { Status::Resolved } else { Status::Open },
        tags: vec![TAG.to_owned()],
        created,
        replies: comment.replies.iter().map(reply).collect(),
        ..note
    }
}
