//! The outline, pass by pass. Each pass is in its own file; this file passes results from one to another.
//!
//! ```text
//! page         lines that are not blank; rows of tables; glued lines cut into pieces
//! label        numbers at the start of lines (一、（一）1.（1）①, 第一章)
//! sequence     which of them count
//! articles     第一条 …: in them only chapters are headings
//! lists        series of labels that are one sentence set in lines: items, no headings
//! furniture    lines of the web page: breadcrumb, table of facts, buttons, footer
//! title        the line or lines before the first heading that read like a title
//! items        labels that count inside paragraphs (一是, 首先)
//! heading      where the heading of a numbered line ends
//! unnumbered   headings without a number, by their words and neighbours
//! named        signs of the format: styles of headings, a title, furniture
//! tree         levels, and how far each section reaches
//! ```
//!
//! Each pass takes time in proportion to the text. Where two passes disagree, numbers decide before words, and words before
//! the format.

use std::collections::HashMap;

use super::articles::{self, Article};
use super::furniture;
use super::heading::heading_end;
use super::items::{self, Counted};
use super::label::{self, Label, Style};
use super::lists;
use super::named;
use super::page::{Page, fold, squash};
use super::sequence;
use super::title::{self, Title};
use super::tree::{self, Depth, Heading};
use super::unnumbered::{Known, Unnumbered, unnumbered};
use super::{FurnitureKind, Item, Outline, Placement};
use crate::report::{Report, Role};
use crate::text::Span;

/// Maximum length, in characters, of a heading's words on the line after its label.
const JOINED: usize = 40;
/// Maximum length of an entry of a table of contents, in characters.
const CONTENTS_ENTRY: usize = 60;
/// Maximum length of a numbered line of a note, in characters.
const NOTE: usize = 200;
/// Minimum length, in characters, of a report's first words that begin a second copy; shorter ones may recur by
/// chance.
const FIRST_WORDS: usize = 12;

pub(super) fn outline(report: &Report) -> Outline {
    let page = Page::new(report);
    let mut labels = sequence::labels(&page);
    drop_contents(&page, &mut labels);
    drop_notes(&page, &mut labels);
    let articles = articles::articles(&page);
    let listed = take_items(&page, &mut labels, &articles);
    let mut kinds = furniture::kinds(&page, &labels);
    named::furniture(&page, &mut kinds);
    let begins: Vec<bool> =
        (0..page.lines.len()).map(|line| labels[line].is_some() || articles[line].is_some()).collect();
    let title = title::title(&page, &begins, articles::is_rule(&articles), |line| kinds[line].is_some())
        .or_else(|| named::title(&page));
    // Furniture is whole lines.
    for (kind, line) in kinds.iter_mut().zip(&page.lines) {
        kind.take_if(|_| line.is_piece);
    }
    if let Some(title) = title {
        let end = (title.last + 1..page.lines.len()).find(|&line| begins[line]);
        for line in title::repeats(&page, title, end.unwrap_or(page.lines.len())) {
            if !page.lines[line].is_piece {
                kinds[line] = Some(FurnitureKind::RepeatedTitle);
            }
        }
    }
    let skipped =
        |line: usize| kinds[line].is_some() || title.is_some_and(|t| (t.first..=t.last).contains(&line));
    let counted = items::items(&page, &labels, &listed, skipped);
    let headings = headings(&page, &labels, &kinds, title, &counted, &begins, &listed);
    let ends = Ends::new(&page, &kinds);
    let copies = copies(&page, &kinds, &labels, title, &ends);
    Outline {
        title: title.map(|title| title.span(&page)),
        sections: tree::sections(&headings, &copies, ends.last()),
        articles: (0..page.lines.len())
            .filter(|&line| kinds[line].is_none())
            .filter_map(|line| {
                let start = page.lines[line].content.start;
                articles[line].map(|article| Span::new(start, start + article.length))
            })
            .collect(),
        items: all_items(&page, counted, &listed, &kinds),
        furniture: furniture::stretches(&page, &kinds),
    }
}

/// Moves the labels that count items of lists out of `labels`; returns them by line.
fn take_items(page: &Page, labels: &mut [Option<Label>], articles: &[Option<Article>]) -> Vec<Option<Label>> {
    let in_article = if articles::is_rule(articles) {
        articles::inside_articles(page, articles, labels)
    } else {
        vec![false; labels.len()]
    };
    let is_item = lists::items(page, labels, &in_article);
    labels.iter_mut().zip(is_item).map(|(label, is_item)| label.take_if(|_| is_item)).collect()
}

/// The items inside paragraphs and those at the start of their lines, in order.
fn all_items(
    page: &Page,
    counted: Vec<Counted>,
    listed: &[Option<Label>],
    kinds: &[Option<FurnitureKind>],
) -> Vec<Item> {
    let at_start = listed.iter().enumerate().filter(|(line, _)| kinds[*line].is_none());
    let at_start = at_start.filter_map(|(line, label)| {
        let start = page.lines[line].content.start;
        label.map(|label| Item { label: Span::new(start, start + label.length) })
    });
    let mut items: Vec<Item> = counted.into_iter().map(|counted| counted.item).chain(at_start).collect();
    items.sort_unstable_by_key(|item| item.label);
    items
}

/// The headings with and without a number, in order.
fn headings(
    page: &Page,
    labels: &[Option<Label>],
    kinds: &[Option<FurnitureKind>],
    title: Option<Title>,
    counted: &[Counted],
    begins: &[bool],
    listed: &[Option<Label>],
) -> Vec<Heading> {
    let first_items = first_items(counted);
    let mut known = known(page, labels, kinds, title);
    for item in counted {
        if item.item.label.start == page.lines[item.line].content.start {
            known[item.line] = Known::Item;
        }
    }
    for line in 0..page.lines.len() {
        if page.lines[line].is_row {
            known[line] = Known::Skipped;
        } else if known[line] == Known::Open && (listed[line].is_some() || begins[line]) {
            known[line] = Known::Item;
        }
    }
    let mut free = unnumbered(page, &known);
    named::headings(page, labels, &known, &mut free);
    let ends = Ends::new(page, kinds);
    (0..page.lines.len())
        .filter_map(|line| match (known[line], labels[line], free[line]) {
            (Known::Numbered, Some(label), _) => {
                Some(numbered(page, &known, line, label, first_items.get(&line).copied(), &ends))
            }
            (_, _, Some(free)) => Some(without_number(page, line, free, &ends)),
            _ => None,
        })
        .collect()
}

/// Position of the first item of a sequence in a line, for the lines that have one.
fn first_items(counted: &[Counted]) -> HashMap<usize, usize> {
    let mut first = HashMap::new();
    for item in counted.iter().filter(|item| item.first) {
        first.entry(item.line).or_insert(item.item.label.start);
    }
    first
}

fn known(
    page: &Page,
    labels: &[Option<Label>],
    kinds: &[Option<FurnitureKind>],
    title: Option<Title>,
) -> Vec<Known> {
    let mut known: Vec<Known> = (0..page.lines.len())
        .map(|line| match (kinds[line], labels[line]) {
            (Some(_), _) => Known::Skipped,
            _ if title.is_some_and(|title| (title.first..=title.last).contains(&line)) => Known::Title,
            (None, Some(_)) => Known::Numbered,
            (None, None) => Known::Open,
        })
        .collect();
    // A label alone on its line takes the next line's words as its heading.
    for line in 0..page.lines.len() {
        if known[line] == Known::Numbered && joined_line(page, &known, line, labels[line]).is_some() {
            known[line + 1] = Known::Skipped;
        }
    }
    known
}

/// The line with the words for a label that is alone on its line.
fn joined_line(page: &Page, known: &[Known], line: usize, label: Option<Label>) -> Option<usize> {
    let alone = label.is_some_and(|label| page.lines[line].content.len() == label.length);
    let next = line + 1;
    let fits =
        |words: &[char]| words.len() <= JOINED && !words.iter().any(|&c| matches!(fold(c), '。' | ';' | ':'));
    (alone && next < page.lines.len() && known[next] == Known::Open && fits(page.content(next)))
        .then_some(next)
}

fn numbered(
    page: &Page,
    known: &[Known],
    line: usize,
    label: Label,
    item: Option<usize>,
    ends: &Ends,
) -> Heading {
    let content = page.lines[line].content;
    let start = content.start;
    let label_span = Span::new(start, start + label.length);
    let item = item.map(|item| item - start).filter(|&item| item >= label.length);
    let (end, mut placement) = heading_end(page.content(line), label.length, item);
    let mut span = Span::new(start, start + end);
    let mut paragraph_end = content.end;
    // In `known` the next line was removed if it belongs to this label.
    let taken = content.len() == label.length
        && known.get(line + 1) == Some(&Known::Skipped)
        && ends.is_report(line + 1);
    if taken {
        let next = page.lines[line + 1].content;
        span.end = next.end;
        paragraph_end = next.end;
        placement = Placement::Standalone;
    }
    Heading {
        depth: Depth::Style(label.style),
        label: label_span,
        span,
        placement,
        before: ends.before(line),
        paragraph_end,
    }
}

fn without_number(page: &Page, line: usize, free: Unnumbered, ends: &Ends) -> Heading {
    let content = page.lines[line].content;
    let label = Span::new(content.start, content.start);
    let (depth, end, placement) = match free {
        Unnumbered::RunIn(end) => (Depth::Below, content.start + end, Placement::RunIn),
        Unnumbered::Standalone { part: true } => (Depth::Top, content.end, Placement::Standalone),
        Unnumbered::Standalone { part: false } => (Depth::Below, content.end, Placement::Standalone),
    };
    let span = Span::new(content.start, end);
    Heading { depth, label, span, placement, before: ends.before(line), paragraph_end: content.end }
}

/// Beginnings of further copies of the whole report: its title or its first words repeated as a line after the first
/// heading. For each the end of the text before it, and its own start.
fn copies(
    page: &Page,
    kinds: &[Option<FurnitureKind>],
    labels: &[Option<Label>],
    title: Option<Title>,
    ends: &Ends,
) -> Vec<(usize, usize)> {
    let is_open = |line: usize| {
        kinds[line].is_none() && title.is_none_or(|title| !(title.first..=title.last).contains(&line))
    };
    let Some(heading) = (0..labels.len()).find(|&line| labels[line].is_some() && is_open(line)) else {
        return Vec::new();
    };
    let lead = (0..heading).find(|&line| is_open(line) && page.content(line).len() >= FIRST_WORDS);
    let title = title.map(|title| title.first).filter(|&line| page.content(line).len() >= FIRST_WORDS);
    let firsts: Vec<&[char]> = title.into_iter().chain(lead).map(|line| page.content(line)).collect();
    (heading + 1..page.lines.len())
        .filter(|&line| kinds[line].is_none() && firsts.contains(&page.content(line)))
        .map(|line| (ends.before(line), page.lines[line].content.start))
        .collect()
}

/// Removes the labels of a table of contents, which repeats the headings: from `目录` to the line at which its first
/// entry occurs again.
fn drop_contents(page: &Page, labels: &mut [Option<Label>]) {
    let Some(start) = (0..page.lines.len().min(60)).find(|&line| {
        page.lines[line].content.len() <= 8 && matches!(page.squashed(line).as_str(), "目录" | "目次")
    }) else {
        return;
    };
    let entry = |line: usize| {
        let text = page.squashed(line);
        text.trim_end_matches(|c: char| c.is_ascii_digit() || ".…·-—()".contains(c)).to_owned()
    };
    let first = start + 1;
    let run = (first..page.lines.len())
        .take_while(|&line| page.lines[line].content.len() <= CONTENTS_ENTRY)
        .count();
    let run = first..first + run;
    if run.is_empty() {
        return;
    }
    let wanted = entry(first);
    // If paragraphs follow the contents directly, the headings recur after the run; if they do not recur, the entries
    // are missing from the copy and the run is the text.
    let again = (first + 1..page.lines.len())
        .find(|&line| page.lines[line].content.len() <= CONTENTS_ENTRY && entry(line) == wanted);
    let Some(end) = again.map(|again| again.min(run.end)) else { return };
    labels[first..end].fill(None);
}

/// Removes the labels of notes: `附件：1.某表` at the end, `注：1、…` and `注释：` below a table, each with the numbered lines
/// below that continue it, and footnotes.
fn drop_notes(page: &Page, labels: &mut [Option<Label>]) {
    let mut last: Option<u32> = None;
    for (line, slot) in labels.iter_mut().enumerate() {
        let words = page.content(line);
        if page.lines[line].role == Role::Footnote {
            *slot = None;
            continue;
        }
        let is_digit = |label: &Label| matches!(label.style, Style::Digit | Style::DigitParen);
        if let Some(opened) = opens_note(words) {
            last = Some(opened);
        } else if let (Some(number), Some(label)) = (last, slot.filter(is_digit))
            && label.number == number + 1
            && words.len() <= NOTE
        {
            *slot = None;
            last = Some(label.number);
        } else {
            last = None;
        }
    }
}

/// The number that a note begins with after its name, 0 if its numbers begin on the next line; `None` if no note
/// begins.
fn opens_note(words: &[char]) -> Option<u32> {
    let folded = squash(&words[..words.len().min(NOTE)]);
    // A note that is run together with the last row of its table.
    if ["注:1.", "注:1、", "注:(1)"].iter().any(|start| folded.contains(start)) {
        return Some(1);
    }
    let start = squash(&words[..words.len().min(12)]);
    let name = ["附件", "附表", "附", "注释", "备注", "注", "说明"]
        .into_iter()
        .find(|name| start.starts_with(name))?;
    let rest = &start[name.len()..];
    if rest.is_empty() {
        return (name != "附" && name != "说明").then_some(0);
    }
    let rest: Vec<char> = rest.strip_prefix(':')?.chars().collect();
    match label::label_at(&rest) {
        Some(label) => Some(label.number),
        None => Some(0),
    }
}

/// Ends of the report's own text before each line.
struct Ends {
    before: Vec<usize>,
    report: Vec<bool>,
}

impl Ends {
    fn new(page: &Page, kinds: &[Option<FurnitureKind>]) -> Self {
        let mut before = Vec::with_capacity(page.lines.len() + 1);
        let mut end = 0;
        for (line, kind) in page.lines.iter().zip(kinds) {
            before.push(end);
            if kind.is_none() {
                end = line.content.end;
            }
        }
        before.push(end);
        Self { before, report: kinds.iter().map(Option::is_none).collect() }
    }

    fn before(&self, line: usize) -> usize {
        self.before[line]
    }

    fn last(&self) -> usize {
        self.before.last().copied().unwrap_or(0)
    }

    fn is_report(&self, line: usize) -> bool {
        self.report[line]
    }
}
