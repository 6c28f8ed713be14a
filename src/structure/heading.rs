//! The end of a numbered heading: the end of its line or sentence, a colon, the gap before its body, or the first
//! label that counts items inside the paragraph.

use super::Placement;
use super::page::{ends_sentence, fold, is_han, parts_clauses};
use crate::text::is_ignored;

/// Maximum length of a first sentence, in characters, that is a heading as a whole; of a longer one with a body behind
/// it only the first clause is. The longest headings seen have fifty characters.
const LONGEST_SENTENCE: usize = 80;
/// Length of a first clause that can be a heading, in characters.
const CLAUSE: std::ops::RangeInclusive<usize> = 4..=40;
/// Minimum length, in characters, of the clauses behind a gap that are body rather than the rest of the heading.
const SHORTEST_BODY: usize = 25;

/// End of the heading of a numbered line, and whether a body follows on the line. `words` is the line, `from` the
/// first character after the label, `item` the first label that counts items inside the paragraph. The closing mark is
/// excluded.
pub(super) fn heading_end(words: &[char], from: usize, item: Option<usize>) -> (usize, Placement) {
    let cut = first_cut(words, from, item.unwrap_or(words.len()));
    let mut end = trimmed(words, from, cut);
    let runs_in = has_body(words, cut);
    if runs_in && end - from > LONGEST_SENTENCE {
        let clause = words[from..end].iter().position(|&c| parts_clauses(c));
        if let Some(clause) = clause.filter(|clause| CLAUSE.contains(clause)) {
            end = trimmed(words, from, from + clause);
        }
    }
    (end, if runs_in { Placement::RunIn } else { Placement::Standalone })
}

/// The first position from `from` on at which a sentence ends outside brackets; the line's end if there is none.
/// Unclosed brackets are ignored.
pub(super) fn sentence_end(words: &[char], from: usize) -> usize {
    let mut depth = Depth::default();
    let mut inside = None;
    for (at, &character) in words.iter().enumerate().skip(from) {
        depth.pass(character);
        if ends_sentence(character) || is_period(words, at) {
            if depth.0 == 0 {
                return at;
            }
            inside = inside.or(Some(at));
        }
    }
    if depth.0 == 0 { words.len() } else { inside.unwrap_or(words.len()) }
}

fn first_cut(words: &[char], from: usize, item: usize) -> usize {
    let sentence = sentence_end(words, from).min(item);
    let inner = &words[..words.len().saturating_sub(1)];
    let last_mark = inner.iter().rposition(|&c| parts_clauses(c) || ends_sentence(c)).unwrap_or(0);
    let mut depth = Depth::default();
    let mut gap_tried = false;
    let start = from + words[from..].iter().take_while(|&&c| is_ignored(c)).count();
    for at in start..sentence {
        let character = words[at];
        depth.pass(character);
        if depth.0 > 0 {
            continue;
        }
        if fold(character) == ':' && is_colon(words, at) {
            if let Some(clause) = leads_into_parts(words, start, at) {
                return clause;
            }
            // `主要做法：三个强化` is a heading as a whole; the words after a colon that introduces sentences are not.
            if last_mark > at || words.len() - at > SHORTEST_BODY || item < words.len() {
                return at;
            }
        } else if is_ignored(character) && !gap_tried {
            gap_tried = true;
            if is_gap(words, start, at, sentence_end(words, from)) {
                return at;
            }
        }
    }
    sentence
}

/// End of a heading before `…，其中：` and the parts of a figure.
fn leads_into_parts(words: &[char], start: usize, colon: usize) -> Option<usize> {
    let before = &words[start..colon];
    let lead = ["其中", "包括", "分别为", "分别是"].iter().find(|lead| {
        let length = lead.chars().count();
        before.len() > length && lead.chars().eq(before[before.len() - length..].iter().copied())
    })?;
    let end = colon - lead.chars().count();
    words[start..end].last().is_some_and(|&c| parts_clauses(c)).then(|| end - 1)
}

/// Whether the white space at `at` separates a heading from its body, and is not a stray space inside the heading.
fn is_gap(words: &[char], start: usize, at: usize, sentence: usize) -> bool {
    let after = at + words[at..].iter().take_while(|&&c| is_ignored(c)).count();
    let body = &words[after..sentence.max(after)];
    at - start >= *CLAUSE.start() && body.len() > SHORTEST_BODY && body.iter().any(|&c| parts_clauses(c))
}

/// Whether a character is a colon outside times and ratios.
fn is_colon(words: &[char], at: usize) -> bool {
    let digit =
        |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|&c| fold(c).is_ascii_digit());
    !(digit(at.checked_sub(1)) && digit(Some(at + 1)))
}

/// Whether a half-width full stop ends a Chinese sentence (`加强领导.一是`), and is not part of a number, a name or an
/// address.
fn is_period(words: &[char], at: usize) -> bool {
    fold(words[at]) == '.'
        && at > 0
        && (is_han(words[at - 1]) || matches!(words[at - 1], '”' | '》' | '）' | ')'))
        && words.get(at + 1).is_none_or(|&next| is_han(next) || is_ignored(next))
}

fn has_body(words: &[char], cut: usize) -> bool {
    words[cut..]
        .iter()
        .any(|&c| !is_ignored(c) && !matches!(fold(c), '。' | '.' | ':' | '!' | '?' | ';' | ','))
}

/// The heading's end without white space and marks that introduce the body.
fn trimmed(words: &[char], from: usize, cut: usize) -> usize {
    let goes_on = cut < words.len();
    let leads_over =
        |c: char| matches!(fold(c), ':' | '。') || goes_on && matches!(fold(c), ',' | ';' | '、');
    let kept = words[from..cut].iter().rposition(|&c| !(is_ignored(c) || leads_over(c)));
    kept.map_or(from, |last| from + last + 1)
}

/// Number of open brackets and quotation marks.
#[derive(Default)]
struct Depth(usize);

impl Depth {
    fn pass(&mut self, character: char) {
        match fold(character) {
            '(' | '《' | '〈' | '“' | '‘' | '「' | '『' | '【' | '[' => self.0 += 1,
            ')' | '》' | '〉' | '”' | '’' | '」' | '』' | '】' | ']' => {
                self.0 = self.0.saturating_sub(1);
            }
            _ => {}
        }
    }
}
