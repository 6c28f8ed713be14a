//! The words before a number and behind its unit, up to the marks that end a clause.

use super::number::Line;
use crate::text::{Span, is_ignored};

/// Maximum length of the words before a number, in characters.
const BEFORE: usize = 60;
/// Maximum length of the words behind a unit.
const BEHIND: usize = 22;

/// The words before a number.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// The words, without brackets and what is in them, without white space.
    pub(super) words: Vec<char>,
    /// Where they begin.
    pub(super) start: usize,
    /// Whether an open bracket is before them.
    pub(super) bracketed: bool,
    /// Whether a `、` behind the previous figure is before them.
    pub(super) listed: bool,
}

/// The words before `end`, not before `limit`.
pub(super) fn before(line: Line<'_>, limit: usize, end: usize) -> Before {
    let mut found = Before { start: end, ..Before::default() };
    let mut words: Vec<char> = Vec::new();
    let mut at = end;
    while at > limit && words.len() < BEFORE {
        let character = line.chars[at - 1];
        match character {
            ',' | ';' | '。' | '!' | '?' | '\n' => break,
            ':' if !words.is_empty() => break,
            '(' => {
                found.bracketed = true;
                break;
            }
            '、' | '和' | '与' | '及' if at - 1 == limit && (character == '、' || words.is_empty()) => {
                found.listed = true;
                break;
            }
            ')' => match matching(line, limit, at - 1, '(', ')') {
                Some(open) => {
                    at = open;
                    continue;
                }
                None => break,
            },
            '”' | '》' => {
                let open = if character == '”' { '“' } else { '《' };
                if let Some(open) = matching(line, limit, at - 1, open, character) {
                    words.extend(line.chars[open..at].iter().rev().filter(|&&c| !is_ignored(c)));
                    at = open;
                    continue;
                }
                words.push(character);
            }
            other if is_ignored(other) => {}
            other => words.push(other),
        }
        at -= 1;
    }
    words.reverse();
    found.words = words;
    found.start = at;
    found
}

/// Position of the bracket that opens the one at `close`, not before `limit`.
fn matching(line: Line<'_>, limit: usize, close: usize, open: char, closing: char) -> Option<usize> {
    let mut depth = 0;
    for at in (limit.max(close.saturating_sub(80))..=close).rev() {
        let character = line.chars[at];
        if character == closing {
            depth += 1;
        } else if character == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The words behind a unit.
#[derive(Debug, Default)]
pub(super) struct Behind {
    /// The words, without brackets and what is in them.
    pub(super) words: Vec<char>,
    /// Position behind them.
    pub(super) end: usize,
}

/// The words from `start` up to a mark or `limit`.
pub(super) fn behind(line: Line<'_>, start: usize, limit: usize) -> Behind {
    let mut words = Vec::new();
    let mut at = start;
    while at < limit.min(line.span.end) && words.len() < BEHIND {
        let character = line.chars[at];
        match character {
            ',' | ';' | '。' | ':' | '!' | '?' | '、' | '\n' | ')' | '—' => break,
            '(' => {
                let close = line.rest(at).iter().take(20).position(|&c| c == ')');
                let Some(close) =
                    close.filter(|close| !line.chars[at..at + close].iter().any(char::is_ascii_digit))
                else {
                    break;
                };
                words.extend(&line.chars[at..=at + close]);
                at += close;
            }
            '“' | '《' => {
                let mark = if character == '“' { '”' } else { '》' };
                match line.rest(at).iter().take(30).position(|&c| c == mark) {
                    Some(close) => {
                        words.extend(&line.chars[at..=at + close]);
                        at += close;
                    }
                    None => words.push(character),
                }
            }
            other if is_ignored(other) => {}
            other => words.push(other),
        }
        at += 1;
    }
    Behind { words, end: at }
}

/// Whether a sentence ends between two positions, and the position behind its mark.
pub(super) fn sentence_end(line: Line<'_>, span: Span) -> Option<usize> {
    let marks = line.chars[span.start..span.end].iter().rposition(|&c| matches!(c, '。' | '!' | '?'));
    marks.map(|at| span.start + at + 1)
}
