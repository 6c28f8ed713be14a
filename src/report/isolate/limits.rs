//! What an extracting process may use, and how its death is read from outside. Unix has such limits; elsewhere the clock
//! of the parent and the readers' own limits remain.

use std::process::ExitStatus;

use super::super::Reason;

/// Address space of the child in bytes: with the parent's own use it stays within 512 MB.
#[cfg(unix)]
const MEMORY: u64 = 384 << 20;
/// Processor time in seconds. A long report takes a tenth of one.
#[cfg(unix)]
const PROCESSOR_TIME: u64 = 6;

/// Limits the process that calls this, for good.
#[cfg(unix)]
pub(super) fn limit_this_process() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let both = |limit: u64| Rlimit { current: Some(limit), maximum: Some(limit) };
    // Where the system refuses one (macOS has no limit of address space), the others hold.
    let _ = setrlimit(Resource::As, both(MEMORY));
    let _ =
        setrlimit(Resource::Cpu, Rlimit { current: Some(PROCESSOR_TIME), maximum: Some(PROCESSOR_TIME + 1) });
    // A reader writes no files, and a crash is no news worth a dump.
    let _ = setrlimit(Resource::Core, both(0));
    let _ = setrlimit(Resource::Fsize, both(0));
}

#[cfg(not(unix))]
pub(super) fn limit_this_process() {}

/// Why a child that gave no answer died, by its status and its last words.
pub(super) fn reason_of_death(status: ExitStatus, last_words: &[u8]) -> Reason {
    let words = String::from_utf8_lossy(last_words);
    if ran_out_of_time(status) {
        Reason::OutOfTime
    } else if words.contains("memory allocation") || words.contains("capacity overflow") {
        Reason::OutOfMemory
    } else if words.contains("overflowed its stack") {
        Reason::TooComplex
    } else {
        Reason::Crashed
    }
}

#[cfg(unix)]
fn ran_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    let ending = [rustix::process::Signal::XCPU, rustix::process::Signal::KILL];
    status.signal().is_some_and(|signal| ending.iter().any(|end| end.as_raw() == signal))
}

#[cfg(not(unix))]
fn ran_out_of_time(_: ExitStatus) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt as _;

    #[test]
    fn a_death_is_read_from_signal_and_words() {
        let abort = ExitStatus::from_raw(6);
        assert_eq!(reason_of_death(ExitStatus::from_raw(24), b""), Reason::OutOfTime);
        assert_eq!(reason_of_death(abort, b"memory allocation of 9 bytes failed"), Reason::OutOfMemory);
        assert_eq!(reason_of_death(abort, b"thread 'x' has overflowed its stack"), Reason::TooComplex);
        assert_eq!(reason_of_death(abort, b""), Reason::Crashed);
    }
}
