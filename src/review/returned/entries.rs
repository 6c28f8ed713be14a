//! Entries of a workbook, and annotations, that came back.

use super::places::{Finder, Opened};
use super::{Returned, Taking};
use crate::report::text_digest;
use crate::review::{
    Category, Note, NoteId, Reply, ReportEntry, ReportKey, Review, Severity, Status, Target, Time, id,
};

/// Tag of a note that came from a workbook or from annotations.
const FROM_ELSEWHERE: &str = "并入";

/// A note as a file has it. `None` are fields that the file does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Id of the note; empty for one that was made in the file.
    pub id: String,
    /// Id that another program gave it.
    pub foreign: String,
    /// Name of its author.
    pub author: String,
    /// When it was written.
    pub created: Time,
    /// When it was last changed in the review, as exported.
    pub modified: Time,
    /// Text; `None` if the file has it in part.
    pub body: Option<String>,
    /// Subject of the note.
    pub category: Option<Category>,
    /// Severity of the note.
    pub severity: Option<Severity>,
    /// Whether it is resolved.
    pub status: Option<Status>,
    /// Labels that it has.
    pub tags: Option<Vec<String>>,
    /// Its places.
    pub quotes: Vec<Quoted>,
    /// Replies to it.
    pub replies: Vec<Reply>,
}

/// A place as a file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// Title, short name, file name or path of the report.
    pub report: String,
    /// SHA-256 of the report's file; empty if unknown.
    pub sha256: String,
    /// The text.
    pub exact: String,
    /// The text before it.
    pub prefix: String,
    /// The text after it.
    pub suffix: String,
    /// Its position in code points, if the file says.
    pub start: Option<usize>,
}

/// Takes entries into the review. An entry is the note with its id; it was changed in the file if it differs from the
/// note and the note is as old as when it was exported. A note that changed since stays, with the file's text as a copy.
#[must_use]
pub fn take_entries(review: &mut Review, entries: &[Entry], opened: &Opened<'_>) -> Returned {
    let mut taking = Taking::new(review);
    let mut finder = Finder::new(opened);
    for entry in entries {
        let id = NoteId::from(entry.id.as_str());
        let id = if !entry.id.is_empty() && taking.note(&id).is_some() {
            take_known(&mut taking, &id, entry);
            id
        } else {
            take_new(&mut taking, &mut finder, entry)
        };
        for reply in &entry.replies {
            taking.take_reply(&id, reply.clone());
        }
    }
    taking.taken
}

fn take_known(taking: &mut Taking<'_>, id: &NoteId, entry: &Entry) {
    let Some(note) = taking.note(id) else { return };
    let body = entry.body.as_deref().unwrap_or(&note.body).to_owned();
    let is_body_changed = text_digest(&note.body) != text_digest(&body);
    if !is_same_time(&note.modified, &entry.modified) {
        if is_body_changed {
            // No text has this digest: the review's version counts as changed.
            taking.take_body(id, &body, "");
        }
        return;
    }
    let before = note.status;
    let mut changed = note.clone();
    if is_body_changed {
        changed.body = body;
    }
    if let Some(category) = &entry.category {
        changed.category = category.clone();
    }
    if let Some(severity) = entry.severity {
        changed.severity = severity;
    }
    if let Some(tags) = &entry.tags {
        changed.tags.clone_from(tags);
    }
    if let Some(note) = taking.note_mut(id).filter(|note| **note != changed) {
        *note = changed;
        taking.taken.changed = taking.taken.changed.saturating_add(1);
        let now = taking.now.clone();
        taking.note_mut(id).into_iter().for_each(|note| note.modified = now.clone());
    }
    if let Some(status) = entry.status {
        taking.take_status(id, status, before);
    }
}

/// Whether a time in a file is that of the note. Workbooks show minutes on the author's clock, annotations instants.
fn is_same_time(note: &Time, entry: &Time) -> bool {
    if let (Some(one), Some(other)) = (note.instant(), entry.instant()) {
        one.as_second() == other.as_second()
    } else {
        let minute = |time: &Time| time.as_str().get(..16).map(|digits| digits.replace(' ', "T"));
        minute(note) == minute(entry)
    }
}

fn take_new(taking: &mut Taking<'_>, finder: &mut Finder<'_>, entry: &Entry) -> NoteId {
    let body = entry.body.as_deref().unwrap_or_default();
    let quote = entry.quotes.first().map(|quote| (&quote.exact, quote.start));
    let named = if entry.foreign.is_empty() {
        format!("{}\n{}\n{}\n{quote:?}", entry.author, entry.created.as_str(), text_digest(body))
    } else {
        entry.foreign.clone()
    };
    let id = if entry.id.is_empty() { id::derived(&named) } else { entry.id.clone() };
    let id = NoteId::from(id.as_str());
    let is_empty = body.trim().is_empty() && entry.quotes.is_empty();
    if is_empty || taking.note(&id).is_some() {
        return id;
    }
    let mut is_placed = true;
    let mut targets = Vec::new();
    for quote in &entry.quotes {
        let keys = reports_named(taking.review, quote);
        let start = quote.start.unwrap_or_default();
        let target = Target {
            report: keys.first().cloned().unwrap_or_else(|| ReportKey::from("")),
            start,
            end: start.saturating_add(quote.exact.chars().count()),
            exact: quote.exact.clone(),
            cut: None,
            prefix: quote.prefix.clone(),
            suffix: quote.suffix.clone(),
            section: Vec::new(),
        };
        if keys.is_empty() {
            is_placed = false;
            continue;
        }
        let (target, is_found) = finder.find(&target, &keys);
        is_placed &= is_found;
        targets.push(target);
    }
    let mut tags = entry.tags.clone().unwrap_or_default();
    if entry.id.is_empty() && tags.iter().all(|tag| tag != FROM_ELSEWHERE) {
        tags.push(FROM_ELSEWHERE.to_owned());
    }
    let created = if entry.created.as_str().is_empty() { taking.now.clone() } else { entry.created.clone() };
    let modified = if entry.modified.as_str().is_empty() { created.clone() } else { entry.modified.clone() };
    let mut note = Note {
        id: id.clone(),
        severity: entry.severity.unwrap_or_default(),
        status: entry.status.unwrap_or_default(),
        tags,
        created,
        modified,
        ..Note::new(targets, entry.category.clone().unwrap_or(Category::Question), &entry.author, body)
    };
    note.bound_quotes();
    if taking.push(note) {
        taking.taken.new = taking.taken.new.saturating_add(1);
        taking.taken.unplaced = taking.taken.unplaced.saturating_add(usize::from(!is_placed));
    }
    id
}

/// The reports that a place may be in: that with the hash, those with the file name or title, or else all.
fn reports_named(review: &Review, quote: &Quoted) -> Vec<ReportKey> {
    let by_hash = |entry: &&ReportEntry| !quote.sha256.is_empty() && entry.sha256 == quote.sha256;
    let keys = |found: Vec<&ReportEntry>| found.into_iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
    let found = keys(review.reports.iter().filter(by_hash).collect());
    if !found.is_empty() {
        return found;
    }
    let file = quote.report.rsplit(['/', '\\']).next().unwrap_or_default();
    let by_name = |entry: &&ReportEntry| {
        let name = entry.path.file_name().map(|name| name.to_string_lossy().into_owned());
        !quote.report.is_empty() && (name.as_deref() == Some(file) || entry.title == quote.report)
    };
    let found = keys(review.reports.iter().filter(by_name).collect());
    if found.is_empty() { keys(review.reports.iter().collect()) } else { found }
}
