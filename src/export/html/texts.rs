//! The reports of the page side by side: every line with its marks, and the notes that start in it.

use std::io::{self, Write};

use super::{anchor, look, write_note};
use crate::export::escape::html;
use crate::export::marks::{Mark, MarkedLine, Point, What, marked, marks};
use crate::export::sheet::{LineKind, ReportSheet};
use crate::export::wording::Wording;

/// Writes every exported report.
pub(super) fn write(w: &Wording<'_>, out: &mut dyn Write) -> io::Result<()> {
    if w.sheet.shown().next().is_none() {
        return Ok(());
    }
    writeln!(
        out,
        "<section id=\"texts\"><h2>{}</h2>\n<div class=\"track\">",
        html(w.text("export-side-by-side"))
    )?;
    for (index, report) in w.sheet.shown() {
        write_report(w, out, index, report)?;
    }
    writeln!(out, "</div></section>")
}

fn write_report(w: &Wording<'_>, out: &mut dyn Write, index: usize, report: &ReportSheet) -> io::Result<()> {
    let marks = marks(w.sheet, index);
    let noted = marks.iter().any(|mark| matches!(mark.what, What::Note(..)));
    writeln!(
        out,
        "<article class=\"report{}\" id=\"r{index}\"><h3><bdi>{}</bdi><small><bdi>{}</bdi></small></h3>",
        if noted { " noted" } else { "" },
        html(&report.title),
        html(&report.file_name())
    )?;
    for (line, cut) in report.lines.iter().zip(marked(&report.lines, &marks)) {
        let class = match line.kind {
            LineKind::Title => "title".to_owned(),
            LineKind::Heading(level) => format!("h h{}", level.clamp(1, 4)),
            LineKind::Paragraph => "p".to_owned(),
            LineKind::Furniture => "furniture".to_owned(),
        };
        write!(out, "<div class=\"line {class}\"><div lang=\"zh-CN\"><bdi>")?;
        write_text(w, out, index, &cut, &marks)?;
        write!(out, "</bdi></div>")?;
        let begun: Vec<(usize, usize)> = all_points(&cut)
            .filter(|point| point.begins)
            .filter_map(|point| match marks[point.mark].what {
                What::Note(note, place) => Some((note, place)),
                _ => None,
            })
            .collect();
        if !begun.is_empty() {
            writeln!(out, "<aside>")?;
            for (note, place) in begun {
                write_note(w, out, &w.sheet.notes[note], Some(place))?;
            }
            write!(out, "</aside>")?;
        }
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</article>")
}

fn all_points(cut: &MarkedLine) -> impl Iterator<Item = &Point> {
    cut.pieces.iter().flat_map(|piece| &piece.before).chain(&cut.after)
}

fn write_text(
    w: &Wording<'_>,
    out: &mut dyn Write,
    report: usize,
    cut: &MarkedLine,
    marks: &[Mark],
) -> io::Result<()> {
    for piece in &cut.pieces {
        write_points(w, out, report, &piece.before, marks)?;
        let text = html(w.sheet.reports[report].text.slice(piece.span));
        let mut class = piece.kinds.passage().unwrap_or_default().to_owned();
        if piece.kinds.has(What::Note(0, 0)) {
            class += " on";
        }
        if piece.kinds.has(What::Heading) {
            class += " run";
        }
        match class.trim() {
            "" => write!(out, "{text}")?,
            class => write!(out, "<span class=\"{class}\">{text}</span>")?,
        }
    }
    write_points(w, out, report, &cut.after, marks)
}

/// The sign of a finding at its start, the number of a note at its end.
fn write_points(
    w: &Wording<'_>,
    out: &mut dyn Write,
    report: usize,
    points: &[Point],
    marks: &[Mark],
) -> io::Result<()> {
    for point in points {
        let mark = marks[point.mark];
        match mark.what {
            What::Note(note, place) if !point.begins => {
                let number = w.sheet.notes[note].number;
                write!(out, "<a class=\"ref\" href=\"#n{number}-{place}\">{number}</a>")?;
            }
            What::Same(finding) | What::Near(finding) | What::Within(finding) | What::Check(finding)
                if point.begins =>
            {
                let row = &w.sheet.findings[finding];
                let (class, glyph) = look(row);
                let id = anchor(finding, report, mark.span.start);
                write!(
                    out,
                    "<a class=\"sign {class}\" id=\"{id}\" href=\"#f{finding}\" title=\"{}\">{glyph}{}</a>",
                    html(&w.kind(row)),
                    row.number
                )?;
            }
            _ => {}
        }
    }
    Ok(())
}
