//! Styles of headings and titles, styles that number their paragraphs, and styles that hide their text.

use std::collections::HashMap;

use super::properties::{Properties, RunProperties};
use crate::report::readers::xml::{Ns, Step, Xml};
use crate::report::{Reason, Role};

/// Maximum length of a chain of `based on`, which may form a cycle.
const MAX_CHAIN: usize = 32;

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    properties: Properties,
    /// Properties of its runs.
    runs: RunProperties,
}

/// Numbering of a style's paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StyleList {
    /// Id of the list.
    pub(super) list: i64,
    /// The level, if the style sets one.
    pub(super) level: Option<i64>,
    /// The styles from the paragraph's own to the one that names the list; the level is looked up by them.
    pub(super) styles: Vec<String>,
}

impl Styles {
    /// Reads `styles.xml`; a damaged part yields the styles before the damage.
    pub(super) fn read(text: &str) -> Self {
        let mut styles = Self::default();
        let mut xml = Xml::new(text);
        while let Ok(step) = xml.next() {
            match step {
                Step::Open(element) if element.ns == Ns::Word && element.local() == "style" => {
                    let id = element.attribute("styleId").unwrap_or_default();
                    let paragraphs = element.attribute("type").is_none_or(|kind| kind == "paragraph");
                    let default =
                        element.attribute("default").is_some_and(|value| value != "0" && value != "false");
                    let Ok(style) = read_style(&mut xml) else { break };
                    if paragraphs && default {
                        styles.default = Some(id.clone());
                    }
                    styles.by_id.insert(id, style);
                }
                Step::End => break,
                _ => {}
            }
        }
        styles
    }

    /// Role of a style's paragraphs; running text for an unknown style.
    pub(super) fn role(&self, id: Option<&str>) -> Role {
        for (_, style) in self.chain(id) {
            let name = plain_name(&style.name);
            if matches!(name.as_str(), "title" | "标题") {
                return Role::Title;
            }
            if let Some(outline) = style.properties.outline {
                return role_from_outline(outline);
            }
            if name
                .strip_prefix("toc")
                .or_else(|| name.strip_prefix("目录"))
                .and_then(|level| level.parse::<u8>().ok())
                .is_some()
            {
                return Role::Furniture;
            }
            let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"));
            if let Some(level @ 1..=9) = level.and_then(|level| level.parse().ok()) {
                return Role::Heading(level);
            }
        }
        Role::Paragraph
    }

    /// Whether a style, of paragraphs or of runs, hides its text; `None` if it is not set.
    pub(super) fn hides(&self, id: &str) -> Option<bool> {
        self.by_id.contains_key(id).then(|| self.chain(Some(id)).find_map(|(_, style)| style.runs.hidden))?
    }

    /// The numbering of the style's paragraphs.
    pub(super) fn list(&self, id: Option<&str>) -> Option<StyleList> {
        let mut styles = Vec::new();
        let mut level = None;
        for (id, style) in self.chain(id) {
            styles.push(id.to_owned());
            level = level.or(style.properties.level);
            if let Some(list) = style.properties.list {
                return (list != 0).then_some(StyleList { list, level, styles });
            }
        }
        None
    }

    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.filter(|id| self.by_id.contains_key(*id)).or(self.default.as_deref());
        let entry = |id: &'a str| self.by_id.get(id).map(|style| (id, style));
        std::iter::successors(first.and_then(entry), move |(_, style)| {
            style.based_on.as_deref().and_then(entry)
        })
        .take(MAX_CHAIN)
    }
}

/// The role for an outline level from 0; the tenth level is body text.
pub(super) fn role_from_outline(outline: i64) -> Role {
    match u8::try_from(outline) {
        Ok(level @ 0..=8) => Role::Heading(level.saturating_add(1)),
        _ => Role::Paragraph,
    }
}

fn read_style(xml: &mut Xml<'_>) -> Result<Style, Reason> {
    let mut style = Style::default();
    let inside = xml.depth();
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Word => match element.local() {
                "name" => style.name = element.attribute("val").unwrap_or_default(),
                "basedOn" => style.based_on = element.attribute("val"),
                "pPr" => style.properties = Properties::read(xml)?,
                "rPr" => style.runs = RunProperties::read(xml)?,
                "tblPr" | "tblStylePr" => xml.skip()?,
                _ => {}
            },
            Step::Close if xml.depth() < inside => return Ok(style),
            Step::End => return Ok(style),
            _ => {}
        }
    }
}

/// A style's name in lower case without spaces: programs write `heading 1`, `Heading 1` and `标题 1`.
fn plain_name(name: &str) -> String {
    name.chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).collect()
}
