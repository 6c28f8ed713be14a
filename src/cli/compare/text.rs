//! Output of `compare --format text`: a line for each row with the line numbers in both reports, a sign, and the text with
//! its changes.

use std::io::{self, Write};

use super::super::print::percent;
use crate::compare::{HunkKind, Piece, Role, Row, RowKind};
use crate::export::{ComparedReports, Side, harmless, row_sign};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::text::Span;

/// Number of characters shown of an equal paragraph.
const EQUAL: usize = 40;
/// Number of equal characters shown on each side of a change.
const CONTEXT: usize = 18;

/// Writes a comparison, with escape sequences for colours if `coloured`.
pub(super) fn write(
    out: &mut dyn Write,
    found: &ComparedReports<'_>,
    coloured: bool,
    words: &Catalogue,
) -> io::Result<()> {
    let paint = Paint { coloured };
    write_head(out, found, &paint, words)?;
    let lines = |part: Side<'_>| part.report.text.line_count().to_string().len().max(3);
    let widths = (lines(found.left), lines(found.right));
    for (index, row) in found.comparison.rows.iter().enumerate() {
        let number =
            |cell: Option<crate::compare::Cell>| cell.map_or_else(String::new, |c| (c.line + 1).to_string());
        let (l, r) = (number(row.left), number(row.right));
        let sign = row_sign(row);
        write!(
            out,
            "{l:>0$} {r:>1$} {2} {3}",
            widths.0,
            widths.1,
            paint.mark(row, sign),
            body(found, row, &paint)
        )?;
        let remark = found.whereabouts(index, words).into_iter().chain(found.remark(index, words));
        for remark in remark {
            write!(out, "  ({remark})")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_head(
    out: &mut dyn Write,
    found: &ComparedReports<'_>,
    paint: &Paint,
    words: &Catalogue,
) -> io::Result<()> {
    let s = &found.comparison.statistics;
    for (side, part, characters) in [
        (words.text("compare-left"), found.left, s.left),
        (words.text("compare-right"), found.right, s.right),
    ] {
        let count = words.words(&Message::new("compare-characters").with("count", characters));
        writeln!(out, "{side}  {}  {count}", part.path())?;
    }
    let share = Message::new("compare-same-share").with("share", percent(s.similarity()));
    writeln!(out, "{}", words.words(&share))?;
    let paragraphs = |count: usize| words.words(&Message::new("compare-paragraphs").with("count", count));
    let characters = |count: usize| words.words(&Message::new("compare-characters").with("count", count));
    let line = |out: &mut dyn Write, sign: &str, name: &str, rows: usize, count: String, more: String| {
        if rows == 0 { Ok(()) } else { writeln!(out, "  {sign} {name}  {}  {count}{more}", paragraphs(rows)) }
    };
    let more = |id: &'static str, count: usize| match count {
        0 => String::new(),
        count => format!("  ({})", words.words(&Message { id, arguments: Vec::new() }.with("count", count))),
    };
    let variants = more("compare-variants-count", s.rows.variants);
    let years = more("compare-years-only-count", s.rows.years_only);
    let both = |l: usize, r: usize| format!("{} → {}", characters(l), characters(r));
    line(out, " ", words.text("compare-equal"), s.rows.equal, characters(s.equal), variants)?;
    line(
        out,
        "~",
        words.text("compare-changed"),
        s.rows.changed,
        both(s.changed_left, s.changed_right),
        years,
    )?;
    line(out, "»", words.text("compare-moved"), s.rows.moved, characters(s.moved_right), String::new())?;
    line(out, "−", words.text("compare-removed"), s.rows.removed, characters(s.removed), String::new())?;
    line(out, "+", words.text("compare-added"), s.rows.added, characters(s.added), String::new())?;
    if found.comparison.differences.is_empty() {
        writeln!(out, "{}", paint.bold(words.text("compare-no-difference")))?;
    }
    writeln!(out)
}

/// The text of a row: changes as `[-old-]` and `{+new+}`, long equal stretches shortened.
fn body(found: &ComparedReports<'_>, row: &Row, paint: &Paint) -> String {
    let left = |span: Span| printable(found.left.slice(span));
    let right = |span: Span| printable(found.right.slice(span));
    let text = match (row.kind, row.left, row.right) {
        (RowKind::OnlyLeft, Some(cell), _) => paint.removed(&left(cell.span)),
        (RowKind::OnlyRight, _, Some(cell)) => paint.added(&right(cell.span)),
        (RowKind::Moved, Some(cell), None) => shorten(&left(cell.span), EQUAL, 0),
        (RowKind::Equal, _, Some(cell)) => shorten(&right(cell.span), EQUAL, 0),
        _ => changes(found, row, paint),
    };
    let indent = match row.role() {
        Role::Title | Role::Heading(_) => "",
        Role::Paragraph | Role::Furniture => "  ",
    };
    if indent.is_empty() { paint.bold(&text) } else { format!("{indent}{text}") }
}

fn changes(found: &ComparedReports<'_>, row: &Row, paint: &Paint) -> String {
    let pieces = row.right_pieces();
    let mut hunks = row.hunks.iter();
    let mut out = String::new();
    let last = pieces.len().saturating_sub(1);
    for (index, Piece { span, hunk }) in pieces.iter().copied().enumerate() {
        let right = printable(found.right.slice(span));
        let old = if hunk.is_some() {
            hunks.next().map(|hunk| printable(found.left.slice(hunk.left)))
        } else {
            None
        };
        match hunk {
            None | Some(HunkKind::Variant) => {
                let start = if index == 0 { 0 } else { CONTEXT };
                let end = if index == last { 0 } else { CONTEXT };
                out.push_str(&shorten(&right, start, end));
            }
            Some(_) => {
                if let Some(old) = old.filter(|old| !old.is_empty()) {
                    out.push_str(&paint.removed(&format!("[-{old}-]")));
                }
                if !right.is_empty() {
                    out.push_str(&paint.added(&format!("{{+{right}+}}")));
                }
            }
        }
    }
    out
}

/// The text on one line, character by character, without anything that a terminal interprets.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { harmless(c) }).collect()
}

/// The first `start` and the last `end` characters of a text, with an ellipsis between them, if that saves at least
/// four characters.
fn shorten(text: &str, start: usize, end: usize) -> String {
    let count = text.chars().count();
    if count <= start + end + 4 {
        return text.to_owned();
    }
    let head = text.chars().take(start);
    head.chain(['…']).chain(text.chars().skip(count - end)).collect()
}

/// Adds escape sequences for colours, or nothing.
struct Paint {
    coloured: bool,
}

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if self.coloured && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn removed(&self, text: &str) -> String {
        self.with("31", text)
    }

    fn added(&self, text: &str) -> String {
        self.with("32", text)
    }

    /// Bold text, which stays bold behind coloured pieces.
    fn bold(&self, text: &str) -> String {
        if self.coloured {
            self.with("1", &text.replace("\x1b[0m", "\x1b[0m\x1b[1m"))
        } else {
            text.to_owned()
        }
    }

    fn mark(&self, row: &Row, sign: &str) -> String {
        let code = match row.kind {
            RowKind::Equal => return sign.to_owned(),
            RowKind::Changed => "33",
            RowKind::Moved => "34",
            RowKind::OnlyLeft => "31",
            RowKind::OnlyRight => "32",
        };
        self.with(code, sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_no_escape_sequence() {
        assert_eq!(printable("甲\u{1b}[31m\n乙\u{202e}丙"), "甲\u{fffd}[31m 乙\u{fffd}丙");
    }

    #[test]
    fn long_equal_stretches_are_shortened() {
        assert_eq!(shorten("一二三四五六七八九十", 2, 2), "一二…九十");
        assert_eq!(shorten("一二三四五六七八", 2, 2), "一二三四五六七八");
    }

    #[test]
    fn bold_continues_behind_a_coloured_piece() {
        let paint = Paint { coloured: true };
        assert_eq!(
            paint.bold(&format!("甲{}乙", paint.added("丙"))),
            "\x1b[1m甲\x1b[32m丙\x1b[0m\x1b[1m乙\x1b[0m"
        );
        assert_eq!(Paint { coloured: false }.removed("甲"), "甲");
    }
}
