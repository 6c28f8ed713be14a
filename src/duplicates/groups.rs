//! Grouping: merges exact and near passages into groups of places, without repetition, sorted by worth.
//!
//! A passage is dropped when each of its places lies in a distinct place of another passage: it adds nothing to the
//! other. Near passages are compared with near and exact ones; the search goes backwards from where a place begins and
//! stops at the farthest end seen, which costs a few steps a passage in ordinary text and [`EXAMINED`] at most. Then
//! ends are cut to clauses (`clauses`), and each passage becomes a group in spans of the sources: with its similarity,
//! its kind of change, and its surprise, which decides whether it is a finding.
//!
//! A near passage that is more likely similar by chance than by copying, and a passage of addresses, are no passages.
//! Shares of a report count every other one that is not boilerplate, findings or not.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use rayon::prelude::*;

use super::background::Background;
use super::clauses;
use super::corpus::Corpus;
use super::difference::{Likeness, difference, likeness};
use super::names;
use super::near::{Hit, Near, unite};
use super::passages::{Copies, Passage};
use super::surprise::{self, Counts, Judgement, Surprise};
use super::worth::{self, Coverage, Marks, Worth};
use super::{COMPARED, Duplicates, Group, Input, Kind, MAX_OCCURRENCES, MEASURED, Occurrence, Scope};
use crate::task::{Cancel, Cancelled};
use crate::text::Normalized;

/// Maximum number of passages beginning before a place that are examined for one that contains it.
const EXAMINED: usize = 256;

/// Number of near groups kept however short the texts are, the heaviest first.
const NEAR_ALWAYS: usize = 100;

/// Symbols of all texts for each further near group: text made of a dozen repeated words is similar everywhere.
const SYMBOLS_A_NEAR: usize = 200;

/// A passage that may become a group.
pub(super) struct Candidate {
    /// Places in the corpus, rising.
    places: Vec<Range<u32>>,
    /// Further places, on later copies of a body.
    on_copies: Vec<Range<u32>>,
    /// Number of equal letters outside set phrases in two places of a near passage; `None` for an exact one.
    weight: Option<u32>,
    /// Whether an exact passage was dropped because its places lie in those of this one.
    holds_exact: bool,
}

/// Chosen passages: candidates for groups, and places of near passages that only count for the shares.
pub(super) struct Chosen {
    candidates: Vec<Candidate>,
    counted: Vec<[Range<u32>; 2]>,
    /// Number of near passages left out because of a bound.
    pub cut: usize,
}

/// A place in a report's normalised text.
type Place = (usize, Range<usize>);

/// Chooses candidates from the exact passages and the pairs of similar places.
pub(super) fn choose(
    corpus: &Corpus,
    passages: Vec<Passage>,
    hits: Vec<Hit>,
    copies: &Copies,
    least: u32,
) -> Chosen {
    let is_on_copy = |place: &Range<u32>| {
        let length = place.end - place.start;
        2 * copies.covered(place.start, length) >= length
    };
    let (on_copies, hits): (Vec<Hit>, Vec<Hit>) =
        hits.into_iter().partition(|hit| is_on_copy(&hit.left) || is_on_copy(&hit.right));
    let mut candidates: Vec<Candidate> = passages.into_iter().map(Candidate::exact).collect();
    let mut near = unite(&hits);
    near.retain(|near| !near.places.iter().all(|place| corpus.are_equal(place, &near.places[0])));
    let bound = NEAR_ALWAYS + corpus.symbols.len() / SYMBOLS_A_NEAR;
    let cut = near.len().saturating_sub(bound);
    near.truncate(bound);
    candidates.extend(near.into_iter().map(Candidate::near));
    let mut candidates = without_nested(candidates, 0);
    for candidate in &mut candidates {
        clauses::trim(corpus, &mut candidate.places, candidate.weight.is_none(), least);
        if candidate.weight.is_some() {
            // Only the ends of a near passage may differ.
            if let Some(equal) = clauses::equal_paragraphs(corpus, &candidate.places, least) {
                candidate.places = equal;
                candidate.weight = None;
            }
        }
    }
    let candidates = one_for_all_editions(corpus, candidates);
    // Cut to clauses, a passage may lie in another one that it reached out of by the rest of a clause.
    let candidates = without_nested(candidates, clauses::overhang(least));
    Chosen { candidates, counted: on_copies.into_iter().map(|hit| [hit.left, hit.right]).collect(), cut }
}

/// Drops passages all of whose places lie in places of another one; exact ones in a near one also if they reach out of
/// it by `overhang` symbols at each end. Exact passages were compared with each other when they were chosen, but only
/// with a bounded number of them.
fn without_nested(mut candidates: Vec<Candidate>, overhang: u32) -> Vec<Candidate> {
    // Near ones are searched separately: a long one begins far before the places in it, with many exact ones between.
    let near = ByStart::new(&candidates, |candidate| candidate.weight.is_some());
    let exact = ByStart::new(&candidates, |candidate| candidate.weight.is_none());
    let is_said = |index: usize| {
        let inner = &candidates[index];
        let says = |outer: usize| {
            outer != index
                && candidates[outer].holds(&inner.places)
                && (outer < index || !inner.holds(&candidates[outer].places))
        };
        if near.around(&inner.places[0]).any(says) || exact.around(&inner.places[0]).any(says) {
            return true;
        }
        let core = inner.core(overhang);
        let is_core_said = overhang > 0 && inner.weight.is_none();
        is_core_said && near.around(&core[0]).any(|outer| candidates[outer].holds(&core))
    };
    let said: Vec<bool> = (0..candidates.len()).map(is_said).collect();
    let exact_in_near: Vec<usize> = (0..candidates.len())
        .filter(|&index| said[index] && candidates[index].weight.is_none())
        .flat_map(|index| {
            let core = candidates[index].core(overhang);
            let outer: Vec<usize> =
                near.around(&core[0]).filter(|&outer| candidates[outer].holds(&core)).collect();
            outer
        })
        .collect();
    for index in exact_in_near {
        candidates[index].holds_exact = true;
    }
    candidates.into_iter().zip(said).filter(|(_, said)| !said).map(|(candidate, _)| candidate).collect()
}

/// Merges near passages inside reports that are the same passage but for figures: what last year's report repeated, and
/// this year's repeats again, is one passage with places in both, as an exact one would be.
fn one_for_all_editions(corpus: &Corpus, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut by_words: HashMap<Vec<Vec<u32>>, usize> = HashMap::new();
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let report = corpus.report(candidate.places[0].start);
        let is_within = candidate.places.iter().all(|place| corpus.report(place.start) == report);
        if candidate.weight.is_none() || !is_within {
            kept.push(candidate);
            continue;
        }
        let words = candidate.places.iter().map(|place| corpus.without_figures(place)).collect();
        match by_words.entry(words) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push(candidate);
            }
            Entry::Occupied(entry)
                if kept[*entry.get()].places.iter().any(|place| corpus.report(place.start) == report) =>
            {
                kept.push(candidate);
            }
            Entry::Occupied(entry) => {
                let same = &mut kept[*entry.get()];
                same.places.extend(candidate.places);
                same.places.sort_unstable_by_key(|place| place.start);
                same.on_copies.extend(candidate.on_copies);
                same.weight = same.weight.max(candidate.weight);
            }
        }
    }
    kept
}

/// Places of candidates by their start, each with its end, its candidate and the farthest end so far.
struct ByStart(Vec<(u32, u32, usize, u32)>);

impl ByStart {
    fn new(candidates: &[Candidate], is_meant: impl Fn(&Candidate) -> bool) -> Self {
        let meant = candidates.iter().enumerate().filter(|(_, candidate)| is_meant(candidate));
        let mut places: Vec<(u32, u32, usize, u32)> = meant
            .flat_map(|(index, candidate)| {
                candidate.places.iter().map(move |place| (place.start, place.end, index, 0))
            })
            .collect();
        places.sort_unstable();
        let mut farthest = 0;
        for place in &mut places {
            farthest = farthest.max(place.1);
            place.3 = farthest;
        }
        Self(places)
    }

    /// Candidates that have a place containing this one, the nearest first.
    fn around(&self, place: &Range<u32>) -> impl Iterator<Item = usize> {
        let end = place.end;
        let before = self.0.partition_point(|&(start, ..)| start <= place.start);
        let open = self.0[..before].iter().rev().take_while(move |&&(.., farthest)| farthest >= end);
        open.take(EXAMINED).filter(move |&&(_, other, ..)| other >= end).map(|&(_, _, index, _)| index)
    }
}

impl Candidate {
    fn exact(passage: Passage) -> Self {
        let length = passage.length;
        let ranges = |starts: Vec<u32>| starts.into_iter().map(|at| at..at + length).collect();
        Self {
            places: ranges(passage.places),
            on_copies: ranges(passage.on_copies),
            weight: None,
            holds_exact: false,
        }
    }

    fn near(near: Near) -> Self {
        Self { places: near.places, on_copies: Vec::new(), weight: Some(near.weight), holds_exact: false }
    }

    /// The places without `overhang` symbols at each end.
    fn core(&self, overhang: u32) -> Vec<Range<u32>> {
        self.places.iter().map(|place| place.start + overhang..place.end - overhang).collect()
    }

    /// Whether each of the places lies in a distinct place of this candidate.
    fn holds(&self, places: &[Range<u32>]) -> bool {
        let mut free = 0;
        places.len() <= self.places.len()
            && places.iter().all(|inner| {
                let after = self.places.partition_point(|outer| outer.start <= inner.start);
                let held = after > free && inner.end <= self.places[after - 1].end;
                free = after;
                held
            })
    }
}

/// A passage with its rank.
struct Judged {
    worth: Worth,
    group: Group,
    /// Places that count for the shares; none of boilerplate.
    counted: Vec<Place>,
}

/// Reports of the search in the order of the input, with data derived from their texts.
pub(super) struct Set<'a> {
    pub inputs: &'a [Input<'a>],
    pub texts: &'a [&'a Normalized],
    pub marks: &'a [Marks],
    pub min_length: usize,
    pub counts: &'a Counts,
    pub background: &'a Background,
}

impl Set<'_> {
    /// Groups by worth, and the repeated shares of each report. `order` is the order of the corpus.
    pub(super) fn duplicates(
        &self,
        corpus: &Corpus,
        order: &[usize],
        chosen: &Chosen,
        cancel: &Cancel,
    ) -> Result<Duplicates, Cancelled> {
        let places = |ranges: &mut dyn Iterator<Item = &Range<u32>>| {
            let mut places: Vec<Place> = ranges
                .map(|range| {
                    let (report, place) = corpus.place(range.start, range.end - range.start);
                    (order[report], place)
                })
                .collect();
            places.sort_unstable_by_key(|(report, place)| (*report, place.start));
            places
        };
        let judged: Result<Vec<Option<Judged>>, Cancelled> = chosen
            .candidates
            .par_iter()
            .map(|candidate| {
                cancel.check()?;
                let shown = places(&mut candidate.places.iter());
                if self.marks[shown[0].0].is_address(&shown[0].1) {
                    return Ok(None);
                }
                let worth = Worth::new(self.marks, &shown, candidate.weight, self.min_length);
                let is_near = candidate.weight.is_some();
                let mut group = self.group(&shown, is_near, worth.is_boilerplate());
                if group.boilerplate {
                    return Ok(Some(Judged { worth: worth.with(&group), group, counted: Vec::new() }));
                }
                let ends = [0, 1].map(|at| &candidate.places[at]);
                let judgement = self.judge(corpus, order, ends, &group, worth.content(), shown.len());
                group.surprise = judgement.surprise;
                if is_near && !candidate.holds_exact && judgement.is_chance {
                    return Ok(None);
                }
                let counted = places(&mut candidate.places.iter().chain(&candidate.on_copies));
                Ok(Some(Judged { worth: worth.with(&group), group, counted }))
            })
            .collect();
        let judged: Vec<Judged> = judged?.into_iter().flatten().collect();
        let mut coverage: Vec<Coverage> = self.texts.iter().map(|text| Coverage::new(text)).collect();
        for judged in judged.iter().filter(|judged| !judged.counted.is_empty()) {
            Coverage::count(&mut coverage, &judged.counted);
        }
        for pair in &chosen.counted {
            Coverage::count(&mut coverage, &places(&mut pair.iter()));
        }
        let groups = judged.into_iter().map(|judged| (judged.worth, judged.group)).collect();
        let shares =
            coverage.iter().zip(self.marks).map(|(coverage, marks)| coverage.shares(marks)).collect();
        Ok(Duplicates { groups: worth::rank(groups), shares, cut: 0 })
    }

    fn group(&self, places: &[Place], is_near: bool, boilerplate: bool) -> Group {
        let occurrence = |(report, range): &Place| Occurrence {
            report: *report,
            span: self.texts[*report].span_in_source(range.clone()),
        };
        let occurrences: Vec<Occurrence> = places.iter().take(MAX_OCCURRENCES).map(occurrence).collect();
        let likeness = if is_near { self.likeness(places) } else { Likeness::EQUAL };
        Group {
            kind: if is_near { Kind::Near } else { Kind::Exact },
            scope: worth::scope(places),
            characters: places.first().map_or(0, |(_, range)| range.len()),
            similarity: likeness.similarity,
            kept: likeness.kept,
            figures_only: is_near && self.differ_in_figures_only(places),
            variants: if boilerplate { 0 } else { self.variants(&occurrences) },
            boilerplate,
            surprise: Surprise::default(),
            occurrences,
        }
    }

    /// Surprise of a passage, computed on its first two places in the order of the corpus.
    fn judge(
        &self,
        corpus: &Corpus,
        order: &[usize],
        ends: [&Range<u32>; 2],
        group: &Group,
        content: usize,
        places: usize,
    ) -> Judgement {
        let [first, second] = ends.map(|range| {
            let (report, range) = corpus.place(range.start, range.end - range.start);
            (order[report], range)
        });
        let examined = first.1.start..first.1.end.min(first.1.start + surprise::EXAMINED);
        let names = names::names(&self.inputs[first.0].report.text, self.texts[first.0], &examined);
        let passage = surprise::Passage {
            texts: [self.symbols(&first), self.symbols(&second)],
            names: &names,
            start: ends[0].start as usize,
            places,
            kind: group.kind,
            similarity: group.similarity,
            is_within: group.scope == Scope::Within,
            content,
        };
        passage.judge(self.counts, self.background)
    }

    fn symbols(&self, (report, range): &Place) -> &[char] {
        &self.texts[*report].symbols[range.clone()]
    }

    /// Least similarity of a place to the first.
    fn likeness(&self, places: &[Place]) -> Likeness {
        let Some((first, others)) = places.split_first() else { return Likeness::EQUAL };
        let others =
            others.iter().take(MEASURED).map(|other| likeness(self.symbols(first), self.symbols(other)));
        others.fold(Likeness::EQUAL, Likeness::least)
    }

    fn differ_in_figures_only(&self, places: &[Place]) -> bool {
        let Some((first, others)) = places.split_first() else { return false };
        let folded = |place: &Place| {
            let symbols = self.symbols(place);
            let mut after_digit = false;
            symbols.iter().copied().filter_map(move |symbol| {
                let is_digit = symbol.is_ascii_digit();
                let goes_on = is_digit && after_digit;
                after_digit = is_digit;
                (!goes_on).then_some(if is_digit { '0' } else { symbol })
            })
        };
        others.iter().all(|other| folded(first).eq(folded(other)))
    }

    /// Maximum number of spots in which a place differs from the first one by the letter.
    fn variants(&self, occurrences: &[Occurrence]) -> usize {
        let literally = |place: &Occurrence| self.inputs[place.report].report.text.slice(place.span);
        let Some((first, others)) = occurrences.split_first() else { return 0 };
        let counts =
            others.iter().take(COMPARED).map(|other| difference(literally(first), literally(other)).len());
        counts.max().unwrap_or(0)
    }
}
