//! Builds a document from the text of reports: headings as headings, passages shaded, comments on their text.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::comments::{self, WORD, begin, comments, end, text};
use super::{Remark, parts, remarks};
use crate::export::ExportError;
use crate::export::escape::{html, one_line};
use crate::export::marks::{Mark, MarkedLine, Point, What, marked, marks};
use crate::export::sheet::{Line, LineKind};
use crate::export::wording::Wording;

/// Shorter lines are salutations, dates and names, which official documents do not indent.
const SHORT: usize = 20;

/// The reports in sequence, each on a new page.
pub(super) fn document(w: &Wording<'_>, reports: &[usize]) -> Result<Vec<u8>, ExportError> {
    let mut body = String::new();
    let mut all_comments = String::new();
    let mut next = 0;
    for (index, &report) in reports.iter().enumerate() {
        let remarks = remarks(w, report, index == 0);
        write_report(&mut body, w, report, &remarks, next, index > 0);
        all_comments += &comments(&remarks, next);
        next += remarks.len();
    }
    let document = format!(
        "{}<w:document xmlns:w=\"{WORD}\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>",
        parts::DECLARATION
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(&html(&one_line(w.title())))),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::styles()),
        ("word/comments.xml", comments::part(WORD, &all_comments)),
    ] {
        let failed = |error: zip::result::ZipError| ExportError::Format(error.to_string());
        zip.start_file(name, SimpleFileOptions::default()).map_err(failed)?;
        zip.write_all(content.as_bytes())?;
    }
    let finished = zip.finish().map_err(|error| ExportError::Format(error.to_string()))?;
    Ok(finished.into_inner())
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
    unplaced().for_each(|(index, _)| *body += &begin(first + index));
    let missing = w.missing(sheet);
    let made = sheet.unreadable.is_none().then(|| w.made());
    let caption = [made, missing].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let _ = write!(body, "<w:r>{}</w:r>", text(&format!("{} · {caption}", one_line(&sheet.file_name()))));
    unplaced().for_each(|(index, _)| *body += &end(first + index));
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
    let style = match line.kind {
        LineKind::Title => "Title",
        LineKind::Heading(1) => "Heading1",
        LineKind::Heading(2) => "Heading2",
        LineKind::Heading(3) => "Heading3",
        LineKind::Heading(_) => "Heading4",
        LineKind::Furniture => "Source",
        LineKind::Paragraph => "Normal",
    };
    let indent = if is_indented(line, w.sheet.reports[report].text.slice(line.span)) {
        "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>"
    } else {
        ""
    };
    let _ = write!(body, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{indent}</w:pPr>");
    let points = |body: &mut String, points: &[Point]| {
        for point in points {
            if let What::Note(remark, _) = marks[point.mark].what {
                *body += &if point.begins { begin(first + remark) } else { end(first + remark) };
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

/// Whether the line gets the two-character indent of a paragraph. Lines with an indent of their own keep it, and
/// table rows have none.
fn is_indented(line: Line, text: &str) -> bool {
    line.kind == LineKind::Paragraph
        && line.span.len() >= SHORT
        && !text.starts_with(char::is_whitespace)
        && !text.contains('\t')
}
