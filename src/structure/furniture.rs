//! Page furniture: the lines that belong to the web page rather than to the report, and their kinds.
//!
//! The page is read in three parts. The *body* reaches from the first to the last heading or paragraph. Above it are
//! the trail (`当前位置`), the table of facts (`索引号：…`) and buttons; below it editor, source, links and the site's footer.
//! A line is furniture by its words (in `text::vocabulary`; single lines are read in `lines`) *and* by its part: a
//! field counts only outside the body, a prompt (`扫一扫`) anywhere. Captions that are ambiguous alone (`微信`, `大`) need a
//! neighbour. Everything after the first line of the site's own footer is furniture. Each pass is linear in the lines.

mod lines;

use std::ops::Range;

use super::label::{Label, Style};
use super::page::{Page, fold};
use super::title::is_whole_title;
use super::{Furniture, FurnitureKind};
use crate::text::{Span, vocabulary as words};
use lines::{Field, Shown};

/// Minimum length, in characters, of a paragraph of the report that holds sentences.
const PARAGRAPH: usize = 40;
/// Minimum length, in characters, of a paragraph that holds only clauses.
const LONG_PARAGRAPH: usize = 60;
/// Maximum length of a field's value on a line of its own, in characters.
const VALUE: usize = 60;
/// Number of lines searched for the title that a field gives.
const TITLE_AHEAD: usize = 40;

/// The kind of furniture of every line; `None` for a line of the report.
pub(super) fn kinds(page: &Page, labels: &[Option<Label>]) -> Vec<Option<FurnitureKind>> {
    let body = body(page, labels);
    let mut kinds = vec![None; page.lines.len()];
    head(page, labels, &mut kinds, body.0);
    for (line, kind) in kinds.iter_mut().enumerate().take(body.1).skip(body.0) {
        if labels[line].is_none_or(|label| label.style > Style::HanParen) {
            *kind = lines::anywhere(&Shown::new(page.content(line)));
        }
    }
    tail(page, labels, &mut kinds, body.1.max(body.0));
    left_over(page, &mut kinds, body.0);
    kinds
}

/// Marks remains of furniture on the next line: a closing bracket (`】`); above the body a single figure or character
/// (`次`).
fn left_over(page: &Page, kinds: &mut [Option<FurnitureKind>], body: usize) {
    for line in 1..page.lines.len() {
        let words = page.content(line);
        let only_marks = !words.iter().any(|c| c.is_alphanumeric());
        let scrap = line < body && (words.len() == 1 || Shown::new(words).is_figure());
        if kinds[line].is_none() && (only_marks || scrap) {
            kinds[line] = kinds[line - 1];
        }
    }
}

/// Joins neighbouring lines of one kind to a stretch.
pub(super) fn stretches(page: &Page, kinds: &[Option<FurnitureKind>]) -> Vec<Furniture> {
    let mut found: Vec<Furniture> = Vec::new();
    let mut before = None;
    for (line, &kind) in page.lines.iter().zip(kinds) {
        match (kind, found.last_mut()) {
            (Some(kind), Some(last)) if before == Some(kind) => {
                last.span = Span::new(last.span.start, line.span.end);
            }
            (Some(kind), _) => found.push(Furniture { kind, span: line.span }),
            (None, _) => {}
        }
        before = kind;
    }
    found
}

/// Index of the first line of the report's body, and of the first line after it.
fn body(page: &Page, labels: &[Option<Label>]) -> (usize, usize) {
    let is_body = |line: usize| {
        let words = page.content(line);
        let heading = labels[line].is_some_and(|label| label.style <= Style::HanParen);
        let shown = Shown::new(words);
        (heading || is_paragraph(words)) && !shown.is_trail() && lines::anywhere(&shown).is_none()
    };
    let first = (0..page.lines.len()).find(|&line| is_body(line)).unwrap_or(page.lines.len());
    let last = (first..page.lines.len()).rev().find(|&line| is_body(line));
    (first, last.map_or(first, |last| last + 1))
}

fn is_paragraph(words: &[char]) -> bool {
    let has = |marks: &str| words.iter().any(|&c| marks.contains(fold(c)));
    let field = Shown::new(words).field().is_some();
    !field && (words.len() >= PARAGRAPH && has("。;") || words.len() >= LONG_PARAGRAPH && has(",:"))
}

/// Marks furniture above the body: trail, table of facts, buttons.
fn head(page: &Page, labels: &[Option<Label>], kinds: &mut [Option<FurnitureKind>], end: usize) {
    let (mut trail_open, mut trail_leads_on) = (false, false);
    let mut field: Option<Field> = None;
    for line in 0..end {
        let words = page.content(line);
        let shown = Shown::new(words);
        let is_trail = shown.is_trail()
            || trail_open && shown.continues_trail()
            || trail_leads_on && shown.is_short() && !is_whole_title(words);
        let in_table = line > 0 && kinds[line - 1] == Some(FurnitureKind::Metadata);
        let read =
            shown.field().or_else(|| shown.dated_field()).or_else(|| shown.bare_field().filter(|_| in_table));
        let kind = if labels[line].is_some_and(|label| label.style <= Style::HanParen) {
            None
        } else if is_trail {
            Some(FurnitureKind::Breadcrumb)
        } else if read.is_some()
            || shown.holds_field()
            || field.is_some_and(|field| is_value(page, line, end, field))
        {
            Some(FurnitureKind::Metadata)
        } else if shown.is_today() {
            Some(FurnitureKind::Other)
        } else {
            lines::anywhere(&shown).or_else(|| shown.buttons())
        };
        trail_open = is_trail || shown.is_first_step();
        trail_leads_on = is_trail && shown.leads_on();
        field = read.filter(|read| read.empty);
        kinds[line] = kind;
    }
    captions_in_company(page, kinds, 0..end);
    columns(page, kinds, end);
    site_names(page, kinds, end);
}

/// Marks furniture below the body: editor, source, site information, and everything from the first line of the site's
/// footer on.
fn tail(page: &Page, labels: &[Option<Label>], kinds: &mut [Option<FurnitureKind>], start: usize) {
    let mut field: Option<Field> = None;
    let mut closed = false;
    for line in start..page.lines.len() {
        let shown = Shown::new(page.content(line));
        let read = shown.field().or_else(|| shown.footer_field()).or_else(|| shown.dated_field());
        let value = field.is_some_and(|field| is_value(page, line, page.lines.len(), field));
        let site = shown.begins_site_words();
        kinds[line] = if let Some(kind) = lines::anywhere(&shown).or_else(|| shown.buttons()) {
            Some(kind)
        } else if read.is_some() || value {
            Some(FurnitureKind::Footer)
        } else if shown.is_trail() {
            Some(FurnitureKind::Breadcrumb)
        } else if site || closed && labels[line].is_none_or(|label| label.style > Style::HanParen) {
            Some(FurnitureKind::Other)
        } else {
            None
        };
        closed |= site || kinds[line] == Some(FurnitureKind::Footer) && shown.is_site_footer();
        field = read.filter(|read| read.empty);
    }
    captions_in_company(page, kinds, start..page.lines.len());
}

/// Marks ambiguous captions (`微信`, `放弃`) beside furniture or beside each other.
fn captions_in_company(page: &Page, kinds: &mut [Option<FurnitureKind>], lines: Range<usize>) {
    let captions: Vec<Option<FurnitureKind>> =
        lines.clone().map(|line| kinds[line].or_else(|| Shown::new(page.content(line)).captions())).collect();
    let is_caption = |at: usize| captions.get(at).is_some_and(Option::is_some);
    for at in 0..captions.len() {
        if is_caption(at) && (is_caption(at + 1) || at > 0 && is_caption(at - 1)) {
            kinds[lines.start + at] = captions[at];
        }
    }
}

/// Whether the line holds the value of the field on the previous line.
fn is_value(page: &Page, line: usize, end: usize, field: Field) -> bool {
    let words = page.content(line);
    let apart = line > 0 && page.lines[line].span.start - page.lines[line - 1].span.end > 4;
    if words.len() > VALUE || apart || words.iter().any(|&c| matches!(fold(c), '。' | ';')) {
        return false;
    }
    if words.last().is_some_and(|&c| fold(c) == ':') {
        return false;
    }
    if field.names_neighbour() {
        return true;
    }
    if !is_whole_title(words) && !field.names_document {
        return field.takes(words);
    }
    // The title is this field's value only if it is repeated.
    let title = page.squashed(line);
    field.names_document
        && (line + 1..end.min(line + TITLE_AHEAD))
            .any(|later| page.lines[later].content.len() <= 2 * VALUE && page.squashed(later) == title)
}

/// Marks the column's name beside a trail that ends in it.
fn columns(page: &Page, kinds: &mut [Option<FurnitureKind>], end: usize) {
    for trail in 0..end {
        if kinds[trail] != Some(FurnitureKind::Breadcrumb) {
            continue;
        }
        let shown = Shown::new(page.content(trail));
        let Some(column) = shown.trail_end() else { continue };
        let beside = [trail.checked_sub(1), Some(trail + 1).filter(|&next| next < end)];
        for line in beside.into_iter().flatten() {
            let same = page.lines[line].content.len() <= VALUE && page.squashed(line) == column;
            if kinds[line].is_none() && same && !is_whole_title(page.content(line)) {
                kinds[line] = Some(FurnitureKind::Breadcrumb);
            }
        }
    }
}

/// Marks the site's name above the first lines of furniture (`某县人民政府门户网站`), and the date it shows.
fn site_names(page: &Page, kinds: &mut [Option<FurnitureKind>], end: usize) {
    let Some(furniture) = (0..end).find(|&line| kinds[line].is_some()) else { return };
    for line in (0..furniture).rev().take(3) {
        let words = page.content(line);
        let shown = Shown::new(words);
        let above_trail = kinds[furniture] == Some(FurnitureKind::Breadcrumb)
            || kinds[furniture] == Some(FurnitureKind::Other);
        if (shown.is_site_name() || above_trail && shown.is_issuer()) && !is_whole_title(words) {
            kinds[line] = Some(FurnitureKind::Other);
        } else {
            break;
        }
    }
}
