//! Small generators of broken and hostile files: archives, documents, damage. None is kept in the repository.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;

/// A sentence of an invented report.
pub(crate) const SENTENCE: &str =
    "青云县司法局走访企业四十七家，梳理涉企检查事项，将同类事项合并为一次上门。";

/// An archive of parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A DOCX whose body is this XML.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let document =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{main}\"><w:body>{body}</w:body></w:document>");
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relations.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

/// A paragraph of a DOCX.
pub(crate) fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// An ODT whose body is this XML.
pub(crate) fn odt(body: &str) -> Vec<u8> {
    let namespace = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{namespace}:office:1.0\" xmlns:text=\"{namespace}:text:1.0\" \
         xmlns:table=\"{namespace}:table:1.0\"><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

/// A PDF of one page with these objects as its page tree and content.
pub(crate) fn pdf(pages: &str, content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj {pages} endobj\n3 0 obj << /Type /Page /Parent 2 0 R \
         /MediaBox [0 0 600 800] /Contents 4 0 R >> endobj\n4 0 obj << /Length {} >> stream\n{content}\nendstream endobj\ntrailer \
         << /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF",
        content.len()
    )
    .into_bytes()
}

/// Ten entities, each ten of the one before it.
pub(crate) fn entity_bomb() -> String {
    let mut text = String::from("<!DOCTYPE x [<!ENTITY e0 \"甲甲甲甲甲甲甲甲甲甲\">");
    for number in 1..10 {
        let ten = format!("&e{};", number - 1).repeat(10);
        let _ = write!(text, "<!ENTITY e{number} \"{ten}\">");
    }
    text + "]><w:p><w:r><w:t>&e9;</w:t></w:r></w:p>"
}

/// An element nested `depth` times in itself.
pub(crate) fn nested(name: &str, depth: usize) -> String {
    format!("{}{}", format!("<{name}>").repeat(depth), format!("</{name}>").repeat(depth))
}

/// A table with one row of many cells.
pub(crate) fn wide_table() -> String {
    format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", format!("<w:tc>{}</w:tc>", paragraph("甲")).repeat(50_000))
}

/// A cell repeated 1,000,000,000 times, in a row repeated as often, by attributes.
pub(crate) fn repeated_cells() -> String {
    "<table:table><table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell \
     table:number-columns-repeated=\"1000000000\"><text:p>甲<text:s text:c=\"2000000000\"/>乙</text:p></table:table-cell></table:table-row></table:table>"
        .to_owned()
}

/// Pseudo-random bytes, the same each time.
pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut random = Random(7);
    (0..length).map(|_| random.next() as u8).collect()
}

/// A file with some bytes changed, the same ones for a seed.
pub(crate) fn damaged(whole: &[u8], seed: u64) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let mut random = Random(seed + 1);
    for _ in 0..60 {
        let at = random.next() as usize % bytes.len();
        bytes[at] = random.next() as u8;
    }
    bytes
}

/// Pseudo-random numbers (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 24
    }
}

/// A file changed in one of several ways: bytes flipped, a part deleted, repeated or moved, the end truncated.
pub(crate) fn changed(whole: &[u8], seed: u64) -> Vec<u8> {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut bytes = whole.to_vec();
    for _ in 0..=random.next() % 3 {
        let length = bytes.len().max(1);
        let at = random.next() as usize % length;
        let end = (at + 1 + random.next() as usize % 200).min(bytes.len());
        match random.next() % 5 {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].repeat(1 + random.next() as usize % 5);
                drop(bytes.splice(at..at, piece));
            }
            3 => {
                let piece: Vec<u8> = bytes.drain(at..end).collect();
                let to = random.next() as usize % (bytes.len() + 1);
                drop(bytes.splice(to..to, piece));
            }
            _ => bytes[at..end].iter_mut().step_by(9).for_each(|byte| *byte = random.next() as u8),
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// The parts of an archive that hold a document's text, by the extension of the file.
pub(crate) const PARTS: &[(&str, &[&str])] = &[
    ("docx", &["word/document.xml", "word/numbering.xml", "word/styles.xml"]),
    ("odt", &["content.xml", "styles.xml"]),
    ("ods", &["content.xml"]),
    ("ofd", &["Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"]),
    ("xlsx", &["xl/workbook.xml", "xl/worksheets/sheet1.xml"]),
];

/// An archive whose parts of these names are changed.
pub(crate) fn with_changed_parts(whole: &[u8], names: &[&str], seed: u64) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        if names.contains(&name.as_str()) {
            bytes = changed(&bytes, seed);
        }
        parts.push((name, bytes));
    }
    let borrowed: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zip(&borrowed)
}
