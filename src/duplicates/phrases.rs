//! Set phrases: formulae and fixed names that all reports of a kind share without copying. They stay visible inside a
//! passage but do not make one. The built-in list is `assets/phrases/rule-of-law.ron`.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::text::{Map, Normalized, normalize};

/// Minimum length of a phrase; shorter ones would cover half of any text.
const MIN_CHARACTERS: usize = 3;

/// Maximum length of a phrase; the time to match is proportional to the longest.
const MAX_CHARACTERS: usize = 200;

const RULE_OF_LAW: &str = include_str!("../../assets/phrases/rule-of-law.ron");

/// A list of set phrases, compiled for matching. Width, spaces and variants of punctuation do not matter, a comma and 、
/// are one mark, and a run of digits matches any other, as does one of Chinese numerals below a hundred.
#[derive(Clone, Debug)]
pub struct Phrases {
    /// A tree of the phrases: child of a node by character.
    children: Map<(u32, char), u32>,
    /// Whether a phrase ends at a node.
    ends: Vec<bool>,
    count: usize,
}

/// Why a list of phrases cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {words}")]
pub struct PhrasesError {
    /// Line of the fault, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Description of the error, in English.
    pub words: String,
}

/// Format of a list in a file: `Phrases(schema: 1, sections: [(about: "…", phrases: ["…"])])`.
#[derive(Deserialize)]
#[serde(rename = "Phrases")]
struct File {
    schema: u32,
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    /// Comment for readers of the file.
    #[serde(default, rename = "about")]
    _about: String,
    phrases: Vec<String>,
}

impl Default for Phrases {
    fn default() -> Self {
        Self { children: Map::default(), ends: vec![false], count: 0 }
    }
}

impl Phrases {
    /// Built-in list for yearly reports on building a government under the rule of law. Read once.
    pub fn rule_of_law() -> &'static Self {
        static SHIPPED: OnceLock<Phrases> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse(RULE_OF_LAW).expect("the shipped list parses (tested)"))
    }

    /// Reads a list from RON; the top of the built-in list describes its format. An error names line and column.
    pub fn parse(text: &str) -> Result<Self, PhrasesError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: File = ron::from_str(text).map_err(|error| PhrasesError {
            line: error.span.start.line,
            column: error.span.start.col,
            words: error.code.to_string(),
        })?;
        if file.schema != 1 {
            return Err(fault_at(text, "schema", format!("schema {} is not known", file.schema)));
        }
        let mut phrases = Self::default();
        for phrase in file.sections.iter().flat_map(|section| &section.phrases) {
            phrases.add(phrase).map_err(|words| fault_at(text, &format!("\"{phrase}\""), words))?;
        }
        Ok(phrases)
    }

    /// The phrases of the built-in list, in its order.
    pub fn shipped() -> &'static [String] {
        static WORDS: OnceLock<Vec<String>> = OnceLock::new();
        WORDS.get_or_init(|| {
            let file: File = ron::from_str(RULE_OF_LAW).expect("the shipped list parses (tested)");
            file.sections.into_iter().flat_map(|section| section.phrases).collect()
        })
    }

    /// The built-in list with phrases added and removed. Added words that are no phrase ([`Phrases::fits`]) are
    /// skipped.
    #[must_use]
    pub fn changed(added: &[String], removed: &[String]) -> Self {
        let mut phrases = Self::default();
        for phrase in Self::shipped().iter().filter(|phrase| !removed.contains(phrase)).chain(added) {
            let _ = phrases.add(phrase);
        }
        phrases
    }

    /// Whether words can be a phrase: neither too short nor too long.
    #[must_use]
    pub fn fits(words: &str) -> bool {
        (MIN_CHARACTERS..=MAX_CHARACTERS).contains(&normalize(words).len())
    }

    /// Number of different phrases.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether the list has no phrases.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The list with texts of any length added, each in pieces that are as long as a phrase may be, so that the time to
    /// match stays the same. Texts that are too short are skipped.
    #[must_use]
    pub fn with_texts<'a>(mut self, texts: impl IntoIterator<Item = &'a str>) -> Self {
        for text in texts {
            let symbols = normalize(text).symbols;
            let folded: Vec<char> = folded(&symbols).map(|(character, _)| character).collect();
            let pieces = folded.len().div_ceil(MAX_CHARACTERS).max(1);
            // Pieces of nearly equal length, so that none is too short to be a phrase.
            for piece in folded.chunks(folded.len().div_ceil(pieces).max(1)) {
                if piece.len() >= MIN_CHARACTERS {
                    self.add_folded(piece.iter().copied());
                }
            }
        }
        self
    }

    fn add(&mut self, phrase: &str) -> Result<(), String> {
        let normalized = normalize(phrase);
        if !(MIN_CHARACTERS..=MAX_CHARACTERS).contains(&normalized.len()) {
            return Err(format!(
                "a phrase has {MIN_CHARACTERS} to {MAX_CHARACTERS} characters, not {}",
                normalized.len()
            ));
        }
        self.add_folded(folded(&normalized.symbols).map(|(character, _)| character));
        Ok(())
    }

    fn add_folded(&mut self, phrase: impl Iterator<Item = char>) {
        let mut node = 0;
        for character in phrase {
            let next = self.ends.len() as u32;
            node = *self.children.entry((node, character)).or_insert(next);
            if node == next {
                self.ends.push(false);
            }
        }
        let end = &mut self.ends[node as usize];
        self.count += usize::from(!*end);
        *end = true;
    }

    /// For each symbol of a text, whether it lies inside a set phrase. Linear in the text times the longest phrase;
    /// in ordinary text two or three steps a symbol.
    #[must_use]
    pub fn mask(&self, text: &Normalized) -> Vec<bool> {
        let mut mask = vec![false; text.len()];
        let symbols: Vec<(char, Range<usize>)> = folded(&text.symbols).collect();
        // The mask is final before this index of `symbols`.
        let mut covered = 0;
        for start in 0..symbols.len() {
            let Some(length) = self.longest_at(&symbols[start..]) else { continue };
            let end = start + length;
            for (_, range) in &symbols[covered.max(start).min(end)..end] {
                mask[range.clone()].fill(true);
            }
            covered = covered.max(end);
        }
        mask
    }

    /// Length of the longest phrase that a folded text begins with.
    fn longest_at(&self, folded: &[(char, Range<usize>)]) -> Option<usize> {
        let mut node = 0;
        let mut longest = None;
        for (index, (character, _)) in folded.iter().enumerate() {
            match self.children.get(&(node, *character)) {
                Some(&next) => node = next,
                None => break,
            }
            if self.ends[node as usize] {
                longest = Some(index + 1);
            }
        }
        longest
    }
}

/// The symbols folded for matching, and the range each came from: a run of digits is one symbol, a run of Chinese
/// numerals another (党的十九大, 党的二十大), and the two commas are one mark.
fn folded(symbols: &[char]) -> impl Iterator<Item = (char, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = *symbols.get(at)?;
        let start = at;
        at += 1;
        let is_same: fn(&char) -> bool = match first {
            '0'..='9' => char::is_ascii_digit,
            numeral if is_numeral(numeral) => |character| is_numeral(*character),
            '、' => return Some((',', start..at)),
            other => return Some((other, start..at)),
        };
        while symbols.get(at).is_some_and(is_same) {
            at += 1;
        }
        Some((if first.is_ascii_digit() { '0' } else { '〇' }, start..at))
    })
}

/// Whether a character is a Chinese numeral below a hundred.
fn is_numeral(character: char) -> bool {
    matches!(character, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// An error at the position where `needle` first occurs in the file.
fn fault_at(text: &str, needle: &str, words: String) -> PhrasesError {
    let before = &text[..text.find(needle).unwrap_or(0)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    PhrasesError { line, column, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(phrases: &[&str]) -> Phrases {
        Phrases::parse(&format!("Phrases(schema: 1, sections: [(about: \"\", phrases: {phrases:?})])"))
            .unwrap()
    }

    /// The masked characters of a text.
    fn masked(phrases: &Phrases, text: &str) -> String {
        let text = normalize(text);
        let mask = phrases.mask(&text);
        text.symbols.iter().zip(mask).map(|(&c, inside)| if inside { c } else { '.' }).collect()
    }

    #[test]
    fn the_shipped_list_is_read_and_has_no_phrase_twice() {
        let file: File = ron::from_str(RULE_OF_LAW).unwrap();
        let all: usize = file.sections.iter().map(|section| section.phrases.len()).sum();
        assert!((80..=400).contains(&all), "{all}");
        assert_eq!(Phrases::rule_of_law().len(), all);
    }

    #[test]
    fn phrases_are_put_in_and_left_out() {
        let shipped = Phrases::shipped();
        assert_eq!(shipped.len(), Phrases::rule_of_law().len());
        let added = ["栖川经验".to_owned(), "的".to_owned()];
        let changed = Phrases::changed(&added, &shipped[..2]);
        assert_eq!(changed.len(), shipped.len() - 1);
        assert_eq!(masked(&changed, "推广栖川经验"), "..栖川经验");
        assert!(Phrases::fits("栖川经验") && !Phrases::fits("的"));
    }

    #[test]
    fn a_text_longer_than_a_phrase_is_covered_whole() {
        let words = |first: u32| -> String { (first..first + 401).filter_map(char::from_u32).collect() };
        let text = format!("{}2024年{}", words(0x4e00), words(0x6e00));
        let phrases = Phrases::default().with_texts([text.as_str(), "的"]);
        assert_eq!(phrases.len(), 5, "pieces of one text; the other is too short");
        assert_eq!(masked(&phrases, &format!("前{text}后")), format!(".{text}."));
        assert_eq!(masked(&phrases, "2024年"), ".....", "no piece is a remainder of a few characters");
    }

    #[test]
    fn width_spaces_and_digits_do_not_matter() {
        let phrases = list(&["《实施纲要（2021—2025年）》", "双随机、一公开"]);
        assert_eq!(masked(&phrases, "按《实施纲要(2026-2030 年)》办"), ".《实施纲要(2026-2030年)》.");
        assert_eq!(masked(&phrases, "“双随机、 一公开”监管"), ".双随机、一公开...");
        assert_eq!(masked(&phrases, "双随机"), "...");
    }

    #[test]
    fn commas_and_numerals_do_not_matter() {
        let phrases = list(&["党的二十大和二十届二中、三中全会精神", "职能科学、权责法定、执法严明"]);
        assert_eq!(
            masked(&phrases, "党的十九大和十九届四中、五中全会精神"),
            "党的十九大和十九届四中、五中全会精神"
        );
        assert_eq!(masked(&phrases, "职能科学，权责法定，执法严明的"), "职能科学,权责法定,执法严明.");
    }

    #[test]
    fn overlapping_phrases_are_all_covered_and_the_longest_wins() {
        let phrases = list(&["甲乙丙", "乙丙丁戊", "甲乙丙丁戊己庚"]);
        assert_eq!(masked(&phrases, "甲乙丙丁戊己甲乙丙"), "甲乙丙丁戊.甲乙丙");
        assert_eq!(masked(&phrases, ""), "");
        assert_eq!(masked(&Phrases::default(), "甲乙丙"), "...");
    }

    #[test]
    fn a_fault_has_line_and_column() {
        let error =
            Phrases::parse("Phrases(\n  schema: 1,\n  sections: [(phrases: [\"甲\" \"乙\"])])").unwrap_err();
        assert_eq!(error.line, 3, "{error}");
        let error = Phrases::parse("Phrases(schema: 1, sections: [\n(phrases: [\"甲乙丙\",\n  \"的\"])])")
            .unwrap_err();
        assert_eq!((error.line, error.column), (3, 3), "{error}");
        assert_eq!(Phrases::parse("\nPhrases(schema: 9, sections: [])").unwrap_err().line, 2);
    }
}
