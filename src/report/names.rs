//! Short names of the reports of a set: place or unit, year, and what else tells a report from the others.
//!
//! Titles of official documents begin and end alike (`霁川县人民政府2023年度法治政府建设情况报告`), so that a list that
//! cuts them at one end shows the same words in every row. A short name is made from the title, or from the file name
//! where there is none, in three steps:
//!
//! 1. The title is divided into unit (`霁川县`), year (`2023`) and the rest (`法治政府建设情况`).
//! 2. What all reports of the set have in common is dropped; a rest is kept only where it differs from that of most.
//! 3. Names that are still equal get what differs in their file names, or a number.

mod split;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use split::{Parts, split, split_stem};

/// Maximum length of a short name, in columns: a Chinese character takes two, a Latin letter or digit one.
const COLUMNS: usize = 28;
/// Maximum length of the words that tell equal names apart, in columns.
const MARK_COLUMNS: usize = 12;

/// The last component of a path, for display; the whole path where it has none.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The last component of a path without its extension, for display; the whole path where it has none.
#[must_use]
pub fn file_stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Title and file name of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// Its title; empty if it has none.
    pub title: &'a str,
    /// Its file name without extension.
    pub stem: &'a str,
}

/// One short name for each report, all different, in the order given. Linear in the reports.
///
/// ```
/// use jiaokan::report::{Named, short_names};
///
/// let reports = ["霁川县人民政府2023年度法治政府建设情况报告", "霁川县人民政府2024年度法治政府建设情况报告"];
/// let names = short_names(&reports.map(|title| Named { title, stem: "a" }));
/// assert_eq!(names, ["霁川县 2023", "霁川县 2024"]);
/// ```
#[must_use]
pub fn short_names(reports: &[Named<'_>]) -> Vec<String> {
    let mut parts: Vec<Parts> = reports.iter().map(|report| parts(*report)).collect();
    cut_common_beginning(&mut parts);
    let usual = usual_rest(&parts);
    let mut names: Vec<String> = parts.iter().map(|parts| name(parts, usual.as_deref())).collect();
    for (name, parts) in names.iter_mut().zip(&parts) {
        if name.is_empty() {
            name.clone_from(&parts.whole);
        }
        *name = cut_middle(name, COLUMNS);
    }
    tell_apart(&mut names, reports);
    names
}

/// A report as one of a series: the reports of one unit on one subject over the years.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// Unit and subject; equal for all reports of the series.
    pub name: String,
    /// Its year, if its title or its file name has one.
    pub year: Option<u32>,
}

/// The series of each report, in the order given. Linear in the reports but for those of one unit, which are compared with
/// each subject of the unit.
///
/// ```
/// use jiaokan::report::{Named, series};
///
/// let reports = ["霁川县人民政府2023年度法治政府建设情况报告", "霁川县2024年法治政府建设工作情况报告"];
/// let found = series(&reports.map(|title| Named { title, stem: "a" }));
/// assert_eq!(found[0].name, found[1].name);
/// assert_eq!(found[1].year, Some(2024));
/// ```
#[must_use]
pub fn series(reports: &[Named<'_>]) -> Vec<Series> {
    let mut subjects: HashMap<String, Vec<String>> = HashMap::new();
    let is_same = |one: &str, other: &str| one.is_empty() == other.is_empty() && is_same_kind(one, other);
    let of = |report: &Named<'_>| {
        let Parts { unit, year, rest, whole } = parts(*report);
        let rest = if unit.is_empty() && rest.is_empty() { whole } else { rest };
        let known = subjects.entry(unit.clone()).or_default();
        // Without a unit only the words tell one document from another.
        let same =
            known.iter().find(|known| if unit.is_empty() { **known == rest } else { is_same(known, &rest) });
        let subject = same.cloned().unwrap_or_else(|| {
            known.push(rest.clone());
            rest
        });
        Series { name: joined(&[&unit, &subject]), year: year.parse().ok() }
    };
    reports.iter().map(of).collect()
}

/// The parts of a title, completed from the file name.
fn parts(report: Named<'_>) -> Parts {
    let stem = split_stem(report.stem);
    if report.title.trim().is_empty() {
        return stem;
    }
    let mut parts = split(report.title);
    if parts.unit.is_empty() {
        parts.unit.clone_from(&stem.unit);
    }
    if parts.year.is_empty() {
        parts.year = stem.year;
    }
    parts
}

/// The rest that more than half of the reports with a unit have; `None` if there is no such rest.
fn usual_rest(parts: &[Parts]) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for parts in parts.iter().filter(|parts| !parts.unit.is_empty()) {
        *counts.entry(&parts.rest).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (rest, count) =
        counts.into_iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(one.0)))?;
    (2 * count > all).then(|| rest.to_owned())
}

/// Unit, year, and the rest where it is not the usual one.
fn name(parts: &Parts, usual: Option<&str>) -> String {
    if parts.unit.is_empty() {
        // A document without a unit, such as a law, is known by its title.
        let whole = if parts.rest.chars().count() < 2 { &parts.whole } else { &parts.rest };
        return joined(&[whole, if *whole == parts.whole { "" } else { &parts.year }]);
    }
    let rest = if usual.is_some_and(|usual| is_same_kind(usual, &parts.rest)) { "" } else { &parts.rest };
    joined(&[&parts.unit, &parts.year, rest])
}

/// Whether two rests name one kind of document: one holds the other, or most of its characters in the same order.
fn is_same_kind(usual: &str, rest: &str) -> bool {
    if usual.contains(rest) || (!usual.is_empty() && rest.contains(usual)) {
        return true;
    }
    let mut left = usual.chars();
    let found =
        rest.chars().filter(|&wanted| left.clone().any(|c| c == wanted) && left.any(|c| c == wanted)).count();
    4 * found >= 3 * rest.chars().count()
}

/// Cuts the words with which the titles of all documents without a unit begin: `最高人民法院关于`.
fn cut_common_beginning(parts: &mut [Parts]) {
    let mut without: Vec<&mut Parts> =
        parts.iter_mut().filter(|parts| parts.unit.is_empty() && !parts.rest.is_empty()).collect();
    let Some(first) = without.first().map(|parts| parts.rest.clone()) else { return };
    let common = |rest: &str| first.chars().zip(rest.chars()).take_while(|(one, other)| one == other).count();
    let mut length = without.iter().skip(1).map(|parts| common(&parts.rest)).min().unwrap_or(0);
    // Latin words and numbers are not divided, and two characters in common say nothing.
    while length > 0 && first.chars().nth(length - 1).is_some_and(|c| c.is_ascii_alphanumeric()) {
        length -= 1;
    }
    let is_longer = without.iter().all(|parts| parts.rest.chars().count() >= length + 2);
    if length >= 3 && is_longer {
        for parts in &mut without {
            let rest: Vec<char> = parts.rest.chars().skip(length).collect();
            parts.rest = split::without_hollow(&rest);
        }
    }
}

fn joined(words: &[&str]) -> String {
    words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// Adds to equal names what differs in their file names, else a number.
fn tell_apart(names: &mut [String], reports: &[Named<'_>]) {
    let mut equal: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        equal.entry(name.clone()).or_default().push(index);
    }
    let mut taken: HashMap<String, usize> = equal.keys().map(|name| (name.clone(), 1)).collect();
    let mut groups: Vec<_> = equal.into_iter().filter(|(_, members)| members.len() > 1).collect();
    groups.sort_by_key(|(_, members)| members[0]);
    for (name, members) in groups {
        let stems: Vec<&str> = members.iter().map(|&index| reports[index].stem).collect();
        let marks = differing(&stems);
        for (&index, mark) in members.iter().zip(&marks) {
            let with_mark = joined(&[&name, mark]);
            let mut unique = with_mark.clone();
            // The name without a mark stays with the report whose file name has nothing of its own.
            if mark.is_empty() && index == members[0] {
                continue;
            }
            let mut number = 2;
            while taken.contains_key(&unique) {
                unique = format!("{with_mark} ({number})");
                number += 1;
            }
            taken.insert(unique.clone(), 1);
            names[index] = unique;
        }
    }
}

/// What tells several file names apart: one of their parts, the last one that is different in each; else what each has
/// between their common beginning and their common end.
fn differing(words: &[&str]) -> Vec<String> {
    let parts: Vec<Vec<&str>> =
        words.iter().map(|word| word.split(['-', '_', ' ', '—', '–']).collect()).collect();
    let count = parts[0].len();
    if count > 1 && parts.iter().all(|parts| parts.len() == count) {
        let tells = |at: &usize| {
            let different: HashSet<&str> = parts.iter().map(|parts| parts[*at]).collect();
            different.len() == parts.len() && !different.contains("")
        };
        if let Some(at) = (0..count).rev().find(tells) {
            return parts.iter().map(|parts| cut_middle(parts[at], MARK_COLUMNS)).collect();
        }
    }
    let characters: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
    let shortest = characters.iter().map(Vec::len).min().unwrap_or(0);
    let first = &characters[0];
    let is_common = |at: &usize| characters.iter().all(|word| word[*at] == first[*at]);
    let mut head = (0..shortest).take_while(is_common).count();
    // A number is kept whole: `2024-1` and `2024-12` differ in `1` and `12`.
    while head > 0 && first[head - 1].is_alphanumeric() && first[head - 1].is_ascii() {
        head -= 1;
    }
    let from_end = |word: &[char], at: usize| word[word.len() - 1 - at];
    let is_common = |at: &usize| characters.iter().all(|word| from_end(word, *at) == from_end(first, *at));
    let mut tail = (0..shortest - head).take_while(is_common).count();
    // A word is kept whole as well: `（初稿）` and `（送审稿）` differ in more than `初` and `送审`.
    while tail > 0 && !")）]】》".contains(first[first.len() - tail]) {
        tail -= 1;
    }
    characters
        .iter()
        .map(|word| {
            let middle: String = word[head..word.len() - tail].iter().collect();
            let middle =
                middle.trim_matches(|c: char| c.is_whitespace() || "-_—–.,，、()（）[]【】".contains(c));
            cut_middle(middle, MARK_COLUMNS)
        })
        .collect()
}

/// Number of columns that a character takes.
fn columns(character: char) -> usize {
    if character.is_ascii() { 1 } else { 2 }
}

/// Shortens words in the middle to at most this number of columns: beginning and end tell more.
fn cut_middle(words: &str, most: usize) -> String {
    let characters: Vec<char> = words.chars().collect();
    if characters.iter().map(|&c| columns(c)).sum::<usize>() <= most {
        return words.to_owned();
    }
    let room = most - 2;
    let take = |from: &mut dyn Iterator<Item = char>, room: usize| {
        let mut left = room;
        let kept: Vec<char> = from
            .take_while(|&c| {
                let fits = columns(c) <= left;
                left = left.saturating_sub(columns(c));
                fits
            })
            .collect();
        kept
    };
    let tail = take(&mut characters.iter().rev().copied(), room * 2 / 5);
    let head = take(&mut characters.iter().copied(), room - room * 2 / 5);
    let head: String = head.into_iter().collect();
    let tail: String = tail.into_iter().rev().collect();
    format!("{}…{}", head.trim_end(), tail.trim_start())
}
