//! `notes`: each note of a review and where its text stands now, as words or as JSON (schema `jiaokan.notes/1`). The
//! review file and its reports are read and left as they are; how text is found again is in `review`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::arguments::{FormatChoice, Notes};
use super::words::{cut, plain};
use super::{DONE, FAILED, PARTLY, complain, named, shown};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{self, Report};
use crate::review::{
    Category, Note, Placement, ReportKey, Resolver, Review, Severity, State, Status, Target,
};
use crate::structure;

/// A quote shows so many characters from its start …
const QUOTE_START: usize = 36;
/// … and so many from its end.
const QUOTE_END: usize = 16;

/// The first line of a note is cut to so many characters.
const BODY: usize = 80;

/// A review with the place of each target.
struct Located {
    review: Review,
    /// A note's targets in their order: where each stands, and on which line (from 1).
    places: Vec<Vec<(Placement, Option<usize>)>>,
}

/// Reads the review and its reports, finds the notes and writes them; the exit status.
pub(super) fn run(options: &Notes, words: &Catalogue) -> u8 {
    let Some(loaded) = super::load_review(&options.review, words) else { return FAILED };
    let (located, all_read) = located(loaded.review, words);
    let status = if all_read { DONE } else { PARTLY };
    super::print(status, words, |out| match options.format {
        FormatChoice::Text => write_words(out, &located, words),
        FormatChoice::Json => write_json(out, &located),
    })
}

/// Finds every target, one report after the other, and says whether all of them could be read.
fn located(review: Review, words: &Catalogue) -> (Located, bool) {
    let mut of_report: HashMap<&ReportKey, Vec<(usize, usize)>> = HashMap::new();
    let mut places: Vec<Vec<(Placement, Option<usize>)>> = Vec::with_capacity(review.notes.len());
    for (index, note) in review.notes.iter().enumerate() {
        places.push(vec![(Placement::ORPHAN, None); note.targets.len()]);
        for (number, target) in note.targets.iter().enumerate() {
            of_report.entry(&target.report).or_default().push((index, number));
        }
    }
    let mut all_read = true;
    for entry in &review.reports {
        // A key that stands twice means the first.
        let Some(targets) = of_report.remove(&entry.id) else { continue };
        match report::read_file(&entry.path, None) {
            Ok(report) => {
                let outline = structure::outline(&report);
                let resolver = Resolver::new(&report, &outline, Some(entry));
                for (index, number) in targets {
                    let placement = resolver.resolve(&review.notes[index].targets[number]);
                    places[index][number] = (placement, line(&report, placement));
                }
            }
            Err(error) => {
                complain(&named(&error, words));
                all_read = false;
            }
        }
    }
    let mut unknown: Vec<&str> = of_report.keys().map(|key| key.as_str()).collect();
    unknown.sort_unstable();
    for key in unknown {
        complain(&words.words(&Message::new("cli-notes-unknown-report").with("report", key)));
        all_read = false;
    }
    (Located { review, places }, all_read)
}

fn line(report: &Report, placement: Placement) -> Option<usize> {
    placement.span.map(|span| report.text.line_from_position(span.start) + 1)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    notes: Vec<NoteEntry<'a>>,
}

#[derive(Serialize)]
struct NoteEntry<'a> {
    id: &'a str,
    category: Cow<'a, str>,
    severity: Severity,
    status: Status,
    body: &'a str,
    targets: Vec<TargetEntry<'a>>,
}

#[derive(Serialize)]
struct TargetEntry<'a> {
    report: &'a str,
    /// Null where the review lists no report of that key.
    path: Option<Cow<'a, str>>,
    state: State,
    start: Option<usize>,
    end: Option<usize>,
    score: f32,
}

fn write_json(out: &mut dyn Write, located: &Located) -> io::Result<()> {
    let Located { review, places } = located;
    let notes = review.notes.iter().zip(places).map(|(note, places)| {
        let targets = note.targets.iter().zip(places).map(|(target, (placement, _))| TargetEntry {
            report: target.report.as_str(),
            path: review.report(&target.report).map(|report| report.path.to_string_lossy()),
            state: placement.state,
            start: placement.span.map(|span| span.start),
            end: placement.span.map(|span| span.end),
            score: (placement.score * 1000.0).round() / 1000.0,
        });
        NoteEntry {
            id: note.id.as_str(),
            category: category_id(&note.category),
            severity: note.severity,
            status: note.status,
            body: &note.body,
            targets: targets.collect(),
        }
    });
    let document = Document { schema: "jiaokan.notes/1", notes: notes.collect() };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// The name in the review file; of a category of the reviewer's own, that name.
fn category_id(category: &Category) -> Cow<'_, str> {
    match category {
        Category::Other(name) => Cow::Borrowed(name),
        listed => Cow::Owned(format!("{listed:?}")),
    }
}

fn write_words(out: &mut dyn Write, located: &Located, words: &Catalogue) -> io::Result<()> {
    let Located { review, places } = located;
    let all = places.iter().flatten().map(|(placement, _)| placement.state);
    let count = |state: State| all.clone().filter(|&other| other == state).count();
    let summary = Message::new("cli-notes-summary")
        .with("notes", review.notes.len())
        .with("anchored", count(State::Anchored))
        .with("moved", count(State::Moved))
        .with("uncertain", count(State::Uncertain))
        .with("orphan", count(State::Orphan));
    writeln!(out, "{}", words.words(&summary))?;
    for (index, (note, places)) in review.notes.iter().zip(places).enumerate() {
        write_note(out, index + 1, note, words)?;
        for (target, (placement, line)) in note.targets.iter().zip(places) {
            write_target(out, review, target, *placement, *line, words)?;
        }
    }
    Ok(())
}

fn write_note(out: &mut dyn Write, number: usize, note: &Note, words: &Catalogue) -> io::Result<()> {
    let category = match &note.category {
        Category::Duplicate => words.text("category-duplicate").to_owned(),
        Category::Structure => words.text("category-structure").to_owned(),
        Category::Figures => words.text("category-figures").to_owned(),
        Category::Wording => words.text("category-wording").to_owned(),
        Category::Question => words.text("category-question").to_owned(),
        Category::Praise => words.text("category-praise").to_owned(),
        Category::Other(name) => plain(name),
    };
    let severity = words.text(match note.severity {
        Severity::Info => "severity-info",
        Severity::Minor => "severity-minor",
        Severity::Major => "severity-major",
        Severity::Critical => "severity-critical",
    });
    write!(out, "\n{number:>4}. {category} · {severity}")?;
    if note.status == Status::Resolved {
        write!(out, " · {}", words.text("status-resolved"))?;
    }
    if !note.author.is_empty() {
        write!(out, " · {}", plain(&note.author))?;
    }
    let body = plain(note.body.trim());
    writeln!(out, "\n      {}", cut(&body, BODY, 0))
}

/// The state and how much of the text agrees, the place in the form that editors and terminals make a link of, and what
/// the note was written on.
fn write_target(
    out: &mut dyn Write,
    review: &Review,
    target: &Target,
    placement: Placement,
    line: Option<usize>,
    words: &Catalogue,
) -> io::Result<()> {
    let state = words.text(match placement.state {
        State::Anchored => "cli-notes-anchored",
        State::Moved => "state-moved",
        State::Uncertain => "state-uncertain",
        State::Orphan => "state-orphan",
    });
    let report = review.report(&target.report);
    let path = report.map_or_else(|| plain(target.report.as_str()), |report| shown(&report.path));
    write!(out, "      [{state}] {path}")?;
    if let Some(line) = line {
        write!(out, ":{line}  {:.0}%", placement.score * 100.0)?;
    }
    writeln!(out, "\n        “{}”", cut(plain(&target.exact).trim(), QUOTE_START, QUOTE_END))
}
