//! Resource limits of an extracting process, and the reason that its exit status gives.
//!
//! Unix limits address space, processor time, files and core dumps. Windows and macOS have no memory limit that a
//! process can set for itself through a safe interface, so there the allocator counts ([`MEMORY`] holds on all
//! systems).

use std::process::ExitStatus;

use super::super::Reason;

/// Memory of the child in bytes: address space on Linux, the heap elsewhere. Parent and child together stay within 512 MB.
const MEMORY: u64 = 384 << 20;
/// Memory of the child that reads scans, and of the one that draws a page: the models, a picture of 600 dpi and the engine's work on it.
const MEMORY_FOR_SCANS: u64 = 1 << 30;
/// Processor time of the child that reads scans, in seconds: a report of a thousand pages. Its parent limits each page.
#[cfg(unix)]
const PROCESSOR_TIME_FOR_SCANS: u64 = 6000;
/// Processor time of the child that draws a page, in seconds. A scan of 600 dpi takes one.
#[cfg(unix)]
const PROCESSOR_TIME_FOR_A_PAGE: u64 = 20;
/// By how much the child that reads scans gives way to other programs, and to the window (`nice(2)`).
#[cfg(unix)]
const NICENESS: i32 = 5;
/// Processor time of the child in seconds. A long report takes a tenth of a second.
#[cfg(unix)]
const PROCESSOR_TIME: u64 = 6;

/// Counts the heap where the system cannot limit it. Unlimited until [`limit_this_process`]; costs one addition for
/// each allocation.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// Limits memory, processor time, the size of files and core dumps of this process permanently. A limit that the
/// system refuses is skipped; the others hold.
pub(super) fn limit_this_process() {
    #[cfg(unix)]
    limit(MEMORY, PROCESSOR_TIME);
    #[cfg(not(unix))]
    limit(MEMORY, 0);
}

/// The same for a process that reads scans, which also gives way to others.
pub(super) fn limit_this_process_for_scans() {
    #[cfg(unix)]
    {
        let _ = rustix::process::nice(NICENESS);
        limit(MEMORY_FOR_SCANS, PROCESSOR_TIME_FOR_SCANS);
    }
    #[cfg(not(unix))]
    limit(MEMORY_FOR_SCANS, 0);
}

/// The same for a process that draws one page.
pub(super) fn limit_this_process_for_a_page() {
    #[cfg(unix)]
    limit(MEMORY_FOR_SCANS, PROCESSOR_TIME_FOR_A_PAGE);
    #[cfg(not(unix))]
    limit(MEMORY_FOR_SCANS, 0);
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "the system limits no processor time"))]
fn limit(memory: u64, seconds: u64) {
    #[cfg(not(target_os = "linux"))]
    let _ = ALLOCATOR.set_limit(memory as usize);
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        set(Resource::As, memory);
        let seconds = Rlimit { current: Some(seconds), maximum: Some(seconds + 1) };
        let _ = setrlimit(Resource::Cpu, seconds);
        set(Resource::Core, 0);
        set(Resource::Fsize, 0);
    }
}

/// Lets the main thread's stack grow to a size in bytes. Returns whether the system does so: Linux maps it while it is used.
pub(super) fn allow_stack(size: u64) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let maximum = getrlimit(Resource::Stack).maximum;
        setrlimit(Resource::Stack, Rlimit { current: Some(size), maximum }).is_ok()
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = size;
        false
    }
}

/// Forbids new descriptors and, unless the user is root, new processes and threads.
pub(super) fn forbid_descriptors_and_processes() {
    #[cfg(unix)]
    {
        use rustix::process::Resource;
        set(Resource::Nofile, 0);
        set(Resource::Nproc, 0);
    }
}

#[cfg(unix)]
fn set(resource: rustix::process::Resource, limit: u64) {
    let both = rustix::process::Rlimit { current: Some(limit), maximum: Some(limit) };
    let _ = rustix::process::setrlimit(resource, both);
}

/// The reason for a child's missing answer, by its exit status and the beginning of its standard error.
pub(super) fn reason_of_death(status: ExitStatus, last_words: &[u8]) -> Reason {
    let words = String::from_utf8_lossy(last_words);
    if ran_out_of_time(status) {
        Reason::OutOfTime
    } else if words.contains("memory allocation") || words.contains("capacity overflow") {
        Reason::OutOfMemory
    } else if words.contains("overflowed its stack") || overflowed(status) {
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

/// Whether a memory access ended the child: without unsafe code only a stack that is full makes one that is not allowed.
#[cfg(unix)]
fn overflowed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(rustix::process::Signal::SEGV.as_raw())
}

#[cfg(not(unix))]
fn overflowed(_: ExitStatus) -> bool {
    false
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
    fn a_death_is_explained_by_signal_and_last_words() {
        let abort = ExitStatus::from_raw(6);
        assert_eq!(reason_of_death(ExitStatus::from_raw(24), b""), Reason::OutOfTime);
        assert_eq!(reason_of_death(abort, b"memory allocation of 9 bytes failed"), Reason::OutOfMemory);
        assert_eq!(reason_of_death(abort, b"thread 'x' has overflowed its stack"), Reason::TooComplex);
        assert_eq!(reason_of_death(abort, b""), Reason::Crashed);
        assert_eq!(reason_of_death(ExitStatus::from_raw(11), b""), Reason::TooComplex);
    }
}
