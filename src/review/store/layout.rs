//! Serialises a [`Review`] as the text of its file: one field per line, but a report, a target and a verdict in one
//! line each, so that changed lines correspond to changed entries. Written by hand because ron's own printer has a
//! single layout and escapes apostrophes and emoji. Every entry is destructured, so that no field can be forgotten.

use std::fmt::{self, Write};
use std::path::Path;

use crate::figures::{Kind, Period};
use crate::review::{
    Category, Correction, Cut, Excluded, Exclusion, Indicator, JudgedPlace, LedgerChange, LedgerRule, Note,
    Reply, ReportEntry, Review, SCHEMA, Target, Verdict,
};

/// The text of the review's file. `stored_path` converts the path of a report.
pub(super) fn ron_from_review<E>(
    review: &Review,
    stored_path: impl Fn(&Path) -> Result<String, E>,
) -> Result<String, E> {
    let paths: Vec<String> =
        review.reports.iter().map(|report| stored_path(&report.path)).collect::<Result<_, E>>()?;
    let mut out = String::new();
    write_review(&mut out, review, &paths).expect("writing to a string cannot fail");
    Ok(out)
}

fn write_review(out: &mut String, review: &Review, paths: &[String]) -> fmt::Result {
    let Review {
        schema,
        title,
        created,
        modified,
        reports,
        notes,
        verdicts,
        exclusions,
        ledger,
        corrections,
    } = review;
    writeln!(out, "Review(")?;
    debug_assert_eq!(*schema, SCHEMA, "only reviews of this schema are written");
    writeln!(out, "    schema: {},", oldest_schema(review))?;
    writeln!(out, "    title: {},", Quoted(title))?;
    writeln!(out, "    created: {},", Quoted(created.as_str()))?;
    writeln!(out, "    modified: {},", Quoted(modified.as_str()))?;
    write_lines(out, 1, "reports", reports.iter().zip(paths), |out, (report, path)| {
        write_report(out, report, path)
    })?;
    write_lines(out, 1, "notes", notes, write_note)?;
    write_lines(out, 1, "verdicts", verdicts, write_verdict)?;
    if !exclusions.is_empty() {
        write_lines(out, 1, "exclusions", exclusions, write_exclusion)?;
    }
    if !ledger.is_empty() {
        write_lines(out, 1, "ledger", ledger, write_ledger_rule)?;
    }
    if !corrections.is_empty() {
        write_lines(out, 1, "corrections", corrections, write_correction)?;
    }
    writeln!(out, ")")
}

/// The oldest schema that can express a review, so that earlier programs can open the file wherever possible.
fn oldest_schema(review: &Review) -> u32 {
    let has_cut = review.notes.iter().flat_map(|note| &note.targets).any(|target| target.cut.is_some());
    let has_places = review.verdicts.iter().any(|verdict| !verdict.places.is_empty());
    let has_replies = review.notes.iter().any(|note| !note.replies.is_empty());
    if !review.corrections.is_empty() {
        SCHEMA
    } else if has_places || has_replies || !review.ledger.is_empty() {
        3
    } else if has_cut || !review.exclusions.is_empty() {
        2
    } else {
        1
    }
}

/// Writes a list field, each entry starting on a line of its own.
fn write_lines<T>(
    out: &mut String,
    depth: usize,
    name: &str,
    entries: impl IntoIterator<Item = T>,
    write_entry: impl Fn(&mut String, T) -> fmt::Result,
) -> fmt::Result {
    let indent = "    ".repeat(depth);
    let mut entries = entries.into_iter().peekable();
    if entries.peek().is_none() {
        return writeln!(out, "{indent}{name}: [],");
    }
    writeln!(out, "{indent}{name}: [")?;
    for entry in entries {
        write!(out, "{indent}    ")?;
        write_entry(out, entry)?;
        writeln!(out, ",")?;
    }
    writeln!(out, "{indent}],")
}

fn write_report(out: &mut String, report: &ReportEntry, path: &str) -> fmt::Result {
    let ReportEntry { id, path: _, title, sha256, characters } = report;
    let (id, path, title, sha256) = (Quoted(id.as_str()), Quoted(path), Quoted(title), Quoted(sha256));
    write!(out, "(id: {id}, path: {path}, title: {title}, sha256: {sha256}, characters: {characters})")
}

fn write_note(out: &mut String, note: &Note) -> fmt::Result {
    let Note { id, targets, category, severity, status, tags, author, created, modified, body, replies } =
        note;
    writeln!(out, "(")?;
    writeln!(out, "            id: {},", Quoted(id.as_str()))?;
    write_lines(out, 3, "targets", targets, write_target)?;
    match category {
        Category::Other(name) => writeln!(out, "            category: Other({}),", Quoted(name))?,
        named => writeln!(out, "            category: {named:?},")?,
    }
    writeln!(out, "            severity: {severity:?},")?;
    writeln!(out, "            status: {status:?},")?;
    writeln!(out, "            tags: {},", QuotedList(tags))?;
    writeln!(out, "            author: {},", Quoted(author))?;
    writeln!(out, "            created: {},", Quoted(created.as_str()))?;
    writeln!(out, "            modified: {},", Quoted(modified.as_str()))?;
    writeln!(out, "            body: {},", Quoted(body))?;
    if !replies.is_empty() {
        write_lines(out, 3, "replies", replies, write_reply)?;
    }
    write!(out, "        )")
}

fn write_reply(out: &mut String, reply: &Reply) -> fmt::Result {
    let Reply { author, at, body } = reply;
    write!(out, "(author: {}, at: {}, body: {})", Quoted(author), Quoted(at.as_str()), Quoted(body))
}

fn write_target(out: &mut String, target: &Target) -> fmt::Result {
    let Target { report, start, end, exact, cut, prefix, suffix, section } = target;
    let (report, exact, section) = (Quoted(report.as_str()), Quoted(exact), QuotedList(section));
    let (prefix, suffix) = (Quoted(prefix), Quoted(suffix));
    write!(out, "(report: {report}, start: {start}, end: {end}, exact: {exact}, ")?;
    if let Some(Cut { tail, sha256 }) = cut {
        write!(out, "cut: Some((tail: {}, sha256: {})), ", Quoted(tail), Quoted(sha256))?;
    }
    write!(out, "prefix: {prefix}, suffix: {suffix}, section: {section})")
}

fn write_verdict(out: &mut String, verdict: &Verdict) -> fmt::Result {
    let Verdict { finding, verdict, reason, author, at, places } = verdict;
    let (finding, reason, author) = (Quoted(finding), Quoted(reason), Quoted(author));
    write!(out, "(finding: {finding}, verdict: {verdict:?}, reason: {reason}, author: {author}, ")?;
    write!(out, "at: {}", Quoted(at.as_str()))?;
    if !places.is_empty() {
        write!(out, ", places: [")?;
        for (number, JudgedPlace { report, start, quote }) in places.iter().enumerate() {
            let comma = if number > 0 { ", " } else { "" };
            let (report, quote) = (Quoted(report.as_str()), Quoted(quote));
            write!(out, "{comma}(report: {report}, start: {start}, quote: {quote})")?;
        }
        write!(out, "]")?;
    }
    write!(out, ")")
}

fn write_exclusion(out: &mut String, rule: &Exclusion) -> fmt::Result {
    let Exclusion { what, id, reason, author, at } = rule;
    write!(out, "(what: ")?;
    match what {
        Excluded::Pair(one, other) => {
            write!(out, "Pair({}, {})", Quoted(one.as_str()), Quoted(other.as_str()))?;
        }
        Excluded::Text { text, check: None } => write!(out, "Text(text: {})", Quoted(text))?,
        Excluded::Text { text, check: Some(check) } => {
            write!(out, "Text(text: {}, check: Some({}))", Quoted(text), Quoted(check))?;
        }
        Excluded::CheckIn(check, report) => {
            write!(out, "CheckIn({}, {})", Quoted(check), Quoted(report.as_str()))?;
        }
        Excluded::Check(check) => write!(out, "Check({})", Quoted(check))?,
    }
    let (id, reason, author) = (Quoted(id), Quoted(reason), Quoted(author));
    write!(out, ", id: {id}, reason: {reason}, author: {author}, at: {})", Quoted(at.as_str()))
}

fn write_correction(out: &mut String, correction: &Correction) -> fmt::Result {
    let Correction { target, text, id, author, at } = correction;
    write!(out, "(target: ")?;
    write_target(out, target)?;
    let (text, id, author, at) = (Quoted(text), Quoted(id), Quoted(author), Quoted(at.as_str()));
    write!(out, ", text: {text}, id: {id}, author: {author}, at: {at})")
}

fn write_ledger_rule(out: &mut String, rule: &LedgerRule) -> fmt::Result {
    let LedgerRule { what, id, author, at } = rule;
    write!(out, "(what: ")?;
    match what {
        LedgerChange::Join(one, other) => {
            write!(out, "Join(")?;
            write_indicator(out, one)?;
            write!(out, ", ")?;
            write_indicator(out, other)?;
        }
        LedgerChange::Part(one) => {
            write!(out, "Part(")?;
            write_indicator(out, one)?;
        }
        LedgerChange::Rename(one, name) => {
            write!(out, "Rename(")?;
            write_indicator(out, one)?;
            write!(out, ", {}", Quoted(name))?;
        }
        LedgerChange::Hide(one) => {
            write!(out, "Hide(")?;
            write_indicator(out, one)?;
        }
        LedgerChange::Synonyms(words) => write!(out, "Synonyms({}", QuotedList(words))?,
    }
    write!(out, "), id: {}, author: {}, at: {})", Quoted(id), Quoted(author), Quoted(at.as_str()))
}

/// Fields with their default are left out.
fn write_indicator(out: &mut String, indicator: &Indicator) -> fmt::Result {
    let Indicator { words, unit, kind, planned, period, report } = indicator;
    write!(out, "(words: {}, unit: {}", Quoted(words), Quoted(unit))?;
    if *kind != Kind::default() {
        write!(out, ", kind: {kind:?}")?;
    }
    if *planned {
        write!(out, ", planned: true")?;
    }
    if *period != Period::default() {
        write!(out, ", period: {period:?}")?;
    }
    if let Some(report) = report {
        write!(out, ", report: Some({})", Quoted(report.as_str()))?;
    }
    write!(out, ")")
}

/// A RON string. Escapes characters that would end it, break the line, are invisible, or change the reading
/// direction.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for character in self.0.chars() {
            match character {
                '"' | '\\' => write!(f, "\\{character}")?,
                '\n' => write!(f, "\\n")?,
                '\r' => write!(f, "\\r")?,
                '\t' => write!(f, "\\t")?,
                hidden if is_hidden(hidden) => write!(f, "\\u{{{:x}}}", u32::from(hidden))?,
                plain => f.write_char(plain)?,
            }
        }
        f.write_char('"')
    }
}

/// Control characters, direction marks, line separators and zero-width marks. The joiners used by emoji and Indic
/// scripts are kept.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A list of strings in one line.
struct QuotedList<'a>(&'a [String]);

impl fmt::Display for QuotedList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('[')?;
        for (at, string) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{}", Quoted(string))?;
        }
        f.write_char(']')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn readable_text_stays_readable() {
        let text = "“重复” it's 👨‍👩‍👧 \"a\\b\"\r\n\t\u{0}\u{202e}";
        assert_eq!(Quoted(text).to_string(), "\"“重复” it's 👨‍👩‍👧 \\\"a\\\\b\\\"\\r\\n\\t\\u{0}\\u{202e}\"");
    }

    proptest! {
        #[test]
        fn ron_reads_every_string_back(string: String, list: Vec<String>) {
            prop_assert_eq!(ron::from_str::<String>(&Quoted(&string).to_string()), Ok(string));
            prop_assert_eq!(ron::from_str::<Vec<String>>(&QuotedList(&list).to_string()), Ok(list));
        }
    }
}
