//! A rate against the two counts before it: `受理126件，审结118件，结案率95.8%`; rates above one hundred per cent; growth against
//! the figures beside it (in `growth`). Silent unless the rate is certainly that of these two counts.

use super::figures::{Figure, counts_things, is_count, is_percent, is_rough};
use super::growth;
use super::page::Page;
use super::{About, Check, Found, Group};
use crate::figures::{Decimal, NumberRole};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Maximum length of a rate's name, in characters.
const NAME: usize = 8;
/// Words that restrict a rate: it may then be of fewer cases than the count.
const NARROWING: &[&str] = &[
    "按时", "按期", "及时", "准时", "限时", "一次", "首次", "当场", "当庭", "当年", "主动", "自动", "满意",
    "群众",
];
/// Rates based on the population, the labour force or the land rather than on counts in the sentence.
const OTHER_BASE: &[&str] = &[
    "失业",
    "就业",
    "城镇化",
    "贡献",
    "出生",
    "死亡",
    "森林",
    "绿化",
    "利用",
    "入学",
    "参保",
    "负债",
    "自给",
];
/// Rates that are shares and cannot exceed one hundred per cent.
#[rustfmt::skip]
const SHARES: &[&str] = &[
    "成功率", "办结率", "结案率", "合格率", "满意率", "覆盖率", "出庭率", "应诉率", "答复率", "办复率", "回复率", "整改率", "响应率",
    "解读率", "公开率", "公示率", "回应率", "反馈率", "处置率", "审结率", "执结率", "化解率", "优良率", "优秀率", "及格率", "就业率", "巩固率",
    "参保率", "参与率", "出勤率", "到会率", "好评率", "抽检率", "录入率", "持证上岗率", "建档率", "接种率", "签约率", "入户率", "受理率", "查处率",
    "采纳率", "达标率", "知晓率", "普及率", "持证率", "报备率", "审查率", "审核率", "签收率", "见面率", "通过率", "及时率", "准确率",
];

pub(super) struct Rate;

impl Check for Rate {
    fn about(&self) -> About {
        About::new("rate", "check-rate", Group::Figures, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for sentence in page.sentences() {
            growth::look(page, sentence, found);
            for rate in page.figures_in(sentence).iter().filter(|figure| is_percent(figure)) {
                if let Some(span) = more_than_all(page, sentence, rate) {
                    found.add(page, span, Message::new("finding-rate-above").with("rate", page.words(span)));
                    continue;
                }
                let Some(name) = name(page, sentence, rate) else { continue };
                if above_hundred(page, name, rate) {
                    let message = Message::new("finding-rate-above")
                        .with("rate", page.words(Span::new(name.start, rate.span.end)));
                    found.add(page, Span::new(name.start, rate.span.end), message);
                } else if let Some((whole, part)) = counts(page, sentence, name, rate) {
                    held_against(page, found, name, rate, whole, part);
                }
            }
        }
    }
}

fn held_against(
    page: &Page<'_>,
    found: &mut Found,
    name: Span,
    rate: &Figure,
    whole: &Figure,
    part: &Figure,
) {
    if fits(rate, whole, part) {
        return;
    }
    let message = Message::new("finding-rate")
        .with("rate", page.words(rate.span))
        .with("part", page.words(part.digits))
        .with("whole", page.words(whole.digits))
        .with("computed", percent(whole, part));
    let others = [page.place(whole.digits), page.place(part.digits)];
    found.add_beside(page, Span::new(name.start, rate.span.end), &others, message);
}

/// The name of a rate before its figure: `结案率`, `成功率为`; `None` if it is empty or if there are several rates.
pub(super) fn name(page: &Page<'_>, sentence: Span, rate: &Figure) -> Option<Span> {
    let lead = page.han_before(rate.span.start, NAME + 3);
    let lead = Span::new(lead.start.max(sentence.start), lead.end);
    let text = page.slice(lead);
    let at = text.iter().rposition(|&c| c == '率')?;
    let rest: String = text[at + 1..].iter().collect();
    // `见面率、答复率均为100%` gives two rates, `增长率` a change.
    if !["", "为", "是", "达", "达到", "达到了", "仅为"].contains(&rest.as_str()) || is_rough(rate)
    {
        return None;
    }
    let name = Span::new(lead.start, lead.start + at + 1);
    let beside = name.start > sentence.start && page.chars[name.start - 1] == '、';
    let changes =
        ["增长率", "同比", "环比", "上升", "下降"].iter().any(|words| !page.find(name, words).is_empty());
    (!beside && !changes && name.len() >= 2).then_some(name)
}

/// A share above one hundred per cent with the words that state it: `电视覆盖率达100%以上`.
fn more_than_all(page: &Page<'_>, sentence: Span, rate: &Figure) -> Option<Span> {
    let above = page.starts(rate.span.end, "以上")
        || page.ends(rate.span.start, "超过")
        || page.ends(rate.span.start, "超");
    if rate.value != Decimal::new(100, 0) || !above {
        return None;
    }
    let lead = page.han_before(rate.span.start, NAME + 4);
    let lead = Span::new(lead.start.max(sentence.start), lead.end);
    let share = SHARES.iter().find_map(|share| page.find(lead, share).last().copied())?;
    let end = if page.starts(rate.span.end, "以上") { rate.span.end + 2 } else { rate.span.end };
    Some(Span::new(share.start, end))
}

fn above_hundred(page: &Page<'_>, name: Span, rate: &Figure) -> bool {
    rate.value > Decimal::new(100, 0) && SHARES.iter().any(|share| page.ends(name.end, share))
}

/// The whole and the part for a rate: the last two counts before it, of one unit, in neighbouring clauses, where the
/// part's name shares a character with the rate's.
fn counts<'a>(
    page: &'a Page<'_>,
    sentence: Span,
    name: Span,
    rate: &Figure,
) -> Option<(&'a Figure, &'a Figure)> {
    let before = Span::new(sentence.start.max(name.start.saturating_sub(80)), name.start);
    let figures: Vec<&Figure> =
        page.figures_in(before).iter().filter(|figure| figure.role != NumberRole::Date).collect();
    let [.., whole, part] = figures[..] else { return None };
    let same_unit = whole.unit == part.unit;
    let counts = [whole, part].iter().all(|figure| counts_things(figure) && !is_rough(figure));
    let clauses = |from: usize, to: usize| {
        page.slice(Span::new(from.min(to), to)).iter().filter(|c| ",;".contains(**c)).count()
    };
    let near = clauses(whole.span.end, part.span.start) <= 1 && clauses(part.span.end, name.start) == 1;
    if !same_unit || !counts || !near || part.value > whole.value || part.value == Decimal::default() {
        return None;
    }
    let part_name = Span::new(whole.span.end, name.start);
    let own_name = clause_start(page, before, part.span.start);
    let named = |c: &char| {
        page.slice(Span::new(own_name, part.span.end)).contains(c) || page.slice(part_name).contains(c)
    };
    let stem: Vec<char> = page.slice(Span::new(name.start, name.end - 1)).to_vec();
    // `常住人口38.6万人，其中城镇人口21.5万人，城镇化率55.6%`: the base is in the sentence.
    let urban = !page.find(name, "城镇化率").is_empty()
        && ["城镇人口", "城镇常住人口"].iter().any(|words| page.ends(part.span.start, words));
    let other_base = !urban && OTHER_BASE.iter().any(|words| !page.find(name, words).is_empty());
    let shares = !other_base && stem.iter().any(named);
    let narrowed = NARROWING.iter().any(|words| {
        !page.find(name, words).is_empty() && page.find(Span::new(own_name, part.span.end), words).is_empty()
    });
    // Any pair of preceding counts that yields the rate explains it.
    let explained = figures.iter().any(|a| {
        figures.iter().any(|b| is_count(a) && is_count(b) && b.value <= a.value && fits(rate, a, b))
    });
    (shares && !narrowed && !explained || shares && fits(rate, whole, part)).then_some((whole, part))
}

fn clause_start(page: &Page<'_>, within: Span, at: usize) -> usize {
    let before = &page.chars[within.start..at];
    before.iter().rposition(|c| ",;".contains(*c)).map_or(within.start, |comma| within.start + comma + 1)
}

/// Whether part of whole gives the rate, rounded or cut at its last digit.
pub(super) fn fits(rate: &Figure, whole: &Figure, part: &Figure) -> bool {
    fits_values(rate, whole.value.to_f64(), part.value.to_f64())
}

/// Like [`fits`], for plain numbers.
pub(super) fn fits_values(rate: &Figure, whole: f64, part: f64) -> bool {
    /// Error of the quotient of two doubles, in per cent.
    const ERROR: f64 = 1e-9;
    whole > 0.0 && (part / whole * 100.0 - rate.value.to_f64()).abs() < rate.step.to_f64() - ERROR
}

fn percent(whole: &Figure, part: &Figure) -> String {
    format!("{:.2}%", part.value.to_f64() / whole.value.to_f64() * 100.0)
}
