//! The reasons for which a file is not read, and the message for each.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::limits::{MAX_BYTES, MAX_CHARACTERS};
use super::{Format, Reading, models};
use crate::files::is_held;
use crate::message::Message;

/// A file that was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}", path = path.display())]
pub struct ReadError {
    /// The file, as it was given.
    pub path: PathBuf,
    /// Why it was not read.
    pub reason: Reason,
}

/// Kind of the files of a folder that are not taken up as reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PassedKind {
    /// A picture, which may be a scan.
    Picture,
    /// A file without an extension of the table of formats.
    Other,
    /// A file that an office program keeps while a document is open, `~$报告.docx`.
    Temporary,
    /// A hidden file or folder.
    Hidden,
    /// A folder with the parts of a saved web page.
    PageFolder,
    /// A `README`.
    Readme,
}

impl PassedKind {
    /// Whether such a file may be a report.
    #[must_use]
    pub fn may_be_report(self) -> bool {
        matches!(self, Self::Picture | Self::Other)
    }

    /// Name of its number in the message.
    fn argument(self) -> &'static str {
        match self {
            Self::Picture => "pictures",
            Self::Other => "others",
            Self::Temporary => "temporary",
            Self::Hidden => "hidden",
            Self::PageFolder => "pages",
            Self::Readme => "readmes",
        }
    }
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Reason {
    /// There is nothing at that path.
    #[error("no such file")]
    Missing,
    /// The system refuses to open it.
    #[error("permission denied")]
    Denied,
    /// Another program has it open and does not share it.
    #[error("open in another program")]
    Held,
    /// Any other error of the system, in its own words.
    #[error("{0}")]
    System(String),
    /// A device, a pipe or a socket.
    #[error("not a file")]
    NotAFile,
    /// Symbolic links that form a cycle.
    #[error("symbolic links lead in a circle")]
    LinkLoop,
    /// A format that this version recognises and does not read.
    #[error("{} is not readable", .0.name())]
    NotReadable(Format),
    /// Larger than [`MAX_BYTES`]; its size in bytes.
    #[error("too large: {0} bytes")]
    TooLarge(u64),
    /// More text than [`MAX_CHARACTERS`]; its length in code points.
    #[error("too long: {0} characters")]
    TooLong(usize),
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// Bytes that are no text in any encoding.
    #[error("not text")]
    NotText,
    /// A folder in which no report was found.
    #[error("no reports in this folder")]
    NoReports,
    /// Files of a folder that were not taken up.
    #[error("{} files were passed over: {names}", .kinds.iter().map(|(_, count)| count).sum::<usize>())]
    PassedOver {
        /// Number of files of each kind, by kind, none of them 0.
        kinds: Vec<(PassedKind, usize)>,
        /// Names of the first few that may be reports, separated by commas.
        names: String,
    },
    /// A review names it on another computer, which the user did not choose to contact.
    #[error("on another computer")]
    Elsewhere,
    /// A document whose bytes do not conform to its format.
    #[error("damaged")]
    Damaged,
    /// A password is required to open it.
    #[error("encrypted")]
    Encrypted,
    /// Pages are pictures, or the letters have no Unicode values.
    #[error("no text layer")]
    NoTextLayer,
    /// A picture on which no text was found.
    #[error("no text found in the picture")]
    NoTextFound,
    /// A scan, and the models that read scans are not beside the program.
    #[error("the models that read scans are missing")]
    NoModels,
    /// Reading it was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// Written by a version of Word before 97.
    #[error("too old a format")]
    TooOld,
    /// Nested or split up beyond what any document needs.
    #[error("too complex")]
    TooComplex,
    /// The reader was stopped because it took too long.
    #[error("out of time")]
    OutOfTime,
    /// The reader was stopped because it took too much memory.
    #[error("out of memory")]
    OutOfMemory,
    /// The extracting process could not be started, or its answer could not be understood; the system's message.
    #[error("no extracting process: {0}")]
    NoExtractor(String),
    /// The reader failed on it: a fault of this program.
    #[error("the reader failed")]
    Crashed,
}

impl Reason {
    /// Whether nothing was left out that may be a report, so that it is a remark and not a failure.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        matches!(self, Self::PassedOver { kinds, .. } if kinds.iter().all(|(kind, _)| !kind.may_be_report()))
    }

    /// Message for the user: the problem and its remedy.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Missing => Message::new("read-error-missing"),
            Self::Denied => Message::new("read-error-denied"),
            Self::Held => Message::new("read-error-held"),
            Self::System(words) => Message::new("read-error-system").with("words", words.as_str()),
            Self::NotAFile => Message::new("read-error-not-a-file"),
            Self::LinkLoop => Message::new("read-error-link-loop"),
            Self::NotReadable(format) => {
                let advice = match format.about().reading {
                    Reading::Not(advice) => advice,
                    Reading::Scanned => "read-error-format-picture",
                    Reading::Container => "read-error-format-unpack",
                    Reading::Here | Reading::Isolated => "read-error-format-save-as-docx",
                };
                Message::new(advice).with("format", format.name())
            }
            Self::TooLarge(bytes) => Message::new("read-error-too-large")
                .with("megabytes", usize::try_from(bytes >> 20).unwrap_or(usize::MAX))
                .with("limit", (MAX_BYTES >> 20) as usize),
            Self::TooLong(characters) => Message::new("read-error-too-long")
                .with("characters", *characters)
                .with("limit", MAX_CHARACTERS),
            Self::Empty => Message::new("read-error-empty"),
            Self::NotText => Message::new("read-error-not-text"),
            Self::NoReports => Message::new("read-error-no-reports"),
            Self::Elsewhere => Message::new("read-error-elsewhere"),
            Self::PassedOver { kinds, names } => passed_over(kinds, names),
            Self::Damaged => Message::new("read-error-damaged"),
            Self::Encrypted => Message::new("read-error-encrypted"),
            Self::NoTextLayer => Message::new("read-error-no-text-layer"),
            Self::NoTextFound => Message::new("read-error-no-text-found"),
            Self::NoModels => Message::new("read-error-no-models").with("folder", models::belong()),
            Self::Cancelled => Message::new("read-error-cancelled"),
            Self::TooOld => Message::new("read-error-too-old"),
            Self::TooComplex => Message::new("read-error-too-complex"),
            Self::OutOfTime => Message::new("read-error-out-of-time"),
            Self::OutOfMemory => Message::new("read-error-out-of-memory"),
            Self::NoExtractor(words) => Message::new("read-error-no-extractor").with("words", words.as_str()),
            Self::Crashed => Message::new("read-error-crashed"),
        }
    }
}

fn passed_over(kinds: &[(PassedKind, usize)], names: &str) -> Message {
    use PassedKind::{Hidden, Other, PageFolder, Picture, Readme, Temporary};
    let count = |wanted| kinds.iter().find(|(kind, _)| *kind == wanted).map_or(0, |(_, count)| *count);
    let message = Message::new("read-error-passed-over")
        .with("count", kinds.iter().map(|(_, count)| count).sum::<usize>())
        .with("names", names)
        .with("named", usize::from(!names.is_empty()));
    let every = [Picture, Other, Temporary, Hidden, PageFolder, Readme];
    every.into_iter().fold(message, |message, kind| message.with(kind.argument(), count(kind)))
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ if is_held(&error) => Self::Held,
            _ if is_link_loop(&error) => Self::LinkLoop,
            _ => Self::System(error.to_string()),
        }
    }
}

#[cfg(unix)]
fn is_link_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_link_loop(_: &io::Error) -> bool {
    false
}
