//! Parts of a whole, and rates of two figures.

use super::State;
use super::indicator::bare;
use crate::figures::clause::{Before, Behind};
use crate::figures::decimal::Decimal;
use crate::figures::number::{Line, Number};
use crate::figures::{Figure, Kind, units, words};
use crate::text::{Span, starts_with};

/// Words that introduce parts of what was counted before.
const PARTS: &[&str] = &["其中", "包括", "包含", "涵盖", "含", "分别是", "分别为"];

/// Begins the list of parts where the words before a figure say so, and ends it where a bracket or a sentence closes.
pub(super) fn begin_parts(line: Line<'_>, limit: usize, before: &Before, state: &mut State) {
    let gap = Span::new(limit.min(before.start), before.start);
    let text: String = line.chars[gap.start..gap.end].iter().collect();
    let says = PARTS[..4].iter().any(|words| text.contains(words))
        || PARTS.iter().any(|words| starts_with(&before.words, words))
        || before.words.iter().collect::<String>().contains("其中");
    if says || before.bracketed {
        state.whole = state.last.filter(|_| state.main.is_some() || says).or(state.main);
        // The whole is in the same sentence, or 其中 begins the next one.
        let begins = before.start <= state.sentence + 3;
        state.whole = state.whole.filter(|&whole| {
            state.starts.get(whole - state.first).is_some_and(|&at| at >= state.sentence) || begins
        });
        state.parts = (0, Decimal::default());
        state.colon = text.contains(':');
    } else if text.contains(')') && !text.contains('(')
        || text.contains(';') && !((state.colon || before.words.len() <= 4) && state.parts.0 < 2)
    {
        state.whole = None;
    } else if !text.contains(';') && state.parts.0 > 0 {
        state.colon = false;
    }
}

/// The figure that this one is a part of. The parts of a whole are no more than it, all together.
pub(super) fn part(number: &Number, before: &Before, state: &mut State, out: &[Figure]) -> Option<usize> {
    /// Number of figures before the first part among which its whole is.
    const WINDOW: usize = 4;
    let mut whole = state.whole?;
    let alike = |whole: &Figure| {
        whole.unit == number.unit
            || units::class(&whole.unit) == units::class(&number.unit) && whole.kind == Kind::Count
    };
    let holds = |whole: &Figure| alike(whole) && number.value <= whole.value && whole.kind != Kind::Change;
    if state.parts.0 == 0 && !holds(&out[whole]) {
        // `总产值A，增加值B，其中规模以上总产值C`.
        let from = whole.saturating_sub(WINDOW).max(state.first);
        whole = (from..whole)
            .rev()
            .find(|&at| holds(&out[at]) && !before.bracketed && out[at].span.start >= state.sentence)?;
        state.whole = Some(whole);
    }
    let total = ["共", "合计", "总计", "总"].iter().any(|words| starts_with(&before.words, words));
    if total || !holds(&out[whole]) {
        return None;
    }
    let sum = state.parts.1.plus(number.value)?;
    let slack = out[whole].step.times(state.parts.0 as i128 + 1)?;
    if sum > out[whole].value.plus(slack)? {
        state.whole = None;
        return None;
    }
    state.parts = (state.parts.0 + 1, sum);
    Some(whole)
}

/// The whole of a figure that takes its indicator from the one before: `受理案件242件，纠错63件`.
pub(super) fn carried_part(
    number: &Number,
    before: &Before,
    behind: &Behind,
    state: &State,
    out: &[Figure],
) -> Option<usize> {
    let own = bare(&before.words);
    let whole = state.main?;
    let verb = words::verb_at_end(&own);
    let carried = !own.is_empty() && own.len() == verb && behind.words.is_empty() && own.len() <= 4;
    let outcome = own.len() > verb
        && out[whole].indicator.chars().take(2).eq(own.iter().copied().take(2))
        && own.ends_with(&['成', '功']);
    let alike = out[whole].unit == number.unit && number.value <= out[whole].value;
    let first = out[whole].indicator.chars().take(2).collect::<String>();
    let intake = ["受理", "收到", "接到", "办理", "立案", "调解", "审理", "承办", "接收", "收件"]
        .contains(&first.as_str());
    ((carried && intake || outcome) && alike).then_some(whole)
}

/// Finds the part and the whole of the last figure, if it is their rate within its rounding.
pub(super) fn rate(out: &mut [Figure], first: usize) {
    /// Number of figures before the rate that are tried.
    const WINDOW: usize = 5;
    let Some((figure, before)) = out.split_last_mut() else { return };
    let words = ["率", "占比", "比例", "比重"].iter().any(|words| figure.indicator.contains(words));
    if figure.kind != Kind::Rate || figure.unit != "%" || !words {
        return;
    }
    let from = before.len().saturating_sub(WINDOW).max(first.min(before.len()));
    let counts: Vec<usize> = (from..before.len())
        .filter(|&at| matches!(before[at].kind, Kind::Count | Kind::Money) && before[at].earlier.is_none())
        .collect();
    let half = figure.step.to_f64() / 2.0 + 1e-9;
    for (place, &part) in counts.iter().enumerate().rev() {
        for &whole in counts[..place].iter().rev() {
            let (value, base) = (before[part].value.to_f64(), before[whole].value.to_f64());
            let alike = before[part].unit == before[whole].unit && base > 0.0 && value <= base;
            if alike && (value / base * 100.0 - figure.value.to_f64()).abs() <= half {
                figure.rate_of = Some([part, whole]);
                return;
            }
        }
    }
}
