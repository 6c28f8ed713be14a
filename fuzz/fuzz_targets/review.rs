//! Any bytes as a review file: read, or refused with a place; what is read can be written and read again.
#![no_main]

use jiaokan::review::merge::merge;
use jiaokan::review::store::review_from_bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((review, None)) = review_from_bytes(bytes) {
        let merged = merge(None, &review, &review);
        assert!(merged.conflicts.is_empty(), "a review does not contradict itself");
        assert_eq!(merged.review.notes, review.notes);
    }
});
