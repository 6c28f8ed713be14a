//! Surprise: how unlikely it is that two authors both wrote a passage. It decides whether the passage is a finding, and
//! its rank.
//!
//! Neither length nor similarity separates a copied passage from one that official prose repeats anyway. Rarity does.
//! The score counts the strings of five letters that two places of a passage share and that are *rare*: the background
//! sketch does not hold them, and in the open reports they occur (almost) nowhere but in this passage.
//!
//! # The model
//!
//! The score is a sum of terms, the logarithm of the odds that a reader judges the passage worth attention. The weights
//! of the first five were fitted by logistic regression to 426 passages of 24 sets of real documents that a reader had
//! judged, with the documents of the set itself left out of the sketch; each further measure of a passage gained less
//! than it could have by chance (`docs/precision.md`):
//!
//! | term | effect |
//! | --- | --- |
//! | ln(1 + rare strings) | the surprise itself |
//! | ln(1 + ends of sentences) | whole sentences are copied, fragments coincide |
//! | similarity, up to 0.6 | below it only single words are shared; above it similarity adds no information |
//! | ln(places) | a passage at many places is a formula of this collection |
//! | below sixty characters inside one report | a report repeats its own names and phrases |
//! | below 26 characters | no more than one clause |
//! | inside one report, similarity below 0.6 | sentences in parallel |
//!
//! Strings of a formula (`formulae`) and of a line that only names somebody or something (`names`) are not rare, and a
//! sentence that is a formula for the most part is not counted. No term depends on the words of a particular document.
//! Whether a near passage is similar by chance, and so none at all, is decided by the five fitted terms alone: what a
//! list says about words may fold a passage away, but never lose it.

use super::Kind;
use super::background::{self, Background};
use super::corpus::Corpus;
use super::formulae;
use super::suffix::Suffixes;

/// Maximum number of symbols of a place whose strings are counted; the rest does not affect the surprise.
pub(super) const EXAMINED: usize = 4_000;

/// Maximum number of positions outside the passage's own places at which a rare string may occur in the open reports.
const ELSEWHERE: usize = 2;

/// Length in symbols below which a passage inside one report is likely to be a name or phrase of that report.
const PHRASE_OF_REPORT: usize = 60;

/// Length in symbols below which a passage is no more than one clause.
const CLAUSE: usize = 26;

/// Similarity above which further similarity adds no information. Below it, sentences inside one report stand in
/// parallel.
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
const OF_CLAUSE: f32 = -1.5;
const OF_PARALLEL: f32 = -3.0;

/// Minimum score of a finding. At it, 93 in 100 passages worth attention are shown, and 20 in 100 of the labelled ones
/// shown are not worth it (`docs/precision.md`).
pub(super) const FINDING: f32 = -1.35;

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

/// Result of examining a passage.
pub(super) struct Judgement {
    /// Evidence for whether it is a finding.
    pub surprise: Surprise,
    /// Whether a near passage is similar by chance: sentences of one pattern, the same names in sentences about
    /// something else.
    pub is_chance: bool,
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
    /// For each symbol of the first place, whether it lies in a line that only names (see `names`).
    pub names: &'a [bool],
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
    pub(super) fn judge(&self, counts: &Counts, background: &Background) -> Judgement {
        let [first, second] = self.texts.map(|text| &text[..text.len().min(EXAMINED)]);
        let strings = [first, second].map(strings);
        let rare = self.rare(first, &strings[1], counts, background);
        let shared = if self.kind == Kind::Exact {
            [1.0; 2]
        } else {
            [shared(first, &strings[1]), shared(second, &strings[0])]
        };
        let fitted = self.fitted(rare.all, self.texts[0].iter().filter(|&&symbol| is_end(symbol)).count());
        let is_reordered = shared.iter().all(|&share| share >= REORDERED);
        let is_chance =
            fitted < CHANCE || fitted < FINDING && self.similarity < ALIKE_BY_CHANCE && !is_reordered;
        let score = self.fitted(rare.own, own_sentences(first)) + self.corrections();
        Judgement { surprise: Surprise { rare: rare.own, content: self.content, score, shared }, is_chance }
    }

    /// Sum of the fitted terms, given the numbers of rare strings and of ends of sentences.
    fn fitted(&self, rare: usize, sentences: usize) -> f32 {
        let is_phrase = self.is_within && self.texts[0].len() < PHRASE_OF_REPORT;
        BIAS + OF_RARE * (rare as f32).ln_1p()
            + OF_SENTENCES * (sentences as f32).ln_1p()
            + OF_SIMILARITY * self.similarity.min(ALIKE)
            + OF_PLACES * (self.places as f32).ln()
            + if is_phrase { OF_PHRASE } else { 0.0 }
    }

    /// Sum of the other terms.
    fn corrections(&self) -> f32 {
        let is_clause = self.texts[0].len() < CLAUSE;
        let parallel = if self.is_within { (ALIKE - self.similarity).max(0.0) } else { 0.0 };
        OF_PARALLEL * parallel + if is_clause { OF_CLAUSE } else { 0.0 }
    }

    /// Counts the different rare strings in both texts; `second` has the strings of the second text.
    fn rare(&self, first: &[char], second: &[u32], counts: &Counts, background: &Background) -> Rare {
        let mut rare: Vec<(u32, bool)> = Vec::new();
        for (at, string) in first.windows(background::STRING).enumerate() {
            let stands = usize::from(counts.0[self.start + at]);
            if stands > self.places + ELSEWHERE || stands < 2 || !background::is_counted(string) {
                continue;
            }
            let hash = background::hash(string);
            if (self.kind == Kind::Exact || second.binary_search(&hash).is_ok()) && !background.holds(hash) {
                let names = self.names.get(at..at + string.len()).unwrap_or_default();
                let is_own = !names.contains(&true) && !formulae::holds(hash);
                rare.push((hash, !is_own));
            }
        }
        // A string that stands in a name and in prose counts as prose: it sorts first.
        rare.sort_unstable();
        rare.dedup_by_key(|(hash, _)| *hash);
        Rare { all: rare.len(), own: rare.iter().filter(|(_, is_common)| !is_common).count() }
    }
}

/// Numbers of different rare strings.
struct Rare {
    all: usize,
    /// Outside formulae and names.
    own: usize,
}

fn is_end(symbol: char) -> bool {
    matches!(symbol, '。' | ';' | '!' | '?')
}

/// Number of sentences that end in a text and are not formulae for the most part.
fn own_sentences(text: &[char]) -> usize {
    let sentences = text.split_inclusive(|&symbol| is_end(symbol));
    let ended = sentences.filter(|sentence| sentence.last().is_some_and(|&symbol| is_end(symbol)));
    ended.filter(|sentence| !is_formula(sentence)).count()
}

/// Whether at least half of the strings of a sentence stand in formulae.
fn is_formula(sentence: &[char]) -> bool {
    let (mut counted, mut held) = (0, 0);
    for string in sentence.windows(background::STRING).filter(|string| background::is_counted(string)) {
        counted += 1;
        held += usize::from(formulae::holds(background::hash(string)));
    }
    counted > 0 && 2 * held >= counted
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::{Group, Input, Options, duplicates};
    use crate::report::Report;
    use crate::structure::outline;
    use crate::task::Cancel;

    /// The passages of reports.
    fn found(texts: &[&str]) -> Vec<Group> {
        let reports: Vec<Report> = texts.iter().map(|text| Report::from_text("a.txt", text)).collect();
        let outlines: Vec<_> = reports.iter().map(outline).collect();
        let inputs: Vec<Input<'_>> =
            reports.iter().zip(&outlines).map(|(report, outline)| Input { report, outline }).collect();
        duplicates(&inputs, &Options::default(), &Cancel::default()).unwrap().groups
    }

    fn are_findings(texts: &[&str]) -> Vec<bool> {
        found(texts).iter().map(Group::is_finding).collect()
    }

    #[test]
    fn what_a_body_reports_is_a_finding_and_a_formula_is_none() {
        let own = "沿栖川河边的七座涵闸已全部改建为电动启闭，汛期由镇闸管站值守。";
        assert_eq!(are_findings(&[own, &format!("水利方面，{own}")]), [true]);
        let formula = "我代表市人民政府，向辛勤工作在各条战线上的广大干部群众，向人大代表、政协委员，向驻军和武警官兵、政法干警，\
            向离退休老同志，向所有关心支持发展的社会各界朋友，致以崇高的敬意和衷心的感谢！";
        let groups = found(&[formula, &format!("成绩来之不易。{formula}")]);
        assert!(!groups.is_empty() && groups.iter().all(|group| !group.is_finding()), "{groups:?}");
    }

    #[test]
    fn names_and_single_clauses_are_no_findings() {
        let names = "　　林晓舟　　霁川县副县长\n　　顾砚秋　　栖川水利局局长\n　　沈未央　　澜塘粮站站长\n　　陆听澜　　芦汀海事所所长\n";
        let groups = found(&[names, &format!("成员名单如下，由办公室另行通知。\n{names}")]);
        assert!(!groups.is_empty() && groups.iter().all(|group| !group.is_finding()), "{groups:?}");
        let clause = "沿栖川河边的涵闸改建为电动启闭并值守";
        let with = |words: &str| format!("水利方面，{clause}{words}");
        assert_eq!(are_findings(&[&with("一年。"), &with("两月。")]), [false]);
    }

    #[test]
    fn a_sentence_of_formulae_is_not_counted() {
        let text: Vec<char> =
            "坚持稳中求进工作总基调;全县新建涵闸七座;我代表国务院向全国各族人民表示诚挚的感谢!未完"
                .chars()
                .collect();
        assert_eq!(own_sentences(&text), 1);
    }
}
