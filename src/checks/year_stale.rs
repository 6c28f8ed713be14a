//! Another year in place of the report's own: a sentence that begins with last year (`2023年，全县…` in the report of
//! 2024), or the heading of a main part that names last year (`一、2024年主要举措` in the report of 2025). Only if the title
//! names the year, and silent if a heading names the other year too, if the sentence compares or looks back, and in
//! reports on the work of the government, whose year is that of their delivery.

use super::identity::year_at;
use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::structure::Section;
use crate::text::Span;

/// Words that look back intentionally.
#[rustfmt::skip]
const LOOKING_BACK: &[&str] = &[
    "同期", "相比", "比20", "较20", "以来", "至今", "上年", "去年", "回头看", "开始", "起步", "启动", "印发", "首次", "连续",
    "评为", "获评", "荣获", "考核", "修订", "成立", "建成", "反馈", "整改",
];
/// Words of a heading that looks back intentionally.
const PAST: &[&str] =
    &["回顾", "整改", "反馈", "以来", "上年", "督察", "考核", "至", "—", "-", "~", "结转", "遗留"];
/// Length of a sentence's opening, in characters.
const OPENING: usize = 40;

pub(super) struct YearStale;

impl Check for YearStale {
    fn about(&self) -> About {
        About::new("year-stale", "check-year-stale", Group::Figures, Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let Some(own) = page.identity.year.filter(|_| page.identity.year_in_title) else { return };
        let named = named_by_headings(page, own - 1);
        if named.is_empty() {
            sentences(page, own, found);
        }
        if !page.outline.sections.iter().any(|section| names_year(page, section.heading, own)) {
            for section in named.into_iter().filter(|section| section.parent.is_none()) {
                headings(page, own, section, found);
            }
        }
    }
}

/// The sections whose heading names a year.
fn named_by_headings<'a>(page: &'a Page<'_>, year: u32) -> Vec<&'a Section> {
    page.outline.sections.iter().filter(|section| names_year(page, section.heading, year)).collect()
}

fn names_year(page: &Page<'_>, span: Span, year: u32) -> bool {
    !page.find(span, &format!("{year}年")).is_empty()
}

fn headings(page: &Page<'_>, own: u32, section: &Section, found: &mut Found) {
    let past = PAST.iter().any(|words| !page.find(section.heading, words).is_empty());
    if !past {
        let message = Message::new("finding-year-heading")
            .with("year", (own - 1).to_string())
            .with("own", own.to_string());
        found.add(page, section.heading, message);
    }
}

fn sentences(page: &Page<'_>, own: u32, found: &mut Found) {
    for sentence in page.sentences() {
        let start = sentence.start + page.slice(sentence).iter().take_while(|c| c.is_whitespace()).count();
        let Some(year) = year_at(&page.chars, start).filter(|&year| year + 1 == own) else { continue };
        let opening = Span::new(start, sentence.end.min(start + OPENING));
        let counted = page.chars.get(start + 5) == Some(&',');
        let looks_back = LOOKING_BACK.iter().any(|words| !page.find(opening, words).is_empty());
        if counted && !looks_back && !names_year(page, sentence, own) {
            let message = Message::new("finding-year-stale")
                .with("year", year.to_string())
                .with("own", own.to_string());
            found.add(page, Span::new(start, start + 5), message);
        }
    }
}
