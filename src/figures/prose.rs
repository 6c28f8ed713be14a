//! The figures of a paragraph: what each counts, and how they belong together.

mod changes;
mod indicator;
mod lists;
mod parts;

use self::indicator::{bare, follows_with_object, indicator, kind, object};
use self::lists::distribute;
use self::parts::{begin_parts, carried_part, part, rate};
use super::clause::{self, Before};
use super::decimal::Decimal;
use super::number::{Line, Number, scan};
use super::words::{self, Changed};
use super::{Figure, Kind, Page};
use crate::text::Span;

/// What is known from the words before a figure in its paragraph.
struct State {
    /// Index of the first figure of the paragraph.
    first: usize,
    /// The last figure that is no part, change, rate or value of an earlier time.
    main: Option<usize>,
    /// The last figure that is no change and no value of an earlier time.
    last: Option<usize>,
    /// The whole, while its parts are listed.
    whole: Option<usize>,
    /// Number and sum of the parts so far.
    parts: (usize, Decimal),
    /// Whether the parts are introduced by a colon, so that semicolons may be between them.
    colon: bool,
    /// What the last change was said of, if not of a figure.
    topic: Vec<char>,
    /// Where the sentence begins.
    sentence: usize,
    /// Where the figures of the paragraph begin.
    starts: Vec<usize>,
    /// The verb whose objects follow one another: `抽查5个部门60份案卷`.
    chained: Vec<char>,
    /// What a listed figure without words of its own inherits: the words of change before the list.
    change: Option<Changed>,
}

/// Finds the figures of a line.
pub(super) fn read(page: Page<'_>, span: Span, out: &mut Vec<Figure>) {
    let start = page.label_end(span);
    let line = Line { chars: page.chars, raw: page.raw, span: Span::new(start, span.end) };
    let numbers = scan(line);
    let mut state = State::new(out.len(), start);
    let mut limit = start;
    let mut index = 0;
    while index < numbers.len() {
        let begin = numbers[index].span.start;
        if let Some(end) = clause::sentence_end(line, Span::new(limit.min(begin), begin)) {
            (state.whole, state.change, state.sentence) = (None, None, end);
            state.topic.clear();
        }
        let distributed = distribute(line, limit, &numbers[index..], &mut state, out);
        if distributed > 0 {
            index += distributed;
            limit = numbers[index - 1].end;
            continue;
        }
        let number = &numbers[index];
        let next = numbers.get(index + 1).map_or(line.span.end, |next| next.span.start);
        let before = clause::before(line, limit, begin - usize::from(number.ordinal));
        let (figure, used) = one(Spot { page, line, number, next, before }, limit, &mut state, out);
        let before = index.checked_sub(1).map(|before| &numbers[before]);
        if let Some(from) = before.filter(|from| changes::leads_on(line, from, number))
            && let Some(last) = out.last_mut().filter(|last| last.span == from.span)
        {
            last.earlier = last.earlier.or(Some(changes::start_of(line, from)));
        }
        remember(&figure, out.len(), &mut state);
        out.push(figure);
        rate(out, state.first);
        limit = used;
        index += 1;
    }
}

impl State {
    fn new(first: usize, sentence: usize) -> Self {
        Self {
            first,
            main: None,
            last: None,
            whole: None,
            parts: (0, Decimal::default()),
            colon: false,
            topic: Vec::new(),
            sentence,
            starts: Vec::new(),
            chained: Vec::new(),
            change: None,
        }
    }
}

fn remember(figure: &Figure, index: usize, state: &mut State) {
    state.starts.push(figure.span.start);
    if figure.kind == Kind::Change || figure.earlier.is_some() {
        return;
    }
    state.topic.clear();
    state.last = Some(index);
    if figure.part_of.is_none() && figure.kind != Kind::Rate {
        state.main = Some(index);
    }
}

/// A number where it stands.
struct Spot<'a> {
    page: Page<'a>,
    line: Line<'a>,
    number: &'a Number,
    /// Start of the next number, or the end of the line.
    next: usize,
    /// The words before it.
    before: Before,
}

/// Reads one figure; also returns the position from which the words of the next may begin.
fn one(mut spot: Spot<'_>, limit: usize, state: &mut State, out: &[Figure]) -> (Figure, usize) {
    let (line, number, next) = (spot.line, spot.number, spot.next);
    let behind = object(&spot);
    begin_parts(line, limit, &spot.before, state);
    if let Some(figure) = changes::change(&spot, state, out).or_else(|| changes::earlier(&spot, state, out)) {
        return (figure, number.end);
    }
    let colon = line.at(spot.before.start.wrapping_sub(1)) == ':';
    if spot.before.words.is_empty() && behind.words.is_empty() && colon {
        spot.before = clause::before(line, limit, spot.before.start - 1);
    }
    let mut figure = plain(number);
    let in_parts = part(number, &spot.before, state, out);
    figure.indicator = indicator(&spot, &behind, in_parts, state, out);
    figure.kind = kind(number, &figure.indicator, &spot.before.words);
    figure.part_of = in_parts.or_else(|| carried_part(number, &spot.before, &behind, state, out));
    let own = bare(&spot.before.words);
    let object = !behind.words.is_empty();
    // `抽查5个部门60份案卷`: the words between the two belong to the first.
    if object && behind.end == next && next < line.span.end && follows_with_object(line, next) {
        if !own.is_empty() {
            state.chained = own[own.len() - words::verb_at_end(&own)..].to_vec();
        }
        return (figure, next);
    }
    state.chained.clear();
    let listed = object && line.at(behind.end) == '、';
    (figure, if listed { behind.end } else { number.end })
}

fn plain(number: &Number) -> Figure {
    Figure {
        span: number.span,
        value: number.value,
        step: number.step,
        unit: number.unit.clone(),
        indicator: String::new(),
        kind: Kind::Count,
        approximate: number.approximate,
        part_of: None,
        rate_of: None,
        change: None,
        earlier: None,
        planned: false,
        period: crate::figures::Period::Year,
        in_table: false,
    }
}
