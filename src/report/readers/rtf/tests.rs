//! Small documents, written here.

use super::*;

fn lines(rtf: &str) -> Vec<(String, Role)> {
    read(rtf.as_bytes()).unwrap().blocks.into_iter().map(|block| (block.text, block.role)).collect()
}

fn owned(expected: &[(&str, Role)]) -> Vec<(String, Role)> {
    expected.iter().map(|(text, role)| ((*text).to_owned(), *role)).collect()
}

#[test]
fn text_comes_by_number_by_byte_and_by_name() {
    let rtf = "{\\rtf1\\ansi\\ansicpg936\\uc1{\\fonttbl{\\f0 Arial;}}\\pard \\u-27027\\'3f\\'b5\\'da\n\\'d2\\'bb\\ldblquote x\\rdblquote\\par {\\b\\u55362\\'3f\\u57271\\'3f}\\par}";
    assert_eq!(lines(rtf), owned(&[("陭第一“x”", Role::Paragraph), ("𠮷", Role::Paragraph)]));
}

#[test]
fn embedded_objects_are_counted() {
    let rtf = b"{\\rtf1 A{\\object\\objemb{\\*\\objdata 01}{\\result B}}\\par}";
    let read = read(rtf).unwrap();
    assert_eq!(read.not_read, NotRead { objects: 1, ..NotRead::default() });
    assert_eq!(read.blocks.len(), 1);
}

#[test]
fn a_font_of_its_own_character_set_decodes_its_bytes() {
    let rtf = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset134 B;}}{\\f1\\'d2\\'bb}{\\f0\\'e9}\\par}";
    assert_eq!(lines(rtf), owned(&[("一é", Role::Paragraph)]));
}

#[test]
fn tables_headings_and_notes_have_their_roles() {
    let rtf = "{\\rtf1{\\stylesheet{\\s0 Normal;}{\\s3\\b heading 2;}}\\pard\\s3 A\\par\\pard B{\\footnote\\pard C\\par}\\par\
               \\pard\\intbl D\\par E\\cell F\\cell\\row\\pard\\outlinelevel0 G\\par}";
    let expected = [
        ("A", Role::Heading(2)),
        ("B", Role::Paragraph),
        ("C", Role::Footnote),
        ("D E\tF", Role::Row),
        ("G", Role::Heading(1)),
    ];
    assert_eq!(lines(rtf), owned(&expected));
}

#[test]
fn what_is_no_text_is_left_out() {
    let rtf = "{\\rtf1{\\info{\\title T}}{\\header H}{\\*\\generator X;}{\\pict\\bin4 {}{}abc}{\\listtext 1.\\tab}A{\\field{\\*\\fldinst I}{\\fldrslt B}}\
               {\\deleted D}{\\v V}{\\*\\annotation N}\\par}";
    let found = read(rtf.as_bytes()).unwrap();
    assert_eq!(found.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["1.\tAB"]);
    assert_eq!(found.warnings, [Warning::TrackedChanges, Warning::Comments]);
}

#[test]
fn broken_ones_end() {
    assert_eq!(read("{\\rtf1 ".repeat(10_000).as_bytes()), Err(Reason::TooComplex));
    assert_eq!(read(b"{\\rtf1{\\fonttbl"), Err(Reason::Damaged));
    assert_eq!(read(b"{\\rtf1 A\\u").unwrap().warnings, [Warning::Damaged]);
    assert!(read(b"{\\rtf1 A\\bin99999999999 \\'").is_ok());
    assert!(read(b"{\\rtf1 A}}}\\par").is_ok());
    let long = format!("{{\\rtf1 {}", "a".repeat(MAX_CHARACTERS + 2 * MAX_PENDING));
    let seen = read(long.as_bytes());
    assert!(
        matches!(seen, Err(Reason::TooLong(seen)) if seen <= MAX_CHARACTERS + MAX_PENDING),
        "not all is taken in"
    );
}

#[test]
fn symbols_are_as_drawn() {
    let rtf = "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset2 Symbol;}{\\f2\\fcharset2{\\*\\panose 05}Wingdings;}}a{\\f1\\'b3}b\
               {\\f2\\u-3842\\'fe}c{\\f2\\'24}{\\f1 \\u-4026 ?}\\par}";
    let read = read(rtf.as_bytes()).unwrap();
    assert_eq!(read.blocks[0].text, "a≥b☑cΦ");
    assert_eq!(read.not_read, NotRead { symbols: 1, ..NotRead::default() });
}

#[test]
fn fields_of_forms_and_equations_are_shown() {
    let check = |state: &str| {
        format!(
            "{{\\field{{\\*\\fldinst{{ FORMCHECKBOX {{\\*\\formfield{{\\fftype1{state}\\ffhps20}}}}}}}}{{\\fldrslt }}}}"
        )
    };
    let list = "{\\field{\\*\\fldinst{ FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffhaslistbox1\\ffres1{\\*\\ffl A}{\\*\\ffl B}}}}}{\\fldrslt}}";
    let text = "{\\field{\\*\\fldinst FORMTEXT {\\*\\formfield{\\fftype0{\\*\\ffdeftext D}}}}{\\fldrslt T}}";
    let eq = "{\\field{\\*\\fldinst EQ \\\\f(969,972)}{\\fldrslt }}";
    let rtf = format!(
        "{{\\rtf1 1{}2{}3{}4{list}5{text}6{eq}7\\par}}",
        check("\\ffres1"),
        check("\\ffres0"),
        check("\\ffres25\\ffdefres1")
    );
    assert_eq!(lines(&rtf), owned(&[("1☑2☐3☑4B5T6969/9727", Role::Paragraph)]));
    let bare = b"{\\rtf1 A{\\field{\\*\\fldinst{ FORMCHECKBOX }}{\\fldrslt }}\\par}";
    assert_eq!(read(bare).unwrap().not_read, NotRead { fields: 1, ..NotRead::default() });
}

#[test]
fn notes_and_text_boxes_follow_their_paragraph_and_endnotes_end_the_text() {
    let rtf = "{\\rtf1 A{\\footnote\\pard B\\par}C{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv y}}{\\shptxt\\pard D\\par E\\par}}\
               {\\shprslt{\\*\\do F}G}}\\par H{\\footnote\\ftnalt I}\\par J{\\*\\moMath K}\\par}";
    let expected = [
        ("AC", Role::Paragraph),
        ("B", Role::Footnote),
        ("D", Role::Paragraph),
        ("E", Role::Paragraph),
        ("H", Role::Paragraph),
        ("J", Role::Paragraph),
        ("I", Role::Footnote),
    ];
    assert_eq!(lines(rtf), owned(&expected));
    assert_eq!(read(rtf.as_bytes()).unwrap().not_read, NotRead { equations: 1, ..NotRead::default() });
}

#[test]
fn equations_are_linear_text() {
    let fraction = "{\\mmath {\\*\\moMath {\\mf {\\mfPr{\\mctrlPr\\i\\f1}}{\\mnum {\\mr\\mscr0\\msty2 969}}{\\mden {\\mr 972}}}}}";
    let rest = "{\\mmath {\\*\\moMathPara {\\*\\moMathParaPr{\\mjc 1}}{\\*\\moMath {\\msSup {\\me {\\mr 10}}{\\msup {\\mr 4}}}\
                {\\mrad {\\mradPr{\\mdegHide 1}}{\\mdeg}{\\me {\\mr x}}}{\\md {\\mdPr{\\mbegChr [}{\\mendChr ]}}{\\me {\\mr\\f1\\u8721?}}}}}}";
    let rtf = format!("{{\\rtf1 A{fraction}B{rest}C\\par}}");
    assert_eq!(lines(&rtf), owned(&[("A969/972B10^4√(x)[∑]C", Role::Paragraph)]));
    let cut = format!("{{\\rtf1 A\\par {fraction}");
    for end in 0..cut.len() {
        let _ = read(&cut.as_bytes()[..end]);
    }
}
