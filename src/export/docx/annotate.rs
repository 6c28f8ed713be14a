//! Adds comments to a copy of the report's own file. Other parts of the package are copied byte for byte; the document's
//! XML keeps its bytes except for range marks. `None` means that this is impossible without loss, and that the document
//! has to be built from the text.

use super::align::{Alignment, Place};
use super::comments::{self, WORD_2010, comments, paragraph_ids};
use super::dialect::{COMMENTS_TYPE, EXTENDED, EXTENDED_TYPE};
use super::divide::Edits;
use super::package::{Main, Package, attributes, prefix, root, with_child};
use super::scan::{Scanned, scan};
use super::sent;
use crate::export::escape::html;
use crate::export::remark::Remark;
use crate::export::sheet::{Line, LineKind, Sheet};
use crate::text::SourceText;

/// The package with the comments, or `None` if it cannot be annotated without loss. A comment whose text is not found in
/// the document is attached to the nearest text that is, and begins with the line `nearby`.
pub(super) fn annotated(
    original: &[u8],
    (sheet, report): (&Sheet, usize),
    remarks: &[Remark],
    nearby: &str,
) -> Option<Vec<u8>> {
    let mut package = Package::open(original)?;
    if remarks.is_empty() {
        return Some(original.to_vec());
    }
    let main = package.main()?;
    let xml = without_cdata(package.part(&main.name)?);
    let root = root(&xml)?;
    let own = prefix(root, main.dialect.namespace)?;
    let scanned = scan(&xml, own)?;
    let (text, lines) = (&sheet.reports[report].text, &sheet.reports[report].lines);
    let (places, remarks) = placed(&scanned, text, lines, remarks, nearby)?;
    let first = add_comments(&mut package, &main, &remarks)?;
    sent::add(&mut package, &main, sheet, &[(report, &remarks)])?;
    let declared = declared(own, main.dialect.namespace);
    let mut edits = Edits::new(&xml, &scanned, own, &declared);
    for (index, place) in places.iter().enumerate() {
        edits.begin(place.from, first + index)?;
        edits.end(place.to, first + index)?;
    }
    let marked = edits.applied();
    package.set(main.name, marked);
    package.repacked()
}

/// Something, if comments can be added to a document with this text.
pub(super) fn is_possible(original: &[u8], text: &SourceText) -> Option<()> {
    let mut package = Package::open(original)?;
    let main = package.main()?;
    let xml = without_cdata(package.part(&main.name)?);
    let own = prefix(root(&xml)?, main.dialect.namespace)?;
    let scanned = scan(&xml, own)?;
    Alignment::new(&scanned, text, &lines_of(text)).range(0, 1).map(drop)
}

/// The lines of a text that are not blank.
pub(super) fn lines_of(text: &SourceText) -> Vec<Line> {
    let words = text.lines().filter(|(_, line)| !line.trim().is_empty());
    words.map(|(span, _)| Line { span, kind: LineKind::Paragraph, run_in: 0, page: None }).collect()
}

/// The declaration of the prefix `w`, if a root element has another prefix for its namespace.
fn declared(prefix: &str, namespace: &str) -> String {
    if prefix == "w" { String::new() } else { format!(" xmlns:w=\"{namespace}\"") }
}

/// The XML with the text of CDATA sections as ordinary text, which can be divided.
fn without_cdata(xml: String) -> String {
    const OPEN: &str = "<![CDATA[";
    if !xml.contains(OPEN) {
        return xml;
    }
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml.as_str();
    while let Some((before, inside)) = rest.split_once(OPEN) {
        let Some((data, after)) = inside.split_once("]]>") else { break };
        out += before;
        out += &html(data);
        rest = after;
    }
    out + rest
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
        if !place.is_exact && remark.answers.is_none() {
            remark.head.insert(0, nearby.to_owned());
        }
        places.push(place);
    }
    Some((places, worded))
}

/// Appends the comments to the comments part, or creates one; returns the number of the first comment.
fn add_comments(package: &mut Package<'_>, main: &Main, remarks: &[Remark]) -> Option<usize> {
    let namespace = main.dialect.namespace;
    let (first, ids) = if let Some(name) = package.related(&main.name, main.dialect.comments) {
        let present = package.part(&name)?;
        let start = root(&present)?;
        let own = prefix(start, namespace)?;
        let id = if own.is_empty() { "id".to_owned() } else { format!("{own}:id") };
        let numbers = attributes(&present, &id).filter_map(|id| id.parse::<usize>().ok());
        let first = numbers.max().map_or(0, |last| last.saturating_add(1));
        first.checked_add(remarks.len()).filter(|&last| last < i32::MAX as usize)?;
        let ids = paragraph_ids(remarks, &present);
        let mut missing = declared(own, namespace);
        if prefix(start, WORD_2010) != Some("w14") {
            missing.extend([" xmlns:w14=\"", WORD_2010, "\""]);
        }
        let added = comments(remarks, first, &missing, &ids);
        let whole = with_child(&present, &added)?;
        package.set(name, whole);
        (first, ids)
    } else {
        let name = package.free_name(&beside(&main.name, "comments"))?;
        let ids = paragraph_ids(remarks, "");
        let part = comments::part(namespace, &comments(remarks, 0, "", &ids));
        package.add(&main.name, main.dialect.comments, &name, Some(COMMENTS_TYPE), part)?;
        (0, ids)
    };
    if comments::needs_extended(remarks) {
        add_extended(package, main, remarks, &ids)?;
    }
    Some(first)
}

/// Appends to the part that says which comments are answers and which are done, or creates it.
fn add_extended(package: &mut Package<'_>, main: &Main, remarks: &[Remark], ids: &[String]) -> Option<()> {
    if let Some(name) = package.related(&main.name, EXTENDED) {
        let present = package.part(&name)?;
        let entries = comments::extended_entries(remarks, ids, &comments::declared_2012());
        let whole = with_child(&present, &entries)?;
        package.set(name, whole);
        return Some(());
    }
    let name = package.free_name(&beside(&main.name, "commentsExtended"))?;
    let part = comments::extended_part(&comments::extended_entries(remarks, ids, ""));
    package.add(&main.name, EXTENDED, &name, Some(EXTENDED_TYPE), part)
}

/// A name in the folder of a part.
fn beside(part: &str, name: &str) -> String {
    part.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}
