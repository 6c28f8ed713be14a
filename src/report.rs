//! From paths and bytes to a [`Report`]: which files are meant, what format they have, how their bytes are decoded.
//! A file that cannot be read is a [`ReadError`] beside the others and stops nobody. What the text means is not here.

mod assemble;
mod collect;
mod encoding;
mod extract;
mod format;
mod isolate;
mod limits;
mod read;
mod readers;
mod reason;

pub use assemble::{LeftOut, PlacedBlock};
pub use collect::{Collected, collect};
pub use encoding::Encoding;
pub use extract::{Block, Extracted, NotRead, Role, Warning};
pub use format::{About, FORMATS, Format, Reading};
pub use isolate::{Attempt, Confinement, Layers, confinement, extract_command, use_extractor};
pub use limits::{MAX_BYTES, MAX_CHARACTERS};
pub use read::{ReadOptions, read, read_file};
pub use reason::{ReadError, Reason};

use std::path::PathBuf;

use crate::text::SourceText;

/// One report as it was read. Never changes; reading again gives a new one.
///
/// ```
/// use jiaokan::report::Report;
///
/// let report = Report::from_text("folder/青云县.txt", "青云县情况\n全年办结四十七件。\n");
/// assert_eq!(report.file_name(), "青云县.txt");
/// assert_eq!(report.text.characters(), 16);
/// assert_eq!(report.blocks.len(), 2);
/// ```
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
    /// What the format says of the text's parts, in order; lines without words belong to none.
    pub blocks: Vec<PlacedBlock>,
    /// What belongs to the page and not to the report and was left out of the text, in order.
    pub left_out: Vec<LeftOut>,
    /// What the reader left out, took in or could not tell.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// A report of a text that was never a file, for tests and tools.
    #[must_use]
    pub fn from_text(path: impl Into<PathBuf>, text: &str) -> Self {
        let path = path.into();
        let text = SourceText::new(text);
        let assemble::Assembled { text, blocks, left_out, warnings } = assemble::plain(text);
        Self {
            path,
            format: Format::Text,
            encoding: Encoding::Utf8,
            encoding_guessed: false,
            sha256: read::sha256(text.as_str().as_bytes()),
            text,
            undecodable: 0,
            blocks,
            left_out,
            warnings,
        }
    }

    /// The block that a position stands in; the one before it where it stands between two.
    #[must_use]
    pub fn block_from_position(&self, position: usize) -> Option<&PlacedBlock> {
        let after = self.blocks.partition_point(|block| block.span.start <= position);
        after.checked_sub(1).map(|at| &self.blocks[at])
    }

    /// The page on which the block at a position begins, from 1, where the format has pages.
    #[must_use]
    pub fn page_from_position(&self, position: usize) -> Option<u32> {
        self.block_from_position(position)?.page
    }

    /// How many pages it has, where its format has pages.
    #[must_use]
    pub fn pages(&self) -> Option<u32> {
        let beside = self.left_out.iter().map(|out| out.block.page);
        self.blocks.iter().map(|block| block.page).chain(beside).flatten().max()
    }

    /// The file's name, as shown in lists.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }
}
