//! Arbitrary bytes as a journal. Checks that the valid part can be replayed, and that truncation loses only the end.
//! Bytes without a journal's first line are its records, one a line, and get the checksums that the fuzzer could not
//! guess. See docs/fuzzing.md.
#![no_main]

use std::path::Path;

use jiaokan::review::journal::Recovered;
use libfuzzer_sys::fuzz_target;
use sha2::{Digest as _, Sha256};

const HEADING: &[u8] = b"jiaokan-journal 1\n";

fuzz_target!(|bytes: &[u8]| {
    let path = Path::new("fuzz.journal");
    let bytes = if bytes.starts_with(b"jiaokan-journal") { bytes.to_vec() } else { summed(bytes) };
    let Ok(whole) = Recovered::from_bytes(path, &bytes) else { return };
    let _ = whole.review();
    let _ = whole.against(None);
    if let Ok(part) = Recovered::from_bytes(path, &bytes[..bytes.len() / 2]) {
        assert!(whole.steps.starts_with(&part.steps));
    }
});

/// A journal of these records, each preceded by the first eight bytes of the SHA-256 of the previous checksum and the
/// record.
fn summed(records: &[u8]) -> Vec<u8> {
    let (mut journal, mut sum) = (HEADING.to_vec(), [0; 8]);
    for record in records.split(|&byte| byte == b'\n').filter(|record| !record.is_empty()) {
        let digest = Sha256::new().chain_update(sum).chain_update(record).finalize();
        sum.copy_from_slice(&digest[..8]);
        journal.extend(format!("{:016x} ", u64::from_be_bytes(sum)).into_bytes());
        journal.extend(record);
        journal.push(b'\n');
    }
    journal
}
