//! The words for what a figure counts.

use super::{Spot, State};
use crate::figures::clause::{self, Behind};
use crate::figures::number::{Line, Number};
use crate::figures::{Figure, Kind, Page, units, words};
use crate::text::{is_han, starts_with};

/// Maximum length of an indicator, in characters.
const LONGEST: usize = 32;

/// The words behind a unit that say what is counted; empty if they go on with the sentence.
pub(super) fn object(spot: &Spot<'_>) -> Behind {
    let Spot { line, number, next, before, .. } = spot;
    let mut found = clause::behind(*line, number.end, *next);
    if words::goes_on(&found.words) || before.bracketed && line.at(found.end) != ')' && found.words.is_empty()
    {
        return Behind { words: Vec::new(), end: number.end };
    }
    if starts_with(&found.words, "人民币") {
        found.words.drain(..3);
    }
    if found.words.first() == Some(&'的') {
        found.words.remove(0);
    }
    // `15.6万套(间)`: another unit.
    if found.words.first() == Some(&'(') && found.words.last() == Some(&')') {
        found.words.clear();
    }
    // `242件案件和`: what is only one character is a conjunction or a slip.
    if found.words.len() == 1 && "等的了".contains(found.words[0]) {
        found.words.clear();
    }
    found
}

/// Whether words follow the number at `position` directly, so that it has an object of its own.
pub(super) fn follows_with_object(line: Line<'_>, position: usize) -> bool {
    let digits = line.rest(position).iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
    let behind = line.rest(position + digits);
    let unit = behind.iter().take_while(|c| is_han(**c)).count();
    unit >= 3
}

/// The words of the first clause of a sentence that has some, if it ends before `end`: what the sentence is about.
pub(super) fn lead_clause(line: Line<'_>, sentence: usize, end: usize) -> Vec<char> {
    /// Maximum length of what a sentence is about, in characters.
    const LONGEST: usize = 18;
    let words = &line.chars[sentence.min(end)..end];
    let whole = words.iter().rposition(|&c| matches!(c, ',' | ';' | ':')).unwrap_or(0);
    let mut clauses = words[..whole].split(|&c| matches!(c, ',' | ';' | ':')).map(bare);
    let clause = clauses.find(|clause| clause.len() >= 2).unwrap_or_default();
    let cut = words::predicate(&clause);
    clause[..cut.min(LONGEST)].to_vec()
}

/// The words of a clause without those of time and place.
pub(super) fn bare(words: &[char]) -> Vec<char> {
    let kept = &words[..words::strip_back(words)];
    let kept = &kept[words::strip_front(kept)..];
    kept.to_vec()
}

pub(super) fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// The noun that a figure counts: its indicator without the verb at its front.
pub(super) fn noun(figure: &Figure) -> Vec<char> {
    let indicator = chars(&figure.indicator);
    let verb = words::verb_at_front(&indicator);
    if indicator.len() >= verb + 2 { indicator[verb..].to_vec() } else { indicator }
}

/// What a figure without words is about: the figure before it, or the heading over it.
pub(super) fn subject_of(out: &[Figure], of: Option<usize>, page: Page<'_>, position: usize) -> Vec<char> {
    match of {
        Some(of) if out[of].kind == Kind::Change => chars(&out[of].indicator),
        Some(of) => chars(&out[of].indicator),
        None => {
            let heading = page.heading(position);
            let heading = &heading[words::strip_front(heading)..];
            heading[..heading.len().min(16)].iter().copied().filter(|c| is_han(*c)).collect()
        }
    }
}

pub(super) fn clip(words: &[char]) -> String {
    let marks = |c: &&char| "、,:;。 “\"'".contains(**c);
    let lead = words.iter().take_while(|c| marks(c) && **c != '“').count();
    let words = &words[lead..];
    let words = &words[words.len().saturating_sub(LONGEST)..];
    let tail = words.iter().rev().take_while(marks).count();
    words[..words.len() - tail].iter().collect()
}

/// The words for what a figure counts.
pub(super) fn indicator(
    spot: &Spot<'_>,
    behind: &Behind,
    part: Option<usize>,
    state: &State,
    out: &[Figure],
) -> String {
    let Spot { page, number, before, .. } = spot;
    let page = *page;
    let own = bare(&before.words);
    let position = number.span.start;
    if number.ordinal {
        return rank(&own, &state.main.or(state.last).map_or(Vec::new(), |last| chars(&out[last].indicator)));
    }
    if !behind.words.is_empty() {
        // `其中4条实现通车`.
        let of = part.filter(|_| own.is_empty() && words::verb_at_front(&behind.words) > 0);
        let whole = of.map_or_else(
            || if own.is_empty() { state.chained.clone() } else { Vec::new() },
            |whole| noun(&out[whole]),
        );
        return clip(&[whole, with_object(&own, &behind.words)].concat());
    }
    // `由61.2%提高到62.4%` goes on with the last figure, `总量达9万户` with the main one.
    let recent = if own.is_empty() { state.last } else { None };
    let counted = |at: &usize| matches!(out[*at].kind, Kind::Count) && out[*at].span.start >= state.sentence;
    let rated = (number.unit == "%").then(|| (state.first..out.len()).rev().find(counted)).flatten();
    let carried = part.or(recent).or(rated).or(state.main).or(state.last);
    if own.is_empty() && !state.topic.is_empty() {
        return clip(&state.topic);
    }
    let verb = words::verb_at_end(&own);
    let relational = words::RELATIONAL.iter().any(|words| own.iter().copied().eq(words.chars()));
    let preposition = own.len() == words::preposition_at_end(&own);
    if own.len() <= 1 || preposition {
        let listed =
            before.listed.then(|| out.len().checked_sub(1)).flatten().filter(|&last| last >= state.first);
        let first = lead_clause(spot.line, state.sentence, before.start);
        let of = listed.or(carried);
        // `网上零售市场规模居世界首位，从2012年的1.3万亿元`: what the sentence is about.
        let elsewhere = of.is_none_or(|of| out[of].span.start < state.sentence);
        let base = if elsewhere && first.len() >= 2 { first } else { subject_of(out, of, page, position) };
        return clip(&[&base[..], if preposition { &[] } else { &own[..] }].concat());
    }
    if let Some(stem) = own.strip_suffix(&['率']).filter(|stem| stem.len() <= 4)
        && let Some(last) = state.last.filter(|&last| chars(&out[last].indicator).ends_with(stem))
    {
        return clip(&[&chars(&out[last].indicator)[..], &['率']].concat());
    }
    let here = carried.is_none_or(|carried| out[carried].span.start >= state.sentence);
    let short = own.len() <= 2 && own.len() == verb && (here && !words::spends(&own) || carried.is_none());
    let share = own.first() == Some(&'占') && carried.is_some() && here;
    let short_rate = own.len() <= 3 && own.ends_with(&['率']);
    let short_part = part.is_some() && own.len() <= 3;
    if relational || short || short_rate || short_part || share {
        let base = match carried {
            _ if relational && !state.topic.is_empty() => state.topic.clone(),
            Some(carried) => noun(&out[carried]),
            None => subject_of(out, None, page, position),
        };
        if !base.starts_with(&own) {
            return clip(&[&base[..], &own[..]].concat());
        }
    }
    clip(&own)
}

/// The words for a place in an order: what is placed, and among what where that says more than 全国 or 全市.
fn rank(own: &[char], subject: &[char]) -> String {
    let text: String = own.iter().collect();
    let verbs = ["跃居", "稳居", "位居", "位列", "排名", "升至", "升到", "名列", "列", "居"];
    let parted = verbs.iter().find_map(|verb| text.split_once(verb));
    let (head, scope) =
        parted.map_or((String::new(), text.clone()), |(head, scope)| (head.to_owned(), scope.to_owned()));
    let head = if head.chars().count() >= 2 {
        head
    } else if scope.chars().count() > 4 {
        String::new()
    } else {
        subject.iter().collect()
    };
    let scope = if scope.chars().count() > 4 { scope.as_str() } else { "" };
    let words = format!("{head}{scope}");
    clip(&chars(&if words.ends_with("位次") { words } else { words + "位次" }))
}

/// The verb before a number and the object behind its unit.
fn with_object(own: &[char], behind: &[char]) -> Vec<char> {
    let cut = words::predicate(behind);
    let (object, predicate) = behind.split_at(cut);
    let preposition = words::preposition_at_end(own);
    let subject = own.len() - preposition;
    if preposition > 0 && words::verb_at_end(own) == 0 && subject >= 4 {
        return [&own[..subject], object].concat();
    }
    if preposition > 0 && words::verb_at_end(own) == 0 {
        // `对18家重点经营单位进行集体约谈`.
        let done = ["进行", "开展", "实施"].iter().find(|words| starts_with(predicate, words));
        let action: Vec<char> = done.map_or(Vec::new(), |_| predicate[2..].iter().copied().take(8).collect());
        return [&action[..], object].concat();
    }
    let verb = words::verb_at_end(own);
    if verb > 0 {
        return [&own[own.len() - verb..], object].concat();
    }
    let tail = &own[own.len().saturating_sub(24)..];
    [tail, if words::verb_at_front(behind) > 0 { behind } else { object }].concat()
}

pub(super) fn kind(number: &Number, indicator: &str, before: &[char]) -> Kind {
    let words: String = before.iter().collect();
    if number.ordinal {
        Kind::Rank
    } else if matches!(number.unit.as_str(), "%" | "‰") {
        Kind::Rate
    } else if number.unit == "个百分点" {
        Kind::Change
    } else if ["人均", "平均", "户均", "亩均", "均可支配"]
        .iter()
        .any(|mean| words.contains(mean) || indicator.contains(mean))
    {
        Kind::Mean
    } else if units::is_money(&number.unit) {
        Kind::Money
    } else {
        Kind::Count
    }
}
