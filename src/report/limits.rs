//! What a file may ask for at most. Limits of a reader's process are in `isolate`, of one format in its reader.

/// Size of the largest file that is read, in bytes: a report has a few hundred kilobytes, one with scanned pictures some
/// tens of megabytes.
pub const MAX_BYTES: u64 = 64 << 20;

/// Length of the longest text that is read, in code points: a hundred times the longest report seen, while everything
/// computed from it still fits in 512 MB and a few seconds.
pub const MAX_CHARACTERS: usize = 4_000_000;
