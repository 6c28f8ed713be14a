//! Whole files; unreadable ones give their reason.

use super::read;
use crate::report::{Reason, Role};

/// A PDF of one page with the given content stream and the font Helvetica.
fn pdf(content: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R /G 6 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [7 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
            .to_owned(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    file.extend(
        format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes(),
    );
    file
}

#[test]
fn text_of_fonts_that_are_not_embedded() {
    // 法治 in GBK.
    let read =
        read(&pdf("BT /G 12 Tf 72 700 Td <B7A8D6CE> Tj ET BT /F 12 Tf 72 600 Td (Annual report) Tj ET"))
            .unwrap();
    let texts: Vec<&str> = read.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["法治", "Annual report"]);
    assert!(read.blocks.iter().all(|block| block.page == Some(1) && block.role == Role::Paragraph));
    assert!(read.warnings.is_empty());
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(read(b"%PDF-1.4\nnothing").err(), Some(Reason::Damaged));
    assert_eq!(read(&pdf("")).err(), Some(Reason::Empty));
    let picture = "BI /W 1 /H 1 /CS /G /BPC 8 ID a EI";
    assert_eq!(read(&pdf(picture)).err(), Some(Reason::NoTextLayer));
}
