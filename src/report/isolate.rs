//! Extraction of documents in a separate process.
//!
//! A reader of Word, PDF or HTML cannot be made safe against every hostile file: some make it hang, some overflow the
//! stack, some allocate gigabytes. Such formats are therefore read by a child process, which is this program started
//! again with the hidden command `extract FORMAT`. The document goes to the child's standard input; blocks of text, or
//! the reason why there are none, come back on its standard output. A hostile file can end its child and nothing else.
//!
//! ```text
//!   parent                                   child
//!   report::read ── document ──▶ stdin  ┐ 1. limits its memory, processor time and files  (limits)
//!                                       │ 2. forbids itself files, sockets, processes     (confine)
//!                                       │ 3. reads the document                           (super::readers)
//!   report::read ◀─ blocks ──── stdout  ┘ 4. answers and ends
//! ```
//!
//! The child drops its rights before it reads the first byte of the document, and cannot regain them: a fault in a
//! reader is then of no use to an attacker. The restrictions in force depend on the system; [`probe`] measures them by
//! starting a child that attempts each forbidden action.
//!
//! The parent ends a child that makes no progress ([`parent`]). The protocol has no version number of its own: parent and
//! child are the same build, and an answer that does not begin with [`GREETING`] is refused.

mod child;
mod confine;
mod limits;
mod parent;
mod probe;
mod scan;

pub use confine::Layers;
pub use probe::{Attempt, Confinement};

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;

use super::extract::Extracted;
use super::marking::{AskedWords, PdfPlan};
use super::models::Models;
use super::readers::sheets::{Sheet, Wanted};
use super::returned::{Kind, ReturnedFile};
use super::{Format, Reason};
use crate::task::Cancel;
pub(super) use scan::Told;

/// The hidden command. The whole command line is this word and the id of a format, or [`PROBE`].
const COMMAND: &str = "extract";
/// Replaces the format: the child reads no document but attempts the forbidden actions.
const PROBE: &str = "probe";
/// Replaces the format, before the id of a container: the child answers with the names of the files in it.
const MEMBERS: &str = "members-";
/// The same: the child answers with the bytes of one file. Its input is the name's length in four bytes, the name, and
/// the container.
const MEMBER: &str = "member-";
/// The same: the child reads a document with its pages that are pictures ([`scan`]).
const SCAN: &str = "scan-";
/// The same, with pages whose text another program put behind their pictures.
const ANEW: &str = "scan-anew-";
/// The same: the child answers with one page as it looks. Its input is which page, behind its length in four bytes, and the
/// document.
const PAGE: &str = "page-";
/// The same, before the id of a kind of file that comes back: the child answers with its tables or annotations.
const RETURNED: &str = "returned-";
/// The same, before nothing: the child finds the places of words in a PDF. Its input is the length of what is asked in four
/// bytes, what is asked, and the PDF.
const MARKING: &str = "marking-pdf";
/// First bytes of every answer. An answer without them comes from another program or another version.
const GREETING: &[u8] = concat!("jiaokan ", env!("CARGO_PKG_VERSION"), " blocks 1\n").as_bytes();

/// The extractor that was named by [`use_extractor`].
static EXTRACTOR: OnceLock<PathBuf> = OnceLock::new();
/// Set when this binary implements the `extract` command and may start itself as the extractor.
static IS_EXTRACTOR: OnceLock<()> = OnceLock::new();

/// Names the program that extracts documents, which must be one of the two binaries of this package.
///
/// Programs that begin with [`extract_command`], as both binaries do, start themselves and need not call this. A test or a
/// tool that uses this library calls it once, before it reads a report; later calls have no effect. Without an extractor
/// documents are read in the calling process, where only the readers' own limits apply.
pub fn use_extractor(program: impl Into<PathBuf>) {
    let _ = EXTRACTOR.set(program.into());
}

/// Runs the hidden command `extract` if the arguments ask for it, and returns the exit code for the process. `arguments`
/// begins with the program's name. Must be called first in `main`, while the process has one thread.
#[must_use]
pub fn extract_command(arguments: &[OsString]) -> Option<ExitCode> {
    let _ = IS_EXTRACTOR.set(());
    let [_, command, what] = arguments else { return None };
    if command != COMMAND {
        return None;
    }
    if what == PROBE {
        return Some(child::answer_probe());
    }
    if what == MARKING {
        return Some(child::answer_marking());
    }
    let container =
        |word: &str| Format::from_id(what.to_str()?.strip_prefix(word)?).filter(|f| f.is_container());
    if let Some(format) = container(MEMBERS) {
        return Some(child::answer_members(format));
    }
    if let Some(format) = container(MEMBER) {
        return Some(child::answer_member(format));
    }
    let scanned =
        |word: &str| Format::from_id(what.to_str()?.strip_prefix(word)?).filter(|f| f.has_pictures());
    if let Some((format, anew)) =
        scanned(ANEW).map(|format| (format, true)).or_else(|| scanned(SCAN).map(|format| (format, false)))
    {
        return Some(scan::answer(format, anew));
    }
    if let Some(format) = scanned(PAGE) {
        return Some(child::answer_page(format));
    }
    if let Some(kind) = what.to_str().and_then(|what| what.strip_prefix(RETURNED)) {
        return Kind::ALL.into_iter().find(|known| known.id() == kind).map(child::answer_returned);
    }
    isolated_format(what).map(child::answer)
}

/// Restrictions of an extracting process on this machine, measured by starting one that attempts forbidden actions.
///
/// # Errors
///
/// [`Reason::NoExtractor`] if this program is no extractor and none was named, or if the process could not be started.
pub fn confinement() -> Result<Confinement, Reason> {
    let program = extractor().ok_or_else(|| Reason::NoExtractor("none was named".to_owned()))?;
    parent::ask(program, PROBE, &[])
}

/// Reads a document, in a child process if there is an extractor. `format` is one of those in [`isolated_format`].
pub(super) fn extract(format: Format, bytes: &[u8]) -> Result<Extracted, Reason> {
    match extractor() {
        Some(program) => parent::ask(program, format.id(), bytes)?,
        None => child::read(format, bytes),
    }
}

/// Reads a document with its pages that are pictures, in a child process if there is an extractor.
pub(super) fn read_scan(
    format: Format,
    bytes: &[u8],
    anew: bool,
    models: Models,
    cancel: &Cancel,
    told: &mut Told<'_>,
) -> Result<Extracted, Reason> {
    match extractor() {
        Some(program) => scan::ask(program, format, bytes, anew, &models, cancel, told),
        None => scan::read_here(format, bytes, anew, models, cancel, told),
    }
}

/// A page of a document as it looks, drawn in a child process if there is an extractor.
pub(super) fn sheet(format: Format, bytes: &[u8], wanted: Wanted) -> Result<Sheet, Reason> {
    match extractor() {
        Some(program) => {
            let failed = |error: postcard::Error| Reason::NoExtractor(error.to_string());
            let wanted = postcard::to_stdvec(&wanted).map_err(failed)?;
            let length = u32::try_from(wanted.len()).map_err(|_| Reason::Missing)?;
            let input = [&length.to_le_bytes(), wanted.as_slice(), bytes].concat();
            parent::ask(program, &format!("{PAGE}{}", format.id()), &input)?
        }
        None => child::sheet(format, bytes, wanted),
    }
}

/// The names of the files in a container, listed in a child process if there is an extractor.
pub(super) fn members(format: Format, bytes: &[u8]) -> Result<Vec<String>, Reason> {
    match extractor() {
        Some(program) => parent::ask(program, &format!("{MEMBERS}{}", format.id()), bytes)?,
        None => child::members(format, bytes),
    }
}

/// The content of a file that came back, read in a child process if there is an extractor.
pub(super) fn returned(kind: Kind, bytes: &[u8]) -> Result<ReturnedFile, Reason> {
    match extractor() {
        Some(program) => parent::ask(program, &format!("{RETURNED}{}", kind.id()), bytes)?,
        None => child::returned(kind, bytes),
    }
}

/// The places of words in a PDF, found in a child process if there is an extractor.
pub(super) fn plan_marking(bytes: &[u8], asked: &AskedWords) -> Result<PdfPlan, Reason> {
    match extractor() {
        Some(program) => {
            let asked = postcard::to_stdvec(asked).map_err(|_| Reason::Crashed)?;
            let length = u32::try_from(asked.len()).map_err(|_| Reason::Crashed)?;
            parent::ask(program, MARKING, &[&length.to_le_bytes(), asked.as_slice(), bytes].concat())?
        }
        None => child::plan_marking(bytes, asked),
    }
}

/// The bytes of a file in a container, unpacked in a child process if there is an extractor.
pub(super) fn member(format: Format, bytes: &[u8], name: &str) -> Result<Vec<u8>, Reason> {
    match extractor() {
        Some(program) => {
            let length = u32::try_from(name.len()).map_err(|_| Reason::Missing)?;
            let input = [&length.to_le_bytes(), name.as_bytes(), bytes].concat();
            parent::ask(program, &format!("{MEMBER}{}", format.id()), &input)?
        }
        None => child::member(format, bytes, name),
    }
}

/// The format with this id, if documents of that format are read in a child process.
fn isolated_format(id: &OsStr) -> Option<Format> {
    Format::from_id(id.to_str()?).filter(|format| format.is_isolated())
}

/// The program to start: the one that was named, or else this one if it implements the `extract` command.
fn extractor() -> Option<&'static Path> {
    static THIS_PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let this_program = || {
        // On Linux this link refers to the running program even after an update has replaced its file.
        let running = Path::new("/proc/self/exe");
        let found = cfg!(target_os = "linux") && running.exists();
        if found { Some(running.to_owned()) } else { std::env::current_exe().ok() }
    };
    let named = EXTRACTOR.get().map(PathBuf::as_path);
    named.or_else(|| IS_EXTRACTOR.get().and_then(|()| THIS_PROGRAM.get_or_init(this_program).as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_command_extracts() {
        let call = |words: &[&str]| {
            let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
            match arguments.as_slice() {
                [_, command, format] => command == COMMAND && isolated_format(format).is_some(),
                _ => false,
            }
        };
        assert!(!call(&["jiaokan", "extract"]));
        assert!(!call(&["jiaokan", "extract", "txt"]), "plain text needs no process");
        assert!(!call(&["jiaokan", "extract", "html", "more"]));
        assert!(!call(&["jiaokan", "inspect", "html"]));
        assert!(call(&["jiaokan", "extract", "pdf"]));
    }
}
