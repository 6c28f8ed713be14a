//! Comments of a document that came back.

use std::collections::{HashMap, HashSet};

use super::matching::{Said, listed, own_lines, recognise};
use super::places::{Finder, Opened, reports_of, widened};
use super::{FROM_WORD, Returned, Stranger, Taking, clock};
use crate::report::{NO_AUTHOR, Report, Sent, text_digest};
use crate::review::{Category, Note, NoteId, Reply, ReportKey, Review, Status, Target, Time, id};
use crate::structure::Outline;
use crate::text::is_ignored;

/// Takes the comments of a document into the review, and the answers to them. `opened` are the review's reports that can
/// be read: new notes are placed in them, and comments that a report had before it was exported are left out.
///
/// # Errors
/// [`Stranger`] if the document is not one of the review's reports. The review is unchanged.
pub fn take_comments(
    review: &mut Review,
    (document, outline): (&Report, &Outline),
    opened: &Opened<'_>,
) -> Result<Returned, Stranger> {
    let keys = reports_of(review, document, opened);
    if keys.is_empty() {
        return Err(Stranger);
    }
    let assumed = if document.sent.is_empty() { assumed(review, &keys) } else { Vec::new() };
    let sent = if document.sent.is_empty() { &assumed } else { &document.sent };
    let mut said = listed(&document.comments);
    recognise(&mut said, sent);
    let mut comments = Comments {
        taking: Taking::new(review),
        finder: Finder::new(opened),
        document,
        outline,
        sent,
        keys: &keys,
        said: &said,
        notes: HashMap::new(),
        made: HashMap::new(),
    };
    comments.index_made();
    comments.take_known();
    comments.take_unknown();
    comments.take_replies();
    comments.find_missing();
    Ok(comments.taking.taken)
}

/// A document while its comments are taken.
struct Comments<'a> {
    taking: Taking<'a>,
    finder: Finder<'a>,
    document: &'a Report,
    outline: &'a Outline,
    sent: &'a [Sent],
    keys: &'a [ReportKey],
    said: &'a [Said<'a>],
    /// The note that each comment became or was made from, by the comment's index.
    notes: HashMap<usize, NoteId>,
    /// Notes on these reports that were made of comments before, by author and second.
    made: HashMap<(String, String), Vec<NoteId>>,
}

impl<'a> Comments<'a> {
    fn sent(&self, said: &Said<'_>) -> Option<&'a Sent> {
        self.sent.get(said.sent?)
    }

    /// Comments that were exported: changed texts, and whether they are done.
    fn take_known(&mut self) {
        for (index, said) in self.said.iter().enumerate() {
            let Some(sent) = self.sent(said) else { continue };
            let id = NoteId::from(sent.note.as_str());
            if sent.note.is_empty() || self.taking.note(&id).is_none() {
                continue;
            }
            self.notes.insert(index, id.clone());
            let is_changed = text_digest(said.text) != sent.text;
            if sent.reply.is_some() {
                if is_changed && !sent.text.is_empty() {
                    self.take_changed_reply(&id, said, sent);
                }
                continue;
            }
            if sent.text.is_empty() {
                self.take_unrecorded(&id, said, sent);
            } else if is_changed {
                self.taking.take_body(&id, &own_lines(said.text, sent), &sent.body);
            }
            self.taking.take_status(&id, status(said.is_done), status(sent.done));
        }
    }

    /// The text of a comment that is a note's by author and second only. It is the note's if it contains the note's; else
    /// both stay, since nobody knows which of them changed.
    fn take_unrecorded(&mut self, id: &NoteId, said: &Said<'_>, sent: &Sent) {
        let visible = |text: &str| text.chars().filter(|&c| !is_ignored(c)).collect::<String>();
        let is_same =
            self.taking.note(id).is_some_and(|note| visible(said.text).contains(&visible(&note.body)));
        if !is_same {
            self.taking.take_body(id, &own_lines(said.text, sent), "");
        }
    }

    /// A reply that was exported and whose text changed. If the review changed it, too, both stay.
    fn take_changed_reply(&mut self, id: &NoteId, said: &Said<'_>, sent: &Sent) {
        let Some(note) = self.taking.note_mut(id) else { return };
        let before = note.replies.iter_mut().find(|reply| {
            clock(reply.at.as_str()) == clock(&sent.at) && text_digest(&reply.body) == sent.body
        });
        if let Some(reply) = before {
            said.text.clone_into(&mut reply.body);
            self.taking.taken.changed = self.taking.taken.changed.saturating_add(1);
        } else if note.replies.iter().all(|reply| text_digest(&reply.body) != text_digest(said.text)) {
            note.replies.push(reply_of(said));
            self.taking.taken.replies = self.taking.taken.replies.saturating_add(1);
        }
    }

    /// Comments that were not exported become notes, unless the report had them before.
    fn take_unknown(&mut self) {
        let before = self.present_before();
        let replies = self.known_replies();
        for (index, said) in self.said.iter().enumerate() {
            let is_gone = self.sent(said).is_some_and(|sent| !sent.note.is_empty() && sent.reply.is_none())
                && !self.notes.contains_key(&index)
                && self
                    .sent(said)
                    .is_some_and(|sent| text_digest(said.text) != sent.text || self.has_new_answers(index));
            // A program may drop the link of an answer, which is then a comment of its own.
            let is_reply = replies.contains(&named(said.author, said.at, said.text));
            let is_new = said.sent.is_none() && said.answers.is_none() && !is_reply;
            // A finding's comment has no note; an answer to it needs one.
            let is_answered =
                self.sent(said).is_some_and(|sent| sent.note.is_empty()) && self.has_new_answers(index);
            if !is_new && !is_gone && !is_answered {
                continue;
            }
            let is_old = before.contains(&(said.author, clock(said.at), text_digest(said.text)));
            if !is_old || self.has_answers_unlike(index, &before) {
                self.take_new(index, said);
            }
        }
    }

    /// The comments and answers that the reports themselves have.
    fn present_before(&self) -> HashSet<(&'a str, &'a str, String)> {
        let reports = self.keys.iter().filter_map(|key| self.finder.report(key));
        let said = reports.flat_map(|report| listed(&report.comments));
        said.map(|said| (said.author, clock(said.at), text_digest(said.text))).collect()
    }

    /// The replies of the notes on these reports.
    fn known_replies(&self) -> HashSet<Named> {
        let is_here = |note: &&Note| note.targets.iter().all(|target| self.keys.contains(&target.report));
        let replies = self.taking.review.notes.iter().filter(is_here).flat_map(|note| &note.replies);
        replies.map(|reply| named(&reply.author, reply.at.as_str(), &reply.body)).collect()
    }

    /// The answers to a comment, which follow it.
    fn answers(&self, index: usize) -> impl Iterator<Item = &'a Said<'a>> {
        let behind = self.said.get(index.saturating_add(1)..).unwrap_or_default();
        behind.iter().take_while(move |said| said.answers == Some(index))
    }

    fn has_new_answers(&self, index: usize) -> bool {
        self.answers(index).any(|said| said.sent.is_none())
    }

    fn has_answers_unlike(&self, index: usize, before: &HashSet<(&str, &str, String)>) -> bool {
        let is_new =
            |said: &Said<'_>| !before.contains(&(said.author, clock(said.at), text_digest(said.text)));
        self.answers(index).any(is_new)
    }

    /// Makes a note of a comment, or changes the one that was made of it before.
    fn take_new(&mut self, index: usize, said: &Said<'_>) {
        let target = said.span.map(|span| {
            let span = widened(self.document, span);
            let section = self.outline.headings_over(&self.document.text, span.start);
            let key = self.keys.first().cloned().unwrap_or_else(|| ReportKey::from(""));
            Target::at(key, &self.document.text, span, section)
        });
        let sha256 = self
            .keys
            .first()
            .and_then(|key| self.taking.review.report(key))
            .map_or("", |entry| entry.sha256.as_str());
        let place = target.as_ref().map(|target| (target.start, target.exact.as_str()));
        let named =
            format!("{sha256}\n{}\n{}\n{}\n{place:?}", said.author, clock(said.at), text_digest(said.text));
        let id = NoteId::from(id::derived(&named).as_str());
        if let Some(known) = self.made_before(&id, said) {
            self.notes.insert(index, known.clone());
            if let Some(note) = self.taking.note_mut(&known)
                && text_digest(&note.body) != text_digest(said.text)
            {
                said.text.clone_into(&mut note.body);
                self.taking.taken.changed = self.taking.taken.changed.saturating_add(1);
            }
            if said.is_done {
                self.taking.take_status(&known, Status::Resolved, Status::Open);
            }
            return;
        }
        let at = Time::from_clock(clock(said.at));
        let mut note = Note {
            id: id.clone(),
            status: status(said.is_done),
            tags: vec![FROM_WORD.to_owned()],
            created: at.clone(),
            modified: at,
            ..Note::new(Vec::new(), Category::Question, said.author, said.text)
        };
        let found = target.map(|target| self.finder.find(&target, self.keys));
        let is_placed = found.as_ref().is_some_and(|(_, is_found)| *is_found);
        note.targets.extend(found.map(|(target, _)| target));
        if self.taking.push(note) {
            self.taking.taken.new = self.taking.taken.new.saturating_add(1);
            let unplaced = &mut self.taking.taken.unplaced;
            *unplaced = unplaced.saturating_add(usize::from(!is_placed));
        }
        self.notes.insert(index, id);
    }

    /// The note that was made of a comment when a file was taken before: by its id, or by author and second.
    fn made_before(&mut self, id: &NoteId, said: &Said<'_>) -> Option<NoteId> {
        if self.taking.note(id).is_some() {
            return Some(id.clone());
        }
        let key = (said.author.to_owned(), clock(said.at).to_owned());
        self.made.get_mut(&key).filter(|_| !said.at.is_empty())?.pop()
    }

    fn index_made(&mut self) {
        let is_here = |note: &&Note| {
            note.tags.iter().any(|tag| tag == FROM_WORD)
                && note.targets.iter().all(|target| self.keys.contains(&target.report))
        };
        for note in self.taking.review.notes.iter().rev().filter(is_here) {
            let key = (note.author.clone(), clock(note.created.as_str()).to_owned());
            self.made.entry(key).or_default().push(note.id.clone());
        }
    }

    /// Answers that were not exported.
    fn take_replies(&mut self) {
        let is_made = |note: &&Note| note.tags.iter().any(|tag| tag == FROM_WORD);
        let made = self.taking.review.notes.iter().filter(is_made);
        let made: HashSet<Named> =
            made.map(|note| named(&note.author, note.created.as_str(), &note.body)).collect();
        for said in self.said.iter().filter(|said| said.sent.is_none()) {
            // It came without its link before, and is a note.
            if made.contains(&named(said.author, said.at, said.text)) {
                continue;
            }
            let Some(note) = said.answers.and_then(|parent| self.notes.get(&parent)) else { continue };
            self.taking.take_reply(&note.clone(), reply_of(said));
        }
    }

    /// Notes of which no exported comment is in the document any more.
    fn find_missing(&mut self) {
        let matched: HashSet<usize> = self.said.iter().filter_map(|said| said.sent).collect();
        // Without a record nobody knows what was exported.
        let known = if self.document.sent.is_empty() { &[] } else { self.sent };
        let notes = || known.iter().enumerate().filter(|(_, sent)| sent.reply.is_none());
        let present: HashSet<&str> =
            notes().filter(|(at, _)| matched.contains(at)).map(|(_, sent)| sent.note.as_str()).collect();
        let mut seen = HashSet::new();
        for (_, sent) in notes() {
            let id = NoteId::from(sent.note.as_str());
            let is_gone = !present.contains(sent.note.as_str()) && self.taking.note(&id).is_some();
            if is_gone && seen.insert(sent.note.as_str()) {
                self.taking.taken.missing.push(id);
            }
        }
    }
}

/// The comments that an export of these reports has now, for a document without a record: by author and second alone.
fn assumed(review: &Review, keys: &[ReportKey]) -> Vec<Sent> {
    let notes =
        review.notes.iter().filter(|note| note.targets.iter().any(|target| keys.contains(&target.report)));
    let of = |note: &Note, author: &str, at: &Time, reply: Option<usize>| Sent {
        note: note.id.as_str().to_owned(),
        reply,
        author: if author.trim().is_empty() { NO_AUTHOR } else { author.trim() }.to_owned(),
        at: clock(at.as_str()).to_owned(),
        head: vec!["[".to_owned()],
        ..Sent::default()
    };
    notes
        .flat_map(|note| {
            let replies = note.replies.iter().enumerate();
            let replies = replies.map(|(index, reply)| of(note, &reply.author, &reply.at, Some(index)));
            std::iter::once(of(note, &note.author, &note.modified, None)).chain(replies).collect::<Vec<_>>()
        })
        .collect()
}

/// What tells a comment or an answer from others: author, second, and the digest of its text.
type Named = (String, String, String);

fn named(author: &str, at: &str, text: &str) -> Named {
    (author.trim().to_owned(), clock(at).to_owned(), text_digest(text))
}

fn status(is_done: bool) -> Status {
    if is_done { Status::Resolved } else { Status::Open }
}

fn reply_of(said: &Said<'_>) -> Reply {
    Reply { author: said.author.to_owned(), at: Time::from_clock(clock(said.at)), body: said.text.to_owned() }
}
