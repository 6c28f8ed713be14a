//! Any bytes as web pages saved in one file: a report or a reason, and blocks that are lines of the text. Run as said in docs/fuzzing.md.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(report) = jiaokan::report::read(Path::new("a.mht"), bytes, None) {
        assert!(report.blocks.iter().all(|block| !report.text.slice(block.span).contains('\n')));
    }
});
