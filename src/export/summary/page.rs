//! The document as one page for a browser: no scripts, nothing to fetch, made to be printed.

use std::io::{self, Write};

use super::content::{Block, Summary};
use crate::export::escape::html;
use crate::export::wording::Wording;

/// The looks of the page: a sheet of A4 on screen and in print.
const LOOKS: &str = "body{margin:0 auto;max-width:44rem;padding:2rem 1.5rem;font:16px/1.7 \"Noto Serif SC\",\"Songti SC\",SimSun,serif;color:#1c2024;background:#fff}\
header{text-align:center;margin:3rem 0}h1{font-size:1.9rem;line-height:1.3}h2{margin-top:2.5rem;font-size:1.35rem}h3{font-size:1.1rem}h4{margin:1.6rem 0 .3rem;font-size:1rem}\
.small{color:#565d66;font-size:.85rem;margin:.2rem 0}table{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:.9rem}th,td{border:1px solid #b8bec6;padding:.35rem .55rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#eef1f4}\
p{margin:.4rem 0}@media print{body{padding:0;max-width:none;font-size:12pt}header{break-after:page;margin-top:9rem}h2,h3,h4{break-after:avoid}tr{break-inside:avoid}}";

/// Writes the page.
pub(super) fn write(w: &Wording<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let language = w.text("html-language");
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{}</title><style>{LOOKS}</style></head><body>",
        html(&summary.title)
    )?;
    writeln!(out, "<header><h1><bdi>{}</bdi></h1>", html(&summary.title))?;
    for line in [&summary.reviewers, &summary.date, &summary.counts] {
        if !line.is_empty() {
            writeln!(out, "<p><bdi>{}</bdi></p>", html(line))?;
        }
    }
    writeln!(out, "</header><main>")?;
    for block in &summary.blocks {
        write_block(block, out)?;
    }
    writeln!(out, "</main></body></html>")
}

fn write_block(block: &Block, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Heading(level, text) => {
            let level = level.saturating_add(1);
            writeln!(out, "<h{level}><bdi>{}</bdi></h{level}>", html(text))
        }
        Block::Text(text) => writeln!(out, "<p><bdi>{}</bdi></p>", html(text)),
        Block::Small(text) => writeln!(out, "<p class=\"small\"><bdi>{}</bdi></p>", html(text)),
        Block::Table { head, rows } => {
            let row = |cells: &[String], tag: &str| -> String {
                let cells = cells.iter().map(|cell| format!("<{tag}><bdi>{}</bdi></{tag}>", html(cell)));
                format!("<tr>{}</tr>", cells.collect::<String>())
            };
            writeln!(out, "<table><thead>{}</thead><tbody>", row(head, "th"))?;
            for cells in rows {
                writeln!(out, "{}", row(cells, "td"))?;
            }
            writeln!(out, "</tbody></table>")
        }
        Block::Quotes(quotes) if quotes.is_empty() => Ok(()),
        Block::Quotes(quotes) => {
            write!(out, "<table><tbody><tr>")?;
            for (place, quote) in quotes {
                let quote = html(quote).replace('\n', "<br>");
                write!(out, "<td><p class=\"small\"><bdi>{}</bdi></p><bdi>{quote}</bdi></td>", html(place))?;
            }
            writeln!(out, "</tr></tbody></table>")
        }
    }
}
