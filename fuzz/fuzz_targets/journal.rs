//! Any bytes as a journal: what holds of it can be replayed, and cutting it off takes nothing but the end away.
#![no_main]

use std::path::Path;

use jiaokan::review::journal::Recovered;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = Path::new("fuzz.journal");
    let Ok(whole) = Recovered::from_bytes(path, bytes) else { return };
    let _ = whole.review();
    let _ = whole.against(None);
    if let Ok(part) = Recovered::from_bytes(path, &bytes[..bytes.len() / 2]) {
        assert!(whole.steps.starts_with(&part.steps));
    }
});
