//! Arbitrary bytes as a review file. Checks that it is read, or refused with a position; that the review is
//! consistent; and that it can be written and read again. See docs/fuzzing.md.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use jiaokan::review::merge::merge;
use jiaokan::review::store::{load, review_from_bytes, save};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((review, None)) = review_from_bytes(bytes) {
        let merged = merge(None, &review, &review);
        assert!(merged.conflicts.is_empty(), "a review does not contradict itself");
        assert_eq!(merged.review.notes, review.notes);
        let file = file();
        let _ = fs::remove_file(file);
        // Some texts, such as a path that does not exist, cannot be written: saving fails and changes nothing.
        if save(file, &review, None).is_ok() {
            let again = load(file).expect("what was written can be read").review;
            assert_eq!(again.notes, review.notes);
            assert_eq!(again.verdicts, review.verdicts);
        }
    }
});

/// One file for each process, in the system's temporary folder.
fn file() -> &'static PathBuf {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| std::env::temp_dir().join(format!("jiaokan-fuzz-{}.review.ron", std::process::id())))
}
