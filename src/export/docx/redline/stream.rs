//! The rows of a comparison as paragraphs whose characters and ends belong to one text or to both.

use crate::compare::{Cell, Comparison, HunkKind, Role, Row};
use crate::text::{SourceText, Span};

use super::Tracked;

/// The texts that a character or a paragraph end belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Both.
    Same,
    /// The left one.
    Deleted,
    /// The right one.
    Inserted,
    /// The left one; the paragraph is elsewhere in the right one. Both sides of a move have the same number.
    MovedFrom(usize),
    /// The right one; the paragraph is elsewhere in the left one.
    MovedTo(usize),
}

impl Status {
    /// Whether the left text and the right one have it.
    pub(super) fn sides(self) -> (bool, bool) {
        match self {
            Self::Same => (true, true),
            Self::Deleted | Self::MovedFrom(_) => (true, false),
            Self::Inserted | Self::MovedTo(_) => (false, true),
        }
    }
}

/// Adjacent characters of one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) status: Status,
    /// The characters, without line ends.
    pub(super) text: String,
    /// The role of the paragraph or heading they belong to.
    pub(super) role: Role,
}

/// The characters up to a paragraph end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) runs: Vec<Run>,
    /// Status of the paragraph end.
    pub(super) end: Status,
}

/// Whether a line of the left text, and one of the right one, goes on behind the paragraphs passed so far.
#[derive(Clone, Copy, Default)]
pub(super) struct OpenLines {
    left: bool,
    right: bool,
}

impl OpenLines {
    /// Whether the lines of both texts have ended.
    pub(super) fn are_none(self) -> bool {
        !self.left && !self.right
    }

    /// Goes on to the end of the next paragraph.
    pub(super) fn pass(&mut self, paragraph: &Paragraph) {
        for run in &paragraph.runs {
            let (left, right) = run.status.sides();
            self.left |= left;
            self.right |= right;
        }
        let (left, right) = paragraph.end.sides();
        self.left &= !left;
        self.right &= !right;
    }
}

/// All paragraphs of both texts in the order of the rows.
pub(super) fn paragraphs(
    left: &SourceText,
    right: &SourceText,
    comparison: &Comparison,
    tracked: Tracked,
) -> Vec<Paragraph> {
    let rows = &comparison.rows;
    let (gaps_l, gaps_r) = (gaps(left, rows, |row| row.left), gaps(right, rows, |row| row.right));
    let mut stream = Stream::default();
    for (index, row) in rows.iter().enumerate() {
        let (l, r) = (gaps_l[index], gaps_r[index]);
        let role = row.role();
        match (row.left, row.right) {
            (Some(_), Some(_)) => {
                stream.pair(l.indent, r.indent, role);
                stream.changed(row, left, right, tracked);
                stream.pair(l.behind, r.behind, role);
                match (l.ends_line, r.ends_line) {
                    (true, true) => stream.close(Status::Same),
                    (true, false) => stream.close(Status::Deleted),
                    (false, true) => stream.close(Status::Inserted),
                    (false, false) => {}
                }
            }
            (Some(cell), None) => {
                let status = row.counterpart.map_or(Status::Deleted, |_| Status::MovedFrom(index));
                stream.alone(status, left.slice(cell.span), l, role);
            }
            (None, Some(cell)) => {
                let status = row.counterpart.map_or(Status::Inserted, Status::MovedTo);
                stream.alone(status, right.slice(cell.span), r, role);
            }
            (None, None) => {}
        }
    }
    stream.finished()
}

/// The white space around a cell.
#[derive(Clone, Copy, Debug, Default)]
struct Gap<'a> {
    /// White space between the start of its line and the cell.
    indent: &'a str,
    /// White space behind the cell, up to the end of its line or the next cell.
    behind: &'a str,
    /// Whether the cell is the last of its line.
    ends_line: bool,
}

/// The white space around the cells of one side by row; empty where the side has no cell.
fn gaps<'a>(text: &'a SourceText, rows: &[Row], cell: impl Fn(&Row) -> Option<Cell>) -> Vec<Gap<'a>> {
    let mut gaps = vec![Gap::default(); rows.len()];
    // The end of the text ends a line.
    let (mut next, mut last) = (text.characters(), None);
    for (index, row) in rows.iter().enumerate().rev() {
        let Some(cell) = cell(row) else { continue };
        let between = text.slice(Span::new(cell.span.end, next));
        (gaps[index].behind, gaps[index].ends_line) = match between.split_once('\n') {
            Some((behind, _)) => (behind, true),
            None => (between, last.is_none()),
        };
        if let (Some(last), Some((_, indent))) = (last, between.rsplit_once('\n')) {
            let last: &mut Gap<'a> = &mut gaps[last];
            last.indent = indent;
        }
        (next, last) = (cell.span.start, Some(index));
    }
    if let Some(first) = last {
        let before = text.slice(Span::new(0, next));
        gaps[first].indent = before.rsplit_once('\n').map_or(before, |(_, indent)| indent);
    }
    gaps
}

/// The paragraphs so far, and the open one.
#[derive(Default)]
struct Stream {
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
}

impl Stream {
    /// The cells of a row that has both.
    fn changed(&mut self, row: &Row, left: &SourceText, right: &SourceText, tracked: Tracked) {
        let (Some(cell_l), Some(cell_r)) = (row.left, row.right) else { return };
        let role = row.role();
        let mut at = cell_r.span.start;
        for hunk in &row.hunks {
            self.push(Status::Same, right.slice(Span::new(at, hunk.right.start)), role);
            if hunk.kind == HunkKind::Year && !tracked.years {
                self.push(Status::Same, right.slice(hunk.right), role);
            } else {
                self.push(Status::Deleted, left.slice(hunk.left), cell_l.role);
                self.push(Status::Inserted, right.slice(hunk.right), role);
            }
            at = hunk.right.end;
        }
        self.push(Status::Same, right.slice(Span::new(at, cell_r.span.end)), role);
    }

    /// The cell of a row that has only one, and the white space around it.
    fn alone(&mut self, status: Status, text: &str, gap: Gap<'_>, role: Role) {
        self.push(status, gap.indent, role);
        self.push(status, text, role);
        self.push(status, gap.behind, role);
        if gap.ends_line {
            self.close(status);
        }
    }

    /// White space of both sides.
    fn pair(&mut self, left: &str, right: &str, role: Role) {
        if left == right {
            self.push(Status::Same, left, role);
        } else {
            self.push(Status::Deleted, left, role);
            self.push(Status::Inserted, right, role);
        }
    }

    /// Text that may contain line ends; several without text between them are one.
    fn push(&mut self, status: Status, text: &str, role: Role) {
        let mut lines = text.split('\n').enumerate().peekable();
        while let Some((index, line)) = lines.next() {
            if index > 0 && lines.peek().is_some() && line.trim().is_empty() {
                continue;
            }
            if index > 0 {
                self.close(status);
            }
            match self.runs.last_mut() {
                _ if line.is_empty() => {}
                Some(last) if last.status == status && last.role == role => last.text.push_str(line),
                _ => self.runs.push(Run { status, text: line.to_owned(), role }),
            }
        }
    }

    fn close(&mut self, end: Status) {
        self.paragraphs.push(Paragraph { runs: std::mem::take(&mut self.runs), end });
    }

    fn finished(mut self) -> Vec<Paragraph> {
        if !self.runs.is_empty() {
            self.close(Status::Same);
        }
        self.paragraphs
    }
}
