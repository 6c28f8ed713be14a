//! Looking for words in the open reports, blind to width, spaces and variants of punctuation; or for a regular
//! expression in the text as it stands. The looking itself is a pure function for a worker.

use std::sync::Arc;

use regex::RegexBuilder;

use super::{Document, Effect, Place, ReportId, Session};
use crate::message::Message;
use crate::task::{Cancel, Cancelled};
use crate::text::{Span, normalize};

/// As many hits are listed; a search that finds more says so.
pub const MAX_HITS: usize = 5_000;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words, or a regular expression.
    pub words: String,
    /// Whether they are a regular expression.
    pub regex: bool,
    /// Whether only the report in the pane with the focus is looked at.
    pub only_here: bool,
}

/// The search that is open.
#[derive(Debug, Default)]
pub struct Search {
    /// What was looked for last.
    pub wanted: Wanted,
    /// Where it stands, by report and place.
    pub hits: Vec<Place>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// The hit that was gone to last.
    pub at: Option<usize>,
    /// Why it could not be looked for.
    pub trouble: Option<Message>,
    /// Whether it is being looked for now.
    pub busy: bool,
    generation: u64,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Where, by report in the order they were given, then by place; at most [`MAX_HITS`].
    pub places: Vec<Place>,
    /// Whether there are more.
    pub more: bool,
}

/// Looks for words in reports. The error says what is wrong with a regular expression.
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
        // The size bounds what a hostile expression can cost; matching is linear in the text.
        let pattern = RegexBuilder::new(&wanted.words).size_limit(1 << 20).multi_line(true).build();
        pattern.map(|pattern| Self::Pattern(Box::new(pattern))).map_err(|error| {
            let words = error.to_string();
            let last = words.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Message::new("search-pattern-wrong").with("words", last)
        })
    }

    fn spans(&self, document: &Document, most: usize) -> Vec<Span> {
        let text = document.text();
        match self {
            Self::Words(words) if words.is_empty() => Vec::new(),
            Self::Words(words) => {
                let normalized = text.normalized();
                let haystack: String = normalized.symbols.iter().map(char::to_ascii_lowercase).collect();
                // Positions of hits rise, so counting goes on from the one before.
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

impl Session {
    /// Opens the search, with the selected words in it if they are few.
    pub(super) fn open_search(&mut self) -> Vec<Effect> {
        const FEW: usize = 60;
        let selected = self.selected_text().filter(|t| t.chars().count() <= FEW && !t.contains('\n'));
        let mut wanted = self.search.take().map(|search| search.wanted).unwrap_or_default();
        if let Some(words) = selected {
            wanted = Wanted { words, regex: false, ..wanted };
        }
        self.look_for(wanted)
    }

    pub(super) fn close_search(&mut self) -> Vec<Effect> {
        self.search = None;
        self.marks_revision += 1;
        Vec::new()
    }

    pub(super) fn look_for(&mut self, wanted: Wanted) -> Vec<Effect> {
        self.generation += 1;
        let generation = self.generation;
        let focused = self.panes.focused_report().filter(|_| wanted.only_here);
        let here = |id: ReportId| focused.is_none_or(|focused| focused == id);
        let documents: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| here(entry.id))
            .filter_map(|entry| entry.document().map(|document| (entry.id, document.clone())))
            .collect();
        let busy = !wanted.words.is_empty() && !documents.is_empty();
        self.search = Some(Search { wanted: wanted.clone(), busy, generation, ..Search::default() });
        self.marks_revision += 1;
        if busy { vec![Effect::Search { generation, documents, wanted }] } else { Vec::new() }
    }

    /// Takes in what a search found. Nothing moves: only a step goes to a hit.
    pub(super) fn searched(&mut self, generation: u64, result: Result<Hits, Message>) {
        let Some(search) = self.search.as_mut().filter(|search| search.generation == generation) else {
            return;
        };
        search.busy = false;
        match result {
            Ok(hits) => (search.hits, search.more) = (hits.places, hits.more),
            Err(trouble) => search.trouble = Some(trouble),
        }
        self.marks_revision += 1;
    }

    /// Goes to the next hit, or the one before; round at the ends.
    pub(super) fn step_hit(&mut self, by: isize) -> Vec<Effect> {
        let Some(search) = &self.search else { return Vec::new() };
        let count = search.hits.len().cast_signed();
        if count == 0 {
            return Vec::new();
        }
        let next = match search.at {
            Some(at) => (at.cast_signed() + by).rem_euclid(count),
            None => self.first_hit_here().map_or(if by > 0 { 0 } else { count - 1 }, usize::cast_signed),
        };
        self.go_to_hit(next as usize)
    }

    /// The first hit in the report that is read.
    fn first_hit_here(&self) -> Option<usize> {
        let focused = self.panes.focused_report()?;
        self.search.as_ref()?.hits.iter().position(|hit| hit.report == focused)
    }

    pub(super) fn go_to_hit(&mut self, hit: usize) -> Vec<Effect> {
        let Some(search) = self.search.as_mut() else { return Vec::new() };
        let Some(place) = search.hits.get(hit).copied() else { return Vec::new() };
        search.at = Some(hit);
        self.marks_revision += 1;
        self.go_to(place.report, place.span)
    }

    /// The hits in a report, by place, and the index of the first of them.
    #[must_use]
    pub fn hits(&self, report: ReportId) -> (usize, &[Place]) {
        let Some(search) = &self.search else { return (0, &[]) };
        let Some(first) = search.hits.iter().position(|hit| hit.report == report) else { return (0, &[]) };
        let count = search.hits[first..].iter().take_while(|hit| hit.report == report).count();
        (first, &search.hits[first..first + count])
    }

    /// After reports were opened, closed or read anew the same words are looked for again.
    pub(super) fn look_again(&mut self) -> Vec<Effect> {
        match self.search.take() {
            Some(search) => self.look_for(search.wanted),
            None => Vec::new(),
        }
    }
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
    fn a_pattern_is_taken_as_it_stands() {
        assert_eq!(found("2023年和2024年", r"20\d\d年", true).unwrap(), ["2023年", "2024年"]);
        assert_eq!(found("甲", "x*", true).unwrap(), Vec::<String>::new(), "nothing is no hit");
        assert_eq!(found("甲", "(", true).unwrap_err().id, "search-pattern-wrong");
    }

    #[test]
    fn too_many_hits_are_cut_and_said() {
        let text = "的".repeat(MAX_HITS * 2);
        let document = Arc::new(Document::new(Report::from_text("a.txt", &text), Outline::default()));
        let wanted = Wanted { words: "的".into(), ..Wanted::default() };
        let hits = find(&[(ReportId(0), document)], &wanted, &Cancel::default()).unwrap().unwrap();
        assert!(hits.more && hits.places.len() == MAX_HITS);
    }
}
