//! The effect of each opening element on the walk over a part's text.

use super::super::equations;
use super::super::properties::{Properties, RunProperties};
use super::{Frame, Paragraph, Row, Story};
use crate::report::readers::comments::{self, Edge};
use crate::report::readers::paragraph::Text;
use crate::report::readers::symbols::SymbolFont;
use crate::report::readers::xml::{Element, Ns, Step, Xml};
use crate::report::{Block, Reason, Warning};

impl Story<'_> {
    /// Role of the element in the walk; `None` if it was read to its end.
    pub(super) fn open(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<Option<Frame>, Reason> {
        match (element.ns, element.local()) {
            (Ns::Word, name) => self.open_word(name, element, xml),
            (Ns::Math, "oMath") => {
                let text = equations::read(xml)?;
                self.write(&text);
                Ok(None)
            }
            (Ns::Compatibility, "AlternateContent") => Ok(Some(Frame::Alternatives(false))),
            (Ns::Compatibility, "Choice" | "Fallback") => match self.frames.last_mut() {
                Some(Frame::Alternatives(taken)) if *taken => skipped(xml),
                Some(Frame::Alternatives(taken)) => {
                    *taken = true;
                    Ok(Some(Frame::Plain))
                }
                _ => Ok(Some(Frame::Plain)),
            },
            // Changes and comments of Word 2003.
            (_, "annotation") => match element.attribute("type").as_deref() {
                Some("Word.Comment") => {
                    self.warn(Warning::Comments);
                    skipped(xml)
                }
                Some("Word.Insertion" | "Word.Deletion") => {
                    self.warn(Warning::TrackedChanges);
                    Ok(Some(Frame::Plain))
                }
                _ => Ok(Some(Frame::Plain)),
            },
            (Ns::Diagram | Ns::Chart | Ns::Vml, name) => {
                self.open_graphic(name, element);
                Ok(Some(Frame::Plain))
            }
            _ => Ok(Some(Frame::Plain)),
        }
    }

    fn open_word(
        &mut self,
        name: &str,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
    ) -> Result<Option<Frame>, Reason> {
        Ok(Some(match name {
            "p" => self.open_paragraph(),
            "pPr" => {
                let properties = Properties::read(xml)?;
                if properties.tracked {
                    self.warn(Warning::TrackedChanges);
                }
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties = properties;
                }
                return Ok(None);
            }
            "r" => {
                self.hidden = self.is_hidden(&RunProperties::default());
                self.font = None;
                Frame::Run
            }
            "rPr" => {
                let properties = RunProperties::read(xml)?;
                self.hidden = self.is_hidden(&properties);
                self.font = properties.font;
                return Ok(None);
            }
            "t" => Frame::Characters,
            "instrText" => Frame::Instruction,
            "tab" | "ptab" => self.writes("\t"),
            "noBreakHyphen" => self.writes("-"),
            "sym" => {
                let symbol = self.symbol(element);
                self.writes(&symbol)
            }
            "br" | "cr" => {
                if self.is_shown()
                    && let Some(paragraph) = self.paragraphs.last_mut()
                {
                    paragraph.text.break_line();
                }
                Frame::Plain
            }
            "del" | "moveFrom" => {
                self.warn(Warning::TrackedChanges);
                return skipped(xml);
            }
            "ins" | "moveTo" => {
                self.warn(Warning::TrackedChanges);
                Frame::Plain
            }
            "fldChar" => {
                self.field(element, xml)?;
                return Ok(None);
            }
            "footnoteReference" | "endnoteReference" => {
                self.refer(name, element.number("id").unwrap_or(-1));
                Frame::Plain
            }
            // Word 2003 writes notes where their mark stands.
            "footnote" | "endnote" => {
                self.outputs.push(Vec::new());
                Frame::Note(name == "endnote")
            }
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                self.warn(Warning::Comments);
                self.mark_comment(name, element);
                Frame::Plain
            }
            _ => return self.open_structure(name, element, xml),
        }))
    }

    /// Opens elements that hold paragraphs, and skips those without visible text.
    fn open_structure(
        &mut self,
        name: &str,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
    ) -> Result<Option<Frame>, Reason> {
        Ok(Some(match name {
            "tbl" => Frame::Table,
            "tr" => {
                self.rows.push(Row::default());
                Frame::Row
            }
            "tc" => {
                self.outputs.push(Vec::new());
                if let Some(row) = self.rows.last_mut() {
                    (row.span, row.cell_deleted) = (1, false);
                }
                Frame::Cell
            }
            "trPr" | "tcPr" => {
                self.read_row_or_cell(xml)?;
                return Ok(None);
            }
            "txbxContent" => {
                self.outputs.push(Vec::new());
                Frame::TextBox
            }
            "altChunk" => {
                let chunk = element.attribute("id").and_then(|id| self.imported.chunks.remove(&id));
                match chunk {
                    Some(blocks) => self.output().extend(blocks),
                    None => self.not_read.parts = self.not_read.parts.saturating_add(1),
                }
                Frame::Plain
            }
            "delText" | "delInstrText" | "rt" | "sectPr" | "tblPr" | "tblGrid" | "tblPrEx" | "sdtPr"
            | "rubyPr" => return skipped(xml),
            _ => Frame::Plain,
        }))
    }

    /// Marks an edge of a comment. One outside of paragraphs goes to the next paragraph.
    fn mark_comment(&mut self, name: &str, element: &Element<'_>) {
        let Some(number) = element.number("id").and_then(|id| usize::try_from(id).ok()) else { return };
        let mark = match name {
            "commentRangeStart" => comments::mark(Edge::Start, number),
            "commentRangeEnd" => comments::mark(Edge::End, number),
            // Without a range the comment stands where it is referred to.
            _ if self.marked.insert(number) => comments::mark(Edge::Start, number),
            _ => return,
        };
        self.marked.insert(number);
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.text.push(&mark),
            None => self.marks.push_str(&mark),
        }
    }

    fn open_paragraph(&mut self) -> Frame {
        let text = match self.carried.take() {
            Some((depth, text)) if depth == self.outputs.len() => text,
            other => {
                self.carried = other;
                Text::default()
            }
        };
        let mut text = text;
        text.push(&std::mem::take(&mut self.marks));
        self.paragraphs.push(Paragraph { text, ..Paragraph::default() });
        Frame::Paragraph
    }

    /// Reads `SmartArt`, charts, `WordArt` and embedded objects: outputs their text if it is known, counts them
    /// otherwise.
    fn open_graphic(&mut self, name: &str, element: &Element<'_>) {
        if !self.is_shown() {
            return;
        }
        let not_read = &mut self.not_read;
        match (element.ns, name) {
            (Ns::Diagram, "relIds") => {
                let lines = element.attribute("dm").and_then(|id| self.imported.diagrams.remove(&id));
                match lines {
                    Some(lines) => self.behind.extend(lines.into_iter().map(Block::paragraph)),
                    None => not_read.smart_art = not_read.smart_art.saturating_add(1),
                }
            }
            (Ns::Chart, "chart") => not_read.charts = not_read.charts.saturating_add(1),
            (Ns::Vml, "textpath") => {
                let mut text = Text::default();
                for line in element.attribute("string").unwrap_or_default().lines() {
                    text.push(line);
                    text.break_line();
                }
                self.behind.extend(text.into_blocks(crate::report::Role::Paragraph));
            }
            (Ns::Vml, "OLEObject") => {
                let program = element.attribute("ProgID").unwrap_or_default();
                let is_equation = program.starts_with("Equation") || program.contains("MathType");
                let count = if is_equation { &mut not_read.equations } else { &mut not_read.objects };
                *count = count.saturating_add(1);
            }
            _ => {}
        }
    }

    /// Whether the open run is hidden: by its own properties, else by its style, else by its paragraph's style.
    fn is_hidden(&self, run: &RunProperties) -> bool {
        let by_style = |style: Option<&String>| style.and_then(|style| self.styles.hides(style));
        let paragraph = self.paragraphs.last().and_then(|paragraph| paragraph.properties.style.as_ref());
        let hidden = run.hidden.or_else(|| by_style(run.style.as_ref())).or_else(|| by_style(paragraph));
        hidden.unwrap_or(false)
    }

    /// The character of a `w:sym`.
    fn symbol(&mut self, element: &Element<'_>) -> String {
        let code = element.attribute("char").and_then(|digits| u32::from_str_radix(&digits, 16).ok());
        let font = element.attribute("font").and_then(|font| SymbolFont::from_name(&font));
        let Some(code) = code.filter(|&code| code > 31) else { return String::new() };
        let mut drawn = String::new();
        match font {
            Some(font) => self.draw(font, code, &mut drawn),
            // Unicode has the same characters for a font of letters.
            None if (0xf000..=0xf0ff).contains(&code) => self.draw(SymbolFont::Other, code, &mut drawn),
            None => drawn.extend(char::from_u32(code)),
        }
        drawn
    }

    /// Handles a field's mark. Form fields store their value beside the text.
    fn field(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Reason> {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => {
                let value = form_value(xml)?;
                self.write(&value);
                self.fields.begin();
                return Ok(());
            }
            Some("separate") => self.fields.separate(self.length()),
            Some("end") => {
                if let Some(text) = self.fields.end(self.length()) {
                    self.write(&text);
                }
            }
            _ => {}
        }
        xml.skip()
    }
}

fn skipped(xml: &mut Xml<'_>) -> Result<Option<Frame>, Reason> {
    xml.skip()?;
    Ok(None)
}

/// The displayed value of a check box or a list of choices (`w:ffData`); reads to the end of the field's mark. The
/// value of a text field is its result, which is in the text.
fn form_value(xml: &mut Xml<'_>) -> Result<String, Reason> {
    let inside = xml.depth();
    let mut is_box = false;
    // The value, and the default that applies without one.
    let (mut value, mut default) = (None, None);
    let mut entries = Vec::new();
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Word => match element.local() {
                "checkBox" => is_box = true,
                "checked" => value = Some(element.attribute("val").unwrap_or_else(|| "1".to_owned())),
                "result" => value = element.attribute("val"),
                "default" => default = element.attribute("val"),
                "listEntry" => entries.push(element.attribute("val").unwrap_or_default()),
                _ => {}
            },
            Step::Close if xml.depth() < inside => break,
            Step::End => break,
            _ => {}
        }
    }
    let value = value.or(default).unwrap_or_default();
    if is_box {
        return Ok(if matches!(value.as_str(), "1" | "true" | "on") { "☑" } else { "☐" }.to_owned());
    }
    let chosen = value.parse().unwrap_or(0usize);
    Ok(entries.into_iter().nth(chosen).unwrap_or_default())
}
