//! Inserts the marks of comments into a document's XML, splitting runs and text elements where a range starts or ends
//! inside one.

use std::collections::BTreeMap;
use std::ops::Range;

use super::comments::{begin, end};
use super::scan::{Atom, Scanned};

/// Split of the XML at a mark.
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
pub(super) struct Edits<'a> {
    xml: &'a str,
    scanned: &'a Scanned,
    /// What precedes the names of the document's elements: its prefix with a colon, or nothing.
    prefix: String,
    /// Declaration of the prefix `w` on elements that are added, if the document has another one.
    declared: &'a str,
    /// Per byte position: the split, the range ends and the range starts there.
    at: BTreeMap<usize, (Divide, String, String)>,
    /// What is put between elements.
    between: BTreeMap<usize, String>,
    /// What is replaced: its start, its end, and what stands in its place.
    replaced: BTreeMap<usize, (usize, String)>,
}

impl<'a> Edits<'a> {
    pub(super) fn new(xml: &'a str, scanned: &'a Scanned, prefix: &str, declared: &'a str) -> Self {
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
        Self {
            xml,
            scanned,
            prefix,
            declared,
            at: BTreeMap::new(),
            between: BTreeMap::new(),
            replaced: BTreeMap::new(),
        }
    }

    /// Puts XML between elements.
    pub(super) fn insert(&mut self, byte: usize, what: &str) {
        self.between.entry(byte).or_default().push_str(what);
    }

    /// Replaces an element.
    pub(super) fn replace(&mut self, element: Range<usize>, by: &str) {
        self.replaced.insert(element.start, (element.end, by.to_owned()));
    }

    /// The properties of the run that a character is in.
    pub(super) fn properties_of(&self, atom: &Atom) -> String {
        let text = atom.text.and_then(|text| self.scanned.texts.get(text));
        let run = text.and_then(|text| self.scanned.runs.get(text.run));
        run.map_or_else(String::new, |run| self.xml[run.properties.clone()].to_owned())
    }

    /// Starts a comment's range before a character.
    pub(super) fn begin(&mut self, atom: &Atom, id: usize) -> Option<()> {
        let mark = begin(id, self.declared);
        self.begin_with(atom, &mark)
    }

    /// Puts XML before a character, between runs.
    pub(super) fn begin_with(&mut self, atom: &Atom, mark: &str) -> Option<()> {
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
        self.at.entry(byte).or_insert_with(|| (divide, String::new(), String::new())).2 += mark;
        Some(())
    }

    /// Ends a comment's range after a character.
    pub(super) fn end(&mut self, atom: &Atom, id: usize) -> Option<()> {
        let mark = end(id, self.declared);
        self.end_with(atom, &mark)
    }

    /// Puts XML after a character, between runs.
    pub(super) fn end_with(&mut self, atom: &Atom, mark: &str) -> Option<()> {
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
        self.at.entry(byte).or_insert_with(|| (divide, String::new(), String::new())).1 += mark;
        Some(())
    }

    /// The XML with all marks.
    pub(super) fn applied(&self) -> String {
        let prefix = &self.prefix;
        let (run_end, both_ends) = (format!("</{prefix}r>"), format!("</{prefix}t></{prefix}r>"));
        let mut out = String::with_capacity(self.xml.len() + 256 * self.at.len());
        let mut from = 0;
        // White space at the ends of a split text element must be preserved.
        let mut inserts = self.between.clone();
        for (&byte, (divide, ends, begins)) in &self.at {
            let marks = format!("{ends}{begins}");
            let (open, close) = match *divide {
                Divide::Nothing => (String::new(), ""),
                Divide::Run(run) => (self.run_again(run), run_end.as_str()),
                Divide::Text(text) => {
                    let text = &self.scanned.texts[text];
                    if !text.preserves_space {
                        inserts.insert(text.open.end - 1, " xml:space=\"preserve\"".to_owned());
                    }
                    let open = format!("{}<{prefix}t xml:space=\"preserve\">", self.run_again(text.run));
                    (open, both_ends.as_str())
                }
            };
            let inserted = format!("{close}{marks}{open}");
            inserts.entry(byte).or_default().push_str(&inserted);
        }
        for (&byte, (_, by)) in &self.replaced {
            inserts.entry(byte).or_default().push_str(by);
        }
        for (byte, what) in inserts {
            out += &self.xml[from..byte];
            out += &what;
            from = self.replaced.get(&byte).map_or(byte, |(end, _)| *end);
        }
        out + &self.xml[from..]
    }

    /// An opening tag with the same run properties.
    fn run_again(&self, run: usize) -> String {
        let run = &self.scanned.runs[run];
        let properties = &self.xml[run.properties.clone()];
        // A recorded formatting change stays with the first half: its id must not occur twice.
        let (open, close) = (format!("<{}rPrChange", self.prefix), format!("</{}rPrChange>", self.prefix));
        let properties = match (properties.find(&open), properties.find(&close)) {
            (Some(from), Some(to)) if from < to => {
                format!("{}{}", &properties[..from], &properties[to + close.len()..])
            }
            _ => properties.to_owned(),
        };
        format!("{}{properties}", &self.xml[run.open.clone()])
    }
}
