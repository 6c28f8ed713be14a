//! Small documents, built here, through the whole reader.

use super::read;
use crate::report::readers::package::zipped;
use crate::report::{Extracted, NotRead, Reason, Role, Warning};

const NAMES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'";

fn content(styles: &str, body: &str) -> String {
    format!(
        "<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn read_body(styles: &str, body: &str) -> Extracted {
    read(&zipped(&[("content.xml", &content(styles, body))])).unwrap()
}

fn texts(extracted: &Extracted) -> Vec<&str> {
    extracted.blocks.iter().map(|block| block.text.as_str()).collect()
}

#[test]
fn spaces_tabs_and_breaks() {
    let read = read_body(
        "",
        "<text:p>\n  <text:s text:c='2'/>全县 \n <text:span>共 计</text:span><text:tab/>3<text:s/>件<text:line-break/> 第二行 </text:p>\
         <text:p/><text:p><text:s text:c='999999999'/>末</text:p>",
    );
    assert_eq!(texts(&read)[..2], ["  全县 共 计\t3 件", "第二行"]);
    assert_eq!(read.blocks[2].text.chars().count(), 65);
}

#[test]
fn headings_titles_and_indexes() {
    let read = read_body(
        "<style:style style:name='Title' style:family='paragraph'/>\
         <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>\
         <style:style style:name='P2' style:family='paragraph' style:default-outline-level='2'/>",
        "<text:p text:style-name='P1'>题</text:p><text:h text:outline-level='1'>章</text:h><text:p text:style-name='P2'>节</text:p>\
         <text:table-of-content><text:index-body><text:p>章 1</text:p></text:index-body></text:table-of-content><text:p>文</text:p>",
    );
    let roles: Vec<Role> = read.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Title, Role::Heading(1), Role::Heading(2), Role::Furniture, Role::Paragraph]);
}

#[test]
fn numbers_of_lists_are_in_the_text() {
    let level = |index: usize, format: &str, more: &str| {
        format!("<text:list-level-style-number text:level='{index}' style:num-format='{format}' {more}/>")
    };
    let styles = format!(
        "<text:list-style style:name='L'>{}{}{}</text:list-style><text:list-style style:name='B'>\
         <text:list-level-style-bullet text:level='1' text:bullet-char='•'/></text:list-style>\
         <text:outline-style>{}</text:outline-style>",
        level(1, "一, 二, 三, ...", "style:num-suffix='、'"),
        level(2, "一, 二, 三, ...", "loext:num-list-format='（%2%）'"),
        level(3, "1", "text:display-levels='2' style:num-suffix='.'"),
        "<text:outline-level-style text:level='1' style:num-format='1' style:num-prefix='第' style:num-suffix='编'/>",
    );
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let list = |attributes: &str, inner: &str| format!("<text:list {attributes}>{inner}</text:list>");
    let inner = list("", &item("<text:p>节</text:p>"));
    let body = [
        list(
            "text:style-name='L' xml:id='a'",
            &item(&format!("<text:h text:outline-level='1'>章</text:h>{inner}")),
        ),
        "<text:p>文</text:p>".to_owned(),
        list(
            "text:style-name='L' text:continue-numbering='true'",
            &item(&list("", &item("<text:p>节</text:p><text:p>续</text:p>"))),
        ),
        list("text:style-name='L' text:continue-list='a'", &item("<text:p>章</text:p>")),
        list(
            "text:style-name='L'",
            &[
                item("<text:p>新</text:p>"),
                "<text:list-item text:start-value='9'><text:p>跳</text:p></text:list-item>".into(),
            ]
            .concat(),
        ),
        list("text:style-name='L'", &item(&list("", &item(&list("", &item("<text:p>款</text:p>")))))),
        list("text:style-name='B'", &item("<text:p>点</text:p>")),
        "<text:h text:outline-level='1'>总</text:h>".to_owned(),
    ]
    .concat();
    assert_eq!(
        texts(&read_body(&styles, &body)),
        [
            "一、章",
            "（一）节",
            "文",
            "（二）节",
            "续",
            "二、章",
            "一、新",
            "九、跳",
            "一.1.款",
            "点",
            "第1编 总"
        ]
    );
}

#[test]
fn changes_comments_notes_frames_and_tables() {
    let read = read_body(
        "",
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>文<office:annotation><text:p>批</text:p></office:annotation><text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>\
         <text:note-body><text:p> 来源</text:p></text:note-body></text:note><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>尾</text:p>\
         <table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>甲</text:p></table:table-cell>\
         <table:covered-table-cell/><table:covered-table-cell/><table:table-cell><text:p>乙</text:p><text:p>丙</text:p></table:table-cell></table:table-row></table:table>",
    );
    assert_eq!(texts(&read), ["文尾", "来源", "框", "甲\t\t乙 丙"]);
    assert_eq!(read.blocks[1].role, Role::Footnote);
    assert_eq!(read.warnings, [Warning::TrackedChanges, Warning::Comments]);
}

#[test]
fn what_is_broken_or_locked_says_so() {
    let manifest = "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    let locked = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "noise")]);
    assert_eq!(read(&locked).err(), Some(Reason::Encrypted));
    assert_eq!(read(&zipped(&[("mimetype", "a")])).err(), Some(Reason::Damaged));
    assert_eq!(read(&zipped(&[("content.xml", &content("", ""))])).err(), Some(Reason::Empty));
    let deep = content("", &"<text:section>".repeat(9999));
    assert_eq!(read(&zipped(&[("content.xml", &deep)])).err(), Some(Reason::TooComplex));
    let cut = content("", "<text:p>甲</text:p><text:p>乙</text:p>");
    let read = read(&zipped(&[("content.xml", &cut[..cut.find("</text:p></office").unwrap()])])).unwrap();
    assert_eq!((texts(&read), read.warnings.as_slice()), (vec!["甲", "乙"], [Warning::Damaged].as_slice()));
}

#[test]
fn levels_below_all_levels_are_none() {
    let least = i64::MIN;
    let styles = format!(
        "<text:list-style style:name='L'><text:list-level-style-number text:level='{least}' style:num-format='1'/></text:list-style>"
    );
    let body = format!(
        "<text:h text:outline-level='{least}'>甲</text:h><text:numbered-paragraph text:list-id='q' text:level='{least}'>\
         <text:p>乙</text:p></text:numbered-paragraph>"
    );
    assert_eq!(texts(&read_body(&styles, &body)), ["甲", "乙"]);
}

#[test]
fn embedded_objects_are_counted() {
    let body = "<text:p>甲<draw:frame xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
         xmlns:xlink='http://www.w3.org/1999/xlink'><draw:object xlink:href='./Object 1'/></draw:frame></text:p>";
    let read = read_body("", body);
    assert_eq!((texts(&read), read.not_read.objects), (vec!["甲"], 1));
}

#[test]
fn comments_have_their_words_author_and_answers() {
    let read = read_body(
        "",
        "<text:p>全年<office:annotation office:name='a' loext:resolved='true'><dc:creator>甲</dc:creator><dc:date>2024-03-08T09:05:00\
         </dc:date><text:p>请核</text:p><text:p>口径</text:p></office:annotation>办结<office:annotation office:name='b' \
         loext:parent-name='a'><dc:creator>乙</dc:creator><text:p>已核</text:p></office:annotation>案件<office:annotation-end \
         office:name='a'/>四十七件。</text:p>",
    );
    assert_eq!(texts(&read), ["全年办结案件四十七件。"]);
    let [comment] = read.comments.as_slice() else { panic!("{:?}", read.comments) };
    assert_eq!((comment.author.as_str(), comment.at.as_str()), ("甲", "2024-03-08T09:05:00"));
    assert_eq!((comment.text.as_str(), comment.resolved), ("请核\n口径", true));
    assert_eq!(comment.replies[0].text, "已核");
    assert_eq!(comment.place.map(|place| (place.start, place.end)), Some(((0, 2), (0, 6))));
}

#[test]
fn symbols_are_as_drawn_and_hidden_words_are_left_out() {
    let styles = "<style:font-face style:name='Symbol1' xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' \
        svg:font-family='Symbol'/><style:style style:name='T1' style:family='text'><style:text-properties \
        style:font-name='Symbol1'/></style:style><style:style style:name='T2' style:family='text'><style:text-properties \
        text:display='none'/></style:style><style:style style:name='P1' style:family='paragraph'><style:text-properties \
        text:display='none'/></style:style><style:style style:name='T3' style:family='text'><style:text-properties \
        style:font-name='Wingdings 3'/></style:style>";
    let read = read_body(
        styles,
        "<text:p>满意率<text:span text:style-name='T1'>\u{f0b3}</text:span>九成<text:span text:style-name='T2'>看不见\
         <text:span>也看不见</text:span></text:span>，<text:span text:style-name='T3'>\u{f030}</text:span>完。</text:p>\
         <text:p text:style-name='P1'>整段隐藏</text:p>",
    );
    assert_eq!(texts(&read), ["满意率≥九成，完。"]);
    assert_eq!(read.not_read, NotRead { symbols: 1, ..NotRead::default() });
}

#[test]
fn fields_of_forms_have_their_values() {
    let field = |kind: &str, parameters: &[(&str, &str)]| {
        let inner: Vec<_> = parameters
            .iter()
            .map(|(name, value)| format!("<field:param field:name='{name}' field:value='{value}'/>"))
            .collect();
        let inner = inner.concat();
        format!("<field:fieldmark field:type='vnd.oasis.opendocument.field.{kind}'>{inner}</field:fieldmark>")
    };
    let body = format!(
        "<text:p xmlns:field='urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0'>同意{}不同意{}，级别{}，{}\
         <loext:content-control>选定</loext:content-control>。</text:p>",
        field("FORMCHECKBOX", &[("Checkbox_Checked", "true")]),
        field("FORMCHECKBOX", &[]),
        field(
            "FORMDROPDOWN",
            &[("Dropdown_ListEntry", "一级"), ("Dropdown_ListEntry", "二级"), ("Dropdown_Selected", "1")]
        ),
        field("FORMDROPDOWN", &[("Dropdown_Selected", "9")]),
    );
    let read = read_body("", &body);
    assert_eq!(texts(&read), ["同意☑不同意☐，级别二级，选定。"]);
    assert_eq!(read.not_read, NotRead { fields: 1, ..NotRead::default() });
}

#[test]
fn equations_are_linear_text() {
    let frame = "<draw:frame xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'";
    let body = format!(
        "<text:p>率{frame} xmlns:xlink='http://www.w3.org/1999/xlink'><draw:object xlink:href='./Object 1'/><draw:image/></draw:frame>。\
         </text:p><text:p>幂{frame}><draw:object><math xmlns='http://www.w3.org/1998/Math/MathML'><msup><mn>10</mn><mn>4</mn></msup>\
         </math></draw:object></draw:frame>。</text:p>"
    );
    let formula = "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mfrac><mn>969</mn><mn>972</mn></mfrac>\
                   <annotation encoding='StarMath 5.0'>969 over 972</annotation></semantics></math>";
    let package = zipped(&[("content.xml", &content("", &body)), ("Object 1/content.xml", formula)]);
    let read = read(&package).unwrap();
    assert_eq!((texts(&read), read.not_read.total()), (vec!["率969/972。", "幂10^4。"], 0));
}
