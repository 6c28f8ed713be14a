//! Reads journals of the first version, which an earlier program may have left behind. Each line was the checksum of its
//! record and of all preceding ones, a space and the RON, so no line after a damaged one can be trusted.

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::paths::to_absolute;
use super::record::{Parsed, Record};
use super::{Step, Unfinished};
use crate::review::digest::hex;
use crate::review::{Review, Time};

/// The version's number in the heading.
pub(super) const VERSION: u32 = 1;

/// A record of the first version.
#[derive(Deserialize)]
enum Line {
    Begin {
        #[serde(default)]
        path: Option<String>,
        #[serde(default)]
        on_disk: String,
        #[serde(default)]
        instead_of: String,
        #[serde(default)]
        at: Time,
        review: Box<Review>,
    },
    Step(Step),
    Draft(Option<Unfinished>),
}

/// Reads the lines after the heading. All lines from the first invalid one on count as lost, unless it is the last.
pub(super) fn parse(bytes: &[u8]) -> Parsed {
    let mut parsed = Parsed::default();
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let mut chain = [0u8; 8];
    while let Some(line) = lines.next() {
        let Some((record, next)) = line_after(line, chain) else {
            let more = lines.count();
            parsed.is_torn = more == 0;
            parsed.lost = if more == 0 { 0 } else { more.saturating_add(1) };
            break;
        };
        chain = next;
        match record {
            Line::Begin { path, on_disk, instead_of, at, review } => {
                parsed.records.push(Record::Begin { path, on_disk, instead_of, at });
                parsed.records.push(to_absolute(Record::Base(review)));
            }
            Line::Step(step) => parsed.records.push(to_absolute(Record::Step(step))),
            Line::Draft(draft) => parsed.records.push(to_absolute(Record::Draft(draft))),
        }
    }
    parsed
}

/// The record of a line, if its checksum fits, and the state of the chain after it.
fn line_after(line: &[u8], before: [u8; 8]) -> Option<(Line, [u8; 8])> {
    let line = line.strip_suffix(b"\n")?;
    let (sum, ron) = (line.get(..16)?, line.get(16..)?.strip_prefix(b" ")?);
    let digest = Sha256::new().chain_update(before).chain_update(ron).finalize();
    let chain = *digest.first_chunk::<8>()?;
    if hex(&chain).as_bytes() != sum {
        return None;
    }
    Some((ron::from_str(str::from_utf8(ron).ok()?).ok()?, chain))
}
