//! Paragraphs with tracked changes as the body of a document.

use std::fmt::Write as _;

use super::stream::{OpenLines, Paragraph, Run, Status};
use crate::compare::Role;
use crate::export::docx::comments::{date, text, text_as};
use crate::export::docx::parts::{indent, style};
use crate::export::sheet::LineKind;
use crate::review::Time;

/// Author of the changes.
const AUTHOR: &str = "校勘";

/// The content of `w:body`.
pub(super) fn body(paragraphs: &[Paragraph], at: &Time) -> String {
    let mut writer = Writer { xml: String::new(), next: 0, date: date(at) };
    let mut rows: Vec<Paragraph> = Vec::new();
    // A line of one text may be interrupted by lines of the other one; it cannot continue behind a row of a table.
    let mut lines = OpenLines::default();
    for paragraph in paragraphs {
        let is_at_start = lines.are_none();
        lines.pass(paragraph);
        if is_at_start && let Some(row) = table_rows(paragraph) {
            rows.extend(row);
            continue;
        }
        writer.table(&std::mem::take(&mut rows));
        writer.paragraph(paragraph);
    }
    if !rows.is_empty() {
        writer.table(&rows);
        // Word requires a paragraph behind a table that ends the document.
        writer.xml += "<w:p/>";
    }
    writer.xml
}

/// The rows of a table that a line with tabs becomes; `None` for any other line, or if the line is split or joined. A line
/// of which only one side has a tab at some position becomes a deleted and an inserted row.
fn table_rows(paragraph: &Paragraph) -> Option<Vec<Paragraph>> {
    let has_tab = |run: &Run| run.text.contains('\t');
    if !paragraph.runs.iter().any(has_tab) {
        return None;
    }
    // A row cannot be moved in this format.
    let Paragraph { runs, end } = unmoved(paragraph);
    let tabs_are = |status| runs.iter().filter(|run| has_tab(run)).all(|run| run.status == status);
    match end {
        Status::Same if tabs_are(Status::Same) => Some(vec![Paragraph { runs, end }]),
        Status::Same => {
            let side = |own: Status| {
                let runs = runs.iter().filter(|run| run.status == Status::Same || run.status == own);
                Paragraph { runs: runs.map(|run| Run { status: own, ..run.clone() }).collect(), end: own }
            };
            Some(vec![side(Status::Deleted), side(Status::Inserted)])
        }
        _ => runs.iter().all(|run| run.status == end).then(|| vec![Paragraph { runs, end }]),
    }
}

/// The body so far, and the number of the next change.
pub(super) struct Writer {
    xml: String,
    next: usize,
    /// The attribute with the time of every change, or nothing.
    date: String,
}

impl Writer {
    /// A writer of changes whose numbers follow `last`.
    pub(super) fn from(last: usize, at: &Time) -> Self {
        Self { xml: String::new(), next: last, date: date(at) }
    }

    /// Deleted lines as paragraphs and tables of their own, without styles.
    pub(super) fn bare(&mut self, lines: &[Paragraph]) -> String {
        let is_row = |line: &Paragraph| line.runs.iter().any(|run| run.text.contains('\t'));
        for group in lines.chunk_by(|a, b| is_row(a) == is_row(b)) {
            if group.first().is_some_and(is_row) {
                let rows: Vec<Paragraph> = group.iter().map(unmoved).collect();
                self.table(&rows);
                // Two tables in sequence would be joined.
                self.xml += "<w:p><w:pPr>";
                self.end(Status::Deleted);
                self.xml += "</w:pPr></w:p>";
                continue;
            }
            for line in group {
                self.xml += "<w:p><w:pPr>";
                self.end(line.end);
                self.xml += "</w:pPr>";
                self.runs(&line.runs, true);
                self.xml += "</w:p>";
            }
        }
        std::mem::take(&mut self.xml)
    }

    /// Deleted lines as rows of a table that goes on.
    pub(super) fn bare_rows(&mut self, lines: &[Paragraph]) -> String {
        for line in lines {
            self.row(&unmoved(line));
        }
        std::mem::take(&mut self.xml)
    }

    /// The mark of a paragraph end or a row.
    pub(super) fn mark(&mut self, status: Status) -> String {
        let change = self.change();
        tag(status).map_or_else(String::new, |tag| format!("<w:{tag}{change}/>"))
    }

    /// The start and end of the range of a move; nothing for other changes.
    pub(super) fn range(&mut self, status: Status) -> (String, String) {
        let end = self.begin_move(status);
        (std::mem::take(&mut self.xml), end)
    }

    /// What stands before and behind a run.
    pub(super) fn around(&mut self, status: Status) -> (String, &'static str) {
        let change = self.change();
        match status {
            Status::MovedTo(_) => (format!("<w:moveTo{change}>"), "</w:moveTo>"),
            _ => (format!("<w:ins{change}>"), "</w:ins>"),
        }
    }

    /// Deleted text with the properties of a run.
    pub(super) fn deleted(&mut self, text: &str, properties: &str) -> String {
        let change = self.change();
        format!("<w:del{change}><w:r>{properties}{}</w:r></w:del>", text_as("w:delText", text))
    }

    /// The attributes of a change.
    fn change(&mut self) -> String {
        self.next += 1;
        format!(" w:id=\"{}\" w:author=\"{AUTHOR}\"{}", self.next, self.date)
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let visible = || paragraph.runs.iter().filter(|run| !run.text.trim().is_empty());
        let role = visible().next().map_or(Role::Paragraph, |run| run.role);
        // A heading with text behind it on its line is a paragraph that begins in bold.
        let is_whole = visible().all(|run| run.role == role);
        let kind = match role {
            Role::Title if is_whole => LineKind::Title,
            Role::Heading(level) if is_whole => LineKind::Heading(level),
            Role::Furniture if is_whole => LineKind::Furniture,
            _ => LineKind::Paragraph,
        };
        let line: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        let indent = indent(kind, &line);
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{indent}", style(kind));
        self.end(paragraph.end);
        self.xml += "</w:pPr>";
        self.runs(&paragraph.runs, !is_whole);
        self.xml += "</w:p>";
    }

    /// The properties of a paragraph end, if it is tracked.
    fn end(&mut self, status: Status) {
        if let Some(tag) = tag(status) {
            let change = self.change();
            let _ = write!(self.xml, "<w:rPr><w:{tag}{change}/></w:rPr>");
        }
    }

    fn runs(&mut self, runs: &[Run], has_bold: bool) {
        for group in runs.chunk_by(|a, b| a.status == b.status) {
            let status = group[0].status;
            let range = self.begin_move(status);
            let bold =
                |run: &Run| if has_bold && is_heading(run.role) { "<w:rPr><w:b/></w:rPr>" } else { "" };
            if let Some(tag) = tag(status) {
                let change = self.change();
                let _ = write!(self.xml, "<w:{tag}{change}>");
            }
            for run in group {
                let words = match status {
                    Status::Deleted => text_as("w:delText", &run.text),
                    _ => text(&run.text),
                };
                let _ = write!(self.xml, "<w:r>{}{words}</w:r>", bold(run));
            }
            if let Some(tag) = tag(status) {
                let _ = write!(self.xml, "</w:{tag}>");
            }
            self.xml += &range;
        }
    }

    /// Begins the range of a move and returns its end.
    fn begin_move(&mut self, status: Status) -> String {
        let (tag, number) = match status {
            Status::MovedFrom(number) => ("moveFrom", number),
            Status::MovedTo(number) => ("moveTo", number),
            _ => return String::new(),
        };
        let change = self.change();
        let _ = write!(self.xml, "<w:{tag}RangeStart{change} w:name=\"move{number}\"/>");
        format!("<w:{tag}RangeEnd w:id=\"{}\"/>", self.next)
    }

    /// A table of adjacent rows, or nothing if there are none.
    fn table(&mut self, rows: &[Paragraph]) {
        let columns = rows.iter().map(|row| cells(row).len()).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        self.xml += "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>";
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let _ =
                write!(self.xml, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
        }
        self.xml += "</w:tblBorders></w:tblPr><w:tblGrid>";
        self.xml += &"<w:gridCol/>".repeat(columns);
        self.xml += "</w:tblGrid>";
        for row in rows {
            self.row(row);
        }
        self.xml += "</w:tbl>";
    }

    fn row(&mut self, row: &Paragraph) {
        self.xml += "<w:tr>";
        if let Some(tag) = tag(row.end) {
            let change = self.change();
            let _ = write!(self.xml, "<w:trPr><w:{tag}{change}/></w:trPr>");
        }
        for cell in cells(row) {
            self.xml += "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr><w:p><w:pPr>";
            self.end(row.end);
            self.xml += "</w:pPr>";
            self.runs(&cell, false);
            self.xml += "</w:p></w:tc>";
        }
        self.xml += "</w:tr>";
    }
}

/// A line as it is in a table, where nothing is moved.
fn unmoved(line: &Paragraph) -> Paragraph {
    let plain = |status| match status {
        Status::MovedFrom(_) => Status::Deleted,
        Status::MovedTo(_) => Status::Inserted,
        other => other,
    };
    let runs = line.runs.iter().map(|run| Run { status: plain(run.status), ..run.clone() });
    Paragraph { runs: runs.collect(), end: plain(line.end) }
}

/// The runs of a row between its tabs, at least one cell.
fn cells(row: &Paragraph) -> Vec<Vec<Run>> {
    let mut cells = vec![Vec::new()];
    for run in &row.runs {
        for (index, text) in run.text.split('\t').enumerate() {
            if index > 0 {
                cells.push(Vec::new());
            }
            if let (false, Some(cell)) = (text.is_empty(), cells.last_mut()) {
                cell.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    cells
}

fn is_heading(role: Role) -> bool {
    matches!(role, Role::Heading(_))
}

/// The element of a change; `None` if both texts have it.
fn tag(status: Status) -> Option<&'static str> {
    match status {
        Status::Same => None,
        Status::Deleted => Some("del"),
        Status::Inserted => Some("ins"),
        Status::MovedFrom(_) => Some("moveFrom"),
        Status::MovedTo(_) => Some("moveTo"),
    }
}
