//! A pull parser for XML parts that resolves namespaces and limits depth, attributes and entities. The elements are
//! interpreted by the readers.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::report::Reason;

/// Maximum depth of elements: a table in a table in a text box needs fifty.
const MAX_DEPTH: usize = 512;
/// Maximum number of attributes of an element: a lookup is linear in it.
const MAX_ATTRIBUTES: usize = 1000;
/// Maximum number of namespaces in scope: a lookup is linear in it.
const MAX_NAMESPACES: usize = 256;

/// The namespaces that the readers distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    /// `WordprocessingML`, transitional or strict, and that of Word 2003.
    Word,
    /// Alternatives for older programs within a DOCX part.
    Compatibility,
    /// Equations within a DOCX part.
    Math,
    /// `SmartArt` and its text.
    Diagram,
    /// Text in drawings.
    Drawing,
    /// Charts.
    Chart,
    /// Shapes before `DrawingML`, and embedded objects.
    Vml,
    /// `OpenDocument`: `office`, `text`, `table`, `style`, `draw`, `manifest`.
    Office,
    /// See [`Ns::Office`].
    Text,
    /// See [`Ns::Office`].
    Table,
    /// See [`Ns::Office`].
    Style,
    /// See [`Ns::Office`].
    Draw,
    /// See [`Ns::Office`].
    Manifest,
    /// Any other, or none.
    Other,
}

impl Ns {
    fn from_uri(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main"
            | "http://schemas.microsoft.com/office/word/2003/wordml" => Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/drawingml/2006/diagram"
            | "http://purl.oclc.org/ooxml/drawingml/diagram" => Self::Diagram,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "http://schemas.openxmlformats.org/drawingml/2006/chart"
            | "http://purl.oclc.org/ooxml/drawingml/chart" => Self::Chart,
            "urn:schemas-microsoft-com:vml" | "urn:schemas-microsoft-com:office:office" => Self::Vml,
            _ => match uri.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
                Some("office:1.0") => Self::Office,
                Some("text:1.0") => Self::Text,
                Some("table:1.0") => Self::Table,
                Some("style:1.0") => Self::Style,
                Some("drawing:1.0") => Self::Draw,
                Some("manifest:1.0") => Self::Manifest,
                _ => Self::Other,
            },
        }
    }
}

/// A step of the parser.
pub(super) enum Step<'a> {
    /// The beginning of an element.
    Open(Element<'a>),
    /// The end of the innermost open element.
    Close,
    /// Characters, with entities resolved and line ends as written.
    Text(Cow<'a, str>),
    /// The end of the part.
    End,
}

/// The beginning of an element.
pub(super) struct Element<'a> {
    /// The namespace of its name.
    pub(super) ns: Ns,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of the attribute of that local name, entities resolved. The documents read here have no two
    /// attributes of one local name on an element.
    pub(super) fn attribute(&self, local: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().find(|attribute| attribute.key.local_name().into_inner() == local).map(
            |attribute| {
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_or_else(|_| String::new(), Cow::into_owned)
            },
        )
    }

    /// The value of a numeric attribute.
    pub(super) fn number(&self, local: &str) -> Option<i64> {
        self.attribute(local)?.trim().parse().ok()
    }
}

/// A parser of one part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// The namespaces in scope, the innermost last.
    scopes: Vec<Scope>,
    /// The prefix that was resolved last and its namespace: most elements of a part have the same.
    last: Option<(String, Ns)>,
}

/// A namespace that an element declares for itself and its content.
struct Scope {
    depth: usize,
    /// Empty for the namespace of names without a prefix.
    prefix: String,
    ns: Ns,
}

impl<'a> Xml<'a> {
    /// Starts at the beginning of a part.
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, scopes: Vec::new(), last: None }
    }

    /// The next step. XML that is not well formed is [`Reason::Damaged`]; unbounded nesting, and a document type,
    /// which no office program writes and through which entities multiply, are [`Reason::TooComplex`].
    pub(super) fn next(&mut self) -> Result<Step<'a>, Reason> {
        loop {
            return Ok(match self.reader.read_event().map_err(|_| Reason::Damaged)? {
                Event::Start(start) => {
                    self.depth = self.depth.saturating_add(1);
                    if self.depth > MAX_DEPTH || too_many_attributes(&start) {
                        return Err(Reason::TooComplex);
                    }
                    self.declare(&start)?;
                    Step::Open(Element { ns: self.resolve(&start), start })
                }
                Event::End(_) => {
                    while self.scopes.last().is_some_and(|scope| scope.depth >= self.depth) {
                        self.scopes.pop();
                        self.last = None;
                    }
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.into_inner()),
                Event::CData(data) => Step::Text(data.into_inner()),
                Event::GeneralRef(name) => {
                    let character = match name.resolve_char_ref() {
                        Ok(Some(character)) => character,
                        _ => predefined(&name.into_inner()),
                    };
                    Step::Text(Cow::Owned(character.to_string()))
                }
                Event::DocType(_) => return Err(Reason::TooComplex),
                Event::Eof if self.depth > 0 => return Err(Reason::Damaged),
                Event::Eof => Step::End,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    /// Takes up the namespaces that an element declares.
    fn declare(&mut self, start: &BytesStart<'_>) -> Result<(), Reason> {
        if !start.attributes_raw().contains("xmlns") {
            return Ok(());
        }
        let mut attributes = start.attributes();
        for attribute in attributes.with_checks(false).flatten() {
            let name = attribute.key.into_inner();
            let Some(prefix) = name.strip_prefix("xmlns:").or((name == "xmlns").then_some("")) else {
                continue;
            };
            if self.scopes.len() >= MAX_NAMESPACES {
                return Err(Reason::TooComplex);
            }
            let uri = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
            let scope = Scope { depth: self.depth, prefix: prefix.to_owned(), ns: Ns::from_uri(&uri) };
            self.scopes.push(scope);
            self.last = None;
        }
        Ok(())
    }

    /// The namespace of an element's name.
    fn resolve(&mut self, start: &BytesStart<'_>) -> Ns {
        let name = start.name();
        let prefix = name.prefix().map_or("", quick_xml::name::Prefix::into_inner);
        match &self.last {
            Some((known, ns)) if known == prefix => *ns,
            _ => {
                let declared = self.scopes.iter().rev().find(|scope| scope.prefix == prefix);
                let ns = declared.map_or(Ns::Other, |scope| scope.ns);
                self.last = Some((prefix.to_owned(), ns));
                ns
            }
        }
    }

    /// Skips to behind the end of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Reason> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Step::End = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// Number of bytes of the part that were read.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }
}

fn too_many_attributes(start: &BytesStart<'_>) -> bool {
    start.attributes_raw().len() > MAX_ATTRIBUTES && {
        let mut attributes = start.attributes();
        attributes.with_checks(false);
        attributes.nth(MAX_ATTRIBUTES).is_some()
    }
}

/// The character of one of XML's five entities; others cannot be declared without a document type and read as U+FFFD.
fn predefined(name: &str) -> char {
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(xml: &str) -> Result<String, Reason> {
        let mut walk = Xml::new(xml);
        let mut text = String::new();
        loop {
            match walk.next()? {
                Step::Text(characters) => text.push_str(&characters),
                Step::End => return Ok(text),
                Step::Open(_) | Step::Close => {}
            }
        }
    }

    #[test]
    fn entities_and_sections_are_characters() {
        assert_eq!(text_of("<a>甲&amp;&lt;&#20057;&#x4e19;<![CDATA[<b>]]></a>").unwrap(), "甲&<乙丙<b>");
    }

    #[test]
    fn what_multiplies_is_refused() {
        assert_eq!(text_of("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), Err(Reason::TooComplex));
        assert_eq!(text_of(&"<a>".repeat(100_000)), Err(Reason::TooComplex));
        let attributes: String = vec![" a=''"; MAX_ATTRIBUTES + 1].concat();
        assert_eq!(text_of(&format!("<a{attributes}/>")), Err(Reason::TooComplex));
        let names: Vec<String> = (0..=MAX_NAMESPACES).map(|i| format!("xmlns:a{i}='{i}'")).collect();
        assert!(text_of(&format!("<a {}/>", names.join(" "))).is_err());
        assert_eq!(text_of("<a><b></a>"), Err(Reason::Damaged));
        assert_eq!(text_of("<a>"), Err(Reason::Damaged));
    }

    #[test]
    fn names_are_known_by_their_namespace() {
        let xml = "<x:p xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main' x:val='a&amp;b'/>";
        let Ok(Step::Open(element)) = Xml::new(xml).next() else { panic!("an element") };
        assert_eq!((element.ns, element.local()), (Ns::Word, "p"));
        assert_eq!(element.attribute("val").as_deref(), Some("a&b"));
    }
}
