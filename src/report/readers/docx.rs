//! DOCX: the parts of a package that are read, and their order. Styles, numbering and the walk over a part's text are
//! in the files below; headers and footers belong to the page and are left out.

mod comments;
mod equations;
mod imported;
mod numbering;
mod properties;
pub(super) mod sent;
mod story;
mod styles;

use std::collections::HashMap;

use super::package::Package;
use super::xml::{Ns, Step, Xml};
use crate::report::{Block, Extracted, Reason, Role, Warning};
use imported::Imported;
use numbering::Numbering;
use story::{Notes, Story};
use styles::Styles;

/// Reads a DOCX package. Damage after the first paragraph is a warning, before it a [`Reason`].
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    read_nested(bytes, 0)
}

/// Like [`read`], for a document that is inserted in `depth` others.
fn read_nested(bytes: &[u8], depth: usize) -> Result<Extracted, Reason> {
    if super::doc::is_compound(bytes) {
        return Err(super::doc::reason_for_compound(bytes));
    }
    read_package(Package::open(bytes)?, depth)
}

/// Reads a document in one file of Word 2003: styles before the body, notes and numbers inside their paragraphs.
pub(super) fn read_2003(text: &str) -> Result<Extracted, Reason> {
    let (styles, numbering) = (Styles::read(text), Numbering::default());
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Word && element.local() == "body" => break,
            Step::End => return Err(Reason::Empty),
            _ => {}
        }
    }
    let mut story = Story::new(&styles, &numbering, Notes::default());
    let ended = story.walk(&mut xml);
    finished(story, ended)
}

/// Reads a package, see [`read_nested`].
pub(super) fn read_package(mut package: Package<'_>, depth: usize) -> Result<Extracted, Reason> {
    let main = main_part(&mut package)?;
    let parts = Parts::of(&mut package, &main)?;
    let document = package.part(&main)?.ok_or(Reason::Damaged)?;

    let styles =
        package.part(&parts.name("styles"))?.map_or_else(Styles::default, |text| Styles::read(&text));
    let numbering = package
        .part(&parts.name("numbering"))?
        .map_or_else(Numbering::default, |text| Numbering::read(&text, &styles));
    // Output besides the document's text: warnings and numbers of parts that were not read.
    let mut beside = Extracted::default();
    let mut notes = Notes::default();
    if let Some(text) = package.part(&parts.name("footnotes"))? {
        notes.footnotes = notes_of(&text, &styles, &numbering, &mut beside);
    }
    if let Some(text) = package.part(&parts.name("endnotes"))? {
        notes.endnotes = notes_of(&text, &styles, &numbering, &mut beside);
    }
    let mut imported = Imported::read(&mut package, &parts.folder, &parts.relations, depth)?;
    beside.warnings.append(&mut imported.warnings);
    beside.not_read.add(imported.not_read);

    let mut story = Story::new(&styles, &numbering, notes).with_imported(imported);
    let ended = story.walk(&mut Xml::new(&document));
    let mut extracted = finished(story, ended)?;
    let comments = comments::read(&mut package, &parts)?;
    extracted.sent = sent::read(&mut package, &parts)?;
    extracted.comments = super::comments::placed(&mut extracted.blocks, comments);
    for warning in std::mem::replace(&mut extracted.warnings, beside.warnings) {
        if !extracted.warnings.contains(&warning) {
            extracted.warnings.push(warning);
        }
    }
    extracted.not_read.add(beside.not_read);
    Ok(extracted)
}

/// What a walk found, with a warning if it ended early.
fn finished(story: Story<'_>, ended: Result<(), Reason>) -> Result<Extracted, Reason> {
    let mut extracted = story.finish();
    match ended {
        Err(Reason::Damaged) if !extracted.blocks.is_empty() => extracted.warnings.push(Warning::Damaged),
        ended => ended?,
    }
    if extracted.blocks.is_empty() { Err(Reason::Empty) } else { Ok(extracted) }
}

/// The part with the document's text: the target of the package's relation, or else its usual name.
fn main_part(package: &mut Package<'_>) -> Result<String, Reason> {
    let named = package.part("_rels/.rels")?.map(|text| relations(&text)).unwrap_or_default();
    let main = named.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(|| "word/document.xml".to_owned(), |main| resolve("", &main.target)))
}

/// The other parts, by the type of their relation to the document.
struct Parts {
    folder: String,
    relations: Vec<Relation>,
}

/// A relation of the document to another part.
#[derive(Debug)]
struct Relation {
    id: String,
    /// The last segment of its type, which is the same in both variants of the format.
    kind: String,
    target: String,
    /// Whether the target is outside the package.
    external: bool,
}

impl Parts {
    fn of(package: &mut Package<'_>, main: &str) -> Result<Self, Reason> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let relations_part = resolve(folder, &format!("_rels/{file}.rels"));
        let named = package.part(&relations_part)?.map(|text| relations(&text)).unwrap_or_default();
        Ok(Self { folder: folder.to_owned(), relations: named })
    }

    fn name(&self, kind: &str) -> String {
        let usual = format!("{kind}.xml");
        let named = self.relations.iter().rfind(|relation| relation.kind == kind);
        resolve(&self.folder, named.map_or(&usual, |relation| &relation.target))
    }
}

fn resolve(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => match target.strip_prefix("../") {
            Some(up) => resolve(folder.rsplit_once('/').map_or("", |(upper, _)| upper), up),
            None => format!("{folder}/{target}"),
        },
    }
}

/// The relations listed in a part.
fn relations(text: &str) -> Vec<Relation> {
    let mut xml = Xml::new(text);
    let mut found = Vec::new();
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) if element.local() == "Relationship" => {
                if let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target")) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let id = element.attribute("Id").unwrap_or_default();
                    let external = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
                    found.push(Relation { id, kind, target, external });
                }
            }
            Step::End => break,
            _ => {}
        }
    }
    found
}

/// Footnotes or endnotes by their ids. A damaged part yields the notes before the damage.
fn notes_of(
    text: &str,
    styles: &Styles,
    numbering: &Numbering,
    beside: &mut Extracted,
) -> HashMap<i64, Vec<Block>> {
    let mut xml = Xml::new(text);
    let mut notes = HashMap::new();
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) if matches!(element.local(), "footnote" | "endnote") => {
                let of_the_page = element.attribute("type").is_some_and(|kind| kind != "normal");
                let id = element.number("id").unwrap_or(-1);
                let mut story = Story::new(styles, numbering, Notes::default());
                let ended = story.walk(&mut xml);
                let Extracted { mut blocks, warnings, not_read, .. } = story.finish();
                if !of_the_page {
                    beside.warnings.extend(warnings);
                    beside.not_read.add(not_read);
                }
                for block in &mut blocks {
                    block.role = Role::Footnote;
                    block.text = block.text.trim_start().to_owned();
                }
                if !of_the_page {
                    notes.insert(id, blocks);
                }
                if ended.is_err() {
                    break;
                }
            }
            Step::End => break,
            _ => {}
        }
    }
    notes
}

#[cfg(test)]
mod tests;
