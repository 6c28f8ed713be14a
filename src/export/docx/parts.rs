//! Parts of a Word package that are the same for every report: content types, relationships, styles.

use std::fmt::Write as _;

use super::comments::WORD;

/// XML declaration at the start of each part.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Content type of the comments part.
pub(super) const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// Names that differ between the two variants of Office Open XML.
pub(super) struct Dialect {
    /// Namespace of word processing.
    pub(super) namespace: &'static str,
    /// Relationship type of the document part.
    pub(super) document: &'static str,
    /// Relationship type of the comments part.
    pub(super) comments: &'static str,
}

impl Dialect {
    /// Transitional, the default of every program, and strict.
    pub(super) const ALL: [&Self; 2] = [
        &Self {
            namespace: WORD,
            document: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            comments: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        },
        &Self {
            namespace: "http://purl.oclc.org/ooxml/wordprocessingml/main",
            document: "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
            comments: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
        },
    ];
}

/// Content types of all parts of a new document.
pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

/// Relationships of the package.
pub(super) const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// Relationships of the document part.
pub(super) const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>"#;

/// The core properties; `title` is already escaped.
pub(super) fn core(title: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title></cp:coreProperties>"
    )
}

/// Styles: body text in 12 pt with a line spacing of 1.5, headings by level, small print.
pub(super) fn styles() -> String {
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
