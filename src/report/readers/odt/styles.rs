//! Paragraph styles and list styles of an ODT, from both parts that hold styles.

use std::collections::HashMap;

use super::story::Letters;
use crate::report::readers::lists::{Gap, LEVELS, Level, Piece, label_from_template};
use crate::report::readers::numerals::Numeral;
use crate::report::readers::symbols::SymbolFont;
use crate::report::readers::xml::{Element, Ns, Step, Xml};
use crate::report::{Reason, Role};

/// Maximum length of a chain of parent styles, which may form a cycle.
const MAX_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Style>,
    lists: HashMap<String, Vec<Level>>,
    /// Properties of characters of the styles of spans.
    letters: HashMap<String, Letters>,
    /// Families of the fonts by the names that styles use.
    fonts: HashMap<String, String>,
    /// Levels of the numbering of headings that are in no list.
    outline: Vec<Level>,
}

#[derive(Debug, Default)]
struct Style {
    display_name: Option<String>,
    parent: Option<String>,
    list: Option<String>,
    outline: Option<i64>,
    letters: Letters,
}

/// The style whose properties are being read.
enum Open {
    None,
    Paragraph(String),
    Span(String),
}

impl Styles {
    /// Adds the styles of a part; of a damaged part, those before the damage.
    pub(super) fn add(&mut self, text: &str) {
        let mut xml = Xml::new(text);
        let mut open = Open::None;
        while let Ok(step) = xml.next() {
            let element = match step {
                Step::Open(element) => element,
                Step::End => break,
                _ => continue,
            };
            let name = || element.attribute("name").unwrap_or_default();
            match (element.ns, element.local()) {
                (Ns::Style, "font-face") => {
                    let family = element.attribute("font-family").unwrap_or_default();
                    self.fonts.insert(name(), family.trim_matches(['\'', '"']).to_owned());
                }
                (Ns::Style, "text-properties") => self.text_properties(&open, &element),
                (Ns::Style, "style")
                    if element.attribute("family").is_some_and(|family| family == "text") =>
                {
                    open = Open::Span(name());
                }
                (Ns::Style, "style")
                    if element.attribute("family").is_some_and(|family| family == "paragraph") =>
                {
                    open = Open::Paragraph(name());
                    let style = Style {
                        display_name: element.attribute("display-name"),
                        parent: element.attribute("parent-style-name"),
                        list: element.attribute("list-style-name").filter(|name| !name.is_empty()),
                        outline: element.number("default-outline-level"),
                        letters: Letters::default(),
                    };
                    self.paragraphs.insert(name(), style);
                }
                (Ns::Text, "list-style") => {
                    let name = element.attribute("name").unwrap_or_default();
                    let Ok(levels) = read_levels(&mut xml) else { break };
                    self.lists.insert(name, levels);
                }
                (Ns::Text, "outline-style") => {
                    let Ok(levels) = read_levels(&mut xml) else { break };
                    self.outline = levels;
                }
                (Ns::Style, "style" | "default-style") => open = Open::None,
                (Ns::Office, "body") => break,
                _ => {}
            }
        }
    }

    fn text_properties(&mut self, open: &Open, element: &Element<'_>) {
        let named = element.attribute("font-name");
        let family = named.as_ref().and_then(|name| self.fonts.get(name)).or(named.as_ref());
        let letters = Letters {
            hidden: element.attribute("display").is_some_and(|display| display == "none"),
            font: family.and_then(|family| SymbolFont::from_name(family)),
            names_font: named.is_some(),
        };
        match open {
            Open::Paragraph(name) => {
                if let Some(style) = self.paragraphs.get_mut(name) {
                    style.letters = letters;
                }
            }
            Open::Span(name) => drop(self.letters.insert(name.clone(), letters)),
            Open::None => {}
        }
    }

    /// Properties of characters of a span's style.
    pub(super) fn letters(&self, span: Option<&str>) -> Letters {
        span.and_then(|name| self.letters.get(name)).copied().unwrap_or_default()
    }

    /// Properties of characters of a paragraph's style, its parents' included.
    pub(super) fn letters_of_paragraph(&self, paragraph: Option<&str>) -> Letters {
        let mut letters = Letters::default();
        for (_, style) in self.chain(paragraph) {
            letters.hidden |= style.letters.hidden;
            if !letters.names_font {
                (letters.font, letters.names_font) = (style.letters.font, style.letters.names_font);
            }
        }
        letters
    }

    /// The levels of a list style; empty without a style.
    pub(super) fn list(&self, name: Option<&str>) -> &[Level] {
        name.and_then(|name| self.lists.get(name)).map_or(&[], Vec::as_slice)
    }

    /// The levels that number headings in no list.
    pub(super) fn outline(&self) -> &[Level] {
        &self.outline
    }

    /// The list style of a paragraph style.
    pub(super) fn list_of<'a>(&'a self, paragraph: Option<&str>) -> Option<&'a str> {
        self.chain(paragraph).find_map(|(_, style)| style.list.as_deref())
    }

    /// Role of a paragraph with this style that is not stored as a heading.
    pub(super) fn role(&self, paragraph: Option<&str>) -> Role {
        for (name, style) in self.chain(paragraph) {
            let shown = style.display_name.as_deref().unwrap_or(name);
            if matches!(shown, "Title" | "标题") {
                return Role::Title;
            }
            if let Some(level @ 1..=9) = style.outline {
                return Role::Heading(level as u8);
            }
        }
        Role::Paragraph
    }

    fn chain<'a>(&'a self, name: Option<&str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let entry =
            |name: &str| self.paragraphs.get_key_value(name).map(|(name, style)| (name.as_str(), style));
        let first = name.and_then(entry);
        std::iter::successors(first, move |(_, style)| style.parent.as_deref().and_then(entry))
            .take(MAX_CHAIN)
    }
}

fn read_levels(xml: &mut Xml<'_>) -> Result<Vec<Level>, Reason> {
    let mut levels: Vec<Level> = Vec::new();
    let mut last = None;
    let inside = xml.depth();
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Text => {
                let bullet = match element.local() {
                    "list-level-style-number" | "outline-level-style" => false,
                    "list-level-style-bullet" | "list-level-style-image" => true,
                    _ => continue,
                };
                last = element
                    .number("level")
                    .and_then(|level| usize::try_from(level.saturating_sub(1)).ok())
                    .filter(|l| *l < LEVELS);
                if let Some(index) = last {
                    levels.resize(levels.len().max(index.saturating_add(1)), Level::default());
                    if let Some(level) = levels.get_mut(index) {
                        *level = if bullet { Level::default() } else { read_level(&element, index) };
                    }
                }
            }
            Step::Open(element) if element.ns == Ns::Style => {
                let level = last.and_then(|index| levels.get_mut(index));
                if let (Some(level), Some(follows)) = (level, element.attribute("label-followed-by")) {
                    level.gap = match follows.as_str() {
                        "space" => Gap::Space,
                        "nothing" => Gap::Nothing,
                        _ => Gap::Tab,
                    };
                }
            }
            Step::Close if xml.depth() < inside => return Ok(levels),
            Step::End => return Ok(levels),
            _ => {}
        }
    }
}

fn read_level(element: &Element<'_>, index: usize) -> Level {
    let sample = element.attribute("num-format").unwrap_or_default();
    let numeral = Numeral::from_sample(&sample);
    let label = match element.attribute("num-list-format") {
        Some(template) => label_from_template(&without_closing_marks(&template)),
        None if numeral == Numeral::None => around(element, Vec::new()),
        None => {
            let shown = element.number("display-levels").unwrap_or(1).max(1) as usize;
            let mut numbers = Vec::new();
            for level in index.saturating_add(1).saturating_sub(shown)..=index {
                if !numbers.is_empty() {
                    numbers.push(Piece::Text(".".to_owned()));
                }
                numbers.push(Piece::Number(level));
            }
            around(element, numbers)
        }
    };
    Level { numeral, start: element.number("start-value").unwrap_or(1), label, ..Level::default() }
}

/// The label with the prefix and suffix of its numbers.
fn around(element: &Element<'_>, numbers: Vec<Piece>) -> Vec<Piece> {
    let text = |name: &str| element.attribute(name).filter(|text| !text.is_empty()).map(Piece::Text);
    text("num-prefix").into_iter().chain(numbers).chain(text("num-suffix")).collect()
}

/// Removes the closing `%` of each number in a template: `LibreOffice` writes `%1%.%2%` for Word's `%1.%2`.
fn without_closing_marks(template: &str) -> String {
    let mut plain = String::new();
    let mut characters = template.chars();
    while let Some(character) = characters.next() {
        plain.push(character);
        let mut ahead = characters.clone();
        if character == '%'
            && let (Some(digit @ '1'..='9'), Some('%')) = (ahead.next(), ahead.next())
        {
            plain.push(digit);
            characters = ahead;
        }
    }
    plain
}
