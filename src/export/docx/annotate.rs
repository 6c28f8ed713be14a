//! Comments in a copy of the reviewer's own file: the package's other parts are copied byte for byte, the document's
//! XML stays as it is but for range marks, with runs divided where a range begins inside one. Where that cannot be done
//! without loss or doubt nothing is made, and the text is set anew instead.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Remark;
use super::comments::{self, WORD, begin, comments, end};
use super::parts::{COMMENTS_RELATION, COMMENTS_TYPE};
use super::scan::{Atom, Scanned, scan};
use crate::export::sheet::Line;
use crate::text::{SourceText, is_ignored};

/// Maximum size of a part in bytes, as when the report was read.
const MAX_PART: u64 = 64 << 20;
/// Maximum length of an automatic number in characters of the text.
const MAX_LABEL: usize = 16;
/// Maximum number of lines skipped while searching for the next paragraph: notes and text boxes.
const MAX_SKIPPED: usize = 4;

const DOCUMENT: &str = "word/document.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const TYPES: &str = "[Content_Types].xml";

/// The package with the comments, or `None` where it cannot be done without loss.
pub(super) fn annotated(
    original: &[u8],
    text: &SourceText,
    lines: &[Line],
    remarks: &[Remark],
) -> Option<Vec<u8>> {
    let mut package = ZipArchive::new(Cursor::new(original)).ok()?;
    // Changing the document would invalidate a signature.
    if names(&package).iter().any(|name| name.starts_with("_xmlsignatures/")) {
        return None;
    }
    if remarks.is_empty() {
        return Some(original.to_vec());
    }
    let document = part(&mut package, DOCUMENT)?;
    if !part(&mut package, "_rels/.rels")?.contains(DOCUMENT) || !is_usual(&document, "<w:document") {
        return None;
    }
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    let first = add_comments(&mut package, remarks, &mut changed)?;
    changed.insert(DOCUMENT.to_owned(), marked(&document, text, lines, remarks, first)?);
    repacked(package, changed)
}

/// Whether the part uses the customary prefix `w` for element names.
fn is_usual(xml: &str, root: &str) -> bool {
    xml.contains(root) && xml.contains(&format!("xmlns:w=\"{WORD}\""))
}

fn names(package: &ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    package.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
}

fn part(package: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    package.by_name(name).ok()?.take(MAX_PART).read_to_string(&mut text).ok()?;
    ((text.len() as u64) < MAX_PART && !text.contains("<!DOCTYPE") && !text.starts_with('\u{feff}'))
        .then_some(text)
}

/// Puts the comments behind those that are there, or makes a part for them; the number of the first one.
fn add_comments(
    package: &mut ZipArchive<Cursor<&[u8]>>,
    remarks: &[Remark],
    changed: &mut BTreeMap<String, String>,
) -> Option<usize> {
    let relations = part(package, RELATIONS)?;
    if let Some(target) = comments_target(&relations) {
        let name = format!("word/{target}");
        let present = part(package, &name)?;
        let end = present.rfind("</w:comments>").filter(|_| is_usual(&present, "<w:comments"))?;
        let ids =
            present.split("w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok());
        let first = ids.max().map_or(0, |last| last.saturating_add(1));
        first.checked_add(remarks.len()).filter(|&last| last < i32::MAX as usize)?;
        changed.insert(name, format!("{}{}{}", &present[..end], comments(remarks, first), &present[end..]));
        return Some(first);
    }
    let taken: Vec<String> = names(package).iter().map(|name| name.to_lowercase()).collect();
    let name = ["comments.xml", "comments-jiaokan.xml"]
        .into_iter()
        .find(|name| !taken.contains(&format!("word/{name}")))?;
    let relation =
        format!("<Relationship Id=\"rIdJiaokan\" Type=\"{COMMENTS_RELATION}\" Target=\"{name}\"/>");
    let types = part(package, TYPES)?;
    let kind = format!("<Override PartName=\"/word/{name}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    if relations.contains("\"rIdJiaokan\"") {
        return None;
    }
    changed.insert(RELATIONS.to_owned(), before(&relations, "</Relationships>", &relation)?);
    changed.insert(TYPES.to_owned(), before(&types, "</Types>", &kind)?);
    changed.insert(format!("word/{name}"), comments::part(&comments(remarks, 0)));
    Some(0)
}

fn before(text: &str, end: &str, what: &str) -> Option<String> {
    let at = text.rfind(end)?;
    Some(format!("{}{what}{}", &text[..at], &text[at..]))
}

/// Target of the document's comments relationship, if there is one.
fn comments_target(relations: &str) -> Option<&str> {
    let element = relations
        .split("<Relationship ")
        .skip(1)
        .map(|element| element.split('>').next().unwrap_or_default())
        .find(|element| element.contains(&format!("\"{COMMENTS_RELATION}\"")))?;
    let target = element.split("Target=\"").nth(1)?.split('"').next()?;
    Some(target.trim_start_matches("/word/"))
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

/// Origin of a visible character of the report's text in the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// Not found in the document.
    Unknown,
    /// Part of an automatic number, which is not in any run.
    Label,
    /// The atom with this index.
    Atom(usize),
}

/// The report's visible characters and the origin of each.
struct Alignment<'a> {
    scanned: &'a Scanned,
    atoms: Vec<&'a Atom>,
    positions: Vec<usize>,
    origins: Vec<Origin>,
}

/// The document's XML with the marks of all remarks, or `None` where one has no certain place.
fn marked(xml: &str, text: &SourceText, lines: &[Line], remarks: &[Remark], first: usize) -> Option<String> {
    let scanned = scan(xml)?;
    let alignment = Alignment::new(&scanned, text, lines);
    let mut edits = Edits { xml, scanned: &scanned, at: BTreeMap::new() };
    for (index, remark) in remarks.iter().enumerate() {
        let (from, to) = match remark.span {
            Some(span) => alignment.range(span.start, span.end)?,
            None => alignment.top()?,
        };
        edits.begin(from, first + index)?;
        edits.end(to, first + index)?;
    }
    Some(edits.applied())
}

impl<'a> Alignment<'a> {
    /// Lays the document's paragraphs on the text: each must stand there as it is, behind a number at most, a few
    /// lines further on at most. Linear but for those bounds.
    fn new(scanned: &'a Scanned, text: &SourceText, lines: &[Line]) -> Self {
        let (mut visible, mut positions, mut line_starts) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines {
            line_starts.push(visible.len());
            for (offset, character) in text.slice(line.span).chars().enumerate() {
                if !is_ignored(character) {
                    visible.push(character);
                    positions.push(line.span.start + offset);
                }
            }
        }
        let mut origins = vec![Origin::Unknown; visible.len()];
        let mut atoms: Vec<&Atom> = Vec::new();
        let mut cursor = 0;
        for paragraph in scanned.paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
            let next = line_starts.partition_point(|&start| start <= cursor);
            let starts = line_starts[next..].iter().copied().take(MAX_SKIPPED);
            let stands = |at: usize| {
                visible.len() - at >= paragraph.len()
                    && paragraph
                        .iter()
                        .zip(&visible[at..])
                        .all(|(atom, character)| atom.character == *character)
            };
            let found = std::iter::once(cursor).chain(starts).find_map(|start| {
                let line = line_starts.partition_point(|&at| at <= start);
                let end = line_starts.get(line).copied().unwrap_or(visible.len());
                (start..end.min(start + MAX_LABEL + 1)).find(|&at| stands(at)).map(|at| (start, at))
            });
            if let Some((start, at)) = found {
                origins[start..at].fill(Origin::Label);
                for (offset, atom) in paragraph.iter().enumerate() {
                    origins[at + offset] =
                        if atom.text.is_some() { Origin::Atom(atoms.len()) } else { Origin::Unknown };
                    atoms.push(atom);
                }
                cursor = at + paragraph.len();
            }
        }
        Self { scanned, atoms, positions, origins }
    }

    /// The first and the last character of a span of the text; every one between must be known.
    fn range(&self, start: usize, end: usize) -> Option<(&'a Atom, &'a Atom)> {
        let from = self.positions.partition_point(|&position| position < start);
        let to = self.positions.partition_point(|&position| position < end).max(from + 1);
        let inside = self.origins.get(from..to)?;
        if inside.contains(&Origin::Unknown) {
            return None;
        }
        let known = |origin: &Origin| match origin {
            Origin::Atom(atom) => Some(self.atoms[*atom]),
            Origin::Label | Origin::Unknown => None,
        };
        if let (Some(from), Some(to)) = (inside.iter().find_map(known), inside.iter().rev().find_map(known)) {
            return Some((from, to));
        }
        // Nothing but a number: the character behind it stands for it.
        let behind = self.origins[to..].iter().find(|origin| **origin != Origin::Label);
        behind.and_then(known).map(|atom| (atom, atom))
    }

    /// The first character of the document that can carry a mark.
    fn top(&self) -> Option<(&'a Atom, &'a Atom)> {
        let atom = self.scanned.paragraphs.iter().flatten().find(|atom| atom.text.is_some())?;
        Some((atom, atom))
    }
}

/// How the XML is split at a mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Divide {
    /// Not at all: the mark lies between runs.
    Nothing,
    /// Inside the run with this index, between its elements.
    Run(usize),
    /// Inside the text element with this index.
    Text(usize),
}

/// Insertions into the XML, by byte position.
struct Edits<'a> {
    xml: &'a str,
    scanned: &'a Scanned,
    /// Per byte position: the split, the range ends and the range starts there.
    at: BTreeMap<usize, (Divide, String, String)>,
}

impl Edits<'_> {
    fn begin(&mut self, atom: &Atom, id: usize) -> Option<()> {
        let index = atom.text?;
        let text = &self.scanned.texts[index];
        let run = &self.scanned.runs[text.run];
        let (byte, divide) = if atom.bytes.start > text.open.end {
            (atom.bytes.start, Divide::Text(index))
        } else if text.open.start == run.properties.end || text.open.start == run.open.end {
            (run.open.start, Divide::Nothing)
        } else {
            (text.open.start, Divide::Run(text.run))
        };
        self.at.entry(byte).or_insert_with(|| (divide, String::new(), String::new())).2 += &begin(id);
        Some(())
    }

    fn end(&mut self, atom: &Atom, id: usize) -> Option<()> {
        let index = atom.text?;
        let text = &self.scanned.texts[index];
        let run = &self.scanned.runs[text.run];
        let (byte, divide) = if atom.bytes.end < text.close.start {
            (atom.bytes.end, Divide::Text(index))
        } else if text.close.end == run.close.start {
            (run.close.end, Divide::Nothing)
        } else {
            (text.close.end, Divide::Run(text.run))
        };
        self.at.entry(byte).or_insert_with(|| (divide, String::new(), String::new())).1 += &end(id);
        Some(())
    }

    fn applied(&self) -> String {
        let mut out = String::with_capacity(self.xml.len() + 256 * self.at.len());
        let mut from = 0;
        // White space at the ends of a split text element must be preserved.
        let mut inserts: BTreeMap<usize, String> = BTreeMap::new();
        for (&byte, (divide, ends, begins)) in &self.at {
            let marks = format!("{ends}{begins}");
            let (open, close) = match *divide {
                Divide::Nothing => (String::new(), ""),
                Divide::Run(run) => (self.run_again(run), "</w:r>"),
                Divide::Text(text) => {
                    let text = &self.scanned.texts[text];
                    if !text.preserves_space {
                        inserts.insert(text.open.end - 1, " xml:space=\"preserve\"".to_owned());
                    }
                    (self.run_again(text.run) + "<w:t xml:space=\"preserve\">", "</w:t></w:r>")
                }
            };
            let inserted = format!("{close}{marks}{open}");
            inserts.entry(byte).or_default().push_str(&inserted);
        }
        for (byte, what) in inserts {
            out += &self.xml[from..byte];
            out += &what;
            from = byte;
        }
        out + &self.xml[from..]
    }

    /// An opening tag with the same run properties.
    fn run_again(&self, run: usize) -> String {
        let run = &self.scanned.runs[run];
        format!("{}{}", &self.xml[run.open.clone()], &self.xml[run.properties.clone()])
    }
}
