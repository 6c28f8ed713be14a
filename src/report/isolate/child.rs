//! The child's side: restricts itself, reads one document from standard input, answers on standard output.

use std::io::{self, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::thread;

use serde::Serialize;

use super::super::extract::Extracted;
use super::super::marking::{AskedWords, PdfPlan};
use super::super::readers::sheets::{Sheet, Wanted};
use super::super::returned::{Kind, ReturnedFile};
use super::super::{Format, MAX_BYTES, Reason, readers};
use super::{GREETING, confine, limits, probe};

/// Stack of the reading thread, in bytes.
const STACK: usize = 16 << 20;

/// Reads a document in this process. A panic of the reader becomes [`Reason::Crashed`].
pub(super) fn read(format: Format, bytes: &[u8]) -> Result<Extracted, Reason> {
    catch_unwind(AssertUnwindSafe(|| readers::read(format, bytes))).unwrap_or(Err(Reason::Crashed))
}

/// Lists the files in a container in this process, as [`read`].
pub(super) fn members(format: Format, bytes: &[u8]) -> Result<Vec<String>, Reason> {
    catch_unwind(AssertUnwindSafe(|| readers::members(format, bytes))).unwrap_or(Err(Reason::Crashed))
}

/// Unpacks a file in a container in this process, as [`read`].
pub(super) fn member(format: Format, bytes: &[u8], name: &str) -> Result<Vec<u8>, Reason> {
    catch_unwind(AssertUnwindSafe(|| readers::member(format, bytes, name))).unwrap_or(Err(Reason::Crashed))
}

/// Reads a file that came back in this process, as [`read`].
pub(super) fn returned(kind: Kind, bytes: &[u8]) -> Result<ReturnedFile, Reason> {
    catch_unwind(AssertUnwindSafe(|| readers::returned(kind, bytes))).unwrap_or(Err(Reason::Crashed))
}

/// Draws a page in this process, as [`read`].
pub(super) fn sheet(format: Format, bytes: &[u8], wanted: Wanted) -> Result<Sheet, Reason> {
    let drawn = catch_unwind(AssertUnwindSafe(|| readers::sheet(format, bytes, wanted)));
    drawn.unwrap_or(Err(Reason::Crashed))
}

/// The command `extract page-FORMAT`.
pub(super) fn answer_page(format: Format) -> ExitCode {
    limits::limit_this_process_for_a_page();
    answer_in_limits(move |bytes| {
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or(Reason::Missing)?;
        let (wanted, bytes) =
            rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(Reason::Missing)?;
        sheet(format, bytes, postcard::from_bytes(wanted).map_err(|_| Reason::Missing)?)
    })
}

/// Finds the places of words in a PDF in this process, as [`read`].
pub(super) fn plan_marking(bytes: &[u8], asked: &AskedWords) -> Result<PdfPlan, Reason> {
    catch_unwind(AssertUnwindSafe(|| readers::plan_marking(bytes, asked))).unwrap_or(Err(Reason::Crashed))
}

/// The command `extract marking-pdf`.
pub(super) fn answer_marking() -> ExitCode {
    answer_with(move |bytes| {
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or(Reason::Missing)?;
        let (asked, bytes) =
            rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(Reason::Missing)?;
        let asked = postcard::from_bytes(asked).map_err(|_| Reason::Missing)?;
        plan_marking(bytes, &asked)
    })
}

/// The command `extract returned-KIND`.
pub(super) fn answer_returned(kind: Kind) -> ExitCode {
    answer_with(move |bytes| returned(kind, bytes))
}

/// The command `extract FORMAT`.
pub(super) fn answer(format: Format) -> ExitCode {
    answer_with(move |bytes| read(format, bytes))
}

/// The command `extract members-FORMAT`.
pub(super) fn answer_members(format: Format) -> ExitCode {
    answer_with(move |bytes| members(format, bytes))
}

/// The command `extract member-FORMAT`.
pub(super) fn answer_member(format: Format) -> ExitCode {
    answer_with(move |bytes| {
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or(Reason::Missing)?;
        let (name, bytes) =
            rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(Reason::Missing)?;
        member(format, bytes, &String::from_utf8_lossy(name))
    })
}

/// Answers with what is made of the bytes on standard input, after this process has dropped its rights.
fn answer_with<T: Serialize + Send + 'static>(
    work: impl FnOnce(&[u8]) -> Result<T, Reason> + Send + 'static,
) -> ExitCode {
    limits::limit_this_process();
    answer_in_limits(work)
}

/// The same for a process that has limited itself.
fn answer_in_limits<T: Serialize + Send + 'static>(
    work: impl FnOnce(&[u8]) -> Result<T, Reason> + Send + 'static,
) -> ExitCode {
    let answer = in_confined_thread(move |_| {
        let mut bytes = Vec::new();
        // Text that the parent decoded from GB18030 has up to twice the bytes of the file.
        io::stdin().lock().take(MAX_BYTES * 2).read_to_end(&mut bytes)?;
        work(&bytes)
    });
    send(&answer)
}

/// The command `extract probe`.
pub(super) fn answer_probe() -> ExitCode {
    limits::limit_this_process();
    let confinement = in_confined_thread(|layers| {
        // The parent closes standard input when it has finished inspecting this process.
        io::stdin().lock().read_to_end(&mut Vec::new())?;
        Ok(probe::try_everything(layers))
    });
    match confinement {
        Ok(confinement) => send(&confinement),
        Err(_) => ExitCode::FAILURE,
    }
}

/// Runs `work` with a stack of known size, after this process has dropped its rights: on the main thread where the system
/// lets its stack grow so far, which makes a start cheaper, or else on a thread. That is started first, since no thread can
/// be started afterwards.
fn in_confined_thread<T: Send + 'static>(
    work: impl FnOnce(confine::Layers) -> Result<T, Reason> + Send + 'static,
) -> Result<T, Reason> {
    if limits::allow_stack(STACK as u64) {
        let work = AssertUnwindSafe(|| work(confine::confine_this_process()));
        return catch_unwind(work).unwrap_or(Err(Reason::Crashed));
    }
    let worker = thread::Builder::new().stack_size(STACK).spawn(|| work(confine::confine_this_process()));
    worker.map_err(Reason::from)?.join().unwrap_or(Err(Reason::Crashed))
}

fn send(answer: &impl Serialize) -> ExitCode {
    let mut out = io::stdout().lock();
    let written = postcard::to_stdvec(answer)
        .map_err(io::Error::other)
        .and_then(|answer| out.write_all(GREETING).and_then(|()| out.write_all(&answer)))
        .and_then(|()| out.flush());
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
