//! Legacy Word and WPS.

use crate::report::Reason;

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether the bytes are a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Why a compound file is no DOCX: such a file holds an encrypted one.
pub(super) fn reason_for_compound(_bytes: &[u8]) -> Reason {
    Reason::Encrypted
}
