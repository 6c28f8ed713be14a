//! Arbitrary bytes as a workbook. Bytes with an archive's signature are the file; others are its parts,
//! separated by zero bytes. See docs/fuzzing.md.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

/// Parts that lead to the others.
const FIXED: &[(&str, &str)] = &[
    ("_rels/.rels", "<Relationships><Relationship Id='r1' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
    ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"),
];

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf") {
        let _ = jiaokan::report::read(Path::new("a.xlsx"), bytes, None);
        return;
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let fixed = FIXED.iter().map(|(name, part)| (*name, part.as_bytes()));
    let own = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"].into_iter().zip(bytes.split(|&byte| byte == 0));
    for (name, part) in fixed.chain(own) {
        archive.start_file(name, stored).expect("memory takes it");
        archive.write_all(part).expect("memory takes it");
    }
    let file = archive.finish().expect("memory takes it").into_inner();
    let _ = jiaokan::report::read(Path::new("a.xlsx"), &file, None);
});
