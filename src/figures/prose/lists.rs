//! Lists of figures of which each belongs to one name of a list: `接待游客、旅游收入分别增长14.7%和29.6%`.

use super::changes::{self, is_relative};
use super::indicator::{bare, chars, clip, kind};
use super::{State, plain, remember};
use crate::figures::number::{Line, Number};
use crate::figures::{Change, Figure, Kind, clause, words};
use crate::text::starts_with;

/// Reads a list after 分别: `接待游客、旅游收入分别增长14.7%和29.6%`. Returns how many figures it took; 0 if it is none.
pub(super) fn distribute(
    line: Line<'_>,
    limit: usize,
    numbers: &[Number],
    state: &mut State,
    out: &mut Vec<Figure>,
) -> usize {
    let joins = |left: &Number, right: &Number| {
        let gap = &line.chars[left.end.min(right.span.start)..right.span.start];
        matches!(gap, ['、' | '和' | '与' | '及' | ','] | ['以', '及'])
    };
    let count = 1 + numbers.windows(2).take_while(|pair| joins(&pair[0], &pair[1])).count();
    if count < 2 {
        return 0;
    }
    let before = clause::before(line, limit, numbers[0].span.start);
    let text: String = before.words.iter().collect();
    // `A17175元，B5153元，实际增长9.8%和8.5%` says it without 分别.
    let silent = |text: &str| {
        let found = words::changed(&before.words).filter(|found| found.rest < 3);
        found.map(|_| (String::new(), text.to_owned()))
    };
    let parted = text.split_once("分别").map(|(lead, suffix)| (lead.to_owned(), suffix.to_owned()));
    let Some((lead, suffix)) = parted.or_else(|| silent(&text)) else { return 0 };
    let (lead, suffix) = (lead.trim_end_matches("年均"), suffix.as_str());
    let items = items(&bare(&chars(lead)), count);
    let names: Vec<Vec<char>> = if let Some(items) = items {
        items
    } else {
        // `第一产业A亿元、第二产业B亿元，分别增长4%、9%`.
        let in_sentence =
            |figure: &Figure| figure.kind != Kind::Change && figure.span.start >= state.sentence;
        let from = out.len().checked_sub(count).filter(|&from| from >= state.first);
        let from = from.filter(|&from| lead.chars().count() < 4 && out[from..].iter().all(in_sentence));
        let Some(from) = from else { return 0 };
        out[from..].iter().map(|figure| chars(&figure.indicator)).collect()
    };
    let of = out.len() - if items_are_earlier(lead) { count } else { 0 };
    let suffix = chars(suffix);
    let changed = words::changed(&before.words);
    let tail = match &changed {
        Some(found) => changes::verb(&before.words, found.verb),
        None => bare(&suffix),
    };
    for (place, (number, name)) in numbers.iter().zip(names).enumerate() {
        let mut figure = plain(number);
        figure.indicator = clip(&[&name[..], &tail[..]].concat());
        figure.kind = kind(number, &figure.indicator, &before.words);
        let rate = is_relative(&number.unit);
        if let Some(found) = changed.as_ref().filter(|found| rate || found.against.is_some()) {
            figure.kind = Kind::Change;
            figure.change = Some(Change {
                of: items_are_earlier(lead).then_some(of + place),
                falls: found.falls || number.value.is_negative(),
                against: found.against,
            });
        }
        remember(&figure, out.len(), state);
        out.push(figure);
    }
    count
}

fn items_are_earlier(lead: &str) -> bool {
    bare(&chars(lead)).len() < 2
}

/// The pieces of a list between `、`, 和, 与 and 及, but not inside `普及`, `参与` and the like.
fn split(list: &[char]) -> Vec<Vec<char>> {
    let mut pieces = vec![Vec::new()];
    for (at, &character) in list.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|at| list[at]), list.get(at + 1).copied());
        let word = before.is_some_and(|c| "普涉惠波危以参共".contains(c))
            || after.is_some_and(|c| "谐平".contains(c));
        if character == '、' || "和与及".contains(character) && !word {
            pieces.push(Vec::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

/// The names in a list, if there are `count`. What the last has beyond its own word is shared: `第一、二、三产业增加值`,
/// `城镇和农村居民人均可支配收入`.
fn items(list: &[char], count: usize) -> Option<Vec<Vec<char>>> {
    const HEADS: &[&str] = &["城镇", "农村", "城市", "乡村", "县城", "省级", "市级", "县级", "区级"];
    const MEASURES: &[&str] = &[
        "人均可支配收入",
        "机械化率",
        "覆盖率",
        "普及率",
        "增加值",
        "吞吐量",
        "产量",
        "产能",
        "发电量",
        "销量",
        "产值",
        "利润",
        "销售额",
        "零售额",
        "周转量",
    ];
    let mut items = split(list);
    if items.len() != count || items.iter().any(Vec::is_empty) {
        return None;
    }
    let last = items.last().cloned().unwrap_or_default();
    let numeral = |c: &char| "第一二三".contains(*c);
    let is_head = |item: &[char]| HEADS.iter().any(|head| item.iter().copied().eq(head.chars()));
    let behind = |skip: usize| last[skip..].to_vec();
    let numerals = last.iter().take_while(|c| numeral(c)).count();
    let head = HEADS.iter().find(|head| starts_with(&last, head)).map_or(0, |head| head.chars().count());
    let text: String = last.iter().collect();
    let measure = MEASURES.iter().find(|words| text.ends_with(**words)).map(|words| chars(words));
    for item in items.iter_mut().take(count - 1) {
        let own: String = item.iter().collect();
        if numerals > 0 && item.iter().all(numeral) {
            item.extend(behind(numerals));
        } else if head > 0 && is_head(item) {
            item.extend(behind(head));
        } else if let Some(measure) =
            measure.as_ref().filter(|_| !MEASURES.iter().any(|words| own.ends_with(words)))
        {
            item.extend(measure);
        }
    }
    if numerals > 0 && last[numerals..].starts_with(&['产', '业']) {
        // `第一、二、三产业`, `一、二、三产业`.
        for item in items.iter_mut().filter(|item| item.first() != Some(&'第')) {
            item.insert(0, '第');
        }
    }
    Some(items)
}
