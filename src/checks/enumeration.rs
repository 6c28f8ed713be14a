//! Numbers of lists inside running text: `一是…二是…四是`. Used by the checks of numbering.

use super::page::Page;
use crate::text::{Span, is_ignored};

/// Numerals before 是, in order.
const NUMERALS: &str = "一二三四五六七八九";
/// Maximum depth of lists inside lists that is followed.
const DEEPEST: usize = 4;

/// A number of a list that does not follow the one before it.
pub(super) struct Slip {
    /// The number before it.
    pub(super) before: Span,
    /// The number that does not follow.
    pub(super) after: Span,
    /// Whether both are one number; otherwise numbers between them are missing.
    pub(super) repeated: bool,
}

/// A list that may go on: its last number.
#[derive(Clone, Copy)]
struct Open {
    number: usize,
    label: Span,
}

/// The numbers that do not follow, in order. A list ends at a heading. Where lists lie inside one another a number may
/// belong to either, and nothing is reported.
pub(super) fn slips(page: &Page<'_>) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for paragraph in &page.paragraphs {
        if paragraph.body.start > paragraph.text.start || paragraph.is_heading() {
            open.clear();
        }
        for (number, label) in labels(page, paragraph.text) {
            if number == 1 {
                open.push(Open { number, label });
                let skip = open.len().saturating_sub(DEEPEST);
                open.drain(..skip);
            } else if let Some(at) = open.iter().rposition(|list| list.number + 1 == number) {
                open.truncate(at);
                open.push(Open { number, label });
            } else if let [list] = open[..] {
                let missing = NUMERALS.chars().skip(list.number).take(number.saturating_sub(list.number + 1));
                let between = Span::new(list.label.end, label.start);
                let elsewhere = |numeral: char| !page.find(between, &format!("{numeral}是")).is_empty();
                if number >= list.number && !missing.clone().any(elsewhere) {
                    found.push(Slip { before: list.label, after: label, repeated: number == list.number });
                }
                open[0] = Open { number, label };
            } else {
                open.clear();
            }
        }
    }
    found
}

/// The numbers of lists in a line: a numeral and 是 where a clause begins.
fn labels(page: &Page<'_>, line: Span) -> Vec<(usize, Span)> {
    let begins = |at: usize| {
        let before =
            page.slice(Span::new(line.start, at)).iter().rev().find(|&&c| !is_ignored(c) && c != '*');
        before.is_none_or(|c| "。;,:!?".contains(*c))
    };
    let numeral = |at: usize| NUMERALS.chars().position(|c| c == page.chars[at]);
    let verbs = page.find(line, "是").into_iter().filter_map(|verb| verb.start.checked_sub(1));
    verbs
        .filter(|&at| at >= line.start && begins(at))
        .filter_map(|at| Some((numeral(at)? + 1, Span::new(at, at + 2))))
        .collect()
}
