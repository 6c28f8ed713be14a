//! One figure with two values: 47 people hold a licence, and later 49. Only for standing figures (people in office,
//! licences held), since a report may count several events of one name.

use super::figures::{Figure, counts_things, is_rough, label_before};
use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Words that mark standing figures.
#[rustfmt::skip]
const STANDING: &[&str] = &[
    "现有", "共有", "在编", "在册", "在岗", "持有", "持证", "总数", "总量", "下辖", "辖", "下设", "配备", "编制", "聘有", "实有",
];
/// Maximum number of standing figures of a report that are compared.
const MOST: usize = 60;

/// Words before a noun that are not part of it.
const LEADS: [&str; 13] =
    ["其中", "全县", "全市", "全区", "全局", "现有", "共有", "下辖", "下设", "辖", "配备", "聘有", "实有"];

/// A standing figure and the noun that it counts.
struct Standing<'a> {
    figure: &'a Figure,
    noun: Vec<char>,
}

pub(super) struct FigureDiffers;

impl Check for FigureDiffers {
    fn about(&self) -> About {
        About::new("figure-differs", "check-figure-differs", Group::Figures, Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let standing: Vec<Standing<'_>> =
            page.figures.iter().filter_map(|figure| standing(page, figure)).take(MOST).collect();
        for (at, later) in standing.iter().enumerate() {
            let differing = standing[..at].iter().find(|earlier| {
                same_unit(earlier.figure, later.figure) && same_noun(&earlier.noun, &later.noun)
            });
            let Some(earlier) = differing.filter(|earlier| earlier.figure.value != later.figure.value) else {
                continue;
            };
            let shown = |figure: &Figure| page.words(figure.span);
            let message = Message::new("finding-figure-differs")
                .with("noun", later.noun.iter().collect::<String>())
                .with("value", shown(later.figure))
                .with("other", shown(earlier.figure));
            found.add_beside(page, later.figure.span, &[page.place(earlier.figure.digits)], message);
        }
    }
}

/// The noun that a standing figure counts: `持有行政执法证件的47人`, `49名持证人员`, `现有调解员111人`.
fn standing<'a>(page: &Page<'_>, figure: &'a Figure) -> Option<Standing<'a>> {
    if !counts_things(figure) || is_rough(figure) || figure.han {
        return None;
    }
    let behind = page.han_after(figure.span.end, 8);
    let noun_behind = Span::new(behind.start, behind.start + noun_length(page.slice(behind)));
    let before = if page.ends(figure.span.start, "的") {
        let lead = page.han_before(figure.span.start - 1, 12);
        Span::new(lead.start, lead.end)
    } else {
        label_before(&page.chars, figure, 12)
    };
    let mut noun: Vec<char> = page.slice(if noun_behind.is_empty() { before } else { noun_behind }).to_vec();
    let all: String = page.folded(Span::new(before.start, noun_behind.end.max(figure.span.end)));
    if !STANDING.iter().any(|words| all.contains(words)) {
        return None;
    }
    for lead in LEADS.into_iter().chain(LEADS) {
        let length = lead.chars().count();
        if noun.len() > length && super::page::starts_with(&noun, lead) {
            noun.drain(..length);
        }
    }
    // `总数达80家` does not name its noun.
    let vague =
        ["总数", "总量", "人数", "数量"].iter().any(|words| noun.iter().collect::<String>() == *words);
    (noun.len() >= 2 && !vague).then_some(Standing { figure, noun })
}

/// Length of the noun up to the word for people or things: `持证人员人手一台`.
fn noun_length(behind: &[char]) -> usize {
    let ends = ["人员", "队员", "律师", "干部", "职工", "民警", "顾问", "调解员", "审核员"];
    (1..=behind.len())
        .find(|&at| {
            ends.iter().any(|end| {
                at >= end.chars().count()
                    && super::page::starts_with(&behind[at - end.chars().count()..at], end)
            })
        })
        .unwrap_or(0)
}

fn same_unit(left: &Figure, right: &Figure) -> bool {
    let unit = |figure: &Figure| figure.unit.replace(['名', '位'], "人");
    unit(left) == unit(right)
}

/// Whether nouns are equal, or one abbreviates the other: `持证人员` for `持有行政执法证件`.
fn same_noun(left: &[char], right: &[char]) -> bool {
    let core = |noun: &[char]| -> Vec<char> {
        let noun: String = noun.iter().filter(|c| is_han(**c)).collect();
        noun.trim_end_matches("人员").trim_end_matches('的').chars().collect()
    };
    let (left, right) = (core(left), core(right));
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    if short.len() < 2 || short.len() == long.len() {
        return short == long && short.len() >= 2;
    }
    let mut rest = long.iter();
    let inside = short.iter().all(|c| rest.any(|other| other == c));
    // The short form begins like the long one and ends in its last word.
    inside && short[0] == long[0] && rest.count() <= 1 && long.len() <= short.len() + 8
}
