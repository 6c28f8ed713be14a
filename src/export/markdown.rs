//! Markdown that is readable as plain text. Texts of the reports are quoted, not reproduced.

use std::io::{self, Write};

use super::escape::{cut, markdown};
use super::sheet::Sheet;
use super::wording::{Wording, percent, tag_list};

/// Longer quotes, in characters, are cut in the middle.
const QUOTE: usize = 400;

/// Writes the sheet.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let w = Wording::new(sheet);
    writeln!(out, "# {}\n\n{}\n\n{}\n", markdown(w.title()), w.summary(), w.made())?;
    reports(&w, out)?;
    notes(&w, out)?;
    findings(&w, out)?;
    pairs(&w, out)?;
    ledger(&w, out)
}

fn reports(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", w.text("export-reports"))?;
    let heads = [
        "export-report",
        "export-report-title",
        "export-file",
        "export-characters",
        "mark-within",
        "export-shared",
        "export-notes",
    ];
    head(w, out, &heads)?;
    for report in &w.sheet.reports {
        let (name, title) = (markdown(&report.short), markdown(&report.title));
        let file = markdown(&report.file_name());
        if let Some(reason) = w.unreadable(report) {
            writeln!(out, "| {name} | {title} | {file} | {} | | | {} |", markdown(&reason), report.notes)?;
            continue;
        }
        writeln!(
            out,
            "| {name} | {title} | {file} | {} | {} | {} | {} |",
            report.characters,
            percent(report.within),
            percent(report.shared),
            report.notes
        )?;
    }
    writeln!(out)?;
    let read = w.sheet.reports.iter().filter(|report| report.unreadable.is_none());
    let missing: Vec<_> = read.filter_map(|report| Some((report, w.missing(report)?))).collect();
    for (report, words) in &missing {
        writeln!(out, "- {}: {}", markdown(&report.short), markdown(words))?;
    }
    if missing.is_empty() { Ok(()) } else { writeln!(out) }
}

fn head(w: &Wording<'_>, out: &mut dyn Write, ids: &[&'static str]) -> io::Result<()> {
    for id in ids {
        write!(out, "| {} ", w.text(id))?;
    }
    writeln!(out, "|\n{}|", "| --- ".repeat(ids.len()))
}

fn notes(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", w.text("export-notes"))?;
    if w.sheet.notes.is_empty() {
        writeln!(out, "{}\n", w.text("export-no-notes"))?;
    }
    for note in &w.sheet.notes {
        writeln!(out, "### {}. {}\n", note.number, markdown(&w.note_line(note)))?;
        for line in note.body.lines().filter(|line| !line.trim().is_empty()) {
            writeln!(out, "{}\n", markdown(line))?;
        }
        for place in &note.places {
            let quote = cut(w.quote(place).trim(), QUOTE / 2, QUOTE / 2);
            writeln!(out, "> {}  \n> {}\n", markdown(&quote), markdown(&w.place(place)))?;
        }
        for reply in w.replies(note) {
            writeln!(out, "- {}", markdown(&reply))?;
        }
        if !note.replies.is_empty() {
            writeln!(out)?;
        }
        if !note.tags.is_empty() {
            writeln!(out, "{}: {}\n", w.text("export-tags"), markdown(&tag_list(note)))?;
        }
    }
    Ok(())
}

fn findings(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", w.text("export-findings"))?;
    if w.sheet.findings.is_empty() {
        writeln!(out, "{}\n", w.text("export-no-findings"))?;
    }
    for row in &w.sheet.findings {
        let title = format!("{} · {}", w.kind(row), w.sentence(row));
        writeln!(out, "### F{}. {}\n\n{}\n", row.number, markdown(&title), markdown(&w.verdict_line(row)))?;
        if let Some(place) = row.places.first() {
            let quote = cut(w.sheet.quote(place).trim(), QUOTE / 2, QUOTE / 2);
            writeln!(out, "> {}\n", markdown(&quote))?;
        }
        for place in &row.places {
            writeln!(out, "- {}", markdown(&w.passage(place)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn pairs(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    if w.sheet.pairs.is_empty() {
        return Ok(());
    }
    writeln!(out, "## {}\n", w.text("export-pairs"))?;
    let heads = [
        "export-left",
        "export-right",
        "export-worth",
        "export-left-share",
        "export-right-share",
        "export-passages",
        "export-longest",
    ];
    head(w, out, &heads)?;
    for pair in &w.sheet.pairs {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            markdown(&w.sheet.reports[pair.left].short),
            markdown(&w.sheet.reports[pair.right].short),
            pair.worth.round(),
            percent(pair.left_share),
            percent(pair.right_share),
            pair.passages,
            pair.longest
        )?;
    }
    writeln!(out)
}

fn ledger(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(summary) = w.sheet.ledger().summary(&w.words) else { return Ok(()) };
    writeln!(out, "## {}\n", w.text("ledger-title"))?;
    for head in &summary.head {
        write!(out, "| {} ", markdown(head))?;
    }
    writeln!(out, "|\n{}|", "| --- ".repeat(summary.head.len()))?;
    for row in &summary.rows {
        let cells: Vec<String> = row.iter().map(|cell| markdown(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    writeln!(out)
}
