//! Units: a figure without a unit among figures with one (`羊存栏12.3万头，羊出栏16.4；`), 元 where all neighbours are in 万元,
//! traffic units with a slash (`万人/公里`), a number before a noun that needs a measure word (`有11乡镇`).

use super::figures::{Figure, Kind};
use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Endings of names of unitless values.
#[rustfmt::skip]
const WITHOUT_UNIT: &[&str] = &[
    "系数", "指数", "比", "得分", "评分", "分值", "值", "率", "度", "倍", "级", "震级", "比例", "弹性", "编号", "代码", "密度", "距离", "第", "约", "版",
    "号", "为", "得", "分", "至", "到",
];
/// Nouns that need a measure word after a number, following a verb of having.
const NOUNS: &[&str] = &["乡镇", "部门", "单位", "企业", "社区", "学校", "村庄", "行政村", "街道"];
const HAVING: &[&str] = &["有", "共有", "现有", "设有", "下辖", "辖", "涉及", "覆盖"];
/// Minimum number of figures in 万元 beside one in 元.
const NEIGHBOURS: usize = 3;
/// Words of an amount for one person or thing, which is correctly in 元.
const SINGLE: &[&str] = &["人均", "每人", "户均", "单价", "均价", "标准", "每", "补贴", "/", "平均"];

pub(super) struct Unit;

impl Check for Unit {
    fn about(&self) -> About {
        About::new("unit", "check-unit", Group::Figures, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for sentence in page.sentences() {
            missing(page, sentence, found);
            strokes(page, sentence, found);
        }
        for paragraph in &page.paragraphs {
            out_of_line(page, paragraph.text, found);
        }
    }
}

/// Reports a decimal figure directly followed by a mark, between figures with units.
fn missing(page: &Page<'_>, sentence: Span, found: &mut Found) {
    let figures = page.figures_in(sentence);
    for (at, figure) in figures.iter().enumerate() {
        needs_measure(page, figure, found);
        let bare = figure.kind == Kind::Count && !figure.han && figure.unit.is_empty();
        let decimal = figure.step.0 < super::amount::Amount::whole(1).0;
        let closed = page.chars.get(figure.span.end).is_some_and(|c| ",;。".contains(*c));
        let before = at.checked_sub(1).map(|before| &figures[before]);
        let beside = before.is_some_and(|before| before.kind == Kind::Count && !before.unit.is_empty());
        if !bare || !decimal || !closed || !beside {
            continue;
        }
        let name = page.han_before(figure.span.start, 8);
        let words = page.folded(name);
        // The neighbour counts the same thing: their names share a character, and no rate or index is between them.
        let gap = page.slice(Span::new(before.map_or(sentence.start, Figure::end), name.start));
        let listed = gap.iter().all(|c| ",;、 ".contains(*c));
        if name.len() >= 2 && listed && !WITHOUT_UNIT.iter().any(|end| words.ends_with(end)) {
            let span = Span::new(name.start, figure.span.end);
            found.add(page, span, Message::new("finding-unit-missing").with("words", page.words(span)));
        }
    }
}

/// Reports a number without a measure word: `有11乡镇`
fn needs_measure(page: &Page<'_>, figure: &Figure, found: &mut Found) {
    let counts = figure.kind == Kind::Count && !figure.han && figure.value.as_whole().is_some();
    let having = || HAVING.iter().any(|verb| page.ends(figure.span.start, verb));
    if !counts || !having() {
        return;
    }
    if let Some(noun) = NOUNS.iter().find(|noun| page.starts(figure.span.end, noun)) {
        let span = Span::new(figure.span.start, figure.span.end + noun.chars().count());
        found.add(page, span, Message::new("finding-unit-measure").with("words", page.words(span)));
    }
}

/// Reports a slash in a product of units: `旅客周转量14435.4万人/公里`.
fn strokes(page: &Page<'_>, sentence: Span, found: &mut Found) {
    for (wrong, right) in
        [("人/公里", "人公里"), ("吨/公里", "吨公里"), ("人/千米", "人公里"), ("吨/千米", "吨公里")]
    {
        for unit in page.find(sentence, wrong) {
            let lead = Span::new(unit.start.saturating_sub(24).max(sentence.start), unit.start);
            if !page.find(lead, "周转量").is_empty() {
                let message =
                    Message::new("finding-unit-stroke").with("words", page.words(unit)).with("right", right);
                found.add(page, unit, message);
            }
        }
    }
}

/// Reports a single decimal amount in 元 among amounts in 万元 of its size.
fn out_of_line(page: &Page<'_>, text: Span, found: &mut Found) {
    let money = |figure: &&Figure| figure.kind == Kind::Count && page.slice(figure.unit) == ['元'];
    let figures: Vec<&Figure> = page.figures_in(text).iter().filter(money).collect();
    let in_wan = |figure: &Figure| page.chars[..figure.span.end].ends_with(&['万']);
    let wan: Vec<&Figure> = figures.iter().filter(|figure| in_wan(figure)).copied().collect();
    let plain: Vec<&Figure> = figures
        .iter()
        .filter(|f| f.span.end > f.span.start && page.chars[f.span.end - 1].is_ascii_digit())
        .copied()
        .collect();
    let [odd] = plain[..] else { return };
    if wan.len() < NEIGHBOURS || odd.rough || odd.step.0 >= super::amount::Amount::whole(1).0 {
        return;
    }
    let wan_value = |figure: &Figure| figure.value.0 / 10_000;
    let (least, most) =
        wan.iter().fold((i128::MAX, 0), |(least, most), f| (least.min(wan_value(f)), most.max(wan_value(f))));
    let in_size = odd.value.0 >= least / 10 && odd.value.0 <= most.saturating_mul(10);
    let around = Span::new(odd.span.start.saturating_sub(12).max(text.start), (odd.end() + 2).min(text.end));
    let single = SINGLE.iter().any(|words| !page.find(around, words).is_empty());
    let named = odd.span.start > text.start && is_han(page.chars[odd.span.start - 1]);
    if in_size && !single && named {
        let span = Span::new(odd.span.start, odd.end());
        let message = Message::new("finding-unit-other").with("words", page.words(span)).with("unit", "万元");
        found.add_beside(page, span, &[page.place(wan[0].span)], message);
    }
}
