//! Where each character of a document's text stands in the bytes of its XML: paragraphs, runs and texts with their
//! ranges. Nothing is built that could be written back: the bytes stay as they are but for what is put between them.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::text::is_ignored;

/// Deeper documents are not walked.
const MAX_DEPTH: usize = 512;

/// The text of a part.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// In the order in which they begin.
    pub paragraphs: Vec<Vec<Atom>>,
    pub texts: Vec<Text>,
    pub runs: Vec<Run>,
}

/// A character of the text, white space left out.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub character: char,
    /// Its bytes, an entity as a whole.
    pub bytes: Range<usize>,
    /// Index of its text; `None` where that stands in no run and cannot be divided.
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
    /// Its properties as they stand; empty where it has none.
    pub properties: Range<usize>,
    pub close: Range<usize>,
}

/// What the walk is in.
enum Frame {
    Other,
    /// Text in it is not part of the document as it reads.
    Silent,
    Paragraph,
    Run(usize),
    Properties(usize, usize),
    Text(Option<usize>),
}

/// Walks a part. `None` where it is not well-formed, has a document type, or is of a kind that this does not understand.
#[expect(clippy::too_many_lines, reason = "one arm an event; to be split")]
pub(super) fn scan(xml: &str) -> Option<Scanned> {
    let mut reader = Reader::from_str(xml);
    let mut scanned = Scanned::default();
    let mut frames: Vec<Frame> = Vec::new();
    let mut paragraphs: Vec<usize> = Vec::new();
    let mut silent = 0usize;
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().ok()?;
        let to = reader.buffer_position() as usize;
        match event {
            Event::Start(element) => {
                if frames.len() >= MAX_DEPTH {
                    return None;
                }
                let frame = match (element.name().as_ref(), frames.last()) {
                    ("w:del" | "w:moveFrom" | "mc:Fallback" | "w:rt" | "w:instrText" | "w:delText", _) => {
                        silent += 1;
                        Frame::Silent
                    }
                    ("w:p", _) => {
                        scanned.paragraphs.push(Vec::new());
                        paragraphs.push(scanned.paragraphs.len() - 1);
                        Frame::Paragraph
                    }
                    ("w:r", _) => {
                        scanned.runs.push(Run { open: from..to, properties: to..to, close: to..to });
                        Frame::Run(scanned.runs.len() - 1)
                    }
                    ("w:rPr", Some(Frame::Run(run))) => Frame::Properties(*run, from),
                    ("w:t", Some(Frame::Run(run))) => {
                        let preserves_space = element.attributes().flatten().any(|attribute| {
                            attribute.key.as_ref() == "xml:space" && *attribute.value == *"preserve"
                        });
                        scanned.texts.push(Text {
                            open: from..to,
                            close: to..to,
                            run: *run,
                            preserves_space,
                        });
                        Frame::Text(Some(scanned.texts.len() - 1))
                    }
                    ("w:t", _) => Frame::Text(None),
                    _ => Frame::Other,
                };
                frames.push(frame);
            }
            Event::End(_) => match frames.pop()? {
                Frame::Silent => silent -= 1,
                Frame::Paragraph => drop(paragraphs.pop()),
                Frame::Run(run) => scanned.runs[run].close = from..to,
                Frame::Properties(run, start) => scanned.runs[run].properties = start..to,
                Frame::Text(Some(text)) => scanned.texts[text].close = from..to,
                Frame::Text(None) | Frame::Other => {}
            },
            Event::Empty(element) => {
                if let ("w:rPr", Some(Frame::Run(run))) = (element.name().as_ref(), frames.last()) {
                    scanned.runs[*run].properties = from..to;
                }
            }
            Event::Text(_) => {
                if let (Some(Frame::Text(text)), Some(&paragraph), 0) =
                    (frames.last(), paragraphs.last(), silent)
                {
                    let characters = xml[from..to].char_indices().filter(|(_, c)| !is_ignored(*c));
                    scanned.paragraphs[paragraph].extend(characters.map(|(at, character)| Atom {
                        character,
                        bytes: from + at..from + at + character.len_utf8(),
                        text: *text,
                    }));
                }
            }
            Event::GeneralRef(reference) => {
                if let (Some(Frame::Text(text)), Some(&paragraph), 0) =
                    (frames.last(), paragraphs.last(), silent)
                {
                    let character = match reference.as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => reference.resolve_char_ref().ok()??,
                    };
                    if !is_ignored(character) {
                        scanned.paragraphs[paragraph].push(Atom { character, bytes: from..to, text: *text });
                    }
                }
            }
            Event::CData(_) | Event::DocType(_) => return None,
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    frames.is_empty().then_some(scanned)
}
