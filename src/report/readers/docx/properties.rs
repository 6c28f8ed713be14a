//! Properties of paragraphs, `w:pPr`, and of runs, `w:rPr`, in a style, in a level of a list or in the text.

use crate::report::Reason;
use crate::report::readers::symbols::SymbolFont;
use crate::report::readers::xml::{Ns, Step, Xml};

/// Properties of a paragraph; `None` for those that are not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// The id of its style.
    pub(super) style: Option<String>,
    /// Its outline level from 0; 9 is body text.
    pub(super) outline: Option<i64>,
    /// The list it is in; 0 for none.
    pub(super) list: Option<i64>,
    /// Its level in the list, from 0.
    pub(super) level: Option<i64>,
    /// Its number as Word 2003 stores it.
    pub(super) label: Option<String>,
    /// Whether its paragraph mark was deleted, so that the next paragraph continues its text.
    pub(super) end_deleted: bool,
    /// Whether its paragraph mark has a tracked change.
    pub(super) tracked: bool,
}

impl Properties {
    /// Reads from behind the opening `w:pPr` to its end.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Reason> {
        let mut properties = Self::default();
        let inside = xml.depth();
        loop {
            match xml.next()? {
                Step::Open(element) if element.ns == Ns::Word => match element.local() {
                    // Properties before a tracked change, and properties of a section.
                    "pPrChange" | "sectPr" | "rPrChange" | "numberingChange" => xml.skip()?,
                    "pStyle" => properties.style = element.attribute("val"),
                    "outlineLvl" => properties.outline = element.number("val"),
                    "numId" => properties.list = element.number("val"),
                    "ilvl" => properties.level = element.number("val"),
                    "del" | "moveFrom" => (properties.end_deleted, properties.tracked) = (true, true),
                    "ins" | "moveTo" => properties.tracked = true,
                    _ => {}
                },
                Step::Open(element) if element.local() == "t" => properties.label = element.attribute("val"),
                Step::Close if xml.depth() < inside => return Ok(properties),
                Step::End => return Ok(properties),
                _ => {}
            }
        }
    }
}

/// Properties of a run, `w:rPr`; `None` for those that are not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RunProperties {
    /// Whether its text is hidden.
    pub(super) hidden: Option<bool>,
    /// The id of its style.
    pub(super) style: Option<String>,
    /// Its font, if that is a symbol font.
    pub(super) font: Option<SymbolFont>,
}

impl RunProperties {
    /// Reads from behind the opening `w:rPr` to its end.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Reason> {
        let mut properties = Self::default();
        let inside = xml.depth();
        loop {
            match xml.next()? {
                Step::Open(element) if element.ns == Ns::Word => match element.local() {
                    "vanish" => {
                        let value = element.attribute("val");
                        let off = value.is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"));
                        properties.hidden = Some(!off);
                    }
                    "rStyle" => properties.style = element.attribute("val"),
                    "rFonts" => {
                        let font = element.attribute("ascii").or_else(|| element.attribute("hAnsi"));
                        properties.font = font.and_then(|font| SymbolFont::from_name(&font));
                    }
                    "rPrChange" => xml.skip()?,
                    _ => {}
                },
                Step::Close if xml.depth() < inside => return Ok(properties),
                Step::End => return Ok(properties),
                _ => {}
            }
        }
    }
}
