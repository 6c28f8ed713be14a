//! One record a line: a checksum of it and of all before it, a space, RON, a line end. A line that is cut off, or a bit
//! that flipped, ends what is believed; everything before it holds.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{JournalError, Step, Unfinished};
use crate::review::store::{StoreReason, path_from_stored, stored_from_path};
use crate::review::{Edit, ReportEntry, Review, Time};

/// The first line, before the version.
const MAGIC: &str = "jiaokan-journal ";

/// The version that is written.
const VERSION: u32 = 1;

/// A line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// The first: what the review was.
    Begin {
        /// The review's file, as paths stand in a review file.
        #[serde(default)]
        path: Option<String>,
        /// SHA-256 of that file in hexadecimal digits; empty where there is none.
        #[serde(default)]
        on_disk: String,
        /// Name of another journal in the folder that holds nothing which this one does not.
        #[serde(default)]
        instead_of: String,
        /// When this was written.
        #[serde(default)]
        at: Time,
        /// The review as it was there.
        review: Review,
    },
    /// Changes.
    Step(Step),
    /// The note that is being typed.
    Draft(Option<Unfinished>),
}

/// How a journal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// With a whole line.
    Whole,
    /// Within a line, as where the program was killed while writing: nothing that had been acknowledged is missing.
    Torn,
    /// Whole lines follow one that makes no sense: somebody else wrote here, or the disk fails.
    Damaged,
}

/// The state of the checksum after some lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain([u8; 8]);

impl Chain {
    fn after(self, payload: &[u8]) -> Self {
        let digest = Sha256::new().chain_update(self.0).chain_update(payload).finalize();
        Self(digest[..8].try_into().expect("a SHA-256 is longer"))
    }

    /// The line of a record, whose RON this is.
    pub(super) fn line(&mut self, payload: &str) -> String {
        *self = self.after(payload.as_bytes());
        format!("{:016x} {payload}\n", u64::from_be_bytes(self.0))
    }
}

/// The first line of every journal.
pub(super) fn heading() -> String {
    format!("{MAGIC}{VERSION}\n")
}

/// A record's RON, in one line. Only a path that the system cannot write down stops it.
pub(super) fn payload(record: Record) -> Result<String, StoreReason> {
    let record = with_paths(record, &|path| stored_from_path(path, root()).map(Into::into))?;
    ron::to_string(&record).map_err(|error| StoreReason::System(error.to_string()))
}

/// The records that hold, and how the rest is. Costs as much as reading a review of the same size.
pub fn parse(bytes: &[u8]) -> Result<(Vec<Record>, Tail), JournalError> {
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let heading = lines.next().unwrap_or_default();
    let version = heading.strip_prefix(MAGIC.as_bytes()).and_then(|rest| rest.strip_suffix(b"\n"));
    let version = version.and_then(|digits| str::from_utf8(digits).ok()?.parse::<u32>().ok());
    match version {
        Some(VERSION) => {}
        Some(other) => return Err(JournalError::Newer(other)),
        None => return Err(JournalError::NotAJournal),
    }
    let (mut records, mut chain, mut tail) = (Vec::new(), Chain::default(), Tail::Whole);
    while let Some(line) = lines.next() {
        let Some((record, next)) = record_of(line, chain) else {
            tail = if lines.next().is_some() { Tail::Damaged } else { Tail::Torn };
            break;
        };
        records.push(record);
        chain = next;
    }
    match records.first() {
        Some(Record::Begin { .. }) => Ok((records, tail)),
        _ => Err(JournalError::NotAJournal),
    }
}

fn record_of(line: &[u8], before: Chain) -> Option<(Record, Chain)> {
    let line = line.strip_suffix(b"\n")?;
    let (sum, payload) = (line.get(..16)?, line.get(16..)?.strip_prefix(b" ")?);
    let chain = before.after(payload);
    let said = u64::from_str_radix(str::from_utf8(sum).ok()?, 16).ok()?;
    if said != u64::from_be_bytes(chain.0) {
        return None;
    }
    let record: Record = ron::from_str(str::from_utf8(payload).ok()?).ok()?;
    let absolute = |path: &Path| Ok::<_, std::convert::Infallible>(path_from_stored(path, root()));
    let Ok(record) = with_paths(record, &absolute);
    Some((record, chain))
}

/// Paths stand in a journal as in a review file at the root: absolute, but for the slash.
fn root() -> &'static Path {
    Path::new("/")
}

type Rewrite<'a, E> = &'a dyn Fn(&Path) -> Result<std::path::PathBuf, E>;

/// The record with the paths of all reports written otherwise.
fn with_paths<E>(mut record: Record, rewrite: Rewrite<'_, E>) -> Result<Record, E> {
    match &mut record {
        Record::Begin { review, .. } => all(&mut review.reports, rewrite)?,
        Record::Step(Step { edits, reports }) => {
            for edit in edits {
                of_edit(edit, rewrite)?;
            }
            all(reports.as_deref_mut().unwrap_or_default(), rewrite)?;
        }
        Record::Draft(_) => {}
    }
    Ok(record)
}

fn all<E>(reports: &mut [ReportEntry], rewrite: Rewrite<'_, E>) -> Result<(), E> {
    for report in reports {
        report.path = rewrite(&report.path)?;
    }
    Ok(())
}

fn of_edit<E>(edit: &mut Edit, rewrite: Rewrite<'_, E>) -> Result<(), E> {
    match edit {
        Edit::AddReport { report, .. } | Edit::ReplaceReport(report) => {
            all(std::slice::from_mut(report), rewrite)
        }
        Edit::SetContent(content) => all(&mut content.reports, rewrite),
        Edit::All(edits) => edits.iter_mut().try_for_each(|edit| of_edit(edit, rewrite)),
        Edit::AddNote { .. }
        | Edit::RemoveNote(_)
        | Edit::ReplaceNote(_)
        | Edit::RemoveReport(_)
        | Edit::AddVerdict { .. }
        | Edit::RemoveVerdict(_)
        | Edit::ReplaceVerdict(_)
        | Edit::SetTitle(_) => Ok(()),
    }
}
