//! Rows of the ledger: figures of several reports that count one thing, joined by their words and units.

use std::collections::HashMap;

use super::synonyms::Synonyms;
use super::units;
use super::{Against, Figure, Kind};

/// Certainty below which figures are not joined.
pub const LEAST: f32 = 0.6;

/// A row: one indicator over reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The indicator as most reports word it.
    pub indicator: String,
    /// The unit that most of its figures have.
    pub unit: String,
    /// The kind of its figures.
    pub kind: Kind,
    /// Whether its figures are planned.
    pub planned: bool,
    /// How sure it is that its figures count one thing, from 0 to 1.
    pub certainty: f32,
    /// Its figures, by report, then by position. A report that states the indicator twice has two.
    pub cells: Vec<Cell>,
}

/// A figure of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Index of the report.
    pub report: usize,
    /// Index of the figure in the report.
    pub figure: usize,
}

impl Row {
    /// Number of reports that have a figure in the row.
    #[must_use]
    pub fn reports(&self) -> usize {
        self.cells.chunk_by(|left, right| left.report == right.report).count()
    }
}

/// Words that say nothing of what is counted, left out of the comparison.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "开展", "组织", "召开", "举办", "举行", "完成", "实现", "各类", "各级", "全年", "累计", "总共", "共计", "左右", "以上", "工作", "情况", "进行", "集中", "现场", "依法", "有效", "及时", "积极", "主动", "先后", "分别", "达到", "年末", "年底", "数量", "全部", "相关", "有关", "实有", "现有", "共有", "拥有", "全社会",
    "全区", "全市", "全县", "全省", "全国", "我区", "我市", "我县", "我省", "我国", "区本级", "市本级", "县本级",
];
/// Endings that may be in one indicator and not in the other.
const ENDINGS: &[&str] = &[
    "人数", "总数", "户数", "件数", "数", "总量", "总额", "额", "量", "案件", "事项", "项目", "活动", "规模",
];

/// What figures of one row have in common besides their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key<'a> {
    /// The class of their units.
    unit: &'a str,
    kind: Kind,
    planned: bool,
    /// Whether it is a change from a time other than the year before.
    other: bool,
}

/// Indicators that name too much for two reports to mean one thing by them.
const GENERAL: &[&str] =
    &["投资额", "资金", "项目", "企业", "活动", "案件", "问题", "人员", "事项", "会议", "目标", "任务"];

/// An indicator with the figures that have it, word for word but for fillers and synonyms.
struct Group {
    /// Its characters in order, without fillers.
    words: Vec<char>,
    cells: Vec<Cell>,
    certainty: f32,
}

/// Joins the figures of reports into rows, in the order in which their first figures stand. Values of an earlier time
/// (`比上年9.89万元`) belong to no row. Each figure is in one row at most; a figure that no other report has is a row of
/// its own.
///
/// Two indicators are one if they have the same characters in any order after [`Synonyms`] and fillers (`开展`, `全市`)
/// are taken away, or if one has only a verb before or a measure (`人数`, `总数`) behind the words of the other. A report
/// that has both words is taken to mean two things. The time is linear in the number of figures but for indicators that
/// share a rare character, which are compared, at most 200 for each.
#[must_use]
pub fn rows(reports: &[&[Figure]], synonyms: &Synonyms) -> Vec<Row> {
    let mut by_words: HashMap<(Key<'_>, Vec<char>), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut keys: Vec<Key<'_>> = Vec::new();
    let mut normal: HashMap<&str, Vec<char>> = HashMap::new();
    for (report, figures) in reports.iter().enumerate() {
        for (figure, found) in figures.iter().enumerate().filter(|(_, found)| found.earlier.is_none()) {
            let words =
                normal.entry(&found.indicator).or_insert_with(|| normalized(&found.indicator, synonyms));
            let mut sorted = words.clone();
            sorted.sort_unstable();
            let kind = if found.kind == Kind::Mean && units::is_money(&found.unit) {
                Kind::Money
            } else {
                found.kind
            };
            let other = found.change.is_some_and(|change| change.against == Some(Against::Other));
            let key = Key { unit: units::class(&found.unit), kind, planned: found.planned, other };
            let at = *by_words.entry((key, sorted)).or_insert_with(|| {
                groups.push(Group { words: words.clone(), cells: Vec::new(), certainty: 1.0 });
                keys.push(key);
                groups.len() - 1
            });
            groups[at].cells.push(Cell { report, figure });
        }
    }
    for group in &mut groups {
        group.certainty = alone(group, reports);
    }
    join(&mut groups, &keys);
    let mut rows: Vec<Row> = groups
        .into_iter()
        .zip(keys)
        .filter(|(group, _)| !group.cells.is_empty())
        .map(|(group, key)| row(group, key, reports))
        .collect();
    rows.sort_by_key(|row| row.cells[0]);
    rows
}

/// The characters of an indicator without marks and fillers, synonyms replaced.
fn normalized(indicator: &str, synonyms: &Synonyms) -> Vec<char> {
    let mut text: String = indicator.chars().filter(|c| c.is_alphanumeric()).collect();
    for filler in FILLERS {
        if text.contains(filler) {
            let without = text.replace(filler, "");
            if without.chars().count() >= 2 {
                text = without;
            }
        }
    }
    synonyms.replace(&text).chars().collect()
}

/// How sure it is that the figures of one wording count one thing.
fn alone(group: &Group, reports: &[&[Figure]]) -> f32 {
    let figure = |cell: &Cell| &reports[cell.report][cell.figure];
    let mut certainty: f32 = match group.words.len() {
        0 | 1 => 0.3,
        2 => 0.5,
        3 => 0.8,
        _ => 1.0,
    };
    let words: String = group.words.iter().collect();
    if GENERAL.contains(&words.as_str()) || super::words::RELATIONAL.contains(&words.as_str()) {
        certainty = certainty.min(0.5);
    }
    let unit = &figure(&group.cells[0]).unit;
    if group.cells.iter().any(|cell| figure(cell).unit != *unit) {
        certainty *= 0.9;
    }
    // One wording with two values in a report names two things, or the report errs.
    let twice = group
        .cells
        .windows(2)
        .any(|pair| pair[0].report == pair[1].report && figure(&pair[0]).value != figure(&pair[1]).value);
    if twice { certainty * 0.55 } else { certainty }
}

/// Joins groups of which one has the words of the other and only a verb or a measure more.
fn join(groups: &mut [Group], keys: &[Key<'_>]) {
    /// Maximum number of groups with a rare character that are compared with each.
    const MOST: usize = 200;
    let mut by_character: HashMap<(Key<'_>, char), Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let mut characters = group.words.clone();
        characters.sort_unstable();
        characters.dedup();
        for character in characters {
            by_character.entry((keys[at], character)).or_default().push(at);
        }
    }
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.words.len() >= 3) {
        let lists = group.words.iter().filter_map(|&c| by_character.get(&(keys[at], c)));
        let Some(rare) = lists.min_by_key(|list| list.len()).filter(|list| list.len() <= MOST) else {
            continue;
        };
        for &other in rare.iter().filter(|&&other| groups[other].words.len() > group.words.len()) {
            if let Some(certainty) = extends(&group.words, &groups[other].words) {
                pairs.push((certainty, at, other));
            }
        }
    }
    pairs.sort_by(|left, right| right.0.total_cmp(&left.0).then((left.1, left.2).cmp(&(right.1, right.2))));
    let mut moved: Vec<usize> = (0..groups.len()).collect();
    for (certainty, short, long) in pairs {
        let (left, right) = (root(&moved, short), root(&moved, long));
        let sure = certainty * groups[left].certainty.min(groups[right].certainty);
        if left == right || sure < LEAST || meets(&groups[left].cells, &groups[right].cells) {
            continue;
        }
        let (into, from) = (left.min(right), left.max(right));
        let cells = std::mem::take(&mut groups[from].cells);
        groups[into].cells.extend(cells);
        groups[into].cells.sort_unstable();
        groups[into].certainty = sure;
        moved[from] = into;
    }
}

fn root(moved: &[usize], mut at: usize) -> usize {
    while moved[at] != at {
        at = moved[at];
    }
    at
}

/// Whether two lists, sorted by report, have figures of one report.
fn meets(left: &[Cell], right: &[Cell]) -> bool {
    let (mut a, mut b) = (0, 0);
    while let (Some(one), Some(other)) = (left.get(a), right.get(b)) {
        match one.report.cmp(&other.report) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}

/// How sure it is that `long` names what `short` names, if it has all its words.
fn extends(short: &[char], long: &[char]) -> Option<f32> {
    /// Characters that make another thing of what they are added to.
    const OTHERS: &str = "规新净增减非未不无率比均城农乡村镇男女省市县区国央级前后一二三四五六七八九十小大高初幼内外进出私民公年月其重特优特";
    if let Some(front) = long.strip_suffix(short) {
        // `受理` + `行政复议案件`.
        let verb = super::words::VERBS.iter().any(|verb| front.iter().copied().eq(verb.chars()));
        if verb {
            let changes = ["新增", "净增", "新建", "增加", "减少"]
                .iter()
                .any(|verb| front.iter().copied().eq(verb.chars()));
            return (!changes).then_some(0.8);
        }
    }
    if let Some(ending) = long.strip_prefix(short) {
        let ending: String = ending.iter().collect();
        if ENDINGS.contains(&ending.as_str()) {
            return Some(0.9);
        }
    }
    let mut extra = long.to_vec();
    for character in short {
        let at = extra.iter().position(|other| other == character)?;
        extra.remove(at);
    }
    let ratio = short.len() as f32 / long.len() as f32;
    let same_end = short.last() == long.last();
    let plain = !extra.iter().any(|&c| OTHERS.contains(c));
    if extra == ['总'] && same_end {
        return Some(0.9);
    }
    (ratio >= 0.75 && short.len() >= 5 && same_end && plain).then_some(ratio * 0.9)
}

fn row(group: Group, key: Key<'_>, reports: &[&[Figure]]) -> Row {
    let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
    for cell in &group.cells {
        let figure = &reports[cell.report][cell.figure];
        *counts.entry((&figure.indicator, &figure.unit)).or_default() += 1;
    }
    // Of equally frequent wordings the first stands; the order of a map does not.
    let first = &reports[group.cells[0].report][group.cells[0].figure];
    let most = counts.values().copied().max().unwrap_or(0);
    let figure = |cell: &Cell| &reports[cell.report][cell.figure];
    let named = group.cells.iter().map(figure).find(|figure| {
        counts.get(&(figure.indicator.as_str(), figure.unit.as_str())).is_some_and(|&count| count == most)
    });
    let named = named.unwrap_or(first);
    Row {
        indicator: named.indicator.clone(),
        unit: named.unit.clone(),
        kind: key.kind,
        planned: key.planned,
        certainty: (group.certainty * 100.0).round() / 100.0,
        cells: group.cells,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn words_in_another_order_and_synonyms_are_one() {
        let synonyms = Synonyms::built_in();
        let key = |text: &str| {
            let mut words = normalized(text, &synonyms);
            words.sort_unstable();
            words
        };
        assert_eq!(key("受理行政复议案件"), key("行政复议申请受理"));
        assert_eq!(key("全市开展普法宣传活动"), key("组织法治宣传活动"));
        assert_ne!(key("受理行政复议案件"), key("办结行政复议案件"));
    }

    #[test]
    fn more_words_are_another_thing_unless_they_say_nothing() {
        let extends = |short: &str, long: &str| extends(&chars(short), &chars(long));
        assert_eq!(extends("行政复议案件", "受理行政复议案件"), Some(0.8));
        assert_eq!(extends("粮食产量", "粮食总产量"), Some(0.9));
        assert_eq!(extends("在校学生", "在校学生人数"), Some(0.9));
        assert_eq!(extends("高新技术企业", "新增高新技术企业"), None);
        assert_eq!(extends("居民人均可支配收入", "农村居民人均可支配收入"), None);
        assert_eq!(extends("行政检查", "行政处罚"), None);
    }
}
