//! Parts of a Word package that are the same for every report: content types, relationships, styles.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::comments;
use super::dialect::{EXTENDED, EXTENDED_TYPE, WORD};
use super::sent;
use crate::export::ExportError;
use crate::export::remark::Remark;
use crate::export::sheet::{LineKind, Sheet};

/// Shorter lines are salutations, dates and names, which official documents do not indent.
const SHORT: usize = 20;

/// XML declaration at the start of each part.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Remarks by the index of their report in a sheet.
type RemarksOf<'a> = Vec<(usize, &'a [Remark])>;

/// The comments of a new package.
#[derive(Default)]
pub(super) struct Comments<'a> {
    /// The sheet, and the remarks of each report in it.
    pub(super) of: Option<(&'a Sheet, RemarksOf<'a>)>,
}

/// A new package: the content of `w:body` without section properties, and the comments, numbered from 0. `title` is
/// escaped.
pub(super) fn package(title: &str, body: &str, comments: &Comments<'_>) -> Result<Vec<u8>, ExportError> {
    let document = format!(
        "{DECLARATION}<w:document xmlns:w=\"{WORD}\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    );
    let mut types = CONTENT_TYPES.to_owned();
    let mut relations = DOCUMENT_RELATIONS.to_owned();
    let mut parts = vec![
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", core(title)),
        ("word/document.xml", document),
        ("word/styles.xml", styles()),
    ];
    if let Some((sheet, reports)) = &comments.of {
        let remarks: Vec<Remark> = reports.iter().flat_map(|(_, remarks)| remarks.iter().cloned()).collect();
        let ids = comments::paragraph_ids(&remarks, "");
        parts.push(("word/comments.xml", comments::part(WORD, &comments::comments(&remarks, 0, "", &ids))));
        relations += COMMENTS_RELATIONS;
        types += COMMENTS_TYPES;
        if comments::needs_extended(&remarks) {
            let entries = comments::extended_entries(&remarks, &ids, "");
            parts.push(("word/commentsExtended.xml", comments::extended_part(&entries)));
            let _ = write!(
                relations,
                "<Relationship Id=\"rId4\" Type=\"{EXTENDED}\" Target=\"commentsExtended.xml\"/>"
            );
            let _ = write!(
                types,
                "<Override PartName=\"/word/commentsExtended.xml\" ContentType=\"{EXTENDED_TYPE}\"/>"
            );
        }
        parts.extend(sent::parts(sheet, reports));
    }
    parts.push(("word/_rels/document.xml.rels", relations + "</Relationships>"));
    parts.insert(0, ("[Content_Types].xml", types + "</Types>"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let failed = |error: zip::result::ZipError| ExportError::Format(error.to_string());
        zip.start_file(name, SimpleFileOptions::default()).map_err(failed)?;
        zip.write_all(content.as_bytes())?;
    }
    let finished = zip.finish().map_err(|error| ExportError::Format(error.to_string()))?;
    Ok(finished.into_inner())
}

/// The style of a line in a new document.
pub(super) fn style(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Title => "Title",
        LineKind::Heading(1) => "Heading1",
        LineKind::Heading(2) => "Heading2",
        LineKind::Heading(3) => "Heading3",
        LineKind::Heading(_) => "Heading4",
        LineKind::Furniture => "Source",
        LineKind::Paragraph => "Normal",
    }
}

/// The paragraph property with the two-character indent, or nothing: lines with an indent of their own keep it, and table
/// rows have none.
pub(super) fn indent(kind: LineKind, line: &str) -> &'static str {
    let is_indented = kind == LineKind::Paragraph
        && line.chars().nth(SHORT - 1).is_some()
        && !line.starts_with(char::is_whitespace)
        && !line.contains('\t');
    if is_indented { "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>" } else { "" }
}

/// Content types of the parts of every new document, without the end tag.
const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#;

/// Content types of the comments and of the record of them.
const COMMENTS_TYPES: &str = r#"<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>"#;

/// Relationships of the package.
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// Relationships of the document part, without the end tag.
const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#;

/// Relationships of the document part to the comments and the record of them.
const COMMENTS_RELATIONS: &str = r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/>"#;

/// The core properties; `title` is already escaped.
fn core(title: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title></cp:coreProperties>"
    )
}

/// Styles: body text in 12 pt with a line spacing of 1.5, headings by level, small print.
fn styles() -> String {
    let mut xml = format!(
        "{DECLARATION}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"SimSun\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>"
    );
    let rows = [
        ("Normal", "Normal", "<w:spacing w:line=\"360\" w:lineRule=\"auto\"/>", "", " w:default=\"1\""),
        (
            "Title",
            "Title",
            "<w:spacing w:before=\"240\" w:after=\"240\"/><w:jc w:val=\"center\"/>",
            "<w:b/><w:sz w:val=\"36\"/>",
            "",
        ),
        (
            "Heading1",
            "heading 1",
            "<w:keepNext/><w:spacing w:before=\"240\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/><w:sz w:val=\"30\"/>",
            "",
        ),
        (
            "Heading2",
            "heading 2",
            "<w:keepNext/><w:spacing w:before=\"160\"/><w:outlineLvl w:val=\"1\"/>",
            "<w:b/><w:sz w:val=\"26\"/>",
            "",
        ),
        (
            "Heading3",
            "heading 3",
            "<w:keepNext/><w:spacing w:before=\"120\"/><w:outlineLvl w:val=\"2\"/>",
            "<w:b/>",
            "",
        ),
        (
            "Heading4",
            "heading 4",
            "<w:keepNext/><w:spacing w:before=\"80\"/><w:outlineLvl w:val=\"3\"/>",
            "<w:b/>",
            "",
        ),
        (
            "Source",
            "Source",
            "<w:spacing w:after=\"120\"/>",
            "<w:color w:val=\"7A828C\"/><w:sz w:val=\"18\"/>",
            "",
        ),
    ];
    for (id, name, paragraph, run, more) in rows {
        let based = if id == "Normal" { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\"{more} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{based}<w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        );
    }
    xml + "</w:styles>"
}
