//! One file of the cache, written once and never changed: sketches, then a directory of them.
//!
//! ```text
//! version (16) │ sketch │ sketch │ … │ row │ row │ … │ rows (8) │ check of the rows (8)
//! row: stamp (32), content (32), offset (8), length (8), check (8); length 0 where only the stamp is new
//! ```

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::super::bits::Bits;
use super::super::grams::mix;
use super::super::sketch::Sketch;
use crate::files::{self, Access};

const VERSION_BYTES: usize = 16;
const ROW_BYTES: usize = 88;
const TRAILER_BYTES: u64 = 16;

/// Maximum size of a sketch in bytes: four bytes a character of the largest file that is read.
const MAX_SKETCH: u64 = 256 << 20;

/// Location of a sketch in its pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub offset: u64,
    /// Length in bytes; 0 if another pack has the sketch.
    pub length: u64,
    check: u64,
}

/// A pack on disk.
#[derive(Debug)]
pub(super) struct Pack(PathBuf);

/// Stamp, content and place.
type Entry = ([u8; 32], [u8; 32], Row);

impl Pack {
    /// Reads a pack's directory; `None` if it is damaged or of another version.
    pub(super) fn open(path: &Path, version: [u8; VERSION_BYTES]) -> Option<(Self, Vec<Entry>)> {
        let mut file = File::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        let mut head = [0; VERSION_BYTES];
        file.read_exact(&mut head).ok().filter(|()| head == version)?;
        let mut trailer = [0; TRAILER_BYTES as usize];
        let trailer_start = size.checked_sub(TRAILER_BYTES)?;
        file.seek(SeekFrom::Start(trailer_start)).ok()?;
        file.read_exact(&mut trailer).ok()?;
        let mut trailer = Bytes(&trailer);
        let (count, expected) = (trailer.number()?, trailer.number()?);
        let length = count.checked_mul(ROW_BYTES as u64)?;
        let start = trailer_start.checked_sub(length)?;
        file.seek(SeekFrom::Start(start)).ok()?;
        let mut directory = vec![0; usize::try_from(length).ok()?];
        file.read_exact(&mut directory).ok()?;
        if check(&directory) != expected {
            return None;
        }
        let mut bytes = Bytes(&directory);
        let row = |_| {
            let (stamp, content) = (bytes.array()?, bytes.array()?);
            let row = Row { offset: bytes.number()?, length: bytes.number()?, check: bytes.number()? };
            let fits = row.length <= MAX_SKETCH && row.offset.checked_add(row.length)? <= start;
            fits.then_some((stamp, content, row))
        };
        let rows: Option<Vec<Entry>> = (0..count).map(row).collect();
        Some((Self(path.to_owned()), rows?))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Reads a sketch; `None` if it is damaged or gone.
    pub(super) fn read(&self, row: Row, path: &Path, content: [u8; 32]) -> Option<Sketch> {
        let mut file = File::open(&self.0).ok()?;
        file.seek(SeekFrom::Start(row.offset)).ok()?;
        let mut bytes = vec![0; usize::try_from(row.length).ok()?];
        file.read_exact(&mut bytes).ok()?;
        if check(&bytes) != row.check {
            return None;
        }
        decoded(&bytes, path, content)
    }
}

/// A pack under construction.
#[derive(Debug)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    rows: Vec<u8>,
}

impl Writer {
    pub(super) fn new(version: [u8; VERSION_BYTES]) -> Self {
        Self { bytes: version.to_vec(), rows: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes.len() + self.rows.len()
    }

    /// Adds a stamp, and its sketch if that is new.
    pub(super) fn add(&mut self, stamp: [u8; 32], sketch: &Sketch, is_new: bool) {
        let start = self.bytes.len();
        if is_new {
            encode(sketch, &mut self.bytes);
        }
        let sketched = &self.bytes[start..];
        self.rows.extend_from_slice(&stamp);
        self.rows.extend_from_slice(&sketch.content);
        for number in [start as u64, sketched.len() as u64, check(sketched)] {
            self.rows.extend_from_slice(&number.to_le_bytes());
        }
    }

    /// Writes the pack atomically; `None` on failure.
    pub(super) fn write(mut self, folder: &Path) -> Option<Pack> {
        let (rows, name) = (self.rows.len() / ROW_BYTES, check(&self.rows));
        self.bytes.append(&mut self.rows);
        for number in [rows as u64, name] {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
        let path = folder.join(format!("{name:016x}.pack"));
        files::replace(&path, Access::Private, &self.bytes).ok()?;
        fs::metadata(&path).is_ok().then_some(Pack(path))
    }
}

fn encode(sketch: &Sketch, out: &mut Vec<u8>) {
    let number = |out: &mut Vec<u8>, value: usize| out.extend_from_slice(&(value as u64).to_le_bytes());
    number(out, sketch.characters);
    // 0: not checked; else the number of parts plus one.
    number(out, sketch.parts_absent.as_ref().map_or(0, |parts| parts.len() + 1));
    for part in sketch.parts_absent.iter().flatten() {
        number(out, part.len());
        out.extend_from_slice(part.as_bytes());
    }
    number(out, sketch.symbols.len());
    out.extend(sketch.symbols.iter().flat_map(|symbol| symbol.to_le_bytes()));
    out.extend(sketch.seeds.words().iter().flat_map(|word| word.to_le_bytes()));
}

fn decoded(bytes: &[u8], path: &Path, content: [u8; 32]) -> Option<Sketch> {
    let mut bytes = Bytes(bytes);
    let characters = usize::try_from(bytes.number()?).ok()?;
    let parts = bytes.number()?;
    let mut parts_absent = (parts > 0).then(Vec::new);
    for _ in 1..parts {
        let length = usize::try_from(bytes.number()?).ok()?;
        let part = String::from_utf8(bytes.take(length)?.to_vec()).ok()?;
        parts_absent.get_or_insert_default().push(part);
    }
    let length = usize::try_from(bytes.number()?).ok()?;
    let symbols = bytes.take(length.checked_mul(2)?)?;
    let symbols = symbols.as_chunks::<2>().0.iter().map(|&pair| u16::from_le_bytes(pair)).collect();
    let words = bytes.take(length.div_ceil(64) * 8)?;
    let words = words.as_chunks::<8>().0.iter().map(|&word| u64::from_le_bytes(word)).collect();
    let seeds = Bits::from_words(words);
    bytes.0.is_empty().then(|| Sketch {
        path: path.to_owned(),
        content,
        characters,
        parts_absent,
        symbols,
        seeds,
    })
}

/// Checksum against damage; no protection against tampering.
fn check(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().copied().chain([last]).map(u64::from_le_bytes);
    words.fold(bytes.len() as u64, |check, word| mix(check.rotate_left(5) ^ word))
}

/// Bytes that remain to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn number(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }
}
