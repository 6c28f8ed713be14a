//! Small documents, built here, through the whole reader.

use super::read;
use crate::report::readers::package::zipped;
use crate::report::{Block, Extracted, NotRead, Reason, Role, Warning};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn part(root: &str, inner: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><w:{root} xmlns:w='{W}' \
         xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{inner}</w:{root}>"
    )
}

fn document(body: &str) -> String {
    part("document", &format!("<w:body>{body}</w:body>"))
}

fn read_parts(parts: &[(&str, &str)]) -> Result<Extracted, Reason> {
    read(&zipped(parts))
}

fn read_body(body: &str) -> Extracted {
    read_parts(&[("word/document.xml", &document(body))]).unwrap()
}

fn texts(extracted: &Extracted) -> Vec<&str> {
    extracted.blocks.iter().map(|block| block.text.as_str()).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn listed(list: i64, level: i64, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn level(index: i64, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
    )
}

#[test]
fn runs_tabs_breaks_and_symbols() {
    let read = read_body(
        "<w:p><w:r><w:t xml:space='preserve'>  全县 </w:t></w:r><w:r><w:t>共&amp;计</w:t><w:tab/><w:t>3件</w:t><w:br/>\
         <w:t>第二行</w:t></w:r></w:p><w:p/><w:p><w:r><w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Wingdings' w:char='F0FC'/>\
         </w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p><w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr>\
         <w:sdtContent><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    );
    assert_eq!(texts(&read), ["  全县 共&计\t3件", "第二行", "-✓链接", "控件"]);
    assert!(read.warnings.is_empty());
}

#[test]
fn headings_come_from_levels_and_from_names_and_never_from_ids() {
    let styles = part(
        "styles",
        "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>\
         <w:style w:type='paragraph' w:styleId='2'><w:name w:val='heading 1'/><w:basedOn w:val='a'/></w:style>\
         <w:style w:type='paragraph' w:styleId='9'><w:name w:val='局标题'/><w:basedOn w:val='2'/></w:style>\
         <w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='正文缩进'/></w:style>\
         <w:style w:type='paragraph' w:styleId='a3'><w:name w:val='标题'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
         <w:style w:type='paragraph' w:styleId='4'><w:name w:val='自定'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
         <w:style w:type='paragraph' w:styleId='x'><w:name w:val='环'/><w:basedOn w:val='y'/></w:style>\
         <w:style w:type='paragraph' w:styleId='y'><w:name w:val='环二'/><w:basedOn w:val='x'/></w:style>\
         <w:style w:type='paragraph' w:styleId='t'><w:name w:val='toc 1'/></w:style>",
    );
    let styled = |id: &str, more: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='{id}'/>{more}</w:pPr><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
        )
    };
    let ids = ["2", "9", "Heading1", "a3", "4", "x", "t", "none"];
    let mut body: String = ids.iter().map(|id| styled(id, "")).collect();
    body.push_str(&styled("2", "<w:outlineLvl w:val='9'/>"));
    body.push_str(&styled("none", "<w:outlineLvl w:val='1'/>"));
    let read = read_parts(&[("word/document.xml", &document(&body)), ("word/styles.xml", &styles)]).unwrap();
    let roles: Vec<Role> =
        read.blocks.iter().filter(|block| block.text.starts_with('甲')).map(|block| block.role).collect();
    let (body, heading) = (Role::Paragraph, Role::Heading);
    assert_eq!(
        roles,
        [
            heading(1),
            heading(1),
            body,
            Role::Title,
            heading(3),
            body,
            Role::Furniture,
            body,
            body,
            heading(2)
        ]
    );
    assert_eq!(read.blocks[0].text, "甲乙", "a heading broken into lines is one");
}

#[test]
fn numbers_that_word_makes_are_in_the_text() {
    let numbering = part(
        "numbering",
        &format!(
            "<w:abstractNum w:abstractNumId='0'>{}{}{}</w:abstractNum>\
             <w:abstractNum w:abstractNumId='5'><w:numStyleLink w:val='L'/></w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
             <w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/></w:lvlOverride></w:num>\
             <w:num w:numId='3'><w:abstractNumId w:val='5'/></w:num>",
            level(0, "chineseCountingThousand", "%1、", "<w:pStyle w:val='H'/>"),
            level(1, "chineseCounting", "（%2）", "<w:suff w:val='nothing'/>"),
            level(2, "decimal", "%1.%3", "<w:isLgl/><w:suff w:val='space'/>"),
        ),
    );
    let styles = part(
        "styles",
        "<w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
         <w:style w:type='numbering' w:styleId='L'><w:name w:val='list'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>",
    );
    let styled =
        |more: &str| format!("<w:p><w:pPr><w:pStyle w:val='H'/>{more}</w:pPr><w:r><w:t>章</w:t></w:r></w:p>");
    let body = [
        styled(""),
        listed(1, 1, "节"),
        listed(1, 2, "款"),
        listed(1, 2, "款"),
        styled(""),
        listed(1, 1, "节"),
        styled("<w:numPr><w:numId w:val='0'/></w:numPr>"),
        listed(3, 0, "链"),
        listed(2, 0, "起"),
        listed(2, 0, "起"),
        listed(8, 0, "无"),
    ]
    .concat();
    let parts = [
        ("word/document.xml", document(&body)),
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles),
    ];
    let read = read_parts(&parts.each_ref().map(|(name, text)| (*name, text.as_str()))).unwrap();
    assert_eq!(
        texts(&read),
        [
            "一、章",
            "（一）节",
            "1.1 款",
            "1.2 款",
            "二、章",
            "（一）节",
            "章",
            "三、链",
            "四、起",
            "五、起",
            "无"
        ]
    );
}

#[test]
fn changes_are_read_as_accepted() {
    let read = read_body(
        "<w:p><w:r><w:t>共</w:t></w:r><w:ins><w:r><w:t>七</w:t></w:r></w:ins><w:del><w:r><w:delText>八</w:delText></w:r></w:del>\
         <w:moveFrom><w:r><w:t>九</w:t></w:r></w:moveFrom><w:r><w:t>件</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pPrChange><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange></w:pPr><w:commentRangeStart w:id='1'/>\
         <w:r><w:t>末</w:t></w:r></w:p>",
    );
    assert_eq!(texts(&read), ["共七件", "前半后半", "末"]);
    assert_eq!(read.blocks[2].role, Role::Paragraph);
    assert_eq!(read.warnings, [Warning::TrackedChanges, Warning::Comments]);
    let last = read_body("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>无后</w:t></w:r></w:p>");
    assert_eq!(texts(&last), ["无后"]);
}

#[test]
fn fields_show_their_results() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let code = "<w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:t>码</w:t></w:r>";
    let read = read_body(&format!(
        "<w:p>{begin}{code}{separate}<w:r><w:t>2024</w:t></w:r>{end}<w:r><w:t>年</w:t></w:r></w:p>\
         <w:p>{begin}{code}{begin}{code}{separate}<w:r><w:t>内</w:t></w:r>{end}{separate}<w:r><w:t>外</w:t></w:r>{end}</w:p>\
         <w:p>{begin}{code}</w:p><w:p><w:r><w:t>不被吞掉</w:t></w:r></w:p>"
    ));
    assert_eq!(texts(&read), ["2024年", "外", "不被吞掉"]);
}

#[test]
fn tables_boxes_and_notes_stand_in_reading_order() {
    let footnotes = part(
        "footnotes",
        &format!(
            "<w:footnote w:type='separator' w:id='0'>{}</w:footnote><w:footnote w:id='2'>{}</w:footnote>",
            p("线"),
            p(" 来源")
        ),
    );
    let endnotes = part("endnotes", &format!("<w:endnote w:id='2'>{}</w:endnote>", p("尾注")));
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let nested = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/>", cell(&p("里1")), cell(&p("里2")));
    let shape = format!("<w:txbxContent>{}</w:txbxContent>", p("框"));
    let body = [
        format!(
            "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:endnoteReference w:id='2'/></w:r><w:r><mc:AlternateContent><mc:Choice>{shape}</mc:Choice>\
             <mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:footnoteReference w:id='2'/>\
             <w:footnoteReference w:id='2'/></w:r><w:r><w:t>之后</w:t></w:r></w:p>"
        ),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell(&p("指标")),
            cell(&[p("甲"), p("乙")].concat()),
            cell(&p("已删")),
            cell(&nested),
            cell("<w:tcPr><w:vMerge/></w:tcPr><w:p/>"),
        ),
    ]
    .concat();
    let parts = [
        ("word/document.xml", document(&body)),
        ("word/footnotes.xml", footnotes),
        ("word/endnotes.xml", endnotes),
    ];
    let read = read_parts(&parts.each_ref().map(|(name, text)| (*name, text.as_str()))).unwrap();
    assert_eq!(texts(&read), ["正文之后", "框", "来源", "指标\t甲 乙", "里1 里2", "尾注"]);
    let note = Block { text: "来源".into(), role: Role::Footnote, page: None };
    assert_eq!(read.blocks[2], note);
    assert_eq!(read.blocks[3].role, Role::Row);
}

#[test]
fn parts_are_found_by_their_relations() {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Type='http://purl.oclc.org/ooxml/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let strict = document(&p("严格")).replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main");
    let read = read_parts(&[
        ("_rels/.rels", &relation("officeDocument", "/w/document2.xml")),
        ("w/document2.xml", &strict),
        ("w/_rels/document2.xml.rels", &relation("styles", "../s.xml")),
        ("s.xml", "<broken"),
    ]);
    assert_eq!(texts(&read.unwrap()), ["严格"]);
}

#[test]
fn what_is_broken_or_hostile_says_so() {
    assert_eq!(read(b"PK\x03\x04").err(), Some(Reason::Damaged));
    assert_eq!(read_parts(&[("other.xml", "<a/>")]).err(), Some(Reason::Damaged));
    assert_eq!(read_parts(&[("word/document.xml", &document(""))]).err(), Some(Reason::Empty));
    assert_eq!(
        read_parts(&[("word/document.xml", &document(&p("甲")).replace("</w:body>", "<!DOCTYPE a>"))]).err(),
        Some(Reason::TooComplex)
    );
    let deep = document(&format!("{}{}", "<w:ins>".repeat(5000), "</w:ins>".repeat(5000)));
    assert_eq!(read_parts(&[("word/document.xml", &deep)]).err(), Some(Reason::TooComplex));
    let cut = document(&[p("甲"), p("乙")].concat());
    let read = read_parts(&[("word/document.xml", &cut[..cut.find("乙").unwrap()])]).unwrap();
    assert_eq!((texts(&read), read.warnings.as_slice()), (vec!["甲"], [Warning::Damaged].as_slice()));
}

/// A document part with the namespaces of graphics and equations.
fn graphic_document(body: &str) -> String {
    format!(
        "<w:document xmlns:w='{W}' xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
         xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' xmlns:v='urn:schemas-microsoft-com:vml' \
         xmlns:o='urn:schemas-microsoft-com:office:office' \
         xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' \
         xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'><w:body>{body}</w:body></w:document>"
    )
}

fn read_graphic(body: &str) -> Extracted {
    read_parts(&[("word/document.xml", &graphic_document(body))]).unwrap()
}

#[test]
fn equations_are_linear_and_never_run_together() {
    let run = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let fraction = format!("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", run("969"), run("972"));
    let power = format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", run("10"), run("4"));
    let root =
        format!("<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{}</m:e></m:rad>", run("a+b"));
    let sum = format!(
        "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup><m:e>{}</m:e></m:nary>",
        run("i=1"),
        run("n"),
        run("x")
    );
    let matrix = format!(
        "<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e><m:m><m:mr><m:e>{}</m:e><m:e>{}</m:e></m:mr></m:m></m:e></m:d>",
        run("1"),
        run("2")
    );
    let equation =
        |inside: &str| format!("<w:r><w:t>为</w:t></w:r><m:oMath>{inside}</m:oMath><w:r><w:t>。</w:t></w:r>");
    for (inside, expected) in [
        (&fraction, "为969/972。"),
        (&power, "为10^4。"),
        (&root, "为√(a+b)。"),
        (&sum, "为∑_(i=1)^n x。"),
        (&matrix, "为[1，2]。"),
    ] {
        assert_eq!(texts(&read_graphic(&format!("<w:p>{}</w:p>", equation(inside)))), [expected]);
    }
}

#[test]
fn symbol_fonts_say_what_they_draw() {
    let read = read_body(
        "<w:p><w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>98%</w:t></w:r>\
         <w:r><w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr><w:t>\u{f0b1}a</w:t></w:r>\
         <w:r><w:t>2</w:t><w:sym w:font='Webdings' w:char='F041'/></w:r></w:p>",
    );
    assert_eq!(texts(&read), ["≥98%±α2"]);
    assert_eq!(read.not_read, NotRead { symbols: 1, ..NotRead::default() });
}

#[test]
fn text_is_hidden_by_its_style() {
    let styles = part(
        "styles",
        "<w:style w:type='character' w:styleId='h'><w:name w:val='x'/><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:type='paragraph' w:styleId='p'><w:name w:val='y'/><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:type='paragraph' w:styleId='q'><w:name w:val='z'/><w:basedOn w:val='p'/></w:style>",
    );
    let body = "<w:p><w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>甲</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='q'/></w:pPr><w:r><w:t>藏</w:t></w:r>\
         <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>乙</w:t></w:r></w:p>";
    let read = read_parts(&[("word/document.xml", &document(body)), ("word/styles.xml", &styles)]).unwrap();
    assert_eq!(texts(&read), ["甲", "乙"]);
}

#[test]
fn forms_and_equation_fields_show_their_values() {
    let field = |data: &str, instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'>{data}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             {result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let checked = field(
        "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>",
        " FORMCHECKBOX ",
        "",
    );
    let unchecked =
        field("<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>", " FORMCHECKBOX ", "");
    let choice = field(
        "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='区'/><w:listEntry w:val='县'/></w:ddList></w:ffData>",
        " FORMDROPDOWN ",
        "",
    );
    let text = field(
        "<w:ffData><w:textInput><w:default w:val='默认'/></w:textInput></w:ffData>",
        " FORMTEXT ",
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>司法局</w:t></w:r>",
    );
    let equation = field("", " EQ \\f(969,972) ", "");
    let read = read_body(&format!("<w:p>{checked}{unchecked}{choice}{text}{equation}</w:p>"));
    assert_eq!(texts(&read), ["☑☐县司法局969/972"]);
    assert_eq!(read.not_read, NotRead::default());
}

#[test]
fn inserted_files_and_graphics_are_read_or_counted() {
    let body = "<w:p><w:r><w:pict><v:shape><v:textpath string='青云县文件'/></v:shape></w:pict></w:r></w:p>\
         <w:altChunk r:id='a'/><w:altChunk r:id='b'/><w:altChunk r:id='c'/><w:altChunk r:id='none'/>\
         <w:p><w:r><w:drawing><dgm:relIds r:dm='d'/></w:drawing><w:drawing><c:chart r:id='x'/></w:drawing></w:r></w:p>\
         <w:p><w:r><w:object><o:OLEObject ProgID='Excel.Sheet.12'/></w:object>\
         <w:object><o:OLEObject ProgID='Equation.3'/></w:object></w:r></w:p>";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://x/relationships/{kind}' Target='{target}'/>")
    };
    let relations = format!(
        "<Relationships>{}{}{}{}</Relationships>",
        relation("a", "aFChunk", "a.html"),
        relation("b", "aFChunk", "b.txt"),
        relation("c", "aFChunk", "c.bin"),
        relation("d", "diagramData", "diagrams/data1.xml")
    );
    let diagram = "<d:dataModel xmlns:d='http://schemas.openxmlformats.org/drawingml/2006/diagram' \
         xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><d:pt><d:t><a:p><a:r><a:t>受</a:t></a:r><a:r><a:t>理</a:t>\
         </a:r></a:p></d:t></d:pt><d:pt><d:t><a:p><a:r><a:t>办结</a:t></a:r></a:p></d:t></d:pt></d:dataModel>";
    let read = read_parts(&[
        ("word/document.xml", &graphic_document(body)),
        ("word/_rels/document.xml.rels", &relations),
        (
            "word/a.html",
            "<html><body><h2>二、不足</h2><p>短。</p><div style='display:none'>藏</div></body></html>",
        ),
        ("word/b.txt", "甲\n\n乙"),
        ("word/c.bin", "GIF89a"),
        ("word/diagrams/data1.xml", diagram),
    ])
    .unwrap();
    assert_eq!(texts(&read), ["青云县文件", "二、不足", "短。", "甲", "乙", "受理", "办结"]);
    let expected = NotRead { charts: 1, objects: 1, equations: 1, parts: 2, ..NotRead::default() };
    assert_eq!(read.not_read, expected);
}

#[test]
fn comments_have_their_words_answers_and_state() {
    let body = "<w:p><w:r><w:t>全年</w:t></w:r><w:commentRangeStart w:id='3'/><w:r><w:t>办结</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r><w:commentRangeEnd w:id='3'/>\
        <w:r><w:commentReference w:id='3'/></w:r><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:t>末</w:t><w:commentReference w:id='5'/></w:r></w:p>";
    let comment = |id: i64, author: &str, paragraph: &str, text: &str| {
        format!(
            "<w:comment w:id='{id}' w:author='{author}' w:date='2024-03-08T09:05:00Z'><w:p w14:paraId='{paragraph}'><w:r>\
             <w:t>{text}</w:t></w:r></w:p></w:comment>"
        )
    };
    let all =
        comment(3, "甲", "A1", "请核") + &comment(4, "乙", "A2", "已核") + &comment(5, "丙", "A3", "删去");
    let comments = part("comments", &all).replace("xmlns:w=", "xmlns:w14='urn:x' xmlns:w=");
    let extended = "<w15:commentsEx xmlns:w15='http://schemas.microsoft.com/office/word/2012/wordml'><w15:commentEx \
        w15:paraId='A1' w15:done='1'/><w15:commentEx w15:paraId='A2' w15:paraIdParent='A1' w15:done='0'/></w15:commentsEx>";
    let read = read_parts(&[
        ("word/document.xml", &document(body)),
        ("word/comments.xml", &comments),
        ("word/commentsExtended.xml", extended),
    ])
    .unwrap();
    assert_eq!(texts(&read), ["全年办结", "甲\t乙丙", "末"]);
    let seen: Vec<_> = read
        .comments
        .iter()
        .map(|c| (c.author.as_str(), c.text.as_str(), c.resolved, c.place.map(|p| (p.start, p.end))))
        .collect();
    let expected =
        [("甲", "请核", true, Some(((0, 2), (1, 3)))), ("丙", "删去", false, Some(((2, 1), (2, 1))))];
    assert_eq!(seen, expected);
    assert_eq!(read.comments[0].replies[0].text, "已核");
    assert_eq!(read.comments[0].at, "2024-03-08T09:05:00Z");
}
