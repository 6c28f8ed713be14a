//! Rows of the ledger: figures of several reports that count one thing, joined by their words and units.

mod likeness;

use std::collections::{HashMap, HashSet};

use self::likeness::{extends, normalized};
use super::decisions::{Decisions, Subject, row_kind, row_period};
use super::period::Period;
use super::synonyms::Synonyms;
use super::units;
use super::{Figure, Kind};

/// Certainty below which figures are not joined.
pub const LEAST: f32 = 0.6;

/// A row: one indicator over reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The reviewer's name for it, or the indicator as most reports word it.
    pub indicator: String,
    /// The unit that most of its figures have.
    pub unit: String,
    /// The kind of its figures.
    pub kind: Kind,
    /// Whether its figures are planned.
    pub planned: bool,
    /// The time that its figures are about.
    pub period: Period,
    /// How sure it is that its figures count one thing, from 0 to 1; 1 if the reviewer joined them.
    pub certainty: f32,
    /// Its wordings, the most frequent first: what decisions about the row name.
    pub subjects: Vec<Subject>,
    /// Whether the reviewer hides it.
    pub hidden: bool,
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

/// What figures of one row have in common besides their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key<'a> {
    /// The class of their units.
    unit: &'a str,
    kind: Kind,
    planned: bool,
    period: Period,
}

/// What a wording is compared by: key, characters in order, and the report where it means another thing than elsewhere.
type Wording<'a> = (Key<'a>, Vec<char>, Option<usize>);

/// Indicators that name too much for two reports to mean one thing by them.
const GENERAL: &[&str] =
    &["投资额", "资金", "项目", "企业", "活动", "案件", "问题", "人员", "事项", "会议", "目标", "任务"];

/// An indicator with the figures that have it, word for word but for fillers and synonyms.
struct Group {
    /// Its characters in order, without fillers.
    words: Vec<char>,
    cells: Vec<Cell>,
    certainty: f32,
    /// Whether it is joined with others only where the reviewer says so.
    apart: bool,
    /// Its wordings and those that were joined: number of figures, the first figure, and the one report that is meant, if
    /// the reviewer parted its figures from the others.
    wordings: Vec<(usize, Cell, Option<usize>)>,
}

/// Joins the figures of reports into rows, in the order in which their first figures stand. Values of an earlier time
/// (`比上年9.89万元`) belong to no row. Each figure is in one row at most; a figure that no other report has is a row of
/// its own.
///
/// Two indicators are one if they have the same characters in any order after [`Synonyms`] and fillers (`开展`, `全市`)
/// are taken away, or if one has only a verb before or a measure (`人数`, `总数`) behind the words of the other. A report
/// that has both words is taken to mean two things. The reviewer's [`Decisions`] go before these rules. The time is linear
/// in the number of figures but for indicators that share a rare character, which are compared, at most 200 for each.
#[must_use]
pub fn rows(reports: &[&[Figure]], decisions: &Decisions) -> Vec<Row> {
    let synonyms = &decisions.synonyms;
    let apart: HashSet<Wording<'_>> =
        decisions.apart.iter().map(|subject| wording(subject, synonyms)).collect();
    let mut by_words: HashMap<Wording<'_>, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut keys: Vec<Key<'_>> = Vec::new();
    let mut normal: HashMap<&str, Vec<char>> = HashMap::new();
    for (report, figures) in reports.iter().enumerate() {
        for (figure, found) in figures.iter().enumerate().filter(|(_, found)| found.earlier.is_none()) {
            let words =
                normal.entry(&found.indicator).or_insert_with(|| normalized(&found.indicator, synonyms));
            let key = Key {
                unit: units::class(&found.unit),
                kind: row_kind(found),
                planned: found.planned,
                period: row_period(found),
            };
            let mut wording = (key, words.clone(), None);
            wording.1.sort_unstable();
            if !apart.is_empty() {
                wording.2 = Some(report);
                if !apart.contains(&wording) {
                    wording.2 = None;
                }
            }
            let of_report = wording.2;
            let is_apart = of_report.is_some() || !apart.is_empty() && apart.contains(&wording);
            let at = *by_words.entry(wording).or_insert_with(|| {
                groups.push(Group {
                    words: words.clone(),
                    cells: Vec::new(),
                    certainty: 1.0,
                    apart: is_apart,
                    wordings: vec![(0, Cell { report, figure }, of_report)],
                });
                keys.push(key);
                groups.len() - 1
            });
            groups[at].cells.push(Cell { report, figure });
            groups[at].wordings[0].0 += 1;
        }
    }
    for group in &mut groups {
        group.certainty = alone(group, reports);
    }
    let mut moved: Vec<usize> = (0..groups.len()).collect();
    let place = |subject: &Subject| by_words.get(&wording(subject, synonyms)).copied();
    for (one, other) in &decisions.joined {
        if let (Some(one), Some(other)) = (place(one), place(other)) {
            let (one, other) = (root(&moved, one), root(&moved, other));
            if one != other {
                unite(&mut groups, &mut moved, (one, other), 1.0);
            }
        }
    }
    join(&mut groups, &keys, &mut moved);
    let place = |subject: &Subject| place(subject).map(|at| root(&moved, at));
    let named: HashMap<usize, &str> =
        decisions.names.iter().filter_map(|(subject, name)| Some((place(subject)?, name.as_str()))).collect();
    let hidden: HashSet<usize> = decisions.hidden.iter().filter_map(place).collect();
    let mut rows: Vec<Row> = groups
        .iter()
        .zip(keys)
        .enumerate()
        .filter(|(_, (group, _))| !group.cells.is_empty())
        .map(|(at, (group, key))| {
            let mut row = row(group, key, reports);
            row.hidden = hidden.contains(&at);
            if let Some(name) = named.get(&at) {
                (*name).clone_into(&mut row.indicator);
            }
            row
        })
        .collect();
    rows.sort_by_key(|row| row.cells[0]);
    rows
}

/// What the figures of a decision are compared by.
fn wording<'a>(subject: &'a Subject, synonyms: &Synonyms) -> Wording<'a> {
    let mut words = normalized(&subject.words, synonyms);
    words.sort_unstable();
    let Subject { kind, planned, period, report, .. } = *subject;
    (Key { unit: units::class(&subject.unit), kind, planned, period }, words, report)
}

/// Whether two subjects are one wording: equal after fillers and synonyms are taken away.
#[must_use]
pub fn is_same_wording(one: &Subject, other: &Subject, synonyms: &Synonyms) -> bool {
    wording(one, synonyms) == wording(other, synonyms)
}

/// Moves the figures of one group to the other, the earlier one.
fn unite(groups: &mut [Group], moved: &mut [usize], (left, right): (usize, usize), certainty: f32) {
    let (into, from) = (left.min(right), left.max(right));
    let cells = std::mem::take(&mut groups[from].cells);
    groups[into].cells.extend(cells);
    let wordings = std::mem::take(&mut groups[from].wordings);
    groups[into].wordings.extend(wordings);
    groups[into].cells.sort_unstable();
    groups[into].certainty = certainty;
    moved[from] = into;
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
fn join(groups: &mut [Group], keys: &[Key<'_>], moved: &mut [usize]) {
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
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.words.len() >= 3 && !group.apart) {
        let lists = group.words.iter().filter_map(|&c| by_character.get(&(keys[at], c)));
        let Some(rare) = lists.min_by_key(|list| list.len()).filter(|list| list.len() <= MOST) else {
            continue;
        };
        let longer = |other: &Group| other.words.len() > group.words.len() && !other.apart;
        for &other in rare.iter().filter(|&&other| longer(&groups[other])) {
            if let Some(certainty) = extends(&group.words, &groups[other].words) {
                pairs.push((certainty, at, other));
            }
        }
    }
    pairs.sort_by(|left, right| right.0.total_cmp(&left.0).then((left.1, left.2).cmp(&(right.1, right.2))));
    for (certainty, short, long) in pairs {
        let (left, right) = (root(moved, short), root(moved, long));
        let sure = certainty * groups[left].certainty.min(groups[right].certainty);
        if left == right || sure < LEAST || meets(&groups[left].cells, &groups[right].cells) {
            continue;
        }
        unite(groups, moved, (left, right), sure);
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

fn row(group: &Group, key: Key<'_>, reports: &[&[Figure]]) -> Row {
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
    let mut wordings = group.wordings.clone();
    wordings.sort_by_key(|&(count, ..)| std::cmp::Reverse(count));
    let subjects =
        wordings.iter().map(|&(_, cell, report)| Subject { report, ..Subject::of(figure(&cell)) }).collect();
    Row {
        indicator: named.indicator.clone(),
        unit: named.unit.clone(),
        kind: key.kind,
        planned: key.planned,
        period: key.period,
        certainty: (group.certainty * 100.0).round() / 100.0,
        subjects,
        hidden: false,
        cells: group.cells.clone(),
    }
}
