//! Arbitrary text through the normaliser. Checks that each symbol maps back to its source position. See
//! docs/fuzzing.md.
#![no_main]

use jiaokan::text::normalize;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let normalized = normalize(text);
    let count = text.chars().count();
    assert_eq!(normalized.symbols.len(), normalized.source_from_normalized.len());
    assert!(normalized.source_from_normalized.is_sorted_by(|one, next| one < next));
    assert!(normalized.source_from_normalized.last().is_none_or(|&last| (last as usize) < count));
    let again: String = normalized.symbols.iter().collect();
    assert_eq!(normalize(&again).symbols, normalized.symbols, "normalising is idempotent");
});
