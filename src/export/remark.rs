//! The comments of a report's Word or PDF file, composed from notes, their replies, and confirmed findings, and the record
//! by which they are recognised when the file comes back (`docs/export.md`; the reader is `report/sent.rs`).

use std::fmt::Write as _;

use crate::export::escape::{cut, harmless, html, one_line};
use crate::export::sheet::{FindingRow, NoteRow, Passage, Place, Sheet};
use crate::export::wording::{Wording, tag_list};
use crate::message::Message;
use crate::report::{NO_AUTHOR, SENT_NAMESPACE, text_digest};
use crate::review::{Judgement, Severity, State, Status, Time};
use crate::text::Span;

/// Number of characters shown from each end of a quote in a comment.
const QUOTE: usize = 60;
/// Maximum number of other places named in a comment.
const OTHERS: usize = 5;

/// Maximum length of an author's name in characters, as in Word.
const AUTHOR: usize = 54;

/// What a comment was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A note, by its id, on one of its targets; `None` for a note on the whole review.
    Note(String, Option<usize>),
    /// A reply to a note, by the note's id and the reply's index.
    Reply(String, usize),
    /// A confirmed finding, by its key.
    Finding(String),
}

/// A comment of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) subject: Subject,
    /// Position of its text; `None` attaches it to the top.
    pub(super) span: Option<Span>,
    pub(super) author: String,
    pub(super) at: Time,
    /// Lines that the program writes before and after the author's own.
    pub(super) head: Vec<String>,
    pub(super) body: Vec<String>,
    pub(super) tail: Vec<String>,
    /// Whether it is resolved.
    pub(super) is_done: bool,
    /// Index of the comment that it answers.
    pub(super) answers: Option<usize>,
    /// Severity of the note; `None` for a finding.
    pub(super) severity: Option<Severity>,
}

impl Remark {
    /// All lines, at least one.
    pub(super) fn lines(&self) -> Vec<&str> {
        let lines: Vec<&str> =
            [&self.head, &self.body, &self.tail].into_iter().flatten().map(String::as_str).collect();
        if lines.is_empty() { vec![""] } else { lines }
    }
}

/// All remarks about a report: its notes with their replies, and confirmed findings; with `whole`, also the notes on the
/// whole review and on reports that it does not list or that could not be read.
pub(super) fn remarks(w: &Wording<'_>, report: usize, whole: bool) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for note in &w.sheet.notes {
        let mut places =
            note.places.iter().enumerate().filter(|(_, place)| place.report == Some(report)).peekable();
        let is_here = places.peek().is_some();
        for (number, place) in places {
            // The thread stands once in a document, at the note's first place.
            let has_thread = remarks.last().is_none_or(|last: &Remark| !is_of(last, &note.id));
            add_note(&mut remarks, w, note, Some((number, place)), has_thread);
        }
        // A note on the whole review, or on reports without a document of their own, which would be in none.
        let has_document = |report: usize| w.sheet.reports[report].unreadable.is_none();
        let is_nowhere = note.places.iter().all(|place| !place.report.is_some_and(has_document));
        if !is_here && is_nowhere && whole {
            add_note(&mut remarks, w, note, note.places.first().map(|place| (0, place)), true);
        }
    }
    for row in w.sheet.findings.iter().filter(|row| row.judgement == Some(Judgement::Confirmed)) {
        for (number, place) in row.places.iter().enumerate().filter(|(_, place)| place.report == report) {
            remarks.push(of_finding(w, row, number, place));
        }
    }
    remarks
}

fn is_of(remark: &Remark, id: &str) -> bool {
    matches!(&remark.subject, Subject::Note(note, _) | Subject::Reply(note, _) if note == id)
}

/// Adds the comment of a note at one of its places, and its replies.
fn add_note(
    remarks: &mut Vec<Remark>,
    w: &Wording<'_>,
    note: &NoteRow,
    place: Option<(usize, &Place)>,
    has_thread: bool,
) {
    let parent = remarks.len();
    let remark = of_note(w, note, place);
    let (span, is_done) = (remark.span, remark.is_done);
    remarks.push(remark);
    let replies = note.replies.iter().enumerate().filter(|_| has_thread);
    remarks.extend(replies.map(|(index, reply)| Remark {
        subject: Subject::Reply(note.id.clone(), index),
        span,
        author: reply.author.clone(),
        at: reply.at.clone(),
        head: Vec::new(),
        body: reply.body.lines().map(str::to_owned).collect(),
        tail: Vec::new(),
        is_done,
        answers: Some(parent),
        severity: Some(note.severity),
    }));
}

fn of_finding(w: &Wording<'_>, row: &FindingRow, number: usize, place: &Passage) -> Remark {
    let mut lines = vec![format!("{} · {}", w.kind(row), w.sentence(row)), w.verdict_line(row)];
    let others = row.places.iter().map(|place| {
        let name = &w.sheet.reports[place.report].short;
        (w.cited(name, Some(place.line), place.page, &place.section), w.sheet.quote(place))
    });
    lines.extend(also(w, others, number));
    Remark {
        subject: Subject::Finding(row.key.clone()),
        span: Some(place.span),
        author: row.author.clone(),
        at: row.at.clone(),
        head: lines,
        body: Vec::new(),
        tail: Vec::new(),
        is_done: false,
        answers: None,
        severity: None,
    }
}

fn of_note(w: &Wording<'_>, note: &NoteRow, place: Option<(usize, &Place)>) -> Remark {
    let mut head = vec![format!(
        "[{} · {} · {}]",
        one_line(w.category(&note.category)),
        w.severity(note.severity),
        w.status(note.status)
    )];
    match place.map(|(_, place)| place.state) {
        Some(State::Orphan) => {
            let quote = place.map_or("", |(_, place)| &place.quote);
            let quote = cut(&one_line(quote), QUOTE, QUOTE);
            head.push(w.words.words(&Message::new("export-orphan-comment").with("quote", quote)));
        }
        Some(State::Uncertain) => head.push(w.text("export-uncertain-comment").to_owned()),
        Some(State::Anchored | State::Moved) | None => {}
    }
    let mut tail = Vec::new();
    if let Some((number, _)) = place {
        let others = note.places.iter().map(|place| {
            (w.cited(w.report_name(place.report), place.line, place.page, &place.section), w.quote(place))
        });
        tail.extend(also(w, others, number));
    }
    if !note.tags.is_empty() {
        tail.push(format!("{}: {}", w.text("export-tags"), one_line(&tag_list(note))));
    }
    Remark {
        subject: Subject::Note(note.id.clone(), place.map(|(number, _)| number)),
        span: place.and_then(|(_, place)| place.span),
        author: note.author.clone(),
        at: note.modified.clone(),
        head,
        body: note.body.lines().map(str::to_owned).collect(),
        tail,
        is_done: note.status == Status::Resolved,
        answers: None,
        severity: Some(note.severity),
    }
}

/// The other places, each with its quote.
fn also<'a>(w: &Wording<'_>, places: impl Iterator<Item = (String, &'a str)>, this: usize) -> Vec<String> {
    let others = places.enumerate().filter(|(number, _)| *number != this).take(OTHERS);
    let line = |(place, quote): (String, &str)| {
        let quote = cut(&one_line(quote), QUOTE, QUOTE);
        let message = Message::new("export-also-quoted").with("place", place).with("quote", quote);
        w.words.words(&message)
    };
    others.map(|(_, other)| line(other)).collect()
}

/// The record of comments: the review, its reports, and the comments of each.
pub(super) fn record(sheet: &Sheet, reports: &[(usize, &[Remark])]) -> String {
    let created = html(sheet.created.as_str());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<notes xmlns=\"{SENT_NAMESPACE}\" created=\"{created}\">"
    );
    for (report, remarks) in reports {
        let sheet = &sheet.reports[*report];
        let _ = write!(xml, "<report key=\"{}\" sha256=\"{}\">", html(&sheet.key), html(&sheet.sha256));
        for remark in *remarks {
            write_remark(&mut xml, remark);
        }
        xml += "</report>";
    }
    xml + "</notes>"
}

fn write_remark(xml: &mut String, remark: &Remark) {
    let subject = match &remark.subject {
        Subject::Note(note, None) => format!("note=\"{}\"", html(note)),
        Subject::Note(note, Some(target)) => format!("note=\"{}\" target=\"{target}\"", html(note)),
        Subject::Reply(note, index) => format!("note=\"{}\" reply=\"{index}\"", html(note)),
        Subject::Finding(key) => format!("finding=\"{}\"", html(key)),
    };
    let at = clock(&remark.at).unwrap_or_default();
    // As it is written into the document.
    let digest = |text: String| text_digest(&text.chars().map(harmless).collect::<String>());
    let (text, body) = (digest(remark.lines().concat()), digest(remark.body.concat()));
    let _ = write!(
        xml,
        "<comment {subject} author=\"{}\" at=\"{}\" done=\"{}\" sha256=\"{text}\" body=\"{body}\">",
        html(&author(remark)),
        html(&at),
        u8::from(remark.is_done)
    );
    for (tag, lines) in [("head", &remark.head), ("tail", &remark.tail)] {
        for line in lines {
            let _ = write!(xml, "<{tag}>{}</{tag}>", html(line));
        }
    }
    *xml += "</comment>";
}

/// The author of a comment as shown in the file.
pub(super) fn author(remark: &Remark) -> String {
    let author: String = remark.author.chars().map(harmless).take(AUTHOR).collect();
    if author.trim().is_empty() { NO_AUTHOR.to_owned() } else { author.trim().to_owned() }
}

/// The digits of a time on its author's clock, to the second, as Word writes them; `None` if it is not a time.
pub(super) fn clock(at: &Time) -> Option<String> {
    let clock = at.as_str().get(..19).filter(|_| at.instant().is_some())?;
    Some(clock.replace([' ', 't'], "T"))
}
