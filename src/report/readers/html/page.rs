//! Converts tags to blocks: tracks open elements, ends lines, collects words. The tree of elements is stored flat
//! (each has its parent's index), so that depth costs no stack. The blocks of the report are chosen in `choose`.

mod formulas;
mod signs;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::css::{self, Compound, Declared, Rules};
use super::elements::{self, Kind, attribute};
use super::numbers::{self, Numbers};
use super::words;
use crate::report::readers::equations::Builder;
use crate::report::{Format, MAX_CHARACTERS, NotRead, Reading, Reason};
use signs::{is_wide, superscript};

/// Maximum depth of elements. Bounds the cost of a line, from which the elements are walked up.
const MAX_DEPTH: usize = 1_000;
/// Maximum number of elements, of about 40 bytes each.
const MAX_ELEMENTS: usize = 2_000_000;

/// A page after parsing.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Every element in the order of its beginning; a parent precedes its children.
    pub(super) elements: Vec<Element>,
    /// Every line that is not blank, in order.
    pub(super) blocks: Vec<RawBlock>,
    /// The page's title: its `ArticleTitle`, else its `<title>`.
    pub(super) title: String,
    /// Whether it has tracked changes.
    pub(super) tracked: bool,
    /// Equations and embedded documents.
    pub(super) not_read: NotRead,
}

/// An element of the page.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Index of its parent; its own index at the top.
    pub(super) parent: usize,
    pub(super) kind: Kind,
    /// Whether it is hidden, by itself or through an element around it.
    pub(super) hidden: bool,
    /// Whether it is hidden itself.
    pub(super) hides: bool,
    /// Index of its name among the known names of a report's container.
    pub(super) known: Option<u8>,
    /// Hash of its name and class, to recognise similar siblings.
    pub(super) shape: u64,
}

/// A line of the page, not yet assigned to the report or to the page.
#[derive(Clone, Debug, Default)]
pub(super) struct RawBlock {
    pub(super) text: String,
    /// Index of the innermost element around it that breaks lines.
    pub(super) element: usize,
    /// Number of characters without white space; `linked` counts those in links, `bold` those in bold type.
    pub(super) characters: usize,
    pub(super) linked: usize,
    pub(super) bold: usize,
    pub(super) heading: Option<u8>,
    /// Whether it is a row of cells separated by tabs.
    pub(super) row: bool,
    /// Whether it holds the page's facts or buttons, see [`words::is_caption`].
    pub(super) caption: bool,
}

/// Reads a page's tags.
pub(super) fn read(text: &str) -> Result<Page, Reason> {
    let mut reader = Reader::new();
    reader.entries = numbers::entries(text).into_iter();
    reader.run(text)?;
    reader.finish_equation();
    reader.finish_line();
    if reader.article_title.is_empty() {
        reader.page.title = std::mem::take(&mut reader.page_title);
    } else {
        reader.page.title = std::mem::take(&mut reader.article_title);
    }
    Ok(reader.page)
}

/// An open element.
struct Open {
    name: Vec<u8>,
    kind: Kind,
    element: usize,
    /// Counter of a numbered list.
    numbers: Numbers,
    /// Whether a style sheet is for screens.
    counts: bool,
    id: String,
    class: String,
}

struct Reader {
    page: Page,
    open: Vec<Open>,
    /// Number of open elements that tags cannot end.
    floor: usize,
    line: RawBlock,
    /// Pending white space; dropped at the ends of a line.
    space: Space,
    /// Number of open elements whose content is not text; `links` and `bolds` count open links and bold elements.
    mute: usize,
    links: usize,
    bolds: usize,
    preformatted: usize,
    headings: Vec<u8>,
    article_title: String,
    page_title: String,
    characters: usize,
    /// Number of a list's entry that precedes the next line.
    marker: Option<String>,
    /// Numbers of entries of the lists that follow, see [`numbers::entries`].
    entries: std::vec::IntoIter<i64>,
    rules: Rules,
    /// The style sheet that is being read.
    sheet: String,
    /// The equation that is being read.
    equation: Option<Builder>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    None,
    Blank,
    LineEnd,
}

impl Reader {
    fn new() -> Self {
        let mut page = Page::default();
        // The element for the whole page.
        page.elements.push(Element {
            parent: 0,
            kind: Kind::Block,
            hidden: false,
            hides: false,
            known: None,
            shape: 0,
        });
        Self {
            page,
            open: Vec::new(),
            floor: 0,
            line: RawBlock::default(),
            space: Space::None,
            mute: 0,
            links: 0,
            bolds: 0,
            preformatted: 0,
            headings: Vec::new(),
            article_title: String::new(),
            page_title: String::new(),
            characters: 0,
            marker: None,
            entries: Vec::new().into_iter(),
            rules: Rules::default(),
            sheet: String::new(),
            equation: None,
        }
    }

    /// Parses markup into the page.
    fn run(&mut self, text: &str) -> Result<(), Reason> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.begin(&tag)?,
                Token::EndTag(tag) => self.end(&tag.name),
                Token::String(words) => self.words(&String::from_utf8_lossy(&words))?,
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Ok(())
    }

    /// Parses markup that an element holds as text. Its tags end no element around it.
    fn run_inside(&mut self, text: &str) -> Result<(), Reason> {
        self.floor = self.open.len();
        let ended = self.run(text);
        self.close_down_to(self.floor);
        self.floor = 0;
        ended
    }

    fn begin(&mut self, tag: &StartTag<()>) -> Result<(), Reason> {
        let name: &[u8] = &tag.name;
        let kind = if elements::holds_markup(tag) { Kind::Raw } else { elements::kind(name) };
        if self.begin_in_equation(tag, kind) {
            return Ok(());
        }
        match name {
            b"br" | b"hr" => {
                self.break_line();
                return Ok(());
            }
            b"meta" => self.meta(tag),
            // A second one has no effect.
            b"html" | b"body" if self.open.iter().any(|open| open.name == name) => return Ok(()),
            _ => {}
        }
        self.count_embedded(tag);
        if elements::is_void(name) {
            return Ok(());
        }
        self.end_what_it_ends(kind);
        if kind.breaks_lines() {
            self.finish_line();
        }
        if self.open.len() >= MAX_DEPTH || self.page.elements.len() >= MAX_ELEMENTS {
            return Err(Reason::TooComplex);
        }
        let declared = self.declared(tag);
        if kind == Kind::Entry {
            self.number_entry(tag, declared.list_style.as_deref());
        }
        self.page.tracked |= matches!(name, b"del" | b"ins");
        let element = self.element(tag, kind, is_hidden(tag, &declared));
        // Only foreign elements are self-closing; HTML ignores the mark on its own.
        if tag.self_closing && name == b"svg" {
            return Ok(());
        }
        self.enter(kind);
        let entries = if kind == Kind::Numbered { self.entries.next() } else { None };
        let numbers = Numbers::of_list(tag, declared.list_style.as_deref(), entries);
        let counts = name == b"style" && css::is_for_screens(&attribute(tag, b"media").unwrap_or_default());
        let [id, class] = if self.rules.have_ancestors() { names(tag) } else { Default::default() };
        self.open.push(Open { name: name.to_vec(), kind, element, numbers, counts, id, class });
        Ok(())
    }

    /// What the style sheets before a tag and its own style say of its element.
    fn declared(&self, tag: &StartTag<()>) -> Declared {
        let style = attribute(tag, b"style");
        if self.rules.is_empty() && style.is_none() {
            return Declared::default();
        }
        let [id, class] = names(tag);
        let around =
            |open: &Open| Compound::of_element(&String::from_utf8_lossy(&open.name), &open.id, &open.class);
        let ancestors = || self.open.iter().rev().map(around);
        let element = Compound::of_element(&String::from_utf8_lossy(&tag.name), &id, &class);
        self.rules.declared(&element, &ancestors, style.as_deref())
    }

    /// Counts documents that the page shows in a frame.
    fn count_embedded(&mut self, tag: &StartTag<()>) {
        let not_read = &mut self.page.not_read;
        let counted = match &tag.name[..] {
            b"iframe" | b"embed" | b"object" if shows_document(tag) => &mut not_read.parts,
            _ => return,
        };
        *counted = counted.saturating_add(1);
    }

    fn element(&mut self, tag: &StartTag<()>, kind: Kind, hidden: bool) -> usize {
        let parent = self.open.last().map_or(0, |open| open.element);
        // Elements inside a line are not needed later: only those that break lines are stored.
        if !kind.breaks_lines() && !hidden {
            return parent;
        }
        let hides = hidden || kind == Kind::Raw;
        let hidden = hides || self.page.elements.get(parent).is_some_and(|parent| parent.hidden);
        let [id, class] = names(tag);
        let known = words::known_container(&id, &class);
        self.page.elements.push(Element {
            parent,
            kind,
            hidden,
            hides,
            known,
            shape: shape(&tag.name, &class),
        });
        self.page.elements.len().saturating_sub(1)
    }

    fn end(&mut self, name: &[u8]) {
        if self.end_in_equation(name) {
            return;
        }
        if name == b"br" {
            // As in browsers; an extra line end does no harm.
            self.finish_line();
            return;
        }
        let kind = elements::kind(name);
        let is_bound = |open: &Open| match kind {
            Kind::Table | Kind::Mute => false,
            Kind::Cell | Kind::Row | Kind::Rows => open.kind == Kind::Table,
            _ if kind.breaks_lines() => matches!(open.kind, Kind::Cell | Kind::Table),
            _ => open.kind.breaks_lines(),
        };
        for depth in (self.floor..self.open.len()).rev() {
            let Some(open) = self.open.get(depth) else { return };
            let is_other_heading = matches!((kind, open.kind), (Kind::Heading(_), Kind::Heading(_)));
            if open.name == name || is_other_heading {
                self.close_down_to(depth);
                return;
            }
            if is_bound(open) {
                return;
            }
        }
    }

    fn end_what_it_ends(&mut self, kind: Kind) {
        let mut last = None;
        for depth in (self.floor..self.open.len()).rev() {
            let Some(open) = self.open.get(depth).map(|open| open.kind) else { break };
            if kind.bounds(open) {
                break;
            }
            if kind.ends(open) {
                last = Some(depth);
            }
        }
        if let Some(depth) = last {
            self.close_down_to(depth);
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { break };
            if open.kind.breaks_lines() {
                self.finish_line();
            }
            if open.name == b"style" {
                let sheet = std::mem::take(&mut self.sheet);
                self.rules.add(&sheet);
            }
            match open.kind {
                Kind::Mute | Kind::Head | Kind::PageTitle => self.mute = self.mute.saturating_sub(1),
                Kind::Link => self.links = self.links.saturating_sub(1),
                Kind::Bold => self.bolds = self.bolds.saturating_sub(1),
                Kind::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
                Kind::Heading(_) => {
                    self.headings.pop();
                }
                _ => {}
            }
        }
    }

    fn enter(&mut self, kind: Kind) {
        match kind {
            Kind::Mute | Kind::Head | Kind::PageTitle => self.mute = self.mute.saturating_add(1),
            Kind::Link => self.links = self.links.saturating_add(1),
            Kind::Bold => self.bolds = self.bolds.saturating_add(1),
            Kind::Preformatted => self.preformatted = self.preformatted.saturating_add(1),
            Kind::Heading(level) => self.headings.push(level),
            _ => {}
        }
    }

    /// Writes the number of a list's entry before its text, as a browser shows it.
    fn number_entry(&mut self, tag: &StartTag<()>, css: Option<&str>) {
        let list = self.open.iter_mut().rev().find(|open| matches!(open.kind, Kind::Numbered | Kind::List));
        let list = list.filter(|list| list.kind == Kind::Numbered);
        self.marker = list.and_then(|list| list.numbers.next(tag, css));
    }

    fn meta(&mut self, tag: &StartTag<()>) {
        let name = attribute(tag, b"name").unwrap_or_default();
        if name.eq_ignore_ascii_case("articletitle") {
            self.article_title = attribute(tag, b"content").unwrap_or_default();
        }
    }

    fn words(&mut self, words: &str) -> Result<(), Reason> {
        if let Some(equation) = &mut self.equation {
            equation.characters(words);
            return Ok(());
        }
        if self.mute > 0 {
            match self.open.last() {
                Some(open) if open.kind == Kind::PageTitle && self.page_title.is_empty() => {
                    words.trim().clone_into(&mut self.page_title);
                }
                Some(open) if open.name == b"style" && open.counts => self.sheet.push_str(words),
                _ => {}
            }
            return Ok(());
        }
        let is_raw = self.floor == 0 && self.open.last().is_some_and(|open| open.kind == Kind::Raw);
        if is_raw && words.contains('<') {
            return self.run_inside(words);
        }
        // Hidden text never joins a visible line.
        let hidden = |element: usize| self.page.elements.get(element).is_some_and(|element| element.hidden);
        let here = hidden(self.open.last().map_or(0, |open| open.element));
        if !self.line.text.is_empty() && here != hidden(self.line.element) {
            if here {
                return Ok(());
            }
            self.finish_line();
        }
        // A power stays one: 10 to the 4th is not 104.
        let raised = self.open.last().is_some_and(|open| open.name == b"sup")
            && words.trim().chars().all(|character| superscript(character).is_some());
        for character in words.chars() {
            let character = superscript(character).filter(|_| raised).unwrap_or(character);
            match character {
                '\n' if self.preformatted > 0 => self.finish_line(),
                ' ' | '\t' if self.preformatted > 0 => self.space = Space::Blank,
                '\n' | '\r' => self.space = Space::LineEnd,
                ' ' | '\t' | '\u{c}' if self.space == Space::None => self.space = Space::Blank,
                ' ' | '\t' | '\u{c}' | '\u{feff}' | '\u{ad}' => {}
                _ if character.is_control() => {}
                _ => self.write(character),
            }
        }
        if self.characters > MAX_CHARACTERS { Err(Reason::TooLong(self.characters)) } else { Ok(()) }
    }

    fn write(&mut self, character: char) {
        if self.line.text.is_empty() {
            self.line.element = self.open.last().map_or(0, |open| open.element);
            self.line.heading = self.headings.last().copied();
            if let Some(marker) = self.marker.take() {
                self.line.characters = self.line.characters.saturating_add(marker.len());
                self.line.text.push_str(&marker);
            }
        } else if self.space != Space::None {
            // A line end in the source between two Chinese characters is not a space.
            let joins =
                self.space == Space::LineEnd && self.line.text.ends_with(is_wide) && is_wide(character);
            if !joins {
                self.line.text.push(' ');
            }
        }
        self.space = Space::None;
        self.line.text.push(character);
        self.characters = self.characters.saturating_add(1);
        if !character.is_whitespace() {
            let line = &mut self.line;
            line.characters = line.characters.saturating_add(1);
            line.linked = line.linked.saturating_add(usize::from(self.links > 0));
            line.bold = line.bold.saturating_add(usize::from(self.bolds > 0));
        }
    }

    fn break_line(&mut self) {
        if self.mute == 0 {
            self.finish_line();
        }
    }

    fn finish_line(&mut self) {
        self.space = Space::None;
        let mut line = std::mem::take(&mut self.line);
        line.text.truncate(line.text.trim_end().len());
        if line.characters > 0 {
            self.page.blocks.push(line);
        }
    }
}

fn is_hidden(tag: &StartTag<()>, declared: &Declared) -> bool {
    let has = |name: &[u8]| tag.attributes.contains_key(name);
    formulas::repeats_equation(tag)
        || has(b"hidden")
        || declared.hidden == Some(true)
        || tag.name[..] == *b"dialog" && !has(b"open")
}

/// The id and the class of an element.
fn names(tag: &StartTag<()>) -> [String; 2] {
    [&b"id"[..], b"class"].map(|name| attribute(tag, name).unwrap_or_default())
}

/// Whether a frame shows a file of a format that is read by itself.
fn shows_document(tag: &StartTag<()>) -> bool {
    let source = attribute(tag, b"src").or_else(|| attribute(tag, b"data")).unwrap_or_default();
    let path = source.split(['?', '#']).next().unwrap_or_default();
    let format = Format::from_name(path.as_ref());
    format.is_some_and(|format| format != Format::Html && format.about().reading == Reading::Isolated)
}

fn shape(name: &[u8], class: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    (name, class).hash(&mut hasher);
    hasher.finish()
}
