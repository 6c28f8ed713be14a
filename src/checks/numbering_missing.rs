//! A heading without a number among numbered ones, at the position of the missing number.

use super::page::Page;
use super::paragraph::Paragraph;
use super::series::{Numbered, series};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Maximum length of a line that can be such a heading, in characters.
const LONGEST: usize = 40;

pub(super) struct NumberingMissing;

impl Check for NumberingMissing {
    fn about(&self) -> About {
        About::new("numbering-missing", "check-numbering-missing", Group::Structure, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for series in series(page) {
            for pair in series.members.windows(2) {
                if let Some(line) = between(page, pair[0], pair[1]) {
                    let message = Message::new("finding-numbering-missing")
                        .with("before", page.words(pair[0].label))
                        .with("after", page.words(pair[1].label));
                    found.add(page, line, message);
                }
            }
            if let Some(line) = before_first(page, series.members[0]).filter(|_| !series.runs_on) {
                let message = Message::new("finding-numbering-missing-first")
                    .with("after", page.words(series.members[0].label));
                found.add(page, line, message);
            }
        }
    }
}

/// Whether a heading without its number fills the gap between two numbers.
pub(super) fn stands_between(page: &Page<'_>, before: Numbered, after: Numbered) -> bool {
    between(page, before, after).is_some()
}

/// Whether a heading without its number is at the position of the missing first one.
pub(super) fn stands_first(page: &Page<'_>, first: Numbered) -> bool {
    before_first(page, first).is_some()
}

fn between(page: &Page<'_>, before: Numbered, after: Numbered) -> Option<Span> {
    if after.number != before.number + 2 {
        return None;
    }
    let from = page.outline.sections[before.section].heading.end;
    only_heading(page, Span::new(from, after.label.start.max(from)))
}

fn before_first(page: &Page<'_>, first: Numbered) -> Option<Span> {
    if first.number != 2 {
        return None;
    }
    let parent = page.outline.sections[first.section].parent?;
    let from = page.outline.sections[parent].heading.end;
    only_heading(page, Span::new(from, first.label.start.max(from)))
}

/// The only line of a span that looks like a heading and has no number; `None` if there are several.
fn only_heading(page: &Page<'_>, span: Span) -> Option<Span> {
    let from = page.paragraphs.partition_point(|paragraph| paragraph.span.start < span.start);
    let lines = page.paragraphs[from..].iter().take_while(|paragraph| paragraph.span.start < span.end);
    let mut headings = lines.filter(|paragraph| looks_like_heading(page, paragraph));
    let heading = headings.next()?.span;
    headings.next().is_none().then_some(heading)
}

fn looks_like_heading(page: &Page<'_>, paragraph: &Paragraph) -> bool {
    let words = page.slice(paragraph.span);
    paragraph.text.start == paragraph.span.start
        && (4..=LONGEST).contains(&words.len())
        && !words.iter().any(|c| "。;:!?".contains(*c) || c.is_ascii_digit())
}
