//! A comparison as one self-contained page without scripts that fetches nothing. Text of reports is
//! escaped. The style is in `assets/compare/page.css`.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{ComparedReports, Side, row_sign};
use crate::compare::{Cell, HunkKind, Piece, Role, Row, RowKind};
use crate::export::escape::html as escaped;
use crate::export::wording::percent;
use crate::i18n::{Catalogue, Language};
use crate::message::Message;

const STYLE: &str = include_str!("../../../assets/compare/page.css");

/// Maximum number of bands in the overview at the page's edge.
const MAX_BANDS: usize = 400;

/// Writes the page.
pub(super) fn write(out: &mut dyn Write, found: &ComparedReports<'_>, words: &Catalogue) -> io::Result<()> {
    let language = match words.language() {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&words.words(&found.page_title()))
    )?;
    // The style sheet hides what follows this box while it is checked.
    writeln!(out, "<input type=\"checkbox\" id=\"only\" class=\"switch\">")?;
    write_bar(out, found, words)?;
    write_head(out, found, words)?;
    write_sections(out, found, words)?;
    writeln!(out, "<main lang=\"zh-CN\">")?;
    let mut number = 0;
    for (index, row) in found.comparison.rows.iter().enumerate() {
        number += usize::from(row.is_difference());
        write_row(out, found, index, row, number, words)?;
    }
    writeln!(out, "</main>")?;
    write_overview(out, found, words)?;
    writeln!(out, "</body>\n</html>")
}

/// Writes the bar at the top: the names of the sides, and the controls.
fn write_bar(out: &mut dyn Write, found: &ComparedReports<'_>, words: &Catalogue) -> io::Result<()> {
    let (left, right) = (escaped(&found.left.name()), escaped(&found.right.name()));
    writeln!(out, "<div class=\"bar\"><bdi class=\"side\">{left}</bdi><span></span><div class=\"end\">")?;
    writeln!(out, "<bdi class=\"side\">{right}</bdi><div class=\"tools\">")?;
    if !found.comparison.differences.is_empty() {
        writeln!(
            out,
            "<a class=\"tool\" href=\"#d1\">{}</a>",
            escaped(words.text("compare-first-difference"))
        )?;
    }
    writeln!(
        out,
        "<label class=\"tool\" for=\"only\"><span class=\"box\"></span>{}</label></div></div></div>",
        escaped(words.text("compare-hide-equal"))
    )
}

/// Writes titles, lengths and counts.
fn write_head(out: &mut dyn Write, found: &ComparedReports<'_>, words: &Catalogue) -> io::Result<()> {
    let s = &found.comparison.statistics;
    writeln!(out, "<header>\n<div class=\"titles\">")?;
    for (side, part, characters) in [
        (words.text("compare-left"), found.left, s.left),
        (words.text("compare-right"), found.right, s.right),
    ] {
        let name = part.name();
        let title = part.title().map_or(name.clone(), str::to_owned);
        let count = words.words(&Message::new("compare-characters").with("count", characters));
        writeln!(
            out,
            "<div><p class=\"which\">{}</p><h1 lang=\"zh-CN\"><bdi>{}</bdi></h1><p class=\"file\"><bdi>{}</bdi> · {}</p></div>",
            escaped(side),
            escaped(&title),
            escaped(&name),
            escaped(&count)
        )?;
    }
    let share = Message::new("compare-same-share").with("share", percent(s.similarity()));
    writeln!(out, "</div>\n<p class=\"share\">{}</p>", escaped(&words.words(&share)))?;
    let groups = [
        ("same", words.text("compare-equal"), s.rows.equal, s.equal * 2),
        ("changed", words.text("compare-changed"), s.rows.changed, s.changed_left + s.changed_right),
        ("moved", words.text("compare-moved"), s.rows.moved, s.moved_left + s.moved_right),
        ("removed", words.text("compare-removed"), s.rows.removed, s.removed),
        ("added", words.text("compare-added"), s.rows.added, s.added),
    ];
    write!(out, "<div class=\"share-bar\" aria-hidden=\"true\">")?;
    for (class, _, _, characters) in groups.iter().filter(|group| group.3 > 0) {
        write!(out, "<i class=\"{class}\" style=\"flex-grow:{characters}\"></i>")?;
    }
    writeln!(out, "</div>\n<ul class=\"legend\">")?;
    for (class, name, rows, _) in groups.iter().filter(|group| group.2 > 0) {
        let count = words.words(&Message::new("compare-paragraphs").with("count", *rows));
        let more = match *class {
            "changed" if s.rows.years_only > 0 => {
                Some(Message::new("compare-years-only-count").with("count", s.rows.years_only))
            }
            "same" if s.rows.variants > 0 => {
                Some(Message::new("compare-variants-count").with("count", s.rows.variants))
            }
            _ => None,
        };
        let more =
            more.map_or_else(String::new, |more| format!(" <small>{}</small>", escaped(&words.words(&more))));
        writeln!(
            out,
            "<li><i class=\"{class}\"></i>{} <b>{}</b>{more}</li>",
            escaped(name),
            escaped(&count)
        )?;
    }
    writeln!(out, "</ul>\n</header>")?;
    if found.comparison.differences.is_empty() {
        writeln!(out, "<p class=\"none\">{}</p>", escaped(words.text("compare-no-difference")))?;
    }
    Ok(())
}

/// Writes the headings as links, each with the kind of its row.
fn write_sections(out: &mut dyn Write, found: &ComparedReports<'_>, words: &Catalogue) -> io::Result<()> {
    let headings: Vec<(usize, &Row, u8)> = found
        .comparison
        .rows
        .iter()
        .enumerate()
        .filter_map(|(index, row)| match row.role() {
            Role::Heading(level) => Some((index, row, level)),
            _ => None,
        })
        .collect();
    if headings.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<details class=\"sections\"><summary>{}</summary>\n<ol>",
        escaped(words.text("compare-sections"))
    )?;
    for (index, row, level) in headings {
        let (part, cell) = match (row.left, row.right) {
            (_, Some(cell)) => (found.right, cell),
            (Some(cell), None) => (found.left, cell),
            (None, None) => continue,
        };
        let indent = level.clamp(1, 6) - 1;
        writeln!(
            out,
            "<li style=\"--level:{indent}\"><a href=\"#r{}\" class=\"{}\"><bdi>{}</bdi></a></li>",
            index + 1,
            class(row),
            escaped(part.slice(cell.span).trim())
        )?;
    }
    writeln!(out, "</ol></details>")
}

fn write_row(
    out: &mut dyn Write,
    found: &ComparedReports<'_>,
    index: usize,
    row: &Row,
    number: usize,
    words: &Catalogue,
) -> io::Result<()> {
    let mut classes = String::from(class(row));
    match row.role() {
        Role::Title => classes += " title",
        Role::Heading(level) => _ = write!(classes, " heading level{}", level.clamp(1, 4)),
        Role::Furniture => classes += " furniture",
        Role::Paragraph => {}
    }
    if row.is_years_only() {
        classes += " years";
    }
    writeln!(out, "<section class=\"row {classes}\" id=\"r{}\">", index + 1)?;
    let remark = found.remark(index, words);
    let void = void(row, found.whereabouts(index, words).as_deref());
    // A remark follows the text of the right side, or of the left one if there is no right one.
    let (said_l, said_r) =
        if row.right.is_some() { (None, remark.as_deref()) } else { (remark.as_deref(), None) };
    match row.left {
        Some(cell) => write_cell(out, found.left, cell, &row.left_pieces(), "del", said_l)?,
        None => writeln!(out, "{void}")?,
    }
    write_middle(out, found, row, number, words)?;
    match row.right {
        Some(cell) => write_cell(out, found.right, cell, &row.right_pieces(), "ins", said_r)?,
        None => writeln!(out, "{void}")?,
    }
    writeln!(out, "</section>")
}

/// The empty side of a row; for a moved paragraph, a link to where it is.
fn void(row: &Row, note: Option<&str>) -> String {
    match (row.counterpart, note) {
        (Some(other), Some(note)) => {
            format!("<div class=\"cell void\"><a href=\"#r{}\">{}</a></div>", other + 1, escaped(note))
        }
        _ => "<div class=\"cell void\"></div>".to_owned(),
    }
}

/// Writes one side of a row with its changes in elements `tag`.
fn write_cell(
    out: &mut dyn Write,
    part: Side<'_>,
    cell: Cell,
    pieces: &[Piece],
    tag: &str,
    remark: Option<&str>,
) -> io::Result<()> {
    write!(out, "<div class=\"cell\"><span class=\"line\">{}</span><bdi class=\"text\">", cell.line + 1)?;
    for piece in pieces {
        let text = escaped(part.slice(piece.span));
        match piece.hunk {
            None => write!(out, "{text}")?,
            Some(HunkKind::Variant) if text.is_empty() => {}
            Some(HunkKind::Variant) => write!(out, "<span class=\"variant\">{text}</span>")?,
            Some(_) if text.is_empty() => write!(out, "<i class=\"gap\"></i>")?,
            Some(kind) => write!(out, "<{tag} class=\"{}\">{text}</{tag}>", kind.id())?,
        }
    }
    write!(out, "</bdi>")?;
    if let Some(remark) = remark {
        write!(out, "<small class=\"remark\"><span>{}</span></small>", escaped(remark))?;
    }
    writeln!(out, "</div>")
}

/// Writes the column between the sides: the sign, and at a difference links to the previous and the next one.
fn write_middle(
    out: &mut dyn Write,
    found: &ComparedReports<'_>,
    row: &Row,
    number: usize,
    words: &Catalogue,
) -> io::Result<()> {
    let name = if row.is_variant() && row.kind == RowKind::Equal {
        words.text("compare-variants")
    } else {
        name(row.kind, words)
    };
    let sign = row_sign(row);
    if !row.is_difference() {
        return writeln!(out, "<div class=\"middle\"><span title=\"{}\">{sign}</span></div>", escaped(name));
    }
    let link = |to: usize, id: &str, arrow: &str| {
        if (1..=found.comparison.differences.len()).contains(&to) {
            let title = escaped(words.text(id));
            format!("<a href=\"#d{to}\" title=\"{title}\" aria-label=\"{title}\">{arrow}</a>")
        } else {
            "<span></span>".to_owned()
        }
    };
    // Both ids are written out: a test looks for each id of the catalogue in the source.
    let (previous, next) = ("compare-previous", "compare-next");
    writeln!(
        out,
        "<div class=\"middle\" id=\"d{number}\">{}<span title=\"{}\">{sign}</span>{}</div>",
        link(number - 1, previous, "↑"),
        escaped(name),
        link(number + 1, next, "↓")
    )
}

/// Writes the overview at the page's edge: each row is a band whose height is its length, and a link.
fn write_overview(out: &mut dyn Write, found: &ComparedReports<'_>, words: &Catalogue) -> io::Result<()> {
    let rows = &found.comparison.rows;
    let mut bands: Vec<(RowKind, usize, usize)> = Vec::new();
    let step = rows.len().div_ceil(MAX_BANDS).max(1);
    for (chunk, some) in rows.chunks(step).enumerate() {
        let length =
            |row: &Row| row.left.map_or(0, |c| c.span.len()).max(row.right.map_or(0, |c| c.span.len()));
        let longest = some.iter().filter(|row| row.is_difference()).max_by_key(|row| length(row));
        let kind = longest.map_or(RowKind::Equal, |row| row.kind);
        let height = some.iter().map(length).sum::<usize>() + 6;
        match bands.last_mut() {
            Some(last) if last.0 == RowKind::Equal && kind == RowKind::Equal => last.1 += height,
            _ => bands.push((kind, height, chunk * step + 1)),
        }
    }
    writeln!(out, "<nav class=\"overview\" aria-label=\"{}\">", escaped(words.text("compare-overview")))?;
    for (kind, height, row) in bands {
        // Bands have no text; the keyboard has the links between the sides.
        let (class, name) = (class_of(kind), escaped(name(kind, words)));
        write!(
            out,
            "<a class=\"{class}\" style=\"flex-grow:{height}\" href=\"#r{row}\" tabindex=\"-1\" aria-label=\"{row}: {name}\"></a>"
        )?;
    }
    writeln!(out, "\n</nav>")
}

/// The word for a kind of row.
fn name(kind: RowKind, words: &Catalogue) -> &str {
    match kind {
        RowKind::Equal => words.text("compare-equal"),
        RowKind::Changed => words.text("compare-changed"),
        RowKind::Moved => words.text("compare-moved"),
        RowKind::OnlyLeft => words.text("compare-removed"),
        RowKind::OnlyRight => words.text("compare-added"),
    }
}

fn class(row: &Row) -> &'static str {
    class_of(row.kind)
}

fn class_of(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Equal => "same",
        RowKind::Changed => "changed",
        RowKind::Moved => "moved",
        RowKind::OnlyLeft => "removed",
        RowKind::OnlyRight => "added",
    }
}
