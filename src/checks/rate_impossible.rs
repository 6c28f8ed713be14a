//! A rate that no whole number yields: no share of 12 cases is 93.5 %. Off by default, since a rate may refer to cases
//! that the sentence does not count.

use super::figures::{Figure, counts_things, is_count, is_percent, is_rough};
use super::page::Page;
use super::rate::{fits_values, name};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Maximum count; of more cases nearly every rate is possible.
const LARGEST: f64 = 400.0;

pub(super) struct RateImpossible;

impl Check for RateImpossible {
    fn about(&self) -> About {
        About::new("rate-impossible", "check-rate-impossible", Group::Figures, Severity::Hint, false)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for sentence in page.sentences() {
            let figures = page.figures_in(sentence);
            for (at, rate) in figures.iter().enumerate() {
                let percent = rate.value.to_f64();
                if !is_percent(rate) || percent >= 100.0 || percent <= 0.0 {
                    continue;
                }
                let Some(name) = name(page, sentence, rate) else { continue };
                let before = &figures[at.saturating_sub(6)..at];
                let counts: Vec<u64> = before.iter().filter_map(count).collect();
                let near = before.last().is_some_and(|last| name.start.saturating_sub(last.span.end) <= 2);
                let all = before.iter().filter(|figure| is_count(figure)).count() == counts.len();
                if !near || !all || counts.is_empty() || counts.iter().any(|&count| can_give(rate, count)) {
                    continue;
                }
                let message = Message::new("finding-rate-impossible")
                    .with("rate", page.words(rate.span))
                    .with("count", page.words(before[before.len() - 1].digits));
                found.add(page, Span::new(name.start, rate.span.end), message);
            }
        }
    }
}

fn count(figure: &Figure) -> Option<u64> {
    let usable = counts_things(figure) && !is_rough(figure) && !figure.han && figure.value.decimals() == 0;
    let count = figure.value.to_f64();
    (usable && (1.0..=LARGEST).contains(&count)).then_some(count as u64)
}

/// Whether a rate is possible for `count` cases, as the whole or as the part.
fn can_give(rate: &Figure, count: u64) -> bool {
    let (count, share) = (count as f64, rate.value.to_f64() / 100.0);
    let (part, whole) = ((count * share).floor(), (count / share).floor());
    [part, part + 1.0].into_iter().any(|part| fits_values(rate, count, part))
        || [whole, whole + 1.0].into_iter().any(|whole| whole >= count && fits_values(rate, whole, count))
}
