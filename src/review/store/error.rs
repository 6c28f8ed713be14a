//! Reasons why a review file was not read, not written, or is read-only.

use std::io;
use std::path::PathBuf;

use super::{MAX_BYTES, MAX_TARGETS};
use crate::files::is_held;
use crate::message::Message;

/// A review file that was not read or not written, and the reason. The file on disk is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}", path = path.display())]
pub struct StoreError {
    /// The file, as given.
    pub path: PathBuf,
    /// The reason.
    pub reason: StoreReason,
}

impl StoreError {
    /// The message for the user: the file, the fault, and the remedy.
    #[must_use]
    pub fn message(&self) -> Message {
        self.reason.message().with("file", self.path.display().to_string())
    }
}

/// Reason why a review file was not read or not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreReason {
    /// The file does not exist.
    #[error("no such file")]
    Missing,
    /// The file's folder does not exist.
    #[error("no such folder")]
    FolderMissing,
    /// The path is a folder.
    #[error("is a folder")]
    Folder,
    /// Not every system can have a file of this name.
    #[error("not a name on every system")]
    Name,
    /// The path is a device, a pipe or a socket.
    #[error("not a file")]
    NotAFile,
    /// Larger than [`MAX_BYTES`]; its size in bytes.
    #[error("too large: {0} bytes")]
    TooLarge(u64),
    /// Not valid UTF-8; the first bad line, from 1.
    #[error("not UTF-8 in line {0}")]
    NotUtf8(usize),
    /// Not a review file, or a damaged one.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// The parser's message, in English.
        message: String,
    },
    /// A format version that this program cannot read or write.
    #[error("schema {0} is not known")]
    UnknownSchema(u32),
    /// No permission to read the file.
    #[error("permission denied")]
    ReadDenied,
    /// Another program has it open and does not share it.
    #[error("open in another program")]
    Held,
    /// No permission to write into the folder.
    #[error("permission denied: no writing in this folder")]
    WriteDenied,
    /// The file is write-protected.
    #[error("the file is write-protected")]
    Protected,
    /// The file system is read-only.
    #[error("read-only file system")]
    ReadOnlyDisk,
    /// The disk is full.
    #[error("no space left")]
    DiskFull,
    /// The file's content differs from that last read or written by this program.
    #[error("changed on disk by another program")]
    Changed,
    /// A review file exists there that was not read before.
    #[error("a review file already exists")]
    Exists,
    /// A file exists there that is not a review.
    #[error("the file there is not a review")]
    NotAReview,
    /// The file was opened read-only, see [`ReadOnly`].
    #[error("the file holds more than this version understands")]
    NotUnderstood,
    /// Another program has the review open for writing; the text of its lock file.
    #[error("in use by {0}")]
    InUse(String),
    /// This report's path cannot be represented in a review file.
    #[error("the path of a report cannot be written: {0}")]
    UnwritablePath(String),
    /// Another system error; its message.
    #[error("{0}")]
    System(String),
}

impl StoreReason {
    /// The reason for a failed read.
    #[expect(clippy::needless_pass_by_value, reason = "given to map_err by name")]
    pub(super) fn from_read(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::ReadDenied,
            io::ErrorKind::NotADirectory => Self::FolderMissing,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ if is_held(&error) => Self::Held,
            _ => Self::System(error.to_string()),
        }
    }

    /// The reason for a failed write.
    #[expect(clippy::needless_pass_by_value, reason = "given to map_err by name")]
    pub(super) fn from_write(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::FolderMissing,
            io::ErrorKind::PermissionDenied => Self::WriteDenied,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ if is_held(&error) => Self::Held,
            _ => Self::System(error.to_string()),
        }
    }

    /// The message without the file name, which [`StoreError::message`] adds.
    fn message(&self) -> Message {
        match self {
            Self::Missing => Message::new("review-error-missing"),
            Self::FolderMissing => Message::new("review-error-folder-missing"),
            Self::Folder => Message::new("review-error-folder"),
            Self::Name => Message::new("review-error-name"),
            Self::NotAFile => Message::new("review-error-not-a-file"),
            Self::TooLarge(bytes) => Message::new("review-error-too-large")
                .with("megabytes", usize::try_from(bytes >> 20).unwrap_or(usize::MAX))
                .with("limit", (MAX_BYTES >> 20) as usize),
            Self::NotUtf8(line) => Message::new("review-error-not-utf8").with("line", *line),
            Self::Syntax { line, column, message } => Message::new("review-error-syntax")
                .with("line", *line)
                .with("column", *column)
                .with("words", message.as_str()),
            Self::UnknownSchema(schema) => {
                Message::new("review-error-schema").with("schema", *schema as usize)
            }
            Self::Held => Message::new("review-error-held"),
            Self::ReadDenied => Message::new("review-error-read-denied"),
            Self::WriteDenied => Message::new("review-error-write-denied"),
            Self::Protected => Message::new("review-error-protected"),
            Self::ReadOnlyDisk => Message::new("review-error-read-only-disk"),
            Self::DiskFull => Message::new("review-error-disk-full"),
            Self::Changed => Message::new("review-error-changed"),
            Self::Exists => Message::new("review-error-exists"),
            Self::NotAReview => Message::new("review-error-not-a-review"),
            Self::NotUnderstood => Message::new("review-error-not-understood"),
            Self::InUse(who) if who.is_empty() => Message::new("review-error-in-use-unnamed"),
            Self::InUse(who) => Message::new("review-error-in-use").with("who", who.as_str()),
            Self::UnwritablePath(report) => {
                Message::new("review-error-unwritable-path").with("report", report.as_str())
            }
            Self::System(words) => Message::new("review-error-system").with("words", words.as_str()),
        }
    }
}

/// Reason why a review is read-only: rewriting its file would lose something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// Written by a later version; its schema.
    #[error("schema {0} is newer than this program")]
    NewerSchema(u32),
    /// Has fields unknown to this version, such as `notes.colour`, each listed once.
    #[error("unknown fields: {}", .0.join(", "))]
    UnknownFields(Vec<String>),
    /// Notes with more than [`MAX_TARGETS`](super::MAX_TARGETS) targets, of which the others were left out; their ids.
    #[error("more than {MAX_TARGETS} targets: {}", .0.join(", "))]
    TooManyTargets(Vec<String>),
    /// Two entries have the same id, so an edit would be ambiguous.
    #[error("ids that stand twice: {}", .0.join(", "))]
    RepeatedIds(Vec<String>),
    /// Another program has it open for writing; the text of its lock file.
    #[error("in use by {0}")]
    InUse(String),
}

impl ReadOnly {
    /// The message for the user.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NewerSchema(schema) => {
                Message::new("review-read-only-newer").with("schema", *schema as usize)
            }
            Self::UnknownFields(names) => Message::new("review-read-only-fields").with("names", few(names)),
            Self::TooManyTargets(ids) => {
                Message::new("review-read-only-targets").with("names", few(ids)).with("limit", MAX_TARGETS)
            }
            Self::RepeatedIds(ids) => Message::new("review-read-only-ids").with("names", few(ids)),
            Self::InUse(who) if who.is_empty() => Message::new("review-read-only-in-use-unnamed"),
            Self::InUse(who) => Message::new("review-read-only-in-use").with("who", who.as_str()),
        }
    }
}

/// The first few of many names, so that the message stays short.
fn few(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let more = if names.len() > SHOWN { ", …" } else { "" };
    names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ") + more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Catalogue, Language};

    #[test]
    fn the_system_s_errors_have_their_own_words() {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull, TimedOut};
        let reason = |kind: io::ErrorKind| StoreReason::from_write(kind.into());
        assert_eq!(reason(StorageFull), StoreReason::DiskFull);
        assert_eq!(reason(QuotaExceeded), StoreReason::DiskFull);
        assert_eq!(reason(ReadOnlyFilesystem), StoreReason::ReadOnlyDisk);
        assert_eq!(reason(PermissionDenied), StoreReason::WriteDenied);
        assert_eq!(reason(io::ErrorKind::ResourceBusy), StoreReason::Held);
        assert!(matches!(reason(TimedOut), StoreReason::System(_)));
        assert_eq!(StoreReason::from_read(PermissionDenied.into()), StoreReason::ReadDenied);
    }

    #[test]
    fn every_reason_is_a_sentence_with_the_file_in_both_languages() {
        let reasons = [
            StoreReason::Missing,
            StoreReason::FolderMissing,
            StoreReason::Folder,
            StoreReason::NotAFile,
            StoreReason::TooLarge(300 << 20),
            StoreReason::NotUtf8(3),
            StoreReason::Syntax { line: 3, column: 9, message: "Expected string".into() },
            StoreReason::UnknownSchema(9),
            StoreReason::ReadDenied,
            StoreReason::Held,
            StoreReason::WriteDenied,
            StoreReason::Protected,
            StoreReason::ReadOnlyDisk,
            StoreReason::DiskFull,
            StoreReason::Changed,
            StoreReason::Exists,
            StoreReason::NotAReview,
            StoreReason::NotUnderstood,
            StoreReason::InUse("林校".into()),
            StoreReason::InUse(String::new()),
            StoreReason::UnwritablePath("x".into()),
            StoreReason::System("x".into()),
        ];
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            for reason in &reasons {
                let error = StoreError { path: "甲.review.ron".into(), reason: reason.clone() };
                let words = catalogue.words(&error.message());
                let is_whole = !["{", "（）", "()"].iter().any(|part| words.contains(part));
                assert!(words.contains("甲.review.ron") && is_whole, "{words}");
            }
            let many = (0..9).map(|n| format!("notes.f{n}")).collect();
            let words = catalogue.words(&ReadOnly::UnknownFields(many).message());
            assert!(words.contains("notes.f4, …") && !words.contains("notes.f5"), "{words}");
        }
    }
}
