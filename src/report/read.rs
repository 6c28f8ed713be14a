//! One file: bytes in, a [`Report`] or the reason why not.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};

use super::{Encoding, Format, Report};
use crate::message::Message;
use crate::text::SourceText;

/// Larger files are refused: a report is a few hundred kilobytes, and this much text still scrolls.
pub const MAX_BYTES: u64 = 64 << 20;

/// A file that is not among the reports, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}", path = path.display())]
pub struct ReadError {
    /// The file, as it was given.
    pub path: PathBuf,
    /// Why it was not read.
    pub reason: Reason,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// There is nothing at that path.
    #[error("no such file")]
    Missing,
    /// The system refuses to open it.
    #[error("permission denied")]
    Denied,
    /// The system failed in some other way; its own words.
    #[error("{0}")]
    System(String),
    /// A device, a pipe or a socket.
    #[error("not a file")]
    NotAFile,
    /// A format that this version does not read.
    #[error("{} is not yet readable", .0.name())]
    NotYetReadable(Format),
    /// Larger than [`MAX_BYTES`]; its size in bytes.
    #[error("too large: {0} bytes")]
    TooLarge(u64),
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// Bytes that are no text in any encoding.
    #[error("not text")]
    NotText,
    /// A folder in which no report was found.
    #[error("no reports in this folder")]
    NoReports,
    /// A document whose bytes are not what its format demands.
    #[error("damaged")]
    Damaged,
    /// Only a password opens it.
    #[error("encrypted")]
    Encrypted,
    /// Pages that are pictures, or letters without characters behind them.
    #[error("no text layer")]
    NoTextLayer,
    /// Nested, repeated or unpacked beyond what a report can be.
    #[error("too complex")]
    TooComplex,
    /// Written by a version of Word before 97.
    #[error("too old a format")]
    TooOld,
    /// The reader failed on it: a fault of this program.
    #[error("the reader failed")]
    Crashed,
}

impl Reason {
    /// What to tell the user: what is wrong and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Missing => Message::new("read-error-missing"),
            Self::Denied => Message::new("read-error-denied"),
            Self::System(words) => Message::new("read-error-system").with("words", words.as_str()),
            Self::NotAFile => Message::new("read-error-not-a-file"),
            Self::NotYetReadable(format) => Message::new("read-error-format").with("format", format.name()),
            Self::TooLarge(bytes) => Message::new("read-error-too-large")
                .with("megabytes", usize::try_from(bytes >> 20).unwrap_or(usize::MAX))
                .with("limit", (MAX_BYTES >> 20) as usize),
            Self::Empty => Message::new("read-error-empty"),
            Self::NotText => Message::new("read-error-not-text"),
            Self::NoReports => Message::new("read-error-no-reports"),
            Self::Damaged => Message::new("read-error-damaged"),
            Self::Encrypted => Message::new("read-error-encrypted"),
            Self::NoTextLayer => Message::new("read-error-no-text-layer"),
            Self::TooComplex => Message::new("read-error-too-complex"),
            Self::TooOld => Message::new("read-error-too-old"),
            Self::Crashed => Message::new("read-error-crashed"),
        }
    }
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::System(error.to_string()),
        }
    }
}

/// Reads the file at `path`, in the chosen encoding or in the one its bytes seem to have.
pub fn read_file(path: &Path, chosen: Option<Encoding>) -> Result<Report, ReadError> {
    bytes_of(path)
        .and_then(|bytes| report_from_bytes(path.to_owned(), &bytes, chosen))
        .map_err(|reason| ReadError { path: path.to_owned(), reason })
}

/// Reads a report from bytes that are already in memory; `path` names it and hints at its format.
pub fn read(path: &Path, bytes: &[u8], chosen: Option<Encoding>) -> Result<Report, ReadError> {
    report_from_bytes(path.to_owned(), bytes, chosen)
        .map_err(|reason| ReadError { path: path.to_owned(), reason })
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Reason> {
    use io::Read as _;
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(Reason::NotAFile);
    }
    if metadata.len() > MAX_BYTES {
        return Err(Reason::TooLarge(metadata.len()));
    }
    // A file may grow while it is read: never take in more than the limit.
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Reason::TooLarge(bytes.len() as u64)) } else { Ok(bytes) }
}

pub(super) fn report_from_bytes(
    path: PathBuf,
    bytes: &[u8],
    chosen: Option<Encoding>,
) -> Result<Report, Reason> {
    let format = Format::sniff(bytes, &path);
    if format != Format::Text {
        let extracted = super::readers::read_by_format(format, bytes)?;
        let lines: Vec<&str> = extracted
            .blocks
            .iter()
            .filter(|block| block.role != super::Role::Furniture)
            .map(|block| block.text.as_str())
            .collect();
        return Ok(Report {
            path,
            format,
            encoding: Encoding::Utf8,
            encoding_guessed: false,
            sha256: hex(&Sha256::digest(bytes)),
            text: SourceText::new(&lines.join("\n")),
            undecodable: 0,
        });
    }
    let decoded = Encoding::decode(bytes, chosen);
    // A wrong choice by hand must stay correctable, so only what was detected is held to be text or not.
    if chosen.is_none() && !reads_as_text(&decoded.text, decoded.undecodable) {
        return Err(Reason::NotText);
    }
    let text = SourceText::new(&decoded.text);
    if text.visible_characters() == 0 {
        return Err(Reason::Empty);
    }
    let sha256 = hex(&Sha256::digest(bytes));
    Ok(Report {
        path,
        format,
        encoding: decoded.encoding,
        encoding_guessed: decoded.guessed,
        sha256,
        text,
        undecodable: decoded.undecodable,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Text has next to no control characters and few characters that could not be decoded.
fn reads_as_text(text: &str, undecodable: usize) -> bool {
    let (mut all, mut controls) = (0usize, 0usize);
    for character in text.chars() {
        all += 1;
        controls += usize::from(character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{c}'));
    }
    controls * 100 <= all && undecodable * 5 <= all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(name: &str, bytes: &[u8]) -> Reason {
        read(Path::new(name), bytes, None).unwrap_err().reason
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(reason("a.txt", b" \n\xe3\x80\x80"), Reason::Empty);
        assert_eq!(reason("a.txt", b""), Reason::Empty);
        assert_eq!(reason("a.txt", b"\x00\x01\x02\x03\x90\x91\x00\x01\x02\x03\x90\x91"), Reason::NotText);
        assert_eq!(read_file(Path::new("nowhere/a.txt"), None).unwrap_err().reason, Reason::Missing);
    }

    #[test]
    fn text_keeps_its_bytes_identity() {
        let report = read(Path::new("a.txt"), "\u{feff}一\r\n二".as_bytes(), None).unwrap();
        assert_eq!(report.text.as_str(), "一\n二");
        assert_eq!(report.sha256.len(), 64);
        assert_ne!(report.sha256, read(Path::new("a.txt"), "一\n二".as_bytes(), None).unwrap().sha256);
    }
}
