//! The walk over a DOC's text: paragraphs, table rows, notes and text boxes in reading order, deletions left out.

use std::collections::HashMap;
use std::ops::Range;

use super::file::{File, Part, entry, u32_at};
use super::forms;
use super::lists::Lists;
use super::properties::{Characters, Properties, Runs, characters, paragraphs};
use super::styles::Styles;
use crate::report::readers::fields::Fields;
use crate::report::readers::lists::labelled;
use crate::report::readers::paragraph::Text;
use crate::report::readers::symbols::SymbolFont;
use crate::report::readers::table::{Cell, row_blocks};
use crate::report::{Block, Extracted, NotRead, Role, Warning};

/// Reads the whole document.
pub(super) fn read(file: &File) -> Extracted {
    let texts = file.texts();
    let mut story = Story {
        file,
        styles: Styles::read(file),
        lists: Lists::read(file),
        paragraphs: paragraphs(file),
        characters: characters(file),
        symbols: forms::symbol_fonts(file),
        warnings: Vec::new(),
        not_read: NotRead::default(),
    };
    let mut footnotes = story.notes(Part::FootnoteReferences, Part::FootnoteTexts, &texts.footnotes);
    let endnotes = story.notes(Part::EndnoteReferences, Part::EndnoteTexts, &texts.endnotes);
    let mut boxes = story.boxes(&texts.boxes);
    let body = file.units.get(texts.body.clone()).unwrap_or(&[]);
    let shapes = body.iter().filter(|unit| **unit == 8).count();
    let anchored = shapes == boxes.len();
    if anchored {
        boxes.reverse();
    }
    let mut blocks = story.walk(texts.body, |unit, at| match unit {
        2 => footnotes.remove(&at).unwrap_or_default(),
        8 if anchored => boxes.pop().unwrap_or_default(),
        _ => Vec::new(),
    });
    blocks.extend(boxes.into_iter().flatten());
    let mut endnotes: Vec<(usize, Vec<Block>)> = endnotes.into_iter().collect();
    endnotes.sort_by_key(|(at, _)| *at);
    blocks.extend(endnotes.into_iter().flat_map(|(_, blocks)| blocks));
    Extracted { blocks, warnings: story.warnings, not_read: story.not_read, ..Extracted::default() }
}

struct Story<'a> {
    file: &'a File,
    styles: Styles,
    lists: Lists,
    paragraphs: Runs<Properties>,
    characters: Runs<Characters>,
    symbols: HashMap<u16, SymbolFont>,
    warnings: Vec<Warning>,
    not_read: NotRead,
}

impl Story<'_> {
    /// The blocks of a range of the text. `behind` returns the blocks that follow a paragraph for a mark in it (a
    /// note's or a shape's) and its unit.
    fn walk(&mut self, range: Range<usize>, mut behind: impl FnMut(u16, usize) -> Vec<Block>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut waiting = Vec::new();
        let (mut row, mut cell): (Vec<Cell>, Vec<Block>) = (Vec::new(), Vec::new());
        let mut text = Text::default();
        let mut fields = Fields::default();
        let mut units: Vec<u16> = Vec::new();
        let mut form: Option<u32> = None;
        let first = range.start;
        for at in range {
            let Some(&unit) = self.file.units.get(at) else { break };
            let print = self.print_at(at);
            if print.deleted {
                continue;
            }
            let shown = !print.hidden && fields.are_shown();
            match unit {
                0x0d | 0x07 | 0x0c => {
                    flush(&mut text, &mut units);
                    let properties = self.properties_at(at);
                    fields.end_paragraph();
                    let paragraph = self.paragraph(std::mem::take(&mut text), &properties);
                    if unit == 0x07
                        && (properties.ends_row
                            || (cell.is_empty() && paragraph.is_empty() && self.paragraphs.is_empty()))
                    {
                        blocks.extend(row_blocks(std::mem::take(&mut row)));
                        blocks.append(&mut waiting);
                    } else if unit == 0x07 {
                        cell.extend(paragraph);
                        row.push(Cell { blocks: std::mem::take(&mut cell), span: 1 });
                    } else if properties.in_table {
                        cell.extend(paragraph);
                    } else {
                        // A table whose last row has no end mark.
                        if !row.is_empty() || !cell.is_empty() {
                            row.push(Cell { blocks: std::mem::take(&mut cell), span: 1 });
                            blocks.extend(row_blocks(std::mem::take(&mut row)));
                        }
                        blocks.extend(paragraph);
                        blocks.append(&mut waiting);
                    }
                }
                0x13 => {
                    fields.begin();
                    form = None;
                }
                // The place of a form field's data, inside its instruction.
                0x01 if !fields.are_shown() => form = print.data.or(form),
                0x14 => {
                    self.count_object(fields.instruction());
                    fields.separate(text.length().saturating_add(units.len()));
                }
                0x15 => {
                    let value = self.form_value(fields.instruction(), form.take());
                    let shown = fields.end(text.length().saturating_add(units.len())).or(value);
                    if let Some(shown) = shown.filter(|_| !print.hidden && fields.are_shown()) {
                        flush(&mut text, &mut units);
                        text.push(&shown);
                    }
                }
                0x05 => self.warn(Warning::Comments),
                0x02 | 0x08 => waiting.extend(behind(unit, at.saturating_sub(first))),
                0x0b | 0x0e if shown => {
                    flush(&mut text, &mut units);
                    text.break_line();
                }
                0x1e if shown => units.push(u16::from(b'-')),
                0x09 | 0x20.. if shown => self.write(unit, print, &mut units),
                0x20.. => fields.instruct(&String::from_utf16_lossy(&[unit])),
                _ => {}
            }
        }
        flush(&mut text, &mut units);
        blocks.extend(text.into_blocks(Role::Paragraph));
        if !row.is_empty() || !cell.is_empty() {
            row.push(Cell { blocks: cell, span: 1 });
            blocks.extend(row_blocks(row));
        }
        blocks.append(&mut waiting);
        blocks
    }

    /// Appends a unit, or the character that a symbol font draws for it.
    fn write(&mut self, unit: u16, print: Characters, units: &mut Vec<u16>) {
        let symbol = print.symbol.filter(|_| unit == 0x28);
        let (font, code) = symbol.map_or((print.font, unit), |(font, code)| (Some(font), code));
        let font = font.and_then(|font| self.symbols.get(&font)).copied();
        let private = (0xf000..=0xf0ff).contains(&code);
        match font.or(symbol.filter(|_| private).map(|_| SymbolFont::Other)) {
            Some(font) => match font.character(u32::from(code)) {
                Some(drawn) => units.extend(drawn.encode_utf16(&mut [0; 2]).iter()),
                None => self.not_read.symbols = self.not_read.symbols.saturating_add(1),
            },
            None => units.push(code),
        }
    }

    /// What a form's check box or list shows; its value is not stored as the field's result.
    fn form_value(&mut self, instruction: &str, data: Option<u32>) -> Option<String> {
        let kind = instruction.split_whitespace().next()?;
        if !matches!(kind, "FORMCHECKBOX" | "FORMDROPDOWN") {
            return None;
        }
        let value = data.and_then(|data| forms::value(self.file, data));
        self.not_read.fields = self.not_read.fields.saturating_add(u32::from(value.is_none()));
        value
    }

    fn paragraph(&mut self, mut text: Text, properties: &Properties) -> Vec<Block> {
        if properties.ends_row || properties.ends_inner_row {
            return Vec::new();
        }
        let style = properties.style.unwrap_or(0);
        let from_style = self.styles.list(style);
        let list = properties.list.or(from_style.0).filter(|list| *list != 0);
        let level = properties.level.or(from_style.1).unwrap_or(0);
        if let Some((label, gap)) = list.and_then(|list| self.lists.label(list, level)) {
            text.rewrite_start(|text| labelled(&label, gap, text));
        }
        let role = match (self.styles.role(style), properties.outline) {
            (Role::Furniture, _) => Role::Furniture,
            (_, Some(outline @ 0..=8)) => Role::Heading(outline.saturating_add(1)),
            (_, Some(_)) => Role::Paragraph,
            (role, None) => role,
        };
        text.into_blocks(role)
    }

    fn properties_at(&self, at: usize) -> Properties {
        self.paragraphs.at(self.file.offset_of(at)).copied().unwrap_or_default()
    }

    fn print_at(&mut self, at: usize) -> Characters {
        if self.characters.is_empty() {
            return Characters::default();
        }
        let print = self.characters.at(self.file.offset_of(at)).copied().unwrap_or_default();
        if print.deleted || print.inserted {
            self.warn(Warning::TrackedChanges);
        }
        print
    }

    /// Notes by the unit of their mark in the body.
    fn notes(&mut self, references: Part, texts: Part, range: &Range<usize>) -> HashMap<usize, Vec<Block>> {
        let (references, texts) = (self.file.part(references).to_vec(), self.file.part(texts).to_vec());
        let count = references.len().saturating_sub(4) / 6;
        let mut notes = HashMap::new();
        for index in 0..count {
            let Some(at) = u32_at(&references, entry(0, index, 4, 0)) else { break };
            let Some(own) = part_of(&texts, index, range) else { break };
            let mut blocks = self.walk(own, |_, _| Vec::new());
            for block in &mut blocks {
                block.role = Role::Footnote;
                block.text = block.text.trim_start().to_owned();
            }
            notes.insert(at as usize, blocks);
        }
        notes
    }

    /// The text boxes in stored order, including empty ones.
    fn boxes(&mut self, range: &Range<usize>) -> Vec<Vec<Block>> {
        let texts = self.file.part(Part::TextBoxes).to_vec();
        // Ends of texts, then 22 bytes for each; the last entry is only an end.
        let count = texts.len().saturating_sub(4) / 26;
        let mut boxes = Vec::new();
        for index in 0..count.saturating_sub(1) {
            let Some(own) = part_of(&texts, index, range) else { break };
            let blocks = self.walk(own, |_, _| Vec::new());
            boxes.push(blocks);
        }
        boxes
    }

    /// Counts the object that a field's instruction embeds: `EMBED Excel.Sheet.8`.
    fn count_object(&mut self, instruction: &str) {
        let mut words = instruction.split_whitespace();
        if words.next() == Some("EMBED") {
            let is_equation = words.next().is_some_and(|program| program.starts_with("Equation"));
            let not_read = &mut self.not_read;
            let count = if is_equation { &mut not_read.equations } else { &mut not_read.objects };
            *count = count.saturating_add(1);
        }
    }

    fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// The units between two ends of a list of ends, within `range`; `None` where the list runs backwards.
fn part_of(ends: &[u8], index: usize, range: &Range<usize>) -> Option<Range<usize>> {
    let end_at = |offset: usize| u32_at(ends, entry(0, index, 4, offset)).map(|end| end as usize);
    let (start, end) = (range.start.checked_add(end_at(0)?)?, range.start.checked_add(end_at(4)?)?);
    (start <= end && end <= range.end).then_some(start..end)
}

fn flush(text: &mut Text, units: &mut Vec<u16>) {
    text.push(&String::from_utf16_lossy(units));
    units.clear();
}
