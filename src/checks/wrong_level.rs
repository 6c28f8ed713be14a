//! A word of another administrative level than the report's: `我市` in a district's report, `我县` in a city's, `市域` in a
//! district's.

use super::identity::Level;
use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Words after `市域` in names that are fixed at every level, as in `市域社会治理`.
const FIXED: &[&str] = &["社会治理", "治理", "现代化", "铁路", "快线"];

pub(super) struct WrongLevel;

impl Check for WrongLevel {
    fn about(&self) -> About {
        About::new("wrong-level", "check-wrong-level", Group::Names, Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let (Some(level), Some(own)) = (page.identity.level, page.identity.own_place()) else { return };
        // Notices and rules quote other levels; a yearly report is about its own.
        if page.outline.title.is_some() && !page.identity.year_in_title {
            return;
        }
        let foreign: &[&str] = match level {
            Level::Town => &["我县", "我区", "我市", "我省", "县域"],
            Level::County => &["我市", "我省", "市域"],
            Level::City => &["我县", "我省"],
            Level::Province => &["我县", "我市"],
        };
        for words in foreign {
            let places: Vec<Span> = page
                .paragraphs
                .iter()
                .flat_map(|paragraph| page.find(paragraph.text, words))
                .filter(|span| {
                    !is_quoted(page, *span) && !FIXED.iter().any(|fixed| page.starts(span.end, fixed))
                })
                .collect();
            // A report that uses it throughout is of that level, whatever its title suggests.
            let own_words = ["我县", "我区", "全县", "全区", "区政府", "县政府"];
            let own_count: usize = own_words.iter().map(|own| count(page, own)).sum();
            if places.len() > 3 && places.len() > own_count {
                continue;
            }
            for span in places {
                let message = Message::new("finding-wrong-level").with("words", *words).with("own", own);
                found.add(page, span, message);
            }
        }
    }
}

fn count(page: &Page<'_>, words: &str) -> usize {
    page.paragraphs.iter().map(|paragraph| page.find(paragraph.text, words).len()).sum()
}

/// Whether a place is in quotation marks or in a document's title.
fn is_quoted(page: &Page<'_>, span: Span) -> bool {
    let before = page.chars[..span.start].iter().rev().take(30);
    before
        .take_while(|c| !"。;\n".contains(**c))
        .find(|c| "“”《》".contains(**c))
        .is_some_and(|c| "“《".contains(*c))
}
