//! Rich Text Format, as written by Word and WPS, also under the name `.doc`. Reads paragraphs, rows of tables,
//! footnotes, rendered list numbers and headings by style or outline level; fonts, pictures, headers and deleted words
//! are not text.
//!
//! After the Rich Text Format Specification 1.9.1. One pass over the bytes, with an explicit stack of groups.

mod equations;
mod fields;
mod fonts;
mod state;

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::report::extract::{Block, Extracted, Role, Warning};
use crate::report::readers::equations::Builder;
use crate::report::readers::symbols::SymbolFont;
use crate::report::{MAX_CHARACTERS, NotRead, Reason};
use fields::Field;
use fonts::{code_page, of_charset};
use state::{Destination, State, Style};

/// Maximum depth of groups.
const MAX_DEPTH: usize = 2_000;
/// Maximum number of bytes that are decoded together: bounds memory before the text's length is known.
const MAX_PENDING: usize = 1 << 20;
/// Maximum length of a control word and of its number, in bytes.
const WORD: usize = 40;

/// Reads a document.
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    let mut reader = Reader::new(bytes);
    reader.run()?;
    reader.end_paragraph();
    let mut blocks = reader.blocks;
    blocks.append(&mut reader.behind);
    blocks.append(&mut reader.notes);
    if reader.is_cut_off {
        reader.warnings.push(Warning::Damaged);
    }
    if blocks.is_empty() && reader.is_cut_off {
        Err(Reason::Damaged)
    } else {
        Ok(Extracted { blocks, warnings: reader.warnings, not_read: reader.not_read, ..Extracted::default() })
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    state: State,
    open: Vec<State>,
    /// The document's code page; `fonts` has those of fonts with one of their own.
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, Style>,
    /// Fonts that draw symbols for letters.
    symbols: HashMap<i32, SymbolFont>,
    /// The name of the style or font being declared.
    style_name: String,
    /// The field whose instruction was read last.
    field: Field,
    /// The equation that is being read.
    equation: Option<Builder>,
    /// Bytes in a code page that are not yet decoded.
    pending: Vec<u8>,
    /// The first surrogate of a character that `\u` gives in two.
    high: Option<u16>,
    /// Number of characters still to be skipped as the fallback of a `\u`.
    fallback: usize,
    text: String,
    note: String,
    is_endnote: bool,
    /// The paragraph of a text box.
    boxed: String,
    cells: Vec<String>,
    blocks: Vec<Block>,
    /// Footnotes and text boxes, which follow the paragraph or row that they are in.
    behind: Vec<Block>,
    /// Endnotes, which follow the last paragraph.
    notes: Vec<Block>,
    warnings: Vec<Warning>,
    not_read: NotRead,
    characters: usize,
    is_cut_off: bool,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            state: State::default(),
            open: Vec::new(),
            page: WINDOWS_1252,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            symbols: HashMap::new(),
            style_name: String::new(),
            field: Field::default(),
            equation: None,
            pending: Vec::new(),
            high: None,
            fallback: 0,
            text: String::new(),
            note: String::new(),
            is_endnote: false,
            boxed: String::new(),
            cells: Vec::new(),
            blocks: Vec::new(),
            behind: Vec::new(),
            notes: Vec::new(),
            warnings: Vec::new(),
            not_read: NotRead::default(),
            characters: 0,
            is_cut_off: false,
        }
    }

    fn run(&mut self) -> Result<(), Reason> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at = self.at.saturating_add(1);
            match byte {
                b'{' => {
                    self.flush();
                    if self.open.len() >= MAX_DEPTH {
                        return Err(Reason::TooComplex);
                    }
                    self.open.push(self.state);
                    self.fallback = 0;
                    self.begin_part();
                }
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                _ => self.byte(byte),
            }
            if self.open.is_empty() && byte == b'}' {
                return Ok(());
            }
            if self.characters > MAX_CHARACTERS {
                return Err(Reason::TooLong(self.characters));
            }
        }
        self.is_cut_off = !self.open.is_empty();
        self.flush();
        Ok(())
    }

    fn close(&mut self) {
        self.flush();
        self.fallback = 0;
        let closed = self.state.destination;
        let depth = self.open.len();
        if let Some(before) = self.open.pop() {
            self.state = before;
        }
        self.end_part(closed);
        let ends = |destination: Destination| closed == destination && self.state.destination != destination;
        if ends(Destination::Note) {
            let note = std::mem::take(&mut self.note);
            let notes = if self.is_endnote { &mut self.notes } else { &mut self.behind };
            push(notes, note.trim_start(), Role::Footnote);
            self.is_endnote = false;
        } else if ends(Destination::Box) {
            self.end_box();
        } else if ends(Destination::Styles) || ends(Destination::Fonts) {
            self.style_name.clear();
        } else if ends(Destination::Entry) {
            self.field.end_entry();
        }
        // A field that stores no result shows what its instruction says.
        match self.field.shown(depth, self.text.len()) {
            Some(Ok(shown)) => shown.chars().for_each(|character| self.write(character)),
            Some(Err(fields::Unknown)) => self.not_read.fields = self.not_read.fields.saturating_add(1),
            None => {}
        }
    }

    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        if !first.is_ascii_alphabetic() {
            self.at = self.at.saturating_add(1);
            self.symbol(first);
            return;
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let letters = rest.iter().take(WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let negative = rest.get(letters) == Some(&b'-');
        let (word, behind) = rest.split_at_checked(letters).unwrap_or_default();
        let signed = if negative { behind.get(1..).unwrap_or_default() } else { behind };
        let digits = signed.iter().take(WORD).take_while(|byte| byte.is_ascii_digit()).count();
        let word = std::str::from_utf8(word).unwrap_or_default();
        let number = signed.get(..digits).and_then(|digits| std::str::from_utf8(digits).ok());
        let number = number
            .and_then(|digits| digits.parse::<i64>().ok())
            .map(|number| if negative { number.saturating_neg() } else { number })
            .and_then(|number| i32::try_from(number).ok());
        let behind = if digits > 0 { signed.get(digits..).unwrap_or_default() } else { behind };
        // A single space behind a control word belongs to it.
        let behind = behind.strip_prefix(b" ").unwrap_or(behind);
        self.at = self.bytes.len().saturating_sub(behind.len());
        if self.fallback > 0 && word != "u" && word != "bin" {
            self.fallback = 0;
        }
        if word != "u" {
            self.high = None;
        }
        self.flush();
        self.word(word, number);
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let digits = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<2>());
                let digits = digits.and_then(|two| std::str::from_utf8(two).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.at = self.at.saturating_add(2);
                    self.byte(byte);
                }
            }
            b'*' => self.state.is_optional = true,
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'~' => self.character('\u{a0}'),
            b'_' => self.character('-'),
            b'\r' | b'\n' => self.end_of(Role::Paragraph),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let was_optional = std::mem::take(&mut self.state.is_optional);
        if let Some(destination) = Destination::of(word) {
            if destination == Destination::Comment && !self.warnings.contains(&Warning::Comments) {
                self.warnings.push(Warning::Comments);
            }
            self.enter(destination, word);
            return;
        }
        if self.equation_word(word, number) {
            return;
        }
        if was_optional {
            self.state.destination = Destination::Mute;
            return;
        }
        match word {
            "par" | "sect" | "page" | "column" | "line" | "lbr" => self.end_of(Role::Paragraph),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "tab" => self.character('\t'),
            "emdash" => self.character('—'),
            "endash" => self.character('–'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            "bullet" => self.character('•'),
            "emspace" => self.character('\u{2003}'),
            "enspace" => self.character('\u{2002}'),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                self.state.fallback =
                    number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(8);
            }
            "bin" => {
                self.at =
                    self.at.saturating_add(number.and_then(|count| usize::try_from(count).ok()).unwrap_or(0));
            }
            "ansicpg" => self.page = number.and_then(code_page).unwrap_or(WINDOWS_1252),
            "f" => self.state.font = number.unwrap_or(0),
            "fcharset" if self.state.destination == Destination::Fonts => {
                if let Some(page) = number.and_then(of_charset) {
                    self.fonts.insert(self.state.font, page);
                }
            }
            "ftnalt" if self.state.destination == Destination::Note => self.is_endnote = true,
            "fldrslt" => self.field.begin_result(self.open.len(), self.text.len()),
            "fftype" | "ffres" | "ffdefres" => self.field.property(word, number),
            "v" => self.state.is_hidden = on,
            "deleted" => {
                self.state.is_deleted = on;
                self.changed();
            }
            "revised" => self.changed(),
            "plain" => (self.state.is_hidden, self.state.is_deleted) = (false, false),
            "pard" => (self.state.style, self.state.in_table, self.state.level) = (0, false, None),
            "intbl" => self.state.in_table = on,
            "s" => self.state.style = number.unwrap_or(0),
            "outlinelevel" => {
                self.state.level =
                    number.and_then(|level| u8::try_from(level).ok()).filter(|&level| level < 9);
            }
            _ => {}
        }
    }

    /// Enters a destination. Text inside a skipped one is skipped, too, but for that of text boxes and of fields.
    fn enter(&mut self, destination: Destination, word: &str) {
        match (self.state.destination, destination) {
            (Destination::Mute, Destination::Box)
            | (Destination::Instruction, Destination::Form | Destination::Entry)
            | (Destination::Form, Destination::Entry) => self.state.destination = destination,
            (Destination::Mute | Destination::Instruction | Destination::Form | Destination::Entry, _) => {}
            (_, Destination::Box | Destination::Form | Destination::Entry) => {
                self.state.destination = Destination::Mute;
            }
            (_, Destination::Instruction) => {
                self.field = Field::default();
                self.state.destination = destination;
            }
            _ => {
                let objects = &mut self.not_read.objects;
                *objects = objects.saturating_add(u32::from(word == "object"));
                self.state.destination = destination.or_mute();
            }
        }
    }

    fn end_box(&mut self) {
        let text = std::mem::take(&mut self.boxed);
        push(&mut self.behind, &text, Role::Paragraph);
    }

    fn changed(&mut self) {
        if !self.warnings.contains(&Warning::TrackedChanges) {
            self.warnings.push(Warning::TrackedChanges);
        }
    }

    /// Appends a character by its UTF-16 unit; its fallback for older readers is skipped.
    fn unicode(&mut self, number: i32) {
        let unit = (number & 0xffff) as u16;
        self.fallback = self.state.fallback;
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some(unit),
            (high, _) => {
                let units = high.into_iter().chain([unit]);
                for character in char::decode_utf16(units) {
                    self.character(character.unwrap_or('\u{fffd}'));
                }
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.fallback > 0 {
            self.fallback = self.fallback.saturating_sub(1);
            return;
        }
        self.high = None;
        self.pending.push(byte);
        if self.pending.len() >= MAX_PENDING {
            self.flush();
        }
    }

    /// Decodes the pending bytes together: a character may consist of an escaped byte and a plain one.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        if self.symbol_font().is_some() && self.state.destination != Destination::Fonts {
            // In the private area, where none of the codes is a control character.
            for character in bytes.into_iter().filter_map(|byte| char::from_u32(0xf000 | u32::from(byte))) {
                self.write(character);
            }
            return;
        }
        let own = self.fonts.get(&self.state.font).copied();
        let (words, _) = own.unwrap_or(self.page).decode_without_bom_handling(&bytes);
        for character in words.chars() {
            self.write(character);
        }
    }

    fn character(&mut self, character: char) {
        self.flush();
        self.write(character);
    }

    fn write(&mut self, character: char) {
        if character.is_control() && character != '\t' {
            return;
        }
        let shown = !self.state.is_hidden && !self.state.is_deleted;
        let is_text =
            matches!(self.state.destination, Destination::Body | Destination::Note | Destination::Box);
        let character = match self.symbol_font().filter(|_| is_text && shown) {
            Some(font) => font.character(u32::from(character)),
            None => Some(character),
        };
        let Some(character) = character else {
            self.not_read.symbols = self.not_read.symbols.saturating_add(1);
            return;
        };
        match self.state.destination {
            Destination::Body if shown => self.text.push(character),
            Destination::Note if shown => self.note.push(character),
            Destination::Box if shown => self.boxed.push(character),
            Destination::Styles => self.style(character),
            Destination::Fonts => self.font(character),
            Destination::Instruction => self.field.instruct(character),
            Destination::Entry => self.field.entry(character),
            Destination::Equation if shown => self.equation_character(character),
            _ => return,
        }
        self.characters = self.characters.saturating_add(1);
    }

    /// Collects a style's name, which ends in a semicolon.
    fn style(&mut self, character: char) {
        if character != ';' {
            self.style_name.push(character);
            return;
        }
        let style = Style::of(&std::mem::take(&mut self.style_name), self.state.level);
        self.styles.insert(self.state.style, style);
    }

    fn end_of(&mut self, role: Role) {
        match self.state.destination {
            Destination::Body if self.state.in_table => self.text.push(' '),
            Destination::Body if role == Role::Paragraph => self.end_paragraph(),
            Destination::Note => self.note.push(' '),
            Destination::Box => self.end_box(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let style = self.styles.get(&self.state.style).copied();
        let role = match (self.state.level, style) {
            (Some(level), _) => Role::Heading(level.saturating_add(1)),
            (None, Some(style)) => style.role(),
            (None, None) => Role::Paragraph,
        };
        push(&mut self.blocks, &text, role);
        self.blocks.append(&mut self.behind);
    }

    fn end_cell(&mut self) {
        if self.state.destination == Destination::Body {
            let cell = std::mem::take(&mut self.text);
            self.cells.push(cell.trim().to_owned());
        }
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        push(&mut self.blocks, &cells.join("\t"), Role::Row);
        self.blocks.append(&mut self.behind);
    }
}

fn push(blocks: &mut Vec<Block>, text: &str, role: Role) {
    let text = text.trim_end();
    if !text.trim().is_empty() {
        blocks.push(Block { text: text.to_owned(), role, page: None });
    }
}

#[cfg(test)]
mod tests;
