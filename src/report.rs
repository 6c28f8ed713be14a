//! From paths and bytes to a [`Report`]: which files are meant, what format they have, how their bytes are decoded.
//! A file that cannot be read is a [`ReadError`] beside the others and stops nobody. What the text means is not here.

mod collect;
mod encoding;
mod extract;
mod format;
mod read;
mod readers;

pub use collect::{Collected, collect};
pub use encoding::Encoding;
pub use extract::{Block, Extracted, Role, Warning};
pub use format::Format;
pub use read::{MAX_BYTES, ReadError, Reason, read, read_file};

use std::path::PathBuf;

use crate::text::SourceText;

/// One report as it was read. Never changes; reading again gives a new one.
#[derive(Clone, Debug)]
pub struct Report {
    /// Where it was read from, as it was given.
    pub path: PathBuf,
    /// What its bytes are.
    pub format: Format,
    /// How its bytes were decoded.
    pub encoding: Encoding,
    /// Whether the encoding was guessed from the content (and may be wrong) or is certain or chosen.
    pub encoding_guessed: bool,
    /// SHA-256 of the file's bytes, as 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Its text.
    pub text: SourceText,
    /// How many bytes could not be decoded and stand as U+FFFD in the text.
    pub undecodable: usize,
}

impl Report {
    /// A report of a text that was never a file, for tests and tools.
    #[must_use]
    pub fn from_text(path: impl Into<PathBuf>, text: &str) -> Self {
        read::report_from_bytes(path.into(), text.as_bytes(), Some(Encoding::Utf8))
            .expect("a string is readable text")
    }

    /// The file's name, as shown in lists.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }
}
