//! Arbitrary bytes as a DOCX. Bytes with an archive's signature are the file; others are its document, numbering,
//! styles and footnotes, separated by zero bytes. See docs/fuzzing.md.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

const PARTS: [&str; 4] = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"];

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        let _ = jiaokan::report::read(Path::new("a.docx"), bytes, None);
        return;
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in PARTS.iter().zip(bytes.split(|&byte| byte == 0)) {
        archive.start_file(*name, stored).expect("memory takes it");
        archive.write_all(part).expect("memory takes it");
    }
    let file = archive.finish().expect("memory takes it").into_inner();
    let _ = jiaokan::report::read(Path::new("a.docx"), &file, None);
});
