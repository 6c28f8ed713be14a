//! Reads files into [`Report`]s: listing the files of a folder, detecting formats, decoding and parsing. A file that
//! cannot be read is a [`ReadError`] and does not keep others from being read.

mod album;
mod assemble;
mod collect;
mod container;
mod corrected;
mod encoding;
mod extract;
mod format;
mod hash;
mod isolate;
mod likeness;
mod limits;
mod marking;
mod models;
mod names;
mod page_picture;
mod read;
mod readers;
mod reason;
mod returned;
mod scan;
mod scan_cache;
mod sent;
mod zip_directory;

pub use album::pictures_of;
pub use assemble::{LeftOut, PlacedBlock, PlacedComment, PlacedLine, PlacedRecognized};
pub use collect::{Collected, collect, collect_as_one};
pub use corrected::{Corrected, Corrections};
pub use encoding::Encoding;
pub use extract::{Block, Comment, Extracted, NotRead, RecognizedPage, Reply, Role, Warning, percent};
pub use format::{About, FORMATS, Format, Reading};
pub use isolate::{Attempt, Confinement, Layers, confinement, extract_command, use_extractor};
pub use limits::{MAX_BYTES, MAX_CHARACTERS};
pub use marking::{AskedLine, AskedWords, PdfPage, PdfPlan, WordBox};
pub use names::{Named, Series, file_name, file_stem, series, short_names};
pub use page_picture::{PageArea, PagePicture, page_picture};
pub use read::{Pages, ReadOptions, bytes_of, plan_marking, read, read_file, read_returned};
pub use readers::sheets::Letter;
pub use reason::{PassedKind, ReadError, Reason};
pub use returned::{AnnotatedPlace, Annotation, ReturnedFile};
pub use scan::{can_read_scans, is_scan, read_scan, read_scan_in_steps};
pub use scan_cache::ScanCache;
pub use sent::{NO_AUTHOR, PDF_RECORD, SENT_NAMESPACE, Sent, text_digest};

use std::path::PathBuf;
use std::sync::Arc;

use crate::text::SourceText;

/// A report read from a file. Immutable; reading the file again makes a new one.
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
    /// The path that it was read from, as given.
    pub path: PathBuf,
    /// Its format, detected from its content.
    pub format: Format,
    /// Encoding that its bytes were decoded with.
    pub encoding: Encoding,
    /// Whether the encoding was guessed from the content and may be wrong.
    pub encoding_guessed: bool,
    /// SHA-256 of the file's bytes, as 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Its source text; all positions count its code points.
    pub text: SourceText,
    /// Number of U+FFFD in the text that stand for bytes that could not be decoded.
    pub undecodable: usize,
    /// The blocks of the text in order. Blank lines belong to none.
    pub blocks: Vec<PlacedBlock>,
    /// Page furniture that is not in the text, in order.
    pub left_out: Vec<LeftOut>,
    /// Remarks for the user on how it was read.
    pub warnings: Vec<Warning>,
    /// Comments of the document, which are not in the text, in its order.
    pub comments: Vec<PlacedComment>,
    /// Comments that this program exported with the document.
    pub sent: Vec<Sent>,
    /// What a program read from pictures of its pages, if anything.
    pub recognized: Option<PlacedRecognized>,
    /// Corrections made by hand in that, if any. The text has them.
    pub corrections: Option<Arc<Corrections>>,
}

impl Report {
    /// A report of a text that does not come from a file, for tests and tools.
    #[must_use]
    pub fn from_text(path: impl Into<PathBuf>, text: &str) -> Self {
        let path = path.into();
        let text = SourceText::new(text);
        let assemble::Assembled { text, blocks, left_out, warnings, comments, sent, recognized } =
            assemble::plain(text);
        Self {
            path,
            format: Format::Text,
            encoding: Encoding::Utf8,
            encoding_guessed: false,
            sha256: hash::sha256(text.as_str().as_bytes()),
            text,
            undecodable: 0,
            blocks,
            left_out,
            warnings,
            comments,
            sent,
            recognized,
            corrections: None,
        }
    }

    /// The block at a position; between two blocks, the preceding one.
    #[must_use]
    pub fn block_from_position(&self, position: usize) -> Option<&PlacedBlock> {
        let after = self.blocks.partition_point(|block| block.span.start <= position);
        after.checked_sub(1).map(|at| &self.blocks[at])
    }

    /// Number of the page on which the block at a position begins, from 1, if the format has pages.
    #[must_use]
    pub fn page_from_position(&self, position: usize) -> Option<u32> {
        self.block_from_position(position)?.page
    }

    /// Number of pages, if its format has pages.
    #[must_use]
    pub fn pages(&self) -> Option<u32> {
        let beside = self.left_out.iter().map(|out| out.block.page);
        self.blocks.iter().map(|block| block.page).chain(beside).flatten().max()
    }

    /// Numbers of parts that are not in the text; all 0 if it is complete.
    #[must_use]
    pub fn not_read(&self) -> NotRead {
        let numbers = |warning: &Warning| match warning {
            Warning::NotRead(numbers) => Some(*numbers),
            _ => None,
        };
        self.warnings.iter().find_map(numbers).unwrap_or_default()
    }

    /// The file's name, as shown in lists.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(&self.path)
    }
}
