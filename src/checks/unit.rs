//! Units: a figure without a unit among figures with one (`羊存栏12.3万头，羊出栏16.4；`), 元 where all neighbours are in 万元
//! or 万元 where they are in 亿元, traffic units with a slash (`万人/公里`), a number before a noun that needs a measure word
//! (`有11乡镇`).

use super::figures::{Figure, counts_things, is_count, is_rough};
use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::figures::Decimal;
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
        let bare = is_count(figure) && !figure.han && figure.unit.is_empty();
        let decimal = figure.step < Decimal::new(1, 0);
        let closed = page.chars.get(figure.span.end).is_some_and(|c| ",;。".contains(*c));
        let before = at.checked_sub(1).map(|before| &figures[before]);
        let beside = before.is_some_and(counts_things);
        if !bare || !decimal || !closed || !beside {
            continue;
        }
        let name = page.han_before(figure.span.start, 8);
        let words = page.folded(name);
        // The neighbour counts the same thing: their names share a character, and no rate or index is between them.
        let gap = page.slice(Span::new(before.map_or(sentence.start, |before| before.span.end), name.start));
        let listed = gap.iter().all(|c| ",;、 ".contains(*c));
        if name.len() >= 2 && listed && !WITHOUT_UNIT.iter().any(|end| words.ends_with(end)) {
            let span = Span::new(name.start, figure.span.end);
            found.add(page, span, Message::new("finding-unit-missing").with("words", page.words(span)));
        }
    }
}

/// Reports a number without a measure word: `有11乡镇`
fn needs_measure(page: &Page<'_>, figure: &Figure, found: &mut Found) {
    let counts = is_count(figure) && figure.unit.is_empty() && !figure.han && figure.value.decimals() == 0;
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

/// Reports a single decimal amount in 元 among amounts in 万元 whose digits are of its size, and one in 万元 among amounts
/// in 亿元.
fn out_of_line(page: &Page<'_>, text: Span, found: &mut Found) {
    let money = |figure: &&Figure| is_count(figure) && figure.unit == "元";
    let figures: Vec<&Figure> = page.figures_in(text).iter().filter(money).collect();
    for ((odd, small), (others, large), most) in
        [(("元", 1.0), ("万", 1e4), f64::INFINITY), (("万", 1e4), ("亿", 1e8), 100.0)]
    {
        let written_in = |unit: &str| -> Vec<&Figure> {
            let last = |figure: &&&Figure| {
                let last = page.chars[figure.digits.end - 1];
                unit.contains(last) || unit == "元" && last.is_ascii_digit()
            };
            figures.iter().filter(last).copied().collect()
        };
        let (odd, others) = (written_in(odd), written_in(others));
        if let [odd] = odd[..]
            && others.len() >= NEIGHBOURS
            && odd.value.to_f64() / small < most
            && (small < 2.0 || [odd, others[0], others[1]].iter().all(|figure| is_flow(page, figure)))
            && is_odd(page, text, (odd, small), (&others, large))
        {
            let words = page.words(odd.span);
            let unit = if small > 1.0 { "亿元" } else { "万元" };
            let message = Message::new("finding-unit-other").with("words", words).with("unit", unit);
            found.add_beside(page, odd.span, &[page.place(others[0].digits)], message);
        }
    }
}

/// Whether the words before an amount end in a term of finance, so that amounts with such words are of one size.
fn is_flow(page: &Page<'_>, figure: &Figure) -> bool {
    ["收入", "支出", "余额", "投资", "产值", "利润", "存款", "贷款", "收入完成", "支出完成"]
        .iter()
        .any(|words| page.ends(figure.span.start, words))
}

/// Whether the digits of an amount are of the size of its neighbours', which are in a larger unit. Both come with what one
/// of their unit is in 元.
fn is_odd(
    page: &Page<'_>,
    text: Span,
    (odd, small): (&Figure, f64),
    (others, large): (&[&Figure], f64),
) -> bool {
    let digits = |figure: &&Figure| figure.value.to_f64() / large;
    let least = others.iter().map(digits).fold(f64::INFINITY, f64::min);
    let most = others.iter().map(digits).fold(0.0, f64::max);
    let in_size = (least / 10.0..=most * 10.0).contains(&(odd.value.to_f64() / small));
    let around =
        Span::new(odd.span.start.saturating_sub(12).max(text.start), (odd.span.end + 2).min(text.end));
    let single = SINGLE.iter().any(|words| !page.find(around, words).is_empty());
    let named = odd.span.start > text.start && is_han(page.chars[odd.span.start - 1]);
    in_size && !single && named && !is_rough(odd) && odd.step.to_f64() < small
}
