//! The parts of XLSX that `calamine` leaves aside: hidden rows and columns, merged cells.

use std::collections::HashMap;

use super::layout::Layout;
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Step, Xml};

/// The layouts of the sheets by their names.
pub(super) struct Layouts<'a> {
    package: Option<Package<'a>>,
    /// Name of the part of each sheet.
    parts: HashMap<String, String>,
}

impl<'a> Layouts<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut package = Package::open(bytes).ok();
        let parts = package.as_mut().map(parts).unwrap_or_default();
        Self { package, parts }
    }

    /// The layout of a sheet; empty if its part cannot be found.
    pub(super) fn of(&mut self, sheet: &str) -> Layout {
        let mut layout = Layout::default();
        let part = self.parts.get(sheet).zip(self.package.as_mut());
        let bytes = part.and_then(|(part, package)| package.bytes(part).ok().flatten());
        // Most sheets have neither, and need not be parsed twice.
        let Some(bytes) = bytes else { return layout };
        let text = String::from_utf8_lossy(&bytes);
        if !text.contains(" hidden=") && !text.contains("mergeCell ") {
            return layout;
        }
        let mut xml = Xml::new(&text);
        let mut row = 0_u32;
        while let Ok(step) = xml.next() {
            let element = match step {
                Step::Open(element) => element,
                Step::End => break,
                _ => continue,
            };
            let number = |name: &str| element.number(name).and_then(|number| u32::try_from(number).ok());
            let is_hidden = || matches!(element.attribute("hidden").as_deref(), Some("1" | "true"));
            match element.local() {
                "row" => {
                    row = number("r").unwrap_or_else(|| row.saturating_add(1));
                    if is_hidden() {
                        layout.hidden_rows.insert(row.saturating_sub(1));
                    }
                }
                "col" if is_hidden() => {
                    let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(0));
                    layout.hide_columns(first.saturating_sub(1), last.saturating_sub(1));
                }
                "mergeCell" => {
                    let area = element.attribute("ref").unwrap_or_default();
                    let ends = area.split_once(':').and_then(|(from, to)| cell(from).zip(cell(to)));
                    if let Some((from, to)) = ends {
                        layout.merge(from, to);
                    }
                }
                _ => {}
            }
        }
        layout
    }
}

/// Row and column, from 0, of a reference such as `B7`.
fn cell(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at_checked(digits)?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(value).saturating_add(1))?;
    }
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// The names of the sheets' parts, by the names of the sheets.
fn parts(package: &mut Package<'_>) -> HashMap<String, String> {
    let targets = pairs(package, "xl/_rels/workbook.xml.rels", "Relationship", ["Id", "Target"]);
    let sheets = pairs(package, "xl/workbook.xml", "sheet", ["name", "id"]);
    let resolved = |target: &String| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    };
    sheets.into_iter().filter_map(|(name, id)| Some((name, resolved(targets.get(&id)?)))).collect()
}

/// Two attributes of each element of a name in a part, the first as a key.
fn pairs(package: &mut Package<'_>, part: &str, local: &str, names: [&str; 2]) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let Ok(Some(text)) = package.part(part) else { return found };
    let mut xml = Xml::new(&text);
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) if element.local() == local => {
                let [key, value] = names.map(|name| element.attribute(name).unwrap_or_default());
                found.insert(key, value);
            }
            Step::End => break,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        assert_eq!([cell("A1"), cell("b7"), cell("AA10")], [Some((0, 0)), Some((6, 1)), Some((9, 26))]);
        for wrong in ["", "A", "7", "A0", "ZZZZZZZZZZ1", "A99999999999", "甲1", "$A$1"] {
            assert_eq!(cell(wrong), None, "{wrong}");
        }
    }
}
