//! The style sheet ([MS-DOC] 2.9.271): styles of headings and titles, and styles that number their paragraphs.

use super::file::{File, Part, bytes_at, u16_at, utf16};
use super::properties::Properties;
use crate::report::Role;

/// Maximum length of a chain of `based on`, which may form a cycle.
const MAX_CHAIN: usize = 32;

/// The styles, by their index in the sheet.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Option<Style>>);

#[derive(Debug, Default)]
struct Style {
    /// Identifier of a built-in style, independent of its name: 1 to 9 are the headings.
    built_in: u16,
    base: u16,
    name: String,
    properties: Properties,
}

impl Styles {
    /// Reads the sheet; from damaged data, the styles before the damage.
    pub(super) fn read(file: &File) -> Self {
        Self::parse(file.part(Part::Styles)).unwrap_or_default()
    }

    fn parse(sheet: &[u8]) -> Option<Self> {
        let head = usize::from(u16_at(sheet, 0)?);
        let (count, base_length) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
        let mut styles = Vec::new();
        let mut rest = sheet.get(2..)?.get(head..)?;
        for _ in 0..count {
            let Some((length, behind)) = rest.split_first_chunk() else { break };
            let length = usize::from(u16::from_le_bytes(*length));
            let Some((style, behind)) = behind.split_at_checked(length) else { break };
            styles.push(Style::parse(style, base_length));
            rest = behind;
        }
        Some(Self(styles))
    }

    /// Role of a style's paragraphs.
    pub(super) fn role(&self, style: u16) -> Role {
        for style in self.chain(style) {
            match style.built_in {
                62 => return Role::Title,
                19..=27 => return Role::Furniture,
                _ => {}
            }
            match style.properties.outline {
                Some(outline @ 0..=8) => return Role::Heading(outline.saturating_add(1)),
                Some(_) => return Role::Paragraph,
                None => {}
            }
            if let level @ 1..=9 = style.built_in {
                return Role::Heading(level as u8);
            }
            let name: String =
                style.name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
            let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"));
            if let Some(level @ 1..=9) = level.and_then(|level| level.parse().ok()) {
                return Role::Heading(level);
            }
        }
        Role::Paragraph
    }

    /// List and level of a style's paragraphs.
    pub(super) fn list(&self, style: u16) -> (Option<u16>, Option<u8>) {
        let mut level = None;
        for style in self.chain(style) {
            level = level.or(style.properties.level);
            if style.properties.list.is_some() {
                return (style.properties.list, level);
            }
        }
        (None, level)
    }

    fn chain(&self, style: u16) -> impl Iterator<Item = &Style> {
        let entry = |index: u16| self.0.get(usize::from(index)).and_then(Option::as_ref);
        std::iter::successors(entry(style), move |style| entry(style.base)).take(MAX_CHAIN)
    }
}

impl Style {
    fn parse(bytes: &[u8], base_length: usize) -> Option<Self> {
        let (built_in, kind) = (u16_at(bytes, 0)? & 0x0fff, u16_at(bytes, 2)?);
        let length = usize::from(u16_at(bytes, base_length)?).saturating_mul(2);
        let (name, rest) = bytes.get(base_length.saturating_add(2)..)?.split_at_checked(length)?;
        let name: Vec<u16> = utf16(name).collect();
        let mut style = Self {
            built_in,
            base: kind >> 4,
            name: String::from_utf16_lossy(&name),
            properties: Properties::default(),
        };
        // Behind the name and its terminating zero: the paragraph properties of styles of paragraphs and of lists.
        let own = u16_at(rest, 2).and_then(|length| bytes_at(rest, 4, usize::from(length)));
        if let (1 | 4, Some(own)) = (kind & 0xf, own) {
            style.properties.apply(own.get(2..).unwrap_or(&[]));
        }
        Some(style)
    }
}
