//! The hash that identifies a file's content.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The SHA-256 of bytes, as 64 lower-case hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
