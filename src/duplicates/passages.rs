//! Exact passages: chooses from the maximal repeats those worth showing.
//!
//! A maximal repeat is a string with all its positions, and most repeats add nothing: they lie inside a longer one,
//! overlap themselves, or are part of a body that occurs twice. Repeats are processed by the length of text they
//! explain, longest first, and one is kept unless a passage already kept holds each of its places in a distinct place.
//! Three cases are special:
//!
//! * **Overlapping positions.** A short pattern over and over repeats at every period. Of a cluster of overlapping
//!   positions the first and the last are kept ([`side_by_side`]), and a text repeated without a gap gives a candidate
//!   of one period's length ([`gapless`]).
//! * **Whole bodies.** Where the places of a passage make up most of their report, repeats inside it are sought
//!   on its first place only; the others are [`Copies`].
//! * **Bounds.** Set phrases are separated *before* anything is counted, since most repeats of a large collection are
//!   set phrases: their number has a bound of its own ([`MAX_PHRASES`]). The others are bounded by report
//!   ([`places_of_report`]), never over the whole collection, so that what is found in two reports does not depend on
//!   the other open reports. Passages that a bound leaves out are counted.
//!
//! `worth` and `surprise` rank the passages.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::corpus::Corpus;
use super::repeats::Repeat;
use crate::task::{Cancel, Cancelled};

/// Maximum number of passages kept that are only set phrases, the longest first.
const MAX_PHRASES: usize = 10_000;

/// Number of places of passages that a report may have however short it is.
const PLACES_ALWAYS: usize = 400;

/// Symbols of a report for each further place it may have.
const SYMBOLS_A_PLACE: usize = 10;

/// Maximum number of places of passages in a report, however long it is.
const PLACES_AT_MOST: usize = 10_000;

/// Number of passages already kept that are examined for one that contains a new one; bounds the time on text that
/// repeats one short pattern.
const COVERS_TRIED: usize = 16;

/// Percentage of a report that the places of one passage must cover to be its whole body.
const WHOLE_BODY: usize = 80;

/// A passage with its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its length in symbols.
    pub length: u32,
    /// Start of each place, rising; two or more, none overlap.
    pub places: Vec<u32>,
    /// Start of each further place that lies on a later copy of a body.
    pub on_copies: Vec<u32>,
}

/// A repeat that may be kept, in order of processing.
struct Candidate {
    /// Length of text that it explains: its own length; for text repeated without a gap, the length of all that text.
    extent: u32,
    gapless: bool,
    repeat: Repeat,
}

/// The passages of a set of reports.
pub(super) struct Passages {
    /// Passages kept, by the length of text they explain.
    pub kept: Vec<Passage>,
    /// Further copies of whole bodies.
    pub copies: Copies,
    /// Number of passages left out because of a bound, set phrases not counted.
    pub cut: usize,
}

/// Chooses the passages, those that explain most text first. `bodies` is the length of each report in symbols without
/// page furniture; `is_phrase` says whether a passage is only set phrases.
pub(super) fn passages(
    corpus: &Corpus,
    bodies: &[usize],
    repeats: Vec<Repeat>,
    min_length: usize,
    is_phrase: impl Fn(&[u32], u32) -> bool,
    cancel: &Cancel,
) -> Result<Passages, Cancelled> {
    let mut kept = Kept::default();
    let mut bounds = Bounds::new(corpus);
    for (index, candidate) in candidates(corpus, repeats, min_length as u32).into_iter().enumerate() {
        if index % 1024 == 0 {
            cancel.check()?;
        }
        let Candidate { gapless, repeat, .. } = candidate;
        let length = repeat.length;
        // A repeated short pattern would leave fragments on the edge of a copy: there, touching the copy is enough.
        let enough = if repeat.overlaps() { 1 } else { length };
        let (on_copies, first): (Vec<u32>, Vec<u32>) =
            repeat.positions.into_iter().partition(|&at| kept.copies.covered(at, length) >= enough);
        let mut places = side_by_side(&first, length);
        if places.len() < 2 || kept.holds(&places, length) {
            continue;
        }
        if !bounds.allow(corpus, &mut places, length, &is_phrase) {
            continue;
        }
        kept.mark_copies(corpus, bodies, &places, length);
        kept.add(Passage { length, places, on_copies: side_by_side(&on_copies, length) }, gapless);
    }
    let passages = kept.passages.into_iter().filter(|passage| !passage.places.is_empty());
    Ok(Passages { kept: passages.collect(), copies: kept.copies, cut: bounds.cut })
}

/// Maximum number of places of passages in a report of this length.
fn places_of_report(symbols: usize) -> usize {
    (PLACES_ALWAYS + symbols / SYMBOLS_A_PLACE).min(PLACES_AT_MOST)
}

/// Remaining capacity of the bounds.
struct Bounds {
    /// Places left for each report.
    places: Vec<usize>,
    /// Remaining number of passages that are only set phrases.
    phrases: usize,
    /// Number of passages left out that are more than set phrases.
    cut: usize,
}

impl Bounds {
    fn new(corpus: &Corpus) -> Self {
        let length = |report: usize| (corpus.start(report + 1) - corpus.start(report)) as usize;
        let places = (0..corpus.reports()).map(|report| places_of_report(length(report))).collect();
        Self { places, phrases: MAX_PHRASES, cut: 0 }
    }

    /// Whether a passage may be kept. Removes its places in reports that have reached their bound.
    fn allow(
        &mut self,
        corpus: &Corpus,
        places: &mut Vec<u32>,
        length: u32,
        is_phrase: &impl Fn(&[u32], u32) -> bool,
    ) -> bool {
        if is_phrase(places, length) {
            let allowed = self.phrases > 0;
            self.phrases -= usize::from(allowed);
            return allowed;
        }
        let mut taken = Vec::with_capacity(places.len());
        places.retain(|&at| {
            let report = corpus.report(at);
            let free = self.places[report] > 0;
            if free {
                self.places[report] -= 1;
                taken.push(report);
            }
            free
        });
        if places.len() < 2 {
            self.cut += 1;
            for report in taken {
                self.places[report] += 1;
            }
        }
        places.len() >= 2
    }
}

/// Candidates from the repeats, including those for text repeated without a gap, by extent.
fn candidates(corpus: &Corpus, repeats: Vec<Repeat>, min_length: u32) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> =
        repeats.iter().flat_map(|repeat| gapless(corpus, repeat, min_length)).collect();
    let repeats =
        repeats.into_iter().map(|repeat| Candidate { extent: repeat.length, gapless: false, repeat });
    candidates.extend(repeats);
    candidates.sort_by_key(|candidate| (Reverse(candidate.extent), candidate.gapless));
    candidates
}

/// Candidates for text that repeats several times without a gap, when the text after it happens to continue in the same
/// way: the repeat then overlaps itself.
///
/// ```text
/// 甲乙丙丁甲乙丙丁甲乙…     repeat of length 6 at 0 and 4
/// └──────┘└──────┘        what the reader sees: 4 symbols, twice
/// ```
fn gapless(corpus: &Corpus, repeat: &Repeat, min_length: u32) -> Vec<Candidate> {
    let length = repeat.length;
    let mut by_period: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for pair in repeat.positions.windows(2).filter(|_| repeat.is_listed) {
        let period = pair[1] - pair[0];
        // The overlap is the whole of the repeated text only if it cannot be extended.
        if period < length
            && corpus.before(pair[0]) != corpus.before(pair[1])
            && corpus.after(pair[0], length) != corpus.after(pair[1], length)
        {
            by_period.entry(period).or_default().push(pair[0]);
        }
    }
    let mut found = Vec::new();
    for (period, starts) in by_period {
        let extent = period + length;
        // The pattern is shorter than a passage may be: the two halves of the text are the repetition.
        let unit = if period >= min_length { period } else { extent / (2 * period) * period };
        if unit < min_length {
            continue;
        }
        let copies = |start: u32| (0..extent / unit).map(move |copy| start + copy * unit);
        let mut positions: Vec<u32> = starts.into_iter().flat_map(copies).collect();
        positions.sort_unstable();
        let repeat = Repeat { length: unit, positions, is_listed: true };
        found.push(Candidate { extent, gapless: true, repeat });
    }
    found
}

/// Positions of a passage that do not overlap, from rising ones. Of a cluster of overlapping positions the first and
/// the last are kept: between them the text repeats one short pattern.
fn side_by_side(positions: &[u32], length: u32) -> Vec<u32> {
    let mut chosen: Vec<u32> = Vec::new();
    for cluster in positions.chunk_by(|left, right| right - left < length) {
        let (first, last) = (cluster[0], cluster[cluster.len() - 1]);
        chosen.push(first);
        if last - first >= length {
            chosen.push(last);
        }
    }
    chosen
}

/// Passages chosen so far, with the indices to look them up.
#[derive(Default)]
struct Kept {
    passages: Vec<Passage>,
    /// Indices of passages by the positions of their places.
    at: BTreeMap<u32, Vec<u32>>,
    /// The passages without a gap whose second place begins at a position.
    gapless: HashMap<u32, Vec<usize>>,
    copies: Copies,
}

/// Later copies of bodies that occur more than once, start to end.
#[derive(Default)]
pub(super) struct Copies(BTreeMap<u32, u32>);

impl Copies {
    /// Number of symbols of a place that lie on a later copy of a body.
    pub(super) fn covered(&self, at: u32, length: u32) -> u32 {
        let copy = self.0.range(..at + length).next_back();
        copy.map_or(0, |(&start, &end)| end.min(at + length).saturating_sub(start.max(at)))
    }
}

impl Kept {
    /// Whether one passage holds all these places, each in a distinct place.
    fn holds(&self, places: &[u32], length: u32) -> bool {
        let around = self.at.range(..=places[0]).rev().flat_map(|(_, passages)| passages.iter());
        around.take(COVERS_TRIED).any(|&index| self.passages[index as usize].holds(places, length))
    }

    /// If the passage is the whole body of its reports, marks its later places, so that repeats inside it are shown on
    /// its first place only.
    fn mark_copies(&mut self, corpus: &Corpus, bodies: &[usize], places: &[u32], length: u32) {
        let mut in_report: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for &at in places {
            in_report.entry(corpus.report(at)).or_default().push(at);
        }
        let is_whole =
            |report: usize, count: usize| count * length as usize * 100 >= bodies[report] * WHOLE_BODY;
        let bodies = in_report.into_iter().filter(|(report, places)| is_whole(*report, places.len()));
        for at in bodies.flat_map(|(_, places)| places).skip(1) {
            // Copies that touch are merged, so that a place reaching from one into the next is on a copy too.
            match self.copies.0.range_mut(..=at).next_back() {
                Some((_, end)) if *end >= at => *end = (*end).max(at + length),
                _ => drop(self.copies.0.insert(at, at + length)),
            }
        }
    }

    fn add(&mut self, passage: Passage, gapless: bool) {
        let index = self.passages.len();
        for &at in &passage.places {
            self.at.entry(at).or_default().push(index as u32);
        }
        self.drop_gapless_inside(&passage);
        if gapless {
            self.gapless.entry(passage.places[1]).or_default().push(index);
        }
        self.passages.push(passage);
    }

    /// Drops gapless passages that a passage found later contains: one with the same words at further places, or with
    /// more words on both sides of where its places meet.
    ///
    /// ```text
    /// 乙乙甲乙乙甲乙乙乙甲乙乙甲乙
    ///       └──────┘└──────┘          without a gap, found first: it explains eleven symbols
    /// └────────────┘└────────────┘    these meet at the same position
    /// ```
    fn drop_gapless_inside(&mut self, passage: &Passage) {
        for at in &passage.places {
            let Some(found) = self.gapless.get_mut(at) else { continue };
            found.retain(|&index| {
                let inner = &mut self.passages[index];
                let dropped = passage.holds(&inner.places, inner.length);
                if dropped {
                    inner.places.clear();
                }
                !dropped
            });
        }
    }
}

impl Passage {
    fn holds(&self, places: &[u32], length: u32) -> bool {
        let mut free = 0;
        places.len() <= self.places.len()
            && places.iter().all(|&at| {
                let after = self.places.partition_point(|&start| start <= at);
                let held = after > free && at + length <= self.places[after - 1] + self.length;
                free = after;
                held
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::repeats::maximal_repeats;
    use crate::duplicates::suffix::Suffixes;
    use crate::text::normalize;

    /// Passages of some texts: their words and the number of places, and of places on copies.
    fn found(texts: &[&str], min_length: usize) -> Vec<(String, usize, usize)> {
        let normalized: Vec<_> = texts.iter().map(|text| normalize(text)).collect();
        let bodies: Vec<usize> = normalized.iter().map(crate::text::Normalized::len).collect();
        let corpus = Corpus::new(&normalized);
        let cancel = Cancel::default();
        let suffixes = Suffixes::new(&corpus.symbols, corpus.upper, &cancel).unwrap();
        let repeats = maximal_repeats(&corpus, suffixes, min_length, &cancel).unwrap();
        let passages = passages(&corpus, &bodies, repeats, min_length, |_, _| false, &cancel).unwrap().kept;
        let words = |passage: &Passage| {
            let (report, range) = corpus.place(passage.places[0], passage.length);
            normalized[report].symbols[range].iter().collect()
        };
        passages.iter().map(|p| (words(p), p.places.len(), p.on_copies.len())).collect()
    }

    fn passage(words: &str, places: usize, on_copies: usize) -> (String, usize, usize) {
        (words.to_owned(), places, on_copies)
    }

    #[test]
    fn a_shorter_passage_counts_where_it_stands_at_further_places() {
        assert_eq!(
            found(&["〇一二三四五六七八九十百千万", "甲乙一二三四丙丁", "天地一二三四五六人和"], 4),
            [passage("一二三四五六", 2, 0), passage("一二三四", 3, 0)]
        );
    }

    #[test]
    fn what_repeats_inside_a_body_that_stands_twice_is_shown_on_one_copy() {
        let body = "子丑寅卯甲乙丙辰巳午未甲乙丙申酉";
        let twice = format!("{body}\n{body}");
        assert_eq!(
            found(&[&twice, "天地玄黄宇宙辰巳午未"], 3),
            [passage(body, 2, 0), passage("辰巳午未", 2, 1), passage("甲乙丙", 2, 2)]
        );
        assert_eq!(
            found(&[body, body, body], 3),
            [passage(body, 3, 0), passage("甲乙丙", 2, 4)],
            "one report loaded three times"
        );
    }

    #[test]
    fn copies_without_a_gap_are_found_whatever_follows() {
        assert_eq!(found(&["子甲乙丙丁甲乙丙丁甲乙寅卯辰巳午未申酉戌亥"], 3), [passage("甲乙丙丁", 2, 0)]);
        assert_eq!(
            found(&["子丑寅卯甲乙丙丁甲乙丙丁甲乙丙丁甲戌亥天地玄黄宇宙"], 4),
            [passage("甲乙丙丁", 3, 0), passage("甲乙丙丁甲", 2, 0)]
        );
        let all = "甲乙丙丁".repeat(10);
        assert_eq!(found(&[&all], 3), [passage("甲乙丙丁", 10, 0)], "a whole report of one sentence");
    }

    #[test]
    fn what_was_found_without_a_gap_gives_way_to_a_passage_that_holds_it() {
        for (text, words) in [
            ("乙乙甲乙乙甲乙乙乙甲乙乙甲乙", "乙乙甲乙乙甲乙"),
            ("乙甲乙乙甲乙乙甲乙甲乙乙甲乙乙甲甲", "乙甲乙乙甲乙乙甲"),
        ] {
            let found = found(&[text], 4);
            assert!(found.contains(&passage(words, 2, 0)), "{found:?}");
            assert!(found.iter().all(|(other, ..)| other == words || !words.contains(other)), "{found:?}");
        }
    }

    #[test]
    fn a_ruled_line_is_cut_in_halves_and_not_in_crumbs() {
        let dashes = "-".repeat(60);
        let halves = [passage(&"-".repeat(30), 2, 0)];
        assert_eq!(found(&[&format!("甲{dashes}乙")], 20), halves, "a report of little else");
        let prose: String = ('一'..='丿').collect();
        assert_eq!(found(&[&format!("{prose}{dashes}上下")], 20), halves);
        let three = format!("{dashes}地{dashes}{prose}{dashes}");
        assert_eq!(found(&[&three], 20), [passage(&dashes, 3, 0), passage(&"-".repeat(30), 6, 0)]);
    }

    #[test]
    fn places_of_a_cluster_lie_side_by_side_and_reach_its_end() {
        assert_eq!(side_by_side(&[0, 5, 11, 16, 40], 8), [0, 16, 40]);
        assert_eq!(side_by_side(&[0, 5, 10, 15, 20], 5), [0, 5, 10, 15, 20]);
        assert_eq!(side_by_side(&[0, 3], 8), [0]);
        assert_eq!(side_by_side(&[0, 8, 16], 8), [0, 8, 16]);
        assert!(side_by_side(&[], 8).is_empty());
    }
}
