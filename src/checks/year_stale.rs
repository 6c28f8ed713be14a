//! A sentence that begins with last year in a report on this one: `2023年,全县…` where the report is of 2024. Silent where the
//! sentence compares or looks back.

use super::identity::year_at;
use super::page::Page;
use super::{About, Check, Found};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Words that look back on purpose.
#[rustfmt::skip]
const LOOKING_BACK: &[&str] = &[
    "同期", "相比", "比20", "较20", "以来", "至今", "上年", "去年", "回头看", "开始", "起步", "启动", "印发", "首次", "连续",
    "评为", "获评", "荣获", "考核", "修订", "成立", "建成", "反馈", "整改",
];

pub(super) struct YearStale;

impl Check for YearStale {
    fn about(&self) -> About {
        About::new("year-stale", "check-year-stale", Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let Some(own) = page.identity.year else { return };
        for sentence in page.sentences() {
            let start =
                sentence.start + page.slice(sentence).iter().take_while(|c| c.is_whitespace()).count();
            let year = year_at(&page.chars, start);
            let Some(year) = year.filter(|&year| year + 1 == own) else { continue };
            let opening = Span::new(start, sentence.end.min(start + 40));
            let counted = page.chars.get(start + 5) == Some(&',');
            let looks_back = LOOKING_BACK.iter().any(|words| !page.find(opening, words).is_empty());
            let both = !page.find(sentence, &format!("{own}年")).is_empty();
            if counted && !looks_back && !both {
                let message = Message::new("finding-year-stale")
                    .with("year", year.to_string())
                    .with("own", own.to_string());
                found.add(page, Span::new(start, start + 5), message);
            }
        }
    }
}
