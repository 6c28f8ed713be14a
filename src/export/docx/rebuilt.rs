//! Builds a document from the text of reports: headings as headings, passages shaded, comments on their text.

use std::fmt::Write as _;

use super::comments::{begin, end, text};
use super::parts::{self, Comments, indent, style};
use crate::export::ExportError;
use crate::export::escape::{html, one_line};
use crate::export::marks::{Mark, MarkedLine, Point, What, marked, marks};
use crate::export::remark::{Remark, remarks};
use crate::export::sheet::Line;
use crate::export::wording::Wording;

/// The reports in sequence, each on a new page.
pub(super) fn document(w: &Wording<'_>, reports: &[usize]) -> Result<Vec<u8>, ExportError> {
    let mut body = String::new();
    let mut all: Vec<(usize, Vec<Remark>)> = Vec::new();
    let mut next = 0;
    for (index, &report) in reports.iter().enumerate() {
        let remarks = remarks(w, report, index == 0);
        write_report(&mut body, w, report, &remarks, next, index > 0);
        next += remarks.len();
        all.push((report, remarks));
    }
    offset_answers(&mut all);
    let of = all.iter().map(|(report, remarks)| (*report, remarks.as_slice())).collect();
    parts::package(&html(&one_line(w.title())), &body, &Comments { of: Some((w.sheet, of)) })
}

/// Counts the comments that others answer from the first of the document, not of the report.
fn offset_answers(all: &mut [(usize, Vec<Remark>)]) {
    let mut first = 0;
    for (_, remarks) in all {
        for remark in remarks.iter_mut() {
            remark.answers = remark.answers.map(|parent| parent + first);
        }
        first += remarks.len();
    }
}

fn write_report(
    body: &mut String,
    w: &Wording<'_>,
    report: usize,
    remarks: &[Remark],
    first: usize,
    on_a_new_page: bool,
) {
    let sheet = &w.sheet.reports[report];
    // Remarks without a position are attached to the line above the text.
    let unplaced =
        || remarks.iter().enumerate().filter(|(_, remark)| remark.span.is_none() || sheet.lines.is_empty());
    let brk = if on_a_new_page { "<w:pageBreakBefore/>" } else { "" };
    let _ = write!(body, "<w:p><w:pPr><w:pStyle w:val=\"Source\"/>{brk}</w:pPr>");
    unplaced().for_each(|(index, _)| *body += &begin(first + index, ""));
    let missing = w.missing(sheet);
    let made = sheet.unreadable.is_none().then(|| w.made());
    let caption = [made, missing].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let _ = write!(body, "<w:r>{}</w:r>", text(&format!("{} · {caption}", one_line(&sheet.file_name()))));
    unplaced().for_each(|(index, _)| *body += &end(first + index, ""));
    *body += "</w:p>";

    let mut marks: Vec<Mark> = marks(w.sheet, report);
    marks.retain(|mark| !matches!(mark.what, What::Note(..)));
    let placed = remarks.iter().enumerate();
    marks.extend(
        placed.filter_map(|(index, remark)| Some(Mark { span: remark.span?, what: What::Note(index, 0) })),
    );
    for (line, cut) in sheet.lines.iter().zip(marked(&sheet.lines, &marks)) {
        write_line(body, w, report, *line, &cut, &marks, first);
    }
}

fn write_line(
    body: &mut String,
    w: &Wording<'_>,
    report: usize,
    line: Line,
    cut: &MarkedLine,
    marks: &[Mark],
    first: usize,
) {
    let indent = indent(line.kind, w.sheet.reports[report].text.slice(line.span));
    let _ = write!(body, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{indent}</w:pPr>", style(line.kind));
    let points = |body: &mut String, points: &[Point]| {
        for point in points {
            if let What::Note(remark, _) = marks[point.mark].what {
                *body += &if point.begins { begin(first + remark, "") } else { end(first + remark, "") };
            }
        }
    };
    for piece in &cut.pieces {
        points(body, &piece.before);
        let bold = if piece.kinds.has(What::Heading) { "<w:b/>" } else { "" };
        let tint = match piece.kinds.passage() {
            Some("within") => "F0CFE3",
            Some("same") => "C9E2F8",
            Some("near") => "FFE7B3",
            Some("check") => "E3EFD9",
            _ => "",
        };
        let shade = if tint.is_empty() {
            String::new()
        } else {
            format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{tint}\"/>")
        };
        let words = text(w.sheet.reports[report].text.slice(piece.span));
        let _ = write!(body, "<w:r><w:rPr>{bold}{shade}</w:rPr>{words}</w:r>");
    }
    points(body, &cut.after);
    *body += "</w:p>";
}
