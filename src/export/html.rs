//! HTML: a self-contained page with the reports side by side, their passages marked and the notes in the margin. It
//! has no script and fetches nothing; all text of reports and notes is escaped. Styles are in
//! `assets/export/page.css`.

mod texts;

use std::collections::HashMap;
use std::io::{self, Write};

use super::escape::{cut, html};
use super::sheet::{FindingRow, NoteRow, Place, Sheet, Source};
use super::wording::{Wording, percent};
use crate::duplicates::{Kind, Scope};
use crate::i18n::Language;
use crate::review::{Judgement, Severity, Status};

const STYLE: &str = include_str!("../../assets/export/page.css");

/// Maximum number of reports in the matrix.
const MATRIX: usize = 40;
/// Maximum number of other places listed with a note. The note is listed at each of its places, so without the bound
/// the output would be quadratic in their number.
const OTHERS: usize = 20;
/// Maximum length of a quote in the table of findings, in characters.
const QUOTE: usize = 160;

/// Writes the page.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let w = Wording::new(sheet);
    let language = match sheet.language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let title = html(w.title());
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )?;
    write_head(&w, out)?;
    writeln!(out, "<main>")?;
    write_reports(&w, out)?;
    write_matrix(&w, out)?;
    texts::write(&w, out)?;
    write_elsewhere(&w, out)?;
    write_findings(&w, out)?;
    write_ledger(&w, out)?;
    writeln!(out, "</main><footer>{}</footer>\n</body>\n</html>", html(&w.made()))
}

fn write_head(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    let totals = w.sheet.totals;
    writeln!(
        out,
        "<header><h1><bdi>{}</bdi></h1><p class=\"made\">{}</p>",
        html(w.title()),
        html(&w.made())
    )?;
    writeln!(out, "<ul class=\"tiles\">")?;
    for (class, name, number) in [
        ("", w.text("export-reports"), w.sheet.reports.len()),
        ("open", w.text("export-open"), totals.open),
        ("done", w.text("status-resolved"), totals.resolved),
        ("bad", w.text("verdict-confirmed"), totals.confirmed),
        ("", w.text("export-undecided"), totals.undecided),
    ] {
        writeln!(out, "<li class=\"{class}\"><b>{number}</b><span>{}</span></li>", html(name))?;
    }
    writeln!(out, "</ul></header>\n<nav class=\"bar\">")?;
    let matrix = (w.sheet.pairs.is_empty(), "matrix", "export-matrix");
    for (hidden, to, id) in [
        (false, "reports", "export-reports"),
        matrix,
        (w.sheet.shown().next().is_none(), "texts", "export-side-by-side"),
        (false, "findings", "export-findings"),
    ] {
        if !hidden {
            write!(out, "<a href=\"#{to}\">{}</a>", html(w.text(id)))?;
        }
    }
    writeln!(out, "</nav>")
}

fn write_reports(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<section id=\"reports\"><h2>{}</h2>\n<div class=\"card\"><table><thead><tr>",
        html(w.text("export-reports"))
    )?;
    for id in [
        "export-report",
        "export-characters",
        "mark-within",
        "export-shared",
        "export-notes",
        "export-findings",
    ] {
        write!(out, "<th>{}</th>", html(w.text(id)))?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for (index, report) in w.sheet.reports.iter().enumerate() {
        let (name, title, file) = (html(&report.short), html(&report.title), html(&report.file_name()));
        if let Some(reason) = w.unreadable(report) {
            writeln!(
                out,
                "<tr><td><bdi>{name}</bdi><small><bdi>{title}</bdi></small><small><bdi>{file}</bdi></small></td><td colspan=\"3\" class=\"soft\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
                html(&reason),
                report.notes,
                report.findings
            )?;
            continue;
        }
        let missing =
            w.missing(report).map(|words| format!("<small class=\"soft\">{}</small>", html(&words)));
        let missing = missing.unwrap_or_default();
        let name = if report.is_shown {
            format!("<a href=\"#r{index}\"><bdi>{name}</bdi></a>")
        } else {
            format!("<bdi>{name}</bdi>")
        };
        writeln!(
            out,
            "<tr><td>{name}<small><bdi>{title}</bdi></small><small><bdi>{file}</bdi></small>{missing}</td><td class=\"n\">{}</td>{}{}<td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            report.characters,
            share_cell(report.within, "within"),
            share_cell(report.shared, "same"),
            report.notes,
            report.findings
        )?;
    }
    writeln!(out, "</tbody></table></div></section>")
}

fn write_ledger(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(summary) = w.sheet.ledger().summary(&w.words) else { return Ok(()) };
    writeln!(
        out,
        "<section id=\"figures\"><h2>{}</h2>\n<div class=\"card scroll\"><table><thead><tr>",
        html(w.text("ledger-title"))
    )?;
    for head in &summary.head {
        write!(out, "<th><bdi>{}</bdi></th>", html(head))?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for row in &summary.rows {
        write!(out, "<tr>")?;
        for (column, cell) in row.iter().enumerate() {
            let class = if column > 0 { " class=\"n\"" } else { "" };
            write!(out, "<td{class}><bdi>{}</bdi></td>", html(cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div></section>")
}

/// A cell with a share and a bar of the same length.
fn share_cell(share: f32, class: &str) -> String {
    format!(
        "<td class=\"n share\"><i class=\"{class}\" style=\"--share:{:.3}\"></i>{}</td>",
        share.clamp(0.0, 1.0),
        percent(share)
    )
}

/// The share of each report that occurs in each other one.
fn write_matrix(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    let read: Vec<usize> = (0..w.sheet.reports.len())
        .filter(|&report| w.sheet.reports[report].unreadable.is_none())
        .take(MATRIX)
        .collect();
    if w.sheet.pairs.is_empty() {
        return Ok(());
    }
    let mut shares: HashMap<(usize, usize), f32> = HashMap::new();
    for pair in &w.sheet.pairs {
        shares.insert((pair.left, pair.right), pair.left_share);
        shares.insert((pair.right, pair.left), pair.right_share);
    }
    writeln!(
        out,
        "<section id=\"matrix\"><h2>{}</h2><p class=\"hint\">{}</p>\n<div class=\"card scroll\"><table class=\"matrix\"><thead><tr><td></td>",
        html(w.text("export-matrix")),
        html(w.text("export-matrix-hint"))
    )?;
    for (number, &column) in read.iter().enumerate() {
        write!(out, "<th title=\"{}\">{}</th>", html(&w.sheet.reports[column].title), number + 1)?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for (number, &row) in read.iter().enumerate() {
        let report = &w.sheet.reports[row];
        write!(
            out,
            "<tr><th title=\"{}\"><span>{}</span><bdi>{}</bdi></th>",
            html(&report.title),
            number + 1,
            html(&report.short)
        )?;
        for &column in &read {
            let (class, share) = if row == column {
                (" class=\"self\"", w.sheet.reports[row].within)
            } else {
                ("", shares.get(&(row, column)).copied().unwrap_or_default())
            };
            let shown = if share < 0.0005 { "·".to_owned() } else { format!("{:.0}", share * 100.0) };
            write!(out, "<td{class} style=\"--share:{:.3}\">{shown}</td>", share.clamp(0.0, 1.0).sqrt())?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div></section>")
}

/// Notes that are not in the margin of any exported text.
fn write_elsewhere(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    let is_in_a_margin = |place: &Place| {
        place.span.is_some() && place.report.is_some_and(|report| w.sheet.reports[report].is_shown)
    };
    let mut elsewhere =
        w.sheet.notes.iter().filter(|note| !note.places.iter().any(is_in_a_margin)).peekable();
    if elsewhere.peek().is_none() {
        return Ok(());
    }
    writeln!(
        out,
        "<section id=\"elsewhere\"><h2>{}</h2><div class=\"loose\">",
        html(w.text("export-elsewhere"))
    )?;
    for note in elsewhere {
        write_note(w, out, note, None)?;
    }
    writeln!(out, "</div></section>")
}

/// A note in a margin at one of its places, or by itself.
fn write_note(w: &Wording<'_>, out: &mut dyn Write, note: &NoteRow, at: Option<usize>) -> io::Result<()> {
    let severity = match note.severity {
        Severity::Info => "info",
        Severity::Minor => "minor",
        Severity::Major => "major",
        Severity::Critical => "critical",
    };
    let done = if note.status == Status::Resolved { " done" } else { "" };
    let id = at.map_or_else(|| format!("n{}", note.number), |at| format!("n{}-{at}", note.number));
    write!(
        out,
        "<article class=\"note {severity}{done}\" id=\"{id}\"><p class=\"chips\"><b>{}</b> <span>{}</span> <span>{}</span>",
        note.number,
        html(w.category(&note.category)),
        html(w.severity(note.severity))
    )?;
    if note.status == Status::Resolved {
        write!(out, " <span>{}</span>", html(w.status(note.status)))?;
    }
    for tag in &note.tags {
        write!(out, " <span class=\"tag\"><bdi>{}</bdi></span>", html(tag))?;
    }
    write!(out, "</p><p class=\"said\"><bdi>{}</bdi></p>", html(&note.body))?;
    for reply in w.replies(note) {
        write!(out, "<p class=\"reply\"><bdi>{}</bdi></p>", html(&reply))?;
    }
    let others = note.places.iter().enumerate().filter(|(number, _)| Some(*number) != at);
    for (number, place) in others.take(OTHERS) {
        let words = html(&w.place(place));
        let is_here =
            place.span.is_some() && place.report.is_some_and(|report| w.sheet.reports[report].is_shown);
        if at.is_some() && is_here {
            write!(
                out,
                "<p class=\"also\"><a href=\"#n{}-{number}\"><bdi>{words}</bdi></a></p>",
                note.number
            )?;
        } else {
            let quote = html(&cut(w.quote(place).trim(), QUOTE / 2, QUOTE / 4));
            write!(
                out,
                "<blockquote><bdi>{quote}</bdi></blockquote><p class=\"also\"><bdi>{words}</bdi></p>"
            )?;
        }
    }
    if note.places.len() > OTHERS + 1 {
        write!(out, "<p class=\"also\">…</p>")?;
    }
    let by = [html(&super::escape::one_line(&note.author)), html(&super::wording::time(&note.modified))];
    let by: Vec<String> = by.into_iter().filter(|part| !part.is_empty()).collect();
    writeln!(out, "<p class=\"by\"><bdi>{}</bdi></p></article>", by.join(" · "))
}

/// CSS class and sign of a finding.
fn look(row: &FindingRow) -> (&'static str, &'static str) {
    match row.source {
        Source::Duplicate { scope: Scope::Within, .. } => ("within", "↺"),
        Source::Duplicate { kind: Kind::Exact, .. } => ("same", "＝"),
        Source::Duplicate { .. } => ("near", "≈"),
        Source::Check { .. } => ("check", "!"),
        Source::Gone { .. } => ("gone", "–"),
    }
}

fn write_findings(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section id=\"findings\"><h2>{}</h2>", html(w.text("export-findings")))?;
    if w.sheet.findings.is_empty() {
        return writeln!(out, "<p class=\"hint\">{}</p></section>", html(w.text("export-no-findings")));
    }
    writeln!(out, "<div class=\"card\"><table class=\"list\"><thead><tr>")?;
    for id in ["export-number", "export-type", "export-finding", "export-verdict"] {
        write!(out, "<th>{}</th>", html(w.text(id)))?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for (index, row) in w.sheet.findings.iter().enumerate() {
        let (class, glyph) = look(row);
        write!(
            out,
            "<tr id=\"f{index}\"><td class=\"n\">{}</td><td><span class=\"kind {class}\">{glyph} {}</span></td><td><p>{}</p>",
            row.number,
            html(&w.kind(row)),
            html(&w.sentence(row))
        )?;
        if let Some(place) = row.places.first() {
            let quote = html(&cut(w.sheet.quote(place).trim(), QUOTE / 2, QUOTE / 2));
            write!(out, "<blockquote><bdi>{quote}</bdi></blockquote>")?;
        }
        write!(out, "<ul>")?;
        for place in &row.places {
            let words = html(&w.passage(place));
            if w.sheet.reports[place.report].is_shown {
                let to = anchor(index, place.report, place.span.start);
                write!(out, "<li><a href=\"#{to}\"><bdi>{words}</bdi></a></li>")?;
            } else {
                write!(out, "<li><bdi>{words}</bdi></li>")?;
            }
        }
        let verdict = match row.judgement {
            Some(Judgement::Confirmed) => "confirmed",
            Some(Judgement::Dismissed) => "dismissed",
            None => "undecided",
        };
        writeln!(
            out,
            "</ul></td><td class=\"{verdict}\"><bdi>{}</bdi></td></tr>",
            html(&w.verdict_line(row))
        )?;
    }
    writeln!(out, "</tbody></table></div></section>")
}

/// Id of a finding's place on the page.
fn anchor(finding: usize, report: usize, start: usize) -> String {
    format!("f{finding}r{report}s{start}")
}
