//! The grammar of filters, for findings and for notes: words separated by white space. `key:value` tests a property,
//! any other word matches text; `-` before a word negates it; all words must match. Keys are given in English or
//! Chinese, with an ASCII or a full-width colon.

use crate::message::Message;

/// A property that a filter can test.
pub(super) trait Wanted: Sized {
    /// The item that is matched.
    type Candidate<'a>;

    /// Parses the value of a key, both in lower case. `None` if the key is unknown, so that the word is matched as
    /// text; an error if the key is known and the value is invalid.
    fn parse(key: &str, value: &str) -> Option<Result<Self, InvalidValue>>;

    /// The property of containing this text, in lower case.
    fn text(words: String) -> Self;

    /// Whether an item has the property.
    fn matches(&self, candidate: &Self::Candidate<'_>) -> bool;
}

/// Error: the value of a known key is invalid.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct InvalidValue;

/// A filter: all its terms must match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query<W> {
    terms: Vec<Term<W>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term<W> {
    negated: bool,
    wanted: W,
}

impl<W> Default for Query<W> {
    fn default() -> Self {
        Self { terms: Vec::new() }
    }
}

impl<W: Wanted> Query<W> {
    /// Parses a filter. The error names the invalid word.
    pub(super) fn parse(words: &str) -> Result<Self, Message> {
        let terms = words.split_whitespace().map(term).collect::<Result<_, _>>()?;
        Ok(Self { terms })
    }

    /// Whether the filter matches everything.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether an item matches all terms.
    pub(super) fn matches(&self, candidate: &W::Candidate<'_>) -> bool {
        self.terms.iter().all(|term| term.wanted.matches(candidate) != term.negated)
    }

    /// Whether any term, negated or not, tests a property for which `is` holds.
    pub(super) fn asks_for(&self, is: impl Fn(&W) -> bool) -> bool {
        self.terms.iter().any(|term| is(&term.wanted))
    }

    /// Whether any term that is not negated tests a property for which `is` holds.
    pub(super) fn requires(&self, is: impl Fn(&W) -> bool) -> bool {
        self.terms.iter().any(|term| !term.negated && is(&term.wanted))
    }
}

fn term<W: Wanted>(word: &str) -> Result<Term<W>, Message> {
    let (negated, bare) = match word.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, word),
    };
    let bare = bare.replace('：', ":").to_lowercase();
    let property = bare.split_once(':').and_then(|(key, value)| W::parse(key, value));
    let wanted = match property {
        Some(Ok(wanted)) => wanted,
        Some(Err(InvalidValue)) => return Err(Message::new("filter-unknown").with("word", word)),
        None => W::text(bare),
    };
    Ok(Term { negated, wanted })
}

/// A report by its number in the library, from 1, or by a part of its title or file name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReportName(pub(super) String);

/// A report of an item: its number in the library from 1 (0 if it is not open), its title and its file name.
pub(super) type NamedReport<'a> = (usize, &'a str, String);

impl ReportName {
    /// Whether one of the reports matches.
    pub(super) fn matches(&self, reports: &[NamedReport<'_>]) -> bool {
        match self.0.parse::<usize>() {
            Ok(number) => reports.iter().any(|(index, ..)| *index == number),
            Err(_) => {
                reports.iter().any(|(_, title, file)| contains(title, &self.0) || contains(file, &self.0))
            }
        }
    }
}

/// Whether a text contains words, which are in lower case. Ignores the case of Latin letters.
pub(super) fn contains(text: &str, words: &str) -> bool {
    text.contains(words)
        || words.contains(|c: char| c.is_ascii_lowercase()) && text.to_lowercase().contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Simple {
        Even(bool),
        Text(String),
    }

    impl Wanted for Simple {
        type Candidate<'a> = (usize, &'a str);

        fn parse(key: &str, value: &str) -> Option<Result<Self, InvalidValue>> {
            (key == "even").then(|| value.parse().map(Self::Even).map_err(|_| InvalidValue))
        }

        fn text(words: String) -> Self {
            Self::Text(words)
        }

        fn matches(&self, (number, text): &Self::Candidate<'_>) -> bool {
            match self {
                Self::Even(even) => number.is_multiple_of(2) == *even,
                Self::Text(words) => contains(text, words),
            }
        }
    }

    #[test]
    fn all_terms_must_match_and_a_minus_negates() {
        let matches = |words: &str| Query::<Simple>::parse(words).unwrap().matches(&(4, "Ab 甲"));
        assert!(matches("") && matches("even：true ab 甲") && matches("-even:false -乙"));
        assert!(!matches("even:true 乙") && !matches("-甲"));
        assert!(matches("-even:false") && Query::<Simple>::parse("-").unwrap().requires(|_| true));
    }

    #[test]
    fn an_invalid_value_is_named_and_an_unknown_key_is_text() {
        let error = Query::<Simple>::parse("甲 -even:perhaps").unwrap_err();
        assert_eq!(error, Message::new("filter-unknown").with("word", "-even:perhaps"));
        let query = Query::<Simple>::parse("odd:true").unwrap();
        assert!(query.asks_for(|wanted| *wanted == Simple::Text("odd:true".into())));
    }
}
