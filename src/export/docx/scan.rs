//! Byte positions of the text in a document part: paragraphs, runs and text elements. The XML itself is never
//! rebuilt; marks are inserted between its bytes.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::text::is_ignored;

/// Maximum nesting depth of elements.
const MAX_DEPTH: usize = 512;

/// The text of a document part.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// In the order of their start tags.
    pub paragraphs: Vec<Vec<Atom>>,
    pub texts: Vec<Text>,
    pub runs: Vec<Run>,
}

/// A visible character of the text.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub character: char,
    /// Its bytes; an entity counts as one character.
    pub bytes: Range<usize>,
    /// Index of its text element; `None` if it is outside a run and cannot be split.
    pub text: Option<usize>,
}

/// A `w:t`.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub open: Range<usize>,
    pub close: Range<usize>,
    pub run: usize,
    pub preserves_space: bool,
}

/// A `w:r`.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub open: Range<usize>,
    /// The bytes of its properties; empty if it has none.
    pub properties: Range<usize>,
    pub close: Range<usize>,
}

/// An open element during the walk.
enum Frame {
    Other,
    /// Its text is not part of the document as displayed.
    Silent,
    Paragraph,
    Run(usize),
    Properties(usize, usize),
    Text(Option<usize>),
}

/// Scans a part whose word processing elements have this prefix. `None` if it is not well-formed, has a document type declaration, or uses constructs that are not
/// supported.
pub(super) fn scan(xml: &str, prefix: &str) -> Option<Scanned> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk { prefix, ..Walk::default() };
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().ok()?;
        let bytes = from..reader.buffer_position() as usize;
        match event {
            Event::Start(element) => walk.open(&element, bytes)?,
            Event::End(_) => walk.close(bytes)?,
            Event::Empty(element) => {
                if let (Some("rPr"), Some(Frame::Run(run))) =
                    (walk.local(element.name().as_ref()), walk.frames.last())
                {
                    walk.scanned.runs[*run].properties = bytes;
                }
            }
            Event::Text(_) => {
                let characters = xml[bytes].char_indices();
                let characters = characters
                    .map(|(at, character)| (character, from + at..from + at + character.len_utf8()));
                walk.add(characters);
            }
            Event::GeneralRef(reference) => {
                if walk.is_in_text() {
                    let character = match reference.as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => reference.resolve_char_ref().ok()??,
                    };
                    walk.add(std::iter::once((character, bytes)));
                }
            }
            Event::CData(data) => {
                // It can be read but not split, since marks inside would be text.
                let characters = data.chars().map(|character| (character, bytes.clone()));
                walk.add_as(None, characters);
            }
            Event::DocType(_) => return None,
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    walk.frames.is_empty().then_some(walk.scanned)
}

/// State of a scan.
#[derive(Default)]
struct Walk<'a> {
    /// Prefix of the word processing elements; empty for none.
    prefix: &'a str,
    scanned: Scanned,
    frames: Vec<Frame>,
    /// Open paragraphs, outermost first; text boxes nest them.
    paragraphs: Vec<usize>,
    /// Number of open [`Frame::Silent`].
    silent: usize,
}

impl Walk<'_> {
    /// The name of a word processing element without its prefix; `None` for any other element.
    fn local<'n>(&self, name: &'n str) -> Option<&'n str> {
        if self.prefix.is_empty() {
            return (!name.contains(':')).then_some(name);
        }
        name.strip_prefix(self.prefix)?.strip_prefix(':')
    }

    /// A start tag. `None` if elements are nested too deeply.
    fn open(&mut self, element: &BytesStart<'_>, bytes: Range<usize>) -> Option<()> {
        if self.frames.len() >= MAX_DEPTH {
            return None;
        }
        let Range { start, end } = bytes;
        let name = element.name();
        let local = if name.as_ref() == "mc:Fallback" { Some("Fallback") } else { self.local(name.as_ref()) };
        let frame = match (local.unwrap_or_default(), self.frames.last()) {
            ("del" | "moveFrom" | "Fallback" | "rt" | "instrText" | "delText", _) => {
                self.silent += 1;
                Frame::Silent
            }
            ("p", _) => {
                self.paragraphs.push(self.scanned.paragraphs.len());
                self.scanned.paragraphs.push(Vec::new());
                Frame::Paragraph
            }
            ("r", _) => {
                self.scanned.runs.push(Run { open: start..end, properties: end..end, close: end..end });
                Frame::Run(self.scanned.runs.len() - 1)
            }
            ("rPr", Some(Frame::Run(run))) => Frame::Properties(*run, start),
            ("t", Some(Frame::Run(run))) => {
                let preserves_space = element.attributes().flatten().any(|attribute| {
                    attribute.key.as_ref() == "xml:space" && *attribute.value == *"preserve"
                });
                let text = Text { open: start..end, close: end..end, run: *run, preserves_space };
                self.scanned.texts.push(text);
                Frame::Text(Some(self.scanned.texts.len() - 1))
            }
            ("t", _) => Frame::Text(None),
            _ => Frame::Other,
        };
        self.frames.push(frame);
        Some(())
    }

    /// An end tag. `None` if no element is open.
    fn close(&mut self, bytes: Range<usize>) -> Option<()> {
        match self.frames.pop()? {
            Frame::Silent => self.silent -= 1,
            Frame::Paragraph => drop(self.paragraphs.pop()),
            Frame::Run(run) => self.scanned.runs[run].close = bytes,
            Frame::Properties(run, start) => self.scanned.runs[run].properties = start..bytes.end,
            Frame::Text(Some(text)) => self.scanned.texts[text].close = bytes,
            Frame::Text(None) | Frame::Other => {}
        }
        Some(())
    }

    fn is_in_text(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Text(_))) && !self.paragraphs.is_empty() && self.silent == 0
    }

    /// Adds characters of the text, each with its bytes; white space is left out.
    fn add(&mut self, characters: impl Iterator<Item = (char, Range<usize>)>) {
        if let Some(Frame::Text(text)) = self.frames.last() {
            self.add_as(*text, characters);
        }
    }

    /// Adds characters that belong to the given text element, each with its bytes.
    fn add_as(&mut self, text: Option<usize>, characters: impl Iterator<Item = (char, Range<usize>)>) {
        if let (Some(Frame::Text(_)), Some(&paragraph), 0) =
            (self.frames.last(), self.paragraphs.last(), self.silent)
        {
            let visible = characters.filter(|(character, _)| !is_ignored(*character));
            self.scanned.paragraphs[paragraph].extend(visible.map(|(character, bytes)| Atom {
                character,
                bytes,
                text,
            }));
        }
    }
}
