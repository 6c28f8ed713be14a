//! The walk over an ODT's text: paragraphs, lists, table rows, frames and notes in reading order.

mod comments;
mod letters;
mod objects;

use std::collections::HashMap;

use super::styles::Styles;
use crate::report::readers::comments::{Edge, placed, with_replies};
use crate::report::readers::lists::{Counters, Gap, labelled};
use crate::report::readers::paragraph::Text;
use crate::report::readers::table::{Cell, row_blocks};
use crate::report::readers::xml::{Element, Ns, Step, Xml};
use crate::report::{Block, Comment, Extracted, NotRead, Reason, Role, Warning};
use letters::FormField;
pub(super) use letters::Letters;
pub(super) use objects::Formulas;

/// Maximum number of spaces from one `text:s`.
const MAX_SPACES: i64 = 64;
/// Key of the counters for headings outside of lists.
const OUTLINE: u64 = 0;

/// Role of an open element in the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Plain,
    Paragraph,
    /// Characters of a paragraph.
    Characters,
    List,
    Item,
    Row,
    Cell,
    /// A note, and whether it belongs at the end of the document.
    Note(bool),
    /// A table of contents.
    Index,
    /// A comment.
    Comment,
    /// Characters with a style of their own.
    Span,
    /// A field of a form, whose value is in its parameters.
    Form,
}

#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    heading: Option<i64>,
    unnumbered: bool,
    text: Text,
    /// Whether the next white space is dropped: at the start, and after other white space.
    spaced: bool,
}

#[derive(Debug)]
struct List {
    style: Option<String>,
    key: u64,
    level: usize,
    /// Whether the next paragraph gets a label.
    pending: bool,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Cell>,
    span: i64,
    covered: i64,
}

/// State of the walk.
pub(super) struct Story<'a> {
    styles: &'a Styles,
    formulas: &'a Formulas,
    counters: Counters,
    frames: Vec<Frame>,
    outputs: Vec<Vec<Block>>,
    paragraphs: Vec<Paragraph>,
    rows: Vec<Row>,
    lists: Vec<List>,
    /// The last list of each style, and the list of each id, which other lists may continue.
    keys_of_styles: HashMap<String, u64>,
    keys_of_ids: HashMap<String, u64>,
    next_key: u64,
    in_index: usize,
    behind: Vec<Block>,
    at_the_end: Vec<Block>,
    warnings: Vec<Warning>,
    not_read: NotRead,
    /// Comments with the name of the one that each answers, and their numbers by their names.
    comments: Vec<(Comment, Option<String>)>,
    named: HashMap<String, usize>,
    /// The element of a comment whose characters are read.
    of_comment: CommentPart,
    /// Properties of the characters in each open paragraph and span.
    letters: Vec<Letters>,
    form: FormField,
}

/// An element of a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum CommentPart {
    #[default]
    Text,
    Author,
    Date,
}

impl<'a> Story<'a> {
    pub(super) fn new(styles: &'a Styles, formulas: &'a Formulas) -> Self {
        Self {
            styles,
            formulas,
            counters: Counters::default(),
            frames: Vec::new(),
            outputs: vec![Vec::new()],
            paragraphs: Vec::new(),
            rows: Vec::new(),
            lists: Vec::new(),
            keys_of_styles: HashMap::new(),
            keys_of_ids: HashMap::new(),
            next_key: OUTLINE + 1,
            in_index: 0,
            behind: Vec::new(),
            at_the_end: Vec::new(),
            warnings: Vec::new(),
            not_read: NotRead::default(),
            comments: Vec::new(),
            named: HashMap::new(),
            of_comment: CommentPart::default(),
            letters: Vec::new(),
            form: FormField::default(),
        }
    }

    /// Walks to the end. After an error, what was read stays.
    pub(super) fn walk(&mut self, xml: &mut Xml<'_>) -> Result<(), Reason> {
        loop {
            match xml.next()? {
                Step::Open(element) if self.is_in_comment() => {
                    self.open_in_comment(&element);
                    self.frames.push(Frame::Comment);
                }
                Step::Open(element) if element.ns == Ns::Other && element.local() == "math" => {
                    self.formula(xml)?;
                }
                Step::Open(element) => {
                    let frame = self.open(&element);
                    match frame {
                        Some(frame) => self.frames.push(frame),
                        None => xml.skip()?,
                    }
                }
                Step::Close => {
                    if let Some(frame) = self.frames.pop() {
                        self.close(frame);
                    }
                }
                Step::Text(characters) if self.is_in_comment() => self.write_comment(&characters),
                Step::Text(characters) => {
                    if matches!(self.frames.last(), Some(Frame::Paragraph | Frame::Characters | Frame::Span))
                    {
                        self.write(&characters);
                    }
                }
                Step::End => return Ok(()),
            }
        }
    }

    /// The blocks, with every open element closed, and the warnings, each once.
    pub(super) fn finish(mut self) -> Extracted {
        while let Some(frame) = self.frames.pop() {
            self.close(frame);
        }
        let mut blocks = self.outputs.pop().unwrap_or_default();
        blocks.append(&mut self.at_the_end);
        let comments = std::mem::take(&mut self.comments);
        let named = &self.named;
        let numbered = comments.into_iter().enumerate().map(|(number, (comment, parent))| {
            (number, parent.and_then(|parent| named.get(&parent).copied()), comment)
        });
        let comments = placed(&mut blocks, with_replies(numbered.collect()));
        Extracted {
            blocks,
            warnings: self.warnings,
            not_read: self.not_read,
            comments,
            ..Extracted::default()
        }
    }

    /// Role of the element in the walk; `None` if it is to be skipped.
    fn open(&mut self, element: &Element<'_>) -> Option<Frame> {
        match (element.ns, element.local()) {
            (Ns::Text, name) => self.open_text(name, element),
            (Ns::Table, name) => self.open_table(name, element),
            (Ns::Office, "annotation") => {
                self.warn(Warning::Comments);
                self.begin_comment(element);
                Some(Frame::Comment)
            }
            (Ns::Office, "annotation-end") => {
                let number = element.attribute("name").and_then(|name| self.named.get(&name).copied());
                if let Some(number) = number {
                    self.mark(Edge::End, number);
                }
                Some(Frame::Plain)
            }
            (Ns::Draw, "object" | "object-ole") | (Ns::Office, "document") => self.object(element),
            (Ns::Draw, "control") => {
                self.not_read.fields = self.not_read.fields.saturating_add(1);
                Some(Frame::Plain)
            }
            (Ns::Other, "fieldmark") => {
                self.form = FormField::new(element);
                Some(Frame::Form)
            }
            (Ns::Other, "param") if self.frames.last() == Some(&Frame::Form) => {
                self.form.parameter(element);
                Some(Frame::Plain)
            }
            // Controls of content hold text; so do other elements inside a paragraph.
            (Ns::Other, "content-control") => Some(Frame::Characters),
            (
                Ns::Office,
                "font-face-decls" | "automatic-styles" | "styles" | "forms" | "scripts" | "meta",
            ) => None,
            _ => Some(Frame::Plain),
        }
    }

    fn open_text(&mut self, name: &str, element: &Element<'_>) -> Option<Frame> {
        Some(match name {
            "p" | "h" => {
                let paragraph = Paragraph {
                    style: element.attribute("style-name"),
                    heading: (name == "h").then(|| element.number("outline-level").unwrap_or(1)),
                    unnumbered: element.attribute("is-list-header").is_some_and(|value| value == "true"),
                    spaced: true,
                    ..Paragraph::default()
                };
                self.letters.push(self.styles.letters_of_paragraph(paragraph.style.as_deref()));
                self.paragraphs.push(paragraph);
                Frame::Paragraph
            }
            "s" => {
                let spaces = element.number("c").unwrap_or(1).clamp(1, MAX_SPACES) as usize;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.text.push(&" ".repeat(spaces));
                    paragraph.spaced = false;
                }
                Frame::Plain
            }
            "tab" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.text.push("\t");
                    paragraph.spaced = false;
                }
                Frame::Plain
            }
            "line-break" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.text.break_line();
                    paragraph.spaced = true;
                }
                Frame::Plain
            }
            "tracked-changes" => {
                self.warn(Warning::TrackedChanges);
                return None;
            }
            "note-citation" | "ruby-text" | "script" | "index-title-template" | "table-of-content-source" => {
                return None;
            }
            "section" if element.attribute("display").is_some_and(|value| value == "none") => return None,
            "note" => {
                self.outputs.push(Vec::new());
                Frame::Note(element.attribute("note-class").is_some_and(|class| class == "endnote"))
            }
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => {
                self.in_index = self.in_index.saturating_add(1);
                Frame::Index
            }
            "list" => {
                self.open_list(element);
                Frame::List
            }
            "list-item" | "numbered-paragraph" => return Some(self.open_item(name, element)),
            _ if self.paragraphs.is_empty() => Frame::Plain,
            "span" => {
                let own = self.styles.letters(element.attribute("style-name").as_deref());
                let around = self.letters.last().copied().unwrap_or_default();
                self.letters.push(own.within(around));
                Frame::Span
            }
            "hidden-text" | "hidden-paragraph" => return None,
            _ => Frame::Characters,
        })
    }

    fn open_list(&mut self, element: &Element<'_>) {
        let own = element.attribute("style-name");
        let outer = self.lists.last();
        let level = outer.map_or(0, |list| list.level.saturating_add(1));
        let style = own.clone().or_else(|| outer.and_then(|list| list.style.clone()));
        let continued = element
            .attribute("continue-list")
            .and_then(|id| self.keys_of_ids.get(&id).copied())
            .or_else(|| {
                let goes_on = element.attribute("continue-numbering").is_some_and(|value| value == "true");
                style.as_ref().filter(|_| goes_on).and_then(|style| self.keys_of_styles.get(style).copied())
            });
        let key = outer.map(|list| list.key).or(continued).unwrap_or_else(|| {
            self.next_key = self.next_key.saturating_add(1);
            self.next_key
        });
        if let Some(id) = element.attribute("id") {
            self.keys_of_ids.insert(id, key);
        }
        if let Some(style) = &style {
            self.keys_of_styles.insert(style.clone(), key);
        }
        self.lists.push(List { style, key, level, pending: false });
    }

    fn open_item(&mut self, name: &str, element: &Element<'_>) -> Frame {
        let numbered = name == "numbered-paragraph";
        if numbered {
            let style = element.attribute("style-name");
            let level = element
                .number("level")
                .and_then(|level| usize::try_from(level.saturating_sub(1)).ok())
                .unwrap_or(0);
            let id = element.attribute("list-id").or_else(|| style.clone()).unwrap_or_default();
            let key = *self.keys_of_ids.entry(id).or_insert_with(|| {
                self.next_key = self.next_key.saturating_add(1);
                self.next_key
            });
            self.lists.push(List { style, key, level, pending: false });
        }
        if let Some(list) = self.lists.last_mut() {
            list.pending = true;
            if let Some(start) = element.number("start-value") {
                self.counters.restart(list.key, list.level, start);
            }
        }
        if numbered { Frame::List } else { Frame::Item }
    }

    fn open_table(&mut self, name: &str, element: &Element<'_>) -> Option<Frame> {
        Some(match name {
            "table-row" => {
                self.rows.push(Row::default());
                Frame::Row
            }
            "table-cell" => {
                self.outputs.push(Vec::new());
                if let Some(row) = self.rows.last_mut() {
                    row.span = element.number("number-columns-spanned").unwrap_or(1).max(1);
                    row.covered = row.span.saturating_sub(1);
                }
                Frame::Cell
            }
            "covered-table-cell" => {
                // A cell covered from its left is no column; one covered from above is an empty column.
                if let Some(row) = self.rows.last_mut() {
                    if row.covered > 0 {
                        row.covered = row.covered.saturating_sub(1);
                    } else {
                        row.cells.push(Cell::default());
                    }
                }
                return None;
            }
            "tracked-changes" => return None,
            _ => Frame::Plain,
        })
    }

    fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph => {
                self.letters.pop();
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.end_paragraph(paragraph);
                }
            }
            Frame::List => drop(self.lists.pop()),
            Frame::Item => self.lists.last_mut().into_iter().for_each(|list| list.pending = false),
            Frame::Row => {
                if let Some(row) = self.rows.pop() {
                    self.output().extend(row_blocks(row.cells));
                }
                self.flush_behind();
            }
            Frame::Cell => {
                let blocks = self.outputs.pop().unwrap_or_default();
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(Cell { blocks, span: row.span });
                }
            }
            Frame::Note(at_the_end) => {
                let mut blocks = self.outputs.pop().unwrap_or_default();
                for block in &mut blocks {
                    block.role = Role::Footnote;
                    block.text = block.text.trim_start().to_owned();
                }
                if at_the_end { self.at_the_end.extend(blocks) } else { self.behind.extend(blocks) }
            }
            Frame::Index => self.in_index = self.in_index.saturating_sub(1),
            Frame::Span => drop(self.letters.pop()),
            Frame::Form => match std::mem::take(&mut self.form).value() {
                Some(value) => self.write(&value),
                None => self.not_read.fields = self.not_read.fields.saturating_add(1),
            },
            Frame::Plain | Frame::Characters | Frame::Comment => {}
        }
    }

    fn end_paragraph(&mut self, mut paragraph: Paragraph) {
        if let Some((label, gap)) = self.label(&paragraph) {
            paragraph.text.rewrite_start(|text| labelled(&label, gap, text));
        }
        let role = match paragraph.heading {
            _ if self.in_index > 0 => Role::Furniture,
            Some(level) => Role::Heading(level.clamp(1, 10) as u8),
            None => self.styles.role(paragraph.style.as_deref()),
        };
        let blocks = paragraph.text.into_blocks(role);
        // A paragraph inside a paragraph is in a frame that floats beside it.
        if self.paragraphs.is_empty() || self.outputs.len() > 1 {
            self.output().extend(blocks);
        } else {
            self.behind.extend(blocks);
        }
        self.flush_behind();
    }

    fn label(&mut self, paragraph: &Paragraph) -> Option<(String, Gap)> {
        let (key, level, levels) = if let Some(list) = self.lists.last_mut() {
            if !std::mem::take(&mut list.pending) || paragraph.unnumbered {
                return None;
            }
            let style = list.style.as_deref().or(self.styles.list_of(paragraph.style.as_deref()));
            (list.key, list.level, self.styles.list(style))
        } else {
            let level = paragraph.heading.filter(|_| !paragraph.unnumbered)?;
            (OUTLINE, usize::try_from(level.saturating_sub(1)).ok()?, self.styles.outline())
        };
        let gap = levels.get(level)?.gap;
        Some((self.counters.next(key, levels, level), gap))
    }

    fn flush_behind(&mut self) {
        if self.paragraphs.is_empty() && self.outputs.len() == 1 {
            let mut behind = std::mem::take(&mut self.behind);
            self.output().append(&mut behind);
        }
    }

    /// Appends characters; white space is collapsed to one space, as the format specifies.
    fn write(&mut self, characters: &str) {
        let letters = self.letters.last().copied().unwrap_or_default();
        if letters.hidden {
            return;
        }
        let drawn = letters.font.map(|font| font.text(characters, &mut self.not_read.symbols));
        let characters = drawn.as_deref().unwrap_or(characters);
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let mut text = String::with_capacity(characters.len());
        for character in characters.chars() {
            let space = matches!(character, ' ' | '\t' | '\n' | '\r');
            if !space {
                text.push(character);
            } else if !paragraph.spaced {
                text.push(' ');
            }
            paragraph.spaced = space;
        }
        paragraph.text.push(&text);
    }

    fn output(&mut self) -> &mut Vec<Block> {
        if self.outputs.is_empty() {
            self.outputs.push(Vec::new());
        }
        self.outputs.last_mut().expect("there is always one")
    }

    fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}
