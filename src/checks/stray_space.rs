//! A stray space inside a sentence: before a mark (`负责财务工作 ，也可以`), or inside words that the same report writes without
//! it elsewhere (`谋划 工作`). Silent for other spaces between characters: these separate names (`中共中央 国务院`, `记者 张三`) or
//! come from layout.

use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Maximum number in one report; more are layout.
const MOST: usize = 3;
/// Minimum length of running text, in characters.
const PROSE: usize = 30;
/// Number of characters on each side of a space that must occur together elsewhere.
const AROUND: usize = 2;

pub(super) struct StraySpace;

impl Check for StraySpace {
    fn about(&self) -> About {
        About::new("stray-space", "check-stray-space", Group::Text, Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let mut spaces = Vec::new();
        for paragraph in &page.paragraphs {
            let text = paragraph.body;
            if text.len() < PROSE || !page.slice(text).iter().any(|c| matches!(c, '。' | ',' | ';')) {
                continue;
            }
            for at in text.start + 1..text.end.saturating_sub(1).max(text.start + 1) {
                if page.chars[at] == ' ' && is_han(page.chars[at - 1]) && !after_mark(page, text, at) {
                    let before_mark = "、,。;".contains(page.chars[at + 1]);
                    if before_mark || is_written_together(page, text, at) {
                        spaces.push(at);
                    }
                }
            }
        }
        if spaces.len() <= MOST {
            for at in spaces {
                let around = Span::new(at.saturating_sub(AROUND), (at + 1 + AROUND).min(page.chars.len()));
                let message =
                    Message::new("finding-stray-space").with("words", page.words(around).replace('\n', ""));
                found.add(page, Span::new(at, at + 1), message);
            }
        }
    }
}

/// Whether the characters on both sides of a space occur together elsewhere in the report.
fn is_written_together(page: &Page<'_>, text: Span, at: usize) -> bool {
    if at < text.start + AROUND || at + AROUND >= text.end {
        return false;
    }
    let sides = [Span::new(at - AROUND, at), Span::new(at + 1, at + 1 + AROUND)];
    let words: String = sides.iter().map(|&side| page.folded(side)).collect();
    words.chars().all(is_han) && page.paragraphs.iter().any(|other| !page.find(other.text, &words).is_empty())
}

/// Whether a mark or the text's start precedes the space so closely that it sets off a label.
fn after_mark(page: &Page<'_>, text: Span, at: usize) -> bool {
    let lead = &page.chars[text.start.max(at.saturating_sub(3))..at];
    at - text.start < 3 || lead.iter().any(|c| ":。;!?".contains(*c))
}
