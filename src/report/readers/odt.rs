//! ODT: the parts of the package and their order. Styles and lists, and the walk over the text, are in the files
//! below; headers and footers belong to the page and are left out.

mod story;
mod styles;

use super::package::Package;
use super::xml::{Ns, Step, Xml};
use crate::report::{Extracted, Reason, Warning};
use story::{Formulas, Story};
use styles::Styles;

/// Reads an ODT package. Damage after the first paragraph is a warning, before it a [`Reason`].
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    let mut package = Package::open(bytes)?;
    if is_encrypted_package(&mut package)? {
        return Err(Reason::Encrypted);
    }
    let content = package.part("content.xml")?.ok_or(Reason::Damaged)?;
    let mut styles = Styles::default();
    if let Some(text) = package.part("styles.xml")? {
        styles.add(&text);
    }
    styles.add(&content);
    let formulas = Formulas::read(&mut package);
    read_content(&mut Xml::new(&content), &styles, &formulas)
}

/// Reads an ODT that is one XML file. Its headers stand before its body.
pub(super) fn read_flat(text: &str) -> Result<Extracted, Reason> {
    let mut styles = Styles::default();
    styles.add(text);
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Office && element.local() == "body" => break,
            Step::End => return Err(Reason::Empty),
            _ => {}
        }
    }
    read_content(&mut xml, &styles, &Formulas::default())
}

fn read_content(xml: &mut Xml<'_>, styles: &Styles, formulas: &Formulas) -> Result<Extracted, Reason> {
    let mut story = Story::new(styles, formulas);
    let ended = story.walk(xml);
    let mut extracted = story.finish();
    match ended {
        Err(Reason::Damaged) if !extracted.blocks.is_empty() => extracted.warnings.push(Warning::Damaged),
        ended => ended?,
    }
    if extracted.blocks.is_empty() { Err(Reason::Empty) } else { Ok(extracted) }
}

/// Whether the package has a password. Its directory of parts is not encrypted.
pub(super) fn is_encrypted_package(package: &mut Package<'_>) -> Result<bool, Reason> {
    Ok(package.part("META-INF/manifest.xml")?.is_some_and(|manifest| is_encrypted(&manifest)))
}

/// Whether the manifest states the encryption of a part.
fn is_encrypted(manifest: &str) -> bool {
    let mut xml = Xml::new(manifest);
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) if element.ns == Ns::Manifest && element.local() == "encryption-data" => {
                return true;
            }
            Step::End => break,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests;
