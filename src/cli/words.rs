//! What `inspect --format text` prints, for people at a terminal.

use std::io::{self, Write};

use super::inspect::Inspection;
use super::{named, shown};
use crate::duplicates::{Group, Kind, Occurrence, Scope};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::structure::Section;
use crate::text::SourceText;

/// A quote shows so many characters of a passage from its start …
const QUOTE_START: usize = 36;
/// … and so many from its end.
const QUOTE_END: usize = 16;

/// A heading is cut to so many characters: a run-in one may be a whole sentence.
const HEADING: usize = 40;

/// So many places of a group are listed.
const PLACES: usize = 12;

/// Writes an inspection.
pub(super) fn write(
    out: &mut dyn Write,
    found: &Inspection,
    min_length: usize,
    words: &Catalogue,
) -> io::Result<()> {
    for report in 0..found.reports.len() {
        write_report(out, found, report, words)?;
    }
    let groups = &found.duplicates.groups;
    let (phrases, own): (Vec<&Group>, Vec<&Group>) = groups.iter().partition(|group| group.boilerplate);
    let heading = if own.is_empty() {
        Message::new("cli-no-groups").with("count", min_length)
    } else {
        Message::new("cli-groups-heading").with("count", own.len())
    };
    writeln!(out, "{}", words.words(&heading))?;
    for (index, group) in own.iter().enumerate() {
        write_group(out, found, index + 1, group, words)?;
    }
    if !phrases.is_empty() {
        let heading = Message::new("cli-phrases-heading").with("count", phrases.len());
        writeln!(out, "\n{}", words.words(&heading))?;
        for (index, group) in phrases.iter().enumerate() {
            write_group(out, found, own.len() + index + 1, group, words)?;
        }
    }
    if !found.unreadable.is_empty() {
        let heading = Message::new("cli-unreadable-heading").with("count", found.unreadable.len());
        writeln!(out, "\n{}", words.words(&heading))?;
        for error in &found.unreadable {
            writeln!(out, "  {}", named(error, words))?;
        }
    }
    Ok(())
}

fn write_report(out: &mut dyn Write, found: &Inspection, index: usize, words: &Catalogue) -> io::Result<()> {
    let report = &found.reports[index];
    let outline = &found.outlines[index];
    let title = found.title(index).map_or_else(|| words.text("cli-untitled").to_owned(), plain);
    writeln!(out, "[{}] {title}", index + 1)?;
    writeln!(out, "    {}", shown(&report.path))?;
    // The tests hold each id against the code: both stand here in full.
    let id = if report.encoding_guessed { "cli-report-guessed" } else { "cli-report-facts" };
    let facts = Message { id, arguments: Vec::new() }
        .with("characters", report.text.characters())
        .with("encoding", report.encoding.name());
    writeln!(out, "    {}", words.words(&facts))?;
    if report.undecodable > 0 {
        let damage = Message::new("cli-report-undecodable").with("count", report.undecodable);
        writeln!(out, "    {}", words.words(&damage))?;
    }
    let shares = found.duplicates.shares[index];
    let shares = Message::new("cli-report-shares")
        .with("within", percent(shares.within))
        .with("shared", percent(shares.shared));
    writeln!(out, "    {}", words.words(&shares))?;
    if !outline.furniture.is_empty() {
        let furniture = Message::new("cli-report-furniture").with("count", outline.furniture.len());
        writeln!(out, "    {}", words.words(&furniture))?;
    }
    if outline.sections.is_empty() {
        writeln!(out, "    {}", words.text("cli-report-no-outline"))?;
    } else {
        writeln!(out, "    {}", words.text("cli-report-outline"))?;
        for section in &outline.sections {
            write_section(out, &report.text, section)?;
        }
    }
    writeln!(out)
}

fn write_section(out: &mut dyn Write, text: &SourceText, section: &Section) -> io::Result<()> {
    let indent = 4 + 2 * usize::from(section.level.clamp(1, 8));
    writeln!(out, "{:indent$}{}", "", cut(&plain(text.slice(section.heading)), HEADING, 0))
}

fn write_group(
    out: &mut dyn Write,
    found: &Inspection,
    number: usize,
    group: &Group,
    words: &Catalogue,
) -> io::Result<()> {
    let id = match group.scope {
        Scope::Within => "cli-group-within",
        Scope::Across => "cli-group-across",
    };
    let heading = Message { id, arguments: Vec::new() }
        .with("characters", group.characters)
        .with("places", group.occurrences.len());
    write!(out, "\n{number:>4}. {}", words.words(&heading))?;
    match likeness(group) {
        Some(message) => writeln!(out, "{}", words.words(&message))?,
        None => writeln!(out)?,
    }
    if let Some(first) = group.occurrences.first() {
        let passage = plain(found.reports[first.report].text.slice(first.span));
        writeln!(out, "      “{}”", cut(passage.trim_start_matches(is_closing), QUOTE_START, QUOTE_END))?;
    }
    for place in group.occurrences.iter().take(PLACES) {
        write_place(out, found, *place)?;
    }
    if let Some(more) = group.occurrences.len().checked_sub(PLACES).filter(|&more| more > 0) {
        writeln!(out, "      {}", words.words(&Message::new("cli-more-places").with("count", more)))?;
    }
    Ok(())
}

/// How alike the places of a near passage are; nothing where they are equal.
fn likeness(group: &Group) -> Option<Message> {
    match group.kind {
        Kind::Exact => None,
        Kind::Near if group.figures_only => Some(Message::new("cli-group-figures")),
        Kind::Near => {
            Some(Message::new("cli-group-near").with("similarity", percent(group.similarity.max(0.0))))
        }
    }
}

/// `file:line  heading`, the form that editors and terminals make a link of.
fn write_place(out: &mut dyn Write, found: &Inspection, place: Occurrence) -> io::Result<()> {
    let Occurrence { report, span } = place;
    let path = shown(&found.reports[report].path);
    write!(out, "      {path}:{}", found.line(report, span.start))?;
    match found.heading_over(report, span) {
        Some(heading) => writeln!(out, "  {}", cut(&plain(heading), HEADING, 0)),
        None => writeln!(out),
    }
}

/// A share in per cent with one digit.
fn percent(share: f32) -> String {
    format!("{:.1}%", share * 100.0)
}

/// A mark that closes what stood before it: a passage that begins with one is quoted from the next character on.
fn is_closing(character: char) -> bool {
    matches!(
        character,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '」'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
    ) || character.is_whitespace()
}

/// On one line, without control characters: a report may hold some that a terminal would obey.
fn plain(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c });
    let mut line = String::new();
    for character in spaced {
        if character != ' ' || !line.ends_with(' ') {
            line.push(character);
        }
    }
    line
}

/// The first and the last characters of a long text with an ellipsis between them.
fn cut(text: &str, start: usize, end: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= start + end + 1 {
        return text.to_owned();
    }
    let (head, tail) = (&characters[..start], &characters[characters.len() - end..]);
    head.iter().chain(&['…']).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_in_the_middle() {
        assert_eq!(cut("一二三四五六七八九十", 3, 2), "一二三…九十");
        assert_eq!(cut("一二三四五六", 3, 2), "一二三四五六");
        assert_eq!(cut("一二三四五六", 3, 0), "一二三…");
        assert_eq!(cut("", 3, 2), "");
    }

    #[test]
    fn a_quote_is_one_line_that_no_terminal_obeys() {
        assert_eq!(plain("甲\n　　乙\u{1b}[31m丙"), "甲 乙 [31m丙");
        assert_eq!("，。甲乙，".trim_start_matches(is_closing), "甲乙，");
    }

    #[test]
    fn shares_have_one_digit() {
        assert_eq!(percent(0.997), "99.7%");
        assert_eq!(percent(0.0), "0.0%");
    }
}
