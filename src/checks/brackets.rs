//! Brackets, quotation marks and title marks without their counterpart. A pair may extend into the next line, since
//! lines may break anywhere.

use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Opening and closing marks, folded: `[` is also 〔. ASCII `"` and `<` have other uses and are left alone.
const PAIRS: &[(char, char)] = &[
    ('(', ')'),
    ('《', '》'),
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('[', ']'),
    ('〈', '〉'),
];
/// Maximum number of open marks in a line of text.
const MOST: usize = 64;

pub(super) struct Brackets;

impl Check for Brackets {
    fn about(&self) -> About {
        About::new("brackets", "check-brackets", Group::Text, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let mut carried: Vec<usize> = Vec::new();
        for paragraph in &page.paragraphs {
            let (open, unopened) = unmatched(page, paragraph.span);
            let mut unopened = unopened.into_iter().peekable();
            for at in carried.drain(..).rev() {
                // A mark left open by the previous line is closed first.
                // A quotation of several paragraphs opens each of them and closes the last.
                let goes_on = page.chars[at] == page.chars[paragraph.span.start] && page.chars[at] == '“';
                let closes =
                    unopened.peek().is_some_and(|&close| pair(page.chars[at]) == Some(page.chars[close]));
                if closes {
                    unopened.next();
                } else if !goes_on {
                    report(page, found, at, "finding-bracket-open");
                }
            }
            for at in unopened {
                report(page, found, at, "finding-bracket-close");
            }
            carried = open;
        }
        for at in carried {
            report(page, found, at, "finding-bracket-open");
        }
    }
}

fn report(page: &Page<'_>, found: &mut Found, at: usize, id: &'static str) {
    let span = Span::new(at, at + 1);
    let behind = Span::new(at, (at + 9).min(page.chars.len()));
    let behind = page.split(behind, |c| c == '\n').first().copied().unwrap_or(span);
    let quote = if id == "finding-bracket-open" {
        page.words(behind)
    } else {
        page.words(Span::new(at.saturating_sub(8), at + 1))
    };
    let message = Message { id, arguments: Vec::new() }
        .with("mark", page.words(span))
        .with("words", quote.replace('\n', " ").trim());
    found.add(page, span, message);
}

fn pair(open: char) -> Option<char> {
    PAIRS.iter().find(|(opening, _)| *opening == open).map(|(_, closing)| *closing)
}

/// The marks of a line without their counterpart: opening ones and closing ones.
fn unmatched(page: &Page<'_>, line: Span) -> (Vec<usize>, Vec<usize>) {
    let (mut open, mut unopened): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut left: Vec<usize> = Vec::new();
    for at in line.start..line.end {
        let character = page.chars[at];
        if pair(character).is_some() {
            open.push(at);
            if open.len() > MOST {
                return (Vec::new(), Vec::new());
            }
        } else if PAIRS.iter().any(|(_, closing)| *closing == character) {
            match open.iter().rposition(|&mark| pair(page.chars[mark]) == Some(character)) {
                // Marks opened inside and not closed are unmatched.
                Some(mark) => left.extend(open.drain(mark..).skip(1)),
                None if is_label(page, line, at) => {}
                None => unopened.push(at),
            }
        }
    }
    left.extend(open);
    left.sort_unstable();
    (left, unopened)
}

/// Whether a closing mark ends a label (`1)`, `一）`, `a)`) or abbreviates (`don’t`, `’98`).
fn is_label(page: &Page<'_>, line: Span, at: usize) -> bool {
    let before = &page.chars[line.start..at];
    let last = before.last();
    if page.chars[at] == '’' {
        return last.is_some_and(char::is_ascii_alphanumeric)
            || page.chars.get(at + 1).is_some_and(char::is_ascii_digit);
    }
    if page.chars[at] != ')' {
        return false;
    }
    let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    let length = before.iter().rev().take_while(|&&c| numeral(c)).count();
    let lead = before.len().checked_sub(length + 1).map(|at| before[at]);
    (1..=3).contains(&length) && lead.is_none_or(|c| "。;:,、 ".contains(c))
}
