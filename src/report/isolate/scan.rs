//! Reading of scans in a child process of its own. It is confined like the one of [`super::child`], with other limits:
//! the models take memory and seconds of processor time a page.
//!
//! The child's input is the two models, each behind its length, and the document. It loads the models, which the parent
//! has checked by their hashes, and starts the engine's threads before it drops its last rights; it reads the document
//! afterwards. It answers with a frame for each page, now and then one with what was read so far, and one for the result.

use std::cell::Cell;
use std::io::{self, Read, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Child, ExitCode};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::super::extract::Extracted;
use super::super::models::Models;
use super::super::readers::{self, Looking};
use super::super::{Format, MAX_BYTES, Reason};
use super::parent::{Patience, command, processor_time};
use super::{ANEW, GREETING, SCAN, confine, limits};
use crate::scans::Engine;
use crate::task::{Cancel, Progress};

/// Id of the stage that the progress of reading a scan names.
pub(in crate::report) const STAGE: &str = "scan-stage-pages";
/// Stack of the reading thread, in bytes.
const STACK: usize = 16 << 20;
/// Interval at which the parent looks for a cancelled task, and at a child that has not answered.
const INTERVAL: Duration = Duration::from_millis(100);
/// Maximum length of a frame in bytes.
const MAX_FRAME: u32 = 64 << 20;
/// Maximum length of a model in bytes.
const MAX_MODEL: u64 = 64 << 20;
/// Processor time of a page in ticks of a hundredth of a second: thirty times what a page takes.
const PAGE_TIME: u64 = 120 * 100;
/// Maximum number of threads that the engine is given: more help little.
const MAX_THREADS: usize = 4;
/// Number of bytes kept of a child's standard error.
const MAX_LAST_WORDS: u64 = 4 << 10;

/// What a child says.
#[derive(Serialize, Deserialize)]
enum Frame {
    /// Number of pages that are read, and of all that will be.
    Pages { done: usize, total: usize },
    /// What was read so far.
    SoFar(Extracted),
    /// The result.
    Done(Result<Extracted, Reason>),
}

/// What is told while a scan is read.
pub(in crate::report) struct Told<'a> {
    /// Numbers of pages that are read, and of all.
    pub(in crate::report) progress: &'a Progress,
    /// What was read so far, some pages apart.
    pub(in crate::report) so_far: &'a mut dyn FnMut(Extracted),
}

/// Which numbers of pages are shown while the rest is being read: all at first, later every fifth part more, so that
/// assembling them costs no more than a share of reading them.
struct Steps {
    next: usize,
}

impl Steps {
    fn new() -> Self {
        Self { next: 1 }
    }

    fn is_one(&mut self, read: usize, total: usize) -> bool {
        let is_one = read >= self.next && read < total;
        if is_one {
            self.next = read + 1 + read / 5;
        }
        is_one
    }
}

/// The command `extract scan-FORMAT`, or `extract scan-anew-FORMAT`.
pub(super) fn answer(format: Format, anew: bool) -> ExitCode {
    limits::limit_this_process_for_scans();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        let mut input = io::stdin().lock();
        let result = work(&mut input, format, anew);
        send(&Frame::Done(result))
    });
    match worker.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn work(input: &mut impl Read, format: Format, anew: bool) -> Result<Extracted, Reason> {
    // The greeting comes first: a panic must not leave half a frame behind.
    io::stdout().lock().write_all(GREETING)?;
    let (_, engine) = confine::confine_around(|| -> Result<Engine, Reason> {
        let detector = part(input)?;
        Engine::new(detector, part(input)?).map_err(|_| Reason::NoModels)
    });
    let engine = engine?;
    let mut bytes = Vec::new();
    input.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    let said = &mut |done, total| {
        let _ = send(&Frame::Pages { done, total });
        Ok(())
    };
    read(&engine, format, &bytes, anew, said, &mut |so_far| {
        let _ = send(&Frame::SoFar(so_far));
    })
}

fn part(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length).min(MAX_MODEL);
    let mut part = Vec::with_capacity(length as usize);
    input.take(length).read_to_end(&mut part)?;
    Ok(part)
}

/// Reads a document with an engine. A panic becomes [`Reason::Crashed`].
fn read(
    engine: &Engine,
    format: Format,
    bytes: &[u8],
    anew: bool,
    said: &mut dyn FnMut(usize, usize) -> Result<(), Reason>,
    so_far: &mut dyn FnMut(Extracted),
) -> Result<Extracted, Reason> {
    let (pages, mut steps) = (Cell::new((0, 0)), Steps::new());
    let mut look = |picture, done: usize, total| {
        said(done, total)?;
        let page = engine.read(picture).map_err(|_| Reason::Crashed)?;
        said(done + 1, total)?;
        pages.set((done + 1, total));
        Ok(page)
    };
    let mut show = |assemble: &dyn Fn() -> Extracted| {
        let (read, total) = pages.get();
        if steps.is_one(read, total) {
            so_far(assemble());
        }
    };
    let mut looking = Looking { look: &mut look, show: &mut show };
    let read = catch_unwind(AssertUnwindSafe(|| readers::read_scans(format, bytes, anew, &mut looking)));
    read.unwrap_or(Err(Reason::Crashed))
}

fn send(frame: &Frame) -> io::Result<()> {
    let bytes = postcard::to_stdvec(frame).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    let mut out = io::stdout().lock();
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&bytes)?;
    out.flush()
}

/// Reads a scan in this process.
pub(super) fn read_here(
    format: Format,
    bytes: &[u8],
    anew: bool,
    models: Models,
    cancel: &Cancel,
    told: &mut Told<'_>,
) -> Result<Extracted, Reason> {
    let engine = Engine::new(models.detector, models.recogniser).map_err(|_| Reason::NoModels)?;
    let Told { progress, so_far } = told;
    let said = &mut |done, total| {
        progress.say(STAGE, done, total);
        cancel.check().map_err(|_| Reason::Cancelled)
    };
    read(&engine, format, bytes, anew, said, *so_far)
}

/// Starts `program extract scan-FORMAT`, sends it models and document, and returns what it read.
pub(super) fn ask(
    program: &Path,
    format: Format,
    bytes: &[u8],
    anew: bool,
    models: &Models,
    cancel: &Cancel,
    told: &mut Told<'_>,
) -> Result<Extracted, Reason> {
    let no_extractor = |error: io::Error| Reason::NoExtractor(error.to_string());
    let what = format!("{}{}", if anew { ANEW } else { SCAN }, format.id());
    let mut command = command(program, &what);
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    command.env("RTEN_NUM_THREADS", threads.to_string());
    // Each further arena of the C library takes 64 MB of address space.
    command.env("MALLOC_ARENA_MAX", "2");
    let mut child = command.spawn().map_err(no_extractor)?;
    let said = converse(&mut child, bytes, models, cancel, told);
    // It has ended, or is ended.
    let _ = child.kill();
    let status = child.wait().map_err(no_extractor)?;
    let (result, last_words) = said;
    match result {
        Some(result) => result,
        None if status.success() => Err(Reason::NoExtractor("no answer".to_owned())),
        None => Err(limits::reason_of_death(status, &last_words)),
    }
}

/// What arrives from a child's pipes.
enum Part {
    Frame(Frame),
    LastWords(Vec<u8>),
    End,
}

/// Sends a child its input while its frames are received; ends a child that is cancelled or makes no progress. One thread
/// a pipe; they end with the child.
fn converse(
    child: &mut Child,
    bytes: &[u8],
    models: &Models,
    cancel: &Cancel,
    told: &mut Told<'_>,
) -> (Option<Result<Extracted, Reason>>, Vec<u8>) {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (sender, parts) = mpsc::channel();
    let frames = sender.clone();
    thread::spawn(move || {
        if let Some(stdout) = stdout {
            let _ = receive(stdout, &frames);
        }
        let _ = frames.send(Part::End);
    });
    thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(stderr) = stderr {
            let _ = stderr.take(MAX_LAST_WORDS).read_to_end(&mut said);
        }
        let _ = sender.send(Part::LastWords(said));
    });
    thread::scope(|scope| {
        scope.spawn(move || {
            // A child that died reads no further; its exit status shows the reason.
            let Some(mut stdin) = stdin else { return };
            for model in [&models.detector, &models.recogniser] {
                let sent = stdin.write_all(&(model.len() as u64).to_le_bytes());
                if sent.and_then(|()| stdin.write_all(model)).is_err() {
                    return;
                }
            }
            let _ = stdin.write_all(bytes);
        });
        let result = follow(&parts, child.id(), cancel, told);
        if matches!(result.0, Some(Err(Reason::Cancelled | Reason::OutOfTime))) {
            // Also ends the thread that writes.
            let _ = child.kill();
        }
        result
    })
}

fn receive(mut stdout: impl Read, frames: &mpsc::Sender<Part>) -> io::Result<()> {
    let mut greeting = vec![0; GREETING.len()];
    stdout.read_exact(&mut greeting)?;
    if greeting != GREETING {
        return Err(io::ErrorKind::InvalidData.into());
    }
    loop {
        let mut length = [0; 4];
        stdout.read_exact(&mut length)?;
        let length = u32::from_le_bytes(length);
        if length > MAX_FRAME {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut bytes = Vec::new();
        stdout.by_ref().take(u64::from(length)).read_to_end(&mut bytes)?;
        let frame = postcard::from_bytes(&bytes).map_err(io::Error::other)?;
        if frames.send(Part::Frame(frame)).is_err() {
            return Ok(());
        }
    }
}

fn follow(
    parts: &mpsc::Receiver<Part>,
    child: u32,
    cancel: &Cancel,
    told: &mut Told<'_>,
) -> (Option<Result<Extracted, Reason>>, Vec<u8>) {
    let mut patience = Patience::new(Instant::now());
    let mut page_from = processor_time(child);
    let (mut result, mut last_words, mut ended) = (None, None, false);
    while !(ended && last_words.is_some()) {
        if cancel.is_cancelled() {
            return (Some(Err(Reason::Cancelled)), Vec::new());
        }
        match parts.recv_timeout(INTERVAL) {
            Ok(Part::Frame(Frame::Pages { done, total })) => {
                told.progress.say(STAGE, done, total);
                page_from = processor_time(child);
            }
            Ok(Part::Frame(Frame::SoFar(read))) => (told.so_far)(read),
            Ok(Part::Frame(Frame::Done(read))) => result = Some(read),
            Ok(Part::LastWords(said)) => last_words = Some(said),
            Ok(Part::End) => ended = true,
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let used = processor_time(child);
                let page = used.zip(page_from).map_or(0, |(used, from)| used.saturating_sub(from));
                if patience.is_over(Instant::now(), used) || page > PAGE_TIME {
                    return (Some(Err(Reason::OutOfTime)), Vec::new());
                }
            }
        }
    }
    (result, last_words.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pages_are_shown_one_by_one_and_later_ones_less_often() {
        let mut steps = Steps::new();
        let shown: Vec<usize> = (1..=40).filter(|read| steps.is_one(*read, 40)).collect();
        assert_eq!(shown[..5], [1, 2, 3, 4, 5]);
        assert!(shown.len() < 18 && *shown.last().unwrap() < 40, "the last one is the result: {shown:?}");
        let mut one = Steps::new();
        assert!(!one.is_one(1, 1));
    }
}
