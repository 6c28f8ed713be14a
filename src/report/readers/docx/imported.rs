//! Parts of a package whose text belongs where the document refers to them: files that were inserted whole
//! (`w:altChunk`) and the text of `SmartArt`.

use std::collections::HashMap;
use std::path::Path;

use super::Relation;
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Ns, Step, Xml};
use crate::report::readers::{html, mime, rtf};
use crate::report::{Block, Encoding, Extracted, Format, NotRead, Reason, Warning};

/// Maximum number of parts that are read; each may be as large as the document.
const MAX_PARTS: usize = 64;
/// Maximum depth of documents inserted into one another.
const MAX_DEPTH: usize = 4;

/// Text of parts, by the id of their relation.
#[derive(Debug, Default)]
pub(super) struct Imported {
    /// Blocks of inserted files. A file that could not be read is missing.
    pub(super) chunks: HashMap<String, Vec<Block>>,
    /// Lines of `SmartArt` graphics.
    pub(super) diagrams: HashMap<String, Vec<String>>,
    /// Warnings from inserted files.
    pub(super) warnings: Vec<Warning>,
    /// Parts of inserted files that were not read.
    pub(super) not_read: NotRead,
}

impl Imported {
    /// Reads the parts referred to by the document's relations. `depth` is the number of enclosing documents.
    pub(super) fn read(
        package: &mut Package<'_>,
        folder: &str,
        relations: &[Relation],
        depth: usize,
    ) -> Result<Self, Reason> {
        let mut imported = Self::default();
        for relation in relations.iter().filter(|relation| !relation.external).take(MAX_PARTS) {
            let name = super::resolve(folder, &relation.target);
            match relation.kind.as_str() {
                "aFChunk" if depth < MAX_DEPTH => {
                    let Some(bytes) = package.bytes(&name)? else { continue };
                    // Unreadable parts are counted where the text refers to them.
                    let Ok(chunk) = read_chunk(&bytes, &name, depth) else { continue };
                    imported.warnings.extend(chunk.warnings);
                    imported.not_read.add(chunk.not_read);
                    imported.chunks.insert(relation.id.clone(), chunk.blocks);
                }
                "diagramData" => {
                    if let Some(text) = package.part(&name)? {
                        imported.diagrams.insert(relation.id.clone(), diagram_lines(&text));
                    }
                }
                _ => {}
            }
        }
        Ok(imported)
    }
}

fn read_chunk(bytes: &[u8], name: &str, depth: usize) -> Result<Extracted, Reason> {
    match Format::sniff(bytes, Path::new(name)) {
        Format::Html => {
            let decoded = Encoding::decode(bytes, None, html::declared_encoding(bytes));
            html::read_fragment(&decoded.text)
        }
        Format::Mhtml => mime::read_fragment(bytes),
        Format::Docx => super::read_nested(bytes, depth.saturating_add(1)),
        Format::Rtf => rtf::read(bytes),
        Format::Text => {
            let decoded = Encoding::decode(bytes, None, None);
            let lines = decoded.text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
            Ok(Extracted { blocks: lines.map(Block::paragraph).collect(), ..Extracted::default() })
        }
        format => Err(Reason::NotReadable(format)),
    }
}

/// The paragraphs of the points of a `SmartArt` graphic, in the order of its data. A damaged part yields those before the
/// damage.
fn diagram_lines(text: &str) -> Vec<String> {
    let mut xml = Xml::new(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut in_text = false;
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) => {
                in_text = element.ns == Ns::Drawing && element.local() == "t";
                if element.ns == Ns::Drawing
                    && matches!(element.local(), "p" | "br")
                    && !line.trim().is_empty()
                {
                    lines.push(std::mem::take(&mut line));
                }
            }
            Step::Text(characters) if in_text => line.push_str(&characters),
            Step::Text(_) => {}
            Step::Close => in_text = false,
            Step::End => break,
        }
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines
}
