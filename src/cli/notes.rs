//! `notes`: lists the notes of a review and the present places of their text, as text or JSON (schema
//! `jiaokan.notes/1`). No file is written. The search for the text is in `review`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::arguments::{FormatChoice, Notes};
use super::print::{one_line, path_text, print, print_error, shorten, with_reason, write_value};
use super::{DONE, FAILED, PARTLY};
use crate::export::rule_words;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::Report;
use crate::review::{
    Category, Excluded, Exclusion, Note, Placement, ReportKey, Resolver, Review, Severity, State, Status,
    Target,
};
use crate::structure;

/// Number of characters quoted from the start of a long quote.
const QUOTE_START: usize = 36;
/// Number of characters quoted from the end of a long quote.
const QUOTE_END: usize = 16;

/// Maximum number of characters printed of a note's body.
const MAX_BODY: usize = 80;

/// A review with the placement of each target.
struct Located {
    review: Review,
    /// For each note and each of its targets, the placement and its line, counted from 1.
    places: Vec<Vec<(Placement, Option<usize>)>>,
}

/// Runs the command and returns the exit status.
pub(super) fn run(options: &Notes, words: &Catalogue) -> u8 {
    let Some(loaded) = super::load_review(&options.review, words) else { return FAILED };
    let (located, all_read) = located(loaded.review, options, words);
    let status = if all_read { DONE } else { PARTLY };
    print(status, words, |out| match options.format {
        FormatChoice::Text => write_words(out, &located, words),
        FormatChoice::Json => write_json(out, &located),
    })
}

/// Places every target, one report after the other. The second value is whether all reports could be read.
fn located(review: Review, options: &Notes, words: &Catalogue) -> (Located, bool) {
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
        // Of several reports with one key the first counts.
        let Some(targets) = of_report.remove(&entry.id) else { continue };
        match super::read_named(&entry.path, &options.review, options.network) {
            Ok(report) => {
                let outline = structure::outline(&report);
                let resolver = Resolver::new(&report, &outline, Some(entry));
                for (index, number) in targets {
                    let placement = resolver.resolve(&review.notes[index].targets[number]);
                    places[index][number] = (placement, line(&report, placement));
                }
            }
            Err(error) => {
                print_error(&with_reason(&error, words));
                all_read = false;
            }
        }
    }
    let mut unknown: Vec<&str> = of_report.keys().map(|key| key.as_str()).collect();
    unknown.sort_unstable();
    for key in unknown {
        print_error(&words.words(&Message::new("cli-notes-unknown-report").with("report", key)));
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
    /// The rules of the review that exclude findings.
    exclusions: Vec<RuleEntry<'a>>,
}

#[derive(Serialize)]
struct RuleEntry<'a> {
    id: &'a str,
    kind: &'static str,
    /// Keys of the reports that it names.
    reports: Vec<&'a str>,
    /// Id of the check that it is about, if it is about one.
    check: Option<&'a str>,
    /// The text that it excludes, if it excludes one.
    text: Option<&'a str>,
    reason: &'a str,
    author: &'a str,
    at: &'a str,
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
    /// Null if the review lists no report of that key.
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
    let document = Document {
        schema: "jiaokan.notes/1",
        notes: notes.collect(),
        exclusions: review.exclusions.iter().map(rule_entry).collect(),
    };
    write_value(out, &document)
}

fn rule_entry(rule: &Exclusion) -> RuleEntry<'_> {
    let (kind, check, text) = match &rule.what {
        Excluded::Pair(..) => ("pair", None, None),
        Excluded::Text { text, check } => ("text", check.as_deref(), Some(text.as_str())),
        Excluded::CheckIn(check, _) => ("check-in-report", Some(check.as_str()), None),
        Excluded::Check(check) => ("check", Some(check.as_str()), None),
    };
    RuleEntry {
        id: &rule.id,
        kind,
        reports: rule.what.reports().map(ReportKey::as_str).collect(),
        check,
        text,
        reason: &rule.reason,
        author: &rule.author,
        at: rule.at.as_str(),
    }
}

/// The category's name in the review file; for a category of the reviewer's own, the name that it was given.
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
    if !review.exclusions.is_empty() {
        writeln!(out, "\n{}", words.text("action-rules").trim_end_matches('…'))?;
    }
    let name = |key: &ReportKey| match review.report(key) {
        Some(report) if !report.title.is_empty() => one_line(&report.title),
        Some(report) => path_text(&report.path),
        None => one_line(key.as_str()),
    };
    for rule in &review.exclusions {
        let said = [rule_words(rule, words, name), one_line(&rule.reason), one_line(&rule.author)];
        let said: Vec<String> = said.into_iter().filter(|said| !said.is_empty()).collect();
        writeln!(out, "      {}", said.join(" · "))?;
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
        Category::Other(name) => one_line(name),
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
        write!(out, " · {}", one_line(&note.author))?;
    }
    let body = one_line(note.body.trim());
    writeln!(out, "\n      {}", shorten(&body, MAX_BODY, 0))
}

/// Writes the state, the place as `file:line`, the similarity of the text in per cent, and the quote.
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
    let path = report.map_or_else(|| one_line(target.report.as_str()), |report| path_text(&report.path));
    write!(out, "      [{state}] {path}")?;
    if let Some(line) = line {
        write!(out, ":{line}  {:.0}%", placement.score * 100.0)?;
    }
    writeln!(out, "\n        “{}”", shorten(one_line(&target.exact).trim(), QUOTE_START, QUOTE_END))
}
