//! Any bytes as the main part of a DOCX, and as its numbering and styles. Run as said in docs/fuzzing.md.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

fuzz_target!(|parts: (&[u8], &[u8], &[u8])| {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in
        [("word/document.xml", parts.0), ("word/numbering.xml", parts.1), ("word/styles.xml", parts.2)]
    {
        archive.start_file(name, SimpleFileOptions::default()).expect("memory takes it");
        archive.write_all(bytes).expect("memory takes it");
    }
    let file = archive.finish().expect("memory takes it").into_inner();
    let _ = jiaokan::report::read(Path::new("a.docx"), &file, None);
});
