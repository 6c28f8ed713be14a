//! Arbitrary bytes as an ODT. Bytes with an archive's signature are the file; others are its content and styles,
//! separated by a zero byte. See docs/fuzzing.md.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        let _ = jiaokan::report::read(Path::new("a.odt"), bytes, None);
        return;
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mimetype = &b"application/vnd.oasis.opendocument.text"[..];
    let parts = std::iter::once(mimetype).chain(bytes.split(|&byte| byte == 0));
    for (name, part) in ["mimetype", "content.xml", "styles.xml"].iter().zip(parts) {
        archive.start_file(*name, stored).expect("memory takes it");
        archive.write_all(part).expect("memory takes it");
    }
    let file = archive.finish().expect("memory takes it").into_inner();
    let _ = jiaokan::report::read(Path::new("a.odt"), &file, None);
});
