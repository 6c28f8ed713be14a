//! Changes (`同比增长5.2%`) and values of an earlier time (`比上年9.89万元`).

use super::indicator::{bare, chars, clip, kind, lead_clause, subject_of};
use super::{Spot, State, plain};
use crate::figures::number::{Line, Number};
use crate::figures::{Against, Change, Figure, Kind, words};
use crate::text::{Span, ends_with};

/// Whether a unit measures a change by itself, once a word of change is before it.
pub(super) fn is_relative(unit: &str) -> bool {
    matches!(unit, "%" | "‰" | "个百分点" | "倍")
}

/// The word of change at the end of an indicator: `年均增长` where the words before the figure say that it is a mean over
/// years, which is another thing than the change of one.
pub(super) fn verb(before: &[char], verb: &str) -> Vec<char> {
    let near = &before[before.len().saturating_sub(12)..];
    let yearly = near.windows(2).any(|pair| pair == ['年', '均']);
    chars(if yearly { "年均" } else { "" }).into_iter().chain(chars(verb)).collect()
}

/// The figure as a change, if the words before it say so.
pub(super) fn change(spot: &Spot<'_>, state: &mut State, out: &[Figure]) -> Option<Figure> {
    let Spot { line, number, before, .. } = spot;
    let relative = is_relative(&number.unit);
    let change =
        words::changed(&before.words).filter(|found| relative || found.against.is_some()).or_else(|| {
            // `增长4.0%、9.2%`: the second has no words.
            state.change.clone().filter(|_| before.words.is_empty() && before.listed && relative)
        });
    state.change.clone_from(&change);
    let found = change?;
    let own = bare(&before.words[..found.rest.min(before.words.len())]);
    let first = lead_clause(*line, state.sentence, before.start);
    let here = |of: &usize| out[*of].span.start >= state.sentence || first.len() < 2;
    let of = state.last.filter(|of| own.len() < 2 && here(of));
    let base = match of {
        _ if own.len() >= 2 => own.clone(),
        None if first.len() >= 2 => first,
        of => subject_of(out, of.or(state.last), spot.page, number.span.start),
    };
    if own.len() >= 2 {
        state.topic = own;
    }
    let mut figure = plain(number);
    figure.indicator = clip(&[base, verb(&before.words, found.verb)].concat());
    figure.kind = Kind::Change;
    figure.change =
        Some(Change { of, falls: found.falls || number.value.is_negative(), against: found.against });
    Some(figure)
}

/// The figure as the value of an earlier time, or as the change from it, if the words before it say so.
pub(super) fn earlier(spot: &Spot<'_>, state: &State, out: &[Figure]) -> Option<Figure> {
    let Spot { page, number, before, .. } = spot;
    let subject = || subject_of(out, state.last, *page, number.span.start);
    let mut figure = plain(number);
    let of_earlier = out.last().is_some_and(|last| last.earlier.is_some() && last.unit == number.unit);
    if let Some((verb, falls)) = words::plain_change(&before.words).filter(|_| of_earlier) {
        // `比上年同期109亿元增加13亿元`.
        figure.indicator = clip(&[subject(), chars(verb)].concat());
        figure.kind = Kind::Change;
        let against = out.last().and_then(|last| last.earlier);
        figure.change = Some(Change { of: state.last, falls, against });
        return Some(figure);
    }
    let (rest, against) = words::without_comparison(&before.words);
    let compared = against.is_some() && rest < before.words.len() || words::names_last_year(&before.words);
    if !compared || state.last.is_none() || bare(&before.words[..rest]).len() >= 2 {
        return None;
    }
    figure.indicator = clip(&subject());
    figure.earlier = Some(against.unwrap_or(Against::LastYear));
    figure.kind = kind(number, &figure.indicator, &before.words);
    Some(figure)
}

/// Maximum length of the words between 从 and the value, in characters: `从“十二五”末的`.
const LEAD: usize = 14;
/// Maximum length of the words between the two values of a way: `万元大幅增加到2020年的`.
const WAY: usize = 16;

/// Whether two numbers are the beginning and the end of a way: `从61.2%提高到62.4%`, `由2016年的3亿元增至9亿元`.
pub(super) fn leads_on(line: Line<'_>, from: &Number, to: &Number) -> bool {
    let gap = Span::new(from.span.end.min(to.span.start), to.span.start);
    if from.unit != to.unit || gap.len() > WAY || words_of_start(line, from).is_none() {
        return false;
    }
    let gap = &line.chars[gap.start..gap.end];
    let words = gap.strip_suffix(&['的']).unwrap_or(gap);
    let year = |c: &&char| c.is_ascii_digit() || matches!(c, '年' | ' ');
    let words = &words[..words.len() - words.iter().rev().take_while(year).count()];
    let ends = ["到", "至", "为", "到了"].iter().any(|word| ends_with(words, word));
    ends && !words.iter().any(|c| matches!(c, '。' | ';' | '、' | '('))
}

/// The time of the first value of a way.
pub(super) fn start_of(line: Line<'_>, from: &Number) -> Against {
    let words: String = words_of_start(line, from).unwrap_or_default().iter().collect();
    let last = ["上年", "去年", "上一年"].iter().any(|word| words.contains(word));
    if last { Against::LastYear } else { Against::Other }
}

/// The words between 从 or 由 and a value in its clause.
fn words_of_start<'a>(line: Line<'a>, from: &Number) -> Option<&'a [char]> {
    let start = from.span.start.saturating_sub(LEAD).max(line.span.start);
    let clause: &'a [char] = &line.chars[start..from.span.start];
    let at = clause.iter().rposition(|&c| matches!(c, '从' | '由' | ',' | ';' | '。' | '、'))?;
    matches!(clause[at], '从' | '由').then(|| &clause[at + 1..])
}
