//! The collection: reports are pushed, analysed together, and added one by one afterwards.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::bits::Bits;
use super::formulae::Formulae;
use super::grams::Grams;
use super::groups::{self, Groups};
use super::matches::{MAX_GROUP, Matcher, link};
use super::runs::Runs;
use super::sketch::Sketch;
use super::table::Table;
use super::texts::{Full, Texts};
use super::{Added, Options, PairRank, ReportRank, Screening, rank};
use crate::task::{Cancel, Cancelled, Progress};

/// Maximum number of pairs listed, those worth most.
pub const MAX_PAIRS: usize = 200_000;

/// A collection of reports, with the results of its analysis.
#[derive(Debug)]
pub struct Index {
    options: Options,
    grams: Grams,
    texts: Texts,
    /// Facts about each report besides its text.
    facts: Vec<Facts>,
    /// Place of each report in an order that does not depend on the order of the input.
    rank: Vec<u32>,
    runs: Runs,
    analysed: Option<Analysed>,
}

/// Data of an analysis that is kept to add reports to it.
#[derive(Debug)]
struct Analysed {
    formulae: Formulae,
    mask: Bits,
    table: Table,
}

#[derive(Debug)]
struct Facts {
    path: std::path::PathBuf,
    content: [u8; 32],
    characters: usize,
    parts_absent: Option<Vec<String>>,
}

impl Index {
    /// An empty collection.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            grams: Grams::for_length(options.min_length),
            texts: Texts::new(),
            facts: Vec::new(),
            rank: Vec::new(),
            runs: Runs::default(),
            analysed: None,
        }
    }

    /// Pushes a report, to be compared by the next [`Index::analyse`]. Returns its index in the results, counted from
    /// 0.
    pub fn push(&mut self, sketch: Sketch) -> Result<usize, Full> {
        let report = self.texts.push(&sketch, &self.grams)?;
        let Sketch { path, content, characters, parts_absent, .. } = sketch;
        self.facts.push(Facts { path, content, characters, parts_absent });
        self.analysed = None;
        Ok(report)
    }

    /// Number of reports pushed.
    #[must_use]
    pub fn reports(&self) -> usize {
        self.facts.len()
    }

    /// Compares all reports with each other. Uses all cores of the current pool; takes time and memory proportional to
    /// the text (see `docs/screening.md`). When cancelled, only the reports are kept.
    pub fn analyse(&mut self, cancel: &Cancel, progress: &Progress) -> Result<(), Cancelled> {
        self.analysed = None;
        self.runs = Runs::default();
        let order = self.order();
        self.rank = vec![0; order.len()];
        for (place, &report) in order.iter().enumerate() {
            self.rank[report] = place as u32;
        }
        progress.say("screen-stage-phrases", 0, 2);
        let formulae = Formulae::of(&self.texts, &order, &self.grams, cancel)?;
        progress.say("screen-stage-phrases", 1, 2);
        let mask = self.mask(&formulae, cancel)?;
        progress.say("screen-stage-phrases", 2, 2);
        let mut table = Vec::new();
        let kept = self.options.incremental.then_some(&mut table);
        let groups = Groups::new(&self.texts, &mask, &self.grams, kept, cancel, progress)?;
        let mut runs = Runs::default();
        self.matcher(&mask).runs(&groups, &mut runs, cancel, progress)?;
        self.runs = runs;
        if self.options.incremental {
            self.analysed = Some(Analysed { formulae, mask, table: Table::new(table) });
        }
        Ok(())
    }

    /// Compares one more report with those analysed, in time proportional to that report and to the text it shares. Set
    /// phrases remain those of the analysis.
    ///
    /// # Panics
    ///
    /// If the collection was not analysed with [`Options::incremental`] since the last [`Index::push`].
    pub fn add(&mut self, sketch: Sketch) -> Result<Added, Full> {
        let Analysed { formulae, mut mask, mut table } =
            self.analysed.take().expect("the collection was analysed");
        let report = match self.push(sketch) {
            Ok(report) => report,
            Err(full) => {
                self.analysed = Some(Analysed { formulae, mask, table });
                return Err(full);
            }
        };
        // An added report comes after all others, whatever its content: only ties and chains depend on it.
        self.rank.push(report as u32);
        mask.grow(self.texts.end());
        let words = self.texts.padded(report);
        formulae.mask(self.texts.text(report), &mut mask.words_mut()[words.start / 64..words.end / 64]);

        let mut fresh: Vec<u64> = groups::active(&self.texts, &mask, &self.grams, report)
            .map(|at| self.grams.hash(&self.texts.symbols()[at..]) >> 32 << 32 | at as u64)
            .collect();
        fresh.sort_unstable();
        let mut links = Self::links_within(&fresh);
        for &print in &fresh {
            let others = table.positions((print >> 32) as u32).take(MAX_GROUP);
            links.extend(others.map(|other| link(other, print as u32)));
        }
        let compared = links.len();
        let found =
            self.matcher(&mask).follow(&mut links, &Cancel::default()).expect("nobody else holds the token");
        let mut across = found.across.clone();
        self.runs.absorb(&self.texts, &self.rank, found);
        table.add(fresh);
        self.analysed = Some(Analysed { formulae, mask, table });
        let mut pairs = rank::pairs(&self.texts, &mut across);
        self.sort_pairs(&mut pairs);
        Ok(Added { report: self.report_rank(report), pairs, compared })
    }

    /// The current ranking.
    #[must_use]
    pub fn screening(&mut self) -> Screening {
        self.runs.reach(&self.texts);
        let mut reports: Vec<ReportRank> =
            (0..self.reports()).map(|report| self.report_rank(report)).collect();
        reports.sort_by_key(|one| {
            let (more, less) = (one.within.max(one.shared), one.within.min(one.shared));
            (Reverse((more.to_bits(), less.to_bits())), self.rank_of(one.report))
        });
        let mut pairs = rank::pairs(&self.texts, &mut self.runs.across);
        let left_out = pairs.len().saturating_sub(MAX_PAIRS);
        self.sort_pairs(&mut pairs);
        pairs.truncate(MAX_PAIRS);
        Screening { reports, pairs, pairs_left_out: left_out }
    }

    /// Order of the reports: by content, equal ones by path.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.facts.len()).collect();
        order.sort_by_key(|&report| (&self.facts[report].content, &self.facts[report].path));
        order
    }

    fn rank_of(&self, report: usize) -> u32 {
        self.rank.get(report).copied().unwrap_or(u32::MAX)
    }

    fn matcher<'a>(&'a self, mask: &'a Bits) -> Matcher<'a> {
        Matcher {
            texts: &self.texts,
            mask,
            grams: &self.grams,
            min_length: self.options.min_length.max(1),
            rank: &self.rank,
        }
    }

    /// Mask of the symbols of all reports that belong to set phrases.
    fn mask(&self, formulae: &Formulae, cancel: &Cancel) -> Result<Bits, Cancelled> {
        let mut mask = Bits::new(self.texts.end());
        let mut parts = Vec::with_capacity(self.reports());
        // The reports occupy separate words, so they can be masked in parallel.
        let mut rest = &mut mask.words_mut()[1..];
        for report in 0..self.reports() {
            let (words, behind) = rest.split_at_mut(self.texts.padded(report).len() / 64);
            parts.push((report, words));
            rest = behind;
        }
        parts.into_par_iter().try_for_each(|(report, words)| {
            cancel.check()?;
            formulae.mask(self.texts.text(report), words);
            Ok(())
        })?;
        Ok(mask)
    }

    /// Links between equal fingerprints of one report, sorted: each with some of those before it.
    fn links_within(fresh: &[u64]) -> Vec<u64> {
        let mut links = Vec::new();
        for group in fresh.chunk_by(|left, right| left >> 32 == right >> 32) {
            let before = if group.len() > MAX_GROUP { 1 } else { MAX_GROUP };
            for (index, &print) in group.iter().enumerate() {
                let others = &group[index.saturating_sub(before)..index];
                links.extend(others.iter().map(|&other| link(other as u32, print as u32)));
            }
        }
        links
    }

    fn report_rank(&self, report: usize) -> ReportRank {
        let facts = &self.facts[report];
        let (within, shared) = rank::shares(&self.texts, &self.runs, report);
        ReportRank {
            report,
            path: facts.path.clone(),
            characters: facts.characters,
            within,
            shared,
            parts_absent: facts.parts_absent.clone(),
        }
    }

    fn sort_pairs(&self, pairs: &mut [PairRank]) {
        pairs.par_sort_unstable_by_key(|pair| {
            let share = pair.shared_left.max(pair.shared_right);
            let (left, right) = (self.rank_of(pair.left), self.rank_of(pair.right));
            (
                Reverse((pair.worth, share.to_bits(), pair.longest, pair.passages)),
                left.min(right),
                left.max(right),
            )
        });
    }
}
