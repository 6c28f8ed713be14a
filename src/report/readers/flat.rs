//! Documents in one XML file: Word 2003 (`w:wordDocument`), Excel 2003 (`Workbook`), a flat package (`pkg:package`), flat
//! ODT and ODS (`office:document`). Each is read by the reader of its format.

use std::collections::HashMap;

use super::package::{Package, xml_text};
use super::xml::{Ns, Step, Xml};
use super::{docx, odt, workbook};
use crate::report::{Extracted, Format, Reason};

/// Maximum number of parts of a flat package.
const MAX_PARTS: usize = 10_000;

/// Reads a document in one XML file. Other XML is [`Reason::NotReadable`].
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    let text = xml_text(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut xml = Xml::new(text);
    let root = loop {
        match xml.next()? {
            Step::Open(element) => break (element.ns, element.local().to_owned()),
            Step::End => return Err(Reason::Damaged),
            _ => {}
        }
    };
    match (root.0, root.1.as_str()) {
        (Ns::Office, "document") if holds_sheets(text)? => workbook::read_flat(text),
        (Ns::Office, "document") => odt::read_flat(text),
        (Ns::Word, "wordDocument") => docx::read_2003(text),
        (_, "package") => docx::read_package(Package::flat(parts(text)?), 0),
        (_, "Workbook") => workbook::read_2003(text),
        _ => Err(Reason::NotReadable(Format::Xml)),
    }
}

/// Whether a flat document of `OpenDocument` is a workbook, by the first element in its body.
fn holds_sheets(text: &str) -> Result<bool, Reason> {
    let mut xml = Xml::new(text);
    let mut in_body = false;
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Office && element.local() == "body" => in_body = true,
            Step::Open(element) if in_body => return Ok(element.local() == "spreadsheet"),
            Step::End => return Ok(false),
            _ => {}
        }
    }
}

/// The XML parts of a flat package by their names.
fn parts(text: &str) -> Result<HashMap<String, Vec<u8>>, Reason> {
    let mut xml = Xml::new(text);
    let mut parts = HashMap::new();
    let mut name = String::new();
    loop {
        match xml.next()? {
            Step::Open(element) if element.local() == "part" => {
                name = element.attribute("name").unwrap_or_default();
            }
            Step::Open(element) if element.local() == "xmlData" => {
                let start = xml.position();
                xml.skip()?;
                let inner = text.get(start..xml.position()).unwrap_or_default();
                let inner = inner.rfind("</").and_then(|end| inner.get(..end)).unwrap_or_default();
                parts.insert(std::mem::take(&mut name), inner.as_bytes().to_vec());
                if parts.len() > MAX_PARTS {
                    return Err(Reason::TooComplex);
                }
            }
            Step::End => return Ok(parts),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Role, Warning};

    const WORD: &str = "http://schemas.microsoft.com/office/word/2003/wordml";
    const HINTS: &str = "http://schemas.microsoft.com/office/word/2003/auxHint";

    fn shown(read: &Extracted) -> Vec<(&str, Role)> {
        read.blocks.iter().map(|block| (block.text.as_str(), block.role)).collect()
    }

    fn word_2003(body: &str) -> String {
        format!(
            "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='{WORD}' \
             xmlns:wx='{HINTS}' xmlns:aml='http://schemas.microsoft.com/aml/2001/core'><w:styles><w:style \
             w:type='paragraph' w:styleId='a'><w:name w:val='heading 1'/></w:style></w:styles><w:body>{body}</w:body>\
             </w:wordDocument>"
        )
    }

    #[test]
    fn word_2003_has_its_numbers_notes_and_changes() {
        let file = word_2003(
            "<wx:sect><w:p><w:pPr><w:pStyle w:val='a'/><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/><wx:t wx:val='一、'/>\
             </w:listPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p><w:p><w:r><w:t>全年</w:t><w:footnote><w:p><w:r><w:t>口径同上。\
             </w:t></w:r></w:p></w:footnote></w:r><aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>三</w:delText>\
             </w:r></aml:content></aml:annotation><aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>四</w:t></w:r>\
             </aml:content></aml:annotation><w:r><w:t>件。</w:t></w:r><aml:annotation w:type='Word.Comment'><aml:content><w:p><w:r>\
             <w:t>请核</w:t></w:r></w:p></aml:content></aml:annotation></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>\
             <w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>\
             </w:sectPr></wx:sect>",
        );
        let read = read(file.as_bytes()).unwrap();
        let expected = [
            ("一、总体情况", Role::Heading(1)),
            ("全年四件。", Role::Paragraph),
            ("口径同上。", Role::Footnote),
            ("甲\t乙", Role::Row),
        ];
        assert_eq!(shown(&read), expected);
        assert_eq!(read.warnings, [Warning::TrackedChanges, Warning::Comments]);
    }

    #[test]
    fn a_flat_package_is_a_docx() {
        let file = "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>\
            <pkg:part pkg:name='/word/document.xml'><pkg:xmlData><w:document \
            xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>甲县</w:t></w:r></w:p>\
            </w:body></w:document></pkg:xmlData></pkg:part><pkg:part pkg:name='/word/media/a.png'><pkg:binaryData>AA==\
            </pkg:binaryData></pkg:part></pkg:package>";
        assert_eq!(shown(&read(file.as_bytes()).unwrap()), [("甲县", Role::Paragraph)]);
    }

    #[test]
    fn a_flat_odt_has_no_headers() {
        let file = "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
            xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
            xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'><office:master-styles><style:master-page><style:header>\
            <text:p>页眉</text:p></style:header></style:master-page></office:master-styles><office:body><office:text>\
            <text:p>甲县</text:p></office:text></office:body></office:document>";
        assert_eq!(shown(&read(file.as_bytes()).unwrap()), [("甲县", Role::Paragraph)]);
    }

    #[test]
    fn a_flat_ods_is_a_workbook() {
        let file = "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
            xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
            xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'><office:body><office:spreadsheet><table:table>\
            <table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>31</text:p>\
            </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>";
        assert_eq!(shown(&read(file.as_bytes()).unwrap()), [("甲\t31", Role::Row)]);
    }

    #[test]
    fn other_xml_and_broken_files_say_so() {
        assert_eq!(read(b"<?xml version='1.0'?><a/>").err(), Some(Reason::NotReadable(Format::Xml)));
        assert_eq!(read(b"<?xml version='1.0'?>").err(), Some(Reason::Damaged));
        assert_eq!(read(b"<!DOCTYPE a><a/>").err(), Some(Reason::TooComplex));
        let whole = word_2003("<w:p><w:r><w:t>甲县</w:t></w:r></w:p>");
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let _ = read(&whole.as_bytes()[..end]);
        }
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(read(word_2003(&deep).as_bytes()).is_err());
    }
}
