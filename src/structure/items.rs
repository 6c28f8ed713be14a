//! Labels that count sentences inside paragraphs: `一是 二是`, `首先 其次 最后`, `第一， 第二，`, `（一）…；（二）…` and the like. A label
//! counts only in sequence with another. Numbers at the start of a line are read in `label`.

use super::Item;
use super::label::{Label, Style, digit, enclosed, paren};
use super::page::{Page, fold};
use crate::text::{Span, chinese_numeral, is_ignored, is_one_of};

/// Families of labels, each with its own sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// `一是`
    Is,
    /// `一要`
    Must,
    /// `其一`
    OfThem,
    /// `第一，`
    Ordinal,
    /// `首先`, `其次`, `再次`, `最后`
    Adverb,
    /// `（一）`
    Han,
    /// `（1）`
    DigitParen,
    /// `1.`
    Digit,
    /// `①`
    Circled,
}

impl Family {
    const COUNT: usize = Family::Circled as usize + 1;

    /// Whether a sequence may continue across paragraphs.
    fn crosses_lines(self) -> bool {
        matches!(self, Self::Is | Self::Must | Self::OfThem | Self::Ordinal | Self::Adverb)
    }
}

/// The boundary before a label, from the weakest to the strongest sign of a sentence's beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Boundary {
    /// A character after which the numeral means something else (`统一是`, `第（一）项`).
    Barred,
    /// Any other character: a mark may have been omitted.
    None,
    /// A comma, white space, a closing bracket.
    Weak,
    /// The line's start, or the end of a sentence or clause.
    Strong,
}

/// A possible label.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    family: Family,
    /// `最后` is `u32::MAX`.
    number: u32,
    span: Span,
    line: usize,
    boundary: Boundary,
}

/// An accepted label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) item: Item,
    pub(super) line: usize,
    /// Whether it is the first of its sequence.
    pub(super) first: bool,
}

/// Finds the items of every line that `skips` does not leave out, in order. Linear in the text's length.
pub(super) fn items(
    page: &Page,
    labels: &[Option<Label>],
    listed: &[Option<Label>],
    skips: impl Fn(usize) -> bool,
) -> Vec<Counted> {
    let mut chains = Chains::default();
    for line in (0..page.lines.len()).filter(|&line| !skips(line) && !page.lines[line].is_row) {
        let from = labels[line].or(listed[line]).map_or(0, |label| label.length);
        if labels[line].is_some_and(|label| label.style <= Style::HanParen) {
            chains.flush(|_| true);
        }
        chains.flush(|family| !family.crosses_lines());
        let words = page.content(line);
        let start = page.lines[line].content.start;
        let mut at = from;
        while at < words.len() {
            match candidate(words, at, from) {
                Some(mut found) => {
                    at += found.span.len();
                    found.line = line;
                    found.span = Span::new(found.span.start + start, found.span.end + start);
                    chains.take(found);
                }
                None => at += 1,
            }
        }
    }
    chains.flush(|_| true);
    chains.done.sort_unstable_by_key(|counted| counted.item.label);
    chains.done
}

/// The open sequence of every family, and the accepted labels.
#[derive(Default)]
struct Chains {
    open: [Vec<Candidate>; Family::COUNT],
    done: Vec<Counted>,
}

impl Chains {
    fn take(&mut self, next: Candidate) {
        let chain = &mut self.open[next.family as usize];
        if let Some(last) = chain.last() {
            if continues(*last, next) {
                chain.push(next);
                return;
            }
            if next.number > 1 && !restarts(next) {
                return;
            }
        }
        if next.number == 1 || restarts(next) {
            let closed = std::mem::take(chain);
            self.accept(&closed);
            self.open[next.family as usize].push(next);
        }
    }

    fn flush(&mut self, which: impl Fn(Family) -> bool) {
        for at in 0..Family::COUNT {
            if self.open[at].first().is_some_and(|first| which(first.family)) {
                let closed = std::mem::take(&mut self.open[at]);
                self.accept(&closed);
            }
        }
    }

    /// Accepts a sequence of at least two labels; a first one without a mark before it requires a strong boundary at
    /// the second.
    fn accept(&mut self, chain: &[Candidate]) {
        let [first, second, ..] = chain else { return };
        let lost_mark = first.boundary <= Boundary::None;
        if lost_mark && (first.boundary == Boundary::Barred || second.boundary < Boundary::Strong) {
            return;
        }
        let counted = |(at, label): (usize, &Candidate)| Counted {
            item: Item { label: label.span },
            line: label.line,
            first: at == 0,
        };
        self.done.extend(chain.iter().enumerate().map(counted));
    }
}

/// Whether a sequence whose first label was lost begins at its second (`首先…。二是…。三是…`).
fn restarts(next: Candidate) -> bool {
    next.number == 2 && next.boundary == Boundary::Strong && next.family.crosses_lines()
}

fn continues(last: Candidate, next: Candidate) -> bool {
    // `第一、第二产业`, `（一）（二）项`: no words between the labels.
    if next.span.start <= last.span.end || next.boundary == Boundary::Barred {
        return false;
    }
    if next.number == last.number.saturating_add(1) {
        // Only `一是` is rare enough in prose to count without a mark before it.
        return next.boundary > Boundary::None || next.family == Family::Is;
    }
    let strong = next.boundary == Boundary::Strong;
    match next.family {
        // A label may be lost or doubled.
        Family::Is => {
            strong && (next.number == last.number && last.number > 1 || next.number == last.number + 2)
        }
        // After `其次` a comma suffices before `最后`.
        Family::Adverb => {
            (strong || last.number > 1 && next.boundary == Boundary::Weak)
                && next.number > last.number
                && (last.number > 1 || next.number == u32::MAX)
        }
        _ => false,
    }
}

/// The possible label at `at`; its span is relative to the first character of the line.
fn candidate(words: &[char], at: usize, from: usize) -> Option<Candidate> {
    let (family, number, length) = label_inside(&words[at..])?;
    let before = words[from..at].iter().rev().copied();
    let boundary = boundary(before, family, at == from);
    if matches!(family, Family::Digit) && boundary < Boundary::Strong {
        return None;
    }
    Some(Candidate { family, number, span: Span::new(at, at + length), line: 0, boundary })
}

fn label_inside(words: &[char]) -> Option<(Family, u32, usize)> {
    let first = words[0];
    match first {
        '首' | '其' | '再' | '最' => adverb(words),
        '第' => ordinal(words),
        _ if is_one_of(first, "一二三四五六七八九十") => {
            let (number, length) = chinese_numeral(words)?;
            match words.get(length)? {
                '是' => Some((Family::Is, number, length + 1)),
                '要' => Some((Family::Must, number, length + 1)),
                _ => None,
            }
        }
        '(' | '（' => {
            let label = paren(words)?;
            let family = if label.style == Style::HanParen { Family::Han } else { Family::DigitParen };
            Some((family, label.number, label.length))
        }
        _ if fold(first).is_ascii_digit() => {
            let label = digit(words)?;
            let family = if label.style == Style::Digit { Family::Digit } else { Family::DigitParen };
            Some((family, label.number, label.length))
        }
        _ => enclosed(first).map(|(style, number)| {
            let family = match style {
                Style::HanParen => Family::Han,
                Style::Digit => Family::Digit,
                Style::DigitParen => Family::DigitParen,
                _ => Family::Circled,
            };
            (family, number, 1)
        }),
    }
}

/// A label `首先`, `其次`, `再次`, `最后`; not `最后一公里`, and `再次` only with a mark or a counting verb behind it.
fn adverb(words: &[char]) -> Option<(Family, u32, usize)> {
    let next = words.get(2).map_or('。', |&c| fold(c));
    match words {
        ['首', '先', ..] => Some((Family::Adverb, 1, 2)),
        ['其', '次', ..] => Some((Family::Adverb, 2, 2)),
        ['再', '次' | '者', ..] if matches!(next, ',' | '、' | ':' | '是' | '要') => {
            Some((Family::Adverb, 3, 2))
        }
        ['最', '后', ..] if !matches!(next, '一' | '的' | '期') => Some((Family::Adverb, u32::MAX, 2)),
        ['其', ..] => {
            let (number, length) = chinese_numeral(&words[1..])?;
            let next = words.get(1 + length).map(|&c| fold(c))?;
            matches!(next, ',' | ':' | '、' | '是').then_some((Family::OfThem, number, 1 + length))
        }
        _ => None,
    }
}

/// A label `第一，`, `第二、`, `第三是`; not `第一责任人`, `第一、二产业`.
fn ordinal(words: &[char]) -> Option<(Family, u32, usize)> {
    let (number, length) = chinese_numeral(&words[1..])?;
    let next = *words.get(1 + length)?;
    if !matches!(fold(next), ',' | '、' | ':' | '是') {
        return None;
    }
    let behind = words.get(length + 2..).unwrap_or_default();
    let counts_on =
        fold(next) == '、' && (chinese_numeral(behind).is_some() || behind.first() == Some(&'第'));
    (!counts_on).then_some((Family::Ordinal, number, 1 + length))
}

/// The boundary formed by the characters before a label, in reverse order.
fn boundary(mut before: impl Iterator<Item = char>, family: Family, at_start: bool) -> Boundary {
    if at_start {
        return Boundary::Strong;
    }
    let Some(last) = before.next() else { return Boundary::Strong };
    match fold(last) {
        '。' | ';' | ':' | '!' | '?' => Boundary::Strong,
        // `强化监督."二是`: a half-width full stop, unless it is in a number.
        '.' if before.next().is_none_or(|c| !c.is_ascii_alphanumeric()) => Boundary::Strong,
        ',' | '、' | ')' | '”' | '…' | '—' => Boundary::Weak,
        _ if is_ignored(last) => Boundary::Weak,
        _ if bars(last, family) => Boundary::Barred,
        _ => Boundary::None,
    }
}

/// Whether a numeral after this character counts something else: `统一是`, `第一是`, `周三是`, `第（一）项`, `和（2）`.
fn bars(last: char, family: Family) -> bool {
    match family {
        Family::Is | Family::Must => is_one_of(
            last,
            "统唯这那之同单万不专第其百千零〇十一二三四五六七八九周期初老逐任某每另划合归惟如始",
        ),
        _ => last.is_ascii_alphanumeric() || is_one_of(last, "第和或与及至到》款条项"),
    }
}
