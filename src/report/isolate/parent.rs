//! The parent's side: starts a child, sends it the document while receiving the answer, and ends a child without
//! progress.
//!
//! The child's processor time is limited by the system ([`super::limits`]), so an endless loop is ended. What remains
//! is a child that waits forever. Elapsed time alone cannot distinguish it from a child that is not scheduled on a
//! busy machine; its processor time can. The timeout therefore restarts whenever that time has grown ([`Patience`]).

use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use super::super::Reason;
use super::{COMMAND, GREETING, limits};

/// Time without use of processor time after which a child is ended. Total time where processor time cannot be read.
const STANDSTILL: Duration = Duration::from_secs(30);
/// Interval at which a child that has not answered is inspected.
const INTERVAL: Duration = Duration::from_millis(500);
/// Maximum length of an answer in bytes: [`super::super::MAX_CHARACTERS`] of four bytes each, and their descriptions;
/// a file of [`super::super::MAX_BYTES`] from a container.
const MAX_ANSWER: u64 = 65 << 20;
/// Length of an input in bytes that a pipe takes before it is read, so that no thread is needed to write it.
const PIPE: usize = if cfg!(target_os = "linux") { 60 << 10 } else { 0 };
/// Number of bytes kept of a child's standard error.
const MAX_LAST_WORDS: u64 = 4 << 10;

/// Starts `program extract WHAT`, sends `input` and returns the answer.
pub(super) fn ask<T: DeserializeOwned>(program: &Path, what: &str, input: &[u8]) -> Result<T, Reason> {
    let no_extractor = |error: io::Error| Reason::NoExtractor(error.to_string());
    let mut child = command(program, what).spawn().map_err(no_extractor)?;
    let (answer, last_words) = converse(&mut child, input);
    let Some(answer) = answer else {
        // It may have ended by itself in the meantime; either way it is gone afterwards.
        let _ = child.kill();
        let _ = child.wait();
        return Err(Reason::OutOfTime);
    };
    let status = child.wait().map_err(no_extractor)?;
    if !status.success() {
        return Err(limits::reason_of_death(status, &last_words));
    }
    let answer = answer.map_err(no_extractor)?;
    let body = answer.strip_prefix(GREETING);
    let body = body.ok_or_else(|| Reason::NoExtractor("another version".to_owned()))?;
    postcard::from_bytes(body).map_err(|error| Reason::NoExtractor(error.to_string()))
}

/// The command line, with an empty environment and three pipes.
pub(super) fn command(program: &Path, what: &str) -> Command {
    let mut command = Command::new(program);
    command.args([COMMAND, what]).env_clear();
    // System libraries of Windows are found through this variable.
    #[cfg(windows)]
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A part of a child's output.
enum Part {
    Answer(io::Result<Vec<u8>>),
    LastWords(Vec<u8>),
}

/// Sends a child its input while receiving its answer; no answer if it makes no progress. One thread for each pipe,
/// since any of them may be full while another is waited for; the threads end with the child.
fn converse(child: &mut Child, input: &[u8]) -> (Option<io::Result<Vec<u8>>>, Vec<u8>) {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (sender, parts) = mpsc::channel();
    let (answers, words) = (sender.clone(), sender);
    thread::spawn(move || {
        let mut answer = Vec::new();
        let received = stdout.map_or(Ok(0), |stdout| stdout.take(MAX_ANSWER).read_to_end(&mut answer));
        // After a timeout there is no receiver.
        let _ = answers.send(Part::Answer(received.map(|_| answer)));
    });
    thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(mut stderr) = stderr {
            let _ = stderr.by_ref().take(MAX_LAST_WORDS).read_to_end(&mut said);
            let _ = io::copy(&mut stderr, &mut io::sink());
        }
        let _ = words.send(Part::LastWords(said));
    });
    // A child that died reads no further; its exit status shows the reason.
    let send = move || stdin.map(|mut stdin| stdin.write_all(input));
    thread::scope(|scope| {
        if input.len() <= PIPE {
            let _ = send();
        } else {
            scope.spawn(send);
        }
        let (answer, last_words) = receive(&parts, child.id());
        if answer.is_none() {
            // Also ends the thread that writes.
            let _ = child.kill();
        }
        (answer, last_words)
    })
}

fn receive(parts: &mpsc::Receiver<Part>, child: u32) -> (Option<io::Result<Vec<u8>>>, Vec<u8>) {
    let mut patience = Patience::new(Instant::now());
    let (mut answer, mut last_words) = (None, None);
    while answer.is_none() || last_words.is_none() {
        match parts.recv_timeout(INTERVAL) {
            Ok(Part::Answer(received)) => answer = Some(received),
            Ok(Part::LastWords(said)) => last_words = Some(said),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                if patience.is_over(Instant::now(), processor_time(child)) {
                    return (None, last_words.unwrap_or_default());
                }
            }
        }
    }
    (answer, last_words.unwrap_or_default())
}

/// Distinguishes a child without progress from one that is not scheduled on a busy machine.
#[derive(Debug)]
pub(super) struct Patience {
    /// Time at which the child's processor time was last seen to have grown.
    since: Instant,
    /// Its processor time at that moment.
    used: Option<u64>,
}

impl Patience {
    pub(super) fn new(now: Instant) -> Self {
        Self { since: now, used: None }
    }

    /// Whether the child has used no processor time for [`STANDSTILL`]. `used` is what it has used so far, in any unit.
    pub(super) fn is_over(&mut self, now: Instant, used: Option<u64>) -> bool {
        if used > self.used {
            *self = Self { since: now, used };
        }
        now.saturating_duration_since(self.since) >= STANDSTILL
    }
}

/// Processor time that all threads of a process have used, in ticks of the system's clock (`proc_pid_stat(5)`).
#[cfg(target_os = "linux")]
pub(super) fn processor_time(process: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The second field is the program's name in brackets, which may hold spaces and brackets.
    let fields_from_third = stat.rsplit_once(')')?.1;
    let mut user_and_system = fields_from_third.split_whitespace().skip(11).map(str::parse::<u64>);
    Some(user_and_system.next()?.ok()? + user_and_system.next()?.ok()?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn processor_time(_: u32) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::report::extract::Extracted;

    type Answer = Result<Result<Extracted, Reason>, Reason>;

    #[test]
    fn a_program_that_is_no_extractor_is_a_reason() {
        let missing: Answer = ask(Path::new("/nowhere/jiaokan"), "html", b"<p>x");
        assert!(matches!(missing, Err(Reason::NoExtractor(_))), "{missing:?}");
        if let Some(other) = system_program("true") {
            let silent: Answer = ask(&other, "html", &vec![b'x'; 1 << 20]);
            assert!(matches!(silent, Err(Reason::NoExtractor(_))), "{silent:?}");
        }
        if let Some(other) = system_program("false") {
            let failed: Answer = ask(&other, "html", b"<p>x");
            assert_eq!(failed, Err(Reason::Crashed));
        }
    }

    fn system_program(name: &str) -> Option<PathBuf> {
        Some(Path::new("/bin").join(name)).filter(|path| path.exists())
    }

    #[test]
    fn only_a_child_that_stands_still_is_ended() {
        let begun = Instant::now();
        let after = |seconds| begun + Duration::from_secs(seconds);
        let mut busy_machine = Patience::new(begun);
        for minute in 0..60 {
            assert!(!busy_machine.is_over(after(minute * 29), Some(minute)), "a tick in 29 s is progress");
        }
        assert!(!busy_machine.is_over(after(59 * 29 + 29), Some(59)));
        assert!(busy_machine.is_over(after(59 * 29 + 30), Some(59)), "no tick in 30 s is none");

        let mut unknown = Patience::new(begun);
        assert!(!unknown.is_over(after(29), None));
        assert!(unknown.is_over(after(30), None), "where the system does not tell, 30 s are all");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn processor_time_grows_with_work() {
        let used = || processor_time(std::process::id()).unwrap();
        let before = used();
        while used() < before + 2 {
            std::hint::black_box((0..1_000_000_u64).sum::<u64>());
        }
        assert_eq!(processor_time(u32::MAX), None, "no such process");
    }
}
