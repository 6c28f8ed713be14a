//! Words that are confused with others of the same sound or shape: `拼博` for `拼搏`, `分布实施` for `分步实施`. The list is
//! `assets/checks/confusions.ron`. A form that can be right elsewhere is reported only if the report itself writes the
//! other form many times more often. Titles that lack the 关 of 关于 are reported as well.

use std::sync::OnceLock;

use serde::Deserialize;

use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

const LIST: &str = include_str!("../../assets/checks/confusions.ron");
/// Minimum ratio of the right form's occurrences in the report to the wrong one's.
const TIMES: usize = 5;
/// Number of characters before a word in which an excepted word may begin.
const AROUND: usize = 4;
/// Maximum length of a clause that is searched behind a word, in characters.
const CLAUSE: usize = 30;
/// Endings of bodies' names, which precede 关于 in a title.
const BODIES: &[&str] = &["院", "部", "局", "厅", "委", "会", "府", "室", "办", "署"];
/// Kinds of documents whose titles are formed with 关于.
const KINDS: &[&str] =
    &["规定", "解释", "通知", "决定", "意见", "批复", "报告", "函", "办法", "答复", "公告"];

/// The list of confusions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Confusions {
    schema: u32,
    sure: Vec<(String, String)>,
    guarded: Vec<Guarded>,
    proven: Vec<Guarded>,
}

/// A wrong form and the correct words that contain it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Guarded {
    wrong: String,
    right: String,
    unless: Vec<String>,
    /// Words after the form, in the same clause, that make it right (`作好充分准备`).
    #[serde(default)]
    before: Vec<String>,
}

/// The shipped list, parsed once.
fn confusions() -> &'static Confusions {
    static PARSED: OnceLock<Confusions> = OnceLock::new();
    PARSED.get_or_init(|| {
        let list: Confusions = ron::from_str(LIST).expect("the shipped list parses (tested)");
        assert_eq!(list.schema, 1, "the shipped list has the schema that is read");
        list
    })
}

pub(super) struct Typo;

impl Check for Typo {
    fn about(&self) -> About {
        About::new("typo", "check-typo", Group::Text, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let list = confusions();
        for (wrong, right) in &list.sure {
            for span in places(page, wrong) {
                report(page, found, span, right);
            }
        }
        for word in &list.guarded {
            for span in places(page, &word.wrong).into_iter().filter(|&span| !is_excepted(page, span, word)) {
                report(page, found, span, &word.right);
            }
        }
        for word in &list.proven {
            let wrong: Vec<Span> = places(page, &word.wrong)
                .into_iter()
                .filter(|&span| !is_excepted(page, span, word))
                .collect();
            if !wrong.is_empty() && places(page, &word.right).len() >= TIMES * wrong.len() {
                for span in wrong {
                    report(page, found, span, &word.right);
                }
            }
        }
        if let Some(span) = title_without_guan(page) {
            report(page, found, span, "关于");
        }
    }
}

fn report(page: &Page<'_>, found: &mut Found, span: Span, right: &str) {
    found.add(page, span, Message::new("finding-typo").with("words", page.words(span)).with("right", right));
}

/// Occurrences of words in the report's own text.
fn places(page: &Page<'_>, words: &str) -> Vec<Span> {
    let own = |span: &Span| {
        let next = page.paragraphs.partition_point(|paragraph| paragraph.span.end <= span.start);
        page.paragraphs
            .get(next)
            .is_some_and(|paragraph| paragraph.text.start <= span.start && span.end <= paragraph.span.end)
    };
    page.find(Span::new(0, page.chars.len()), words).into_iter().filter(own).collect()
}

fn is_excepted(page: &Page<'_>, span: Span, word: &Guarded) -> bool {
    let clause = page.chars[span.end..].iter().take(CLAUSE).take_while(|c| !",;。\n".contains(**c)).count();
    let behind = Span::new(span.end, span.end + clause);
    if word.before.iter().any(|words| !page.find(behind, words).is_empty()) {
        return true;
    }
    word.unless.iter().any(|right| {
        let length = right.chars().count();
        (span.start.saturating_sub(AROUND)..=span.start)
            .any(|at| at + length > span.start && page.starts(at, right))
    })
}

/// The 于 of a title whose 关 is missing: `某院于适用…的规定`.
fn title_without_guan(page: &Page<'_>) -> Option<Span> {
    let title = page.outline.title?;
    let words = page.squashed(title);
    if words.contains("关于") || !KINDS.iter().any(|kind| words.ends_with(kind)) {
        return None;
    }
    let at = (title.start + 2..title.end).find(|&at| page.chars[at] == '于')?;
    let body = BODIES.iter().any(|end| page.ends(at, end));
    body.then(|| Span::new(at, (at + 3).min(title.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_list_is_sound() {
        let list = confusions();
        let mut wrong: Vec<&str> = list.sure.iter().map(|(wrong, _)| wrong.as_str()).collect();
        wrong.extend(list.guarded.iter().chain(&list.proven).map(|word| word.wrong.as_str()));
        let all = wrong.len();
        wrong.sort_unstable();
        wrong.dedup();
        assert_eq!(wrong.len(), all, "each form once");
        for (wrong, right) in &list.sure {
            assert!(wrong != right && wrong.chars().count() >= 2, "{wrong}");
            assert!(!right.contains(wrong.as_str()), "{right} contains {wrong}");
        }
        for word in list.guarded.iter().chain(&list.proven) {
            let contains = |right: &String| right.contains(&word.wrong);
            let overlaps = |right: &String| right.chars().any(|c| word.wrong.contains(c));
            assert!(word.unless.iter().all(|right| contains(right) || overlaps(right)), "{}", word.wrong);
        }
    }
}
