//! One quantity with two values in a report: `受理行政复议案件242件` in the summary, `受理行政复议案件224件` in its section.
//! The words are the ledger's, and must be equal. Off by default: on real documents the two are mostly a target and a
//! result, two places or two times that the words do not name.

use std::collections::BTreeMap;

use super::page::Page;
use super::{About, Check, Found, Group};
use crate::figures::{Figure, Kind, Period};
use crate::finding::Severity;
use crate::message::Message;

/// Minimum length of the words for a quantity, in characters.
const SHORTEST: usize = 6;
/// Minimum distance of the two values, in characters; nearer ones are a list or a comparison.
const APART: usize = 60;
/// Words of quantities that a report may state of several things.
const SEVERAL: &[&str] = &["其中", "各", "分别", "每", "其余", "以上", "以下", "之一", "不低于", "不高于"];

pub(super) struct FigureTwice;

impl Check for FigureTwice {
    fn about(&self) -> About {
        About::new("figure-twice", "check-figure-twice", Group::Figures, Severity::Hint, false)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let mut by_words: BTreeMap<(&str, &str, Kind), Vec<&Figure>> = BTreeMap::new();
        let own = |figure: &&Figure| page.is_own(figure.span.start) && is_stated_once(figure);
        for figure in page.ledger().iter().filter(own) {
            let key = (figure.indicator.as_str(), figure.unit.as_str(), figure.kind);
            by_words.entry(key).or_default().push(figure);
        }
        for figures in by_words.values() {
            let [first, second] = figures[..] else { continue };
            if first.value == second.value || second.span.start < first.span.end + APART {
                continue;
            }
            let message = Message::new("finding-figure-differs")
                .with("noun", first.indicator.as_str())
                .with("value", page.words(second.span))
                .with("other", page.words(first.span));
            found.add_beside(page, second.span, &[page.place(first.span)], message);
        }
    }
}

/// Whether a figure states an exact value of the year whose words name all of it.
fn is_stated_once(figure: &Figure) -> bool {
    figure.indicator.chars().count() >= SHORTEST
        && !SEVERAL.iter().any(|words| figure.indicator.contains(words))
        && matches!(figure.kind, Kind::Count | Kind::Money | Kind::Rate | Kind::Mean)
        && figure.period == Period::Year
        && !figure.planned
        && !figure.in_table
        && figure.approximate.is_none()
        && figure.earlier.is_none()
        && figure.part_of.is_none()
}
