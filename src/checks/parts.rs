//! The parts of a profile in a report: each is under a heading of its own, in a paragraph of its own, inside another
//! part, in a phrase, or absent.

use super::Input;
use super::page::{Page, starts_with};
use super::paragraph::Paragraph;
use super::profile::{Part, Profile};
use crate::report::Report;
use crate::structure::{Outline, Section};
use crate::text::Span;

/// Minimum weight of words for a heading or an opening to be that of a part.
const ENOUGH: i32 = 3;
/// Length of a paragraph's opening, in characters.
const OPENING: usize = 80;
/// Number of paragraphs that show the genre of a report without a title.
const LEAD: usize = 3;
/// Length, in characters, below which lines after a part (signature, closing formula) are no text of another part.
const CLOSING: usize = 30;

/// State of a part in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Under a heading of its own.
    Present,
    /// In a paragraph of its own, without a heading.
    Unheaded,
    /// A heading or paragraph inside another part.
    Embedded,
    /// A phrase only.
    Mentioned,
    /// Absent.
    Absent,
}

impl Status {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Unheaded => "unheaded",
            Self::Embedded => "embedded",
            Self::Mentioned => "mentioned",
            Self::Absent => "absent",
        }
    }

    /// Its name for people: an id of the message catalogue.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Present => "part-present",
            Self::Unheaded => "part-unheaded",
            Self::Embedded => "part-embedded",
            Self::Mentioned => "part-mentioned",
            Self::Absent => "part-absent",
        }
    }
}

/// State of a part of the profile in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartState {
    /// Its id in the profile.
    pub part: String,
    /// Its name for people.
    pub name: String,
    /// Its name in English; empty if the profile has none.
    pub english: String,
    /// Its state in the report.
    pub status: Status,
    /// Its section, paragraph or phrase, the first if there are several. `None` if it is absent.
    pub span: Option<Span>,
}

/// Finds each part of a profile, in the profile's order; none if the profile does not apply to the report's title. For
/// [`Profile::rule_of_law`] the title selects one of the shipped profiles. Linear in the text times the profile's
/// words.
#[must_use]
pub fn parts(report: &Report, outline: &Outline, profile: &Profile) -> Vec<PartState> {
    of_page(&Page::new(0, &Input { report, outline }), profile)
}

/// Ids of the parts of a profile that a report lacks.
#[must_use]
pub fn parts_absent(report: &Report, outline: &Outline, profile: &Profile) -> Vec<String> {
    let states = parts(report, outline, profile).into_iter();
    states.filter(|state| state.status == Status::Absent).map(|state| state.part).collect()
}

/// Like [`parts`], for a prepared report.
pub(super) fn of_page(page: &Page<'_>, profile: &Profile) -> Vec<PartState> {
    let title = page.outline.title.map(|title| page.squashed(title));
    let lead: String =
        page.paragraphs.iter().take(LEAD).map(|paragraph| page.squashed(paragraph.span)).collect();
    let Some(profile) = profile.chosen(title.as_deref(), &lead) else { return Vec::new() };
    let search = Search::new(page, profile);
    let states = profile.parts.iter().enumerate().map(|(index, part)| {
        let (status, span) = search.state(index, part);
        PartState {
            part: part.id.clone(),
            name: part.name.clone(),
            english: part.english.clone(),
            status,
            span,
        }
    });
    states.collect()
}

/// A section of the top level, and the parts that its heading names.
struct Top {
    span: Span,
    parts: Vec<bool>,
}

/// A heading below the top level.
struct Below {
    span: Span,
    parts: Vec<bool>,
    top: Option<usize>,
}

/// A paragraph without a heading of its own.
struct Free {
    span: Span,
    /// For each part whether its opening is about it.
    parts: Vec<bool>,
    top: Option<usize>,
    /// Whether only paragraphs of parts, items and closing lines are between it and the end of its section.
    last: bool,
}

struct Search<'a> {
    page: &'a Page<'a>,
    profile: &'a Profile,
    tops: Vec<Top>,
    below: Vec<Below>,
    free: Vec<Free>,
    /// Whether the page has no headings.
    bare: bool,
}

impl<'a> Search<'a> {
    fn new(page: &'a Page<'a>, profile: &'a Profile) -> Self {
        let mut search =
            Self { page, profile, tops: Vec::new(), below: Vec::new(), free: Vec::new(), bare: true };
        let own = |section: &Section| {
            let at = page.paragraphs.partition_point(|paragraph| paragraph.span.end <= section.heading.start);
            page.paragraphs.get(at).is_some_and(|paragraph| paragraph.span.start <= section.heading.start)
        };
        let mut last_top: Option<(usize, usize)> = None;
        for section in page.outline.sections.iter().filter(|section| own(section)) {
            let parts = search.named(&page.folded(section.words()));
            let span = Span::new(section.heading.start, section.body_end.max(section.heading.end));
            if section.parent.is_none() {
                last_top = Some((search.tops.len(), span.end));
                search.tops.push(Top { span, parts });
            } else {
                let top = last_top.filter(|(_, end)| span.start < *end).map(|(top, _)| top);
                search.below.push(Below { span, parts, top });
            }
        }
        search.bare = search.tops.is_empty() && search.below.is_empty();
        search.find_free();
        search
    }

    /// For each part whether a heading names it.
    fn named(&self, heading: &str) -> Vec<bool> {
        let score = |part: &Part| self.weigh(&part.headings, heading);
        let mut named: Vec<bool> = self.profile.parts.iter().map(|part| score(part) >= ENOUGH).collect();
        // `下一步主要工作` is about plans: a part of general words counts only if no other part matches.
        let other = self.profile.parts.iter().zip(&named).any(|(part, named)| !part.rest && *named);
        for (part, named) in self.profile.parts.iter().zip(&mut named) {
            *named &= !(part.rest && other);
        }
        named
    }

    fn weigh(&self, words: &[(String, i32)], text: &str) -> i32 {
        let found = words.iter().filter(|(words, _)| {
            let words = self.filled(words);
            words.strip_prefix('^').map_or_else(|| text.contains(&words), |start| text.starts_with(start))
        });
        found.fold(0, |sum, (_, weight)| sum.saturating_add(*weight))
    }

    /// Words with the report's years inserted; without a year such words match nothing.
    fn filled(&self, words: &str) -> String {
        if !words.contains('{') {
            return words.to_owned();
        }
        match self.page.identity.year {
            Some(year) => {
                words.replace("{year}", &year.to_string()).replace("{next}", &(year + 1).to_string())
            }
            None => "\u{0}".to_owned(),
        }
    }

    fn find_free(&mut self) {
        let mut top = None;
        let mut next_top = 0;
        for paragraph in &self.page.paragraphs {
            while self.tops.get(next_top).is_some_and(|top| top.span.start <= paragraph.span.start) {
                top = Some(next_top);
                next_top += 1;
            }
            let has_heading =
                paragraph.text.start > paragraph.span.start || paragraph.body.start > paragraph.span.start;
            let inside = top.filter(|&top| paragraph.span.start < self.tops[top].span.end);
            let parts =
                if has_heading { vec![false; self.profile.parts.len()] } else { self.opened(paragraph) };
            self.free.push(Free { span: paragraph.span, parts, top: inside, last: has_heading });
        }
        // From the end: a paragraph is last if all after it in its section are of parts, items or closing lines.
        let mut quiet = true;
        for at in (0..self.free.len()).rev() {
            if self.free.get(at + 1).is_some_and(|next| next.top != self.free[at].top) {
                quiet = true;
            }
            let has_heading = std::mem::replace(&mut self.free[at].last, quiet);
            let free = &self.free[at];
            let item = is_item(self.page.slice(free.span));
            let short = free.span.len() <= CLOSING && !has_heading;
            quiet &= !has_heading && (free.parts.contains(&true) || item || short);
        }
    }

    /// For each part whether the opening of a paragraph is about it.
    fn opened(&self, paragraph: &Paragraph) -> Vec<bool> {
        let opening = opening(self.page.slice(paragraph.span));
        self.profile.parts.iter().map(|part| self.weigh(&part.openings, &opening) >= ENOUGH).collect()
    }

    fn state(&self, index: usize, part: &Part) -> (Status, Option<Span>) {
        let within =
            part.within.as_ref().and_then(|id| self.profile.parts.iter().position(|part| part.id == *id));
        if let Some(top) = self.tops.iter().find(|top| top.parts[index]) {
            let shared = within.is_some_and(|within| top.parts[within]);
            return (if shared { Status::Embedded } else { Status::Present }, Some(top.span));
        }
        if part.rest
            && let Some(span) = self.rest()
        {
            return (Status::Present, Some(span));
        }
        if let Some(below) = self.below.iter().find(|below| below.parts[index]) {
            let status = if below.top.is_some() { Status::Embedded } else { Status::Present };
            return (status, Some(below.span));
        }
        if let Some(free) = self.free.iter().find(|free| free.parts[index]) {
            let inside = within.is_some_and(|within| self.is_within(free, within));
            let alone = (free.top.is_none() || free.last) && !inside;
            return (if alone { Status::Unheaded } else { Status::Embedded }, Some(free.span));
        }
        if let Some(span) = within.and_then(|within| self.inside(part, within)) {
            return (Status::Embedded, Some(span));
        }
        if part.rest
            && self.bare
            && let Some(free) =
                self.free.iter().find(|free| free.span.len() > CLOSING && !free.parts.contains(&true))
        {
            return (Status::Unheaded, Some(free.span));
        }
        for words in &part.mentions {
            let words = self.filled(words);
            let found =
                self.page.paragraphs.iter().find_map(|p| self.page.find(p.text, &words).first().copied());
            if let Some(span) = found {
                return (Status::Mentioned, Some(span));
            }
        }
        (Status::Absent, None)
    }

    /// The span of the sections that no part claims, from the first to the last, if there are at least two.
    fn rest(&self) -> Option<Span> {
        let mut unclaimed = self.tops.iter().filter(|top| !top.parts.contains(&true));
        let first = unclaimed.next()?;
        let last = unclaimed.next_back()?;
        Some(Span::new(first.span.start, last.span.end))
    }

    /// Whether a paragraph is in another part's section or right after its paragraph.
    fn is_within(&self, free: &Free, part: usize) -> bool {
        free.top.is_some_and(|top| self.tops[top].parts[part])
            || self.below.iter().any(|below| below.parts[part] && below.span.covers(free.span))
            || self.free.iter().any(|other| {
                other.parts[part] && other.top == free.top && other.span.start <= free.span.start
            })
    }

    /// The paragraph that contains words of a part inside another part's section or paragraph.
    fn inside(&self, part: &Part, within: usize) -> Option<Span> {
        let sections = self.tops.iter().filter(|top| top.parts[within]).map(|top| top.span);
        let below = self.below.iter().filter(|below| below.parts[within]).map(|below| below.span);
        let free = self.free.iter().filter(|free| free.parts[within]).map(|free| free.span);
        let mut places: Vec<Span> = sections.chain(below).chain(free).collect();
        places.sort_unstable();
        let mut looked = 0;
        for place in places {
            let from = self.page.paragraphs.partition_point(|p| p.span.start < place.start.max(looked));
            for paragraph in self.page.paragraphs[from..].iter().take_while(|p| p.span.start < place.end) {
                if part.inside.iter().any(|words| !self.page.find(paragraph.text, words).is_empty()) {
                    return Some(paragraph.span);
                }
                looked = paragraph.span.end;
            }
        }
        None
    }
}

/// The first sentence of a paragraph, without titles in title marks.
fn opening(words: &[char]) -> String {
    let mut opening = String::new();
    let mut titled = false;
    for &character in words.iter().take(OPENING) {
        match character {
            '《' => titled = true,
            '》' => titled = false,
            '。' | '!' | '?' => break,
            _ if !titled => opening.push(character),
            _ => {}
        }
    }
    opening
}

/// Whether it is a line of a list: `一是…`, `（1）…`.
fn is_item(words: &[char]) -> bool {
    let numeral = words.iter().take_while(|c| "一二三四五六七八九十".contains(**c)).count();
    (1..=2).contains(&numeral) && starts_with(&words[numeral..], "是")
        || starts_with(words, "首先")
        || starts_with(words, "其次")
        || starts_with(words, "最后")
}
