//! Items that should add up: `412家次，其中客运156家次、货运98家次、维修131家次`, and the column of a table above its 合计. The sum may be
//! any preceding figure of the same unit, including one in brackets (`1086(子项1937)项`). Items after 其中 that exceed
//! their whole are wrong even if they are few; a smaller sum may be a selection.

use super::figures::{Figure, counts_things, is_count, is_percent, is_rough};
use super::page::Page;
use super::{About, Check, Found, Group};
use crate::figures::{Decimal, NumberRole};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::{LARGE_UNITS, Span, ends_with, is_ignored};

/// Words that introduce the parts of a figure, and whether they imply that all are listed.
const MARKERS: &[(&str, bool)] =
    &[("其中", false), ("包括", true), ("分别为", true), ("分别是", true), ("包含", true)];

/// Number of items from which on they are all of a total, even if they miss it by half.
const MANY: usize = 4;
/// Number of characters before a marker that are searched for the whole.
const LEAD: usize = 120;
/// Properties that one person can have several of: such parts overlap and need not add up.
#[rustfmt::skip]
const OVERLAPPING: &[&str] = &[
    "党员", "女", "男", "少数民族", "本科", "研究生", "学历", "大专", "以上", "以下", "岁", "中级", "高级", "兼职", "重点", "新增",
];

/// Verbs that begin a new statement after the parts of a figure: `其中高铁370公里，新增公路2600公里`.
#[rustfmt::skip]
const NEW_STATEMENTS: &[&str] = &[
    "新增", "新建", "新开", "改造", "改建", "扩建", "修复", "修建", "治理", "完成", "实现", "建成", "建设", "建立", "开展", "组织", "举办", "办理",
    "受理", "查处", "处理", "发放", "发布", "投资", "投入", "启动", "推进", "争取", "落实", "培训", "培育", "引进", "开工", "竣工", "签约", "整治",
    "拆除", "清理", "化解", "调解", "帮助", "带动", "惠及", "覆盖", "全年", "全市", "全县", "全区", "全省", "同时", "累计",
];
/// Words of an amount for one person or thing: such amounts have no parts.
const RATES: &[&str] = &[
    "标准", "人均", "户均", "年均", "月均", "日均", "均价", "单价", "平均", "每人", "每月", "最高", "最低",
    "工资", "限额",
];

pub(super) struct Sum;

impl Check for Sum {
    fn about(&self) -> About {
        About::new("sum", "check-sum", Group::Figures, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for sentence in page.sentences() {
            for (marker, all) in MARKERS {
                for marker in page.find(sentence, marker) {
                    parts(page, sentence, marker, *all, found);
                }
            }
            for total in ["共计", "合计", "总计"].into_iter().flat_map(|words| page.find(sentence, words))
            {
                total_behind(page, sentence, total, found);
            }
        }
        for paragraph in &page.paragraphs {
            shares(page, paragraph.text, found);
        }
        tables(page, found);
    }
}

/// Reports the shares of the three industries that do not add up to 100: `三次产业结构比为17.2：42.0：40.7`.
fn shares(page: &Page<'_>, text: Span, found: &mut Found) {
    /// Maximum distance of the shares behind the name, in characters.
    const BEHIND: usize = 30;
    /// Most that rounding explains.
    const ROUNDING: f64 = 0.15;
    for name in page.find(text, "产业").into_iter().rev() {
        let line = &page.chars[name.end..text.end.min(name.end + BEHIND)];
        let is_part = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ':' | ' ' | '%');
        let Some(first) = line.iter().position(char::is_ascii_digit) else { continue };
        let lead: String = line[..first].iter().collect();
        let start = name.end + first;
        let length = page.chars[start..text.end].iter().take_while(|c| is_part(c)).count();
        let written: String =
            page.chars[start..start + length].iter().filter(|c| !matches!(c, ' ' | '%')).collect();
        let parts: Vec<Decimal> = written.split(':').filter_map(Decimal::parse).collect();
        let named = ["结构", "比重", "比例", "之比", "比"].iter().any(|words| lead.contains(words));
        let whole = parts.len() == 3 && written.split(':').count() == 3;
        let Some(sum) = parts.iter().try_fold(Decimal::default(), |sum, part| sum.plus(*part)) else {
            continue;
        };
        let gap = (sum.to_f64() - 100.0).abs();
        if named && whole && gap > ROUNDING && gap < 20.0 {
            let span = Span::new(
                start,
                start + page.words(Span::new(start, start + length)).trim_end().chars().count(),
            );
            let message = Message::new("finding-shares").with("sum", sum.to_string());
            found.add(page, span, message);
        }
        break;
    }
}

/// A run of items, each with one figure of one unit.
struct Items<'a> {
    figures: Vec<&'a Figure>,
    /// Whether `等` follows, so that the list is incomplete.
    open_ended: bool,
    /// Whether growth rates are between them.
    with_growth: bool,
}

/// Compares parts that follow a marker with the figures before it.
fn parts(page: &Page<'_>, sentence: Span, marker: Span, all: bool, found: &mut Found) {
    let Some(items) = items_behind(page, Span::new(marker.end, sentence.end)) else { return };
    // `收入12.86亿元，增长5.2%。其中，税收…`: the whole is in the sentence before.
    let begins = page.slice(Span::new(sentence.start, marker.start)).iter().all(|c| is_ignored(*c));
    let from = if begins { page.paragraph_start(marker.start) } else { sentence.start };
    let before = Span::new(from.max(marker.start.saturating_sub(LEAD)), marker.start);
    let last = items.figures[items.figures.len() - 1];
    let stretch = Span::new(marker.start, last.span.end);
    let has = |span: Span, words: &[&str]| words.iter().any(|words| !page.find(span, words).is_empty());
    let per_unit = items
        .figures
        .iter()
        .any(|item| item.unit.contains('/') || page.chars.get(item.span.end) == Some(&'/'))
        || has(Span::new(before.start, stretch.end), RATES);
    let wholes = wholes(page, before, &items.figures[0].unit);
    let Some(nearest) = wholes.iter().rev().find(|figure| !figure.unit.is_empty()) else { return };
    // `20名以上技术人员，其中至少有5名…`: the whole is a threshold.
    let threshold =
        |figure: &Figure| figure.role == NumberRole::Other && figure.unit == items.figures[0].unit;
    let inexact = |figure: &Figure| is_rough(figure) || threshold(figure);
    if per_unit || wholes.iter().any(|figure| is_rough(figure)) || page.figures_in(before).iter().any(inexact)
    {
        return;
    }
    let largest = wholes.iter().map(|figure| figure.value).max().unwrap_or(nearest.value);
    let larger = items.figures.iter().find(|part| part.value > largest && !is_rough(part));
    if let Some(part) = larger.filter(|_| !all) {
        let message = Message::new("finding-part-larger")
            .with("part", shown(page, part))
            .with("whole", shown(page, nearest));
        found.add_beside(page, part.span, &[page.place(nearest.digits)], message);
        return;
    }
    let rough = items.figures.iter().any(|figure| is_rough(figure));
    let Some(sum) = add(&items.figures) else { return };
    if rough
        || has(stretch, OVERLAPPING)
        || !items.with_growth && has(stretch, &["同比"])
        || is_explained(&wholes, sum)
        || is_rounding(&items.figures, nearest, sum)
    {
        return;
    }
    let span = Span::new(nearest.span.start.min(stretch.start), stretch.end);
    if !all && sum > largest && items.figures.len() >= 2 {
        report(page, found, span, &items, sum, nearest);
        return;
    }
    let enough = items.figures.len() >= if all { 2 } else { 3 };
    if !enough || items.open_ended && sum < nearest.value || items.with_growth {
        return;
    }
    // Items far from the sum are a selection.
    let (low, high) = if all { (50.0, 201.0) } else { (80.0, 126.0) };
    let share = sum.to_f64() * 100.0 / nearest.value.to_f64();
    if (low..=high).contains(&share) {
        report(page, found, span, &items, sum, nearest);
    }
}

/// The figures before a marker that parts may be compared with: counts of their unit, and those in brackets. An
/// increase (`比去年增加4000亿元`) is no whole.
fn wholes<'a>(page: &'a Page<'_>, before: Span, unit: &str) -> Vec<&'a Figure> {
    let is_whole = |figure: &&Figure| {
        let bracketed = figure.unit.is_empty() && page.chars.get(figure.digits.end) == Some(&')');
        let changes = ["增加", "减少", "增长", "下降", "多", "少"]
            .iter()
            .any(|verb| page.ends(figure.span.start, verb));
        is_count(figure) && !changes && (figure.unit == unit || bracketed)
    };
    page.figures_in(before).iter().filter(is_whole).collect()
}

/// Whether rounding of the items explains the difference of their sum: each may be off by half of the finest last
/// digit.
fn is_rounding(items: &[&Figure], total: &Figure, sum: Decimal) -> bool {
    let step = items.iter().map(|figure| figure.step).fold(total.step, Decimal::min);
    let one = Decimal::new(1, 0);
    let decimal = items.iter().chain([&total]).any(|figure| figure.value.decimals() > 0 || figure.step > one);
    let most = step.to_f64() * (items.len() as f64 + 1.0) / 2.0;
    decimal && sum.minus(total.value).is_some_and(|gap| gap.to_f64().abs() <= most * (1.0 + 1e-9))
}

/// Compares items with a total after them: `A 3件、B 4件、C 5件，共计12件`.
fn total_behind(page: &Page<'_>, sentence: Span, marker: Span, found: &mut Found) {
    let behind = Span::new(marker.end, sentence.end.min(marker.end + 8));
    let Some(total) =
        page.figures_in(behind).first().filter(|figure| counts_things(figure) && !is_rough(figure))
    else {
        return;
    };
    let mut figures: Vec<&Figure> = Vec::new();
    let mut end = marker.start;
    for figure in page.figures_in(Span::new(sentence.start, marker.start)).iter().rev() {
        let gap = page.slice(Span::new(figure.span.end.min(end), end));
        // `四项支出合计30.27亿元`: how many there are.
        if figure.han && figures.is_empty() && end == marker.start {
            continue;
        }
        let separated = gap.iter().filter(|c| ",、;".contains(**c)).count() == 1 && !gap.contains(&'(');
        if !is_count(figure) || figure.unit != total.unit || !separated || is_rough(figure) {
            break;
        }
        figures.insert(0, figure);
        end = figure.span.start;
        if figures.len() > 40 {
            return;
        }
    }
    // The items may begin after other figures of this unit.
    let fits = (0..figures.len()).any(|from| add(&figures[from..]) == Some(total.value));
    if figures.len() < 2 || fits {
        return;
    }
    let Some(sum) = add(&figures) else { return };
    let share = sum.to_f64() * 100.0 / total.value.to_f64();
    // Few small counts differ by a large share.
    let (low, high) = if figures.len() >= MANY { (50.0, 200.0) } else { (80.0, 126.0) };
    if (low..high).contains(&share) && !is_rounding(&figures, total, sum) {
        let stretch = Span::new(figures[0].span.start, total.span.end);
        report(page, found, stretch, &Items { figures, open_ended: false, with_growth: false }, sum, total);
    }
}

fn report(page: &Page<'_>, found: &mut Found, span: Span, items: &Items<'_>, sum: Decimal, total: &Figure) {
    let message = Message::new("finding-sum")
        .with("count", items.figures.len())
        .with("sum", in_unit_of(page, sum, total))
        .with("total", shown(page, total));
    found.add(page, span, message);
}

/// Whether a sum is one of the preceding figures, or the difference of two of them.
fn is_explained(wholes: &[&Figure], sum: Decimal) -> bool {
    let few = &wholes[wholes.len().saturating_sub(12)..];
    wholes.iter().any(|figure| figure.value == sum)
        || few.iter().any(|a| few.iter().any(|b| a.value.minus(b.value) == Some(sum)))
}

/// The sum of figures; `None` if it is too large to be exact.
fn add(figures: &[&Figure]) -> Option<Decimal> {
    figures.iter().try_fold(Decimal::default(), |sum, figure| sum.plus(figure.value))
}

/// A sum in the unit of a figure, with its 万 or 亿.
fn in_unit_of(page: &Page<'_>, sum: Decimal, figure: &Figure) -> String {
    let digits = page.slice(figure.digits);
    let large = LARGE_UNITS.iter().find(|(words, _)| ends_with(digits, words));
    let (words, size) = large.map_or(("", 1), |&(words, size)| (words, size));
    format!("{}{words}{}", sum.divided(size.ilog10()), figure.unit)
}

/// A figure as written, with its unit.
fn shown(page: &Page<'_>, figure: &Figure) -> String {
    if figure.span == figure.digits {
        return format!("{}{}", page.words(figure.digits), figure.unit);
    }
    page.words(figure.span)
}

/// The items at the start of a span: pieces between `、`, `,` and `;`, each with one figure of one unit.
fn items_behind<'a>(page: &'a Page<'_>, span: Span) -> Option<Items<'a>> {
    let mut figures: Vec<&Figure> = Vec::new();
    let mut open_ended = false;
    let mut without = 0;
    let mut with_growth = false;
    let mut depth = 0_i32;
    let pieces = page.split(Span::new(span.start, span.end.min(span.start + 600)), |c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth <= 0 && "、,;".contains(c)
    });
    for piece in pieces {
        let inside: Vec<&Figure> = page
            .figures_in(piece)
            .iter()
            .filter(|figure| figure.role != NumberRole::Date && !in_brackets(page, piece, figure))
            .collect();
        // `其中，税收…`
        if figures.is_empty() && page.slice(piece).iter().all(|c| is_ignored(*c) || ",:".contains(*c)) {
            continue;
        }
        // `批发业137290万元，增长13.6%，零售业…`
        if !figures.is_empty() && is_growth(page, piece, &inside) {
            with_growth = true;
            continue;
        }
        if !figures.is_empty() && begins_statement(page, piece) {
            break;
        }
        let [figure] = inside[..] else {
            // `人民调解、行政调解12件`: a name of several words.
            let ends = piece.end > piece.start && page.chars[piece.end - 1] == '、';
            without += 1;
            if inside.is_empty() && ends && without <= 2 {
                continue;
            }
            break;
        };
        let same = figures.first().is_none_or(|first| first.unit == figure.unit);
        if !counts_things(figure) || !same || is_a_total(page, piece, figure) {
            break;
        }
        without = 0;
        figures.push(figure);
        open_ended = page.starts(figure.span.end, "等");
        if page.chars[piece.end - 1] == ';' || open_ended {
            break;
        }
    }
    (!figures.is_empty()).then_some(Items { figures, open_ended, with_growth })
}

/// Whether a piece gives only the change of the preceding item.
fn is_growth(page: &Page<'_>, piece: Span, figures: &[&Figure]) -> bool {
    let [figure] = figures else { return false };
    let words: String = page.squashed(Span::new(piece.start, figure.span.start));
    let verbs = ["增长", "下降", "上升", "减少", "增加", "提高", "回落"];
    let leads = ["", "同比", "比上年", "较上年", "比去年", "较去年", "与上年", "比上年同期"];
    is_percent(figure)
        && verbs.iter().any(|verb| words.strip_suffix(verb).is_some_and(|lead| leads.contains(&lead)))
}

fn begins_statement(page: &Page<'_>, piece: Span) -> bool {
    let start = piece.start + page.slice(piece).iter().take_while(|c| c.is_whitespace()).count();
    NEW_STATEMENTS.iter().any(|verb| page.starts(start, verb))
}

fn in_brackets(page: &Page<'_>, piece: Span, figure: &Figure) -> bool {
    let before = page.slice(Span::new(piece.start, figure.span.start));
    before.iter().filter(|&&c| c == '(').count() > before.iter().filter(|&&c| c == ')').count()
}

/// Whether a figure is a total or a change rather than an item: `共12件` is the sum of items, `比上年增加3件` is none of them.
fn is_a_total(page: &Page<'_>, piece: Span, figure: &Figure) -> bool {
    let lead = Span::new(piece.start, figure.span.start);
    let first = lead.start + page.slice(lead).iter().take_while(|c| c.is_whitespace()).count();
    // `公共服务4项` counts services, `共查处12件` and `查处共12件` are totals.
    ["共", "合计", "总计"].iter().any(|words| page.starts(first, words) || page.ends(lead.end, words))
        || ["比上年", "较上年", "同比", "减少", "平均"].iter().any(|words| !page.find(lead, words).is_empty())
        || page.find(lead, "增加").iter().any(|verb| !page.starts(verb.end, "值"))
}

/// Checks rows of a flattened table: each has a name and an equal number of figures, and the last is a total.
fn tables(page: &Page<'_>, found: &mut Found) {
    let mut rows: Vec<Vec<(Span, Decimal)>> = Vec::new();
    for paragraph in &page.paragraphs {
        let row = table_row(page, paragraph.text).filter(|row| !row.is_empty());
        let Some(row) = row else {
            rows.clear();
            continue;
        };
        if rows.last().is_some_and(|last| last.len() != row.len()) {
            rows.clear();
        }
        let name = page.folded(Span::new(paragraph.text.start, row[0].0.start));
        let is_total = ["合计", "总计", "总数", "小计"].iter().any(|words| name.trim().starts_with(words));
        if !is_total {
            rows.push(row);
            continue;
        }
        for (column, (total, value)) in row.iter().enumerate() {
            let sum = rows.iter().try_fold(Decimal::default(), |sum, row| sum.plus(row[column].1));
            if let Some(sum) = sum.filter(|sum| rows.len() >= 2 && sum != value) {
                let message = Message::new("finding-sum")
                    .with("count", rows.len())
                    .with("sum", sum.to_string())
                    .with("total", page.words(*total));
                let others: Vec<_> = rows.iter().take(20).map(|row| page.place(row[column].0)).collect();
                found.add_beside(page, *total, &others, message);
            }
        }
        rows.clear();
    }
}

fn table_row(page: &Page<'_>, line: Span) -> Option<Vec<(Span, Decimal)>> {
    if line.len() > 200 {
        return None;
    }
    let mut cells = page.split(line, |c| c == ' ' || c == '|').into_iter();
    let mut cells = cells.by_ref().map(|cell| trim(page, cell)).filter(|cell| !cell.is_empty());
    let name = cells.next()?;
    if page.slice(name).iter().all(char::is_ascii_digit) {
        return None;
    }
    let mut row = Vec::new();
    for cell in cells {
        let text: String = page.slice(cell).iter().filter(|&&c| c != ',').collect();
        row.push((cell, Decimal::parse(&text)?));
    }
    (!row.is_empty()).then_some(row)
}

fn trim(page: &Page<'_>, cell: Span) -> Span {
    let end = cell.end - usize::from(!cell.is_empty() && " |".contains(page.chars[cell.end - 1]));
    Span::new(cell.start, end)
}
