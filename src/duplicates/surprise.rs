//! Surprise: how unlikely it is that two authors both wrote a passage. It decides whether the passage is a finding, and
//! its rank.
//!
//! Neither length nor similarity separates a copied passage from one that official prose repeats anyway. Rarity does.
//! The score counts the strings of five letters that two places of a passage share and that are *rare*: the background
//! sketch does not hold them, and in the open reports they occur (almost) nowhere but in this passage.
//!
//! # The model
//!
//! The score is a sum of five terms, the logarithm of the odds that a reader judges the passage worth attention. Its
//! weights were fitted by logistic regression to 426 passages of 24 sets of real documents that a reader had judged,
//! with the documents of the set itself left out of the sketch; leaving out one set at a time, it ranks a passage worth
//! attention above one that is not in 94 of 100 cases (`docs/precision.md`). There are five terms because each further
//! one gained less than it could have by chance:
//!
//! | term | effect |
//! | --- | --- |
//! | ln(1 + rare strings) | the surprise itself |
//! | ln(1 + ends of sentences) | whole sentences are copied, fragments coincide |
//! | similarity, up to 0.6 | below it only single words are shared; above it similarity adds no information |
//! | ln(places) | a passage at many places is a formula of this collection |
//! | below sixty characters inside one report | a report repeats its own names and phrases |
//!
//! No term depends on the words of a particular document.

use super::Kind;
use super::background::{self, Background};
use super::corpus::Corpus;
use super::suffix::Suffixes;

/// Maximum number of symbols of a place whose strings are counted; the rest does not affect the surprise.
const EXAMINED: usize = 4_000;

/// Maximum number of positions outside the passage's own places at which a rare string may occur in the open reports.
const ELSEWHERE: usize = 2;

/// Length in symbols below which a passage inside one report is likely to be a name or phrase of that report.
const PHRASE_OF_REPORT: usize = 60;

/// Similarity above which further similarity adds no information.
const ALIKE: f32 = 0.6;

/// Score below which a near passage is similar by chance: no planted passage scores less.
const CHANCE: f32 = -3.0;

/// Similarity below which a near passage that is no finding is similar by chance, unless it was reordered.
const ALIKE_BY_CHANCE: f32 = 0.3;

/// Share of both places in strings of the other, in any order, from which on a near passage was reordered.
const REORDERED: f32 = 0.75;

const BIAS: f32 = -4.6;
const OF_RARE: f32 = 0.97;
const OF_SENTENCES: f32 = 0.55;
const OF_SIMILARITY: f32 = 4.9;
const OF_PLACES: f32 = -2.0;
const OF_PHRASE: f32 = -2.1;

/// Minimum score of a finding. At it, 93 in 100 passages worth attention are shown, and 38 in 100 of the labelled ones
/// shown are not worth it (`docs/precision.md`).
pub(super) const FINDING: f32 = -1.4;

/// Evidence for whether a passage is a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Surprise {
    /// Number of strings of five letters that two of its places share and that are rare in official prose and in the
    /// open reports.
    pub rare: usize,
    /// Number of symbols of the passage outside set phrases and page furniture.
    pub content: usize,
    /// Logarithm of the odds that the passage is worth attention, without the prior odds.
    pub score: f32,
    /// Share of the first place's characters that lie in strings of five characters of the second place, in whatever
    /// order, and vice versa. What `Group::kept` misses of it was moved.
    pub shared: [f32; 2],
}

impl Surprise {
    /// Whether a near passage of this similarity is similar by chance: sentences of one pattern, the same names in
    /// sentences about something else.
    pub(super) fn is_chance(&self, similarity: f32) -> bool {
        let is_reordered = self.shared.iter().all(|&share| share >= REORDERED);
        self.score < CHANCE || self.score < FINDING && similarity < ALIKE_BY_CHANCE && !is_reordered
    }
}

/// Number of positions of a corpus at which each string of five symbols occurs, by the position where it begins.
pub(super) struct Counts(Vec<u8>);

impl Counts {
    /// Counts up to 255. Linear in the corpus.
    pub(super) fn new(corpus: &Corpus, suffixes: &Suffixes) -> Self {
        let mut counts = vec![1u8; corpus.symbols.len()];
        for group in suffixes.groups(background::STRING as u32) {
            let count = u8::try_from(group.len()).unwrap_or(u8::MAX);
            for &at in group {
                counts[at as usize] = count;
            }
        }
        Self(counts)
    }
}

/// Passage whose surprise is computed.
pub(super) struct Passage<'a> {
    /// The symbols of the first two places.
    pub texts: [&'a [char]; 2],
    /// Position in the corpus where the first place begins.
    pub start: usize,
    /// Number of its places.
    pub places: usize,
    /// Exact or near.
    pub kind: Kind,
    /// Least similarity of two places.
    pub similarity: f32,
    /// Whether all places lie in one report.
    pub is_within: bool,
    /// Number of symbols outside set phrases.
    pub content: usize,
}

impl Passage<'_> {
    /// Computes the surprise. Linear in the first [`EXAMINED`] symbols.
    pub(super) fn surprise(&self, counts: &Counts, background: &Background) -> Surprise {
        let [first, second] = self.texts.map(|text| &text[..text.len().min(EXAMINED)]);
        let strings = [first, second].map(strings);
        let rare = self.rare(first, &strings, counts, background);
        let shared = if self.kind == Kind::Exact {
            [1.0; 2]
        } else {
            [shared(first, &strings[1]), shared(second, &strings[0])]
        };
        let is_end = |symbol: &&char| matches!(symbol, '。' | ';' | '!' | '?');
        let sentences = self.texts[0].iter().filter(is_end).count();
        let is_phrase = self.is_within && self.texts[0].len() < PHRASE_OF_REPORT;
        let score = BIAS
            + OF_RARE * (rare as f32).ln_1p()
            + OF_SENTENCES * (sentences as f32).ln_1p()
            + OF_SIMILARITY * self.similarity.min(ALIKE)
            + OF_PLACES * (self.places as f32).ln()
            + if is_phrase { OF_PHRASE } else { 0.0 };
        Surprise { rare, content: self.content, score, shared }
    }

    /// Number of different rare strings in both texts, of which `strings` has the strings.
    fn rare(
        &self,
        first: &[char],
        strings: &[Vec<u32>; 2],
        counts: &Counts,
        background: &Background,
    ) -> usize {
        let mut rare: Vec<u32> = Vec::new();
        for (at, string) in first.windows(background::STRING).enumerate() {
            let stands = usize::from(counts.0[self.start + at]);
            if stands > self.places + ELSEWHERE || stands < 2 || !background::is_counted(string) {
                continue;
            }
            let hash = background::hash(string);
            if (self.kind == Kind::Exact || strings[1].binary_search(&hash).is_ok())
                && !background.holds(hash)
            {
                rare.push(hash);
            }
        }
        rare.sort_unstable();
        rare.dedup();
        rare.len()
    }
}

/// The hashes of the strings of a text, rising.
fn strings(text: &[char]) -> Vec<u32> {
    let mut hashes: Vec<u32> = text.windows(background::STRING).map(background::hash).collect();
    hashes.sort_unstable();
    hashes
}

/// Share of the symbols of a text that lie in strings of another one, in whatever order.
fn shared(text: &[char], other: &[u32]) -> f32 {
    let (mut covered, mut end) = (0, 0);
    for (at, string) in text.windows(background::STRING).enumerate() {
        if other.binary_search(&background::hash(string)).is_ok() {
            covered += at + string.len() - end.max(at);
            end = at + string.len();
        }
    }
    covered as f32 / text.len().max(1) as f32
}
