//! What a line says: the best path through the recogniser's answer (connectionist temporal classification).

use super::net::{Net, NetError};
use super::strip::{HEIGHT, Strip};

/// A character of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Read {
    pub(super) character: char,
    /// Its middle along the strip, from 0 to 1.
    pub(super) at: f32,
    /// Its probability.
    pub(super) confidence: f32,
}

/// A line as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    pub(super) characters: Vec<Read>,
}

impl Reading {
    /// Mean probability of its characters; 0 without any.
    pub(super) fn mean(&self) -> f32 {
        let sum: f32 = self.characters.iter().map(|read| read.confidence).sum();
        sum / (self.characters.len().max(1)) as f32
    }

    /// Drops characters at both ends that are not sure and stand where `is_foreign` says.
    pub(super) fn trim(&mut self, sure: f32, is_foreign: impl Fn(f32) -> bool) {
        let kept = |read: &Read| read.confidence > sure || !is_foreign(read.at);
        let end = self.characters.iter().rposition(kept).map_or(0, |last| last + 1);
        self.characters.truncate(end);
        let start = self.characters.iter().position(kept).unwrap_or(0);
        self.characters.drain(..start);
    }

    /// How much of the line is sure: the mean would favour a reading that leaves a doubtful character out, the bare sum
    /// one that adds noise.
    pub(super) fn sureness(&self) -> f32 {
        self.characters.iter().map(|read| read.confidence - 0.5).sum()
    }
}

/// The model that reads lines, with its alphabet.
pub(super) struct Recogniser {
    net: Net,
    /// The characters of classes 1 and on. Class 0 is none, the class behind the last character is the space.
    alphabet: Vec<char>,
}

impl Recogniser {
    /// The alphabet is in the model's metadata, a character a line.
    pub(super) fn new(onnx: Vec<u8>) -> Result<Self, NetError> {
        let net = Net::new(onnx)?;
        let characters = net.about("character").unwrap_or_default();
        let alphabet = characters.split('\n').filter_map(|line| line.chars().next()).collect();
        Ok(Self { net, alphabet })
    }

    /// Reads one line.
    pub(super) fn read(&self, strip: Strip) -> Result<Reading, NetError> {
        let Strip { planes, width, filled } = strip;
        let (shape, answer) = self.net.run(planes, [HEIGHT, width])?;
        let classes = shape.last().copied().unwrap_or(0);
        if classes == 0 {
            return Ok(Reading::default());
        }
        let filled = filled as f32 / width as f32;
        Ok(best_path(&answer, classes, filled, |class| self.alphabet.get(class - 1).copied().unwrap_or(' ')))
    }
}

/// The most probable class of each step, without repetitions and without class 0. A character's place is the mean of its
/// steps and of the two beside them, by probability: the steps alone are too coarse, four for a square character.
/// `filled` is the part of the steps that the line fills.
fn best_path(answer: &[f32], classes: usize, filled: f32, letter: impl Fn(usize) -> char) -> Reading {
    let steps = answer.len() / classes;
    let best = |step: usize| {
        let row = &answer[step * classes..][..classes];
        let first = (0, f32::MIN);
        row.iter().enumerate().fold(first, |best, (class, p)| if *p > best.1 { (class, *p) } else { best })
    };
    let path: Vec<(usize, f32)> = (0..steps).map(best).collect();
    let mut characters = Vec::new();
    let mut start = 0;
    while start < steps {
        let class = path[start].0;
        let end = (start..steps).find(|step| path[*step].0 != class).unwrap_or(steps);
        if class != 0 {
            let (mut sum, mut weight, mut confidence) = (0.0, 0.0, 0.0_f32);
            for step in start.saturating_sub(1)..(end + 1).min(steps) {
                let p = answer[step * classes + class];
                sum += p * (step as f32 + 0.5);
                weight += p;
                confidence = confidence.max(p);
            }
            let at = sum / weight.max(f32::MIN_POSITIVE) / steps as f32 / filled.max(f32::MIN_POSITIVE);
            characters.push(Read { character: letter(class), at, confidence });
        }
        start = end;
    }
    Reading { characters }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_path_joins_repetitions_and_skips_blanks() {
        let row = |class: usize, p: f32| {
            let mut row = [(1.0 - p) / 2.0; 3];
            row[class] = p;
            row
        };
        let answer = [
            row(0, 0.9),
            row(1, 0.8),
            row(1, 0.95),
            row(0, 0.9),
            row(1, 0.7),
            row(2, 0.9),
            row(0, 0.9),
            row(0, 0.9),
        ];
        let reading = best_path(&answer.concat(), 3, 1.0, |class| ['甲', '乙'][class - 1]);
        let text: String = reading.characters.iter().map(|read| read.character).collect();
        assert_eq!(text, "甲甲乙");
        assert!((reading.characters[0].confidence - 0.95).abs() < 1e-6);
        let at = reading.characters[0].at * 8.0;
        assert!((1.9..2.2).contains(&at), "between its two steps: {at}");
        assert!((reading.mean() - (0.95 + 0.7 + 0.9) / 3.0).abs() < 1e-6);
        assert!(best_path(&[], 3, 1.0, |_| '甲').mean().abs() < 1e-6);
    }

    #[test]
    fn doubtful_characters_are_trimmed_at_the_ends_only() {
        let read = |(at, (character, confidence))| Read { character, at: at as f32 / 10.0, confidence };
        let all = [('二', 0.4), ('2', 1.0), ('0', 0.4), ('日', 0.9), ('回', 0.3)];
        let reading = Reading { characters: all.into_iter().enumerate().map(read).collect() };
        let said =
            |reading: &Reading| reading.characters.iter().map(|read| read.character).collect::<String>();
        let mut all = reading.clone();
        all.trim(0.65, |_| true);
        assert_eq!(said(&all), "20日");
        let mut first = reading.clone();
        first.trim(0.65, |at| at < 0.2);
        assert_eq!(said(&first), "20日回", "what stands elsewhere stays");
        assert!(reading.sureness() < all.sureness());
    }
}
