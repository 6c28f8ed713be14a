//! A heading without text before the next heading of its level. Silent if at least half of the headings of its level
//! have none, since these are items of a list.

use std::collections::HashMap;

use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::structure::{Placement, Section};

pub(super) struct EmptySection;

impl Check for EmptySection {
    fn about(&self) -> About {
        About::new("empty-section", "check-empty-section", Group::Structure, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let sections = &page.outline.sections;
        let mut has_child = vec![false; sections.len()];
        for section in sections {
            if let Some(parent) = section.parent {
                has_child[parent] = true;
            }
        }
        let mut ranks: HashMap<(Option<usize>, u8), (usize, usize)> = HashMap::new();
        let mut empty = Vec::new();
        for (index, section) in sections.iter().enumerate() {
            let is_empty = !has_child[index] && has_no_body(page, section);
            let rank = ranks.entry((section.parent, section.level)).or_default();
            rank.0 += 1;
            rank.1 += usize::from(is_empty);
            if is_empty
                && is_own(page, section)
                && section.placement == Placement::Standalone
                && !section.label.is_empty()
            {
                empty.push(section);
            }
        }
        for section in empty {
            let (all, without) = ranks[&(section.parent, section.level)];
            if without * 2 < all || all == 1 && section.level == 1 {
                let message =
                    Message::new("finding-empty-section").with("heading", page.words(section.heading));
                found.add(page, section.heading, message);
            }
        }
    }
}

fn has_no_body(page: &Page<'_>, section: &Section) -> bool {
    let end = section.body_end.clamp(section.heading.end, page.chars.len());
    !page.chars[section.heading.end..end].iter().any(|c| c.is_alphanumeric())
        // A single-sentence item ends like a sentence.
        && !page.chars.get(section.heading.end).is_some_and(|c| "。;:".contains(*c))
        && !page.chars[..section.heading.end].last().is_some_and(|c| "。;:".contains(*c))
}

/// Whether the heading is in the report's own text and not in a further copy of it.
fn is_own(page: &Page<'_>, section: &Section) -> bool {
    let at = page.paragraphs.partition_point(|paragraph| paragraph.span.end <= section.heading.start);
    page.paragraphs.get(at).is_some_and(|paragraph| paragraph.span.start <= section.heading.start)
}
