//! Output of `inspect --format text`, for people at a terminal.

use std::io::{self, Write};

use super::inspection::Inspection;
use super::print::{one_line, path_text, percent, shorten, with_reason};
use crate::duplicates::{Group, Kind, Occurrence, Scope};
use crate::finding::Severity;
use crate::i18n::{Catalogue, Language};
use crate::message::Message;
use crate::pairs::{PairKind, Part};
use crate::structure::Section;
use crate::text::SourceText;

/// Number of characters quoted from the start of a long passage.
const QUOTE_START: usize = 36;
/// Number of characters quoted from the end of a long passage.
const QUOTE_END: usize = 16;

/// Maximum length of a heading in characters: a run-in heading may be a whole sentence.
const MAX_HEADING: usize = 40;

/// Maximum number of places listed of a group.
const MAX_PLACES: usize = 12;

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
    write_findings(out, found, words)?;
    let groups = &found.duplicates.groups;
    let (phrases, all): (Vec<&Group>, Vec<&Group>) = groups.iter().partition(|group| group.boilerplate);
    let is_shown = |index: usize| !found.pairs.folded[index] && !found.pairs.told[index];
    let in_order = found.order.iter().filter_map(|part| match *part {
        Part::Passage(index) => Some(index).filter(|&index| is_shown(index)),
        Part::Finding(_) => None,
    });
    let own: Vec<&Group> = in_order.map(|index| &groups[index]).collect();
    let folded = all.len() - own.len();
    write_copies(out, found, words)?;
    let heading = if own.is_empty() {
        Message::new("cli-no-groups").with("count", min_length)
    } else {
        Message::new("cli-groups-heading").with("count", own.len())
    };
    writeln!(out, "{}", words.words(&heading))?;
    for (index, group) in own.iter().enumerate() {
        write_group(out, found, index + 1, group, words)?;
    }
    if folded > 0 {
        writeln!(out, "\n{}", words.words(&Message::new("cli-folded").with("count", folded)))?;
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
            writeln!(out, "  {}", with_reason(error, words))?;
        }
    }
    Ok(())
}

/// The pairs of reports that are copies or editions of each other: each is one finding.
fn write_copies(out: &mut dyn Write, found: &Inspection, words: &Catalogue) -> io::Result<()> {
    for pair in found.pairs.pairs.iter().filter(|pair| pair.kind.is_whole()) {
        let id = if pair.kind == PairKind::SameText { "cli-pair-same-text" } else { "cli-pair-year-copy" };
        let said = Message { id, arguments: Vec::new() }
            .with("left", format!("[{}] {}", pair.left + 1, one_line(&found.names[pair.left])))
            .with("right", format!("[{}] {}", pair.right + 1, one_line(&found.names[pair.right])))
            .with("share", percent(pair.shared_right))
            .with("worth", pair.worth.round() as usize);
        writeln!(out, "{}", words.words(&said))?;
    }
    Ok(())
}

fn write_report(out: &mut dyn Write, found: &Inspection, index: usize, words: &Catalogue) -> io::Result<()> {
    let report = &found.reports[index];
    let outline = &found.outlines[index];
    let title = found.title(index).map_or_else(|| words.text("cli-untitled").to_owned(), one_line);
    writeln!(out, "[{}] {title}", index + 1)?;
    writeln!(out, "    {}", path_text(&report.path))?;
    // Both ids are written out: a test looks for each id of the catalogue in the source.
    let id = if report.encoding_guessed { "cli-report-guessed" } else { "cli-report-facts" };
    let facts = Message { id, arguments: Vec::new() }
        .with("characters", report.text.characters())
        .with("encoding", report.encoding.name());
    writeln!(out, "    {}", words.words(&facts))?;
    if report.undecodable > 0 {
        let damage = Message::new("cli-report-undecodable").with("count", report.undecodable);
        writeln!(out, "    {}", words.words(&damage))?;
    }
    for warning in &report.warnings {
        writeln!(out, "    {}", words.words(&warning.message()))?;
    }
    if !report.left_out.is_empty() {
        let left_out = Message::new("cli-report-left-out").with("count", report.left_out.len());
        writeln!(out, "    {}", words.words(&left_out))?;
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
    write_parts(out, found, index, words)?;
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

/// Writes each part of the profile with its state and, where it was found, its line.
fn write_parts(out: &mut dyn Write, found: &Inspection, index: usize, words: &Catalogue) -> io::Result<()> {
    if found.parts[index].is_empty() {
        return Ok(());
    }
    writeln!(out, "    {}", words.text("cli-report-parts"))?;
    for state in &found.parts[index] {
        let english = words.language() == Language::English && !state.english.is_empty();
        let name = one_line(if english { &state.english } else { &state.name });
        write!(out, "      {name}: {}", words.text(state.status.name()))?;
        match state.span {
            Some(span) => writeln!(out, " ({})", found.line(index, span.start))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

/// Writes the findings of the checks, by report and position.
fn write_findings(out: &mut dyn Write, found: &Inspection, words: &Catalogue) -> io::Result<()> {
    if found.findings.is_empty() {
        return writeln!(out, "{}\n", words.text("cli-no-findings"));
    }
    let heading = Message::new("cli-findings-heading").with("count", found.findings.len());
    writeln!(out, "{}\n", words.words(&heading))?;
    let in_order = found.order.iter().filter_map(|part| match *part {
        Part::Finding(index) => Some(&found.findings[index]),
        Part::Passage(_) => None,
    });
    for finding in in_order {
        let place = finding.place;
        let path = path_text(&found.reports[place.report].path);
        let line = found.line(place.report, place.span.start);
        let severity = match finding.severity {
            Severity::Error => words.text("severity-error"),
            Severity::Warning => words.text("severity-warning"),
            Severity::Hint => words.text("severity-hint"),
        };
        writeln!(out, "  {path}:{line}  {severity}  [{}]", finding.check)?;
        writeln!(out, "      {}", one_line(&words.words(&finding.message)))?;
    }
    writeln!(out)
}

fn write_section(out: &mut dyn Write, text: &SourceText, section: &Section) -> io::Result<()> {
    let indent = 4 + 2 * usize::from(section.level.clamp(1, 8));
    writeln!(out, "{:indent$}{}", "", shorten(&one_line(text.slice(section.heading)), MAX_HEADING, 0))
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
        let passage = one_line(found.reports[first.report].text.slice(first.span));
        writeln!(out, "      “{}”", shorten(passage.trim_start_matches(is_closing), QUOTE_START, QUOTE_END))?;
    }
    for place in group.occurrences.iter().take(MAX_PLACES) {
        write_place(out, found, *place)?;
    }
    if let Some(more) = group.occurrences.len().checked_sub(MAX_PLACES).filter(|&more| more > 0) {
        writeln!(out, "      {}", words.words(&Message::new("cli-more-places").with("count", more)))?;
    }
    Ok(())
}

/// The similarity of the places of a near passage; `None` where they are equal.
fn likeness(group: &Group) -> Option<Message> {
    match group.kind {
        Kind::Exact => None,
        Kind::Near if group.figures_only => Some(Message::new("cli-group-figures")),
        Kind::Near => {
            Some(Message::new("cli-group-near").with("similarity", percent(group.similarity.max(0.0))))
        }
    }
}

/// Writes `file:line  heading`, a form that editors and terminals turn into a link.
fn write_place(out: &mut dyn Write, found: &Inspection, place: Occurrence) -> io::Result<()> {
    let Occurrence { report, span } = place;
    let path = path_text(&found.reports[report].path);
    write!(out, "      {path}:{}", found.line(report, span.start))?;
    match found.heading_over(report, span) {
        Some(heading) => writeln!(out, "  {}", shorten(&one_line(heading), MAX_HEADING, 0)),
        None => writeln!(out),
    }
}

/// Whether a character belongs to the text before it; a quote begins behind such characters.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_does_not_begin_with_a_closing_mark() {
        assert_eq!("，。甲乙，".trim_start_matches(is_closing), "甲乙，");
    }
}
