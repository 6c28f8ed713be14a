//! A half-width comma or semicolon between Chinese characters in a report that otherwise writes full-width marks. Silent in
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
            if matches!(character, ',' | ';') && at > 0 && between(at - 1) && between(at + 1) {
                marks.push(at);
            }
        }
        let own = |at: usize| {
            let next = page.paragraphs.partition_point(|paragraph| paragraph.span.end <= at);
            page.paragraphs.get(next).is_some_and(|paragraph| paragraph.span.start <= at)
        };
        marks.retain(|&at| own(at));
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
