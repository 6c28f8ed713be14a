//! Small files, built here from the structure of the standard, through the whole reader.

use std::fmt::Write as _;

use super::read;
use crate::report::readers::package::zipped;
use crate::report::{Extracted, Reason, Role, Warning};

const HEAD: &str = "<?xml version='1.0' encoding='UTF-8'?>";
const NS: &str = "xmlns:ofd='http://www.ofdspec.org/2016'";

/// The part that defines the font of all texts.
const FONTS: &str = "Doc_0/PublicRes.xml";

/// A text object at a place in millimetres, with a distance of its size between characters.
fn text(x: f64, y: f64, size: f64, text: &str) -> String {
    object(x, y, size, "", &format!("DeltaX='g {} {size}'", text.chars().count() - 1), text)
}

fn object(x: f64, y: f64, size: f64, more: &str, deltas: &str, text: &str) -> String {
    format!(
        "<ofd:TextObject ID='9' Boundary='{x} {y} 180 {size}' Font='3' Size='{size}' {more}><ofd:FillColor Value='0 0 0'/>\
         <ofd:TextCode X='0' Y='{}' {deltas}>{text}</ofd:TextCode></ofd:TextObject>",
        size * 0.86
    )
}

fn line(from: (f64, f64), to: (f64, f64)) -> String {
    format!(
        "<ofd:PathObject ID='8' Boundary='0 0 210 297' LineWidth='0.3'><ofd:AbbreviatedData>M {} {} L {} {}\
         </ofd:AbbreviatedData></ofd:PathObject>",
        from.0, from.1, to.0, to.1
    )
}

/// The parts of a file with a page for each content, drawn on the template.
fn parts(template: &str, pages: &[String], document: &str) -> Vec<(String, String)> {
    let part = |root: &str, inner: &str| format!("{HEAD}<ofd:{root} {NS}>{inner}</ofd:{root}>");
    let content = |inner: &str| {
        format!(
            "<ofd:Content><ofd:Layer ID='2' Type='Body'><ofd:PageBlock>{inner}</ofd:PageBlock></ofd:Layer></ofd:Content>"
        )
    };
    let mut list = String::new();
    for page in 0..pages.len() {
        let _ = write!(list, "<ofd:Page ID='{}' BaseLoc='Pages/Page_{page}/Content.xml'/>", page + 20);
    }
    let root = "<ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>\
                <ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>";
    let common = format!(
        "<ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297\
         </ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID='7' BaseLoc='Tpls/Tpl_0/Content.xml'/></ofd:CommonData>\
         <ofd:Pages>{list}</ofd:Pages>{document}"
    );
    let mut parts = vec![
        ("OFD.xml".to_owned(), part("OFD", root)),
        ("Doc_0/Document.xml".to_owned(), part("Document", &common)),
        (FONTS.to_owned(), part("Res", "<ofd:Fonts><ofd:Font ID='3' FontName='宋体'/></ofd:Fonts>")),
        ("Doc_0/Tpls/Tpl_0/Content.xml".to_owned(), part("Page", &content(template))),
    ];
    for (number, page) in pages.iter().enumerate() {
        let inner = format!("<ofd:Template TemplateID='7' ZOrder='Background'/>{}", content(page));
        parts.push((format!("Doc_0/Pages/Page_{number}/Content.xml"), part("Page", &inner)));
    }
    parts
}

fn file(parts: &[(String, String)]) -> Vec<u8> {
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, part)| (name.as_str(), part.as_str())).collect();
    zipped(&parts)
}

fn shown(read: &Extracted, furniture: bool) -> Vec<&str> {
    let blocks = read.blocks.iter().filter(|block| (block.role == Role::Furniture) == furniture);
    blocks.map(|block| block.text.as_str()).collect()
}

const LONG: &str = "全县各部门坚持依法行政，把各项工作纳入法治轨道，全年办结复议案件";

#[test]
fn pages_are_read_in_order_and_page_numbers_are_furniture() {
    let page = |number: usize| {
        text(25.0, 60.0, 5.0, LONG)
            + &text(25.0, 68.0, 5.0, "四十七件。")
            + &text(100.0, 280.0, 4.0, &format!("— {number} —"))
    };
    let read = read(&file(&parts("", &[page(1), page(2)], ""))).unwrap();
    let paragraph = format!("{LONG}四十七件。");
    assert_eq!(shown(&read, false), [paragraph.as_str(), paragraph.as_str()]);
    assert_eq!(shown(&read, true).len(), 2);
    assert_eq!(read.blocks.iter().filter_map(|block| block.page).max(), Some(2));
    assert_eq!(read.warnings, []);
}

#[test]
fn transformations_directions_and_tables() {
    let mut page = object(30.0, 20.0, 1.0, "CTM='5 0 0 5 0 0'", "DeltaX='g 3 1'", "甲县公报")
        + &object(190.0, 20.0, 5.0, "ReadDirection='90'", "DeltaY='5 5 5'", "竖排文字")
        + &object(30.0, 250.0, 5.0, "Visible='false'", "", "看不见")
        + &object(30.0, 150.0, 5.0, "", "", "没有距离的文字");
    for y in [60.0, 70.0, 80.0] {
        page += &line((30.0, y), (130.0, y));
    }
    for x in [30.0, 80.0, 130.0] {
        page += &line((x, 60.0), (x, 80.0));
    }
    for (x, y, cell) in
        [(32.0, 62.0, "指标"), (82.0, 62.0, "数值"), (32.0, 72.0, "案件"), (82.0, 72.0, "152")]
    {
        page += &text(x, y, 4.0, cell);
    }
    let read = read(&file(&parts("", &[page], ""))).unwrap();
    assert_eq!(shown(&read, false), ["甲县公报", "指标\t数值", "案件\t152", "没有距离的文字"]);
    assert_eq!(shown(&read, true), ["竖排文字"], "beside the text");
    assert!(
        read.blocks.iter().filter(|block| block.text.contains('\t')).all(|block| block.role == Role::Row)
    );
}

#[test]
fn a_pale_text_of_the_template_is_a_watermark_and_annotations_are_comments() {
    let pale = text(40.0, 100.0, 10.0, "内部资料").replace("0 0 0", "220 220 220");
    let document = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>";
    let body = |words: &str| text(25.0, 60.0, 5.0, LONG) + &text(25.0, 68.0, 5.0, words);
    let mut parts = parts(&pale, &[body("十件。"), body("九件。")], document);
    let list = "<ofd:Page PageID='20'><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>";
    let note = "<ofd:Annot ID='50' Type='Highlight' Creator='甲' LastModDate='2024-01-01'><ofd:Remark>请核</ofd:Remark><ofd:Appearance Boundary='40 60 15 6'/></ofd:Annot>";
    parts.push((
        "Doc_0/Annots/Annotations.xml".into(),
        format!("<ofd:Annotations {NS}>{list}</ofd:Annotations>"),
    ));
    parts.push((
        "Doc_0/Annots/Page_0/Annotation.xml".into(),
        format!("<ofd:PageAnnot {NS}>{note}</ofd:PageAnnot>"),
    ));
    let read = read(&file(&parts)).unwrap();
    assert_eq!(shown(&read, false), [format!("{LONG}十件。"), format!("{LONG}九件。")]);
    assert_eq!(shown(&read, true), ["内部资料", "内部资料"]);
    assert_eq!(read.warnings, [Warning::Comments]);
    let comment = &read.comments[0];
    assert_eq!(
        (comment.author.as_str(), comment.at.as_str(), comment.text.as_str()),
        ("甲", "2024-01-01", "请核")
    );
    let place = comment.place.unwrap();
    let words = read.blocks[place.start.0].text.chars().skip(place.start.1).take(place.end.1 - place.start.1);
    assert_eq!(words.collect::<String>(), "部门坚");
}

#[test]
fn a_scan_an_encrypted_file_and_an_empty_one_say_so() {
    let picture = "<ofd:ImageObject ID='5' Boundary='0 0 210 297' ResourceID='6'/>".to_owned();
    assert_eq!(read(&file(&parts("", &[picture], ""))).err(), Some(Reason::NoTextLayer));
    let mut locked = parts("", &[text(25.0, 30.0, 5.0, "正文")], "");
    locked.push(("Encryptions.xml".into(), "<a/>".into()));
    assert_eq!(read(&file(&locked)).err(), Some(Reason::Encrypted));
    assert_eq!(read(&file(&parts("", &[String::new()], ""))).err(), Some(Reason::Empty));
    assert_eq!(read(b"PK\x03\x04").err(), Some(Reason::Damaged));
}

#[test]
fn broken_and_hostile_files_end() {
    let whole = text(25.0, 30.0, 5.0, "甲县的报告");
    let good = || text(25.0, 50.0, 5.0, "另一行");
    let with = |page: &str| read(&file(&parts("", &[page.to_owned()], "")));
    for cut in (0..whole.len()).filter(|cut| whole.is_char_boundary(*cut)) {
        let _ = with(&whole[..cut]);
    }
    let attribute = |name: &str, value: &str| {
        let start = whole.find(&format!("{name}='")).unwrap() + name.len() + 2;
        let end = start + whole[start..].find('\'').unwrap();
        format!("{}{value}{}", &whole[..start], &whole[end..])
    };
    let hostile = [
        attribute("Boundary", "1e308 -1e308 1 1"),
        attribute("Boundary", "NaN inf"),
        attribute("Size", "1e300"),
        attribute("Size", "-5"),
        attribute("Size", ""),
        attribute("DeltaX", "g 99999999999 1"),
        attribute("DeltaX", "g -1 x g"),
        attribute("DeltaX", &"g 100000 1 ".repeat(1000)),
        attribute("X", "inf"),
        attribute("Y", "1e999"),
        whole.replace("Font='3'", "CTM='0 0 0 0 0 0'"),
        whole.replace("Font='3'", "CTM='1e200 1e200 1e200 1e200 1e200 1e200'"),
        whole.replace("Font='3'", "CTM='1 2'"),
        "<ofd:PageBlock>".repeat(100_000),
        "<ofd:Template TemplateID='7'/>".repeat(10_000),
        "<ofd:PathObject><ofd:AbbreviatedData>M L L 1 L B 1 2 A C C</ofd:AbbreviatedData></ofd:PathObject>"
            .to_owned(),
        format!(
            "<ofd:PathObject Stroke='false' Fill='true'><ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>",
            "L 1 1 ".repeat(100_000)
        ),
        line((30.0, 30.0), (130.0, 30.0)).repeat(5000) + &line((40.0, 20.0), (40.0, 130.0)).repeat(5000),
        "<ofd:TextCode>x</ofd:TextCode>".to_owned(),
        format!("<ofd:TextObject><ofd:TextCode>{}</ofd:TextCode></ofd:TextObject>", "长".repeat(10_000)),
    ];
    assert_eq!(hostile.len(), 20);
    for page in hostile {
        let read = with(&(page + &good()));
        assert!(!matches!(read, Err(Reason::Crashed)));
    }
    let sound = parts("", &[good()], "");
    for (part, _) in sound.iter().enumerate() {
        for change in ["", "<a>", "<!DOCTYPE a><a/>", "\0\0", "<ofd:Page BaseLoc='../../../etc/passwd'/>"] {
            let mut changed = sound.clone();
            change.clone_into(&mut changed[part].1);
            let _ = read(&file(&changed));
        }
    }
    let itself =
        sound.iter().map(|(name, part)| (name.clone(), part.replace("Page_0/Content", "../Document")));
    let _ = read(&file(&itself.collect::<Vec<_>>()));
}

#[test]
fn text_in_a_font_that_is_not_defined_is_read_with_a_remark() {
    let page = [text(25.0, 60.0, 5.0, LONG)];
    assert_eq!(read(&file(&parts("", &page, ""))).unwrap().warnings, []);
    let mut without = parts("", &page, "");
    without.retain(|(name, _)| name != FONTS);
    let read = read(&file(&without)).unwrap();
    assert_eq!((shown(&read, false), read.warnings.as_slice()), (vec![LONG], &[Warning::FontsMissing][..]));
}

#[test]
fn groups_of_objects_are_drawn_where_the_page_has_them() {
    let group = format!(
        "<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='61' Width='210' Height='297'><ofd:Content>{}</ofd:Content>\
         </ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>",
        text(5.0, 10.0, 1.0, "乙县办结四十七件。")
    );
    let placed = |more: &str| {
        format!("<ofd:CompositeObject ID='60' ResourceID='61' Boundary='20 100 180 180' {more}/>")
    };
    let page = text(25.0, 60.0, 5.0, "甲县办结三十一件。")
        + &placed("CTM='5 0 0 5 0 0'")
        + &placed("Visible='false'")
        + &text(25.0, 200.0, 5.0, "丙县办结九件。");
    let mut parts = parts("", &[page], "");
    let resources = parts.iter_mut().find(|(name, _)| name == FONTS).unwrap();
    resources.1 = resources.1.replace("</ofd:Res>", &group);
    let read = read(&file(&parts)).unwrap();
    assert_eq!(shown(&read, false), ["甲县办结三十一件。", "乙县办结四十七件。", "丙县办结九件。"]);
    assert_eq!(read.warnings, []);
}
