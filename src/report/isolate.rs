//! Extraction in a process of its own: this program executing itself with the hidden command `extract`, a document on its
//! standard input, blocks on its standard output. No reader of such formats survives every hostile file; here a hang, an
//! overflowing stack and a gigabyte cost one child. What a document says is read in `readers`.
//!
//! ```text
//!  report::read ── bytes ─▶ stdin ┐ limit itself, read, ┌ stdout ─ blocks or reason ─▶ report::read
//!                                 └ jiaokan extract html ┘        killed after WALL_TIME
//! ```

mod limits;

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::extract::Extracted;
use super::{Format, Reason, readers};

/// The hidden command; with a format's id it is the whole command line.
const COMMAND: &str = "extract";
/// The program's own answer begins with this: anything else comes from another version.
const GREETING: &[u8] = concat!("jiaokan ", env!("CARGO_PKG_VERSION"), " blocks 1\n").as_bytes();
/// A child is killed after so long, whatever it waits for. Its processor time ends sooner ([`limits`]): a busy machine
/// alone kills nobody.
const WALL_TIME: Duration = Duration::from_millis(8_500);
/// An answer is not longer: [`super::MAX_CHARACTERS`] of four bytes each, and what is said of them.
const ANSWER: u64 = 64 << 20;
/// So much of what a dying child says is looked at.
const LAST_WORDS: u64 = 4 << 10;

static EXTRACTOR: OnceLock<PathBuf> = OnceLock::new();
/// This program obeys the hidden command.
static OBEYS: OnceLock<()> = OnceLock::new();

/// Names the program that extracts. One that begins with [`extract_command`], as both binaries do, is its own and need
/// not call this; another program that uses this library (a test, a tool) names one of the two here, once and before it
/// reads. Without that its reports are read in its own process, where only the readers' own limits hold.
pub fn use_extractor(program: impl Into<PathBuf>) {
    // A second call changes nothing: reports may be under way.
    let _ = EXTRACTOR.set(program.into());
}

/// The hidden command of both binaries; to be called before anything else. `None` where the arguments (the program's
/// name first) ask for something else.
#[must_use]
pub fn extract_command(arguments: &[OsString]) -> Option<ExitCode> {
    // A second call changes nothing.
    let _ = OBEYS.set(());
    obeyed(arguments)
}

fn obeyed(arguments: &[OsString]) -> Option<ExitCode> {
    let [_, command, format] = arguments else { return None };
    let format = isolated(format)?;
    (command == COMMAND).then(|| answer(format))
}

/// The format of an id, where it is extracted in a process of its own.
fn isolated(id: &OsStr) -> Option<Format> {
    [Format::Html, Format::Docx, Format::Odt, Format::Doc, Format::Rtf, Format::Pdf]
        .into_iter()
        .find(|format| id == format.id())
}

/// Extracts what a document holds. `format` is one that [`isolated`] knows.
pub(super) fn extract(format: Format, bytes: &[u8]) -> Result<Extracted, Reason> {
    match extractor() {
        Some(program) => extract_in_child(program, format, bytes),
        None => extract_here(format, bytes),
    }
}

/// The program to run: the one that was named, or this one if it obeys the hidden command, whatever its file is called.
fn extractor() -> Option<&'static Path> {
    static OF_ITSELF: OnceLock<Option<PathBuf>> = OnceLock::new();
    let of_itself = || {
        // On Linux a program that was replaced on disk while it runs is still found as it was.
        let running = Path::new("/proc/self/exe");
        let found = cfg!(target_os = "linux") && running.exists();
        if found { Some(running.to_owned()) } else { std::env::current_exe().ok() }
    };
    let named = EXTRACTOR.get().map(PathBuf::as_path);
    named.or_else(|| OBEYS.get().and_then(|()| OF_ITSELF.get_or_init(of_itself).as_deref()))
}

/// Reads in this process; a panic is a reason.
fn extract_here(format: Format, bytes: &[u8]) -> Result<Extracted, Reason> {
    catch_unwind(AssertUnwindSafe(|| readers::read(format, bytes))).unwrap_or(Err(Reason::Crashed))
}

/// The child's side: limits itself, reads standard input, answers on standard output.
fn answer(format: Format) -> ExitCode {
    limits::limit_this_process();
    let mut bytes = Vec::new();
    let taken = io::stdin().lock().take(super::MAX_BYTES * 2).read_to_end(&mut bytes);
    let extracted = match taken {
        // A stack of its own size: the main thread's is the system's choice.
        Ok(_) => on_a_roomy_stack(move || extract_here(format, &bytes)),
        Err(error) => Err(Reason::from(error)),
    };
    let mut out = io::stdout().lock();
    let written = postcard::to_stdvec(&extracted)
        .map_err(io::Error::other)
        .and_then(|answer| out.write_all(GREETING).and_then(|()| out.write_all(&answer)))
        .and_then(|()| out.flush());
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn on_a_roomy_stack(
    read: impl FnOnce() -> Result<Extracted, Reason> + Send + 'static,
) -> Result<Extracted, Reason> {
    const STACK: usize = 16 << 20;
    let reader = thread::Builder::new().stack_size(STACK).spawn(read);
    match reader {
        Ok(reader) => reader.join().unwrap_or(Err(Reason::Crashed)),
        Err(error) => Err(Reason::from(error)),
    }
}

/// What came of a child before it was waited for.
enum Part {
    Answer(io::Result<Vec<u8>>),
    LastWords(Vec<u8>),
}

/// The parent's side.
fn extract_in_child(program: &Path, format: Format, bytes: &[u8]) -> Result<Extracted, Reason> {
    let no_extractor = |error: io::Error| Reason::NoExtractor(error.to_string());
    let mut child = Command::new(program)
        .args([COMMAND, format.id()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(no_extractor)?;
    let (answer, last_words) = converse(&mut child, bytes);
    let Some(answer) = answer else {
        // It may have ended by itself just now; either way it is gone after this.
        let _ = child.kill();
        let _ = child.wait();
        return Err(Reason::OutOfTime);
    };
    let status = child.wait().map_err(no_extractor)?;
    let answer = answer.map_err(no_extractor)?;
    if status.success() {
        let told =
            answer.strip_prefix(GREETING).ok_or_else(|| Reason::NoExtractor("another version".to_owned()))?;
        return postcard::from_bytes(told)
            .unwrap_or_else(|error| Err(Reason::NoExtractor(error.to_string())));
    }
    Err(limits::reason_of_death(status, &last_words))
}

/// Gives a child its document while taking its answer: none if it takes too long. Three threads, since each of the pipes
/// may be full while another is waited for; they end when the child does.
fn converse(child: &mut Child, bytes: &[u8]) -> (Option<io::Result<Vec<u8>>>, Vec<u8>) {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (sender, parts) = mpsc::channel();
    let (answers, words) = (sender.clone(), sender);
    thread::spawn(move || {
        let mut answer = Vec::new();
        let taken = stdout.map_or(Ok(0), |stdout| stdout.take(ANSWER).read_to_end(&mut answer));
        // Nobody listens once the time is up.
        let _ = answers.send(Part::Answer(taken.map(|_| answer)));
    });
    thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(mut stderr) = stderr {
            let _ = stderr.by_ref().take(LAST_WORDS).read_to_end(&mut said);
            let _ = io::copy(&mut stderr, &mut io::sink());
        }
        let _ = words.send(Part::LastWords(said));
    });
    thread::scope(|scope| {
        scope.spawn(move || {
            // A child that died does not read on: its end is told by its status.
            let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
        });
        let (answer, last_words) = listen(&parts);
        if answer.is_none() {
            // Ends the thread that writes, too.
            let _ = child.kill();
        }
        (answer, last_words)
    })
}

fn listen(parts: &mpsc::Receiver<Part>) -> (Option<io::Result<Vec<u8>>>, Vec<u8>) {
    let end = std::time::Instant::now() + WALL_TIME;
    let (mut answer, mut last_words) = (None, None);
    while answer.is_none() || last_words.is_none() {
        let left = end.saturating_duration_since(std::time::Instant::now());
        match parts.recv_timeout(left) {
            Ok(Part::Answer(told)) => answer = Some(told),
            Ok(Part::LastWords(said)) => last_words = Some(said),
            Err(_) => return (None, last_words.unwrap_or_default()),
        }
    }
    (answer, last_words.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_command_extracts() {
        let call = |words: &[&str]| {
            let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
            obeyed(&arguments).is_some()
        };
        assert!(!call(&["jiaokan", "extract"]));
        assert!(!call(&["jiaokan", "extract", "txt"]), "plain text needs no process");
        assert!(!call(&["jiaokan", "extract", "html", "more"]));
        assert!(!call(&["jiaokan", "inspect", "html"]));
        assert_eq!(isolated(OsStr::new("pdf")), Some(Format::Pdf));
    }

    #[test]
    fn a_program_that_is_no_extractor_is_a_reason() {
        let missing = extract_in_child(Path::new("/nowhere/jiaokan"), Format::Html, b"<p>x");
        assert!(matches!(missing, Err(Reason::NoExtractor(_))), "{missing:?}");
        if let Ok(other) = which("true") {
            let silent = extract_in_child(&other, Format::Html, &vec![b'x'; 1 << 20]);
            assert!(matches!(silent, Err(Reason::NoExtractor(_))), "{silent:?}");
        }
        if let Ok(other) = which("false") {
            assert_eq!(extract_in_child(&other, Format::Html, b"<p>x"), Err(Reason::Crashed));
        }
    }

    fn which(program: &str) -> Result<PathBuf, ()> {
        let path = Path::new("/bin").join(program);
        if path.exists() { Ok(path) } else { Err(()) }
    }
}
