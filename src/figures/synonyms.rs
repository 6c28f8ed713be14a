//! Words that name one thing: the list that ships with the program, and the reviewer's own.

use std::collections::HashMap;

/// The list that ships with the program.
const BUILT_IN: &str = include_str!("../../assets/ledger/synonyms.txt");

/// Groups of words that name one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// For each first character, the words that begin with it, longer ones first, each with the word it stands for.
    by_character: HashMap<char, Vec<(String, String)>>,
}

impl Synonyms {
    /// The list that ships with the program, `assets/ledger/synonyms.txt`.
    ///
    /// ```
    /// use jiaokan::figures::Synonyms;
    /// assert_eq!(Synonyms::built_in().replace("受理行政复议申请"), "受理行政复议案件");
    /// ```
    #[must_use]
    pub fn built_in() -> Self {
        let mut synonyms = Self::default();
        for line in BUILT_IN.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split_whitespace().collect();
            synonyms.add(&words);
        }
        synonyms
    }

    /// Adds a group of words that name one thing, the first of which names the group. A word of an earlier group moves to
    /// the new one.
    pub fn add(&mut self, words: &[&str]) {
        let Some((first, _)) = words.split_first() else { return };
        for word in words {
            let Some(character) = word.chars().next() else { continue };
            let list = self.by_character.entry(character).or_default();
            list.retain(|(known, _)| known != word);
            list.push(((*word).to_owned(), (*first).to_owned()));
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
        }
    }

    /// Replaces every word of a group by its first, from left to right, longer words first.
    #[must_use]
    pub fn replace(&self, text: &str) -> String {
        let mut replaced = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let found = self
                .by_character
                .get(&character)
                .and_then(|list| list.iter().find(|(word, _)| rest.starts_with(word.as_str())));
            if let Some((word, first)) = found {
                replaced.push_str(first);
                rest = &rest[word.len()..];
            } else {
                replaced.push(character);
                rest = &rest[character.len_utf8()..];
            }
        }
        replaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_words_win_and_own_words_are_added() {
        let mut synonyms = Synonyms::built_in();
        assert_eq!(synonyms.replace("规上工业增加值"), "规模以上工业增加值");
        assert_eq!(synonyms.replace("政协提案"), synonyms.replace("政协委员提案"));
        assert_eq!(synonyms.replace("民生实事"), "民生实事");
        synonyms.add(&["实事", "民生实事"]);
        assert_eq!(synonyms.replace("民生实事"), "实事");
    }

    #[test]
    fn no_word_of_the_list_is_in_two_groups() {
        let mut seen = HashMap::new();
        for line in BUILT_IN.lines().filter(|line| !line.starts_with('#')) {
            for word in line.split_whitespace() {
                assert_eq!(seen.insert(word, line), None, "{word}");
            }
        }
    }
}
