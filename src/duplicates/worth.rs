//! Worth of a passage to a reviewer: how much of it is neither set phrase nor page furniture nor heading; and the
//! repeated share of each report.

use std::cmp::Reverse;
use std::ops::Range;

use super::addresses::addresses;
use super::phrases::Phrases;
use super::{Group, Input, Scope, Shares};
use crate::text::{Normalized, Span};

/// Percentage of a place that must be heading, furniture or addresses for the whole place to count as such.
const MOSTLY: usize = 80;

/// Number of symbols of one kind before each position of a normalised text.
struct Running(Vec<u32>);

impl Running {
    fn new(length: usize, is_counted: impl Fn(usize) -> bool) -> Self {
        let mut before = Vec::with_capacity(length + 1);
        let mut count = 0;
        before.push(0);
        for at in 0..length {
            count += u32::from(is_counted(at));
            before.push(count);
        }
        Self(before)
    }

    fn inside(&self, range: &Range<usize>) -> usize {
        (self.0[range.end] - self.0[range.start]) as usize
    }
}

/// Kinds of the symbols of a report's normalised text, as running counts.
pub(super) struct Marks {
    /// Outside page furniture.
    body: Running,
    /// Outside page furniture, titles and headings.
    prose: Running,
    /// Inside set phrases, addresses and codes, outside page furniture.
    phrase: Running,
    /// Letters, ideographs and digits outside furniture and set phrases.
    words: Running,
    /// Addresses and codes, rising.
    addresses: Vec<Range<usize>>,
}

impl Marks {
    pub(super) fn new(
        input: &Input<'_>,
        text: &Normalized,
        phrases: &Phrases,
        learnt: Option<&[bool]>,
    ) -> Self {
        let outline = input.outline;
        let mut phrase = phrases.mask(text);
        for (masked, learnt) in phrase.iter_mut().zip(learnt.unwrap_or_default()) {
            *masked |= learnt;
        }
        let addresses = addresses(&input.report.text, text);
        for range in &addresses {
            phrase[range.clone()].fill(true);
        }
        let furniture = inside(text, outline.furniture.iter().map(|furniture| furniture.span));
        let headings = outline.sections.iter().map(|section| section.heading);
        let framing = inside(text, headings.chain(outline.title));
        Self {
            body: Running::new(text.len(), |at| !furniture[at]),
            prose: Running::new(text.len(), |at| !furniture[at] && !framing[at]),
            phrase: Running::new(text.len(), |at| !furniture[at] && phrase[at]),
            words: Running::new(text.len(), |at| {
                !furniture[at] && !phrase[at] && text.symbols[at].is_alphanumeric()
            }),
            addresses,
        }
    }

    /// Length of the report in symbols outside furniture.
    pub(super) fn body_length(&self) -> usize {
        self.body.0.last().map_or(0, |&count| count as usize)
    }

    /// Whether a symbol is a letter, ideograph or digit outside furniture and set phrases.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.words.inside(&(at..at + 1)) > 0
    }

    /// Whether a symbol is part of page furniture or of a set phrase.
    pub(super) fn is_masked(&self, at: usize) -> bool {
        self.body.inside(&(at..at + 1)) == 0 || self.phrase.inside(&(at..at + 1)) > 0
    }

    /// Number of symbols outside furniture and set phrases.
    pub(super) fn own(&self, range: &Range<usize>) -> usize {
        self.body.inside(range).saturating_sub(self.phrase.inside(range))
    }

    /// Whether a place is little else than addresses and codes.
    pub(super) fn is_address(&self, range: &Range<usize>) -> bool {
        let first = self.addresses.partition_point(|address| address.end <= range.start);
        let touched = self.addresses[first..].iter().take_while(|address| address.start < range.end);
        let inside: usize =
            touched.map(|address| address.end.min(range.end) - address.start.max(range.start)).sum();
        inside * 100 >= range.len() * MOSTLY
    }

    fn is_furniture(&self, range: &Range<usize>) -> bool {
        (range.len() - self.body.inside(range)) * 100 >= range.len() * MOSTLY
    }

    fn is_frame(&self, range: &Range<usize>) -> bool {
        (range.len() - self.prose.inside(range)) * 100 >= range.len() * MOSTLY
    }
}

fn inside(text: &Normalized, spans: impl Iterator<Item = Span>) -> Vec<bool> {
    let mut mask = vec![false; text.len()];
    for span in spans {
        mask[text.range_from_source(span)].fill(true);
    }
    mask
}

/// Rank of a passage; the greatest is shown first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Worth {
    /// Whether the passage is more than set phrases, titles and furniture.
    is_own: bool,
    /// Whether the passage is surprising enough to be a finding.
    is_finding: bool,
    /// Whether some place is more than title, heading and furniture.
    is_prose: bool,
    /// Surprise in thousandths.
    score: i32,
    /// Number of symbols outside set phrases and furniture: the maximum body over the places minus the maximum of set
    /// phrases; for a near passage its weight.
    content: usize,
    length: usize,
    /// First place; earlier reports and places rank first.
    first: Reverse<(usize, usize)>,
}

impl Worth {
    /// Worth of a passage with these places, each a report and a range of its normalised text. For a near passage,
    /// `weight` is the number of equal letters outside set phrases in two of its places.
    pub(super) fn new(
        marks: &[Marks],
        places: &[(usize, Range<usize>)],
        weight: Option<u32>,
        min_length: usize,
    ) -> Self {
        let in_body: Vec<_> =
            places.iter().filter(|(report, range)| !marks[*report].is_furniture(range)).collect();
        let most = |count: fn(&Marks) -> &Running| {
            in_body.iter().map(|(report, range)| count(&marks[*report]).inside(range)).max().unwrap_or(0)
        };
        // All places have the same words, so words that belong to a set phrase in one place belong to it in all, even
        // where the phrase continues differently.
        let exact = || most(|marks| &marks.body).saturating_sub(most(|marks| &marks.phrase));
        let least = || in_body.iter().map(|(report, range)| marks[*report].own(range)).min().unwrap_or(0);
        let (content, enough) = match weight {
            None => (exact(), exact() >= min_length),
            Some(weight) => (weight as usize, least() >= min_length),
        };
        let first = places.first().map_or((0, 0), |(report, range)| (*report, range.start));
        Self {
            is_own: in_body.len() >= 2 && enough && most(|marks| &marks.words) > 0,
            is_finding: false,
            score: 0,
            is_prose: in_body.iter().any(|(report, range)| !marks[*report].is_frame(range)),
            content,
            length: places.first().map_or(0, |(_, range)| range.len()),
            first: Reverse(first),
        }
    }

    pub(super) fn is_boilerplate(&self) -> bool {
        !self.is_own
    }

    /// Symbols outside set phrases and furniture.
    pub(super) fn content(&self) -> usize {
        self.content
    }

    /// The same worth with the surprise of the group.
    pub(super) fn with(self, group: &Group) -> Self {
        let score = (group.surprise.score * 1000.0).round() as i32;
        Self { is_finding: group.is_finding(), score, ..self }
    }
}

/// Counts of passages that cover each symbol of a report.
pub(super) struct Coverage {
    /// Change of the number of passages at each position, inside the report and shared with others.
    within: Vec<i32>,
    shared: Vec<i32>,
}

impl Coverage {
    pub(super) fn new(text: &Normalized) -> Self {
        Self { within: vec![0; text.len() + 1], shared: vec![0; text.len() + 1] }
    }

    /// Counts the places of one passage, sorted by report. Callers leave out set phrases and furniture.
    pub(super) fn count(all: &mut [Self], places: &[(usize, Range<usize>)]) {
        let across = places.iter().any(|(report, _)| *report != places[0].0);
        for in_report in places.chunk_by(|left, right| left.0 == right.0) {
            let coverage = &mut all[in_report[0].0];
            for (_, range) in in_report {
                if in_report.len() > 1 {
                    coverage.within[range.start] += 1;
                    coverage.within[range.end] -= 1;
                }
                if across {
                    coverage.shared[range.start] += 1;
                    coverage.shared[range.end] -= 1;
                }
            }
        }
    }

    pub(super) fn shares(&self, marks: &Marks) -> Shares {
        let share = |changes: &[i32]| {
            let mut open = 0;
            let covered = changes.iter().enumerate().filter(|&(at, change)| {
                open += change;
                open > 0 && marks.body.inside(&(at..at + 1)) > 0
            });
            covered.count() as f32 / marks.body_length().max(1) as f32
        };
        Shares { within: share(&self.within), shared: share(&self.shared) }
    }
}

/// Whether the places lie in one report or across several.
pub(super) fn scope(places: &[(usize, Range<usize>)]) -> Scope {
    if places.iter().all(|(report, _)| *report == places[0].0) { Scope::Within } else { Scope::Across }
}

/// Sorts groups by worth, the greatest first.
pub(super) fn rank(mut groups: Vec<(Worth, Group)>) -> Vec<Group> {
    groups.sort_by_key(|(worth, _)| Reverse(*worth));
    groups.into_iter().map(|(_, group)| group).collect()
}
