//! Objects in an ODT: equations become text; the others are counted.

use std::collections::HashMap;

use super::{Frame, Story};
use crate::report::Reason;
use crate::report::readers::equations::math_ml;
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Element, Xml};

/// Maximum number of objects that are opened.
const MAX_OBJECTS: usize = 2_000;
/// Maximum length of an equation's part in bytes; that of another object is not unpacked further.
const MAX_PART: u64 = 1 << 20;

/// The text of each equation of a package by the name of its folder.
#[derive(Debug, Default)]
pub(in crate::report::readers::odt) struct Formulas(HashMap<String, String>);

impl Formulas {
    /// Reads those of a package.
    pub(in crate::report::readers::odt) fn read(package: &mut Package<'_>) -> Self {
        let folders: Vec<String> = package
            .names()
            .filter_map(|name| name.strip_suffix("/content.xml").map(str::to_owned))
            .take(MAX_OBJECTS)
            .collect();
        let text = |folder: String| {
            let part = package.part_within(&format!("{folder}/content.xml"), MAX_PART).ok().flatten()?;
            math_ml::of_part(&part).map(|text| (folder, text))
        };
        Self(folders.into_iter().filter_map(text).collect())
    }
}

impl Story<'_> {
    /// Role of an object: an equation is written, another is counted. One without a name stands in the same file and
    /// follows.
    pub(super) fn object(&mut self, element: &Element<'_>) -> Option<Frame> {
        if element.local() == "object" {
            let Some(name) = element.attribute("href") else { return Some(Frame::Plain) };
            let folder = name.trim_start_matches("./").trim_end_matches('/').to_ascii_lowercase();
            if let Some(text) = self.formulas.0.get(&folder) {
                self.write(text);
                return None;
            }
        }
        self.not_read.objects = self.not_read.objects.saturating_add(1);
        None
    }

    /// Writes the equation whose element was opened last.
    pub(super) fn formula(&mut self, xml: &mut Xml<'_>) -> Result<(), Reason> {
        let text = math_ml::read(xml)?;
        if text.is_empty() || self.paragraphs.is_empty() {
            self.not_read.equations = self.not_read.equations.saturating_add(1);
        }
        self.write(&text);
        Ok(())
    }
}
