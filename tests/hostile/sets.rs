//! Sets of hostile files by format: cut off at the ends of their parts, references that form circles, contents that
//! multiply, numbers at their limits, paths that lead elsewhere, wrong encodings, NUL, formats in one another.

use std::io::{Cursor, Write as _};

use crate::make::{self, SENTENCE};

/// Name and content of a file.
pub(crate) type File = (String, Vec<u8>);

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> File {
    (name.to_owned(), bytes.into())
}

/// A file cut off at each of some shares of its length, and changed in pseudo-random ways.
fn damaged(name: &str, whole: &[u8]) -> Vec<File> {
    let cut = [1, 3, 5, 7, 9].map(|tenths| file(name, &whole[..whole.len() * tenths / 10]));
    let changed = (0..5).map(|seed| file(name, make::damaged(whole, seed)));
    cut.into_iter().chain(changed).collect()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for index in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * index) & 63) as usize];
            text.push(if index <= three.len() { letter.into() } else { '=' });
        }
    }
    text
}

fn page(boundary: &str, parts: &str) -> String {
    format!(
        "From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"{boundary}\"\r\n\r\n{parts}"
    )
}

fn part(headers: &str, body: &str) -> String {
    format!("--b\r\n{headers}\r\n\r\n{body}\r\n")
}

const HTML: &str = "Content-Type: text/html; charset=utf-8";

pub(crate) fn saved_pages() -> Vec<File> {
    let name = "a.mht";
    let whole = page("b", &(part(HTML, &format!("<p>{}</p>", SENTENCE.repeat(5))) + "--b--"));
    let nested = |depth: usize| {
        let open: Vec<_> = (0..depth)
            .map(|n| format!("--b{n}\r\nContent-Type: multipart/related; boundary=b{}\r\n\r\n", n + 1))
            .collect();
        page("b0", &(open.concat() + &format!("--b{depth}\r\n{HTML}\r\n\r\n<p>{SENTENCE}</p>")))
    };
    let mut files = damaged(name, whole.as_bytes());
    files.extend([
        file(name, nested(50)),
        file(name, nested(20_000)),
        file(name, page("", &part(HTML, SENTENCE))),
        file(name, page("b", &"--b\r\n".repeat(200_000))),
        file(name, page("b", &part("Content-Type: text/html; charset=no-such", SENTENCE))),
        file(
            name,
            page("b", &part(&format!("{HTML}\r\nContent-Transfer-Encoding: base64"), &"=".repeat(100_000))),
        ),
        file(
            name,
            page(
                "b",
                &part(
                    &format!("{HTML}\r\nContent-Transfer-Encoding: quoted-printable"),
                    &"=\r\n=E4=".repeat(50_000),
                ),
            ),
        ),
        file(name, page("b", &part(HTML, &"<div>".repeat(50_000)))),
        file(name, page("b", &part(&"X-A: b\r\n".repeat(100_000), SENTENCE))),
        file(name, page("b", &part(&format!("X: {}", "=?utf-8?B?".repeat(50_000)), SENTENCE))),
        file(name, [page("b", "").as_bytes(), &[0; 10_000]].concat()),
        file(name, page("b", &part("Content-Type: text/html; charset=utf-16", SENTENCE))),
        file(name, page(&"b".repeat(100_000), SENTENCE)),
    ]);
    files
}

pub(crate) fn mails() -> Vec<File> {
    let name = "a.eml";
    let mail = |parts: &str| {
        format!(
            "Received: by x\r\nFrom: a@b.c\r\nSubject: =?utf-8?B?5oql5ZGK?=\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n"
        )
    };
    let attached = |name: &str, bytes: &[u8]| {
        let headers = format!(
            "Content-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64"
        );
        part(&headers, &base64(bytes))
    };
    let text = part("Content-Type: text/plain; charset=utf-8", SENTENCE);
    let whole = mail(&(text.clone() + &attached("甲.docx", &make::docx(&make::paragraph(SENTENCE)))));
    let mut inside = whole.clone();
    for _ in 0..5 {
        inside = mail(&(text.clone() + &attached("内.eml", inside.as_bytes())));
    }
    let mut files = damaged(name, whole.as_bytes());
    files.extend([
        file(name, inside),
        file(name, mail(&attached("../../甲.txt", SENTENCE.as_bytes()))),
        file(name, mail(&attached("C:\\甲.txt", SENTENCE.as_bytes()))),
        file(name, mail(&attached("/etc/passwd", SENTENCE.as_bytes()))),
        file(name, mail(&attached(&"长".repeat(2_000), SENTENCE.as_bytes()))),
        file(name, mail(&attached("甲.txt\0.docx", SENTENCE.as_bytes()))),
        file(name, mail(&(text.clone() + &attached("同.txt", b"a").repeat(300)))),
        file(name, mail(&text.replace("utf-8", "x-unknown"))),
        file(name, mail("")),
        file(name, format!("Received: by x\r\nSubject: {}\r\n\r\n{SENTENCE}", "=?gbk?Q?=".repeat(50_000))),
        file(
            name,
            format!("Received: by x\r\nSubject: a\r\n{}\r\n{SENTENCE}", " folded\r\n".repeat(100_000)),
        ),
        file(name, [b"Received: by x\r\nSubject: a\r\n\r\n".as_slice(), &[0; 5_000]].concat()),
    ]);
    files
}

pub(crate) fn flat_xml() -> Vec<File> {
    let name = "a.xml";
    let word = |body: &str| {
        format!(
            "<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'><w:body>{body}\
             </w:body></w:wordDocument>"
        )
    };
    let package = |parts: &str| {
        format!(
            "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>{parts}</pkg:package>"
        )
    };
    let paragraph = make::paragraph(SENTENCE);
    let one = |name: &str, body: &str| {
        format!("<pkg:part pkg:name='{name}'><pkg:xmlData>{body}</pkg:xmlData></pkg:part>")
    };
    let mut files = damaged(name, word(&paragraph.repeat(20)).as_bytes());
    files.extend([
        file(name, word(&make::nested("w:p", 100_000))),
        file(name, word(&make::nested("w:tbl", 400))),
        file(name, word(&make::wide_table())),
        file(name, make::entity_bomb()),
        file(name, format!("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>{}", word(&paragraph))),
        file(name, word(&"<w:p><w:r><w:t>&#xFFFFFFFF;&#0;&nope;</w:t></w:r></w:p>".repeat(100))),
        file(name, word("<w:p><w:pPr><w:listPr><w:ilvl w:val='-9223372036854775808'/></w:listPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>")),
        file(name, package(&one("/word/document.xml", "").repeat(50_000))),
        file(name, package(&one("/../../word/document.xml", "<a/>"))),
        file(name, package(&(one("/_rels/.rels", "<Relationships><Relationship Type='x/officeDocument' Target='_rels/.rels'/></Relationships>")))),
        file(name, package("<pkg:part pkg:name='/word/document.xml'><pkg:xmlData>")),
        file(name, [word(&paragraph).as_bytes(), &[0; 4096]].concat()),
        file(name, [b"\xff\xfe".as_slice(), word(&paragraph).as_bytes()].concat()),
        file("a.fodt", format!("<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><office:body>{}", "<office:text>".repeat(1_000))),
    ]);
    files
}

/// An archive of files, each stored under its name as bytes.
fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    make::zip(files)
}

/// The same archive with the bytes of a name replaced by as many others.
fn renamed(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    for at in 0..bytes.len().saturating_sub(from.len()) {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

pub(crate) fn archives() -> Vec<File> {
    let name = "a.zip";
    let text = SENTENCE.as_bytes();
    let whole = stored(&[("一/甲.txt", text), ("二/乙.txt", text), ("丙.html", b"<p>a</p>")]);
    let mut nested = stored(&[("甲.txt", text)]);
    for _ in 0..8 {
        nested = stored(&[("内.zip", &nested)]);
    }
    let zeros = vec![b' '; 65 << 20];
    let bomb = stored(&[("甲.txt", &zeros)]);
    let bombs = stored(&[("1.zip", &bomb), ("2.zip", &bomb), ("3.zip", &bomb)]);
    let names: Vec<String> = (0..40).map(|number| format!("{number}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    // States more members than there are.
    let count = {
        let mut bytes = whole.clone();
        let end = bytes.len() - 12;
        bytes[end - 2..end + 2].copy_from_slice(&[0xff; 4]);
        bytes
    };
    let mut files = damaged(name, &whole);
    files.extend([
        file(name, nested),
        file(name, bomb),
        file(name, bombs),
        file(name, stored(&many)),
        file(name, count),
        file(name, renamed(stored(&[("abcdefgh.txt", text)]), b"abcdefgh", b"../../ab")),
        file(name, renamed(stored(&[("abcdefgh.txt", text)]), b"abcdefgh", b"C:\\a\\b\\c")),
        file(name, renamed(stored(&[("abcdefgh.txt", text)]), b"abcdefgh", b"a\0b\x1b[31m")),
        file(
            name,
            renamed(stored(&[("abcdefgh.txt", text)]), b"abcdefgh", b"\xff\xfe\xff\xfe\xff\xfe\xff\xfe"),
        ),
        file(name, stored(&[])),
        file(name, stored(&[("a/", b""), ("b/", b"")])),
        file(name, b"PK\x03\x04".repeat(100_000)),
        file(name, [whole.clone(), vec![0; 70_000]].concat()),
        file(name, encrypted(&whole)),
    ]);
    files
}

/// An archive whose members are marked as encrypted.
fn encrypted(whole: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for at in 0..bytes.len() - 10 {
        match &bytes[at..at + 4] {
            b"PK\x03\x04" => bytes[at + 6] |= 1,
            b"PK\x01\x02" => bytes[at + 8] |= 1,
            _ => {}
        }
    }
    bytes
}

/// An XLSX with one sheet of this XML, and these shared strings.
fn xlsx(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |inner: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{inner}</Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{REL}'><sheets><sheet name='表' sheetId='1' r:id='s'/></sheets></workbook>"
    );
    let of_book = relations(&format!(
        "<Relationship Id='s' Type='{REL}/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='t' \
         Type='{REL}/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='u' Type='{REL}/styles' Target='styles.xml'/>"
    ));
    let root =
        relations(&format!("<Relationship Id='r' Type='{REL}/officeDocument' Target='xl/workbook.xml'/>"));
    let parts = [
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", of_book),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns='{MAIN}'>{sheet}</worksheet>")),
        ("xl/sharedStrings.xml", format!("<sst xmlns='{MAIN}'>{strings}</sst>")),
        ("xl/styles.xml", format!("<styleSheet xmlns='{MAIN}'>{styles}</styleSheet>")),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (*name, part.as_bytes())).collect();
    make::zip(&parts)
}

pub(crate) fn workbooks() -> Vec<File> {
    let name = "a.xlsx";
    let cell = |place: &str, text: &str| format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>");
    let data = |rows: &str| format!("<sheetData>{rows}</sheetData>");
    let row = format!("<row r='1'>{}{}</row>", cell("A1", SENTENCE), "<c r='B1'><v>3</v></c>");
    let book = |sheet: &str| xlsx(sheet, "", "");
    let whole = book(&data(&row));
    let formats = |code: &str| {
        format!(
            "<numFmts><numFmt numFmtId='170' formatCode='{code}'/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs>"
        )
    };
    let number = |value: &str| {
        data(&format!("<row r='1'><c r='A1' s='0'><v>{value}</v></c>{}</row>", cell("B1", SENTENCE)))
    };
    let mut files = damaged(name, &whole);
    files.extend([
        file(name, book(&data(&format!("<row r='4294967295'>{}</row>", cell("ZZZZZZZZ4294967295", "甲"))))),
        file(name, book(&data(&format!("<row r='1048576'>{}</row>{row}", cell("XFD1048576", "远"))))),
        file(
            name,
            xlsx(&data("<row r='1'><c r='A1' t='s'><v>99999999999</v></c></row>"), "<si><t>甲</t></si>", ""),
        ),
        file(name, xlsx(&number("1e308"), "", &formats("0.000000000000000000000000000000"))),
        file(name, xlsx(&number("NaN"), "", &formats("yyyy/m/d"))),
        file(name, xlsx(&number("-1e308"), "", &formats(&"#,".repeat(20_000)))),
        file(name, xlsx(&number("2958466"), "", &formats("[h]:mm:ss;@"))),
        file(
            name,
            book(&format!(
                "{}<mergeCells>{}</mergeCells>",
                data(&row),
                "<mergeCell ref='A1:XFD1048576'/>".repeat(1_000)
            )),
        ),
        file(
            name,
            book(&format!(
                "<cols>{}</cols>{}",
                "<col min='1' max='4294967295' hidden='1'/>".repeat(1_000),
                data(&row)
            )),
        ),
        file(name, book(&make::nested("sheetData", 50_000))),
        file(name, book(&data(&"<row/>".repeat(500_000)))),
        file(name, xlsx(&data(&row), &"<si><t>甲</t></si>".repeat(300_000), "")),
        file(name, book(&format!("<!DOCTYPE a [<!ENTITY e 'x'>]>{}", data(&row)))),
        file(name, make::zip(&[("xl/workbook.xml", &vec![b' '; 65 << 20])])),
        file("a.et", make::zip(&[("xl/workbook.xml", b"<x/>"), ("[Content_Types].xml", b"<x/>")])),
    ]);
    files
}

/// A record of an old workbook.
fn record(id: u16, data: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A compound file with one stream.
fn compound(stream: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(bytes).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn old_book(globals: &[u8], start: Option<u32>, records: &[u8]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let sheet = |start: u32| record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let head = |start: u32| [&begin(5)[..], globals, &sheet(start), &record(10, &[])].concat();
    let body = [&begin(0x10)[..], records, &record(10, &[])].concat();
    let start = start.unwrap_or(head(0).len() as u32);
    compound("/Workbook", &[head(start), body].concat())
}

pub(crate) fn old_workbooks() -> Vec<File> {
    let name = "a.xls";
    let label = |row: u16, column: u16| {
        let text: Vec<u8> = SENTENCE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        record(0x0204, &[&place[..], &((text.len() / 2) as u16).to_le_bytes(), &[1], &text].concat())
    };
    let whole = old_book(&[], None, &[label(0, 0), label(1, 1)].concat());
    let merged = [[&1_u16.to_le_bytes()[..], &[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]].concat(); 1];
    let books: Vec<(Vec<u8>, Option<u32>, Vec<u8>)> = vec![
        (vec![], Some(0), label(0, 0)),
        (vec![], Some(u32::MAX), label(0, 0)),
        (vec![], None, label(65_535, 65_535)),
        (vec![], None, label(65_535, 255)),
        (record(0x041e, &[164, 0, 0xff, 0xff, 1, 65]), None, label(0, 0)),
        (record(0x00e0, &[0; 3]), None, label(0, 0)),
        (
            record(0x00fc, &[0xff; 8]),
            None,
            [record(0x00fd, &[0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f]), label(0, 0)].concat(),
        ),
        (vec![], None, [record(0x00e5, &merged[0]).repeat(200), label(0, 0)].concat()),
        (vec![], None, [record(0x007d, &[0, 0, 0xff, 0xff, 0, 0, 0, 0, 1, 0]), label(0, 0)].concat()),
        (vec![], None, [record(0x0809, &[0; 16]).repeat(5_000), label(0, 0)].concat()),
        (vec![], None, [record(0x00bd, &[0, 0, 0xff, 0xff, 1]), label(0, 0)].concat()),
        (record(0x002f, &[0; 6]), None, label(0, 0)),
    ];
    let mut files = damaged(name, &whole);
    files.extend(
        books.into_iter().map(|(globals, start, records)| file(name, old_book(&globals, start, &records))),
    );
    files.extend([
        file(name, compound("/Workbook", b"")),
        file(name, compound("/Book", &make::noise(5_000))),
        file("a.et", compound("/EncryptedPackage", &make::noise(5_000))),
    ]);
    files
}

fn ods(tables: &str, manifest: &str) -> Vec<u8> {
    let ns = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version='1.0'?><office:document-content xmlns:office='{ns}:office:1.0' xmlns:table='{ns}:table:1.0' \
         xmlns:text='{ns}:text:1.0'><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    make::zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

pub(crate) fn open_workbooks() -> Vec<File> {
    let name = "a.ods";
    let cell =
        |more: &str| format!("<table:table-cell {more}><text:p>{SENTENCE}</text:p></table:table-cell>");
    let table = |rows: &str| format!("<table:table table:name='一'>{rows}</table:table>");
    let row = |more: &str, cells: &str| format!("<table:table-row {more}>{cells}</table:table-row>");
    let whole = ods(&table(&row("", &cell("")).repeat(9)), "");
    let most = "9223372036854775807";
    let book = |tables: &str| ods(tables, "");
    let mut files = damaged(name, &whole);
    files.extend([
        file(name, book(&table(&row(&format!("table:number-rows-repeated='{most}'"), "<table:table-cell/>").repeat(100)))),
        file(name, book(&table(&row("", &cell(&format!("table:number-columns-repeated='{most}'")))))),
        file(name, book(&table(&row("table:number-rows-repeated='-5'", &cell("table:number-columns-repeated='0'"))))),
        file(name, book(&make::repeated_cells())),
        file(name, book(&make::nested("table:table", 400))),
        file(name, book(&make::nested("table:table-row", 100_000))),
        file(name, book(&table(&row("", &make::nested("table:table-cell", 300))))),
        file(name, book(&format!("<table:table-column table:number-columns-repeated='{most}' table:visibility='collapse'/>{}", row("", &cell(""))))),
        file(name, book(&(table(&format!("<table:table-column table:number-columns-repeated='{most}' table:visibility='collapse'/>").repeat(50)) + &table(&row("", &cell("")))))),
        file(name, book(&row("", &cell("")))),
        file(name, ods("", &format!("<m:encryption-data xmlns:m='{}'/>", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"))),
        file(name, book("")),
        file(name, make::zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")])),
    ]);
    files
}

fn ofd(page: &str, document: &str) -> Vec<u8> {
    let ns = "xmlns:ofd='http://www.ofdspec.org/2016'";
    let root = format!(
        "<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    );
    let document = format!(
        "<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{document}\
         </ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='Page.xml'/></ofd:Pages></ofd:Document>"
    );
    let page = format!("<ofd:Page {ns}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>");
    make::zip(&[
        ("OFD.xml", root.as_bytes()),
        ("Doc_0/Document.xml", document.as_bytes()),
        ("Doc_0/Page.xml", page.as_bytes()),
    ])
}

pub(crate) fn fixed_layouts() -> Vec<File> {
    let name = "a.ofd";
    let text = |attributes: &str, code: &str| {
        format!(
            "<ofd:TextObject Boundary='10 10 180 9' Size='5' {attributes}><ofd:TextCode {code}>{SENTENCE}</ofd:TextCode></ofd:TextObject>"
        )
    };
    let good = text("", "X='0' Y='5' DeltaX='g 40 5'");
    let book = |page: &str| ofd(page, "");
    let mut files = damaged(name, &book(&good.repeat(20)));
    files.extend([
        file(name, book(&text("", "X='1e308' Y='-1e308' DeltaX='1e308 1e308'"))),
        file(name, book(&text("CTM='1e300 1e300 1e300 1e300 0 0'", "X='1e300' Y='1e300'"))),
        file(name, book(&text("", "DeltaX='g 99999999999999999999 5'"))),
        file(name, book(&text("", &format!("DeltaX='{}'", "g 100000 0 ".repeat(10_000))))),
        file(name, book(&text("Size='0'", "X='NaN' Y='inf'"))),
        file(name, book(&good.repeat(20_000))),
        file(name, book(&make::nested("ofd:PageBlock", 100_000))),
        file(name, book(&format!("<ofd:PathObject Boundary='0 0 9 9'><ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>{good}", "M 0 0 L 9 9 ".repeat(200_000)))),
        file(name, ofd(&good, "<ofd:PublicRes>../../../../etc/passwd</ofd:PublicRes>")),
        file(name, ofd(&good, &"<ofd:PublicRes>Document.xml</ofd:PublicRes>".repeat(5_000))),
        file(name, ofd(&good, &"<ofd:TemplatePage ID='7' BaseLoc='Page.xml'/>".repeat(2_000))),
        file(name, ofd("", "")),
    ]);
    files
}

pub(crate) fn texts() -> Vec<File> {
    let name = "a.txt";
    let gbk: Vec<u8> = b"\xc7\xe0\xd4\xc6\xcf\xd8\xd7\xdf\xb7\xc3\xc6\xf3\xd2\xb5".repeat(20);
    let utf16: Vec<u8> = SENTENCE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut files = damaged(name, SENTENCE.repeat(9).as_bytes());
    files.extend([
        file(name, [SENTENCE.repeat(5).as_bytes(), b"\n", &gbk].concat()),
        file(name, [&gbk[..], &[0; 4096]].concat()),
        file(name, [b"\xff\xfe".as_slice(), &utf16[..utf16.len() - 1]].concat()),
        file(name, [b"\xfe\xff".as_slice(), &utf16].concat()),
        file(name, utf16),
        file(name, format!("{SENTENCE}\u{202e}{SENTENCE}\u{2066}{SENTENCE}")),
        file(name, format!("{SENTENCE}\x1b]0;a\x07\x1b[2J")),
        file(name, "\u{301}".repeat(100_000)),
        file(name, "\u{b}\u{c}\u{85}\u{2028}\u{2029}\r\n".repeat(50_000)),
        file(name, format!("{}{SENTENCE}", " ".repeat(1_000_000))),
        file(name, "一、\n".repeat(100_000)),
        file(name, b"\x84\x31\xa4\x37".repeat(5_000)),
        file(name, [SENTENCE.as_bytes(), b"\xf4\x90\x80\x80\xc0\x80\xed\xa0\x80"].concat()),
    ]);
    files
}
