//! Items that should add up: `412家次，其中客运156家次、货运98家次、维修131家次`, and the column of a table over its 合计.
//! The sum may be any figure of the same unit before it, also one in brackets (`1086(子项1937)项`).

use super::amount::Amount;
use super::figures::{Figure, Kind};
use super::page::Page;
use super::{About, Check, Found};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// What introduces the parts of a figure, and whether it promises all of them.
const MARKERS: &[(&str, bool)] =
    &[("其中", false), ("包括", true), ("分别为", true), ("分别是", true), ("包含", true)];

/// Properties that one person can have several of: such parts overlap and need not add up.
#[rustfmt::skip]
const OVERLAPPING: &[&str] = &[
    "党员", "女", "男", "少数民族", "本科", "研究生", "学历", "大专", "以上", "以下", "岁", "中级", "高级", "兼职", "重点", "新增", "同比",
];

pub(super) struct Sum;

impl Check for Sum {
    fn about(&self) -> About {
        About::new("sum", "check-sum", Severity::Warning, true)
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

/// A run of items: one figure of one unit each.
struct Items<'a> {
    figures: Vec<&'a Figure>,
    /// `等` behind them: there are more.
    open_ended: bool,
}

/// Parts that follow a marker, against the figures before it.
fn parts(page: &Page<'_>, sentence: Span, marker: Span, all: bool, found: &mut Found) {
    let Some(items) = items_behind(page, Span::new(marker.end, sentence.end)) else { return };
    let unit = page.slice(items.figures[0].unit);
    // So much before the marker is looked through for what is divided.
    let before = Span::new(sentence.start.max(marker.start.saturating_sub(120)), marker.start);
    let mut wholes: Vec<&Figure> = Vec::new();
    for figure in page.figures_in(before) {
        let bracketed = figure.unit.is_empty() && page.chars.get(figure.span.end) == Some(&')');
        if figure.kind == Kind::Count && (page.slice(figure.unit) == unit || bracketed) {
            wholes.push(figure);
        }
    }
    let Some(nearest) = wholes.iter().rev().find(|figure| !figure.unit.is_empty()) else { return };
    let largest = wholes.iter().map(|figure| figure.value).max().unwrap_or(nearest.value);
    if wholes.iter().any(|figure| figure.rough) {
        return;
    }
    let whole = nearest.span;
    let larger = items.figures.iter().find(|part| part.value > largest && !part.rough);
    if let Some(part) = larger.filter(|_| !all) {
        let message = Message::new("finding-part-larger")
            .with("part", shown(page, part))
            .with("whole", shown(page, nearest));
        found.add_beside(page, Span::new(part.span.start, part.end()), &[page.place(whole)], message);
        return;
    }
    let last = items.figures[items.figures.len() - 1];
    let stretch = Span::new(marker.start, last.end());
    let overlap = OVERLAPPING.iter().any(|words| !page.find(stretch, words).is_empty());
    let sum = add(&items.figures);
    let enough = items.figures.len() >= if all { 2 } else { 3 };
    let rough = items.figures.iter().any(|figure| figure.rough);
    if !enough || overlap || rough || is_explained(&wholes, sum) || items.open_ended && sum < nearest.value {
        return;
    }
    // Far from the sum the items are a choice of what is worth telling.
    let (low, high) = if all { (50, 200) } else { (80, 125) };
    let share = sum.0.saturating_mul(100) / nearest.value.0.max(1);
    if !(low..=high).contains(&share) {
        return;
    }
    report(page, found, Span::new(whole.start.min(stretch.start), stretch.end), &items, sum, nearest);
}

/// `A 3件、B 4件、C 5件，共计12件`.
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
    // The items may begin behind other figures of this unit.
    let fits = (0..figures.len()).any(|from| add(&figures[from..]) == total.value);
    if figures.len() < 2 || fits {
        return;
    }
    let sum = add(&figures);
    let share = sum.0.saturating_mul(100) / total.value.0.max(1);
    if (80..=125).contains(&share) {
        let stretch = Span::new(figures[0].span.start, total.end());
        report(page, found, stretch, &Items { figures, open_ended: false }, sum, total);
    }
}

fn report(page: &Page<'_>, found: &mut Found, span: Span, items: &Items<'_>, sum: Amount, total: &Figure) {
    let message = Message::new("finding-sum")
        .with("count", items.figures.len())
        .with("sum", format!("{}{}", sum.show(), page.words(total.unit)))
        .with("total", shown(page, total));
    found.add(page, span, message);
}

/// Whether a sum is one of the figures before, or the difference of two of them.
fn is_explained(wholes: &[&Figure], sum: Amount) -> bool {
    let few = &wholes[wholes.len().saturating_sub(12)..];
    wholes.iter().any(|figure| figure.value == sum)
        || few.iter().any(|a| few.iter().any(|b| a.value.0 - b.value.0 == sum.0))
}

fn add(figures: &[&Figure]) -> Amount {
    Amount(figures.iter().fold(0, |sum, figure| sum.saturating_add(figure.value.0)))
}

/// A figure as it stands, with its unit.
fn shown(page: &Page<'_>, figure: &Figure) -> String {
    format!("{}{}", page.words(figure.span), page.words(figure.unit))
}

/// The items that a span begins with: pieces between `、`, `,` and `;`, each with one figure of one unit.
fn items_behind<'a>(page: &'a Page<'_>, span: Span) -> Option<Items<'a>> {
    let mut figures: Vec<&Figure> = Vec::new();
    let mut open_ended = false;
    let mut without = 0;
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
    (!figures.is_empty()).then_some(Items { figures, open_ended })
}

fn in_brackets(page: &Page<'_>, piece: Span, figure: &Figure) -> bool {
    let before = page.slice(Span::new(piece.start, figure.span.start));
    before.iter().filter(|&&c| c == '(').count() > before.iter().filter(|&&c| c == ')').count()
}

/// `共12件` among items is their sum, `比上年增加3件` none of them.
fn is_a_total(page: &Page<'_>, piece: Span, figure: &Figure) -> bool {
    let lead = Span::new(piece.start, figure.span.start);
    let first = lead.start + page.slice(lead).iter().take_while(|c| c.is_whitespace()).count();
    // `公共服务4项` counts services, `共查处12件` and `查处共12件` count all.
    ["共", "合计", "总计"].iter().any(|words| page.starts(first, words) || page.ends(lead.end, words))
        || ["比上年", "较上年", "同比", "增加", "减少", "平均"]
            .iter()
            .any(|words| !page.find(lead, words).is_empty())
}

/// Rows of a flattened table: a name and as many numbers each, the last of them a total.
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
