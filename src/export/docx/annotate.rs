//! Adds comments to a copy of the report's own file. Other parts of the package are copied byte for byte; the document's
//! XML keeps its bytes except for range marks. `None` means that this is impossible without loss, and that the document
//! has to be built from the text.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Remark;
use super::align::{Alignment, Place};
use super::comments::{self, comments};
use super::divide::Edits;
use super::parts::{COMMENTS_TYPE, Dialect};
use super::scan::{Scanned, scan};
use crate::export::sheet::Line;
use crate::text::SourceText;

/// Maximum size of a part in bytes, as when the report was read.
const MAX_PART: u64 = 64 << 20;

const TYPES: &str = "[Content_Types].xml";
const PACKAGE_RELATIONS: &str = "_rels/.rels";

/// The package with the comments, or `None` if it cannot be annotated without loss. A comment whose text is not found in
/// the document is attached to the nearest text that is, and begins with the line `nearby`.
pub(super) fn annotated(
    original: &[u8],
    text: &SourceText,
    lines: &[Line],
    remarks: &[Remark],
    nearby: &str,
) -> Option<Vec<u8>> {
    let mut package = ZipArchive::new(Cursor::new(original)).ok()?;
    // Changing the document would invalidate a signature.
    if names(&package).iter().any(|name| name.starts_with("_xmlsignatures/")) {
        return None;
    }
    if remarks.is_empty() {
        return Some(original.to_vec());
    }
    let relations = part(&mut package, PACKAGE_RELATIONS)?;
    let dialect = Dialect::ALL.into_iter().find(|dialect| target(&relations, dialect.document).is_some())?;
    let name = resolved("", &target(&relations, dialect.document)?);
    let xml = part(&mut package, &name)?;
    if !is_usual(&xml, "<w:document", dialect) {
        return None;
    }
    let scanned = scan(&xml)?;
    let (places, remarks) = placed(&scanned, text, lines, remarks, nearby)?;
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    let first = add_comments(&mut package, &name, dialect, &remarks, &mut changed)?;
    let mut edits = Edits::new(&xml, &scanned);
    for (index, place) in places.iter().enumerate() {
        edits.begin(place.from, first + index)?;
        edits.end(place.to, first + index)?;
    }
    changed.insert(name, edits.applied());
    repacked(package, changed)
}

/// Place of each remark, and the remarks, with an added line on those that are not on their exact text. `None` if
/// nothing of the text is found in the document.
fn placed<'a>(
    scanned: &'a Scanned,
    text: &SourceText,
    lines: &[Line],
    remarks: &[Remark],
    nearby: &str,
) -> Option<(Vec<Place<'a>>, Vec<Remark>)> {
    let alignment = Alignment::new(scanned, text, lines);
    let mut places = Vec::with_capacity(remarks.len());
    let mut worded = remarks.to_vec();
    for remark in &mut worded {
        let place = match remark.span {
            Some(span) => alignment.range(span.start, span.end)?,
            None => alignment.top()?,
        };
        if !place.is_exact {
            remark.lines.insert(0, nearby.to_owned());
        }
        places.push(place);
    }
    Some((places, worded))
}

/// Whether the part uses the customary prefix `w` for element names.
fn is_usual(xml: &str, root: &str, dialect: &Dialect) -> bool {
    let is_declared = |quote: char| xml.contains(&format!("xmlns:w={quote}{}{quote}", dialect.namespace));
    xml.contains(root) && (is_declared('"') || is_declared('\''))
}

fn names(package: &ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    package.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
}

/// The text of a part, without a byte order mark.
fn part(package: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    package.by_name(name).ok()?.take(MAX_PART).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 >= MAX_PART {
        return None;
    }
    let text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => str::from_utf8(rest).ok()?.to_owned(),
        _ => String::from_utf8(bytes).ok()?,
    };
    (!text.contains("<!DOCTYPE")).then_some(text)
}

/// Decodes UTF-16 and changes the declaration to UTF-8, the encoding in which the part is written back.
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>()).ok()?;
    let (declaration, body) = text.split_at(text.find("?>")?);
    rest.is_empty().then(|| declaration.replace("UTF-16", "UTF-8").replace("utf-16", "UTF-8") + body)
}

/// Appends the comments to the comments part, or creates one; returns the number of the first comment.
fn add_comments(
    package: &mut ZipArchive<Cursor<&[u8]>>,
    document: &str,
    dialect: &Dialect,
    remarks: &[Remark],
    changed: &mut BTreeMap<String, String>,
) -> Option<usize> {
    let (folder, file) = document.rsplit_once('/').unwrap_or(("", document));
    let relations_name = resolved(folder, &format!("_rels/{file}.rels"));
    let relations = part(package, &relations_name)?;
    if let Some(target) = target(&relations, dialect.comments) {
        let name = resolved(folder, &target);
        let mut present = part(package, &name)?;
        if !is_usual(&present, "<w:comments", dialect) {
            return None;
        }
        if !present.contains("</w:comments>") {
            // An empty part: its only element is an empty-element tag.
            let end = present.trim_end().strip_suffix("/>")?.len();
            present = format!("{}></w:comments>", &present[..end]);
        }
        let end = present.rfind("</w:comments>")?;
        let ids = attributes(&present, "w:id").filter_map(|id| id.parse::<usize>().ok());
        let first = ids.max().map_or(0, |last| last.saturating_add(1));
        first.checked_add(remarks.len()).filter(|&last| last < i32::MAX as usize)?;
        changed.insert(name, format!("{}{}{}", &present[..end], comments(remarks, first), &present[end..]));
        return Some(first);
    }
    let taken: Vec<String> = names(package).iter().map(|name| name.to_lowercase()).collect();
    let name = ["comments.xml", "comments-jiaokan.xml"]
        .into_iter()
        .find(|name| !taken.contains(&resolved(folder, name).to_lowercase()))?;
    let relation =
        format!("<Relationship Id=\"rIdJiaokan\" Type=\"{}\" Target=\"{name}\"/>", dialect.comments);
    let types = part(package, TYPES)?;
    let path = resolved(folder, name);
    let kind = format!("<Override PartName=\"/{path}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    if relations.contains("rIdJiaokan") {
        return None;
    }
    changed.insert(relations_name, before(&relations, "</Relationships>", &relation)?);
    changed.insert(TYPES.to_owned(), before(&types, "</Types>", &kind)?);
    changed.insert(path, comments::part(dialect.namespace, &comments(remarks, 0)));
    Some(0)
}

fn before(text: &str, end: &str, what: &str) -> Option<String> {
    let at = text.rfind(end)?;
    Some(format!("{}{what}{}", &text[..at], &text[at..]))
}

/// The values of an attribute, in either kind of quotes.
fn attributes<'a>(xml: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    xml.match_indices(name).filter_map(move |(at, _)| {
        let is_start = xml[..at].ends_with(char::is_whitespace);
        let value = xml[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| is_start && matches!(quote, '"' | '\''))?;
        value[1..].split(quote).next()
    })
}

/// The target of the first relationship of this type.
fn target(relations: &str, kind: &str) -> Option<String> {
    let elements = relations.split("<Relationship").skip(1);
    let elements = elements.map(|element| element.split('>').next().unwrap_or_default());
    let found = elements.into_iter().find(|element| attributes(element, "Type").next() == Some(kind))?;
    attributes(found, "Target").next().map(str::to_owned)
}

/// The name of a part that a relationship of a part in `folder` leads to.
fn resolved(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}

/// The package in its original order: unchanged parts as they were compressed, new ones at the end.
fn repacked(
    mut package: ZipArchive<Cursor<&[u8]>>,
    mut changed: BTreeMap<String, String>,
) -> Option<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..package.len() {
        let file = package.by_index_raw(index).ok()?;
        let name = file.name().ok()?.into_owned();
        match changed.remove(&name) {
            None => out.raw_copy_file(file).ok()?,
            Some(content) => {
                out.start_file(name, SimpleFileOptions::default()).ok()?;
                out.write_all(content.as_bytes()).ok()?;
            }
        }
    }
    for (name, content) in changed {
        out.start_file(name, SimpleFileOptions::default()).ok()?;
        out.write_all(content.as_bytes()).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}
