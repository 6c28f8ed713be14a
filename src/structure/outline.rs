//! The passes in order: furniture, title, items, headings, sections. Each is in its own file; what one needs of another
//! is handed over here.

use std::collections::HashMap;

use super::furniture;
use super::heading::heading_end;
use super::items::{self, Counted};
use super::label::{self, Label, Style};
use super::named;
use super::page::{Page, plain, squash};
use super::title::{self, Title};
use super::tree::{self, Depth, Heading};
use super::unnumbered::{Known, Unnumbered, unnumbered};
use super::{FurnitureKind, Outline, Placement};
use crate::report::Report;
use crate::text::Span;

/// A heading's words on the line below its lonely label are not longer.
const JOINED: usize = 40;
/// An entry of a table of contents is not longer.
const CONTENTS_ENTRY: usize = 60;
/// A report's first words, standing again, begin its second copy; shorter ones may stand again by chance.
const FIRST_WORDS: usize = 12;

pub(super) fn outline(report: &Report) -> Outline {
    let page = Page::new(report);
    let mut labels = label::labels(&page);
    drop_contents(&page, &mut labels);
    drop_attachment_notes(&page, &mut labels);
    let mut kinds = furniture::kinds(&page, &labels);
    named::furniture(&page, &mut kinds);
    let title = title::title(&page, &labels, |line| kinds[line].is_some()).or_else(|| named::title(&page));
    if let Some(title) = title {
        let end = (title.last + 1..page.lines.len()).find(|&line| labels[line].is_some());
        for line in title::repeats(&page, title, end.unwrap_or(page.lines.len())) {
            kinds[line] = Some(FurnitureKind::RepeatedTitle);
        }
    }
    let skipped =
        |line: usize| kinds[line].is_some() || title.is_some_and(|t| (t.first..=t.last).contains(&line));
    let counted = items::items(&page, &labels, skipped);
    let first_items = first_items(&counted);

    let mut known = known(&page, &labels, &kinds, title);
    for item in &counted {
        if item.item.label.start == page.lines[item.line].content.start {
            known[item.line] = Known::Item;
        }
    }
    let mut free = unnumbered(&page, &known);
    named::headings(&page, &labels, &known, &mut free);
    let ends = Ends::new(&page, &kinds);
    let headings: Vec<Heading> = (0..page.lines.len())
        .filter_map(|line| match (known[line], labels[line], free[line]) {
            (Known::Numbered, Some(label), _) => {
                Some(numbered(&page, &known, line, label, first_items.get(&line).copied(), &ends))
            }
            (_, _, Some(free)) => Some(without_number(&page, line, free, &ends)),
            _ => None,
        })
        .collect();
    Outline {
        title: title.map(|title| title.span(&page)),
        sections: tree::sections(&headings, &copies(&page, &kinds, &known, title, &ends), ends.last()),
        items: counted.into_iter().map(|counted| counted.item).collect(),
        furniture: furniture::stretches(&page, &kinds),
    }
}

/// Where the first item of a sequence stands in a line, for the lines that have one.
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
    // A label alone on its line takes the next line's words for its heading.
    for line in 0..page.lines.len() {
        if known[line] == Known::Numbered && joined_line(page, &known, line, labels[line]).is_some() {
            known[line + 1] = Known::Skipped;
        }
    }
    known
}

/// The line that holds the words for a label that stands alone on its own.
fn joined_line(page: &Page, known: &[Known], line: usize, label: Option<Label>) -> Option<usize> {
    let alone = label.is_some_and(|label| page.lines[line].content.len() == label.length);
    let next = line + 1;
    let fits = |words: &[char]| {
        words.len() <= JOINED && !words.iter().any(|&c| matches!(plain(c), '。' | ';' | ':'))
    };
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
    // `known` had the next line taken out where it belongs to this label.
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

/// Where a second copy of the whole report begins: its title or its lead once more, as a line, behind the first heading.
/// For each the end of what stands before, and its own start.
fn copies(
    page: &Page,
    kinds: &[Option<FurnitureKind>],
    known: &[Known],
    title: Option<Title>,
    ends: &Ends,
) -> Vec<(usize, usize)> {
    let Some(heading) = known.iter().position(|&known| known == Known::Numbered) else { return Vec::new() };
    let lead =
        (0..heading).find(|&line| known[line] == Known::Open && page.content(line).len() >= FIRST_WORDS);
    let title = title.map(|title| title.first).filter(|&line| page.content(line).len() >= FIRST_WORDS);
    let firsts: Vec<&[char]> = title.into_iter().chain(lead).map(|line| page.content(line)).collect();
    (heading + 1..page.lines.len())
        .filter(|&line| kinds[line].is_none() && firsts.contains(&page.content(line)))
        .map(|line| (ends.before(line), page.lines[line].content.start))
        .collect()
}

/// A table of contents repeats the headings before they come: from `目录` to the line that stands there a second time.
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
    // Where paragraphs follow the contents at once, the headings come again behind the run.
    let end = run.clone().skip(1).find(|&line| entry(line) == wanted).unwrap_or(run.end);
    labels[first..end].fill(None);
}

/// `附件：1.某表` and the numbered lines below it are a note at the end and no headings.
fn drop_attachment_notes(page: &Page, labels: &mut [Option<Label>]) {
    let mut open = false;
    for (line, slot) in labels.iter_mut().enumerate() {
        let words = page.content(line);
        let start = squash(&words[..words.len().min(6)]);
        if start.starts_with("附件:") || start == "附件" || start.starts_with("附:") {
            open = true;
        } else if open
            && slot.is_some_and(|label| label.style == Style::Digit)
            && words.len() <= CONTENTS_ENTRY
        {
            *slot = None;
        } else {
            open = false;
        }
    }
}

/// Where the report's own text ends before each line.
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
