//! Drops the rights of an extracting process. The process cannot undo any of this, so it is called once, after the
//! last thread was started and before the first byte of the document is read.
//!
//! Three layers on Linux, independent of one another:
//!
//! | layer | since | takes away |
//! | --- | --- | --- |
//! | `no_new_privs` | 3.5 | gaining rights by executing a set-user-id program |
//! | Landlock | 5.13 | every path of the file system; TCP since 6.7; signals and abstract sockets since 6.12 |
//! | seccomp | 3.17 | every system call but those of [`filter::ALLOWED`]: no files, sockets, processes, threads |
//!
//! A kernel that lacks a layer, or a container that forbids it, leaves the others in place: a document is read all the
//! same, and [`Layers`] lists those in force. Other systems have no layer that an unprivileged program can apply to
//! itself through a safe interface; there only [`super::limits`] applies.

use serde::{Deserialize, Serialize};

/// The layers in force in a process, as confirmed by the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layers {
    /// Whether executing a program can no longer add rights.
    pub no_new_privs: bool,
    /// Version of the Landlock interface in force: 1 forbids files, 4 also TCP, 6 also signals. `None` without Landlock.
    pub landlock: Option<u8>,
    /// Whether the filter of system calls is in force.
    pub seccomp: bool,
}

/// Restricts this process permanently, including all its threads, as far as the system can.
pub(super) fn confine_this_process() -> Layers {
    confine_around(|| ()).0
}

/// The same, with work in between that starts threads: paths are denied before, so that the threads inherit that, and all
/// else afterwards.
#[cfg(target_os = "linux")]
pub(super) fn confine_around<T>(prepare: impl FnOnce() -> T) -> (Layers, T) {
    // First Landlock, which needs a descriptor.
    let landlock = forbid_paths();
    let prepared = prepare();
    super::limits::forbid_descriptors_and_processes();
    // Otherwise a crash of the child could pass the document to a core dump handler.
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    let seccomp = filter::install().is_ok();
    let no_new_privs = seccomp || landlock.as_ref().is_some_and(|status| status.no_new_privs);
    let landlock = landlock.and_then(|status| landlock_version(&status));
    (Layers { no_new_privs, landlock, seccomp }, prepared)
}

/// The same, with work in between.
#[cfg(not(target_os = "linux"))]
pub(super) fn confine_around<T>(prepare: impl FnOnce() -> T) -> (Layers, T) {
    let prepared = prepare();
    super::limits::forbid_descriptors_and_processes();
    (Layers::default(), prepared)
}

/// Latest version of the Landlock interface that is requested.
#[cfg(target_os = "linux")]
const LANDLOCK: landlock::ABI = landlock::ABI::V6;

/// Denies this thread every path, with a Landlock ruleset without rules. Where it is not the main thread, that one keeps its
/// rights and only waits for it; the filter of system calls applies to both.
#[cfg(target_os = "linux")]
fn forbid_paths() -> Option<landlock::RestrictionStatus> {
    use landlock::{Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _};
    use landlock::{Ruleset, RulesetAttr as _, Scope};
    let restrict = || {
        Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(LANDLOCK))?
            .handle_access(AccessNet::from_all(LANDLOCK))?
            .scope(Scope::from_all(LANDLOCK))?
            .create()?
            .restrict_self()
    };
    restrict().ok()
}

#[cfg(target_os = "linux")]
fn landlock_version(status: &landlock::RestrictionStatus) -> Option<u8> {
    use landlock::{LandlockStatus, RulesetStatus};
    match (&status.ruleset, status.landlock) {
        (RulesetStatus::NotEnforced, _) => None,
        (_, LandlockStatus::Available { effective_abi, .. }) => {
            Some((effective_abi as u8).min(LANDLOCK as u8))
        }
        _ => None,
    }
}

/// No filter exists for other processors.
#[cfg(all(
    target_os = "linux",
    not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))
))]
mod filter {
    pub(super) fn install() -> Result<(), ()> {
        Err(())
    }
}

/// The filter of system calls.
#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
mod filter {
    use std::collections::BTreeMap;

    use libc::c_long;
    use seccompiler::SeccompCmpArgLen::{Dword, Qword};
    use seccompiler::SeccompCmpOp::{Eq, Le, MaskedEq};
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    };

    /// System calls that are allowed with any arguments: freeing memory, locks between the two threads, signals of
    /// this process to itself, time, random numbers and exit. The C library and Rust's runtime make them implicitly.
    pub(super) const ALLOWED: &[c_long] = &[
        libc::SYS_brk,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_close,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_futex,
        libc::SYS_getpid,
        libc::SYS_getrandom,
        libc::SYS_gettid,
        libc::SYS_madvise,
        libc::SYS_mremap,
        libc::SYS_munmap,
        libc::SYS_restart_syscall,
        libc::SYS_rseq,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sched_getaffinity,
        libc::SYS_sched_yield,
        libc::SYS_set_robust_list,
        libc::SYS_sigaltstack,
    ];

    /// Installs the filter in all threads of this process.
    pub(super) fn install() -> seccompiler::Result<()> {
        seccompiler::apply_filter_all_threads(&program()?)
    }

    /// Every other system call returns `EPERM`. It does not kill the process, since a C library may try a call that it
    /// can do without (another version, another system).
    fn program() -> seccompiler::Result<BpfProgram> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            ALLOWED.iter().map(|&call| (call, Vec::new())).collect();
        for (call, conditions) in conditional()? {
            rules.entry(call).or_default().push(SeccompRule::new(conditions)?);
        }
        let architecture = std::env::consts::ARCH.try_into()?;
        let refuse = SeccompAction::Errno(libc::EPERM as u32);
        Ok(SeccompFilter::new(rules, refuse, SeccompAction::Allow, architecture)?.try_into()?)
    }

    /// System calls that are allowed where all conditions hold. Descriptors other than the three standard ones,
    /// inherited from the program's parent, can be neither read, written nor mapped; no memory can become executable.
    fn conditional() -> seccompiler::Result<Vec<(c_long, Vec<SeccompCondition>)>> {
        let argument = |index, length, operator: SeccompCmpOp, value| {
            SeccompCondition::new(index, length, operator, value).map_err(seccompiler::Error::from)
        };
        let executable = libc::PROT_EXEC as u64;
        let anonymous = libc::MAP_ANONYMOUS as u64;
        let this_process = u64::from(std::process::id());
        Ok(vec![
            (libc::SYS_read, vec![argument(0, Dword, Eq, 0)?]),
            (libc::SYS_write, vec![argument(0, Dword, Le, 2)?]),
            (libc::SYS_writev, vec![argument(0, Dword, Le, 2)?]),
            (libc::SYS_mprotect, vec![argument(2, Qword, MaskedEq(executable), 0)?]),
            (
                libc::SYS_mmap,
                vec![
                    argument(2, Qword, MaskedEq(executable), 0)?,
                    argument(3, Qword, MaskedEq(anonymous), anonymous)?,
                ],
            ),
            // Aborting sends a signal to one of the process's own threads.
            (libc::SYS_tgkill, vec![argument(0, Dword, Eq, this_process)?]),
        ])
    }
}
