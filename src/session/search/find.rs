//! Finds words in reports, regardless of width, spaces and variants of punctuation, or a regular expression in the source
//! text. A pure function for a worker.

use std::sync::Arc;

use regex::RegexBuilder;

use super::fault;
use crate::message::Message;
use crate::session::analysis::Place;
use crate::session::library::{Document, ReportId};
use crate::task::{Cancel, Cancelled};
use crate::text::{Span, normalize};

/// Maximum number of hits of a search.
pub const MAX_HITS: usize = 5_000;

/// Query of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words, or a regular expression.
    pub words: String,
    /// Whether `words` is a regular expression.
    pub regex: bool,
    /// Whether only the report in the pane with the focus is searched.
    pub only_here: bool,
}

/// The result of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Places by report, then by position; at most [`MAX_HITS`].
    pub places: Vec<Place>,
    /// Whether there are more.
    pub more: bool,
}

/// Searches reports. The inner error names the fault of a regular expression.
pub fn find(
    documents: &[(ReportId, Arc<Document>)],
    wanted: &Wanted,
    cancel: &Cancel,
) -> Result<Result<Hits, Message>, Cancelled> {
    let mut hits = Hits::default();
    let finder = match Finder::new(wanted) {
        Ok(finder) => finder,
        Err(message) => return Ok(Err(message)),
    };
    for (report, document) in documents {
        cancel.check()?;
        let room = MAX_HITS + 1 - hits.places.len();
        let places = finder.spans(document, room).into_iter().map(|span| Place { report: *report, span });
        hits.places.extend(places);
        if hits.places.len() > MAX_HITS {
            hits.places.truncate(MAX_HITS);
            hits.more = true;
            break;
        }
    }
    Ok(Ok(hits))
}

enum Finder {
    Words(String),
    Pattern(Box<regex::Regex>),
}

impl Finder {
    fn new(wanted: &Wanted) -> Result<Self, Message> {
        if !wanted.regex {
            return Ok(Self::Words(folded(&wanted.words)));
        }
        // The size limits the memory of a hostile expression; matching is linear in the text.
        let pattern = RegexBuilder::new(&wanted.words).size_limit(1 << 20).multi_line(true).build();
        pattern.map(|pattern| Self::Pattern(Box::new(pattern))).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => Message::new("search-pattern-large"),
            _ => fault::fault(&wanted.words),
        })
    }

    fn spans(&self, document: &Document, most: usize) -> Vec<Span> {
        let text = document.text();
        match self {
            Self::Words(words) if words.is_empty() => Vec::new(),
            Self::Words(words) => {
                let normalized = text.normalized();
                let haystack: String = normalized.symbols.iter().map(char::to_ascii_lowercase).collect();
                // Positions of hits increase, so symbols are counted from the hit before.
                let (mut byte, mut symbol) = (0, 0);
                let length = words.chars().count();
                let hits = haystack.match_indices(words.as_str()).take(most).map(|(at, _)| {
                    symbol += haystack[byte..at].chars().count();
                    byte = at;
                    normalized.span_in_source(symbol..symbol + length)
                });
                hits.collect()
            }
            Self::Pattern(pattern) => {
                let found = pattern.find_iter(text.as_str()).filter(|found| !found.is_empty()).take(most);
                let position = |byte| text.position_from_byte(byte);
                found.map(|found| Span::new(position(found.start()), position(found.end()))).collect()
            }
        }
    }
}

fn folded(words: &str) -> String {
    normalize(words).symbols.iter().map(char::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::structure::Outline;

    fn found(text: &str, words: &str, regex: bool) -> Result<Vec<String>, Message> {
        let document = Arc::new(Document::new(Report::from_text("a.txt", text), Outline::default()));
        let documents = [(ReportId(0), document.clone())];
        let wanted = Wanted { words: words.into(), regex, only_here: false };
        let hits = find(&documents, &wanted, &Cancel::default()).unwrap()?;
        Ok(hits.places.iter().map(|place| document.text().slice(place.span).to_owned()).collect())
    }

    #[test]
    fn widths_and_spaces_do_not_matter() {
        let text = "（一）依法\u{3000}行政，坚持依法\n行政；ＡＢc";
        assert_eq!(found(text, "依法行政", false).unwrap(), ["依法\u{3000}行政", "依法\n行政"]);
        assert_eq!(found(text, "(一) 依法", false).unwrap(), ["（一）依法"]);
        assert_eq!(found(text, "abC", false).unwrap(), ["ＡＢc"]);
        assert_eq!(found(text, " ", false).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_pattern_is_matched_against_the_source_text() {
        assert_eq!(found("2023年和2024年", r"20\d\d年", true).unwrap(), ["2023年", "2024年"]);
        assert_eq!(found("甲", "x*", true).unwrap(), Vec::<String>::new(), "nothing is no hit");
        assert_eq!(found("甲", "(", true).unwrap_err().id, "pattern-group-unclosed");
    }

    #[test]
    fn hits_beyond_the_maximum_are_dropped_and_reported() {
        let text = "的".repeat(MAX_HITS * 2);
        let document = Arc::new(Document::new(Report::from_text("a.txt", &text), Outline::default()));
        let wanted = Wanted { words: "的".into(), ..Wanted::default() };
        let hits = find(&[(ReportId(0), document)], &wanted, &Cancel::default()).unwrap().unwrap();
        assert!(hits.more && hits.places.len() == MAX_HITS);
    }
}
