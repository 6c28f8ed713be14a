//! A space inside a sentence, between two Han characters: `谋划 工作`. Silent where a report has many, since these come from its
//! layout, and in lines that are no running text.

use super::page::{Page, is_han};
use super::{About, Check, Found};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// More of them in one report are layout.
const MOST: usize = 3;
/// Running text has so many characters.
const PROSE: usize = 30;

pub(super) struct StraySpace;

impl Check for StraySpace {
    fn about(&self) -> About {
        About::new("stray-space", "check-stray-space", Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let mut spaces = Vec::new();
        for paragraph in &page.paragraphs {
            let text = paragraph.body;
            if text.len() < PROSE || !page.slice(text).iter().any(|c| "。,;".contains(*c)) {
                continue;
            }
            for at in text.start + 1..text.end.saturating_sub(1).max(text.start + 1) {
                let (before, after) = (page.chars[at - 1], page.chars[at + 1]);
                let joins = is_han(before) && (is_han(after) || "、,。;".contains(after));
                // `信息来源： 张 三` pads names of two characters.
                if page.chars[at] == ' ' && joins && !after_mark(page, text, at) {
                    spaces.push(at);
                }
            }
        }
        if spaces.len() <= MOST {
            for at in spaces {
                let around = Span::new(at.saturating_sub(2), (at + 3).min(page.chars.len()));
                let message =
                    Message::new("finding-stray-space").with("words", page.words(around).replace('\n', ""));
                found.add(page, Span::new(at, at + 1), message);
            }
        }
    }
}

/// Whether the text begins so shortly before that the space sets off a label.
fn after_mark(page: &Page<'_>, text: Span, at: usize) -> bool {
    let lead = &page.chars[text.start.max(at.saturating_sub(3))..at];
    at - text.start < 3 || lead.iter().any(|c| ":。;!?".contains(*c))
}
