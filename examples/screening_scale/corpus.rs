//! Synthetic reports: words drawn from a lexicon, set phrases, and planted reuse with known answers. The same on every run
//! and machine.

use std::collections::BTreeMap;

/// Size of the corpus.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) reports: usize,
    /// Approximate length of each report in characters.
    pub(crate) characters: usize,
    pub(crate) seed: u64,
}

/// A kind of planted reuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A passage of another report.
    Passage,
    /// Most of another report.
    Body,
    /// One passage in a dozen reports.
    Circulated,
}

/// A pair of reports that share text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Planted {
    pub(crate) left: usize,
    pub(crate) right: usize,
    pub(crate) kind: Kind,
    /// Characters, the longest.
    pub(crate) length: usize,
}

/// Pseudo-random numbers (xorshift64*, Vigna 2016).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize) % limit
    }

    /// A number below `bound`, small ones more often, like the ranks of words in a text.
    fn skewed(&mut self, limit: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((share * share) * limit as f64) as usize
    }
}

/// The parameters from which reports are generated.
pub(crate) struct Corpus {
    plan: Plan,
    words: Vec<String>,
    phrases: Vec<String>,
    /// The reuse in each report, and its source.
    taken: BTreeMap<usize, Taken>,
    pub(crate) planted: Vec<Planted>,
}

#[derive(Clone, Copy)]
struct Taken {
    kind: Kind,
    from: usize,
    length: usize,
}

impl Corpus {
    /// Draws lexicon, set phrases and answers. Of a hundred reports four reuse a passage of 30 to 400 characters, one most
    /// of a body, and two share a passage with ten others.
    pub(crate) fn new(plan: Plan) -> Self {
        let mut dice = Dice::new(plan.seed);
        let character =
            |dice: &mut Dice| char::from_u32(0x4e00 + dice.skewed(3_500) as u32).expect("an ideograph");
        let words = (0..12_000).map(|_| {
            let length = 2 + dice.below(3);
            (0..length).map(|_| character(&mut dice)).collect()
        });
        let words: Vec<String> = words.collect();
        let phrases = (0..300).map(|_| {
            let count = 3 + dice.below(7);
            (0..count).map(|_| words[dice.below(words.len())].as_str()).collect()
        });
        let phrases = phrases.collect();
        let mut corpus = Self { plan, words, phrases, taken: BTreeMap::new(), planted: Vec::new() };
        corpus.plant(&mut dice);
        corpus
    }

    fn plant(&mut self, dice: &mut Dice) {
        let circles = (self.plan.reports / 600).max(1);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); circles];
        for report in 0..self.plan.reports {
            // Only reports without reuse are sources, so that there are no answers but the planted ones.
            let from = dice.below(self.plan.reports) / 100 * 100 + 50;
            let taken = match report % 100 {
                10 | 30 | 60 | 80 => Taken { kind: Kind::Passage, from, length: 30 + dice.below(371) },
                40 => Taken { kind: Kind::Body, from, length: self.plan.characters * 7 / 10 },
                20 | 70 => {
                    let circle = dice.below(circles);
                    members[circle].push(report);
                    Taken { kind: Kind::Circulated, from: circle, length: 80 }
                }
                _ => continue,
            };
            if taken.kind == Kind::Circulated || taken.from < self.plan.reports {
                self.taken.insert(report, taken);
                if taken.kind != Kind::Circulated {
                    let (left, right) = (report.min(taken.from), report.max(taken.from));
                    self.planted.push(Planted { left, right, kind: taken.kind, length: taken.length });
                }
            }
        }
        for circle in members {
            for (index, &left) in circle.iter().enumerate() {
                let pair = |&right: &usize| Planted { left, right, kind: Kind::Circulated, length: 80 };
                self.planted.extend(circle[index + 1..].iter().map(pair));
            }
        }
    }

    /// Whether two reports share text because both reuse a third one.
    pub(crate) fn follows(&self, left: usize, right: usize) -> bool {
        let source =
            |report| self.taken.get(&report).map(|taken| (taken.kind == Kind::Circulated, taken.from));
        source(left).is_some() && source(left) == source(right)
    }

    /// The text of a report, the same at each call. Linear in its length.
    pub(crate) fn text(&self, report: usize) -> String {
        let own = self.salad(report as u64 + 1, self.plan.characters);
        let Some(taken) = self.taken.get(&report) else { return own };
        let source = match taken.kind {
            Kind::Circulated => self.salad(u64::MAX - taken.from as u64, 2 * taken.length),
            _ => self.salad(taken.from as u64 + 1, self.plan.characters),
        };
        let source: Vec<char> = source.chars().filter(|c| !c.is_whitespace()).collect();
        let mut dice = Dice::new(report as u64 ^ 0x5eed);
        let at = dice.below(source.len() - taken.length.min(source.len() - 1));
        let at = if taken.kind == Kind::Circulated { 0 } else { at };
        let passage: String = source[at..].iter().take(taken.length).collect();
        let keep = self.plan.characters - taken.length.min(self.plan.characters);
        let split = own.char_indices().nth(keep / 2).map_or(own.len(), |(at, _)| at);
        let end = own.char_indices().nth(keep).map_or(own.len(), |(at, _)| at);
        format!("{}\n{passage}\n{}", &own[..split], &own[split..end])
    }

    /// Sentences and paragraphs of words, with set phrases for a sixth of the text.
    fn salad(&self, seed: u64, characters: usize) -> String {
        let mut dice = Dice::new(self.plan.seed ^ seed.wrapping_mul(0x9e37_79b9));
        let mut text = String::with_capacity(characters * 3 + 100);
        let mut since_stop = 0;
        while text.len() < characters * 3 {
            if dice.below(40) == 0 {
                text.push_str(&self.phrases[dice.skewed(self.phrases.len())]);
            } else {
                text.push_str(&self.words[dice.skewed(self.words.len())]);
            }
            since_stop += 1;
            if since_stop > 4 + dice.below(5) {
                text.push_str(if dice.below(4) == 0 { "。\n" } else { "，" });
                since_stop = 0;
                if dice.below(6) == 0 {
                    text.push_str(&(dice.below(900) + 1).to_string());
                    text.push('件');
                }
            }
        }
        text
    }
}
