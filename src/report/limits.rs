//! Limits of a file. Limits of a reader's process are in `isolate`, those of one format in its reader.

/// Maximum size of a file in bytes: a report has a few hundred kilobytes, one with scanned pictures some tens of
/// megabytes.
pub const MAX_BYTES: u64 = 64 << 20;

/// Maximum length of a text in code points: a hundred times the longest report seen, while everything computed from it
/// still fits in 512 MB and a few seconds.
pub const MAX_CHARACTERS: usize = 4_000_000;
