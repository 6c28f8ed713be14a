//! Items that should add up: `412家次，其中客运156家次、货运98家次、维修131家次`, and the column of a table above its 合计. The sum may be
//! any preceding figure of the same unit, including one in brackets (`1086(子项1937)项`). Items after 其中 that exceed
//! their whole are wrong even if they are few; a smaller sum may be a selection.

use super::amount::Amount;
use super::figures::{Figure, Kind};
use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Words that introduce the parts of a figure, and whether they imply that all are listed.
const MARKERS: &[(&str, bool)] =
    &[("其中", false), ("包括", true), ("分别为", true), ("分别是", true), ("包含", true)];

/// Number of characters before a marker that are searched for the whole.
const LEAD: usize = 120;
/// Properties that one person can have several of: such parts overlap and need not add up.
#[rustfmt::skip]
const OVERLAPPING: &[&str] = &[
    "党员", "女", "男", "少数民族", "本科", "研究生", "学历", "大专", "以上", "以下", "岁", "中级", "高级", "兼职", "重点", "新增", "同比",
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
        tables(page, found);
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
    let before = Span::new(sentence.start.max(marker.start.saturating_sub(LEAD)), marker.start);
    let last = items.figures[items.figures.len() - 1];
    let stretch = Span::new(marker.start, last.end());
    let has = |span: Span, words: &[&str]| words.iter().any(|words| !page.find(span, words).is_empty());
    let per_unit = items.figures.iter().any(|item| page.chars.get(item.end()) == Some(&'/'))
        || has(Span::new(before.start, stretch.end), RATES);
    let wholes = wholes(page, before, page.slice(items.figures[0].unit));
    let Some(nearest) = wholes.iter().rev().find(|figure| !figure.unit.is_empty()) else { return };
    if per_unit || wholes.iter().any(|figure| figure.rough) {
        return;
    }
    let largest = wholes.iter().map(|figure| figure.value).max().unwrap_or(nearest.value);
    let larger = items.figures.iter().find(|part| part.value > largest && !part.rough);
    if let Some(part) = larger.filter(|_| !all) {
        let message = Message::new("finding-part-larger")
            .with("part", shown(page, part))
            .with("whole", shown(page, nearest));
        let place = Span::new(part.span.start, part.end());
        found.add_beside(page, place, &[page.place(nearest.span)], message);
        return;
    }
    let rough = items.figures.iter().any(|figure| figure.rough);
    let sum = add(&items.figures);
    if rough
        || has(stretch, OVERLAPPING)
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
    let (low, high) = if all { (50, 200) } else { (80, 125) };
    let share = sum.0.saturating_mul(100) / nearest.value.0.max(1);
    if (low..=high).contains(&share) {
        report(page, found, span, &items, sum, nearest);
    }
}

/// The figures before a marker that parts may be compared with: counts of their unit, and those in brackets. An
/// increase (`比去年增加4000亿元`) is no whole.
fn wholes<'a>(page: &'a Page<'_>, before: Span, unit: &[char]) -> Vec<&'a Figure> {
    let is_whole = |figure: &&Figure| {
        let bracketed = figure.unit.is_empty() && page.chars.get(figure.span.end) == Some(&')');
        let changes = ["增加", "减少", "增长", "下降", "多", "少"]
            .iter()
            .any(|verb| page.ends(figure.span.start, verb));
        figure.kind == Kind::Count && !changes && (page.slice(figure.unit) == unit || bracketed)
    };
    page.figures_in(before).iter().filter(is_whole).collect()
}

/// Whether rounding of the items explains the difference of their sum: each may be off by half of the finest last
/// digit.
fn is_rounding(items: &[&Figure], total: &Figure, sum: Amount) -> bool {
    let step = items.iter().map(|figure| figure.step.0).min().unwrap_or(0).min(total.step.0);
    let whole = Amount::whole(1).0;
    let decimal =
        items.iter().chain([&total]).any(|figure| figure.value.0 % whole != 0 || figure.step.0 > whole);
    decimal && (sum.0 - total.value.0).abs() * 2 <= step * (items.len() as i128 + 1)
}

/// Compares items with a total after them: `A 3件、B 4件、C 5件，共计12件`.
fn total_behind(page: &Page<'_>, sentence: Span, marker: Span, found: &mut Found) {
    let behind = Span::new(marker.end, sentence.end.min(marker.end + 8));
    let Some(total) = page.figures_in(behind).first().filter(|f| f.kind == Kind::Count && !f.rough) else {
        return;
    };
    let unit = page.slice(total.unit);
    let mut figures: Vec<&Figure> = Vec::new();
    let mut end = marker.start;
    for figure in page.figures_in(Span::new(sentence.start, marker.start)).iter().rev() {
        let gap = page.slice(Span::new(figure.end().min(end), end));
        let separated = gap.iter().filter(|c| ",、;".contains(**c)).count() == 1 && !gap.contains(&'(');
        if figure.kind != Kind::Count
            || page.slice(figure.unit) != unit
            || unit.is_empty()
            || !separated
            || figure.rough
        {
            break;
        }
        figures.insert(0, figure);
        end = figure.span.start;
        if figures.len() > 40 {
            return;
        }
    }
    // The items may begin after other figures of this unit.
    let fits = (0..figures.len()).any(|from| add(&figures[from..]) == total.value);
    if figures.len() < 2 || fits {
        return;
    }
    let sum = add(&figures);
    let share = sum.0.saturating_mul(100) / total.value.0.max(1);
    if (80..=125).contains(&share) {
        let stretch = Span::new(figures[0].span.start, total.end());
        report(page, found, stretch, &Items { figures, open_ended: false, with_growth: false }, sum, total);
    }
}

fn report(page: &Page<'_>, found: &mut Found, span: Span, items: &Items<'_>, sum: Amount, total: &Figure) {
    let message = Message::new("finding-sum")
        .with("count", items.figures.len())
        .with("sum", format!("{}{}", sum.show(), page.words(total.unit)))
        .with("total", shown(page, total));
    found.add(page, span, message);
}

/// Whether a sum is one of the preceding figures, or the difference of two of them.
fn is_explained(wholes: &[&Figure], sum: Amount) -> bool {
    let few = &wholes[wholes.len().saturating_sub(12)..];
    wholes.iter().any(|figure| figure.value == sum)
        || few.iter().any(|a| few.iter().any(|b| a.value.0 - b.value.0 == sum.0))
}

fn add(figures: &[&Figure]) -> Amount {
    Amount(figures.iter().fold(0, |sum, figure| sum.saturating_add(figure.value.0)))
}

/// A figure as written, with its unit.
fn shown(page: &Page<'_>, figure: &Figure) -> String {
    format!("{}{}", page.words(figure.span), page.words(figure.unit))
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
            .filter(|figure| {
                figure.kind != Kind::Date
                    && !(figure.han && figure.unit.is_empty())
                    && !in_brackets(page, piece, figure)
            })
            .collect();
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
        let same = figures.first().is_none_or(|first| page.slice(first.unit) == page.slice(figure.unit));
        if figure.kind != Kind::Count || figure.unit.is_empty() || !same || is_a_total(page, piece, figure) {
            break;
        }
        without = 0;
        figures.push(figure);
        open_ended = page.starts(figure.end(), "等");
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
    figure.kind == Kind::Percent
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
        || ["比上年", "较上年", "同比", "增加", "减少", "平均"]
            .iter()
            .any(|words| !page.find(lead, words).is_empty())
}

/// Checks rows of a flattened table: each has a name and an equal number of figures, and the last is a total.
fn tables(page: &Page<'_>, found: &mut Found) {
    let mut rows: Vec<Vec<(Span, Amount)>> = Vec::new();
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
            let sum = Amount(rows.iter().fold(0, |sum, row| sum.saturating_add(row[column].1.0)));
            if rows.len() >= 2 && sum != *value {
                let message = Message::new("finding-sum")
                    .with("count", rows.len())
                    .with("sum", sum.show())
                    .with("total", page.words(*total));
                let others: Vec<_> = rows.iter().take(20).map(|row| page.place(row[column].0)).collect();
                found.add_beside(page, *total, &others, message);
            }
        }
        rows.clear();
    }
}

fn table_row(page: &Page<'_>, line: Span) -> Option<Vec<(Span, Amount)>> {
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
        let text = page.slice(cell);
        let (amount, length, _) = super::amount::arabic(text, text)?;
        (length == text.len()).then_some(())?;
        row.push((cell, amount));
    }
    (!row.is_empty()).then_some(row)
}

fn trim(page: &Page<'_>, cell: Span) -> Span {
    let end = cell.end - usize::from(!cell.is_empty() && " |".contains(page.chars[cell.end - 1]));
    Span::new(cell.start, end)
}
