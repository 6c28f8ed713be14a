//! Any bytes as PDF documents: a report or a reason, and blocks that stand in the text. Run as said in docs/fuzzing.md.
//!
//! The crates that read the objects, fonts and streams panic on some broken files; the program survives that at the
//! file's border and says so. Here such a panic is let pass, so that one of them does not end the run: only those of the
//! package's own code do.
#![no_main]

use std::panic;
use std::path::Path;
use std::sync::Once;

use libfuzzer_sys::fuzz_target;

static HOOK: Once = Once::new();

fn spare_panics_of_others() {
    let abort = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // A dependency's file lies in cargo's registry, the package's own does not.
        if !info.location().is_some_and(|place| place.file().contains("registry")) {
            abort(info);
        }
    }));
}

fuzz_target!(|bytes: &[u8]| {
    HOOK.call_once(spare_panics_of_others);
    let read = panic::catch_unwind(|| jiaokan::report::read(Path::new("a.pdf"), bytes, None));
    if let Ok(Ok(report)) = read {
        assert!(report.blocks.iter().all(|block| !report.text.slice(block.span).contains('\n')));
    }
});
