//! The document for Word: a copy of a template in which placeholders are replaced. Styles are found by their names, which
//! are the same in every language of Word, so that the template decides how headings and tables look.

use std::fmt::Write as _;

use super::content::{Block, Summary};
use crate::export::docx::{Template, run_text};
use crate::export::escape::{html, one_line};

/// Names of styles in a template.
struct Styles {
    headings: [Option<String>; 3],
    table: Option<String>,
}

/// The template with its placeholders replaced. `None` if it is no DOCX or has no place for the content.
pub(super) fn filled(summary: &Summary, template: &[u8]) -> Option<Vec<u8>> {
    let mut template = Template::open(template)?;
    let styles = Styles {
        headings: [1, 2, 3].map(|level| template.style(&format!("heading {level}"))),
        table: template.style("Table Grid"),
    };
    let values = [
        ("title", &summary.title),
        ("reviewers", &summary.reviewers),
        ("date", &summary.date),
        ("counts", &summary.counts),
    ];
    for (name, value) in values {
        template.replace(&format!("{{{{{name}}}}}"), &html(&one_line(value)));
    }
    template.replace_paragraph("{{content}}", &body(summary, &styles))?;
    template.saved()
}

fn body(summary: &Summary, styles: &Styles) -> String {
    let mut xml = String::new();
    for block in &summary.blocks {
        match block {
            Block::Heading(level, text) => heading(&mut xml, *level, text, styles),
            Block::Text(text) => {
                let _ = write!(xml, "<w:p><w:r>{}</w:r></w:p>", run_text(text));
            }
            Block::Small(text) => {
                let _ = write!(xml, "<w:p><w:r>{SMALL}{}</w:r></w:p>", run_text(&one_line(text)));
            }
            Block::Table { head, rows } => {
                let all = std::iter::once(head).chain(rows);
                table(
                    &mut xml,
                    styles,
                    all.map(|row| row.iter().map(|cell| vec![cell.as_str()]).collect()),
                    true,
                );
            }
            Block::Quotes(quotes) if quotes.is_empty() => {}
            Block::Quotes(quotes) => {
                let cells = quotes.iter().map(|(place, quote)| {
                    std::iter::once(place.as_str()).chain(quote.lines()).collect::<Vec<_>>()
                });
                table(&mut xml, styles, std::iter::once(cells.collect()), false);
            }
        }
    }
    xml
}

/// Properties of a run in small grey type.
const SMALL: &str = "<w:rPr><w:color w:val=\"5F6771\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr>";

fn heading(xml: &mut String, level: u8, text: &str, styles: &Styles) {
    let style = styles.headings.get(usize::from(level.saturating_sub(1))).and_then(Option::as_deref);
    let (properties, bold) = match style {
        Some(style) => (format!("<w:pStyle w:val=\"{}\"/>", html(style)), ""),
        // The template has no such style.
        None => (
            format!("<w:keepNext/><w:outlineLvl w:val=\"{}\"/>", level.saturating_sub(1)),
            "<w:rPr><w:b/></w:rPr>",
        ),
    };
    let text = run_text(&one_line(text));
    let _ = write!(xml, "<w:p><w:pPr>{properties}</w:pPr><w:r>{bold}{text}</w:r></w:p>");
}

/// A table; each cell is a list of paragraphs. The first row is repeated on each page if `has_head`; in a table without
/// such a row the first paragraph of a cell is the place of a quote.
fn table<'a>(
    xml: &mut String,
    styles: &Styles,
    rows: impl Iterator<Item = Vec<Vec<&'a str>>>,
    has_head: bool,
) {
    let look = match &styles.table {
        Some(style) => format!("<w:tblStyle w:val=\"{}\"/>", html(style)),
        None => String::new(),
    };
    let _ = write!(
        xml,
        "<w:tbl><w:tblPr>{look}<w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>{}</w:tblBorders></w:tblPr><w:tblGrid>",
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B8BEC6\"/>"))
            .concat()
    );
    let rows: Vec<Vec<Vec<&str>>> = rows.collect();
    let columns = rows.first().map_or(1, Vec::len).max(1);
    *xml += &format!("<w:gridCol w:w=\"{}\"/>", 9000 / columns).repeat(columns);
    *xml += "</w:tblGrid>";
    for (index, row) in rows.iter().enumerate() {
        let is_head = has_head && index == 0;
        *xml += if is_head { "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" } else { "<w:tr>" };
        for cell in row {
            let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"pct\"/></w:tcPr>", 5000 / columns);
            for (line, text) in cell.iter().enumerate() {
                let look = match (is_head, has_head, line) {
                    (true, ..) => "<w:rPr><w:b/></w:rPr>",
                    (false, false, 0) => SMALL,
                    _ => "",
                };
                let _ = write!(xml, "<w:p><w:r>{look}{}</w:r></w:p>", run_text(text));
            }
            if cell.is_empty() {
                *xml += "<w:p/>";
            }
            *xml += "</w:tc>";
        }
        *xml += "</w:tr>";
    }
    // Two tables in sequence would be joined.
    *xml += "</w:tbl><w:p/>";
}
