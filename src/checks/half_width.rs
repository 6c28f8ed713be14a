//! A half-width comma or semicolon between Chinese characters, or a full stop at the end of a paragraph, in a report that
//! otherwise writes full-width marks. Silent in
//! reports that write half-width marks throughout or often.

use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Minimum number of full-width commas that show a report's usage.
const HABIT: usize = 20;
/// Maximum number of half-width marks in one report; more are its usage or a conversion.
const MOST: usize = 5;
/// Minimum number of full-width commas for each half-width mark.
const FOR_EACH: usize = 50;

/// Minimum length of a paragraph that ends in a full stop, in characters; shorter ones are labels.
const PARAGRAPH: usize = 20;

pub(super) struct HalfWidth;

impl Check for HalfWidth {
    fn about(&self) -> About {
        About::new("half-width-mark", "check-half-width-mark", Group::Text, Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let text = page.source.text.as_str();
        let full = text.matches('，').count();
        if full < HABIT || text.matches([',', ';']).count() > full {
            return;
        }
        let mut marks = Vec::new();
        for (at, character) in text.chars().enumerate() {
            let between =
                |at: usize| page.chars.get(at).is_some_and(|&c| is_han(c) || "“”《》()".contains(c));
            let inside = matches!(character, ',' | ';') && at > 0 && between(at - 1) && between(at + 1);
            if inside || character == '.' && ends_sentence(page, at) {
                marks.push(at);
            }
        }
        marks.retain(|&at| page.is_own(at));
        if marks.len() <= MOST && marks.len() * FOR_EACH <= full {
            for at in marks {
                let around = Span::new(at.saturating_sub(3), (at + 4).min(page.chars.len()));
                let message = Message::new("finding-half-width-mark")
                    .with("mark", page.words(Span::new(at, at + 1)))
                    .with("words", page.words(around).replace('\n', ""));
                found.add(page, Span::new(at, at + 1), message);
            }
        }
    }
}

/// Whether the mark at a position ends a paragraph of at least [`PARAGRAPH`] characters behind a Chinese character.
fn ends_sentence(page: &Page<'_>, at: usize) -> bool {
    let next = page.paragraphs.partition_point(|paragraph| paragraph.span.end <= at);
    let paragraph = page.paragraphs.get(next);
    at > 0
        && is_han(page.chars[at - 1])
        && paragraph.is_some_and(|one| one.span.end == at + 1 && one.body.len() >= PARAGRAPH)
}
