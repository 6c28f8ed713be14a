//! Any bytes as content and styles of an ODT. Run as said in docs/fuzzing.md.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

fuzz_target!(|parts: (&[u8], &[u8])| {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]),
        ("content.xml", parts.0),
        ("styles.xml", parts.1),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).expect("memory takes it");
        archive.write_all(bytes).expect("memory takes it");
    }
    let file = archive.finish().expect("memory takes it").into_inner();
    let _ = jiaokan::report::read(Path::new("a.odt"), &file, None);
});
