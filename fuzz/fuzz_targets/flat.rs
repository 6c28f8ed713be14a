//! Arbitrary bytes as a document in one XML file. Checks that the result is a report or a reason, and that blocks are lines of the text.
//! See docs/fuzzing.md.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(report) = jiaokan::report::read(Path::new("a.xml"), bytes, None) {
        assert!(report.blocks.iter().all(|block| !report.text.slice(block.span).contains('\n')));
    }
});
