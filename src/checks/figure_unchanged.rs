//! Last year's figures in this year's report: paragraphs with figures that an earlier report of the same unit has
//! after the same words. Needs both reports.

use std::collections::HashMap;

use super::figures::{Figure, counts_things, is_percent, label_before};
use super::page::Page;
use super::{About, Check, Found, Group};
use crate::figures::Decimal;
use crate::finding::{Place, Severity};
use crate::message::Message;
use crate::text::Span;

/// Minimum number of last year's figures in a paragraph.
const AT_LEAST: usize = 2;
/// Minimum share of last year's figures among those of the paragraph, in per cent.
const SHARE: usize = 60;
/// Number of characters before a figure by which it is matched.
const LABEL: usize = 8;

pub(super) struct FigureUnchanged;

impl Check for FigureUnchanged {
    fn about(&self) -> About {
        About::new("figure-unchanged", "check-figure-unchanged", Group::Figures, Severity::Warning, true)
    }

    fn across(&self, pages: &[Page<'_>], found: &mut Found) {
        let mut by_unit: HashMap<&str, Vec<&Page<'_>>> = HashMap::new();
        for page in pages {
            if let (Some(unit), Some(_)) = (&page.identity.unit, page.identity.year) {
                by_unit.entry(unit).or_default().push(page);
            }
        }
        for page in pages {
            let same = page.identity.unit.as_deref().and_then(|unit| by_unit.get(unit));
            let earlier =
                same.into_iter().flatten().filter(|other| other.identity.is_same_unit(&page.identity));
            let earlier = earlier.filter(|other| other.identity.year < page.identity.year);
            if let Some(before) = earlier.max_by_key(|other| other.identity.year) {
                compare(page, before, found);
            }
        }
    }
}

fn compare(page: &Page<'_>, before: &Page<'_>, found: &mut Found) {
    let mut known: HashMap<String, Span> = HashMap::new();
    for figure in &before.figures {
        if let Some(key) = key(before, figure) {
            known.entry(key).or_insert(figure.digits);
        }
    }
    for paragraph in &page.paragraphs {
        let figures: Vec<(String, Span)> =
            page.figures_in(paragraph.text).iter().filter_map(|f| Some((key(page, f)?, f.digits))).collect();
        let kept: Vec<(Span, Span)> =
            figures.iter().filter_map(|(key, span)| Some((*span, *known.get(key)?))).collect();
        if kept.len() < AT_LEAST || kept.len() * 100 < figures.len() * SHARE {
            continue;
        }
        let span = Span::new(kept[0].0.start, kept[kept.len() - 1].0.end);
        let others: Vec<Place> = kept.iter().take(20).map(|(_, earlier)| before.place(*earlier)).collect();
        let message = Message::new("finding-figure-unchanged")
            .with("count", kept.len())
            .with("figures", figures.len())
            .with("year", before.identity.year.unwrap_or_default().to_string());
        found.add_beside(page, span, &others, message);
    }
}

/// The key by which a figure is matched: the words before it, its value, its unit. `None` for figures that never
/// change or are insignificant.
fn key(page: &Page<'_>, figure: &Figure) -> Option<String> {
    let telling = counts_things(figure) && figure.value >= Decimal::new(2, 0)
        || is_percent(figure) && figure.value != Decimal::new(100, 0);
    let label = page.folded(label_before(&page.chars, figure, LABEL));
    (telling && !figure.han && label.chars().count() >= 2)
        .then(|| format!("{label}{}{}", figure.value, figure.unit))
}
