//! Arbitrary bytes as a PDF. Checks that the result is a report or a reason, and that blocks lie in the text. See
//! docs/fuzzing.md.
//!
//! The crates that parse objects, fonts and streams panic on some broken files; the program catches that and reports
//! the file as unreadable. Such panics are ignored here, so that they do not end the run; only panics of this
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
        // Sources of dependencies are in cargo's registry, those of this package are not.
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
