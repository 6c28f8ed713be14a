//! OFD (GB/T 33190-2016), a package of XML parts: documents, their pages and templates in `pages`, the objects of a page
//! in `objects`, comments in `annotations`, scanned pages in `images`, pages as they look in `draw`. A page consists of
//! positioned characters; `layout` makes blocks of them.

mod annotations;
mod draw;
mod images;
mod objects;
mod pages;
mod resources;

use super::comments::placed;
use super::layout;
use super::package::Package;
use super::recognized::{self, Looking};
use super::xml::{Step, Xml};
use crate::report::{Extracted, Reason, Warning};
use crate::scans;
pub(super) use draw::sheet;
use pages::Pages;

/// Maximum number of documents in a file; it has one.
const MAX_DOCUMENTS: usize = 16;

/// Reads an OFD. One without characters is [`Reason::NoTextLayer`].
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    read_with(bytes, None)
}

/// Reads an OFD with those of its pages that are pictures.
pub(in crate::report) fn read_scans(bytes: &[u8], looking: &mut Looking<'_>) -> Result<Extracted, Reason> {
    read_with(bytes, Some(looking))
}

fn read_with(bytes: &[u8], look: Option<&mut Looking<'_>>) -> Result<Extracted, Reason> {
    let (mut package, mut pages) = opened(bytes)?;
    let read = match look {
        Some(look) => read_pictures(&mut package, &mut pages, look)?,
        None => Vec::new(),
    };
    let Pages { drawn, images, comments, damaged, fonts_missing, .. } = pages;
    let empty = |page: &layout::DrawnPage| page.glyphs.is_empty();
    let pictures_only = read.is_empty()
        && drawn.iter().zip(&images).any(|(page, (_, images))| empty(page) && !images.is_empty());
    if drawn.iter().all(empty) {
        return Err(match (pictures_only, damaged) {
            (true, _) => Reason::NoTextLayer,
            (_, true) => Reason::Damaged,
            _ => Reason::Empty,
        });
    }
    let told = [
        (pictures_only, Warning::PagesWithoutText),
        (!comments.is_empty(), Warning::Comments),
        (damaged, Warning::Damaged),
        (fonts_missing, Warning::FontsMissing),
    ];
    let warnings = told.into_iter().filter_map(|(is, warning)| is.then_some(warning)).collect();
    let mut blocks = layout::blocks(drawn);
    let comments = placed(&mut blocks, comments);
    if blocks.is_empty() {
        return Err(Reason::Empty);
    }
    let extracted = Extracted { blocks, warnings, comments, ..Extracted::default() };
    Ok(recognized::with(extracted, &read))
}

/// The package and the pages of its documents.
fn opened(bytes: &[u8]) -> Result<(Package<'_>, Pages), Reason> {
    let mut package = Package::open(bytes)?;
    if package.bytes("Encryptions.xml")?.is_some() {
        return Err(Reason::Encrypted);
    }
    let root = package.part("OFD.xml")?.ok_or(Reason::Damaged)?;
    let documents = texts_of(&root, "DocRoot")?;
    let mut pages = Pages::default();
    for document in documents.iter().take(MAX_DOCUMENTS) {
        pages.add(&mut package, document)?;
    }
    Ok((package, pages))
}

/// Puts what is read on pictures on the pages without characters. Returns these pages by number.
fn read_pictures(
    package: &mut Package<'_>,
    pages: &mut Pages,
    looking: &mut Looking<'_>,
) -> Result<Vec<(u32, scans::Page)>, Reason> {
    let both = pages.drawn.iter().zip(&pages.images).enumerate();
    let wanted: Vec<usize> = both
        .filter(|(_, (page, (_, images)))| page.glyphs.is_empty() && !images.is_empty())
        .map(|(index, _)| index)
        .collect();
    let mut read = Vec::new();
    for (done, index) in wanted.iter().enumerate() {
        let (Some(page), Some((area, images))) = (pages.drawn.get_mut(*index), pages.images.get(*index))
        else {
            continue;
        };
        let seen =
            (looking.look)(images::picture(package, *area, images, scans::PIXELS)?, done, wanted.len())?;
        let aside = std::mem::take(&mut page.aside);
        *page = layout::DrawnPage { aside, ..recognized::drawn(&seen, 0) };
        read.push((u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX), seen));
        let before = pages.drawn.get(..=*index).unwrap_or_default();
        (looking.show)(&|| {
            let extracted = Extracted { blocks: layout::blocks(before.to_vec()), ..Extracted::default() };
            recognized::with(extracted, &read)
        });
    }
    Ok(read)
}

/// The texts of all elements of a name in a part.
fn texts_of(part: &str, local: &str) -> Result<Vec<String>, Reason> {
    let mut xml = Xml::new(part);
    let mut texts: Vec<String> = Vec::new();
    let mut inside = false;
    loop {
        match xml.next()? {
            Step::Open(element) => {
                inside = element.local() == local;
                if inside {
                    texts.push(String::new());
                }
            }
            Step::Text(text) if inside => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(text.trim());
                }
            }
            Step::Text(_) => {}
            Step::Close => inside = false,
            Step::End => return Ok(texts),
        }
    }
}

/// The name of a part by a place stated in another part: from the root, or beside that part.
fn resolved(from: &str, place: &str) -> String {
    let place = place.trim().replace('\\', "/");
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if place.starts_with('/') { place } else { format!("{folder}/{place}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests;
