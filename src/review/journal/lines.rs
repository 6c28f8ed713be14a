//! File format of a journal: writing and reading of records.
//!
//! After a heading every record is one line: `NUMBER LENGTH SUM RON`. `NUMBER` counts the records of the file from 0;
//! `LENGTH` is that of the RON in bytes; `SUM` is the first eight bytes of the SHA-256 of `NUMBER LENGTH ` and the RON.
//! Each record can therefore be checked by itself: after a damaged one reading continues at the next line, and the gap
//! in the numbers is the number of missing records. Journals of the first version, whose checksums were chained, are
//! read by `first_version`.

use sha2::{Digest as _, Sha256};

use super::paths::{to_absolute, to_stored};
use super::record::{Parsed, Record};
use super::{JournalError, first_version};
use crate::review::digest::hex;
use crate::review::store::StoreReason;

/// Start of the first line, before the version.
const MAGIC: &str = "jiaokan-journal ";

/// The version that is written.
const VERSION: u32 = 2;

/// Numbers the records of a journal that is being written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbering(u64);

impl Numbering {
    /// The line of the next record with this RON.
    pub(super) fn line(&mut self, ron: &str) -> String {
        let head = format!("{} {} ", self.0, ron.len());
        self.0 = self.0.saturating_add(1);
        let sum = sum(head.as_bytes(), ron.as_bytes());
        format!("{head}{sum} {ron}\n")
    }
}

/// The checksum of a record.
fn sum(head: &[u8], ron: &[u8]) -> String {
    let digest = Sha256::new().chain_update(head).chain_update(ron).finalize();
    hex(digest.first_chunk::<8>().expect("a SHA-256 is longer"))
}

/// The first line of a journal.
pub(super) fn heading() -> String {
    format!("{MAGIC}{VERSION}\n")
}

/// A record as RON in one line. Fails only on a path that the system cannot represent as text.
pub(super) fn payload(record: Record) -> Result<String, StoreReason> {
    let record = to_stored(record)?;
    ron::to_string(&record).map_err(|error| StoreReason::System(error.to_string()))
}

/// Reads the records of a journal, skipping damaged ones. Time linear in its length, plus that of reading a review of
/// the same size. Fails if the file is not a journal or no record can be read.
pub fn parse(bytes: &[u8]) -> Result<Parsed, JournalError> {
    let heading = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let is_complete = bytes.len() > heading.len();
    let body = bytes.get(heading.len().saturating_add(1)..).unwrap_or_default();
    let version = heading.strip_prefix(MAGIC.as_bytes());
    let version = version.and_then(|digits| str::from_utf8(digits).ok()?.parse::<u32>().ok());
    let parsed = match version.filter(|_| is_complete) {
        Some(VERSION) => after_heading(body),
        Some(first_version::VERSION) => first_version::parse(body),
        Some(newer) => return Err(JournalError::Newer(newer)),
        // The heading itself may be damaged: records with valid checksums are read nevertheless.
        None => {
            let mut parsed = after_heading(bytes);
            parsed.lost = parsed.lost.max(1);
            parsed
        }
    };
    if parsed.records.is_empty() { Err(JournalError::NotAJournal) } else { Ok(parsed) }
}

/// Reads lines of records until the end.
fn after_heading(bytes: &[u8]) -> Parsed {
    let mut parsed = Parsed::default();
    let (mut rest, mut next, mut unread_lines) = (bytes, 0u64, 0usize);
    while !rest.is_empty() {
        match record_at(rest) {
            Some((number, record, length)) if number >= next => {
                // The gap cannot exceed the file's length, even if the numbers of a hostile file claim so.
                let missing = usize::try_from(number.saturating_sub(next)).unwrap_or(usize::MAX);
                parsed.lost = parsed.lost.saturating_add(missing.min(bytes.len()));
                parsed.records.push(record);
                (next, unread_lines) = (number.saturating_add(1), 0);
                rest = rest.get(length..).unwrap_or_default();
            }
            // A repeated record, which must not be applied again, or not a record.
            _ => {
                let Some(end) = rest.iter().position(|&byte| byte == b'\n') else {
                    parsed.is_torn = true;
                    break;
                };
                unread_lines = unread_lines.saturating_add(1);
                rest = rest.get(end.saturating_add(1)..).unwrap_or_default();
            }
        }
    }
    parsed.lost = parsed.lost.saturating_add(unread_lines);
    parsed
}

/// Longest start of a line, up to its RON, in bytes.
const MAX_HEAD: usize = 64;

/// The record at the start of these bytes: its number and the length of its line. RON in one line has no line end, so
/// at most one line is read, whatever length it claims.
fn record_at(bytes: &[u8]) -> Option<(u64, Record, usize)> {
    let line = bytes.split(|&byte| byte == b'\n').next()?;
    let start = line.get(..MAX_HEAD).unwrap_or(line);
    let mut fields = start.splitn(4, |&byte| byte == b' ');
    let (number, length, said) = (fields.next()?, fields.next()?, fields.next()?);
    let spaces = 2usize;
    let head = line.get(..number.len().checked_add(length.len())?.checked_add(spaces)?)?;
    let from = head.len().checked_add(said.len())?.checked_add(1)?;
    let decimal = |digits: &[u8]| str::from_utf8(digits).ok()?.parse::<u64>().ok();
    let (number, length) = (decimal(number)?, usize::try_from(decimal(length)?).ok()?);
    let to = from.checked_add(length)?;
    let ron = line.get(from..to)?;
    if sum(head, ron).as_bytes() != said {
        return None;
    }
    let record: Record = ron::from_str(str::from_utf8(ron).ok()?).ok()?;
    // The line end may be the damaged byte; the next record follows it nevertheless.
    Some((number, to_absolute(record), to.checked_add(1)?))
}
