//! A copy of a Word package in which parts are changed and added. All other parts are copied as they were compressed.
//! `None` means that the package is not what Word, WPS and `LibreOffice` write, and that it cannot be changed without loss.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::dialect::Dialect;

/// Maximum size of a part in bytes, as when the report was read.
const MAX_PART: u64 = 64 << 20;
/// Maximum number of attempts to find a free name or id.
const MAX_NAMES: usize = 10_000;

const TYPES: &str = "[Content_Types].xml";
const PACKAGE_RELATIONS: &str = "_rels/.rels";
/// An empty list of relationships.
const NO_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// A package with its changed parts.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    changed: BTreeMap<String, String>,
    /// Names of its parts in lower case, since package names ignore case.
    taken: Vec<String>,
}

/// The document part of a package.
pub(super) struct Main {
    /// Name of the part.
    pub(super) name: String,
    /// The variant of the format.
    pub(super) dialect: &'static Dialect,
}

impl<'a> Package<'a> {
    /// Opens a package. `None` if it is damaged or signed, since a change would invalidate the signature.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let taken: Vec<String> = zip.file_names().flatten().map(|name| name.to_lowercase()).collect();
        let is_signed = taken.iter().any(|name| name.starts_with("_xmlsignatures/"));
        (!is_signed).then_some(Self { zip, changed: BTreeMap::new(), taken })
    }

    /// The document part.
    pub(super) fn main(&mut self) -> Option<Main> {
        let relations = self.part(PACKAGE_RELATIONS)?;
        let found = |dialect: &&'static Dialect| {
            target(&relations, dialect.document).map(|target| (*dialect, resolved("", &target)))
        };
        let (dialect, name) = Dialect::ALL.iter().find_map(found)?;
        Some(Main { name, dialect })
    }

    /// The text of a part with its changes, without a byte order mark.
    pub(super) fn part(&mut self, name: &str) -> Option<String> {
        if let Some(changed) = self.changed.get(name) {
            return Some(changed.clone());
        }
        let mut bytes = Vec::new();
        self.zip.by_name(name).ok()?.take(MAX_PART).read_to_end(&mut bytes).ok()?;
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

    /// Replaces the content of a part, or adds one without a relationship.
    pub(super) fn set(&mut self, name: String, content: String) {
        self.taken.push(name.to_lowercase());
        self.changed.insert(name, content);
    }

    /// The name of the part that a part leads to by a relationship of this type.
    pub(super) fn related(&mut self, part: &str, kind: &str) -> Option<String> {
        let (folder, relations) = relations_of(part);
        let target = target(&self.part(&relations)?, kind)?;
        Some(resolved(&folder, &target))
    }

    /// A name that no part has: `stem.xml`, `stem1.xml`, ….
    pub(super) fn free_name(&self, stem: &str) -> Option<String> {
        let names = (0..MAX_NAMES).map(|number| match number {
            0 => format!("{stem}.xml"),
            number => format!("{stem}{number}.xml"),
        });
        names.into_iter().find(|name| !self.taken.contains(&name.to_lowercase()))
    }

    /// Adds a part with its content type, and a relationship of this type from another part.
    pub(super) fn add(
        &mut self,
        from: &str,
        kind: &str,
        name: &str,
        content_type: Option<&str>,
        content: String,
    ) -> Option<()> {
        let (_, relations_name) = relations_of(from);
        let relations = match self.part(&relations_name) {
            Some(relations) => relations,
            None if self.taken.contains(&relations_name.to_lowercase()) => return None,
            None => NO_RELATIONS.to_owned(),
        };
        let id = (1..MAX_NAMES)
            .map(|number| format!("rIdJiaokan{number}"))
            .find(|id| !relations.contains(&format!("{id}\"")) && !relations.contains(&format!("{id}'")))?;
        let relation = format!(
            "<Relationship xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\" Id=\"{id}\" Type=\"{kind}\" Target=\"/{name}\"/>"
        );
        let relations = with_child(&relations, &relation)?;
        if let Some(content_type) = content_type {
            let types = self.part(TYPES)?;
            let entry = format!(
                "<Override xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" PartName=\"/{name}\" ContentType=\"{content_type}\"/>"
            );
            self.set(TYPES.to_owned(), with_child(&types, &entry)?);
        }
        self.set(relations_name, relations);
        self.set(name.to_owned(), content);
        Some(())
    }

    /// The package in its original order: unchanged parts as they were compressed, new ones at the end.
    pub(super) fn repacked(mut self) -> Option<Vec<u8>> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.zip.len() {
            let file = self.zip.by_index_raw(index).ok()?;
            let name = file.name().ok()?.into_owned();
            match self.changed.remove(&name) {
                None => out.raw_copy_file(file).ok()?,
                Some(content) => {
                    out.start_file(name, SimpleFileOptions::default()).ok()?;
                    out.write_all(content.as_bytes()).ok()?;
                }
            }
        }
        for (name, content) in self.changed {
            out.start_file(name, SimpleFileOptions::default()).ok()?;
            out.write_all(content.as_bytes()).ok()?;
        }
        Some(out.finish().ok()?.into_inner())
    }
}

/// Decodes UTF-16 and changes the declaration to UTF-8, the encoding in which the part is written back.
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>()).ok()?;
    let (declaration, body) = text.split_at(text.find("?>")?);
    rest.is_empty().then(|| declaration.replace("UTF-16", "UTF-8").replace("utf-16", "UTF-8") + body)
}

/// The folder of a part, and the name of the list of its relationships.
fn relations_of(part: &str) -> (String, String) {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    (folder.to_owned(), resolved(folder, &format!("_rels/{file}.rels")))
}

/// The XML with an element as the last child of its root.
pub(super) fn with_child(xml: &str, child: &str) -> Option<String> {
    let xml = xml.trim_end();
    let root = root(xml)?;
    let tag = root.split([' ', '\t', '\r', '\n', '/', '>']).next()?;
    if let Some(open) = root.strip_suffix("/>") {
        // An empty root is written as one tag.
        let at = xml.len() - root.len();
        return xml.ends_with(root).then(|| format!("{}{open}>{child}</{}>", &xml[..at], &tag[1..]));
    }
    let at = xml.rfind(&format!("</{}", &tag[1..]))?;
    Some(format!("{}{child}{}", &xml[..at], &xml[at..]))
}

/// The start tag of the root element.
pub(super) fn root(xml: &str) -> Option<&str> {
    let is_name = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut at = 0;
    loop {
        at += xml[at..].find('<')?;
        let rest = &xml[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            at += 4 + comment.find("-->")?;
        } else if is_name(rest) {
            let mut quote = None;
            let end = xml[at..].find(|c: char| match quote {
                Some(open) => {
                    quote = if c == open { None } else { quote };
                    false
                }
                None if matches!(c, '"' | '\'') => {
                    quote = Some(c);
                    false
                }
                None => c == '>',
            })?;
            return Some(&xml[at..=at + end]);
        } else {
            at += 1;
        }
    }
}

/// The prefix that the root element declares for a namespace; empty for the default namespace.
pub(super) fn prefix<'a>(root: &'a str, namespace: &str) -> Option<&'a str> {
    root.match_indices(namespace).find_map(|(at, _)| {
        let before = root[..at].strip_suffix(['"', '\''])?.trim_end().strip_suffix('=')?.trim_end();
        let after = root[at + namespace.len()..].chars().next()?;
        let name = before.rsplit(char::is_whitespace).next()?;
        let prefix = if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") };
        prefix.filter(|_| matches!(after, '"' | '\''))
    })
}

/// The values of an attribute, in either kind of quotes.
pub(super) fn attributes<'a>(xml: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    xml.match_indices(name).filter_map(move |(at, _)| {
        let is_start = xml[..at].ends_with(char::is_whitespace);
        let value = xml[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| is_start && matches!(quote, '"' | '\''))?;
        value[1..].split(quote).next()
    })
}

/// The target of the first relationship of this type.
fn target(relations: &str, kind: &str) -> Option<String> {
    let elements = relations.split('<').filter(|element| {
        let name = element.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
        name.rsplit(':').next() == Some("Relationship")
    });
    let mut elements = elements.map(|element| element.split('>').next().unwrap_or_default());
    let found = elements.find(|element| attributes(element, "Type").next() == Some(kind))?;
    attributes(found, "Target").next().map(str::to_owned)
}

/// The name of a part that a relationship of a part in `folder` leads to.
fn resolved(folder: &str, target: &str) -> String {
    match (target.strip_prefix('/'), target.strip_prefix("../")) {
        (Some(absolute), _) => absolute.to_owned(),
        (None, Some(up)) => resolved(folder.rsplit_once('/').map_or("", |(upper, _)| upper), up),
        (None, None) if folder.is_empty() => target.to_owned(),
        (None, None) => format!("{folder}/{target}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_added_to_any_way_of_writing_the_root() {
        let add = |xml: &str| with_child(xml, "<b/>").unwrap();
        assert_eq!(add("<?xml version=\"1.0\"?><a x='>'/>\n"), "<?xml version=\"1.0\"?><a x='>'><b/></a>");
        assert_eq!(add("<!-- <c> --><n:a><c/></n:a>"), "<!-- <c> --><n:a><c/><b/></n:a>");
        assert_eq!(with_child("nothing", "<b/>"), None);
        assert_eq!(with_child("<a><c/>", "<b/>"), None);
    }

    #[test]
    fn the_prefix_of_a_namespace_is_that_of_the_root() {
        assert_eq!(prefix("<x:a xmlns:x = 'urn:a' xmlns:y=\"urn:ab\">", "urn:a"), Some("x"));
        assert_eq!(prefix("<a xmlns='urn:a'>", "urn:a"), Some(""));
        assert_eq!(prefix("<a xmlns:z='urn:ab' t='urn:a'>", "urn:a"), None);
    }
}
