//! Reads one file into a [`Report`] or a [`ReadError`]. Parsing of the formats is in `readers`, the separate process
//! in `isolate`.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::album;
use super::assemble::{self, Assembled};
use super::container;
use super::extract::Extracted;
use super::hash::sha256;
use super::isolate;
use super::likeness;
use super::limits::{MAX_BYTES, MAX_CHARACTERS};
use super::marking::{AskedWords, PdfPlan};
use super::readers;
use super::returned::{Kind, ReturnedFile};
use super::{Encoding, Format, ReadError, Reason, Report, Warning};
use crate::text::SourceText;

/// Options of reading a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The encoding; `None` to detect it. Ignored by formats that state their own.
    pub encoding: Option<Encoding>,
    /// Whether page furniture (navigation, running heads) is part of the source text. If not, it is in
    /// [`Report::left_out`].
    pub whole_page: bool,
    /// Which pages are read from their pictures by [`read_scan`](super::read_scan).
    pub pages: Pages,
}

/// Which pages of a scan are read from their pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pages {
    /// Those without text.
    #[default]
    WithoutText,
    /// Those whose text another program put behind their pictures, too.
    WithHiddenText,
}

impl From<Option<Encoding>> for ReadOptions {
    fn from(encoding: Option<Encoding>) -> Self {
        Self { encoding, ..Self::default() }
    }
}

/// Reads the file at `path`. Blocks for a few seconds at most: a reader that takes longer is stopped.
///
/// # Errors
///
/// [`ReadError`] with the [`Reason`] if the file cannot be opened, has no text, or its reader failed.
pub fn read_file(path: &Path, options: impl Into<ReadOptions>) -> Result<Report, ReadError> {
    bytes_of(path)
        .and_then(|bytes| report_from_bytes(path.to_owned(), &bytes, options.into()))
        .map_err(|reason| ReadError { path: path.to_owned(), reason })
}

/// Reads a report from bytes in memory. `path` names the report and hints at its format.
///
/// ```
/// use std::path::Path;
///
/// use jiaokan::report::{Encoding, read};
///
/// let gbk = [0xb7, 0xa8, 0xd6, 0xce, 0xd5, 0xfe, 0xb8, 0xae];
/// let report = read(Path::new("a.txt"), &gbk, Some(Encoding::Gb18030))?;
/// assert_eq!(report.text.as_str(), "法治政府");
/// # Ok::<(), jiaokan::report::ReadError>(())
/// ```
///
/// # Errors
///
/// [`ReadError`] as for [`read_file`].
pub fn read(path: &Path, bytes: &[u8], options: impl Into<ReadOptions>) -> Result<Report, ReadError> {
    report_from_bytes(path.to_owned(), bytes, options.into())
        .map_err(|reason| ReadError { path: path.to_owned(), reason })
}

/// The bytes of a file, which may be in a container.
///
/// # Errors
///
/// The [`Reason`] why there are none: the file is missing, not a file, or larger than [`MAX_BYTES`].
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, Reason> {
    use io::Read as _;
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => {}
        Ok(metadata) if metadata.is_dir() => return album::bytes(path, bytes_of),
        Ok(_) => return Err(Reason::NotAFile),
        // A path behind that of a file is not found, or leads through what is no folder.
        Err(error) => {
            let behind = matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
            let (container, inner) = container::split(path).filter(|_| behind).ok_or(error)?;
            return container::member(container, &bytes_of(container)?, &inner);
        }
    }
    let file = open(path)?;
    // The path may refer to another file by now: check the opened one.
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(Reason::NotAFile);
    }
    if metadata.len() > MAX_BYTES {
        return Err(Reason::TooLarge(metadata.len()));
    }
    // The file may grow while it is read.
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Reason::TooLarge(bytes.len() as u64)) } else { Ok(bytes) }
}

/// Reads a workbook or a file of annotations.
///
/// # Errors
/// [`ReadError`] if the file cannot be read, or is neither.
pub fn read_returned(path: &Path) -> Result<ReturnedFile, ReadError> {
    let failed = |reason| ReadError { path: path.to_owned(), reason };
    let bytes = bytes_of(path).map_err(failed)?;
    let kind = match bytes.trim_ascii_start().first() {
        _ if bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0") => Kind::Workbook,
        _ if bytes.starts_with(b"\xef\xbb\xbf") => Kind::Json,
        Some(b'{' | b'[') => Kind::Json,
        _ => return Err(failed(Reason::NotText)),
    };
    isolate::returned(kind, &bytes).map_err(failed)
}

/// Finds the places of words in a PDF, in the extracting process.
///
/// # Errors
/// [`Reason::Encrypted`] if the file is encrypted, with or without a password; [`Reason::Damaged`] if its
/// cross-references are damaged, so that nothing can be appended; the reasons of reading.
pub fn plan_marking(bytes: &[u8], asked: &AskedWords) -> Result<PdfPlan, Reason> {
    isolate::plan_marking(bytes, asked)
}

/// Opens a file without blocking on a pipe that has no writer.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    fs::OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<fs::File> {
    fs::File::open(path)
}

/// Result of decoding a format that does not state its encoding.
#[derive(Clone, Copy)]
struct Decoding {
    encoding: Encoding,
    guessed: bool,
    undecodable: usize,
}

/// Decoding of formats that state their own encoding.
const OF_ITSELF: Decoding = Decoding { encoding: Encoding::Utf8, guessed: false, undecodable: 0 };

pub(super) fn report_from_bytes(path: PathBuf, bytes: &[u8], options: ReadOptions) -> Result<Report, Reason> {
    let format = Format::sniff(bytes, &path);
    let (decoding, extracted) = match format {
        Format::Text => {
            let (decoding, text) = decode(bytes, options.encoding, None)?;
            hold_to_length(&text)?;
            let text = readers::wrapped::unwrapped(SourceText::new(&text));
            return finish(path, format, bytes, decoding, assemble::plain(text));
        }
        Format::Markdown => {
            let (decoding, text) = decode(bytes, options.encoding, None)?;
            hold_to_length(&text)?;
            (decoding, readers::markdown::read(&text))
        }
        Format::Html => {
            let declared = readers::html::declared_encoding(bytes);
            let (decoding, text) = decode(bytes, options.encoding, declared)?;
            (decoding, isolate::extract(format, text.as_bytes())?)
        }
        _ if format.is_isolated() => (OF_ITSELF, isolate::extract(format, bytes)?),
        Format::Archive => {
            // Its files are read one by one; the archive itself only says why it has none.
            let failed = isolate::members(format, bytes).err();
            return Err(failed.unwrap_or(Reason::NotReadable(format)));
        }
        _ => return Err(Reason::NotReadable(format)),
    };
    let assembled = assemble(extracted, options)?;
    finish(path, format, bytes, decoding, assembled)
}

/// A report of what was extracted from a document that states its own encoding.
pub(super) fn report_from_extracted(
    path: PathBuf,
    format: Format,
    bytes: &[u8],
    extracted: Extracted,
    options: ReadOptions,
) -> Result<Report, Reason> {
    let assembled = assemble(extracted, options)?;
    finish(path, format, bytes, OF_ITSELF, assembled)
}

/// Rejects a text that is too long before lines and blocks are made of it, which takes seconds for sixty megabytes.
/// `\r\n` counts as one character; [`finish`] counts exactly.
fn hold_to_length(text: &str) -> Result<(), Reason> {
    let characters = text.chars().filter(|&character| character != '\r').count();
    if characters > MAX_CHARACTERS { Err(Reason::TooLong(characters)) } else { Ok(()) }
}

fn assemble(extracted: Extracted, options: ReadOptions) -> Result<Assembled, Reason> {
    let characters: usize = extracted.blocks.iter().map(|block| block.text.chars().count() + 1).sum();
    if characters > MAX_CHARACTERS {
        Err(Reason::TooLong(characters))
    } else {
        Ok(assemble::blocks(extracted, options.whole_page))
    }
}

fn finish(
    path: PathBuf,
    format: Format,
    bytes: &[u8],
    decoding: Decoding,
    assembled: Assembled,
) -> Result<Report, Reason> {
    let Assembled { text, blocks, left_out, warnings, comments, sent, recognized } = assembled;
    let Decoding { encoding, guessed, undecodable } = decoding;
    if text.characters() > MAX_CHARACTERS {
        return Err(Reason::TooLong(text.characters()));
    }
    if text.visible_characters() == 0 {
        return Err(Reason::Empty);
    }
    let mut warnings = warnings;
    let is_hidden = warnings.iter().any(|warning| matches!(warning, Warning::HiddenText(_)));
    if is_hidden && likeness::is_unlikely(text.as_str()) {
        warnings.push(Warning::UnlikelyText);
    }
    Ok(Report {
        path,
        format,
        encoding,
        encoding_guessed: guessed,
        sha256: sha256(bytes),
        text,
        undecodable,
        blocks,
        left_out,
        warnings,
        comments,
        sent,
        recognized,
        corrections: None,
    })
}

/// Decodes in the chosen encoding, else in the detected one, with the declared one as a hint.
fn decode(
    bytes: &[u8],
    chosen: Option<Encoding>,
    declared: Option<Encoding>,
) -> Result<(Decoding, std::borrow::Cow<'_, str>), Reason> {
    let mut decoded = Encoding::decode(bytes, chosen, declared);
    // Some programs pad their files with zero bytes.
    if decoded.text.contains('\0') {
        let shown = decoded.text.replace('\0', "");
        if !shown.trim().is_empty() {
            decoded.text = shown.into();
        }
    }
    // The user must be able to correct a wrong choice: only a detected encoding decides whether this is text.
    if chosen.is_none() && !reads_as_text(&decoded.text, decoded.undecodable) {
        return Err(Reason::NotText);
    }
    let decoding =
        Decoding { encoding: decoded.encoding, guessed: decoded.guessed, undecodable: decoded.undecodable };
    Ok((decoding, decoded.text))
}

/// Whether at most one in a hundred characters is a control character and at most one in five could not be decoded.
fn reads_as_text(text: &str, undecodable: usize) -> bool {
    let (mut all, mut controls) = (0usize, 0usize);
    for character in text.chars() {
        all += 1;
        controls += usize::from(
            character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}'),
        );
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
    fn unreadable_files_have_a_reason() {
        assert_eq!(reason("a.pdf", b"\x89PNG\r\n"), Reason::NotReadable(Format::Picture));
        assert_eq!(reason("a.txt", b" \n\xe3\x80\x80"), Reason::Empty);
        assert_eq!(reason("a.txt", b""), Reason::Empty);
        assert_eq!(reason("a.html", b""), Reason::Empty);
        assert_eq!(reason("a.txt", b"\x00\x01\x02\x03\x90\x91\x00\x01\x02\x03\x90\x91"), Reason::NotText);
        assert_eq!(read_file(Path::new("nowhere/a.txt"), None).unwrap_err().reason, Reason::Missing);
        let long = "一".repeat(MAX_CHARACTERS + 1);
        assert_eq!(reason("a.txt", long.as_bytes()), Reason::TooLong(MAX_CHARACTERS + 1));
    }

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        let report = read(Path::new("a.txt"), "\u{feff}一\r\n二".as_bytes(), None).unwrap();
        assert_eq!(report.text.as_str(), "一\n二");
        assert_eq!(report.sha256.len(), 64);
        assert_ne!(report.sha256, read(Path::new("a.txt"), "一\n二".as_bytes(), None).unwrap().sha256);
    }

    #[test]
    fn zero_bytes_that_fill_a_file_up_are_dropped() {
        let padded = [b"\xd2\xbb\xa1\xa2\xb9\xa4\xd7\xf7".repeat(20), vec![0; 500]].concat();
        let report = read(Path::new("a.txt"), &padded, None).unwrap();
        assert_eq!(
            (report.text.as_str(), report.encoding),
            ("一、工作".repeat(20).as_str(), Encoding::Gb18030)
        );
        let utf8 = ["一、工作\n".repeat(20).as_bytes(), &[0; 512]].concat();
        assert_eq!(read(Path::new("a.txt"), &utf8, None).unwrap().text.as_str(), "一、工作\n".repeat(20));
    }

    #[test]
    fn markdown_is_read_as_blocks() {
        let page = "# 青云县报告\n\n正文。\n";
        let report = read(Path::new("a.md"), page.as_bytes(), None).unwrap();
        assert_eq!((report.format, report.text.as_str()), (Format::Markdown, "青云县报告\n正文。"));
        assert_eq!(report.blocks.len(), 2);
        assert_eq!(report.text.slice(report.blocks[1].span), "正文。");
    }
}
