//! Names and formulae with a slip: a title in `《》` that differs by one character from that of a law, regulation or
//! plan, or has other years than the plan; a set political formula with a word dropped or replaced. Correct forms are
//! in `assets/checks/titles.txt` and `formulae.ron`, both dated and meant to be extended.
//!
//! A title is reported only if it equals a listed one, of at least [`SHORTEST`] characters, except for a single
//! difference, and is itself neither listed nor the title of an open report. A formula is reported only if its first
//! and last [`ANCHOR`] characters are intact and one stretch of at most [`MOST_CHANGED`] characters between them
//! differs.

use std::sync::OnceLock;

use serde::Deserialize;

use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::{Map, Set, Span};

const TITLES: &str = include_str!("../../assets/checks/titles.txt");
const FORMULAE: &str = include_str!("../../assets/checks/formulae.ron");
/// Minimum length of a title that is compared, in Chinese characters.
const SHORTEST: usize = 7;
/// Maximum length of a title.
const LONGEST: usize = 90;
/// Number of characters at each end of a formula that must be intact.
const ANCHOR: usize = 4;
/// Maximum length of the stretch that differs from a formula, in characters.
const MOST_CHANGED: usize = 2;
/// Number of buckets for the first characters of formulae.
const BUCKETS: usize = 1 << 11;
/// Words that may be inserted into a formula or omitted.
const CONNECTIVES: &str = "和与及以并的地坚决更好";
/// Optional prefix of titles of laws.
const STATE: &str = "中华人民共和国";

/// A listed title.
struct Title {
    /// The title as listed.
    shown: &'static str,
    /// Its Chinese characters, without the state's name and without a remark in brackets at the end.
    name: Vec<char>,
}

/// The listed titles and formulae.
struct Known {
    titles: Vec<Title>,
    names: Set<Vec<char>>,
    /// Years in brackets after a name, as digits, for the names that have them.
    years: Map<Vec<char>, Vec<(String, &'static str)>>,
    /// Titles by the first and by the second half of their name.
    halves: Map<Vec<char>, Vec<usize>>,
    formulae: Vec<Formula>,
    /// Formulae by their first characters.
    begins: Map<[char; ANCHOR], Vec<usize>>,
    /// Whether a formula begins with a character of this bucket; avoids nearly all look-ups.
    buckets: [bool; BUCKETS],
}

struct Formula {
    shown: String,
    chars: Vec<char>,
}

#[derive(Deserialize)]
#[serde(rename = "Formulae", deny_unknown_fields)]
struct FormulaList {
    schema: u32,
    formulae: Vec<(u32, String)>,
}

/// The shipped lists, read once.
fn known() -> &'static Known {
    static READ: OnceLock<Known> = OnceLock::new();
    READ.get_or_init(|| {
        let list: FormulaList = ron::from_str(FORMULAE).expect("the shipped list parses (tested)");
        assert_eq!(list.schema, 1, "the shipped list has the schema that is read");
        Known::new(TITLES.lines().filter_map(|line| Some(line.split_once('\t')?.1)), list.formulae)
    })
}

impl Known {
    fn new(titles: impl Iterator<Item = &'static str>, formulae: Vec<(u32, String)>) -> Self {
        let mut known = Self {
            titles: Vec::new(),
            names: Set::default(),
            years: Map::default(),
            halves: Map::default(),
            formulae: Vec::new(),
            begins: Map::default(),
            buckets: [false; BUCKETS],
        };
        for shown in titles {
            let (name, years) = parted(&shown.chars().collect::<Vec<_>>());
            if !years.is_empty() {
                known.years.entry(name.clone()).or_default().push((years, shown));
            }
            // 《关于…的规定》 is equivalent without its issuer.
            if let Some(about) = name.windows(2).position(|pair| pair == ['关', '于']) {
                known.names.insert(name[about..].to_vec());
            }
            if known.names.insert(name.clone()) && name.len() >= SHORTEST {
                let half = name.len() / 2;
                for part in [&name[..half], &name[half..]] {
                    known.halves.entry(part.to_vec()).or_default().push(known.titles.len());
                }
                known.titles.push(Title { shown, name });
            }
        }
        for (_, shown) in formulae {
            let chars: Vec<char> = shown.chars().filter(|&c| is_han(c)).collect();
            if let Some(&begin) = chars.first_chunk::<ANCHOR>() {
                known.buckets[begin[0] as usize % BUCKETS] = true;
                known.begins.entry(begin).or_default().push(known.formulae.len());
                known.formulae.push(Formula { shown, chars });
            }
        }
        known
    }

    /// The listed title that differs from a name in one place by one character.
    fn near(&self, name: &[char]) -> Option<&Title> {
        let half_lengths = [name.len() - 1, name.len(), name.len() + 1].map(|length| length / 2);
        let firsts = half_lengths.iter().filter_map(|&half| self.halves.get(&name[..half]));
        let lasts = [name.len() - 1, name.len(), name.len() + 1].into_iter().filter_map(|length| {
            let last = length - length / 2;
            self.halves.get(&name[name.len().checked_sub(last)?..])
        });
        firsts.chain(lasts).flatten().map(|&at| &self.titles[at]).find(|title| {
            changed(&title.name, name).is_some_and(|(one, other)| one.len().max(other.len()) == 1)
        })
    }
}

/// The Chinese characters of a title without the state's name, and the digits of a remark in brackets at its end.
fn parted(title: &[char]) -> (Vec<char>, String) {
    let closed = matches!(title.last(), Some(')' | '）'));
    let open = title.iter().rposition(|c| matches!(c, '(' | '（')).filter(|&open| closed && open > 0);
    let (name, remark) = title.split_at(open.unwrap_or(title.len()));
    let mut name: Vec<char> = name.iter().copied().filter(|&c| is_han(c) || c.is_ascii_digit()).collect();
    if name.len() > STATE.chars().count() && STATE.chars().eq(name[..STATE.chars().count()].iter().copied()) {
        name.drain(..STATE.chars().count());
    }
    let digits: String = remark.iter().filter(|c| c.is_ascii_digit()).collect();
    (name, if digits.len() == 8 { digits } else { String::new() })
}

/// The one stretch in which two texts differ, on both sides. `None` where they are equal.
fn changed<'a>(left: &'a [char], right: &'a [char]) -> Option<(&'a [char], &'a [char])> {
    let first = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let rest = left.len().min(right.len()) - first;
    let last = left.iter().rev().zip(right.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (left != right).then(|| (&left[first..left.len() - last], &right[first..right.len() - last]))
}

pub(super) struct Misquoted;

impl Check for Misquoted {
    fn about(&self) -> About {
        About::new("name-misquoted", "check-name-misquoted", Group::Names, Severity::Warning, true)
    }

    fn across(&self, pages: &[Page<'_>], found: &mut Found) {
        let own: Set<Vec<char>> =
            pages.iter().filter_map(|page| Some(parted(page.slice(page.outline.title?)).0)).collect();
        for page in pages {
            for paragraph in &page.paragraphs {
                titles(page, paragraph.text, &own, found);
                formulae(page, paragraph.text, found);
            }
        }
    }
}

/// Compares the titles in a line with the list.
fn titles(page: &Page<'_>, text: Span, own: &Set<Vec<char>>, found: &mut Found) {
    for open in page.find(text, "《") {
        let stop = text.end.min(open.end + LONGEST);
        let Some(length) = page.chars[open.end..stop].iter().position(|&c| c == '》') else { continue };
        let span = Span::new(open.end, open.end + length);
        let (name, years) = parted(page.slice(span));
        let known = known();
        if own.contains(&name) {
            continue;
        }
        let right = if known.names.contains(&name) {
            let listed = known.years.get(&name).filter(|_| !years.is_empty());
            listed
                .filter(|listed| listed.iter().all(|(listed, _)| *listed != years))
                .and_then(|listed| listed.iter().min_by_key(|(other, _)| digits_apart(other, &years)))
                .map(|(_, shown)| *shown)
        } else if name.len() >= SHORTEST {
            known.near(&name).map(|title| title.shown)
        } else {
            None
        };
        if let Some(right) = right {
            let message =
                Message::new("finding-name-misquoted").with("words", page.words(span)).with("right", right);
            found.add(page, span, message);
        }
    }
}

/// Number of positions at which two strings of digits differ.
fn digits_apart(left: &str, right: &str) -> usize {
    left.chars().zip(right.chars()).filter(|(one, other)| one != other).count()
        + left.len().abs_diff(right.len())
}

/// Compares the formulae in a line with the list.
fn formulae(page: &Page<'_>, text: Span, found: &mut Found) {
    let known = known();
    let places: Vec<usize> = (text.start..text.end).filter(|&at| is_han(page.chars[at])).collect();
    let chars: Vec<char> = places.iter().map(|&at| page.chars[at]).collect();
    let mut at = 0;
    while let Some(&begin) = chars[at.min(chars.len())..].first_chunk::<ANCHOR>() {
        if !known.buckets[begin[0] as usize % BUCKETS] {
            at += 1;
            continue;
        }
        let here = known.begins.get(&begin).map(Vec::as_slice).unwrap_or_default();
        let rest = &chars[at..];
        // The longest formula at this position is right, even if shorter ones differ.
        let right =
            here.iter().map(|&index| &known.formulae[index]).find(|formula| rest.starts_with(&formula.chars));
        let slip = here.iter().filter(|_| right.is_none()).find_map(|&index| {
            let formula = &known.formulae[index];
            Some((formula, slip_length(rest, &formula.chars)?))
        });
        if let Some((formula, length)) = slip {
            let span = Span::new(places[at], places[at + length - 1] + 1);
            if !page.slice(span).iter().any(|c| "。!?".contains(*c)) {
                let message = Message::new("finding-formula-misquoted")
                    .with("words", page.words(span))
                    .with("right", formula.shown.as_str());
                found.add(page, span, message);
                at += length;
                continue;
            }
        }
        at += 1;
    }
}

/// Length of the words at the start of `text` that equal a formula but for one slip.
fn slip_length(text: &[char], formula: &[char]) -> Option<usize> {
    let end = &formula[formula.len() - ANCHOR..];
    (formula.len().saturating_sub(MOST_CHANGED)..=formula.len() + MOST_CHANGED).find(|&length| {
        let Some(words) = text.get(..length).filter(|words| words.ends_with(end) && length >= 2 * ANCHOR)
        else {
            return false;
        };
        changed(formula, words).is_some_and(|(right, wrong)| {
            let connects = |chars: &[char]| chars.iter().all(|&c| CONNECTIVES.contains(c));
            right.len().max(wrong.len()) <= MOST_CHANGED && !(connects(right) && connects(wrong))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(title: &str) -> (Vec<char>, String) {
        parted(&title.chars().collect::<Vec<_>>())
    }

    #[test]
    fn the_shipped_lists_are_sound() {
        assert!(known().titles.len() > 1_000 && known().formulae.len() > 20);
        for line in TITLES.lines().filter(|line| !line.starts_with('#')) {
            let (year, title) = line.split_once('\t').unwrap();
            assert!(year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()), "{line}");
            assert!(title.chars().count() >= 4 && !title.contains(char::is_whitespace), "{line}");
        }
        for formula in &known().formulae {
            assert!(formula.chars.len() > 2 * ANCHOR, "{}", formula.shown);
        }
    }

    #[test]
    fn a_title_is_near_one_that_differs_by_a_character() {
        let near = |title: &str| known().near(&name(title).0).map(|title| title.shown);
        assert_eq!(near("重大行政决策暂行条例"), None);
        assert_eq!(near("保障中小企业款项支付条列"), Some("保障中小企业款项支付条例"));
        assert_eq!(
            near("党政主要负责人履行推进法制建设第一责任人职责规定"),
            Some("党政主要负责人履行推进法治建设第一责任人职责规定")
        );
        assert!(known().names.contains(&name("中华人民共和国立法法").0));
    }

    #[test]
    fn a_formula_may_have_connectives_and_marks() {
        let slip = |text: &str, formula: &str| {
            let chars = |text: &str| text.chars().filter(|&c| is_han(c)).collect::<Vec<_>>();
            slip_length(&chars(text), &chars(formula))
        };
        let formula = "增强“四个意识”、坚定“四个自信”、做到“两个维护”";
        assert_eq!(slip("增强四个意识，坚定四个自信，坚决做到两个维护", formula), None);
        assert_eq!(slip("增强四个意识，坚定四个自信，做到两个维护", formula), None);
        assert_eq!(slip("增强四个意识，坚持四个自信，做到两个维护", formula), Some(18));
    }
}
