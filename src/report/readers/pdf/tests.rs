//! Whole files; unreadable ones give their reason.

use std::fmt::Write as _;

use super::read;
use crate::report::{Block, Reason, Role, Warning};

/// A PDF of one page with the given content stream and the fonts Helvetica, GBK from left to right, and GBK downwards.
fn pdf(content: &str) -> Vec<u8> {
    pdf_with(content, "", &[])
}

/// The same with more entries of the page, and more objects from number 10.
fn pdf_with(content: &str, page: &str, more: &[&str]) -> Vec<u8> {
    let gbk = |direction: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-{direction} /DescendantFonts [7 0 R] >>"
        )
    };
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R /G 6 0 R /V 8 0 R >> >> {page} >>"
        ),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        gbk("H"),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
            .to_owned(),
        gbk("V"),
        "null".to_owned(),
    ];
    objects.extend(more.iter().map(|object| (*object).to_owned()));
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
    let size = objects.len() + 1;
    file.extend(format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

/// An instruction that shows a text of the font `G` or `V` at a place, turned by the numbers of a matrix.
fn show(font: char, matrix: &str, x: i32, y: i32, text: &str) -> String {
    let mut code = String::new();
    for byte in encoding_rs::GB18030.encode(text).0.iter() {
        let _ = write!(code, "{byte:02x}");
    }
    format!("BT /{font} 12 Tf {matrix} {x} {y} Tm <{code}> Tj ET\n")
}

/// The texts of the report and those that are kept beside it.
fn parts(file: &[u8]) -> (Vec<String>, Vec<String>) {
    let (aside, text): (Vec<Block>, Vec<Block>) =
        read(file).unwrap().blocks.into_iter().partition(|block| block.role == Role::Furniture);
    let texts = |blocks: Vec<Block>| blocks.into_iter().map(|block| block.text).collect();
    (texts(text), texts(aside))
}

const LEVEL: &str = "1 0 0 1";

#[test]
fn vertical_writing_is_read_from_top_to_bottom_and_from_right_to_left() {
    let content =
        show('V', LEVEL, 400, 700, "岚汀县年度报告") + &show('V', LEVEL, 370, 700, "　　全年办结案件");
    assert_eq!(parts(&pdf(&content)).0, ["岚汀县年度报告", "全年办结案件"]);
}

#[test]
fn lines_at_right_angles_are_text_inside_the_page_and_furniture_at_its_side() {
    let content = show('G', LEVEL, 72, 700, "岚汀县二〇二四年法治政府建设年度报告全文。")
        + &show('G', LEVEL, 72, 500, "第二行")
        + &show('G', "0 1 -1 0", 200, 550, "竖排的说明")
        + &show('G', "0 1 -1 0", 30, 300, "装订线")
        + &show('G', "0.7 0.7 -0.7 0.7", 200, 300, "内部资料");
    let (text, aside) = parts(&pdf(&content));
    assert_eq!(text, ["岚汀县二〇二四年法治政府建设年度报告全文。", "第二行", "竖排的说明"]);
    assert_eq!(aside, ["内部资料", "装订线"]);
}

#[test]
fn actual_text_stands_for_glyphs_and_for_pictures() {
    let content = "/Span << /ActualText <FEFF5C9A6C40> >> BDC BT /F 12 Tf 72 700 Td (xyz) Tj ET EMC\n"
        .to_owned()
        + &show('G', LEVEL, 96, 700, "县")
        + "/Figure << /ActualText <FEFF516C7AE0> >> BDC 72 640 24 12 re f EMC\n"
        + "/Span << /ActualText () >> BDC BT /F 12 Tf 72 600 Td (hidden) Tj ET EMC";
    assert_eq!(parts(&pdf(&content)).0, ["岚汀县", "公章"]);
}

#[test]
fn what_lies_outside_the_crop_box_and_what_is_marked_as_watermark_is_beside_the_text() {
    let content = show('G', LEVEL, 72, 700, "正文")
        + &show('G', LEVEL, 72, 820, "裁切标记")
        + "/Artifact << /Type /Pagination /Subtype /Watermark >> BDC "
        + &show('G', LEVEL, 72, 600, "样张")
        + "EMC";
    let (text, mut aside) = parts(&pdf_with(&content, "/CropBox [0 0 595 800]", &[]));
    aside.sort();
    assert_eq!((text, aside), (vec!["正文".to_owned()], vec!["样张".to_owned(), "裁切标记".to_owned()]));
}

#[test]
fn fields_have_their_values_and_remarks_are_comments() {
    let content = show('G', LEVEL, 72, 740, "岚汀县二〇二四年法治政府建设年度报告全文。")
        + &show('G', LEVEL, 72, 700, "单位")
        + &show('G', LEVEL, 72, 670, "已公开");
    let annotations = [
        "<< /Subtype /Widget /FT /Tx /V <FEFF53F86CD55C40> /DA (/F 12 Tf) /Rect [100 696 300 712] >>",
        "<< /Subtype /Widget /FT /Btn /AS /Yes /Rect [120 666 134 680] >>",
        "<< /Subtype /Widget /FT /Tx /Ff 8192 /V (secret) /Rect [100 596 300 612] >>",
        "<< /Subtype /Widget /FT /Tx /F 2 /V (hidden) /Rect [100 566 300 582] >>",
        "<< /Subtype /FreeText /Contents <FEFF8BF76838> /Rect [300 500 400 520] >>",
    ];
    let file = pdf_with(&content, "/Annots [10 0 R 11 0 R 12 0 R 13 0 R 14 0 R]", &annotations);
    assert_eq!(parts(&file).0, ["岚汀县二〇二四年法治政府建设年度报告全文。", "单位司法局", "已公开☑"]);
    assert_eq!(read(&file).unwrap().warnings, [Warning::Comments]);
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

#[test]
fn comments_have_their_words_answers_and_state() {
    let content = show('G', LEVEL, 72, 740, "岚汀县全年办结案件四十七件，同比增长。")
        + &show('G', LEVEL, 72, 700, "第二行");
    let annotations = [
        "<< /Subtype /Highlight /T <FEFF7532> /M (D:20240308090500+08'00') /Contents <FEFF8BF76838> /QuadPoints [107 755 157 755 107 735 157 735] /Rect [107 735 157 755] >>",
        "<< /Subtype /Text /T (B) /IRT 10 0 R /Contents <FEFF5DF26838> /Rect [107 735 127 755] >>",
        "<< /Subtype /Text /F 2 /IRT 10 0 R /StateModel (Review) /State (Completed) /Rect [107 735 127 755] >>",
        "<< /Subtype /Text /Contents (note) /Rect [60 690 72 702] >>",
        "<< /Subtype /Highlight /Rect [60 690 72 702] >>",
    ];
    let file = pdf_with(&content, "/Annots [10 0 R 11 0 R 12 0 R 13 0 R 14 0 R]", &annotations);
    let read = read(&file).unwrap();
    let first = &read.comments[0];
    let replies: Vec<&str> = first.replies.iter().map(|reply| reply.text.as_str()).collect();
    assert_eq!((first.author.as_str(), first.text.as_str(), replies), ("甲", "请核", vec!["已核"]));
    assert_eq!((first.at.as_str(), first.resolved), ("2024-03-08T09:05:00+08:00", true));
    let place = first.place.unwrap();
    let words: String = read.blocks[place.start.0]
        .text
        .chars()
        .skip(place.start.1)
        .take(place.end.1 - place.start.1)
        .collect();
    assert_eq!(words, "全年办结");
    assert_eq!(read.comments[1].text, "note");
    assert_eq!(read.comments.len(), 2);
    assert!(read.blocks.iter().all(|block| !block.text.contains(|c| ('\u{fdd0}'..='\u{fdef}').contains(&c))));
}
